"""A new record begun in a form: what ``jalon new`` would write, but for what is still to be said."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import LANGUAGES, N_, current
from governance.model.duration import day
from governance.model.kinds import DATED
from governance.services import enter, new
from governance.services.edit import Original
from governance.services.repository import language_of
from governance.services.revising import Revising
from governance.services.values import as_typed
from governance.source.reader import read
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from governance.gate.roadmap import Roadmap


def start(
    root: str, kind: str, id: str, given: dict[str, str], on: date, today: date
) -> tuple[Revising, tuple[str, date] | None]:
    """The new record ``id`` of ``kind`` (of a measurement, ``id`` is its indicator) written on the
    day ``on``, with the values ``given`` as typed; what a skeleton leaves to be completed or chosen
    is absent, so that the rules ask for it.  With it, its strategy and the day that one ended, when
    it did.

    Raises :class:`JalonError`, as :func:`governance.services.new.draft` does.
    """
    language = language_of(root) or current()
    draft = new.draft(
        root, kind, id, given, folder="", on=on if kind in DATED else None, today=on,
        language=language if language in LANGUAGES else "en",
    )  # fmt: skip
    value = read(draft.text.encode())[0] or {}
    for name in [*draft.unfinished, *draft.chosen]:
        _drop(value, name.split("."))
    path = draft.path
    id = path.removesuffix(".yaml").split("/", 2)[2] if kind in DATED else id
    return Revising(Original(root, kind, id, path, None, value), today), draft.ended


def has_title(kind: str) -> bool:
    """Whether records of ``kind`` have a title, from which their id is proposed."""
    return "title" in schema(kind)["properties"]


def related(kind: str, key: str, known: Roadmap) -> dict[str, str]:
    """What a new record of ``kind`` begun on the record ``key`` (``kind/id``) says of it: the one
    field that may name such a record, and the strategy that both belong to."""
    of, _slash, id = key.partition("/")
    fields = schema(kind)["properties"]
    naming = [name for name, raw in fields.items() if of in _refs(raw, kind)]
    if of == kind or len(naming) != 1:
        return {}
    row = known.row(of, id)
    found = {naming[0]: id}
    if row is not None and row["kind"] == "programme" and "strategy" in fields:
        found["strategy"] = row["strategy"]
    return found


def correction(root: str, roadmap: Roadmap, id: str, today: date) -> Revising:
    """A new measure of the day of the measurement ``id``, which it supersedes and repeats: what was
    wrong in it is yet to be changed.

    Raises :class:`JalonError` when that cannot be read.
    """
    indicator, _slash, stem = id.partition("/")
    record = roadmap.read(roadmap.paths["measurement"][id][0])
    data: dict[str, Any] = dict(record.data) if record else {}
    on, value = day(data.pop("date", None)), data.pop("value", None)
    if on is None or value is None:
        raise JalonError(
            N_("{id} has no day, or no value of its own, to start from."),
            hint=N_("Write its correction with `jalon measure {indicator} VALUE --supersedes {stem}`."),
            id=id, indicator=indicator, stem=stem,
        )  # fmt: skip
    fields = {**data, "supersedes": stem}
    made, _same_day = enter.measure(
        root, roadmap, indicator, as_typed(value), on, fields, tolerant=True
    )
    return Revising.of(made, today)


def _refs(raw: dict[str, Any], kind: str) -> Sequence[str]:
    node, root = resolve(raw, kind)
    if "items" in node:
        node, root = resolve(node["items"], root)
    named = node.get("x-ref", ())
    return (named,) if isinstance(named, str) else named


def _drop(value: Any, steps: list[str]) -> None:
    """Take a field away, and what held nothing else."""
    if not isinstance(value, dict) or steps[0] not in value:
        return
    if len(steps) > 1:
        _drop(value[steps[0]], steps[1:])
    if len(steps) == 1 or not value[steps[0]]:
        del value[steps[0]]
