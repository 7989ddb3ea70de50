"""A record changed through a form: the bytes of what is typed, and nothing else, in a real repository."""

from __future__ import annotations

import difflib
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from governance.errors import JalonError
from governance.model.edit import look
from governance.model.finding import pointer_text
from governance.services import starting
from governance.services.against import Committed, against
from governance.services.check import Report, check
from governance.services.edit import Conflict, Editing, edit_record
from governance.services.rebaseline import LIST, rebaseline
from governance.services.resuming import begun, resumed
from governance.services.revising import Revising
from governance.services.taking_back import Saved
from governance.services.text import line_of, pointer_at
from tests.vcs.git import ZOE, Git, stamp

BASE = Path(__file__).parents[1] / "rules" / "base"
PORTAIL = "roadmap/programmes/usagers/portail.yaml"
USAGERS = "roadmap/indicators/plan/portail-usagers.yaml"
MEASURE = "portail-usagers/2026-03-31"
DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base roadmap, committed."""
    root = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("revising") / "repository"))
    Git(root).commit({})
    return root


@pytest.fixture
def root(committed: Path, tmp_path: Path) -> str:
    return str(shutil.copytree(committed, tmp_path / "repository"))


@pytest.fixture(scope="module")
def report(committed: Path) -> Report:
    return check(str(committed), DAY, DAY)


def form(root: str, kind: str = "programme", id: str = "portail", path: str = PORTAIL) -> Revising:
    return Revising.of(edit_record(root, kind, id, path, tolerant=True), DAY)


def made(one: Revising, report: Report) -> Editing:
    found = one.make(report.judgement.roadmap)
    assert not found.troubles
    return found.editings[0]


def changed(editing: Editing) -> list[str]:
    """The lines of the file that differ."""
    assert editing.base is not None
    before, after = (data.decode().splitlines() for data in (editing.base, editing.data))
    return [line for line in difflib.unified_diff(before, after, n=0, lineterm="") if line[1:2] != line[0:1]
            and not line.startswith("@@")]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("/title", "Le portail", ["-title: Portail des démarches", "+title: Le portail"]),
        ("/roles/0/to", "+13w", ["+    to: 2026-08-31"]),
        ("/roles/0/interim", "true", ["+    interim: true"]),
        ("/contributors/0/fte", "2.5", ["-    fte: 4", "+    fte: 2.5"]),
        ("/contributors/0/fte", "", ["-    fte: 4"]),
        ("/scope", "", ["-scope: ministerial"]),
        ("/left/date", "2026-05-31", ["+left:", "+  date: 2026-05-31"]),
        ("/stop_criteria/0/source/0", "", ["-    source: [plan-2025]"]),
        ("/title", "  Portail des démarches ", []),
    ],
)
def test_a_field_changes_its_own_bytes_alone(
    name: str, text: str, lines: list[str], root: str, report: Report
) -> None:
    one = form(root)
    one.put(name, text)
    assert changed(made(one, report)) == lines
    assert one.changed == bool(lines)


def test_items_come_go_and_move(root: str, report: Report) -> None:
    one = form(root)
    at = one.add(("milestones",))
    assert at == ("milestones", 1) and one.at(at) == {"id": "", "title": ""}
    for name, text in (("id", "essai"), ("title", "Essai"), ("baseline", "+1m")):
        one.put(f"{pointer_text(at)}/{name}", text)
    assert one.move(at, -1) == ("milestones", 0)
    assert [item["id"] for item in one.value["milestones"]] == ["essai", "ouverture"]
    assert one.move(("milestones", 0), 1) == ("milestones", 1)
    assert one.move(("milestones", 1), 1) == ("milestones", 1), "the last one stays the last"
    assert changed(made(one, report)) == ["+  - id: essai", "+    title: Essai", "+    baseline: 2026-07-01"]  # fmt: skip
    one.remove(("milestones", 0))
    one.remove(("milestones", 0))
    assert "milestones" not in one.value
    while one.undo():
        pass
    assert not one.changed and made(one, report).data == Path(root, PORTAIL).read_bytes()
    while one.redo():
        pass
    assert "milestones" not in one.value


def test_what_is_no_value_is_told_and_never_written(root: str, report: Report) -> None:
    one = form(root)
    one.put("/contributors/0/fte", "4,5")
    one.put("/purpose", "a\x1b[0m")
    one.put("/title", "Le portail")
    found = one.make(report.judgement.roadmap)
    assert set(found.troubles) == {"/contributors/0/fte", "/purpose"}
    assert one.get("/contributors/0/fte") == "4,5", "what was typed stays in the field"
    assert look(found.editings[0].value, ("contributors", 0, "fte")) == 4, "the rest is judged"
    before = Path(root, PORTAIL).read_bytes()
    with pytest.raises(JalonError):
        one.save(found)
    assert Path(root, PORTAIL).read_bytes() == before
    one.put("/contributors/0/fte", "4.5")
    one.put("/purpose", "Réunir.")
    assert one.save(one.make(report.judgement.roadmap)) == [PORTAIL]


def test_an_unfinished_form_goes_on_where_it_was(root: str, report: Report) -> None:
    one = form(root)
    one.put("/title", "Le portail")
    one.add(("roles",))
    one.set_aside()
    assert begun(root) == ["programme/portail"]
    again = resumed(root, "programme/portail", DAY)
    assert again is not None and again.value == one.value and again.changed
    assert made(again, report).data == made(one, report).data
    again.forget()
    assert begun(root) == [] and resumed(root, "programme/portail", DAY) is None


@pytest.mark.parametrize("theirs", [False, True])
def test_both_changes_are_kept_when_somebody_else_saves(
    theirs: bool, root: str, report: Report
) -> None:
    one = form(root)
    one.put("/title", "Le mien")
    one.put("/scope", "interministerial")
    file = Path(root, PORTAIL)
    file.write_text(
        file.read_text("utf-8")
        .replace("Portail des démarches", "Le leur")
        .replace("fte: 4", "fte: 5"),
        "utf-8",
    )
    with pytest.raises(Conflict) as conflict:
        one.save(one.make(report.judgement.roadmap))
    moved, both = one.onto(conflict.value, theirs=theirs)
    assert both == [("title",)]
    moved.save(moved.make(report.judgement.roadmap))
    written = file.read_text("utf-8")
    assert ("title: Le leur" if theirs else "title: Le mien") in written
    assert "scope: interministerial" in written and "fte: 5" in written


def test_a_save_is_taken_back_unless_the_file_has_changed_since(root: str, report: Report) -> None:
    file = Path(root, PORTAIL)
    before = file.read_bytes()
    one = form(root)
    one.put("/title", "Le portail")
    found = one.make(report.judgement.roadmap)
    one.save(found)
    saved = Saved(root, found.editings)
    after = file.read_bytes()
    file.write_bytes(after + b"# later\n")
    with pytest.raises(JalonError, match="changed since"):
        saved.take_back()
    assert file.read_bytes() == after + b"# later\n"
    file.write_bytes(after)
    saved.take_back()
    assert file.read_bytes() == before


def test_a_promise_rewritten_asks_for_its_rebaseline(root: str, report: Report) -> None:
    committed = Committed(root, PORTAIL)
    one = form(root)
    one.put("/milestones/0/baseline", "2027-03-31")
    told = against(report, made(one, report), committed)
    assert [(f.code, f.pointer, f.severity) for f in told] == [
        ("C104", ("milestones", 0, "baseline"), "error")
    ]
    entry = rebaseline(told[0], DAY)
    assert entry == {
        "date": "2026-06-01", "what": "milestone", "of": "ouverture", "old": "2026-12-31",
        "new": "2027-03-31", "reason": "", "approver": "",
    }  # fmt: skip
    at = one.add(LIST, entry)
    one.put(f"{pointer_text(at)}/reason", "scope")
    one.put(f"{pointer_text(at)}/approver", "Comité")
    assert not against(report, made(one, report), committed)


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("/targets/0/value", "8000", "C101",
         {"what": "target", "of": "2026-12-31", "old_value": 10000, "new_value": 8000}),
        ("/targets/0/date", "2027-06-30", "C102",
         {"what": "deadline", "old": "2026-12-31", "new": "2027-06-30"}),
        ("/baseline/value", "3000", "C104",
         {"what": "baseline", "old_value": 2000, "new_value": 3000}),
        ("/baseline/date", "", "C104", {"what": "baseline", "old": "2025-03-31"}),
        ("/frequency", "P1Y", "C116", {"what": "frequency", "old": "P3M", "new": "P1Y"}),
    ],
)  # fmt: skip
def test_every_rebaseline_settles_what_asked_for_it(
    name: str, text: str, code: str, said: dict[str, Any], root: str, report: Report
) -> None:
    committed = Committed(root, USAGERS)
    one = form(root, "indicator", "portail-usagers", USAGERS)
    one.put(name, text)
    told = [f for f in against(report, made(one, report), committed) if rebaseline(f, DAY)]
    assert [f.code for f in told] == [code]
    entry = rebaseline(told[0], DAY)
    assert entry == {"date": DAY.isoformat(), **said, "reason": "", "approver": ""}
    one.add(LIST, {**entry, "reason": "correction", "approver": "Comité"})
    left = against(report, made(one, report), committed)
    assert code not in {f.code for f in left}


def test_what_was_never_committed_may_be_rewritten(root: str, report: Report) -> None:
    path = f"roadmap/measurements/{MEASURE}.yaml"
    one = form(root, "measurement", MEASURE, path)
    one.put("/value", "7000")
    editing = made(one, report)
    assert [f.code for f in against(report, editing, Committed(root, path))] == ["C105"]
    git = Git(Path(root))
    git.run("rm", "-q", "--cached", path)
    git.run("commit", "-q", "-m", "y", **stamp("2026-01-05T09:00:00Z", ZOE, ""))
    assert against(report, editing, Committed(root, path)) == []
    shutil.rmtree(Path(root, ".git"))
    assert not Committed(root, path).known


def test_a_measure_is_corrected_by_another(root: str, report: Report) -> None:
    one = starting.correction(root, report.judgement.roadmap, MEASURE, DAY)
    one.put("/value", "7000")
    one.save(one.make(report.judgement.roadmap))
    written = Path(root, f"roadmap/measurements/{MEASURE}-2.yaml").read_text("utf-8")
    assert "value: 7000\n" in written and "supersedes: 2026-03-31\n" in written
    codes = {f.code for f in check(root, DAY, DAY).findings if f.path.endswith("31-2.yaml")}
    assert not codes


def test_a_new_record_starts_with_what_is_known_and_asks_for_the_rest(
    root: str, report: Report
) -> None:
    roadmap = report.judgement.roadmap
    given = starting.related("indicator", "programme/portail", roadmap)
    assert given == {"programme": "portail", "strategy": "plan"}
    assert starting.related("demand", "contributor/dnum", roadmap) == {"asked_by": "dnum"}
    assert starting.related("contributor", "contributor/dnum", roadmap) == {}
    one, ended = starting.start(root, "indicator", "delais", {**given, "title": "Délais"}, DAY, DAY)
    assert ended is None and one.base is None and one.changed
    assert one.value == {
        "id": "delais",
        "strategy": "plan",
        "programme": "portail",
        "title": "Délais",
    }
    assert one.path == "roadmap/indicators/plan/delais.yaml"
    with pytest.raises(JalonError, match="exists already"):
        starting.start(root, "indicator", "portail-usagers", {"title": "X"}, DAY, DAY)
    with pytest.raises(JalonError):
        one.save(one.make(roadmap))  # unit, direction and kind are yet to be said
    for name, text in (("/unit", "jours"), ("/direction", "decrease"), ("/kind", "outcome")):
        one.put(name, text)
    assert one.save(one.make(roadmap)) == [one.path]
    assert Path(root, one.path).read_text("utf-8").startswith("# yaml-language-server: $schema=")


def test_lines_and_fields_answer_each_other(root: str) -> None:
    lines = Path(root, PORTAIL).read_text("utf-8").splitlines()
    number = lines.index("    baseline: 2026-12-31") + 1
    assert pointer_at(root, PORTAIL, number) == ("milestones", 0, "baseline")
    assert line_of(root, PORTAIL, ("milestones", 0, "baseline")) == number
    assert pointer_at(root, PORTAIL, 1) == ()
