"""docs/images/status.svg and status.fr.svg: what `jalon status` prints, drawn; nothing is fetched."""

from __future__ import annotations

import contextlib
import io
import os
import sys

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from governance.cli.app import run as jalon
from hatch_build import compile_catalogues
from tools.documents import ROOT, run

WIDTH = 100
AS_OF = "2021-06-30"
LINES = 46
"""Lines drawn: the totals, the strategy and its first missions."""
PATHS = {"docs/images/status.svg": "en", "docs/images/status.fr.svg": "fr"}
_THEME = TerminalTheme(
    (22, 27, 34),
    (214, 220, 228),
    [
        (22, 27, 34), (240, 113, 120), (126, 199, 121), (230, 192, 104),
        (97, 175, 239), (198, 146, 233), (86, 194, 204), (214, 220, 228),
    ],
)  # fmt: skip
# The template of rich names fonts of a content network; this one takes what the reader has.
TEMPLATE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>@title@</title>
<style>
.{unique_id}-matrix {{
    font-family: "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
    font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def documents() -> dict[str, str]:
    """Both pictures, by their paths."""
    compile_catalogues(ROOT)
    return {path: picture(language) for path, language in PATHS.items()}


def picture(language: str) -> str:
    """The first lines of the portfolio in ``language``, as SVG."""
    lines = printed(language).splitlines()
    if len(lines) > LINES:
        last = max(index for index in range(LINES) if not lines[index])
        lines = [*lines[:last], "", "…"]
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="standard",
        legacy_windows=False, highlight=False, markup=False, emoji=False, _environ={},
    )  # fmt: skip
    for line in lines:
        console.print(Text.from_ansi(line), no_wrap=True, crop=False)
    return drawn(console, f"jalon status --as-of {AS_OF}", _THEME, f"jalon-{language}")


def drawn(console: Console, title: str, theme: TerminalTheme, name: str) -> str:
    """What ``console`` has recorded, as SVG; ``name`` tells its styles from those of another picture."""
    svg = console.export_svg(
        title=title, theme=theme, code_format=TEMPLATE.replace("@title@", title), unique_id=name
    )
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def printed(language: str) -> str:
    """What the command prints on a terminal of :data:`WIDTH` columns."""
    said = io.StringIO()
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(WIDTH)
    try:
        with contextlib.redirect_stdout(said):
            code = jalon(
                ["-C", str(ROOT), "--lang", language, "--color", "always", "status",
                 "--as-of", AS_OF]
            )  # fmt: skip
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before
    if code:
        raise SystemExit(code)
    return said.getvalue()


if __name__ == "__main__":
    sys.exit(run("tools.screenshot", documents))
