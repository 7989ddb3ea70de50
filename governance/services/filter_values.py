"""What a field can be compared with: a filter that could never hold is refused, not answered by an
empty list."""

from __future__ import annotations

from governance.errors import USAGE, JalonError
from governance.i18n import N_, _, current
from governance.model.kinds import DATED, KINDS
from governance.model.words import FATE, STAGE, STATE, STATUS, WEATHER
from governance.model.words import KINDS as WORDS
from governance.services.fields import DERIVED, known
from governance.services.filter import is_any, is_date, is_number, is_truth, same
from governance.services.labels import leaf, vocabulary
from governance.services.near import near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from governance.gate.roadmap import Roadmap
    from governance.services.filter import Filter, Term
    from governance.services.item import Item

_NUMBERS = frozenset({
    "indicators", "reached", "measured", "overdue", "missed_milestones", "findings", "programmes",
    "value", "target", "progress",
})  # fmt: skip
_DATES = frozenset({"last_review", "next_review", "entered", "date", "target_date", "next_measure"})
_TRUTHS = frozenset({"vacant", "paused", "ended"})
_NAMES = frozenset({"strategy", "axis", "mission", "programme"})
_WORDS: dict[str, dict[Any, Any]] = {
    "status": STATUS, "weather": WEATHER, "stage": STAGE, "fate": FATE, "state": STATE,
}  # fmt: skip
_MANY = 12
"""More ids than this are not worth listing in an error."""


class _Domain:
    """What one field of one kind can be compared with.

    ``type``    ``number``, ``date``, ``truth``, ``words``, ``names``, ``object`` or ``text``
    ``words``   of a vocabulary: what each is called, by its code
    ``kinds``   of the records it names
    ``fields``  those it holds, for an ``object``
    """

    __slots__ = ("fields", "kinds", "type", "words")

    def __init__(
        self,
        type: str,
        words: dict[str, str] | None = None,
        kinds: Sequence[str] = (),
        fields: Sequence[str] = (),
    ) -> None:
        self.type = type
        self.words = words or {}
        self.kinds = kinds
        self.fields = fields

    def takes(self, term: Term, roadmap: Roadmap) -> bool:
        """Whether ``term`` may hold for some record."""
        value, equality = term.value, term.operator in (":", "!=")
        if self.type == "number":
            return is_number(value) or (equality and (is_any(value) or is_truth(value)))
        if self.type == "date":
            return is_date(value) or (equality and (is_any(value) or "*" in value))
        if not equality or is_any(value) or "*" in value or self.type == "text":
            return equality
        if self.type == "truth":
            return is_truth(value)
        if self.type == "words":
            return any(same(w, value) for pair in self.words.items() for w in pair)
        return any(same(id, value) for kind in self.kinds for id in roadmap.paths[kind])


def check_values(wanted: Filter, kind: str | None, items: Iterable[Item], roadmap: Roadmap) -> None:
    """Raise :class:`JalonError` for a term of ``wanted`` that no record of ``kind`` could meet.

    A value that some record of ``items`` has is always right, were it out of the vocabulary.
    """
    seen = list(items)
    for term in wanted.terms:
        if not term.field or not term.complete:
            continue
        kinds = [one for one in ([kind] if kind else KINDS) if term.field in known(one)]
        domains = [_domain(one, term.field) for one in kinds]
        if any(domain.takes(term, roadmap) for domain in domains):
            continue
        equality = term.operator in (":", "!=")
        if not (equality and any(term.met(item.get(term.field)) for item in seen)):
            raise _refused(term, _together(domains), roadmap)


def _domain(kind: str, field: str) -> _Domain:
    if field == "id":
        return _Domain("names", kinds=[kind])
    if field in DERIVED.get(kind, ()) or field == "findings":
        return _derived(kind, field)
    found = leaf(kind, field)
    if found is None:
        return _Domain("text")
    node = found[0]
    if "enum" in node:
        return _Domain("words", vocabulary(kind, field, current()))
    if "x-ref" in node:
        named = node["x-ref"]
        return _Domain("names", kinds=[named] if isinstance(named, str) else named)
    if node.get("format") == "date":
        return _Domain("date")
    types = {"integer": "number", "number": "number", "boolean": "truth"}
    if node.get("type") == "object":
        return _Domain("object", fields=[f"{field}.{name}" for name in node.get("properties", ())])
    return _Domain(types.get(node.get("type", ""), "text"))


