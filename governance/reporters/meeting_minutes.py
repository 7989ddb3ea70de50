"""The minutes of a review meeting: as text, or as Markdown to be sent and filed."""

from __future__ import annotations

from functools import partial

from governance.hygiene import code, prose
from governance.i18n import N_, _, current, plural
from governance.model.words import DECISION
from governance.reporters import cells
from governance.reporters.cells import BOLD, CYAN, clean
from governance.reporters.states import stage_word, weather_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from governance.services.meeting_minutes import Minutes
    from governance.services.meeting_reviewed import (
        Action,
        Attendant,
        Decision,
        Forecast,
        Reviewed,
        Value,
    )  # fmt: skip

    Say = Callable[[object], str]
    """How words of a record are written, so that nothing obeys them."""

HEAD, PART, TEXT, ITEM, BELOW = "head", "part", "text", "item", "below"
"""What a line is: the title, a heading, a sentence, an item of a list, one below it."""


def markdown(minutes: Minutes) -> str:
    """The minutes as Markdown."""
    marks = {HEAD: "# ", PART: "## ", TEXT: "", ITEM: "- ", BELOW: "  - "}
    lines: list[str] = []
    before = ""
    for kind, text in _blocks(minutes, partial(prose, length=10_000), code):
        if lines and not (kind in (ITEM, BELOW) and before in (ITEM, BELOW)):
            lines.append("")
        lines.append(marks[kind] + text)
        before = kind
    return "\n".join(lines) + "\n"


def render(minutes: Minutes, *, width: int = 80, colours: bool = False) -> str:
    """The minutes on lines of at most ``width`` cells."""
    return "\n".join(lines(minutes, width, colours=colours)) + "\n"


def lines(minutes: Minutes, width: int, *, colours: bool) -> list[str]:
    """The lines of :func:`render`."""
    width = max(width, cells.NARROWEST)
    starts = {HEAD: "", PART: "", TEXT: "", ITEM: "  - ", BELOW: "      - "}
    paints = {HEAD: BOLD, PART: CYAN}
    found: list[str] = []
    for kind, text in _blocks(minutes, clean, clean):
        if found and kind == PART:
            found.append("")
        wrapped = cells.wrap(text, width, starts[kind])
        found += [cells.paint(line, paints.get(kind, ""), colours) for line in wrapped]
    return found


def title(minutes: Minutes, say: Say = clean) -> str:
    """What the minutes are called."""
    days = ", ".join(minutes["days"])
    if len(minutes["names"]) == 1:
        return _("Minutes: {name}, {day}", name=say(minutes["names"][0]), day=days)
    return _("Minutes of the review meeting of {day}", day=days)


def _blocks(minutes: Minutes, say: Say, name: Say) -> Iterator[tuple[str, str]]:
    yield HEAD, title(minutes, say)
    if minutes["attendants"]:
        yield TEXT, _("Took part: {people}.", people=_people(minutes["attendants"], say))
    if minutes["authors"]:
        people = ", ".join(say(author) for author in minutes["authors"])
        yield TEXT, _("Written by: {people}.", people=people)
    counted = plural(
        N_("{count} checkpoint was held."), N_("{count} checkpoints were held."),
        len(minutes["reviewed"]),
    )  # fmt: skip
    if minutes["postponed"]:
        counted += " " + plural(
            N_("{count} was postponed."), N_("{count} were postponed."), len(minutes["postponed"])
        )
    yield TEXT, counted
    for one in minutes["reviewed"]:
        yield PART, say(one["title"])
        yield from _reviewed(one, minutes, say, name)
    if minutes["postponed"]:
        yield PART, _("Postponed")
        for put_off in minutes["postponed"]:
            told = _("{label}: {text}", label=say(put_off["title"]), text=say(put_off["reason"]))
            if put_off["due"]:
                told += " " + _("(its review stays due on {day})", day=put_off["due"])
            yield ITEM, told


