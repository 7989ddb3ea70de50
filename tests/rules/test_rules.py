"""Every rule has valid and invalid tiny roadmaps, and fires exactly where they say.

``base/`` is a small roadmap without any finding.  ``<code>-<name>/{valid,invalid}/<case>/`` holds
only what differs from it: files that replace or add, and ``case.yaml`` with

``why``     one sentence
``as_of``   the day judged, ``today`` the day of the run (both default to 2026-06-01)
``remove``  files of the base that are not there
``expect``  every finding, as ``path:line:column CODE`` (absent: none)

A case of a rule on a change (scope ``change``) compares two trees: the one before is ``base/`` with
what lies in its folder ``before/``; the one after is as above. ``case.yaml`` may add

``received`` the day the change arrived (default: ``today``)
``commits``  what made it, oldest first: ``author``, ``committer``, ``day``, the day ``after`` which
             it comes, the address of its ``signer`` (absent: no signature is asked for) and
             ``paths``; by default one commit of that day, of somebody without a role, on every path
             that differs
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from governance.gate.changeset import judge as judge_change
from governance.gate.context import Context
from governance.gate.judge import Judge
from governance.gate.policy import PACKAGED, Policy
from governance.gate.registry import CHANGE, FAMILIES, GATE, HEADINGS, rules
from governance.gate.weigh import weigh
from governance.measure.calendar import WorkingDays
from governance.source.reader import read
from governance.source.tree import Folder
from tests import changes

HERE = Path(__file__).parent
POLICY = Policy.load(Path(PACKAGED).read_bytes(), "policy.yaml")
DEFAULT_DAY = "2026-06-01"
CASES = sorted(path.parent for path in HERE.glob("*/*/*/case.yaml"))


def judge(root: Path, as_of: str, today: str) -> list[str]:
    tree = Folder(str(root))
    judgement = Judge(tree, POLICY, date.fromisoformat(as_of), date.fromisoformat(today)).run()
    findings = weigh(judgement, tree, settle=as_of == today)
    return [f"{f.path}:{f.line}:{f.column} {f.code}" for f in findings if not f.debt]


def judge_between(before: Path, after: Path, told: dict[str, Any], today: str) -> list[str]:
    received = told.get("received", today)
    commits = [
        changes.commit(
            made["paths"],
            made.get("day", received),
            made["author"],
            made.get("committer", ""),
            after=made.get("after", ""),
            signer=made.get("signer"),
        )
        for made in told.get("commits", [])
    ]
    day = date.fromisoformat(received)
    ctx = Context(POLICY, day, day, WorkingDays("FR"), {})
    found = changes.change(before, after, received, commits or None)
    findings = judge_change(found, ctx, Folder(str(after)))
    return [f"{f.path}:{f.line}:{f.column} {f.code}" for f in findings]


def test_the_base_roadmap_has_no_finding() -> None:
    assert judge(HERE / "base", DEFAULT_DAY, DEFAULT_DAY) == []


@pytest.mark.parametrize("case", CASES, ids=lambda path: str(path.relative_to(HERE)))
def test_case(case: Path, tmp_path: Path) -> None:
    told, problems = read((case / "case.yaml").read_bytes())
    assert told is not None and not problems, problems
    known = {"why", "as_of", "today", "remove", "expect", "received", "commits"}
    assert set(told) <= known and told["why"]
    root = tmp_path / "repository"
    shutil.copytree(HERE / "base", root)
    for path in told.get("remove", []):
        (root / path).unlink()
    beside = shutil.ignore_patterns("before", "case.yaml")
    shutil.copytree(case, root, symlinks=True, dirs_exist_ok=True, ignore=beside)
    as_of = told.get("as_of", DEFAULT_DAY)
    today = told.get("today", as_of)
    found = judge(root, as_of, today)
    code = case.parent.parent.name.partition("-")[0]
    if rules()[code].rule.scope == CHANGE:
        before = tmp_path / "before"
        shutil.copytree(HERE / "base", before)
        if (case / "before").is_dir():
            shutil.copytree(case / "before", before, dirs_exist_ok=True)
        found += judge_between(before, root, told, today)
    assert sorted(found) == sorted(told.get("expect", []))
    assert any(line.endswith(code) for line in found) == (case.parent.name == "invalid")


def test_every_rule_has_examples_and_no_folder_is_left_over() -> None:
    for kind in ("valid", "invalid"):
        shown = {case.parent.parent.name for case in CASES if case.parent.name == kind}
        expected = {
            f"{e.rule.code}-{e.rule.name}" for e in rules().values() if e.rule.code != "G999"
        }
        assert shown == expected, f"{kind}: {sorted(shown ^ expected)}"


@pytest.mark.parametrize("code", sorted(rules()))
def test_a_rule_is_declared_and_documented(code: str) -> None:
    entry = rules()[code]
    rule = entry.rule
    stem = entry.module.rpartition(".")[2]
    assert stem == f"{code.lower()}_{rule.name.replace('-', '_')}"
    assert FAMILIES[code[0]] == entry.module.split(".")[-2]
    assert (entry.check is None) == (rule.scope in ("file", GATE))
    assert rule.waivable == (code[0] != "P" and code != "G999")
    for heading in HEADINGS:
        assert f"\n{heading}\n    " in entry.doc, heading
    assert code in POLICY.data["rules"] and POLICY.data["rules"][code]["name"] == rule.name
    assert rule.message.endswith((".", "?", ")")) and rule.fix.endswith(".")


def test_the_policy_names_no_unknown_rule() -> None:
    assert sorted(POLICY.data["rules"]) == sorted(rules())
