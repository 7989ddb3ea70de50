"""How every form ends: what it makes is written, and nothing of it is kept for another time."""

from __future__ import annotations

from abc import abstractmethod

from governance.services.edit import save
from governance.services.steps import Steps, T

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.holding import Made


class Form(Steps[T]):
    """What is typed into a form for records below ``root``."""

    root: str

    @abstractmethod
    def forget(self) -> None:
        """Keep nothing for another time."""

    def save(self, made: Made) -> list[str]:
        """Write the records; the paths written.  See :func:`governance.services.edit.save`.

        Raises :class:`JalonError` also for what :meth:`make` could not enter in a record.
        """
        for error in made.troubles.values():
            raise error
        written = save(self.root, made.editings)
        self.forget()
        return written
