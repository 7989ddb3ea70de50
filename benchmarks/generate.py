"""``python -m benchmarks.generate --programmes N DIR``: a governed repository with a git history.

Deterministic: the same options give the same files and the same commits.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path

from benchmarks import layout
from benchmarks.records import File, roadmap

AS_OF = "2026-06-01"
"""The day a generated roadmap is clean on, unless told otherwise."""
_SHIPPED = Path(__file__).resolve().parent.parent / "governance"
_AUTHOR = "Jalon benchmark <benchmark@example.invalid>"
_LATE_KINDS = frozenset({"measurement", "checkpoint", "event"})
_BRANCH = "refs/heads/main"


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="must not exist, or be empty")
    parser.add_argument("--programmes", type=int, default=35, metavar="N")
    parser.add_argument("--commits", type=int, default=100, metavar="C")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-of", type=date.fromisoformat, default=AS_OF, metavar="DATE",
                        help="the day on which nothing is late (default: %(default)s)")  # fmt: skip
    parser.add_argument("--flat", action="store_true", help="all records of a kind in one folder")
    chosen = parser.parse_args()
    if chosen.programmes < 1 or chosen.commits < 1:
        parser.error("at least one programme and one commit")
    if chosen.folder.exists() and any(chosen.folder.iterdir()):
        parser.error(f"{chosen.folder} is not empty")
    count = generate(
        chosen.folder, chosen.programmes, date.fromisoformat(str(chosen.as_of)),
        commits=chosen.commits, seed=chosen.seed, flat=chosen.flat,
    )  # fmt: skip
    sys.stdout.write(f"{chosen.folder}: {count} records, {chosen.commits} commits, "
                     f"clean on {chosen.as_of}\n")  # fmt: skip
    return 0


def generate(
    folder: Path, programmes: int, day: date, *, commits: int = 1, seed: int = 1, flat: bool = False
) -> int:
    """Write the repository into ``folder``; how many records it has."""
    files = list(roadmap(programmes, day, seed, flat=flat))
    folder.mkdir(parents=True, exist_ok=True)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    stream = subprocess.Popen(
        ["git", "-C", str(folder), "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE
    )
    assert stream.stdin is not None
    for part in _history(files, day, commits, seed):
        stream.stdin.write(part)
    stream.stdin.write(b"done\n")
    stream.stdin.close()
    if stream.wait():
        raise SystemExit("git fast-import failed")
    _git(folder, "reset", "--quiet", "--hard")
    return len(files)


def _history(files: list[File], day: date, commits: int, seed: int) -> Iterable[bytes]:
    """The input of ``git fast-import``: a first commit with what a roadmap starts from, then the
    measures, reviews and events as they come, each commit also rewriting a few programmes."""
    chance = random.Random(seed)
    later = sorted((f for f in files if f.kind in _LATE_KINDS), key=lambda f: f.data["date"])
    first = [f for f in files if f.kind not in _LATE_KINDS]
    if commits == 1:
        first, later = files, []
    programmes = [f for f in files if f.kind == "programme"]
    touched = [
        chance.sample(programmes, min(len(programmes), chance.randrange(1, 4)))
        for _ in range(commits - 1)
    ]
    left = {f.path: sum(f in some for some in touched) for f in programmes}
    final = datetime.combine(day, time(9), UTC).timestamp()

    yield _commit(1, final - 3600 * 24 * 400, "Première publication", commits)
    for source, target in _shipped():
        yield _modify(target, source.read_bytes())
    for file in first:
        yield _modify(file.path, _version(file, left.get(file.path, 0)))
    for number, some in enumerate(touched, 2):
        yield _commit(number, final - 3600 * 24 * 399 * (1 - number / commits), "Suivi", commits)
        start, end = (len(later) * n // (commits - 1) for n in (number - 2, number - 1))
        for file in later[start:end]:
            yield _modify(file.path, _version(file, 0))
        for file in some:
            left[file.path] -= 1
            yield _modify(file.path, _version(file, left[file.path]))


def _shipped() -> Iterable[tuple[Path, str]]:
    """The policy and the schemas, which a governed repository carries."""
    yield _SHIPPED / "policy" / "policy.yaml", "governance/policy/policy.yaml"
    for path in sorted((_SHIPPED / "schemas").glob("*.json")):
        yield path, f"governance/schemas/{path.name}"


def _version(file: File, before: int) -> bytes:
    """The text of ``file``, ``before`` revisions before its last."""
    data = file.data
    if before:
        note = f"Prévision du comité, {before} révisions avant la dernière."
        milestones = [{**m, "note": note} if "forecast" in m else m for m in data["milestones"]]
        data = {**data, "milestones": milestones}
    return layout.record(file.kind, file.path, data).encode()


def _commit(mark: int, when: float, message: str, of: int) -> bytes:
    said = f"{message} ({mark}/{of})".encode()
    stamp = f"{_AUTHOR} {int(when)} +0000"
    parent = f"from :{mark - 1}\n" if mark > 1 else ""
    head = f"commit {_BRANCH}\nmark :{mark}\nauthor {stamp}\ncommitter {stamp}\n"
    return head.encode() + b"data %d\n%s\n" % (len(said), said) + parent.encode()


def _modify(path: str, content: bytes) -> bytes:
    return b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)


def _git(folder: Path, *arguments: str) -> None:
    if shutil.which("git") is None:
        raise SystemExit("git is needed")
    subprocess.run(["git", "-C", str(folder), *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
