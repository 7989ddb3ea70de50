"""Who may sign a review off: nobody who wrote it, and nobody under the name of another."""

from __future__ import annotations

from governance.i18n import N_
from governance.model.names import mixes_alphabets, same_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Commit(Protocol):
        """A commit that tells whether ``person`` may have made it."""

        def is_by(self, person: str) -> bool: ...


SIGNED = N_("signs off a review that they wrote")
DISGUISED = N_("is written in letters of two alphabets")


def unfit(person: str, author: str, brought: Commit | None) -> str:
    """What is wrong with ``person`` signing a review now, as :data:`SIGNED` or :data:`DISGUISED`;
    empty when nothing is.

    ``author``   as the review states it
    ``brought``  the commit that brought the review into the history, where one is known
    """
    if same_person(person, author) or (brought is not None and brought.is_by(person)):
        return SIGNED
    return DISGUISED if mixes_alphabets(person) else ""
