"""Records whose editing was begun and not saved, offered again on the first page."""

from __future__ import annotations

from governance.i18n import _
from governance.model.words import KINDS
from governance.reporters.cells import CYAN, DIM, clean
from tui import draw
from tui.widgets.lines import Row


def begun_rows(root: str) -> list[Row]:
    """A line for each record of which something was typed and not saved, under a heading."""
    from governance.services.drafts import any_kept

    if not any_kept(root):
        return []
    from governance.services.resuming import begun

    keys = [key for key in begun(root) if key.partition("/")[0] in KINDS]
    if not keys:
        return []
    head = draw.paint(f"{_('Records begun and not saved')} ({len(keys)})", CYAN)
    return [Row("group begun", head, stop=False), *map(_line, keys)]


def _line(key: str) -> Row:
    kind, _slash, id = key.partition("/")
    words = f"→ {clean(id)}  {draw.paint(_(KINDS[kind][0]), DIM)}"
    return Row(f"begun {key}", words, target=f"edit:{key}")
