"""``CODEOWNERS``: who is asked to review which file, generated from the roles in the roadmap."""

from __future__ import annotations

import os
import re

from governance.errors import ENVIRONMENT, FINDINGS, JalonError
from governance.hygiene import show
from governance.i18n import N_, tell
from governance.model.names import folded
from governance.services.repository import language_of
from governance.source.files import read_at_most
from governance.source.replace import Changed, create, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from governance.gate.roadmap import Roadmap
    from governance.gate.row import Row
    from governance.model.record import Record
    from governance.services.check import Report

FORGES = ("github", "gitlab")
PATHS = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}
_AUTOMATION = {"github": "/.github/", "gitlab": "/.gitlab-ci.yml"}
_ACCEPTED = {
    "github": re.compile(r"[A-Za-z0-9-]+(?:/[A-Za-z0-9._-]+)?\Z"),
    "gitlab": re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*\Z"),
}
"""GitHub has accounts and organisation/team; GitLab has groups within groups."""
_MARK = "`jalon codeowners`"
_LIMIT = 4_000_000
_HEAD = (
    N_(
        "Written by `jalon codeowners` from the roles in roadmap/. Do not edit it: change the roles,"
    ),
    N_("or the `handles` of the contributors, and run the command again."),
    N_("The last line that matches a file names who is asked to review its changes."),
)
_ANSWERING = {
    "programme": ("lead", "deputy"),
    "mission": ("head", "lead", "deputy"),
    "strategy": ("director", "lead", "sponsor", "chair"),
}
"""Roles asked to review what is told of a record of that kind."""


def forge_of(root: str) -> str:
    """The forge that the files of the repository speak of; GitHub when nothing tells."""
    signs = (".gitlab", ".gitlab-ci.yml")
    return "gitlab" if any(os.path.lexists(os.path.join(root, s)) for s in signs) else "github"


def generate(root: str, report: Report, forge: str) -> str:
    """The text of the file for ``forge``, in the language of the roadmap.

    Whoever holds a role on the day judged is named by the handle of the person, else by that of the
    organisation; who has none is named in a comment.
    """
    return _Page(report, forge, language_of(root) or "en").text()


def current(root: str, forge: str) -> str | None:
    """What the file says now; ``None`` when there is none.

    Raises :class:`JalonError` when it is not one of ours, or cannot be read.
    """
    path = os.path.join(root, PATHS[forge])
    if not os.path.lexists(path):
        return None
    try:
        text = read_at_most(path, _LIMIT).decode("utf-8", "replace")
    except OSError as error:
        raise JalonError(
            N_("{path} cannot be read: {reason}."), hint=N_("Check the file and its permissions."),
            exit_code=ENVIRONMENT, path=PATHS[forge], reason=error.strerror or str(error),
        ) from None  # fmt: skip
    if _MARK not in text.partition("\n")[0]:
        raise JalonError(
            N_("{path} was not written by Jalon."),
            hint=N_("Keep its lines elsewhere and remove it; then `jalon codeowners` writes its own."),
            exit_code=FINDINGS, path=PATHS[forge],
        )  # fmt: skip
    return text


def write(root: str, forge: str, text: str, before: str | None) -> None:
    """Put ``text`` in the place of ``before``."""
    try:
        if before is None:
            create(root, PATHS[forge], text.encode("utf-8"))
        elif before != text:
            replace(root, PATHS[forge], text.encode("utf-8"), before.encode("utf-8"))
    except (Changed, FileExistsError):
        raise JalonError(
            N_("{path} has changed meanwhile; nothing was written."),
            hint=N_("Run the same command again."), path=PATHS[forge],
        ) from None  # fmt: skip


