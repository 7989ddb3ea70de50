"""Roadmaps to run commands on: the shipped one, and a small one with one of everything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from governance import i18n
from governance.cli.app import run

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "rules" / "base"
Say = Callable[..., str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """What a command prints on stdout, in English unless told; its exit code must be the one given."""

    def answer(*arguments: str, code: int = 0, width: int = 80, lang: str = "en") -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        before = i18n.current()
        try:
            found = run(["--lang", lang, *arguments])
        finally:
            i18n.use(before)
        said = capsys.readouterr()
        assert found == code, said.err
        return said.err if code else said.out

    return answer


@pytest.fixture(scope="session")
def shipped_once(
    tmp_path_factory: pytest.TempPathFactory, learnt: tuple[str, dict[str, bytes]]
) -> tuple[Path, Path]:
    """A copy of the shipped roadmap, and the cache of those who read it."""
    home = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "roadmap", home / "roadmap")
    cache = home / "cache"
    cache.mkdir()
    for name, content in learnt[1].items():
        (cache / name).write_bytes(content)
    return home, cache


@pytest.fixture
def shipped(shipped_once: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> str:
    """The shipped roadmap, to be read: judged for one test, it is known to the next."""
    root, cache = shipped_once
    monkeypatch.setenv("JALON_CACHE", str(cache))
    return str(root)


FILES = {
    "programmes/usagers/pause": """\
id: pause
strategy: plan
mission: usagers
title: Coffre-fort des pièces
entered: {date: 2025-06-01, source: [plan-2025]}
roles:
  - {role: lead, organisation: ministere, source: [plan-2025]}
provenance: {grade: official}
source: [plan-2025]
""",
    "checkpoints/pause/2026-05-01": """\
programme: pause
date: 2026-05-01
stage: framing
weather: cloudy
decision: {kind: pause, until: 2026-12-31, reason: Faute de moyens., date: 2026-05-01}
""",
    "programmes/usagers/fini": """\
id: fini
strategy: plan
mission: usagers
title: Annuaire
entered: {date: 2025-01-06, source: [plan-2025]}
left: {date: 2026-01-31, reason: Livré., fate: completed, source: [plan-2025]}
provenance: {grade: official}
source: [plan-2025]
""",
    "programmes/orage": """\
id: orage
strategy: plan
title: Messagerie
entered: {date: 2025-01-06, source: [plan-2025]}
roles:
  - {role: lead, organisation: dnum, person: Alix Roy, to: 2026-03-31, source: [plan-2025]}
milestones:
  - {id: essai, title: Essai, baseline: 2026-02-28, source: [plan-2025]}
dependencies:
  - {needs: portail, kind: technical, basis: stated, source: [plan-2025]}
provenance: {grade: official}
source: [plan-2025]
""",
    "checkpoints/orage/2026-05-04": """\
programme: orage
date: 2026-05-04
weather: stormy
decision: {kind: open, owner: Alix Roy, due: 2026-06-20, reason: Choisir l'hébergement.}
actions:
  - {title: Chiffrer la reprise, owner: Dominique Petit, due: 2026-05-15}
  - {title: Écrire aux usagers, owner: Claude Durand, due: 2026-05-10, done: 2026-05-09}
""",
    "indicators/plan/orage-messages": """\
id: orage-messages
strategy: plan
programme: orage
title: Messages par jour
unit: messages
direction: increase
kind: output
owner: ministere
provenance: {grade: official}
source: [plan-2025]
""",
    "strategies/avant": """\
id: avant
title: Plan précédent
start: 2020-01-01
life:
  - {date: 2024-06-30, event: interrupted, de_facto: true, source: [plan-2025]}
declared:
  - {date: 2020-02-01, programmes: 3, source: [plan-2025]}
source: [plan-2025]
""",
    "programmes/vieux": """\
id: vieux
strategy: avant
title: Ancien portail
entered: {date: 2020-02-01, source: [plan-2025]}
provenance: {grade: official}
source: [plan-2025]
""",
    "lessons/tenir": """\
id: tenir
strategy: avant
date: 2024-12-01
statement: Il faut tenir des points réguliers.
source: [plan-2025]
""",
}


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The base roadmap of the rules and: a paused, an ended and a stormy programme, a predecessor
    interrupted de facto, an open decision, actions, a vacant lead, a lesson."""
    root = tmp_path / "small"
    shutil.copytree(BASE, root)
    for name, text in FILES.items():
        write(root, name, text)
    strategy = root / "roadmap" / "strategies" / "plan.yaml"
    strategy.write_text(strategy.read_text("utf-8") + "predecessor: avant\n", "utf-8")
    return str(root)


def write(root: Path, name: str, text: str) -> None:
    path = root / "roadmap" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


HOSTILE = '"\\e]0;x\\a [/] \\u202e\\u0085 [bold]\\n{0} %s"'


@pytest.fixture
def hostile(small: str) -> str:
    """Records whose texts try to command a terminal, a markup language and a format string."""
    for path in Path(small, "roadmap").rglob("*.yaml"):
        lines = path.read_text("utf-8").splitlines()
        words = ("title", "purpose", "unit", "reason", "minutes", "statement", "person", "body")
        path.write_text(
            "".join(
                f"{line.partition(':')[0]}: {HOSTILE}\n"
                if line.strip(" -").partition(":")[0] in words
                else f"{line}\n"
                for line in lines
            ),
            "utf-8",
        )
    return small
