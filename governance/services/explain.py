"""Explaining a record: every finding it has, those that do not count included."""

from __future__ import annotations

import os

from governance.model.kinds import KINDS
from governance.services.find import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.model.finding import Finding
    from governance.services.check import Report


class RecordView:
    """A record with its findings.

    ``key``      ``kind/id``;  ``title`` empty when the file cannot be read
    ``paths``    its file; several when an id is taken twice
    ``findings`` in the order of the file; ``debt`` marks those that do not count
    ``around``   findings of its indicators, measures and checkpoints: how many, by record
    """

    __slots__ = ("around", "findings", "key", "paths", "title")

    def __init__(
        self,
        key: str,
        title: str,
        paths: list[str],
        findings: list[Finding],
        around: dict[str, int],
    ) -> None:
        self.key = key
        self.title = title
        self.paths = paths
        self.findings = findings
        self.around = around


def records(report: Report, text: str, root: str) -> list[RecordView]:
    """The records that ``text`` names: ``product/tchap``, a path, a title, or an id, which may be
    that of several kinds.

    Raises :class:`governance.errors.JalonError` when there is none.
    """
    return [_view(report, key) for key in _keys(report, text, root)]


def _keys(report: Report, text: str, root: str) -> list[str]:
    roadmap = report.judgement.roadmap
    typed = os.path.relpath(os.path.abspath(text), root).replace(os.sep, "/")
    told = sorted({f.record for f in report.findings if f.path in (typed, text)})
    if told:
        return told  # even of a file that is no record, or of one of the policy
    named = [f"{kind}/{text}" for kind in KINDS if text in roadmap.paths[kind]]
    return named or ["/".join(find(roadmap, root, text))]


def _view(report: Report, key: str) -> RecordView:
    kind, _, id = key.partition("/")
    roadmap = report.judgement.roadmap
    files = roadmap.paths.get(kind, {}).get(id, [])
    findings = [f for f in report.findings if f.record == key]
    read = roadmap.read(files[0]) if files else None
    title = read.title if read is not None and read.title != id else ""
    return RecordView(
        key,
        title,
        files or sorted({f.path for f in findings}),
        findings,
        _around(report, kind, id),
    )


def _around(report: Report, kind: str, id: str) -> dict[str, int]:
    row = report.judgement.roadmap.row(kind, id)
    if row is None:
        return {}
    indicators = {indicator["id"] for indicator in row["indicators"]}
    counts: dict[str, int] = {}
    for finding in report.findings:
        of, _, name = finding.record.partition("/")
        subject = name.partition("/")[0]
        mine = of in ("indicator", "measurement") and subject in indicators
        if mine or (of == "checkpoint" and subject == id):
            counts[finding.record] = counts.get(finding.record, 0) + 1
    return counts
