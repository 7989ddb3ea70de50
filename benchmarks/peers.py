"""The peers, set up on the very records that Jalon judges, and the commands that run them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from governance.model.kinds import FOLDERS
from governance.source.schemas import schema

_REFERENCE = "common.schema.json#/$defs/"


class Peer(NamedTuple):
    """A tool to time: its commands run one after the other, and their times are added."""

    name: str
    commands: list[list[str]]
    folder: Path


class Absent(NamedTuple):
    """A peer that cannot be timed here, and why."""

    name: str
    why: str


def prepare(repository: Path, work: Path) -> list[Peer | Absent]:
    """Every peer, ready to run on the records of ``repository``; their own files go to ``work``."""
    builders = (
        ("check-jsonschema", "check-jsonschema", _check_jsonschema),
        ("yamllint", "yamllint", _yamllint),
        ("doorstop", "doorstop", _doorstop),
    )
    found: list[Peer | Absent] = []
    for name, command, build in builders:
        path = _command(command)
        if path is None:
            found.append(
                Absent(name, f"{name} is not installed: pip install -r requirements/bench.txt")
            )
            continue
        found.append(build(f"{name} {_version(name)}", path, repository, work))
    return found


def _command(name: str) -> str | None:
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


# -- check-jsonschema: the schema alone


def _check_jsonschema(name: str, command: str, repository: Path, work: Path) -> Peer:
    """One invocation per kind; each schema in one file, so that it resolves nothing."""
    commands = []
    for folder, kind in FOLDERS.items():
        files = sorted(str(path) for path in (repository / "roadmap" / folder).rglob("*.yaml"))
        if files:
            bundle = work / f"{kind}.json"
            bundle.write_text(json.dumps(bundled(kind)), encoding="utf-8")
            commands.append([command, "--schemafile", str(bundle), *files])
    return Peer(name, commands, repository)


def bundled(kind: str) -> dict[str, Any]:
    """The schema of ``kind`` with the shared definitions inside."""
    found: dict[str, Any] = _local({**schema(kind), "$defs": schema("common")["$defs"]})
    return found


def _local(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: value.replace(_REFERENCE, "#/$defs/") if key == "$ref" else _local(value)
            for key, value in node.items()
        }
    return [_local(item) for item in node] if isinstance(node, list) else node


# -- yamllint: syntax and style


def _yamllint(name: str, command: str, repository: Path, work: Path) -> Peer:
    return Peer(name, [[command, "-d", "relaxed", "--no-warnings", "roadmap"]], repository)


# -- doorstop: items, links and text of the programmes alone


def _doorstop(name: str, command: str, repository: Path, work: Path) -> Peer:
    """A document whose items are the programme records: their number makes doorstop's time grow
    faster than its size, and all records would take it minutes."""
    folder = work / "doorstop"
    document = folder / "programmes"
    document.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    (document / ".doorstop.yml").write_text(
        "settings:\n  digits: 5\n  prefix: P\n  sep: ''\n", encoding="utf-8"
    )
    records = sorted((repository / "roadmap" / "programmes").rglob("*.yaml"))
    for number, record in enumerate(records, 1):
        body = record.read_text(encoding="utf-8").splitlines()
        text = "".join(f"  {line}\n" if line else "\n" for line in body)
        (document / f"P{number:05}.yml").write_text(
            f"active: true\nderived: false\nheader: ''\nlevel: {number // 9 + 1}.{number % 9 + 1}\n"
            f"links: []\nnormative: true\nref: ''\nreviewed: null\ntext: |\n{text}",
            encoding="utf-8",
        )
    return Peer(f"{name} (programmes only)", [[command, "-F", "-q"]], folder)
