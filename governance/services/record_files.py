"""The record files of a repository, read one by one when they are asked for."""

from __future__ import annotations

import os

from governance.errors import JalonError
from governance.i18n import N_
from governance.model.kinds import FOLDER_OF, KINDS
from governance.services.near import near
from governance.source.annotations import references
from governance.source.guards import MAX_BYTES
from governance.source.look import ROADMAP
from governance.source.problem import Problem
from governance.source.reader import read
from governance.source.scan import File, read_bytes, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MANY = 12
"""More ids than this are not worth listing in an error."""


class RecordFiles:
    """The record files below ``root``, by kind and id; none is opened to be named."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files: list[File] = scan(root)[0] if os.path.isdir(os.path.join(root, ROADMAP)) else []

    def ids(self, kind: str) -> list[str]:
        """Existing ids of ``kind``, sorted."""
        return sorted(file.id for file in self.files if file.kind == kind)

    def records(self, kind: str, holding: str = "") -> list[dict[str, Any]]:
        """What the files of ``kind`` say, unreadable ones and those without the text ``holding``
        left out."""
        found = []
        for file in self.files:
            if file.kind == kind:
                try:
                    content = read_bytes(self.root, file.path, MAX_BYTES)
                    value = read(content)[0] if holding.encode() in content else None
                except Problem:
                    continue
                if value:
                    found.append(value)
        return found

    def field(self, kind: str, id: object, field: str) -> str:
        """The text of ``field`` in the record ``id`` of ``kind``; empty when there is none."""
        if not isinstance(id, str):
            return ""
        found = next((r.get(field) for r in self.records(kind, id) if r.get("id") == id), "")
        return found if isinstance(found, str) else ""

    def refuse_taken(self, kind: str, id: str) -> None:
        """Raise :class:`JalonError` when ``id`` is taken."""
        taken = [f.path for f in self.files if f.kind == kind and (f.id == id or kind == "roadmap")]
        if taken:
            raise JalonError(
                N_("{kind}/{id} exists already: {path}."),
                hint=N_("Ids are unique within a kind: choose another, or edit that file."),
                kind=kind, id=id, path=taken[0],
            )  # fmt: skip

    def check_references(self, kind: str, values: dict[str, Any]) -> None:
        """Raise :class:`JalonError` for the first record that ``values`` name and that is not there."""
        for kinds, id, _at in references(kind, values):
            named = [one for one in kinds if one in KINDS]
            if named and not any(id in self.ids(one) for one in named):
                raise self.missing(id, named)

    def missing(self, id: str, kinds: list[str]) -> JalonError:
        """The error for an id that no record of ``kinds`` has, with the near ones."""
        known = [known for kind in kinds for known in self.ids(kind)]
        meant = near(id, known)
        if meant:
            hint = N_("Did you mean {near}?")
        elif 0 < len(known) <= _MANY:
            hint = N_("There are {known}.")
        elif kinds == ["source"]:
            hint = N_("Write its record first: jalon new source {id}.")
        else:
            hint = N_("`jalon list {folder}` shows what there is.")
        return JalonError(
            N_("There is no {kind}/{id}."), hint=hint, kind=kinds[0], folder=FOLDER_OF[kinds[0]],
            id=id, near=", ".join(meant), known=", ".join(known),
        )  # fmt: skip
