"""Names of people and organisations, compared."""

from __future__ import annotations


def folded(name: str) -> str:
    """``name`` for comparison: neither case nor spacing makes another person."""
    return " ".join(name.casefold().split())
