"""The shipped roadmap: complete, sourced, and judged the same whatever the day it is opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from governance.services import baseline
from governance.services.check import Report, check
from governance.source.annotations import references, unsourced
from governance.source.reader import read

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 22)


def judged(day: date, *, with_baseline: bool) -> Report:
    return check(str(ROOT), day, day, with_baseline=with_baseline, use_cache=False)


def records(folder: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted((ROOT / "roadmap" / folder).rglob("*.yaml")):
        data, problems = read(path.read_bytes())
        assert data is not None and not problems, path
        yield path, data


def test_tech_gouv_has_35_programmes_and_45_indicators_its_successor_7() -> None:
    programmes = Counter(data["strategy"] for _, data in records("programmes"))
    indicators = Counter(data["strategy"] for _, data in records("indicators"))
    assert programmes == {"tech-gouv": 35}
    assert indicators == {"tech-gouv": 45, "dinum-2023": 7}
    assert not (ROOT / "roadmap" / "programmes" / "idnum" / "franceconnect-plus.yaml").exists()


def test_axes_stakes_and_missions_are_those_announced() -> None:
    axes = Counter(data["strategy"] for _, data in records("axes"))
    assert axes == {"tech-gouv": 2, "dinum-2023": 4}
    assert len(list(records("stakes"))) == 6
    assert sorted(data["code"] for _, data in records("missions")) == [
        "BETA", "DATA", "IDNUM", "INFRA", "LABEL", "PILOT", "TALENTS", "TRANSFO",
    ]  # fmt: skip


def test_a_source_is_called_by_its_publisher_and_subject() -> None:
    for path, data in records("sources"):
        assert len(data["id"].split("-")) > 1 and len(data["id"]) >= 9, path


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("programmes", "programme"), ("indicators", "indicator"), ("measurements", "measurement"),
        ("missions", "mission"), ("strategies", "strategy"), ("products", "product"),
        ("events", "event"), ("lessons", "lesson"), ("checkpoints", "checkpoint"),
    ],
)  # fmt: skip
def test_no_fact_is_without_a_source(folder: str, kind: str) -> None:
    for path, data in records(folder):
        assert list(unsourced(kind, data)) == [], path


def test_every_target_role_and_measure_names_a_source() -> None:
    for path, data in records("indicators"):
        assert all(target["source"] for target in data.get("targets", [])), path
    for folder in ("programmes", "missions", "strategies"):
        for path, data in records(folder):
            assert all(role["source"] for role in data.get("roles", [])), path
    for path, data in records("measurements"):
        assert data["source"], path


def test_registered_and_active_users_are_never_one_series() -> None:
    counted = {
        path.stem: data["population"]["counts"]
        for path, data in records("indicators")
        if "population" in data
    }
    assert counted["tchap-utilisateurs"] == "registered"
    assert counted["tchap-utilisateurs-actifs"] == "active"


def test_conflicting_measures_stay_side_by_side() -> None:
    found = [
        (data["date"], data["value"])
        for path, data in records("measurements/franceconnect-utilisateurs")
        if data["date"].startswith("2021-12")
    ]
    assert found == [("2021-12-01", 32), ("2021-12-15", 31)]


def test_some_28_dependencies_are_stated_or_inferred() -> None:
    basis: Counter[str] = Counter()
    for folder in ("programmes", "products"):
        for _, data in records(folder):
            for field in ("dependencies", "external_dependencies"):
                basis.update(item["basis"] for item in data.get(field, []))
    assert basis["stated"] >= 28
    assert basis["inferred"] >= 1
    assert set(basis) == {"stated", "inferred"}


def test_every_source_is_cited() -> None:
    cited: set[str] = set()
    for folder, kind in (("programmes", "programme"), ("indicators", "indicator"), ("measurements", "measurement"),
                         ("strategies", "strategy"), ("missions", "mission"), ("axes", "axis"), ("stakes", "stake"),
                         ("products", "product"), ("checkpoints", "checkpoint"), ("events", "event"),
                         ("lessons", "lesson"), ("contributors", "contributor")):  # fmt: skip
        for _, data in records(folder):
            cited |= {name for kinds, name, _ in references(kind, data) if "source" in kinds}
    assert {path.stem for path, _ in records("sources")} == cited


def test_a_check_today_has_nothing_that_counts() -> None:
    report = judged(DAY, with_baseline=True)
    assert report.open == []
    assert report.exit_code("info") == 0


def test_without_the_baseline_the_story_is_told() -> None:
    report = judged(DAY, with_baseline=False)
    codes = {finding.code for finding in report.open}
    assert report.exit_code("error") == 1
    assert {"R102", "M201", "M205", "G907", "G908", "O401", "R106"} <= codes


@pytest.mark.parametrize("year", [2027, 2028, 2030, 2035, 2040])
def test_no_date_makes_the_check_red_by_itself(year: int) -> None:
    assert judged(date(year, 7, 1), with_baseline=True).exit_code("error") == 0


def test_the_baseline_is_what_a_first_writing_would_make_and_is_explained() -> None:
    change = baseline.plan(str(ROOT), judged(DAY, with_baseline=False))
    assert (change.added, change.removed) == ({}, {})
    text = (ROOT / "governance" / "policy" / "baseline.yaml").read_text(encoding="utf-8")
    assert change.text == text
    data, _ = read(text.encode())
    assert data is not None
    assert all(debt["note"] for debt in data["debts"])


@pytest.mark.parametrize(
    ("day", "vacant"), [("2022-01-31", None), ("2022-10-31", "273 days (9 months)")]
)
def test_the_direction_was_vacant_for_nine_months(day: str, vacant: str | None) -> None:
    from governance.reporters.message import message

    report = judged(date.fromisoformat(day), with_baseline=False)
    told = [message(f, "en") for f in report.open if f.code == "O407"]
    assert ([vacant in line for line in told] == [True]) if vacant else told == []


@pytest.mark.parametrize("day", ["2022-01-31", "2022-10-31"])
def test_the_interruption_nobody_decided_is_flagged(day: str) -> None:
    report = judged(date.fromisoformat(day), with_baseline=False)
    assert [f.record for f in report.open if f.code == "G907"] == ["strategy/tech-gouv"]
