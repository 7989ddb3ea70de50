"""docs/seeded-faults.md: twelve faults put into the shipped roadmap, and who notices.

Our column is computed each time, by judging a copy of ``roadmap/`` before and after each fault.
The columns of the other tools were measured once, each configured as its own documentation shows,
with the versions named in the document.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from governance.model.finding import Finding
from governance.services.check import check

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "seeded-faults.md"
DAY = date(2021, 6, 30)
"""The day judged: every fault is put into the roadmap as it lived."""

PROGRAMME = "roadmap/programmes/idnum/franceconnect.yaml"
AGENTCONNECT = "roadmap/programmes/idnum/agentconnect.yaml"
HEAD = "# yaml-language-server: $schema=../../../governance/schemas/checkpoint.schema.json\n"


class Fault:
    """One fault: what is wrong, how it is put in, the rule that must tell it, and where.

    ``others`` are the measured answers of doorstop, strictdoc, sphinx-needs, tj3, Backlog.md,
    check-jsonschema and the checks of beta.gouv.fr, in that order.
    """

    def __init__(
        self, title: str, code: str, path: str, plant: Callable[[Path], None], others: str
    ) -> None:
        self.title = title
        self.code = code
        self.path = path
        self.plant = plant
        self.others = [cell.strip() for cell in others.split("|")]


def _replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} no longer holds {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def _append(path: str, lines: str) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(before + lines, encoding="utf-8")

    return plant


def _both(*plants: Callable[[Path], None]) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        for one in plants:
            one(root)

    return plant


def _without_roles(root: Path) -> None:
    file = root / PROGRAMME
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    start = lines.index("roles:\n")
    end = next(i for i in range(start + 1, len(lines)) if not lines[i].startswith(" "))
    file.write_text("".join(lines[:start] + lines[end:]), encoding="utf-8")


def _without_measures(root: Path) -> None:
    shutil.rmtree(root / "roadmap" / "measurements" / "franceconnect-services")


def _copied(root: Path) -> None:
    shutil.copy(root / PROGRAMME, root / "roadmap/programmes/data/franceconnect.yaml")


def _checkpoint(day: str, body: str) -> Callable[[Path], None]:
    path = f"roadmap/checkpoints/agentconnect/{day}.yaml"
    return _append(path, f"{HEAD}programme: agentconnect\ndate: {day}\n{body}")


FAULTS = (
    Fault(
        "Unknown reference", "L101", PROGRAMME,
        _replace(PROGRAMME, "mission: idnum", "mission: idnumm"),
        "yes, rc 1 | yes, rc 1 | yes, rc 1 | yes, rc 1 | CLI refuses; hand edit passes | no† | sponsor yes; incubator no",
    ),
    Fault(
        "Dependency cycle", "L105", "roadmap/programmes/talents/contrats-de-mission.yaml",
        _both(
            _append("roadmap/programmes/talents/contrats-de-mission.yaml",
                    "dependencies:\n  - needs: depenses-numeriques\n    basis: stated\n    source: [numerique-gouv-entretien-dinsic-2019]\n"),
            _append("roadmap/programmes/pilot/depenses-numeriques.yaml",
                    "dependencies:\n  - needs: contrats-de-mission\n    basis: stated\n    source: [numerique-gouv-entretien-dinsic-2019]\n"),
        ),
        "warning, rc 0 | yes, rc 1 | **no, rc 0** | yes, rc 1 | **no, rc 0** | no† | –",
    ),
    Fault(
        "Duplicate id", "L102", PROGRAMME,
        _copied,
        "file name† | yes, rc 1 | yes, rc 1 | yes, rc 1 | `doctor` yes, rc 1 | duplicate key only | file name†",
    ),
    Fault(
        "Misspelt status", "S004", "roadmap/checkpoints/agentconnect/2021-06-01.yaml",
        _checkpoint("2021-06-01", "weather: suny\n"),
        "**no, rc 0** | yes, rc 1 | yes with schema; no by default | undeclared flag yes | **no**, becomes a column | yes | phase name **no**",
    ),
    Fault(
        "Missing owner", "O401", PROGRAMME, _without_roles,
        "**no, rc 0** | yes, rc 1 | yes with schema; no by default | no† | no† | yes | contact yes",
    ),
    Fault(
        "End before start", "S006", "roadmap/strategies/tech-gouv.yaml",
        _replace("roadmap/strategies/tech-gouv.yaml", "\nend: 2022-12-31", "\nend: 2018-12-31"),
        "– | – | – | yes, rc 1 | – | no† | yes",
    ),
    Fault(
        "Phases out of order", "D303", "roadmap/checkpoints/agentconnect/2021-06-08.yaml",
        _both(
            _checkpoint("2021-06-01", "stage: delivery\ndecision:\n  kind: launch\n  reason: Cadrage terminé.\n  decider: COSINUM\n"),
            _checkpoint("2021-06-08", "stage: framing\n"),
        ),
        "– | – | – | – | – | no† | **no**",
    ),
    Fault(
        "Impossible date 2021-13-45", "S005", PROGRAMME,
        _replace(PROGRAMME, "date: 2019-10-02", "date: 2021-13-45"),
        "Python traceback | – | –† | yes, rc 1 | **no**, printed as is | yes | **no**, becomes 2022-02-14",
    ),
    Fault(
        "Review overdue", "R101", AGENTCONNECT, _checkpoint("2020-01-08", "stage: framing\n"),
        "**no, rc 0** | no† | no† | no† | no† | **no, rc 0** | no†",
    ),
    Fault(
        "Indicator never measured", "M201", "roadmap/indicators/tech-gouv/franceconnect-services.yaml",
        _without_measures,
        "no† | no† | no† | no† | no† | no† | **no**",
    ),
    Fault(
        "Stop without reason", "D306", "roadmap/checkpoints/agentconnect/2021-06-01.yaml",
        _checkpoint("2021-06-01", "decision:\n  kind: stop\n  decider: COSINUM\n"),
        "no† | no† | no† | no† | no† | no† | **no**",
    ),
    Fault(
        "Line number in the message", "P002", PROGRAMME,
        _replace(PROGRAMME, "mission: idnum\n", "mission: idnum: x\n"),
        "no | yes | rst errors yes; schema errors no | yes | no | **no**, JSONPath only | no",
    ),
)  # fmt: skip


def told(fault: Fault, before: set[str]) -> list[Finding]:
    """The findings of the fault's rule that were not there ``before``."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy(Path(folder))
        fault.plant(root)
        return [
            f
            for f in check(str(root), DAY, DAY, with_baseline=False, use_cache=False).findings
            if f.code == fault.code and f.fingerprint not in before
        ]


