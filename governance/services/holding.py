"""Holding a review: what is typed into its form, as the records it makes, each judged as it stands."""

from __future__ import annotations

import re
from copy import copy

from governance.errors import JalonError
from governance.model.duration import Duration, day
from governance.services import enter
from governance.services.drafts import drafts, drop_draft, save_draft
from governance.services.form import Form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any, Self

    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding, Pointer
    from governance.services.edit import Editing

_PLAIN = ("title", "author", "stage", "weather", "weather_note", "no_measures_reason", "minutes")
_AHEAD = re.compile(r"\+ ?([0-9]{1,4}) ?([dwmyjsa])\Z", re.IGNORECASE)
_UNITS = {"j": "D", "s": "W", "a": "Y"}
"""Days, weeks and years by their French initials, where those differ."""
_DRAFT = "checkpoint/"
_MEASURE = ("bound", "source", "note")
DAYS = ("date", "until", "due")
"""Last parts of the names of fields that hold a day."""


def is_day(name: str) -> bool:
    """Whether the field ``name`` holds a day."""
    head, _slash, rest = name.partition("/")
    if head == "forecasts":
        return "/" not in rest
    return name.replace("/", ".").rpartition(".")[2] in DAYS


def when(text: str, start: date) -> date | None:
    """The day that ``text`` means: ``2021-06-30``, or ``+13w`` (weeks; ``d``, ``m``, ``y`` for days,
    months, years; ``j``, ``s``, ``a`` in French) after ``start``."""
    found = _AHEAD.match(text.strip())
    if found is None:
        return day(text.strip())
    unit = found[2].lower()
    length = Duration.parse(f"P{found[1]}{_UNITS.get(unit, unit.upper())}")
    try:
        return length.after(start) if length else None
    except (OverflowError, ValueError):
        return None


class Made:
    """The records that a form makes.

    ``editings``  measures first, then the checkpoint
    ``troubles``  by field, why what it holds cannot enter a record; ``""`` for the form as a whole
    """

    def __init__(self) -> None:
        self.editings: list[Editing] = []
        self.troubles: dict[str, JalonError] = {}
        self._places: dict[str, tuple[str, dict[Pointer, str]]] = {}

    def field_of(self, finding: Finding) -> str | None:
        """The field that ``finding`` is about; ``""`` for the checkpoint as a whole, ``None`` when it
        is about none of these records."""
        known = self._places.get(finding.path)
        if known is None:
            return None
        start, places = known
        pointer = finding.pointer
        while pointer:
            if pointer in places:
                return places[pointer]
            pointer = pointer[:-1]
        return start

    def add(self, editing: Editing, start: str, places: dict[Pointer, str]) -> None:
        """Another record; ``places`` says which field makes what stands at a pointer."""
        self.editings.append(editing)
        self._places[editing.path] = (start, places)