class _Page:
    """The file being written: who has which handle, and the lines so far."""

    def __init__(self, report: Report, forge: str, language: str) -> None:
        self._roadmap: Roadmap = report.judgement.roadmap
        self._ctx = report.judgement.ctx
        self._day = self._ctx.as_of.isoformat()
        self._forge = forge
        self._language = language if language in ("fr", "en") else "en"
        self._lines: list[str] = []
        self._begun = 0
        self._teams: dict[str, list[str]] = {}
        self._people: dict[str, list[str]] = {}
        for record in self._roadmap.of("contributor"):
            for one in record.items("handles"):
                handle, person = one.get("handle"), one.get("person")
                if isinstance(handle, str) and _ACCEPTED[forge].match(handle):
                    known, name = (
                        (self._people, folded(person)) if isinstance(person, str) and person
                        else (self._teams, record.id)
                    )  # fmt: skip
                    known.setdefault(name, []).append(f"@{handle}")

    def text(self) -> str:
        self._lines = [f"# {self._say(line)}" for line in _HEAD]
        in_force = [row for row in self._roadmap.strategies() if not self._ctx.ended(row["id"])]
        self._title(N_("Everything, and the policy it is judged by: the strategies in force"))
        roles = [role for row in in_force for role in self._held(row["roles"], "strategy")]
        self._own(("/roadmap/", "/governance/", _AUTOMATION[self._forge]), roles)
        self._title(N_("Strategies"))
        for row in self._roadmap.strategies():
            if row in in_force:
                self._dossier(row, self._held(row["roles"], "strategy"))
            else:
                said = N_("{record} is over, with all it holds: as everything.")
                self._lines.append(f"# {self._say(said, record='strategy/' + row['id'])}")
        missions = [record for record in self._roadmap.of("mission") if not self._is_over(record)]
        heads = {one.id: self._held(one.items("roles"), "mission") for one in missions}
        self._title(N_("Missions"))
        for record in missions:
            self._own((f"/{record.path}",), heads[record.id], record.key)
        self._title(N_("Programmes, with their indicators, measures and checkpoints"))
        for row in self._roadmap.programmes():
            if not self._ctx.ended(row["strategy"]):
                own = self._held(row["roles"], "programme")
                self._dossier(row, [*own, *heads.get(row["mission"] or "", ())])
        self._title(N_("Products: who operates them"))
        for record in self._roadmap.of("product"):
            if operator := record.text("operator"):
                self._own((f"/{record.path}",), [{"organisation": operator}], record.key)
        self._title(N_("Organisations: themselves"))
        for record in self._roadmap.of("contributor"):
            if record.id in self._teams:
                self._own((f"/{record.path}",), [{"organisation": record.id}], record.key)
        self._title("")
        return "\n".join(self._lines) + "\n"

    def _is_over(self, mission: Record) -> bool:
        """Whether the strategy of ``mission`` has been closed or interrupted."""
        axis = self._roadmap.records.get("axis", {}).get(mission.text("axis"))
        return axis is not None and self._ctx.ended(axis.text("strategy")) is not None

    def _held(self, roles: Iterable[Any], kind: str) -> list[dict[str, Any]]:
        """The roles that answer for a record of ``kind``, held on the day judged."""
        return [
            role
            for role in roles
            if role.get("role") in _ANSWERING[kind]
            and (role.get("since") or role.get("from") or "") <= self._day
            and (role.get("until") or role.get("to") or self._day) >= self._day
        ]

    def _dossier(self, row: Row, roles: list[dict[str, Any]]) -> None:
        paths = [f"/{row['path']}", f"/roadmap/checkpoints/{row['id']}/"]
        for one in row["indicators"]:
            paths += [f"/{one['path']}", f"/roadmap/measurements/{one['id']}/"]
        self._own(paths, roles, f"{row['kind']}/{row['id']}")

    def _own(self, paths: Iterable[str], roles: list[dict[str, Any]], key: str = "") -> None:
        """One line per path with the handles of ``roles``; a comment for whoever has none."""
        handles: list[str] = []
        for role in roles:
            found = self._handles(role)
            handles += [handle for handle in found if handle not in handles]
            if not found:
                self._missing(role, key)
        if not roles:
            self._lines.append(
                f"# {self._say(N_('{record}: nobody to ask.'), record=key or '/roadmap/')}"
            )
        if handles:
            self._lines += [f"{_escaped(path)} {' '.join(handles)}" for path in paths]

    def _handles(self, role: dict[str, Any]) -> list[str]:
        person, organisation = role.get("person"), role.get("organisation")
        return self._people.get(folded(person or ""), []) or self._teams.get(organisation or "", [])

    def _missing(self, role: dict[str, Any], key: str) -> None:
        person, organisation = (show(role.get(name) or "") for name in ("person", "organisation"))
        who = f"{person} ({organisation})" if person and organisation else person or organisation
        record = key or "/roadmap/"
        said = (
            self._say(N_("{record}: {who} has no handle."), record=record, who=who)
            if who
            else self._say(N_("{record}: nobody is named."), record=record)
        )
        if (line := f"# {said}") not in self._lines:
            self._lines.append(line)

    def _title(self, text: str) -> None:
        """Begin a part, none when ``text`` is empty; a part that stayed empty is taken back."""
        if self._begun == len(self._lines):
            del self._lines[-2:]
        if text:
            self._lines += ["", f"# {self._say(text)}"]
            self._begun = len(self._lines)

    def _say(self, text: str, **params: object) -> str:
        return tell(text, params, self._language)


def _escaped(path: str) -> str:
    """``path`` as a pattern that matches it alone."""
    return re.sub(r"([ \\#*?\[\]!])", r"\\\1", path)


def differences(before: str | None, after: str) -> Iterator[str]:
    """The lines that writing ``after`` would remove and add."""
    from difflib import unified_diff

    lines = unified_diff((before or "").splitlines(), after.splitlines(), lineterm="", n=0)
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))
