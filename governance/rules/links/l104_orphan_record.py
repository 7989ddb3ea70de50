"""A record that nothing refers to.

What it checks
    Every source, contributor and stake is named by at least one other record; every axis has a
    mission, every mission a programme, and every product is named by a programme, an indicator or
    another product, or names a programme itself.

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

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_

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
)

KINDS = ("source", "contributor", "stake", "axis", "mission", "product")


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per record of :data:`KINDS` that no record names."""
    named: set[tuple[str, str]] = set()
    for refs in [row["refs"] for row in roadmap.rows.values()] + list(roadmap.refs.values()):
        for kinds, ids in refs.items():
            for kind in kinds.split():
                named.update((kind, name) for name in ids)
    for kind in KINDS:
        for record in roadmap.of(kind):
            attached = kind == "product" and record.data.get("programmes")
            if not attached and (kind, record.id) not in named:
                yield RULE.at(record, kind=kind)
