"""The policy in force: cadences, parameters and severities, read from ``policy.yaml``."""

from __future__ import annotations

import os

from governance.errors import CANNOT_JUDGE, JalonError
from governance.i18n import N_
from governance.model.duration import Duration
from governance.source.precheck import is_valid
from governance.source.reader import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DIRECTORY = "governance/policy"
"""Where a governed repository keeps its policy, waivers and baseline."""
FILE = f"{DIRECTORY}/policy.yaml"
PACKAGED = os.path.join(os.path.dirname(os.path.dirname(__file__)), "policy", "policy.yaml")
SEVERITIES = ("error", "warning", "info", "off")


class Policy:
    """Typed access to ``policy.yaml``; durations are parsed, every parameter is written there."""

    def __init__(self, data: dict[str, Any], origin: str = "") -> None:
        self.data = data
        self.origin = origin
        self._rules: dict[str, dict[str, Any]] = data.get("rules", {})
        self._durations: dict[tuple[str, str], Duration] = {}

    @classmethod
    def load(cls, data: bytes, origin: str) -> Policy:
        """The policy in ``data``; :class:`JalonError` (exit 3) when it cannot be used."""
        value, problems = read(data)
        if value is None or problems:
            problem = problems[0]
            raise JalonError(
                N_("{origin}:{line}:{column}: the policy cannot be read ({code})."),
                hint=N_("Run `jalon explain {code}`; nothing is judged without a policy."),
                exit_code=CANNOT_JUDGE, origin=origin, line=problem.line,
                column=problem.column, code=problem.code,
            )  # fmt: skip
        if not is_valid("policy", value):
            value = _completed(value)
        if not is_valid("policy", value):
            from governance.source.schema_findings import explain

            first = next(iter(explain("policy", value)), None)
            raise JalonError(
                N_("{origin}: the policy does not follow its schema, at {field}."),
                hint=N_("Compare with docs/records.md, section policy."),
                exit_code=CANNOT_JUDGE, origin=origin,
                field="/".join(map(str, first.pointer)) if first else "/",
            )  # fmt: skip
        return cls(value, origin)

    def severity(self, code: str) -> str:
        """``error``, ``warning``, ``info`` or ``off``: how much a finding of ``code`` weighs."""
        severity: str = self._rules.get(code, {}).get("severity", "error")
        return severity

    def parameter(self, code: str, name: str) -> Any:
        """The parameter ``name`` of the rule ``code``."""
        return self._rules[code]["parameters"][name]

    def span(self, code: str, name: str) -> Duration:
        """The parameter ``name`` of the rule ``code``, a duration."""
        return self._duration(code, name, self.parameter(code, name))

    def cadence(self, stage: str) -> Duration:
        """How long after a review the next one is due, in ``stage`` (or ``stormy``, ``steering``)."""
        return self._duration("cadence", stage, self.data["cadence"][stage])

    def calendar(self, name: str) -> Duration:
        """A duration of the ``calendar`` section."""
        return self._duration("calendar", name, self.data["calendar"][name])

    @property
    def grace(self) -> int:
        """Working days after a due date before it counts as missed."""
        return int(self.data["calendar"]["grace_working_days"])

    @property
    def early_days(self) -> int:
        """Days before its due date from which a review counts for it."""
        return int(self.data["calendar"]["early_days"])

    @property
    def questions(self) -> list[dict[str, str]]:
        """The fixed questions of a checkpoint: ``id``, ``fr``, ``en``."""
        found: list[dict[str, str]] = self.data.get("questions", [])
        return found

    def _duration(self, section: str, name: str, text: object) -> Duration:
        key = (section, name)
        if key not in self._durations:
            self._durations[key] = Duration.parse(text) or Duration()
        return self._durations[key]


def _completed(policy: dict[str, Any]) -> dict[str, Any]:
    """``policy`` with what it does not say yet taken from the shipped one: a policy written before
    a rule existed stays usable."""
    with open(PACKAGED, "rb") as file:
        shipped, _ = read(file.read())
    return _filled(policy, shipped or {})


def _filled(own: dict[str, Any], shipped: dict[str, Any]) -> dict[str, Any]:
    found = {**shipped, **own}
    for key, value in own.items():
        if isinstance(value, dict) and isinstance(shipped.get(key), dict):
            found[key] = _filled(value, shipped[key])
    return found
