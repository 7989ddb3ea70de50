"""A record that nothing refers to.

What it checks
    Every source, contributor and stake is named by at least one other record; every axis has a
    mission, every mission a programme or an indicator, and every product names a programme or is
    named by another record. A folder of measurements or checkpoints whose indicator or subject is
    missing is told by L101.

Why it matters
    A source that proves nothing and a contributor who contributes to nothing look like knowledge
    and are none; an axis without a mission is a promise that nobody carries.

Example
    ``stakes/inclusion.yaml`` exists and no mission or programme says that it serves inclusion.

How to fix
    Name it where it belongs, or remove it.

Parameters
    None.

Source
    Orphans left behind when people and projects go are a recurrent complaint in software catalogues
    (Backstage) and team registries (rust-lang/team).
"""

from __future__ import annotations

from governance.gate.registry import ANY, ROADMAP, Rule
from governance.i18n import N_
from governance.model.words import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "L104",
    "orphan-record",
    ROADMAP,
    N_("Nothing refers to the {kind} “{title}” ({id})."),
    N_("Name it where it belongs, or remove the file."),
    reads=("refs",),
    misses=(ANY,),
)

NAMED = ("source", "contributor", "stake", "axis", "mission", "product")


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per record of the kinds ``NAMED`` that no record names."""
    named: dict[str, set[str]] = {}
    for kinds, ids in roadmap.named().items():
        for kind in kinds.split():
            named.setdefault(kind, set()).update(ids)
    for kind in NAMED:
        for record in roadmap.of(kind):
            attached = kind == "product" and record.data.get("programmes")
            if not attached and record.id not in named.get(kind, ()):
                yield RULE.at(record, kind=KINDS[kind][0])
