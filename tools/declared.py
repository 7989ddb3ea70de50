"""What a strategy declared of itself, beside what could be recorded."""

from __future__ import annotations

import re
from collections import Counter

from tools.documents import table
from tools.known import roles, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.model.record import Record
    from tools.known import Records


def section(strategy: Record, records: Records) -> str:
    parts = [f"## {strategy.title} (`{strategy.id}`)"]
    if note := strategy.text("note"):
        parts.append(f"> {note}")
    mine = {
        kind: [r for r in records[kind].values() if r.text("strategy") == strategy.id]
        for kind in ("programme", "indicator")
    }
    recorded: dict[str, Callable[[str], tuple[object, str]]] = {
        "programmes": lambda day: (_entered(mine["programme"], day), "entered by that day"),
        "achieved": lambda day: (_left(mine["programme"], day), "left as completed by that day"),
        "indicators": lambda _day: (len(mine["indicator"]), "recorded"),
        "led_by_ministries": lambda _day: (
            _led(mine["programme"], records),
            "led by a named ministry",
        ),
    }
    rows = []
    for item in strategy.items("declared"):
        day = str(item.get("date", ""))
        for name, value in item.items():
            if isinstance(value, int) and not isinstance(value, bool):
                count, what = recorded[name](day) if name in recorded else ("", "")
                rows.append((day, name.replace("_", " "), f"{value:,}", count, what))
    if rows:
        heads = ("Day", "Declared", "Number", "In the records", "Counted as")
        parts.append(table(heads, rows, (2, 3)))
    parts += _gaps(strategy, mine, records)
    return "\n\n".join(parts)


def _gaps(strategy: Record, mine: dict[str, list[Record]], records: Records) -> list[str]:
    lines = []
    for item in strategy.items("declared"):
        if declared := item.get("led_by_ministries"):
            named = _led(mine["programme"], records)
            lines.append(
                f"{declared - named} of the {declared} programmes declared as led by a ministry are "
                f"not named by any source: {named} are."
            )
    unknown = [r for r in mine["indicator"] if r.data.get("in_declared_total") == "unknown"]
    if unknown:
        lines.append(
            f"For {len(unknown)} of the {len(mine['indicator'])} indicators recorded, nothing says "
            "whether they belong to the total that was declared."
        )
    if mine["programme"]:
        undated = sum(1 for r in mine["programme"] if not isinstance(r.data.get("entered"), dict))
        lines.append(f"Programmes without a known date of entry: {undated}.")
    answers = Counter(str(item.get("answer")) for item in strategy.items("answers"))
    if answers:
        told = ", ".join(f"{count} {answer}" for answer, count in sorted(answers.items()))
        lines.append(f"Lessons of its predecessor: {told}.")
    clauses = Counter(
        clause for kind in mine for record in mine[kind] for clause in _clauses(_note(record))
    )
    repeated = [(clause, count) for clause, count in clauses.most_common() if count > 1]
    parts = ["\n".join(f"- {line}" for line in lines)] if lines else []
    if repeated:
        parts.append("What the records of its programmes and indicators say of themselves:")
        parts.append(
            table(
                ("Records", "In their words"),
                [(count, f"« {text} »") for text, count in repeated],
                (0,),
            )
        )
    return parts


def _note(record: Record) -> str:
    provenance = record.data.get("provenance")
    return str(provenance.get("note") or "") if isinstance(provenance, dict) else ""


def _clauses(note: str) -> list[str]:
    return [clause.strip(" .") for clause in re.split(r" ; |\. ", note) if clause.strip(" .")]


def _entered(programmes: list[Record], day: str) -> int:
    return sum(1 for r in programmes if str(within(r, "entered", "date") or "9999") <= day)


def _left(programmes: list[Record], day: str) -> int:
    return sum(
        1
        for r in programmes
        if within(r, "left", "fate") == "completed" and str(within(r, "left", "date")) <= day
    )


def _led(programmes: list[Record], records: Records) -> int:
    """Programmes whose lead is a ministry."""
    return sum(
        1
        for record in programmes
        if any(
            (body := records["contributor"].get(str(role.get("organisation"))))
            and body.data.get("kind") == "ministry"
            for role in roles(record, "lead")
        )
    )
