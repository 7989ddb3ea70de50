"""The text of a record file, to be shown beside its findings."""

from __future__ import annotations

import os

from governance.errors import ENVIRONMENT, JalonError
from governance.i18n import N_
from governance.source.files import read_at_most
from governance.source.guards import MAX_BYTES


def lines(root: str, path: str) -> list[str]:
    """The lines of the file ``path`` of the repository at ``root``; bytes that are no text are
    shown as ``\\xNN``, and what is longer than a record may be is left out.

    Raises :class:`JalonError` (exit 4) when the file cannot be read.
    """
    try:
        found = read_at_most(os.path.join(root, path), MAX_BYTES)
    except OSError as error:
        raise JalonError(
            N_("{path} cannot be read: {reason}."),
            hint=N_("Check the file and its permissions."),
            exit_code=ENVIRONMENT, path=path, reason=error.strerror or str(error),
        ) from None  # fmt: skip
    return found.decode("utf-8", "backslashreplace").splitlines()
