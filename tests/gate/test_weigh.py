"""Weighing on a real tree: severity from the policy, waivers and their limits, the baseline."""

from __future__ import annotations

import copy
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from governance.gate.judge import Judge
from governance.gate.policy import PACKAGED, Policy
from governance.gate.weigh import BASELINE, WAIVERS, weigh
from governance.model.finding import Finding
from governance.reporters.message import fix, message
from governance.source.tree import Folder

BASE = Path(__file__).parents[1] / "rules" / "base"
JUDGED = ("E701", "G90", "G91", "M201", "P", "S")
"""Codes of the rules that speak here; what the others would say of the tree is not the matter."""
TODAY = date(2026, 6, 1)
PROGRAMME = "roadmap/programmes/usagers/portail.yaml"
MEASURES = (
    "roadmap/measurements/portail-usagers/2025-12-31.yaml",
    "roadmap/measurements/portail-usagers/2026-03-31.yaml",
)
WAIVER = {
    "rule": "M201",
    "record": "indicator/portail-usagers",
    "reason": "Les premiers chiffres arrivent avec le marché de juin.",
    "author": "Comité numérique",
    "granted": "2026-05-04",
    "until": "2026-07-31",
}


def with_severity(**severities: str) -> Policy:
    data = copy.deepcopy(Policy.load(Path(PACKAGED).read_bytes(), "policy.yaml").data)
    for code, rule in data["rules"].items():
        rule["severity"] = severities.get(code, "error" if code.startswith(JUDGED) else "off")
    return Policy(data)


POLICY = with_severity()


class Tree:
    """A copy of the base roadmap, in which the indicator of the programme was never measured."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(BASE, root)
        (root / WAIVERS).parent.mkdir(parents=True)
        for path in MEASURES:
            (root / path).unlink()

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def waive(self, *waivers: dict[str, Any]) -> None:
        """Write the waivers: the one above, with what each mapping changes (``None`` leaves out)."""
        text = "format: 1\nwaivers:\n"
        for changes in waivers or ({},):
            fields = {k: v for k, v in {**WAIVER, **changes}.items() if v is not None}
            lines = [f"{name}: {value}" for name, value in fields.items()]
            text += "  - " + "\n    ".join(lines) + "\n"
        (self.root / WAIVERS).write_text(text, encoding="utf-8")

    def inherit(self, *debts: tuple[str, str]) -> None:
        text = "format: 1\ndebts:\n"
        for rule, record in debts:
            text += f"  - rule: {rule}\n    records:\n      - {record}\n"
        (self.root / BASELINE).write_text(
            text if debts else "format: 1\ndebts: []\n", encoding="utf-8"
        )

    def weighed(
        self,
        as_of: date = TODAY,
        today: date | None = None,
        policy: Policy = POLICY,
        **options: Any,
    ) -> list[Finding]:
        judgement = Judge(Folder(str(self.root)), policy, as_of, today or as_of).run()
        return weigh(judgement, Folder(str(self.root)), settle=as_of == (today or as_of), **options)

    def debts(self, **kwargs: Any) -> dict[str, str]:
        """The debt of each finding, by code."""
        return {finding.code: finding.debt for finding in self.weighed(**kwargs)}


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "repository")


# -- severity


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


# -- waivers


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
