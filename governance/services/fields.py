"""The fields of records as lists and filters see them: what is written, and what is derived."""

from __future__ import annotations

import re

from governance.i18n import _
from governance.model.duration import day
from governance.model.kinds import KINDS
from governance.model.words import FATE, STAGE, STATE, STATUS, WEATHER
from governance.services import posts
from governance.services.item import Item
from governance.services.life import strategy_state
from governance.services.portfolio import programme, strategy_of_mission
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from governance.gate.row import IndicatorRow, Row
    from governance.model.record import Record
    from governance.services.check import Report
    from governance.services.filter import Value
    from governance.services.posts import Post


DERIVED = {
    "programme": (
        "strategy", "axis", "mission", "stage", "weather", "status", "indicators", "reached",
        "measured", "last_review", "next_review", "overdue", "decision", "lead", "vacant",
        "paused", "ended", "fate", "entered", "missed_milestones",
    ),
    "indicator": (
        "strategy", "mission", "programme", "lead", "status", "value", "unit", "date", "target",
        "target_date", "progress", "next_measure", "overdue", "owner",
    ),
    "strategy": ("state", "director", "vacant", "last_review", "next_review", "overdue", "programmes"),
    "mission": ("strategy", "head", "programmes"),
    "measurement": ("strategy", "programme"),
    "checkpoint": ("strategy", "of", "decision"),
}  # fmt: skip
"""What is computed, by kind, besides :data:`COMMON`."""
COMMON = ("record", "id", "title", "path", "findings")
"""``record`` is ``kind/id``; the field ``kind`` is left to the records that have one."""


def known(kind: str | None) -> set[str]:
    """Every field of ``kind`` that can be filtered or sorted by; of every kind when ``None``."""
    kinds = [kind] if kind else list(KINDS)
    found = set(COMMON)
    for name in kinds:
        found |= set(DERIVED.get(name, ())) | set(_paths(schema(name), name, ""))
    return found


def items(report: Report, kind: str) -> list[Item]:
    """The records of ``kind`` that exist on the day judged, by id."""
    builder = _BUILDERS.get(kind)
    if builder is not None:
        found = list(builder(report))
    else:
        found = [_plain(record, report) for record in report.judgement.roadmap.of(kind)]
    counts: dict[str, int] = {}
    for finding in report.open:
        counts[finding.record] = counts.get(finding.record, 0) + 1
    for item in found:
        item.fields["findings"] = counts.get(item.key, 0)
    return sorted(found, key=lambda item: _natural(item.id))


def _natural(id: str) -> list[tuple[int, str]]:
    """Numbers by their size: n2 before n10."""
    return [
        (int(part), "") if part.isdigit() else (-1, part) for part in re.split("([0-9]{1,9})", id)
    ]


def _paths(node: dict[str, Any], root: str, prefix: str) -> Iterator[str]:
    """``roles``, ``roles.person``…: the fields a schema describes."""
    node, root = resolve(node, root)
    for name, sub in node.get("properties", {}).items():
        yield prefix + name
        inner, where = resolve(sub, root)
        if "items" in inner:
            inner, where = resolve(inner["items"], where)
        yield from _paths(inner, where, f"{prefix}{name}.")


def _item(kind: str, id: str, path: str, title: str, report: Report) -> Item:
    found = Item(kind, id, lambda: report.judgement.roadmap.read(path))
    found.fields = {"record": found.key, "id": id, "title": title, "path": path}
    return found


def _plain(record: Record, report: Report) -> Item:
    found = _item(record.kind, record.id, record.path, record.title, report)
    if not record.text("title"):
        found.fields["title"] = record.text("statement") or record.id
    return found


def _word(item: Item, field: str, value: str | None, words: dict[Any, Any]) -> None:
    """A word of a vocabulary, found by its translation too."""
    item.fields[field] = value
    if value is not None and value in words:
        told = words[value]
        item.also[field] = [_(told[1] if isinstance(told, tuple) else told)]


def _holders(item: Item, field: str, post: Post, report: Report) -> None:
    """The names of the holders of a post; also their organisation, by id and by name."""
    roadmap = report.judgement.roadmap
    names = [one["name"] for one in post["holders"]]
    item.fields[field] = ", ".join(names) or None
    also: list[Value] = []
    for one in post["holders"]:
        if one["organisation"]:
            record = roadmap.records.get("contributor", {}).get(one["organisation"])
            also += [one["organisation"], *([record.title] if record else [])]
    item.also[field] = also
    item.fields["vacant"] = post["vacant_since"] is not None and post["lapsed"] is None


