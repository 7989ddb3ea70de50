"""The form of a checkpoint: what was promised, what is due, and the fields to fill in, in order."""

from __future__ import annotations

from typing import NamedTuple

from governance.i18n import N_, _, current, plural
from governance.reporters import cells
from governance.reporters.cells import DIM, clean
from governance.reporters.indicators import Indicators
from governance.reporters.show import RecordLines
from governance.reporters.states import stage_word, weather_word
from governance.services.labels import node_at, title, vocabulary
from tui import draw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.services.holding import Holding
    from governance.services.show import IndicatorView, MilestoneView, Shown
    from tui.session import Loaded

    Choices = tuple[tuple[str, str], ...]

LINE, TEXT, CHOICE, RECORDS, PERSON = "line", "text", "choice", "records", "person"
"""What a field holds: a short text, a long one, one of some words, ids of records, who took part."""

_ASKED = {
    "stop": ("reason", "decider", "wind_down", "conditions"),
    "pause": ("reason", "decider", "until", "wind_down", "conditions"),
    "merge": ("reason", "decider", "wind_down", "conditions"),
    "transfer": ("reason", "decider", "wind_down", "conditions"),
    "open": ("reason", "owner", "due"),
    "": (),
}
_ALWAYS = ("reason", "decider", "conditions")
_NEEDED = frozenset(("reason", "wind_down", "until", "owner", "due"))
_TEXTS = frozenset(("reason", "wind_down", "conditions"))


class Field(NamedTuple):
    """One field.

    ``name``    in :attr:`governance.services.holding.Holding.values`
    ``label``, ``about``  what it is called, and one sentence on what to write
    ``choices`` what it may hold, each with its painted words
    ``empty``   what is shown while it holds nothing
    ``needed``  whether what was decided asks for it
    """

    name: str
    label: str
    about: str
    kind: str
    choices: Choices = ()
    empty: str = "–"
    needed: bool = False


