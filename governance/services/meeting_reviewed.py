"""A checkpoint that was held, as its record tells it: who, what, decided what."""

from __future__ import annotations

from governance.measure.indicator import number
from governance.model.duration import day
from governance.services.neighbours import title_of
from governance.services.posts import organisation_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypedDict

    from governance.gate.roadmap import Roadmap
    from governance.model.record import Record
    from governance.services.check import Report

    class Attendant(TypedDict):
        """Somebody who took part; empty what is not said."""

        name: str
        organisation: str
        role: str

    class Answer(TypedDict):
        """An answer to a fixed question; ``text`` the question by language, empty when the policy asks
        it no more."""

        question: str
        text: dict[str, str]
        answer: str

    class Value(TypedDict):
        """A measure looked at; ``value`` ``None`` when its record cannot be read."""

        record: str
        indicator: str
        title: str
        unit: str
        date: str
        value: float | None
        bound: str

    class Forecast(TypedDict):
        """A milestone whose day was revised or confirmed.

        ``before``  planned until then: by the last review that named it, else by its programme;
                    ``None`` when the programme says the new day already;  ``days`` from then
        """

        milestone: str
        title: str
        baseline: str | None
        before: str | None
        forecast: str
        days: int | None
        reason: str

    class Action(TypedDict):
        """What somebody is to do."""

        title: str
        owner: str
        due: str | None
        done: str | None

    class Decision(TypedDict):
        """What was decided; empty what is not said."""

        kind: str
        reason: str
        decider: str
        conditions: str
        owner: str
        due: str | None
        until: str | None
        wind_down: str

    class Reviewed(TypedDict):
        """One checkpoint, as its record tells it; empty what is not said.

        ``name``     of the meeting;  ``subject``  the programme or strategy, by key
        ``before``   the weather that its review before declared
        """

        record: str
        path: str
        date: str
        name: str
        subject: str
        title: str
        mission: str | None
        attendants: list[Attendant]
        stage: str | None
        weather: str | None
        before: str | None
        weather_note: str
        answers: list[Answer]
        measures: list[Value]
        no_measures_reason: str
        forecasts: list[Forecast]
        decision: Decision | None
        actions: list[Action]
        minutes: str


def attendants(record: Record, roadmap: Roadmap) -> list[Attendant]:
    """Who took part in the checkpoint ``record``."""
    return [
        {
            "name": str(one.get("person", "")),
            "organisation": organisation_name(roadmap, str(one.get("organisation", ""))),
            "role": str(one.get("role", "")),
        }
        for one in record.items("participants")
    ]  # fmt: skip


def reviewed(record: Record, report: Report) -> Reviewed:
    """The checkpoint ``record``."""
    roadmap = report.judgement.roadmap
    data = record.data
    kind = "strategy" if record.text("strategy") else "programme"
    id = record.text(kind)
    row = roadmap.row(kind, id)
    earlier = [
        one for one in (roadmap.naming(f"{kind}/{id}") if row else ())
        if one.kind == "checkpoint" and (one.text("date"), one.id) < (record.text("date"), record.id)
    ]  # fmt: skip
    earlier.sort(key=lambda one: (one.text("date"), one.id))
    weathers = [one.text("weather") for one in earlier if one.text("weather")]
    texts = {one["id"]: one for one in report.judgement.ctx.policy.questions}
    return {
        "record": record.key,
        "path": record.path,
        "date": record.text("date"),
        "name": record.text("title"),
        "subject": f"{kind}/{id}",
        "title": row["title"] if row else id,
        "mission": row["mission"] if row else None,
        "attendants": attendants(record, roadmap),
        "stage": record.text("stage") or None,
        "weather": record.text("weather") or None,
        "before": weathers[-1] if weathers else None,
        "weather_note": record.text("weather_note"),
        "answers": [
            {
                "question": str(one.get("question", "")),
                "text": {
                    language: str(text)
                    for language, text in texts.get(str(one.get("question")), {}).items()
                    if language != "id"
                },
                "answer": str(one.get("answer", "")),
            }
            for one in record.items("answers")
        ],
        "measures": [_value(str(name), roadmap) for name in data.get("measures", [])],
        "no_measures_reason": record.text("no_measures_reason"),
        "forecasts": [
            _forecast(one, row["milestones"] if row else [], earlier)
            for one in record.items("forecasts")
        ],
        "decision": _decision(data.get("decision")),
        "actions": [
            {
                "title": str(one.get("title", "")), "owner": str(one.get("owner", "")),
                "due": one.get("due"), "done": one.get("done"),
            }
            for one in record.items("actions")
        ],
        "minutes": record.text("minutes"),
    }  # fmt: skip


def _value(name: str, roadmap: Roadmap) -> Value:
    indicator = name.partition("/")[0]
    paths = roadmap.paths["measurement"].get(name)
    record = roadmap.read(paths[0]) if paths else None
    home = next(
        (
            state
            for row in roadmap.rows.values() if indicator in row["indicator_ids"]
            for state in row["indicators"] if state["id"] == indicator
        ),
        None,
    )  # fmt: skip
    return {
        "record": f"measurement/{name}",
        "indicator": indicator,
        "title": title_of(roadmap, ("indicator",), indicator) or indicator,
        "unit": home["unit"] if home else "",
        "date": record.text("date") if record else name.partition("/")[2][:10],
        "value": number(record.data.get("value")) if record else None,
        "bound": (record.text("bound") if record else "") or "exact",
    }


def _forecast(
    one: dict[str, Any], milestones: list[dict[str, Any]], earlier: list[Record]
) -> Forecast:
    id, planned = str(one.get("milestone", "")), str(one.get("forecast", ""))
    own = next((milestone for milestone in milestones if milestone.get("id") == id), {})
    said = [
        str(past.get("forecast"))
        for review in earlier for past in review.items("forecasts") if past.get("milestone") == id
    ]  # fmt: skip
    own_day = own.get("forecast")
    written = None if own_day == planned else own_day or own.get("baseline")
    then, now = day(said[-1] if said else written), day(planned)
    return {
        "milestone": id,
        "title": str(own.get("title") or id),
        "baseline": own.get("baseline"),
        "before": then.isoformat() if then else None,
        "forecast": planned,
        "days": (now - then).days if then and now else None,
        "reason": str(one.get("reason", "")),
    }


def _decision(said: object) -> Decision | None:
    if not isinstance(said, dict):
        return None
    return {
        "kind": str(said.get("kind", "")),
        "reason": str(said.get("reason", "")),
        "decider": str(said.get("decider", "")),
        "conditions": str(said.get("conditions", "")),
        "owner": str(said.get("owner", "")),
        "due": said.get("due"),
        "until": said.get("until"),
        "wind_down": str(said.get("wind_down", "")),
    }
