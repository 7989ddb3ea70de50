"""Painted lines to what Textual draws: the one place where text becomes cells of the terminal.

A painted line is text with the colour codes of :mod:`governance.reporters.cells`, which the text
reporters write too.  Every piece between two codes passes the hygiene of
:func:`governance.reporters.cells.clean` here, whatever was done to it before, so that no record can
command the terminal.
"""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from governance.hygiene import CONTROLS, HIDDEN
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.style import Style

    Tones = Mapping[str, Style]

REVERSE = "7"
"""Beside the codes of :mod:`governance.reporters.cells`: where one is."""
_PAINT = re.compile("\033\\[([0-9;]*)m")
_RISE = "▁▂▃▄▅▆▇█"
_TARGET = "─"


def paint(text: str, code: str) -> str:
    """``text`` in the colour ``code``."""
    return cells.paint(text, code, True)


def pieces(line: str) -> Iterator[tuple[str, str]]:
    """The texts of a painted line, each with its code; nothing in them can be obeyed."""
    code = ""
    for index, part in enumerate(_PAINT.split(line)):
        if index % 2:
            code = "" if part == "0" else part
        elif part:
            yield clean(part), code


def strip(line: str, width: int, tones: Tones, base: Style) -> Strip:
    """A painted line as exactly ``width`` cells."""
    segments = [
        Segment(text, base + tones[code] if code in tones else base) for text, code in pieces(line)
    ]
    return Strip(segments).adjust_cell_length(width, base)


def content(line: str, tones: Tones) -> Content:
    """A painted line as the content of a widget, never as markup."""
    return Content.assemble(
        *((text, str(tones[code]) if code in tones else "") for text, code in pieces(line))
    )


def plain(line: str) -> str:
    """A painted line without its colours."""
    return "".join(text for text, _code in pieces(line))


def harmless(text: str) -> str:
    """A text that is pasted, without what no record may hold and no terminal should be sent."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return HIDDEN.sub("", CONTROLS.sub("", text))


def chart(values: list[float], target: float | None, width: int, height: int) -> list[str]:
    """The latest ``values`` as columns of blocks, and the target as a line across them.

    The scale starts at zero where no value is below it, so that heights compare as values do.
    """
    shown = values[-width:]
    if not shown:
        return []
    bounds = [*shown, *([target] if target is not None else [])]
    low, high = min(0.0, *bounds), max(bounds)
    if high <= low:
        return []
    scale = height * 8 / (high - low)
    at = None if target is None else min(height - 1, int((target - low) * scale / 8))
    lines = []
    for level in reversed(range(height)):
        drawn = ""
        for value in shown:
            filled = min(8, max(0, round((value - low) * scale) - level * 8))
            drawn += _RISE[filled - 1] if filled else (_TARGET if level == at else " ")
        rest = (_TARGET if level == at else " ") * (width - len(shown))
        lines.append(drawn + paint(rest, DIM))
    return lines


def heading(text: str) -> str:
    """A line that names what follows."""
    return paint(text, BOLD)