class Form:
    """The lines and fields of a checkpoint, for what is typed so far.

    Lines are painted texts of at most ``width`` cells.
    """

    def __init__(self, shown: Shown, loaded: Loaded, holding: Holding, width: int) -> None:
        self._shown = shown
        self._roadmap = loaded.report.judgement.roadmap
        self._asked = loaded.report.judgement.ctx.policy.questions
        self._holding = holding
        self._width = width
        self._lines = RecordLines(width, True)

    def parts(self) -> Iterator[str | Field]:
        """All of it, top to bottom."""
        yield from self._promised()
        yield from _heading(_("The review"))
        yield from shared_fields(self._holding)
        if self._shown["kind"] == "programme":  # a strategy has no stage, and is asked no question
            yield _schema("stage", choices=_words("stage"))
            yield from self._questions()
        yield from self._indicators()
        yield from self._milestones()
        yield from _heading(_("Weather"))
        yield _schema("weather", choices=_weathers())
        yield _schema("weather_note", TEXT)
        yield from self._decision()
        yield from self._actions()
        yield from _heading(_("Minutes"))
        yield _schema("minutes", TEXT)
        yield _schema("source", RECORDS)

    # -- what was said last time

    def _promised(self) -> Iterator[str]:
        shown = self._shown
        if not shown["reviews"]:
            of_programme = shown["kind"] == "programme"
            yield draw.heading(
                _("The first checkpoint of this programme")
                if of_programme
                else _("The first checkpoint of this strategy")
            )
            yield from self._lines.state(shown)[2:]
            return
        last = shown["reviews"][-1]
        yield draw.heading(_("Promised on {day}", day=clean(last["date"])))
        yield from self._lines.reviews({**shown, "reviews": [last]})
        kind, _slash, id = last["record"].partition("/")
        record = self._roadmap.read(self._roadmap.paths[kind][id][0])
        data = record.data if record else {}
        decision = data.get("decision")
        said = [data.get("weather_note")]
        if isinstance(decision, dict):
            said += [decision.get(name) for name in ("reason", "conditions")]
        for text in said:
            if isinstance(text, str):
                yield from cells.wrap(clean(text), self._width, "  ")
        for forecast in record.items("forecasts") if record else []:
            told = f"{clean(forecast.get('milestone'))} → {clean(forecast.get('forecast'))}"
            yield from cells.wrap(told, self._width, "  ")
        yield from self._lines.open(shown)

    # -- what is to be filled in

    def _questions(self) -> Iterator[str | Field]:
        yield from _heading(_("Questions"))
        for question in self._asked:
            asked = clean(question[current()])
            yield from cells.wrap(asked, self._width, "  ")
            answer = _schema("answers.answer", TEXT)
            yield answer._replace(
                name=f"answers/{question['id']}",
                about=asked,
                empty=_("to be answered"),
                needed=True,
            )

    def _indicators(self) -> Iterator[str | Field]:
        views = self._shown["indicators"]
        if not views:
            return
        yield from _heading(_("Indicators"))
        laid = Indicators(self._width, colours=True)
        for view in views:
            yield from laid.brief(view)
            yield from self._measure(view)
        holding = self._holding
        if not any(holding.get(f"measure/{v['state']['id']}").strip()
                   or holding.get(f"seen/{v['state']['id']}") for v in views):  # fmt: skip
            yield _schema("no_measures_reason", TEXT)

    def _measure(self, view: IndicatorView) -> Iterator[Field]:
        state = view["state"]
        name = f"measure/{state['id']}"
        due = _("due on {day}", day=clean(state["next_due"])) if state["next_due"] else "–"
        yield Field(
            name, _("New value"),
            _("In {unit}: digits, with a point for decimals; nothing when nothing was measured.",
              unit=clean(state["unit"])),
            LINE, empty=due,
        )  # fmt: skip
        if not self._holding.get(name).strip():
            latest = [m for m in view["measures"] if not m["superseded"]][-3:]
            choices = tuple(
                (m["record"].partition("/")[2],
                 f"{clean(m['date'])}  {cells.bounded(m['value'], m['bound'])}")
                for m in reversed(latest)
            )  # fmt: skip
            if choices:
                about = _("A measure made before that was looked at during the review.")
                yield Field(f"seen/{state['id']}", _("Looked at"), about, CHOICE, choices)
            return
        bound = tuple(vocabulary("measurement", "bound", current()).items())
        for part, kind, choices in (
            ("bound", CHOICE, bound), ("date", LINE, ()), ("source", RECORDS, ()),
            ("note", TEXT, ()),
        ):  # fmt: skip
            found = _schema(part, kind, choices, of="measurement")
            empty = self._holding.held.isoformat() if part == "date" else "–"
            yield found._replace(name=f"{name}/{part}", empty=empty)

    def _milestones(self) -> Iterator[str | Field]:
        found = self._shown["milestones"]
        if not found:
            return
        yield from _heading(_("Milestones"))
        yield from self._lines.milestones(found)
        for one in found:
            if one["state"] == "done" or not one["id"]:
                continue
            name = f"forecasts/{one['id']}"
            about = _(
                "The day now planned: 2021-06-30, or +13w after the review; the same confirms it."
            )
            yield Field(name, clean(one["title"]) or clean(one["id"]), about, LINE,
                        empty=self._planned(one))  # fmt: skip
            if self._holding.get(name):
                yield _schema("forecasts.reason", TEXT)._replace(name=f"{name}/reason")

    def _planned(self, one: MilestoneView) -> str:
        schedule = self._roadmap.schedule()
        key = f"milestone/{self._holding.subject}/{one['id']}"
        days = next((total for node, total in zip(schedule.network.nodes, schedule.total, strict=True)
                     if node.key == key), None)  # fmt: skip
        said = clean(one["forecast"] or one["baseline"] or _("no date"))
        if days is None:
            return said
        return f"{said}, " + plural(N_("{count} day of float"), N_("{count} days of float"), days)

    def _decision(self) -> Iterator[str | Field]:
        yield from _heading(_("Decision"))
        yield _schema("decision.kind", choices=_words("decision.kind"))
        kind = self._holding.get("decision.kind")
        asked = _ASKED.get(kind, _ALWAYS)
        for part in asked:
            needed = kind in _ASKED and part in _NEEDED
            found = _schema(f"decision.{part}", TEXT if part in _TEXTS else LINE)
            yield found._replace(needed=needed, empty=_("needed") if needed else "–")

    def _actions(self) -> Iterator[str | Field]:
        yield from _heading(_("Actions"))
        ranks = self._holding.ranks("actions")
        for rank in _following(ranks):
            for part in ("title", "owner", "due") if rank in ranks else ("title",):
                yield _schema(f"actions.{part}")._replace(name=f"actions/{rank}/{part}")


def shared_fields(holding: Holding) -> Iterator[Field]:
    """When a review is held, what the meeting is called, who takes part and who writes: what those of
    one meeting share."""
    yield _schema("date")
    yield _schema("title")
    for rank in _following(holding.ranks("participants")):
        about = _("ORGANISATION:PERSON:ROLE; any part may be missing.")
        yield Field(f"participants/{rank}", _("Took part"), about, PERSON)
    yield _schema("author")


def value_text(field: Field, value: str) -> str:
    """What a field holds, in words."""
    for held, words in field.choices:
        if held == value:
            return words
    return clean(value)


def _heading(text: str) -> tuple[str, str]:
    return "", draw.heading(text)


def _following(ranks: list[str]) -> list[str]:
    """The ranks in use, and the next one."""
    return [*ranks, str(int(ranks[-1]) + 1 if ranks else 1)]


def _schema(path: str, kind: str = LINE, choices: Choices = (), of: str = "checkpoint") -> Field:
    """A field as its schema names and describes it."""
    found = node_at(of, path)
    node = found[0] if found else {}
    language = current()
    english = node.get("x-en", {}) if language == "en" else {}
    about = str(english.get("description") or node.get("description", ""))
    return Field(path, title(node, language), about, CHOICE if choices else kind, choices)


def _words(path: str) -> Choices:
    if path == "stage":
        return tuple((one, stage_word(one)) for one in vocabulary("checkpoint", path, current()))
    return tuple(vocabulary("checkpoint", path, current()).items())


def _weathers() -> Choices:
    """Each weather with its definition in words."""
    return tuple(
        (one, f"{cells.pad(weather_word(one), 14)} {draw.paint(words, DIM)}")
        for one, words in vocabulary("checkpoint", "weather", current()).items()
    )
