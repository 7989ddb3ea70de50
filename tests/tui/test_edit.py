"""Editing any record in the terminal UI: from its page to its bytes, nothing typed lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from governance import i18n
from governance.services.resuming import begun
from tests.tui.conftest import copy, grid, opened, press, run, settled
from tests.tui.forms import fill, near, said, shown, there
from tests.vcs.git import Git
from tui.screens.choose import Choose
from tui.screens.edit import Edit
from tui.screens.questions import Sure
from tui.screens.record import RecordView

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

ORAGE = "roadmap/programmes/orage.yaml"
MEASURE = "measurement/portail-usagers/2026-03-31"


@pytest.fixture(scope="module")
def committed(small: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The small roadmap, committed."""
    root = copy(small, tmp_path_factory.mktemp("edit") / "small")
    Git(Path(root)).commit({})
    return root


@pytest.fixture
def root(committed: str, tmp_path: Path) -> str:
    return copy(committed, tmp_path / "edited")


async def page(pilot: Any, key: str) -> None:
    """Open the page of the record ``key``."""
    pilot.app.open_target(key)
    await settled(pilot)
    assert isinstance(pilot.app.screen, RecordView)


async def retype(pilot: Any, name: str, text: str, *end: str) -> None:
    """Type ``text`` into the field ``name`` instead of what it held."""
    await there(pilot, name)
    await press(pilot, "backspace")
    await fill(pilot, name, text, *end)


def test_a_record_is_edited_from_its_page_and_only_its_bytes_change(root: str) -> None:
    before = Path(root, ORAGE).read_text("utf-8")

    async def drive() -> None:
        async with opened(root) as pilot:
            await page(pilot, "programme/orage")
            await press(pilot, "e")
            assert isinstance(shown(pilot), Edit)
            assert "Title *" in said(pilot) and "+ Milestones" in said(pilot)
            await there(pilot, "/id")
            await press(pilot, "enter")
            assert "names the file" in grid(pilot) and not shown(pilot).query("#entry")
            await retype(pilot, "/title", "Messagerie des agents", "tab")
            assert shown(pilot).query_one("#entry").name == "/purpose"
            await press(pilot, "escape")
            await fill(pilot, "/mission", "usager")
            assert "usagers" in near(pilot, "/mission")
            # A list, an item, a promise that is rewritten, and the rebaseline it asks for.
            await there(pilot, "/milestones")
            await press(pilot, "enter")
            await there(pilot, "/milestones/0")
            await press(pilot, "enter")
            await fill(pilot, "/milestones/0/baseline", "+13w", "left")
            assert "2026-08-31: Monday, in 91 days" in grid(pilot)
            await press(pilot, "enter")
            assert "C104" in near(pilot, "/milestones/0/baseline")
            await there(pilot, "/milestones/0/baseline")
            await press(pilot, "b")
            await fill(pilot, "/rebaselines/0/reason", "scope")
            await fill(pilot, "/rebaselines/0/approver", "Comité")
            assert "C104" not in said(pilot)
            # An item that comes, goes up, and goes.
            await there(pilot, "/milestones")
            await press(pilot, "plus")
            assert shown(pilot).query_one("#entry").name == "/milestones/1/id"
            await press(pilot, *"bis", "enter")
            await there(pilot, "/milestones/1")
            await press(pilot, "K")
            assert shown(pilot)._holding.at(("milestones", 0, "id")) == "bis"
            await there(pilot, "/milestones/0")
            await press(pilot, "backspace", "u", "ctrl+r")
            assert [one["id"] for one in shown(pilot)._holding.at(("milestones",))] == ["essai"]
            await press(pilot, "s")
            assert type(shown(pilot)) is Sure and "Write 1 file" in grid(pilot)
            assert "A pull request would be refused" not in grid(pilot)
            await press(pilot, "enter")  # never says yes
            assert Path(root, ORAGE).read_text("utf-8") == before
            await press(pilot, "s", "y")
            assert isinstance(shown(pilot), RecordView)
            written = Path(root, ORAGE).read_text("utf-8").splitlines()
            lost = [line for line in before.splitlines() if line not in written]
            assert [line.split(":")[0] for line in lost] == ["title", "  - {id"]
            await press(pilot, "U")
            assert type(shown(pilot)) is Sure and "orage.yaml" in grid(pilot)
            await press(pilot, "y")
            assert Path(root, ORAGE).read_text("utf-8") == before
            await press(pilot, "U")
            assert "Nothing has been saved" in grid(pilot)

    run(drive)
    assert begun(root) == []


