"""Two files of one kind with the same id.

What it checks
    The name of a file is the id of its record, and an id is used once per kind, whatever the
    sub-folder.

Why it matters
    Whoever names the id means one of the two, and nobody can say which; a copy that was meant to be
    renamed silently changes what another record says.

Example
    ``programmes/idnum/franceconnect.yaml`` and ``programmes/data/franceconnect.yaml``.

How to fix
    Rename one of them (the file and its ``id``), or remove the copy.

Parameters
    None.

Source
    Duplicate ids from parallel branches are a standing complaint of doorstop and Backlog.md users.
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
    "L102",
    "duplicate-id",
    ROADMAP,
    N_("The {kind} “{id}” is written twice, here and in {first}."),
    N_("Rename one of the two files and its id, or remove the copy."),
    reads=("paths",),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per file beyond the first of its id."""
    for kind, ids in roadmap.paths.items():
        for name, paths in ids.items():
            for path in paths[1:]:
                yield RULE.on(
                    f"{kind}/{name}",
                    path,
                    () if kind in DATED else ("id",),
                    kind=KINDS[kind][0],
                    id=name,
                    first=paths[0],
                )
