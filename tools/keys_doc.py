"""``python -m tools.keys_doc``: docs/keys.md and its French twin, from the one table of actions.

``--check`` writes nothing and fails when a document is not current.
"""

from __future__ import annotations

import sys
from pathlib import Path

from governance import i18n
from governance.i18n import N_, _
from tui import actions
from tui.twins import TWINS

DOCS = Path(__file__).resolve().parent.parent / "docs"
FILES = {"en": DOCS / "keys.md", "fr": DOCS / "keys.fr.md"}
SCOPES = (
    (actions.ANY, N_("Every view")), (actions.MOVE, N_("Moving")), ("today", N_("Today")),
    ("portfolio", N_("Portfolio")), ("problems", N_("Problems")), ("plan", N_("Plan")),
    ("milestone", N_("A milestone")), ("impact", N_("What if")),
    ("meeting", N_("Review meeting")), ("minutes", N_("Minutes")),
    ("proposals", N_("Proposals")), ("proposal", N_("A proposal")),
    ("change", N_("My change")), ("record", N_("A record")),
    ("file", N_("A file")), ("checkpoint", N_("A checkpoint")),
    ("edit", N_("Editing a record")),
    (actions.WRITING, N_("While a field is filled in")), (actions.TYPING, N_("While a filter is typed")),
    (actions.QUESTION, N_("A question")), (actions.ASKED, N_("A question answered in words")),
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
        return "\n".join([*lines, *_twins()])
    finally:
        i18n.use(before)


def _twins() -> list[str]:
    """The commands that stand for each view."""
    titles = {"rule": N_("A rule"), "help": N_("Help"), **dict(SCOPES)}
    told = _(
        "What a view shows is printed, and what it writes is written, by commands as well: for a "
        "screen reader, a script, or where there is no terminal."
    )
    lines = [f"## {_('In plain text')}", "", told, ""]
    lines += [f"| {_('View')} | {_('The same in text')} |", "|---|---|"]
    for scope, commands in TWINS.items():
        shown = ", ".join(f"`{command}`" for command in commands)
        lines.append(f"| {_(titles[scope])} | {shown} |")
    return [*lines, ""]


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
