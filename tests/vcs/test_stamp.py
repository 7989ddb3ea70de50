"""Stamps of nightly runs: two places send theirs to one server, and none is lost or forged."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from governance.errors import JalonError
from governance.services.hook import Refusal, judge_push
from governance.vcs import stamp
from governance.vcs.repository import Repository
from tests.vcs.git import ZOE, Git
from tests.vcs.git import stamp as person

REF = stamp.REF
NONE = "0" * 40
DAY = date(2026, 6, 2)
RACE = """#!/bin/sh
rm "$0"
exec {python} -c "
from governance.vcs import stamp
from governance.vcs.repository import Repository
stamp.leave(Repository.at({other!r}), {{'findings': 7}}, 'origin')"
"""


class Places:
    """A server, and two clones that run every night."""

    def __init__(self, folder: Path) -> None:
        self.one = Git(folder / "one")
        self.one.commit({"a": "a\n"})
        self.one.run("clone", "-q", "--bare", ".", str(folder / "server.git"))
        self.one.run("remote", "add", "origin", str(folder / "server.git"))
        self.server = Git(folder / "server.git")
        self.server.run("clone", "-q", ".", str(folder / "two"))
        self.two = Git(folder / "two")

    def run(self, git: Git, findings: int) -> None:
        stamp.leave(Repository.at(str(git.folder)), {"findings": findings}, "origin")

    def stamps(self) -> set[str]:
        """What each stamp of the server says."""
        return set(
            self.server.run("log", "--format=%B%x00", REF).replace("\n", "").split("\0")[:-1]
        )


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def told(*findings: int) -> set[str]:
    return {f'{{"findings": {count}}}' for count in findings}


def test_a_second_place_puts_its_stamp_above_the_first(places: Places) -> None:
    places.run(places.one, 1)
    stamp.leave(Repository.at(str(places.two.folder)), {"findings": 2})  # kept to itself
    places.run(places.two, 3)
    places.run(places.one, 4)
    assert places.stamps() == told(1, 2, 3, 4)
    last = stamp.last(Repository.at(str(places.server.folder)))
    assert last is not None and last.found == {"findings": 4}


def test_a_stamp_that_comes_second_is_sent_again(places: Places) -> None:
    places.run(places.one, 1)
    hook = places.one.folder / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(RACE.format(python=sys.executable, other=str(places.two.folder)))
    hook.chmod(0o755)
    places.run(places.one, 2)
    assert not hook.exists()
    assert places.stamps() == told(1, 2, 7)
    assert places.server.run("rev-parse", REF) == places.one.run("rev-parse", REF)


def test_what_the_server_does_not_take_is_told(places: Places) -> None:
    hook = places.server.folder / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'pas ici' >&2\nexit 1\n")
    hook.chmod(0o755)
    for remote, said in (("origin", "pas ici"), ("nowhere", "nowhere"), ("--all", "--all")):
        with pytest.raises(JalonError) as caught:
            stamp.leave(Repository.at(str(places.one.folder)), {}, remote)
        assert caught.value.exit_code == 4
        assert said in str(caught.value.params["said"])


class Server:
    """A bare repository with stamps of several days."""

    def __init__(self, folder: Path) -> None:
        self.git = Git(folder / "s.git", "--bare")
        self.tree = self.git.run("mktree", stdin="")
        self.first = self.night("2026-05-31")
        self.second = self.night("2026-06-01", self.first)

    def night(self, day: str, before: str = "") -> str:
        above = ["-p", before] if before else []
        who = person(f"{day}T04:00:00Z", ZOE, "")
        return self.git.run("commit-tree", "-m", "{}", self.tree, *above, **who)

    def refusal(self, old: str, new: str, ref: str = REF) -> str:
        """What is said of that move; empty when it may be made."""
        ((_, answer),) = judge_push(str(self.git.folder), [f"{old} {new} {ref}"], (), DAY)
        assert answer is None or isinstance(answer, Refusal)
        return answer.message if answer else ""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    return Server(tmp_path_factory.mktemp("stamps"))


def test_a_server_takes_no_stamp_unless_told_to(server: Server) -> None:
    assert "belongs to this server" in server.refusal(NONE, server.first)
    assert "belongs to this server" in server.refusal(NONE, server.first, "refs/JALON/nightly")
    server.git.run("config", "jalon.nightly", "false")
    assert "belongs to this server" in server.refusal(server.first, server.second)
    server.git.run("config", "jalon.nightly", "peut-être")
    with pytest.raises(JalonError) as caught:
        server.refusal(server.first, server.second)
    assert caught.value.exit_code == 4


def test_a_server_that_takes_stamps_takes_no_false_one(server: Server) -> None:
    server.git.run("config", "jalon.nightly", "true")
    first, second = server.first, server.second
    blob = server.git.run("hash-object", "-w", "--stdin", stdin="x")
    assert server.refusal(NONE, first) == ""
    assert server.refusal(first, second) == ""
    assert server.refusal(second, server.night("2026-06-01", second)) == ""
    assert server.refusal(second, server.night("2026-06-03", second)) == "", "in another time zone"
    assert "not the present one" in server.refusal(second, server.night("2026-06-04", second))
    assert "not the present one" in server.refusal(second, server.night("2026-05-31", second))
    assert "above the last one" in server.refusal(second, first)
    assert "above the last one" in server.refusal(second, server.night("2026-06-02"))
    assert "above the last one" in server.refusal(second, NONE)
    assert "above the last one" in server.refusal(NONE, blob)
    assert "above the last one" in server.refusal(NONE, blob[:-1] + "0"), "no such object"
    assert "belongs to this server" in server.refusal(NONE, first, "refs/jalon/other")
