"""Problems: what the rules find, grouped; each leads to its line in the file."""

from __future__ import annotations

from functools import partial

from governance.i18n import N_, _, current
from governance.model.kinds import KINDS
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, clean
from governance.reporters.rules import SEVERITIES
from tui import draw
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from governance.model.finding import Finding
    from governance.services.filter import Value, Values
    from tui.session import Loaded

_GROUPS = (
    ("rule", N_("by rule")), ("record", N_("by record")), ("severity", N_("by severity")),
)  # fmt: skip
_ORDER = ("error", "warning", "info")
_MANY = 200
"""From so many findings on, the groups start folded."""
_FIELDS = frozenset(
    ("rule", "code", "severity", "record", "kind", "id", "path", "line", "message", "title", "debt")
)


class Problems(View):
    """What is wrong."""

    scope = tab = "problems"

    def __init__(self) -> None:
        super().__init__()
        self._by = 0
        self._debts = False
        self._turned: set[str] = set()

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "What the rules find on the day judged, the gravest first. Opening a finding leads to the "
            "field it is about, to be mended; f shows its line in the file, W sets it aside for a "
            "time. Inherited and waived findings do not count, and are hidden until asked for."
        )

    def example(self) -> str:
        """A filter that means something here."""
        return "severity:error kind:programme rule:never-measured"

    def note(self) -> str:
        """How many, and how they are grouped."""
        loaded = self.app.session.loaded
        if loaded is None:
            return ""
        parts = []
        for name in _ORDER:
            glyph, word, colour = SEVERITIES[name]
            count = loaded.report.count(severity=name)
            if count:
                parts.append(draw.paint(f"{glyph} {_(word)} {count}", colour))
        aside = sum(1 for finding in loaded.report.findings if finding.debt)
        said = _("{count} set aside", count=aside)
        parts = parts or [_("Nothing is wrong.")]
        return " · ".join([*parts, draw.paint(f"{said} · {_(_GROUPS[self._by][1])}", DIM)])

    def _findings(self, loaded: Loaded) -> list[Finding]:
        found = loaded.report.findings if self._debts else loaded.report.open
        if self.matching is not None:
            found = [f for f in found if _key(f) in self.matching]
        return found

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The findings under the headings of their groups."""
        findings = self._findings(loaded)
        name = _GROUPS[self._by][0]
        groups: dict[str, list[Finding]] = {}
        for finding in findings:
            groups.setdefault(_group(finding, name), []).append(finding)
        folded = len(findings) > _MANY and self.matching is None
        found: list[Row] = []
        for key in sorted(groups, key=lambda key: _rank(groups[key], key)):
            of = groups[key]
            shown = folded == (key in self._turned)
            target = f"rule:{key}" if name == "rule" else key if name == "record" else ""
            if name == "record" and key.partition("/")[0] not in KINDS:
                target = ""
            title = partial(_title, name, key, of, shown)
            found.append(Row(f"group {key}", title, target=target, subject=key))
            if shown:
                found += [
                    Row(
                        _key(f),
                        partial(_line, f, name),
                        target=_target(f, loaded),
                        subject=f,
                    )
                    for f in of
                ]
        return found or [Row("nothing", _("Nothing is wrong."), stop=False)]

    def edited(self) -> str:
        """The record of the finding, and the field that it is about."""
        row, loaded = self.lines.current, self.app.session.loaded
        return field_of(row.subject, loaded) if row and loaded else ""

    def finding(self) -> Finding | None:
        """The finding of the line."""
        from governance.model.finding import Finding

        row = self.lines.current
        return row.subject if row and isinstance(row.subject, Finding) else None

    def path_of(self, row: Row) -> str:
        """The file of the finding."""
        return str(getattr(row.subject, "path", ""))

    def do_file(self) -> None:
        """Open the file at the line of the finding."""
        row = self.lines.current
        if row is not None:
            self.app.open_target(f"file:{self.path_of(row)}:{getattr(row.subject, 'line', 0)}")

    def why_not(self, name: str) -> str:
        """Why not."""
        row = self.lines.current
        if name in ("fold", "explain") and row is None:
            return _("There is nothing on this line.")
        if name == "explain" and row is not None and not self._code(row):
            return _("Go to a finding, or group by rule.")
        return super().why_not(name)

    def _code(self, row: Row) -> str:
        subject = row.subject
        if isinstance(subject, str):
            return subject if _GROUPS[self._by][0] == "rule" else ""
        return str(getattr(subject, "code", ""))

    def do_explain(self) -> None:
        """Explain the rule of the line."""
        row = self.lines.current
        if row is not None:
            self.app.open_target(f"rule:{self._code(row)}")

    def do_fold(self) -> None:
        """Fold or unfold the group of the line."""
        row = self.lines.current
        if row is None:
            return
        subject = row.subject
        key = subject if isinstance(subject, str) else _group(subject, _GROUPS[self._by][0])  # type: ignore[arg-type]
        self._turned ^= {key}
        self.show_rows(f"group {key}")

    def do_group(self) -> None:
        """Group otherwise."""
        self._by = (self._by + 1) % len(_GROUPS)
        self._turned.clear()
        self.show_rows()

    def do_debts(self) -> None:
        """Show or hide what does not count."""
        self._debts = not self._debts
        self.show_rows()

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """The finding in full, or the rule of the group."""
        from governance.model.finding import Finding
        from tui.screens.rule import rule_lines

        subject = row.subject
        if isinstance(subject, Finding):
            return finding_lines(subject, width)
        code = self._code(row)
        return rule_lines(code, self.app.session.root, width) if code else []

    def subjects(self, loaded: Loaded) -> Iterable[tuple[str, Callable[[str], Values]]]:
        """The findings, those that do not count too."""
        return [(_key(f), partial(_value, f)) for f in loaded.report.findings]

    def fields(self, loaded: Loaded) -> set[str]:
        """The fields of a finding."""
        return set(_FIELDS)


def _key(finding: Finding) -> str:
    return f"{finding.fingerprint} {finding.line}:{finding.column}"


def field_of(finding: object, loaded: Loaded) -> str:
    """The record that ``finding`` is about, and the JSON Pointer of the field after a ``#``; empty
    where there is no such record, or none that can be read."""
    from governance.model.finding import Finding, pointer_text

    if not isinstance(finding, Finding) or finding.code.startswith("P"):
        return ""
    kind, _slash, id = finding.record.partition("/")
    if finding.path not in loaded.report.judgement.roadmap.paths.get(kind, {}).get(id, ()):
        return ""
    return f"{finding.record}#{pointer_text(finding.pointer)}"


def _target(finding: Finding, loaded: Loaded) -> str:
    field = field_of(finding, loaded)
    return f"edit:{field}" if field else f"file:{finding.path}:{finding.line}"


def _group(finding: Finding, by: str) -> str:
    return {"rule": finding.code, "record": finding.record, "severity": finding.severity}[by]


def _rank(of: list[Finding], key: str) -> tuple[int, int, str]:
    return (min(_ORDER.index(f.severity) if f.severity in _ORDER else 9 for f in of), -len(of), key)


def _title(by: str, key: str, of: list[Finding], shown: bool, width: int) -> str:
    from governance.reporters import message

    glyph, word, colour = SEVERITIES[of[0].severity]
    words = clean(key)
    if by == "rule":
        words = f"{_(word)} {key} {message.name(of[0])}"
    elif by == "severity":
        words = _(word)
    mark = "" if shown else " …"
    return draw.paint(f"{glyph} {cells.cut(words, width - 12)} ({len(of)}){mark}", colour or BOLD)


def _line(finding: Finding, by: str, width: int) -> str:
    from governance.reporters import message

    told = message.message(finding, current())
    where = "" if by == "record" else f"{clean(finding.record.partition('/')[2] or finding.path)}  "
    code = "" if by == "rule" else f"{finding.code} "
    line = cells.cut(f"  {code}{where}{told}", width)
    return draw.paint(line, DIM) if finding.debt else line


def finding_lines(finding: Finding, width: int) -> list[str]:
    """A finding in full: where, what, what to do."""
    from governance.reporters import message

    language = current()
    glyph, word, colour = SEVERITIES[finding.severity]
    head = f"{glyph} {_(word)} {finding.code} {message.name(finding)}"
    aside = {
        "waived": _("waived: it does not count"),
        "baseline": _("inherited: it does not count"),
    }
    lines = [draw.paint(line, colour) for line in cells.wrap(head, width)]
    if finding.debt:
        lines += [draw.paint(line, DIM) for line in cells.wrap(aside[finding.debt], width)]
    where = f"{clean(finding.path)}:{finding.line}:{finding.column}"
    lines += [draw.paint(line, DIM) for line in cells.wrap(where, width)]
    lines += ["", *cells.wrap(message.message(finding, language), width)]
    fix = message.fix(finding, language)
    return [*lines, "", draw.heading(_("Fix")), *cells.wrap(fix, width)] if fix else lines


def _value(finding: Finding, field: str) -> list[Value]:
    """The values of a field, as a filter compares them."""
    from governance.reporters import message

    kind, _slash, id = finding.record.partition("/")
    if field in ("rule", "code"):
        return [finding.code, message.name(finding)]
    if field in ("message", "title"):
        return [message.message(finding, current())]
    if field == "severity":
        return [finding.severity, _(SEVERITIES[finding.severity][1])]
    found: dict[str, Value] = {
        "record": finding.record, "kind": kind, "id": id or finding.record, "path": finding.path,
        "line": finding.line, "debt": finding.debt,
    }  # fmt: skip
    value = found.get(field, "")
    return [value] if value != "" else []
