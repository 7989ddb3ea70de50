"""A review attended by nobody but the organisation that leads the programme.

What it checks
    Among the participants of every checkpoint of a programme, at least one is from outside the
    organisation that leads it on that day. A participant named by person or function only counts as
    outside, unless that person holds a role in the programme. A checkpoint that names nobody has
    nobody from outside.

Why it matters
    A team that reviews itself finds that it does well. Somebody who does not depend on the outcome
    asks the question that the lead does not ask.

Example
    The programme is led by ``dinum`` and the checkpoint lists ``organisation: dinum``, twice.

How to fix
    Invite a user administration, the budget directorate or another team, and write them under
    ``participants``. If they were there and were forgotten, add them.

Parameters
    None.

Source
    The Australian assurance of digital projects, whose assessor must be independent of the project.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "R104",
    "owner-only-review",
    DOSSIER,
    N_(
        "The review of “{programme}” held on {date} names nobody from outside the lead "
        "organisation (participants named: {count})."
    ),
    N_(
        "Add under “participants” somebody from another organisation who took part, and invite one"
        " to the next review."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per review of a programme where nobody came from outside."""
    subject = dossier.subject
    if subject.kind != "programme":
        return
    people = {role["person"] for role in subject.items("roles") if role.get("person")}
    for checkpoint in dossier.checkpoints:
        held = checkpoint.text("date")
        leads = _leads(subject, held)
        participants = checkpoint.items("participants")
        if any(
            participant["organisation"] not in leads
            if "organisation" in participant
            else participant.get("person") not in people
            for participant in participants
        ):
            continue
        at = ("participants",) if participants else ()
        yield RULE.at(
            checkpoint, *at, on="key", programme=subject.title, date=held, count=len(participants)
        )


def _leads(subject: Record, day: str) -> set[str]:
    """The organisations that lead ``subject`` on that day."""
    return {
        str(role.get("organisation"))
        for role in subject.items("roles")
        if role.get("role") == "lead"
        and str(role.get("from", "")) <= day
        and (not role.get("to") or str(role["to"]) >= day)
    }
