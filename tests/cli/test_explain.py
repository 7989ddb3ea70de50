"""`jalon rules` and `jalon explain`: the rules in force, and why a record has findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from governance.gate.manual import parts, plain
from governance.gate.registry import HEADINGS, rules
from tests.cli.terminal import HOSTILE, RAW, copy_of_base, jalon, widest

DAY = ("--as-of", "2026-06-01")
INDICATOR = "roadmap/indicators/plan/portail-usagers.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of_base(tmp_path / "repository")
    for path in (root / "roadmap/measurements/portail-usagers").iterdir():
        path.unlink()
    return root


def policy(root: Path, old: str, new: str) -> None:
    from governance.gate.policy import PACKAGED

    path = root / "governance/policy/policy.yaml"
    path.parent.mkdir(parents=True)
    text = Path(PACKAGED).read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# -- rules


@pytest.mark.parametrize("columns", ["80", "120", "160"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_rule_is_listed_and_fits(root: Path, lang: str, columns: str) -> None:
    told = jalon("rules", "--lang", lang, cwd=root, COLUMNS=columns)
    assert (told.returncode, told.stderr) == (0, "")
    for code, entry in rules().items():
        assert f"  {code}  {entry.rule.name}" in told.stdout
    assert widest(told.stdout) <= int(columns)
    assert not RAW.search(told.stdout)
    assert ("✗ erreur" if lang == "fr" else "✗ error") in told.stdout


def test_one_family_by_letter_or_name() -> None:
    by_letter, by_name = jalon("rules", "--family", "m"), jalon("rules", "--family", "Measurement")
    assert by_letter.stdout == by_name.stdout
    assert "M201" in by_letter.stdout and "D301" not in by_letter.stdout
    wrong = jalon("rules", "--family", "mesurement", "--lang", "en")
    assert (wrong.returncode, wrong.stdout) == (
        2,
        "",
    ) and "Did you mean measurement?" in wrong.stderr


def test_the_severity_is_that_of_the_policy_in_force(root: Path) -> None:
    policy(
        root,
        "name: never-measured\n    severity: error",
        "name: never-measured\n    severity: info",
    )
    told = json.loads(jalon("rules", "--format", "json", cwd=root).stdout)
    found = {rule["code"]: rule for rule in told["rules"]}
    assert found["M201"]["severity"] == "info" and found["M202"]["severity"] == "error"
    assert "i note" in jalon("explain", "M201", "--lang", "en", cwd=root).stdout


def test_rules_need_no_roadmap_but_a_named_one_must_exist(tmp_path: Path) -> None:
    assert jalon("rules", cwd=tmp_path).returncode == 0
    assert jalon("explain", "M201", cwd=tmp_path).returncode == 0
    assert jalon("rules", "-C", str(tmp_path)).returncode == 3


# -- a rule


@pytest.mark.parametrize("name", ["M201", "m201", "never-measured", "Never-Measured"])
def test_a_rule_by_any_of_its_names(name: str) -> None:
    told = jalon("explain", name, "--lang", "en").stdout
    assert told.startswith("M201 never-measured\n")
    assert [line for line in told.splitlines() if line in HEADINGS] == list(HEADINGS)
    assert "calendar.first_measure_within = P6M" in told and "``" not in told


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_rule_has_its_page(lang: str) -> None:
    from governance import i18n
    from governance.reporters.rules import page
    from governance.services.rules import listed

    before = i18n.current()
    i18n.use(lang)
    try:
        views = {view["code"]: view for view in listed(None, lang)}
        assert set(views) == set(rules())
        for code, entry in rules().items():
            for columns in (80, 120):
                told = page(views[code], width=columns, colours=False)
                assert widest(told) <= columns and not RAW.search(told), code
                if lang == "en":
                    assert plain(parts(entry.doc).summary) in " ".join(told.split()), code
    finally:
        i18n.use(before)


def test_a_rule_in_french() -> None:
    told = jalon("explain", "D301", "--lang", "fr").stdout
    assert "\nCe qui est vérifié\n" in told and "\nPourquoi\n" in told and "In force" not in told


# -- a record


def test_a_record_tells_each_finding_with_reason_and_remedy(root: Path) -> None:
    told = jalon("explain", "indicator/portail-usagers", *DAY, "--lang", "en", cwd=root)
    assert (told.returncode, told.stderr) == (0, "")
    lines = told.stdout.splitlines()
    assert lines[0].startswith("indicator/portail-usagers — ") and lines[1] == INDICATOR
    assert "✗ error M201 never-measured" in lines
    assert f"  {INDICATOR}:2:1" in lines
    assert any(line.startswith("  Why  A target without a measure") for line in lines)
    assert any(line.startswith("  Fix  ") for line in lines)


@pytest.mark.parametrize("name", ["portail-usagers", "indicators/portail-usagers", INDICATOR])
def test_it_may_be_named_in_many_ways(root: Path, name: str) -> None:
    told = jalon("explain", name, *DAY, cwd=root)
    assert told.returncode == 0 and told.stdout.startswith("indicator/portail-usagers — ")


def test_an_id_of_two_kinds_is_explained_twice(root: Path) -> None:
    (root / "roadmap/sources/portail.yaml").write_text("id: portail\ntitle: P\nkind: official\n")
    told = jalon("explain", "portail", *DAY, "--lang", "en", cwd=root).stdout
    assert "programme/portail — " in told and "\nsource/portail — P\n" in told
    assert (
        "Its other records with findings:\n" in told
        and "\n  indicator/portail-usagers  1\n" in told
    )


def test_waived_and_inherited_findings_are_told_as_such(root: Path) -> None:
    folder = root / "governance/policy"
    folder.mkdir(parents=True)
    (folder / "baseline.yaml").write_text(
        "format: 1\ndebts:\n  - rule: M201\n    records: [indicator/portail-usagers]\n"
    )
    told = jalon("explain", "portail-usagers", *DAY, "--lang", "en", cwd=root).stdout
    assert "✗ error M201 never-measured (inherited: it does not count)" in told
    assert "1 does not count (waived or inherited)." in told
    (folder / "baseline.yaml").unlink()
    (folder / "waivers.yaml").write_text(
        "format: 1\nwaivers:\n  - rule: M201\n    record: indicator/portail-usagers\n"
        "    reason: The survey of this year is late by decision of the board.\n    author: sgg\n"
        "    granted: 2026-05-01\n    until: 2026-07-01\n"
    )
    told = jalon("explain", "portail-usagers", *DAY, "--lang", "fr", cwd=root).stdout
    assert "(sous dérogation\u00a0: ne compte pas)" in told


def test_a_faultless_record_says_so(root: Path) -> None:
    told = jalon("explain", "source/plan-2025", *DAY, "--lang", "en", cwd=root).stdout
    assert "Nothing is wrong with it as of 2026-06-01." in told


def test_a_file_that_cannot_be_read_is_explained_by_its_path(root: Path) -> None:
    (root / "roadmap/sources/broken.yaml").write_text("id: [\n")
    (root / "roadmap/sources/Bad Name.yaml").write_text("id: x\n")
    for path, code in (("broken.yaml", "P002"), ("Bad Name.yaml", "P022")):
        told = jalon("explain", f"roadmap/sources/{path}", *DAY, "--lang", "en", cwd=root)
        assert told.returncode == 0 and f"✗ error {code}" in told.stdout, told


@pytest.mark.parametrize(
    ("typed", "near"),
    [("never-mesured", "never-measured"), ("M301", "M201"), ("portal", "portail"),
     ("programme/portal", "programme/portail")],
)  # fmt: skip
def test_a_wrong_name_gets_a_suggestion(root: Path, typed: str, near: str) -> None:
    told = jalon("explain", typed, "--lang", "en", cwd=root)
    assert (told.returncode, told.stdout) == (2, "") and near in told.stderr


GRANTED = ("portail", "--reason", "Une raison donnée ici en plus de cinq mots.", "--until", "P30D",
           "--author", "Zoé")  # fmt: skip


@pytest.mark.parametrize("words", [(), GRANTED], ids=["explain", "waive"])
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("M999", "The family measurement goes from M201 to M212: `jalon rules --family M`."),
        ("m301", "Did you mean M201?"),
        ("G90", "Did you mean G910, G909?"),
        ("Z101", "The families are P parse, S schema,"),
    ],
)
def test_an_unknown_code_is_told_from_its_family(
    root: Path, typed: str, told: str, words: tuple[str, ...]
) -> None:
    """Codes of other families may look more like it, and speak of something else."""
    found = jalon("waive" if words else "explain", typed, *words, "--lang", "en", cwd=root)
    assert (found.returncode, found.stdout) == (2, "") and told in found.stderr


def test_an_unknown_code_needs_no_roadmap(tmp_path: Path) -> None:
    found = jalon("explain", "M999", "--lang", "fr", cwd=tmp_path)
    assert found.returncode == 2 and "va de M201 à M212\u00a0:" in found.stderr


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_hostile_records_stay_text_and_fit(root: Path, columns: str) -> None:
    path = root / INDICATOR
    text = path.read_text()
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    shown = (
        HOSTILE.replace("\\e", "[").replace("\\u202e", "").replace("\\u2066", "").replace("\\a", "")
    )
    for value in (HOSTILE, shown.replace("\\n", " ") + "令和" * 40):
        path.write_text(text.replace(title, f'title: "{value}"'))
        for form in ("text", "json"):
            told = jalon("explain", INDICATOR, *DAY, "--format", form, cwd=root, COLUMNS=columns)
            assert told.returncode == 0
            assert not RAW.search(told.stdout + told.stderr), told.stdout
            if form == "text":
                assert widest(told.stdout) <= int(columns)


def test_colours_only_when_asked(root: Path) -> None:
    assert "\033[" not in jalon("explain", "M201", cwd=root).stdout
    assert "\033[" in jalon("explain", "M201", "--color", "always", cwd=root).stdout
    assert "\033[" in jalon("rules", "--color", "always", cwd=root).stdout


@pytest.mark.parametrize("command", ["rules", "explain"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_help_has_examples_and_fits(command: str, lang: str) -> None:
    told = jalon(command, "--help", "--lang", lang)
    assert told.returncode == 0 and f"  jalon {command} " in told.stdout
    assert max(map(len, told.stdout.splitlines())) <= 80
