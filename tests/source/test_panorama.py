"""Editions of the panorama: read as published, kept, read again; nothing guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from governance.model.edition import Cohort, Edition, Names, Project, spelling
from governance.source.panorama import Words, kept, number, published, read_kept

ROOT = Path(__file__).parents[2] / "governance" / "reference" / "panorama"
WORDS = Words(yaml.safe_load((ROOT / "format.yaml").read_text("utf-8")))
DAYS = sorted(path.stem for path in (ROOT / "published").glob("*.csv"))
HEAD = (
    "Projet,Ministère porteur,Projet inter-ministériel,Début,Durée du projet en années,"
    "Phase du projet en cours,Coût complet estimé\n"
)
ON = date(2021, 7, 23)


def rows(*lines: str, head: str = HEAD) -> tuple[Edition, list[str]]:
    edition, troubles = published((head + "\n".join(lines)).encode(), ON, WORDS)
    return edition, [f"{t.line} {t.column} {t.value}: {t.reason}" for t in troubles]


@pytest.mark.parametrize("day", DAYS)
def test_every_published_edition_is_read_whole_and_gives_the_one_shipped(day: str) -> None:
    on = date.fromisoformat(day)
    edition, troubles = published((ROOT / "published" / f"{day}.csv").read_bytes(), on, WORDS)
    assert not troubles
    assert kept(edition) == (ROOT / f"{day}.csv").read_bytes()
    again = read_kept(kept(edition), on)
    assert kept(again) == kept(edition)
    lines = (ROOT / "published" / f"{day}.csv").read_text("utf-8").splitlines()
    for project in edition.projects:
        assert lines[project.line - 1].lstrip('"').startswith(project.name)


def test_the_six_editions_are_those_of_the_state() -> None:
    assert DAYS == ["2017-11-28", "2018-03-27", "2018-07-25", "2019-01-23", "2019-06-18", "2021-07-23"]  # fmt: skip


def test_figures_are_read_as_the_editions_write_them() -> None:
    edition, troubles = rows(
        "VITAM,M,Oui,juillet 2013,\"6,76\",Conception / Réalisation,26.3",
        "ANEF,M,Non,janvier 15,8.5,Déploiement,\"1 039,14\"",
        "Neuf,M,,,,,",
    )  # fmt: skip
    assert troubles == []
    vitam, anef, new = edition.projects
    assert (vitam.start, vitam.duration, vitam.cost) == (date(2013, 7, 1), 6.76, 26.3)
    assert vitam.interministerial is True and vitam.phase == "build"
    assert (anef.start, anef.cost, anef.interministerial) == (date(2015, 1, 1), 1039.14, False)
    assert (new.start, new.duration, new.cost, new.phase) == (None, None, None, None)
    assert new.interministerial is None and not new.withheld


def test_a_sentence_withholds_figures_in_any_column() -> None:
    said = "Les éléments chiffrés des projets ne sont volontairement pas publiés par la DINUM."
    edition, troubles = rows(
        f"A,M,Non,,,{said},", f"B,M,Non,mai 11,{said},Déploiement,{said}", head=HEAD
    )
    assert troubles == []
    assert [p.withheld for p in edition.projects] == [True, True]
    assert edition.projects[0].phase is None and edition.projects[1].cost is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A,M,Non,brumaire 12,1,Cadrage,2", "2 Début brumaire 12: this is no month and year"),
        ("A,M,Non,mai 2011,peu,Cadrage,2", "2 Durée du projet en années peu: this is no number above zero"),
        ("A,M,Non,mai 2011,0,Cadrage,2", "2 Durée du projet en années 0: this is no number above zero"),
        ("A,M,Non,mai 2011,1,Cadrage,-2", "2 Coût complet estimé -2: this is no number above zero"),
        ("A,M,Non,mai 2011,1,Fini,2", "2 Phase du projet en cours Fini: this is no known phase"),
        ("A,M,Peut-être,mai 2011,1,Cadrage,2", "2 Projet inter-ministériel Peut-être: this is neither yes nor no"),
        ("---,M,Non,mai 2011,1,Cadrage,2", "2 Projet ---: the name is empty"),
        ("A\u202e,M,Non,mai 2011,1,Cadrage,2", "2 Projet A\u202e: it holds control or hidden characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_place(line: str, told: str) -> None:
    edition, troubles = rows(line)
    assert troubles == [told]
    for project in edition.projects:
        assert None in (project.start, project.duration, project.cost, project.phase,
                        project.interministerial)  # fmt: skip


def test_a_name_twice_a_missing_heading_and_broken_quotes_are_told() -> None:
    edition, troubles = rows("Été A,M,Non,,,,", "ETE-A,M,Non,,,,")
    assert [p.name for p in edition.projects] == ["Été A"]
    assert troubles == ["3 Projet ETE-A: another row has the same name"]
    _, troubles = rows("A,M", head="Projet,Ministère porteur\n")
    assert "1 Début : there is no such column" in troubles and len(troubles) == 5
    _, troubles = rows('A,"M"x,Non,,,,')
    assert troubles == ["2  : the quotes or columns of this row are broken"]
    assert published(b"\xff\xfe", ON, WORDS)[1][0].reason == "the file is not UTF-8"
    assert published(b"", ON, WORDS)[1]


def test_semicolons_and_a_byte_order_mark_are_read_too() -> None:
    text = "\ufeff" + HEAD.replace(",", ";") + "A;M;Non;mai 2011;1,5;Cadrage;2,25\n"
    edition, troubles = published(text.encode(), ON, WORDS)
    assert not troubles
    assert (edition.projects[0].duration, edition.projects[0].cost) == (1.5, 2.25)


@given(st.decimals(0, 10**6, places=3))
def test_a_number_is_the_same_with_a_comma_a_point_and_spaces(value: object) -> None:
    text = str(value)
    whole, _, rest = text.partition(".")
    spaced = f"{int(whole):,}".replace(",", "\u202f")
    assert number(text) == number(f"{spaced},{rest}") == float(text)


@given(st.text(max_size=8))
def test_no_text_makes_the_reader_of_numbers_fail(text: str) -> None:
    found = number(text)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.replace("duration_years", "years", 1),
        lambda text: text.replace(",6,", ",six,", 1),
        lambda text: text.replace(",6,", ",0,", 1),
        lambda text: text.replace("2015-04", "2015-13", 1),
        lambda text: text.replace(",no,1", ",perhaps,1", 1),
        lambda text: text + "only a name\n",
    ],
)
def test_a_kept_edition_that_was_spoilt_is_refused(spoilt: object) -> None:
    project = Project(
        "A", start=date(2015, 4, 1), duration=6, cost=2, line=1, interministerial=True
    )
    text = kept(Edition(ON, [project])).decode()
    assert callable(spoilt) and spoilt(text) != text
    with pytest.raises(ValueError):  # noqa: PT011 - any value that does not fit
        read_kept(spoilt(text).encode(), ON)


def test_spelling_joins_what_editions_write_differently_and_nothing_else() -> None:
    assert spelling("Guichet_Entreprise_DGE") == spelling("GUICHET ENTREPRISE DGE")
    assert spelling("MCIC²") == spelling("MCIC-2")
    assert spelling("Déploiement RenoiRH") == spelling("DEPLOIEMENT RenoiRH")
    assert spelling("SOURCE SOLDE") != spelling("SOURCE WEB")


def test_a_rename_is_matched_only_when_declared_and_the_alike_are_shown() -> None:
    start = date(2016, 10, 1)
    old = Edition(date(2020, 1, 1), [Project("OLD", ministry="M", start=start), Project("SAME")])
    new = Edition(ON, [Project("NEW", ministry="M", start=start), Project("Same")])
    unknown = Cohort(old, new, Names([]))
    assert [(a.name, b.name) for a, b in unknown.pairs] == [("SAME", "Same")]
    assert [(a.name, b.name) for a, b in unknown.near()] == [("OLD", "NEW")]
    declared = Cohort(old, new, Names([("OLD", "NEW", "the minutes say so")]))
    assert {(a.name, b.name) for a, b in declared.pairs} == {("SAME", "Same"), ("OLD", "NEW")}
    assert not declared.near() and not declared.entrants and not declared.leavers
