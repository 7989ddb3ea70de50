"""Text measured in terminal cells: width, cutting, wrapping, columns, colours, sparklines, numbers.

Whatever comes from a record passes through :func:`clean` before it is laid out.
"""

from __future__ import annotations

import re

from governance import i18n
from governance.hygiene import show
from governance.model.words import STATUS, WEATHER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NARROWEST = 60
_PAINT = re.compile("\033\\[[0-9;]*m")
_COMMON = 0x300
"""Below it, every printable character takes one cell."""
_NARROW = frozenset(
    "…—–’‘“”«»·≥≤≈×▁▂▃▄▅▆▇█│├└─▸‖"
    + "".join(glyph for glyph, _ in (*STATUS.values(), *WEATHER.values()))
)
_CLOSING = frozenset(("»", ":", ";", "?", "!", "%", "€", "».", "»,", "»)"))
_LONG = 10_000
_TICKS = "▁▂▃▄▅▆▇█"
_BOUNDS = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}

RED, GREEN, YELLOW, CYAN, BOLD, DIM = "31", "32", "33", "36", "1", "2"


def clean(value: object) -> str:
    """Text of a record as one line that a terminal cannot obey; long texts are kept whole."""
    return show(value, _LONG)


def width(text: str) -> int:
    """Cells that ``text`` (already clean, painted or not) takes."""
    if "\033" in text:
        text = _PAINT.sub("", text)
    if text.isascii() or all(ord(c) < _COMMON or c in _NARROW for c in text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, cells: int) -> str:
    """``text``, shortened to ``cells`` with an ellipsis when it is longer."""
    if width(text) <= cells:
        return text
    if cells < 1:
        return ""
    while text and width(text) > cells - 1:
        text = text[: min(len(text) - 1, cells)]
    return text.rstrip() + "…"


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """``text`` cut or filled to exactly ``cells``."""
    text = cut(text, cells)
    fill = " " * (cells - width(text))
    return fill + text if right else text + fill


def wrap(text: str, cells: int, first: str = "", rest: str | None = None) -> list[str]:
    """``text`` on lines of at most ``cells``, after ``first`` and then ``rest`` (``first`` too when
    absent, as blanks); a word longer than a line is broken."""
    following = " " * width(first) if rest is None else rest
    lines: list[str] = []
    line, used = first, width(first)
    start = used
    for word in _words(text):
        while True:
            gap = 1 if used > start else 0
            if used + gap + width(word) <= cells:
                line, used = line + " " * gap + word, used + gap + width(word)
                break
            if used > start:
                lines.append(line)
                line, used = following, width(following)
                start = used
                continue
            head = _head(word, max(1, cells - used))
            lines.append(line + head)
            line, used = following, width(following)
            start, word = used, word[len(head) :]
    return [*lines, line] if used > start or not lines else lines


def _words(text: str) -> list[str]:
    """What is not broken between two lines: a word with the French signs that stand off it."""
    found: list[str] = []
    for word in text.split(" "):
        if found and (word in _CLOSING or found[-1].endswith("«")):
            found[-1] += " " + word
        else:
            found.append(word)
    return found


def _head(word: str, cells: int) -> str:
    head = word[:cells]
    while len(head) > 1 and width(head) > cells:
        head = head[:-1]
    return head


def wrap_id(text: str, cells: int, first: str, rest: str) -> list[str]:
    """An id (``programme/milestone``) after ``first``; one that is longer than a line, and has no space
    to be broken at, goes on after its slash and ``rest``."""
    if width(first + text) <= cells:
        return [first + text]
    head, slash, tail = text.partition("/")
    return [
        *wrap(head + slash, cells, first, rest),
        *(wrap(tail, cells, rest) if tail else []),
    ]


def joined(parts: Iterable[str], cells: int, indent: str, separator: str = " · ") -> list[str]:
    """``parts`` beside each other on lines of at most ``cells``; a part is broken only when it is
    longer than a line."""
    lines: list[str] = []
    line = ""
    for part in parts:
        if not part:
            continue
        together = line + separator + part if line else part
        if line and width(indent) + width(together) > cells:
            lines.append(indent + line)
            line = part
        else:
            line = together
    if line:
        lines.append(indent + line)
    return [piece for found in lines for piece in _broken(found, cells, indent)]


