"""Which programme, or which of its milestones, a person means."""

from __future__ import annotations

from governance.errors import USAGE, JalonError
from governance.i18n import N_, _
from governance.model.words import KINDS
from governance.services.find import find
from governance.services.near import near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.check import Report


def find_target(report: Report, root: str, given: str) -> tuple[str, str | None]:
    """The programme and the milestone (``None`` for all) called ``given``.

    Raises :class:`JalonError` when it is neither.
    """
    roadmap = report.judgement.roadmap
    name = given.removeprefix("milestone/")
    first, _slash, rest = name.partition("/")
    row = roadmap.row("programme", first) if rest else None
    if row is not None:
        known = [str(m.get("id")) for m in row["milestones"]]
        if rest in known:
            return first, rest
        meant = near(rest, known)
        raise JalonError(
            N_("Programme {programme} has no milestone “{given}”."),
            hint=N_("Did you mean {near}?") if meant else N_("It has: {known}."),
            exit_code=USAGE, programme=first, given=rest, near=", ".join(meant),
            known=", ".join(known) or "–",
        )  # fmt: skip
    if given in roadmap.paths["programme"]:
        # A product may have the same id; only programmes are forecast.
        return given, None
    kind, id = find(roadmap, root, given)
    if kind != "programme":
        raise JalonError(
            N_("{given} is a {kind}; only programmes and milestones are forecast."),
            hint=N_("Name a programme, or PROGRAMME/MILESTONE."),
            exit_code=USAGE, given=given, kind=_(KINDS[kind][0]),
        )  # fmt: skip
    return id, None
