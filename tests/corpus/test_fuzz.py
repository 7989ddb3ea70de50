"""Twenty thousand mutated records: whatever the bytes, the reader answers, and at a place."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from governance.model.finding import KEY, VALUE
from governance.source.precheck import is_valid
from governance.source.reader import Locator, read
from governance.source.schema_findings import explain, prune
from tests.corpus.cases import INPUTS

REPOSITORY = Path(__file__).parent.parent.parent
JOBS = 4
INPUTS_PER_JOB = 5_000
TOKENS = (
    b"<<", b"<<: ", b"!!", b"!", b"%YAML 1.1\n", b"---\n", b"...\n", b"&a ", b"*a", b"? ", b": ", b"- ",
    b"[", b"]", b"{", b"}", b"'", b'"', b"|", b">", b"|-\n", b"#", b"@", b"`", b"\t", b"\r", b"\r\n",
    b"\x00", b"\x1b[31m", b"\x7f", b"\xc2\x85", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xff", b"\xc3",
    b"\xed\xa0\x80", b"\\x1b", b'"\\ud800"', b"no", b"1e400", b".nan", b"0x1F", b"2026-02-30", b"null",
    b"~", b"=", b"[" * 400, b"- " * 300, b"{a: " * 60, b"\n" * 50, b" " * 200, "é".encode(), "e\u0301".encode(),
)  # fmt: skip


def mutated(original: bytes, chance: random.Random) -> bytes:
    data = bytearray(original)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        kind = chance.random()
        if kind < 0.55:
            data[at:at] = chance.choice(TOKENS)
        elif kind < 0.7:
            del data[at : at + chance.randint(1, 40)]
        elif kind < 0.8:
            data[at:at] = data[chance.randint(0, len(data)) :][: chance.randint(1, 300)]
        elif kind < 0.9 and at < len(data):
            data[at] = chance.randint(0, 255)
        else:
            end = data.find(b"\n", at)
            data[at : end if end > 0 else at] = b""
    return bytes(data)


@pytest.mark.fuzz
@pytest.mark.parametrize("job", range(JOBS))
def test_mutated_records_never_crash_the_reader(job: int) -> None:
    chance = random.Random(f"jalon {job}")
    seeds = [
        (path.parent.parent.name, path.read_bytes())
        for path in sorted(REPOSITORY.glob("roadmap/*/**/*.yaml"))
    ]
    kinds = {"programmes": "programme", "measurements": "measurement", "checkpoints": "checkpoint"}
    records = [(kinds[folder], data) for folder, data in seeds if folder in kinds]
    records += [("source", data) for _, data, _ in INPUTS.values() if len(data) < 5_000]
    for _ in range(INPUTS_PER_JOB):
        kind, original = chance.choice(records)
        data = mutated(original, chance)
        value, problems = read(data)
        assert value is not None or problems
        if value is not None and not problems and not is_valid(kind, value):
            problems = list(explain(kind, value))
            assert problems, data
            prune(value, problems)
        lines = data.count(b"\n") + data.count(b"\r") + 1
        locator = Locator(data) if problems else None
        for problem in problems:
            place = (problem.line, problem.column)
            if not problem.line and locator:
                assert problem.on in (KEY, VALUE)
                place = locator.locate(problem.pointer, problem.on)
            assert 1 <= place[0] <= lines + 1 and place[1] >= 1, (place, data)
