"""Taking in an edition of the panorama: what was read of it, what matches the edition before."""

from __future__ import annotations

import os

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, USAGE, JalonError
from governance.i18n import N_, _
from governance.model.edition import Cohort
from governance.services.panorama import FOLDER, PACKAGED, Reference, bytes_of, settings, totals
from governance.source import panorama

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import TypedDict

    from governance.model.edition import Edition, Project
    from governance.services.panorama import Rates, Totals
    from governance.source.panorama import Trouble

    class Unreadable(TypedDict):
        """A cell that could not be read; ``reason`` is a message id."""

        line: int
        column: str
        value: str
        reason: str

    class Renamed(TypedDict):
        """Two names of one project, and what shows it."""

        earlier: str
        later: str
        evidence: str

    class Imported(TypedDict):
        """What was read of an edition, and how it goes with the edition before it.

        ``spelled``   names written otherwise, the same but for case, accents and punctuation
        ``near``      names that may be of one project; they are not matched
        ``state``     ``new``, ``same`` (already held), ``replaced``, ``refused`` (cells unreadable)
        ``written``   the file, ``None`` when nothing was
        """

        edition: str
        file: str
        totals: Totals
        declared: Rates | None
        without_start: list[str]
        without_duration: list[str]
        without_cost: list[str]
        withheld: list[str]
        compared_with: str | None
        matched: int
        spelled: list[Renamed]
        renamed: list[Renamed]
        entrants: list[str]
        leavers: list[str]
        near: list[Renamed]
        unreadable: list[Unreadable]
        state: str
        written: str | None


def take_in(
    root: str, path: str, on: date, *, into: str = FOLDER, replace: bool = False, dry: bool = False
) -> Imported:
    """Read the published file at ``path`` as the edition of the day ``on`` and keep it below
    ``into`` of ``root``, as :func:`governance.source.panorama.kept` writes it.

    ``replace``  whether an edition of that day may be written over
    ``dry``      write nothing

    Raises :class:`JalonError`: the file cannot be read (exit 4), is no edition (3), or an edition of
    that day with another content is there (2).
    """
    words = panorama.Words(settings("format.yaml"))
    edition, troubles = panorama.published(bytes_of(path), on, words)
    if not edition.projects:
        first = troubles[0] if troubles else None
        raise JalonError(
            N_("{path} is no edition of the panorama: line {line}{column}, {reason}.")
            if first
            else N_("{path} is no edition of the panorama: it holds no project."),
            hint=N_("The headings and words known are in {format}; a CSV in UTF-8 is expected."),
            exit_code=CANNOT_JUDGE, path=path, format=os.path.join(PACKAGED, "format.yaml"),
            line=first.line if first else 0, reason=_(first.reason) if first else "",
            column=f", “{first.column}”" if first and first.column else "",
        )  # fmt: skip
    reference = Reference(root)
    found = _told(reference, edition, path, troubles)
    target, data = f"{into}/{on.isoformat()}.csv", panorama.kept(edition)
    held = (
        bytes_of(os.path.join(root, target)) if os.path.lexists(os.path.join(root, target)) else b""
    )
    if troubles:
        found["state"] = "refused"
    elif held == data:
        found["state"] = "same"
    elif held and not replace:
        raise JalonError(
            N_("{path} already holds another edition of {day}."),
            hint=N_("Compare them first; --replace writes over it."),
            exit_code=USAGE, path=target, day=on.isoformat(),
        )  # fmt: skip
    else:
        found["state"] = "replaced" if held else "new"
        if not dry:
            _write(root, target, data, held)
            found["written"] = target
    return found


def _told(reference: Reference, edition: Edition, path: str, troubles: list[Trouble]) -> Imported:
    before = [held for held in reference.editions if held.day < edition.day]
    names = reference.names
    cohort = Cohort(before[-1], edition, names) if before else None
    pairs = cohort.pairs if cohort else []
    near = cohort.near() if cohort else []
    renamed = [(old, new) for old, new in pairs if old.key != new.key]
    spelled = [(old, new) for old, new in pairs if old.key == new.key and old.name != new.name]
    projects = edition.projects
    return {
        "edition": edition.day.isoformat(),
        "file": path,
        "totals": totals(edition),
        "declared": reference.declared(edition.day),
        "without_start": [p.name for p in projects if p.start is None],
        "without_duration": [p.name for p in projects if p.duration is None],
        "without_cost": [p.name for p in projects if p.cost is None],
        "withheld": [p.name for p in projects if p.withheld],
        "compared_with": cohort.earlier.day.isoformat() if cohort else None,
        "matched": len(pairs),
        "spelled": [_pair(old, new, "") for old, new in spelled],
        "renamed": [
            _pair(old, new, names.evidence(new) or names.evidence(old)) for old, new in renamed
        ],
        "entrants": [p.name for p in (cohort.entrants if cohort else projects)],
        "leavers": [p.name for p in (cohort.leavers if cohort else [])],
        "near": [_pair(old, new, "") for old, new in near],
        "unreadable": [
            {"line": t.line, "column": t.column, "value": t.value, "reason": t.reason}
            for t in troubles
        ],
        "state": "",
        "written": None,
    }


def _pair(old: Project, new: Project, evidence: str) -> Renamed:
    return {"earlier": old.name, "later": new.name, "evidence": evidence}


def _write(root: str, target: str, data: bytes, held: bytes) -> None:
    from governance.source import replace

    try:
        if held:
            replace.replace(root, target, data, held)
        else:
            replace.create(root, target, data)
    except replace.Changed:
        reason = _("it has changed meanwhile")
    except OSError as error:
        reason = error.strerror or str(error)
    else:
        return
    raise JalonError(
        N_("{path} cannot be written: {reason}."),
        hint=N_("Check the folder and its permissions, then run the command again."),
        exit_code=ENVIRONMENT, path=target, reason=reason,
    )  # fmt: skip
