"""`jalon new`: every kind, valid at once, in its place, over nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from governance.errors import JalonError
from governance.model.kinds import KINDS
from governance.services import new
from governance.services.fmt import laid_out
from governance.source.precheck import is_valid
from governance.source.reader import read
from governance.source.schemas import schema
from tests.cli.terminal import RAW, copy_of_base, copy_of_shipped, jalon

TODAY = date(2026, 6, 1)
UNASKED = {("checkpoint", "strategy"), ("checkpoint", "fingerprint")}
"""What nobody fills in by hand: the subject it does not have, what Jalon computes."""
SUBJECT = {"measurement": "portail-usagers", "checkpoint": "portail"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path / "repository")


def draft(root: Path, kind: str, id: str, language: str = "fr", **given: str) -> new.Draft:
    return new.draft(
        str(root), kind, id, given, folder="", on=None, today=TODAY, language=language
    )  # fmt: skip


def prepared(root: Path, kind: str) -> str:
    """An id for a new record of ``kind``; the one file of the roadmap makes room for a new one."""
    if kind == "roadmap":
        (root / "roadmap" / "roadmap.yaml").unlink()
    return SUBJECT.get(kind, "tout-nouveau")


def uncommented(text: str) -> str:
    """The record with every field that was proposed as a comment."""
    lines = [re.sub(r"^# (?!yaml-language-server)", "", line) for line in text.splitlines()]
    return "\n".join(line for line in lines if not line.startswith("##")) + "\n"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_valid_commented_and_laid_out(root: Path, kind: str, language: str) -> None:
    made = draft(root, kind, prepared(root, kind), language)
    new.write(str(root), made)
    value, problems = read((root / made.path).read_bytes())
    assert value is not None and not problems
    assert is_valid(kind, value)
    assert laid_out(str(root), made.path) == made.text
    assert max(map(len, made.text.splitlines())) <= 100
    prose = " ".join(re.sub(r"^## ", "", made.text, flags=re.MULTILINE).split())
    for name, raw in schema(kind)["properties"].items():
        if (kind, name) in UNASKED:
            assert not re.search(rf"^(?:# )?{name}:", made.text, re.MULTILINE)
            continue
        assert re.search(rf"^(?:# )?{name}:", made.text, re.MULTILINE), name
        words = raw["description"] if language == "fr" else raw["x-en"]["description"]
        assert " ".join(words.split(".")[0].split()) in prose


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_proposed_is_valid_once_uncommented(root: Path, kind: str) -> None:
    made = draft(root, kind, prepared(root, kind))
    value, problems = read(uncommented(made.text).encode())
    assert value is not None and not problems
    assert is_valid(kind, value)
    assert list(value) == [name for name in schema(kind)["properties"] if name in value]
    unasked = {name for of, name in UNASKED if of == kind}
    assert set(value) == set(schema(kind)["properties"]) - unasked


def test_a_real_command_prints_the_path_and_what_comes_next(tmp_path: Path) -> None:
    root = copy_of_shipped(tmp_path / "shipped")
    told = jalon(
        "new", "programme", "messagerie", "--mission", "idnum", "--as-of", "2021-06-30", "--lang",
        "en", cwd=root,
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")
    path = "roadmap/programmes/idnum/messagerie.yaml"
    assert told.stdout.splitlines() == [
        path, "To complete: title, entered.source, source.", "To confirm: provenance.grade.",
        f"Then: jalon check {path}",
    ]  # fmt: skip
    text = (root / path).read_text()
    assert text.startswith(
        "# yaml-language-server: $schema=../../../governance/schemas/programme.schema.json\n"
    )
    value = read(text.encode())[0]
    assert value is not None
    # The mission tells the strategy, in force that day.
    assert (value["id"], value["mission"], value["strategy"]) == (
        "messagerie",
        "idnum",
        "tech-gouv",
    )
    assert (value["title"], value["source"]) == ("À compléter", ["a-completer"])
    assert value["entered"] == {"date": "2021-06-30", "source": ["a-completer"]}
    judged = jalon("check", path, "--format", "json", cwd=root)
    assert judged.returncode == 1 and '"S013"' in judged.stdout


def test_options_fill_the_fields(root: Path) -> None:
    told = jalon(
        "new", "indicators", "portail-cout", "--programme", "portail", "--title", "Coût : par usager",
        "--source", "plan-2025, plan-2025", "--set", "unit=€", "--set", "kind=cost",
        "--set", "direction=decrease", "--set", "tolerance=0.5", cwd=root,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    value = read((root / "roadmap/indicators/plan/portail-cout.yaml").read_bytes())[0]
    assert value == {
        "id": "portail-cout", "strategy": "plan", "programme": "portail", "title": "Coût : par usager",
        "unit": "€", "direction": "decrease", "tolerance": 0.5, "kind": "cost",
        "source": ["plan-2025", "plan-2025"],
    }  # fmt: skip


def test_measures_of_a_day_stand_side_by_side(root: Path) -> None:
    first = jalon("new", "measurement", "portail-usagers", "--on", "2026-05-31", cwd=root)
    again = jalon(
        "new", "measurement", "portail-usagers", "--on", "2026-05-31", "--set", "value=1.50",
        "--lang", "fr", cwd=root,
    )  # fmt: skip
    folder = "roadmap/measurements/portail-usagers"
    assert first.stdout.startswith(f"{folder}/2026-05-31.yaml\n")
    assert again.stdout.startswith(
        f"{folder}/2026-05-31-2.yaml\nDéjà mesuré ce jour-là\u00a0: {folder}/"
    )
    value = read((root / folder / "2026-05-31-2.yaml").read_bytes())[0]
    assert value == {"indicator": "portail-usagers", "date": "2026-05-31", "value": 1.5}


def test_a_checkpoint_asks_the_questions_of_the_policy(root: Path) -> None:
    made = draft(root, "checkpoint", "portail")
    assert made.path == "roadmap/checkpoints/portail/2026-06-01.yaml"
    assert "\n## usage\u00a0: Qui s'en sert vraiment" in made.text
    assert "\n  - question: usage\n    answer: À compléter\n" in made.text
    of_strategy = draft(root, "checkpoint", "plan").text
    assert "\nstrategy: plan\n" in of_strategy and "## usage:" not in of_strategy
    assert made.unfinished == ["answers", "participants", "weather", "measures", "decision"]
    assert made.ended is None
    new.write(str(root), made)
    with pytest.raises(JalonError, match="already"):
        draft(root, "checkpoint", "portail")


def test_a_checkpoint_has_the_last_measures_and_the_milestones_ahead_before_it(root: Path) -> None:
    value, problems = read(uncommented(draft(root, "checkpoint", "portail").text).encode())
    assert value is not None and not problems
    last = max(p.stem for p in (root / "roadmap/measurements/portail-usagers").iterdir())
    assert value["measures"] == [f"portail-usagers/{last}"]
    programme = read((root / "roadmap/programmes/usagers/portail.yaml").read_bytes())[0]
    assert programme is not None
    ahead = [m["id"] for m in programme["milestones"] if "actual" not in m]
    assert ahead and [f["milestone"] for f in value["forecasts"]] == ahead
    assert (
        value["decision"]["date"] == "2026-06-01" and value["decision"]["reason"] == "À compléter"
    )


OLD = """\
id: avant
title: Plan précédent
start: 2020-01-01
life:
  - {date: 2024-06-30, event: interrupted, source: [plan-2025]}
