"""Records changed through a form and not saved: offered again, and gone on with."""

from __future__ import annotations

from governance.model.edit import Edit, Misplaced
from governance.services.drafts import drafts
from governance.services.edit import Original
from governance.services.revising import DRAFT, Revising
from governance.source.reader import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


def begun(root: str) -> list[str]:
    """The records, as ``kind/id``, of which something was typed and not saved, the latest first."""
    return [draft.key.removeprefix(DRAFT) for draft in drafts(root) if draft.key.startswith(DRAFT)]


def resumed(root: str, key: str, held: date) -> Revising | None:
    """The record ``key`` as it was typed another time and not saved; ``None`` when nothing was, or
    when what was kept cannot be understood any more.

    It goes on from the bytes that were read then: :meth:`Revising.save` tells when the file says
    something else now.
    """
    kept = next((draft.data for draft in drafts(root) if draft.key == f"{DRAFT}{key}"), None)
    kind, _slash, id = key.partition("/")
    if not isinstance(kept, dict):
        return None
    try:
        base, before = kept["base"], kept["before"]
        edits = tuple(Edit(op, tuple(at), value) for op, at, value in kept["edits"])
        if base is not None:
            base = base.encode("utf-8", "surrogateescape")
            before = read(base)[0]
        original = Original(root, kind, id, kept["path"], base, before)
        return Revising(original, held, edits)
    except (KeyError, TypeError, ValueError, AttributeError, Misplaced):
        return None
