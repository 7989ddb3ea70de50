"""Granting a waiver: one entry of the policy, judged by the rules of waivers before it is written."""

from __future__ import annotations

from governance.errors import FINDINGS, JalonError
from governance.gate.registry import rules
from governance.gate.weigh import WAIVERS, offence_of, renewals
from governance.i18n import N_
from governance.model.edit import ADD, SET, Edit
from governance.model.finding import pointer_text
from governance.services.find import find
from governance.services.granted import granted
from governance.services.rules import named, no_rule
from governance.source.guards import MAX_BYTES
from governance.source.layout import canonical, modeline
from governance.source.precheck import is_valid
from governance.source.problem import Problem
from governance.source.reader import read
from governance.source.replace import Changed, create, replace
from governance.source.revise import Unfaithful, revised
from governance.source.tree import Folder
from governance.vcs.repository import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from governance.model.finding import Finding
    from governance.services.check import Report

_NEW = modeline("../schemas/waivers.schema.json") + "\nformat: 1\nwaivers: []\n"


class Waiver:
    """A waiver that may be granted.

    ``path``     the file;  ``entry``  what it is to say
    ``covered``  the findings of today that it sets aside
    ``renewed``  how often it has been renewed, this time included;  ``allowed``  how often it may be
    ``before``   the bytes of the file now, ``None`` when there is none;  ``after``  those to write
    """

    def __init__(
        self, entry: dict[str, Any], covered: list[Finding], allowed: int, before: bytes | None,
        after: bytes,
    ) -> None:  # fmt: skip
        self.path = WAIVERS
        self.entry = entry
        self.covered = covered
        self.renewed = int(entry.get("renewals", 0))
        self.allowed = allowed
        self.before = before
        self.after = after


def prepare(
    root: str, report: Report, rule: str, record: str, *, field: str | None, reason: str,
    author: str, until: date, today: date,
) -> Waiver:  # fmt: skip
    """The waiver of ``rule`` for ``record`` (and ``field``, a JSON Pointer), from ``today`` on.

    ``report`` is the judgement of today.  A waiver of the same findings that is there already is
    renewed in its place.  Raises :class:`JalonError`: exit 1 when there is nothing to waive, exit 2
    with the words of the rule when the waiver would have no effect.
    """
    code = named(rule)
    if code is None:
        raise no_rule(rule)
    key = "/".join(find(report.judgement.roadmap, root, record))
    before = _read(root)
    data = (before and read(before)[0]) or {}
    entry: dict[str, Any] = {"rule": code, "record": key, "field": field}
    entry = {name: value for name, value in entry.items() if value is not None}
    entries = [one for one in data.get("waivers") or [] if isinstance(one, dict)]
    earlier = [one for one in entries if all(one.get(k) == entry.get(k) for k in _NAMES)]
    entry |= {"reason": reason, "author": author, "granted": today.isoformat()}
    entry["until"] = until.isoformat()
    beside = len(earlier) + max(renewals(one, []) for one in earlier) if earlier else 0
    renewed = max(beside, renewals(entry, [], _granted_before(root)))
    if renewed:
        entry["renewals"] = renewed
    _check_valid(entry)
    refusal = objection(report, entry)
    if refusal is not None:
        raise refusal[1]
    found = covered(report, code, key, field, renewed=bool(earlier))
    allowed = int(report.judgement.ctx.policy.parameter("G912", "renewals"))
    place = entries.index(earlier[-1]) if earlier else None
    return Waiver(entry, found, allowed, before, _written(before, entry, place))


def _granted_before(root: str) -> list[dict[str, Any]]:
    """The waivers of the history, those deleted since included; none where no history can be read:
    the gate, which has it, counts them."""
    try:
        repository = Repository.at(root)
        return granted(repository, repository.commit("HEAD"))
    except JalonError:
        return []


def objection(report: Report, entry: dict[str, Any]) -> tuple[str, JalonError] | None:
    """Why the waiver ``entry`` would have no effect: the field that is in the way, and the words of
    the rule; ``None`` when it would have one."""
    offence = offence_of(entry, report.judgement, int(entry.get("renewals", 0)))
    if offence is None:
        return None
    told, field, params = offence
    stated = rules()[told].rule
    known = {"rule": entry["rule"], "record": entry["record"], **params}
    return field, JalonError(stated.message, hint=stated.fix, **known)