source: [plan-2025]
"""


@pytest.fixture
def two(root: Path) -> Path:
    """A roadmap with a strategy that ended: an axis and a mission of it, a programme and its
    indicator."""
    for name, text in {
        "strategies/avant": OLD,
        "axes/ancien": "id: ancien\nstrategy: avant\norder: 1\ntitle: Ancien\n",
        "missions/ancienne": "id: ancienne\naxis: ancien\norder: 1\ntitle: Ancienne\n",
        "programmes/vieux": "id: vieux\nstrategy: avant\ntitle: Vieux\n",
        "indicators/avant/vieil": "id: vieil\nstrategy: avant\nprogramme: vieux\ntitle: Vieil\n",
    }.items():
        path = root / "roadmap" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def strategy_of(made: new.Draft) -> object:
    value = read(made.text.encode())[0]
    assert value is not None
    return value["strategy"]


def test_the_strategy_is_the_one_in_force_or_is_asked_for(two: Path) -> None:
    assert strategy_of(draft(two, "programme", "x")) == "plan"
    assert strategy_of(draft(two, "programme", "x", mission="usagers")) == "plan"
    for kind, given in (("programme", {"mission": "ancienne"}), ("lesson", {})):
        with pytest.raises(JalonError) as told:
            draft(two, kind, "x", **given)
        assert told.value.exit_code == 2
        assert str(told.value.params["candidates"]).startswith("--strategy plan (in force)")
        assert "--strategy avant (ended on 2024-06-30)" in str(told.value.params["candidates"])
    made = draft(two, "programme", "x", mission="ancienne", strategy="avant")
    assert strategy_of(made) == "avant"
    assert made.ended == ("avant", date(2024, 6, 30))


def test_a_programme_decides_for_its_indicators_and_its_end_is_told(two: Path) -> None:
    made = draft(two, "indicator", "x", programme="vieux")
    assert (strategy_of(made), made.ended) == ("avant", ("avant", date(2024, 6, 30)))
    assert draft(two, "measurement", "vieil").ended == ("avant", date(2024, 6, 30))
    assert draft(two, "checkpoint", "vieux").ended == ("avant", date(2024, 6, 30))
    told = jalon("new", "checkpoint", "vieux", "--lang", "en", cwd=two)
    assert "Strategy avant ended on 2024-06-30" in told.stdout


def test_without_one_in_force_every_strategy_is_proposed(two: Path) -> None:
    plan = two / "roadmap" / "strategies" / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("id: plan", "id: autre"), "utf-8")
    plan.rename(plan.with_stem("autre"))
    (two / "roadmap" / "strategies" / "tiers.yaml").write_text(
        "id: tiers\ntitle: Tiers\nstart: 2025-01-01\n", "utf-8"
    )
    with pytest.raises(JalonError, match="Several strategies are in force"):
        draft(two, "programme", "x")
    for name in ("autre", "tiers"):
        path = two / "roadmap" / "strategies" / f"{name}.yaml"
        path.write_text(OLD.replace("avant", name), "utf-8")
    with pytest.raises(JalonError, match="No strategy is in force") as told:
        draft(two, "programme", "x")
    assert str(told.value.params["candidates"]).count("(ended on 2024-06-30)") == 3


def test_ranks_follow_and_known_ids_are_told(root: Path) -> None:
    made = draft(root, "axis", "donnees")
    assert "\norder: 2\n" in made.text and "\nstrategy: plan\n" in made.text
    made = draft(root, "mission", "donnees")
    assert "\naxis: services\n" in made.text and "\n## Existants\u00a0: services.\n" in made.text


def test_schemas_are_copied_once_and_never_over(root: Path) -> None:
    first = jalon("new", "source", "nouveau", "--lang", "en", cwd=root)
    assert "19 schemas copied to governance/schemas" in first.stdout
    copied = root / "governance/schemas/source.schema.json"
    line = (root / "roadmap/sources/nouveau.yaml").read_text().splitlines()[0]
    target = line.partition("$schema=")[2]
    assert (root / "roadmap/sources" / target).resolve() == copied.resolve()
    copied.write_text("{}")
    second = jalon("new", "source", "autre", "--lang", "en", cwd=root)
    assert "1 schema of governance/schemas is not that of this Jalon" in second.stdout
    assert copied.read_text() == "{}"
    assert jalon("check", cwd=root).returncode in (0, 1)


def test_the_first_file_of_a_repository(tmp_path: Path) -> None:
    told = jalon("new", "roadmap", "--title", "La nôtre", "-C", str(tmp_path), "--lang", "en")
    assert (told.returncode, told.stderr) == (0, "")
    assert (tmp_path / "roadmap" / "roadmap.yaml").is_file()
    assert jalon("new", "strategy", "plan", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["programe", "x"], ["no kind of record called “programe”", "Did you mean programme?"]),
        (["zzz", "x"], ["no kind of record", "Kinds: roadmap, strategy"]),
        (["programme", "Mon Écran"], ["cannot be an id", "Did you mean mon-ecran?"]),
        (["programme", "-x"], ["No such option"]),
        (["programme", "a" * 65], ["cannot be an id"]),
        (["programme", "../../x"], ["cannot be an id", "Did you mean x?"]),
        (["programme", "portail"], ["programme/portail exists already", "usagers/portail.yaml"]),
        (["programme"], ["needs an id"]),
        (["roadmap"], ["roadmap/roadmap exists already"]),
        (
            ["measurement", "portail-usager"],
            ["no indicator/portail-usager", "mean portail-usagers?"],
        ),
        (["checkpoint", "portal"], ["Did you mean portail?"]),
        (["programme", "x", "--mission", "usager"], ["no mission/usager", "Did you mean usagers?"]),
        (["indicator", "x", "--programme", "zz"], ["no programme/zz", "There are portail."]),
        (["programme", "x", "--mission", "zzz"], ["no mission/zzz", "There are usagers."]),
        (["programme", "x", "--source", "plan"], ["no source/plan", "Did you mean plan-2025?"]),
        (["event", "x", "--source", "zzz"], ["no source/zzz", "plan-2025"]),
        (["event", "x", "--set", "programmes=portal"], ["no programme/portal", "mean portail?"]),
        (["source", "x", "--set", "tite=a"], ["have no field “tite”", "Did you mean title?"]),
        (["source", "x", "--set", "title"], ["is no FIELD=VALUE"]),
        (["source", "x", "--set", "kind=paper"], ["paper"]),
        (["axis", "x", "--set", "order=deux"], ["“deux” cannot be the value of order"]),
        (["axis", "x", "--set", "order=yes"], ["cannot be the value"]),
        (["programme", "x", "--set", "left=a"], ["cannot be the value of left"]),
        (["source", "x", "--set", "title=\x1b[31m"], ["cannot be seen: U+001B"]),
        (["event", "x", "--in", "../.."], ["cannot be a folder", "below roadmap/events/"]),
        (["event", "x", "--on", "2026-02-30"], ["not a day of the calendar"]),
    ],
)
def test_what_is_wrong_is_a_sentence(root: Path, arguments: list[str], said: list[str]) -> None:
    before = sorted(root.rglob("*"))
    told = jalon("new", *arguments, "--lang", "en", cwd=root)
    assert (told.returncode, told.stdout) == (2, ""), told
    for words in said:
        assert words in told.stderr
    assert sorted(root.rglob("*")) == before
    assert not RAW.search(told.stderr) and "Traceback" not in told.stderr


def test_no_link_leads_out_of_the_repository(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (root / "roadmap" / "events").symlink_to(tmp_path / "outside")
    told = jalon("new", "event", "x", "--lang", "en", cwd=root)
    assert told.returncode == 2 and "symbolic link" in told.stderr
    assert not list((tmp_path / "outside").iterdir())


def test_a_folder_that_cannot_be_written_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = draft(root, "source", "x")

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(new, "create", refuse)
    with pytest.raises(JalonError, match="cannot be written") as told:
        new.write(str(root), made)
    assert told.value.exit_code == 4


def test_schemas_that_cannot_be_copied_do_not_spoil_the_record(root: Path) -> None:
    (root / "governance").write_text("a file where the folder should be")
    made = draft(root, "source", "x")
    assert new.write(str(root), made) == [] and (root / made.path).is_file()


def test_two_at_once_never_overwrite(root: Path) -> None:
    one, other = draft(root, "source", "x"), draft(root, "source", "x", title="Autre")
    new.write(str(root), one)
    with pytest.raises(JalonError, match="exists already"):
        new.write(str(root), other)
    assert (root / one.path).read_text() == one.text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_help_has_examples_and_fits(lang: str) -> None:
    told = jalon("new", "--help", "--lang", lang)
    assert told.returncode == 0 and "jalon new programme messagerie" in told.stdout
    assert max(map(len, told.stdout.splitlines())) <= 80
