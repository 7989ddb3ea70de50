"""How much a property is tried: a part in every run of the tests, all of it by `make fuzz`."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("JALON_THOROUGH"))


def examples(quick: int, whole: int) -> int:
    """The number of examples of this run."""
    return whole if THOROUGH else quick