def _together(domains: list[_Domain]) -> _Domain:
    """What to say of a field that several kinds have: the words of all, where all have words."""
    if any(domain.type != "words" for domain in domains):
        return domains[0]
    words = {code: text for domain in reversed(domains) for code, text in domain.words.items()}
    return _Domain("words", words)


def _derived(kind: str, field: str) -> _Domain:
    if field in _NUMBERS:
        return _Domain("number")
    if field in _DATES:
        return _Domain("date")
    if field in _TRUTHS:
        return _Domain("truth")
    if field in _NAMES:
        return _Domain("names", kinds=[field])
    if field == "of":
        return _Domain("names", kinds=["programme", "strategy"])
    if field in _WORDS:
        told = {code: w[1] if isinstance(w, tuple) else w for code, w in _WORDS[field].items()}
        return _Domain("words", {code: _(text) for code, text in told.items() if code})
    if field == "decision":
        return _domain("checkpoint", "decision.kind")
    return _Domain("text")


def _refused(term: Term, domain: _Domain, roadmap: Roadmap) -> JalonError:
    said: dict[str, Any] = {"field": term.field, "value": term.value, "operator": term.operator}
    if domain.type == "number":
        message = N_("{field} is a number, and “{value}” is not one.")
        hint = N_("For instance {field}>10, {field}:any or {field}:none.")
    elif domain.type == "date":
        message = N_("{field} is a date, and “{value}” is neither a day, a month nor a year.")
        hint = N_("For instance {field}>=2021-06-30, {field}:2021-06 or {field}<2021.")
    elif term.operator not in (":", "!="):
        message = N_("{field} is neither a number nor a date: {operator} compares it with nothing.")
        hint = N_("Write {field}:VALUE or {field}!=VALUE.")
    elif domain.type == "truth":
        message = N_("{field} is either yes or no, and “{value}” is neither.")
        hint = N_("Write {field}:yes or {field}:no.")
    elif domain.type == "object":
        message = N_("{field} holds fields of its own; “{value}” cannot be compared with it.")
        hint = N_("Filter by one of these: {known}.")
        said["known"] = ", ".join(domain.fields)
    elif domain.type == "words":
        return _not_a_word(term, domain, said)
    else:
        return _not_a_name(term, domain, said, roadmap)
    return JalonError(message, hint=hint, exit_code=USAGE, **said)


def _not_a_word(term: Term, domain: _Domain, said: dict[str, Any]) -> JalonError:
    told = [
        code if text.replace(" ", "_") == code else f"{code} ({text})"
        for code, text in domain.words.items()
    ]
    spoken = {text: code for code, text in domain.words.items()} | {c: c for c in domain.words}
    meant = list(dict.fromkeys(spoken[name] for name in near(term.value, spoken)))
    return JalonError(
        N_("“{value}” is not a value of {field}."),
        hint=N_("Did you mean {near}? The values are {known}.")
        if meant
        else N_("The values are {known}."),
        exit_code=USAGE, near=", ".join(meant), known=", ".join(told), **said,
    )  # fmt: skip


def _not_a_name(term: Term, domain: _Domain, said: dict[str, Any], roadmap: Roadmap) -> JalonError:
    ids = [id for kind in domain.kinds for id in roadmap.paths[kind]]
    meant = near(term.value, ids)
    if meant:
        hint = N_("Did you mean {near}?")
    elif len(ids) <= _MANY and not DATED & set(domain.kinds):
        hint = N_("There are {known}.") if ids else N_("There is none at all.")
    else:
        hint = N_("`jalon list {kind}` shows what there is.")
    return JalonError(
        N_("There is no {what} “{value}” to filter by."), hint=hint, exit_code=USAGE,
        what=_(WORDS[domain.kinds[0]][0]), kind=domain.kinds[0], near=", ".join(meant),
        known=", ".join(ids), **said,
    )  # fmt: skip
