"""Taking a save back: the files hold again what they held before, unless they have changed since."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import N_
from governance.source.write import Conflict, Write, save

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.services.edit import Editing


class Saved:
    """A save that was made, of the repository ``root``; ``paths`` are its files."""

    def __init__(self, root: str, editings: Sequence[Editing]) -> None:
        self.root = root
        self._writes = [Write(one.path, one.data, one.base) for one in editings if one.changed]
        self.paths = [write.path for write in self._writes]

    def take_back(self) -> None:
        """Write what the files held before the save, and remove those that it made.

        Raises :class:`JalonError`: when one of them no longer holds what was saved (nothing is
        changed then), and exit 4 when the system refuses.
        """
        try:
            save(self.root, self._writes)
        except Conflict as conflict:
            raise JalonError(
                N_("{path} has been changed since it was saved; nothing is taken back."),
                hint=N_("Change it as it is now, or look at it with `git diff`."),
                path=conflict.path,
            ) from None  # fmt: skip
