"""Why a record is refused by its schema: jsonschema's errors as S problems, each at its field."""

from __future__ import annotations

import difflib
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource

from governance.hygiene import show
from governance.source.precheck import FORMATS, matcher
from governance.source.problem import Problem
from governance.source.schemas import schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_LENGTHS = frozenset({"minLength", "maxLength", "minItems", "maxItems"})
_LIMITS = frozenset({"minimum", "maximum", "exclusiveMinimum"})


@cache
def _validator(kind: str) -> Draft202012Validator:
    checker = FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name)(lambda value, check=check: not isinstance(value, str) or check(value))
    common = Resource.from_contents(schema("common"))
    # An empty registry but for our own definitions: no reference is ever fetched.
    registry: Registry[Any] = Registry().with_resource("common.schema.json", common)
    validator = extend(Draft202012Validator, {"pattern": _whole_pattern})
    found: Draft202012Validator = validator(
        schema(kind), registry=registry, format_checker=checker
    )
    return found


def _whole_pattern(
    validator: object, pattern: str, value: object, node: object
) -> Iterator[ValidationError]:
    """``pattern`` as the pre-check reads it: the whole text, no final line end let through."""
    if isinstance(value, str) and not matcher(pattern)(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def explain(kind: str, data: dict[str, Any]) -> Iterator[Problem]:
    """One problem per thing that is wrong with ``data``, in the order jsonschema meets them."""
    for error in _validator(kind).iter_errors(data):
        yield from _problems(error)


def _problems(error: ValidationError) -> Iterator[Problem]:
    at = tuple(error.absolute_path)
    field = _name(at)
    rule, expected, value = error.validator, error.validator_value, error.instance
    shown = show(value, 60)
    if rule == "required":
        for name in expected:
            if name not in value:
                yield Problem("S001", pointer=at, on="key", field=name)
        return
    if rule == "additionalProperties":
        allowed = sorted(error.schema.get("properties", {}))
        for name in value:
            if name not in allowed:
                near = difflib.get_close_matches(str(name), allowed, 1, 0.6)
                yield Problem(
                    "S002", pointer=(*at, name), on="key", field=show(name, 60),
                    near=near[0] if near else "", allowed=", ".join(allowed),
                )  # fmt: skip
    elif rule == "type":
        yield Problem("S003", pointer=at, field=field, value=shown, expected=str(expected))
    elif rule in ("enum", "const"):
        choices = [str(x) for x in expected] if rule == "enum" else [str(expected)]
        near = difflib.get_close_matches(str(value), choices, 1, 0.6)
        yield Problem(
            "S004", pointer=at, field=field, value=shown,
            near=near[0] if near else "", allowed=", ".join(choices),
        )  # fmt: skip
    elif rule == "format" and expected == "date" or rule == "pattern" and _is_date(error):
        yield Problem("S005", pointer=at, field=field, value=shown)
    elif rule == "format" and expected == "duration" or rule == "pattern" and "P" in str(expected):
        yield Problem("S010", pointer=at, field=field, value=shown)
    elif rule in _LENGTHS:
        yield Problem("S009", pointer=at, field=field, limit=expected, count=len(value), bound=rule)
    elif rule in _LIMITS:
        yield Problem("S008", pointer=at, field=field, value=shown, limit=expected, bound=rule)
    else:
        yield Problem("S007", pointer=at, field=field, value=shown, expected=str(expected))


def _is_date(error: ValidationError) -> bool:
    return error.schema.get("format") == "date" if isinstance(error.schema, dict) else False


def _name(at: tuple[str | int, ...]) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in at) or "/"


def prune(data: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """``data`` without the values that ``problems`` refuse, so that rules see well-typed fields.

    What is missing stays missing; the rest of the record still takes part.
    """
    wrong = {p.pointer for p in problems if p.code != "S001" and p.pointer}
    pruned = _without(data, (), wrong)
    return pruned if isinstance(pruned, dict) else {}


def _without(value: Any, at: tuple[str | int, ...], wrong: set[tuple[str | int, ...]]) -> Any:
    if isinstance(value, dict):
        return {
            k: _without(v, (*at, k), wrong) for k, v in value.items() if (*at, k) not in wrong
        }
    if isinstance(value, list):
        return [
            _without(v, (*at, i), wrong) for i, v in enumerate(value) if (*at, i) not in wrong
        ]
    return value
