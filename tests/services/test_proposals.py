"""Proposals are found, told and judged; a signature is a commit of whoever gives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from governance.errors import ENVIRONMENT, USAGE, JalonError
from governance.services.gate import check_change
from governance.services.proposals import Proposals
from governance.services.propose import submit
from tests.services.proposing import (
    DAY,
    HELD,
    INDICATOR,
    PROGRAMME,
    REVIEW,
    alone,
    clone,
    edit,
    name,
    noon,
    other,
    planned,
    server,
)  # fmt: skip
from tests.vcs.git import Git

__all__ = ["alone", "clone", "noon", "server"]
NAME = "jalon/portail-2026-06-01"


def proposals(git: Git) -> Proposals:
    return Proposals(str(git.folder), DAY, DAY, remote=None, fetch=True)


@pytest.fixture
def proposed(clone: Git) -> Git:
    """Zoé has proposed a review."""
    clone.write({REVIEW: HELD})
    submit(planned(clone), "Point de juin", "")
    return clone


def test_what_is_ahead_is_listed_once_with_its_verdict(
    proposed: Git, server: Git, tmp_path: Path
) -> None:
    theirs = other(server, tmp_path)
    theirs.commit({"LISEZMOI": "Hors de la feuille\n"})
    edit(theirs, INDICATOR, "value: 10000", "value: 9000")
    submit(planned(theirs), "Cible", "")
    theirs.run("branch", "--no-track", "vieille", "origin/main")
    told, more = proposals(theirs).listed()
    assert [
        (one.branch.shown, one.authors, one.report and one.report.exit_code("error"))
        for one in told
    ] == [(f"origin/{NAME}-2", ["Alix Roy"], 1), (f"origin/{NAME}", ["Zoé"], 0)]
    assert more == 0


def test_one_that_cannot_be_merged_is_told_as_such(clone: Git, server: Git, tmp_path: Path) -> None:
    edit(clone, PROGRAMME, "fte: 4", "fte: 5")
    submit(planned(clone), "Cinq", "")
    theirs = other(server, tmp_path)
    edit(theirs, PROGRAMME, "fte: 4", "fte: 6")
    theirs.commit({}, when="2026-06-01T10:00:00Z")
    theirs.run("push", "-q", "origin", "HEAD:main")
    found = proposals(clone)
    one = found.tell(found.named(NAME))
    assert one.report is None
    assert one.fault is not None and "contradict" in one.fault.message


def test_a_review_is_signed_off_by_somebody_else(
    proposed: Git, server: Git, tmp_path: Path
) -> None:
    theirs = other(server, tmp_path)
    found = proposals(theirs)
    one = found.tell(found.named(f"origin/{NAME}"))
    before = server.run("rev-parse", NAME)
    assert found.approve(one, "Claude Durand", "Validé\n") == [REVIEW]
    assert server.run("log", "--format=%an %s", f"{before}..{NAME}") == "Alix Roy Validé"
    assert server.run("show", f"{NAME}:{REVIEW}").startswith(HELD.rstrip("\n"))
    found = proposals(theirs)
    signed = found.tell(found.named(f"origin/{NAME}"))
    assert signed.report is not None
    assert {f.code for f in signed.report.open} & {"C105", "C107", "C109", "C110"} == set()
    record = signed.report.changes.changes("checkpoint")[0].after
    assert record is not None
    assert record.items("signoffs") == [{"person": "Claude Durand", "date": "2026-06-01"}]
    assert record.text("fingerprint").startswith("sha256:")
    with pytest.raises(JalonError, match="nothing to sign"):
        found.approve(signed, "Claude Durand", "Validé\n")
    assert theirs.run("status", "--porcelain") == ""


def test_nobody_signs_what_they_wrote(proposed: Git, server: Git, tmp_path: Path) -> None:
    found = proposals(proposed)
    one = found.tell(found.named(NAME))
    theirs = other(server, tmp_path)
    for git, who in ((theirs, " zoÉ"), (proposed, "Claude Durand")):
        with pytest.raises(JalonError, match="nobody signs off what they wrote") as caught:
            Proposals(str(git.folder), DAY, DAY, remote=None, fetch=False).approve(one, who, "x\n")
        assert caught.value.exit_code == USAGE
    assert server.run("rev-parse", NAME) == one.branch.tip


TWICE = "Alix Roy et Zoé\n\nCo-authored-by: Camille Roux <c@example.org>"


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("Roy, Alix", "nobody signs off"),  # who states that they wrote it, in another order
        ("A. ROY", "nobody signs off"),
        ("zoe", "nobody signs off"),  # who committed it
        ("C. Roux", "nobody signs off"),  # a co-author of that commit
        ("\u0410lix Leroy", "letters of two alphabets"),  # a Cyrillic letter
        ("Claude Durand", ""),
    ],
)
def test_a_signature_is_refused_here_exactly_where_the_rule_refuses_it(
    clone: Git, who: str, told: str
) -> None:
    """Given on the branch as it is, C109 says the same as :meth:`Proposals.approve`."""
    held = HELD.replace("author: Zoé", "author: Alix Roy")
    clone.run("switch", "-qc", NAME)
    clone.commit({REVIEW: held}, TWICE, when="2026-06-01T11:00:00Z")
    clone.run("switch", "-q", "main")
    name(clone, "Dominique Petit")
    found = proposals(clone)
    one = found.tell(found.named(NAME))
    refusal = ""
    try:
        found.approve(one, who, "Validé\n")
    except JalonError as error:
        refusal = error.message
    assert told in refusal and bool(told) == bool(refusal)
    clone.run("switch", "-q", NAME)
    signed = held + f"signoffs:\n  - {{person: '{who}', date: 2026-06-01}}\n"
    clone.commit({REVIEW: signed}, when="2026-06-01T12:00:00Z", who=("Dominique Petit", "d@e.org"))
    report = check_change(str(clone.folder), "main", NAME, DAY, DAY)
    assert ("C109" in {finding.code for finding in report.open}) == bool(told)


def test_whoever_brought_a_review_to_the_main_line_does_not_sign_it_later(
    clone: Git, server: Git
) -> None:
    held = HELD.replace("author: Zoé", "author: Alix Roy")
    clone.commit({REVIEW: held}, when="2026-06-01T09:00:00Z")
    clone.run("push", "-q", "origin", "main")
    clone.run("switch", "-qc", NAME)
    minutes = {REVIEW: held + "minutes: Relu.\n"}
    clone.commit(minutes, when="2026-06-01T10:00:00Z", who=("Camille Roux", "c@example.org"))
    clone.run("switch", "-q", "main")
    name(clone, "Dominique Petit")
    found = proposals(clone)
    one = found.tell(found.named(NAME))
    with pytest.raises(JalonError, match="nobody signs off"):
        found.approve(one, "Zoé", "Validé\n")
    assert found.approve(one, "Claude Durand", "Validé\n") == [REVIEW]


def test_a_proposal_that_moved_takes_no_signature(
    proposed: Git, server: Git, tmp_path: Path
) -> None:
    theirs = other(server, tmp_path)
    found = proposals(theirs)
    one = found.tell(found.named(NAME))
    proposed.run("switch", "-qf", NAME)
    moved = proposed.commit({REVIEW: HELD.replace("sunny", "cloudy")}, when="2026-06-01T13:00:00Z")
    proposed.run("push", "-q", "origin", NAME)
    with pytest.raises(JalonError, match="does not accept") as caught:
        found.approve(one, "Claude Durand", "Validé\n")
    assert caught.value.exit_code == ENVIRONMENT
    assert server.run("rev-parse", NAME) == moved


def test_one_in_this_clone_alone(alone: Git) -> None:
    alone.write({REVIEW: HELD})
    submit(planned(alone), "Point de juin", "")
    name(alone, "Alix Roy")
    found = proposals(alone)
    assert [branch.shown for branch in found.found()] == [NAME]
    one = found.tell(found.named(NAME))
    assert found.approve(one, "dnum", "Validé\n") == [REVIEW]
    assert "organisation: dnum" in alone.run("show", f"{NAME}:{REVIEW}")
    alone.run("switch", "-qf", NAME)
    found = proposals(alone)
    with pytest.raises(JalonError, match="Somebody works on"):
        found.approve(found.tell(found.named(NAME)), "ministere", "Validé\n")
    with pytest.raises(JalonError, match="no proposal") as caught:
        found.named("jalon/portial-2026-06-01")
    assert caught.value.params["near"] == NAME
