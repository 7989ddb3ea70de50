"""What the screens show: the roadmap judged on a day, and how it comes to be."""

from __future__ import annotations

from governance.i18n import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from governance.errors import JalonError
    from governance.services.check import Report
    from governance.services.item import Item
    from governance.services.memory import Seen
    from governance.services.plan import Plan
    from governance.services.portfolio import Portfolio
    from governance.services.todo import Todo

HORIZON = 3650
"""Days ahead of which the agenda is prepared; the screen shows fewer unless asked."""


class Loaded:
    """The roadmap as judged once.

    ``agenda``  everything to do, by day
    ``planned``  the plan, once it has been asked for
    """

    def __init__(self, report: Report, seen: Seen) -> None:
        from governance.model.duration import Duration
        from governance.services.portfolio import portfolio
        from governance.services.todo import todo

        self.report = report
        self.state = seen.state
        self.portfolio: Portfolio = portfolio(report)
        until = Duration(days=HORIZON).after(report.judgement.ctx.as_of)
        self.agenda: list[Todo] = todo(report, until)["items"]
        self.planned: Plan | None = None
        self._items: dict[tuple[str, str], dict[str, Item]] = {}

    def plan(self) -> Plan:
        """The plan of all programmes; slow the first time."""
        if self.planned is None:
            from governance.services.plan import plan

            self.planned = plan(self.report)
        return self.planned

    def items(self, kind: str) -> dict[str, Item]:
        """The records of ``kind`` as lists and filters see them, by ``kind/id``."""
        asked = (kind, current())
        if asked not in self._items:
            from governance.services.fields import items

            self._items[asked] = {item.key: item for item in items(self.report, kind)}
        return self._items[asked]


class Session:
    """One sitting.

    ``root``    the repository;  ``chosen`` the day asked for, ``None`` for the present one
    ``clock``   gives the present day
    ``loaded``  ``None`` until the roadmap has been judged; ``error`` why it could not be
    ``busy``    whether it is being judged
    """

    def __init__(self, root: str, chosen: date | None, clock: Callable[[], date]) -> None:
        self.root = root
        self.chosen = chosen
        self.clock = clock
        self.loaded: Loaded | None = None
        self.error: JalonError | None = None
        self.busy = False

    @property
    def as_of(self) -> date:
        """The day judged."""
        return self.chosen or self.clock()

    @property
    def asked(self) -> str:
        """The day asked for as text; empty for the present one."""
        return self.chosen.isoformat() if self.chosen else ""

    def read(self) -> Loaded:
        """Read and judge the roadmap; slow, so never called where keys are waited for.

        Raises :class:`JalonError` when nothing can be judged.
        """
        from governance.services.check import check
        from governance.services.memory import see
        from governance.services.snapshot import keep

        seen = see(self.root)
        report = check(self.root, self.as_of, self.clock(), look=seen.take_look())
        loaded = Loaded(report, seen)
        keep(self.root, self.asked, loaded.portfolio["title"], loaded.agenda)
        return loaded

    def stale(self) -> bool:
        """Whether the files or the day are no more those that were judged; slow."""
        from governance.services.memory import see

        loaded = self.loaded
        if loaded is None:
            return False
        if loaded.report.judgement.ctx.as_of != self.as_of:
            return True
        state = see(self.root).state
        # Without a state, a file is so fresh that it may still change: the next look tells.
        return bool(state) and state != loaded.state
