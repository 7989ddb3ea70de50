"""docs/data.md: what is known of the shipped roadmaps and what is not, counted in the records.

No figure is typed here: counts come from the records, sentences about a gap are general or quoted.
"""

from __future__ import annotations

import re
import sys
from collections import Counter

from tools.declared import section
from tools.documents import run, table
from tools.known import load, roles, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from governance.model.record import Record
    from tools.known import Records

    Test = Callable[[Record], object]

PATH = "docs/data.md"
GRADES = ("official", "reported", "derived", "inferred")
_CONFLICT = re.compile(
    r"\b(?:conflit|contred\w+|contradi\w+|ne correspond\w* pas)\b", re.IGNORECASE
)
_HEAD = """\
# What is known, and what is not

<!-- Generated from roadmap/ by `python -m tools.data_doc`; do not edit. -->

The shipped roadmaps were rebuilt from public documents. Every fact names its source, and what no document
says is left absent. Everything below is counted in the records as they stand; quotations are theirs, in
their language. *Absent* means that no source consulted says it, not that it does not exist.
"""


def documents() -> dict[str, str]:
    """The document, by its path."""
    records = load()
    parts = [_HEAD.rstrip(), _kinds(records)]
    parts += [section(strategy, records) for strategy in records["strategy"].values()]
    parts += [_programmes(records), _indicators(records), _measures(records), _reviews(records)]
    parts += [_products(records), _sources(records), _conflicts(records)]
    return {PATH: "\n\n".join(parts) + "\n"}


def _kinds(records: Records) -> str:
    rows = []
    for kind, found in records.items():
        grades = Counter(_grade(record) for record in found.values())
        if found:
            rows.append((f"`{kind}`", len(found), *(grades[g] or "" for g in (*GRADES, ""))))
    heads = ("Kind", "Records", *GRADES, "not stated")
    said = (
        "Evidence is *official* (an official text says it), *reported* (press, Court of Auditors, "
        "Parliament), *derived* (computed from official data) or *inferred*."
    )
    return f"## Records and their evidence\n\n{said}\n\n{table(heads, rows, range(1, 7))}"


def _grade(record: Record) -> str:
    provenance = record.data.get("provenance")
    grade = provenance.get("grade") if isinstance(provenance, dict) else record.data.get("grade")
    return str(grade or "")


# -- tables of what is stated and what is absent


def _stated(found: list[Record], tests: list[tuple[str, Test]]) -> str:
    rows = []
    for what, test in tests:
        known = sum(1 for record in found if test(record))
        rows.append((what, known, len(found) - known))
    return table(("What", "Stated", "Absent"), rows, (1, 2))


def _has(field: str) -> Test:
    return lambda record: field in record.data


def _programmes(records: Records) -> str:
    indicators = {r.text("programme") for r in records["indicator"].values()}
    checkpoints = {r.text("programme") for r in records["checkpoint"].values()}
    tests: list[tuple[str, Test]] = [
        ("mission", _has("mission")),
        ("mission, said by a document", lambda r: r.data.get("mission_basis") == "stated"),
        ("purpose", _has("purpose")),
        ("date of entry", _has("entered")),
        ("end: date and reason", _has("left")),
        ("organisation that leads", lambda r: any("organisation" in x for x in roles(r, "lead"))),
        ("person who leads", lambda r: any("person" in x for x in roles(r, "lead"))),
        ("deputy", lambda r: roles(r, "deputy")),
        ("contributors", _has("contributors")),
        ("milestones", _has("milestones")),
        (
            "a milestone with the day it was met",
            lambda r: any("actual" in m for m in r.items("milestones")),
        ),
        ("dependencies on programmes or products", _has("dependencies")),
        ("criteria to stop", _has("stop_criteria")),
        ("administrations that endorse it", _has("endorsements")),
        ("opinion on large projects", _has("opinions")),
        ("costs", _has("costs")),
        ("staff", _has("staff")),
        ("at least one indicator", lambda r: r.id in indicators),
        ("at least one review on record", lambda r: r.id in checkpoints),
    ]
    found = list(records["programme"].values())
    basis = Counter(
        str(item.get("basis"))
        for kind in ("programme", "product")
        for record in records[kind].values()
        for item in record.items("dependencies")
    )
    told = ", ".join(f"{count} {name}" for name, count in sorted(basis.items()))
    said = f"{len(found)} programmes. Dependencies of programmes and products: {told}."
    return f"## Programmes\n\n{said}\n\n{_stated(found, tests)}"


