"""What a rule may know besides the records: policy, the two clocks, working days, derived states."""

from __future__ import annotations

from governance.measure import indicator as indicators
from governance.measure.calendar import WorkingDays
from governance.measure.indicator import IndicatorState
from governance.measure.review import ENDED, ReviewState, next_due, read_checkpoints
from governance.model.duration import Duration, day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from governance.gate.policy import Policy
    from governance.model.dossier import Dossier
    from governance.model.record import Record


class Context:
    """The injected world of a judgement; nothing here reads a clock or a file.

    ``as_of``  the day judged: facts dated later are not in the records at all
    ``today``  the civil day of the run: only to tell that a date lies in the future
    """

    def __init__(
        self,
        policy: Policy,
        as_of: date,
        today: date,
        calendar: WorkingDays,
        strategies: dict[str, Record],
    ) -> None:
        self.policy = policy
        self.as_of = as_of
        self.today = today
        self.calendar = calendar
        self.strategies = strategies
        self._ends = {
            key: ended_on(record.items("life"), as_of) for key, record in strategies.items()
        }
        self._deadlines: dict[date, date] = {}
        self._states: dict[str, IndicatorState] = {}
        self._reviews: dict[str, ReviewState] = {}

    def ended(self, strategy: str) -> date | None:
        """The day ``strategy`` was closed or interrupted, if it was by ``as_of``."""
        return self._ends.get(strategy)

    def strategy_of(self, record: Record) -> str:
        """The id of the strategy a record belongs to (its own for a strategy)."""
        return record.id if record.kind == "strategy" else record.text("strategy")

    def clock(self, record: Record) -> date:
        """The day on which reviews, measures, roles and dates of ``record`` are judged.

        That is ``as_of``, or the day its strategy was closed or interrupted, or the day the
        programme left the roadmap: nobody owes a review to what has ended.
        """
        clock = self.ended(self.strategy_of(record)) or self.as_of
        left = record.data.get("left")
        gone = day(left.get("date")) if isinstance(left, dict) else None
        return min(clock, gone) if gone else clock

    def entered(self, record: Record) -> date | None:
        """The day ``record`` began to owe reviews and measures: a programme's entry in the roadmap,
        else the start of its strategy."""
        entered = record.data.get("entered")
        found = day(entered.get("date")) if isinstance(entered, dict) else None
        if found is None:
            found = day(record.data.get("start"))
        if found is None:
            strategy = self.strategies.get(record.text("strategy"))
            found = day(strategy.data.get("start")) if strategy else None
        return found

    def is_past(self, due: date, clock: date) -> bool:
        """Whether ``due``, moved to a working day, and the grace are over on ``clock``."""
        if clock <= due:
            return False
        if due not in self._deadlines:
            shifted = self.calendar.shift(due)
            self._deadlines[due] = self.calendar.later(shifted, self.policy.grace)
        return clock > self._deadlines[due]

    def indicator(self, indicator: Record, dossier: Dossier) -> IndicatorState:
        """The state of one indicator of ``dossier``, at the clock of its subject."""
        if indicator.id not in self._states:
            clock = self.clock(dossier.subject)
            self._states[indicator.id] = indicators.state(
                indicator,
                known_by(dossier.measures.get(indicator.id, []), clock),
                clock,
                self.policy.calendar("measure_frequency"),
                self.policy.calendar("measure_delay"),
            )
        return self._states[indicator.id]

    def review(self, dossier: Dossier) -> ReviewState:
        """The review state of ``dossier``; the cadence is that of its stage, the shorter one when
        the weather is stormy, the steering body's own for a strategy."""
        subject = dossier.subject
        if subject.key not in self._reviews:
            clock = self.clock(subject)
            state = read_checkpoints(known_by(dossier.checkpoints, clock), clock)
            anchor = self.entered(subject)
            if anchor and state.stage != ENDED and not state.paused:
                first = self.policy.calendar("first_review_within")
                cadence = self._cadence(subject, state)
                due = next_due(anchor, cadence, state.covered, first, self.policy.early_days)
                state.due = self.calendar.shift(due)
                shorter = self.policy.cadence("critical")
                if subject.kind == "programme" and shorter.length < cadence.length:
                    due = next_due(anchor, shorter, state.covered, first, self.policy.early_days)
                    state.critical = self.calendar.shift(due)
            self._reviews[subject.key] = state
        return self._reviews[subject.key]

    def _cadence(self, subject: Record, state: ReviewState) -> Duration:
        if subject.kind == "strategy":
            steering: Any = subject.data.get("steering")
            stated = Duration.parse(steering.get("cadence")) if isinstance(steering, dict) else None
            return stated or self.policy.cadence("steering")
        cadence = self.policy.cadence(state.stage)
        stormy = self.policy.cadence("stormy")
        return stormy if state.weather == "stormy" and stormy.length < cadence.length else cadence

    def forget(self) -> None:
        """Drop the derived states of dossiers that have been judged."""
        self._states.clear()
        self._reviews.clear()


def known_by(records: list[Record], clock: date) -> list[Record]:
    """Those of the dated ``records`` that are not later than ``clock``: what came after the end of
    a strategy is kept and shown, and does not improve the state in which it ended."""
    day = clock.isoformat()
    return [record for record in records if record.text("date") <= day]


def ended_on(life: list[dict[str, Any]], as_of: date) -> date | None:
    """The day a strategy with the dated events ``life`` was closed or interrupted, if by ``as_of``."""
    days = [
        day(event.get("date")) for event in life if event.get("event") in ("closed", "interrupted")
    ]
    return min((d for d in days if d is not None and d <= as_of), default=None)