def _broken(line: str, cells: int, indent: str) -> list[str]:
    return [line] if width(line) <= cells else wrap(line.strip(), cells, indent)


def labelled(rows: Iterable[tuple[str, Sequence[str]]], cells: int, indent: str = "") -> list[str]:
    """``label  part · part`` on lines of at most ``cells``, the labels aligned, the parts under each
    other; a row without any part is left out."""
    told = [(label, parts) for label, parts in rows if any(parts)]
    size = max((width(label) for label, _parts in told), default=0) + 2
    blank = indent + " " * size
    found: list[str] = []
    for label, parts in told:
        block = joined(parts, cells, blank)
        found += [indent + pad(label, size) + block[0][len(blank) :], *block[1:]]
    return found


def paint(text: str, code: str, on: bool) -> str:
    """``text`` in the colour ``code`` where colours are ``on``."""
    return f"\033[{code}m{text}\033[0m" if on and code and text.strip() else text


def columns(
    rows: Sequence[Sequence[str]],
    cells: int,
    *,
    flexible: int = 0,
    right: Iterable[int] = (),
    gap: int = 2,
    indent: str = "",
    fill: bool = False,
    least: int = 8,
    keep: Iterable[int] = (),
) -> list[list[str]]:
    """The cells of a table, padded so that every row fits ``cells``: columns are as wide as what
    they hold, the ``flexible`` one gives way first, down to ``least``, then the widest of the
    others, those to ``keep`` last; with ``fill`` it also takes what room is left."""
    if not rows:
        return []
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    room = cells - width(indent) - gap * (len(widths) - 1)
    left = room - sum(widths)
    if fill or left < 0:
        widths[flexible] = max(min(widths[flexible], least), widths[flexible] + left)
    last = {flexible % len(widths), *keep}
    while sum(widths) > room and max(widths) > 1:
        others = [i for i in range(len(widths)) if i not in last and widths[i] > least]
        widths[max(others or range(len(widths)), key=widths.__getitem__)] -= 1
    to_right = set(right)
    return [
        [pad(text, widths[i], right=i in to_right) for i, text in enumerate(row)] for row in rows
    ]


def sparkline(values: Sequence[float], most: int = 24) -> str:
    """The latest ``most`` values as a line of blocks, the lowest at the bottom."""
    shown = list(values)[-most:]
    if len(shown) < 2:
        return ""
    low, high = min(shown), max(shown)
    if high == low:
        return _TICKS[3] * len(shown)
    return "".join(_TICKS[round((value - low) / (high - low) * 7)] for value in shown)


def number(value: float | None) -> str:
    """A number as the language in use writes it: 15 000 000 and 3,3 or 15,000,000 and 3.3."""
    if value is None:
        return "—"
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    if i18n.current() == "fr":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return text


def bounded(value: float | None, bound: str) -> str:
    """A number with the sign of its bound: "≥ 15 000 000" for "more than 15 million"."""
    return number(value) if value is None else _BOUNDS.get(bound, "") + number(value)


def bar(counts: Sequence[tuple[str, int]], cells: int) -> list[tuple[str, int]]:
    """How many of ``cells`` each state takes: one cell per unit when they fit, else in proportion,
    at least one each; they add up to the bar."""
    shown = [(name, count) for name, count in counts if count]
    total = sum(count for _, count in shown)
    if total <= cells:
        return shown
    exact = [(name, count * cells / total) for name, count in shown]
    found = [max(1, int(share)) for _, share in exact]
    order = sorted(range(len(exact)), key=lambda i: int(exact[i][1]) - exact[i][1])
    step = 0
    while sum(found) < cells:
        found[order[step % len(order)]] += 1
        step += 1
    while sum(found) > cells:
        found[found.index(max(found))] -= 1
    return [(name, found[i]) for i, (name, _) in enumerate(exact)]
