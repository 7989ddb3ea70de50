"""A strategy as text: where it stands, who directs it, its steering, what it declared."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.reporters import cells, totals
from governance.reporters.cells import DIM, GREEN, RED, clean
from governance.reporters.states import ended_strategy, overdue, vacancy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.portfolio import StrategyView
    from governance.services.posts import Post

_DECLARED = {
    "programmes": N_("programmes"),
    "achieved": N_("programmes ended"),
    "indicators": N_("indicators"),
    "indicators_reached": N_("indicators reached"),
}


class StrategyLines:
    """Lines about one strategy, at most ``width`` cells wide."""

    def __init__(self, width: int, colours: bool) -> None:
        self.width = width
        self.colours = colours

    def _paint(self, text: str, code: str) -> str:
        return cells.paint(text, code, self.colours)

    def facts(self, view: StrategyView, *, counted: bool) -> list[str]:
        """Its state, and with ``counted`` what it adds up to."""
        rows = [
            (_("state"), self._state(view)),
            (_("director"), self._director(view["director"])),
            (_("steering"), self._steering(view)),
            (_("declared"), self._declared(view)),
        ]
        found = view["totals"]
        if counted and found["programmes"]:
            rows += [
                (_("programmes"), totals.programmes(found)),
                (_("weather"), totals.weather(found)),
                (_("reviews"), totals.reviews(found)),
            ]
        if counted:
            rows.append((_("indicators"), totals.indicators(found, colours=self.colours)))
        lines = cells.labelled(rows, self.width, "  ")
        if view["state"]["name"] in ("interrupted", "closed") and found["programmes"]:
            said = _(
                "Shown as it stood on {day}; its programmes owe nothing since.",
                day=view["state"]["since"],
            )
            lines += [self._paint(line, DIM) for line in cells.wrap(said, self.width, "  ")]
        return lines

    def _state(self, view: StrategyView) -> list[str]:
        state = view["state"]
        if state["name"] != "running":
            said = ended_strategy(state)
        elif state["silent"]:
            said = _("running on paper, interrupted de facto by all signs")
        else:
            said = _("running")
        fine = state["name"] == "running" and not state["silent"]
        parts = [self._paint(said, GREEN if fine else RED)]
        if state["start"]:
            parts.append(_("started {day}", day=state["start"]))
        if state["end"] and state["name"] != "past_end":
            parts.append(_("planned end {day}", day=state["end"]))
        if state["name"] != "running" or state["evaluated"]:
            evaluated = _("final evaluation {day}", day=state["evaluated"])
            parts.append(evaluated if state["evaluated"] else _("never evaluated"))
        if state["predecessor"]:
            parts.append(_("follows {strategy}", strategy=clean(state["predecessor"])))
        if state["successor"]:
            parts.append(_("followed by {strategy}", strategy=clean(state["successor"])))
        return parts

    def _director(self, post: Post) -> list[str]:
        if post["vacant_since"] is None:
            return self._holders(post)
        parts = [vacancy(post)]
        if post["lapsed"] and not post["last"]:
            parts = [_("none recorded")]
        elif post["lapsed"]:
            parts = [plural(
                N_("none from {since} to {until}, {count} day"),
                N_("none from {since} to {until}, {count} days"),
                post["vacant_days"] or 0, since=post["vacant_since"], until=post["lapsed"],
            )]  # fmt: skip
        parts[0] = self._paint(parts[0], RED)
        if post["last"]:
            parts.append(_("the last was {name}", name=clean(post["last"])))
        return parts

    def _holders(self, post: Post) -> list[str]:
        found = []
        for holder in post["holders"]:
            name = clean(holder["name"])
            if holder["interim"]:
                name = _("{name} (interim)", name=name)
            since = holder["since"]
            found.append(_("{name}, since {day}", name=name, day=since) if since else name)
        return found

    def _steering(self, view: StrategyView) -> list[str]:
        body = view["steering"]
        parts = [clean(body["body"] or "")]
        if body["last"]:
            parts.append(_("last session {day}", day=body["last"]))
        else:
            parts.append(_("no session recorded"))
        late = body["overdue_days"]
        if late is not None:
            said = _("next one due {day}, {late}", day=body["next"], late=overdue(late))
            parts.append(self._paint(said, RED))
        elif body["next"]:
            parts.append(_("next one due {day}", day=body["next"]))
        return parts

    def _declared(self, view: StrategyView) -> list[str]:
        return [
            _(
                "{what}: {declared} declared on {day}, {recorded} recorded",
                what=_(_DECLARED[item["what"]]), declared=item["declared"],
                day=item["date"], recorded=item["recorded"],
            )
            for item in view["declared"]
        ]  # fmt: skip
