"""Bytes of an edition of the panorama: as published, and as Jalon keeps it once read."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from governance.hygiene import CONTROLS, HIDDEN
from governance.i18n import N_
from governance.model.duration import day
from governance.model.edition import Edition, Project, spelling

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

MAX_BYTES = 4 * 1024 * 1024
"""An edition with its descriptions takes a hundredth of that."""
COLUMNS = (
    "project", "ministry", "interministerial", "start", "duration_years", "phase", "cost_meur",
    "withheld", "line",
)  # fmt: skip
_NUMBER = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+)(?:[.,][0-9]+)?\Z")
_MONTH = re.compile(r"(\w+)\.? ([0-9]{4}|[0-9]{2})\Z")


class Trouble:
    """A cell, a row or a file that cannot be read: where, what it holds, why (a message id)."""

    __slots__ = ("column", "line", "reason", "value")

    def __init__(self, line: int, column: str, value: str, reason: str) -> None:
        self.line = line
        self.column = column
        self.value = value
        self.reason = reason


class Words:
    """The words of the format (``format.yaml``): headings, months, phases, yes and no."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.columns: dict[str, list[str]] = data["columns"]
        self.months = {spelling(name): index + 1 for index, name in enumerate(data["months"])}
        self.century = int(data["century"])
        self.phases = {spelling(text): name for name, text in data["phases"].items()}
        said = data["interministerial"]
        self.answers = {spelling(said["yes"]): True, spelling(said["no"]): False}
        self.withheld = spelling(data["withheld"])


def published(data: bytes, on: date, words: Words) -> tuple[Edition, list[Trouble]]:
    """The edition of the day ``on`` in the published file ``data``, and what could not be read.

    A cell that cannot be read is left empty in the edition and told; nothing is inferred from the
    other cells.
    """
    edition = Edition(on, [])
    troubles: list[Trouble] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return edition, [Trouble(1, "", "", N_("the file is not UTF-8"))]
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    seen: dict[str, int] = {}
    try:
        places = _places(next(lines, []), words, troubles)
        if troubles:
            return edition, troubles
        for line, row in _rows(lines):
            cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
            project = _project(cells, line, words, troubles)
            if project is None:
                continue
            if project.key in seen:
                reason = N_("another row has the same name")
                troubles.append(Trouble(line, words.columns["project"][0], project.name, reason))
                continue
            seen[project.key] = line
            edition.projects.append(project)
    except csv.Error:
        line = lines.line_num
        troubles.append(Trouble(line, "", "", N_("the quotes or columns of this row are broken")))
    return edition, troubles


def _places(heads: list[str], words: Words, troubles: list[Trouble]) -> dict[str, int]:
    """Where each column stands; a heading that is missing is a trouble of the first line."""
    known = {spelling(head): index for index, head in reversed(list(enumerate(heads)))}
    places = {}
    for name, spellings in words.columns.items():
        found = next((known[spelling(s)] for s in spellings if spelling(s) in known), None)
        if found is None:
            troubles.append(Trouble(1, spellings[0], "", N_("there is no such column")))
        else:
            places[name] = found
    return places


def _rows(lines: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, after the line on which each starts."""
    before: int = lines.line_num
    for row in lines:
        if any(cell.strip() for cell in row):
            yield before + 1, row
        before = lines.line_num


def _project(
    cells: dict[str, str], line: int, words: Words, troubles: list[Trouble]
) -> Project | None:
    def trouble(column: str, reason: str) -> None:
        troubles.append(Trouble(line, words.columns[column][0], cells[column], reason))

    for column in ("project", "ministry"):
        if CONTROLS.search(cells[column]) or HIDDEN.search(cells[column]):
            trouble(column, N_("it holds control or hidden characters"))
            return None
    if not spelling(cells["project"]):
        trouble("project", N_("the name is empty"))
        return None
    project = Project(cells["project"], ministry=cells["ministry"], line=line)
    for column in ("start", "duration", "phase", "cost"):
        value = cells[column]
        if words.withheld in spelling(value):
            project.withheld = True
        elif value:
            if column == "start":
                project.start = _month(value, words)
                if project.start is None:
                    trouble(column, N_("this is no month and year"))
            elif column == "phase":
                project.phase = words.phases.get(spelling(value))
                if project.phase is None:
                    trouble(column, N_("this is no known phase"))
            else:
                found = number(value)
                if found is None or not found > 0:
                    trouble(column, N_("this is no number above zero"))
                else:
                    setattr(project, column, found)
    if cells["interministerial"]:
        project.interministerial = words.answers.get(spelling(cells["interministerial"]))
        if project.interministerial is None:
            trouble("interministerial", N_("this is neither yes nor no"))
    return project


def number(text: str) -> float | None:
    """The number written with a decimal comma or point and spaces between thousands, if it is one;
    a comma is never read as a separator of thousands."""
    if not _NUMBER.match(text):
        return None
    return float(re.sub("[ \u00a0\u202f]", "", text).replace(",", "."))


def _month(text: str, words: Words) -> date | None:
    match = _MONTH.match(" ".join(text.split()))
    month = words.months.get(spelling(match[1])) if match else None
    if match is None or month is None:
        return None
    year = int(match[2])
    return date(year + words.century if len(match[2]) == 2 else max(year, 1), month, 1)


def kept(edition: Edition) -> bytes:
    """The edition as Jalon keeps it: a CSV of :data:`COLUMNS`, in the order published."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for project in edition.projects:
        inter = {True: "yes", False: "no", None: ""}[project.interministerial]
        rows.writerow(
            (
                project.name, project.ministry, inter,
                project.start.isoformat()[:7] if project.start else "",
                _figure(project.duration), project.phase or "", _figure(project.cost),
                "yes" if project.withheld else "no", project.line,
            )
        )  # fmt: skip
    return out.getvalue().encode()


def _figure(value: float | None) -> str:
    return "" if value is None else repr(value).removesuffix(".0")


def read_kept(data: bytes, on: date) -> Edition:
    """The edition in a file that :func:`kept` wrote.

    Raises :class:`ValueError` when it is none.
    """
    lines = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    if tuple(lines.fieldnames or ()) != COLUMNS:
        raise ValueError(", ".join(COLUMNS))
    projects = []
    try:
        for row in lines:
            start = day(f"{row['start']}-01") if row["start"] else None
            if (row["start"] and start is None) or not row["line"]:
                raise ValueError(lines.line_num)
            projects.append(
                Project(
                    row["project"], ministry=row["ministry"], start=start,
                    interministerial={"yes": True, "no": False, "": None}[row["interministerial"]],
                    duration=_positive(row["duration_years"]), cost=_positive(row["cost_meur"]),
                    phase=row["phase"] or None, withheld={"yes": True, "no": False}[row["withheld"]],
                    line=int(row["line"]),
                )
            )  # fmt: skip
    except (KeyError, TypeError, csv.Error) as error:
        raise ValueError(lines.line_num) from error
    return Edition(on, projects)


def _positive(text: str) -> float | None:
    if not text:
        return None
    found = number(text)
    if found is None or not found > 0:
        raise ValueError(text)
    return found
