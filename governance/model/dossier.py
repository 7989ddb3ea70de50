"""A dossier: a programme or a strategy with all that is told of it, the unit that is judged."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.model.record import Record


class Dossier:
    """A subject and its own records.

    ``subject``      a programme or a strategy
    ``indicators``   those that name it (a strategy's: those that name no programme), by id
    ``measures``     by indicator id: its measurements, oldest first, corrected ones left out
    ``checkpoints``  reviews held of the subject, oldest first
    """

    __slots__ = ("checkpoints", "indicators", "measures", "subject")

    def __init__(
        self,
        subject: Record,
        indicators: list[Record],
        measures: dict[str, list[Record]],
        checkpoints: list[Record],
    ) -> None:
        self.subject = subject
        self.indicators = indicators
        self.measures = measures
        self.checkpoints = checkpoints

    @property
    def last_checkpoint(self) -> Record | None:
        """The latest review held, if any."""
        return self.checkpoints[-1] if self.checkpoints else None

    def records(self) -> list[Record]:
        """Every record of the dossier, the subject first."""
        found = [self.subject, *self.indicators]
        for measures in self.measures.values():
            found += measures
        return found + self.checkpoints

    def __repr__(self) -> str:
        return f"<dossier of {self.subject.key}>"
