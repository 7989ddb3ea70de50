"""A review held without looking at any measure.

What it checks
    Every checkpoint of a programme that has indicators in force names the measures looked at, or
    says under ``no_measures_reason`` why there were none. A checkpoint that says nothing at all is
    told by R109 alone.

Why it matters
    A review without figures judges the story, not the result, and a record that only moves a date
    is worth nothing: on a public site that asks for a date of last review, more than half of the
    changes of date changed nothing else.

Example
    ``checkpoints/franceconnect/2021-03-10.yaml`` has a weather and a decision, the programme counts
    its users, and no measure is named.

How to fix
    List under ``measures`` the measures that were on the table, as ``<indicator>/<day>``, or write
    in ``no_measures_reason`` why the review went without.

Parameters
    None.

Source
    gds-way, the technical handbook of the British Government Digital Service, whose review dates
    were measured; the US IT Dashboard, where a major investment keeps at least five open metrics.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import is_empty

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "R103",
    "review-without-measures",
    DOSSIER,
    N_(
        "The review of “{programme}” held on {date} names no measure and does not say why "
        "(indicators in force: {count})."
    ),
    N_("List under “measures” the measures looked at, or write “no_measures_reason”."),
    misses=("/measures", "/no_measures_reason"),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per review of a programme that says nothing of measures."""
    if dossier.subject.kind != "programme" or not dossier.indicators:
        return
    for checkpoint in dossier.checkpoints:
        if is_empty(checkpoint) or checkpoint.data.get("measures"):
            continue
        if checkpoint.text("no_measures_reason").strip():
            continue
        held = checkpoint.text("date")
        count = sum(1 for indicator in dossier.indicators if not _is_dropped(indicator, held))
        if count:
            yield RULE.at(checkpoint, programme=dossier.subject.title, date=held, count=count)


def _is_dropped(indicator: Record, held: str) -> bool:
    """Whether the indicator had been given up when the review was held."""
    dropped = indicator.data.get("dropped")
    return isinstance(dropped, dict) and str(dropped.get("date", "")) <= held
