"""The looks: dark, light, high contrast; a colour only ever repeats what a glyph and a word say."""

from __future__ import annotations

from rich.style import Style
from textual.theme import Theme

from governance.i18n import N_
from governance.reporters.cells import BOLD, CYAN, DIM, GREEN, RED, YELLOW
from tui.draw import REVERSE

_TONES = (RED, GREEN, YELLOW, CYAN, DIM)

# Background, text, surface of bars, accent; then the five tones.  Every text colour keeps a contrast
# of at least 4.5 with its background, of at least 7 in the theme of high contrast (WCAG 2.2, 1.4.3
# and 1.4.6).
_PALETTES = {
    "jalon-dark": ("#16181d", "#e4e6eb", "#252a33", "#7fb2ff",
                   ("#ff8585", "#7ed492", "#f0c765", "#76cfe0", "#a3a9b5")),
    "jalon-light": ("#ffffff", "#1b1d22", "#e8ebf1", "#0b4fb3",
                    ("#b3121f", "#176b2c", "#7a5200", "#0b6376", "#5b6270")),
    "jalon-contrast": ("#000000", "#ffffff", "#000000", "#ffff00",
                       ("#ffa3a3", "#8cff8c", "#ffff00", "#8cf2ff", "#ffffff")),
}  # fmt: skip
NAMES = {
    "jalon-dark": N_("dark"), "jalon-light": N_("light"), "jalon-contrast": N_("high contrast"),
}  # fmt: skip


def themes() -> list[Theme]:
    """The themes, to be registered."""
    found = []
    for name, (background, foreground, surface, accent, tones) in _PALETTES.items():
        red, green, yellow, cyan, _dim = tones
        found.append(
            Theme(
                name=name, primary=accent, secondary=cyan, accent=accent, foreground=foreground,
                background=background, surface=surface, panel=surface, error=red, warning=yellow,
                success=green, dark=name != "jalon-light",
            )
        )  # fmt: skip
    return found


def tones(name: str) -> dict[str, Style]:
    """The style of each code of a painted line in the theme ``name``."""
    colours = _PALETTES[name][4]
    found = {code: Style(color=colours[index]) for index, code in enumerate(_TONES)}
    return {**found, BOLD: Style(bold=True), REVERSE: Style(reverse=True)}


def following(name: str) -> str:
    """The theme after ``name``."""
    names = list(NAMES)
    return names[(names.index(name) + 1) % len(names)]


def likely(colorfgbg: str) -> str:
    """The theme that suits a terminal, by what it may say in ``COLORFGBG`` (``text;background``)."""
    background = colorfgbg.rpartition(";")[2]
    return "jalon-light" if background in ("7", "15") else "jalon-dark"
