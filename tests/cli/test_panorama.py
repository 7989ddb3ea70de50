"""jalon import panorama and jalon slippage, as a person meets them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.cli.terminal import RAW, widest

REFERENCE = Path(__file__).parents[2] / "governance" / "reference" / "panorama"
PUBLISHED = REFERENCE / "published"
HEAD = (
    "Projet,Ministère porteur,Projet inter-ministériel,Début,Durée du projet en années,"
    "Phase du projet en cours,Coût complet estimé\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "work" / "roadmap").mkdir(parents=True)
    return tmp_path / "work"


def write(root: Path, *lines: str) -> str:
    path = root / "published.csv"
    path.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    return str(path)


def test_an_edition_is_kept_once_and_never_written_over_unasked(root: Path, say: Say) -> None:
    file = write(root, "A,M,Non,mai 21,\"2,5\",Cadrage,\"10,25\"", "VITAM,M,Oui,juillet 2013,8,Déploiement,")  # fmt: skip
    arguments = ("-C", str(root), "import", "panorama", file, "--edition", "2022-06-30")
    kept = root / "reference" / "panorama" / "2022-06-30.csv"
    assert "every cell was read" in say(*arguments, "--dry-run")
    assert not kept.exists()
    assert "Written: reference/panorama/2022-06-30.csv" in say(*arguments)
    assert kept.read_text("utf-8").splitlines() == [
        "project,ministry,interministerial,start,duration_years,phase,cost_meur,withheld,line",
        "A,M,no,2021-05,2.5,framing,10.25,no,2",
        "VITAM,M,yes,2013-07,8,rollout,,no,3",
    ]
    assert "already held" in say(*arguments)
    write(root, "A,M,Non,mai 21,3,Cadrage,10")
    before = kept.read_bytes()
    assert "--replace" in say(*arguments, code=2)
    assert kept.read_bytes() == before
    say(*arguments, "--replace")
    assert b"2021-05,3,framing,10" in kept.read_bytes()


def test_what_cannot_be_read_is_told_and_nothing_is_kept(root: Path, say: Say) -> None:
    file = write(root, "A,M,Non,mai 21,2,Cadrage,beaucoup", "B,M,Non,mai 21,2,Cadrage,3")
    arguments = ("-C", str(root), "import", "panorama", file, "--edition", "2022-06-30")
    told = json.loads(capture(say, *arguments, "--format", "json"))
    assert told["unreadable"] == [
        {"line": 2, "column": "Coût complet estimé", "value": "beaucoup",
         "reason": "this is no number above zero"}
    ]  # fmt: skip
    assert told["state"] == "refused" and told["written"] is None
    assert not (root / "reference").exists()


def capture(say: Say, *arguments: str) -> str:
    """What a command that finds something prints; ``say`` gives stderr for such a code."""
    from contextlib import redirect_stdout

    out = io.StringIO()
    with redirect_stdout(out):
        say(*arguments, code=1)
    return out.getvalue()


def test_what_is_no_edition_is_refused_with_a_reason(root: Path, say: Say) -> None:
    at = ("-C", str(root), "import", "panorama")
    day = ("--edition", "2022-06-30")
    assert "cannot be read" in say(*at, str(root / "absent.csv"), *day, code=4)
    other = root / "other.csv"
    other.write_text("a,b\n1,2\n", "utf-8")
    assert "line 1, “Projet”, there is no such column" in say(*at, str(other), *day, code=3)
    other.write_bytes(b"\xe9\n")
    assert "the file is not UTF-8" in say(*at, str(other), *day, code=3)
    other.write_text(HEAD, "utf-8")
    assert "it holds no project" in say(*at, str(other), *day, code=3)
    assert "2022-13-01" in say(*at, str(other), "--edition", "2022-13-01", code=2)


def test_the_report_sets_names_apart_and_totals_beside_those_published(
    root: Path, say: Say
) -> None:
    file = str(PUBLISHED / "2019-06-18.csv")
    told = say("-C", str(root), "import", "panorama", file, "--edition", "2019-06-18", "--dry-run")
    assert "projects                   48         46" in told
    assert "Withheld by a sentence (2): SI SAMU, SIRHEN" in told
    assert "B015 → ANEF" in told
    assert widest(told) <= 80
    told = say("-C", str(root), "import", "panorama", str(PUBLISHED / "2018-03-27.csv"),
               "--edition", "2018-03-27", "--dry-run")  # fmt: skip
    assert "MCIC² → MCIC-2" in told
    assert "REHUCIT → MONTEE DE VERSION SIRH: same ministry" in told
    french = say("-C", str(root), "import", "panorama", file, "--edition", "2019-06-18",
                 "--dry-run", lang="fr")  # fmt: skip
    assert "Retenus par une phrase (2)" in french


def test_an_edition_of_the_repository_enters_the_rates_and_one_of_the_same_day_stands_first(
    root: Path, say: Say
) -> None:
    own = root / "reference" / "panorama"
    own.mkdir(parents=True)
    for old, new in (("2021-07-23", "2022-07-01"), ("2018-03-27", "2021-07-23")):
        shutil.copy(REFERENCE / f"{old}.csv", own / f"{new}.csv")
    told = json.loads(say("-C", str(root), "slippage", "--format", "json"))
    assert told["editions"][-2:] == ["2021-07-23", "2022-07-01"]
    moved = {m["project"]: m for m in told["between"][-1]["projects"]}
    assert (moved["PC STORM"]["cost_from"], moved["PC STORM"]["cost_to"]) == (12.31, 68.52)


def test_a_declared_rename_of_the_repository_counts_and_one_without_evidence_does_not(
    root: Path, say: Say
) -> None:
    own = root / "reference" / "panorama"
    own.mkdir(parents=True)
    (own / "renames.csv").write_text("name,project,evidence\nB015,ANEF,minutes of 2019\n")
    found = json.loads(say("-C", str(root), "slippage", "--format", "json"))["between"][3]
    assert "ANEF" not in found["entrants"] and "B015" not in found["leavers"]
    (own / "renames.csv").write_text("name,project,evidence\nPNR,RIE,a mistake\n")
    said = say("-C", str(root), "slippage", code=3)
    assert "joins “PNR” and “RIE”, both in the edition of 2017-11-28" in said
    (own / "renames.csv").write_text("name,project,evidence\nB015,ANEF,\n")
    assert "what shows it" in say("-C", str(root), "slippage", code=3)


def test_slippage_needs_no_roadmap_and_names_every_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Say
) -> None:
    monkeypatch.chdir(tmp_path)
    for width in (80, 120):
        told = say("slippage", width=width)
        assert widest(told) <= width
    assert "mean-of-ratios/1" in told and "ratio-of-sums/1" in told
    line = next(x for x in told.splitlines() if "2019-06-18 → 2021-07-23" in x)
    assert line.split()[3:] == ["26", "25", "+19.2", "+14.4", "20", "+15.8", "+14.6", "20"]
    assert "2017-06" in told and "32 % and 38 %" in told and "-7.0 and -17.0 points" in told
    assert "points sont l’effet" in say("slippage", lang="fr")


def test_the_rates_follow_from_the_figures_told_beside_them(say: Say) -> None:
    told = json.loads(
        say("slippage", "--from", "2017-11-28", "--to", "2021-07-23", "--format", "json")
    )
    assert len(told["between"]) == 1
    one = told["between"][0]
    slips = [m["cost_percent"] for m in one["projects"] if m["cost_percent"] is not None]
    rate = next(r for r in one["rates"] if r["measure"] == "cost" and r["formula"][:4] == "mean")
    assert rate["projects"] == len(slips)
    assert rate["percent"] == pytest.approx(sum(slips) / len(slips))
    both = [
        (m["years_from"], m["years_to"])
        for m in one["projects"]
        if m["years_from"] and m["years_to"]
    ]
    rate = next(
        r for r in one["rates"] if r["measure"] == "calendar" and r["formula"][:5] == "ratio"
    )
    assert rate["percent"] == pytest.approx(
        100 * (sum(b for _, b in both) / sum(a for a, _ in both) - 1)
    )
    assert one["both"] == len(one["projects"])


def test_csv_has_one_figure_a_line_with_its_formula(say: Say) -> None:
    lines = list(csv.DictReader(io.StringIO(say("slippage", "--format", "csv"))))
    assert {line["scope"] for line in lines} == {"between", "since-first", "published"}
    assert all(line["formula"] for line in lines)
    states = [line for line in lines if line["formula"] == "state-former"]
    assert {line["percent"] for line in states if line["until"] == "2017-06"} == {"32.0", "38.0"}


def test_what_cannot_be_compared_is_refused_in_words(say: Say) -> None:
    assert "There is no edition of 2020-01-01" in say("slippage", "--from", "2020-01-01", code=2)
    said = say("slippage", "--from", "2021-07-23", "--to", "2018-03-27", code=2)
    assert "is not before" in said
    assert "Did you mean FRANCE VISAS?" in say("slippage", "--project", "france visa", code=2)
    assert "--format csv" in say("slippage", "--project", "PNR", "--format", "csv", code=2)


def test_a_project_is_followed_through_its_names(say: Say) -> None:
    told = say("slippage", "--project", "nexsis version 1")
    assert [line.split()[0] for line in told.splitlines()[2:]] == ["2019-01-23", "2019-06-18", "2021-07-23"]  # fmt: skip
    assert "withheld" in say("slippage", "--project", "si samu")


def test_names_cannot_command_a_terminal(root: Path, say: Say) -> None:
    own = root / "reference" / "panorama"
    own.mkdir(parents=True)
    hostile = "\x1b[31m[/] \u202eli\x07 ::error::"
    for day in ("2022-01-01", "2023-01-01"):
        (own / f"{day}.csv").write_text(
            "project,ministry,interministerial,start,duration_years,phase,cost_meur,withheld,line\n"
            f'"{hostile}",M,no,2020-01,2,build,3,no,2\n', "utf-8",
        )  # fmt: skip
    told = say("-C", str(root), "slippage", "--from", "2022-01-01")
    assert "[/]" in told and not RAW.search(told)


def test_a_spoilt_edition_is_named(root: Path, say: Say) -> None:
    own = root / "reference" / "panorama"
    own.mkdir(parents=True)
    (own / "2022-01-01.csv").write_text("project\nA\n", "utf-8")
    assert "2022-01-01.csv is not as `jalon import` writes it" in say(
        "-C", str(root), "slippage", code=3
    )
