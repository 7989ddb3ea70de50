"""jalon forecast, as a person meets it, on a small roadmap and on the shipped one."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Say
from tests.cli.terminal import HOSTILE, RAW, copy_of_base, copy_of_shipped, widest

DAY = "2026-06-01"
PORTAIL = "roadmap/programmes/usagers/portail.yaml"
MILESTONES = """\
milestones:
  - id: essai
    title: Essai
    baseline: 2026-09-30
    source: [plan-2025]
  - id: ouverture
    title: Ouverture
    baseline: 2026-12-31
    duration: P2M
    after:
      - milestone: essai
    source: [plan-2025]
  - id: cadrage
    title: Cadrage
    baseline: 2026-03-01
    source: [plan-2025]
costs:
  - nature: build
    authority: cp
    from: 2026-01-01
    to: 2026-12-31
    forecast: 20000000
    source: [plan-2025]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = copy_of_base(tmp_path_factory.mktemp("forecast") / "base")
    path = found / PORTAIL
    head, _, rest = path.read_text("utf-8").partition("milestones:\n")
    rest = rest[rest.index("stop_criteria:") :]
    path.write_text(head + MILESTONES + rest, "utf-8")
    return found


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_shipped(tmp_path_factory.mktemp("shipped"))


def asked(say: Say, root: Path, *arguments: str) -> Any:
    return json.loads(
        say("-C", str(root), "forecast", *arguments, "--as-of", DAY, "--format", "json")
    )


def test_a_programme_has_its_class_its_milestones_and_its_cost(root: Path, say: Say) -> None:
    (one,) = asked(say, root, "portail")["programmes"]
    found = one["calendar_class"]
    assert (found["phases"], found["size"]) == (["build", "trial", "rollout"], "medium")
    assert found["projects"] == 37
    assert found["until"] == "2021-07-23" and found["p80"] > found["p50"] >= 0
    by_id = {m["id"]: m for m in one["milestones"]}
    assert by_id["cadrage"]["state"] == "late" and by_id["cadrage"]["p80"] is None
    first, second = by_id["essai"], by_id["ouverture"]
    days = (date(2026, 9, 30) - date(2026, 6, 1)).days
    assert first["days"] == days
    moved = (date.fromisoformat(first["p80"]) - date(2026, 9, 30)).days
    assert moved == pytest.approx(days * found["p80"], abs=1)
    # Alone, it has by draws the day that its class gives, but for the rank of an order statistic.
    apart = date.fromisoformat(first["network_p50"]) - date.fromisoformat(first["p50"])
    assert abs(apart.days) <= 7
    assert first["network_p80"] <= second["network_p80"]
    assert 0 < second["in_time"] <= first["in_time"] < 100
    # The test leaves no float to the opening only when it slips a lot.
    assert first["critical"] < second["critical"] == 100
    cost = one["cost"]
    years = (date(2026, 12, 31) - date(2026, 6, 1)).days / 365.2425
    assert (cost["amount"], cost["until"]) == (20_000_000, "2026-12-31")
    assert cost["years"] == pytest.approx(years)
    assert cost["p80"] == pytest.approx(20e6 * (1 + one["cost_class"]["p80"] * years))


def test_a_class_that_is_too_small_is_refused_and_a_wider_one_is_named(
    root: Path, say: Say
) -> None:
    said = say("-C", str(root), "forecast", "portail", "--as-of", DAY, "--phase", "trial",
               "--class", "phase", code=3)  # fmt: skip
    assert "the class has 4 projects, 11 are needed" in said
    (one,) = asked(say, root, "portail", "--phase", "trial")["programmes"]
    assert [(c["phases"], c["size"], c["projects"]) for c in one["calendar_class"]["tried"]] == [
        (["trial"], "medium", 1), (["trial"], None, 4),
    ]  # fmt: skip
    told = say("-C", str(root), "forecast", "portail", "--as-of", DAY, "--phase", "trial")
    assert "fewer than 11 projects (trial · medium: 1; trial · any size: 4)" in " ".join(
        told.split()
    )


