"""Editing a record: what is changed, judged at once, and written only when it is saved.

Nothing touches the disk before :func:`save`; an unfinished edit is kept by
:mod:`governance.services.drafts`.
"""

from __future__ import annotations

from typing import NamedTuple

from governance.errors import ENVIRONMENT, JalonError
from governance.gate.registry import rules
from governance.i18n import N_
from governance.model.edit import Edit, Misplaced, applied, look
from governance.model.finding import Finding, pointer_text
from governance.services.editors import target
from governance.services.values import clean
from governance.source.emit import document
from governance.source.guards import MAX_BYTES
from governance.source.precheck import is_valid
from governance.source.problem import Problem
from governance.source.reader import Locator, read
from governance.source.revise import Unfaithful, revised, same
from governance.source.scan import read_bytes
from governance.source.write import Conflict, Write, refuse_elsewhere
from governance.source.write import save as _save

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from governance.model.finding import Pointer

__all__ = [
    "Changing", "Conflict", "Edit", "Editing", "Original", "edit_record", "new_record", "rebased",
    "save",
]  # fmt: skip


class Original(NamedTuple):
    """The record ``kind/id`` as an edit finds it.

    ``path``    its file below ``root``;  ``base`` its bytes, ``None`` for a record that is new
    ``before``  what it says
    """

    root: str
    kind: str
    id: str
    path: str
    base: bytes | None
    before: dict[str, Any]


class Changing:
    """The record of ``original`` being changed: ``value`` is what it says now, and the other
    attributes are those of :class:`Original`."""

    value: dict[str, Any]

    def __init__(self, original: Original) -> None:
        self.original = original
        self.root, self.kind, self.id, self.path, self.base, self.before = original

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.base is None or not same(self.value, self.before)

    def at(self, pointer: Pointer) -> Any:
        """What the record says at ``pointer``; ``None`` when it says nothing."""
        return look(self.value, pointer)


class Editing(Changing):
    """One record being edited.

    ``data``      the bytes it would be saved as
    ``edits``     what was changed, oldest first
    ``comments``  comments of the file that go with what was removed
    ``tolerant``  whether what the schema refuses is let pass until it is saved, as in a form that is
                  being filled in; :meth:`findings` tells it
    """

    def __init__(self, original: Original, *, tolerant: bool = False) -> None:
        super().__init__(original)
        self.tolerant = tolerant
        self.edits: list[Edit] = []
        self._undone: list[Edit] = []
        self._show([])

    def make(self, *edits: Edit) -> None:
        """Change the record; all of ``edits`` or none.

        Raises :class:`JalonError` when a place does not exist, when a text holds what no record may
        hold, when the schema refuses what it did not refuse before, or when the file cannot be
        changed without harming what stands around.
        """
        clean = [edit._replace(value=_cleaned(edit.value, edit.pointer)) for edit in edits]
        self._show([*self.edits, *clean])
        self._undone = []

    def undo(self) -> bool:
        """Take the last edit back; whether there was one."""
        if not self.edits:
            return False
        last = self.edits[-1]
        self._show(self.edits[:-1])
        self._undone.append(last)
        return True

    def redo(self) -> bool:
        """Make the edit last taken back once more; whether there was one."""
        if not self._undone:
            return False
        self._show([*self.edits, self._undone[-1]])
        self._undone.pop()
        return True

    def locate(self, pointer: Pointer, on: str = "value") -> tuple[int, int]:
        """Line and column, from 1, of a field in the text to be saved; of what holds it when it is
        not there."""
        return Locator(self.data).locate(pointer, on)

    def findings(self) -> list[Finding]:
        """What the reader and the schema have against the record as it is now, located; the rules
        that look further speak in :func:`governance.services.preview.preview`."""
        return [
            Finding(
                problem.code, f"{self.kind}/{self.id}", self.path, problem.pointer, problem.params,
                on=problem.on, line=line, column=column,
            )
            for problem in _problems(self.kind, self.data)
            for line, column in [
                (problem.line, problem.column)
                if problem.line
                else self.locate(problem.pointer, problem.on)
            ]
        ]  # fmt: skip

    def _show(self, edits: list[Edit]) -> None:
        try:
            if self.base is None:
                value, comments = applied(self.before, edits), []
                data = document(self.kind, value, target(self.path, self.kind)).encode()
                found, problems = read(data)
                if problems or not same(found, value):
                    raise problems[0] if problems else Unfaithful
            elif edits:
                made = revised(self.base, self.kind, edits)
                data, value, comments = made.data, made.value, made.comments
            else:
                data, value, comments = self.base, self.before, []
        except Misplaced as misplaced:
            raise JalonError(
                N_("{record} has no place {place}."), hint=N_("Read the record once more."),
                record=f"{self.kind}/{self.id}", place=pointer_text(misplaced.pointer),
            ) from None  # fmt: skip
        except Problem as problem:
            raise refused(problem) from None
        except Unfaithful:
            raise JalonError(
                N_("{path} cannot be changed so without harming what stands around it."),
                hint=N_("Change it in an editor: comments or an unusual layout are in the way."),
                path=self.path,
            ) from None
        if edits and not self.tolerant:
            self.refuse_worse(data)
        self.data, self.value, self.comments = data, value, comments
        self.edits = edits

    def refuse_worse(self, data: bytes) -> None:
        """Raise :class:`JalonError` for what the schema refuses in ``data`` and did not refuse in
        the file as it was read: that is a debt, which grows no further."""
        owed = (
            {(p.code, p.pointer) for p in _problems(self.kind, self.base)} if self.base else set()
        )
        for problem in _problems(self.kind, data):
            if (problem.code, problem.pointer) not in owed:
                raise refused(problem)


