"""The form that a schema gives: every field, in order, whatever a file holds in it."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from governance import i18n
from governance.gate.roadmap import Roadmap
from governance.model.kinds import KINDS
from governance.services.check import check
from governance.services.edit import Original, edit_record
from governance.services.place import definition_of, pointer_of
from governance.services.revising import Revising
from tests.hostile import FORBIDDEN
from tests.services.proposing import BASE
from tui.record_form import FIXED, GROUP, LIST, NEXT, STRAY, VALUE, RecordForm, Slot
from tui.referred import referred

DAY = date(2026, 6, 1)
BROKEN = """\
id: casse
strategy: plan
title: Cassé
roles: quelqu'un
left: [2026-01-01]
milestones: [demain, {id: a, title: A, baseline: 12}]
colour: {red: true}
provenance: {grade: official, degree: 3}
source: [plan-2025]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = shutil.copytree(BASE, tmp_path_factory.mktemp("form") / "r")
    (root / "roadmap/programmes/casse.yaml").write_text(BROKEN, "utf-8")
    return str(root)


@pytest.fixture(scope="module")
def roadmap(root: str) -> Roadmap:
    return check(root, DAY, DAY).judgement.roadmap


def form(root: str, roadmap: Roadmap, kind: str, id: str) -> Revising:
    path = roadmap.paths[kind][id][0]
    return Revising.of(edit_record(root, kind, id, path, tolerant=True), DAY)


def everything(one: Revising, roadmap: Roadmap) -> dict[str, Slot]:
    """Every line, once every group and list is opened."""
    opened: set[str] = set()
    while True:
        slots = {slot.field.name: slot for slot in RecordForm(one, roadmap, opened).slots()}
        more = {name for name, slot in slots.items() if slot.shape in (GROUP, LIST)}
        if more <= opened:
            return slots
        opened |= more


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_is_reached_and_named(
    kind: str, lang: str, root: str, roadmap: Roadmap
) -> None:
    i18n.use(lang)
    one = Revising(Original(root, kind, "x", "roadmap/x.yaml", None, {}), DAY)
    node, _root = one.node(())
    slots = everything(one, roadmap)
    tops = [name for name in slots if name.count("/") == 1]
    assert tops == [f"/{name}" for name in node["properties"]]
    for name, slot in slots.items():
        assert slot.field.label and slot.field.about, name
        if slot.shape != NEXT:
            assert (
                pointer_of(kind, name) == slot.pointer
                and definition_of(kind, slot.pointer) is not None
            )


def test_what_is_misshapen_is_shown_and_can_be_taken_away(root: str, roadmap: Roadmap) -> None:
    one = form(root, roadmap, "programme", "casse")
    slots = everything(one, roadmap)
    strays = {name for name, slot in slots.items() if slot.shape == STRAY}
    assert strays == {"/roles", "/left", "/milestones/0", "/colour", "/provenance/degree"}
    assert slots["/id"].shape == FIXED
    assert (
        slots["/milestones/1/baseline"].shape == VALUE and one.get("/milestones/1/baseline") == "12"
    )
    for name in sorted(strays, reverse=True):
        one.remove(slots[name].pointer)
    one.put("/milestones/0/baseline", "2026-12-31")
    one.put("/left/date", "2026-05-01")
    made = one.make(roadmap)
    assert not made.troubles
    assert [f.code for f in made.editings[0].findings()] == ["S001"]  # why it left is not said


def test_what_a_field_may_name_is_found_by_its_title(root: str, roadmap: Roadmap) -> None:
    one = form(root, roadmap, "programme", "portail")
    for kinds, id, title in (
        (("programme", "product"), "portail", "Portail des démarches"),
        (("milestone",), "ouverture", "Ouverture"),
        (("indicator",), "portail-usagers", "Usagers du portail"),
        (("contributor",), "dnum", ""),
    ):
        found = dict(referred(kinds, one, roadmap))
        assert title in found[id], kinds
    measure = form(root, roadmap, "measurement", "portail-usagers/2026-03-31")
    assert [id for id, _words in referred(("measurement",), measure, roadmap)] == [
        "2025-12-31", "2026-03-31",
    ]  # fmt: skip


def test_units_stand_beside_figures(root: str, roadmap: Roadmap) -> None:
    i18n.use("en")
    slots = everything(form(root, roadmap, "indicator", "portail-usagers"), roadmap)
    assert "usagers" in slots["/targets/0/value"].field.choices[0][1]
    slots = everything(form(root, roadmap, "programme", "portail"), roadmap)
    assert "full-time" in slots["/contributors/0/fte"].field.choices[0][1]


def test_hostile_text_is_harmless(root: str, roadmap: Roadmap) -> None:
    one = form(root, roadmap, "programme", "portail")
    one.value["title"] = one.value["roles"][0]["person"] = "".join(FORBIDDEN) + "\x1b]52;c;x\x07"
    one.value["\x1b[31m"] = "x"
    for slot in everything(one, roadmap).values():
        for text in (slot.text, slot.field.label, *(words for _id, words in slot.field.choices)):
            assert not set(text.replace("\x1b[2m", "").replace("\x1b[0m", "")) & set(
                "\x1b\x07\x9b\u202e"
            )
