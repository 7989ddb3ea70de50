"""Waivers weighed on a real tree: what each covers, for how long, and who may grant it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from governance.gate.weigh import BASELINE, WAIVERS
from tests.gate.weighing import PROGRAMME, Tree, tree

__all__ = ["tree"]


def test_a_waiver_covers_the_findings_of_its_rule_on_its_record(tree: Tree) -> None:
    tree.waive()
    assert tree.debts() == {"M201": "waived"}


def test_a_waiver_of_another_record_or_rule_covers_nothing(tree: Tree) -> None:
    tree.waive({"record": "programme/portail"}, {"rule": "M202"})
    assert tree.debts() == {"M201": "", "G903": ""}
    assert [f.pointer for f in tree.weighed() if f.code == "G903"] == [
        ("waivers", 0),
        ("waivers", 1),
    ]


def test_a_waiver_of_a_rule_on_changes_is_not_unused_for_want_of_a_change(tree: Tree) -> None:
    tree.waive({}, {"rule": "C105", "record": "measurement/portail-usagers/2026-03-31"})
    assert tree.debts() == {"M201": "waived"}


def test_a_waiver_with_a_field_covers_that_field_only(tree: Tree) -> None:
    tree.replace(PROGRAMME, "scope: ministerial", "scope: interministerial")
    named: dict[str, Any] = {"rule": "E701", "record": "programme/portail"}
    tree.waive({}, {**named, "field": "/scope"})
    assert tree.debts() == {"M201": "waived", "E701": "waived"}
    tree.waive({}, {**named, "field": "/title"})
    assert tree.debts() == {"M201": "waived", "E701": "", "G903": ""}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 5, 29), {"M201": ""}),  # not granted yet: on that day it did not exist
        (date(2026, 6, 1), {"M201": "waived"}),
        (date(2026, 6, 12), {"M201": "waived"}),  # its last day
        (date(2026, 6, 13), {"M201": "", "G902": ""}),
    ],
)
def test_a_waiver_holds_from_the_day_granted_to_its_last_day(
    tree: Tree, day: date, expected: dict[str, str]
) -> None:
    tree.waive({"granted": "2026-06-01", "until": "2026-06-12"})
    assert tree.debts(as_of=day, today=date(2026, 6, 30)) == expected


def test_a_waiver_granted_in_the_future_covers_nothing_and_is_told(tree: Tree) -> None:
    tree.waive({"granted": "2026-06-02"})
    assert tree.debts() == {"M201": "", "G903": ""}


def test_ninety_days_are_the_longest_waiver(tree: Tree) -> None:
    tree.waive({"granted": "2026-05-01", "until": "2026-07-30"})
    assert tree.debts() == {"M201": "waived"}
    tree.waive({"granted": "2026-05-01", "until": "2026-07-31"})
    assert tree.debts() == {"M201": "", "G910": ""}
    (finding,) = (f for f in tree.weighed() if f.code == "G910")
    assert (finding.params["days"], finding.params["limit"]) == (91, 90)


def test_a_reason_of_a_few_words_covers_nothing(tree: Tree) -> None:
    tree.waive({"reason": "Accord du comité en mai"})
    assert tree.debts() == {"M201": "", "G901": ""}


@pytest.mark.parametrize(
    "author",
    ["Dominique Petit", "dominique  PETIT", "dnum", "Direction du numérique", "Claude Durand"],
)
def test_whoever_answers_for_the_programme_cannot_grant(tree: Tree, author: str) -> None:
    tree.waive({"author": author})
    assert tree.debts() == {"M201": "", "G904": ""}


def test_the_roles_are_those_of_the_day_granted(tree: Tree) -> None:
    before = "    person: Dominique Petit\n    from: 2025-01-06\n"
    tree.replace(PROGRAMME, before, before + "    to: 2026-05-03\n")
    tree.waive({"author": "Dominique Petit"})
    assert tree.debts()["M201"] == "waived"
    tree.waive({"author": "Dominique Petit", "granted": "2026-05-03"})
    assert tree.debts()["M201"] == ""
    after = "    person: Claude Durand\n    from: "
    tree.replace(PROGRAMME, f"{after}2025-01-06\n", f"{after}2026-05-05\n")
    tree.waive({"author": "Claude Durand"})
    assert tree.debts()["M201"] == "waived"


@pytest.mark.parametrize(
    ("record", "author"),
    [
        ("programme/portail", "Dominique Petit"),
        ("indicator/portail-usagers", "Dominique Petit"),
        ("measurement/portail-usagers/2026-03-31", "Dominique Petit"),
        ("checkpoint/portail/2026-05-20", "Dominique Petit"),
        ("checkpoint/plan/2026-04-08", "Camille Martin"),
        ("strategy/plan", "Camille Martin"),
        ("product/portail", "ministere"),  # its operator
        ("product/portail", "Dominique Petit"),  # the lead of its programme
        ("mission/usagers", "Sacha Bernard"),
        ("demand/agenda", "Ministère pilote"),
        ("contributor/ministere", "ministere"),
    ],
)
def test_the_beneficiary_is_found_for_every_kind_of_record(
    tree: Tree, record: str, author: str
) -> None:
    product = "id: portail\ntitle: Portail\nprogrammes: [portail]\noperator: ministere\n"
    demand = "id: agenda\ntitle: Agenda\ndate: 2026-05-04\nasked_by: ministere\nanswer: Oui.\n"
    for folder, name, text in (("products", "portail", product), ("demands", "agenda", demand)):
        (tree.root / "roadmap" / folder).mkdir()
        (tree.root / "roadmap" / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    tree.replace(
        "roadmap/missions/usagers.yaml", "source:", "roles: [{role: head, person: Sacha Bernard}]\nsource:"
    )  # fmt: skip
    tree.waive({"record": record, "author": author})
    assert "G904" in tree.debts()
    tree.waive({"record": record, "author": "Comité numérique"})
    assert "G904" not in tree.debts()


def test_a_product_named_like_a_programme_has_its_own_beneficiaries(tree: Tree) -> None:
    (tree.root / "roadmap" / "products").mkdir()
    product = tree.root / "roadmap" / "products" / "portail.yaml"
    product.write_text("id: portail\ntitle: Portail\noperator: ministere\n", encoding="utf-8")
    tree.waive({"record": "product/portail", "author": "Dominique Petit"})
    assert "G904" not in tree.debts()


def test_whoever_presides_the_steering_body_may_grant(tree: Tree) -> None:
    tree.replace(
        "roadmap/strategies/plan.yaml", "roles:\n", "roles:\n  - role: chair\n    person: Lou Robert\n"
    )  # fmt: skip
    tree.waive({"record": "strategy/plan", "author": "Lou Robert"})
    assert "G904" not in tree.debts()


@pytest.mark.parametrize("rule", ["P002", "P018", "G999", "M999"])
def test_some_rules_admit_no_waiver_and_no_debt(tree: Tree, rule: str) -> None:
    tree.waive({"rule": rule})
    assert tree.debts() == {"M201": "", "G911": ""}
    (tree.root / WAIVERS).unlink()
    tree.inherit((rule, "indicator/portail-usagers"))
    assert tree.debts() == {"M201": "", "G911": ""}


def test_a_file_that_cannot_be_read_is_not_waived(tree: Tree) -> None:
    tree.replace(PROGRAMME, "scope: ministerial", "scope: [")
    tree.waive({"rule": "P002", "record": "programme/portail"})
    told = tree.debts()
    assert (told["P002"], told["G911"]) == ("", "")


@pytest.mark.parametrize("missing", ["author", "granted", "until", "reason"])
def test_an_incomplete_waiver_covers_nothing(tree: Tree, missing: str) -> None:
    tree.waive({missing: None})
    assert tree.debts() == {"M201": "", "S001": ""}


def test_a_scalar_refused_by_the_reader_is_told_once(tree: Tree) -> None:
    tree.waive({"until": "2026-7-31"})
    assert tree.debts() == {"M201": "", "P018": ""}


def test_a_wrong_entry_does_not_shift_the_others(tree: Tree) -> None:
    tree.waive({"until": "2026-05-31"})
    tree.replace(WAIVERS, "waivers:\n", "waivers:\n  - not a waiver\n")
    assert [f.pointer for f in tree.weighed() if f.code == "G902"] == [("waivers", 1, "until")]


def test_a_waiver_is_told_once(tree: Tree) -> None:
    tree.waive({"author": "dnum"}, {"rule": "P002"}, {"reason": "Court."}, {"until": "2026-05-31"})
    told = [f.code for f in tree.weighed() if f.code != "M201"]
    assert sorted(told) == ["G901", "G902", "G904", "G911"]


@pytest.mark.parametrize("path", [WAIVERS, BASELINE])
def test_a_policy_file_that_cannot_be_read_is_a_finding(tree: Tree, path: str) -> None:
    (tree.root / path).write_text("format: [\n", encoding="utf-8")
    told = {f.code: f for f in tree.weighed()}
    assert set(told) == {"M201", "P002"}
    assert told["P002"].path == path
    assert told["P002"].line and told["P002"].column
