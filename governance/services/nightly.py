"""The run of every night: the clock judged, mission by mission, and the trace that it ran."""

from __future__ import annotations

from governance.errors import JalonError
from governance.services.revision import open_repository
from governance.services.todo import todo
from governance.vcs import stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import TypedDict

    from governance.services.check import Report
    from governance.services.todo import Agenda

    class Mission(TypedDict):
        """What one mission owes; ``agenda`` holds what is due or overdue on the day of the run."""

        id: str
        title: str
        agenda: Agenda


def missions(report: Report, today: date) -> list[Mission]:
    """What each mission owes by ``today``, those that owe nothing included; missions of strategies
    that have ended owe nothing and are left out."""
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    axes = roadmap.records.get("axis", {})
    return [
        {"id": record.id, "title": record.title, "agenda": todo(report, today, mission=record.id)}
        for record in roadmap.of("mission")
        if (axis := axes.get(record.text("axis"))) is None
        or ctx.ended(axis.text("strategy")) is None
    ]


def leave_stamp(root: str, report: Report, *, remote: str = "") -> None:
    """Leave the trace of this run in the repository at ``root``, and send it to ``remote``.

    Raises :class:`JalonError`: exit 3 without repository, 4 when git refuses.
    """
    repository = open_repository(root)
    stamp.leave(repository, {
        "as_of": report.judgement.ctx.as_of.isoformat(),
        "records": sum(report.judgement.counts.values()),
        "findings": len(report.open),
    }, remote)  # fmt: skip


def last_run(root: str) -> datetime | None:
    """When the last nightly run known here was (UTC); ``None`` where none is known."""
    try:
        found = stamp.last(open_repository(root))
    except JalonError:
        return None
    return found.when if found else None


def is_bare(folder: str) -> bool:
    """Whether ``folder`` is a bare repository, which holds no files to look at."""
    try:
        return open_repository(folder).bare
    except JalonError:
        return False
