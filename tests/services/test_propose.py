"""A proposal holds what was chosen and nothing else, and leaves its author's clone as it was."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, USAGE, JalonError
from governance.services.propose import PATCH, REFUSED, SENT, submit
from governance.services.revision import open_repository
from governance.vcs import heads
from governance.vcs.send import Server
from tests.services.proposing import (
    HELD,
    INDICATOR,
    MISSION,
    PROGRAMME,
    REVIEW,
    alone,
    clone,
    edit,
    executable,
    gated,
    noon,
    other,
    planned,
    server,
)  # fmt: skip
from tests.vcs.git import Git

__all__ = ["alone", "clone", "gated", "noon", "server"]
NAME = "jalon/portail-2026-06-01"


def state(git: Git) -> tuple[str, ...]:
    """All that a person sees of their clone, and the bytes of what is staged."""
    files = [
        f"{path.relative_to(git.folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(git.folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    ]
    return (
        git.run("status", "--porcelain", "-uall"), git.run("symbolic-ref", "HEAD"), git.head(),
        git.run("ls-files", "--stage"), git.run("diff", "--cached"), git.run("diff"), *files,
        git.run("worktree", "list"),
    )  # fmt: skip


def test_an_honest_change_arrives_and_nothing_else_moves(clone: Git, gated: Git) -> None:
    clone.write({REVIEW: HELD, "notes": "à moi\n", "LISEZMOI": "Bonsoir\n"})
    edit(clone, MISSION, "title: ", "title: Essai ")
    clone.run("add", "LISEZMOI", MISSION)
    clone.write({"LISEZMOI": "Encore\n"})
    before = state(clone)
    found = planned(clone, "programme/portail")
    assert found.report.exit_code("error") == 0, [f.code for f in found.report.open]
    assert (found.files, found.left) == ([REVIEW], [MISSION])
    done = submit(found, "Point de juin", "- tenu")
    assert (done.state, done.branch) == (SENT, NAME)
    assert gated.run("rev-parse", NAME) == done.commit == clone.run("rev-parse", NAME)
    assert gated.run("diff", "--name-only", "main", NAME) == REVIEW
    assert gated.run("log", "-1", "--format=%an <%ae>%n%B", NAME) == (
        "Zoé <zoé@example.org>\nPoint de juin\n\n- tenu"
    )
    assert state(clone) == before
    again = submit(planned(clone, "programme/portail"), "Point de juin", "- tenu")
    assert (again.state, again.branch, again.commit) == (SENT, NAME, done.commit)


def test_the_server_refuses_tells_why_and_the_branch_stays(clone: Git, gated: Git) -> None:
    edit(clone, INDICATOR, "value: 10000", "value: 9000")
    found = planned(clone)
    assert found.report.exit_code("error") == 1
    before = state(clone)
    done = submit(found, "Cible", "")
    assert done.state == REFUSED
    assert "C101" in done.said
    assert "\x1b" not in done.said
    assert clone.run("rev-parse", NAME) == done.commit
    assert gated.run("branch", "--list", "jalon/*") == ""
    assert state(clone) == before


def test_what_others_brought_meanwhile_stays(clone: Git, server: Git, tmp_path: Path) -> None:
    theirs = other(server, tmp_path)
    edit(theirs, PROGRAMME, "Réunir les démarches en un seul lieu.", "Réunir les démarches.")
    theirs.commit({"LISEZMOI": "Salut\n"}, when="2026-05-30T09:00:00Z")
    theirs.run("push", "-q", "origin", "HEAD:main")
    clone.commit({"autre": "x\n"}, "À moi seule")
    edit(clone, PROGRAMME, "fte: 4", "fte: 5")
    found = planned(clone)
    done = submit(found, "Moyens", "")
    assert done.state == SENT
    text = server.run("show", f"{NAME}:{PROGRAMME}")
    assert ("fte: 5" in text, "purpose: Réunir les démarches.\n" in text) == (True, True)
    assert server.run("diff", "--name-only", "main", NAME) == PROGRAMME
    edit(clone, PROGRAMME, "Réunir les démarches en un seul lieu.", "Tout réunir.")
    with pytest.raises(JalonError) as caught:
        planned(clone)
    assert caught.value.exit_code == CANNOT_JUDGE
    assert caught.value.params["paths"] == PROGRAMME


def test_two_proposals_of_one_name_both_arrive(clone: Git, server: Git, tmp_path: Path) -> None:
    theirs = other(server, tmp_path)
    edit(clone, PROGRAMME, "fte: 4", "fte: 5")
    edit(theirs, PROGRAMME, "fte: 4", "fte: 6")
    mine, its = planned(clone), planned(theirs)
    assert mine.name == its.name == NAME
    first, second = submit(mine, "Cinq", ""), submit(its, "Six", "")
    assert (first.branch, second.branch) == (NAME, f"{NAME}-2")
    assert theirs.run("branch", "--list", NAME) == ""
    edit(clone, PROGRAMME, "fte: 5", "fte: 7")
    third = submit(planned(clone), "Sept", "")
    assert third.branch == f"{NAME}-3"
    assert [
        [line for line in server.run("show", f"{done.branch}:{PROGRAMME}").split("\n") if "fte" in line]
        for done in (first, second, third)
    ] == [["    fte: 5"], ["    fte: 6"], ["    fte: 7"]]  # fmt: skip


def script(git: Git, kind: str, text: str) -> None:
    executable(git.folder / ".git" / "hooks" / kind, text)


def test_the_hooks_of_the_person_run_and_may_refuse(clone: Git, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    script(
        clone,
        "pre-commit",
        f"git diff --cached --name-only -- 'roadmap/*.yaml' > '{seen}'; test -f LISEZMOI",
    )
    script(clone, "commit-msg", 'echo "Signed-off-by: Zoé" >> "$1"')
    edit(clone, PROGRAMME, "fte: 4", "fte: 5")
    done = submit(planned(clone), "Cinq", "")
    assert seen.read_text() == f"{PROGRAMME}\n"
    assert "Signed-off-by: Zoé" in clone.run("log", "-1", "--format=%B", done.branch)
    edit(clone, PROGRAMME, "fte: 5", "fte: 6")
    before = state(clone)
    script(clone, "pre-commit", "echo 'pas le vendredi' >&2; exit 1")
    with pytest.raises(JalonError) as caught:
        submit(planned(clone), "Six", "")
    assert (caught.value.exit_code, caught.value.quoted.strip()) == (ENVIRONMENT, "pas le vendredi")
    script(clone, "pre-commit", f"echo '# vu' >> {MISSION}; git add {MISSION}")
    with pytest.raises(JalonError) as caught:
        submit(planned(clone), "Six", "")
    assert caught.value.params["paths"] == MISSION
    assert (state(clone), clone.run("branch", "--list", "jalon/*-2")) == (before, "")


def test_what_a_killed_commit_left_is_removed(alone: Git, tmp_path: Path) -> None:
    for number, old in enumerate((True, False)):
        left = tmp_path / f"jalon-commit-{number}"
        alone.run("worktree", "add", "-q", "--detach", str(left / "tree"))
        if old:
            os.utime(left, (0, 0))
    edit(alone, PROGRAMME, "fte: 4", "fte: 5")
    submit(planned(alone), "Cinq", "")
    listed = alone.run("worktree", "list")
    assert ("jalon-commit-0" in listed, "jalon-commit-1" in listed) == (False, True)
    assert not (tmp_path / "jalon-commit-0").exists()


def test_the_commit_is_signed_as_the_person_signs(clone: Git, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    public = key.with_suffix(".pub").read_text()
    allowed = tmp_path / "allowed"
    allowed.write_text(f"zoe@example.org {public}")
    for setting, value in (
        ("gpg.format", "ssh"), ("user.signingkey", str(key)), ("commit.gpgsign", "true"),
        ("user.email", "zoe@example.org"), ("gpg.ssh.allowedSignersFile", str(allowed)),
    ):  # fmt: skip
        clone.run("config", setting, value)
    edit(clone, PROGRAMME, "fte: 4", "fte: 5")
    done = submit(planned(clone), "Cinq", "")
    assert clone.run("log", "-1", "--format=%G? %GS", done.branch) == "G zoe@example.org"


def test_without_a_server_a_patch_applies(alone: Git, tmp_path: Path) -> None:
    alone.run("clone", "-q", ".", str(tmp_path / "keeper"))
    keeper = Git(tmp_path / "keeper")
    alone.write({REVIEW: HELD})
    alone.run("config", "diff.noprefix", "true")
    before = state(alone)
    done = submit(planned(alone), "Point de juin", "")
    assert (done.state, state(alone)) == (PATCH, before)
    keeper.run("-c", "user.name=Alix", "-c", "user.email=a@example.org", "am", "-q", done.path)
    assert keeper.run("rev-parse", "HEAD^{tree}") == alone.run(
        "rev-parse", f"{done.branch}^{{tree}}"
    )
    with pytest.raises(JalonError, match="There is a file"):
        submit(planned(alone, REVIEW), "Point de juin", "", patch=done.path)


def test_nobody_commits_without_a_name(alone: Git) -> None:
    alone.run("config", "--remove-section", "user")
    edit(alone, PROGRAMME, "fte: 4", "fte: 5")
    with pytest.raises(JalonError) as caught:
        planned(alone)
    assert caught.value.exit_code == ENVIRONMENT
    assert caught.value.hint.count("git config --global user.") == 2


def test_what_cannot_be_proposed(alone: Git, tmp_path: Path) -> None:
    def refused(*what: str) -> JalonError:
        with pytest.raises(JalonError) as caught:
            planned(alone, *what)
        return caught.value

    assert refused().exit_code == USAGE
    alone.write({"governance/policy/waivers.yaml": "format: 1\nwaivers: []\n"})
    assert refused().params["first"] == "governance/policy/waivers.yaml"
    edit(alone, PROGRAMME, "fte: 4", "fte: 5")
    assert refused("programme/portial").params["near"] == "programme/portail"
    for branch in ("-x", "a..b", "a b", "@{-1}"):
        with pytest.raises(JalonError, match="cannot be the name"):
            submit(planned(alone), "x", "", branch=branch)
    secret = tmp_path / "secret.yaml"
    secret.write_text("mot de passe\n")
    (alone.folder / MISSION).unlink()
    os.symlink(secret, alone.folder / MISSION)
    assert "symbolic link" in refused(MISSION).message
    alone.write({".git/MERGE_HEAD": alone.head()})
    assert refused().exit_code == CANNOT_JUDGE


def test_a_server_that_is_not_there(clone: Git, server: Git, tmp_path: Path) -> None:
    edit(clone, PROGRAMME, "fte: 4", "fte: 5")
    found = planned(clone)
    server.folder.rename(tmp_path / "away")
    with pytest.raises(JalonError, match="cannot be reached") as caught:
        planned(clone)
    assert caught.value.exit_code == ENVIRONMENT
    with pytest.raises(JalonError, match="cannot be reached"):
        submit(found, "Cinq", "")
    (tmp_path / "away").rename(server.folder)
    assert submit(planned(clone), "Cinq", "").branch == NAME, "what was committed is what is sent"


@pytest.mark.parametrize(
    ("forge", "ref", "options"),
    [
        ("gitlab", f"refs/heads/{NAME}",
         ["merge_request.create", "merge_request.target=main", "merge_request.title=Cinq"]),
        ("forgejo", "refs/for/main", [f"topic={NAME}", "title=Cinq"]),
        ("github", f"refs/heads/{NAME}", []),
    ],
)  # fmt: skip
def test_the_forge_is_asked_for_the_merge_request(
    clone: Git,
    server: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    forge: str,
    ref: str,
    options: list[str],
) -> None:
    seen, asked = tmp_path / "options", tmp_path / "asked"
    server.run("config", "receive.advertisePushOptions", "true")
    page = "https://forge.example.org/demandes/7"
    told = "" if forge == "github" else f"Voir {page}."
    executable(
        server.folder / "hooks" / "pre-receive",
        f"env | grep ^GIT_PUSH_OPTION_[0-9] | sort | cut -d= -f2- > '{seen}'; echo '{told}'",
    )
    executable(tmp_path / "bin" / "gh", f"echo \"$@\" > '{asked}'; cat >> '{asked}'; echo {page}")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    clone.run("config", "jalon.forge", forge)
    edit(clone, PROGRAMME, "fte: 4", "fte: 5")
    done = submit(planned(clone), "Cinq", "- cinq")
    assert (done.state, done.address, seen.read_text().split("\n")[:-1]) == (SENT, page, options)
    assert server.run("rev-parse", ref) == done.commit
    if forge == "github":
        words = f"pr create --base=main --head={NAME} --title=Cinq --body-file=-"
        assert asked.read_text() == f"{words}\n- cinq"
    else:
        assert not asked.exists()


def test_a_forge_that_takes_no_options_gets_a_branch(clone: Git, server: Git) -> None:
    for forge, text in (("gitlab", "fte: 5"), ("forgejo", "fte: 6")):
        clone.run("config", "jalon.forge", forge)
        (clone.folder / PROGRAMME).write_text(
            clone.run("show", f"HEAD:{PROGRAMME}").replace("fte: 4", text) + "\n", "utf-8"
        )
        done = submit(planned(clone), text, "")
        assert (done.state, server.run("rev-parse", done.branch)) == (SENT, done.commit)
    assert server.run("for-each-ref", "refs/for") == ""


ADDRESSES = [
    ("git@github.com:etat/feuille.git", "github", "github.com", "etat/feuille"),
    ("https://zoe:secret@gitlab.example.org/a/b/c.git", "gitlab", "gitlab.example.org", "a/b/c"),
    ("ssh://git@codeberg.org:22/etat/feuille", "forgejo", "codeberg.org", "etat/feuille"),
    ("/srv/github.com/feuille.git", "", "", ""),
    ("file:///srv/gitlab/feuille.git", "", "", ""),
]


def test_the_address_tells_the_forge(alone: Git) -> None:
    repository = open_repository(str(alone.folder))
    for url, forge, host, path in ADDRESSES:
        found = Server(repository, "origin", url)
        assert (found.forge, found.host, found.path) == (forge, host, path)
        found.branch = "main"
        page = f"https://github.com/{path}/compare/main...jalon/a%20b?expand=1"
        assert found.compare("jalon/a b") == (page if forge == "github" else "")


def test_a_branch_moves_only_from_where_it_was(alone: Git) -> None:
    repository, first = open_repository(str(alone.folder)), alone.head()
    second = alone.commit({"autre": "x\n"})
    assert heads.move(repository, NAME, first)
    assert not heads.move(repository, NAME, second)
    assert not heads.move(repository, NAME, second, second[::-1])
    assert heads.tip(repository, NAME) == first
    assert heads.move(repository, NAME, second, first)
    assert heads.tip(repository, NAME) == second
