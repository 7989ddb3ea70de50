"""A change is judged by the policy of its base, for what it adds or touches, and for nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from governance.errors import JalonError
from governance.services.check import check
from governance.services.gate import STANDING, ChangeReport, check_change
from tests.vcs.git import Git

BASE = Path(__file__).parents[1] / "rules" / "base"
DAY = date(2026, 6, 1)
PROGRAMME = "roadmap/programmes/usagers/portail.yaml"
INDICATOR = "roadmap/indicators/plan/portail-usagers.yaml"
MEASURE = "roadmap/measurements/portail-usagers/2026-03-31.yaml"
POLICY = "governance/policy/policy.yaml"
NOON = "2026-06-01T10:00:00Z"


@pytest.fixture
def git(tmp_path: Path) -> Git:
    folder = tmp_path / "r"
    shutil.copytree(BASE, folder)
    made = Git(folder)
    made.commit({}, "Base", when="2026-05-30T10:00:00Z")
    return made


def rewrite(git: Git, path: str, *pairs: tuple[str, str]) -> str:
    text = (git.folder / path).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def judged(git: Git, base: str = "HEAD~1", head: str = "HEAD", day: date = DAY) -> ChangeReport:
    found = check_change(str(git.folder), base, head, day, day)
    again = check_change(str(git.folder), base, head, day, day)
    without = check_change(str(git.folder), base, head, day, day, use_cache=False)
    told = [[(f.order, f.debt, f.severity) for f in r.findings] for r in (found, again, without)]
    assert told[0] == told[1] == told[2], "the cache is a hint"
    return found


def codes(report: ChangeReport, debt: str = "") -> list[str]:
    return [finding.code for finding in report.findings if finding.debt == debt]


def test_an_honest_change_passes(git: Git) -> None:
    text = rewrite(git, PROGRAMME, ("Réunir les démarches", "Réunir toutes les démarches"))
    git.commit({PROGRAMME: text}, when=NOON)
    report = judged(git)
    assert (report.findings, report.exit_code("error")) == ([], 0)
    assert [change.key for change in report.changes.changes()] == ["programme/portail"]


def test_what_is_new_counts_wherever_it_shows(git: Git) -> None:
    git.commit({"roadmap/missions/usagers.yaml": None}, when=NOON)
    report = judged(git)
    assert ("L101", PROGRAMME) in {(f.code, f.path) for f in report.open}, "on a file left alone"
    assert report.exit_code("error") == 1


def stale(git: Git) -> date:
    """A day on which the base has debts of its own."""
    day = date(2027, 1, 20)
    assert {f.code for f in check(str(git.folder), day, day, at="HEAD").open} >= {"R101", "M202"}
    return day


def test_the_debt_of_another_never_blocks(git: Git) -> None:
    day = stale(git)
    text = rewrite(git, "roadmap/contributors/dnum.yaml", ("title: ", "title: La "))
    git.commit({"roadmap/contributors/dnum.yaml": text}, when="2027-01-19T10:00:00Z")
    report = judged(git, day=day)
    assert codes(report) == []
    assert {"R101", "M202"} <= set(codes(report, STANDING))
    assert report.exit_code("error") == 0
    assert report.standing[PROGRAMME] == "2026-05-30"


def test_debt_on_a_touched_record_blocks(git: Git) -> None:
    day = stale(git)
    text = rewrite(git, PROGRAMME, ("Réunir", "Rassembler"))
    git.commit({PROGRAMME: text}, when="2027-01-19T10:00:00Z")
    report = judged(git, day=day)
    assert "R101" in codes(report)
    assert "M202" in codes(report, STANDING), "the indicator is left alone"


def test_an_accepted_debt_blocks_once_its_field_is_written_anew(git: Git) -> None:
    text = rewrite(git, INDICATOR, ("unit: usagers", "unit: usagers\nowner: personne"))
    debt = "format: 1\ndebts:\n  - rule: L101\n    note: Reprise.\n    records: [indicator/portail-usagers#/owner]\n"
    git.commit({INDICATOR: text, "governance/policy/baseline.yaml": debt})
    git.commit({INDICATOR: text.replace("Usagers du portail", "Usagers")}, when=NOON)
    report = judged(git)
    assert (codes(report), codes(report, "baseline")) == ([], ["L101"])
    git.commit({INDICATOR: text.replace("owner: personne", "owner: nul")}, when=NOON)
    assert codes(judged(git, "HEAD~2")) == ["L101"]
    git.commit({INDICATOR: text.replace("\nowner: personne", "")}, when=NOON)
    git.commit({INDICATOR: text}, when=NOON)
    assert codes(judged(git)) == ["L101"], "a debt that was settled does not come back"


def test_the_policy_of_the_change_has_no_say(git: Git) -> None:
    policy = (Path(__file__).parents[2] / POLICY).read_text("utf-8")
    rule = "  L101:\n    name: dangling-reference\n    severity: "
    assert rule in policy
    off = policy.replace(f"{rule}error", f"{rule}'off'")
    strict = "roadmap/missions/usagers.yaml"
    git.commit({POLICY: off, strict: None}, when=NOON)
    report = judged(git)
    assert {"L101", "C111"} <= set(codes(report))
    git.run("reset", "-q", "--hard", "HEAD~1")
    git.commit({POLICY: off}, "Politique seule", when=NOON)
    git.commit({strict: None}, when=NOON)
    assert "L101" not in codes(judged(git)), "once merged, it rules"


def test_a_policy_that_nothing_could_be_judged_by_does_not_enter(git: Git) -> None:
    git.commit({POLICY: "format: 1\nrules: {}\ncadence: none\n"}, when=NOON)
    with pytest.raises(JalonError, match="policy"):
        judged(git)


def test_a_waiver_allows_nothing_before_it_is_merged(git: Git) -> None:
    waiver = """\
