"""The commands: name, module, one line of help; the order is that of the overview."""

from __future__ import annotations

from governance.i18n import N_

GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        N_("See"),
        (
            ("status", "status", N_("The portfolio: weather, measures, next review of each programme.")),
            ("todo", "todo", N_("What must I do: reviews, measures, decisions and actions due.")),
            ("list", "list", N_("Records of one kind, filtered.")),
            ("show", "show", N_("One record with what is derived from it.")),
        ),
    ),
    (
        N_("Judge"),
        (
            ("check", "check", N_("What is stale, unmeasured, undecided or malformed.")),
            ("explain", "explain", N_("What a rule checks, or why a record has findings.")),
            ("rules", "rules", N_("Every rule with its severity.")),
            ("baseline", "baseline", N_("The inherited findings that do not count.")),
        ),
    ),
    (
        N_("Write"),
        (
            ("new", "new", N_("A valid, commented skeleton of a record.")),
            ("fmt", "fmt", N_("The canonical layout of records.")),
        ),
    ),
    (
        N_("Help"),
        (("completion", "completion", N_("Shell completion for bash, zsh and fish.")),),
    ),
)  # fmt: skip

MODULES = {name: module for _, commands in GROUPS for name, module, _ in commands}
HELP = {name: text for _, commands in GROUPS for name, _, text in commands}
