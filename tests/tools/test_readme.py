"""The generated table and pictures of the readmes."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tools import replay, screenshot
from tools.documents import ROOT


def test_the_table_lies_between_its_markers_and_nowhere_else() -> None:
    made = replay.documents()
    for path, text in made.items():
        old = (ROOT / path).read_text("utf-8")
        assert (
            text.partition("<!-- replay:begin -->")[0] == old.partition("<!-- replay:begin -->")[0]
        )
        assert text.partition("<!-- replay:end -->")[2] == old.partition("<!-- replay:end -->")[2]
        table = text.partition("<!-- replay:begin -->\n")[2].partition("<!-- replay:end -->")[0]
        rows = [line for line in table.splitlines() if line.startswith("| 20")]
        assert [row[2:12] for row in rows] == [day.isoformat() for day in replay.DAYS]
        assert all(row.count("|") == 14 for row in rows)
        assert "273" in rows[-1]
        assert "14" in table
        assert "45" in table
    assert made == replay.documents()


def test_check_writes_nothing_and_fails_when_a_readme_is_not_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tools import documents

    monkeypatch.setattr(documents, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["tools.replay", "--check"])
    (tmp_path / "README.md").write_text("old", "utf-8")
    assert documents.run("tools.replay", lambda: {"README.md": "new"}) == 1
    assert "README.md" in capsys.readouterr().err
    assert (tmp_path / "README.md").read_text("utf-8") == "old"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_picture_fetches_nothing_and_is_always_the_same(language: str) -> None:
    drawn = screenshot.picture(language)
    assert drawn == screenshot.picture(language)
    assert re.findall(r"https?://[^\"' )]+", drawn) == ["http://www.w3.org/2000/svg"]
    assert "@import" not in drawn
    assert "url(http" not in drawn
    assert "TECH.GOUV" in drawn
    assert ("en retard" if language == "fr" else "overdue") in drawn.replace("&#160;", " ")
