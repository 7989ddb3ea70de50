"""How a rule is declared, and the registry that finds every rule module."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module

from governance.model.finding import VALUE, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from governance.model.finding import Pointer
    from governance.model.record import Record

    Check = Callable[..., Iterable[Finding]]
    Outline = dict[str, tuple[str, tuple[str, ...] | None]]
    """By code: what the engine must know of a rule before it runs it, its scope and its ``reads``."""

FILE = "file"
RECORD = "record"
DOSSIER = "dossier"
ROADMAP = "roadmap"
CHANGE = "change"
GATE = "gate"
ANY = "*"
SCOPES = (FILE, RECORD, DOSSIER, ROADMAP, CHANGE, GATE)
HEADINGS = (
    "What it checks", "Why it matters", "Example", "How to fix", "Parameters", "Source",
)  # fmt: skip

FAMILIES = {
    "P": "parse", "S": "schema", "L": "links", "R": "review", "M": "measurement",
    "D": "decision", "O": "ownership", "B": "budget", "E": "endorsement", "T": "timeline",
    "C": "change", "G": "governance",
}  # fmt: skip
"""Letter of a code -> folder of :mod:`governance.rules`."""
_TOLD_BY_THE_READER = "P"
"""Families without any ``check``, which a judgement need not import."""


class Rule:
    """What a rule module declares as ``RULE``; its docstring is the documentation.

    ``code``     family letter and three digits, never reused
    ``name``     kebab-case name of the bad pattern
    ``scope``    ``file``: told by the reader; ``record``: ``check(record, ctx)``; ``dossier``:
                 ``check(dossier, ctx)``; ``roadmap``: ``check(roadmap, ctx)``; ``change``:
                 ``check(changes, ctx)`` on a :class:`governance.gate.changeset.ChangeSet`;
                 ``gate``: told when findings are weighed
    ``message``  one sentence that names the record, the value and the offence; ``{placeholders}``
                 are filled with the parameters of the finding
    ``fix``      one sentence: what to do
    ``waivable`` whether a waiver or the baseline may cover it
    ``reads``    for a rule of scope ``roadmap``: all the fields of rows that it reads, beside
                 kind, id, path, title and strategy, and ``paths`` when it asks which files there
                 are.  Once it has found nothing, it is not run again while these stay as they are;
                 a rule that does not say is run every time
    ``misses``   what its findings say is not there: a field of their record (``/source``) or of any
                 record of a kind (``strategy/life``), the dated records of theirs (``checkpoint``),
                 a name of it in ``ANY`` record.  They are left out while that is there, but
                 malformed: one finding about it is enough
    """

    __slots__ = ("code", "fix", "message", "misses", "name", "reads", "scope", "waivable")

    def __init__(
        self,
        code: str,
        name: str,
        scope: str,
        message: str,
        fix: str,
        *,
        waivable: bool = True,
        reads: tuple[str, ...] | None = None,
        misses: tuple[str, ...] = (),
    ) -> None:
        self.code = code
        self.name = name
        self.scope = scope
        self.message = message
        self.fix = fix
        self.waivable = waivable
        self.reads = reads
        self.misses = misses

    def at(self, record: Record, *pointer: str | int, on: str = VALUE, **params: Any) -> Finding:
        """A finding at ``pointer`` into the data of ``record``; its title and id are filled in."""
        place = record.original(pointer)
        return self.on(
            record.key, record.path, place, on=on, title=record.title, id=record.id, **params
        )

    def on(
        self, record: str, path: str, pointer: Pointer = (), *, on: str = VALUE, **params: Any
    ) -> Finding:
        """A finding where only the key ``kind/id`` and the path of the record are at hand;
        ``pointer`` is that of the file (:func:`governance.model.record.original` tells it)."""
        return Finding(self.code, record, path, tuple(pointer), params, on=on)


class Entry:
    """A rule with its module: ``rule``, ``check`` (absent for the ``file`` scope), ``doc``."""

    __slots__ = ("check", "doc", "module", "rule")

    def __init__(self, module: Any) -> None:
        self.module: str = module.__name__
        self.rule: Rule = module.RULE
        self.check: Check | None = getattr(module, "check", None)
        self.doc: str = module.__doc__ or ""


class Rules(Mapping[str, Entry]):
    """Every rule by code, in the order of families then numbers; a module is imported when its rule
    is asked for."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._modules: dict[str, str] = {}
        base = os.path.dirname(str(import_module("governance.rules").__file__))
        for letter, family in FAMILIES.items():
            folder = os.path.join(base, family)
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
                stem, _, suffix = name.rpartition(".")
                if suffix == "py" and name[0] == letter.lower():
                    code = stem.partition("_")[0].upper()
                    self._modules[code] = f"governance.rules.{family}.{stem}"

    def __getitem__(self, code: str) -> Entry:
        if code not in self._entries:
            self._entries[code] = Entry(import_module(self._modules[code]))
        return self._entries[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


_rules: list[Rules] = []
_outline: list[Outline] = []


def rules() -> Rules:
    """Every rule by code."""
    if not _rules:
        _rules.append(Rules())
    return _rules[0]


def outline() -> Outline:
    """The rules that the engine runs, those with a ``check``.

    Every rule is imported for it; whoever keeps it for as long as the code is the same needs to
    import only those that run.
    """
    if not _outline:
        found: Outline = {}
        for code in rules():
            if code[0] not in _TOLD_BY_THE_READER and (entry := rules()[code]).check:
                found[code] = entry.rule.scope, entry.rule.reads
        _outline.append(found)
    return _outline[0]


def of_scope(scope: str) -> list[Entry]:
    """The rules of one scope that the engine runs."""
    return [rules()[code] for code, (of, _) in outline().items() if of == scope]
