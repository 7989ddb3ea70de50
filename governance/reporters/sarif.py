"""Findings as SARIF 2.1.0: code scanning, and every viewer that reads this standard."""

from __future__ import annotations

import json
import os
from urllib.parse import quote

from governance import __version__
from governance.gate.manual import page, plain
from governance.gate.registry import FAMILIES, rules
from governance.hygiene import markdown
from governance.i18n import N_, tell, translator
from governance.model.finding import pointer_text
from governance.reporters.fingerprint import digests
from governance.reporters.message import fix, message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.model.finding import Finding
    from governance.services.check import Report

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_WHY = {"waived": N_("Waived in governance/policy/waivers.yaml.")}
_INHERITED = N_("Inherited: this finding was there before, and does not count.")


def render(report: Report, language: str) -> str:
    """One run: the rules that spoke with their help, and every finding; those that are waived or
    inherited carry a suppression."""
    found = report.findings
    codes = [code for code in rules() if any(f.code == code for f in found)]
    places = {code: index for index, code in enumerate(codes)}
    severities = {finding.code: finding.severity for finding in found}
    run = {
        "tool": {
            "driver": {
                "name": "Jalon",
                "version": __version__,
                "language": language,
                "rules": [_rule(code, severities[code], language) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "properties": {"asOf": report.judgement.ctx.as_of.isoformat()},
        "results": [
            _result(finding, digest, places[finding.code], language)
            for finding, digest in zip(found, digests(found), strict=True)
        ],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2) + "\n"


def _rule(code: str, severity: str, language: str) -> dict[str, Any]:
    entry, say = rules()[code], translator(language)
    told = page(entry, language)
    heads = [(say(heading), text) for heading, text in told.sections.items()]
    return {
        "id": code,
        "name": entry.rule.name,
        "shortDescription": {"text": plain(told.summary)},
        "fullDescription": {"text": plain(told.sections["What it checks"])},
        "help": {
            "text": "\n\n".join(f"{heading}\n{plain(text)}" for heading, text in heads),
            "markdown": "\n\n".join(
                f"**{heading}**\n\n{markdown(text.replace('``', '`'))}" for heading, text in heads
            ),
        },
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [FAMILIES[code[0]]]},
    }


def _result(finding: Finding, digest: str, index: int, language: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _unlinked(f"{message(finding, language)} {fix(finding, language)}")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(os.fsencode(finding.path)),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {
                        "startLine": max(finding.line, 1),
                        "startColumn": max(finding.column, 1),
                    },
                },
                "logicalLocations": [
                    {
                        "name": name(finding),
                        "fullyQualifiedName": finding.record + pointer_text(finding.pointer),
                    }
                ],
            }
        ],
        "partialFingerprints": {
            "jalonFingerprint/v1": finding.fingerprint,
            # The only one that code scanning of GitHub reads: an alert follows its field, not its line.
            "primaryLocationLineHash": digest,
        },
        "suppressions": _suppressions(finding, language),
    }


def _suppressions(finding: Finding, language: str) -> list[dict[str, str]]:
    if not finding.debt:
        return []
    why = tell(_WHY.get(finding.debt, _INHERITED), {}, language)
    return [{"kind": "external", "status": "accepted", "justification": why}]


def _unlinked(text: str) -> str:
    """``text`` without a link: a viewer makes one of ``[words](address)`` in a plain message."""
    return text.replace("](", "] (")
