"""The schedule: forward and backward pass over the network, float, what drives each date.

The critical path method (Kelley and Walker, 1959) with the four kinds of bound that a roadmap
states: links with lag or lead, a planned day, a day not before which work starts, a deadline.  Both
passes visit every node and link once.
"""

from __future__ import annotations

from governance.planning.days import earlier, later
from governance.planning.network import FF, FS, SS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.planning.days import Length
    from governance.planning.network import Link, Network

PLANNED, TODAY, NOT_BEFORE = -1, -2, -3
"""What drives a date when no link does; a place in :attr:`Network.links` is never negative."""
UNKNOWN = -4


class Schedule:
    """The days of every node, by place in the network; ``None`` where nothing tells.

    A day is an ordinal.  What has happened keeps its actual day and has no float.

    ``start``, ``finish``   early dates; the start is the finish less the duration
    ``needed``              the earliest finish that the links alone allow
    ``driver``              the link that sets the finish, else ``PLANNED``, ``TODAY``,
                            ``NOT_BEFORE``; ``UNKNOWN`` without a date
    ``uncertain``           whether something it rests on has no date, so that its own can only be
                            later
    ``late``                latest finish that moves neither the end of its group nor a deadline
    ``tight``               the link that sets ``late``, else -1
    ``total``, ``free``     float in days: before the end of the group moves, before anything does
    ``group``               which open nodes hang together, -1 for one that waits for nobody and for
                            whom nobody waits
    ``ends``                the last finish of each group; ``least`` its smallest float
    ``passed``              ends of which all that is known lies before the day judged
    ``circular``            places that no order can hold: in a circle, or behind one
    """

    def __init__(self, network: Network, slips: Mapping[int, int] | None = None) -> None:
        size = len(network.nodes)
        self.network = network
        self.start: list[int | None] = [None] * size
        self.finish: list[int | None] = [None] * size
        self.needed: list[int | None] = [None] * size
        self.driver = [UNKNOWN] * size
        self.uncertain = [False] * size
        self.passed = [False] * size
        self.late: list[int | None] = [None] * size
        self.tight = [-1] * size
        self.total: list[int | None] = [None] * size
        self.free: list[int | None] = [None] * size
        self.group = [-1] * size
        self.ends: list[int] = []
        self.least: list[int | None] = []
        self.into: list[list[int]] = [[] for _ in range(size)]
        self.out: list[list[int]] = [[] for _ in range(size)]
        for place, link in enumerate(network.links):
            target = network.nodes[link.target]
            if target.actual is None and not target.dropped:
                self.into[link.target].append(place)
                self.out[link.source].append(place)
        self.order = self._sorted()
        self.circular = set(range(size)).difference(self.order)
        self._late_start: list[int | None] = [None] * size
        self._forward(slips or {})
        self._ahead = [
            finish is not None and node.actual is None and not passed
            for node, finish, passed in zip(network.nodes, self.finish, self.passed, strict=True)
        ]
        self._gather()
        self._backward()

    def is_open(self, place: int) -> bool:
        """Whether the node is still ahead and has a date."""
        return self._ahead[place]

    def is_critical(self, place: int) -> bool:
        """Whether a day lost here moves the end of its group, or misses a deadline by one more."""
        total = self.total[place]
        return total is not None and total <= 0 and self.group[place] >= 0

    def _sorted(self) -> list[int]:
        """Kahn's topological order (1962); what lies in or behind a circle is left out."""
        links = self.network.links
        waiting = [len(into) for into in self.into]
        found = [place for place, count in enumerate(waiting) if not count]
        for place in found:
            for number in self.out[place]:
                target = links[number].target
                waiting[target] -= 1
                if not waiting[target]:
                    found.append(target)
        return found

    # -- forward

    def _forward(self, slips: Mapping[int, int]) -> None:
        nodes = self.network.nodes
        for place in self.order:
            node = nodes[place]
            if node.actual is not None:
                self.finish[place] = node.actual
                self.start[place] = earlier(node.actual, node.duration or 0)
                self.driver[place] = PLANNED
            elif node.dropped:
                self.uncertain[place] = True
            else:
                self._place(place, slips.get(place))
        for place in self.circular:
            self.uncertain[place] = True

    def _place(self, place: int, slip: int | None) -> None:
        node, links = self.network.nodes[place], self.network.links
        starts, finishes, uncertain = self.start, self.finish, self.uncertain
        duration: Length = node.duration or 0
        start = finish = None
        by_start = by_finish = UNKNOWN
        unknown = node.unknown
        for number in self.into[place]:
            link = links[number]
            source, type_ = link.source, link.type
            if uncertain[source]:
                unknown = True
            bound = starts[source] if type_ == SS else finishes[source]
            if bound is None:
                continue
            if link.lag:
                bound = later(bound, link.lag)
            if type_ == FF:
                if finish is None or bound > finish:
                    finish, by_finish = bound, number
            elif start is None or bound > start:
                start, by_start = bound, number
        placed = start is not None or node.not_before is not None
        planned = node.planned
        stated = planned is not None or (node.duration is not None and placed)
        if start is not None:
            ready = later(start, duration)
            if finish is None or ready > finish:
                finish, by_finish = ready, by_start
        self.needed[place] = finish
        if node.not_before is not None and (start is None or node.not_before > start):
            start = node.not_before
            ready = later(start, duration)
            if finish is None or ready > finish:
                finish, by_finish = ready, NOT_BEFORE
        day = planned if slip is None or (planned is not None and planned > slip) else slip
        if day is not None and (finish is None or day > finish):
            finish, by_finish = day, PLANNED
        is_milestone = node.index >= 0
        self.uncertain[place] = unknown or (is_milestone and not stated)
        if finish is None:
            self.uncertain[place] = True
            return
        if finish < node.floor:
            if is_milestone:
                finish, by_finish = node.floor, TODAY
            else:
                self.passed[place] = True
        self.finish[place], self.driver[place] = finish, by_finish
        if start is None or later(start, duration) != finish:
            start = earlier(finish, duration)
        self.start[place] = start

    # -- backward

    def _gather(self) -> None:
        """Number the groups of open nodes that hang together, by their first node (union-find with
        path halving)."""
        ahead, above = self._ahead, list(range(len(self.group)))

        def top(place: int) -> int:
            while above[place] != place:
                above[place] = place = above[above[place]]
            return place

        linked = [False] * len(above)
        for link in self.network.links:
            first, then = link.source, link.target
            if ahead[first] and ahead[then]:
                linked[first] = linked[then] = True
                if above[first] == above[then]:
                    continue
                one, other = top(first), top(then)
                if one != other:
                    above[max(one, other)] = min(one, other)
        for place, finish in enumerate(self.finish):
            if not linked[place] or finish is None:
                continue
            head = top(place)
            if head == place:
                self.group[place] = len(self.ends)
                self.ends.append(finish)
                self.least.append(None)
            else:
                number = self.group[place] = self.group[head]
                self.ends[number] = max(self.ends[number], finish)

    def _backward(self) -> None:
        nodes, links, ahead = self.network.nodes, self.network.links, self._ahead
        late_start, starts = self._late_start, self.start
        for place in reversed(self.order):
            finish = self.finish[place]
            if not ahead[place] or finish is None:
                continue
            node, group = nodes[place], self.group[place]
            late: int | None = None
            free: int | None = None
            if group >= 0:
                late = soonest = self.ends[group]
                for number in self.out[place]:
                    link = links[number]
                    target = link.target
                    if not ahead[target]:
                        continue
                    if link.type == FS and link.lag == 0:
                        # What bound() gives, without its two calls: most links are of this kind.
                        last, early = late_start[target] or 0, starts[target] or 0
                    else:
                        last, early = self.bound(link, last=True), self.bound(link, last=False)
                    if last <= late:
                        late, self.tight[place] = last, number
                    if early < soonest:
                        soonest = early
                free = soonest - finish
            if node.deadline is not None and (late is None or node.deadline < late):
                late, self.tight[place] = node.deadline, -1
            if late is None:
                continue
            self.late[place] = late
            late_start[place] = earlier(late, node.duration or 0)
            total = self.total[place] = late - finish
            self.free[place] = free if free is not None else total
            if group >= 0:
                least = self.least[group]
                self.least[group] = total if least is None else min(least, total)

    def bound(self, link: Link, *, last: bool) -> int:
        """The latest finish of the source of ``link`` that leaves its target, which is open, on its
        late dates (``last``), or on its early ones."""
        target = link.target
        if link.type == FF:
            finish = self.late[target] if last else self.finish[target]
            return earlier(finish or 0, link.lag)
        start = earlier((self._late_start if last else self.start)[target] or 0, link.lag)
        if link.type == FS:
            return start
        # The latest finish of a source that starts on that day: a day before what the next gives.
        return later(start + 1, self.network.nodes[link.source].duration or 0) - 1
