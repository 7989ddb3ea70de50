"""Weighing findings: severity from the policy, then waivers, then the shrinking baseline."""

from __future__ import annotations

from governance.gate.policy import DIRECTORY
from governance.gate.registry import CHANGE, rules
from governance.gate.settled import what_became
from governance.model.duration import Duration, day
from governance.model.finding import Finding, pointer_text
from governance.model.names import folded
from governance.source.guards import MAX_BYTES
from governance.source.precheck import is_valid
from governance.source.problem import Problem
from governance.source.reader import Locator, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import Any

    from governance.gate.judge import Judgement
    from governance.gate.policy import Policy
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Pointer
    from governance.source.tree import Tree

WAIVERS = f"{DIRECTORY}/waivers.yaml"
BASELINE = f"{DIRECTORY}/baseline.yaml"
BASELINE_LIMIT = 16 * MAX_BYTES
"""The list of inherited debts of a large roadmap outgrows what one record may weigh."""
OVERSEEING = frozenset({"chair"})
"""Roles that oversee a record instead of answering for it: whoever presides the steering body is
the one to grant an exception."""


class _Ledger:
    """A policy file read like a record: its entries, and the findings about itself.

    ``refused``  pointers that do not follow the schema: such an entry has no effect
    """

    def __init__(self, tree: Tree, path: str, kind: str, limit: int) -> None:
        self.path = path
        self.key = f"{kind}/{kind}"
        self.findings: list[Finding] = []
        self.data: dict[str, Any] = {}
        self.refused: set[Pointer] = set()
        self._bytes = b""
        if not tree.exists(path):
            return
        try:
            self._bytes = tree.read(path, limit)
        except Problem as problem:
            self._problems([problem])
            return
        value, problems = read(self._bytes, limit)
        if value is not None and not is_valid(kind, value):
            from governance.source.schema_findings import explain

            refused = list(explain(kind, value))
            self.refused = {problem.pointer for problem in refused}
            # A scalar refused by the reader needs no second finding from the schema.
            problems = problems or refused
        self._problems(problems)
        self.data = value or {}

    def _problems(self, problems: list[Problem]) -> None:
        for p in problems:
            self.add(p.code, p.pointer, p.params, on=p.on, line=p.line, column=p.column)

    def entries(self, field: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The mappings of the list ``field`` with their places, without any that was refused."""
        refused = {pointer[:2] for pointer in self.refused if len(pointer) < 4}
        value = self.data.get(field)
        for index, item in enumerate(value if isinstance(value, list) else []):
            if isinstance(item, dict) and (field, index) not in refused:
                yield index, item

    def add(self, code: str, pointer: Pointer, params: dict[str, Any], **at: Any) -> None:
        self.findings.append(Finding(code, self.key, self.path, pointer, params, **at))

    def located(self) -> list[Finding]:
        """The findings about the file itself, each with its line and column."""
        if self.findings:
            locator = Locator(self._bytes)
            for finding in self.findings:
                if not finding.line:
                    finding.line, finding.column = locator.locate(finding.pointer, finding.on)
        return self.findings


def weigh(
    judgement: Judgement,
    tree: Tree,
    *,
    with_baseline: bool = True,
    settle: bool = True,
    granted: Sequence[dict[str, Any]] = (),
) -> list[Finding]:
    """Every finding with its severity, waived and inherited ones marked by ``debt``.

    ``tree`` holds the waivers and the baseline; ``granted`` are the waivers that the history had,
    where it is at hand: what is deleted and written again has been renewed.

    ``settle`` also reports waivers and debts that match nothing: only sensible when the day judged
    is the day of the run.  Nothing is settled while a file cannot be read, a rule has failed or an
    echo is left out, for the finding may only be hidden.
    """
    policy = judgement.ctx.policy
    waivers = _Ledger(tree, WAIVERS, "waivers", MAX_BYTES)
    baseline = _Ledger(tree, BASELINE, "baseline", BASELINE_LIMIT)
    findings = [f for f in judgement.findings if _severity(f.code, policy) != "off"]
    settle = settle and not judgement.hidden and all(_is_waivable(f.code) for f in findings)
    _apply_waivers(findings, waivers, judgement, settle, granted)
    if with_baseline:
        _apply_baseline(findings, baseline, judgement, settle)
    about = (*waivers.located(), *baseline.located())
    findings += [f for f in about if _severity(f.code, policy) != "off"]
    for finding in findings:
        finding.severity = _severity(finding.code, policy)
    return sorted(findings, key=lambda f: f.order)


def _is_of_changes(code: str) -> bool:
    """Whether findings of ``code`` are about a change: a judgement of the whole has none to waive."""
    entry = rules().get(code)
    return entry is not None and entry.rule.scope == CHANGE


def _is_waivable(code: str) -> bool:
    entry = rules().get(code)
    return entry is not None and entry.rule.waivable


def _severity(code: str, policy: Policy) -> str:
    """What the policy says, but that a rule which cannot be waived cannot be switched off either:
    a file nobody can read must not pass in silence."""
    severity = policy.severity(code)
    return "error" if severity == "off" and not _is_waivable(code) else severity


def _apply_waivers(
    findings: list[Finding],
    ledger: _Ledger,
    judgement: Judgement,
    settle: bool,
    granted: Sequence[dict[str, Any]],
) -> None:
    by_record: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_record.setdefault((finding.code, finding.record), []).append(finding)
    earlier: list[dict[str, Any]] = []
    entries = sorted(ledger.entries("waivers"), key=lambda entry: str(entry[1]["granted"]))
    for index, waiver in entries:
        rule, record = waiver["rule"], waiver["record"]
        offence = offence_of(waiver, judgement, renewals(waiver, earlier, granted))
        earlier.append(waiver)
        if offence is not None:
            code, field, params = offence
            at: Pointer = ("waivers", index, field)
            ledger.add(code, at, {"rule": rule, "record": record, **params})
            continue
        matched = [
            finding
            for finding in by_record.get((rule, record), [])
            if waiver.get("field") in (None, pointer_text(finding.pointer))
        ]
        # On a past day, what was granted later did not exist.
        if waiver["granted"] > judgement.ctx.as_of.isoformat():
            matched = []
        for finding in matched:
            finding.debt = "waived"
        if settle and not matched and not _is_of_changes(rule):
            ledger.add("G903", ("waivers", index), {"rule": rule, "record": record})


def renewals(
    waiver: dict[str, Any],
    earlier: list[dict[str, Any]],
    granted: Sequence[dict[str, Any]] = (),
) -> int:
    """How often ``waiver`` has been renewed: what it says of itself, the ``earlier`` ones beside it
    for the same rule and record, and the days before its own on which the history ``granted`` one;
    those of two different fields are not the same."""
    same = [one for one in earlier if _is_for_the_same(one, waiver)]
    days = {
        one["granted"] for one in (*same, *granted)
        if _is_for_the_same(one, waiver) and one["granted"] < waiver["granted"]
    }  # fmt: skip
    return max(int(waiver.get("renewals", 0)), len(same), len(days))


def _is_for_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two waivers cover something in common: one without field covers the whole record."""
    fields = {one.get("field"), other.get("field")}
    same = all(one.get(name) == other.get(name) for name in ("rule", "record"))
    return same and (len(fields) == 1 or None in fields)


def offence_of(
    waiver: dict[str, Any], judgement: Judgement, renewed: int = 0
) -> tuple[str, str, dict[str, Any]] | None:
    """Why ``waiver``, ``renewed`` so many times, has no effect: the code that says so, the field,
    what fills the message; ``None`` when it has."""
    ctx = judgement.ctx
    policy, reason, author = ctx.policy, waiver["reason"], waiver["author"]
    granted, until = day(waiver["granted"]), day(waiver["until"])
    words = policy.parameter("G901", "words")
    limit: Duration = policy.span("G910", "limit")
    if not _is_waivable(waiver["rule"]):
        return "G911", "rule", {}
    if len(reason.split()) < words:
        return "G901", "reason", {"reason": reason, "words": words}
    if granted and until and until > limit.after(granted):
        allowed = (limit.after(granted) - granted).days
        return "G910", "until", {"days": (until - granted).days, "limit": allowed}
    if until is None or until < ctx.as_of:
        return "G902", "until", {"until": waiver["until"]}
    allowed_renewals = policy.parameter("G912", "renewals")
    if renewed > allowed_renewals:
        field = "renewals" if "renewals" in waiver else "granted"
        return "G912", field, {"count": renewed, "limit": allowed_renewals}
    if folded(author) in _holders(waiver["record"], granted, judgement.roadmap):
        return "G904", "author", {"author": author}
    return None


def _holders(record: str, granted: date | None, roadmap: Roadmap) -> set[str]:
    """Who answers for ``record`` on the day ``granted``: people, organisations by id and title."""
    names: set[str] = set()
    for role in _roles(record, roadmap):
        since, until = (day(role.get(field)) for field in ("from", "to"))
        if granted and ((since and since > granted) or (until and until < granted)):
            continue
        organisation = str(role.get("organisation") or "")
        known = roadmap.records.get("contributor", {}).get(organisation)
        names.update((organisation, known.title if known else "", str(role.get("person") or "")))
    return {folded(name) for name in names if name}


def _roles(record: str, roadmap: Roadmap) -> Iterator[dict[str, Any]]:
    """The roles that answer for ``record``: its own, those of the programme or strategy it belongs
    to, its operator, whoever asks."""
    kind, _, named = record.partition("/")
    subject = named.partition("/")[0]
    keys = [record]
    if kind in ("indicator", "measurement"):
        rows = roadmap.rows.items()
        keys = [key for key, row in rows if any(i["id"] == subject for i in row["indicators"])]
    elif kind == "checkpoint":
        keys = [f"programme/{subject}", f"strategy/{subject}"]
    elif kind == "contributor":
        yield {"organisation": named}
    else:
        found = roadmap.records.get(kind, {}).get(named)
        if found is not None and kind not in ("programme", "strategy"):
            yield from found.items("roles")
            yield {"organisation": found.text("operator") or found.text("asked_by")}
            keys = [f"programme/{key}" for key in found.data.get("programmes", [])]
    for key in keys:
        for role in roadmap.rows[key]["roles"] if key in roadmap.rows else ():
            if role["role"] not in OVERSEEING:
                yield {**role, "from": role["since"], "to": role["until"]}


def _apply_baseline(
    findings: list[Finding], ledger: _Ledger, judgement: Judgement, settle: bool
) -> None:
    by_fingerprint: dict[str, list[Finding]] = {}
    for finding in findings:
        by_fingerprint.setdefault(finding.fingerprint, []).append(finding)
    unmatched: list[tuple[Pointer, str, str]] = []
    for index, debt in ledger.entries("debts"):
        code = debt["rule"]
        waivable = _is_waivable(code)
        for place, name in enumerate(debt["records"]):
            at: Pointer = ("debts", index, "records", place)
            if at in ledger.refused:
                continue
            params = {"rule": code, "record": name}
            if not waivable:
                ledger.add("G911", at, params)
                continue
            matched = by_fingerprint.get(f"{code} {name}", [])
            for finding in matched:
                finding.debt = finding.debt or "baseline"
            if settle and not matched:
                unmatched.append((at, code, name))
    for at, code, name in unmatched:
        case = what_became(code, name, findings, judgement.roadmap)
        ledger.add("G905", at, {"rule": code, "record": name, **case})
