"""A programme that rests on one person.

What it checks
    A programme led by one named person has a role ``deputy`` held on the day judged. A programme
    led by an organisation that names nobody, or by two leads, is left alone: its continuity does
    not hang on one name. Ended programmes are left alone.

Why it matters
    Illness, leave or a new post, and reviews, decisions and access stop together. A deputy costs a
    line and saves a vacancy.

Example
    ``role: lead`` with a ``person``, and no ``role: deputy``.

How to fix
    Add a role with ``role: deputy``, the person or the organisation that can answer in the lead's
    absence, and the first day.

Parameters
    None.

Source
    Complaints in public trackers of catalogues and teams where the records of those who left stay
    behind without an owner.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.mandate import held
from governance.measure.review import ENDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "O403",
    "no-deputy",
    DOSSIER,
    N_("The programme “{title}” ({id}) rests on {person} alone: it has no deputy."),
    N_("Add under “roles” a deputy who can answer in the lead's absence."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per programme, at its only lead."""
    programme = dossier.subject
    if programme.kind != "programme" or ctx.review(dossier).stage == ENDED:
        return
    clock = ctx.clock(programme)
    leads = held(programme, "lead", clock)
    if len(leads) != 1 or held(programme, "deputy", clock):
        return
    index, role = leads[0]
    if role.get("person"):
        yield RULE.at(programme, "roles", index, "person", person=str(role["person"]))
