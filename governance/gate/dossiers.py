"""Grouping: which dossier each file belongs to, and the dossier that its records make."""

from __future__ import annotations

from governance.model.dossier import Dossier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from governance.gate.reading import Readings
    from governance.model.record import Record
    from governance.source.scan import File

    Homes = dict[str, list[str]]
    """By indicator: the signature of its file, and the key of the dossier it belongs to."""


def homes(files: list[File], known: dict[str, Any], readings: Readings) -> Homes:
    """Where each indicator belongs; the file of one that is ``known`` and has not changed is not
    read, and of another only the beginning where that tells.  An indicator that names nothing, or
    cannot be read, belongs nowhere."""
    found: Homes = {}
    indicators = [file for file in files if file.kind == "indicator"]
    kept = {f.path: old for f in indicators if (old := known.get(f.id)) and old[0] == f.signature}
    readings.ahead(file for file in indicators if file.path not in kept)
    for file in indicators:
        if file.path in kept:
            found[file.id] = kept[file.path]
            continue
        programme = readings.peek(file, "programme")
        if programme is not None:
            found[file.id] = [file.signature, f"programme/{programme}"]
            continue
        read = readings.of(file).record
        home = ""
        if read is not None:
            named, strategy = read.text("programme"), read.text("strategy")
            home = f"programme/{named}" if named else f"strategy/{strategy}"
        found[file.id] = [file.signature, home]
    return found


def group(
    files: list[File], homes: Homes, strategies: Collection[str]
) -> tuple[dict[str, list[File]], list[File]]:
    """The files of each dossier, by its key, and those that belong to none."""
    dossiers: dict[str, list[File]] = {}
    commons: list[File] = []
    for file in files:
        if file.kind in ("programme", "strategy"):
            key = f"{file.kind}/{file.id}"
        elif file.kind == "indicator":
            key = homes[file.id][1]
        elif file.kind == "measurement":
            key = homes.get(file.folder, ["", ""])[1]
        elif file.kind == "checkpoint":
            kind = "strategy" if file.folder in strategies else "programme"
            key = f"{kind}/{file.folder}"
        else:
            key = ""
        if key:
            dossiers.setdefault(key, []).append(file)
        else:
            commons.append(file)
    return dossiers, commons


def assemble(subject: Record, records: dict[str, list[Record]]) -> Dossier:
    """The dossier of ``subject`` with its own ``records``, by kind."""
    measures: dict[str, list[Record]] = {}
    for record in sorted(records.get("measurement", []), key=_moment):
        measures.setdefault(record.id.partition("/")[0], []).append(record)
    for indicator, found in measures.items():
        corrected = {f"{indicator}/{m.text('supersedes')}" for m in found if m.text("supersedes")}
        measures[indicator] = [m for m in found if m.id not in corrected]
    checkpoints = sorted(records.get("checkpoint", []), key=_moment)
    return Dossier(subject, records.get("indicator", []), measures, checkpoints)


def _moment(record: Record) -> tuple[str, int]:
    """Order of dated records: by day, then by the number after it."""
    stem = record.id.rpartition("/")[2]
    return record.text("date") or stem[:10], int(stem[11:] or 0)
