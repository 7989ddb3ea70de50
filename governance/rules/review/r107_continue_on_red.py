"""A programme told to continue, review after review, while a stop criterion is met.

What it checks
    The latest decisions of a programme, ``times`` or more in a row, are all ``continue``, and on
    the day of each of them one of its stop criteria was met by the measures available. An open
    decision interrupts the row no more than a review without decision does.

Why it matters
    The criterion was written when nobody had anything to lose. To continue once against it may be
    wise; to continue three times means that reviews no longer decide.

Example
    The programme said it would stop under 1,000 users; the last four measures are below, and the
    last three checkpoints say ``kind: continue``.

How to fix
    Take a real decision at the next review: correct, pivot, pause, merge, transfer or stop. If the
    criterion was wrong, change it by a proposal that says why.

Parameters
    ``times``: decisions in a row from which the rule fires.

Source
    The CNCF gave up its annual reviews because hardly any project was ever voted out; the first
    director of TECH.GOUV told the Senate in 2019 how hard it is to know how to stop a project.
"""

from __future__ import annotations

from governance.gate.context import known_by
from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.criteria import SIGNS, met
from governance.measure.review import decided_on

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "R107",
    "continue-on-red",
    DOSSIER,
    N_(
        "{times} reviews of “{programme}” in a row decided to continue although its stop criterion"
        " was met ({indicator} {sign} {threshold}), the latest on {date}."
    ),
    N_(
        "At the next review, write under “decision” another “kind”: correct, pivot, pause, merge,"
        " transfer or stop; if the criterion is wrong, propose another and say why."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per programme, at its latest decision."""
    subject = dossier.subject
    if subject.kind != "programme" or not subject.items("stop_criteria"):
        return
    delay = ctx.policy.calendar("measure_delay")
    times, criterion, latest = 0, None, None
    for checkpoint in reversed(known_by(dossier.checkpoints, ctx.clock(subject))):
        decision = checkpoint.part("decision")
        if not decision or decision.get("kind") == "open":
            continue
        on = decided_on(checkpoint)
        red = next(met(dossier, on, delay), None) if on else None
        if decision.get("kind") != "continue" or red is None:
            break
        times += 1
        latest, criterion = latest or checkpoint, criterion or red.criterion
    if latest is not None and criterion and times >= ctx.policy.parameter("R107", "times"):
        yield RULE.at(
            latest, "decision", "kind",
            times=times, programme=subject.title, date=latest.text("date"),
            indicator=criterion["indicator"], sign=SIGNS[criterion["operator"]],
            threshold=criterion["threshold"],
        )  # fmt: skip
