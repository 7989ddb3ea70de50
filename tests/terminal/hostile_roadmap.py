"""A roadmap, and a repository around it, whose every text tries to command the terminal."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from governance.source.reader import read
from tests.cli.conftest import BASE
from tests.vcs.git import Git

TOGETHER = 12
"""Texts that share a record."""
# What git takes no branch for (git check-ref-format).
_NO_REF = re.compile(rb"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|(?:\.|\.lock|/)\Z")


def quoted(text: str) -> str:
    """``text`` as YAML writes it between double quotes, escaped wherever it can be."""
    # Both halves of a pair above U+FFFF would be two characters to YAML.
    return "".join(
        f"\\U{ord(one):08x}" if ord(one) > 0xFFFF else json.dumps(one)[1:-1] for one in text
    ).join('""')


def build(root: Path, texts: Sequence[str]) -> list[str]:
    """Write the small roadmap with ``texts`` in every place that is shown, in a repository with
    branches, messages and names that hold them; the ids of the programmes that do."""
    shutil.copytree(BASE, root)
    found = []
    # A text that no record can hold makes its file unreadable: it stands in a file of its own below.
    held = [text for text in texts if read(f"a: {quoted(text)}\n".encode())[0] is not None]
    for rank in range(0, len(held), TOGETHER):
        mine, id = held[rank : rank + TOGETHER], f"h{rank:03d}"
        found.append(id)
        for path, text in _records(id, mine):
            target = root / "roadmap" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
    for rank, text in enumerate(texts):
        _write_named(root / "roadmap" / "lessons", text, rank)
    git = Git(root)
    git.commit({}, "Base")
    _branches(git, texts)
    return found


def _records(id: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    said = [quoted(text) for text in texts]
    said += said * TOGETHER  # the last record has fewer
    milestones = "".join(
        f"  - {{id: m{n}, title: {text}, baseline: 2026-07-{n + 1:02d}, source: [plan-2025]}}\n"
        for n, text in enumerate(said[: len(texts)])
    )
    yield f"programmes/{id}.yaml", (
        f"id: {id}\nstrategy: plan\nmission: usagers\ntitle: {said[0]}\npurpose: {said[1]}\n"
        f"scope: {said[2]}\nentered: {{date: 2025-01-06, source: [plan-2025]}}\nroles:\n"
        f"  - {{role: lead, organisation: dnum, person: {said[3]}, source: [plan-2025]}}\n"
        f"milestones:\n{milestones}provenance: {{grade: official, note: {said[4]}}}\n"
        f"source: [plan-2025, {said[5]}]\n"
    )  # fmt: skip
    own = f"n{id[1:]}"  # not the id of the programme: that is what is looked for
    yield f"indicators/plan/{own}.yaml", (
        f"id: {own}\nstrategy: plan\nprogramme: {id}\ntitle: {said[6]}\nunit: {said[7]}\n"
        f"direction: {said[8]}\nkind: output\nowner: {said[9]}\nsource: [plan-2025]\n"
    )  # fmt: skip
    answers = "".join(f"  q{n}: {text}\n" for n, text in enumerate(said[: len(texts)]))
    yield f"checkpoints/{id}/2026-05-04.yaml", (
        f"programme: {id}\ndate: 2026-05-04\nauthor: {said[10]}\nweather: stormy\n"
        f"weather_note: {said[11]}\nanswers:\n{answers}"
        f"decision: {{kind: open, owner: {said[0]}, due: 2026-06-20, reason: {said[1]}}}\n"
        f"actions:\n  - {{title: {said[2]}, owner: {said[3]}, due: 2026-05-15}}\nminutes: {said[4]}\n"
    )  # fmt: skip


def _write_named(folder: Path, text: str, rank: int) -> None:
    """A record whose file name and id are ``text``, where a file can be called so."""
    folder.mkdir(parents=True, exist_ok=True)
    name = text.encode("utf-8", "surrogatepass").replace(b"/", b"_").replace(b"\0", b"_")[:200]
    target = bytes(folder) + b"/%d" % rank + name + b".yaml"
    with open(target, "wb") as file:
        file.write(f"id: {quoted(text)}\nstatement: {quoted(text)}\n".encode())


def _branches(git: Git, texts: Sequence[str]) -> None:
    """Proposals whose branch, message and author are the texts, as far as git takes them."""
    base = git.head()
    lines = []
    for rank, text in enumerate(texts):
        message = text.encode("utf-8", "surrogatepass").replace(b"\0", b"_") or b"_"
        who = b"".join(bytes([b]) for b in message if b not in b"<>\n")
        name = f"refs/heads/jalon/{rank}".encode()
        wanted = name + b"-" + message.replace(b"/", b"_")[:80]
        ref = name if _NO_REF.search(wanted) else wanted
        path = f"roadmap/programmes/p{rank}.yaml"
        lines.append(
            b"commit %s\ncommitter %s <x@example.org> 1780300000 +0000\ndata %d\n%s\nfrom %s\n"
            b"M 100644 inline %s\ndata 2\n{}\n"
            % (ref, who, len(message), message, base.encode(), path.encode())
        )
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=git.folder, input=b"".join(lines), check=True,
        capture_output=True,
    )  # fmt: skip
