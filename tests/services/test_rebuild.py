"""A roadmap told again in a repository: each commit holds what its day knew, and nothing hangs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from governance.services.check import check
from governance.services.rebuild import rebuild
from tests.vcs.git import Git

SHIPPED = Path(__file__).parents[2]
UNTIL = date(2021, 6, 30)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Git, list[date]]:
    folder = tmp_path_factory.mktemp("rebuilt")
    return Git(folder), rebuild(str(SHIPPED), str(folder), UNTIL)


def test_a_commit_for_each_day_of_publication(rebuilt: tuple[Git, list[date]]) -> None:
    git, days = rebuilt
    told = git.run("log", "--reverse", "--format=%cs").split("\n")
    assert told == [day.isoformat() for day in days]
    assert date(2019, 10, 2) in days
    assert all(date(2019, 4, 11) <= day <= UNTIL for day in days)
    assert git.run("status", "--porcelain") == ""


def test_what_came_later_is_not_there(rebuilt: tuple[Git, list[date]]) -> None:
    git, _ = rebuilt
    assert "dinum-2023" not in git.run("ls-files", "roadmap/strategies")
    later = [
        path for path in git.run("ls-files", "roadmap/measurements", "roadmap/checkpoints").split("\n")
        if Path(path).stem[:10] > UNTIL.isoformat()
    ]  # fmt: skip
    assert later == []


def test_it_is_a_roadmap_like_any_other(rebuilt: tuple[Git, list[date]]) -> None:
    git, days = rebuilt
    day = days[-1]
    report = check(str(git.folder), day, date(2026, 11, 22), at="main", with_baseline=False)
    hanging = [f for f in report.open if f.code[0] in "PS" or f.code == "L101"]
    assert hanging == []
    here = check(str(SHIPPED), day, date(2026, 11, 22), with_baseline=False)
    assert {row["id"] for row in report.judgement.roadmap.programmes()} == {
        row["id"] for row in here.judgement.roadmap.programmes()
    }


def test_twice_gives_the_same_commits(rebuilt: tuple[Git, list[date]], tmp_path: Path) -> None:
    git, _ = rebuilt
    again = Git(tmp_path)
    rebuild(str(SHIPPED), str(tmp_path), UNTIL)
    assert again.head() == git.head()
