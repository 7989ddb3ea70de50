"""docs/gate.md: how a change is judged, where, what was tried against it, and a replay of its nights.

The prose is written here.  The table of attacks and honest changes is that of ``tests/gate``, which
pushes each of them to a guarded repository; the replay judges, on the last day of each month, a
repository rebuilt from the records, whose commits carry the days of the publications.
"""

from __future__ import annotations

import calendar
import sys
import tempfile
from datetime import date

from governance.gate.registry import CHANGE, rules
from governance.services.check import check
from governance.services.rebuild import rebuild
from governance.source.reader import read
from tests.gate.pushes import ATTACKS, HONEST
from tools.documents import ROOT, run, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = "docs/gate.md"
PROSE = ROOT / "tools" / "gate.md"
FIRST, LAST = (2019, 10), (2022, 10)
TODAY = date(2026, 11, 22)
"""The day of the run: fixed, for it only tells which dates lie in the future."""
_SPLIT = (
    ("reviews", "R"), ("measures", "M"), ("decisions", "D"), ("roles", "O"), ("money", "B"),
    ("endorsement", "E"), ("governance", "G"),
)  # fmt: skip
_BAR = 60


def documents() -> dict[str, str]:
    """The document."""
    text = PROSE.read_text("utf-8")
    nights = list(_nights())
    return {
        DOCUMENT: text.replace("{attacks}", _attacks())
        .replace("{honest}", _honest())
        .replace("{replay}", _replay(nights))
        .replace("{chart}", _chart(nights))
    }


# -- what was tried


def _cases(kind: str) -> list[tuple[str, str, str]]:
    """Rule, name and reason of the examples of every rule on changes."""
    found = []
    for path in sorted((ROOT / "tests" / "rules").glob(f"C*/{kind}/*/case.yaml")):
        code = path.parents[2].name.partition("-")[0]
        told, _ = read(path.read_bytes())
        if rules()[code].rule.scope == CHANGE and told:
            found.append((code, f"{path.parents[2].name}/{path.parent.name}", str(told["why"])))
    return found


def _attacks() -> str:
    rows = [(f"`{push.name}`", push.why, push.told) for push in ATTACKS]
    rows += [(f"`{name}`", why, code) for code, name, why in _cases("invalid")]
    return table(("attack", "what is tried", "what the refusal says"), rows)


def _honest() -> str:
    rows = [(f"`{push.name}`", push.why) for push in HONEST]
    rows += [(f"`{name}`", why) for _, name, why in _cases("valid")]
    return table(("change", "what it does"), rows)


# -- the nights that nobody had


class _Night:
    def __init__(self, day: date, counts: dict[str, int], new: int) -> None:
        self.day = day
        self.counts = counts
        self.new = new

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def _nights() -> Iterator[_Night]:
    """What each month would have ended with: findings that block, by family."""
    year, month = FIRST
    known: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="jalon-replay-") as folder:
        days = rebuild(str(ROOT), folder, date(LAST[0], LAST[1], 31))
        while (year, month) <= LAST:
            day = date(year, month, calendar.monthrange(year, month)[1])
            behind = sum(1 for other in days if other > day)
            report = check(
                folder, day, TODAY, at=f"main~{behind}", with_baseline=False, use_cache=False
            )
            found = [f for f in report.open if f.severity == "error"]
            counts = {name: sum(f.code[0] == letter for f in found) for name, letter in _SPLIT}
            counts["other"] = len(found) - sum(counts.values())
            now = {f.fingerprint for f in found}
            yield _Night(day, counts, len(now - known))
            known |= now
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _replay(nights: list[_Night]) -> str:
    heads = (
        "last day of",
        *(name for name, _ in _SPLIT),
        "other",
        "that block",
        "never seen before",
    )
    rows = [
        (f"{n.day:%Y-%m}", *(count or "" for count in n.counts.values()), n.total, n.new or "")
        for n in nights
    ]
    return table(heads, rows, range(1, len(heads)))


def _chart(nights: list[_Night]) -> str:
    most = max(night.total for night in nights) or 1
    lines = [
        f"{night.day:%Y-%m} {night.total:4} {'█' * round(_BAR * night.total / most)}".rstrip()
        for night in nights
    ]
    return "\n".join(["```text", *lines, "```"])


if __name__ == "__main__":
    sys.exit(run("tools.gate_doc", documents))
