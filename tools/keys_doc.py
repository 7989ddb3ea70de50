"""``python -m tools.keys_doc``: docs/keys.md and its French twin, from the one table of actions.

``--check`` writes nothing and fails when a document is not current.
"""

from __future__ import annotations

import sys
from pathlib import Path

from governance import i18n
from governance.i18n import N_, _
from tui import actions

DOCS = Path(__file__).resolve().parent.parent / "docs"
FILES = {"en": DOCS / "keys.md", "fr": DOCS / "keys.fr.md"}
SCOPES = (
    (actions.ANY, N_("Every view")), (actions.MOVE, N_("Moving")), ("today", N_("Today")),
    ("portfolio", N_("Portfolio")), ("problems", N_("Problems")), ("plan", N_("Plan")),
    ("milestone", N_("A milestone")), ("impact", N_("What if")),
    ("proposals", N_("Proposals")), ("proposal", N_("A proposal")), ("record", N_("A record")),
    ("file", N_("A file")), ("checkpoint", N_("A checkpoint")),
    (actions.WRITING, N_("While a field is filled in")), (actions.TYPING, N_("While a filter is typed")),
    (actions.QUESTION, N_("A question")),
)  # fmt: skip


def document(language: str) -> str:
    """The keys of every view, in ``language``."""
    before = i18n.current()
    i18n.use(language)
    try:
        lines = [f"# {_('Keys of the terminal UI')}", ""]
        lines += [_("Written by `python -m tools.keys_doc` from `tui/actions.py`."), ""]
        for scope, title in SCOPES:
            lines += [f"## {_(title)}", "", f"| {_('Key')} | {_('Action')} | |", "|---|---|---|"]
            for action in actions.of(scope):
                keys = " ".join(f"`{_(actions.key_name(key))}`" for key in action.keys)
                lines.append(f"| {keys} | {_(action.label)} | {_(action.about)} |")
            lines.append("")
        return "\n".join(lines)
    finally:
        i18n.use(before)


def main() -> int:
    """Write the documents, or check them."""
    code = 0
    for language, path in FILES.items():
        told = document(language)
        if "--check" not in sys.argv[1:]:
            path.write_text(told, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != told:
            sys.stderr.write(f"{path.name} is not current: run python -m tools.keys_doc\n")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
