"""The rules with what the policy in force makes of them, and finding one by what a person types."""

from __future__ import annotations

from governance.errors import JalonError
from governance.gate.manual import page, plain, settings
from governance.gate.policy import PACKAGED, Policy
from governance.gate.registry import FAMILIES, rules
from governance.i18n import N_
from governance.services.near import near
from governance.services.repository import load_policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypedDict

    class RuleView(TypedDict):
        """One rule as shown to a person."""

        code: str
        name: str
        family: str
        severity: str
        scope: str
        waivable: bool
        summary: str
        sections: dict[str, str]
        parameters: dict[str, Any]


def policy_of(root: str | None) -> Policy:
    """The policy of the roadmap at ``root``; the shipped one outside any roadmap."""
    if root is not None:
        return load_policy(root)
    with open(PACKAGED, "rb") as file:
        return Policy.load(file.read(), PACKAGED)


def listed(root: str | None, language: str, family: str = "") -> list[RuleView]:
    """Every rule (of one family, by its letter or name), by family then number."""
    letter = _letter(family) if family else ""
    policy = policy_of(root)
    return [_view(code, policy, language) for code in rules() if code.startswith(letter)]


def documented(root: str | None, code: str, language: str) -> RuleView:
    """One rule, by its code."""
    return _view(code, policy_of(root), language)


def named(text: str) -> str | None:
    """The code of the rule that ``text`` names: ``M201``, ``m201`` or ``never-measured``."""
    if text.upper() in rules():
        return text.upper()
    return next((code for code, e in rules().items() if e.rule.name == text.lower()), None)


def names() -> list[str]:
    """Everything a rule can be called by: codes, then names."""
    return [*rules(), *(entry.rule.name for entry in rules().values())]


def waivable() -> list[str]:
    """The codes of the rules that a waiver or the baseline may cover."""
    return [code for code, entry in rules().items() if entry.rule.waivable]


def families() -> dict[str, str]:
    """Letter of a code -> name of the family."""
    return dict(FAMILIES)


def _letter(family: str) -> str:
    for letter, name in FAMILIES.items():
        if family.upper() == letter or family.lower() == name:
            return letter
    meant = near(family, FAMILIES.values(), 1)
    raise JalonError(
        N_("There is no family of rules “{family}”."),
        hint=N_("Did you mean {near}?") if meant else N_("The families are {all}."),
        family=family,
        near=meant[0] if meant else "",
        all=", ".join(f"{letter} {name}" for letter, name in FAMILIES.items()),
    )


def _view(code: str, policy: Policy, language: str) -> RuleView:
    entry = rules()[code]
    told = page(entry, language)
    return {
        "code": code,
        "name": entry.rule.name,
        "family": FAMILIES[code[0]],
        "severity": policy.severity(code),
        "scope": entry.rule.scope,
        "waivable": entry.rule.waivable,
        "summary": plain(told.summary),
        "sections": {name: plain(text) for name, text in told.sections.items()},
        "parameters": settings(entry, policy),
    }
