"""What every test starts from: no locale, colour or git setting of the person who runs it, and a cache of
its own, which holds what any first run learns: the shipped policy, public holidays."""

from __future__ import annotations

import os
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from governance.gate.holidays import Holidays
from governance.services.repository import load_policy

# A first call may load a library; slowness is measured in benchmarks/, never here.
settings.register_profile("jalon", deadline=None)
settings.load_profile("jalon")

BASE = Path(__file__).parent / "rules" / "base"
YEARS = range(2018, 2031)
"""Those that most records and most days judged belong to."""
_numbers = count()


@pytest.fixture(scope="session")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, bytes]]:
    """The folder of the caches of this process, and the files that each of them starts with."""
    folder = tmp_path_factory.mktemp("caches")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JALON_CACHE", str(folder))
        load_policy(str(BASE), use_cache=True)
        holidays = Holidays("FR", remember=True)
        for year in YEARS:
            holidays.calendar.later(date(year, 1, 1), 1)
        holidays.keep()
    return str(folder), {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(autouse=True)
def plain_environment(
    learnt: tuple[str, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "COLUMNS", "JALON_LANG", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder, files = learnt
    own = os.path.join(folder, str(next(_numbers)))
    os.mkdir(own)
    for name, content in files.items():
        with open(os.path.join(own, name), "wb") as file:
            file.write(content)
    monkeypatch.setenv("JALON_CACHE", own)
