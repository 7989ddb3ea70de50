"""Each of the twelve seeded faults is told once, at its file, and makes the check fail."""

from __future__ import annotations

import pytest

from tools.seeded_faults import FAULTS, Fault, sound, told


@pytest.fixture(scope="module")
def before() -> set[str]:
    return sound()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.title)
def test_the_fault_is_told(fault: Fault, before: set[str]) -> None:
    found = told(fault, before)
    assert found, fault.title
    assert found[0].severity == "error"
    assert found[0].line and found[0].column
    assert any(finding.path == fault.path for finding in found)
