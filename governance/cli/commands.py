"""The commands: name, module, one line of help; the order is that of the overview."""

from __future__ import annotations

from governance.i18n import N_

GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        N_("See"),
        (
            ("open", "open", N_("The terminal UI: what to do, the portfolio, the problems.")),
            ("status", "status", N_("The portfolio: weather, measures, next review of each programme.")),
            ("todo", "todo", N_("What must I do: reviews, measures, decisions and actions due.")),
            ("meeting", "meeting", N_("A review meeting: its agenda, its minutes.")),
            ("list", "list", N_("Records of one kind, filtered.")),
            ("show", "show", N_("One record with what is derived from it.")),
        ),
    ),
    (
        N_("Foresee"),
        (
            ("plan", "plan", N_("Milestones of all programmes: dates, float, critical paths.")),
            ("impact", "impact", N_("What moves when a milestone or a programme slips.")),
            ("graph", "graph", N_("What a record needs and what needs it, as a tree or a diagram.")),
            ("slippage", "slippage", N_("How far costs and calendars of large projects slip.")),
            ("forecast", "forecast", N_("When it will end and what it will cost, with which odds.")),
            ("import", "importing", N_("Figures published elsewhere, taken in as published.")),
        ),
    ),
    (
        N_("Judge"),
        (
            ("check", "check", N_("What is stale, unmeasured, undecided or malformed.")),
            ("diff", "diff", N_("What a change says, in sentences.")),
            ("history", "history", N_("Who changed what in one record, when and why.")),
            ("explain", "explain", N_("What a rule checks, or why a record has findings.")),
            ("rules", "rules", N_("Every rule with its severity.")),
            ("hook", "hook", N_("The gate inside git: pre-receive, pre-commit, pre-push.")),
            ("nightly", "nightly", N_("What time alone has made due: to be run every night.")),
            ("baseline", "baseline", N_("The inherited findings that do not count.")),
            ("waive", "waive", N_("A finding set aside for a time, with a reason and an end.")),
        ),
    ),
    (
        N_("Write"),
        (
            ("new", "new", N_("A valid, commented skeleton of a record.")),
            ("set", "set", N_("Fields of a record changed, and nothing else of its file.")),
            ("measure", "measure", N_("A measure of an indicator entered.")),
            ("checkpoint", "checkpoint", N_("A review that was held entered.")),
            ("propose", "propose", N_("What the folder changes: judged, committed, sent.")),
            ("review", "review", N_("The proposals that await a signature; one of them signed.")),
            ("fmt", "fmt", N_("The canonical layout of records.")),
            ("codeowners", "codeowners", N_("Who is asked to review which file, from the roles.")),
            ("init", "init", N_("A governed repository for a roadmap of your own.")),
        ),
    ),
    (
        N_("Help"),
        (
            ("demo", "demo", N_("A throw-away roadmap to try everything on.")),
            ("completion", "completion", N_("Shell completion for bash, zsh and fish.")),
        ),
    ),
)  # fmt: skip

MODULES = {name: module for _, commands in GROUPS for name, module, _ in commands}
HELP = {name: text for _, commands in GROUPS for name, _, text in commands}
MODULES["tui"], HELP["tui"] = MODULES["open"], HELP["open"]
