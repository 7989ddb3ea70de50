"""What a person calls a milestone, a programme or a product of the plan, and what it is called."""

from __future__ import annotations

from governance.errors import USAGE, JalonError
from governance.i18n import N_
from governance.planning.network import MILESTONE
from governance.services.find import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.roadmap import Roadmap
    from governance.planning.network import Network


def meant(
    roadmap: Roadmap, network: Network, root: str, given: str, others: tuple[str, str]
) -> str:
    """The key that ``given`` means: a milestone first, when it is written as one.

    ``others``  what is told (an error and its hint, with ``{kind}`` and ``{id}``) of a record that is
                neither programme nor product

    Raises :class:`JalonError` (exit 2), also when there is nothing of that name.
    """
    if f"{MILESTONE}/{given}" in network.places:
        return f"{MILESTONE}/{given}"
    if given in network.places:
        return given
    programme, _, milestone = given.partition("/")
    if milestone and roadmap.exists("programme", programme):
        known = sorted(
            n.id for n in network.nodes if n.record == f"programme/{programme}" and n.index >= 0
        )
        raise JalonError(
            N_("The programme “{programme}” has no milestone “{given}”."),
            hint=N_("It has: {known}.") if known else N_("None of its milestones is known."),
            exit_code=USAGE, programme=programme, given=milestone, known=", ".join(known),
        )  # fmt: skip
    if not milestone and roadmap.exists("programme", given):
        return f"programme/{given}"
    kind, id = find(roadmap, root, given)
    if kind not in ("programme", "product"):
        message, hint = others
        raise JalonError(message, hint=hint, exit_code=USAGE, kind=kind, id=id)
    return f"{kind}/{id}"


def title_of(roadmap: Roadmap, network: Network, key: str) -> str:
    """The title of what ``key`` means; its id where it has none."""
    if key in network.places:
        return network.nodes[network.places[key]].title
    kind, _, id = key.partition("/")
    row = roadmap.row(kind, id)
    record = roadmap.records.get(kind, {}).get(id)
    return row["title"] if row is not None else record.title if record is not None else id
