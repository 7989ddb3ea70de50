"""docs/json.md says what the JSON documents of the commands hold: no more, no less."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from governance.model.duration import day
from tests.cli.terminal import REPOSITORY, copy_of_base, copy_of_shipped, jalon, process
from tests.vcs.git import Git

Shape = dict[str, str]
_ROW = re.compile(r"\| `([a-z_0-9]+)` \| (.+?) \| .+ \|\Z")
_AS = re.compile(r"As \[(.+?)\]\(#.+?\)(?: without (.+?))?(?:, and:|\.)\Z")
_LINK = re.compile(r"\[(.+?)\]\(#(.+?)\)")
PLAIN: dict[str, type | tuple[type, ...]] = {
    "text": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict,
    "any": object,
}  # fmt: skip


@cache
def shapes() -> dict[str, Shape]:
    """The tables of the document by the heading they stand under."""
    found: dict[str, Shape] = {}
    name = ""
    for line in (REPOSITORY / "docs" / "json.md").read_text("utf-8").splitlines():
        if line.startswith(("## ", "### ")):
            name = line.lstrip("# ")
            found[name] = {}
        elif match := _AS.match(line):
            left_out = set(re.findall(r"`([a-z_]+)`", match[2] or ""))
            found[name] |= {k: t for k, t in found[match[1]].items() if k not in left_out}
        elif match := _ROW.match(line):
            found[name][match[1]] = match[2]
    return found


def verify(value: Any, type_: str, at: str, used: set[str]) -> None:
    if type_.endswith(" or null"):
        if value is None:
            return
        type_ = type_.removesuffix(" or null")
    if type_.startswith("list of "):
        assert isinstance(value, list), at
        for item in value:
            verify(item, type_.removeprefix("list of "), f"{at}[]", used)
    elif type_.startswith("map of "):
        assert isinstance(value, dict), at
        for key, item in value.items():
            verify(item, type_.removeprefix("map of "), f"{at}.{key}", used)
    elif link := _LINK.fullmatch(type_):
        assert link[2] == link[1].replace(" ", "-"), f"{at}: {type_}"
        verify_shape(value, link[1], at, used)
    elif type_ == "day":
        assert day(value) is not None, f"{at}: {value!r}"
    else:
        assert isinstance(value, PLAIN[type_]), f"{at}: {value!r} is no {type_}"
        assert type_ in ("any", "boolean") or not isinstance(value, bool), at


def verify_shape(value: Any, name: str, at: str, used: set[str], *, more: bool = False) -> None:
    shape = shapes()[name]
    used.add(name)
    assert isinstance(value, dict) and shape, at
    assert set(shape) <= set(value), f"{at} lacks {set(shape) - set(value)}"
    if name != "listed record":
        assert set(value) <= set(shape), f"{at} has undocumented {set(value) - set(shape)}"
    for field, type_ in shape.items():
        verify(value[field], type_, f"{at}.{field}", used)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of_shipped(tmp_path_factory.mktemp("shipped"))
    (root / "roadmap/axes/donnees.yaml").write_text(
        "title: T\nid: donnees\norder: 9\nstrategy: dinum-2023\n"
    )
    (root / "roadmap/axes/broken.yaml").write_text("id: [\n")
    return root


PUBLISHED = REPOSITORY / "governance" / "reference" / "panorama" / "published"
COMMANDS = {
    "jalon check": [["check", "--no-baseline"], ["check", "--as-of", "2026-06-15"]],
    "jalon rules": [["rules"]],
    "jalon explain CODE": [["explain", "R101"], ["explain", "P001"]],
    "jalon explain RECORD": [["explain", "franceconnect"], ["explain", "strategy/tech-gouv"]],
    "jalon fmt": [["fmt", "--check"]],
    "jalon set": [
        ["set", "programme/franceconnect", "milestones.1.forecast=2027-03-31", "--dry-run"],
        ["set", "programme/franceconnect", "--unset", "purpose", "title=x", "--dry-run"],
    ],
    "jalon measure": [["measure", "franceconnect-utilisateurs", "43", "--dry-run"]],
    "jalon checkpoint": [["checkpoint", "franceconnect", "--weather", "sunny", "--dry-run"]],
    "jalon status": [["status"], ["status", "--as-of", "2021-06-30"]],
    "jalon todo": [["todo", "--until", "2030-01-01"], ["todo", "--as-of", "2021-06-30"]],
    "jalon meeting": [["meeting"], ["meeting", "--as-of", "2021-06-30"]],
    "jalon meeting --minutes": [
        ["meeting", "--minutes", "franceconnect/2020-05-28", "tech-gouv/2020-05-28"],
        ["meeting", "--minutes", "portail/2026-05-20", "--postponed", "portail=Sans chiffres."],
    ],
    "jalon slippage": [["slippage"], ["slippage", "--from", "2019-06-18"]],
    "jalon slippage --project NAME": [["slippage", "--project", "si samu"]],
    "jalon slippage --roadmap": [["slippage", "--roadmap"]],
    "jalon import panorama": [
        ["import", "panorama", str(PUBLISHED / f"{day}.csv"), "--edition", day, "--dry-run"]
        for day in ("2018-03-27", "2019-06-18")
    ],
    "jalon forecast": [["forecast", "--as-of", "2020-09-01"]],
    "jalon forecast --classes": [["forecast", "--classes", "--as-of", "2021-12-31"]],
    "jalon forecast --backtest": [["forecast", "--backtest", "--as-of", "2021-12-31"]],
    "jalon plan": [["plan"], ["plan", "--as-of", "2025-06-30"]],
    "jalon impact": [["impact", "franceconnect", "--slip", "P90D", "--as-of", "2021-06-30"]],
    "jalon graph": [["graph"], ["graph", "--as-of", "2025-06-30"]],
    "jalon diff": [["diff", "HEAD"]],
    "jalon history": [["history", "portail-usagers"]],
    "jalon list": [["list"]],
    "jalon list KIND": [
        ["list", kind] for kind in ("programmes", "indicators", "strategies", "measurements", "sources")
    ],
    "jalon show": [
        ["show", record]
        for record in (
            "programme/franceconnect", "strategy/tech-gouv", "indicator/tchap-messages",
            "product/tchap", "source/numerique-gouv-tech-gouv-2019", "mission/idnum", "checkpoint/tech-gouv/2020-05-28",
            "measurement/franceconnect-utilisateurs/2021-12-15",
        )
    ],
}  # fmt: skip


ELSEWHERE = {
    "jalon propose", "jalon review", "jalon review BRANCH", "jalon review BRANCH --ask",
    "jalon review BRANCH --approve", "jalon demo",
}  # fmt: skip
"""What needs a server or a demonstration: verified where those are, by tests/cli/test_propose.py."""


def propose(root: Path) -> None:
    """Commit the roadmap at ``root``, then change a target, a rebaseline and a file of the policy."""
    Git(root).commit({})
    path = root / "roadmap" / "indicators" / "plan" / "portail-usagers.yaml"
    text = path.read_text("utf-8").replace("value: 10000", "value: 8000")
    entry = "date: 2026-05-28\n    what: target\n    reason: scope\n    approver: Comité\n"
    path.write_text(text.replace("frequency", f"rebaselines:\n  - {entry}frequency"), "utf-8")
    (root / "governance" / "policy").mkdir(parents=True, exist_ok=True)
    (root / "governance" / "policy" / "waivers.yaml").write_text(
        "format: 1\nwaivers: []\n", "utf-8"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_the_document_is_as_described(name: str, shipped: Path, tmp_path: Path) -> None:
    used: set[str] = set()
    base = copy_of_base(tmp_path / "base")
    if name in ("jalon diff", "jalon history", "jalon slippage --roadmap"):
        propose(base)
    for arguments in COMMANDS[name]:
        roots = (
            [shipped]
            if arguments[0]
            in ("show", "explain", "forecast", "impact", "set", "measure", "checkpoint")
            else [shipped, base]
        )
        roots = [base] if arguments[0] in ("diff", "history") or "--roadmap" in arguments else roots
        if "--minutes" in arguments:
            roots = [base if "--postponed" in arguments else shipped]
        for root in roots:
            told = jalon(*arguments, "--format", "json", cwd=root, JALON_CACHE=f"{shipped}-cache")
            assert told.returncode in (0, 1), told.stderr
            verify_shape(json.loads(told.stdout), name, name, used)
            assert json.loads(told.stdout)["format"] == 1
    # The base has reviews, actions and posts that the shipped roadmap may lack.
    if name == "jalon show":
        for record in ("programme/portail", "indicator/portail-usagers"):
            told = jalon(
                "show", record, "--format", "json", cwd=base, JALON_CACHE=f"{shipped}-cache"
            )
            verify_shape(json.loads(told.stdout), name, name, used)


def test_every_shape_belongs_to_a_command() -> None:
    tops = {name for name in shapes() if name.startswith("jalon ")}
    assert tops == set(COMMANDS) | ELSEWHERE
    reached: set[str] = set()
    pending = list(tops)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += [
                match[1] for type_ in shapes()[name].values() for match in _LINK.finditer(type_)
            ]
    # What is only the beginning of another shape.
    assert set(shapes()) - reached <= {"finding", "rule"}


def test_two_runs_give_the_same_bytes(shipped: Path) -> None:
    for arguments in (["status"], ["check", "--no-baseline", "--no-cache"], ["todo"]):
        first, again = (
            process(*arguments, "--format", "json", cwd=shipped, PYTHONHASHSEED=seed)
            for seed in ("1", "2")
        )
        assert first.stdout == again.stdout
