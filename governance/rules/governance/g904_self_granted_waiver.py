"""A waiver granted by the one who benefits from it.

What it checks
    The ``author`` of a waiver held no role in its record on the day it was granted: neither the
    person nor the organisation.  For an indicator, a measurement or a checkpoint the roles are
    those of its programme or strategy; for a product, its operator and the roles of its programmes;
    for a demand, the administration that asks; for a contributor, that organisation itself.  Names
    are compared whatever their case, organisations by id and by title.

Why it matters
    Whoever is late always has a good reason to wait.  An exception is worth something when
    somebody else has looked at it.

Example
    The lead of a programme signs the waiver of its own overdue review.

How to fix
    Ask the steering body, or whoever answers for the policy, to grant it and to be its author.

Parameters
    None.

Source
    The separation of duties of public accounting (décret n° 2012-1246 du 7 novembre 2012,
    article 9): whoever authorises is not whoever pays.
"""

from __future__ import annotations

from governance.gate.registry import GATE, Rule
from governance.i18n import N_

RULE = Rule(
    "G904",
    "self-granted-waiver",
    GATE,
    N_("The waiver of {rule} for {record} is granted by {author}, who answers for that record."),
    N_("Have it granted by somebody who holds no role in the record, named under “author”."),
)
