"""Entering what happened: a measure or a checkpoint, each a new file beside the earlier ones."""

from __future__ import annotations

import re

from governance.errors import JalonError
from governance.i18n import N_
from governance.measure.fingerprint import fingerprint
from governance.model.duration import day
from governance.model.kinds import FOLDER_OF
from governance.services.edit import new_record, refused
from governance.services.near import near
from governance.source.look import ROADMAP
from governance.source.reader import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import Any

    from governance.gate.roadmap import Roadmap
    from governance.services.edit import Editing

REVIEWED = ("programme", "strategy")
"""Kinds of record that checkpoints are about."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DECISION = ("reason", "decider", "conditions", "owner", "due", "until", "wind_down")
"""Options of a checkpoint that are fields of its decision."""


def measure(
    root: str, roadmap: Roadmap, indicator: str, value: str, on: date, fields: dict[str, Any],
    *, tolerant: bool = False,
) -> tuple[Editing, list[str]]:  # fmt: skip
    """The new measure of ``indicator`` on the day ``on``, and the files of measures of that day.

    ``value``   a number as typed;  ``fields`` those of a measurement besides; ``None`` is left out

    Raises :class:`JalonError`.
    """
    _refuse_unknown(indicator, roadmap, ("indicator",))
    if supersedes := fields.get("supersedes"):
        stems = [id.partition("/")[2] for id in roadmap.paths["measurement"]
                 if id.startswith(f"{indicator}/")]  # fmt: skip
        if supersedes not in stems:
            raise JalonError(
                N_("{indicator} has no measure “{given}” to correct."),
                hint=N_("Its measures are {names}.") if stems else N_("It has none yet."),
                indicator=indicator, given=supersedes, names=", ".join(stems),
            )  # fmt: skip
    same_day = [
        paths[0] for id, paths in roadmap.paths["measurement"].items()
        if id.startswith(f"{indicator}/{on.isoformat()}")
    ]  # fmt: skip
    stem, number = on.isoformat(), 1
    while f"{indicator}/{stem}" in roadmap.paths["measurement"]:
        number += 1
        stem = f"{on.isoformat()}-{number}"
    given = {"indicator": indicator, "date": on.isoformat(), "value": _number(value), **fields}
    data = {name: item for name, item in given.items() if item not in (None, [], "")}
    id = f"{indicator}/{stem}"
    path = f"{ROADMAP}/{FOLDER_OF['measurement']}/{id}.yaml"
    return new_record(root, "measurement", id, path, data, tolerant=tolerant), same_day


def checkpoint(
    root: str, roadmap: Roadmap, subject: str, on: date, fields: dict[str, Any],
    *, tolerant: bool = False,
) -> Editing:  # fmt: skip
    """The new checkpoint of ``subject``, see :func:`reviewed`, held on the day ``on``.

    ``fields``  those of a checkpoint besides; ``None``, and what is empty, is left out; where it is
                signed off, the fingerprint of what is approved is added

    Raises :class:`JalonError`, also when that day has one already.
    """
    key = reviewed(roadmap, subject)
    kind, _slash, subject = key.partition("/")
    id = f"{subject}/{on.isoformat()}"
    if taken := roadmap.paths["checkpoint"].get(id):
        raise JalonError(
            N_("There is a checkpoint of “{id}” on {day} already: {path}."),
            hint=N_("Change it with `jalon set`, or give another day with --on."),
            id=subject, day=on.isoformat(), path=taken[0],
        )  # fmt: skip
    given = {kind: subject, "date": on.isoformat(), **fields}
    if given.get("signoffs") and not given.get("fingerprint"):
        given["fingerprint"] = approving(roadmap, key)
    data = {name: item for name, item in given.items() if item not in (None, [], {}, "")}
    path = f"{ROADMAP}/{FOLDER_OF['checkpoint']}/{id}.yaml"
    return new_record(root, "checkpoint", id, path, data, tolerant=tolerant)


def reviewed(roadmap: Roadmap, given: str) -> str:
    """``kind/id`` of the programme or strategy ``given``: the same, or its id alone, which is that of
    a programme where there is one of each.

    Raises :class:`JalonError` when there is neither.
    """
    kind, slash, rest = given.partition("/")
    own = bool(slash) and kind in REVIEWED
    kinds, id = ((kind,), rest) if own else (REVIEWED, given)
    _refuse_unknown(id, roadmap, kinds)
    return next(f"{kind}/{id}" for kind in kinds if id in roadmap.paths[kind])


def fields_of(options: dict[str, Any], on: date) -> dict[str, Any]:
    """The fields of a checkpoint that the options of a command line give, those not given left out.

    Raises :class:`JalonError` for one that cannot be taken apart.
    """
    said = {name: value for name, value in options.items() if value not in (None, (), "")}
    decision = {name: said.pop(name) for name in _DECISION if name in said}
    if kind := said.pop("decision", None):
        decision = {"kind": kind, **decision}
    elif decision:
        raise JalonError(
            N_("{options} tell about a decision, and none is given."),
            hint=N_("Say which with --decision: continue, correct, stop and so on."),
            options=", ".join(f"--{name.replace('_', '-')}" for name in decision),
        )  # fmt: skip
    split: dict[str, Callable[[str], dict[str, Any]]] = {
        "participants": _participant,
        "answers": _answer,
        "forecasts": _forecast,
        "actions": _action,
        "signoffs": lambda text: {**_participant(text), "date": on.isoformat()},
    }
    for name, part in split.items():
        if name in said:
            said[name] = [part(text) for text in said[name]]
    if decision:
        said["decision"] = decision
    return {name: list(item) if isinstance(item, tuple) else item for name, item in said.items()}


def fields_in(data: bytes) -> dict[str, Any]:
    """The fields that ``data``, YAML such as a checkpoint prepared elsewhere, gives.

    Raises :class:`JalonError`.
    """
    value, problems = read(data)
    if value is None or problems:
        raise refused(problems[0])
    return value


def approving(roadmap: Roadmap, key: str) -> str | None:
    """What a sign-off given now approves of the programme or strategy ``key``."""
    records = list(roadmap.naming(key))
    subject = next((record for record in records if record.key == key), None)
    if subject is None:
        return None
    return fingerprint(subject, [record for record in records if record.kind == "indicator"])


def _refuse_unknown(id: str, roadmap: Roadmap, kinds: Sequence[str]) -> None:
    if any(id in roadmap.paths[kind] for kind in kinds):
        return
    meant = near(id, [known for kind in kinds for known in roadmap.paths[kind]])
    raise JalonError(
        N_("There is no {kind}/{id}."),
        hint=N_("Did you mean {near}?") if meant else N_("`jalon list` shows what there is."),
        kind=kinds[0], id=id, near=", ".join(meant),
    )  # fmt: skip


def _number(text: str) -> int | float:
    value = (read(f"value: {text}".encode("utf-8", "replace"))[0] or {}).get("value")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise JalonError(
        N_("“{value}” is not a number."),
        hint=N_("Write digits alone, with a point for decimals: 1500 or 72.8."),
        value=text,
    )  # fmt: skip


def _participant(text: str) -> dict[str, Any]:
    """``ORGANISATION:PERSON:ROLE``: what looks like an id comes first, any part may be missing."""
    parts = [part.strip() for part in text.split(":", 2)]
    if len(parts) == 1 and not _SLUG.match(parts[0]):
        parts = ["", *parts]
    named = dict(zip(("organisation", "person", "role"), parts, strict=False))
    return {name: part for name, part in named.items() if part}


def _answer(text: str) -> dict[str, Any]:
    question, sign, answer = text.partition("=")
    if not sign:
        raise _unsplit("--answer", text, "usage=Deux ministères pilotes.")
    return {"question": question.strip(), "answer": answer.strip()}


def _forecast(text: str) -> dict[str, Any]:
    milestone, sign, rest = text.partition("=")
    when, _, reason = rest.partition(":")
    if not sign or day(when.strip()) is None:
        raise _unsplit("--forecast", text, "ouverture=2027-03-31:Marché infructueux.")
    found = {"milestone": milestone.strip(), "forecast": when.strip()}
    return {**found, "reason": reason.strip()} if reason.strip() else found


def _action(text: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.split(":", 2)]
    if len(parts) < 3 or day(parts[1]) is None:
        raise _unsplit("--action", text, "dinum:2026-07-15:Chiffrer la reprise")
    return {"title": parts[2], "owner": parts[0], "due": parts[1]}


def _unsplit(option: str, text: str, example: str) -> JalonError:
    return JalonError(
        N_("“{text}” cannot be taken apart as {option} asks."), hint=N_("For instance: {example}"),
        text=text, option=option, example=f"{option} '{example}'",
    )  # fmt: skip
