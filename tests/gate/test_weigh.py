"""Weighing on a real tree: severity from the policy, and the baseline, which only shrinks."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from governance.gate.weigh import BASELINE, WAIVERS
from governance.reporters.message import fix, message
from tests.gate.weighing import BASE, MEASURES, PROGRAMME, TODAY, Tree, tree, with_severity

__all__ = ["tree"]


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_the_severity_is_that_of_the_policy(tree: Tree, severity: str) -> None:
    (finding,) = tree.weighed(policy=with_severity(M201=severity))
    assert (finding.code, finding.severity, finding.debt) == ("M201", severity, "")


def test_a_rule_that_is_off_says_nothing(tree: Tree) -> None:
    assert tree.weighed(policy=with_severity(M201="off")) == []


def test_a_gate_rule_that_is_off_says_nothing_either(tree: Tree) -> None:
    tree.waive({"until": "2026-05-31"})
    assert tree.debts(policy=with_severity(G902="off")) == {"M201": ""}


def test_what_cannot_be_waived_cannot_be_switched_off(tree: Tree) -> None:
    tree.replace(PROGRAMME, "scope: ministerial", "scope: [")
    told = tree.weighed(policy=with_severity(P002="off"))
    assert [f.severity for f in told if f.code == "P002"] == ["error"]


# -- baseline


def test_an_inherited_finding_is_counted_apart(tree: Tree) -> None:
    tree.inherit(("M201", "indicator/portail-usagers"))
    assert tree.debts() == {"M201": "baseline"}
    assert tree.debts(with_baseline=False) == {"M201": ""}


def test_a_waiver_comes_before_the_baseline(tree: Tree) -> None:
    tree.waive()
    tree.inherit(("M201", "indicator/portail-usagers"))
    assert tree.debts() == {"M201": "waived"}


def test_the_baseline_is_a_ratchet(tree: Tree) -> None:
    tree.inherit(("M201", "indicator/portail-usagers"))
    # A new debt is not covered by the old one.
    tree.replace(PROGRAMME, "scope: ministerial", "scope: interministerial")
    assert tree.debts() == {"M201": "baseline", "E701": ""}
    tree.replace(PROGRAMME, "scope: interministerial", "scope: ministerial")
    # A debt that is paid must go…
    for path in MEASURES:
        shutil.copy(BASE / path, tree.root / path)
    assert tree.debts() == {"G905": ""}
    # … and once it has gone it cannot be made again in silence.
    tree.inherit()
    assert tree.debts() == {}
    for path in MEASURES:
        (tree.root / path).unlink()
    assert tree.debts() == {"M201": ""}


def test_a_debt_names_the_field_of_its_finding(tree: Tree) -> None:
    tree.replace(PROGRAMME, "scope: ministerial", "scope: interministerial")
    tree.waive()
    tree.inherit(("E701", "programme/portail#/scope"))
    assert tree.debts() == {"M201": "waived", "E701": "baseline"}
    tree.inherit(("E701", "programme/portail"))
    assert tree.debts() == {"M201": "waived", "E701": "", "G905": ""}


def test_what_to_do_about_a_debt_fits_what_became_of_its_record(tree: Tree) -> None:
    def advice(language: str = "en") -> tuple[str, str]:
        (finding,) = (finding for finding in tree.weighed() if finding.code == "G905")
        return message(finding, language), fix(finding, language)

    tree.inherit(("M201", "indicator/portail-visites"))
    said, remedy = advice()
    assert "no record has that name" in said
    assert remedy.endswith("the same finding is now on indicator/portail-usagers.")
    assert "supprim" not in advice("fr")[1] and "changé de nom" in advice("fr")[1]
    tree.waive()
    assert "bring it back" in advice()[1] and "Remove" not in advice()[1]
    for path in MEASURES:
        shutil.copy(BASE / path, tree.root / path)
    tree.inherit(("M201", "indicator/portail-usagers"))
    (tree.root / WAIVERS).unlink()
    assert "settled" in advice()[0] and advice()[1].startswith("Remove the entry")


def test_nothing_is_settled_while_its_finding_is_left_out(tree: Tree) -> None:
    # A measure of the wrong type is told as that; the indicator is not told as never measured.
    tree.inherit(("M201", "indicator/portail-usagers"))
    (tree.root / MEASURES[0]).write_bytes((BASE / MEASURES[0]).read_bytes())
    tree.replace(MEASURES[0], "value: ", "value: env. ")
    assert tree.debts() == {"S003": ""}


def test_a_cause_that_is_switched_off_hides_nothing(tree: Tree) -> None:
    (tree.root / MEASURES[0]).write_bytes((BASE / MEASURES[0]).read_bytes())
    tree.replace(MEASURES[0], "value: ", "value: env. ")
    assert [f.code for f in tree.weighed(policy=with_severity(S003="off"))] == ["M201"]


def test_a_wrong_name_does_not_cost_the_other_debts(tree: Tree) -> None:
    tree.inherit(("M201", "indicator/portail-usagers"))
    tree.replace(BASELINE, "    records:\n", "    records:\n      - une fiche\n")
    assert tree.debts() == {"M201": "baseline", "S007": ""}


def test_nothing_is_settled_on_a_past_day(tree: Tree) -> None:
    tree.waive({"rule": "M202", "granted": "2026-04-01", "until": "2026-06-20"})
    tree.inherit(("M207", "indicator/portail-usagers"))
    assert tree.debts(as_of=date(2026, 5, 29), today=TODAY) == {"M201": ""}


def test_nothing_is_settled_while_a_file_cannot_be_read(tree: Tree) -> None:
    # The programme hides its indicators, so their findings are not told; they are not paid.
    tree.waive()
    tree.inherit(("M203", "programme/portail"))
    tree.replace(PROGRAMME, "scope: ministerial", "scope: [")
    assert "P002" in tree.debts()
    assert not {"G903", "G905"} & set(tree.debts())


def test_nothing_is_settled_while_a_rule_fails(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    from governance.gate.registry import rules

    def fails(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(rules()["M201"], "check", fails)
    tree.inherit(("M201", "indicator/portail-usagers"))
    told = {f.code: f for f in tree.weighed()}
    assert set(told) == {"G999"}
    assert told["G999"].severity == "error"
    assert told["G999"].params["code"] == "M201"
