"""A reference to a record that does not exist.

What it checks
    Every field that names another record (its mission, its strategy, a source, a contributor, an
    indicator, a dependency, a milestone, a measure seen in a review) names one that has a file.
    A milestone is written ``milestone`` within its programme, ``programme/milestone`` elsewhere.

Why it matters
    A name that leads nowhere breaks whatever follows it: the programme disappears from its mission,
    the figure loses its proof, the dependency is never watched.

Example
    ``mission: idnumm`` where ``missions/idnum.yaml`` exists.

How to fix
    Correct the id (the nearest one is suggested), or add the record with ``jalon new``.

Parameters
    None.

Source
    Unknown references are the one fault that nearly every tool of this kind notices; a public
    registry that checked sponsors but not incubators shows what a partial check lets through.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_

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
    N_("“{title}” ({id}) names the {kinds} “{named}”, which does not exist."),
    N_("Nearest ids: {near}. Correct the reference, or add the record with `jalon new`."),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per place that names a record without a file."""
    milestones = {
        row["id"]: {str(milestone.get("id")) for milestone in row["milestones"]}
        for row in roadmap.programmes()
    }
    for key, refs in _all(roadmap):
        own = milestones.get(key.partition("/")[2], set())
        for kinds, ids in refs.items():
            for named in ids:
                if kinds == "milestone":
                    programme, _, milestone = named.rpartition("/")
                    known = milestones.get(programme, set()) if programme else own
                    found = milestone in known
                else:
                    found = roadmap.exists(kinds, named)
                if not found:
                    yield from _tell(roadmap, key, kinds, named, own)


def _all(roadmap: Roadmap) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for key, row in roadmap.rows.items():
        yield key, row["refs"]
    yield from roadmap.refs.items()


def _tell(
    roadmap: Roadmap, key: str, kinds: str, named: str, milestones: set[str]
) -> Iterator[Finding]:
    import difflib

    known = set(milestones) if kinds == "milestone" else set()
    for kind in kinds.split():
        known.update(roadmap.paths.get(kind, {}))
    near = difflib.get_close_matches(named, sorted(known), 3, 0.6)
    for record, pointer in roadmap.places(key, kinds, named):
        yield RULE.at(
            record, *pointer,
            kinds=" / ".join(kinds.split()), named=named, near=", ".join(near) or "–",
        )  # fmt: skip
