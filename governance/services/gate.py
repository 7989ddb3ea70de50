"""Judging a change: what its merge would make of the roadmap, beside what the base is already."""

from __future__ import annotations

from governance.gate.changeset import judge
from governance.gate.judge import Judge, Judgement
from governance.gate.policy import FILE
from governance.gate.weigh import BASELINE, WAIVERS, weigh
from governance.services.changes import Compared
from governance.services.check import Report, refuse_nothing
from governance.services.granted import granted
from governance.services.repository import policy_in
from governance.services.revision import open_repository
from governance.source import cache
from governance.source.look import ROADMAP
from governance.vcs.log import History

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Any

    from governance.gate.changeset import ChangeSet
    from governance.model.finding import Finding
    from governance.vcs.objects import Files
    from governance.vcs.repository import Repository

STANDING = "standing"
"""Debt of a finding that the base has already, on a record that the change leaves alone."""
_ALLOWANCES = (WAIVERS, BASELINE)


class ChangeReport(Report):
    """A weighed judgement of a change; what the base has already counts only where it is touched.

    ``base``, ``head``  the commits compared
    ``changes``         what differs
    """

    def __init__(
        self,
        root: str,
        judgement: Judgement,
        findings: list[Finding],
        changes: ChangeSet,
        base: str,
        head: str,
        standing: dict[str, str],
    ) -> None:
        super().__init__(root, judgement, findings)
        self.changes = changes
        self.base = base
        self.head = head
        self.standing = standing


def check_change(
    root: str,
    base: str,
    head: str,
    as_of: date,
    today: date,
    *,
    with_baseline: bool = True,
    use_cache: bool = True,
    hook: bool = False,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> ChangeReport:
    """Judge what merging ``head`` into ``base`` (revisions) makes of the roadmap at ``root``.

    Both are read as git objects, so ``root`` may be a bare repository; policy, waivers and baseline
    are those of the base.  ``today`` is the day the change is received.

    Raises :class:`governance.errors.JalonError`: exit 3 when the history here does not allow a
    judgement or there is nothing to judge, exit 4 when git is missing or fails.
    """
    repository = open_repository(root, hook=hook)
    with Compared(repository, base, head, today) as compared:
        before, after, changes = compared.before, compared.after, compared.changes
        policy = policy_in(before, f"{base}:{FILE}")
        if after.ids.get(FILE) != before.ids.get(FILE):
            policy_in(after, f"{head}:{FILE}")  # one that nothing could be judged by must not enter
        name = f"objects-{cache.digest(repository.gitdir)}" if use_cache else ""
        options: dict[str, Any] = {
            "remember": name, "processes": processes, "progress": progress,
        }  # fmt: skip
        of_base = Judge(before, policy, as_of, today, followed=True, **options)
        of_head = Judge(after, policy, as_of, today, follows=of_base, **options)
        judged = [of_base.run(), of_head.run()]
        findings = _weighed(
            judged, before, after, changes, lambda: granted(repository, compared.base),
            with_baseline=with_baseline,
        )  # fmt: skip
        judgement = judged[1]
        if not findings:
            refuse_nothing(judgement, f"{head}:{ROADMAP}")
        standing = _standing(repository, compared.base, findings)
    return ChangeReport(
        root, judgement, findings, changes, compared.base, compared.head, standing
    )  # fmt: skip


def _weighed(
    judged: list[Judgement],
    before: Files,
    after: Files,
    changes: ChangeSet,
    history: Callable[[], list[dict[str, Any]]],
    *,
    with_baseline: bool,
) -> list[Finding]:
    """The findings about the merged result, marked by what the base has already."""
    base, head = judged
    known = {f.fingerprint for f in weigh(base, before, with_baseline=with_baseline, settle=False)}
    about = _allowances(base, head, before, after, changes, history)
    told = judge(changes, head.ctx, after)
    head.findings += told
    findings = weigh(head, before, with_baseline=with_baseline, settle=False)
    # Of those of the base nothing is new; those of the change have been weighed for themselves.
    findings = [f for f in findings if f.path not in _ALLOWANCES or f in told] + about
    touched = {change.key for change in changes.changes()}
    for finding in findings:
        if finding.debt == "waived":
            continue
        if finding.fingerprint not in known:
            finding.debt = ""
        elif finding.record not in touched:
            finding.debt = finding.debt or STANDING
        elif finding.debt and _rewritten(finding, changes):
            finding.debt = ""
    return sorted(findings, key=lambda finding: finding.order)


def _allowances(
    base: Judgement,
    head: Judgement,
    before: Files,
    after: Files,
    changes: ChangeSet,
    history: Callable[[], list[dict[str, Any]]],
) -> list[Finding]:
    """What is wrong with the waivers and the baseline that the change proposes: they allow nothing
    before they are merged, but must be right when they are.  ``history`` tells which waivers there
    ever were."""
    proposed = {path for path, _ in changes.touched if path in _ALLOWANCES}
    if not proposed:
        return []
    granted = history() if WAIVERS in proposed else []
    known = {f.fingerprint for f in weigh(base, before, granted=granted) if f.path in _ALLOWANCES}
    told = [f for f in weigh(head, after, granted=granted) if f.path in proposed]
    about = [finding for finding in told if finding.fingerprint not in known]
    for finding in head.findings:
        finding.debt = ""
    return about


def _rewritten(finding: Finding, changes: ChangeSet) -> bool:
    """Whether the change writes the very field of ``finding`` anew."""
    kind, _, id = finding.record.partition("/")
    records = (side.record(kind, id) for side in (changes.before, changes.after))
    old, new = (_value(record.data if record else None, finding.pointer) for record in records)
    return bool(finding.pointer) and old != new


def _value(value: object, pointer: Iterable[str | int]) -> object:
    for step in pointer:
        try:
            value = value[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _standing(repository: Repository, base: str, findings: list[Finding]) -> dict[str, str]:
    paths = {finding.path for finding in findings if finding.debt and finding.debt != "waived"}
    if not paths:
        return {}
    history = History.of(repository, base, ROADMAP)
    return {path: day for path in sorted(paths) if (day := history.changed(path))}
