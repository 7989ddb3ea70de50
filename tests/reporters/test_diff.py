"""A change as text of 80 cells, as Markdown that a forge cannot be made to obey, as JSON."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from governance.i18n import use
from governance.reporters import cells, diff
from governance.services.diff import Story, story
from governance.services.diff_words import RANKS
from tests import changes

BASE = Path(__file__).parents[1] / "rules" / "base"
HOSTILE = (
    "@octocat [x](http://e.example) ![i](http://e.example/i.png) <b>b</b> <!-- c --> `tick` ``two`` "
    "#12 GH-12 http://e.example www.e.example a@e.example :tada: **b** ~~s~~ | $x$ \\ &amp;"
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    head = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("diff") / "head"))
    for path, old, new in (
        ("indicators/plan/portail-usagers.yaml", "value: 10000", "value: 8000"),
        ("indicators/plan/portail-usagers.yaml", "title: Usagers du portail",
         f"title: '{HOSTILE}'"),
        ("programmes/usagers/portail.yaml", "title: Portail des démarches", f"title: '{HOSTILE}'"),
        ("programmes/usagers/portail.yaml", "person: Dominique Petit", f"person: '{HOSTILE}'"),
    ):  # fmt: skip
        file = head / "roadmap" / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
    (head / "note-@octocat.md").write_text("x", "utf-8")
    return story(changes.change(BASE, head, "2026-06-01"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_text_fits_its_width_and_marks_what_shrinks(told: Story, language: str, width: int) -> None:
    use(language)
    lines = diff.text(told, language, width=width).splitlines()
    assert all(cells.width(line) <= width for line in lines)
    assert sum(line.startswith("  ! ") for line in lines) == 1
    last = {
        "en": "3 files differ: 4 facts changed.",
        "fr": "3 fichiers diffèrent\u00a0: 4 faits ont changé.",
    }
    assert lines[-1] == last[language]


def test_text_without_colour_has_no_escape_and_with_it_the_same_words(told: Story) -> None:
    use("en")
    plain, painted = diff.text(told, "en"), diff.text(told, "en", colours=True)
    assert "\033" not in plain and "\033[31m!\033[0m" in painted
    assert re.sub("\033\\[[0-9;]*m", "", painted) == plain


def _outside_code(text: str) -> str:
    """What a CommonMark reader sees as text, code spans left out; nothing but lists and headings
    may be there."""
    seen = []
    for token in MarkdownIt("commonmark", {"html": True}).parse(text):
        assert token.type.split("_")[0] in {"heading", "bullet", "list", "paragraph", "inline"}
        for child in token.children or []:
            assert child.type in {"text", "code_inline", "strong_open", "strong_close", "softbreak"}
            if child.type == "text":
                seen.append(child.content)
    return "\n".join(seen)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_markdown_shows_a_hostile_text_and_obeys_none_of_it(told: Story, language: str) -> None:
    use(language)
    text = diff.markdown(told, language)
    seen = _outside_code(text)
    assert not re.search(r"[@<>\[\]#~|$&\\]|http|www|GH-|:tada:", seen), seen
    assert HOSTILE[:60] in text
    assert "10" in seen and "8" in seen


@given(st.text(max_size=40))
def test_a_code_span_holds_any_text_and_nothing_leaves_it(value: str) -> None:
    span = diff._code(value)
    (_, inline, _) = MarkdownIt("commonmark").parse(f"a {span} b")
    kinds = [child.type for child in inline.children or []]
    assert kinds == ["text", "code_inline", "text"]


def test_a_long_change_is_cut_in_a_pull_request(
    told: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    use("en")
    monkeypatch.setattr(diff, "MOST", 2)
    text = diff.markdown(told, "en")
    assert text.count("\n- ") == 2
    assert "… and 3 more; `jalon diff` shows them all." in text


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    use("en")
    head = Path(shutil.copytree(BASE, tmp_path / "head"))
    path = head / "roadmap" / "sources" / "plan-2025.yaml"
    path.write_text(path.read_text("utf-8") + "# relu\n", "utf-8")
    found = story(changes.change(BASE, head, "2026-06-01"))
    assert diff.text(found, "en") == "1 file differs: 0 facts changed.\n"
    assert diff.markdown(found, "en") == "1 file differs: 0 facts changed.\n"


def test_json_keeps_the_values_whole(told: Story) -> None:
    use("en")
    document = json.loads(diff.json(told, "en"))
    assert (document["format"], document["files"], document["facts"]) == (1, 3, 4)
    first = document["changes"][0]
    assert first["record"] == "indicator/portail-usagers" or first["record"] == "programme/portail"
    target = next(one for one in document["changes"] if one["rank"] == "lost")
    assert (target["pointer"], target["old"], target["new"]) == ("/targets/0/value", 10000, 8000)
    assert target["home"] == "programme/portail"
    titles = [one["new"] for one in document["changes"] if one["pointer"] == "/title"]
    assert titles == [HOSTILE, HOSTILE]
    assert {one["rank"] for one in document["changes"]} <= set(RANKS)
    assert diff.RANKS == RANKS
