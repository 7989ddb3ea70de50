"""A programme of an ended strategy of which the next one says nothing.

What it checks
    Once a strategy has ended (closed, interrupted or past its ``end``) and another names it as its
    ``predecessor``, each of its programmes has left (``left``), ended by a decision, or is named
    under ``fates`` of the successor.

Why it matters
    A programme that nobody stops and nobody continues keeps its people, its contracts and its
    users.  Most programmes of the roadmap of 2019 are named nowhere in that of 2023: continued,
    merged or stopped, the texts that can be found do not say.

Example
    ``cloud-interne`` belongs to ``tech-gouv``, interrupted in 2022; ``dinum-2023`` follows and does
    not name it.

How to fix
    Add an entry under ``fates`` of the new strategy (continued, merged, transferred, stopped or
    completed, with the source), or write ``left`` in the programme.

Parameters
    None.

Source
    TECH.GOUV, whose editions of 2020 and 2021 counted what was completed and what was new, and
    whose end counted nothing; the CNCF, where an archived project states what becomes of it.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.measure.review import ENDED
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "G909",
    "programme-without-fate",
    ROADMAP,
    N_(
        "“{title}” ({id}) belongs to {strategy}, ended on {end}; {successor} does not say what "
        "becomes of it."
    ),
    N_(
        "Name it under “fates” of the new strategy, or write under “left” of the programme why "
        "and when it left."
    ),
    reads=("left", "stage"),
    misses=("strategy/fates",),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per programme without fate, on the strategy it names."""
    heirs: dict[str, list[Record]] = {}
    for _, strategy in sorted(ctx.strategies.items()):
        heirs.setdefault(strategy.text("predecessor"), []).append(strategy)
    for key, strategy in sorted(ctx.strategies.items()):
        end = _end(strategy, ctx)
        if end is None or key not in heirs:
            continue
        fates = {fate.get("programme") for heir in heirs[key] for fate in heir.items("fates")}
        for row in roadmap.programmes(key):
            if row["left"] or row["stage"] == ENDED or row["id"] in fates:
                continue
            yield RULE.on(
                f"programme/{row['id']}",
                row["path"],
                ("strategy",),
                title=row["title"],
                id=row["id"],
                strategy=key,
                end=end.isoformat(),
                successor=heirs[key][0].id,
            )


def _end(strategy: Record, ctx: Context) -> date | None:
    """The day ``strategy`` ended in fact, or its announced end once that has passed."""
    announced = day(strategy.data.get("end"))
    past = announced if announced is not None and announced < ctx.as_of else None
    return ctx.ended(strategy.id) or past
