"""The network of a roadmap as the draws take it: what has a day, and whose slips each node takes."""

from __future__ import annotations

from governance.measure.montecarlo import Network, draw
from governance.measure.slippage import CALENDAR
from governance.planning.days import later
from governance.planning.network import SS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from governance.measure.montecarlo import Draws
    from governance.planning.schedule import Schedule
    from governance.services.classes import Choice, Learned


def draws_of(
    schedule: Schedule,
    as_of: date,
    classes: dict[str, Choice],
    learned: Learned,
    count: int,
    seed: int,
) -> tuple[Draws, dict[int, int]]:
    """Draws over all that has a day, and the place there of each place in the schedule.

    ``classes``  by programme id; what belongs to none of them (products, programmes without an open
                 milestone) slips as all projects observed

    A duration or a lag counts the days that it has in the schedule as planned.
    """
    nodes, links, origin = schedule.network.nodes, schedule.network.links, as_of.toordinal()
    kept = [place for place in schedule.order if schedule.finish[place] is not None]
    places = {place: number for number, place in enumerate(kept)}
    network = Network(len(kept))
    owners = {f"programme/{id}": number for number, id in enumerate(classes)}
    slips = [found.rates for found in classes.values()]
    slips.append(learned.everything(CALENDAR).rates)
    for place, number in places.items():
        node, finish = nodes[place], schedule.finish[place] or 0
        start = schedule.start[place]
        network.owners[number] = owners.get(node.record, len(classes))
        network.durations[number] = float(finish - (start if start is not None else finish))
        network.parts[number] = schedule.group[place]
        network.finished[number] = None if node.actual is None else float(node.actual - origin)
        for days, into in (
            (node.planned, network.planned),
            (node.not_before, network.not_before),
            (node.floor if node.index >= 0 else None, network.floors),
            (node.deadline if node.deadline is not None else node.planned, network.due),
        ):
            into[number] = None if days is None else float(days - origin)
        for link in (links[index] for index in schedule.into[place]):
            if link.source in places:
                bound = schedule.start[link.source] if link.type == SS else None
                bound = schedule.finish[link.source] if bound is None else bound
                lag = later(bound or 0, link.lag) - (bound or 0)
                network.predecessors[number].append((places[link.source], link.type, float(lag)))
    return draw(network, slips, count=count, seed=seed), places
