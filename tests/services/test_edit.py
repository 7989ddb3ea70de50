"""Editing a record: judged at once, undone, saved over nobody's words, seen before it is saved."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from governance.errors import JalonError
from governance.i18n import tell
from governance.model.edit import ADD, REMOVE, SET
from governance.services import enter
from governance.services.check import check
from governance.services.edit import (
    Conflict,
    Edit,
    Editing,
    edit_record,
    new_record,
    rebased,
    save,
)
from governance.services.place import place
from governance.services.preview import preview
from governance.services.told import told
from tests.hostile import FORBIDDEN

BASE = Path(__file__).parents[1] / "rules" / "base"
PORTAIL = "roadmap/programmes/usagers/portail.yaml"
DAY = date(2026, 6, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "repository"))


def portail(root: Path, *, tolerant: bool = False) -> Editing:
    return edit_record(str(root), "programme", "portail", PORTAIL, tolerant=tolerant)


def test_nothing_is_written_before_it_is_saved(root: Path) -> None:
    before = (root / PORTAIL).read_bytes()
    assert not portail(root).changed
    one = portail(root)
    one.make(Edit(SET, ("title",), "Le portail"))
    assert one.changed and (root / PORTAIL).read_bytes() == before
    assert save(str(root), [one]) == [PORTAIL]
    assert (root / PORTAIL).read_bytes() == one.data != before
    assert save(str(root), [portail(root)]) == []


def test_edits_are_undone_and_made_again(root: Path) -> None:
    one = portail(root)
    first = one.data
    one.make(Edit(SET, ("title",), "A"))
    one.make(Edit(REMOVE, ("milestones", 0)), Edit(SET, ("title",), "B"))
    last = one.data
    assert one.undo() and one.undo() and one.undo() and not one.undo()
    assert one.data == first and not one.changed
    assert one.redo() and one.at(("title",)) == "A"
    assert one.redo() and one.redo() and not one.redo()
    assert one.data == last
    one.undo()
    one.make(Edit(SET, ("title",), "C"))
    assert not one.redo()


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit(SET, ("entered", "date"), "2026-13-01"), "calendar"),
        (Edit(SET, ("titel",), "x"), "titel"),
        (Edit(REMOVE, ("id",)), "missing"),
        (Edit(SET, ("source",), "plan-2025"), "list"),
        (Edit(SET, ("title",), ""), "at least"),
        (Edit(ADD, ("roles",), {"organisation": "ministere"}), "missing"),
        (Edit(SET, ("milestones", 9, "title"), "x"), "no place"),
        (Edit(SET, ("title",), "a\x1b[31m"), "cannot be seen"),
        (Edit(SET, ("title",), "\u202eabc"), "cannot be seen"),
    ],
)
def test_what_the_schema_refuses_is_refused_at_once(root: Path, edit: Edit, said: str) -> None:
    one = portail(root)
    before = one.data
    with pytest.raises(JalonError) as found:
        one.make(Edit(SET, ("purpose",), "Autre."), edit)
    error = found.value
    sentence = tell(error.message, error.params, "en")
    assert said in sentence and tell(error.hint, error.params, "en")
    assert (one.data, one.edits) == (before, [])  # all or none


def test_no_forbidden_text_gets_in(root: Path) -> None:
    one = portail(root)
    for text in FORBIDDEN:
        with pytest.raises(JalonError):
            one.make(Edit(SET, ("title",), text))
    one.make(Edit(SET, ("purpose",), "e\u0301te\u0301\r\nl2"))
    assert one.at(("purpose",)) == "été\nl2"


def test_a_form_being_filled_in_is_told_and_only_its_save_is_stopped(root: Path) -> None:
    one = portail(root, tolerant=True)
    one.make(Edit(ADD, ("roles",), {"organisation": "ministere"}))
    (finding,) = one.findings()
    assert (finding.code, finding.pointer[:2]) == ("S001", ("roles", len(one.at(("roles",))) - 1))
    assert finding.line > 1
    with pytest.raises(JalonError):
        save(str(root), [one])
    one.make(Edit(SET, (*finding.pointer[:2], "role"), "deputy"))
    assert one.findings() == []
    assert save(str(root), [one])


def test_an_old_debt_does_not_stop_an_edit_elsewhere(root: Path) -> None:
    path = root / PORTAIL
    path.write_text(path.read_text() + "unheard: of\n")
    one = portail(root)
    one.make(Edit(SET, ("title",), "Le portail"))
    with pytest.raises(JalonError):
        one.make(Edit(SET, ("unknown",), "x"))
    assert save(str(root), [one]) and "unheard: of" in path.read_text()


def test_a_conflict_keeps_three_versions_and_both_edits_where_they_do_not_meet(root: Path) -> None:
    mine, theirs = portail(root), portail(root)
    base = mine.data
    theirs.make(Edit(SET, ("title",), "Le leur"))
    save(str(root), [theirs])
    mine.make(Edit(SET, ("purpose",), "Le mien."))
    with pytest.raises(Conflict) as found:
        save(str(root), [mine])
    assert (found.value.base, found.value.mine, found.value.theirs) == (
        base,
        mine.data,
        theirs.data,
    )
    both, met = rebased(mine, found.value)
    assert met == [] and save(str(root), [both])
    assert (
        portail(root).at(("title",)) == "Le leur" and portail(root).at(("purpose",)) == "Le mien."
    )


def test_edits_that_meet_are_named(root: Path) -> None:
    mine, theirs = portail(root), portail(root)
    for one, title in ((theirs, "Le leur"), (mine, "Le mien")):
        one.make(Edit(SET, ("title",), title))
    save(str(root), [theirs])
    with pytest.raises(Conflict) as found:
        save(str(root), [mine])
    both, met = rebased(mine, found.value)
    assert met == [("title",)] and both.at(("title",)) == "Le mien"
    (root / PORTAIL).unlink()
    with pytest.raises(Conflict) as gone:
        save(str(root), [both])
    with pytest.raises(JalonError, match="removed"):
        rebased(both, gone.value)


def test_a_new_record_is_laid_out_and_names_its_schema(root: Path) -> None:
    path = "roadmap/sources/rapport.yaml"
    data = {"title": "Rapport", "id": "rapport", "kind": "report", "date": "2026-05-01"}
    one = new_record(str(root), "source", "rapport", path, data)
    one.make(Edit(SET, ("publisher",), "Cour des comptes"))
    assert save(str(root), [one]) == [path]
    assert (root / path).read_text().splitlines()[:2] == [
        "# yaml-language-server: $schema=../../governance/schemas/source.schema.json", "id: rapport",
    ]  # fmt: skip
    with pytest.raises(JalonError):
        new_record(str(root), "source", "rapport", path, {"id": "rapport"})


def test_a_file_that_cannot_be_read_is_not_edited(root: Path) -> None:
    (root / PORTAIL).write_text("id: [\n")
    with pytest.raises(JalonError):
        portail(root)
    (root / PORTAIL).unlink()
    with pytest.raises(JalonError, match="cannot be read"):
        portail(root)


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("title", ("title",)), ("entered.date", ("entered", "date")), ("roles.lead.person", ("roles", 0, "person")),
        ("roles.1.person", ("roles", 0, "person")), ("/roles/0/person", ("roles", 0, "person")),
        ("milestones.ouverture.forecast", ("milestones", 0, "forecast")),
        ("source.plan-2025", ("source", 0)), ("source.1", ("source", 0)), ("/source/0", ("source", 0)),
    ],
)  # fmt: skip
def test_a_place_is_named_as_a_person_names_it(
    root: Path, text: str, pointer: tuple[object, ...]
) -> None:
    assert place("programme", portail(root).value, text).pointer == pointer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel", "title"), ("roles.leed.person", "Its items are"), ("roles.0", "Its items are"),
        ("title.x", "no fields"), ("/roles/7", "Its items are"), ("", "Its fields are"),
        ("dependencies.1.kind", "no item yet"), ("roles.lead.persom", "person"),
    ],
)  # fmt: skip
def test_a_place_that_does_not_exist_is_refused_with_what_does(
    root: Path, text: str, said: str
) -> None:
    with pytest.raises(JalonError) as found:
        place("programme", portail(root).value, text)
    assert said in tell(found.value.hint, found.value.params, "en")


def test_an_item_named_by_what_two_have_is_asked_again(root: Path) -> None:
    one = portail(root)
    one.make(Edit(ADD, ("roles",), {"role": "lead", "organisation": "ministere"}))
    with pytest.raises(JalonError, match="several items"):
        place("programme", one.value, "roles.lead")


def test_a_preview_judges_what_is_not_saved_by_the_same_rules(root: Path) -> None:
    before = check(str(root), DAY, DAY)
    one = portail(root)
    one.make(Edit(ADD, ("milestones",), {"id": "m2", "title": "Deux", "forecast": "2026-01-31"}))
    one.make(Edit(REMOVE, ("milestones", 0)))
    seen = preview(before, [one], DAY, DAY)
    save(str(root), [one])
    after = check(str(root), DAY, DAY, use_cache=False)
    left = sorted(f.fingerprint for f in before.findings)
    for finding in seen.gone:
        left.remove(finding.fingerprint)
    assert seen.new and sorted([*left, *(f.fingerprint for f in seen.new)]) == sorted(
        f.fingerprint for f in after.findings
    )
    assert {finding.path for finding in seen.new} == {PORTAIL}
    changed = {(d["record"], d["field"]): d["after"] for d in seen.derived}
    assert changed[("programme/portail", "missed_milestones")] == 1
    assert changed[("milestone/portail/ouverture", "finish")] is None
    assert changed[("milestone/portail/m2", "finish")] == DAY.isoformat()  # today, at the earliest
    assert check(str(root), DAY, DAY).findings != before.findings


def test_a_finding_whose_words_or_place_change_is_the_same(root: Path) -> None:
    one = portail(root)
    one.make(Edit(REMOVE, ("roles", 0, "source")), Edit(REMOVE, ("roles", 1, "source")))
    save(str(root), [one])
    before = check(str(root), DAY, DAY)
    assert [f.code for f in before.findings if f.path == PORTAIL] == ["L106", "L106"]
    one = portail(root)
    one.make(Edit(SET, ("title",), "Un autre titre"))
    seen = preview(before, [one], DAY, DAY)
    assert (seen.gone, seen.new) == ([], [])
    one.make(Edit(REMOVE, ("roles", 0)))
    seen = preview(before, [one], DAY, DAY)
    assert [f.code for f in seen.gone if f.path == PORTAIL] == ["L106"]


def test_a_preview_of_nothing_says_nothing(root: Path) -> None:
    before = check(str(root), DAY, DAY)
    seen = preview(before, [portail(root)], DAY, DAY)
    assert (seen.gone, seen.new, seen.derived, seen.blocking) == ([], [], [], [])


def test_a_measure_moves_what_is_derived_and_a_second_one_of_the_day_stands_beside(
    root: Path,
) -> None:
    roadmap = check(str(root), DAY, DAY).judgement.roadmap
    fields = {"source": ["plan-2025"], "note": None}
    one, same = enter.measure(str(root), roadmap, "portail-usagers", "61.5", DAY, fields)
    assert same == [] and one.path == "roadmap/measurements/portail-usagers/2026-06-01.yaml"
    seen = preview(check(str(root), DAY, DAY), [one], DAY, DAY)
    assert ("indicator/portail-usagers", "value", 61.5) in [
        (d["record"], d["field"], d["after"]) for d in seen.derived
    ]
    save(str(root), [one])
    roadmap = check(str(root), DAY, DAY).judgement.roadmap
    two, same = enter.measure(
        str(root), roadmap, "portail-usagers", "62", DAY, {"supersedes": "2026-06-01"}
    )
    assert same == [one.path] and two.path.endswith("/2026-06-01-2.yaml")
    assert [t["field"] for t in told(two)] == ["indicator", "date", "value", "supersedes"]
    for bad in ({"supersedes": "2020-01-01"}, {"bound": "exactly"}):
        with pytest.raises(JalonError):
            enter.measure(str(root), roadmap, "portail-usagers", "62", DAY, bad)
    for value in ("", "72,8", "1 500", "yes", "1e3", "nan"):
        with pytest.raises(JalonError, match="not a number"):
            enter.measure(str(root), roadmap, "portail-usagers", value, DAY, {})


def test_a_sign_off_carries_the_fingerprint_of_what_it_approves(root: Path) -> None:
    roadmap = check(str(root), DAY, DAY).judgement.roadmap
    options = {"signoffs": ["ministere"], "decision": "continue", "weather": "sunny"}
    one = enter.checkpoint(str(root), roadmap, "portail", DAY, enter.fields_of(options, DAY))
    assert one.at(("fingerprint",)).startswith("sha256:")
    save(str(root), [one])
    codes = {f.code for f in check(str(root), DAY, DAY).findings}
    assert "C110" not in codes
    changed = portail(root)
    changed.make(Edit(SET, ("purpose",), "Tout autre chose."))
    seen = preview(check(str(root), DAY, DAY), [changed], DAY, DAY)
    assert "C110" in {finding.code for finding in seen.new}
    with pytest.raises(JalonError, match="already"):
        enter.checkpoint(
            str(root), check(str(root), DAY, DAY).judgement.roadmap, "portail", DAY, {}
        )


def test_options_of_a_checkpoint_are_taken_apart(root: Path) -> None:
    fields = enter.fields_of(
        {
            "participants": ("anssi", "Alix Roy", "dinum:Alix Roy:Chef", ":id-de-personne"),
            "answers": ("usage=Deux = 2.",), "forecasts": ("m1=2027-03-31:Retard : marché", "m2=2027-04-30"),
            "actions": ("dinum:2026-07-15:Chiffrer : vite",), "decision": "stop", "reason": "Fini.",
            "title": None, "minutes": "",
        },
        DAY,
    )  # fmt: skip
    assert fields == {
        "participants": [
            {"organisation": "anssi"}, {"person": "Alix Roy"},
            {"organisation": "dinum", "person": "Alix Roy", "role": "Chef"}, {"person": "id-de-personne"},
        ],
        "answers": [{"question": "usage", "answer": "Deux = 2."}],
        "forecasts": [
            {"milestone": "m1", "forecast": "2027-03-31", "reason": "Retard : marché"},
            {"milestone": "m2", "forecast": "2027-04-30"},
        ],
        "actions": [{"title": "Chiffrer : vite", "owner": "dinum", "due": "2026-07-15"}],
        "decision": {"kind": "stop", "reason": "Fini."},
    }  # fmt: skip
    for bad in (
        {"answers": ("usage",)}, {"forecasts": ("m1=demain",)}, {"actions": ("Chiffrer",)},
        {"reason": "Sans décision."},
    ):  # fmt: skip
        with pytest.raises(JalonError):
            enter.fields_of(bad, DAY)
