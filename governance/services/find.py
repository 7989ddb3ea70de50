"""Which record a person means: ``kind/id``, an id, a path, or a title."""

from __future__ import annotations

import difflib
import os

from governance.errors import USAGE, JalonError
from governance.i18n import N_
from governance.model.kinds import FOLDERS, KINDS
from governance.services.filter import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.roadmap import Roadmap

_SHOWN = 6


def find(roadmap: Roadmap, root: str, given: str) -> tuple[str, str]:
    """The kind and the id of the record called ``given``.

    Raises :class:`JalonError` when nothing, or more than one record, is called so.
    """
    by_path = _by_path(roadmap, root, given)
    if by_path is not None:
        return by_path
    first, _, rest = given.partition("/")
    kind = FOLDERS.get(first, first)
    if rest and kind in KINDS:
        id = rest.removesuffix(".yaml")
        if id in roadmap.paths[kind]:
            return kind, id
        # A folder in between, as programmes/infra/tchap, is only where the file lies.
        if (last := id.rpartition("/")[2]) in roadmap.paths[kind]:
            return kind, last
        raise _nothing(given, [f"{kind}/{name}" for name in roadmap.paths[kind]])
    named = [(kind, given) for kind in KINDS if given in roadmap.paths[kind]]
    if not named:
        named = _by_title(roadmap, given)
    if len(named) == 1:
        return named[0]
    if named:
        raise JalonError(
            N_("“{given}” may mean {count} records: {records}."),
            hint=N_("Say which one, for example {first}."),
            exit_code=USAGE, given=given, count=len(named), first="/".join(named[0]),
            records=", ".join("/".join(one) for one in named[:_SHOWN]),
        )  # fmt: skip
    raise _nothing(given, [name for kind in KINDS for name in roadmap.paths[kind]])


def _by_path(roadmap: Roadmap, root: str, given: str) -> tuple[str, str] | None:
    for start in (os.getcwd(), root):
        path = os.path.relpath(os.path.join(start, given), root).replace(os.sep, "/")
        for kind, ids in roadmap.paths.items():
            for id, paths in ids.items():
                if path in paths:
                    return kind, id
    return None


def _by_title(roadmap: Roadmap, given: str) -> list[tuple[str, str]]:
    """The records whose whole title is ``given``, accents and case apart."""
    wanted = fold(given)
    found = [
        (row["kind"], row["id"]) for row in roadmap.rows.values() if fold(row["title"]) == wanted
    ]
    found += [
        ("indicator", state["id"])
        for row in roadmap.rows.values()
        for state in row["indicators"]
        if fold(state["title"]) == wanted
    ]
    for kind, records in roadmap.records.items():
        if kind != "strategy":
            found += [(kind, id) for id, record in records.items() if fold(record.title) == wanted]
    return found


def _nothing(given: str, known: list[str]) -> JalonError:
    near = difflib.get_close_matches(given, known, 3, 0.5)
    near += [name for name in known if given and given in name and name not in near][:3]
    return JalonError(
        N_("There is no record “{given}”."),
        hint=N_("Did you mean {near}?")
        if near
        else N_("`jalon list --where WORD` searches titles and ids."),
        exit_code=USAGE, given=given, near=", ".join(near),
    )  # fmt: skip
