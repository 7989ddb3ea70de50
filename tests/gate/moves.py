"""What the pushes of the tests are made of: changes that a person makes in a clone, with git itself.

Each takes a clone whose ``origin`` is guarded by the gate, makes its commits, and returns the
arguments of ``git push``.  The roadmap is that of ``tests/rules/base``, the day 1 June 2026.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.vcs.git import ZOE, Git, stamp

NOON = "2026-06-01T10:00:00Z"
PROGRAMME = "roadmap/programmes/usagers/portail.yaml"
INDICATOR = "roadmap/indicators/plan/portail-usagers.yaml"
MEASURE = "roadmap/measurements/portail-usagers/2026-03-31.yaml"
NEW_MEASURE = "roadmap/measurements/portail-usagers/2026-05-31.yaml"
REVIEW = "roadmap/checkpoints/portail/2026-05-20.yaml"
SOURCE = "roadmap/sources/plan-2025.yaml"
MISSION = "roadmap/missions/usagers.yaml"
WAIVERS = "governance/policy/waivers.yaml"
BASELINE = "governance/policy/baseline.yaml"
SIGNERS = "governance/policy/allowed_signers"
POLICY = "governance/policy/policy.yaml"
SHIPPED = (Path(__file__).parents[2] / POLICY).read_text("utf-8")
MEASURED = """\
# yaml-language-server: $schema=../../../governance/schemas/measurement.schema.json
indicator: portail-usagers
date: 2026-05-31
value: 5200
source: [plan-2025]
entered_by: Camille Roux
"""
LOWER = """\
rebaselines:
  - date: 2026-06-01
    what: target
    of: 2026-12-31
    old_value: 10000
    new_value: 8000
    reason: scope
    approver: APPROVER
"""
NEEDS = """\
dependencies:
  - needs: %s
    kind: technical
    basis: stated
    source: [plan-2025]
