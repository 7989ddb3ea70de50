"""What a record says is quoted as it stands; only our own words are said in another language."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from governance.model.finding import Finding
from governance.reporters.message import fix, message
from governance.services.check import check

RULES = Path(__file__).parents[1] / "rules"
DAY = date(2026, 6, 1)


def told(code: str, **params: object) -> str:
    finding = Finding(code, "axis/a", "roadmap/axes/a.yaml", (), params)
    return f"{message(finding, 'fr')} {fix(finding, 'fr')}"


@pytest.mark.parametrize("word", ["no", "id", "kind", "source", "stop", "operation", "dropped"])
def test_a_value_is_not_translated(word: str) -> None:
    assert f"«\u00a0{word}\u00a0»" in told("P018", value=word)
    assert f"«\u00a0{word}\u00a0»" in told("S001", field=word)
    assert f"(le plus proche\u00a0: {word})" in told(
        "S004", field="stage", value="x", near=word, closest=word, allowed=word
    )
    assert f"“{word}”" in told("S003", field="a", value=word, given=f"“{word}”", expected="a list")


def test_our_own_words_are_translated() -> None:
    assert "une liste" in told("P021", found="a list")
    assert "lien symbolique" in told("P001", reason="it is a symbolic link")
    assert "un nombre" in told("S003", field="a", value="x", given="nothing", expected="a number")
    assert "au moins 1" in told("S009", field="a", value="", count=0, limit=1, bound="at least")


def test_what_a_terminal_would_obey_is_escaped() -> None:
    assert "\x1b" not in told("S002", field="\x1b[2J", near="", closest="–", allowed="a")


def test_the_remedy_of_a_total_fits_the_difference(tmp_path: Path) -> None:
    def remedy(case: str) -> str:
        root = tmp_path / case
        for source in (RULES / "base", RULES / "L107-declared-totals-differ" / "invalid" / case):
            shutil.copytree(source, root, dirs_exist_ok=True)
        report = check(str(root), DAY, DAY, use_cache=False)
        (finding,) = report.findings
        return fix(finding, "en")

    assert remedy("more-programmes").startswith("Add the missing records, or ask")
    assert remedy("fewer-indicators").startswith("Write “in_declared_total: not_counted” in")
