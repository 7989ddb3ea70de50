"""The words of a finding: its message and its remedy, in a language, safe to print."""

from __future__ import annotations

from governance.gate.registry import rules
from governance.hygiene import show
from governance.i18n import tell, translator

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


def message(finding: Finding, language: str) -> str:
    """One sentence: which record, which value, what is wrong."""
    return tell(rules()[finding.code].rule.message, _shown(finding, language), language)


def fix(finding: Finding, language: str) -> str:
    """One sentence: what to do."""
    return tell(rules()[finding.code].rule.fix, _shown(finding, language), language)


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
    return found
