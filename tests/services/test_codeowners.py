"""CODEOWNERS from the roles: who is asked, in which order, and who is missing."""

from __future__ import annotations

import fnmatch
import shutil
from datetime import date
from pathlib import Path

import pytest

from governance.errors import JalonError
from governance.services import codeowners
from governance.services.check import check

BASE = Path(__file__).parents[1] / "rules" / "base"
DAY = date(2026, 6, 1)
DNUM = "roadmap/contributors/dnum.yaml"
PROGRAMME = "roadmap/programmes/usagers/portail.yaml"
MISSION = "roadmap/missions/usagers.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base roadmap: a team for dnum, an account for the lead, a head who has neither."""
    root = Path(shutil.copytree(BASE, tmp_path / "repository"))
    with (root / DNUM).open("a") as file:
        file.write(
            "handles:\n  - {handle: etat/dnum}\n  - {handle: dpetit, person: dominique PETIT}\n"
        )
    with (root / MISSION).open("a") as file:
        file.write(
            "roles:\n  - {role: head, organisation: ministere, person: Zoé Roux, source: [plan-2025]}\n"
        )
    return root


def generated(root: Path, forge: str = "github", day: date = DAY) -> str:
    return codeowners.generate(str(root), check(str(root), day, day, use_cache=False), forge)


def owners(text: str, path: str) -> list[str]:
    """Whom a forge asks for ``path``: the last line that matches, as folders match what they hold."""
    found: list[str] = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            pattern, *handles = line.split(" ")
            whole = pattern.lstrip("/") + ("*" if pattern.endswith("/") else "")
            if fnmatch.fnmatchcase(path, whole):
                found = handles
    return found


def test_those_who_answer_for_a_programme_are_asked_about_all_it_holds(root: Path) -> None:
    text = generated(root)
    for path in (
        PROGRAMME, "roadmap/indicators/plan/portail-usagers.yaml",
        "roadmap/measurements/portail-usagers/2026-03-31.yaml", "roadmap/checkpoints/portail/2026-06-01.yaml",
    ):  # fmt: skip
        # The lead by their own account, the deputy by that of the organisation.
        assert owners(text, path) == ["@dpetit", "@etat/dnum"], path
    assert owners(text, "governance/policy/policy.yaml") == ["@etat/dnum"]
    assert owners(text, "roadmap/sources/nouvelle.yaml") == ["@etat/dnum"]
    assert owners(text, DNUM) == ["@etat/dnum"]
    assert owners(text, "README.md") == []


def test_who_has_no_handle_is_named_in_a_comment(root: Path) -> None:
    lines = generated(root).splitlines()
    assert "# mission/usagers : Zoé Roux (ministere) n’a pas de compte connu." in lines
    assert "# programme/portail : Zoé Roux (ministere) n’a pas de compte connu." in lines
    assert not any(line.startswith(f"/{MISSION}") for line in lines)


def test_a_term_that_is_over_asks_nobody(root: Path) -> None:
    path = root / PROGRAMME
    path.write_text(
        path.read_text().replace(
            "Petit\n    from: 2025-01-06", "Petit\n    from: 2025-01-06\n    to: 2026-05-31"
        )
    )
    assert "@dpetit" in generated(root, day=date(2026, 5, 31))
    assert owners(generated(root), PROGRAMME) == ["@etat/dnum"]


def test_an_ended_strategy_falls_back_to_everything(root: Path) -> None:
    with (root / "roadmap/strategies/plan.yaml").open("a") as file:
        file.write("life:\n  - {date: 2026-05-01, event: closed, source: [plan-2025]}\n")
    text = generated(root)
    assert "strategy/plan" in text and PROGRAMME not in text


def test_a_forge_takes_its_own_handles_only(root: Path) -> None:
    path = root / DNUM
    path.write_text(path.read_text().replace("etat/dnum", "etat/numerique/dnum"))
    assert "numerique/dnum" not in generated(root, "github")
    text = generated(root, "gitlab")
    assert owners(text, PROGRAMME) == ["@dpetit", "@etat/numerique/dnum"]
    assert owners(text, ".gitlab-ci.yml") == ["@etat/numerique/dnum"]


def test_a_hostile_name_stays_in_its_comment(root: Path) -> None:
    path = root / MISSION
    path.write_text(path.read_text().replace("Zoé Roux", '"x\\n* @pirate\\u202e"'))
    lines = generated(root).splitlines()
    assert all(
        line.startswith(("#", "/roadmap/", "/governance/", "/.github/")) for line in lines if line
    )
    assert not [line for line in lines if "@pirate" in line and not line.startswith("#")]


def test_it_is_written_once_then_current_and_never_over_a_file_of_somebody_else(root: Path) -> None:
    text = generated(root)
    assert codeowners.current(str(root), "github") is None
    codeowners.write(str(root), "github", text, None)
    assert codeowners.current(str(root), "github") == text == generated(root)
    path = root / ".github" / "CODEOWNERS"
    codeowners.write(str(root), "github", text + "# x\n", text)
    assert path.read_text() == text + "# x\n"
    assert list(codeowners.differences(text + "# x\n", text)) == ["-# x"]
    path.write_text("* @moi\n")
    with pytest.raises(JalonError, match="not written by Jalon"):
        codeowners.current(str(root), "github")
    with pytest.raises(JalonError, match="meanwhile"):
        codeowners.write(str(root), "github", text + "# y\n", text)
    assert path.read_text() == "* @moi\n"
