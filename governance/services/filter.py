"""The filter language of lists, the same in ``jalon list --where`` and in the terminal UI.

Terms stand side by side and all of them must hold::

    tchap                 the title or the id contains "tchap", accents and case apart
    "dossier numérique"   several words in a row
    status:late           the field is that; a text field contains it; a date begins with it
    progress>50  date<2021-06  overdue>=30  weather!=stormy
    lead:none  lead:any   nothing known, something known
    id:tchap*             any characters in the place of the star
    -term                 the term must not hold

Reading a filter never fails, so that it can be typed letter by letter; what cannot be meant (an
unknown field, a comparison without a value) is told by :meth:`Filter.check`, a value that a field
can never have by :mod:`governance.services.filter_values`.
"""

from __future__ import annotations

import re
import unicodedata
from fnmatch import fnmatchcase

from governance.errors import USAGE, JalonError
from governance.i18n import N_
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    Value = str | int | float | bool
    Values = Sequence[Value]

SEARCHED = ("title", "id")
"""The fields that a bare word searches."""
_OPERATOR = re.compile(r"(-?)([A-Za-z_][A-Za-z0-9_.]*)(!=|>=|<=|:|>|<|=)")
_TERM = re.compile(r'(?:"[^"]*(?:"|$)|[^\s"])+')
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:[.,][0-9]{1,9})?")
_NONE = frozenset(("none", "aucun", "aucune"))
_ANY = frozenset(("any", "tout", "toute"))
_TRUTH = {"yes": True, "true": True, "oui": True, "no": False, "false": False, "non": False}


def fold(text: str) -> str:
    """``text`` without case and accents, to compare words as people type them."""
    if text.isascii():
        return text.lower()
    # Twice, as the Unicode Standard (3.13, D146) has it: what is taken apart may have a case again.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c)).replace("’", "'")


class Term:
    """One condition.

    ``field``     empty for a bare word
    ``operator``  one of ``: != > < >= <=``
    ``value``     folded, without its quotes
    ``negated``   whether it must not hold
    """

    __slots__ = ("field", "negated", "operator", "text", "value")

    def __init__(self, text: str, field: str, operator: str, value: str, *, negated: bool) -> None:
        self.text = text
        self.field = field
        self.operator = operator
        self.value = fold(value)
        self.negated = negated

    @property
    def complete(self) -> bool:
        """Whether there is a value to compare with; a filter being typed may end without one."""
        return bool(self.value)

    def holds(self, get: Callable[[str], Values]) -> bool:
        """Whether the term holds for a record whose fields ``get`` gives."""
        if not self.complete:
            return True
        if not self.field:
            found = any(self.value in fold(str(v)) for name in SEARCHED for v in get(name))
        else:
            found = self.met(get(self.field)) != (self.operator == "!=")
        return found != self.negated

    def met(self, values: Values) -> bool:
        """Whether one of ``values`` compares with that of the term, negations apart."""
        if self.operator in (":", "!="):
            return _equal(values, self.value)
        return any(_compare(value, self.operator, self.value) for value in values)


class Filter:
    """The terms of a filter; an empty one holds for everything."""

    __slots__ = ("terms",)

    def __init__(self, terms: list[Term]) -> None:
        self.terms = terms

    def holds(self, get: Callable[[str], Values]) -> bool:
        """Whether every term holds for a record whose fields ``get`` gives."""
        return all(term.holds(get) for term in self.terms)

    @property
    def fields(self) -> list[str]:
        """The fields it names."""
        return [term.field for term in self.terms if term.field]

    def check(self, known: Collection[str], told: Collection[str] = ()) -> None:
        """Raise :class:`JalonError` for a field that is not ``known`` or a term without a value.

        ``told`` are the fields to name when there is no likely one; ``known`` when empty.
        """
        for term in self.terms:
            if term.field and term.field not in known:
                raise no_field(
                    N_("There is no field “{field}” to filter by."), term.field, known, told
                )
            if term.field and not term.complete:
                raise JalonError(
                    N_("“{term}” compares {field} with nothing."),
                    hint=N_("Write a value, or {field}:any, or {field}:none."),
                    exit_code=USAGE, term=term.text, field=term.field,
                )  # fmt: skip


def no_field(
    message: str, field: str, known: Collection[str], told: Collection[str] = ()
) -> JalonError:
    """The error ``message`` (a message id) for a ``field`` that is not ``known``, with the near ones."""
    from governance.services.near import near

    meant = near(field, sorted(known))
    return JalonError(
        message, hint=N_("Did you mean {near}?") if meant else N_("The main fields are {known}."),
        exit_code=USAGE, field=field, near=", ".join(meant),
        known=", ".join(told or sorted(known)),
    )  # fmt: skip


def parse(text: str) -> Filter:
    """The filter that ``text`` means; a quote left open runs to the end."""
    terms = []
    for match in _TERM.finditer(text):
        written = match.group()
        operator = _OPERATOR.match(written)
        if operator:
            sign = ":" if operator[3] == "=" else operator[3]
            value = written[operator.end() :].replace('"', "")
            terms.append(Term(written, operator[2].lower(), sign, value, negated=bool(operator[1])))
            continue
        negated = written.startswith("-") and len(written) > 1
        word = (written[1:] if negated else written).replace('"', "")
        if word:
            terms.append(Term(written, "", ":", word, negated=negated))
    return Filter(terms)


def _equal(values: Values, wanted: str) -> bool:
    if wanted in _NONE:
        return not values
    if wanted in _ANY:
        return bool(values)
    if wanted in _TRUTH and all(isinstance(value, bool | int | float) for value in values):
        return any(bool(value) for value in values) == _TRUTH[wanted]
    return any(same(value, wanted) for value in values)


def is_any(text: str) -> bool:
    """Whether ``text``, folded, stands for nothing or something known."""
    return text in _NONE or text in _ANY


def is_truth(text: str) -> bool:
    """Whether ``text``, folded, says yes or no."""
    return text in _TRUTH


def is_number(text: str) -> bool:
    """Whether ``text`` is a number to compare with."""
    return _number(text) is not None


def is_date(text: str) -> bool:
    """Whether ``text`` is a day of the calendar, a month or a year."""
    return bool(_DATE.fullmatch(text)) and day(f"{text}-01-01"[:10]) is not None


def same(value: Value, wanted: str) -> bool:
    if isinstance(value, bool):
        return _TRUTH.get(wanted) == value
    if isinstance(value, int | float):
        return _number(wanted) == value
    text = fold(value)
    if "*" in wanted:
        return fnmatchcase(text, wanted.replace("[", "[[]"))
    if day(value) is not None:
        return text.startswith(wanted) and bool(_DATE.fullmatch(wanted))
    if _SLUG.fullmatch(value):
        # Names of records and words of a vocabulary: whole, "never-measured" for "never_measured".
        return text.replace("_", "-") == wanted.replace("_", "-").replace(" ", "-")
    return wanted in text


def _compare(value: Value, operator: str, wanted: str) -> bool:
    if isinstance(value, str):
        if day(value) is None or not _DATE.fullmatch(wanted):
            return False
        # A month or a year stands for its days: > 2021 means after its last one.
        return _ordered(value[: len(wanted)], operator, wanted)
    limit = _number(wanted)
    return limit is not None and _ordered(value, operator, limit)


def _ordered(left: str | float, operator: str, right: str | float) -> bool:
    if operator == ">":
        return left > right  # type: ignore[operator]
    if operator == "<":
        return left < right  # type: ignore[operator]
    return left >= right if operator == ">=" else left <= right  # type: ignore[operator]


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