def edit_record(root: str, kind: str, id: str, path: str, *, tolerant: bool = False) -> Editing:
    """The record of the file ``path``, to be edited; see :class:`Editing` on ``tolerant``.

    Raises :class:`JalonError` when it cannot be read, or lies elsewhere than records do.
    """
    refuse_elsewhere(root, path)
    try:
        data = read_bytes(root, path, MAX_BYTES)
        value, problems = read(data)
        if value is None:
            raise problems[0]
    except Problem as problem:
        raise refused(problem, path) from None
    return Editing(Original(root, kind, id, path, data, value), tolerant=tolerant)


def new_record(
    root: str, kind: str, id: str, path: str, data: dict[str, Any], *, tolerant: bool = False
) -> Editing:
    """A record that is to be the new file ``path``, holding ``data``; see :class:`Editing` on
    ``tolerant``.

    Raises :class:`JalonError` when the reader or the schema would refuse it.
    """
    refuse_elsewhere(root, path)
    original = Original(root, kind, id, path, None, _cleaned(data, ()))
    made = Editing(original, tolerant=tolerant)
    if not tolerant:
        made.refuse_worse(made.data)
    return made


def save(root: str, editings: Iterable[Editing]) -> list[str]:
    """Write the files of ``editings`` that have changed; their paths.

    Raises :class:`Conflict` when one is not what it was when it was read (nothing is written then;
    see :func:`rebased`), and :class:`JalonError`: when the schema refuses one, and exit 4 when the
    system does.
    """
    writes = []
    for editing in editings:
        editing.refuse_worse(editing.data)
        if editing.changed:
            writes.append(Write(editing.path, editing.base, editing.data))
    _save(root, writes)
    return [write.path for write in writes]


def rebased(mine: Editing, conflict: Conflict) -> tuple[Editing, list[Pointer]]:
    """The edits of ``mine`` made on what somebody else has saved meanwhile, and the places that both
    have changed: there, mine is what would be saved.

    Raises :class:`JalonError` when the edits have no place in what is there now.
    """
    if conflict.theirs is None or mine.base is None:
        raise JalonError(
            N_("{path} has been removed, or made, by somebody else meanwhile."),
            hint=N_("Look at it, then do again what is still wanted."), path=mine.path,
        )  # fmt: skip
    value, problems = read(conflict.theirs)
    if value is None:
        raise refused(problems[0], mine.path)
    original = mine.original._replace(base=conflict.theirs, before=value)
    made = Editing(original, tolerant=mine.tolerant)
    made.make(*mine.edits)
    both = [
        edit.pointer for edit in mine.edits
        if not same(look(mine.before, edit.pointer), look(value, edit.pointer))
    ]  # fmt: skip
    return made, both


def refused(problem: Problem, path: str = "") -> JalonError:
    """What the reader or the schema refuses, in the words of its rule."""
    if path and "reason" in problem.params:
        return JalonError(
            N_("{path} cannot be read: {reason}."), hint=N_("Check the file and its permissions."),
            exit_code=ENVIRONMENT, path=path, **problem.params,
        )  # fmt: skip
    rule = rules()[problem.code].rule
    params = {name: value for name, value in problem.params.items() if name != "path"}
    return JalonError(rule.message, hint=rule.fix, **params)


def _problems(kind: str, data: bytes) -> Sequence[Problem]:
    value, problems = read(data)
    if value is None or problems or is_valid(kind, value):
        return problems
    from governance.source.schema_findings import explain

    return list(explain(kind, value))


def _cleaned(value: Any, at: Pointer) -> Any:
    """``value`` as a record may hold it: texts composed (NFC), their line ends LF."""
    if isinstance(value, dict):
        return {name: _cleaned(item, (*at, name)) for name, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item, (*at, place)) for place, item in enumerate(value)]
    return clean(pointer_text(at), value) if isinstance(value, str) else value
