"""Attacks and honest changes that are not files alone: what a person may try with git itself.

Each takes a clone whose ``origin`` is guarded by the gate, makes its commits, and returns what to
push.  The roadmap is that of ``tests/rules/base``, the day 1 June 2026.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

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


class Push(NamedTuple):
    """``why`` in one sentence; ``make`` returns the arguments of ``git push``; ``told`` is what the
    refusal must say (a code of a rule, or a word), empty for an honest change."""

    name: str
    why: str
    make: Callable[[Git], list[str]]
    told: str = ""


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


def _signs(git: Git, person: str) -> list[str]:
    """Add to the review of the base, which Alex Robin committed, the signature of ``person``."""
    signed = (
        f"{text(git, REVIEW).rstrip()}\nsignoffs:\n  - person: {person}\n    date: 2026-06-01\n"
    )
    git.commit({REVIEW: signed}, when=NOON)
    return ["origin", "main"]


def _lowered(
    approver: str, message: str = "Cible", who: tuple[str, str] = ZOE
) -> Callable[[Git], list[str]]:
    """A lower target, with its rebaseline accepted by ``approver``, in a commit of ``who``."""

    def make(git: Git) -> list[str]:
        lower = LOWER.replace("APPROVER", approver)
        pairs = ("value: 10000", "value: 8000"), ("frequency:", f"{lower}frequency:")
        git.commit({INDICATOR: text(git, INDICATOR, *pairs)}, message, when=NOON, who=who)
        return ["origin", "main"]

    return make


def _rewound(git: Git) -> list[str]:
    git.run("reset", "-q", "--hard", "HEAD~1")
    git.commit({SOURCE: text(git, SOURCE, ("title: ", "title: Le "))}, when=NOON)
    return ["--force", "origin", "main"]


def _orphan(git: Git) -> list[str]:
    git.run("checkout", "-q", "--orphan", "neuve")
    git.commit({SOURCE: text(git, SOURCE, ("title: ", "title: Le "))}, when=NOON)
    return ["--force", "origin", "neuve:main"]


def _moved_tag(git: Git) -> list[str]:
    git.run("tag", "-f", "v1", "HEAD~1")
    return ["--force", "origin", "v1"]


def _evil_merge(git: Git) -> list[str]:
    git.run("checkout", "-q", "-b", "autre")
    git.commit({SOURCE: text(git, SOURCE, ("title: ", "title: Le "))}, when=NOON)
    git.run("checkout", "-q", "main")
    git.commit({MISSION: text(git, MISSION, ("title: ", "title: Les "))}, when=NOON)
    git.merge("autre", when=NOON)
    git.write({INDICATOR: text(git, INDICATOR, ("value: 10000", "value: 1000"))})
    git.run("add", "-A")
    git.run("commit", "-q", "--amend", "--no-edit", GIT_COMMITTER_DATE=NOON)
    return ["origin", "main"]


def _hidden_in_the_middle(git: Git) -> list[str]:
    """A target lowered under cover of a rename of its file."""
    git.run("mv", INDICATOR, "roadmap/indicators/portail-usagers.yaml")
    moved = text(git, "roadmap/indicators/portail-usagers.yaml", ("value: 10000", "value: 1000"))
    git.commit(
        {"roadmap/indicators/portail-usagers.yaml": moved.replace("../../../", "../../")}, when=NOON
    )
    return ["origin", "main"]


def _hidden_folder(git: Git) -> list[str]:
    hidden = MEASURE.replace("measurements/", "measurements/.old/")
    (git.folder / hidden).parent.mkdir(parents=True)
    git.run("mv", MEASURE, hidden)
    git.commit({}, when=NOON)
    return ["origin", "main"]


def _renamed_id(git: Git) -> list[str]:
    new = text(git, PROGRAMME, ("id: portail", "id: portail-2"))
    git.commit({PROGRAMME: None, "roadmap/programmes/usagers/portail-2.yaml": new}, when=NOON)
    return ["origin", "main"]


def _symlink(git: Git) -> list[str]:
    (git.folder / SOURCE).unlink()
    (git.folder / SOURCE).symlink_to("/etc/passwd")
    git.commit({}, when=NOON)
    return ["origin", "main"]


def _submodule(git: Git) -> list[str]:
    git.run(
        "update-index", "--add", "--cacheinfo", f"160000,{git.head()},roadmap/sources/autre.yaml"
    )
    git.run("commit", "-q", "-m", "Un dépôt dans le dépôt", GIT_COMMITTER_DATE=NOON)
    return ["origin", "main"]


def _cycle(git: Git) -> list[str]:
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


def _key(git: Git, name: str) -> str:
    """A key pair of ``name``, and the line that allows it for an address of that name."""
    path = git.folder.parent / f"key-{name}"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True
    )
    kind, key = path.with_suffix(".pub").read_text().split()[:2]
    return f'{name}@example.org namespaces="git" {kind} {key}\n'


def _accepted(git: Git) -> None:
    """What has been committed so far is the main line of the server, without having been judged."""
    server = git.run("remote", "get-url", "origin")
    git.run(
        "push", "-q", "--receive-pack=git -c core.hooksPath=/nowhere receive-pack", server, "main"
    )


def _signed_by(git: Git, signer: str, address: str) -> list[str]:
    """The server comes to allow the keys of Alex and of Zoé; then a measure under an address."""
    allowed = _key(git, "alex") + _key(git, "zoe")
    git.commit({SIGNERS: allowed}, when=NOON)
    _accepted(git)
    git.write({NEW_MEASURE: MEASURED})
    git.run("add", "-A")
    key = ["-c", "gpg.format=ssh", "-c", f"user.signingKey={git.folder.parent / f'key-{signer}'}"]
    sign = [*key, "commit", "-q", "-S"] if signer else ["commit", "-q"]
    git.run(*sign, "-m", "Une mesure", **stamp(NOON, ("Alex Robin", address), ""))
    return ["origin", "main"]


def _by_the_back_door(git: Git) -> list[str]:
    """The branch that is protected under a name that a file system may take for it."""
    git.commit({MISSION: None}, when=NOON)
    return ["origin", "main:MAIN"]


def _granted_again(git: Git) -> list[str]:
    """The server has seen a waiver granted, renewed, and deleted each time; then it comes back."""
    for granted, until in (("03-01", "04-15"), ("04-16", "05-30")):
        git.commit({WAIVERS: _waiver(granted, until)}, when=NOON)
        git.commit({WAIVERS: None}, when=NOON)
    _accepted(git)
    git.commit({WAIVERS: _waiver("06-01", "08-01")}, when=NOON)
    return ["origin", "main"]


def _baseline_again(git: Git) -> list[str]:
    """The server has seen a baseline, then its deletion; a larger "first" one comes."""
    git.commit({BASELINE: debts("programme/portail")}, when=NOON)
    git.commit({BASELINE: None}, when=NOON)
    _accepted(git)
    git.commit({BASELINE: debts("indicator/portail-usagers", "programme/portail")}, when=NOON)
    return ["origin", "main"]


def _baseline_paid(git: Git) -> list[str]:
    """The server has a baseline; a debt leaves it, and then the file goes with the last one."""
    git.commit({BASELINE: debts("indicator/portail-usagers", "programme/portail")}, when=NOON)
    _accepted(git)
    git.commit({BASELINE: debts("programme/portail")}, when=NOON)
    git.run("push", "-q", "origin", "main")
    git.commit({BASELINE: None}, when=NOON)
    return ["origin", "main"]


def debts(*records: str) -> str:
    """A baseline that forgives each of ``records`` a review that is late."""
    text = "format: 1\ndebts:\n  - rule: R101\n    note: Reprise.\n    records:\n"
    return text + "".join(f"      - {record}\n" for record in records)


def _night(git: Git) -> list[str]:
    """The trace of a night that nobody ran."""
    return ["origin", "HEAD:refs/jalon/nightly"]


def _waiver(granted: str, until: str) -> str:
    return (
        "format: 1\nwaivers:\n  - rule: C101\n    record: indicator/portail-usagers\n"
        "    reason: La mission est refondue avec celle du réseau d'ici l'été.\n"
        f"    author: Secrétariat général\n    granted: 2026-{granted}\n    until: 2026-{until}\n"
    )


def _moved_file(git: Git) -> list[str]:
    path = "roadmap/sources/plans/plan-2025.yaml"
    git.write({path: text(git, SOURCE, ("=../../", "=../../../"))})
    git.commit({SOURCE: None}, when=NOON)
    return ["origin", "main"]


ATTACKS = (
    Push("rewritten-history", "The last commit of the main line is replaced.", _rewound, "protégée"),
    Push("another-history", "A history with no past takes the place of the main line.", _orphan, "protégée"),
    Push("deleted-branch", "The main line is deleted.", lambda git: ["origin", ":main"], "protégée"),
    Push("moved-tag", "A published edition is given another content.", _moved_tag, "étiquette"),
    Push("deleted-tag", "A published edition disappears.", lambda git: ["origin", ":v1"], "étiquette"),
    Push("evil-merge", "A merge holds what neither of its parents does: a lower target.", _evil_merge, "C101"),
    Push("lowered-and-moved", "A target falls in a file that is renamed.", _hidden_in_the_middle, "C101"),
    Push("hidden-folder", "A measure moves to a folder that nobody reads.", _hidden_folder, "C105"),
    Push("renamed-id", "A programme takes another id to shed what it owes.", _renamed_id, "C106"),
    Push("cycle-by-merging", "Two sound branches close a cycle once merged.", _cycle, "L105"),
    Push("other-case", "The main line is pushed as MAIN.", _by_the_back_door, "L101"),
    Push(
        "no-key", "A commit under a name that nobody proves, where keys are asked for.",
        lambda git: _signed_by(git, "", "alex@example.org"), "C118",
    ),
    Push(
        "key-of-another", "A commit under the address of Alex, signed with the good key of Zoé.",
        lambda git: _signed_by(git, "zoe", "alex@example.org"), "C118",
    ),
    Push("symlink", "A record is a link to a file of the server.", _symlink, "P001"),
    Push("submodule", "A record is a repository within the repository.", _submodule, "P001"),
    Push(
        "skip-words", "The message asks that no check be run.",
        committed((INDICATOR, "value: 10000", "value: 1000"), message="Cible [skip ci]"), "C101",
    ),
    Push(
        "own-policy", "The rule is switched off by the change that breaks it.",
        committed(
            (POLICY, None, SHIPPED.replace("name: lowered-target\n    severity: error",
                                           "name: lowered-target\n    severity: info")),
            (INDICATOR, "value: 10000", "value: 1000"),
        ), "C101",
    ),
    Push(
        "broken-policy", "A policy that nothing can be judged by.",
        committed((POLICY, None, "format: 1\ncadence: never\n")), "politique",
    ),
    Push(
        "own-waiver", "A finding comes with the waiver that excuses it.",
        committed((MISSION, None, None), (WAIVERS, None, (
            "format: 1\nwaivers:\n  - rule: L101\n    record: programme/portail\n"
            "    reason: La mission est refondue avec celle du réseau d'ici l'été.\n"
            "    author: Secrétariat général\n    granted: 2026-06-01\n    until: 2026-07-01\n"))),
        "L101",
    ),
    Push(
        "own-baseline", "A new finding is called inherited.",
        committed((MISSION, None, None), (BASELINE, None, (
            "format: 1\ndebts:\n  - rule: L101\n    note: Reprise.\n"
            "    records: [programme/portail#/mission]\n"))),
        "L101",
    ),
    Push(
        "overlong-waiver", "A waiver for ever.",
        committed((WAIVERS, None, (
            "format: 1\nwaivers:\n  - rule: R101\n    record: programme/portail\n"
            "    reason: Le comité se réunira quand il le pourra, un jour.\n"
            "    author: Secrétariat général\n    granted: 2026-06-01\n    until: 2030-01-01\n"))),
        "G910",
    ),
    Push(
        "waiver-again", "A waiver that was renewed is deleted, and written once more.",
        _granted_again, "G912",
    ),
    Push(
        "baseline-again", "A baseline is deleted, and a larger first one written.",
        _baseline_again, "C117",
    ),
    Push("forged-night", "The trace of a nightly run comes from a clone.", _night, "jalon.nightly"),
    Push("alias", "An anchor and an alias.", committed((SOURCE, "id: plan-2025", "id: &a plan-2025")), "P004"),
    Push("huge", "A record of a megabyte.", committed((SOURCE, None, "id: x # " + "x" * 1_000_000)), "P010"),
    Push(
        "hidden-text", "A character that shows text in another order.",
        committed((SOURCE, "title: ", "title: \u202e")), "P016",
    ),
    Push(
        "conflict-marks", "A merge that nobody settled.",
        committed((SOURCE, "id: plan-2025", "<<<<<<< main\nid: plan-2025\n=======")), "P019",
    ),
    Push(
        "two-of-one-id", "A second record of the same id lies in another folder.",
        committed(("roadmap/sources/ailleurs/plan-2025.yaml", None, "id: plan-2025\ntitle: Autre\nkind: official\n")),
        "L102",
    ),
    Push(
        "forged-future", "A commit of 2099 makes room for a measure of the future.",
        committed((NEW_MEASURE, None, MEASURED), when="2099-01-01T00:00:00Z"), "C115",
    ),
    Push(
        "forged-past", "A commit says it is older than the one before it.",
        committed((NEW_MEASURE, None, MEASURED), when="2020-01-01T00:00:00Z"), "C115",
    ),
    Push(
        "emptied", "Every record goes.",
        lambda git: (
            git.commit(dict.fromkeys(p for p in git.run("ls-files", "-z").split("\0") if p.startswith("roadmap/")),
                       when=NOON), ["origin", "main"],
        )[1], "C106",
    ),
    Push(
        "signed-in-second-push", "Whoever brought a review signs it later, name first.",
        lambda git: _signs(git, "ROBIN  Alex"), "C109",
    ),
    Push("signed-look-alike", "A signature that begins with a Cyrillic letter.", lambda git: _signs(git, "\u0410lex Robin"), "C109"),
    Push(
        "co-author-accepts", "Whoever accepts the lower target wrote it too.",
        _lowered("Camille Roux", "Cible\n\nCo-authored-by: Camille Roux <c@example.org>"), "C109",
    ),
    Push("initial-accepts", "Whoever proposes accepts by an initial.", _lowered("A. Robin", who=("Alex Robin", "x@example.org")), "C109"),
    Push("address-accepts", "Whoever proposes hides behind a nickname.", _lowered("Alex Robin", who=("Lex", "alex.robin@example.org")), "C109"),
    Push("lead-accepts", "The lead of the programme accepts its lower target.", _lowered("Dominique Petit"), "C109"),
    Push(
        "other-commit-accepts", "Whoever accepts made another commit of the change.",
        lambda git: (
            git.commit({SOURCE: text(git, SOURCE, ("title: ", "title: Le "))}, when=NOON, who=("Camille Roux", "c@example.org")),
            _lowered("Camille Roux")(git),
        )[-1], "C109",
    ),
)  # fmt: skip

HONEST = (
    Push("nothing-of-ours", "A file beside the roadmap.", committed(("LISEZMOI.md", None, "Bonjour.\n"))),
    Push("measured", "A measure of yesterday.", committed((NEW_MEASURE, None, MEASURED))),
    Push("reworded", "A purpose told better.", committed((PROGRAMME, "Réunir les", "Réunir toutes les"))),
    Push(
        "policy-alone", "The policy changes on its own, for those who own it to see.",
        committed((POLICY, None, SHIPPED.replace("benchmark: 100", "benchmark: 120"))),
    ),
    Push("baseline-paid", "Debts leave the baseline, then the file goes.", _baseline_paid),
    Push(
        "proposal", "A proposal may hold anything: it is judged where it wants to go.",
        lambda git: (git.commit({MISSION: None}, when=NOON), ["origin", "main:refs/heads/proposition"])[1],
    ),
    Push(
        "own-key", "A commit signed with the key of whoever made it.",
        lambda git: _signed_by(git, "alex", "alex@example.org"),
    ),
    Push("new-tag", "An edition is published.", lambda git: (git.run("tag", "v2"), ["origin", "v2"])[1]),
    Push(
        "merged", "A branch is merged with the main line.",
        lambda git: (
            git.run("checkout", "-q", "-b", "autre"),
            git.commit({NEW_MEASURE: MEASURED}, when=NOON),
            git.run("checkout", "-q", "main"),
            git.commit({PROGRAMME: text(git, PROGRAMME, ("Réunir les", "Réunir toutes les"))}, when=NOON),
            git.merge("autre", when=NOON), ["origin", "main"],
        )[-1],
    ),
    Push(
        "moved-file", "A file moves to a folder of its own.", _moved_file,
    ),
    Push("several", "Several commits at once.", lambda git: (
        git.commit({NEW_MEASURE: MEASURED}, when=NOON),
        git.commit({PROGRAMME: text(git, PROGRAMME, ("Réunir les", "Réunir toutes les"))}, when=NOON),
        ["origin", "main"],
    )[-1]),
    Push("signed-by-another", "A review is signed later by somebody who did not bring it.", lambda git: _signs(git, "Camille Roux")),
    Push("signed-by-lead", "The lead of a programme signs its review, which somebody else wrote.", lambda git: _signs(git, "Dominique Petit")),
    Push("accepted", "A lower target that somebody else accepts, of the same family name.", _lowered("Anne Robin", who=("Alex Robin", "x@example.org"))),
    Push(
        "accepted-then-refreshed", "Whoever accepts a lower target brings the main line into its branch.",
        lambda git: (
            git.run("checkout", "-q", "-b", "autre"),
            git.commit({NEW_MEASURE: MEASURED}, when=NOON, who=("Claude Durand", "d@example.org")),
            git.run("checkout", "-q", "main"),
            _lowered("Zoé", who=("Alex Robin", "x@example.org"))(git),
            git.merge("autre", when=NOON), ["origin", "main"],
        )[-1],
    ),
)  # fmt: skip
