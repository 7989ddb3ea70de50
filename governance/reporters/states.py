"""States in words: weather, status, stage, reviews, vacancies, each with its glyph and colour."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.model.words import FATE, STAGE, STATUS, WEATHER
from governance.reporters.cells import CYAN, DIM, GREEN, RED, YELLOW, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.life import State
    from governance.services.portfolio import ProgrammeView
    from governance.services.posts import Post

COLOURS = {
    "reached": GREEN, "on_track": GREEN, "late": RED, "stale": YELLOW, "never_measured": YELLOW,
    "undetermined": CYAN, "no_indicator": DIM, "dropped": DIM,
    "sunny": GREEN, "overcast": CYAN, "cloudy": YELLOW, "stormy": RED, None: DIM,
}  # fmt: skip
PAUSED = "‖"
ENDED = "■"


def status_word(status: str) -> str:
    """Glyph and word of a computed status."""
    glyph, word = STATUS[status]
    return f"{glyph} {_(word)}"


def weather_word(weather: str | None) -> str:
    """Glyph and word of a declared weather."""
    glyph, word = WEATHER.get(weather, WEATHER[None])
    return f"{glyph} {_(word)}"


def stage_word(stage: str | None) -> str:
    """Word of a stage."""
    return _(STAGE.get(stage, STAGE[None]))


def weather_of(view: ProgrammeView) -> str:
    """The weather of a programme; how it ended, or that it is paused, in its place."""
    if view["ended"]:
        return f"{ENDED} {_(FATE.get(view['fate'] or '', STAGE['ended']))}"
    return f"{PAUSED} {_('paused')}" if view["paused"] else weather_word(view["weather"])


def vacancy(post: Post) -> str:
    """In words since when a post has been vacant; empty when it is held."""
    if post["vacant_since"] is None:
        return ""
    return plural(
        N_("vacant for {count} day, since {since}"),
        N_("vacant for {count} days, since {since}"),
        post["vacant_days"] or 0,
        since=post["vacant_since"],
    )


def lead(view: ProgrammeView) -> str:
    """Who leads a programme, or that nobody does."""
    names = ", ".join(clean(holder["name"]) for holder in view["lead"]["holders"])
    return names or ("–" if view["ended"] else _("no lead"))


def overdue(days: int) -> str:
    """By how much something is late."""
    return plural(N_("{count} day overdue"), N_("{count} days overdue"), days)


def review(view: ProgrammeView, *, short: bool = False) -> str:
    """The last and the next review of a programme; ``short`` leaves out a day already missed."""
    last, due, late = view["last_review"], view["next_review"], view["overdue_days"]
    held = _("last {day}", day=last) if last else _("never reviewed")
    if view["ended"] or (due is None and not view["paused"]):
        return held
    if view["paused"]:
        return _("{held}, paused", held=held)
    if late is None:
        return _("{held}, next {day}", held=held, day=due)
    if short:
        return _("{held}, {late}", held=held, late=overdue(late))
    return _("{held}, due {day}, {late}", held=held, day=due, late=overdue(late))


def ended_strategy(state: State) -> str:
    """How and when a strategy stopped."""
    if state["name"] == "closed":
        return _("closed on {day}", day=state["since"])
    if state["name"] == "past_end":
        return _("past its announced end, {day}", day=state["since"])
    if state["de_facto"]:
        return _("interrupted de facto since {day}", day=state["since"])
    return _("interrupted on {day}", day=state["since"])
