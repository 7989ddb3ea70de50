"""The words of a finding: its message and its remedy, in a language, safe to print."""

from __future__ import annotations

import re

from governance.gate.registry import rules
from governance.hygiene import code, markdown, show
from governance.i18n import counted, tell, translator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.model.finding import Finding

_QUOTED = frozenset(
    {
        *("title", "id", "field", "value", "key", "name", "named", "near", "closest", "allowed"),
        *("first", "last", "tag", "path", "record", "rule", "unit", "values", "functions"),
        *("action", "asked_by", "author", "indicator", "lesson", "other", "other_title", "owner"),
        *("person", "predecessor", "programme", "questions", "statement", "strategy", "successor"),
        *("holder", "subject"),
    }
)
"""Parameters that quote a record; the word ``no`` written there is not ``non`` in French."""

_PLAIN = re.compile(r"(?:[^\W_]|[ ’'%-])*")
"""What Markdown leaves as it is."""


def message(finding: Finding, language: str, *, marked: bool = False) -> str:
    """One sentence: which record, which value, what is wrong; as Markdown when ``marked``."""
    return _said(rules()[finding.code].rule.message, finding, language, marked)


def fix(finding: Finding, language: str, *, marked: bool = False) -> str:
    """One sentence: what to do; as Markdown when ``marked``."""
    return _said(rules()[finding.code].rule.fix, finding, language, marked)


def _said(sentence: str, finding: Finding, language: str, marked: bool) -> str:
    shown = _shown(finding, language)
    if not marked:
        return tell(sentence, shown, language)
    spans = {name: _span(name, value) for name, value in shown.items()}
    return markdown(translator(language)(sentence)).format_map(spans)


def _span(name: str, value: object) -> object:
    """A parameter inside Markdown: bare when it is a number or plain words of ours."""
    if not isinstance(value, str) or (name not in _QUOTED and _PLAIN.fullmatch(value)):
        return value
    return code(value)


def name(finding: Finding) -> str:
    """The kebab name of the rule."""
    return rules()[finding.code].rule.name


def _shown(finding: Finding, language: str) -> dict[str, object]:
    """The parameters, escaped; those that are message ids themselves (what a parser met) are said
    in ``language`` too."""
    translate = translator(language)
    found: dict[str, object] = {}
    for name, value in finding.params.items():
        if isinstance(value, str) and value:
            value = show(value if name in _QUOTED else translate(value))
        found[name] = value
    return counted(found, language)
