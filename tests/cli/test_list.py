"""`jalon list`: every kind, filtered, sorted, as text, JSON and names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from governance.model.kinds import KINDS
from tests.cli.terminal import jalon

Say = Callable[..., str]
DAY = ("--as-of", "2026-06-01")


def names(said: str) -> list[str]:
    return said.split()


def test_without_a_kind_it_counts_them(small: str, say: Say) -> None:
    said = say("-C", small, "list", *DAY)
    assert "\n5  programme    programmes\n" in said
    told = json.loads(say("-C", small, "list", *DAY, "--format", "json"))
    assert list(told["kinds"]) == list(KINDS)
    assert told["kinds"]["programme"] == 5


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_fits_and_is_valid_json(shipped: str, say: Say, kind: str) -> None:
    for width in (80, 120):
        said = say("-C", shipped, "list", kind, width=width)
        assert max(map(cell_len, said.splitlines())) <= width
    told = json.loads(say("-C", shipped, "list", kind, "--format", "json"))
    assert told["count"] == told["total"] == len(told["records"])
    keys = say("-C", shipped, "list", kind, "--format", "ids").split()
    assert keys == [record["record"] for record in told["records"]]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("demarches", ["portail"]),
        ("status:late", ["orage"]),
        ("weather:stormy", ["orage"]),
        ("-weather:any -ended:yes", ["vieux"]),
        ("mission:usagers -paused:yes", ["fini", "portail"]),
        ("overdue>5", ["orage", "vieux"]),
        ("lead:none ended:no", ["orage", "vieux"]),
        ("lead:petit", ["portail"]),
        ("lead:dnum", ["portail"]),
        ("fate:completed", ["fini"]),
        ("stage:delivery", ["portail"]),
        ("reached:0 indicators>0", ["orage", "portail"]),
        ("next_review<2026-07", ["orage", "portail", "vieux"]),
        ("strategy!=plan", ["vieux"]),
        ("purpose:reunir", ["portail"]),
        ("roles.person:durand", ["portail"]),
        ("milestones.baseline>2026-06", ["portail"]),
        ("decision:open", ["orage"]),
        ("findings>0 status:on_track", []),
    ],
)
def test_programmes_by_derived_and_written_fields(
    small: str, say: Say, where: str, expected: list[str]
) -> None:
    said = say("-C", small, "list", "programmes", *DAY, "--where", where, "--format", "ids")
    assert names(said) == [f"programme/{id}" for id in expected]


def test_other_kinds(small: str, say: Say) -> None:
    def listed(kind: str, where: str) -> list[str]:
        return names(say("-C", small, "list", kind, *DAY, "--where", where, "--format", "ids"))

    assert listed("indicators", "progress>50") == ["indicator/portail-usagers"]
    assert listed("indicators", "status:never_measured owner:ministere") == [
        "indicator/orage-messages"
    ]
    assert listed("measurements", "programme:portail date<2026") == [
        "measurement/portail-usagers/2025-12-31"
    ]
    assert listed("checkpoints", "of:orage") == ["checkpoint/orage/2026-05-04"]
    assert listed("contributors", "kind:ministry") == ["contributor/ministere"]
    assert listed("strategies", "state:interrupted") == ["strategy/avant"]
    assert listed("missions", "programmes:3") == ["mission/usagers"]


def test_words_of_the_reader_find_states_too(small: str, say: Say) -> None:
    for where in ("status:retard", "weather:orage"):
        said = say(
            "-C", small, "list", "programmes", *DAY, "--where", where, "--format", "ids", lang="fr"
        )
        assert said == "programme/orage\n"


def test_a_search_through_everything(small: str, say: Say) -> None:
    said = say("-C", small, "list", *DAY, "--where", "portail", "--format", "ids")
    assert "programme/portail" in said
    assert "measurement/portail-usagers/2025-12-31" in said
    assert "source/plan-2025" not in said


def test_sorting_puts_what_has_no_value_last(small: str, say: Say) -> None:
    def order(field: str) -> list[str]:
        said = say("-C", small, "list", "programmes", *DAY, "--sort", field, "--format", "ids")
        return [name.removeprefix("programme/") for name in names(said)]

    assert order("overdue")[:2] == ["orage", "vieux"]
    assert order("-overdue")[:2] == ["vieux", "orage"]
    assert order("title")[0] == "vieux"
    assert order("-entered")[0] == "pause"


def test_ids_are_never_cut(shipped: str, say: Say) -> None:
    said = say("-C", shipped, "list", "programmes", width=80)
    assert "accompagnement-haut-niveau " in said
    assert "not shown on this width" in said


def test_nothing_found_is_said(small: str, say: Say) -> None:
    assert say("-C", small, "list", "programmes", *DAY, "--where", "zzz") == "0 of 5 records\n"
    assert say("-C", small, "list", "demands", *DAY) == "0 records\n"


@pytest.mark.parametrize(
    "kind", ["programme", "programmes", "Programmes", "indicateurs", "mesures"]
)
def test_kinds_by_any_name(small: str, say: Say, kind: str) -> None:
    assert say("-C", small, "list", kind, *DAY, "--format", "ids")


def test_mistakes_get_a_suggestion(small: str, say: Say) -> None:
    said = say("-C", small, "list", "programms", code=2)
    assert "There is no kind of record called “programms”." in said
    assert "Did you mean programme?" in said
    said = say("-C", small, "list", "programmes", "--where", "statut:late", code=2)
    assert "There is no field “statut”" in said
    assert "status" in said
    assert "“status:”" in say("-C", small, "list", "programmes", "--where", "status:", code=2)
    said = say("-C", small, "list", "programmes", "--sort", "overdu", code=2)
    assert "There is no field “overdu” to sort by." in said and "Did you mean overdue?" in said
    said = say("-C", small, "list", "programmes", "--sort", "zzz", lang="fr", code=2)
    assert "pour trier" in said and "filtrer" not in said and "next_review" in said


@pytest.mark.parametrize(
    ("kind", "where", "said"),
    [
        ("programmes", "status:zzz", ["“zzz” is not a value of status", "never_measured"]),
        ("programmes", "status:never_mesured", ["Did you mean never_measured?", "on_track"]),
        ("programmes", "-status:zzz", ["is not a value of status"]),
        ("programmes", "status!=zzz", ["is not a value of status"]),
        ("programmes", "status>late", ["neither a number nor a date", "status:VALUE"]),
        ("programmes", "overdue>abc", ["overdue is a number", "overdue>10"]),
        ("programmes", "overdue>none", ["overdue is a number"]),
        ("programmes", "findings:many", ["findings is a number"]),
        ("programmes", "next_review<soon", ["next_review is a date", "next_review:2021-06"]),
        ("programmes", "entered:2021-13", ["entered is a date"]),
        ("programmes", "milestones.baseline>2021-02-30", ["milestones.baseline is a date"]),
        ("programmes", "paused:maybe", ["either yes or no", "paused:yes"]),
        ("programmes", "mission:usager", ["There is no mission “usager”", "mean usagers?"]),
        ("programmes", "mission:zzz", ["There is no mission “zzz”", "There are usagers."]),
        ("programmes", "id:portal", ["There is no programme “portal”", "mean portail?"]),
        ("programmes", "roles:lead", ["roles holds fields of its own", "roles.person"]),
        ("programmes", "roles.role:leed", ["“leed” is not a value of roles.role", "mean lead?"]),
        ("programmes", "title>a", ["title is neither a number nor a date"]),
        ("checkpoints", "of:zzz", ["There is no programme “zzz”"]),
        ("checkpoints", "decision:contnue", ["Did you mean continue?"]),
        ("indicators", "progress>half", ["progress is a number"]),
        (None, "kind:zzz", ["“zzz” is not a value of kind", "ministry", "official"]),
    ],
)
def test_a_filter_that_can_never_hold_is_refused(
    small: str, say: Say, kind: str | None, where: str, said: list[str]
) -> None:
    told = say("-C", small, "list", *([kind] if kind else []), *DAY, "--where", where, code=2)
    for words in said:
        assert words in told


@pytest.mark.parametrize(
    "where",
    [
        "status:dropped", "overdue>99999", "overdue:no", "next_review>2999", "lead:nobody",
        "purpose:zzz", "mission:none", "paused:oui", "id:zzz*", "roles:any", "roles.role:chair",
        "stakes:none", "weather:sunny", "left.fate:merged",
    ],
)  # fmt: skip
def test_a_filter_that_could_hold_is_answered(small: str, say: Say, where: str) -> None:
    say("-C", small, "list", "programmes", *DAY, "--where", where)


def test_written_words_are_found_by_what_the_reader_calls_them(small: str, say: Say) -> None:
    filtered = ("-C", small, "list", "contributors", *DAY, "--format", "ids", "--where")
    assert say(*filtered, "kind:ministère", lang="fr") == say(*filtered, "kind:ministry") != ""


def test_a_value_that_a_record_has_is_never_refused(small: str, say: Say) -> None:
    """A dangling reference is what one looks for when it is named."""
    path = Path(small, "roadmap", "programmes", "orage.yaml")
    path.write_text(path.read_text("utf-8") + "mission: partie\n", "utf-8")
    said = say(
        "-C", small, "list", "programmes", *DAY, "--where", "mission:partie", "--format", "ids"
    )
    assert said == "programme/orage\n"


def test_filters_of_the_shipped_roadmap(shipped: str) -> None:
    told = jalon("-C", shipped, "list", "programmes", "--as-of", "2021-06-30",
                 "-w", "overdue>500 lead:none", "--format", "ids")  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == [
        "programme/fournisseurs-identite",
        "programme/proconnect-personnes-morales",
    ]
