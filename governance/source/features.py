"""What is refused before YAML is composed: features that hide or repeat content, deep nesting, what
only some readers accept.

The C parser overflows the stack on deep nesting, so depth is counted on its event stream (which
does not recurse) whenever a file is able to hide such depth.
"""

from __future__ import annotations

import re

import yaml

from governance.hygiene import show
from governance.i18n import N_
from governance.source.guards import MAX_DEPTH, position
from governance.source.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# A PyYAML built without libyaml reads the same, more slowly.
if yaml.__with_libyaml__:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    Parser: Any = CParser
else:
    Parser = yaml.Loader

# Anything that may start an anchor, an alias, a tag, a directive, an explicit key, a merge key or
# another document. Prose may match too: it then costs one more pass, nothing else.
_SUSPECT = re.compile(r"(?:^|[\s\[{,:-])[&*!?]|^%|^(?:---|\.\.\.)|<<", re.MULTILINE)
# What libyaml lets pass and stricter readers refuse may hide here: see _check_portable.
_LOOSE = re.compile(r"""\t|[|>][-+0-9]*\#|\n\ +\r?\n|["']:(?!\s)""", re.VERBOSE)
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_LEADING_LINES = re.compile(r"[^\n]*\n((?: *\r?\n)*)( *)")
# A level costs the C composer some 350 bytes of stack, and a thread may have 128 KiB: flow levels
# need brackets, block levels a line that begins with as many spaces and dashes.
_FEW_OPENERS = 100
_DEEP = re.compile(r"\n[-?: \t]{40}")
_BARE_TAB = re.compile(r"[^#\n\t]*\t")
_BARE_TAB_BELOW = re.compile(r"^[^#\n\t]*\t", re.MULTILINE)


def check_features(text: str) -> None:
    """Refuse YAML features that hide or repeat content, excessive depth, and what only some YAML
    readers accept."""
    if (
        (may_be_suspect(text) and _SUSPECT.search(text))
        or text.count("[") + text.count("{") >= _FEW_OPENERS
        or _DEEP.search("\n" + text)
    ):
        _check_events(text)
        _check_keys(text)
    if may_be_loose(text) and _LOOSE.search(text):
        _check_portable(text)


def may_be_suspect(text: str) -> bool:
    """Whether ``text`` has any sign that ``_SUSPECT`` looks for: most have none, and a sign is found
    a hundred times faster than a pattern."""
    return any(map(text.__contains__, ("&", "*", "!", "?", "%", "---", "...", "<<")))


def may_be_loose(text: str) -> bool:
    """Whether ``text`` has any sign that ``_LOOSE`` looks for; the first line is a comment."""
    return any(map(text.__contains__, ("\t", " \n", " \r", '":', "':"))) or "#" in text[1:]


def _check_events(text: str) -> None:
    parser = Parser(text)
    depth = documents = 0
    while True:
        event = parser.get_event()
        if event is None or isinstance(event, yaml.StreamEndEvent):
            return
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            raise Problem("P004", line, column, name="*" + show(event.anchor, 60))
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if text[mark.index : mark.index + 1] == "%":
                raise Problem("P007", line, column)
            if documents > 1:
                raise Problem("P008", line, column)
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor:
                raise Problem("P004", line, column, name="&" + show(event.anchor, 60))
            tag = getattr(event, "tag", None)
            if tag:
                raise Problem("P005", line, column, tag=show(tag, 60))
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise Problem("P011", line, column, limit=MAX_DEPTH)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _check_keys(text: str) -> None:
    """Explicit ``? key`` entries: the node graph does not tell them from plain ones."""
    scanner = Parser(text)
    while (token := scanner.get_token()) is not None:
        if isinstance(token, yaml.KeyToken):
            mark = token.start_mark
            # Only an explicit key has a token of its own; that of a plain one is empty.
            if token.end_mark.index > mark.index:
                raise Problem("P009", mark.line + 1, mark.column + 1, key="?")
        elif isinstance(token, yaml.StreamEndToken):
            return


def _check_portable(text: str) -> None:
    """Refuse what libyaml reads although the YAML specification, and other readers, do not."""
    scanner = Parser(text)
    end = 0
    brackets: list[bool] = []
    while (token := scanner.get_token()) is not None:
        start, stop = token.start_mark.index, token.end_mark.index
        _refuse_tab(text, end, start, in_comments=False)
        end = max(end, stop)
        if isinstance(token, yaml.ScalarToken):
            if token.style in ("|", ">"):
                _check_block(text, start)
            elif not token.style:
                _refuse_tab(text, start, stop, in_comments=True)
        elif isinstance(token, (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)):
            brackets.append(isinstance(token, yaml.FlowSequenceStartToken))
        elif isinstance(token, (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)):
            brackets.pop()
        elif (
            isinstance(token, yaml.ValueToken)
            and brackets
            and brackets[-1]
            and text[stop : stop + 1] not in (" ", "\n", "\r", "]")
        ):
            problem = N_("a ':' that no space follows")
            raise Problem("P002", *position(text, start), problem=problem)


def _refuse_tab(text: str, start: int, stop: int, *, in_comments: bool) -> None:
    """Refuse a tab of ``text[start:stop]``, which holds no quoted text."""
    if in_comments:
        at = text.find("\t", start, stop)
    else:
        tab = _BARE_TAB.match(text, start, stop) or _BARE_TAB_BELOW.search(text, start, stop)
        at = tab.end() - 1 if tab else -1
    if at >= 0:
        problem = N_("a tab outside quotes; indent and separate with spaces")
        raise Problem("P002", *position(text, at), problem=problem)


def _check_block(text: str, start: int) -> None:
    """Refuse what hides behind the sign of a block of text: a comment that touches it, blank lines
    of other widths than the text."""
    end_of_line = text.find("\n", start)
    _refuse_tab(text, start, end_of_line if end_of_line >= 0 else len(text), in_comments=False)
    header = _BLOCK_HEADER.match(text, start)
    after = header.end() if header else start
    if text[after : after + 1] == "#":
        problem = N_("a comment that touches the sign | or >")
        raise Problem("P002", *position(text, after), problem=problem)
    lines = _LEADING_LINES.match(text, start)
    if lines is None or any(sign.isdigit() for sign in text[start:after]):
        return
    widths = {len(line.rstrip("\r")) for line in lines[1].split("\n")} - {0}
    if widths and widths != {len(lines[2])}:
        problem = N_("a line of spaces above a block of text, narrower than the text")
        raise Problem("P002", *position(text, lines.start(1)), problem=problem)
