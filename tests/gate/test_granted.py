"""A waiver written again has been renewed, and a deleted baseline was there: the history tells."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from governance.errors import JalonError
from governance.gate.weigh import BASELINE, WAIVERS
from governance.services import baseline
from governance.services.check import check
from governance.services.gate import check_change
from governance.services.granted import granted
from governance.vcs.repository import Repository
from tests.gate.moves import debts
from tests.vcs.git import ZOE, Git, stamp

BASE = Path(__file__).parents[1] / "rules" / "base"
DAY = date(2026, 6, 1)
TWICE, ONCE, FIELD, NEVER = (
    "indicator/portail-usagers", "programme/portail", "mission/usagers", "contributor/dnum",
)  # fmt: skip


def waivers(*entries: str) -> str:
    """The file of waivers: each entry is ``record[#field] granted until``."""
    text = "format: 1\nwaivers:\n" if entries else "format: 1\nwaivers: []\n"
    for entry in entries:
        target, day, until = entry.split(" ", 2)
        record, _, field = target.partition("#")
        text += f"  - rule: C101\n    record: {record}\n" + (
            f"    field: {field}\n" if field else ""
        )
        text += "    reason: La mission est refondue avec celle du réseau d'ici l'été.\n"
        text += f"    author: Secrétariat général\n    granted: {day}\n    until: {until}\n"
    return text


@pytest.fixture(scope="module")
def git(tmp_path_factory: pytest.TempPathFactory) -> Git:
    """A main line that granted and deleted waivers; one more was granted on a branch alone."""
    folder = tmp_path_factory.mktemp("history") / "r"
    shutil.copytree(BASE, folder)
    made = Git(folder)
    made.commit({})
    made.commit({WAIVERS: waivers(f"{TWICE} 2026-02-10 2026-04-01")})
    made.commit({WAIVERS: "waivers: [\n"})
    made.commit({WAIVERS: None})
    first, second = f"{TWICE} 2026-04-05 2026-05-10", f"{ONCE} 2026-03-10 2026-05-20"
    made.commit({WAIVERS: waivers(first, second)})
    made.commit({WAIVERS: waivers(f"{FIELD}#/title 2026-03-01 2026-04-01", second)})
    made.commit({WAIVERS: waivers(f"{FIELD}#/title 2026-04-01 2026-05-01")})
    made.run("checkout", "-q", "-b", "side")
    made.commit({WAIVERS: waivers(f"{NEVER} 2026-03-01 2026-04-01")})
    made.commit({WAIVERS: waivers(f"{NEVER} 2026-04-02 2026-05-01")})
    made.commit({WAIVERS: waivers()})
    made.run("checkout", "-q", "main")
    made.commit({WAIVERS: waivers()})
    person = stamp("2026-01-05T09:00:00Z", ZOE, "")
    made.run("merge", "-q", "--no-ff", "-m", "Fusion", "side", **person)
    return made


@pytest.mark.parametrize(
    ("entry", "count"),
    [
        (f"{TWICE} 2026-05-15 2026-07-15", 2),
        (f"{TWICE}#/targets 2026-05-15 2026-07-15", 2),  # it was covered with the whole record
        (f"{TWICE} 2026-04-05 2026-06-30", None),  # the same one, brought back
        (f"{ONCE} 2026-05-15 2026-07-15", None),
        (f"{FIELD}#/title 2026-05-15 2026-07-15", 2),
        (f"{FIELD}#/axis 2026-05-15 2026-07-15", None),
        (f"{FIELD} 2026-05-15 2026-07-15", 2),
        (f"{NEVER} 2026-05-15 2026-07-15", None),
        (f"{NEVER} 2026-05-15 2026-07-15\n    renewals: 2", 2),
    ],
)
def test_what_the_history_granted_counts(git: Git, entry: str, count: int | None) -> None:
    git.run("checkout", "-q", "--detach", "main")
    git.commit({WAIVERS: waivers(entry)})
    for use_cache in (True, False):
        report = check_change(str(git.folder), "main", "HEAD", DAY, DAY, use_cache=use_cache)
        found = [(f.code, f.params.get("count")) for f in report.open]
        assert found == ([("G912", count)] if count else [])


def test_a_version_is_read_once(git: Git) -> None:
    repository = Repository.at(str(git.folder))
    tip = repository.commit("main")
    first = granted(repository, tip)
    assert sorted((one["record"], one["granted"]) for one in first) == [
        (TWICE, "2026-02-10"), (TWICE, "2026-04-05"), (FIELD, "2026-03-01"), (FIELD, "2026-04-01"),
        (ONCE, "2026-03-10"),
    ]  # fmt: skip
    repository.folder = "/nowhere"  # where no git could read anything more
    assert granted(repository, tip) == first


ONE, TWO, THREE = "programme/portail", "indicator/portail-usagers", "mission/usagers"
BROKEN = "debts: [\n"


@pytest.mark.parametrize(
    ("versions", "proposed", "told"),
    [
        ([], debts(ONE, TWO), []),  # the first of the repository
        ([debts(ONE), None], debts(ONE, TWO), [ONE, TWO]),
        ([debts(ONE), None], debts(ONE), [ONE]),  # what was settled does not come back
        ([debts(ONE), None, BROKEN], debts(ONE), [ONE]),
        ([debts(ONE, TWO), BROKEN], debts(TWO, THREE), [THREE]),  # mended, and one more
        ([debts(ONE, TWO), debts(ONE)], debts(TWO), [TWO]),
        ([debts(ONE, TWO), debts(ONE)], None, []),
    ],
)
def test_a_baseline_that_was_there_is_not_a_first_one(
    git: Git, versions: list[str | None], proposed: str | None, told: list[str]
) -> None:
    git.run("checkout", "-q", "--detach", "main")
    for text in versions:
        git.commit({BASELINE: text})
    base = git.head()
    git.commit({BASELINE: proposed})
    report = check_change(str(git.folder), base, "HEAD", DAY, DAY)
    assert [f.params["named"] for f in report.open if f.code == "C117"] == told


def test_a_baseline_of_a_branch_never_stood_on_the_main_line(git: Git) -> None:
    git.run("checkout", "-q", "--detach", "main")
    git.run("checkout", "-q", "-b", "essai")
    git.commit({BASELINE: debts(ONE)})
    git.commit({BASELINE: None})
    git.run("checkout", "-q", "--detach", "main")
    git.merge("essai")
    base = git.head()
    git.commit({BASELINE: debts(ONE)})
    report = check_change(str(git.folder), base, "HEAD", DAY, DAY)
    assert "C117" not in {f.code for f in report.open}


def test_no_other_first_baseline_is_written(git: Git) -> None:
    git.run("checkout", "-q", "--detach", "main")
    where = str(git.folder)
    report = check(where, DAY, DAY)
    assert baseline.plan(where, report).removed == {}
    git.commit({BASELINE: debts(ONE)})
    git.commit({BASELINE: None})
    with pytest.raises(JalonError) as caught:
        baseline.plan(where, report)
    assert caught.value.exit_code == 1
    shutil.copytree(BASE / "roadmap", git.folder.parent / "without" / "roadmap")
    assert baseline.plan(str(git.folder.parent / "without"), report).removed == {}
