"""Slippage of this roadmap: its milestones and costs against what its git history first promised.

The baseline field of a record can be rewritten; the first one that was committed cannot.  Both are
told, so that a plan that was laid anew is not read as a plan that was kept.
"""

from __future__ import annotations

import os
from datetime import date

from governance.measure import slippage as measure
from governance.measure.cost import told
from governance.model.duration import day
from governance.services.revision import open_repository
from governance.source.guards import MAX_BYTES
from governance.source.look import ROADMAP
from governance.source.reader import read
from governance.vcs.log import History
from governance.vcs.objects import Objects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypedDict

    from governance.gate.row import Row
    from governance.services.check import Report
    from governance.services.slippage import Rate

    class Slipped(TypedDict):
        """A milestone against its first baseline.

        ``original``    the first baseline committed, ``promised`` the day it entered the history
                        (``None``: it is not committed yet); ``baseline`` the one written now
        ``current``     the actual day, else the forecast, else the baseline, and ``today`` (the day
                        judged) when that is past: ``basis`` says which
        ``days``        from ``original`` to ``current``
        ``percent``     the same over the time planned at first, from the entry of the programme;
                        ``None`` when it entered after that day, or nobody says when
        """

        programme: str
        id: str
        title: str
        original: str
        promised: str | None
        baseline: str | None
        current: str
        basis: str
        days: int
        percent: float | None

    class Spent(TypedDict):
        """A cost line against its first baseline, in euros."""

        programme: str
        nature: str
        authority: str
        period: str
        original: int
        promised: str | None
        baseline: int | None
        current: int
        basis: str
        percent: float | None

    class Own(TypedDict):
        """The slippage of a roadmap; ``entrants`` were never given a baseline, ``leavers`` had one
        and are gone, both as ``programme/milestone``."""

        as_of: str
        commit: str
        rates: list[Rate]
        milestones: list[Slipped]
        costs: list[Spent]
        entrants: list[str]
        leavers: list[str]

    Promises = dict[tuple[str, str, str], tuple[Any, str]]

_FOLDER = f"{ROADMAP}/programmes/"


def own_slippage(report: Report, root: str) -> Own:
    """Every milestone and cost line of the programmes, as on the day judged.

    Only commits of that day or before are read; a day is that of the commit, in UTC.

    Raises :class:`governance.errors.JalonError` (exit 3) without a git history, or when it was cut.
    """
    repository = open_repository(root)
    tip = repository.commit("HEAD")
    ctx, roadmap = report.judgement.ctx, report.judgement.roadmap
    promises = _promises(History.of(repository, tip, ROADMAP), Objects(repository), ctx.as_of)
    milestones: list[Slipped] = []
    costs: list[Spent] = []
    entrants: list[str] = []
    seen: set[tuple[str, str, str]] = set()
    pairs: dict[str, list[measure.Pair]] = {name: [] for name in measure.MEASURES}
    for row in roadmap.programmes():
        for milestone in row["milestones"]:
            key = ("milestone", row["id"], str(milestone.get("id")))
            seen.add(key)
            first = promises.get(key) or (milestone.get("baseline"), None)
            if day(first[0]) is None:
                entrants.append(f"{row['id']}/{key[2]}")
                continue
            slipped, pair = _milestone(row, milestone, first)
            milestones.append(slipped)
            pairs[measure.CALENDAR] += pair
        for line in row["costs"]:
            spent, pair = _cost(row, line, promises)
            costs += spent
            pairs[measure.COST] += pair
    return {
        "as_of": ctx.as_of.isoformat(),
        "commit": tip,
        "rates": [
            {"measure": name, "formula": formula, "percent": compute(of), "projects": len(of)}
            for name, of in pairs.items()
            for formula, compute in measure.FORMULAS.items()
        ],
        "milestones": milestones,
        "costs": costs,
        "entrants": entrants,
        "leavers": sorted(
            f"{key[1]}/{key[2]}" for key in promises if key[0] == "milestone" and key not in seen
        ),
    }


def _promises(history: History, objects: Objects, as_of: date) -> Promises:
    """The first baseline ever committed of each milestone and cost line, and its day, wherever the
    file of the programme lay."""
    versions = sorted(
        (when, path, blob)
        for path in history.paths()
        if path.startswith(_FOLDER) and path.endswith(".yaml")
        for _commit, when, blob in history.versions(path)
        if blob and when[:10] <= as_of.isoformat()
    )
    found: Promises = {}
    with objects:
        for when, path, blob in versions:
            data, _problems = read(objects.read(blob, MAX_BYTES))
            id = os.path.basename(path)[: -len(".yaml")]
            for kind, name, value in _stated(data or {}):
                found.setdefault((kind, id, name), (value, when[:10]))
    return found


def _stated(data: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """The baselines in a record, whatever shape an old version of it may have."""
    found = []
    for kind, field in (("milestone", "milestones"), ("cost", "costs")):
        items = data.get(field)
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and item.get("baseline") is not None:
                name = _line(item) if kind == "cost" else str(item.get("id"))
                found.append((kind, name, item["baseline"]))
    return found


def _line(line: dict[str, Any]) -> str:
    """What tells a cost line from another of the same programme."""
    fields = (line.get("nature"), line.get("authority", "unspecified"), _period(line))
    return " ".join(map(str, fields))


def _period(line: dict[str, Any]) -> str:
    return f"{line.get('from') or ''}/{line.get('to') or ''}"


def _milestone(
    row: Row, milestone: dict[str, Any], first: tuple[Any, str | None]
) -> tuple[Slipped, list[measure.Pair]]:
    original, promised = date.fromisoformat(first[0]), first[1]
    basis = next(
        b for b in ("actual", "forecast", "baseline", "") if not b or day(milestone.get(b))
    )
    current = day(milestone.get(basis)) or original
    clock = date.fromisoformat(row["clock"])
    if basis != "actual" and current < clock:
        current, basis = clock, "today"
    entered = day(row["entered"])
    pair: list[measure.Pair] = []
    if entered is not None and entered < original:
        pair = [(float((original - entered).days), float((current - entered).days))]
    slipped: Slipped = {
        "programme": row["id"], "id": str(milestone.get("id")),
        "title": str(milestone.get("title") or ""), "original": original.isoformat(),
        "promised": promised, "baseline": milestone.get("baseline"),
        "current": current.isoformat(), "basis": basis or "original",
        "days": (current - original).days, "percent": measure.ratio_of_sums(pair),
    }  # fmt: skip
    return slipped, pair


def _cost(
    row: Row, line: dict[str, Any], promises: Promises
) -> tuple[list[Spent], list[measure.Pair]]:
    first = promises.get(("cost", row["id"], _line(line))) or (line.get("baseline"), None)
    current = told(line, date.fromisoformat(row["clock"]))
    original = first[0]
    if not isinstance(original, int) or isinstance(original, bool) or current is None:
        return [], []
    pair = [(float(original), float(current[1]))] if original > 0 else []
    spent: Spent = {
        "programme": row["id"], "nature": str(line.get("nature")),
        "authority": str(line.get("authority", "unspecified")), "period": _period(line),
        "original": original, "promised": first[1], "baseline": line.get("baseline"),
        "current": current[1], "basis": current[0], "percent": measure.ratio_of_sums(pair),
    }  # fmt: skip
    return [spent], pair
