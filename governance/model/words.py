"""The vocabulary of states: one glyph and one word each, the same wherever a state is shown.

Every glyph takes one cell and differs from the others in shape, so that a state can be told without
colour; the word stands beside it.
"""

from __future__ import annotations

from governance.i18n import N_

NOT_STATED = N_("not stated")
NO_INDICATOR = "no_indicator"
"""Computed status of a programme that has nothing to be measured by."""

WEATHER: dict[str | None, tuple[str, str]] = {
    "sunny": ("☀", N_("sunny")),
    "overcast": ("◐", N_("overcast")),
    "cloudy": ("☁", N_("cloudy")),
    "stormy": ("↯", N_("stormy")),
    None: ("–", NOT_STATED),
}
"""Declared health, best first; no weather is "not stated", never "on track"."""

STATUS: dict[str, tuple[str, str]] = {
    "reached": ("✓", N_("reached")),
    "on_track": ("→", N_("on track")),
    "late": ("!", N_("late")),
    "undetermined": ("?", N_("undetermined")),
    "stale": ("◷", N_("stale")),
    "never_measured": ("○", N_("never measured")),
    "dropped": ("✕", N_("dropped")),
    NO_INDICATOR: ("–", N_("no indicator")),
}
"""Computed status of an indicator, and of a programme as a whole."""

STAGE: dict[str | None, str] = {
    "framing": N_("framing"),
    "validation": N_("validation"),
    "delivery": N_("delivery"),
    "operation": N_("operation"),
    "ended": N_("ended"),
    None: NOT_STATED,
}

STATE: dict[str, str] = {
    "running": N_("running"),
    "interrupted": N_("interrupted"),
    "closed": N_("closed"),
    "past_end": N_("past its end"),
}
"""State of a strategy."""

FATE: dict[str, str] = {
    "completed": N_("completed"),
    "merged": N_("merged"),
    "transferred": N_("transferred"),
    "stopped": N_("stopped"),
    "continued": N_("continued"),
}

DECISION: dict[str, str] = {
    "launch": N_("launch"),
    "continue": N_("continue"),
    "correct": N_("correct"),
    "pivot": N_("pivot"),
    "pause": N_("pause"),
    "merge": N_("merge"),
    "transfer": N_("transfer"),
    "stop": N_("stop"),
    "complete": N_("complete"),
    "open": N_("left open"),
}
"""What a review decided."""

NEED: dict[str, str] = {
    "technical": N_("technical"),
    "data": N_("data"),
    "access": N_("access and sign-in"),
    "funding": N_("funding"),
    "legal": N_("legal"),
    "staff": N_("staff"),
    "merger": N_("merger"),
    "general": N_("general"),
}
"""What one record needs of another."""

KINDS: dict[str, tuple[str, str]] = {
    "roadmap": (N_("roadmap"), N_("roadmaps")),
    "strategy": (N_("strategy"), N_("strategies")),
    "stake": (N_("stake"), N_("stakes")),
    "axis": (N_("axis"), N_("axes")),
    "mission": (N_("mission"), N_("missions")),
    "programme": (N_("programme"), N_("programmes")),
    "product": (N_("product"), N_("products")),
    "indicator": (N_("indicator"), N_("indicators")),
    "measurement": (N_("measurement"), N_("measurements")),
    "checkpoint": (N_("checkpoint"), N_("checkpoints")),
    "contributor": (N_("contributor"), N_("contributors")),
    "event": (N_("event"), N_("events")),
    "demand": (N_("demand"), N_("demands")),
    "lesson": (N_("lesson"), N_("lessons")),
    "source": (N_("source"), N_("sources")),
}
"""Kinds of record, in the singular and in the plural."""
