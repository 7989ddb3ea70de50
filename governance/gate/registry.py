"""How a rule is declared, and the registry that finds every rule module."""

from __future__ import annotations

import os
from importlib import import_module

from governance.model.finding import VALUE, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from governance.model.finding import Pointer
    from governance.model.record import Record

    Check = Callable[..., Iterable[Finding]]

FILE = "file"
RECORD = "record"
DOSSIER = "dossier"
ROADMAP = "roadmap"
GATE = "gate"
SCOPES = (FILE, RECORD, DOSSIER, ROADMAP, GATE)
HEADINGS = (
    "What it checks", "Why it matters", "Example", "How to fix", "Parameters", "Source",
)  # fmt: skip

FAMILIES = {
    "P": "parse", "S": "schema", "L": "links", "R": "review", "M": "measurement",
    "D": "decision", "O": "ownership", "B": "budget", "E": "endorsement", "G": "governance",
}  # fmt: skip
"""Letter of a code -> folder of :mod:`governance.rules`."""


class Rule:
    """What a rule module declares as ``RULE``; its docstring is the documentation.

    ``code``     family letter and three digits, never reused
    ``name``     kebab-case name of the bad pattern
    ``scope``    ``file``: told by the reader; ``record``: ``check(record, ctx)``; ``dossier``:
                 ``check(dossier, ctx)``; ``roadmap``: ``check(roadmap, ctx)``; ``gate``: told when
                 findings are weighed
    ``message``  one sentence that names the record, the value and the offence; ``{placeholders}``
                 are filled with the parameters of the finding
    ``fix``      one sentence: what to do
    ``waivable`` whether a waiver or the baseline may cover it
    """

    __slots__ = ("code", "fix", "message", "name", "scope", "waivable")

    def __init__(
        self, code: str, name: str, scope: str, message: str, fix: str, *, waivable: bool = True
    ) -> None:
        self.code = code
        self.name = name
        self.scope = scope
        self.message = message
        self.fix = fix
        self.waivable = waivable

    def at(self, record: Record, *pointer: str | int, on: str = VALUE, **params: Any) -> Finding:
        """A finding at ``pointer`` of ``record``; its title and id are filled in."""
        return self.on(record.key, record.path, pointer, on=on, title=record.title, id=record.id, **params)

    def on(
        self, record: str, path: str, pointer: Pointer = (), *, on: str = VALUE, **params: Any
    ) -> Finding:
        """A finding where only the key ``kind/id`` and the path of the record are at hand."""
        return Finding(self.code, record, path, tuple(pointer), params, on=on)



class Entry:
    """A rule with its module: ``rule``, ``check`` (absent for the ``file`` scope), ``doc``."""

    __slots__ = ("check", "doc", "module", "rule")

    def __init__(self, module: Any) -> None:
        self.module: str = module.__name__
        self.rule: Rule = module.RULE
        self.check: Check | None = getattr(module, "check", None)
        self.doc: str = module.__doc__ or ""


_entries: dict[str, Entry] = {}
_by_scope: dict[str, list[Entry]] = {}


def rules() -> dict[str, Entry]:
    """Every rule by code, in the order of families then numbers."""
    if not _entries:
        package = import_module("governance.rules")
        base = os.path.dirname(str(package.__file__))
        found: list[Entry] = []
        for family in FAMILIES.values():
            folder = os.path.join(base, family)
            names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
            for name in names:
                if name.endswith(".py") and name != "__init__.py":
                    found.append(Entry(import_module(f"governance.rules.{family}.{name[:-3]}")))
        order = list(FAMILIES)
        for entry in sorted(found, key=lambda e: (order.index(e.rule.code[0]), e.rule.code)):
            _entries[entry.rule.code] = entry
    return _entries


def of_scope(scope: str) -> list[Entry]:
    """The rules of one scope that the engine runs: those with a ``check``."""
    if scope not in _by_scope:
        _by_scope[scope] = [
            e for e in rules().values() if e.rule.scope == scope and e.check is not None
        ]
    return _by_scope[scope]
