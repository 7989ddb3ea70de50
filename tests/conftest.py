"""What every test starts from: no cache, locale or colour setting of the person who runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A first call may load a library; slowness is measured in benchmarks/, never here.
settings.register_profile("jalon", deadline=None)
settings.load_profile("jalon")


@pytest.fixture(autouse=True)
def plain_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLUMNS", "JALON_LANG", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("JALON_CACHE", str(tmp_path / "jalon-cache"))
