"""The portfolio as text: totals, then strategies, axes, missions and programmes."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.model.words import STATUS
from governance.reporters import cells
from governance.reporters.cells import BOLD, CYAN, DIM, GREEN, RED, clean
from governance.reporters.programmes import Programmes
from governance.reporters.states import (
    COLOURS,
    PAUSED,
    overdue,
    status_word,
    vacancy,
    weather_word,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.services.portfolio import (
        MissionView,
        Portfolio,
        StrategyView,
        Totals,
    )
    from governance.services.posts import Post

_DECLARED = {
    "programmes": N_("programmes"),
    "achieved": N_("ended"),
    "indicators": N_("indicators"),
    "indicators_reached": N_("indicators reached"),
}
_BAR = 60


def render(portfolio: Portfolio, *, width: int = 80, colours: bool = False) -> str:
    """The whole portfolio on lines of at most ``width`` cells."""
    return "\n".join(_Text(width, colours).lines(portfolio)) + "\n"


class _Text:
    def __init__(self, width: int, colours: bool) -> None:
        self.width = max(width, cells.NARROWEST)
        self.colours = colours

    def paint(self, text: str, code: str) -> str:
        return cells.paint(text, code, self.colours)

    def lines(self, portfolio: Portfolio) -> list[str]:
        title = clean(portfolio["title"])
        date = _("on {day}", day=portfolio["as_of"])
        heading = cells.wrap(f"{title} — {date}" if title else date, self.width)
        found = [self.paint(line, BOLD) for line in heading]
        strategies = portfolio["strategies"]
        if not strategies:
            return [*found, "", _("No strategy had started by then.")]
        found += ["", *self.totals(portfolio["totals"])]
        for strategy in strategies:
            found += ["", *self.strategy(strategy, alone=len(strategies) == 1)]
        return found

    def labelled(self, table: Iterable[tuple[str, list[str]]], indent: str = "") -> list[str]:
        """``label  part · part``, aligned, the parts wrapped under each other."""
        rows = [(label, parts) for label, parts in table if any(parts)]
        label_width = max((cells.width(label) for label, _parts in rows), default=0) + 2
        blank = indent + " " * label_width
        found = []
        for label, parts in rows:
            block = cells.joined(parts, self.width, blank)
            block[0] = indent + cells.pad(label, label_width) + block[0][len(blank) :]
            found += block
        return found

    # -- totals

    def totals(self, totals: Totals) -> list[str]:
        found = self.labelled([
            (_("programmes"), self.programmes(totals)),
            (_("weather"), self.weather(totals)),
            (_("reviews"), self.reviews(totals)),
            (_("roles"), [
                plural(N_("{count} post vacant"), N_("{count} posts vacant"), totals["vacant"])
            ]),
            (_("indicators"), [str(totals["indicators"]), *self.statuses(totals["status"])]),
        ])  # fmt: skip
        return [*found, *self.bar(totals["status"])]

    def programmes(self, totals: Totals) -> list[str]:
        parts = [
            str(totals["programmes"]),
            _("{count} measured", count=totals["measured"]),
            _("{count} never measured", count=totals["never_measured"]),
        ]
        if totals["ended"]:
            parts.append(plural(N_("{count} has ended"), N_("{count} have ended"), totals["ended"]))
        return parts

    def weather(self, totals: Totals) -> list[str]:
        parts = []
        for name, count in totals["weather"].items():
            if count:
                parts.append(f"{weather_word(None if name == 'not_stated' else name)} {count}")
        if totals["paused"]:
            parts.append(f"{PAUSED} {_('paused')} {totals['paused']}")
        return parts

    def reviews(self, totals: Totals) -> list[str]:
        late, first = totals["reviews_overdue"], totals["first_overdue"]
        said = _("{count} overdue", count=late)
        if first:
            said = _("{count} overdue, {first} of them never held", count=late, first=first)
        return [said, plural(
            N_("{count} programme never reviewed"),
            N_("{count} programmes never reviewed"),
            totals["never_reviewed"],
        )]  # fmt: skip

    def statuses(self, status: dict[str, int]) -> list[str]:
        return [
            self.paint(f"{status_word(state)} {count}", COLOURS[state])
            for state, count in status.items()
            if count
        ]

    def bar(self, status: dict[str, int]) -> list[str]:
        parts = cells.bar([(state, status.get(state, 0)) for state in STATUS], _BAR)
        line = "".join(self.paint(STATUS[name][0] * size, COLOURS[name]) for name, size in parts)
        label = max(cells.width(_(word)) for word in ("programmes", "indicators", "weather")) + 2
        return [" " * label + line] if line else []

    # -- one strategy

    def strategy(self, view: StrategyView, *, alone: bool) -> list[str]:
        name = f"{clean(view['title'])} ({view['id']})"
        found = [self.paint(line, BOLD) for line in cells.wrap(name, self.width)]
        found += self.labelled(
            [
                (_("state"), self.state(view)),
                (_("director"), self.director(view["director"])),
                (_("steering"), self.steering(view)),
                (_("declared"), self.declared(view)),
                *([] if alone else self.counted(view)),
            ],
            "  ",
        )
        if view["state"]["name"] in ("interrupted", "closed"):
            said = _(
                "Shown as it stood on {day}; its programmes owe nothing since.",
                day=view["state"]["since"],
            )
            found += [self.paint(line, DIM) for line in cells.wrap(said, self.width, "  ")]
        return found + self.tree(view)

    def state(self, view: StrategyView) -> list[str]:
        state = view["state"]
        since = state["since"]
        words = {
            "closed": _("closed on {day}", day=since),
            "past_end": _("past its announced end, {day}", day=since),
            "interrupted": _("interrupted de facto since {day}", day=since)
            if state["de_facto"]
            else _("interrupted on {day}", day=since),
            "running": _("running on paper, interrupted de facto by all signs")
            if state["silent"]
            else _("running"),
        }
        fine = state["name"] == "running" and not state["silent"]
        parts = [self.paint(words[state["name"]], GREEN if fine else RED)]
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

    def director(self, post: Post) -> list[str]:
        if post["vacant_since"] is None:
            return self.holders(post)
        parts = [vacancy(post)]
        if post["lapsed"]:
            parts = [plural(
                N_("none from {since} to {until}, {count} day"),
                N_("none from {since} to {until}, {count} days"),
                post["vacant_days"] or 0, since=post["vacant_since"], until=post["lapsed"],
            )]  # fmt: skip
        parts[0] = self.paint(parts[0], RED)
        if post["last"]:
            parts.append(_("the last was {name}", name=clean(post["last"])))
        return parts

    def holders(self, post: Post) -> list[str]:
        found = []
        for holder in post["holders"]:
            name = clean(holder["name"])
            if holder["interim"]:
                name = _("{name} (interim)", name=name)
            since = holder["since"]
            found.append(_("{name}, since {day}", name=name, day=since) if since else name)
        return found

    def steering(self, view: StrategyView) -> list[str]:
        body = view["steering"]
        parts = [clean(body["body"] or "")]
        if body["last"]:
            parts.append(_("last session {day}", day=body["last"]))
        else:
            parts.append(_("no session recorded"))
        late = body["overdue_days"]
        if late is not None:
            said = _("next one due {day}, {late}", day=body["next"], late=overdue(late))
            parts.append(self.paint(said, RED))
        elif body["next"]:
            parts.append(_("next one due {day}", day=body["next"]))
        return parts

    def declared(self, view: StrategyView) -> list[str]:
        return [
            _(
                "{what}: {declared} declared on {day}, {recorded} recorded",
                what=_(_DECLARED[item["what"]]), declared=item["declared"],
                day=item["date"], recorded=item["recorded"],
            )
            for item in view["declared"]
        ]  # fmt: skip

    def counted(self, view: StrategyView) -> list[tuple[str, list[str]]]:
        totals = view["totals"]
        return [
            (_("programmes"), self.programmes(totals) if totals["programmes"] else []),
            (_("reviews"), self.reviews(totals) if totals["programmes"] else []),
            (_("indicators"), [str(totals["indicators"]), *self.statuses(totals["status"])]),
        ]

    # -- its programmes

    def tree(self, view: StrategyView) -> list[str]:
        missions = [mission for axis in view["axes"] for mission in axis["missions"]]
        listed = [p for mission in missions for p in mission["programmes"]] + view["unassigned"]
        if not listed:
            return ["  " + _("No programme recorded.")]
        table = Programmes(listed, self.width, colours=self.colours)
        found: list[str] = ["", *table.header]
        for number, axis in enumerate(view["axes"], 1):
            if not axis["missions"]:
                continue
            title = cells.wrap(clean(axis["title"]), self.width, f"{number}. ")
            found += ["", *(self.paint(line, BOLD) for line in title)]
            for mission in axis["missions"]:
                found += ["", *self.mission(mission)]
                found += [line for p in mission["programmes"] for line in table.lines[p["id"]]]
        if view["unassigned"]:
            found += ["", self.paint(_("Mission not stated"), BOLD)]
            found += [line for p in view["unassigned"] for line in table.lines[p["id"]]]
        return found

    def mission(self, mission: MissionView) -> list[str]:
        code = clean(mission["code"] or mission["id"])
        heads = ", ".join(clean(holder["name"]) for holder in mission["heads"])
        title = clean(mission["title"]) + (f" — {heads}" if heads else "")
        found = [self.paint(line, CYAN) for line in cells.wrap(title, self.width, f"{code}  ")]
        if not mission["programmes"]:
            found.append("  " + _("No programme recorded."))
        return found