def _programmes(report: Report) -> Iterator[Item]:
    roadmap = report.judgement.roadmap
    for row in roadmap.programmes():
        view = programme(row, roadmap)
        item = _item("programme", row["id"], row["path"], row["title"], report)
        mission = roadmap.records.get("mission", {}).get(view["mission"] or "")
        item.fields |= {
            "strategy": row["strategy"], "mission": row["mission"],
            "axis": (mission.text("axis") or None) if mission else None,
            "indicators": view["indicators"], "reached": view["reached"],
            "measured": view["measured"], "last_review": view["last_review"],
            "next_review": view["next_review"], "overdue": view["overdue_days"],
            "decision": row["decision"], "paused": view["paused"], "ended": view["ended"],
            "entered": row["entered"], "missed_milestones": view["missed_milestones"],
        }  # fmt: skip
        if mission:
            item.also["mission"] = [mission.text("code")]
        _word(item, "stage", view["stage"], STAGE)
        _word(item, "weather", view["weather"], WEATHER)
        _word(item, "status", view["status"], STATUS)
        _word(item, "fate", view["fate"], FATE)
        _holders(item, "lead", view["lead"], report)
        yield item


def _indicators(report: Report) -> Iterator[Item]:
    roadmap = report.judgement.roadmap
    for row in roadmap.rows.values():
        for state in row["indicators"]:
            item = _item("indicator", state["id"], state["path"], state["title"], report)
            overdue = _late(state["next_due"], row) if state["overdue"] else None
            item.fields |= {
                "strategy": row["strategy"], "mission": row["mission"],
                "programme": row["id"] if row["kind"] == "programme" else None,
                "value": state["value"], "unit": state["unit"], "date": state["date"],
                "target": state["target"], "target_date": state["target_date"],
                "progress": _rounded(state), "next_measure": state["next_due"],
                "overdue": overdue, "owner": state["owner"],
            }  # fmt: skip
            _word(item, "status", state["status"], STATUS)
            if row["kind"] == "programme":
                _holders(item, "lead", posts.lead(row, roadmap, owed=False), report)
            else:
                item.fields["lead"] = None
            item.fields.pop("vacant", None)
            yield item


def _strategies(report: Report) -> Iterator[Item]:
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    for row in roadmap.strategies():
        record = ctx.strategies[row["id"]]
        item = _item("strategy", row["id"], row["path"], row["title"], report)
        item.fields |= {
            "last_review": row["last_review"], "next_review": row["next_review"],
            "overdue": _late(row["next_review"], row) if row["review_overdue"] else None,
            "programmes": len(roadmap.programmes(row["id"])),
        }  # fmt: skip
        _word(item, "state", strategy_state(record, report)["name"], STATE)
        _holders(item, "director", posts.director(record, roadmap, ctx), report)
        yield item


def _missions(report: Report) -> Iterator[Item]:
    roadmap, as_of = report.judgement.roadmap, report.judgement.ctx.as_of
    sizes: dict[str | None, int] = {}
    for row in roadmap.programmes():
        sizes[row["mission"]] = sizes.get(row["mission"], 0) + 1
    for record in roadmap.of("mission"):
        item = _plain(record, report)
        heads = posts.heads(record, as_of, roadmap)
        item.fields |= {
            "strategy": strategy_of_mission(roadmap, record.id),
            "head": ", ".join(one["name"] for one in heads) or None,
            "programmes": sizes.get(record.id, 0),
        }
        yield item


def _dated(kind: str) -> Callable[[Report], Iterator[Item]]:
    """Measurements and checkpoints lie in dossiers: each file is read."""

    def build(report: Report) -> Iterator[Item]:
        roadmap = report.judgement.roadmap
        homes = {
            state["id"]: (row, state["title"])
            for row in roadmap.rows.values()
            for state in row["indicators"]
        }
        for id, files in roadmap.paths[kind].items():
            record = roadmap.read(files[0])
            if record is None:
                continue
            subject = id.partition("/")[0]
            title = record.text("title")
            if kind == "measurement":
                row, title = homes.get(subject, (None, ""))
            else:
                row = roadmap.row("programme", subject) or roadmap.row("strategy", subject)
            item = _item(kind, id, record.path, title or id, report)
            item.fields["strategy"] = row["strategy"] if row else None
            if kind == "measurement":
                item.fields["programme"] = row["id"] if row and row["kind"] == "programme" else None
            else:
                item.fields |= {"of": subject, "decision": record.part("decision").get("kind")}
            yield item

    return build


def _late(due: str | None, row: Row) -> int | None:
    clock, when = day(row["clock"]), day(due)
    return (clock - when).days if clock and when else None


def _rounded(state: IndicatorRow) -> float | None:
    return None if state["progress"] is None else round(state["progress"], 1)


_BUILDERS: dict[str, Callable[[Report], Iterator[Item]]] = {
    "programme": _programmes,
    "indicator": _indicators,
    "strategy": _strategies,
    "mission": _missions,
    "measurement": _dated("measurement"),
    "checkpoint": _dated("checkpoint"),
}
