"""The editions of the panorama held: those shipped, and those that a repository took in."""

from __future__ import annotations

import csv
import io
import os
from datetime import date

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, USAGE, JalonError
from governance.i18n import N_, _
from governance.model.duration import day
from governance.model.edition import Edition, Names
from governance.source import panorama
from governance.source.files import read_at_most
from governance.source.reader import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypedDict

    class Rates(TypedDict):
        """What the State published of all projects at once; ``None`` where it did not."""

        state: str
        edition: str | None
        method: str
        projects: int | None
        interministerial: int | None
        cost_billion: float | None
        duration_years: float | None
        cost_percent: float | None
        calendar_percent: float | None
        source: str

    class Totals(TypedDict):
        """What the projects of one edition add up to."""

        projects: int
        interministerial: int
        cost_billion: float
        duration_years: float | None


FOLDER = "reference/panorama"
"""Where a repository keeps editions of its own; one of the same day stands before a shipped one."""
PACKAGED = os.path.join(os.path.dirname(os.path.dirname(__file__)), "reference", "panorama")
_RENAMES = "renames.csv"


class Reference:
    """All editions held, oldest first, with what is needed to compare them.

    ``origins``  the file of each edition, by its day
    """

    def __init__(self, root: str | None) -> None:
        own = os.path.join(root, FOLDER) if root else ""
        self.origins = _files(PACKAGED) | (_files(own) if own else {})
        self.editions = [_edition(self.origins[on], on) for on in sorted(self.origins)]
        renames = _renames(os.path.join(PACKAGED, _RENAMES))
        if own and os.path.lexists(os.path.join(own, _RENAMES)):
            renames += _renames(os.path.join(own, _RENAMES))
        self.names = Names(renames)
        for edition in self.editions:
            self._check(edition)
        self.rates = _rates(os.path.join(PACKAGED, "rates.csv"))

    def _check(self, edition: Edition) -> None:
        """A rename may not make one project of two that an edition holds apart."""
        seen: dict[str, str] = {}
        for project in edition.projects:
            other = seen.setdefault(self.names.key(project), project.name)
            if other != project.name:
                raise JalonError(
                    N_("renames.csv joins “{one}” and “{other}”, both in the edition of {day}."),
                    hint=N_("Remove that line: they are two projects."),
                    exit_code=CANNOT_JUDGE, one=other, other=project.name,
                    day=edition.day.isoformat(),
                )  # fmt: skip

    def edition(self, on: date) -> Edition:
        """The edition of the day ``on``.

        Raises :class:`JalonError` when there is none.
        """
        for edition in self.editions:
            if edition.day == on:
                return edition
        raise JalonError(
            N_("There is no edition of {day}; there are {known}."),
            hint=N_("Take one in with `jalon import panorama FILE --edition {day}`."),
            exit_code=USAGE, day=on.isoformat(),
            known=", ".join(edition.day.isoformat() for edition in self.editions),
        )  # fmt: skip

    def declared(self, on: date) -> Rates | None:
        """What the State published beside the edition of that day."""
        return next((r for r in self.rates if r["edition"] == on.isoformat()), None)


def settings(name: str) -> dict[str, Any]:
    """The mapping of one of the YAML files shipped beside the editions."""
    path = os.path.join(PACKAGED, name)
    value, problems = read(bytes_of(path))
    if value is None or problems:
        raise _spoilt(path, name)
    return value


def totals(edition: Edition) -> Totals:
    """What the figures published add up to; the mean duration is of the projects that have one."""
    lasting = [p.duration for p in edition.projects if p.duration is not None]
    return {
        "projects": len(edition.projects),
        "interministerial": sum(p.interministerial is True for p in edition.projects),
        "cost_billion": sum(p.cost for p in edition.projects if p.cost is not None) / 1000,
        "duration_years": sum(lasting) / len(lasting) if lasting else None,
    }


def _files(folder: str) -> dict[date, str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return {}
    dated = {name: day(name.removesuffix(".csv")) for name in names if name.endswith(".csv")}
    return {on: os.path.join(folder, name) for name, on in dated.items() if on is not None}


def _edition(path: str, on: date) -> Edition:
    try:
        return panorama.read_kept(bytes_of(path), on)
    except ValueError as error:
        raise _spoilt(path, str(error)) from None


def _renames(path: str) -> list[tuple[str, str, str]]:
    found = [(row.get("name"), row.get("project"), row.get("evidence")) for row in _table(path)]
    told = [(name, of, why) for name, of, why in found if name and of and why]
    if len(told) != len(found):
        raise JalonError(
            N_("{path}: each line names a project, the name it is known by, and what shows it."),
            hint=N_("The columns are name, project, evidence; none may be empty."),
            exit_code=CANNOT_JUDGE, path=path,
        )  # fmt: skip
    return told


def _rates(path: str) -> list[Rates]:
    def amount(row: dict[str, str], field: str) -> float | None:
        return float(row[field]) if row[field] else None

    def count(row: dict[str, str], field: str) -> int | None:
        return int(row[field]) if row[field] else None

    try:
        return [
            {
                "state": row["state"], "edition": row["edition"] or None, "method": row["method"],
                "projects": count(row, "projects"),
                "interministerial": count(row, "interministerial"),
                "cost_billion": amount(row, "cost_billion"),
                "duration_years": amount(row, "duration_years"),
                "cost_percent": amount(row, "cost_percent"),
                "calendar_percent": amount(row, "calendar_percent"), "source": row["source"],
            }
            for row in _table(path)
        ]  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise _spoilt(path, str(error)) from None


def _table(path: str) -> list[dict[str, str]]:
    try:
        text = bytes_of(path).decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _spoilt(path, str(error)) from None


def _spoilt(path: str, detail: str) -> JalonError:
    return JalonError(
        N_("{path} is not as `jalon import` writes it ({detail})."),
        hint=N_("Restore it from git, or import the published file again."),
        exit_code=CANNOT_JUDGE, path=path, detail=detail,
    )  # fmt: skip


def bytes_of(path: str) -> bytes:
    """All the bytes of a file, which may be reached through a link.

    Raises :class:`JalonError` (exit 4) when it cannot be read, (3) when it is far too large.
    """
    try:
        found = read_at_most(path, panorama.MAX_BYTES + 1, follow=True)
    except OSError as error:
        from governance.source.scan import unreadable

        raise JalonError(
            N_("{path} cannot be read: {reason}."),
            hint=N_("Check the file and its permissions."),
            exit_code=ENVIRONMENT, path=path, reason=_(str(unreadable(error).params["reason"])),
        ) from None  # fmt: skip
    if len(found) > panorama.MAX_BYTES:
        raise JalonError(
            N_("{path} is larger than {limit} MB."),
            hint=N_("An edition of the panorama takes less than 100 kB; check the file."),
            exit_code=CANNOT_JUDGE, path=path, limit=panorama.MAX_BYTES // 1024 // 1024,
        )  # fmt: skip
    return found
