"""Change sets: what differs is told by kind and id, nothing else is read, no date is believed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from governance.gate.changeset import ChangeSet, judge
from governance.gate.context import Context
from governance.gate.holders import holders
from governance.gate.policy import PACKAGED, Policy
from governance.gate.registry import CHANGE, of_scope, rules
from governance.gate.snapshot import Snapshot
from governance.measure.calendar import WorkingDays
from governance.model.record import Record
from governance.source.tree import Folder
from tests import changes
from tests.changes import commit, snapshot_of

BASE = Path(__file__).parents[1] / "rules" / "base"
INDICATOR = "roadmap/indicators/plan/portail-usagers.yaml"
MEASURE = "roadmap/measurements/portail-usagers/2026-03-31.yaml"
DAY = "2026-06-01"
POLICY = Policy.load(Path(PACKAGED).read_bytes(), "policy.yaml")


@pytest.fixture
def head(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "head"))


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def test_equal_trees_differ_in_nothing(head: Path) -> None:
    found = changes.change(BASE, head, DAY)
    assert found.touched == [] and found.changes() == []


def test_each_touched_path_says_what_happened(head: Path) -> None:
    edit(head, INDICATOR, "value: 10000", "value: 12000")
    (head / MEASURE).unlink()
    (head / "NOTES.md").write_text("x", "utf-8")
    assert changes.change(BASE, head, DAY).touched == [
        ("NOTES.md", "added"),
        (INDICATOR, "modified"),
        (MEASURE, "removed"),
    ]


def test_a_record_that_moved_is_one_change_with_both_sides(head: Path) -> None:
    moved = "roadmap/indicators/autre/portail-usagers.yaml"
    (head / moved).parent.mkdir()
    (head / INDICATOR).rename(head / moved)
    (one,) = changes.change(BASE, head, DAY).changes()
    assert (one.key, one.path_before, one.path_after) == (
        "indicator/portail-usagers", INDICATOR, moved,
    )  # fmt: skip
    assert one.both is not None and one.both[0].data == one.both[1].data
    assert one.path == moved


def test_a_record_that_cannot_be_read_is_not_one_that_is_gone(head: Path) -> None:
    (head / INDICATOR).write_text("id: [", "utf-8")
    (one,) = changes.change(BASE, head, DAY).changes("indicator")
    assert one.after is None and one.path_after == INDICATOR and one.both is None
    ctx = Context(POLICY, date(2026, 6, 1), date(2026, 6, 1), WorkingDays("FR"), {})
    assert judge(changes.change(BASE, head, DAY), ctx, Folder(str(head))) == []


def counting(snapshot: Snapshot) -> tuple[Snapshot, list[str]]:
    """The same snapshot, and the paths that it is asked to read."""
    asked: list[str] = []

    def read(path: str) -> Record | None:
        asked.append(path)
        return snapshot.at(path)

    return Snapshot(snapshot.files, read), asked


def test_only_what_differs_is_read(head: Path) -> None:
    edit(head, INDICATOR, "value: 10000", "value: 8000")
    (before, old), (after, new) = counting(snapshot_of(BASE)), counting(snapshot_of(head))
    made = [commit([INDICATOR], DAY)]
    found = ChangeSet(before, after, made, date(2026, 6, 1))
    ctx = Context(POLICY, date(2026, 6, 1), date(2026, 6, 1), WorkingDays("FR"), {})
    findings = judge(found, ctx, Folder(str(head)))
    assert [finding.code for finding in findings] == ["C101"]
    assert set(old) == {INDICATOR, "roadmap/roadmap.yaml"}  # the latter for its time zone
    assert set(new) == {INDICATOR}
    assert len(old) == len(set(old)) and len(new) == len(set(new))


def test_a_record_is_found_by_kind_and_id_wherever_it_lies() -> None:
    base = snapshot_of(BASE)
    assert base.path_of("measurement", "portail-usagers/2026-03-31") == MEASURE
    assert base.record("programme", "portail") is not None
    assert base.record("programme", "nothing") is None
    about = [record.id for record in base.of("checkpoint", about="portail")]
    assert about == ["portail/2026-05-20"]
    assert len(list(base.of("checkpoint"))) == 2
    assert base.paths == sorted(base.files)


def test_the_day_of_entry_is_that_of_the_last_commit_and_never_later_than_receipt(
    head: Path,
) -> None:
    (head / MEASURE).unlink()
    made = [commit([MEASURE], "2026-05-02"), commit([MEASURE], "2026-05-09")]
    found = changes.change(BASE, head, DAY, made)
    assert found.entered(MEASURE) == date(2026, 5, 9)
    assert found.entered("elsewhere") == date(2026, 6, 1)
    assert found.commits_of(MEASURE) == made
    ahead = changes.change(BASE, head, DAY, [commit([MEASURE], "2099-01-01")])
    assert ahead.entered(MEASURE) == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Pacific/Auckland", 2), ("Europe/Paris", 1), ("America/Los_Angeles", 1), ("Nowhere/Else", 1)],
)
def test_a_day_is_that_of_the_time_zone_of_the_roadmap_before(
    zone: str, expected: int, tmp_path: Path, head: Path
) -> None:
    before = Path(shutil.copytree(BASE, tmp_path / "before"))
    edit(before, "roadmap/roadmap.yaml", "Europe/Paris", zone)
    edit(head, "roadmap/roadmap.yaml", "Europe/Paris", "Asia/Tokyo")
    found = changes.change(before, head, "2026-06-05")
    assert found.day_of(commit([], DAY)) == date(2026, 6, expected)


def test_findings_about_a_record_that_is_gone_name_its_old_path(head: Path) -> None:
    (head / MEASURE).unlink()
    ctx = Context(POLICY, date(2026, 6, 1), date(2026, 6, 1), WorkingDays("FR"), {})
    (finding,) = judge(changes.change(BASE, head, DAY), ctx, Folder(str(head)))
    assert (finding.path, finding.line, finding.column) == (MEASURE, 1, 1)
    assert finding.fingerprint == "C105 measurement/portail-usagers/2026-03-31"


def test_a_rule_that_the_policy_switches_off_is_silent(head: Path) -> None:
    (head / MEASURE).unlink()
    data = {**POLICY.data, "rules": {**POLICY.data["rules"]}}
    data["rules"]["C105"] = {**data["rules"]["C105"], "severity": "off"}
    ctx = Context(Policy(data), date(2026, 6, 1), date(2026, 6, 1), WorkingDays("FR"), {})
    assert judge(changes.change(BASE, head, DAY), ctx, Folder(str(head))) == []


def test_every_rule_of_the_scope_has_a_check() -> None:
    checked = {entry.rule.code for entry in of_scope(CHANGE)}
    assert checked == {code for code, entry in rules().items() if entry.rule.scope == CHANGE}
    assert all(code[0] == "C" for code in checked)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            "programme/portail",
            {"dnum", "direction du numérique", "dominique petit", "claude durand"},
        ),
        ("indicator/portail-usagers", {"dominique petit"}),
        ("measurement/portail-usagers/2026-03-31", {"dominique petit"}),
        ("checkpoint/portail/2026-05-20", {"dominique petit"}),
        ("checkpoint/plan/2026-04-08", {"camille martin"}),
        ("contributor/dnum", {"dnum", "direction du numérique"}),
        ("strategy/plan", {"camille martin"}),
        ("source/plan-2025", set()),
    ],
)
def test_who_answers_for_a_record(record: str, expected: set[str]) -> None:
    found = holders(record, changes.change(BASE, BASE, DAY), date(2026, 6, 1))
    assert expected <= found and bool(found) == bool(expected)


def test_whoever_leaves_a_role_in_the_change_still_answers_for_it(head: Path) -> None:
    edit(head, "roadmap/programmes/usagers/portail.yaml", "Dominique Petit", "Alix Morel")
    found = holders("programme/portail", changes.change(BASE, head, DAY), date(2026, 6, 1))
    assert {"dominique petit", "alix morel"} <= found


def test_a_record_in_a_hidden_folder_is_gone() -> None:
    hidden = "roadmap/indicators/.plan/portail-usagers.yaml"
    before, after = ({path: "1", "roadmap/axes/services.yaml": "1"} for path in (INDICATOR, hidden))
    nothing = Snapshot(before, lambda _: None), Snapshot(after, lambda _: None)
    (found,) = ChangeSet(*nothing, [], date.fromisoformat(DAY)).changes()
    assert (found.path_before, found.path_after) == (INDICATOR, None)
