"""A judge that follows another says what it would say alone, whatever differs between their trees."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from governance.gate.judge import Judge
from governance.gate.policy import PACKAGED, Policy
from governance.vcs.objects import Files, Objects
from governance.vcs.repository import Repository
from tests.vcs.git import Git

BASE = Path(__file__).parents[1] / "rules" / "base"
POLICY = Policy.load(Path(PACKAGED).read_bytes(), PACKAGED)
DAY = date(2026, 12, 1)
INDICATOR = "roadmap/indicators/plan/portail-usagers.yaml"
COPY = "roadmap/indicators/autres/portail-usagers.yaml"
PROGRAMME = "roadmap/programmes/usagers/portail.yaml"
CHANGES: dict[str, dict[str, tuple[str, str] | str | None]] = {
    "nothing": {},
    "a sentence": {PROGRAMME: ("Réunir", "Rassembler")},
    "a name that nothing has": {PROGRAMME: ("mission: usagers", "mission: nulle-part")},
    "a key twice": {INDICATOR: ("unit: usagers", "unit: usagers\nunit: usagers")},
    "another home": {INDICATOR: ("programme: portail", "programme: ailleurs")},
    "a second home": {COPY: "id: portail-usagers\nstrategy: plan\nprogramme: ailleurs\ntitle: Autre\n"},
    "a record gone": {"roadmap/missions/usagers.yaml": None},
    "a file that is none": {"roadmap/missions/Usagers.yaml": "id: usagers\n"},
}  # fmt: skip


@pytest.fixture(scope="module")
def git(tmp_path_factory: pytest.TempPathFactory) -> Git:
    folder = tmp_path_factory.mktemp("follows") / "r"
    shutil.copytree(BASE, folder)
    made = Git(folder)
    made.commit({})
    for name, change in CHANGES.items():
        made.run("checkout", "-q", "--detach", "main")
        texts: dict[str, str | bytes | None] = {}
        for path, what in change.items():
            text = (folder / path).read_text("utf-8") if isinstance(what, tuple) else ""
            assert not isinstance(what, tuple) or what[0] in text
            texts[path] = text.replace(*what) if isinstance(what, tuple) else what
        made.commit(texts)
        made.run("tag", name.replace(" ", "-"))
    made.run("checkout", "-q", "--detach", "main")
    strategy = next((folder / "roadmap" / "strategies").rglob("*.yaml"))
    text = strategy.read_text("utf-8")
    made.commit({str(strategy.relative_to(folder)): text.replace("title: ", "title: Le ")})
    made.run("tag", "what-all-depend-on")
    return made


@pytest.fixture(scope="module")
def objects(git: Git) -> Iterator[Objects]:
    with Objects(Repository.at(str(git.folder))) as found:
        yield found


def judge(git: Git, objects: Objects, name: str, **options: Any) -> Judge:
    files = Files.of(Repository.at(str(git.folder)), name, objects)
    return Judge(files, POLICY, DAY, DAY, **options)


def told(judge: Judge) -> tuple[list[Any], dict[str, Any]]:
    found = judge.run()
    rows = {key: {**row} for key, row in sorted(found.roadmap.rows.items())}
    return [finding.dump() for finding in found.findings], rows


@pytest.mark.parametrize("name", [*CHANGES, "what all depend on"])
@pytest.mark.parametrize("way", ["there", "back"])
def test_it_says_what_it_would_say_alone(git: Git, objects: Objects, name: str, way: str) -> None:
    pair = ["main", name.replace(" ", "-")]
    before, after = pair if way == "there" else pair[::-1]
    first = judge(git, objects, before, followed=True)
    alone = told(judge(git, objects, before))
    assert told(first) == alone
    followed = told(judge(git, objects, after, follows=first))
    assert followed == told(judge(git, objects, after))
    assert (followed[0] == alone[0]) is (name in ("nothing", "a sentence"))


def test_it_reads_only_what_differs(git: Git, objects: Objects) -> None:
    first = judge(git, objects, "main", followed=True)
    first.run()
    asked: list[str] = []

    class Watched(Files):
        def read(self, path: str, limit: int) -> bytes:
            asked.append(path)
            return super().read(path, limit)

    files = Watched.of(Repository.at(str(git.folder)), "a-sentence", objects)
    Judge(files, POLICY, DAY, DAY, follows=first).run()
    assert set(asked) >= {PROGRAMME, INDICATOR}
    assert all("portail" in path for path in asked), "its dossier alone"
