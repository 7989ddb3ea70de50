"""What the rules on changes say of unsaved edits, against the commit that is checked out.

A promise is rewritten when it differs from what was committed, not from what was saved a minute ago.
"""

from __future__ import annotations

from governance.errors import JalonError
from governance.gate.changeset import ChangeSet, judge
from governance.gate.snapshot import snapshot
from governance.services.revision import open_repository
from governance.source.overlay import Overlay
from governance.source.tree import Folder
from governance.vcs.command import GitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.model.finding import Finding
    from governance.services.check import Report
    from governance.services.edit import Editing

_SAME, _BEFORE, _AFTER = "same", "before", "after"


class Committed:
    """The file ``path`` as the commit checked out holds it.

    ``data``   its bytes; ``None`` where that commit has no such file
    ``known``  whether there is such a commit at all
    """

    def __init__(self, root: str, path: str) -> None:
        self.path = path
        self.data: bytes | None = None
        self.known = True
        try:
            repository = open_repository(root)
            told = repository.run("ls-tree", "-z", "HEAD", "--", f"{repository.prefix}{path}")
            if told:
                id = told.split(b"\t", 1)[0].split()[2].decode("ascii")
                self.data = repository.run("cat-file", "blob", id)
        except (JalonError, GitError):
            self.known = False


def against(report: Report, editing: Editing, committed: Committed) -> list[Finding]:
    """The findings of the rules on changes about the record that ``editing`` would save, weighed by
    the policy; none where nothing is committed yet."""
    if not committed.known or (committed.data is None and editing.base is not None):
        return []
    roadmap = report.judgement.roadmap
    names = [path for ids in roadmap.paths.values() for paths in ids.values() for path in paths]
    files = dict.fromkeys(names, _SAME)
    old, new = {**files, editing.path: _BEFORE}, {**files, editing.path: _AFTER}
    if committed.data is None:
        del old[editing.path]
    folder, ctx = Folder(report.root), report.judgement.ctx
    after = Overlay(folder, {editing.path: editing.data})
    before = Overlay(folder, {editing.path: committed.data or b""})
    changes = ChangeSet(snapshot(before, old), snapshot(after, new), [], ctx.today)
    found = [one for one in judge(changes, ctx, after) if one.path == editing.path]
    for finding in found:
        finding.severity = ctx.policy.severity(finding.code)
    return found
