"""`jalon set`, `measure` and `checkpoint`: the real commands, on copies of roadmaps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from governance.cli import writing
from governance.errors import ENVIRONMENT, JalonError
from governance.services.edit import Edit, Editing, edit_record
from governance.services.fmt import laid_out
from governance.source.reader import read
from tests.cli.conftest import Say
from tests.cli.terminal import RAW, copy_of_base, jalon, widest
from tests.hostile import FORBIDDEN, STORABLE, composed

PORTAIL = "roadmap/programmes/usagers/portail.yaml"
DAY = "2026-06-01"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path / "repository")


def test_a_field_is_changed_and_told_in_both_languages(root: Path) -> None:
    before = (root / PORTAIL).read_text()
    told = jalon(
        "set", "portail", "roles.deputy.person=Alix Roy", "--lang", "en", "--as-of", DAY, cwd=root
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert "roles.2.person: Claude Durand → Alix Roy" in told.stdout
    assert told.stdout.endswith(f"\nWritten: {PORTAIL}\n")
    assert (root / PORTAIL).read_text() == before.replace("Claude Durand", "Alix Roy")
    told = jalon("set", "portail", "--unset", "purpose", "--lang", "fr", "--dry-run", cwd=root)
    assert "est retiré" in told.stdout and f"Rien n’est écrit dans {PORTAIL}." in told.stdout
    assert (root / PORTAIL).read_text() == before.replace("Claude Durand", "Alix Roy")


def test_findings_that_come_and_go_are_told_and_decide_the_exit_code(say: Say, root: Path) -> None:
    where = ("-C", str(root), "--as-of", DAY)
    said = say("set", "portail", "contributors.ministere.organisation=inconnu", *where, code=1)
    assert said == ""  # what was done is on stdout, and it was done
    assert "organisation: inconnu" in (root / PORTAIL).read_text()
    said = say("set", "portail", "contributors.2.organisation=ministere", *where)
    assert "1 finding is settled:" in said and "L101 dangling-reference" in said


def test_lists_groups_and_several_fields_at_once(say: Say, root: Path) -> None:
    say(
        "set", "programme/portail", "source=plan-2025,plan-2025", "entered.date=2025-02-03",
        "milestones+={id: fin, title: Fin, baseline: 2026-12-31, source: [plan-2025]}",
        "provenance.note=Une note : « citée »", "-C", str(root), "--as-of", DAY,
    )  # fmt: skip
    value = read((root / PORTAIL).read_bytes())[0]
    assert value is not None
    assert value["source"] == ["plan-2025", "plan-2025"]
    assert value["entered"]["date"] == "2025-02-03"
    assert value["milestones"][1] == {
        "id": "fin", "title": "Fin", "baseline": "2026-12-31", "source": ["plan-2025"],
    }  # fmt: skip
    assert value["provenance"]["note"] == "Une note : « citée »"
    assert laid_out(str(root), PORTAIL) == (root / PORTAIL).read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["portail"], "Nothing is to be changed"),
        (["portail", "title"], "no FIELD=VALUE"),
        (["portail", "titel=x"], "Did you mean title?"),
        (["portale", "title=x"], "portail"),
        (["portail", "entered.date=30/06/2021"], "2021-06-30"),
        (["portail", "contributors.1.fte=beaucoup"], "cannot be the value"),
        (["portail", "title+=x"], "is no list"),
        (["portail", "roles+=x"], "YAML on one line"),
        (["portail", "roles+={person: x}"], "missing"),
        (["portail", "--unset", "id"], "missing"),
        (["portail", "roles.chief.person=x"], "Its items are"),
        (["portail", "title=a\x1b[31mb"], "U+001B"),
    ],
)
def test_what_is_refused_is_refused_with_what_to_do(
    say: Say, root: Path, arguments: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    told = say("set", *arguments, "-C", str(root), code=2)
    assert said in " ".join(told.split()) and not RAW.search(told)
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_json_tells_the_same(say: Say, root: Path) -> None:
    said = json.loads(
        say("set", "portail", "title=Autre", "--format", "json", "-C", str(root), "--as-of", DAY)
    )
    assert (
        said["written"] is True
        and said["path"] == PORTAIL
        and said["record"] == "programme/portail"
    )
    assert said["changes"] == [
        {"field": "title", "pointer": "/title", "before": "Portail des démarches", "after": "Autre"}
    ]
    assert (said["settled"], said["new"]) == ([], [])


def test_hostile_texts_are_stored_as_they_are_or_refused_and_never_obeyed(
    say: Say, root: Path
) -> None:
    where = ("-C", str(root), "--as-of", DAY, "--dry-run")
    for text in STORABLE[::40]:
        if composed(text):
            said = say("set", "portail", f"purpose={text}", *where)
            assert not RAW.search(said) and widest(said) <= 80
    for text in FORBIDDEN[::30]:
        said = say("set", "portail", f"purpose={text}", *where, code=2)
        assert not RAW.search(said)


def test_a_measure_is_entered_once_and_corrected_by_another(root: Path) -> None:
    folder = "roadmap/measurements/portail-usagers"
    first = jalon(
        "measure", "portail-usagers", "61.5", "--on", DAY, "--as-of", DAY, "--bound", "at_least",
        "--source", "plan-2025", "--lang", "en", cwd=root,
    )  # fmt: skip
    assert (first.returncode, first.stderr) == (0, "")
    assert f"Written: {folder}/{DAY}.yaml" in first.stdout
    assert (root / folder / f"{DAY}.yaml").read_text() == (
        "# yaml-language-server: $schema=../../../governance/schemas/measurement.schema.json\n"
        f"indicator: portail-usagers\ndate: {DAY}\nvalue: 61.5\nbound: at_least\nsource: [plan-2025]\n"
    )
    again = jalon(
        "measure", "portail-usagers", "62", "--on", DAY, "--as-of", DAY, "--source", "plan-2025",
        "--lang", "fr", "--dry-run", cwd=root,
    )  # fmt: skip
    assert (
        "Déjà mesuré ce jour-là" in again.stderr and not (root / folder / f"{DAY}-2.yaml").exists()
    )
    last = jalon(
        "measure", "portail-usagers", "62", "--on", DAY, "--as-of", DAY, "--source", "plan-2025",
        "--supersedes", DAY, cwd=root,
    )  # fmt: skip
    assert last.returncode == 0 and (root / folder / f"{DAY}-2.yaml").is_file()


def test_a_checkpoint_is_entered_from_a_file_and_options(root: Path) -> None:
    prepared = root / "prepared.yaml"
    prepared.write_text(
        "weather: stormy\nminutes: |\n  Ligne 1\n  Ligne 2\nmeasures: [portail-usagers/2026-03-31]\n"
    )
    arguments = (
        "checkpoint", "portail", "--on", DAY, "--as-of", DAY, "--from", str(prepared),
        "--weather", "cloudy", "--decision", "continue", "--reason", "On tient.", "--attendee", "ministere",
        "--action", "dnum:2026-07-15:Chiffrer", "--lang", "en",
    )  # fmt: skip
    told = jalon(*arguments, cwd=root)
    assert told.returncode in (0, 1) and told.stderr == ""
    path = root / "roadmap" / "checkpoints" / "portail" / f"{DAY}.yaml"
    value = read(path.read_bytes())[0]
    assert value is not None
    assert (value["weather"], value["minutes"]) == ("cloudy", "Ligne 1\nLigne 2\n")
    assert value["decision"] == {"kind": "continue", "reason": "On tient."}
    assert "weather" in told.stdout and "last review" in told.stdout
    assert laid_out(str(root), path.relative_to(root).as_posix()) == path.read_text()
    before = path.read_bytes()
    told = jalon(*arguments, cwd=root)
    assert told.returncode == 2 and "already" in told.stderr and path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["measure", "portail-usager", "1"], "Did you mean portail-usagers?"),
        (["measure", "portail-usagers", "72,8"], "72.8"),
        (["checkpoint", "portal"], "Did you mean portail?"),
        (["checkpoint", "portail", "--reason", "x"], "none is given"),
        (["checkpoint", "portail", "--action", "x"], "For instance: --action"),
        (["checkpoint", "portail", "--decision", "go"], "'go' is not one of"),
    ],
)
def test_what_cannot_be_entered_says_why(
    say: Say, root: Path, arguments: list[str], said: str
) -> None:
    assert said in " ".join(say(*arguments, "-C", str(root), code=2).split())


def test_what_somebody_else_saves_meanwhile_is_kept_or_asked_about(root: Path) -> None:
    def edited(field: str, value: str) -> Editing:
        one = edit_record(str(root), "programme", "portail", PORTAIL)
        one.make(Edit("set", (field,), value))
        return one

    theirs, mine, late = (
        edited("title", "Le leur"),
        edited("purpose", "Le mien."),
        edited("title", "X"),
    )
    for one in (theirs, mine):
        writing.save_over(one)
    text = (root / PORTAIL).read_text()
    assert "title: Le leur\n" in text and "purpose: Le mien.\n" in text
    with pytest.raises(JalonError, match="somebody else") as found:
        writing.save_over(late)
    assert found.value.exit_code == ENVIRONMENT and (root / PORTAIL).read_text() == text


def test_completion_knows_indicators_fields_and_documents(root: Path) -> None:
    def completed(*words: str) -> list[str]:
        told = jalon(
            cwd=root, _JALON_COMPLETE="bash_complete", COMP_WORDS=" ".join(["jalon", *words]),
            COMP_CWORD=str(len(words)),
        )  # fmt: skip
        return [line.partition(",")[2] for line in told.stdout.splitlines()]

    assert completed("measure", "portail-u") == ["portail-usagers"]
    assert completed("checkpoint", "p") == ["plan", "portail"]
    assert "title=" in completed("set", "programme/portail", "ti")
    assert completed("measure", "portail-usagers", "1", "--source", "plan") == ["plan-2025"]
