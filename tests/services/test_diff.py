"""A change in sentences: each promise, decision, measure and person told once, a layout never."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.gate.changeset import ChangeSet
from governance.i18n import use
from governance.model.record import Record
from governance.services.diff import Story, sentences, story
from governance.services.diff_fields import differences
from governance.services.diff_words import LOST, RANKS
from tests import changes

BASE = Path(__file__).parents[1] / "rules" / "base"
INDICATOR = "roadmap/indicators/plan/portail-usagers.yaml"
PROGRAMME = "roadmap/programmes/usagers/portail.yaml"
CHECKPOINT = "roadmap/checkpoints/portail/2026-05-20.yaml"
MEASURE = "roadmap/measurements/portail-usagers/2026-03-31.yaml"
Edit = tuple[str, str, str]


@pytest.fixture(autouse=True)
def english() -> None:
    use("en")


def edited(root: Path, *edits: Edit) -> ChangeSet:
    """The change that replaces ``old`` by ``new`` in each file of the base."""
    head = Path(shutil.copytree(BASE, root / "head"))
    for path, old, new in edits:
        text = (head / path).read_text("utf-8")
        assert old in text
        (head / path).write_text(text.replace(old, new, 1), "utf-8")
    return changes.change(BASE, head, "2026-06-01")


def said(found: ChangeSet, language: str = "en") -> list[str]:
    return [
        sentence.said(language, lambda text: f"“{text}”", str, lambda number: f"{number:g}")
        for sentence in sentences(found)
    ]


TARGET = "  - date: 2026-12-31\n    value: 10000\n"
ROLE = "    person: Dominique Petit\n    from: 2025-01-06\n"
CASES: dict[str, tuple[list[Edit], list[str]]] = {
    "lowered": (
        [(INDICATOR, "value: 10000", "value: 8000")],
        ["The target of portail-usagers for 2026-12-31 is lowered from 10000 to 8000."],
    ),
    "raised": (
        [(INDICATOR, "value: 10000", "value: 12000")],
        ["The target of portail-usagers for 2026-12-31 is raised from 10000 to 12000."],
    ),
    "put off": (
        [(INDICATOR, "- date: 2026-12-31", "- date: 2027-06-30")],
        ["The target of portail-usagers due on 2026-12-31 is now due on 2027-06-30."],
    ),
    "target added": (
        [(INDICATOR, "targets:\n", "targets:\n  - date: 2026-09-30\n    value: 9000\n")],
        ["portail-usagers gets a target of 9000 for 2026-09-30."],
    ),
    "target noted": (
        [(INDICATOR, TARGET, TARGET + "    bound: at_least\n")],
        ["portail-usagers, Targets · Meaning of the value of “2026-12-31”: at least is added."],
    ),
    "population": (
        [(INDICATOR, "counts: active", "counts: registered")],
        ["portail-usagers, Population counted · What is counted: active becomes registered."],
    ),
    "dropped": (
        [(INDICATOR, "frequency", "dropped:\n  date: 2026-05-28\n  reason: Il ferme.\nfrequency")],
        ["portail-usagers is given up on 2026-05-28: “Il ferme.”"],
    ),
    "rebaselined": (
        [
            (
                INDICATOR,
                "frequency",
                (
                    "rebaselines:\n  - date: 2026-05-28\n    what: target\n    reason: funding\n"
                    "    approver: Comité\nfrequency"
                ),
            )
        ],
        [
            (
                "Rebaseline of portail-usagers, accepted by “Comité” on 2026-05-28: target "
                "(funding changed)."
            )
        ],
    ),
    "slips": (
        [(PROGRAMME, "baseline: 2026-12-31", "baseline: 2026-12-31\n    forecast: 2027-03-31")],
        ["The milestone ouverture of portail slips by 90 days, from 2026-12-31 to 2027-03-31."],
    ),
    "earlier": (
        [(PROGRAMME, "baseline: 2026-12-31", "baseline: 2026-12-31\n    forecast: 2026-12-01")],
        ["The milestone ouverture of portail comes 30 days earlier, 2026-12-01 for 2026-12-31."],
    ),
    "reached": (
        [(PROGRAMME, "baseline: 2026-12-31", "baseline: 2026-12-31\n    actual: 2026-05-30")],
        ["The milestone ouverture of portail is reached on 2026-05-30."],
    ),
    "milestone renamed": (
        [(PROGRAMME, "- id: ouverture", "- id: lancement")],
        [
            "The milestone ouverture of portail is withdrawn.",
            "portail gets the milestone lancement.",
        ],
    ),
    "takes over": (
        [(PROGRAMME, "person: Dominique Petit", "person: Alix Morel")],
        ["“Alix Morel” takes over from “Dominique Petit” as lead of portail."],
    ),
    "leaves": (
        [(PROGRAMME, ROLE, ROLE + "    to: 2026-05-31\n")],
        ["“Dominique Petit” is lead of portail until 2026-05-31."],
    ),
    "succession": (
        [
            (
                PROGRAMME,
                ROLE,
                ROLE + "    to: 2026-05-31\n    source: [plan-2025]\n  - role: lead\n"
                "    organisation: dnum\n    person: Alix Morel\n    from: 2026-06-01\n",
            )
        ],
        ["“Alix Morel” takes over from “Dominique Petit” as lead of portail."],
    ),
    "criterion": (
        [(PROGRAMME, "threshold: 1000", "threshold: 100")],
        ["portail, Stop criteria · Threshold of “portail-usagers”: 1000 becomes 100."],
    ),
    "reworded": (
        [(PROGRAMME, "en un seul lieu.", "de tous les ministères en un seul et même endroit.")],
        ["portail, Purpose: reworded."],
    ),
    "source": (
        [(PROGRAMME, "grade: official\nsource: [plan-2025]", "grade: official\nsource: [autre]")],
        ["portail, Sources: “plan-2025” is taken out.", "portail, Sources: “autre” is added."],
    ),
    "unreadable": (
        [(PROGRAMME, "id: portail", "id: [")],
        ["What changes in portail cannot be told: the file cannot be read."],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_edit_is_told_in_its_own_words(name: str, tmp_path: Path) -> None:
    edits, expected = CASES[name]
    assert said(edited(tmp_path, *edits)) == expected


def test_a_layout_a_comment_and_the_order_of_fields_are_no_facts(tmp_path: Path) -> None:
    found = edited(
        tmp_path,
        (INDICATOR, "id: portail-usagers\nstrategy: plan\n", "strategy: plan\nid: portail-usagers\n"),
        (INDICATOR, "value: 10000", "value: 10000.0  # objectif"),
        (PROGRAMME, "source: [plan-2025]\n", "source:\n      - plan-2025\n"),
        (PROGRAMME, "Réunir les démarches en un seul lieu.", "|-\n  Réunir les démarches\n  en un seul lieu."),
    )  # fmt: skip
    told = story(found)
    assert (told.files, told.records, told.facts, told.groups) == (2, 2, 0, [])


def added(root: Path, path: str, text: str, *edits: Edit) -> list[str]:
    edited(root, *edits)
    head = root / "head"
    (head / path).parent.mkdir(parents=True, exist_ok=True)
    (head / path).write_text(text, "utf-8")
    return said(changes.change(BASE, head, "2026-06-01"))


def test_a_measure_stands_beside_the_last_one_and_the_target(tmp_path: Path) -> None:
    text = (BASE / MEASURE).read_text("utf-8").replace("2026-03-31", "2026-05-31")
    path = MEASURE.replace("2026-03-31", "2026-05-31")
    assert added(tmp_path, path, text.replace("7500", "8100")) == [
        (
            "portail-usagers measured at 8100 on 2026-05-31, after 7500 on 2026-03-31; target 10000 for "
            "2026-12-31."
        )
    ]


def test_a_review_tells_its_decision_and_how_the_weather_turns(tmp_path: Path) -> None:
    text = (BASE / CHECKPOINT).read_text("utf-8").replace("2026-05-20", "2026-05-27")
    text = text.replace("sunny", "stormy").replace("launch", "pause")
    path = CHECKPOINT.replace("2026-05-20", "2026-05-27")
    assert added(tmp_path, path, text) == [
        (
            "Review of portail on 2026-05-27: pause, because “Le cadrage est terminé et les objectifs "
            "sont tenus.”"
        ),
        "The declared weather of portail goes from sunny to stormy.",
    ]


def test_an_open_decision_names_who_decides_and_by_when(tmp_path: Path) -> None:
    text = (BASE / CHECKPOINT).read_text("utf-8").replace("2026-05-20", "2026-05-27")
    text = text.replace("kind: launch", "kind: open\n  owner: Camille Martin\n  due: 2026-06-30")
    path = CHECKPOINT.replace("2026-05-20", "2026-05-27")
    assert added(tmp_path, path, text) == [
        (
            "Review of portail on 2026-05-27: the decision is left open to “Camille Martin” until "
            "2026-06-30."
        )
    ]


def test_a_new_record_a_removed_one_and_one_that_moves(tmp_path: Path) -> None:
    found = edited(tmp_path)
    head = tmp_path / "head"
    (head / MEASURE).unlink()
    (head / "roadmap/sources/loi.yaml").write_text(
        "id: loi\ntitle: La loi\nkind: official\n", "utf-8"
    )
    (head / INDICATOR).rename(head / "roadmap/indicators/portail-usagers.yaml")
    found = changes.change(BASE, head, "2026-06-01")
    assert said(found) == [
        "The measurement portail-usagers/2026-03-31 is removed.",
        f"The file of portail-usagers moves from {INDICATOR} to roadmap/indicators/portail-usagers.yaml.",
        "New source loi: “La loi”.",
    ]
    assert story(found).facts == 2


def test_a_renamed_record_is_recognised(tmp_path: Path) -> None:
    edited(tmp_path)
    head = tmp_path / "head"
    old, new = "roadmap/sources/plan-2025.yaml", "roadmap/sources/plan.yaml"
    text = (head / old).read_text("utf-8").replace("id: plan-2025", "id: plan")
    (head / old).unlink()
    (head / new).write_text(text, "utf-8")
    assert said(changes.change(BASE, head, "2026-06-01")) == [
        "The source plan-2025 is renamed to plan.",
        "New source plan: “Plan numérique 2025”.",
    ]


def test_a_rewritten_measure_comes_first(tmp_path: Path) -> None:
    found = edited(tmp_path, (MEASURE, "value: 7500", "value: 9500"))
    (one,) = sentences(found)
    assert (one.rank, one.old, one.new, one.pointer) == (LOST, 7500, 9500, ("value",))


def test_groups_are_programmes_the_most_important_first(tmp_path: Path) -> None:
    found = edited(
        tmp_path,
        ("roadmap/strategies/plan.yaml", "cadence: P6M", "cadence: P3M"),
        ("roadmap/contributors/dnum.yaml", "capacity_fte: 20", "capacity_fte: 25"),
        (PROGRAMME, "fte: 4", "fte: 5"),
        (INDICATOR, "value: 10000", "value: 8000"),
    )
    told: Story = story(found)
    assert [(group.key, group.title) for group in told.groups] == [
        ("programme/portail", "Portail des démarches"),
        ("strategy/plan", "Plan numérique"),
        ("", ""),
    ]
    ranks = [sentence.rank for sentence in told.groups[0].sentences]
    assert [RANKS[rank] for rank in ranks] == ["lost", "other"]
    assert told.facts == 4


def test_a_file_that_is_no_record_is_told_and_is_no_fact(tmp_path: Path) -> None:
    found = edited(tmp_path)
    policy = tmp_path / "head" / "governance" / "policy" / "policy.yaml"
    policy.parent.mkdir(parents=True)
    policy.write_text("format: 1\n", "utf-8")
    found = changes.change(BASE, tmp_path / "head", "2026-06-01")
    assert said(found) == ["The file governance/policy/policy.yaml is added."]
    assert story(found).facts == 0


def test_every_sentence_is_told_in_french(tmp_path: Path) -> None:
    for name, (edits, expected) in CASES.items():
        found = edited(tmp_path / name.replace(" ", "-"), *edits)
        told = said(found, "fr")
        assert len(told) == len(expected)
        assert not set(told) & set(expected), name


_fields = st.dictionaries(
    st.sampled_from(["title", "note", "unit", "stakes", "costs", "provenance", "zz"]),
    st.recursive(
        st.integers(0, 3) | st.sampled_from(["a", "b", "2026-01-01", "x" * 70]),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "title", "value", "role"]), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)  # fmt: skip


@settings(max_examples=60)
@given(_fields, _fields)
def test_any_two_versions_can_be_told_and_equal_ones_give_nothing(
    old: dict[str, object], new: dict[str, object]
) -> None:
    before, after = (Record("programme", "p", "p.yaml", data) for data in (old, new))
    assert differences(before, before) == []
    for sentence in differences(before, after):
        for language in ("en", "fr"):
            assert sentence.said(language, str, str, str)
