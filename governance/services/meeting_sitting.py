"""A review meeting under way: what is typed once for all of its checkpoints, and how far it has come.

It is kept outside of the records, as the checkpoints begun are, until it is ended: a meeting survives
whatever happens to the program.
"""

from __future__ import annotations

from governance.services.drafts import drafts, drop_draft, save_draft
from governance.services.holding import Holding
from governance.services.meeting import is_due

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from typing import Any

    from governance.services.meeting import Point

_KEY = "meeting"
_SAME = ("title", "author")
"""Fields that every checkpoint of a meeting begins with, besides its day and who took part."""
HELD, POSTPONED, BEGUN, AWAITED = "held", "postponed", "begun", "awaited"
"""How far a point of the agenda has come."""


class Sitting(Holding):
    """The meeting held in the repository ``root``, begun with the day ``on``: of its fields, those
    that all of its checkpoints share.

    ``days``       how far ahead reviews are on the agenda, ``None`` for any;  ``filter`` as typed
    ``added``      subjects on the agenda whatever these say;  ``removed`` those that are not
    ``order``      subjects in the order they were put in, before the others
    ``postponed``  why a subject was put off;  ``saved`` the key of the checkpoint that was saved
    """

    def __init__(self, root: str, on: date) -> None:
        super().__init__(root, "", on)
        self.days: int | None = 90
        self.filter = ""
        self.added: list[str] = []
        self.removed: list[str] = []
        self.order: list[str] = []
        self.postponed: dict[str, str] = {}
        self.saved: dict[str, str] = {}
        self._first = self._state()

    # -- kept for another time

    @property
    def changed(self) -> bool:
        """Whether anything has been typed, chosen or held; to look, far ahead or filtered, is not."""
        looks = {"days": self.days, "filter": self.filter}
        return self._state() != {**self._first, **looks}

    def resume(self) -> bool:
        """Go on with the meeting that was not ended; whether there was one."""
        kept = under_way(self.root)
        if not kept:
            return False
        self._take(kept)
        return True

    def set_aside(self) -> None:
        """Keep the meeting as it is now.

        Raises :class:`governance.errors.JalonError` when it cannot be kept.
        """
        save_draft(self.root, _KEY, self._state())

    def forget(self) -> None:
        """End the meeting: nothing of it is kept but the records it wrote."""
        drop_draft(self.root, _KEY)

    def _state(self) -> dict[str, Any]:
        return {
            "values": dict(self.values), "days": self.days, "filter": self.filter,
            "added": [*self.added], "removed": [*self.removed], "order": [*self.order],
            "postponed": dict(self.postponed), "saved": dict(self.saved),
        }  # fmt: skip

    def _take(self, kept: Mapping[str, Any]) -> None:
        self.values = {**self.values, **_texts(kept.get("values"))}
        days = kept.get("days")
        self.days = days if isinstance(days, int) else None
        self.filter = str(kept.get("filter", ""))
        self.added, self.removed, self.order = (
            _words(kept.get(name)) for name in ("added", "removed", "order")
        )
        self.postponed, self.saved = _texts(kept.get("postponed")), _texts(kept.get("saved"))

    # -- the agenda

    def agenda(
        self, points: Sequence[Point], until: str, matching: Collection[str] | None
    ) -> list[Point]:
        """Of ``points``, those on the agenda, in its order: due by the day ``until`` and among those
        ``matching`` the filter, or put there, or held."""
        found = [point for point in points if self._is_on(point, until, matching)]
        places = {id: place for place, id in enumerate(self.order)}
        return sorted(found, key=lambda point: places.get(point["subject"], len(places)))

    def off(
        self, points: Iterable[Point], until: str, matching: Collection[str] | None
    ) -> list[Point]:
        """Of ``points``, those that would be on the agenda, were they not taken off it."""
        return [
            point for point in points
            if point["subject"] in self.removed and self._chosen(point, until, matching)
        ]  # fmt: skip

    def _is_on(self, point: Point, until: str, matching: Collection[str] | None) -> bool:
        id = point["subject"]
        if id in self.saved or id in self.added:
            return True
        return id not in self.removed and self._chosen(point, until, matching)

    def _chosen(self, point: Point, until: str, matching: Collection[str] | None) -> bool:
        if matching is not None and point["record"] not in matching:
            return False
        return point["held"] is not None or is_due(point, until)

    def state(self, point: Point) -> str:
        """How far ``point`` has come."""
        id = point["subject"]
        if point["held"] or id in self.saved:
            return HELD
        if id in self.postponed:
            return POSTPONED
        return BEGUN if point["draft"] else AWAITED

    def next(self, agenda: Sequence[Point], after: str = "") -> str:
        """The subject to go on with once ``after`` is done: the next one that is neither held nor
        postponed, else the first such one; empty when none is left."""
        ids = [point["subject"] for point in agenda]
        left = [p["subject"] for p in agenda if self.state(p) in (BEGUN, AWAITED)]
        later = ids[ids.index(after) + 1 :] if after in ids else ids
        return next((id for id in [*later, *ids] if id in left and id != after), "")

    def pick(self, id: str, *, on: bool) -> None:
        """Put the subject on the agenda, or take it off."""
        for names, wanted in ((self.added, on), (self.removed, not on)):
            if id in names:
                names.remove(id)
            if wanted:
                names.append(id)
        self.set_aside()

    def move(self, agenda: Sequence[Point], id: str, step: int) -> None:
        """Put the subject ``step`` places further down in the ``agenda``."""
        ids = [point["subject"] for point in agenda]
        place = ids.index(id)
        ids.insert(max(0, min(len(ids) - 1, place + step)), ids.pop(place))
        self.order = ids
        self.set_aside()

    def postpone(self, id: str, reason: str) -> None:
        """Put the subject off; with no ``reason``, review it after all.  It stays due either way."""
        self.postponed.pop(id, None)
        if reason:
            self.postponed[id] = reason
        self.keep_on(id)

    def note_saved(self, id: str, record: str) -> None:
        """The checkpoint ``record`` (a key) of the subject has been saved."""
        self.saved[id] = record
        self.postponed.pop(id, None)
        self.keep_on(id)

    def keep_on(self, id: str) -> None:
        """Whatever becomes due, the subject stays on this agenda."""
        if id not in self.added:
            self.pick(id, on=True)
        else:
            self.set_aside()

    def beginning(self, kept: Mapping[str, str]) -> dict[str, str]:
        """What a checkpoint of the meeting begins with, where ``kept`` was typed into it before."""
        values = {"date": self.held.isoformat()}
        if not any(name.startswith("participants/") for name in kept):
            for rank in self.ranks("participants"):
                values[f"participants/{rank}"] = self.get(f"participants/{rank}").strip()
        for name in _SAME:
            if self.get(name).strip() and not kept.get(name):
                values[name] = self.get(name).strip()
        return values

    def records(self, agenda: Sequence[Point]) -> list[str]:
        """The keys of the checkpoints held, in the order of the ``agenda``."""
        found = [self.saved.get(p["subject"]) or p["held"] for p in agenda]
        return [key for key in found if key]


def under_way(root: str) -> dict[str, Any]:
    """The meeting that was not ended, as it was kept; empty when there is none."""
    found = next((draft.data for draft in drafts(root) if draft.key == _KEY), None)
    return found if isinstance(found, dict) else {}


def told_day(root: str) -> str:
    """The day of the meeting under way as typed; empty when there is none."""
    return _texts(under_way(root).get("values")).get("date", "")


def postponed_on(root: str, on: date) -> dict[str, str]:
    """What the meeting under way put off, with why, where it is that of the day ``on``."""
    same = told_day(root) == on.isoformat()
    return _texts(under_way(root).get("postponed")) if same else {}


def _texts(found: object) -> dict[str, str]:
    if not isinstance(found, dict):
        return {}
    return {name: text for name, text in found.items() if isinstance(text, str)}


def _words(found: object) -> list[str]:
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
