"""What prevents an answer, whole: the reason, what another program answered, what to do."""

from __future__ import annotations

from governance.hygiene import quotation
from governance.reporters import cells
from governance.reporters.cells import RED
from tui import draw
from tui.screens.filtering import said
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.errors import JalonError


def explained(error: JalonError) -> list[str]:
    """It, line by line."""
    message, hint = said(error)
    quoted = [f"  | {line}" for line in quotation(error.quoted)]
    return [f"✗ {message}", *quoted, *([f"  {hint}"] if hint else [])]


def prevented(error: JalonError, width: int) -> list[Row]:
    """It on rows of at most ``width`` cells."""
    lines = [
        draw.paint(piece, "" if line.startswith(" ") else RED)
        for line in explained(error)
        for piece in pieces(line, width)
    ]
    return [Row(f"error {number}", line, stop=False) for number, line in enumerate(lines)]


def pieces(line: str, width: int) -> list[str]:
    """A painted line in pieces of at most ``width`` cells, those after the first two cells further in."""
    if cells.width(line) <= width:
        return [line]
    words = draw.plain(line)
    indent = words[: len(words) - len(words.lstrip())]
    return cells.wrap(line, width, indent, f"{indent}  ")