format: 1
waivers:
  - rule: L101
    record: programme/portail
    reason: La mission est refondue avec celle du réseau d'ici l'été.
    author: Secrétariat général
    granted: 2026-06-01
    until: 2026-07-01
"""
    gone = {"roadmap/missions/usagers.yaml": None}
    git.commit({"governance/policy/waivers.yaml": waiver}, when=NOON)
    alone = judged(git)
    assert codes(alone) == ["G903"], "it would allow nothing"
    git.commit(gone, when=NOON)
    assert "L101" in codes(judged(git), "waived")
    assert "L101" in codes(judged(git, "HEAD~2"))


def test_the_merged_result_is_judged(git: Git) -> None:
    other = "roadmap/programmes/usagers/guichet.yaml"
    text = rewrite(
        git, PROGRAMME, ("id: portail", "id: guichet"), ("title: Portail", "title: Guichet")
    )
    cut = text[: text.index("stop_criteria")] + text[text.index("provenance") :]
    git.commit({other: cut}, when="2026-05-30T12:00:00Z")
    fork = git.head()
    needs = "dependencies:\n  - needs: %s\n    kind: technical\n    basis: stated\n    source: [plan-2025]\n"
    git.run("checkout", "-q", "-b", "un")
    git.commit({other: cut + needs % "portail"}, when=NOON)
    git.run("checkout", "-q", "main")
    git.commit(
        {PROGRAMME: rewrite(git, PROGRAMME, ("provenance:", needs % "guichet" + "provenance:"))},
        when=NOON,
    )
    assert "L105" not in codes(judged(git, fork, "main"))
    assert "L105" not in codes(judged(git, fork, "un"))
    assert "L105" in codes(judged(git, "main", "un")), "two sound changes close a cycle"


def test_a_bare_repository_and_a_roadmap_below_the_top(git: Git, tmp_path: Path) -> None:
    git.commit({"roadmap/missions/usagers.yaml": None}, when=NOON)
    bare = tmp_path / "r.git"
    git.run("clone", "-q", "--bare", ".", str(bare))
    assert "L101" in codes(judged(Git(bare)))
    git.run("checkout", "-q", "HEAD~1")
    (git.folder / "projet").mkdir()
    git.run("mv", "roadmap", "projet/roadmap")
    git.commit({})
    git.commit({"projet/roadmap/missions/usagers.yaml": None}, when=NOON)
    below = str(git.folder / "projet")
    assert "L101" in codes(check_change(below, "HEAD~1", "HEAD", DAY, DAY))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda git: git.run("checkout", "-q", "--detach"), ""),
        (lambda git: (git.folder / ".git" / "MERGE_HEAD").write_text(git.head()), "progress"),
    ],
    ids=["detached", "merging"],
)
def test_what_cannot_be_judged_is_no_pass(
    git: Git, spoil: Callable[[Git], object], said: str
) -> None:
    git.commit({"autre": "x\n"}, when=NOON)
    spoil(git)
    if not said:
        assert judged(git).exit_code("error") == 0
        return
    with pytest.raises(JalonError, match=said) as caught:
        check_change(str(git.folder), "HEAD~1", "HEAD", DAY, DAY)
    assert caught.value.exit_code == 3


def test_a_roadmap_that_is_emptied_does_not_pass(git: Git) -> None:
    git.commit(dict.fromkeys(files(git)), when=NOON)
    assert "C106" in codes(judged(git))
    with pytest.raises(JalonError, match="no record"):
        check_change(str(git.folder), "HEAD", "HEAD", DAY, DAY)


def files(git: Git) -> list[str]:
    return [p for p in git.run("ls-files", "-z").split("\0") if p.startswith("roadmap/")]


def test_nothing_around_it_changes_the_answer(git: Git, tmp_path: Path) -> None:
    git.commit({"roadmap/missions/usagers.yaml": None}, when=NOON)
    found = set()
    for zone, language, seed, mask in (
        ("UTC", "C", "0", 0o022), ("Pacific/Tahiti", "fr_FR.UTF-8", "1", 0o077), ("Asia/Tokyo", "POSIX", "7", 0),
    ):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", "from governance.cli import main; main()", "check", "--base", "HEAD~1",
             "--as-of", "2026-06-01", "--format", "json", "--lang", "fr"],
            cwd=git.folder, capture_output=True, umask=mask, check=False,
            env={**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1",
                 "JALON_CACHE": str(tmp_path / zone.replace("/", "-"))},
        )  # fmt: skip
        assert done.returncode == 1, done.stderr.decode()
        found.add(done.stdout)
    assert len(found) == 1
