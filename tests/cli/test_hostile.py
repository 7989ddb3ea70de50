"""Texts of records that try to command a terminal are shown, never obeyed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

Say = Callable[..., str]
DAY = ("--as-of", "2026-06-01")
COMMANDS = [
    ["status"], ["todo"], ["list", "programmes"], ["list", "indicators"], ["list", "--where", "a"],
    ["list", "programmes", "--format", "ids"], ["show", "programme/portail"], ["show", "orage"],
    ["show", "portail-usagers"], ["show", "strategy/plan"], ["show", "checkpoint/orage/2026-05-04"],
    ["show", "lesson/tenir"], ["plan"], ["plan", "--gantt"], ["plan", "--format", "csv"],
    ["plan", "--format", "mermaid"], ["plan", "--format", "dot"], ["graph"], ["graph", "orage"],
    ["graph", "--format", "mermaid"], ["graph", "--format", "dot"],
    ["impact", "orage/essai", "--slip", "P90D"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_control_reaches_the_terminal(
    hostile: str, say: Say, command: list[str], lang: str
) -> None:
    for width in (80, 140):
        said = say("-C", hostile, *command, *DAY, lang=lang, width=width)
        assert not [c for c in said if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0]
        assert "\u202e" not in said
    if not {"--format", "--gantt"} & {*command}:
        told = say("-C", hostile, *command, *DAY, "--format", "json", lang=lang)
        assert not [c for c in told if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0]
        assert "\u202e" not in told
        assert json.loads(told)


def test_json_keeps_what_the_record_says(hostile: str, say: Say) -> None:
    told = json.loads(say("-C", hostile, "show", "programme/portail", *DAY, "--format", "json"))
    assert told["data"]["title"] == "\x1b]0;x\x07 [/] \u202e\x85 [bold]\n{0} %s"
