"""Attacks and honest changes that are not files alone: what a person may try with git itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.gate.moves import (
    BASELINE,
    INDICATOR,
    MEASURED,
    MISSION,
    NEW_MEASURE,
    NOON,
    POLICY,
    PROGRAMME,
    SHIPPED,
    SOURCE,
    WAIVERS,
    baseline_again,
    baseline_paid,
    by_the_back_door,
    committed,
    cycle,
    evil_merge,
    granted_again,
    hidden_folder,
    hidden_in_the_middle,
    lowered,
    moved_file,
    moved_tag,
    night,
    orphan,
    renamed_id,
    rewound,
    signed_by,
    signs,
    submodule,
    symlink,
    text,
)
from tests.vcs.git import Git


class Push(NamedTuple):
    """``why`` in one sentence; ``make`` returns the arguments of ``git push``; ``told`` is what the
    refusal must say (a code of a rule, or a word), empty for an honest change."""

    name: str
    why: str
    make: Callable[[Git], list[str]]
    told: str = ""


ATTACKS = (
    Push("rewritten-history", "The last commit of the main line is replaced.", rewound, "protégée"),
    Push("another-history", "A history with no past takes the place of the main line.", orphan, "protégée"),
    Push("deleted-branch", "The main line is deleted.", lambda git: ["origin", ":main"], "protégée"),
    Push("moved-tag", "A published edition is given another content.", moved_tag, "étiquette"),
    Push("deleted-tag", "A published edition disappears.", lambda git: ["origin", ":v1"], "étiquette"),
    Push("evil-merge", "A merge holds what neither of its parents does: a lower target.", evil_merge, "C101"),
    Push("lowered-and-moved", "A target falls in a file that is renamed.", hidden_in_the_middle, "C101"),
    Push("hidden-folder", "A measure moves to a folder that nobody reads.", hidden_folder, "C105"),
    Push("renamed-id", "A programme takes another id to shed what it owes.", renamed_id, "C106"),
    Push("cycle-by-merging", "Two sound branches close a cycle once merged.", cycle, "L105"),
    Push("other-case", "The main line is pushed as MAIN.", by_the_back_door, "L101"),
    Push(
        "no-key", "A commit under a name that nobody proves, where keys are asked for.",
        lambda git: signed_by(git, "", "alex@example.org"), "C118",
    ),
    Push(
        "key-of-another", "A commit under the address of Alex, signed with the good key of Zoé.",
        lambda git: signed_by(git, "zoe", "alex@example.org"), "C118",
    ),
    Push("symlink", "A record is a link to a file of the server.", symlink, "P001"),
    Push("submodule", "A record is a repository within the repository.", submodule, "P001"),
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
        granted_again, "G912",
    ),
    Push(
        "baseline-again", "A baseline is deleted, and a larger first one written.",
        baseline_again, "C117",
    ),
    Push("forged-night", "The trace of a nightly run comes from a clone.", night, "jalon.nightly"),
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
        lambda git: signs(git, "ROBIN  Alex"), "C109",
    ),
    Push("signed-look-alike", "A signature that begins with a Cyrillic letter.", lambda git: signs(git, "\u0410lex Robin"), "C109"),
    Push(
        "co-author-accepts", "Whoever accepts the lower target wrote it too.",
        lowered("Camille Roux", "Cible\n\nCo-authored-by: Camille Roux <c@example.org>"), "C109",
    ),
    Push("initial-accepts", "Whoever proposes accepts by an initial.", lowered("A. Robin", who=("Alex Robin", "x@example.org")), "C109"),
    Push("address-accepts", "Whoever proposes hides behind a nickname.", lowered("Alex Robin", who=("Lex", "alex.robin@example.org")), "C109"),
    Push("lead-accepts", "The lead of the programme accepts its lower target.", lowered("Dominique Petit"), "C109"),
    Push(
        "other-commit-accepts", "Whoever accepts made another commit of the change.",
        lambda git: (
            git.commit({SOURCE: text(git, SOURCE, ("title: ", "title: Le "))}, when=NOON, who=("Camille Roux", "c@example.org")),
            lowered("Camille Roux")(git),
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
    Push("baseline-paid", "Debts leave the baseline, then the file goes.", baseline_paid),
    Push(
        "proposal", "A proposal may hold anything: it is judged where it wants to go.",
        lambda git: (git.commit({MISSION: None}, when=NOON), ["origin", "main:refs/heads/proposition"])[1],
    ),
    Push(
        "own-key", "A commit signed with the key of whoever made it.",
        lambda git: signed_by(git, "alex", "alex@example.org"),
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
        "moved-file", "A file moves to a folder of its own.", moved_file,
    ),
    Push("several", "Several commits at once.", lambda git: (
        git.commit({NEW_MEASURE: MEASURED}, when=NOON),
        git.commit({PROGRAMME: text(git, PROGRAMME, ("Réunir les", "Réunir toutes les"))}, when=NOON),
        ["origin", "main"],
    )[-1]),
    Push("signed-by-another", "A review is signed later by somebody who did not bring it.", lambda git: signs(git, "Camille Roux")),
    Push("signed-by-lead", "The lead of a programme signs its review, which somebody else wrote.", lambda git: signs(git, "Dominique Petit")),
    Push("accepted", "A lower target that somebody else accepts, of the same family name.", lowered("Anne Robin", who=("Alex Robin", "x@example.org"))),
    Push(
        "accepted-then-refreshed", "Whoever accepts a lower target brings the main line into its branch.",
        lambda git: (
            git.run("checkout", "-q", "-b", "autre"),
            git.commit({NEW_MEASURE: MEASURED}, when=NOON, who=("Claude Durand", "d@example.org")),
            git.run("checkout", "-q", "main"),
            lowered("Zoé", who=("Alex Robin", "x@example.org"))(git),
            git.merge("autre", when=NOON), ["origin", "main"],
        )[-1],
    ),
)  # fmt: skip
