"""The forms of `jalon check` for forges and viewers: valid, deterministic, and deaf to what records say."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from governance.cli.options import CHECK
from governance.cli.verdict import render
from governance.hygiene import code, markdown
from governance.model.finding import Finding
from governance.reporters import github
from governance.reporters.message import fix, message
from governance.services.check import Report, check

HERE = Path(__file__).parent
BASE = HERE.parent / "rules" / "base"
DAY = date(2026, 6, 1)
FORMS = next(option.values for option in CHECK if option.field == "form")
LURES = (
    "##[add-mask]e", "@everyone", "a@b.example", "[x](https://evil.example)", "![x](https://evil.example/p.png)",
    "https://evil.example", "www.evil.example", "<img src=x onerror=y>", "<!-- x", "</details>",
    "#12", "!12", "**gras**", "| a | b |", "```", "`tick", "``", "::stop-commands::x",
    "&amp;", "\\", "$x$",
)  # fmt: skip
HOSTILE = " ".join(LURES)
READER = MarkdownIt("gfm-like")
WORDS = st.text(st.one_of(st.sampled_from("`\\@[]()<>|#*_~!:./ \n"), st.characters()), max_size=40)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A hostile roadmap: thirty unmeasured indicators, one waived finding and four inherited ones."""
    root = tmp_path_factory.mktemp("hostile") / "repository"
    shutil.copytree(BASE, root)
    for number in range(30):
        (root / f"roadmap/indicators/plan/i{number:02}.yaml").write_text(
            f"id: i{number:02}\nstrategy: plan\nprogramme: portail\ntitle: {json.dumps(HOSTILE)}\n"
            "unit: '@u'\ndirection: increase\nkind: output\nsource: [plan-2025]\n"
        )
    (root / "roadmap/axes/cassé.yaml").write_text("a: [\n")
    policy = root / "governance" / "policy"
    policy.mkdir(parents=True)
    (policy / "waivers.yaml").write_text(
        "format: 1\nwaivers:\n  - rule: M201\n    record: indicator/i00\n"
        "    reason: Les premiers chiffres arrivent avec le marché de septembre.\n"
        "    author: Premier ministre\n    granted: 2026-05-01\n    until: 2026-07-01\n"
    )
    (policy / "baseline.yaml").write_text(
        "format: 1\ndebts:\n  - rule: M201\n    records: [indicator/i01]\n"
        "  - rule: M204\n    records: [indicator/i00, indicator/i01]\n"
        "  - rule: M205\n    records: [indicator/i01]\n"
    )
    return check(str(root), DAY, DAY, use_cache=False)


