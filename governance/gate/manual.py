"""The documentation of a rule: the parts of its docstring, in a language."""

from __future__ import annotations

import re

from governance.gate.registry import HEADINGS
from governance.i18n import N_, translator
from governance.measure.review import STAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.gate.policy import Policy
    from governance.gate.registry import Entry

_TRANSLATED = (
    N_("What it checks"), N_("Why it matters"), N_("Example"), N_("How to fix"), N_("Parameters"),
    N_("Source"),
)  # fmt: skip
_SETTING = re.compile(r"``(calendar|cadence)\.([a-z_]+|<stage>)``")


class Page:
    """One rule explained: a ``summary`` line, and its ``sections`` by (English) heading."""

    __slots__ = ("sections", "summary")

    def __init__(self, summary: str, sections: dict[str, str]) -> None:
        self.summary = summary
        self.sections = sections


def parts(doc: str) -> Page:
    """The parts of a docstring, each as one line: these are the message ids of the catalogue."""
    summary, _, rest = doc.strip().partition("\n\n")
    found: dict[str, str] = {}
    heading = ""
    for line in rest.splitlines():
        if line in HEADINGS:
            heading = line
            found[heading] = ""
        elif heading:
            found[heading] += f" {line}"
    return Page(_one_line(summary), {name: _one_line(text) for name, text in found.items()})


def page(entry: Entry, language: str) -> Page:
    """The documentation of a rule in ``language``; headings stay the keys they are in English."""
    say = translator(language)
    original = parts(entry.doc)
    return Page(
        say(original.summary), {name: say(text) for name, text in original.sections.items()}
    )


def settings(entry: Entry, policy: Policy) -> dict[str, Any]:
    """What ``policy`` sets for the rule: its own parameters, then what its text names of the
    calendar and of the cadences."""
    code = entry.rule.code
    found = dict(policy.data["rules"].get(code, {}).get("parameters") or {})
    for section, key in _SETTING.findall(entry.doc):
        values = policy.data.get(section, {})
        for name in STAGES if key == "<stage>" else (key,):
            if name in values:
                found[f"{section}.{name}"] = values[name]
    return found


def plain(text: str) -> str:
    """``text`` without the marks of literals, for those who read it as it is."""
    return text.replace("``", "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
