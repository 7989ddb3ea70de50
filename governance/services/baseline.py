"""The baseline: inherited findings, rule by rule; written once, then it may only shrink."""

from __future__ import annotations

import os
import tempfile

from governance.errors import FINDINGS, JalonError
from governance.gate.registry import rules
from governance.gate.weigh import BASELINE, BASELINE_LIMIT, WAIVERS
from governance.i18n import N_
from governance.services.granted import inherited
from governance.source.problem import Problem
from governance.source.reader import read
from governance.source.scan import read_bytes
from governance.vcs.repository import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.services.check import Report

_HEAD = """\
# yaml-language-server: $schema=../schemas/baseline.schema.json
"""


class Change:
    """What writing the baseline does: the new text, and the names that come and go, by rule."""

    def __init__(
        self, text: str, added: dict[str, list[str]], removed: dict[str, list[str]]
    ) -> None:
        self.text = text
        self.added = added
        self.removed = removed


def plan(root: str, report: Report) -> Change:
    """The baseline that ``report`` (judged without one) calls for.

    The first one lists every finding that counts.  An existing one keeps what still exists and
    drops the rest: :class:`JalonError` never arises from new findings, they are just not added; it
    does (exit 1) where the baseline cannot be read, or where the history had one that is gone.
    """
    known = _existing(root)
    if known is None and _was_there(root):
        raise JalonError(
            N_("The history has a baseline already, so the gate takes no first one any more."),
            hint=N_("If it is only gone here: git restore {path}; else pay the debts, or waive them."),
            exit_code=FINDINGS, path=BASELINE,
        )  # fmt: skip
    found: dict[str, set[str]] = {}
    for finding in report.open:
        # What is wrong with the policy folder itself is never inherited.
        if rules()[finding.code].rule.waivable and finding.path not in (WAIVERS, BASELINE):
            name = finding.fingerprint.partition(" ")[2]
            found.setdefault(finding.code, set()).add(name)
    listed = {str(debt.get("rule")): set(debt.get("records", [])) for debt in known or []}
    notes = {str(debt.get("rule")): str(debt.get("note", "")) for debt in known or []}
    kept = found if known is None else {
        code: names & found.get(code, set()) for code, names in listed.items()
    }  # fmt: skip
    removed = {code: sorted(names - found.get(code, set())) for code, names in listed.items()}
    added = {} if known is not None else {code: sorted(names) for code, names in found.items()}
    order = [code for code in rules() if kept.get(code)]
    text = _HEAD + _comment(root) + "format: 1\ndebts:" + (" []\n" if not order else "\n")
    for code in order:
        text += f"  # {rules()[code].rule.name}\n  - rule: {code}\n"
        if notes.get(code):
            text += f"    note: >-\n{_folded(notes[code])}"
        text += "    records:\n" + "".join(f"      - {name}\n" for name in sorted(kept[code]))
    return Change(text, _some(added), _some(removed))


def write(root: str, change: Change) -> str:
    """Replace the baseline by ``change``; its path from the root."""
    path = os.path.join(root, BASELINE)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".baseline-")
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(change.text)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(draft, os.stat(path).st_mode if os.path.exists(path) else 0o644)
    os.replace(draft, path)
    return BASELINE


def _some(names: dict[str, list[str]]) -> dict[str, list[str]]:
    return {code: found for code, found in names.items() if found}


def _was_there(root: str) -> bool:
    """Whether the history has ever had a baseline; not where no history can be read: the gate, which
    has it, tells."""
    try:
        repository = Repository.at(root)
        return inherited(repository, repository.commit("HEAD")) is not None
    except JalonError:
        return False


def _existing(root: str) -> list[dict[str, Any]] | None:
    if not os.path.lexists(os.path.join(root, BASELINE)):
        return None
    try:
        data, problems = read(read_bytes(root, BASELINE, BASELINE_LIMIT), BASELINE_LIMIT)
    except Problem as problem:
        data, problems = None, [problem]
    if data is None or problems:
        raise JalonError(
            N_("{path} cannot be read ({code})."),
            hint=N_("`jalon check` tells where; mend it first, nothing was written."),
            exit_code=FINDINGS,
            path=BASELINE,
            code=problems[0].code,
        )
    debts = data.get("debts")
    return [debt for debt in debts if isinstance(debt, dict)] if isinstance(debts, list) else []


def _comment(root: str) -> str:
    """The comment lines under the schema line of the present file, kept as they are."""
    try:
        with open(os.path.join(root, BASELINE), encoding="utf-8") as file:
            lines = file.read().splitlines()
    except OSError:
        return ""
    kept = []
    for line in lines[1:]:
        if not line.startswith("#"):
            break
        kept.append(line + "\n")
    return "".join(kept)


def _folded(text: str) -> str:
    import textwrap

    lines = textwrap.wrap(text, 90, break_long_words=False, break_on_hyphens=False)
    return "".join(f"      {line}\n" for line in lines)
