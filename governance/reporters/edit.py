"""What an edit does, in words: fields before and after, what is derived, findings gone and new."""

from __future__ import annotations

from governance.hygiene import show
from governance.i18n import N_, _, current, plural
from governance.model.finding import pointer_text
from governance.model.words import STAGE, STATUS, WEATHER
from governance.reporters.cells import DIM, GREEN, RED, number, paint, wrap
from governance.reporters.document import dump, finding_document
from governance.reporters.message import fix, message, name
from governance.reporters.text import severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.model.finding import Finding
    from governance.services.edit import Editing
    from governance.services.preview import Preview
    from governance.services.told import Told

_ARROW = " → "
_FIELDS = {
    "stage": N_("stage"), "weather": N_("weather"), "status": N_("status"),
    "reached": N_("indicators reached"), "indicators": N_("indicators"),
    "last_review": N_("last review"), "next_review": N_("next review"),
    "overdue_days": N_("days overdue"), "missed_milestones": N_("milestones missed"),
    "paused": N_("paused"), "ended": N_("ended"), "value": N_("value"), "date": N_("measured on"),
    "target": N_("target"), "target_date": N_("target date"), "progress": N_("progress, in %"),
    "next_due": N_("next measure"), "finish": N_("date in the plan"),
    "total_float": N_("float in days"), "critical": N_("on the critical path"),
}  # fmt: skip
"""What the derived fields are called."""
_WORDS: dict[str, dict[Any, Any]] = {"stage": STAGE, "weather": WEATHER, "status": STATUS}


def render(
    editing: Editing,
    told: list[Told],
    preview: Preview,
    *,
    written: bool,
    width: int,
    colours: bool,
) -> str:
    """The edit as text, at most ``width`` cells wide."""
    lines = []
    for one in told:
        lines += wrap(f"{one['field']}: {_change(one)}", width, "  ", "    ")
    if not told:
        lines.append("  " + _("Nothing changes."))
    for comment in editing.comments:
        lines += wrap(_("comment removed: {comment}", comment=show(comment)), width, "  ", "    ")
    lines += effects(preview, width, colours=colours)
    path = show(editing.path, 500)
    said = (
        _("Written: {path}", path=path)
        if written
        else _("Nothing is written to {path}.", path=path)
    )
    head = f"{editing.kind}/{editing.id}"
    return "\n".join([head, *lines, "", paint(said, DIM, colours and not written)]) + "\n"


def effects(preview: Preview, width: int, *, colours: bool) -> list[str]:
    """What follows from an edit: what is derived, findings settled and new, each after an empty
    line; nothing when nothing does."""
    lines: list[str] = []
    if preview.derived:
        lines += ["", _("So:")]
        for record, parts in _by_record(preview).items():
            lines += wrap(f"{record}: {'; '.join(parts)}", width, "  ", "    ")
    if preview.gone:
        lines += [
            "",
            plural(
                N_("{count} finding is settled:"),
                N_("{count} findings are settled:"),
                len(preview.gone),
            ),
        ]
        lines += _findings(preview.gone, width, paint("✓", GREEN, colours))
    if preview.new:
        lines += [
            "",
            plural(
                N_("{count} finding appears:"), N_("{count} findings appear:"), len(preview.new)
            ),
        ]
        lines += _findings(preview.new, width, paint("✗", RED, colours))
    return lines


def render_json(editing: Editing, told: list[Told], preview: Preview, *, written: bool) -> str:
    """The edit as JSON."""
    language = current()

    def listed(findings: list[Finding]) -> list[dict[str, Any]]:
        return [
            {"record": f.record, "path": f.path, **finding_document(f, language)} for f in findings
        ]

    return dump(
        {
            "record": f"{editing.kind}/{editing.id}",
            "path": editing.path,
            "written": written,
            "changes": [
                {
                    "field": one["field"],
                    "pointer": pointer_text(one["pointer"]),
                    "before": one["before"],
                    "after": one["after"],
                }
                for one in told
            ],
            "comments_removed": editing.comments,
            "derived": preview.derived,
            "settled": listed(preview.gone),
            "new": listed(preview.new),
        }
    )


def _change(one: Told) -> str:
    before, after = one["before"], one["after"]
    if before is None:
        return show(after or '""')
    if after is None:
        return _("{value} is removed", value=show(before))
    return f"{show(before)}{_ARROW}{show(after)}"


def _by_record(preview: Preview) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in preview.derived:
        field = one["field"]
        before, after = (_word(field, one[side]) for side in ("before", "after"))
        found.setdefault(one["record"], []).append(f"{_(_FIELDS[field])} {before}{_ARROW}{after}")
    return found


def _word(field: str, value: Any) -> str:
    if field in _WORDS and value in _WORDS[field]:
        word = _WORDS[field][value]
        return _(word[1] if isinstance(word, tuple) else word)
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return number(value) if isinstance(value, int | float) else show(value)


def _findings(findings: list[Finding], width: int, mark: str) -> list[str]:
    lines: list[str] = []
    language = current()
    for finding in findings:
        said = f"{severity(finding, language)} {finding.code} {name(finding)}: {message(finding, language)}"
        body = wrap(f"{said} {fix(finding, language)}", width - 4)
        lines += [f"  {mark} {body[0]}", *(f"    {line}" for line in body[1:])]
    return lines
