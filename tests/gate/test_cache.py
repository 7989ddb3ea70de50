"""The cache is a hint: with it, after any change, and without it, the answer is the same to a byte."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks import layout
from benchmarks.records import roadmap
from governance.cli.options import CHECK
from governance.cli.verdict import answer
from governance.gate.registry import rules
from governance.gate.stored import NESTED, PLAIN, StoredRow
from governance.reporters import json, text
from governance.services import check as service
from governance.services import memory
from governance.services.check import check
from governance.source import cache, look
from governance.source.reader import read
from tests.thorough import THOROUGH, examples

DAY = date(2026, 6, 1)
RULES = Path(__file__).parents[1] / "rules"
SHIPPED = Path(__file__).parents[2]
ALL = sorted(path.parent for path in RULES.glob("*/*/*/case.yaml"))
SOME = sorted({
    (path.parents[2].name[0], rules()[path.parents[2].name[:4]].rule.scope): path.parent
    for path in sorted(RULES.glob("*/invalid/*/case.yaml"), reverse=True)
}.values())  # fmt: skip
"""An invalid case of each family and scope of rules."""
CASES = ALL if THOROUGH else SOME


def told(root: Path, *, use_cache: bool, as_of: date = DAY, today: date = DAY) -> str:
    """All that a check says: every finding, its place, its words, and what they add up to."""
    report = check(str(root), as_of, today, use_cache=use_cache)
    return json.render(report, "en") + text.render(report, "fr")


def assert_the_same(root: Path, **when: date) -> str:
    found = told(root, use_cache=True, **when)
    assert found == told(root, use_cache=False, **when)
    return found


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    for file in roadmap(8, DAY, seed=5):
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(layout.record(file.kind, file.path, file.data), encoding="utf-8")
    return root


def records(root: Path, folder: str = "") -> list[Path]:
    return sorted((root / "roadmap" / folder).rglob("*.yaml"))


# -- any change


def _replace(*pairs: tuple[str, str]) -> Callable[[random.Random, Path, list[Path]], None]:
    def change(chance: random.Random, root: Path, files: list[Path]) -> None:
        old, new = (words.encode() for words in chance.choice(pairs))
        found = [path for path in files if old in path.read_bytes()]
        if found:
            path = chance.choice(found)
            path.write_bytes(path.read_bytes().replace(old, new, 1))

    return change


def _delete(chance: random.Random, root: Path, files: list[Path]) -> None:
    chance.choice(files).unlink()


def _rename(chance: random.Random, root: Path, files: list[Path]) -> None:
    path = chance.choice(files)
    path.rename(path.with_name(chance.choice(("autre.yaml", "2026-05-02.yaml", "Non.yaml"))))


def _move(chance: random.Random, root: Path, files: list[Path]) -> None:
    path = chance.choice(files)
    folder = path.parent / chance.choice(("a", "b c", "é"))
    folder.mkdir(exist_ok=True)
    path.rename(folder / path.name)


def _copy(chance: random.Random, root: Path, files: list[Path]) -> None:
    path = chance.choice(files)
    folder = path.parent / "copie"
    folder.mkdir(exist_ok=True)
    shutil.copy(path, folder / path.name)


def _exchange(chance: random.Random, root: Path, files: list[Path]) -> None:
    one, other = chance.choice(files), chance.choice(files)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def _spoil(chance: random.Random, root: Path, files: list[Path]) -> None:
    path = chance.choice(files)
    data = path.read_bytes()
    at = chance.randrange(len(data))
    path.write_bytes(data[:at] + chance.choice((b"\t", b"\xff", b": ", b"", b"[")) + data[at + 1 :])


def _link(chance: random.Random, root: Path, files: list[Path]) -> None:
    path = chance.choice(files)
    path.unlink()
    path.symlink_to(chance.choice(files))


def _touch(chance: random.Random, root: Path, files: list[Path]) -> None:
    os.utime(chance.choice(files))


def _measure(chance: random.Random, root: Path, files: list[Path]) -> None:
    measures = [path for path in files if "/measurements/" in path.as_posix()]
    if measures:
        path = chance.choice(measures)
        day = f"2026-0{chance.randrange(1, 9)}-1{chance.randrange(10)}"
        body = path.read_bytes().replace(path.stem.encode(), day.encode())
        path.with_name(f"{day}.yaml").write_bytes(body)


def _waive(chance: random.Random, root: Path, files: list[Path]) -> None:
    path = root / "governance/policy/waivers.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "format: 1\nwaivers:\n  - rule: L101\n    record: programme/portail-0\n"
        "    reason: Le marché qui remplace cette fiche est signé en juin.\n"
        "    author: Comité numérique\n    granted: 2026-05-04\n    until: 2026-07-31\n", "utf-8"
    )  # fmt: skip


CHANGES: tuple[Callable[[random.Random, Path, list[Path]], None], ...] = (
    _replace(("value: 1", "value: 7"), ("value: 2", "value: 9"), ("date: 2026", "date: 2019")),
    _replace(("needs: ", "needs: ab"), ("mission: ", "mission: x"), ("organisation: d", "fte: d")),
    _replace(("lead", "deputy"), ("interministerial", "ministerial"), ("sunny", "stormy")),
    _replace(("milestone: etape-1", "milestone: etape-9"), ("fte: ", "fte: 99"), ("ae", "cp")),
    _replace(("source: [", "source: [nulle-part, "), ("usage-", "fonction-"), ("title", "titel")),
    _replace(("strategy: plan-0", "strategy: plan-1"), ("programme: ", "programme: x")),
    _replace(("kind: launch", "kind: stop"), ("stage: delivery", "stage: ended"), ("P6M", "P1M")),
    _delete, _rename, _move, _copy, _exchange, _spoil, _link, _touch, _measure, _waive,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(examples(2, 4)))
def test_after_any_change_the_answer_is_that_of_a_first_run(tree: Path, seed: int) -> None:
    chance = random.Random(seed)
    sound = tree.with_name("sound")
    shutil.copytree(tree, sound)
    assert_the_same(tree)
    for step in range(examples(15, 25)):
        if step % 8 == 7:
            shutil.rmtree(tree)
            shutil.copytree(sound, tree)
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            chance.choice(CHANGES)(chance, tree, [p for p in records(tree) if not p.is_symlink()])
        assert_the_same(tree)


@pytest.mark.parametrize("case", CASES, ids=lambda path: str(path.relative_to(RULES)))
def test_what_a_rule_tells_comes_and_goes_with_its_cause(case: Path, tmp_path: Path) -> None:
    case_told, _ = read((case / "case.yaml").read_bytes())
    assert case_told is not None
    when = date.fromisoformat(case_told.get("as_of", DAY.isoformat()))
    today = date.fromisoformat(case_told.get("today", when.isoformat()))
    root = tmp_path / "repository"
    shutil.copytree(RULES / "base", root)
    before = assert_the_same(root, as_of=when, today=today)
    for path in case_told.get("remove", []):
        (root / path).unlink()
    shutil.copytree(case, root, symlinks=True, dirs_exist_ok=True)
    assert_the_same(root, as_of=when, today=today)
    shutil.rmtree(root)
    shutil.copytree(RULES / "base", root)
    assert assert_the_same(root, as_of=when, today=today) == before


def test_rows_are_the_same_out_of_the_cache() -> None:
    def rows() -> dict[str, Any]:
        return dict(check(str(SHIPPED), DAY, DAY).judgement.roadmap.rows)

    first, second = rows(), rows()
    assert all(isinstance(row, StoredRow) for row in second.values())
    assert not any(isinstance(row, StoredRow) for row in first.values())
    assert second == first
    assert all(list(row) != [] and {**row} == first[key] for key, row in second.items())
    assert all(set(row) == {*PLAIN, *NESTED} for row in first.values())
    assert all("roles" in row and len(row) == len(first[key]) for key, row in rows().items())
    assert all(row.get("refs") == first[key]["refs"] for key, row in rows().items())


def test_rows_out_of_the_cache_share_the_names_of_their_fields() -> None:
    check(str(SHIPPED), DAY, DAY)
    found = check(str(SHIPPED), DAY, DAY).judgement.roadmap
    roles = [role for row in found.rows.values() for role in row["roles"]]
    products = [product.data for product in found.of("product")]
    assert len(roles) > 1
    assert len(products) > 1
    for several in (roles, products):
        names = [name for fields in several for name in fields]
        assert len({id(name) for name in names}) == len(set(names))


def test_what_was_seen_of_the_files_is_held_no_longer_than_they_are_listed(tree: Path) -> None:
    seen = memory.see(str(tree))
    assert seen.look is not None
    entries = seen.look.entries
    holders = [sys.getrefcount(entries)]
    check(
        str(tree), DAY, DAY, look=seen.take_look(),
        progress=lambda done, total: holders.append(sys.getrefcount(entries)),
    )  # fmt: skip
    assert seen.take_look() is None
    assert set(holders[1:]) == {holders[0] - 1}


# -- the clock of the file system


def test_a_file_that_is_only_touched_changes_nothing(tree: Path) -> None:
    before = assert_the_same(tree)
    for path in records(tree):
        os.utime(path)
    assert assert_the_same(tree) == before


def test_a_file_written_back_with_its_old_time_is_read_again(tree: Path) -> None:
    path = records(tree, "measurements")[0]
    before, status = assert_the_same(tree), path.stat()
    path.write_bytes(path.read_bytes().replace(b"value: ", b"valeu: "))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert assert_the_same(tree) != before


def test_a_change_within_one_tick_of_the_clock_is_seen(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def coarse(status: os.stat_result) -> tuple[str, int]:
        tick = max(status.st_mtime_ns, status.st_ctime_ns) // 10_000_000 * 10_000_000
        return f"{status.st_size} {tick}", tick

    monkeypatch.setattr(look, "signature_of", coarse)
    path = records(tree, "measurements")[0]
    text_before = path.read_text("utf-8")
    for turn in range(examples(10, 30)):
        word = "value" if turn % 2 else "valeu"
        path.write_text(text_before.replace("value", word), "utf-8")
        assert_the_same(tree)


def test_a_change_during_a_run_is_seen_by_the_next(tree: Path) -> None:
    def rewrite(done: int, total: int) -> None:
        if not done:
            for path in records(tree, "programmes"):
                path.write_text(path.read_text("utf-8").replace("lead", "head"), "utf-8")

    check(str(tree), DAY, DAY, progress=rewrite)
    assert_the_same(tree)


# -- the remembered answer


def _answer(root: Path, capsys: pytest.CaptureFixture[str], **options: Any) -> tuple[int, str]:
    chosen = {option.field: option.default for option in CHECK}
    code = answer({**chosen, "directory": str(root), "as_of": DAY, **options}, [])
    return code, capsys.readouterr().out


def test_an_answer_is_repeated_until_something_changes(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(tree)
    first = _answer(tree, capsys)
    with monkeypatch.context() as patch:
        patch.setattr(service, "check", None)
        assert _answer(tree, capsys) == first
    assert _answer(tree, capsys, form="json") != first
    records(tree, "measurements")[0].unlink()
    changed = _answer(tree, capsys)
    assert changed == _answer(tree, capsys, use_cache=False)
    (tree / "governance" / "policy").mkdir(parents=True)
    policy = (SHIPPED / "governance" / "policy" / "policy.yaml").read_text("utf-8")
    strict = policy.replace("severity: info", "severity: error").replace("warning", "error")
    (tree / "governance" / "policy" / "policy.yaml").write_text(strict, "utf-8")
    assert _answer(tree, capsys) == _answer(tree, capsys, use_cache=False)


def test_an_answer_given_while_the_files_change_is_not_repeated(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(tree)
    real = service.check

    def change_then_check(*arguments: Any, **options: Any) -> Any:
        report = real(*arguments, **options)
        records(tree, "indicators")[0].unlink()
        return report

    with monkeypatch.context() as patch:
        patch.setattr(service, "check", change_then_check)
        _answer(tree, capsys)
    assert _answer(tree, capsys) == _answer(tree, capsys, use_cache=False)


def settled(root: Path) -> None:
    """Make every file old enough to be believed."""
    while not memory.Seen(str(root)).state:
        pass


# -- a cache that cannot be used


def _truncate(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flip(data: bytes) -> bytes:
    at = len(data) // 3
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _drop_a_line(data: bytes) -> bytes:
    lines = data.split(b"\n")
    return b"\n".join(lines[:1] + lines[2:])


@pytest.mark.parametrize(
    "spoil",
    [
        _truncate, _flip, _drop_a_line, lambda data: b"", lambda data: b"\n" * 9,
        lambda data: b"null\n" + data, lambda data: b"[" * 100_000, lambda data: data + b"{}\n",
        lambda data: os.urandom(2000),
    ],
    ids=range(9),
)  # fmt: skip
def test_a_spoilt_cache_counts_as_absent(
    tree: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[bytes], bytes]
) -> None:
    settled(tree)
    sound = _answer(tree, capsys)
    kept = list(Path(cache.folder()).iterdir())
    assert {path.name.partition("-")[0].partition(".")[0] for path in kept} == {
        "answer", "holidays", "policy", "rows",
    }  # fmt: skip
    for path in kept:
        path.write_bytes(spoil(path.read_bytes()))
    assert _answer(tree, capsys) == sound
    assert_the_same(tree)


def test_a_cache_that_cannot_be_written_is_no_error(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = _answer(tree, capsys, use_cache=False)
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("JALON_CACHE", str(tmp_path / "file" / "cache"))
    assert _answer(tree, capsys) == expected
    folder = tmp_path / "folders"
    monkeypatch.setenv("JALON_CACHE", str(folder))
    for name in ("holidays", "policy", "rows"):
        (folder / f"{name}.jsonl").mkdir(parents=True)
    assert _answer(tree, capsys) == expected
    assert not [path for path in folder.iterdir() if path.suffix != ".jsonl"], "a draft is left"


def test_what_is_kept_survives_any_text() -> None:
    names = ["a", "a\tb", "a\nb", "é", "\udcff", '"', "a\\tb"]
    ledger = cache.Ledger("any", "key")
    ledger.begin({"n": 1})
    for number, name in enumerate(names):
        ledger.keep(name, f"s{number}", [name], {"v": name}, None)
    ledger.close(complete=True)
    again = cache.Ledger("any", "key")
    assert again.heading["n"] == 1
    for number, name in enumerate(names):
        if number % 2:
            assert again.recall(name, "other") is None
            assert list(map(cache.decode, again.last(name))) == [[name], {"v": name}, None]
        else:
            parts = again.recall(name, f"s{number}") or []
            assert list(map(cache.decode, parts)) == [[name], {"v": name}, None]
    assert not again.left()
    assert cache.Ledger("any", "other key").heading == {}
