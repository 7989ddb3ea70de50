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
from governance.gate.shares import deals, shared_out
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


class Turns:
    """Who has been dealt something: another process than this one waits, or is waited for."""

    def __init__(self) -> None:
        self._here = os.getpid()
        self._there, self._tell = os.pipe()
        self._known = False

    @property
    def here(self) -> bool:
        return os.getpid() == self._here

    def tell(self, times: int = 1) -> None:
        os.write(self._tell, b"!" * times)

    def wait(self) -> None:
        if not self._known:
            self._known = bool(os.read(self._there, 1))


@pytest.mark.parametrize("shares", [1, 2, 3, 9])
@pytest.mark.parametrize("count", [0, 1, 7, 1000])
def test_every_unit_is_done_once(shares: int, count: int) -> None:
    found = sorted(int(line) for line in shared_out(range(count), doubled, shares))
    assert found == [2 * number for number in range(count)]


@pytest.mark.parametrize("shares", [1, 2, 3, 64])
@pytest.mark.parametrize("count", [1, 7, 79, 100, 9_178, 100_000])
def test_the_last_deals_are_small_and_there_are_few(shares: int, count: int) -> None:
    """So that whoever takes the last one ends soon after the others, and a byte can name each."""
    sizes = [deal.stop - deal.start for deal in deals(count, shares)]
    assert sum(sizes) == count
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] <= max(1, count // 40)
    assert len(sizes) <= 200


def test_whoever_is_done_takes_more() -> None:
    here = os.getpid()
    there, kept_open = os.pipe()
    first: list[int] = []

    def work(share: Sequence[int]) -> Iterator[bytes]:
        if os.getpid() == here and not first:
            first.extend(share)
            os.close(kept_open)
            os.read(there, 1)  # until the other process ends, which keeps its end open
        yield from doubled(share)
        if os.getpid() == here:
            first.extend(share)

    found = list(shared_out(range(100), work, 2))
    assert len(found) == 100
    assert len(first) <= 2 * next(deals(100, 2)).stop, "the other did all the rest"


def test_what_a_process_did_not_finish_is_missing() -> None:
    turns = Turns()

    def failing(share: Sequence[int]) -> Iterator[bytes]:
        if not turns.here:
            turns.tell()
            yield from doubled(share)
            raise MemoryError
        turns.wait()
        yield from doubled(share)

    found = sorted(int(line) for line in shared_out(range(6), failing, 2))
    missing = {0, 2, 4, 6, 8, 10} - set(found)
    assert len(found) == len(set(found)) == 6 - len(missing)
    assert missing in [set(doubles) for doubles in ({0, 2}, {4}, {6}, {8}, {10})], "one deal"


def test_a_failure_here_leaves_no_process_behind() -> None:
    turns = Turns()

    def failing(share: Sequence[int]) -> Iterator[bytes]:
        if turns.here:
            turns.tell(2)
            raise KeyboardInterrupt
        turns.wait()
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