class Holding(Form["dict[str, str]"]):
    """A checkpoint of ``subject`` being held (a programme or a strategy, as
    :func:`governance.services.enter.reviewed` knows them), begun with the day ``on``.

    ``values``  what is typed, by the name of the field: those of a checkpoint (``decision.reason``
                for a part), ``answers/QUESTION``, ``participants/RANK``, ``measure/INDICATOR`` and
                ``measure/INDICATOR/source``, ``seen/INDICATOR``, ``forecasts/MILESTONE`` and
                ``forecasts/MILESTONE/reason``, ``actions/RANK/title``, ranks from 1
    """

    def __init__(
        self, root: str, subject: str, on: date, values: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.root = root
        self.subject = subject
        self.on = on
        self.values: dict[str, str] = {"date": on.isoformat()} if values is None else dict(values)
        self._start = dict(self.values)

    @property
    def changed(self) -> bool:
        """Whether anything has been typed."""
        return self.values != self._start

    def get(self, name: str) -> str:
        """What the field holds."""
        return self.values.get(name, "")

    def put(self, name: str, text: str) -> None:
        """Let the field hold ``text``; a day reckoned from that of the review becomes that day."""
        text = self._meant(name, text)
        if text == self.get(name):
            return
        self._step({**self.values, name: text})

    def _state(self) -> dict[str, str]:
        return self.values

    def _show(self, state: dict[str, str]) -> None:
        self.values = state

    def resume(self) -> bool:
        """Go on with what was typed another time and not saved; whether there was anything."""
        kept = unfinished(self.root).get(self.subject)
        if kept:
            self.values = {**self._start, **kept}
        return bool(kept)

    def set_aside(self) -> None:
        """Keep what is typed for another time, outside of the records.

        Raises :class:`JalonError` when it cannot be kept.
        """
        save_draft(self.root, f"{_DRAFT}{self.subject}", self.values)

    def forget(self) -> None:
        """Keep nothing for another time."""
        drop_draft(self.root, f"{_DRAFT}{self.subject}")

    def typing(self, name: str, text: str) -> Self:
        """The same form with ``text``, which is being typed, in the field ``name``; what becomes of
        either says nothing to the other."""
        found = self.copied()
        found.values[name] = self._meant(name, text)
        return found

    def copied(self) -> Self:
        """The same form, on its own."""
        found = copy(self)
        found.values, found._past, found._future = dict(self.values), [], []
        return found

    def _meant(self, name: str, text: str) -> str:
        found = when(text, self.held) if is_day(name) else None
        return found.isoformat() if found else text

    @property
    def held(self) -> date:
        """The day of the review; the one it began with while none is typed."""
        return day(self.get("date")) or self.on

    def ranks(self, head: str) -> list[str]:
        """The ranks in use under ``actions`` or ``participants``, in order."""
        used = {
            name.split("/")[1]
            for name, text in self.values.items()
            if name.startswith(f"{head}/") and text.strip() and name.split("/")[1].isdecimal()
        }
        return sorted(used, key=int)

    def make(self, roadmap: Roadmap) -> Made:
        """The records as they stand."""
        values, made = self.values, Made()
        seen = [ref for name, ref in values.items() if name.startswith("seen/") and ref]
        for name, text in values.items():
            head, _slash, indicator = name.partition("/")
            if head == "measure" and "/" not in indicator and text.strip():
                self._measure(made, roadmap, indicator)
        entered = [editing.id for editing in made.editings]
        fields, places = self._fields([*entered, *seen])
        if day(self.get("date")) is None:
            fields["date"] = self.get("date")
        try:
            editing = enter.checkpoint(
                self.root, roadmap, self.subject, self.held, fields, tolerant=True
            )
            made.add(editing, "", places)
        except JalonError as error:
            made.troubles.setdefault("date" if "day" in error.params else "", error)
        return made

    def _measure(self, made: Made, roadmap: Roadmap, indicator: str) -> None:
        values, start = self.values, f"measure/{indicator}"
        typed = self.get(f"{start}/date").strip()
        on = when(typed, self.held) if typed else self.held
        extra: dict[str, Any] = {n: values.get(f"{start}/{n}", "").strip() for n in _MEASURE}
        extra["source"] = _ids(extra["source"])
        if on is None:
            on, extra["date"] = self.held, typed
        try:
            editing, _same = enter.measure(
                self.root, roadmap, indicator, values[start].strip(), on, extra, tolerant=True
            )
        except JalonError as error:
            made.troubles[start] = error
            return
        made.add(editing, start, {(part,): f"{start}/{part}" for part in ("date", *_MEASURE)})

    def _fields(self, measures: list[str]) -> tuple[dict[str, Any], dict[Pointer, str]]:
        """The fields of the checkpoint, and which field of the form makes what stands where."""
        values = self.values
        places: dict[Pointer, str] = {(name,): name for name in (*_PLAIN, "date")}
        fields: dict[str, Any] = {name: values.get(name, "").strip() for name in _PLAIN}
        fields["measures"] = measures
        fields["source"] = _ids(values.get("source", ""))
        decision: dict[str, Any] = {}
        for name, text in values.items():
            head, _dot, part = name.partition(".")
            if head == "decision" and text.strip():
                decision[part] = text.strip()
        for part in ("kind", "reason", "decider", "conditions", "owner", "due", "until",
                     "wind_down", "criteria_note"):  # fmt: skip
            places["decision", part] = f"decision.{part}"
        places["decision",] = "decision.kind"
        fields["decision"] = decision
        return fields | self._lists(places), places

    def _lists(self, places: dict[Pointer, str]) -> dict[str, list[dict[str, Any]]]:
        """The fields that are lists; ``places`` learns of their items."""
        answers: list[dict[str, Any]] = []
        forecasts: list[dict[str, Any]] = []
        participants: list[dict[str, Any]] = []
        actions: list[dict[str, Any]] = []
        for name, text in self.values.items():
            head, _slash, rest = name.partition("/")
            if head == "answers" and text.strip():
                places[head, len(answers)] = name
                answers.append({"question": rest, "answer": text.strip()})
            elif head == "forecasts" and text.strip() and "/" not in rest:
                at = len(forecasts)
                places[head, at], places[head, at, "reason"] = name, f"{name}/reason"
                reason = self.get(f"{name}/reason").strip()
                one = {"milestone": rest, "forecast": text.strip()}
                forecasts.append({**one, "reason": reason} if reason else one)
        for rank in self.ranks("participants"):
            name = f"participants/{rank}"
            places["participants", len(participants)] = name
            named = enter.fields_of({"participants": (self.get(name),)}, self.held)
            participants += named["participants"]
        for rank in self.ranks("actions"):
            at, action = len(actions), {}
            places["actions", at] = f"actions/{rank}/title"
            for part in ("title", "owner", "due"):
                name = f"actions/{rank}/{part}"
                places["actions", at, part] = name
                if text := self.get(name).strip():
                    action[part] = text
            actions.append(action)
        return {
            "answers": answers, "forecasts": forecasts, "participants": participants,
            "actions": actions,
        }  # fmt: skip


def unfinished(root: str) -> dict[str, dict[str, str]]:
    """What was typed and not saved, by programme or strategy, the latest first."""
    found = {}
    for draft in drafts(root):
        if draft.key.startswith(_DRAFT) and isinstance(draft.data, dict):
            found[draft.key.removeprefix(_DRAFT)] = {
                name: text for name, text in draft.data.items() if isinstance(text, str) and text
            }
    return found


def _ids(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
