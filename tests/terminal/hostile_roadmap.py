"""A roadmap, and a repository around it, whose every text tries to command the terminal."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from governance.source.reader import read
from tests.cli.conftest import BASE
from tests.vcs.git import ZOE, Git

TOGETHER = 60
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
    branches, messages and names that hold them, and with a change that was not committed; the ids of
    the programmes that hold them, ``h…``: their indicators are ``n…``, what is proposed ``t…``."""
    shutil.copytree(BASE, root)
    groups = together(texts)
    for id, mine in groups.items():
        _write(root, _records(id, mine))
    for rank, text in enumerate(texts):
        _write_named(root / "roadmap" / "lessons", text, rank)
    git = Git(root)
    git.run("config", "user.name", ZOE[0])
    git.run("config", "user.email", ZOE[1])
    git.commit({}, "Base")
    _branches(git, texts)
    for id, mine in groups.items():
        _write(root, _records(f"u{id[1:]}", mine))
    return list(groups)


def holdable(texts: Iterable[str]) -> list[str]:
    """Those of ``texts`` that a record can hold: another one makes its file unreadable, and stands
    in a file of its own."""
    return [text for text in texts if read(f"a: {quoted(text)}\n".encode())[0] is not None]


def together(texts: Iterable[str]) -> dict[str, list[str]]:
    """The texts that share a record, by the id of its programme."""
    held = holdable(texts)
    return {f"h{at:03d}": held[at : at + TOGETHER] for at in range(0, len(held), TOGETHER)}


def _write(root: Path, records: Iterable[tuple[str, str]]) -> None:
    for path, text in records:
        target = root / "roadmap" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def _records(id: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    said = [quoted(text) for text in texts]
    said += said * 11  # the last record may have fewer
    milestones = "".join(
        f"  - {{id: m{n}, title: {text}, baseline: 2026-{7 + n // 30:02d}-{n % 30 + 1:02d}, source: [plan-2025]}}\n"
        for n, text in enumerate(said[: len(texts)])
    )
    yield f"programmes/{id}.yaml", (
        f"id: {id}\nstrategy: plan\nmission: usagers\ntitle: {said[0]}\npurpose: {said[1]}\n"
        f"scope: {said[2]}\nentered: {{date: 2025-01-06, source: [plan-2025]}}\nroles:\n"
        f"  - {{role: lead, organisation: dnum, person: {said[3]}, source: [plan-2025]}}\n"
        f"milestones:\n{milestones}provenance: {{grade: official, note: {said[4]}}}\n"
        f"source: [plan-2025, {said[5]}]\n"
    )  # fmt: skip
    own = "nov"["htu".index(id[0])] + id[1:]  # not that of the programme, which is looked for
    yield f"indicators/plan/{own}.yaml", (
        f"id: {own}\nstrategy: plan\nprogramme: {id}\ntitle: {said[6]}\nunit: {said[7]}\n"
        f"direction: {said[8]}\nkind: output\nowner: {said[9]}\nsource: [plan-2025]\n"
    )  # fmt: skip
    answers = "".join(f"  q{n}: {text}\n" for n, text in enumerate(said[: len(texts)]))
    yield f"checkpoints/{id}/2026-05-04.yaml", (
        f"programme: {id}\ndate: 2026-05-04\nauthor: {said[10]}\n"
        f"participants: [{{organisation: dnum, person: {said[5]}}}]\nweather: stormy\n"
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
    """Proposals whose branch, message, author and programme are the texts, as far as git takes them;
    ``jalon/t…`` proposes what several records hold."""
    base = git.head()
    lines = []
    for rank, text in enumerate(texts):
        message = text.encode("utf-8", "surrogatepass").replace(b"\0", b"_") or b"_"
        name = f"refs/heads/jalon/{rank}".encode()
        wanted = name + b"-" + message.replace(b"/", b"_")[:80]
        ref = name if _NO_REF.search(wanted) else wanted
        record = {f"roadmap/programmes/p{rank}.yaml": f"title: {quoted(text)}\n"}
        lines.append(_commit(ref, base, message, message, record))
    for id, mine in together(texts).items():
        message = "\n".join([*mine, *mine]).encode("utf-8", "surrogatepass")
        files = {f"roadmap/{path}": text for path, text in _records(f"t{id[1:]}", mine)}
        ref = f"refs/heads/jalon/t{id[1:]}".encode()
        lines.append(_commit(ref, base, b"Ensemble\n\n" + message, b"Alix Roy", files))
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=git.folder, input=b"".join(lines), check=True,
        capture_output=True,
    )  # fmt: skip


def _commit(ref: bytes, base: str, message: bytes, who: bytes, files: dict[str, str]) -> bytes:
    who = bytes(byte for byte in who if byte not in b"<>\n")
    added = b"".join(
        b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(text.encode()), text.encode())
        for path, text in files.items()
    )
    return b"commit %s\ncommitter %s <x@example.org> 1780300000 +0000\ndata %d\n%s\nfrom %s\n%s" % (
        ref, who, len(message), message, base.encode(), added
    )  # fmt: skip
