"""Creating a record: where it goes, what it may be called, which values it starts with."""

from __future__ import annotations

import difflib
import os
import re
import unicodedata

from governance.errors import ENVIRONMENT, JalonError
from governance.gate.registry import rules
from governance.i18n import N_
from governance.model.kinds import DATED, FOLDER_OF, FOLDERS, KINDS, ROADMAP_FILE
from governance.services import editors
from governance.services.repository import load_policy
from governance.services.skeleton import skeleton
from governance.services.values import typed
from governance.source.guards import MAX_BYTES
from governance.source.look import ROADMAP
from governance.source.precheck import is_valid
from governance.source.problem import Problem
from governance.source.reader import read
from governance.source.replace import create
from governance.source.scan import File, read_bytes, scan
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST = 64
_HOME = {"programme": "mission", "indicator": "strategy"}
"""Kinds whose files lie in a sub-folder named by one of their fields."""
_STRUCTURE = frozenset({"strategy", "axis", "mission", "programme"})
"""What a record hangs from: it must exist, where a source may well be written later."""


class Draft:
    """A record about to be created.

    ``path``        where, from the root of the repository
    ``text``        what its file will say
    ``unfinished``  its fields that hold a placeholder
    ``same_day``    files of the same subject and day that exist already
    """

    def __init__(self, path: str, text: str, unfinished: list[str], same_day: list[str]) -> None:
        self.path = path
        self.text = text
        self.unfinished = unfinished
        self.same_day = same_day


def kind_of(text: str) -> str:
    """The kind that ``text`` names, by itself or by its folder."""
    word = text.lower()
    if word in KINDS or word in FOLDERS:
        return FOLDERS.get(word, word)
    near = difflib.get_close_matches(word, [*KINDS, *FOLDERS], 1, 0.5)
    raise JalonError(
        N_("There is no kind of record “{kind}”."),
        hint=N_("Did you mean {near}?") if near else N_("The kinds are {all}."),
        kind=text, near=near[0] if near else "", all=", ".join(KINDS),
    )  # fmt: skip


def draft(
    root: str, kind: str, id: str, given: dict[str, str], *, folder: str, on: date | None,
    today: date, language: str,
) -> Draft:  # fmt: skip
    """The record to create; :class:`JalonError` says what is wrong with what was asked.

    ``given`` are values as typed, by field; ``on`` the day of what has one; ``language`` that of
    the roadmap, in which the file is explained.
    """
    if kind == "roadmap":
        id = kind
    else:
        _check_slug(id)
    tree = _Tree(root)
    values = typed(kind, given)
    for name in sorted(_STRUCTURE & values.keys()):
        if values[name] not in tree.ids(name):
            raise tree.missing(values[name], (name,))
    same_day: list[str] = []
    day = (on or today).isoformat()
    if kind in DATED:
        values = tree.subject(kind, id) | {"date": day} | values
        path, same_day = tree.dated_path(kind, id, day)
    else:
        tree.refuse_taken(kind, id)
        if kind != "roadmap":
            values["id"] = id
        values = tree.defaults(kind, values, day, asked=on is not None)
        path = _path(kind, id, folder, values)
    _check_folder(root, path)
    asked = load_policy(root).questions if kind == "checkpoint" and "programme" in values else []
    made = skeleton(kind, values, language, editors.target(path, kind), tree.ids, asked)
    _check_valid(kind, made.text)
    return Draft(path, made.text, made.unfinished, same_day)


def write(root: str, made: Draft) -> list[str]:
    """Create the file of ``made``, never over another; the schemas that were put beside it."""
    try:
        create(root, made.path, made.text.encode("utf-8"))
    except FileExistsError:
        raise JalonError(N_("{path} exists already."), path=made.path) from None
    except OSError as error:
        raise JalonError(
            N_("{path} cannot be written: {reason}."),
            exit_code=ENVIRONMENT, path=made.path, reason=error.strerror or str(error),
        ) from None  # fmt: skip
    try:
        return editors.provide(root)
    except OSError:
        return []  # the record is written, and complete without its editor's help


