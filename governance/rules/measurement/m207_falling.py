"""An indicator that keeps moving the wrong way.

What it checks
    The latest measures, ``periods`` steps in a row or more, all went against the direction of the
    indicator. A step counts only when it is beyond doubt: “at least 30” after 31 proves no fall,
    and an equal value ends the row. Values to be held are left alone, and so are dropped
    indicators. Judged on the day the strategy ended, if it has.

Why it matters
    One bad month is noise; several in a row are a question that somebody must answer. The State's
    audio conferences went from 18,500 to 8,000 a month and its messages from 4.8 to 3 million in
    two years, and no decision about it is known.

Example
    Active users, to be increased: 12,000, 11,000, 9,500, 9,000.

How to fix
    Take it to the next checkpoint: say why, and decide to correct, pivot or stop. The rule opens
    the question; it never decides.

Parameters
    ``periods``: how many steps in a row against the direction.

Source
    PILOTE, the French State's steering tool, alerts on one step down; here several, so that noise
    does not ring.
"""

from __future__ import annotations

from governance.gate.context import known_by
from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.indicator import DROPPED, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "M207",
    "falling",
    DOSSIER,
    N_(
        "The indicator “{title}” ({id}) should {direction} and has moved the other way {count} "
        "times in a row: {values}."
    ),
    N_(
        "Take it to the next checkpoint, say why, and write under “decision” to correct, pivot or"
        " stop."
    ),
)

_SENSE = {"increase": N_("rise"), "decrease": N_("fall")}


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per indicator with a long enough run against its direction."""
    clock = ctx.clock(dossier.subject)
    for indicator in dossier.indicators:
        state = ctx.indicator(indicator, dossier)
        if state.status == DROPPED or state.falling < ctx.policy.parameter("M207", "periods"):
            continue
        values = [
            value
            for measure in known_by(dossier.measures[indicator.id], clock)
            if (value := number(measure.data.get("value"))) is not None
        ]
        yield RULE.at(
            indicator,
            "direction",
            direction=_SENSE.get(indicator.text("direction"), ""),
            count=state.falling,
            values=", ".join(f"{value:.15g}" for value in values[-state.falling - 1 :]),
        )
