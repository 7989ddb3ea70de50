"""A strategy that does not answer a lesson of the one before.

What it checks
    For a strategy with a ``predecessor``: every lesson of that one, known by the day judged, has an
    entry under ``answers`` that says ``adopted`` or ``rejected``.  ``unanswered`` writes the
    silence down; it does not answer.

Why it matters
    A lesson costs years and is lost in a change of team.  According to the Cour des comptes, the
    State's roadmap of 2023 drew no lessons from that of 2019.

Example
    The lesson ``savoir-arreter`` of ``tech-gouv`` is not named under ``answers`` of ``dinum-2023``.

How to fix
    Add the answer: how the strategy takes the lesson up, or why it sets it aside, with the source.

Parameters
    None.

Source
    The report of the Cour des comptes (July 2024); rejecting a lesson with a reason is an answer,
    as in the records of decision that software teams keep.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.model.finding import KEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "G908",
    "unanswered-lesson",
    ROADMAP,
    N_("“{title}” ({id}) leaves a lesson of {predecessor} unanswered: {lesson} (“{statement}”)."),
    N_("Under “answers”, say how the strategy takes it up (adopted) or why not (rejected)."),
    reads=(),
    misses=("/answers",),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per lesson, on its answer when that says unanswered, else on the answers."""
    lessons: dict[str, list[Record]] = {}
    for lesson in roadmap.of("lesson"):
        lessons.setdefault(lesson.text("strategy"), []).append(lesson)
    for _, strategy in sorted(ctx.strategies.items()):
        answers = {
            answer.get("lesson"): (index, answer.get("answer"))
            for index, answer in enumerate(strategy.items("answers"))
        }
        predecessor = strategy.text("predecessor")
        for lesson in lessons.get(predecessor, []) if predecessor else []:
            params = {
                "lesson": lesson.id,
                "predecessor": predecessor,
                "statement": lesson.text("statement"),
            }
            if lesson.id not in answers:
                # The id stands for the entry that is missing: one fingerprint per lesson.
                yield RULE.at(strategy, "answers", lesson.id, on=KEY, **params)
            elif answers[lesson.id][1] not in ("adopted", "rejected"):
                index = answers[lesson.id][0]
                yield RULE.at(strategy, "answers", index, "answer", **params)
