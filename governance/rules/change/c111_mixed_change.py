"""Data changed together with what judges it.

What it checks
    A change that touches records of ``roadmap/`` touches none of the files that judge them:
    policy, waivers, schemas and code under ``governance/``, workflows and templates of the forge,
    hooks, ``.gitattributes``. Generated files that follow the records, as ``CODEOWNERS``, may come
    along; so may a baseline of inherited debts that was there before, and schemas where there were
    none. The first change of a repository is left alone.

Why it matters
    A pull request is judged by the policy of its base, so a weaker rule only serves the next one;
    but a reviewer who looks at forty records does not see the line that switches off a rule.

Example
    The same pull request lowers a target and raises ``grace_working_days`` from 5 to 50.

How to fix
    Make two pull requests: what judges first, reviewed by those who answer for the policy; then the
    records.

Parameters
    None.

Source
    in-toto and gittuf, whose first threat is a weakened policy that travels with what it judges.
"""

from __future__ import annotations

import re

from governance.gate.changeset import ADDED, MODIFIED, REMOVED
from governance.gate.registry import CHANGE, Rule
from governance.gate.snapshot import records_among
from governance.gate.weigh import BASELINE
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding

RULE = Rule(
    "C111",
    "mixed-change",
    CHANGE,
    N_(
        "{first} is {how} in the same change as {records} records: what judges and what is judged "
        "must not change together ({count} such files)."
    ),
    N_("Make two changes: what judges first, then the records."),
)

HOW = {ADDED: N_("added"), REMOVED: N_("removed"), MODIFIED: N_("modified")}
_SCHEMAS = "governance/schemas/"
_JUDGES = re.compile(
    r"governance/|\.github/(?:workflows|actions)/|\.gitlab(?:-ci\.yml\Z|/)|\.(?:forgejo|gitea)/"
    r"|\.ci/|\.githooks/|(?:.*/)?\.gitattributes\Z|\.pre-commit-(?:config|hooks)\.yaml\Z"
    r"|(?:[^/]*/)*allowed_signers\Z"
)


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """At most one finding, on the first file that judges."""
    records = records_among({path: "" for path, _ in changes.touched})
    had_schemas = any(path.startswith(_SCHEMAS) for path in changes.before.files)
    judging = [
        (path, what)
        for path, what in changes.touched
        if _JUDGES.match(path)
        and (path != BASELINE or what == ADDED)
        and (had_schemas or not path.startswith(_SCHEMAS))
    ]
    if records and judging and records_among(changes.before.files):
        path, what = judging[0]
        yield RULE.on(
            path, path, first=path, how=HOW[what], records=len(records), count=len(judging)
        )
