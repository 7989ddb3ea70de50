"""A reference to a record that does not exist.

What it checks
    Every field that names another record (its mission, its strategy, a source, a contributor, an
    indicator, a dependency, a measure seen in a review or corrected by another) names one that has
    a file; a milestone, written ``milestone`` within its programme and ``programme/milestone``
    elsewhere, is one of that programme. When all the measures of a folder name the same missing
    indicator, or all the reviews of a folder the same missing subject, the first one is told.

Why it matters
    A name that leads nowhere breaks whatever follows it: the programme disappears from its mission,
    the figure loses its proof, the dependency is never watched.

Example
    ``mission: idnumm`` where ``missions/idnum.yaml`` exists.

How to fix
    Correct the id (the nearest one is suggested, or a record of another kind that bears it), or add
    the record with ``jalon new``.

Parameters
    None.

Source
    Unknown references are the one fault that nearly every tool of this kind notices; beta.gouv.fr
    checked the sponsors of its records but not their incubators, which shows what a partial check
    lets through.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.model.kinds import DATED
from governance.model.words import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "L101",
    "dangling-reference",
    ROADMAP,
    N_("“{title}” ({id}) names the {kind} “{named}”, which does not exist (nearest: {closest})."),
    N_("Correct the id, or add the record with `jalon new`."),
    reads=("milestones", "paths", "refs"),
)

MILESTONE = N_("milestone")
EITHER = N_("programme or product")
SUBJECTS = (("indicator",), ("programme",), ("strategy",))


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per place that names a record without a file."""
    milestones = {
        f"{row['id']}/{milestone.get('id')}"
        for row in roadmap.programmes()
        for milestone in row["milestones"]
    }
    # Nearly always nothing is unknown, and then only milestones are looked up one by one.
    suspect = {"milestone"}
    suspect |= {kinds for kinds, ids in roadmap.named().items() if not ids <= roadmap.ids(kinds)}
    told: set[tuple[str, ...]] = set()
    for key, refs in _all(roadmap):
        for kinds, ids in refs.items():
            if kinds not in suspect:
                continue
            unknown = [i for i in ids if not _exists(roadmap, key, kinds, i, milestones)]
            for named in unknown:
                near = _near(roadmap, key, kinds, named, milestones)
                for record, pointer in roadmap.places(key, kinds, named):
                    if record.kind in DATED and pointer in SUBJECTS:
                        folder = (record.kind, record.id.partition("/")[0], named)
                        if folder in told:
                            continue
                        told.add(folder)
                    yield RULE.at(record, *pointer, kind=_kind(kinds), named=named, **near)


def _all(roadmap: Roadmap) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for key, row in roadmap.rows.items():
        yield key, row["refs"]
    yield from roadmap.refs.items()


def _exists(roadmap: Roadmap, key: str, kinds: str, named: str, milestones: set[str]) -> bool:
    if kinds != "milestone":
        return roadmap.exists(kinds, named)
    full = _full(key, named)
    if full in milestones:
        return True
    programme = full.partition("/")[0]
    if roadmap.row("programme", programme):
        return False
    # The milestones of a programme that is unreadable, or unknown on the day judged, are not known.
    return roadmap.exists("programme", programme)


def _full(key: str, milestone: str) -> str:
    """``programme/milestone``, as named in the dossier ``key``."""
    kind, _, programme = key.partition("/")
    if "/" in milestone:
        return milestone
    return f"{programme}/{milestone}" if kind == "programme" else f"/{milestone}"


def _kind(kinds: str) -> str:
    if kinds == "milestone":
        return MILESTONE
    return KINDS[kinds][0] if kinds in KINDS else EITHER


def _near(
    roadmap: Roadmap, key: str, kinds: str, named: str, milestones: set[str]
) -> dict[str, str]:
    """The nearest id: ``near`` for programs, ``closest`` for the sentence, which also knows of a
    record of another kind with that very id."""
    from difflib import get_close_matches

    if kinds == "milestone":
        own = _full(key, "")
        known = [name.removeprefix(own) for name in milestones]
    else:
        known = [name for kind in kinds.split() for name in roadmap.paths.get(kind, {})]
    for kind, ids in roadmap.paths.items():
        if named in ids:
            return {"near": "", "closest": f"{kind}/{named}"}
    found = get_close_matches(named, sorted(known), 1, 0.6)
    return {"near": found[0] if found else "", "closest": found[0] if found else "–"}
