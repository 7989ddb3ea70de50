"""A review that leaves one of the fixed questions unanswered.

What it checks
    Every checkpoint of a programme held since the day ``since`` answers each of the questions that
    the policy asks at every review, in a few words at least. A checkpoint that says nothing at all
    is told by R109 alone.

Why it matters
    The same questions at every review make reviews comparable, and put the one that everybody would
    rather avoid, whether the programme would be launched today, on the table each time.

Example
    The policy asks four questions and the checkpoint answers three; the one on stopping is missing.

How to fix
    Add under ``answers`` an entry with the id of the question and the answer given at the review.

Parameters
    ``since``: first day from which reviews must answer (older ones were held before the questions
    existed); ``questions``: the questions themselves.

Source
    The assessments of the British Government Digital Service, which put the same points to every
    service; the first director of TECH.GOUV, for whom a review questions the trajectory as much as
    the progress.
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

RULE = Rule(
    "R108",
    "unanswered-question",
    DOSSIER,
    N_(
        "The review of “{programme}” held on {date} leaves {count} of the fixed questions "
        "unanswered: {questions}."
    ),
    N_("Add under “answers” the id of each question and the answer given at the review."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per review of a programme that does not answer every question."""
    if dossier.subject.kind != "programme":
        return
    since = str(ctx.policy.parameter("R108", "since"))
    asked = [question["id"] for question in ctx.policy.questions]
    for checkpoint in dossier.checkpoints:
        if checkpoint.text("date") < since or is_empty(checkpoint):
            continue
        answered = {
            answer.get("question")
            for answer in checkpoint.items("answers")
            if str(answer.get("answer", "")).strip()
        }
        missing = [question for question in asked if question not in answered]
        if missing:
            at = ("answers",) if "answers" in checkpoint.data else ()
            yield RULE.at(
                checkpoint, *at, on="key",
                programme=dossier.subject.title, date=checkpoint.text("date"),
                count=len(missing), questions=", ".join(missing),
            )  # fmt: skip
