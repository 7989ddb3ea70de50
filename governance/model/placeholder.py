"""What stands in a new record where somebody has to write something, in the language of the roadmap."""

from __future__ import annotations

TEXT = {"fr": "À compléter", "en": "To be completed"}
ID = {"fr": "a-completer", "en": "to-complete"}
"""An id that no record has."""
LEFT = frozenset(
    form
    for word in (*TEXT.values(), *ID.values())
    for start in (word, word.lower())
    for form in (start, f"{start}.", f"{start}…")
)
"""What says no more than that it has to be completed."""