def told(report: Report, form: str, language: str = "en", fail_on: str = "error") -> str:
    return render(report, form, language, colours=False, quiet=False, fail_on=fail_on)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_form_is_told_twice_the_same_and_holds_no_control(
    report: Report, form: str, language: str
) -> None:
    said = told(report, form, language)
    assert said == told(report, form, language) and said.endswith("\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_documented(form: str) -> None:
    page = (HERE.parents[1] / "docs" / "formats.md").read_text("utf-8")
    assert f"\n## {form}\n" in page


@pytest.fixture(scope="module")
def sarif(report: Report) -> Any:
    return json.loads(told(report, "sarif", "fr"))


def test_sarif_follows_its_schema(sarif: Any) -> None:
    schema = json.loads((HERE / "sarif-2.1.0.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for error in validator.iter_errors(sarif)] == []


def test_sarif_tells_rules_places_levels_and_what_is_set_aside(report: Report, sarif: Any) -> None:
    run = sarif["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(report.findings) and run["columnKind"] == "unicodeCodePoints"
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == {"info": "note"}.get(finding.severity, finding.severity)
        assert result["partialFingerprints"]["jalonFingerprint/v1"] == finding.fingerprint
        place = result["locations"][0]["physicalLocation"]
        assert place["region"] == {"startLine": finding.line, "startColumn": finding.column}
        assert bool(result["suppressions"]) == bool(finding.debt)
        assert "](" not in result["message"]["text"]
    hashes = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
    assert len(set(hashes)) == len(hashes)
    by_code = {rule["id"]: rule for rule in rules}
    assert "``" not in json.dumps(by_code) and "Pourquoi" in by_code["M201"]["help"]["text"]
    kinds = {r["suppressions"][0]["justification"] for r in run["results"] if r["suppressions"]}
    assert len(kinds) == 2
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]
    }
    assert "roadmap/axes/cass%C3%A9.yaml" in uris


def test_gitlab_lists_what_counts_once_each(report: Report) -> None:
    found = json.loads(told(report, "gitlab"))
    assert len(found) == len(report.open) == len({one["fingerprint"] for one in found})
    for one, finding in zip(found, report.open, strict=True):
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert re.fullmatch("[0-9a-f]{64}", one["fingerprint"])
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"] == {"path": finding.path, "lines": {"begin": finding.line}}


def test_a_fingerprint_follows_the_field_and_tells_twins_apart() -> None:
    from governance.reporters.fingerprint import digests

    low, high = (Finding("M201", "indicator/a", "p", ("x",), line=n) for n in (3, 90))
    assert digests([low]) == digests([high])
    assert len(set(digests([low, high]))) == 2


def test_junit_has_a_case_per_record_and_skips_debts(report: Report) -> None:
    root = ElementTree.fromstring(told(report, "junit"))
    cases = {f"{c.get('classname')}/{c.get('name')}": c for c in root.iter("testcase")}
    records = {f"{k}/{i}" for k, ids in report.judgement.roadmap.paths.items() for i in ids}
    assert records <= set(cases) and root.get("tests") == str(len(cases))
    failed = {name for name, case in cases.items() if case.find("failure") is not None}
    assert "indicator/i02" in failed and "axis/services" not in failed
    assert cases["indicator/i01"].find("skipped") is not None
    # One finding of i00 is waived and one inherited, but it lacks a target all the same.
    assert "indicator/i00" in failed and "M205" in str(
        cases["indicator/i00"].find("failure").get("message")  # type: ignore[union-attr]
    )
    assert "governance/roadmap/axes/cassé.yaml" in failed
    for attribute, tag in (("failures", "failure"), ("skipped", "skipped")):
        counted = sum(case.find(tag) is not None for case in cases.values())
        assert root.get(attribute) == str(counted)
        assert sum(int(suite.get(attribute, "")) for suite in root) == counted


def test_junit_fails_as_the_exit_code_does(report: Report) -> None:
    def failing(fail_on: str) -> int:
        return int(
            ElementTree.fromstring(told(report, "junit", fail_on=fail_on)).get("failures", "")
        )

    assert 0 < failing("error") <= failing("info")


def test_junit_leaves_out_the_files_nobody_asked_about(report: Report) -> None:
    part = Report(report.root, report.judgement, report.findings)
    part.keep_only(["roadmap/axes"])
    root = ElementTree.fromstring(told(part, "junit"))
    assert [suite.get("name") for suite in root] == ["axis", "governance"]


def spans(text: str) -> Iterator[Any]:
    """Every inline token of ``text``, as a forge reads Markdown."""
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def assert_inert(text: str) -> None:
    for token in spans(text):
        assert token.type not in ("link_open", "image", "html_inline"), token
        if token.type == "text":
            assert "@" not in token.content, token
            assert "evil" not in token.content, token


@pytest.mark.parametrize("language", ["fr", "en"])
def test_markdown_obeys_no_record(report: Report, language: str) -> None:
    said = told(report, "markdown", language)
    assert_inert(said)
    blocks = [token.content for token in spans(said) if token.type == "html_block"]
    assert len(blocks) == 2 and blocks[0].startswith("<details>\n<summary>")
    assert blocks[1].strip() == "</details>"
    assert said.index("\n### ") < said.index("\n| ") < said.index("<details>")
    assert "29 " in said.splitlines()[0] or "**M201**" in said


def test_markdown_tells_blocking_ones_first_and_stops(report: Report) -> None:
    blocking = [f for f in report.open if f.severity == "error"]
    parts = told(report, "markdown").split("\n### ")
    assert parts[0].startswith(f"## ✗ {len(blocking)} findings block\n")
    assert parts[1].startswith("What blocks\n") and parts[2].startswith("What does not block\n")
    assert 10 < parts[1].count("\n- ") <= 51
    assert f"{len(blocking) - parts[1].count(chr(10) + '- ') + 1} more" in parts[1]
    assert all(" warning " in item for item in parts[2].split("\n- ")[1:])
    clean = Report(report.root, report.judgement, [])
    assert told(clean, "markdown").startswith("## ✓ Nothing blocks\n")


def test_a_summary_of_the_worst_roadmap_fits_where_forges_put_it(report: Report) -> None:
    many = Report(report.root, report.judgement, report.findings * 40)
    assert 40_000 < len(told(many, "markdown", "fr")) < 65_536


@given(WORDS)
def test_a_code_span_is_one_whatever_is_in_it(words: str) -> None:
    tokens = [t for t in spans(f"a “{code(words)}” b") if t.type == "code_inline"]
    joined = "".join(t.content for t in spans(f"a {code(words)} b") if t.type == "text")
    assert joined.split() == ["a", "b"] and len(tokens) == (1 if words else 0)


@pytest.mark.parametrize("lure", LURES)
def test_no_word_of_a_record_acts_in_a_message(lure: str) -> None:
    finding = Finding("S004", "axis/a", "roadmap/axes/a.yaml", (), {
        "field": lure, "value": lure, "allowed": lure, "closest": lure, "near": lure,
    })  # fmt: skip
    for language in ("fr", "en"):
        said = (message(finding, language, marked=True), fix(finding, language, marked=True))
        assert_inert(" ".join(said))


def test_our_own_sentences_keep_their_marks() -> None:
    assert markdown("Add `jalon new`, _x_ <day> to [it]") == (
        r"Add `jalon new`, \_x\_ \<day\> to \[it\]"
    )


def test_github_gets_ten_of_each_level_then_plain_lines(report: Report) -> None:
    said = told(report, "github").splitlines()
    commands = [line for line in said if line.startswith("::")]
    for level in ("error", "warning"):
        assert sum(line.startswith(f"::{level} ") for line in commands) == 10
    assert said[: len(commands)] == commands and commands[0].startswith("::error ")
    others = [line for line in said if re.match(r"roadmap/\S+:\d+:\d+: ", line)]
    assert len(commands) + len(others) == len(report.open)


def test_a_record_starts_no_command_of_the_runner(report: Report) -> None:
    said = told(report, "github")
    assert "## [add-mask]" in said  # it is there, and harmless
    for line in said.splitlines():
        if not line.startswith("::"):
            assert "##[" not in line and not line.lstrip().startswith("::")
            continue
        properties, _, data = line[2:].partition("::")
        assert properties.partition(" ")[0] in ("error", "warning", "notice")
        assert re.fullmatch(
            r"\w+ file=[^,:]+,line=\d+,col=\d+,title=[A-Z]\d+ [a-z-]+", properties
        ), properties
        assert data


def test_a_file_name_cannot_end_a_property() -> None:
    finding = Finding(
        "P022", "x", "roadmap/a,line=1::b%0A\n.yaml", (), {"name": "x"}, line=1, column=1
    )
    finding.severity = "error"
    said = github._command("error", finding, "en")
    assert said.startswith(
        "::error file=roadmap/a%2Cline=1%3A%3Ab%250A%0A.yaml,line=1,col=1,title="
    )
