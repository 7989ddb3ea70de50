"""`jalon fmt`: one layout, no value lost, nothing touched that it cannot read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from governance.services import fmt as service
from governance.source.layout import canonical
from governance.source.reader import read
from governance.source.scan import scan
from tests.cli.terminal import RAW, copy_of_base, copy_of_shipped, jalon

SOURCE = "roadmap/sources/plan-2025.yaml"
UGLY = "title:   'Plan'\nid: plan-2025 # why\nkind: official\ndate:  2025-01-06\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of_base(tmp_path / "repository")
    service.fmt(str(root), [], write=True)
    return root


def values(root: Path) -> dict[str, Any]:
    return {file.path: read((root / file.path).read_bytes()) for file in scan(str(root))[0]}


def states(run: service.Run) -> dict[str, str]:
    return {outcome.path: outcome.state for outcome in run.outcomes}


def test_check_lists_then_fmt_writes_then_check_is_content(root: Path) -> None:
    (root / SOURCE).write_text(UGLY)
    before = values(root)
    listed = jalon("fmt", "--check", "--lang", "en", cwd=root)
    assert (listed.returncode, listed.stderr) == (1, "")
    assert f"~ would change  {SOURCE}" in listed.stdout
    assert "1 of 13 files is not in the canonical layout" in listed.stdout
    assert (root / SOURCE).read_text() == UGLY
    written = jalon("fmt", "--lang", "fr", cwd=root)
    assert (written.returncode, written.stderr) == (0, "")
    assert f"~ mis en page  {SOURCE}" in written.stdout
    assert (root / SOURCE).read_text() == (
        "id: plan-2025  # why\ntitle: Plan\nkind: official\ndate: 2025-01-06\n"
    )
    assert values(root) == before
    assert jalon("fmt", "--check", cwd=root).returncode == 0


def test_the_shipped_roadmap_survives_any_layout(tmp_path: Path) -> None:
    """Records rewritten by another tool come back to the bytes they had."""
    import yaml

    root = copy_of_shipped(tmp_path / "shipped")
    before = {path: (root / path).read_text() for path in values(root)}
    for path in list(before)[::9]:
        data = read((root / path).read_bytes())[0]
        text = yaml.safe_dump(data, allow_unicode=True, width=50, indent=4)
        if read(text.encode())[1]:
            continue
        (root / path).write_text(text)
    run = service.fmt(str(root), [], write=True)
    assert not run.of(service.REFUSED) and run.of(service.CHANGED)
    assert {path: (root / path).read_text() for path in before} == before


def test_json_says_the_same(root: Path) -> None:
    (root / SOURCE).write_text(UGLY)
    (root / "roadmap/axes/services.yaml").write_text("id: [\n")
    told = json.loads(jalon("fmt", "--check", "--format", "json", cwd=root).stdout)
    assert (told["format"], told["written"], told["changed"]) == (1, False, [SOURCE])
    assert [(r["path"], r["code"]) for r in told["refused"]] == [
        ("roadmap/axes/services.yaml", "P002")
    ]


def test_mode_and_line_ends(root: Path) -> None:
    (root / SOURCE).write_bytes(UGLY.replace("\n", "\r\n").encode())
    os.chmod(root / SOURCE, 0o640)
    assert jalon("fmt", cwd=root).returncode == 0
    assert b"\r" not in (root / SOURCE).read_bytes()
    assert (root / SOURCE).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id: &a x\ntitle: *a\n", "P004"),
        ("id: x\nid: y\n", "P003"),
        ("id: yes\n", "P018"),
        ("a: 1\n---\nb: 2\n", "P008"),
        ("- a\n", "P021"),
        ("", "P020"),
    ],
)
def test_what_cannot_be_read_is_left_alone(root: Path, text: str, code: str) -> None:
    (root / SOURCE).write_text(text)
    told = jalon("fmt", SOURCE, "--lang", "en", cwd=root)
    assert told.returncode == 1
    assert f"✗ left alone  {SOURCE}:" in told.stdout and code in told.stdout
    assert (root / SOURCE).read_text() == text


def test_links_and_strange_names_are_refused_and_shown_safely(root: Path) -> None:
    (root / "roadmap/sources/loop.yaml").symlink_to(root / SOURCE)
    (root / "roadmap/sources/\x1b[31mred.yaml").write_text("id: x\n")
    told = jalon("fmt", cwd=root)
    assert told.returncode == 1 and "P001" in told.stdout and "P022" in told.stdout
    assert not RAW.search(told.stdout + told.stderr)


def test_a_layout_that_would_lose_a_comment_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / SOURCE).write_text(UGLY)
    monkeypatch.setattr(service, "canonical", lambda text, *_: text.replace(" # why", ""))
    assert states(service.fmt(str(root), [SOURCE], write=True)) == {SOURCE: "refused"}
    monkeypatch.setattr(service, "canonical", lambda text, *_: text.replace("Plan", "Plane"))
    assert states(service.fmt(str(root), [SOURCE], write=True)) == {SOURCE: "refused"}
    assert (root / SOURCE).read_text() == UGLY


def test_a_file_that_changes_meanwhile_is_not_overwritten(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / SOURCE).write_text(UGLY)

    def slow(text: str, *rest: Any) -> str:
        (root / SOURCE).write_text("id: other\n")
        return canonical(text, *rest)

    monkeypatch.setattr(service, "canonical", slow)
    run = service.fmt(str(root), [SOURCE], write=True)
    assert states(run) == {SOURCE: "refused"} and run.exit_code(check=False) == 1
    assert (root / SOURCE).read_text() == "id: other\n"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_file_and_no_draft(
    root: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (root / SOURCE).write_text(UGLY)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    run = service.fmt(str(root), [], write=True)
    assert run.exit_code(check=False) == 4
    assert (root / SOURCE).read_text() == UGLY
    assert sorted(path.name for path in (root / SOURCE).parent.iterdir()) == ["plan-2025.yaml"]


def test_the_schema_line_is_written_where_the_schemas_are(root: Path, tmp_path: Path) -> None:
    (root / SOURCE).write_text(UGLY)
    assert "yaml-language-server" not in service.laid_out(str(root), SOURCE)
    shipped = copy_of_shipped(tmp_path / "shipped")
    wrong = "# yaml-language-server: $schema=../elsewhere/source.schema.json\n" + UGLY
    (shipped / "roadmap/sources/n1.yaml").write_text(wrong)
    first = service.laid_out(str(shipped), "roadmap/sources/n1.yaml").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../governance/schemas/source.schema.json"


def test_a_file_of_the_policy_is_laid_out_when_named(root: Path) -> None:
    path = root / "governance" / "policy" / "waivers.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("waivers: []\nformat:   1\n")
    assert jalon("fmt", "--check", cwd=root).returncode == 0
    assert jalon("fmt", "governance/policy/waivers.yaml", cwd=root).returncode == 0
    assert path.read_text() == "format: 1\nwaivers: []\n"


def test_a_wrong_path_is_a_sentence_with_a_suggestion(root: Path) -> None:
    told = jalon("fmt", "roadmap/sources/plan-2026.yaml", "--lang", "fr", cwd=root)
    assert (told.returncode, told.stdout) == (2, "")
    assert "Il n’y a ni fichier ni dossier roadmap/sources/plan-2026.yaml" in told.stderr
    assert "Vouliez-vous dire roadmap/sources/plan-2025.yaml\u00a0?" in told.stderr


def test_paths_are_seen_from_where_one_stands(root: Path) -> None:
    (root / SOURCE).write_text(UGLY)
    told = jalon("fmt", "--check", "plan-2025.yaml", "--lang", "en", cwd=root / "roadmap/sources")
    assert f"~ would change  {SOURCE}" in told.stdout


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_help_has_examples_and_fits(lang: str) -> None:
    told = jalon("fmt", "--help", "--lang", lang)
    assert told.returncode == 0 and "jalon fmt --check" in told.stdout
    assert max(map(len, told.stdout.splitlines())) <= 80
