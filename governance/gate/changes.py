"""What a run found changed since the last one, and which rules across records that leaves alone."""

from __future__ import annotations

from governance.source import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_IDENTITY = ("kind", "id", "path", "title", "strategy")
_SILENT = "silent"
_PATHS = "paths"


class Changes:
    """Dossiers judged again, with their rows before and after, and whether anything else changed.

    A rule across records is a pure function of what it reads; one that found nothing, and of whose
    reads nothing has changed, would find nothing again.
    """

    def __init__(self, paths: list[str]) -> None:
        self.others = False
        self._paths = cache.digest(*paths)
        self._rows: list[tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]] = []
        self._silent: frozenset[str] = frozenset()
        self._same_paths = False
        self._now: list[str] = []

    def add(self, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        """A dossier was judged again."""
        self._rows.append((before, after))

    def recall(self, ledger: cache.Ledger) -> None:
        """Take in what the last run kept; everything else has been asked of ``ledger`` before."""
        kept = ledger.last(_SILENT)
        if len(kept) != 2 or ledger.left():
            self.others = True
            return
        self._silent = frozenset(cache.decode(kept[0]))
        self._same_paths = cache.decode(kept[1]) == self._paths

    def spare(self, code: str, reads: tuple[str, ...] | None) -> bool:
        """Whether the rule ``code``, which ``reads`` these fields, has nothing to say, as in the
        last run."""
        spared = not self.others and code in self._silent and self._left_alone(reads)
        if spared:
            self._now.append(code)
        return spared

    def _left_alone(self, reads: tuple[str, ...] | None) -> bool:
        if reads is None or (_PATHS in reads and not self._same_paths):
            return False
        fields = [*_IDENTITY, *(field for field in reads if field != _PATHS)]
        return all(
            before is not None
            and after is not None
            and all(before[field] == after[field] for field in fields)
            for before, after in self._rows
        )

    def found_nothing(self, code: str) -> None:
        """The rule ``code`` was run, read no file, and said nothing."""
        self._now.append(code)

    def keep(self, ledger: cache.Ledger) -> None:
        """Keep for the next run which rules had nothing to say."""
        ledger.keep(_SILENT, "", self._now, self._paths)
