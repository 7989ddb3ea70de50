"""A record explained: each of its findings with why it matters and what to do."""

from __future__ import annotations

from governance.gate.manual import page, plain
from governance.gate.registry import rules
from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, clean
from governance.reporters.document import dump, finding_document
from governance.reporters.message import fix, message, name
from governance.reporters.rules import severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from governance.model.finding import Finding
    from governance.services.explain import RecordView

_DEBTS = {
    "waived": N_("waived: it does not count"),
    "baseline": N_("inherited: it does not count"),
}


def render(
    views: Sequence[RecordView], language: str, as_of: str, *, width: int, colours: bool
) -> str:
    """The records one after the other."""
    told = [_record(view, language, as_of, width, colours) for view in views]
    return "\n\n".join("\n".join(lines) for lines in told) + "\n"


def _record(view: RecordView, language: str, as_of: str, width: int, colours: bool) -> list[str]:
    key, title = clean(view.key), clean(view.title)
    lines = cells.wrap(f"{key} — {title}" if title else key, width)
    lines = [cells.paint(line, BOLD, colours) for line in lines]
    for path in view.paths:
        lines += cells.wrap(clean(path), width)
    lines += cells.wrap(_total(view, as_of), width)
    told: set[str] = set()
    for finding in view.findings:
        lines += ["", *_finding(finding, language, width, colours, why=finding.code not in told)]
        told.add(finding.code)
    if view.around:
        lines += ["", *cells.wrap(_("Its other records with findings:"), width)]
        for record, count in sorted(view.around.items()):
            lines += cells.wrap(f"{clean(record)}  {count}", width, "  ")
    return lines


def _total(view: RecordView, as_of: str) -> str:
    if not view.findings:
        return _("Nothing is wrong with it as of {day}.", day=as_of)
    said = plural(
        N_("{count} finding as of {day}."), N_("{count} findings as of {day}."),
        len(view.findings), day=as_of,
    )  # fmt: skip
    aside = sum(1 for finding in view.findings if finding.debt)
    if aside:
        said += " " + plural(
            N_("{count} does not count (waived or inherited)."),
            N_("{count} do not count (waived or inherited)."),
            aside,
        )
    return said


def _finding(finding: Finding, language: str, width: int, colours: bool, *, why: bool) -> list[str]:
    """One finding; ``why`` its rule matters is told once per record."""
    head = f"{severity(finding.severity, colours)} {finding.code} {name(finding)}"
    if finding.debt:
        head += cells.paint(f" ({_(_DEBTS[finding.debt])})", DIM, colours)
    where = f"{clean(finding.path)}:{finding.line}:{finding.column}"
    told = [(_("Fix"), fix(finding, language))]
    if why:
        told.insert(0, (_("Why"), _why(finding, language)))
    label = max(cells.width(word) for word, _text in told) + 4
    lines = [head, *cells.wrap(where, width, "  ")]
    lines += cells.wrap(message(finding, language), width, "  ")
    for word, text in told:
        lines += cells.wrap(text, width, cells.pad(f"  {word}", label), " " * label)
    return lines


def render_json(views: Sequence[RecordView], language: str, as_of: str) -> str:
    """The same as JSON, described in docs/json.md."""
    return dump(
        {
            "as_of": as_of,
            "language": language,
            "records": [
                {
                    "record": view.key,
                    "title": view.title or None,
                    "paths": view.paths,
                    "findings": [_plain(finding, language) for finding in view.findings],
                    "around": view.around,
                }
                for view in views
            ],
        }
    )


def _plain(finding: Finding, language: str) -> dict[str, Any]:
    document = finding_document(finding, language)
    return {"path": finding.path, **document, "why": _why(finding, language)}


def _why(finding: Finding, language: str) -> str:
    return plain(page(rules()[finding.code], language).sections.get("Why it matters", ""))
