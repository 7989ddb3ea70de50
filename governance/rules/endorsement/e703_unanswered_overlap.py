"""Two products that do the same things, and nobody says why both exist.

What it checks
    Two products in service (opened, or whose opening is not dated, and not closed) that share at
    least ``shared`` functions carry, on either side, an answer under ``overlaps``: ``distinct``,
    or ``merge`` or ``coexist`` with its day ``until``.  An answer whose day has passed, or a merger
    or coexistence without a day, no longer answers.

Why it matters
    Every duplicate looks reasonable when it starts and costs twice every year.  The end of one of
    two shared workspaces of the State was "considered over a year, without a final decision": a
    sentence that has no end date.

Example
    ``resana`` and ``osmose`` both list ``espace-collaboratif`` and ``partage-fichiers``, and
    neither names the other.

How to fix
    Add an entry under ``overlaps`` of one of the two, with the answer, its reason and the day on
    which it must be looked at again.

Parameters
    ``shared``: number of common functions from which an answer is due.

Source
    The roadmap of March 2023, whose diagnosis is a portfolio nobody can read, with duplicates;
    Kubernetes, where a beta feature moves on within a stated number of releases or is deprecated.
"""

from __future__ import annotations

from itertools import combinations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.measure.product import closed, opened
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

RULE = Rule(
    "E703",
    "unanswered-overlap",
    ROADMAP,
    N_(
        "“{title}” ({id}) and “{other_title}” ({other}) both offer {functions}, "
        "and no answer in force says why both exist."
    ),
    N_(
        "Under “overlaps” of one of the two, answer distinct, merge or coexist, with the “reason”"
        " and the day “until” which it holds."
    ),
    reads=(),
    misses=("product/last_day",),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per pair, on the record that holds the expired answer, else on the first one."""
    least = ctx.policy.parameter("E703", "shared")
    products = {product.id: product for product in roadmap.of("product")}
    functions: dict[str, set[str]] = {}
    # Only products that share so many functions meet: pairs of all that share one would be too many.
    offering: dict[tuple[str, ...], list[str]] = {}
    for product in products.values():
        opening = opened(product, ctx.as_of) or "first_day" not in product.data
        if opening and not closed(product, ctx.as_of):
            functions[product.id] = set(product.data.get("functions", []))
            for some in combinations(sorted(functions[product.id]), least):
                offering.setdefault(some, []).append(product.id)
    pairs = {pair for ids in offering.values() for pair in combinations(ids, 2)}
    for first, second in sorted(pairs):
        shared = sorted(functions[first] & functions[second])
        pair = products[first], products[second]
        answers = [*_answers(*pair, ctx.as_of), *_answers(*pair[::-1], ctx.as_of)]
        if any(in_force for _, _, _, in_force in answers):
            continue
        record, other, at, _ = answers[0] if answers else (*pair, ("functions",), False)
        yield RULE.at(
            record,
            *at,
            other=other.id,
            other_title=other.title,
            functions=", ".join(shared),
        )


def _answers(
    product: Record, other: Record, as_of: date
) -> Iterator[tuple[Record, Record, Pointer, bool]]:
    """What ``product`` answers about ``other``: where, and whether it still holds."""
    for index, overlap in enumerate(product.items("overlaps")):
        if overlap.get("product") == other.id:
            until = day(overlap.get("until"))
            distinct = overlap.get("answer") == "distinct"
            holds = until >= as_of if until is not None else distinct
            yield product, other, ("overlaps", index, "until" if until else "answer"), holds
