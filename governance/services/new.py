"""Creating a record: where it goes, what it may be called, which values it starts with."""

from __future__ import annotations

import os
import re
import unicodedata

from governance.errors import ENVIRONMENT, JalonError
from governance.gate.registry import rules
from governance.i18n import N_
from governance.model.kinds import DATED, FOLDER_OF, ROADMAP_FILE
from governance.services import editors
from governance.services.belonging import ended, strategy_of_new
from governance.services.record_files import RecordFiles
from governance.services.repository import load_policy
from governance.services.skeleton import skeleton, to_complete, to_name
from governance.services.values import typed
from governance.source.look import ROADMAP
from governance.source.precheck import is_valid
from governance.source.reader import read
from governance.source.replace import create
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST = 64
_HOME = {"programme": "mission", "indicator": "strategy"}
"""Kinds whose files lie in a sub-folder named by one of their fields."""
_OWING = frozenset({"programme", "indicator", "measurement", "checkpoint"})
"""Kinds that owe, or settle, reviews and measures: only as long as their strategy goes on."""
_REVIEWED = ("participants", "weather", "measures", "decision")
"""What makes a review one: no schema requires it, for old ones are known in part only."""


class Draft:
    """A record about to be created.

    ``path``        where, from the root of the repository
    ``text``        what its file will say
    ``unfinished``  its fields that hold a placeholder
    ``chosen``      its fields that hold a word of a vocabulary which nobody chose
    ``same_day``    files of the same subject and day that exist already
    ``ended``       its strategy and the day that one ended, when it did
    """

    def __init__(
        self,
        path: str,
        text: str,
        unfinished: list[str],
        chosen: list[str],
        same_day: list[str],
        ended: tuple[str, date] | None = None,
    ) -> None:
        self.path = path
        self.text = text
        self.unfinished = unfinished
        self.chosen = chosen
        self.same_day = same_day
        self.ended = ended


def draft(
    root: str, kind: str, id: str, given: dict[str, str], *, folder: str, on: date | None,
    today: date, language: str,
) -> Draft:  # fmt: skip
    """The record to create; :class:`JalonError` says what is wrong with what was asked.

    ``given`` are values as typed, by field; ``on`` the day of what has one; ``today`` that of the
    writing; ``language`` that of the roadmap, in which the file is explained.
    """
    if kind == "roadmap":
        id = kind
    else:
        check_id(id)
    files = RecordFiles(root)
    values = typed(kind, given)
    files.check_references(kind, values)
    same_day: list[str] = []
    day = on or today
    seen: dict[str, Any] = {}
    questions: list[dict[str, str]] = []
    if kind in DATED:
        values = _subject(files, kind, id) | {"date": day.isoformat()} | values
        path, same_day = _dated_path(files, kind, id, day.isoformat())
        if kind == "checkpoint":
            seen = _seen(files, values, language)
            questions = load_policy(root).questions if "programme" in values else []
            answers = [{"question": q["id"], "answer": to_complete(language)} for q in questions]
            values = {"answers": answers} | values if answers else values
    else:
        files.refuse_taken(kind, id)
        if kind != "roadmap":
            values["id"] = id
        values = _defaults(files, kind, values, day, language, asked=on is not None)
        path = _path(kind, id, folder, values)
    _check_folder(root, path)
    target = editors.target(path, kind)
    made = skeleton(kind, values, language, target, files.ids, questions, seen)
    _check_valid(kind, made.text)
    open_fields = made.unfinished
    if kind == "checkpoint":
        open_fields += [name for name in _REVIEWED if name not in values]
    end = _ended(files, kind, values, day)
    return Draft(path, made.text, open_fields, made.chosen, same_day, end)


def write(root: str, made: Draft) -> list[str]:
    """Create the file of ``made``, never over another; the schemas that were put beside it."""
    try:
        create(root, made.path, made.text.encode("utf-8"))
    except FileExistsError:
        raise JalonError(N_("{path} exists already."), path=made.path) from None
    except OSError as error:
        raise JalonError(
            N_("{path} cannot be written: {reason}."),
            exit_code=ENVIRONMENT, path=made.path, reason=error.strerror or str(error),
        ) from None  # fmt: skip
    try:
        return editors.provide(root)
    except OSError:
        return []  # the record is written, and complete without its editor's help


def _ended(
    files: RecordFiles, kind: str, values: dict[str, Any], on: date
) -> tuple[str, date] | None:
    """The strategy behind ``values`` and the day it ended, where that leaves the record nothing to
    settle."""
    strategy = values.get("strategy", "")
    for field in ("programme", "indicator"):
        strategy = strategy or files.field(field, values.get(field), "strategy")
    end = ended(files, strategy, on) if kind in _OWING else None
    return (strategy, end) if end else None


def _subject(files: RecordFiles, kind: str, id: str) -> dict[str, Any]:
    """What a dated record speaks of: its field and ``id``, which must exist."""
    fields = ["indicator"] if kind == "measurement" else ["programme", "strategy"]
    for field in fields:
        if id in files.ids(field):
            return {field: id}
    raise files.missing(id, fields)


