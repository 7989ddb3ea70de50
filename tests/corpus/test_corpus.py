"""Every malformed input is told by its code, at its place, with exit code 1 and no trace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from governance.cli.app import run
from governance.hygiene import show
from tests.corpus.cases import INPUTS

BASE = Path(__file__).parent.parent / "rules" / "base"


@pytest.mark.parametrize("name", INPUTS)
def test_malformed_input(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, content, expected = INPUTS[name]
    root = tmp_path / "repository"
    shutil.copytree(BASE, root)
    target = root / "roadmap" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    code = run(["-C", str(root), "--lang", "en", "check", "--as-of", "2026-06-01"])
    said = capsys.readouterr()
    place, _, rule = expected.partition(" ")
    wanted = f":{place}: error {rule} "
    told = [line for line in said.out.splitlines() if wanted in line]
    assert any(line.startswith(f"roadmap/{show(path)}{wanted}") for line in told), said.out
    assert code == 1
    assert said.err == ""
    assert not [c for c in said.out if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0]


def test_there_are_at_least_120_kinds() -> None:
    assert len(INPUTS) >= 120
