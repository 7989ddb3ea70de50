"""The file of a record: its lines, each finding under the line it is about."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import _
from governance.reporters import cells
from governance.reporters.cells import DIM, clean
from governance.reporters.rules import SEVERITIES
from tui import draw
from tui.screens.filtering import said
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.model.finding import Finding
    from tui.session import Loaded


class FileView(View):
    """The file ``path``, the cursor on ``line`` (1-based; 0 for its beginning)."""

    scope = "file"
    has_page = False

    def __init__(self, path: str, line: int) -> None:
        super().__init__()
        self._path = path
        self._line = line

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "The record as it is written, with what the rules say of it under the line they speak "
            "of. The text is shown, never obeyed: what a terminal could act on is spelt out."
        )

    def note(self) -> str:
        """Which file."""
        return clean(self._path)

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The lines, numbered."""
        try:
            from governance.services.text import lines

            written = lines(self.app.session.root, self._path)
        except JalonError as error:
            return [Row("error", " ".join(said(error)), stop=False)]
        findings: dict[int, list[Finding]] = {}
        for finding in loaded.report.findings:
            if finding.path == self._path:
                findings.setdefault(max(1, finding.line), []).append(finding)
        size = len(str(len(written)))
        found: list[Row] = []
        for number, text in enumerate(written, 1):
            line = f"{draw.paint(f'{number:>{size}}', DIM)}  {clean(text)}"
            found.append(Row(f"line {number}", line))
            for finding in findings.pop(number, ()):
                found += _under(finding, width, size)
        for rest in findings.values():
            found += [row for finding in rest for row in _under(finding, width, size)]
        return found

    def show_rows(self, key: str = "") -> None:
        """Make the lines again; the cursor starts on the line asked for."""
        wanted = f"line {self._line}" if self._line else ""
        super().show_rows(key or wanted)
        now = self.lines.current
        if wanted and now is not None and now.key == wanted:
            self._line = 0
            top = self.lines.cursor - self.lines.size.height // 3
            self.lines.scroll_to(y=max(0, top), animate=False)

    def edited(self) -> str:
        """The record, and the field on the line."""
        above = reversed(self.lines.rows[: self.lines.cursor + 1])
        line = next((row.key for row in above if row.key.startswith("line ")), "line 1")
        return self.field_at(self._path, int(line.partition(" ")[2]))

    def finding(self) -> Finding | None:
        """The finding of the line."""
        row, loaded = self.lines.current, self.app.session.loaded
        found = loaded.report.findings if loaded else []
        key = row.key.rpartition(" ")[0] if row is not None and row.subject else ""
        return next((one for one in found if key and one.fingerprint == key), None)

    def why_not(self, name: str) -> str:
        """Why not."""
        row = self.lines.current
        if name == "explain" and (row is None or row.subject is None):
            return _("Go to a finding: the lines below the one it is about.")
        return super().why_not(name)

    def do_explain(self) -> None:
        """Explain the rule of the finding under the cursor."""
        row = self.lines.current
        if row is not None:
            self.app.open_target(f"rule:{row.subject}")


def _under(finding: Finding, width: int, size: int) -> list[Row]:
    """A finding, below its line."""
    from governance.i18n import current
    from governance.reporters import message

    glyph, word, colour = SEVERITIES[finding.severity]
    head = f"{glyph} {_(word)} {finding.code} {message.name(finding)}"
    blank = " " * (size + 2)
    texts = [head, message.message(finding, current()), message.fix(finding, current())]
    lines = [line for text in texts if text for line in cells.wrap(text, width, blank)]
    code = DIM if finding.debt else colour
    return [
        Row(
            f"{finding.fingerprint} {n}", draw.paint(line, code), target=f"rule:{finding.code}",
            subject=finding.code,
        )
        for n, line in enumerate(lines)
    ]  # fmt: skip
