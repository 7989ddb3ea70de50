"""The words of a finding: its message and its remedy, in a language, safe to print."""

from __future__ import annotations

from governance.gate.registry import rules
from governance.hygiene import show
from governance.i18n import tell, translator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.model.finding import Finding


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
    return {
        name: show(translate(value)) if isinstance(value, str) and value else value
        for name, value in finding.params.items()
    }
