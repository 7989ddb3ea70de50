"""Commands with plain options, read without click, whose import alone takes as long as a judgement
of which little changed.

What is not plain (paths, ``--help``, an abbreviation, a mistake) is left to click, which knows the
same options.
"""

from __future__ import annotations

from governance.cli.options import CHECK, CHOICE, DAY, FLAG, WHERE, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def parse(
    arguments: list[str],
    commands: tuple[str, ...] = ("check",),
    options: tuple[Option, ...] = CHECK,
    *,
    bare: bool = False,
) -> dict[str, Any] | None:
    """What ``[WHERE] COMMAND [OPTIONS]`` asks of one of ``commands``, by field; ``None`` when that is
    for click to tell.  With ``bare`` the name of the command may be left out."""
    chosen: dict[str, Any] = {option.field: option.default for option in options}
    known = _by_name(WHERE)
    words = iter(arguments)
    named = False
    for word in words:
        if word in commands and not named:
            named, known = True, _by_name(options)
            continue
        name, equals, value = word.partition("=")
        option = known.get(name)
        if option is None:
            return None
        if option.kind == FLAG:
            if equals:
                return None
            chosen[option.field] = name != option.off
            continue
        found = _value(option, value if equals else next(words, ""))
        if found is None or (equals and not name.startswith("--")):
            return None
        chosen[option.field] = found
    return chosen if named or bare else None


def _by_name(options: tuple[Option, ...]) -> dict[str, Option]:
    return {name: option for option in options for name in (*option.names, option.off) if name}


def _value(option: Option, text: str) -> Any:
    if option.kind == DAY:
        from governance.model.duration import day

        return day(text)
    if option.kind == CHOICE:
        return text if text in option.values else None
    return text if text and text[0] != "-" else None