def _dated_path(files: RecordFiles, kind: str, id: str, day: str) -> tuple[str, list[str]]:
    """The first free name of that day, and the files of that day.

    Two sources may well measure the same day; a programme has one review a day.
    """
    taken = [f.path for f in files.files if f.kind == kind and f.id.startswith(f"{id}/{day}")]
    folder = f"{ROADMAP}/{FOLDER_OF[kind]}/{id}"
    if taken and kind == "checkpoint":
        raise JalonError(
            N_("There is a checkpoint of “{id}” on {day} already: {path}."),
            hint=N_("Edit that file, or give another day with --on."),
            id=id, day=day, path=taken[0],
        )  # fmt: skip
    number = 1
    path = f"{folder}/{day}.yaml"
    while path in taken:
        number += 1
        path = f"{folder}/{day}-{number}.yaml"
    return path, taken


def _defaults(
    files: RecordFiles, kind: str, values: dict[str, Any], on: date, language: str, *, asked: bool
) -> dict[str, Any]:
    """``values`` with what the roadmap itself suggests for the required fields, and the entry of a
    programme."""
    fields, required = schema(kind)["properties"], schema(kind).get("required", ())
    found = dict(values)
    day = on.isoformat()
    if "strategy" in required and "strategy" not in found:
        strategy = strategy_of_new(files, kind, found, on)
        found |= {"strategy": strategy} if strategy else {}
    for name in required:
        node, _where = resolve(fields[name], kind)
        if node.get("format") == "date":
            found.setdefault(name, day)
        elif name == "order":
            orders = [r["order"] for r in files.records(kind) if isinstance(r.get("order"), int)]
            found.setdefault(name, max(orders, default=0) + 1)
        elif isinstance(node.get("x-ref"), str) and len(files.ids(node["x-ref"])) == 1:
            found.setdefault(name, files.ids(node["x-ref"])[0])
    if asked and "date" in fields:
        found.setdefault("date", day)
    if kind == "programme":
        found.setdefault(
            "entered", {"date": day, "source": found.get("source", [to_name(language)])}
        )
    return found


def _seen(files: RecordFiles, values: dict[str, Any], language: str) -> dict[str, Any]:
    """What the review of a programme has before it: the last measure of each indicator, the
    milestones still open; and the whole of a decision."""
    found: dict[str, Any] = {
        "decision": {
            "kind": "continue", "reason": to_complete(language), "decider": to_complete(language),
            "date": values["date"],
        }
    }  # fmt: skip
    of = values.get("programme")
    if not of:
        return found
    last: dict[str, str] = {}
    mine = {r.get("id") for r in files.records("indicator", of) if r.get("programme") == of}
    for measure in sorted(files.ids("measurement")):
        indicator, _slash, when = measure.partition("/")
        if indicator in mine and when[:10] <= values["date"]:
            last[indicator] = measure
    if last:
        found["measures"] = sorted(last.values())
    programme = next((r for r in files.records("programme", of) if r.get("id") == of), {})
    ahead = [
        {
            "milestone": m["id"],
            "forecast": m.get("forecast") or m.get("baseline"),
            "reason": to_complete(language),
        }
        for m in programme.get("milestones") or ()
        if isinstance(m, dict) and m.get("id") and not m.get("actual")
    ]
    if ahead := [one for one in ahead if one["forecast"]]:
        found["forecasts"] = ahead
    return found


def slug(text: str) -> str:
    """The id that ``text``, such as a title, gives; empty when it holds neither letter nor digit."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")


def check_id(id: str) -> None:
    """Raise :class:`JalonError` unless ``id`` is one that a record may have."""
    if _SLUG.match(id) and len(id) <= _LONGEST:
        return
    near = slug(id)
    raise JalonError(
        N_("“{id}” cannot be an id: lower-case letters without accents, digits and hyphens only."),
        hint=N_("Did you mean {near}?") if near else N_("For instance: mon-programme."),
        id=id, near=near,
    )  # fmt: skip


def _path(kind: str, id: str, folder: str, values: dict[str, Any]) -> str:
    if kind == "roadmap":
        return f"{ROADMAP}/{ROADMAP_FILE}"
    below = folder.strip("/") or str(values.get(_HOME.get(kind, ""), ""))
    if below and not all(_SLUG.match(part) for part in below.split("/")):
        raise JalonError(
            N_("“{folder}” cannot be a folder: lower-case letters, digits and hyphens only."),
            hint=N_("Give a folder below roadmap/{base}/."),
            folder=folder, base=FOLDER_OF[kind],
        )  # fmt: skip
    return "/".join(part for part in (ROADMAP, FOLDER_OF[kind], below, f"{id}.yaml") if part)


def _check_folder(root: str, path: str) -> None:
    """No symbolic link may lead the new file out of the repository."""
    home, folder = (
        os.path.realpath(root),
        os.path.realpath(os.path.join(root, os.path.dirname(path))),
    )
    if os.path.commonpath((home, folder)) != home:
        raise JalonError(
            N_("{path} would lie outside of the repository, behind a symbolic link."), path=path
        )


def _check_valid(kind: str, text: str) -> None:
    """Nothing is written that the reader or the schema would refuse."""
    value, problems = read(text.encode("utf-8", "surrogatepass"))
    if value is not None and not problems and not is_valid(kind, value):
        from governance.source.schema_findings import explain

        problems = list(explain(kind, value))
    if problems:
        rule = rules()[problems[0].code].rule
        raise JalonError(rule.message, hint=rule.fix, **problems[0].params)