def _reviewed(one: Reviewed, minutes: Minutes, say: Say, name: Say) -> Iterator[tuple[str, str]]:
    if len(minutes["days"]) > 1:
        yield ITEM, _labelled(_("Date"), one["date"])
    if one["name"] and len(minutes["names"]) > 1:
        yield ITEM, _labelled(_("Meeting"), say(one["name"]))
    others = [who for who in one["attendants"] if who not in minutes["attendants"]]
    if others:
        label = _("Took part as well") if minutes["attendants"] else _("Took part")
        yield ITEM, _labelled(label, _people(others, say))
    yield ITEM, _labelled(_("Weather"), _weather(one, say))
    if one["stage"]:
        yield ITEM, _labelled(_("Stage"), stage_word(one["stage"]))
    yield ITEM, _decided(one["decision"], say)
    yield from _listed(_("Measures"), [_value(value, say) for value in one["measures"]])
    if one["no_measures_reason"]:
        yield ITEM, _labelled(_("No measure"), say(one["no_measures_reason"]))
    yield from _listed(_("Forecasts"), [_forecast(each, say) for each in one["forecasts"]])
    yield from _listed(_("Actions"), [_action(action, say) for action in one["actions"]])
    yield from _listed(
        _("Questions"),
        [
            f"{say(answer['text'].get(current()) or answer['question'])} {say(answer['answer'])}"
            for answer in one["answers"]
        ],
    )
    if one["minutes"]:
        yield ITEM, _labelled(_("Said"), say(one["minutes"]))
    yield ITEM, _labelled(_("Record"), name(one["record"]))


def _listed(label: str, said: list[str]) -> Iterator[tuple[str, str]]:
    if said:
        yield ITEM, _("{label}:", label=label)
        yield from ((BELOW, text) for text in said)


def _labelled(label: str, text: str) -> str:
    return _("{label}: {text}", label=label, text=text)


def _people(found: Iterable[Attendant], say: Say) -> str:
    told = []
    for one in found:
        aside = [say(one[part]) for part in ("organisation", "role") if one[part]]
        head = [say(one["name"])] if one["name"] else [aside.pop(0)] if aside else []
        told.append(" ".join(head) + (f" ({', '.join(aside)})" if aside else ""))
    return ", ".join(told)


def _weather(one: Reviewed, say: Say) -> str:
    told = weather_word(one["weather"])
    if one["weather"] and one["before"] and one["before"] != one["weather"]:
        told = f"{weather_word(one['before'])} → {told}"
    return f"{told}. {say(one['weather_note'])}" if one["weather_note"] else told


def _decided(decision: Decision | None, say: Say) -> str:
    if decision is None:
        return _labelled(_("Decision"), _("no decision recorded"))
    kind = decision["kind"]
    told = [_(DECISION[kind]) if kind in DECISION else say(kind)]
    if decision["until"]:
        told.append(_("until {day}", day=say(decision["until"])))
    if decision["decider"]:
        told.append(_("decided by {name}", name=say(decision["decider"])))
    if decision["owner"]:
        told.append(_("prepared by {name}", name=say(decision["owner"])))
    if decision["due"]:
        told.append(_("by {day}", day=say(decision["due"])))
    said = [_labelled(_("Decision"), ", ".join(told))]
    if decision["reason"]:
        said.append(say(decision["reason"]))
    if decision["conditions"]:
        said.append(_labelled(_("Conditions"), say(decision["conditions"])))
    if decision["wind_down"]:
        said.append(_labelled(_("Wind-down"), say(decision["wind_down"])))
    return _sentences(said)


def _sentences(parts: list[str]) -> str:
    """``parts`` one after the other, each ending as a sentence does."""
    return " ".join(part if part[-1:] in ".!?…" else f"{part}." for part in parts)


def _value(one: Value, say: Say) -> str:
    number = cells.bounded(one["value"], one["bound"])
    unit = f" {say(one['unit'])}" if one["unit"] else ""
    told = _("{number}{unit} on {day}", number=number, unit=unit, day=say(one["date"]))
    return _labelled(say(one["title"]), told)


def _forecast(one: Forecast, say: Say) -> str:
    day, before, days = say(one["forecast"]), one["before"], one["days"]
    if before is None:
        told = _("planned for {day}", day=day)
        if one["baseline"]:
            told += " " + _("(baseline {day})", day=say(one["baseline"]))
    elif not days:
        told = _("{day}, confirmed", day=day)
    elif days > 0:
        told = plural(
            N_("{before} → {day}, {count} day later"), N_("{before} → {day}, {count} days later"),
            days, before=before, day=day,
        )  # fmt: skip
    else:
        told = plural(
            N_("{before} → {day}, {count} day earlier"),
            N_("{before} → {day}, {count} days earlier"),
            -days, before=before, day=day,
        )  # fmt: skip
    told = _labelled(say(one["title"]), told)
    return _sentences([told, say(one["reason"])]) if one["reason"] else told


def _action(one: Action, say: Say) -> str:
    told = [say(one["owner"]) or _("nobody named")]
    told.append(_("by {day}", day=say(one["due"])) if one["due"] else _("no date"))
    if one["done"]:
        told.append(_("done on {day}", day=say(one["done"])))
    return f"{say(one['title'])} ({', '.join(told)})"
