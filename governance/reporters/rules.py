"""Rules as text and JSON: the table of all of them, and the page of one."""

from __future__ import annotations

from governance.gate.registry import HEADINGS
from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import BOLD, CYAN, DIM, RED, YELLOW
from governance.reporters.document import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from governance.services.rules import RuleView

WIDE = 140
"""From this width on, a rule takes one row."""

SEVERITIES = {
    "error": ("✗", N_("error"), RED),
    "warning": ("!", N_("warning"), YELLOW),
    "info": ("i", N_("note"), CYAN),
    "off": ("·", N_("off"), DIM),
}
"""Glyph, word and colour of a severity."""
# What a rule looks at, in the words of somebody who has never read its code.
SCOPES = {
    "file": N_("a file"), "record": N_("a record"), "dossier": N_("a programme or strategy"),
    "roadmap": N_("the whole roadmap"), "change": N_("the change"), "gate": N_("the check itself"),
}  # fmt: skip
FAMILY_TITLES = {
    "parse": N_("Files and text"), "schema": N_("Schema"), "links": N_("Links"),
    "review": N_("Reviews"), "measurement": N_("Measurement"), "decision": N_("Decisions"),
    "ownership": N_("Ownership"), "budget": N_("Budget"), "endorsement": N_("Endorsement"),
    "timeline": N_("Timeline"), "change": N_("Changes"), "governance": N_("Governance"),
}  # fmt: skip


def severity(name: str, colours: bool) -> str:
    """Glyph and word of a severity."""
    glyph, word, colour = SEVERITIES[name]
    return cells.paint(f"{glyph} {_(word)}", colour, colours)


def table(rules: Sequence[RuleView], *, width: int, colours: bool) -> str:
    """Every rule under the title of its family, and how many there are."""
    wide = width >= WIDE
    rows = [_facts(rule) if wide else _narrow(rule) for rule in rules]
    facts = cells.columns(rows, width - 2, flexible=1)
    lines: list[str] = []
    family = ""
    for rule, row in zip(rules, facts, strict=True):
        if rule["family"] != family:
            family = rule["family"]
            lines += [
                "",
                cells.paint(f"{rule['code'][0]} · {_(FAMILY_TITLES[family])}", BOLD, colours),
            ]
        used = 2 + sum(cells.width(cell) + 2 for cell in row)
        row[0] = cells.paint(row[0], BOLD, colours)
        row[2] = cells.paint(row[2], SEVERITIES[rule["severity"]][2], colours)
        head = "  " + "  ".join(row)
        if wide:
            said = cells.wrap(rule["summary"], width, " " * used)
            lines += [f"{head}  {said[0].lstrip()}", *said[1:]]
        else:
            scope = _(SCOPES[rule["scope"]])
            below = _("{summary} Judges {scope}.", summary=rule["summary"], scope=scope)
            lines += [head.rstrip(), *cells.wrap(below, width, " " * 8)]
    total = plural(N_("{count} rule"), N_("{count} rules"), len(rules))
    lines += ["", *cells.joined([total, *_counts(rules)], width, "")]
    lines += cells.wrap(_("`jalon explain CODE` says what a rule checks and how to comply."), width)
    return "\n".join(lines[1:]) + "\n"


def _facts(rule: RuleView) -> list[str]:
    glyph, word, _colour = SEVERITIES[rule["severity"]]
    return [
        rule["code"],
        rule["name"],
        f"{glyph} {_(word)}",
        _(SCOPES[rule["scope"]]),
        _waiver(rule),
    ]


def _narrow(rule: RuleView) -> list[str]:
    """What has room on one line of a narrow terminal: the scope goes below, with the summary."""
    code, name, severity_word, _scope, waiver = _facts(rule)
    return [code, name, severity_word, waiver]


def _waiver(rule: RuleView) -> str:
    return _("waivable") if rule["waivable"] else _("never waived")


def _counts(rules: Sequence[RuleView]) -> list[str]:
    found = []
    for name, (glyph, word, _colour) in SEVERITIES.items():
        if count := sum(1 for rule in rules if rule["severity"] == name):
            found.append(f"{glyph} {_(word)} {count}")
    return found


def page(rule: RuleView, *, width: int, colours: bool) -> str:
    """One rule: what is in force, then its documentation under its headings."""
    lines = [cells.paint(f"{rule['code']} {rule['name']}", BOLD, colours)]
    lines += [*cells.wrap(rule["summary"], width), ""]
    facts = [
        (_("Severity"), severity(rule["severity"], colours)),
        (_("Judges"), _(SCOPES[rule["scope"]])),
        (_("Waiver"), _("possible") if rule["waivable"] else _("never")),
    ]
    settings = [f"{name} = {cells.clean(value)}" for name, value in rule["parameters"].items()]
    facts += [(_("In force"), text) for text in settings[:1]] + [
        ("", text) for text in settings[1:]
    ]
    label = max(cells.width(name) for name, _value in facts) + 2
    lines += [cells.pad(name, label) + value for name, value in facts]
    for heading in HEADINGS:
        lines += ["", cells.paint(_(heading), BOLD, colours)]
        lines += cells.wrap(rule["sections"].get(heading, ""), width, "  ")
    return "\n".join(lines) + "\n"


def table_json(rules: Sequence[RuleView], language: str) -> str:
    """Every rule, without its documentation; described in docs/json.md."""
    return dump({"language": language, "rules": [_plain(rule) for rule in rules]})


def page_json(rule: RuleView, language: str) -> str:
    """One rule with its documentation."""
    sections = {name.lower().replace(" ", "_"): text for name, text in rule["sections"].items()}
    return dump({"language": language, "rule": {**_plain(rule), "documentation": sections}})


def _plain(rule: RuleView) -> dict[str, Any]:
    return {name: value for name, value in rule.items() if name != "sections"}