class _Tree:
    """The record files of a repository, read one by one when they are asked for."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files: list[File] = scan(root)[0] if os.path.isdir(os.path.join(root, ROADMAP)) else []

    def ids(self, kind: str) -> list[str]:
        """Existing ids of ``kind``, sorted."""
        return sorted(file.id for file in self.files if file.kind == kind)

    def records(self, kind: str) -> list[dict[str, Any]]:
        """What the files of ``kind`` say, unreadable ones left out."""
        found = []
        for file in self.files:
            if file.kind == kind:
                try:
                    value, _problems = read(read_bytes(self.root, file.path, MAX_BYTES))
                except Problem:
                    continue
                if value:
                    found.append(value)
        return found

    def refuse_taken(self, kind: str, id: str) -> None:
        taken = [f.path for f in self.files if f.kind == kind and (f.id == id or kind == "roadmap")]
        if taken:
            raise JalonError(
                N_("{kind}/{id} exists already: {path}."),
                hint=N_("Ids are unique within a kind: choose another, or edit that file."),
                kind=kind, id=id, path=taken[0],
            )  # fmt: skip

    def subject(self, kind: str, id: str) -> dict[str, Any]:
        """What a dated record speaks of: its field and ``id``, which must exist."""
        fields = ("indicator",) if kind == "measurement" else ("programme", "strategy")
        for field in fields:
            if id in self.ids(field):
                return {field: id}
        raise self.missing(id, fields)

    def missing(self, id: str, kinds: tuple[str, ...]) -> JalonError:
        """The error for an id that no record of ``kinds`` has, with the near ones."""
        known = [known for kind in kinds for known in self.ids(kind)]
        near = difflib.get_close_matches(id, known, 3, 0.5)
        return JalonError(
            N_("There is no {kind}/{id}."),
            hint=N_("Did you mean {near}?") if near else N_("`jalon list` shows what there is."),
            kind=kinds[0], id=id, near=", ".join(near),
        )  # fmt: skip

    def dated_path(self, kind: str, id: str, day: str) -> tuple[str, list[str]]:
        """The first free name of that day, and the files of that day.

        Two sources may well measure the same day; a programme has one review a day.
        """
        taken = [f.path for f in self.files if f.kind == kind and f.id.startswith(f"{id}/{day}")]
        folder = f"{ROADMAP}/{FOLDER_OF[kind]}/{id}"
        if taken and kind == "checkpoint":
            raise JalonError(
                N_("There is a checkpoint of “{id}” on {day} already: {path}."),
                hint=N_("Edit that file, or give another day with --on."),
                id=id, day=day, path=taken[0],
            )  # fmt: skip
        number = 1
        path = f"{folder}/{day}.yaml"
        while path in taken:
            number += 1
            path = f"{folder}/{day}-{number}.yaml"
        return path, taken

    def defaults(
        self, kind: str, values: dict[str, Any], day: str, *, asked: bool
    ) -> dict[str, Any]:
        """``values`` with what the roadmap itself suggests for the required fields."""
        fields, required = schema(kind)["properties"], schema(kind).get("required", ())
        found = dict(values)
        if "strategy" in fields and (strategy := self._strategy_behind(values)):
            found.setdefault("strategy", strategy)
        for name in required:
            node, _where = resolve(fields[name], kind)
            if node.get("format") == "date":
                found.setdefault(name, day)
            elif name == "order":
                orders = [r["order"] for r in self.records(kind) if isinstance(r.get("order"), int)]
                found.setdefault(name, max(orders, default=0) + 1)
            elif name == "strategy" and self.ids("strategy"):
                found.setdefault(name, self._latest_strategy())
            elif isinstance(node.get("x-ref"), str) and len(self.ids(node["x-ref"])) == 1:
                found.setdefault(name, self.ids(node["x-ref"])[0])
        if asked and "date" in fields:
            found.setdefault("date", day)
        return found

    def _strategy_behind(self, values: dict[str, Any]) -> str:
        """The strategy of the programme, or of the axis of the mission, that ``values`` name."""
        held = self._field("programme", values.get("programme"), "strategy")
        axis = self._field("mission", values.get("mission"), "axis")
        return held or self._field("axis", axis, "strategy")

    def _field(self, kind: str, id: object, field: str) -> str:
        found = next((r.get(field) for r in self.records(kind) if id and r.get("id") == id), "")
        return found if isinstance(found, str) else ""

    def _latest_strategy(self) -> str:
        records = [r for r in self.records("strategy") if isinstance(r.get("id"), str)]
        started = sorted(records, key=lambda r: str(r.get("start", "")))
        return str(started[-1]["id"]) if started else self.ids("strategy")[-1]


def _check_slug(id: str) -> None:
    if _SLUG.match(id) and len(id) <= _LONGEST:
        return
    plain = unicodedata.normalize("NFKD", id.lower()).encode("ascii", "ignore").decode()
    near = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")
    raise JalonError(
        N_("“{id}” cannot be an id: lower-case letters without accents, digits and hyphens only."),
        hint=N_("Did you mean {near}?") if near else N_("For instance: mon-programme."),
        id=id, near=near,
    )  # fmt: skip


def _path(kind: str, id: str, folder: str, values: dict[str, Any]) -> str:
    if kind == "roadmap":
        return f"{ROADMAP}/{ROADMAP_FILE}"
    below = folder.strip("/") or str(values.get(_HOME.get(kind, ""), ""))
    if below and not all(_SLUG.match(part) for part in below.split("/")):
        raise JalonError(
            N_("“{folder}” cannot be a folder: lower-case letters, digits and hyphens only."),
            hint=N_("Give a folder below roadmap/{base}/."),
            folder=folder, base=FOLDER_OF[kind],
        )  # fmt: skip
    return "/".join(part for part in (ROADMAP, FOLDER_OF[kind], below, f"{id}.yaml") if part)


def _check_folder(root: str, path: str) -> None:
    """No symbolic link may lead the new file out of the repository."""
    home, folder = (
        os.path.realpath(root),
        os.path.realpath(os.path.join(root, os.path.dirname(path))),
    )
    if os.path.commonpath((home, folder)) != home:
        raise JalonError(
            N_("{path} would lie outside of the repository, behind a symbolic link."), path=path
        )


def _check_valid(kind: str, text: str) -> None:
    """Nothing is written that the reader or the schema would refuse."""
    value, problems = read(text.encode("utf-8", "surrogatepass"))
    if value is not None and not problems and not is_valid(kind, value):
        from governance.source.schema_findings import explain

        problems = list(explain(kind, value))
    if problems:
        rule = rules()[problems[0].code].rule
        raise JalonError(rule.message, hint=rule.fix, **problems[0].params)
