"""docs/rules.md and docs/rules.fr.md: every rule, from the docstring of its module."""

from __future__ import annotations

import sys

from governance.gate.manual import page, settings
from governance.gate.policy import PACKAGED, Policy
from governance.gate.registry import FAMILIES, HEADINGS, rules
from governance.i18n import N_, tell, translator
from governance.reporters.rules import FAMILY_TITLES, SCOPES, SEVERITIES
from hatch_build import compile_catalogues
from tools.documents import ROOT, run, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.registry import Entry

PATHS = {"en": "docs/rules.md", "fr": "docs/rules.fr.md"}
_TITLE = N_("Rules")
_MADE = N_("Generated from the docstrings of governance/rules by {command}; do not edit.")
_OTHER = {"en": "*[En français](rules.fr.md)*", "fr": "*[In English](rules.md)*"}
_HEAD = N_(
    "A rule names a bad pattern. Its code never changes; its severity and its parameters are those of "
    "governance/policy/policy.yaml, here as shipped. `jalon explain CODE` prints one of these pages with "
    "what is in force in your roadmap; `jalon rules` lists them."
)
_WAIVED = N_(
    "A waiver (governance/policy/waivers.yaml: reason, author, expiry) or the baseline of inherited debts "
    "may cover a finding, except where the rule is never waived."
)
_SCOPES = N_(
    "A rule judges a file as text, a record by itself, a programme or strategy with its indicators, "
    "measures and reviews, the whole roadmap, a change, or the check itself (waivers, debts, crashes)."
)
_HEADS = (N_("Code"), N_("Name"), N_("Severity"), N_("Judges"), N_("Bad pattern"))


def documents() -> dict[str, str]:
    """Both documents, by their paths."""
    compile_catalogues(ROOT)
    with open(PACKAGED, "rb") as file:
        policy = Policy.load(file.read(), PACKAGED)
    return {path: _document(policy, language) for language, path in PATHS.items()}


def _document(policy: Policy, language: str) -> str:
    say = translator(language)
    made = tell(_MADE, {"command": "`python -m tools.rules_doc`"}, language)
    parts = [f"# {say(_TITLE)}", _OTHER[language], f"<!-- {made} -->", say(_HEAD), say(_SCOPES)]
    parts.append(say(_WAIVED))
    for letter, family in FAMILIES.items():
        entries = [entry for code, entry in rules().items() if code[0] == letter]
        if not entries:
            continue
        parts.append(f"## {letter} · {say(FAMILY_TITLES[family])}")
        rows = [_row(entry, policy, language) for entry in entries]
        parts.append(table([say(head) for head in _HEADS], rows))
        parts += [_page(entry, policy, language) for entry in entries]
    return "\n\n".join(parts) + "\n"


def _row(entry: Entry, policy: Policy, language: str) -> list[str]:
    say, rule = translator(language), entry.rule
    return [
        f"[{rule.code}](#{rule.code.lower()}-{rule.name})",
        f"`{rule.name}`",
        _severity(rule.code, policy, language),
        say(SCOPES[rule.scope]),
        _code(page(entry, language).summary),
    ]


def _severity(code: str, policy: Policy, language: str) -> str:
    return translator(language)(SEVERITIES[policy.severity(code)][1])


def _page(entry: Entry, policy: Policy, language: str) -> str:
    say, rule, told = translator(language), entry.rule, page(entry, language)
    waiver = say(N_("waivable")) if rule.waivable else say(N_("never waived"))
    facts = f"{_severity(rule.code, policy, language)} · {say(SCOPES[rule.scope])} · {waiver}"
    parts = [f"### {rule.code} {rule.name}", _code(told.summary), facts]
    for heading in HEADINGS:
        text = told.sections.get(heading, "")
        if heading == "Parameters" and (values := settings(entry, policy)):
            text += " " + ", ".join(f"``{name} = {value}``" for name, value in values.items()) + "."
        parts.append(f"**{say(heading)}.** {_code(text)}")
    parts.append(f"**{say(N_('Message'))}.** {_quoted(say(rule.message))} {_quoted(say(rule.fix))}")
    return "\n\n".join(parts)


def _code(text: str) -> str:
    """reStructuredText literals as Markdown ones; signs that Markdown would obey, escaped."""
    pieces = text.split("``")
    for index in range(0, len(pieces), 2):
        pieces[index] = _escaped(pieces[index])
    return "`".join(pieces)


def _quoted(text: str) -> str:
    return f"*{_escaped(text)}*"


def _escaped(text: str) -> str:
    for sign in ("<", ">", "*", "_"):
        text = text.replace(sign, "\\" + sign)
    return text


if __name__ == "__main__":
    sys.exit(run("tools.rules_doc", documents))
