"""The rules with what the policy in force makes of them, and finding one by what a person types."""

from __future__ import annotations

import re

from governance.errors import USAGE, JalonError
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


_CODE = re.compile("[A-Z][0-9]+")
_KNOWN = N_("The families are {all}.")


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


def is_like_a_code(text: str) -> bool:
    """Whether ``text`` is written as codes of rules are, whatever it names."""
    return _CODE.fullmatch(text.upper()) is not None


def meant(text: str) -> list[str]:
    """The rules that ``text``, which names none, may stand for, the likeliest first; of what is written
    like a code, only those of its family."""
    return near(text, _of_family(text) if is_like_a_code(text) else names(), 2)


def no_rule(text: str) -> JalonError:
    """The error (exit 2) for ``text``, which names no rule: the likeliest ones, else what there is."""
    found, family = meant(text), _of_family(text)
    if found:
        hint = N_("Did you mean {near}?")
    elif not is_like_a_code(text):
        hint = N_("`jalon rules` lists them.")
    elif family:
        hint = N_("The family {name} goes from {first} to {last}: `jalon rules --family {letter}`.")
    else:
        hint = _KNOWN
    letter = text[:1].upper()
    return JalonError(
        N_("There is no rule “{rule}”."), hint=hint, exit_code=USAGE, rule=text, letter=letter,
        name=FAMILIES.get(letter, ""), near=", ".join(found), first=min(family, default=""),
        last=max(family, default=""), all=_all_families(),
    )  # fmt: skip


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
    likely = near(family, FAMILIES.values(), 1)
    raise JalonError(
        N_("There is no family of rules “{family}”."),
        hint=N_("Did you mean {near}?") if likely else _KNOWN,
        family=family,
        near=likely[0] if likely else "",
        all=_all_families(),
    )


def _all_families() -> str:
    return ", ".join(f"{letter} {name}" for letter, name in FAMILIES.items())


def _of_family(text: str) -> list[str]:
    """The codes that begin with the letter ``text`` does."""
    return [code for code in rules() if code[0] == text[:1].upper()]


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
