"""A finding names the item that is in the file, on whatever day it is judged."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from governance.gate.judge import Judge
from governance.gate.policy import PACKAGED, Policy
from governance.gate.weigh import weigh
from governance.model.record import original
from governance.source.annotations import known_at, places_at
from governance.source.schema_findings import explain, places_left, prune
from governance.source.tree import Folder

BASE = Path(__file__).parents[1] / "rules" / "base"
POLICY = Policy.load(Path(PACKAGED).read_bytes(), "policy.yaml")
STRATEGY = "roadmap/strategies/plan.yaml"
LIFE = """\
life:
  - date: 2026-05-20
    event: updated
    source: [plan-2025]
  - date: 2026-02-02
    event: updated
  - date: 2026-05-05
    event: updated
"""

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(date.isoformat)
ITEMS = st.lists(
    st.one_of(st.fixed_dictionaries({"date": DAYS, "event": st.just("updated")}), st.just("no"))
)


def test_a_fingerprint_is_the_same_on_every_day(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(BASE, root)
    path = root / STRATEGY
    path.write_text(path.read_text("utf-8").replace("steering:", LIFE + "steering:"), "utf-8")

    def told(day: str, code: str) -> dict[str, tuple[int, int]]:
        tree = Folder(str(root))
        judgement = Judge(tree, POLICY, date.fromisoformat(day), date(2026, 6, 1)).run()
        findings = weigh(judgement, tree, settle=False)
        return {f.fingerprint: (f.line, f.column) for f in findings if f.code == code}

    first = {"L106 strategy/plan#/life/1/source": (16, 5)}
    second = {"L106 strategy/plan#/life/2/source": (18, 5)}
    assert told("2026-06-01", "L106") == {**first, **second}
    assert told("2026-05-10", "L106") == {**first, **second}
    assert told("2026-04-10", "L106") == first


@given(items=ITEMS, at=DAYS)
def test_what_is_left_of_a_list_is_found_where_it_stood(items: list[Any], at: str) -> None:
    """Items refused by the schema go first, then those not known yet."""
    data = {"start": "2020-01-01", "life": items}
    refused = [problem for problem in explain("strategy", data) if problem.code != "S001"]
    pruned = prune(data, refused)
    seen = known_at("strategy", pruned, at)
    assert seen is not None
    moved = (places_at("strategy", pruned, at), places_left(data, refused))
    places = [original(("life", index), moved)[1] for index in range(len(seen.get("life", [])))]
    assert places == [i for i, item in enumerate(items) if item != "no" and item["date"] <= at]
