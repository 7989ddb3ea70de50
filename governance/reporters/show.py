"""One record as text: its state first, then what is written, its sources and its findings."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.model.words import DECISION, KINDS, NEED
from governance.reporters import cells, message
from governance.reporters.cells import BOLD, CYAN, DIM, GREEN, RED, YELLOW, clean
from governance.reporters.indicators import Indicators, reach
from governance.reporters.states import (
    COLOURS,
    PAUSED,
    lead,
    review,
    stage_word,
    status_word,
    vacancy,
    weather_word,
)
from governance.reporters.strategies import StrategyLines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.model.finding import Finding
    from governance.services.neighbours import Link
    from governance.services.portfolio import ProgrammeView
    from governance.services.show import MilestoneView, Shown
    from governance.services.wording import Field, Line

_MILESTONES = {
    "done": ("✓", N_("done"), GREEN),
    "missed": ("!", N_("missed"), RED),
    "ahead": ("→", N_("ahead"), ""),
    "undated": ("–", N_("no date"), DIM),
}
_SEVERITIES = {
    "error": (N_("error"), RED),
    "warning": (N_("warning"), YELLOW),
    "info": (N_("info"), CYAN),
}
_MOST = 12
"""Records named by, beyond which only their number is told."""


def render(
    shown: Shown,
    fields: list[Field],
    findings: list[Finding],
    language: str,
    *,
    width: int = 80,
    colours: bool = False,
) -> str:
    """The record on lines of at most ``width`` cells."""
    return "\n".join(RecordLines(width, colours).lines(shown, fields, findings, language)) + "\n"


class RecordLines:
    """The parts of a record as lines of at most ``width`` cells."""

    def __init__(self, width: int, colours: bool) -> None:
        self.width = max(width, cells.NARROWEST)
        self.colours = colours

    def paint(self, text: str, code: str) -> str:
        return cells.paint(text, code, self.colours)

    def lines(
        self, shown: Shown, fields: list[Field], findings: list[Finding], language: str
    ) -> list[str]:
        title = clean(shown["title"]) or clean(shown["record"])
        found = [self.paint(line, BOLD) for line in cells.wrap(title, self.width)]
        named = _("{record}, in {path}", record=clean(shown["record"]), path=clean(shown["path"]))
        found += [self.paint(line, DIM) for line in cells.wrap(named, self.width)]
        found += self.state(shown)
        found += self.indicators(shown)
        found += self.section(_("Milestones"), self.milestones(shown["milestones"]))
        found += self.section(_("Depends on"), self.links(shown["needs"]))
        found += self.section(_("Needed by"), self.links(shown["needed_by"]))
        found += self.section(_("Reviews"), self.reviews(shown))
        found += self.section(_("Open"), self.open(shown))
        found += self.section(_("As written"), self.fields(fields))
        found += self.section(_("Named by"), self.named_by(shown["named_by"]))
        found += self.section(_("Sources"), self.sources(shown))
        found += self.section(_("Findings"), self.findings(shown, findings, language))
        return found

    def section(self, title: str, lines: list[str]) -> list[str]:
        if not lines:
            return []
        return ["", *(self.paint(line, BOLD) for line in cells.wrap(title, self.width)), *lines]

    def labelled(self, rows: Iterable[tuple[str, list[str]]]) -> list[str]:
        return cells.labelled(rows, self.width, "  ")

    # -- what is derived

    def state(self, shown: Shown) -> list[str]:
        strategy, view = shown["strategy"], shown["programme"]
        title = _("State on {day}", day=shown["as_of"])
        if shown["clock"] and shown["clock"] < shown["as_of"] and strategy is None:
            left = view is not None and view["fate"] is not None
            title = (
                _("State on {clock}, the day it left the roadmap", clock=shown["clock"])
                if left
                else _("State on {clock}, the day its strategy stopped", clock=shown["clock"])
            )
        if strategy is not None:
            lines = StrategyLines(self.width, self.colours).facts(strategy, counted=True)
            return self.section(title, lines)
        return self.section(title, self.programme(view)) if view is not None else []

    def programme(self, view: ProgrammeView) -> list[str]:
        status = self.paint(status_word(view["status"]), COLOURS[view["status"]])
        weather = f"{PAUSED} {_('paused')}" if view["paused"] else weather_word(view["weather"])
        late = RED if view["overdue_days"] is not None else ""
        missed = view["missed_milestones"]
        return self.labelled([
            (_("weather"), [self.paint(weather, COLOURS[view["weather"]])]),
            (_("status"), [status, reach(view), plural(
                N_("{count} milestone missed"), N_("{count} milestones missed"), missed
            ) if missed else ""]),
            (_("stage"), [stage_word(view["stage"])]),
            (_("reviews"), [self.paint(review(view), late)]),
            (_("lead"), [lead(view), vacancy(view["lead"])]),
        ])  # fmt: skip

    def indicators(self, shown: Shown) -> list[str]:
        views = shown["indicators"]
        if not views:
            return []
        laid = Indicators(self.width, colours=self.colours)
        if shown["kind"] == "indicator":
            found = self.section(_("State on {day}", day=shown["clock"]), laid.one(views[0]))
            return found + self.section(_("Measures"), laid.measures(views[0]))
        return self.section(_("Indicators"), [line for v in views for line in laid.brief(v)])

    def milestones(self, found: list[MilestoneView]) -> list[str]:
        rows = []
        for one in found:
            glyph, word, _colour = _MILESTONES[one["state"]]
            rows.append(
                [f"{glyph} {_(word)}", clean(one["title"]), one["baseline"] or "–",
                 one["forecast"] or "–", one["actual"] or "–", _slip(one)]
            )  # fmt: skip
        if not rows:
            return []
        if self.width < cells.NARROWEST:
            return [line for row in rows for line in self._stacked(row)]
        rows.insert(0, ["", "", _("baseline"), _("forecast"), _("actual"), ""])
        told = [i for i in range(6) if i not in (2, 3, 4) or any(r[i] != "–" for r in rows[1:])]
        rows = [[row[i] for i in told] for row in rows]
        laid = cells.columns(rows, self.width, flexible=1, indent="  ", least=20, keep=range(6))
        lines = ["  " + self.paint("  ".join(laid[0]).rstrip(), DIM)]
        for one, row in zip(found, laid[1:], strict=True):
            row[0] = self.paint(row[0], _MILESTONES[one["state"]][2])
            lines.append(("  " + "  ".join(row)).rstrip())
        return lines

    def _stacked(self, row: list[str]) -> list[str]:
        """A milestone where a table has no room: its title, then its days under it."""
        state, title, *days, slip = row
        names = (_("baseline"), _("forecast"), _("actual"))
        told = [f"{name} {day}" for name, day in zip(names, days, strict=True) if day != "–"]
        parts = [part for part in (*told, slip) if part]
        return [
            *cells.wrap(title, self.width, f"  {state}  ", "    "),
            *(self.paint(line, DIM) for line in cells.joined(parts, self.width, "    ")),
        ]

    def links(self, found: list[Link]) -> list[str]:
        lines = []
        for link in found:
            name = clean(link["title"])
            if link["record"]:
                name = f"{clean(link['record'])}  {name}"
            need = link["kind"] or ""
            about = [_(NEED.get(need, need)), _("inferred") if link["basis"] == "inferred" else ""]
            note = ", ".join(part for part in about if part)
            lines += cells.wrap(name + (f" ({note})" if note else ""), self.width, "  ", "    ")
            if link["note"]:
                told = cells.wrap(clean(link["note"]), self.width, "    ")
                lines += [self.paint(line, DIM) for line in told]
        return lines

    def reviews(self, shown: Shown) -> list[str]:
        lines = []
        for one in shown["reviews"]:
            weather = weather_word(one["weather"]) if one["weather"] else ""
            stage = stage_word(one["stage"]) if one["stage"] else ""
            decided = clean(_(DECISION.get(one["decision"] or "", one["decision"] or "")))
            decision = _("decision: {kind}", kind=decided) if decided else ""
            parts = [clean(one["title"]), weather, stage, decision]
            told = " · ".join(part for part in parts if part)
            lines += cells.wrap(told, self.width, f"  {clean(one['date'])}  ")
        return lines

    def open(self, shown: Shown) -> list[str]:
        lines = []
        for item in shown["open"]:
            what = _("decision") if item["kind"] == "decision" else _("action")
            due = _("due {day}", day=clean(item["due"])) if item["due"] else _("no date")
            told = " · ".join(
                part for part in (what, due, clean(item["title"]), clean(item["owner"])) if part
            )
            lines += cells.wrap(told, self.width, "  ")
        return lines

    # -- what is written

    def fields(self, fields: list[Field]) -> list[str]:
        lines: list[str] = []
        for field in fields:
            told = [self.entry(line) for line in field["lines"]]
            label = clean(field["title"])
            label = _("{label}:", label=label)
            if len(told) == 1:
                lines += cells.wrap(told[0], self.width, f"  {label} ", "    ")
                continue
            lines.append(f"  {label}")
            for entry in told:
                lines += cells.wrap(entry, self.width, "    · ")
        return lines

    def entry(self, line: Line) -> str:
        parts = [clean(line["text"])]
        for part in line["parts"]:
            label = clean(part["label"])
            told = f"{label[:1].lower() + label[1:]} " if label else ""
            parts.append(told + clean(part["text"]))
        told = " · ".join(part for part in parts if part)
        return f"{told} [{clean(', '.join(line['sources']))}]" if line["sources"] else told

    def named_by(self, found: list[Link]) -> list[str]:
        if len(found) <= _MOST:
            return self.links(found)
        counts: dict[str, int] = {}
        for link in found:
            kind = link["record"].partition("/")[0]
            counts[kind] = counts.get(kind, 0) + 1
        told = [f"{count} {_(KINDS[kind][count > 1])}" for kind, count in counts.items()]
        return cells.joined(told, self.width, "  ")

    def sources(self, shown: Shown) -> list[str]:
        lines = []
        for source in shown["sources"]:
            parts = (source["title"], source["publisher"], source["date"])
            told = ", ".join(clean(part) for part in parts if part)
            lines += cells.wrap(
                told or _("no such record"), self.width, f"  [{clean(source['id'])}] "
            )
            if source["address"]:
                address = cells.wrap(clean(source["address"]), self.width, "    ")
                lines += [self.paint(line, DIM) for line in address]
        return lines

    def findings(self, shown: Shown, findings: list[Finding], language: str) -> list[str]:
        lines = []
        for finding in findings:
            word, colour = _SEVERITIES[finding.severity]
            head = f"{_(word)} {finding.code} {message.name(finding)}"
            if finding.debt:
                colour = DIM
                head += f" ({_('waived') if finding.debt == 'waived' else _('inherited')})"
            where = _("line {line}", line=finding.line)
            lines.append(f"  {self.paint(head, colour)}, {where}")
            lines += cells.wrap(message.message(finding, language), self.width, "    ")
        if shown["around"]:
            said = plural(
                N_("{count} finding on its indicators, measures and reviews: `jalon explain {record}`."),
                N_("{count} findings on its indicators, measures and reviews: `jalon explain {record}`."),
                shown["around"], record=clean(shown["record"]),
            )  # fmt: skip
            lines += cells.wrap(said, self.width, "  ")
        return lines or ["  " + _("none")]


def _slip(one: MilestoneView) -> str:
    days = one["days"]
    if days is None:
        return ""
    if one["state"] == "missed":
        return plural(N_("{count} day overdue"), N_("{count} days overdue"), days)
    if one["state"] == "ahead":
        return plural(N_("in {count} day"), N_("in {count} days"), days)
    if days > 0:
        return plural(N_("{count} day late"), N_("{count} days late"), days)
    if days < 0:
        return plural(N_("{count} day early"), N_("{count} days early"), -days)
    return _("on its day")