def test_text_fits_the_terminal_and_says_what_it_compares_with(root: Path, say: Say) -> None:
    for lang in ("en", "fr"):
        told = say("-C", str(root), "forecast", "portail", "--as-of", DAY, lang=lang)
        assert widest(told) <= 80
    told = say("-C", str(root), "forecast", "portail", "--as-of", DAY)
    assert "Compared with 37 projects of the panorama (build, trial, rollout · medium)" in told
    assert "slip-per-time/1" in told and "Whole cost 20,000,000 € (CP)" in told
    assert "cadrage (2026-03-01): late" in told


def test_a_programme_is_meant_where_a_product_has_the_same_id(shipped: Path, say: Say) -> None:
    assert (shipped / "roadmap" / "products" / "franceconnect.yaml").is_file()
    told = say("-C", str(shipped), "forecast", "franceconnect", "--as-of", "2019-11-01")
    assert told.startswith("franceconnect — Industrialisation")


def test_one_milestone_is_forecast_alone(root: Path, say: Say) -> None:
    for name in ("portail/essai", "milestone/portail/essai"):
        (one,) = asked(say, root, name)["programmes"]
        assert [m["id"] for m in one["milestones"]] == ["essai"]


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(root: Path, say: Say) -> None:
    first, again = (asked(say, root) for _ in range(2))
    assert first == again
    assert asked(say, root, "--seed", "2") != first
    assert asked(say, root, "--draws", "200")["draws"] == 200


def test_editions_later_than_the_day_judged_are_not_known(shipped: Path, say: Say) -> None:
    def learned(day: str) -> Any:
        said = say("-C", str(shipped), "forecast", "catalogue-solutions", "--as-of", day,
                   "--format", "json")  # fmt: skip
        return json.loads(said)["programmes"][0]["calendar_class"]

    assert learned("2020-09-01")["until"] == "2019-06-18"
    assert learned("2021-09-01")["until"] == "2021-07-23"


def test_csv_has_one_line_per_milestone(root: Path, say: Say) -> None:
    said = say("-C", str(root), "forecast", "--as-of", DAY, "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(said)))
    assert [line["id"] for line in lines] == ["essai", "ouverture", "cadrage"]
    assert lines[0]["p80"] > lines[0]["planned"]


def test_what_cannot_be_forecast_is_refused_in_words(root: Path, shipped: Path, say: Say) -> None:
    at = ("-C", str(root), "forecast")
    assert "Did you mean essai?" in say(*at, "portail/esai", "--as-of", DAY, code=2)
    assert "only programmes and milestones" in say(*at, "dnum", "--as-of", DAY, code=2)
    assert "There is no phase “built”" in say(
        *at, "portail", "--phase", "built", "--as-of", DAY, code=2
    )
    assert "Known: small, medium, large" in say(
        *at, "portail", "--size", "xl", "--as-of", DAY, code=2
    )
    assert "Name the programme" in say(*at, "--phase", "build", code=2)
    assert "Leave out the rest" in say(*at, "portail", "--backtest", code=2)
    assert "0 edition" in say(*at, "--as-of", "2017-01-01", "--backtest", code=3)
    said = say("-C", str(shipped), "forecast", "tchap-messagerie", code=2)
    assert "There is no record" in said


def test_a_programme_without_a_milestone_is_told_so(tmp_path: Path, say: Say) -> None:
    root = copy_of_base(tmp_path / "base")
    path = root / PORTAIL
    head, _, rest = path.read_text("utf-8").partition("milestones:\n")
    path.write_text(head + rest[rest.index("stop_criteria:") :], "utf-8")
    at = ("-C", str(root), "forecast", "--as-of", DAY)
    assert "Programme portail has no milestone." in say(*at, "portail", code=3)
    assert "No programme has a milestone" in say(*at, code=3)


def test_the_back_test_needs_no_roadmap_and_is_that_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Say
) -> None:
    from tools import forecast_doc
    from tools.documents import ROOT

    monkeypatch.chdir(tmp_path)
    told = say("forecast", "--backtest", "--as-of", "2021-12-31")
    assert widest(told) <= 80
    trials = json.loads(say("forecast", "--backtest", "--as-of", "2021-12-31", "--format", "json"))
    assert len(trials["trials"]) == 2 * 2 * 2 * 4
    document = (ROOT / forecast_doc.PATH).read_text("utf-8")
    for trial in trials["trials"]:
        one = trial["levels"][1]
        line = (
            f"| {trial['cut']} | {'all projects' if trial['classes'] == 'all' else 'narrowest class'} "
            f"| {trial['fitted']} | {one['judged']} |"
        )
        assert line in document
    assert forecast_doc.documents() == {forecast_doc.PATH: document}


