"""Which record a person means: ``kind/id``, an id, a path, or a title."""

from __future__ import annotations

import os

from governance.errors import USAGE, JalonError
from governance.i18n import N_
from governance.model.kinds import DATED, KINDS
from governance.services.filter import fold
from governance.services.kinds import spoken_kinds
from governance.services.near import near

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
    kind = spoken_kinds().get(fold(first), "")
    if rest and kind:
        id = rest.removesuffix(".yaml")
        if id in roadmap.paths[kind]:
            return kind, id
        # A folder in between, as programmes/infra/tchap, is only where the file lies.
        if (last := id.rpartition("/")[2]) in roadmap.paths[kind]:
            return kind, last
        raise nothing(roadmap, given)
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
    raise nothing(roadmap, given)


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


def nothing(roadmap: Roadmap, given: str) -> JalonError:
    """The error for a name that no record has, with the records it may stand for."""
    meant = suggested(roadmap, given)
    return JalonError(
        N_("There is no record “{given}”."),
        hint=N_("Did you mean {near}?")
        if meant
        else N_("`jalon list --where WORD` searches titles and ids."),
        exit_code=USAGE, given=given, near=", ".join(meant),
    )  # fmt: skip


def suggested(roadmap: Roadmap, given: str) -> list[str]:
    """The ``kind/id`` that ``given`` may stand for: the same id in another kind, near ids of the
    kind it names, else near ids of any; measures and reviews only when a day is named."""
    first, _, rest = given.removesuffix(".yaml").removeprefix("roadmap/").partition("/")
    spoken = spoken_kinds()
    kind = spoken.get(fold(first), "")
    if rest and not kind:
        kind = next((spoken[word] for word in near(first, spoken, 1)), "")
    id = fold(rest if kind else given)
    if kind not in DATED:
        id = id.rpartition("/")[2]
    if kind and id in roadmap.paths[kind]:
        return [f"{kind}/{id}"]
    same = [f"{one}/{id}" for one in KINDS if id in roadmap.paths[one]]
    if same:
        return same[:_SHOWN]
    if kind and (found := near(id, roadmap.paths[kind])):
        return [f"{kind}/{name}" for name in found]
    plain = [one for one in KINDS if one not in DATED or "/" in id]
    names = near(id, (name for one in plain for name in roadmap.paths[one]))
    return [f"{one}/{name}" for name in names for one in plain if name in roadmap.paths[one]]