def test_what_is_typed_survives_and_a_change_made_elsewhere_is_kept(root: str) -> None:
    i18n.use("fr")
    file = Path(root, ORAGE)

    async def first() -> None:
        async with opened(root, (120, 40)) as pilot:
            await page(pilot, "programme/orage")
            await press(pilot, "e")
            await retype(pilot, "/title", "Le mie", "n")
            pilot.app.interrupt()  # what SIGTERM and a closed window do

    async def second() -> None:
        async with opened(root, (120, 40)) as pilot:
            app: Any = pilot.app
            assert "Fiches commencées" in grid(pilot)
            assert shown(pilot).lines.current.target == "edit:programme/orage"
            file.write_text(
                file.read_text("utf-8").replace("title: Messagerie", "title: Le leur"), "utf-8"
            )
            await press(pilot, "enter")
            assert "Le mien" in near(pilot, "/title")
            form = shown(pilot)
            await press(pilot, "q")
            assert type(shown(pilot)) is Sure and "«\u00a0Le mien\u00a0»" in grid(pilot)
            await press(pilot, "escape", "s", "y")
            assert isinstance(shown(pilot), Choose) and "ce que j’ai saisi" in grid(pilot)
            assert "title: Le leur" in file.read_text("utf-8")
            await press(pilot, "enter")
            assert shown(pilot) is form
            await press(pilot, "s", "y")
            assert "title: Le mien" in file.read_text("utf-8")
            app.edit("programme/orage")
            await settled(pilot)
            await retype(pilot, "/title", "Autre")
            await press(pilot, "escape")
            assert begun(root) == ["programme/orage"]
            app.edit("programme/orage")
            await settled(pilot)
            await press(pilot, "D", "y")
            assert begun(root) == []

    run(first)
    run(second)


def test_what_happened_is_corrected_by_another_record(root: str) -> None:
    async def drive() -> None:
        async with opened(root) as pilot:
            await page(pilot, MEASURE)
            await press(pilot, "e")
            assert "only ever added" in said(pilot)
            await retype(pilot, "/value", "7000")
            assert "C105" in near(pilot, "/value")
            await there(pilot, "correct")
            await press(pilot, "enter")
            assert shown(pilot).key == f"{MEASURE}-2"
            await retype(pilot, "/value", "7000")
            await press(pilot, "s", "y")
            assert Path(root, f"roadmap/measurements/{MEASURE[12:]}-2.yaml").exists()
            # A list of words: an item left without a word is none.
            pilot.app.edit("strategy/plan#/steering/members")
            await settled(pilot)
            form = shown(pilot)
            held = form._holding.at(("steering", "members")) or []
            await press(pilot, "plus", "escape")
            assert (form._holding.at(("steering", "members")) or []) == held
            assert not form.unsaved()
            await there(pilot, "/steering/members/+")
            await press(pilot, "enter", "x", "enter")
            assert form._holding.at(("steering", "members")) == [*held, "x"]
            await press(pilot, "D", "y")

    run(drive)


def test_a_finding_leads_to_its_field_and_an_editor_to_its_line(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.use("fr")
    script = tmp_path / "vi"
    script.write_text('#!/bin/sh\necho "$@" > "$TOLD"\nsed -i "s/^title: .*/titel: X/" "$2"\n')
    script.chmod(0o755)
    monkeypatch.setenv("TOLD", str(tmp_path / "told"))
    monkeypatch.setenv("VISUAL", str(script))

    async def drive() -> None:
        async with opened(root) as pilot:
            await press(pilot, "3")
            lines = shown(pilot).lines
            lines.go(next(i for i, row in enumerate(lines.rows) if "orage" in row.target))
            finding = lines.current.subject
            await press(pilot, "enter")
            assert isinstance(shown(pilot), Edit)
            at = shown(pilot).lines.current.key
            assert "".join(f"/{step}" for step in finding.pointer).startswith(at)
            assert finding.code in near(pilot, at) or finding.code in said(pilot)
            await press(pilot, "escape")
            await press(pilot, "f", "E")
            told = (tmp_path / "told").read_text().split()
            assert told[0] == f"+{finding.line}" and told[1].endswith(ORAGE)
            told_ = " ".join(grid(pilot).split())
            assert f"{ORAGE}:" in told_.replace("▌ ", "") and "titel" in told_
            monkeypatch.setenv("VISUAL", "no-such-editor")
            await press(pilot, "E")
            assert "no-such-editor" in grid(pilot)

    run(drive)


def test_the_form_at_both_sizes_in_both_languages(
    committed: str, snapshot: SnapshotAssertion
) -> None:
    """One sitting goes through all of them; nothing is left of what was typed and given up."""
    seen: dict[str, str] = {}

    async def drive() -> None:
        async with opened(committed) as pilot:
            assert "begun and not saved" not in grid(pilot)
            pilot.app.edit("programme/orage#/milestones/0/baseline")
            await settled(pilot)
            for lang in i18n.LANGUAGES:
                i18n.use(lang)
                for size in ((80, 24), (120, 40)):
                    await pilot.resize_terminal(*size)
                    await settled(pilot)
                    name = f"{lang}-{size[0]}x{size[1]}"
                    await press(pilot, "enter")
                    entry = shown(pilot).query_one("#entry")
                    entry.replace("+2m", *entry.selection)
                    await settled(pilot)
                    seen[f"{name}-typing"] = grid(pilot)
                    await press(pilot, "escape")
                    seen[name] = grid(pilot)
            await press(pilot, "escape")

    run(drive)
    for name, one in seen.items():
        lines = one.splitlines()
        size = tuple(map(int, name.split("-")[1].split("x")))
        assert len(lines) == size[1] and max(map(len, lines)) <= size[0], name
        # The bars above and below are those of every view.
        assert "\n".join(lines[1:-1]) == snapshot(name=name)
    assert begun(committed) == []
