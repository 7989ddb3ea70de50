"""A file that is no YAML is told at the line that has to be edited."""

from __future__ import annotations

import pytest

from governance.source.reader import read

NO_COLON = "a line that has no ':' after its field name"
EITHER = f"{NO_COLON}, or one too many on the line below"
COLON = "a ': ' inside a value that is not quoted, or a line indented unlike its neighbours"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("title Portail\npurpose: a\n", (1, 1), NO_COLON),
        ("title Portail\r\npurpose: a\r\n", (1, 1), NO_COLON),
        ("# note\ntitle Portail\n\nsuite\npurpose: a\n", (2, 1), NO_COLON),
        ("id: a\ntitle Portail\npurpose: a\n", (2, 1), NO_COLON),
        ("provenance\n  grade: official\n", (1, 1), NO_COLON),
        ("entered:\n  date 2021-01-01\n  source: [a]\n", (2, 3), NO_COLON),
        ("roles:\n  - role lead\n    person: A\n", (2, 5), EITHER),
        ("purpose: Réunir les\n  démarches\n  ensemble: oui\n", (3, 11), COLON),
        ("title: a: b\npurpose: c\n", (1, 9), COLON),
        ("title: a\n  purpose: b\n", (2, 10), COLON),
    ],
)
def test_a_missing_colon_is_told_where_it_is_missing(
    text: str, where: tuple[int, int], what: str
) -> None:
    value, (problem,) = read(text.encode())
    assert value is None and problem.code == "P002"
    assert ((problem.line, problem.column), problem.params["problem"]) == (where, what)
