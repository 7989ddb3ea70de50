"""The minutes of a review meeting, made from the checkpoints that were saved and from nothing else."""

from __future__ import annotations

import os

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, USAGE, JalonError
from governance.i18n import N_
from governance.services.enter import reviewed as reviewed_key
from governance.services.find import find
from governance.services.meeting import agenda
from governance.services.meeting_reviewed import attendants, reviewed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import TypedDict

    from governance.model.record import Record
    from governance.services.check import Report
    from governance.services.meeting_reviewed import Attendant, Reviewed

    class Postponed(TypedDict):
        """A programme or strategy (``subject``, a key) whose review was put off; ``due`` the day it is
        still due."""

        subject: str
        title: str
        due: str | None
        reason: str

    class Minutes(TypedDict):
        """What a meeting did.

        ``days``        of its checkpoints;  ``names`` the meeting is called by in them
        ``attendants``  those of every checkpoint;  ``authors`` who wrote them
        """

        as_of: str
        days: list[str]
        names: list[str]
        attendants: list[Attendant]
        authors: list[str]
        reviewed: list[Reviewed]
        postponed: list[Postponed]


def held_on(report: Report, on: date, mission: str | None = None, where: str = "") -> list[str]:
    """The keys of the checkpoints held ``on`` that day, in the order of an agenda; only those of
    ``mission``, and for which the filter ``where`` holds, where these are given.

    Raises :class:`JalonError` for a filter that means nothing, and (exit 3) when there is none.
    """
    known = agenda(report, on, on, mission=mission, where=where)["points"]
    found = [point["held"] for point in known if point["held"]]
    if not found:
        raise JalonError(
            N_("No checkpoint is recorded for {day}."),
            hint=N_("Give the day of the meeting with --on, or name its checkpoints."),
            exit_code=CANNOT_JUDGE, day=on.isoformat(),
        )  # fmt: skip
    return found


def minutes(
    report: Report, root: str, records: Sequence[str], postponed: Mapping[str, str]
) -> Minutes:
    """The minutes of the checkpoints ``records`` (keys, ids or paths), in that order.

    ``postponed``  programmes and strategies whose review was put off, each with why

    Raises :class:`JalonError` for a name of no checkpoint, or of no programme or strategy.
    """
    roadmap = report.judgement.roadmap
    read: dict[str, Record] = {}
    for given in records:
        kind, id = find(roadmap, root, given)
        record = roadmap.read(roadmap.paths[kind][id][0])
        if kind != "checkpoint" or record is None:
            raise JalonError(
                N_("{record} is no checkpoint that can be read on {day}."),
                hint=N_("`jalon list checkpoints` shows what there is."),
                exit_code=USAGE, record=f"{kind}/{id}", day=report.judgement.ctx.as_of.isoformat(),
            )  # fmt: skip
        read[record.key] = record
    found = list(read.values())
    everybody = [attendants(record, roadmap) for record in found]
    common = (
        [one for one in everybody[0] if all(one in some for some in everybody)] if found else []
    )
    return {
        "as_of": report.judgement.ctx.as_of.isoformat(),
        "days": sorted({record.text("date") for record in found}),
        "names": _said(found, "title"),
        "attendants": common,
        "authors": _said(found, "author"),
        "reviewed": [reviewed(record, report) for record in found],
        "postponed": _postponed(report, postponed),
    }


def write(path: str, text: str) -> str:
    """Write ``text`` to the new file ``path``, over nothing; its absolute path.

    Raises :class:`JalonError`: exit 2 when there is such a file, 4 when it cannot be written.
    """
    target = os.path.abspath(os.path.expanduser(path))
    try:
        with open(target, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise JalonError(
            N_("There is a file {path} already; nothing is written over it."),
            hint=N_("Give another name."), exit_code=USAGE, path=target,
        ) from None  # fmt: skip
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise JalonError(
            N_("{path} cannot be written: {reason}."), hint=N_("Give another name."),
            exit_code=ENVIRONMENT, path=target, reason=reason or str(error),
        ) from None  # fmt: skip
    return target


def _said(records: list[Record], field: str) -> list[str]:
    return list(dict.fromkeys(record.text(field) for record in records if record.text(field)))


def _postponed(report: Report, postponed: Mapping[str, str]) -> list[Postponed]:
    roadmap = report.judgement.roadmap
    found: list[Postponed] = []
    for given, reason in postponed.items():
        key = reviewed_key(roadmap, given)
        row = roadmap.rows.get(key)
        due = roadmap.review(row)[0] if row else None
        title = row["title"] if row else key
        found.append({"subject": key, "title": title, "due": due, "reason": reason})
    return found