def _indicators(records: Records) -> str:
    measures = Counter(r.text("indicator") for r in records["measurement"].values())
    tests: list[tuple[str, Test]] = [
        ("programme it belongs to", _has("programme")),
        ("definition", _has("definition")),
        ("whom or what it counts", _has("population")),
        ("baseline", _has("baseline")),
        ("target", _has("targets")),
        (
            "target with a day to reach it by",
            lambda r: any("date" in t for t in r.items("targets")),
        ),
        ("frequency of measure", _has("frequency")),
        ("data owner", _has("owner")),
        ("at least one measure", lambda r: measures[r.id]),
        ("at least two measures", lambda r: measures[r.id] > 1),
        ("baseline, dated target and a measure", lambda r: _complete(r) and measures[r.id]),
    ]
    parts = ["## Indicators"]
    for strategy in records["strategy"]:
        found = [r for r in records["indicator"].values() if r.text("strategy") == strategy]
        if found:
            parts += [f"### `{strategy}`: {len(found)} indicators", _stated(found, tests)]
    return "\n\n".join(parts)


def _complete(record: Record) -> bool:
    return "baseline" in record.data and any("date" in t for t in record.items("targets"))


def _measures(records: Records) -> str:
    found = list(records["measurement"].values())
    exact = sum(1 for r in found if r.data.get("precision", "day") == "day")
    rows = [
        ("exact value", sum(1 for r in found if r.data.get("bound", "exact") == "exact")),
        *(
            (f"value said to be “{bound.replace('_', ' ')}”", count)
            for bound, count in sorted(Counter(r.text("bound") for r in found).items())
            if bound not in ("", "exact")
        ),
        ("breakdown without a value", sum(1 for r in found if "value" not in r.data)),
        ("day known exactly", exact),
        ("day known to the month, quarter or year only", len(found) - exact),
        ("without any source", sum(1 for r in found if not r.data.get("source"))),
    ]  # fmt: skip
    days = sorted(r.text("date") for r in found)
    said = f"{len(found)} measures, from {days[0]} to {days[-1]}." if days else "No measure."
    return f"## Measures\n\n{said}\n\n{table(('Measures', 'Number'), rows, (1,))}"


def _reviews(records: Records) -> str:
    found = list(records["checkpoint"].values())
    rows = []
    for subject in sorted({r.id.partition("/")[0] for r in found}):
        mine = sorted(
            (r for r in found if r.id.partition("/")[0] == subject), key=lambda r: r.text("date")
        )
        kind = "strategy" if mine[0].text("strategy") else "programme"
        rows.append((f"`{subject}`", kind, len(mine), ", ".join(r.text("date") for r in mine)))
    counts = {
        what: sum(1 for r in found if what in r.data)
        for what in ("weather", "decision", "measures")
    }
    said = (
        f"{len(found)} reviews are attested. {counts['weather']} state a weather, {counts['decision']} a "
        f"decision, {counts['measures']} the measures looked at: what was not published stays absent."
    )
    return f"## Reviews\n\n{said}\n\n{table(('Subject', 'Kind', 'Reviews', 'Days'), rows, (2,))}"


def _products(records: Records) -> str:
    users: Callable[[str], Test] = lambda name: lambda r: within(r, "indicators", name)  # noqa: E731
    tests: list[tuple[str, Test]] = [
        ("programme behind it", _has("programmes")),
        ("operator", _has("operator")),
        ("audience", _has("audience")),
        ("first day", _has("first_day")),
        ("last day", _has("last_day")),
        ("cost", _has("costs")),
        (
            "running cost of its own",
            lambda r: any(c.get("nature") == "run" for c in r.items("costs")),
        ),
        ("staff", _has("staff")),
        ("registered users", users("registered")),
        ("active users", users("active")),
        ("outside substitutes", _has("substitutes")),
        ("answer to an overlap", _has("overlaps")),
        ("plan to wind down", _has("wind_down")),
    ]
    found = list(records["product"].values())
    return f"## Products\n\n{len(found)} products.\n\n{_stated(found, tests)}"


def _sources(records: Records) -> str:
    found = list(records["source"].values())
    rows = sorted(Counter(r.text("kind") for r in found).items())
    tests: list[tuple[str, Test]] = [
        ("date", _has("date")), ("publisher", _has("publisher")), ("address", _has("address")),
    ]  # fmt: skip
    return "\n\n".join(
        [
            "## Sources", f"{len(found)} documents.", table(("Kind", "Documents"), rows, (1,)),
            _stated(found, tests),
        ]
    )  # fmt: skip


# -- sources that contradict each other


def _conflicts(records: Records) -> str:
    rows = [
        (f"`{record.key}`", text)
        for found in records.values()
        for record in found.values()
        for text in _texts(record.data)
        if _CONFLICT.search(text)
    ]
    said = (
        "Two sources that contradict each other are both kept, each with its source. The records that say "
        "so:"
    )
    return f"## Conflicts kept side by side\n\n{said}\n\n{table(('Record', 'In its words'), rows)}"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


if __name__ == "__main__":
    sys.exit(run("tools.data_doc", documents))