"""


def text(git: Git, path: str, *pairs: tuple[str, str]) -> str:
    """What lies at ``path``, with each first text replaced by the second."""
    found = (git.folder / path).read_text("utf-8")
    for old, new in pairs:
        assert old in found, old
        found = found.replace(old, new)
    return found


def committed(
    *changes: tuple[str, str | None, str | None], message: str = "Un changement", when: str = NOON
) -> Callable[[Git], list[str]]:
    """A commit that replaces, in each path, the first text by the second; without a first text the
    second is the whole file, and without both the file goes."""

    def make(git: Git) -> list[str]:
        files: dict[str, str | bytes | None] = {}
        for path, old, new in changes:
            files[path] = text(git, path, (old, new or "")) if old is not None else new
        git.commit(files, message, when=when)
        return ["origin", "main"]

    return make


def signs(git: Git, person: str) -> list[str]:
    """Add to the review of the base, which Alex Robin committed, the signature of ``person``."""
    signed = (
        f"{text(git, REVIEW).rstrip()}\nsignoffs:\n  - person: {person}\n    date: 2026-06-01\n"
    )
    git.commit({REVIEW: signed}, when=NOON)
    return ["origin", "main"]


def lowered(
    approver: str, message: str = "Cible", who: tuple[str, str] = ZOE
) -> Callable[[Git], list[str]]:
    """A lower target, with its rebaseline accepted by ``approver``, in a commit of ``who``."""

    def make(git: Git) -> list[str]:
        lower = LOWER.replace("APPROVER", approver)
        pairs = ("value: 10000", "value: 8000"), ("frequency:", f"{lower}frequency:")
        git.commit({INDICATOR: text(git, INDICATOR, *pairs)}, message, when=NOON, who=who)
        return ["origin", "main"]

    return make


def rewound(git: Git) -> list[str]:
    git.run("reset", "-q", "--hard", "HEAD~1")
    git.commit({SOURCE: text(git, SOURCE, ("title: ", "title: Le "))}, when=NOON)
    return ["--force", "origin", "main"]


def orphan(git: Git) -> list[str]:
    git.run("checkout", "-q", "--orphan", "neuve")
    git.commit({SOURCE: text(git, SOURCE, ("title: ", "title: Le "))}, when=NOON)
    return ["--force", "origin", "neuve:main"]


def moved_tag(git: Git) -> list[str]:
    git.run("tag", "-f", "v1", "HEAD~1")
    return ["--force", "origin", "v1"]


def evil_merge(git: Git) -> list[str]:
    git.run("checkout", "-q", "-b", "autre")
    git.commit({SOURCE: text(git, SOURCE, ("title: ", "title: Le "))}, when=NOON)
    git.run("checkout", "-q", "main")
    git.commit({MISSION: text(git, MISSION, ("title: ", "title: Les "))}, when=NOON)
    git.merge("autre", when=NOON)
    git.write({INDICATOR: text(git, INDICATOR, ("value: 10000", "value: 1000"))})
    git.run("add", "-A")
    git.run("commit", "-q", "--amend", "--no-edit", GIT_COMMITTER_DATE=NOON)
    return ["origin", "main"]


def hidden_in_the_middle(git: Git) -> list[str]:
    """A target lowered under cover of a rename of its file."""
    git.run("mv", INDICATOR, "roadmap/indicators/portail-usagers.yaml")
    moved = text(git, "roadmap/indicators/portail-usagers.yaml", ("value: 10000", "value: 1000"))
    git.commit(
        {"roadmap/indicators/portail-usagers.yaml": moved.replace("../../../", "../../")}, when=NOON
    )
    return ["origin", "main"]


def hidden_folder(git: Git) -> list[str]:
    hidden = MEASURE.replace("measurements/", "measurements/.old/")
    (git.folder / hidden).parent.mkdir(parents=True)
    git.run("mv", MEASURE, hidden)
    git.commit({}, when=NOON)
    return ["origin", "main"]


def renamed_id(git: Git) -> list[str]:
    new = text(git, PROGRAMME, ("id: portail", "id: portail-2"))
    git.commit({PROGRAMME: None, "roadmap/programmes/usagers/portail-2.yaml": new}, when=NOON)
    return ["origin", "main"]


def symlink(git: Git) -> list[str]:
    (git.folder / SOURCE).unlink()
    (git.folder / SOURCE).symlink_to("/etc/passwd")
    git.commit({}, when=NOON)
    return ["origin", "main"]


def submodule(git: Git) -> list[str]:
    git.run(
        "update-index", "--add", "--cacheinfo", f"160000,{git.head()},roadmap/sources/autre.yaml"
    )
    git.run("commit", "-q", "-m", "Un dépôt dans le dépôt", GIT_COMMITTER_DATE=NOON)
    return ["origin", "main"]


def cycle(git: Git) -> list[str]:
    """Two sound changes that close a cycle once they are merged."""
    base = text(
        git, PROGRAMME, ("id: portail", "id: guichet"), ("title: Portail", "title: Guichet")
    )
    other = base[: base.index("stop_criteria")] + base[base.index("provenance") :]
    path = "roadmap/programmes/usagers/guichet.yaml"
    git.run("checkout", "-q", "-b", "un")
    git.commit({path: other + NEEDS % "portail"}, when=NOON)
    git.run("checkout", "-q", "main")
    needy = text(git, PROGRAMME, ("provenance:", NEEDS % "guichet" + "provenance:"))
    git.commit({PROGRAMME: needy, path: other}, when=NOON)
    git.run("merge", "-q", "-X", "theirs", "-m", "Fusion", "un", GIT_COMMITTER_DATE=NOON)
    return ["origin", "main"]


def key_pair(git: Git, name: str) -> str:
    """A key pair of ``name``, and the line that allows it for an address of that name."""
    path = git.folder.parent / f"key-{name}"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True
    )
    kind, key = path.with_suffix(".pub").read_text().split()[:2]
    return f'{name}@example.org namespaces="git" {kind} {key}\n'


def accepted(git: Git) -> None:
    """What has been committed so far is the main line of the server, without having been judged."""
    server = git.run("remote", "get-url", "origin")
    git.run(
        "push", "-q", "--receive-pack=git -c core.hooksPath=/nowhere receive-pack", server, "main"
    )


def signed_by(git: Git, signer: str, address: str) -> list[str]:
    """The server comes to allow the keys of Alex and of Zoé; then a measure under an address."""
    allowed = key_pair(git, "alex") + key_pair(git, "zoe")
    git.commit({SIGNERS: allowed}, when=NOON)
    accepted(git)
    git.write({NEW_MEASURE: MEASURED})
    git.run("add", "-A")
    key = ["-c", "gpg.format=ssh", "-c", f"user.signingKey={git.folder.parent / f'key-{signer}'}"]
    sign = [*key, "commit", "-q", "-S"] if signer else ["commit", "-q"]
    git.run(*sign, "-m", "Une mesure", **stamp(NOON, ("Alex Robin", address), ""))
    return ["origin", "main"]


def by_the_back_door(git: Git) -> list[str]:
    """The branch that is protected under a name that a file system may take for it."""
    git.commit({MISSION: None}, when=NOON)
    return ["origin", "main:MAIN"]


def granted_again(git: Git) -> list[str]:
    """The server has seen a waiver granted, renewed, and deleted each time; then it comes back."""
    for granted, until in (("03-01", "04-15"), ("04-16", "05-30")):
        git.commit({WAIVERS: waiver(granted, until)}, when=NOON)
        git.commit({WAIVERS: None}, when=NOON)
    accepted(git)
    git.commit({WAIVERS: waiver("06-01", "08-01")}, when=NOON)
    return ["origin", "main"]


def baseline_again(git: Git) -> list[str]:
    """The server has seen a baseline, then its deletion; a larger "first" one comes."""
    git.commit({BASELINE: debts("programme/portail")}, when=NOON)
    git.commit({BASELINE: None}, when=NOON)
    accepted(git)
    git.commit({BASELINE: debts("indicator/portail-usagers", "programme/portail")}, when=NOON)
    return ["origin", "main"]


def baseline_paid(git: Git) -> list[str]:
    """The server has a baseline; a debt leaves it, and then the file goes with the last one."""
    git.commit({BASELINE: debts("indicator/portail-usagers", "programme/portail")}, when=NOON)
    accepted(git)
    git.commit({BASELINE: debts("programme/portail")}, when=NOON)
    git.run("push", "-q", "origin", "main")
    git.commit({BASELINE: None}, when=NOON)
    return ["origin", "main"]


def debts(*records: str) -> str:
    """A baseline that forgives each of ``records`` a review that is late."""
    text = "format: 1\ndebts:\n  - rule: R101\n    note: Reprise.\n    records:\n"
    return text + "".join(f"      - {record}\n" for record in records)


def night(git: Git) -> list[str]:
    """The trace of a night that nobody ran."""
    return ["origin", "HEAD:refs/jalon/nightly"]


def waiver(granted: str, until: str) -> str:
    return (
        "format: 1\nwaivers:\n  - rule: C101\n    record: indicator/portail-usagers\n"
        "    reason: La mission est refondue avec celle du réseau d'ici l'été.\n"
        f"    author: Secrétariat général\n    granted: 2026-{granted}\n    until: 2026-{until}\n"
    )


def moved_file(git: Git) -> list[str]:
    path = "roadmap/sources/plans/plan-2025.yaml"
    git.write({path: text(git, SOURCE, ("=../../", "=../../../"))})
    git.commit({SOURCE: None}, when=NOON)
    return ["origin", "main"]
