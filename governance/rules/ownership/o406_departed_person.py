"""A person who has left a post that nobody took over, and still carries others.

What it checks
    A role of a running programme or strategy whose ``to`` is past has a successor, when the person
    who held it still holds roles elsewhere in the roadmap. A person who took another role in the
    same programme was promoted, not gone, and is left alone.

Why it matters
    When somebody goes, one file is corrected and the others are forgotten. The names that stay
    behind are found one by one, when a review does not happen.

Example
    The deputy of a programme has ``to: 2026-03-31`` and no successor, and is still named as lead of
    two others.

How to fix
    Name who follows, and check each role listed: if the person has left the organisation, end it
    with ``to`` and name who takes over.

Parameters
    None.

Source
    Requests in the trackers of Backstage and of the Rust team repository: entries whose owner has
    left, found by accident.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.measure.mandate import is_over
from governance.measure.review import ENDED
from governance.model.record import original

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.gate.row import RoleRow
    from governance.model.finding import Finding

RULE = Rule(
    "O406",
    "departed-person",
    ROADMAP,
    N_(
        "{person} left the role of {role} of “{title}” ({id}) on {until} without a successor, "
        "and still carries {count}: {carried}."
    ),
    N_(
        "Name the successor under “roles”, and end with “to” each of the roles listed if the "
        "person has left."
    ),
    reads=("clock", "roles", "stage"),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per ended role without successor whose person still holds others."""
    today, strategies = ctx.as_of.isoformat(), ctx.strategies.values()
    over = {f"strategy/{s.id}" for s in strategies if is_over(s, strategies)}
    running = [
        row
        for key, row in sorted(roadmap.rows.items())
        if row["clock"] == today and row["stage"] != ENDED and key not in over
    ]
    carried: dict[str, list[tuple[str, str]]] = {}
    for row in running:
        for role in row["roles"]:
            if role["current"] and role["person"]:
                carried.setdefault(role["person"], []).append((row["id"], role["role"]))
    for row in running:
        for role in row["roles"]:
            until, person = role["until"], role["person"]
            if until is None or until >= today or person not in carried:
                continue
            others = carried[person]
            promoted = any(subject == row["id"] for subject, _ in others)
            if promoted or _has_successor(role["role"], until, row["roles"]):
                continue
            yield RULE.on(
                f"{row['kind']}/{row['id']}",
                row["path"],
                original(("roles", role["index"], "to"), row["moved"]),
                title=row["title"],
                id=row["id"],
                person=person,
                role=role["role"],
                until=until,
                count=len(others),
                carried=", ".join(f"{subject} ({name})" for subject, name in others),
            )


def _has_successor(name: str, until: str, roles: list[RoleRow]) -> bool:
    return any(
        role["role"] == name and (role["until"] is None or role["until"] > until) for role in roles
    )