def sound() -> set[str]:
    """Fingerprints of the shipped roadmap on the day judged."""
    report = check(str(ROOT), DAY, DAY, with_baseline=False, use_cache=False)
    return {finding.fingerprint for finding in report.findings}


def copy(folder: Path) -> Path:
    """A copy of the shipped roadmap below ``folder``, with the shipped policy only."""
    shutil.copytree(ROOT / "roadmap", folder / "roadmap")
    return folder


def document() -> str:
    """The text of the document."""
    before = sound()
    lines = [
        "# Twelve seeded faults",
        "",
        "<!-- Written by `python -m tools.seeded_faults`; do not edit. -->",
        "",
        f"Each fault is put alone into a copy of the shipped roadmap, judged as of {DAY}. Jalon's column",
        "is computed when this page is written; the others were measured once with doorstop 3.2,",
        "strictdoc 0.30, sphinx-needs 9.1 (`-W`, schema), TaskJuggler 3.7 (`tj3`), Backlog.md,",
        "check-jsonschema 0.39 and the checks of beta.gouv.fr, each configured as far as its own",
        "documentation goes. “rc” is the exit code; † means not run: the tool has no such notion, or the",
        "answer follows from its documents; – means not applicable.",
        "",
        "| Fault | **Jalon** | doorstop | strictdoc | sphinx-needs | tj3 | Backlog.md | check-jsonschema | beta.gouv.fr |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for fault in FAULTS:
        found = told(fault, before)
        ours = ", ".join(
            f"{f.code} at `{f.path.removeprefix('roadmap/')}:{f.line}:{f.column}`"
            for f in found[:1]
        )
        lines.append(
            f"| {fault.title} | {ours + ', rc 1' if found else '**no**'} | {' | '.join(fault.others)} |"
        )
    lines += [
        "| Float, critical path | in days: `jalon plan` | no | no | no | 0.0 for duration tasks | no | – | – |",
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Write the document, or with ``--check`` tell whether it is current."""
    text = document()
    if "--check" in sys.argv[1:]:
        if DOCUMENT.is_file() and DOCUMENT.read_text(encoding="utf-8") == text:
            return 0
        sys.stderr.write(
            f"{DOCUMENT.relative_to(ROOT)} is not current: python -m tools.seeded_faults\n"
        )
        return 1
    DOCUMENT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
