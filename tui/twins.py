"""The commands that print what each view shows, and write what it writes, as plain text.

The help of a view and docs/keys.md are made from this table.
"""

from __future__ import annotations

TWINS: dict[str, tuple[str, ...]] = {
    "today": ("jalon todo",),
    "portfolio": ("jalon status", "jalon list programmes"),
    "problems": ("jalon check", "jalon waive RULE RECORD"),
    "plan": ("jalon plan --gantt", "jalon plan --critical"),
    "milestone": ("jalon plan", "jalon graph PROGRAMME/MILESTONE"),
    "impact": ("jalon impact RECORD --slip P90D",),
    "meeting": ("jalon meeting",),
    "minutes": ("jalon meeting --minutes",),
    "proposals": ("jalon review --fetch",),
    "proposal": (
        "jalon review BRANCH --diff",
        "jalon review BRANCH --approve --by NAME",
        "jalon review BRANCH --ask TEXT",
    ),
    "change": ("jalon propose --dry-run", "jalon propose WHAT --title TEXT"),
    "record": ("jalon show RECORD", "jalon history RECORD"),
    "file": ("jalon explain RECORD",),
    "rule": ("jalon explain RULE",),
    "checkpoint": (
        "jalon checkpoint PROGRAMME --weather WEATHER --decision DECISION",
        "jalon measure INDICATOR VALUE --on DATE --source ID",
    ),
    "edit": ("jalon set RECORD FIELD=VALUE", "jalon new KIND ID"),
    "help": ("jalon --help",),
}
"""By the scope of a view."""
