"""A roadmap with one finding to weigh, and what may be said of it: severities, waivers, debts."""

from __future__ import annotations

import copy
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from governance.gate.judge import Judge
from governance.gate.policy import PACKAGED, Policy
from governance.gate.weigh import BASELINE, WAIVERS, weigh
from governance.model.finding import Finding
from governance.source.tree import Folder

BASE = Path(__file__).parents[1] / "rules" / "base"
JUDGED = ("E701", "G90", "G91", "M201", "P", "S")
"""Codes of the rules that speak here; what the others would say of the tree is not the matter."""
TODAY = date(2026, 6, 1)
PROGRAMME = "roadmap/programmes/usagers/portail.yaml"
MEASURES = (
    "roadmap/measurements/portail-usagers/2025-12-31.yaml",
    "roadmap/measurements/portail-usagers/2026-03-31.yaml",
)
WAIVER = {
    "rule": "M201",
    "record": "indicator/portail-usagers",
    "reason": "Les premiers chiffres arrivent avec le marché de juin.",
    "author": "Comité numérique",
    "granted": "2026-05-04",
    "until": "2026-07-31",
}


def with_severity(**severities: str) -> Policy:
    data = copy.deepcopy(Policy.load(Path(PACKAGED).read_bytes(), "policy.yaml").data)
    for code, rule in data["rules"].items():
        rule["severity"] = severities.get(code, "error" if code.startswith(JUDGED) else "off")
    return Policy(data)


POLICY = with_severity()


class Tree:
    """A copy of the base roadmap, in which the indicator of the programme was never measured."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(BASE, root)
        (root / WAIVERS).parent.mkdir(parents=True)
        for path in MEASURES:
            (root / path).unlink()

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def waive(self, *waivers: dict[str, Any]) -> None:
        """Write the waivers: the one above, with what each mapping changes (``None`` leaves out)."""
        text = "format: 1\nwaivers:\n"
        for changes in waivers or ({},):
            fields = {k: v for k, v in {**WAIVER, **changes}.items() if v is not None}
            lines = [f"{name}: {value}" for name, value in fields.items()]
            text += "  - " + "\n    ".join(lines) + "\n"
        (self.root / WAIVERS).write_text(text, encoding="utf-8")

    def inherit(self, *debts: tuple[str, str]) -> None:
        text = "format: 1\ndebts:\n"
        for rule, record in debts:
            text += f"  - rule: {rule}\n    records:\n      - {record}\n"
        (self.root / BASELINE).write_text(
            text if debts else "format: 1\ndebts: []\n", encoding="utf-8"
        )

    def weighed(
        self,
        as_of: date = TODAY,
        today: date | None = None,
        policy: Policy = POLICY,
        **options: Any,
    ) -> list[Finding]:
        judgement = Judge(Folder(str(self.root)), policy, as_of, today or as_of).run()
        return weigh(judgement, Folder(str(self.root)), settle=as_of == (today or as_of), **options)

    def debts(self, **kwargs: Any) -> dict[str, str]:
        """The debt of each finding, by code."""
        return {finding.code: finding.debt for finding in self.weighed(**kwargs)}


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "repository")
