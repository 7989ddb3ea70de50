"""Laying records out: each file in its one canonical layout, or left alone with the reason."""

from __future__ import annotations

import os

from governance.errors import ENVIRONMENT, FINDINGS, OK
from governance.gate.policy import DIRECTORY as POLICY
from governance.i18n import N_
from governance.model.finding import Finding
from governance.services.editors import has_schema, target
from governance.source.guards import MAX_BYTES, decode
from governance.source.layout import canonical, remarks
from governance.source.problem import Problem
from governance.source.reader import read
from governance.source.replace import Changed, replace
from governance.source.scan import read_bytes, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SAME = "same"
CHANGED = "changed"
REFUSED = "refused"

_LEDGERS = {f"{POLICY}/{kind}.yaml": kind for kind in ("policy", "waivers", "baseline")}
"""Files of the policy: laid out only when they are named."""
_LEDGER_LIMIT = 16 * MAX_BYTES
_LOST = N_("its values or its comments would not survive; please report this file")
_MOVED = N_("it changed while it was being laid out; run the command again")


class Outcome:
    """What became of one file.

    ``state``    one of ``same``, ``changed`` (or that would be), ``refused``
    ``finding``  why it was refused, when the reader says so; else ``reason``, a message id
    """

    __slots__ = ("finding", "path", "reason", "state")

    def __init__(
        self, path: str, state: str, *, reason: str = "", finding: Finding | None = None
    ) -> None:
        self.path = path
        self.state = state
        self.reason = reason
        self.finding = finding


class Run:
    """The outcomes of one run, in path order; ``environment`` when the disk refused one."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.environment = False

    def of(self, state: str) -> list[Outcome]:
        """The outcomes in ``state``."""
        return [outcome for outcome in self.outcomes if outcome.state == state]

    def exit_code(self, *, check: bool) -> int:
        """0 when every file is, or is now, in the canonical layout."""
        if self.environment:
            return ENVIRONMENT
        return FINDINGS if self.of(REFUSED) or (check and self.of(CHANGED)) else OK


class _Refused(Exception):
    def __init__(self, reason: str = "", finding: Finding | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.finding = finding


def fmt(root: str, paths: list[str], *, write: bool) -> Run:
    """Lay out the records below ``paths`` (every record when empty); ``write`` replaces files."""
    run = Run()
    for path, kind, problem in _files(root, paths):
        try:
            if problem is not None:
                raise _refusal(problem, path)
            before, after = _lay(root, path, kind)
            if write and after != before:
                replace(root, path, after, before)
            run.outcomes.append(Outcome(path, SAME if after == before else CHANGED))
        except _Refused as refused:
            run.outcomes.append(
                Outcome(path, REFUSED, reason=refused.reason, finding=refused.finding)
            )
        except Changed:
            run.outcomes.append(Outcome(path, REFUSED, reason=_MOVED))
        except OSError as error:
            run.environment = True
            run.outcomes.append(Outcome(path, REFUSED, reason=error.strerror or str(error)))
    return run


def laid_out(root: str, path: str) -> str:
    """The canonical text of one record; ValueError when it is refused."""
    for found, kind, problem in _files(root, [path]):
        if found == path and problem is None:
            try:
                return _lay(root, path, kind)[1].decode("utf-8")
            except _Refused as refused:
                raise ValueError(path) from refused
    raise ValueError(path)


def _files(root: str, paths: list[str]) -> Iterator[tuple[str, str, Problem | None]]:
    """Path and kind of what to lay out, and the problem of what can be no record."""
    files, problems = scan(root)
    found: list[tuple[str, str, Problem | None]] = [
        *((file.path, file.kind, None) for file in files),
        *(
            (path, "", problem)
            for path, problem in problems
            if not os.path.isdir(os.path.join(root, path))
        ),
    ]
    chosen = ["roadmap", *(p for p in paths if p in _LEDGERS)] if "." in paths else paths
    for path, kind, problem in sorted(found, key=lambda item: item[0]):
        if not paths or any(path == p or path.startswith(p + "/") for p in chosen):
            yield path, kind, problem
    for path, kind in _LEDGERS.items():
        if path in paths:
            yield path, kind, None


def _lay(root: str, path: str, kind: str) -> tuple[bytes, bytes]:
    """The bytes of a file and those of its canonical layout, proved to say the same."""
    limit = _LEDGER_LIMIT if path in _LEDGERS else MAX_BYTES
    try:
        before = read_bytes(root, path, limit)
        value, problems = read(before, limit)
        if value is None or problems:
            raise problems[0]
        text = decode(before, limit)
        target_ = target(path, kind) if has_schema(root, kind) else None
        laid = canonical(text, kind, target_)
    except Problem as problem:
        raise _refusal(problem, path) from None
    after = laid.encode("utf-8")
    if read(after, limit) != (value, []) or remarks(laid) != remarks(text):
        raise _Refused(_LOST)
    return before, after


def _refusal(problem: Problem, path: str) -> _Refused:
    finding = Finding(
        problem.code, path, path, problem.pointer, problem.params,
        line=problem.line, column=problem.column,
    )  # fmt: skip
    return _Refused(finding=finding)