def test_the_back_test_holds_where_the_document_says_it_does(say: Say) -> None:
    told = json.loads(say("forecast", "--backtest", "--as-of", "2021-12-31", "--format", "json"))
    shares = {
        (t["measure"], t["cut"]): t["levels"][1]["share"]
        for t in told["trials"]
        if t["formula"] == "slip-per-time/1" and t["classes"] == "all"
    }
    early = [share for (_, cut), share in shares.items() if cut < "2019-06-18"]
    assert min(early) > 65 and sum(early) / len(early) > 75
    assert shares["calendar", "2019-06-18"] < 65


def test_the_slips_of_every_class_are_told_and_the_small_ones_marked(say: Say) -> None:
    at = ("forecast", "--classes", "--as-of", "2021-12-31")
    told = json.loads(say(*at, "--format", "json"))
    found = {(c["measure"], c["phase"], c["size"]): c for c in told["classes"]}
    assert found["cost", None, None]["projects"] == 64
    for name in ("cost", "calendar"):
        phases = [c for key, c in found.items() if key[0] == name and key[1] and not key[2]]
        assert sum(c["projects"] for c in phases) == 64
    assert not found["cost", None, "small"]["usable"] and found["cost", None, "large"]["usable"]
    assert found["cost", "framing", "small"]["p80"] is None
    text = say(*at)
    assert widest(text) <= 80 and "any phase · small         10 *" in text
    lines = list(csv.DictReader(io.StringIO(say(*at, "--format", "csv"))))
    assert len(lines) == len(told["classes"])
    assert "Leave out the rest" in say("forecast", "--classes", "--backtest", code=2)


def test_titles_cannot_command_a_terminal(tmp_path: Path, say: Say) -> None:
    root = copy_of_base(tmp_path / "base")
    path = root / PORTAIL
    path.write_text(
        path.read_text("utf-8").replace("title: Portail des démarches", f'title: "{HOSTILE}"'),
        "utf-8",
    )
    told = say("-C", str(root), "forecast", "--as-of", DAY)
    assert "::error::" in told and not RAW.search(told)


def test_a_class_asked_for_needs_what_it_goes_by(shipped: Path, say: Say) -> None:
    at = ("-C", str(shipped), "forecast", "catalogue-solutions", "--as-of", "2021-06-30")
    refused = say(*at, "--class", "phase-size", code=3)
    assert "the class phase-size needs what is not known" in refused
    assert "--phase --size" in refused
    assert "any phase · small" not in say(*at, "--class", "size", "--size", "medium")


def test_without_a_milestone_ahead_nothing_is_explained(shipped: Path, say: Say) -> None:
    said = say("-C", str(shipped), "forecast", "--as-of", "2026-11-22")
    told = " ".join(said.split())
    assert "there is nothing to forecast as of 2026-11-22" in told and "P80" not in told


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_tables_cut_nothing_in_eighty_columns(say: Say, lang: str) -> None:
    for option in ("--backtest", "--classes"):
        assert "…" not in say("forecast", option, lang=lang, width=80)
