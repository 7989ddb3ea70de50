"""A file that is no YAML: what the parser met, in our words, at the line that has to be edited."""

from __future__ import annotations

import re

from governance.hygiene import show
from governance.i18n import N_
from governance.source.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    import yaml

_TAB = N_("a tab outside quotes; indent and separate with spaces")
_COLON = "mapping values are not allowed in this context"
_NO_COLON = N_("a line that has no ':' after its field name")
_NO_COLON_OR_ONE_MORE = N_(
    "a line that has no ':' after its field name, or one too many on the line below"
)
_LINE = re.compile(r" *(?P<item>- +)?(?=[^ ])")
_FIELD = re.compile(r":(?: |$)")
_COMMENT = re.compile(r"(?:^| )#.*|\r$")
_SYNTAX = {
    _COLON: N_(
        "a ': ' inside a value that is not quoted, or a line indented unlike its neighbours"
    ),
    "could not find expected ':'": _NO_COLON,
    "did not find expected key": N_("a line that does not line up with the fields around it"),
    "did not find expected '-' indicator": N_("a list item that does not line up with the others"),
    "did not find expected ',' or ']'": N_("a list between [ ] that is not closed"),
    "did not find expected ',' or '}'": N_("a mapping between { } that is not closed"),
    "found unexpected end of stream": N_("a quote that is opened and never closed"),
    "found character that cannot start any token": N_(
        "a character that cannot start a value here; indent with spaces, quote the value"
    ),
    "found unknown escape character": N_("an escape after '\\' that does not exist"),
    "did not find expected node content": N_("a value is missing between two signs"),
    "did not find expected <document start>": N_("text after the end of the record"),
    "block sequence entries are not allowed in this context": N_(
        "a list that starts on the line of its field"
    ),
    "did not find expected alphabetic or numeric character": N_(
        "a value that starts with * or & and is not quoted"
    ),
    "did not find expected whitespace or line break": N_(
        "a value that starts with ! and is not quoted"
    ),
    "did not find expected comment or line break": N_("text after the sign | or >"),
    "found a tab character where an indentation space is expected": _TAB,
    "found a tab character that violates indentation": _TAB,
    "found unexpected ':'": N_("a ':' inside a list or mapping between [ ] or { }"),
    "found unexpected document indicator": N_("a line --- or ... inside a quoted value"),
    "did not find expected hexdecimal number": N_("an escape after '\\' that does not exist"),
    "found invalid Unicode character escape code": N_(
        "an escape after '\\' that is no character of its own"
    ),
}  # fmt: skip
# Noticed further down than the sign or the name that has to be edited.
_NOTICED_LATE = frozenset(
    {
        "could not find expected ':'",
        "did not find expected alphabetic or numeric character",
        "did not find expected whitespace or line break",
    }
)


def syntax_problem(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """What a parser met, in our words, at the place that has to be edited."""
    problem = error.problem or error.context or ""
    mark, opening = error.problem_mark, error.context_mark
    directive = "directive" in f"{error.context} {problem}" or "incompatible" in problem
    if opening is not None and (
        mark is None
        or directive
        or problem in _NOTICED_LATE
        or not text[mark.index :].strip()
        or (mark.line > opening.line and problem.startswith("did not find expected ','"))
    ):
        mark = opening
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if directive:
        return Problem("P007", line, column)
    words = _SYNTAX.get(problem, problem)
    if problem == _COLON and (before := _line_without_colon(text.split("\n")[: line - 1])):
        line, column, words = before
    elif mark is not None and problem == "did not find expected key":
        if text[mark.index - mark.column : mark.index].strip():
            words = N_("text after a quote, ] or } that closes the value")
    elif mark is not None and text[mark.index : mark.index + 1] == "\t":
        words = _TAB
    return Problem("P002", line, column, problem=show(words))


def _line_without_colon(lines: list[str]) -> tuple[int, int, str] | None:
    """Line, column and words for a missing colon just above the one where the parser notices it;
    ``None`` when ``lines``, those above, miss none."""
    found: tuple[int, int, str] | None = None
    for number in range(len(lines), 0, -1):
        text = _COMMENT.sub("", lines[number - 1])
        match = _LINE.match(text)
        if match is None:
            continue
        column = match.end() + 1
        if _FIELD.search(text):
            # Below a field that holds a text, a line without colon is more of that text.
            goes_on = found and column < found[1] and not text.rstrip().endswith(":")
            return None if goes_on else found
        if match["item"]:
            return number, column, _NO_COLON_OR_ONE_MORE
        if found is None or column <= found[1]:
            found = number, column, _NO_COLON
    return found