_NAMES = ("rule", "record", "field")


def write(root: str, waiver: Waiver) -> None:
    """Write the file of ``waiver``, unless it has changed since it was read."""
    try:
        if waiver.before is None:
            create(root, waiver.path, waiver.after)
        else:
            replace(root, waiver.path, waiver.after, waiver.before)
    except (Changed, FileExistsError):
        raise JalonError(
            N_("{path} has changed meanwhile; nothing was written."),
            hint=N_("Run the same command again."), path=waiver.path,
        ) from None  # fmt: skip


def _read(root: str) -> bytes | None:
    tree = Folder(root)
    if not tree.exists(WAIVERS):
        return None
    try:
        found = tree.read(WAIVERS, MAX_BYTES)
        value, problems = read(found)
    except Problem as problem:
        found, value, problems = b"", None, [problem]
    if value is None or problems or not is_valid("waivers", value):
        raise JalonError(
            N_("{path} cannot be added to as it is."),
            hint=N_("`jalon check {path}` tells what is wrong with it; nothing was written."),
            exit_code=FINDINGS, path=WAIVERS,
        )  # fmt: skip
    return found


def covered(
    report: Report, code: str, key: str, field: str | None, *, renewed: bool
) -> list[Finding]:
    """What a waiver is to set aside, in the judgement of today; ``renewed`` when one does already.

    Raises :class:`JalonError` (exit 1) when it is not there, or set aside by something else.
    """
    of_rule = [f for f in report.findings if f.code == code and f.record == key]
    found = [f for f in of_rule if field in (None, pointer_text(f.pointer))]
    if not found:
        others = sorted({f.code for f in report.findings if f.record == key})
        if of_rule:
            hint = N_("It has that finding at {others}.")
            others = sorted({pointer_text(f.pointer) or "–" for f in of_rule})
        elif others:
            hint = N_("What it has today: {others}. A waiver that covers nothing is refused.")
        else:
            hint = N_("It has no finding at all today; a waiver that covers nothing is refused.")
        raise JalonError(
            N_("{record} has no finding {code} to waive today."), hint=hint,
            exit_code=FINDINGS, record=key + (f"#{field}" if field else ""), code=code,
            others=", ".join(others),
        )  # fmt: skip
    if all(finding.debt for finding in found) and not renewed:
        inherited = found[0].debt != "waived"
        raise JalonError(
            N_("Nothing to waive: {code} of {record} is inherited, so it does not count.")
            if inherited
            else N_("Nothing to waive: another waiver covers {code} of {record}, so it does not count."),
            hint=N_("`jalon explain {record}` shows it; nothing was written."),
            exit_code=FINDINGS, code=code, record=key,
        )  # fmt: skip
    return found


def _written(before: bytes | None, entry: dict[str, Any], place: int | None) -> bytes:
    """The file with ``entry`` at its end, or in the place of the waiver that it renews."""
    if place is None:
        edits = [Edit(ADD, ("waivers",), entry)]
    else:
        new = {name: entry[name] for name in entry if name not in _NAMES}
        edits = [Edit(SET, ("waivers", place, name), value) for name, value in new.items()]
    try:
        if before is None:
            return canonical(_fresh(entry), "waivers").encode("utf-8")
        return revised(before, "waivers", edits).data
    except Problem as problem:
        raise _told(problem) from None
    except Unfaithful:
        raise JalonError(
            N_("{path} is laid out in a way that cannot be added to safely."),
            hint=N_("Run `jalon fmt {path}`, then try again; nothing was written."),
            exit_code=FINDINGS, path=WAIVERS,
        ) from None  # fmt: skip


def _fresh(entry: dict[str, Any]) -> str:
    import json

    return _NEW.replace("[]", json.dumps([entry], ensure_ascii=False))


def _check_valid(entry: dict[str, Any]) -> None:
    """Nothing is written that the reader or the schema would refuse."""
    value, problems = read(_fresh(entry).encode("utf-8", "surrogatepass"))
    if value is not None and not problems and not is_valid("waivers", value):
        from governance.source.schema_findings import explain

        problems = list(explain("waivers", value))
    if problems:
        raise _told(problems[0])


def _told(problem: Problem) -> JalonError:
    stated = rules()[problem.code].rule
    return JalonError(stated.message, hint=stated.fix, **problem.params)
