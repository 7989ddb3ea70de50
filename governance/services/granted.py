"""What the history allowed: a waiver that is deleted has been used, a deleted baseline was there."""

from __future__ import annotations

from governance.gate.snapshot import ledger
from governance.gate.weigh import BASELINE, BASELINE_LIMIT, WAIVERS
from governance.model.record import Record
from governance.source import cache
from governance.source.guards import MAX_BYTES
from governance.source.reader import read
from governance.vcs.log import History
from governance.vcs.objects import Objects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.vcs.repository import Repository

_FIELDS = ("rule", "record", "field", "granted")


def granted(repository: Repository, tip: str) -> list[dict[str, Any]]:
    """What each waiver was for, and the day it was granted, in every version that the main line of
    the commit ``tip`` had of the file of waivers; a version that cannot be read granted nothing.

    A version once read is not read again.  Raises :class:`governance.errors.JalonError` (exit 3)
    when the history has been cut.
    """
    versions = History.of(repository, tip, WAIVERS).versions(WAIVERS)
    name, key = f"granted-{cache.digest(repository.gitdir)}", cache.tool_signature()
    kept = cache.load(name)
    known: dict[str, list[dict[str, Any]]] = {}
    if isinstance(kept, dict) and kept.get("key") == key:
        known = kept["versions"]
    new = sorted({blob for _, _, blob in versions if blob} - known.keys())
    if new:
        with Objects(repository) as objects:
            objects.ahead(new)
            known |= {blob: _granted(objects, blob) for blob in new}
        cache.store(name, {"key": key, "versions": known})
    found = {str(one): one for _, _, blob in versions for one in known.get(blob, ())}
    return list(found.values())


def _granted(objects: Objects, blob: str) -> list[dict[str, Any]]:
    try:
        value, _ = read(objects.read(blob, MAX_BYTES + 1))
    except OSError:
        return []
    entries = (value or {}).get("waivers")
    return [
        {field: entry.get(field) for field in _FIELDS}
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and isinstance(entry.get("granted"), str)
    ]


def inherited(repository: Repository, tip: str) -> Record | None:
    """The baseline as the main line of the commit ``tip`` last had it: its last version that can be
    read, one without debts where the file was deleted since, ``None`` where there never was one.

    Raises :class:`governance.errors.JalonError` (exit 3) when the history has been cut.
    """
    versions = History.of(repository, tip, BASELINE).versions(BASELINE)
    if not versions:
        return None
    with Objects(repository) as objects:
        for _, _, blob in reversed(versions):
            if not blob:
                break
            try:
                found = ledger(BASELINE, objects.read(blob, BASELINE_LIMIT + 1))
            except OSError:
                continue
            if found is not None:
                return found
    return Record("baseline", "baseline", BASELINE, {})
