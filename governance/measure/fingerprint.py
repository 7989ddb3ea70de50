"""The fingerprint of what a checkpoint approves: scope, targets, baselines and stop criteria.

The text hashed is canonical JSON: keys sorted, no blank between signs, texts with single spaces,
whole numbers without a decimal point, lists of entries in the order of their own text, so that
neither the layout nor the order of a file makes another content, and no two contents can run
together as they do where values are joined without separators (doorstop).
"""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from governance.model.record import Record

PREFIX = "sha256:"

_SUBJECT = ("purpose", "scope", "start", "end")
"""What a programme or a strategy is for, and how long it runs."""
_LISTS: dict[str, tuple[str, ...]] = {
    "milestones": ("id", "baseline"),
    "stop_criteria": ("indicator", "operator", "threshold", "from", "periods"),
    "costs": ("nature", "authority", "from", "to", "baseline"),
    "targets": ("date", "value", "bound"),
}
_INDICATOR = ("definition", "unit", "direction", "tolerance")
_GROUPS: dict[str, tuple[str, ...]] = {
    "baseline": ("value", "date", "bound"),
    "population": ("counts", "period", "description"),
}


def canonical(value: Any) -> str:
    """``value`` (of JSON) as text, the same for equal contents only; the order of a list counts."""
    return json.dumps(
        _plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def approved(record: Record) -> dict[str, Any]:
    """What an approval covers of a programme, a strategy or an indicator; absent fields are left
    out.  Titles, notes, sources, forecasts and roles may change without another approval."""
    data = record.data
    plain = _INDICATOR if record.kind == "indicator" else _SUBJECT
    found = {name: data[name] for name in plain if name in data}
    for name, fields in _GROUPS.items():
        if isinstance(group := data.get(name), dict):
            found[name] = _only(group, fields)
    for name, fields in _LISTS.items():
        entries = [_only(entry, fields) for entry in record.items(name)]
        if name in ("milestones", "costs"):
            entries = [entry for entry in entries if "baseline" in entry]
        if entries:
            found[name] = sorted(entries, key=canonical)
    return found


def fingerprint(subject: Record, indicators: Iterable[Record]) -> str:
    """``sha256:`` and 64 hexadecimal digits: SHA-256 of what a sign-off covers, that is
    :func:`approved` of the programme or strategy and of each of its indicators, by id."""
    import hashlib

    content = {
        "subject": [subject.key, approved(subject)],
        "indicators": {indicator.id: approved(indicator) for indicator in indicators},
    }
    return PREFIX + hashlib.sha256(canonical(content).encode("utf-8")).hexdigest()


def _only(entry: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry[name] for name in fields if name in entry}


def _plain(value: Any) -> Any:
    """``value`` without what only the way of writing it adds."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    return value
