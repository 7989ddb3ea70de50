"""Granting a waiver: what it writes, what it keeps, and everything it refuses."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from governance.errors import JalonError
from governance.gate.registry import rules
from governance.gate.weigh import WAIVERS
from governance.services import baseline, waive
from governance.services.check import Report, check
from tests.vcs.git import Git

BASE = Path(__file__).parents[1] / "rules" / "base"
DAY = date(2026, 6, 1)
REASON = "Les ministères signent à la séance du comité de juillet."
AUTHOR = "Comité numérique"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base roadmap with one error (M201) and one warning (E701)."""
    root = Path(shutil.copytree(BASE, tmp_path / "repository"))
    shutil.rmtree(root / "roadmap/measurements")
    for path in (root / "roadmap/checkpoints/portail").iterdir():
        path.write_text(path.read_text().replace("measures:\n  - portail-usagers/2026-03-31\n", ""))
    programme = root / "roadmap/programmes/usagers/portail.yaml"
    programme.write_text(
        programme.read_text().replace("scope: ministerial", "scope: interministerial")
    )
    return root


def judged(root: Path, today: date = DAY) -> Report:
    return check(str(root), today, today, use_cache=False)


def grant(
    root: Path, rule: str = "E701", record: str = "programme/portail", *, today: date = DAY,
    reason: str = REASON, author: str = AUTHOR, days: int = 60, field: str | None = None,
) -> waive.Waiver:  # fmt: skip
    granted = waive.prepare(
        str(root), judged(root, today), rule, record, field=field, reason=reason, author=author,
        until=today + timedelta(days=days), today=today,
    )  # fmt: skip
    waive.write(str(root), granted)
    return granted


def refused(
    root: Path, rule: str = "E701", record: str = "programme/portail", **given: object
) -> JalonError:
    before = (root / WAIVERS).read_bytes() if (root / WAIVERS).exists() else None
    with pytest.raises(JalonError) as caught:
        grant(root, rule, record, **given)  # type: ignore[arg-type]
    after = (root / WAIVERS).read_bytes() if (root / WAIVERS).exists() else None
    assert before == after, "nothing is written when it is refused"
    return caught.value


def test_the_first_waiver_makes_the_file_and_covers_the_finding(root: Path) -> None:
    granted = grant(root)
    assert (root / WAIVERS).read_text() == (
        "# yaml-language-server: $schema=../schemas/waivers.schema.json\n"
        "format: 1\n"
        "waivers:\n"
        "  - rule: E701\n"
        "    record: programme/portail\n"
        f"    reason: {REASON}\n"
        f"    author: {AUTHOR}\n"
        "    granted: 2026-06-01\n"
        "    until: 2026-07-31\n"
    )
    assert [finding.code for finding in granted.covered] == ["E701"]
    assert {f.code: f.debt for f in judged(root).findings if f.code == "E701"} == {"E701": "waived"}
    assert not [f for f in judged(root).findings if f.code.startswith("G")]


def test_the_name_of_the_rule_and_the_id_of_the_record_are_enough(root: Path) -> None:
    assert grant(root, "under-endorsed", "portail").entry["record"] == "programme/portail"


def test_comments_layout_and_other_entries_are_kept(root: Path) -> None:
    grant(root)
    path = root / WAIVERS
    commented = path.read_text().replace("waivers:\n", "# Accordées par le comité.\nwaivers:\n")
    commented = commented.replace("    author:", "    # vu en séance\n    author:") + "# fin\n"
    path.write_text(commented)
    grant(root, "M201", "portail-usagers")
    text = path.read_text()
    assert text.startswith(commented.removesuffix("# fin\n")) and text.count("# fin\n") == 1
    assert text.count("  - rule: ") == 2


