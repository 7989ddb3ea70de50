"""Organisations and persons by the names people give them."""

from __future__ import annotations

from governance.services.filter import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.roadmap import Roadmap
    from governance.services.check import Report


def organisations_named(roadmap: Roadmap, given: str) -> set[str]:
    """The contributor called ``given`` (id, acronym or part of its name) and those below it."""
    contributors = roadmap.records.get("contributor", {})
    wanted = fold(given)
    exact = {
        id
        for id, record in contributors.items()
        if wanted in (id, fold(record.text("acronym")), fold(record.title))
    }
    found = exact or {id for id, record in contributors.items() if wanted in fold(record.title)}
    while True:
        below = {id for id, record in contributors.items() if record.text("parent") in found}
        if below <= found:
            return found
        found |= below


def organisation_names(roadmap: Roadmap) -> list[str]:
    """What organisations are called: ids, acronyms, titles."""
    names: list[str] = []
    for id, record in roadmap.records.get("contributor", {}).items():
        names += [id, record.text("acronym"), record.title]
    return [name for name in names if name]


def people(report: Report) -> set[str]:
    """Everybody named for a post or an action."""
    roadmap = report.judgement.roadmap
    found = {str(r["person"]) for row in roadmap.rows.values() for r in row["roles"] if r["person"]}
    found |= {i["owner"] for row in roadmap.rows.values() for i in row["open"] if i["owner"]}
    for record in roadmap.of("mission"):
        found |= {str(role["person"]) for role in record.items("roles") if role.get("person")}
    return found
