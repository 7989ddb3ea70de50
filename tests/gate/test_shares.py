"""A judgement shared out among processes is the same to a byte, also when one of them fails."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from benchmarks import layout
from benchmarks.records import roadmap
from governance.gate import judge
from governance.gate.shares import shared_out
from governance.reporters import json, text
from governance.services.check import check
from governance.services.gate import check_change
from tests.vcs.git import Git

DAY = date(2026, 6, 1)
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork here"),
    # The runner of the tests has threads of its own; the command line has none.
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
]


def doubled(share: Sequence[int]) -> Iterator[bytes]:
    for number in share:
        yield b"%d" % (2 * number)


@pytest.mark.parametrize("shares", [1, 2, 3, 9])
def test_every_unit_is_done_once(shares: int) -> None:
    found = list(shared_out(range(7), doubled, shares))
    assert sorted(found) == [b"%d" % (2 * number) for number in (0, 5, 6, 1, 2, 3, 4)]


def test_what_a_process_did_not_finish_is_missing() -> None:
    here = os.getpid()

    def failing(share: Sequence[int]) -> Iterator[bytes]:
        yield from doubled(share)
        if os.getpid() != here:
            raise MemoryError

    assert list(shared_out(range(6), failing, 2)) == [b"0", b"4", b"8"]


def test_a_failure_here_leaves_no_process_behind() -> None:
    here = os.getpid()

    def failing(share: Sequence[int]) -> Iterator[bytes]:
        if os.getpid() == here:
            raise KeyboardInterrupt
        yield from doubled(share)

    with pytest.raises(KeyboardInterrupt):
        list(shared_out(range(6), failing, 3))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("use_cache", [False, True])
def test_the_answer_does_not_depend_on_how_many_judge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use_cache: bool
) -> None:
    monkeypatch.setattr(judge, "_WORTH_SHARING", 1)
    for file in roadmap(9, DAY, seed=4):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        body = layout.record(file.kind, file.path, file.data)
        path.write_text(body.replace("value: 1", "valeu: 1").replace("lead", "head"), "utf-8")

    def told(processes: int) -> str:
        day = date(2026, 9, 1)
        report = check(str(tmp_path), day, day, processes=processes, use_cache=use_cache)
        return json.render(report, "fr") + text.render(report, "en")

    shared = told(3)
    assert "error" in shared
    monkeypatch.setenv("JALON_CACHE", str(tmp_path / "another"))
    assert told(1) == shared


@pytest.mark.parametrize("use_cache", [False, True])
def test_nor_does_that_about_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use_cache: bool
) -> None:
    monkeypatch.setattr(judge, "_WORTH_SHARING", 1)
    git = Git(tmp_path / "r")
    files = {f.path: layout.record(f.kind, f.path, f.data) for f in roadmap(6, DAY, seed=4)}
    base = git.commit({path: body.replace("lead", "head") for path, body in files.items()})
    changed: dict[str, str | bytes | None] = {
        path: body.replace("value: 1", "valeu: 1") for path, body in files.items()
    }
    changed |= dict.fromkeys(sorted(path for path in files if "/missions/" in path)[:2])
    head = git.commit(changed)

    def told(processes: int) -> str:
        day = date(2026, 9, 1)
        report = check_change(
            str(git.folder), base, head, day, day, processes=processes, use_cache=use_cache
        )
        return json.render(report, "fr") + text.render(report, "en")

    shared = told(3)
    assert "error" in shared
    monkeypatch.setenv("JALON_CACHE", str(tmp_path / "another"))
    assert told(1) == shared