def test_it_is_renewed_once_in_its_place(root: Path) -> None:
    grant(root)
    path = root / WAIVERS
    path.write_text(path.read_text().replace("    author:", "    # vu en séance\n    author:"))
    later = DAY + timedelta(days=61)
    assert any(finding.code == "G902" for finding in judged(root, later).findings)
    granted = grant(root, today=later, reason=REASON.replace("juillet", "septembre"))
    assert granted.renewed == 1 == granted.allowed
    text = path.read_text()
    assert text.count("rule: E701") == 1 and "renewals: 1" in text and "# vu en séance" in text
    assert "septembre" in text and f"granted: {later}" in text
    assert not [f for f in judged(root, later).open if f.code in ("G902", "G912", "E701")]
    assert "Renewals" in refused(root, today=later).message


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rule": "P002"}, "neither waived nor inherited"),
        ({"rule": "Z999"}, "no rule"),
        ({"record": "programme/rien"}, "no record"),
        ({"rule": "M204"}, "no finding {code} to waive"),
        ({"field": "/milestones/0"}, "no finding {code} to waive"),
        ({"reason": "Plus tard."}, "fewer than"),
        ({"reason": "Un \x1b[31m rouge dans une raison de six mots."}, "control"),
        ({"days": 91}, "lasts {days}"),
        ({"days": -1}, "ended on"),
        ({"author": "dominique  PETIT"}, "answers for that record"),
        ({"author": "Direction du numérique"}, "answers for that record"),
        ({"author": ""}, ""),
    ],
)  # fmt: skip
def test_what_would_have_no_effect_is_refused(root: Path, given: dict[str, str], said: str) -> None:
    error = refused(root, **given)
    assert said in error.message
    assert error.hint
    # Nothing to waive is a state of the roadmap; the rest is what was asked.
    assert error.exit_code == (1 if "to waive" in said else 2)


def test_ninety_days_are_not_too_many(root: Path) -> None:
    assert grant(root, days=90).entry["until"] == "2026-08-30"


def test_a_field_alone_may_be_waived(root: Path) -> None:
    finding = next(f for f in judged(root).findings if f.code == "E701")
    assert finding.pointer == ("scope",)
    assert grant(root, field="/scope").entry["field"] == "/scope"
    assert next(f for f in judged(root).findings if f.code == "E701").debt == "waived"


def test_what_is_inherited_or_waived_already_is_refused(root: Path) -> None:
    grant(root, field="/scope")
    assert "another waiver" in refused(root).message
    (root / WAIVERS).unlink()
    baseline.write(str(root), baseline.plan(str(root), judged(root)))
    assert "inherited" in refused(root).message


@pytest.mark.parametrize("text", ["a: [\n", "format: 1\nwaivers: [{rule: x}]\n", "format: 1\n", ""])
def test_a_file_that_is_wrong_is_left_alone(root: Path, text: str) -> None:
    grant(root)
    report = judged(root)
    (root / WAIVERS).write_text(text)
    with pytest.raises(JalonError) as caught:
        waive.prepare(
            str(root), report, "E701", "portail", field=None, reason=REASON, author=AUTHOR,
            until=DAY, today=DAY,
        )  # fmt: skip
    assert caught.value.exit_code == 1 and (root / WAIVERS).read_text() == text


def test_a_file_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    granted = waive.prepare(
        str(root), judged(root), "E701", "portail", field=None, reason=REASON, author=AUTHOR,
        until=DAY, today=DAY,
    )  # fmt: skip
    (root / WAIVERS).parent.mkdir(parents=True)
    (root / WAIVERS).write_text("format: 1\nwaivers: []\n")
    with pytest.raises(JalonError, match="meanwhile"):
        waive.write(str(root), granted)
    assert (root / WAIVERS).read_text() == "format: 1\nwaivers: []\n"
    grant(root)
    assert "rule: E701" in (root / WAIVERS).read_text()


def test_the_baseline_only_shrinks(root: Path) -> None:
    def written(today: date) -> str:
        report = check(str(root), today, today, with_baseline=False, use_cache=False)
        change = baseline.plan(str(root), report)
        baseline.write(str(root), change)
        return change.text

    first = written(DAY)
    assert "rule: E701" in first and "rule: M201" in first
    # A year later much more is wrong: nothing of it enters the list.
    assert len(judged(root, date(2027, 6, 1)).open) >= 2
    assert written(date(2027, 6, 1)) == first
    programme = root / "roadmap/programmes/usagers/portail.yaml"
    healed = programme.read_text().replace("scope: interministerial", "scope: ministerial")
    programme.write_text(healed)
    second = written(DAY)
    assert "E701" not in second and "rule: M201" in second
    # And what comes back counts.
    programme.write_text(healed.replace("scope: ministerial", "scope: interministerial"))
    assert written(DAY) == second
    assert [finding.code for finding in judged(root).open] == ["E701"]


def test_a_waiver_deleted_since_counts_as_granted_once(root: Path) -> None:
    git = Git(root)
    git.commit({})
    grant(root, days=30)
    git.commit({})
    git.commit({WAIVERS: None})
    again = date(2026, 7, 1)
    assert grant(root, today=again, days=30).entry["renewals"] == 1
    git.commit({})
    git.commit({WAIVERS: None})
    later = date(2026, 8, 1)
    assert refused(root, today=later, days=30).message == rules()["G912"].rule.message
