"""Why a record is refused by its schema: jsonschema's errors as S problems, each at its field."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource

from governance.hygiene import show
from governance.i18n import N_
from governance.model.duration import day_meant
from governance.model.finding import pointer_text
from governance.source.precheck import FORMATS, matcher
from governance.source.problem import Problem
from governance.source.schemas import schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.model.finding import Pointer

_BOUNDS = {
    "minLength": N_("at least"), "maxLength": N_("at most"),
    "minItems": N_("at least"), "maxItems": N_("at most"),
    "minimum": N_("at least"), "maximum": N_("at most"), "exclusiveMinimum": N_("more than"),
}  # fmt: skip
_TYPES = {
    "string": N_("a text"), "integer": N_("a whole number"), "number": N_("a number"),
    "boolean": N_("true or false"), "object": N_("a group of fields"), "array": N_("a list"),
}  # fmt: skip
PATTERNS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": N_("lower-case letters without accents, digits and single hyphens"),
    "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$": N_(
        "the id of a milestone, or programme/milestone"
    ),
    "^[a-z0-9]+(-[a-z0-9]+)*/[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{1,3})?$": N_(
        "an indicator and a day, such as tchap-usagers/2021-06-30"
    ),
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{1,3})?$": N_("a day, such as 2021-06-30 or 2021-06-30-2"),
    "^[A-Z]{2}$": N_("the two capital letters of a country, such as FR"),
    "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$": N_("a time zone, such as Europe/Paris"),
    "^[A-Z][0-9]{3}$": N_("the code of a rule, such as M201"),
    "^[a-z]+/[a-z0-9][a-z0-9/-]*$": N_("a kind and an id, such as programme/tchap"),
    "^[^ ]+$": N_("a kind and an id, such as programme/tchap"),
    "^[A-Za-z0-9][A-Za-z0-9._/-]*$": N_("an account or a team of the forge, such as dinum/revue"),
    "^/.*$": N_("the path of a field, such as /targets/0"),
}
"""What each pattern of the schemas asks for, in words."""
_SUGGESTIONS = 20
"""Unknown fields of one object for which a near one is looked for: more are no spelling mistakes."""
_RANK = ("type", "enum", "const", "format", "pattern")
"""Of several things wrong with one value, the one that is told."""


@cache
def _validator(kind: str) -> Draft202012Validator:
    checker = FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name)(lambda value, check=check: not isinstance(value, str) or check(value))
    common = Resource.from_contents(schema("common"))
    # An empty registry but for our own definitions: no reference is ever fetched.
    registry: Registry[Any] = Registry().with_resource("common.schema.json", common)
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, x: type(x) is int)
    keywords = {"pattern": _whole_pattern, "required": _all_required}
    extended: Any = extend
    validator = extended(Draft202012Validator, keywords, type_checker=types)
    found: Draft202012Validator = validator(schema(kind), registry=registry, format_checker=checker)
    return found


def _whole_pattern(
    validator: object, pattern: str, value: object, node: object
) -> Iterator[ValidationError]:
    """``pattern`` as the pre-check reads it: the whole text, no final line end let through."""
    if isinstance(value, str) and not matcher(pattern)(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _all_required(
    validator: object, names: list[str], value: object, node: object
) -> Iterator[ValidationError]:
    """One error for all missing fields, where jsonschema makes one for each."""
    if isinstance(value, dict) and not value.keys() >= set(names):
        yield ValidationError("a field is missing")


def explain(kind: str, data: dict[str, Any]) -> Iterator[Problem]:
    """One problem per missing or unknown field and per wrong value of ``data``."""
    wrong: dict[tuple[str | int, ...], ValidationError] = {}
    for error in _validator(kind).iter_errors(data):
        if error.validator == "required":
            yield from _missing(error)
        elif error.validator == "additionalProperties":
            yield from _unknown(error)
        else:
            at = tuple(error.absolute_path)
            if at not in wrong or _rank(error) < _rank(wrong[at]):
                wrong[at] = error
    for at, error in wrong.items():
        yield _refused(at, error)


def _rank(error: ValidationError) -> int:
    return _RANK.index(error.validator) if error.validator in _RANK else len(_RANK)


def _missing(error: ValidationError) -> Iterator[Problem]:
    names: Any = error.validator_value
    given: Any = error.instance
    for name in names:
        if name not in given:
            at = (*error.absolute_path, name)
            yield Problem("S001", pointer=at, on="key", field=_name(at))


def _unknown(error: ValidationError) -> Iterator[Problem]:
    node: Any = error.schema
    given: Any = error.instance
    allowed = sorted(node["properties"])
    free = [name for name in allowed if name not in given] or allowed
    unknown = [name for name in given if name not in node["properties"]]
    for index, name in enumerate(unknown):
        at = (*error.absolute_path, name)
        yield Problem(
            "S002", pointer=at, on="key", field=_name(at),
            **_near(name, free if index < _SUGGESTIONS else []), allowed=", ".join(allowed),
        )  # fmt: skip


def _near(given: str, known: list[str]) -> dict[str, Any]:
    """The known word nearest to ``given``: ``near`` for programs, ``closest`` for a sentence."""
    found = difflib.get_close_matches(given[:64], known, 1, 0.6)
    return {"near": found[0] if found else "", "closest": found[0] if found else "–"}


def _refused(at: tuple[str | int, ...], error: ValidationError) -> Problem:
    rule, node = str(error.validator), error.schema
    expected: Any = error.validator_value
    value: Any = error.instance
    told: dict[str, Any] = {"field": _name(at), "value": show(value, 60)}
    if rule == "type":
        return Problem("S003", pointer=at, **told, given=_given(value), expected=_TYPES[expected])
    if rule in ("enum", "const"):
        choices = [str(x) for x in expected] if rule == "enum" else [str(expected)]
        return Problem(
            "S004", pointer=at, **told, **_near(str(value), choices), allowed=", ".join(choices)
        )
    form = node.get("format") if isinstance(node, Mapping) else None
    if form == "date":
        meant = day_meant(value)
        example = meant.isoformat() if meant else N_("for instance 2021-06-30")
        return Problem("S005", pointer=at, **told, example=example)
    if form == "duration":
        return Problem("S010", pointer=at, **told)
    if rule == "pattern":
        return Problem("S007", pointer=at, **told, expected=PATTERNS.get(expected, expected))
    code = "S008" if rule in ("minimum", "maximum", "exclusiveMinimum") else "S009"
    if code == "S009":
        told["count"] = len(value)
    return Problem(code, pointer=at, **told, limit=expected, bound=_BOUNDS[rule])


def _given(value: object) -> str:
    """``value`` for a sentence: quoted when it is text, else what it is."""
    if isinstance(value, dict | list):
        return _TYPES["object" if isinstance(value, dict) else "array"]
    if value is None:
        return N_("nothing")
    if isinstance(value, bool):
        return str(value).lower()
    return f"“{show(value, 60)}”" if isinstance(value, str) else str(value)


def _name(at: tuple[str | int, ...]) -> str:
    steps = (str(step + 1) if isinstance(step, int) else show(step, 60) for step in at)
    return ".".join(steps) or "/"


def prune(data: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """``data`` without the values that ``problems`` refuse, so that rules see well-typed fields.

    What is missing stays missing; the rest of the record still takes part.
    """
    wrong = {p.pointer for p in problems if p.code != "S001" and p.pointer}
    pruned = _without(data, (), wrong)
    return pruned if isinstance(pruned, dict) else {}


def places_left(data: dict[str, Any], problems: list[Problem]) -> dict[str, list[int]]:
    """By the JSON Pointer of each list of ``data`` that :func:`prune` shortens: the places of the
    items that it keeps."""
    gone: dict[Pointer, set[str | int]] = {}
    for problem in problems:
        if problem.pointer and isinstance(problem.pointer[-1], int):
            gone.setdefault(problem.pointer[:-1], set()).add(problem.pointer[-1])
    found: dict[str, list[int]] = {}
    for at, places in gone.items():
        items: Any = data
        for step in at:
            items = items[step]
        found[pointer_text(at)] = [i for i in range(len(items)) if i not in places]
    return found


def _without(value: Any, at: tuple[str | int, ...], wrong: set[tuple[str | int, ...]]) -> Any:
    if isinstance(value, dict):
        return {k: _without(v, (*at, k), wrong) for k, v in value.items() if (*at, k) not in wrong}
    if isinstance(value, list):
        return [_without(v, (*at, i), wrong) for i, v in enumerate(value) if (*at, i) not in wrong]
    return value
