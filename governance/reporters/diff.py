"""A change in sentences: as text, as Markdown for a pull request, as JSON.

A change may come from anybody: in Markdown, whatever a record or a path holds stands in code spans,
where a forge makes no mention, link, image, emoji or HTML of it.
"""

from __future__ import annotations

import re

from governance.i18n import N_, plural, tell, translator
from governance.model.finding import pointer_text
from governance.model.words import KINDS
from governance.reporters import cells
from governance.reporters.cells import BOLD, RED, clean
from governance.reporters.document import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.diff import Group, Story
    from governance.services.diff_words import Sentence

_QUOTES = {"fr": ("«\u00a0", "\u00a0»"), "en": ("“", "”")}
_NO_HOME = N_("Other files")
RANKS = ("lost", "decided", "measured", "people", "other", "reworded", "file")
"""Names of the ranks of a sentence, the most important first."""
_MARKS = {0: ("!", RED)}
_TICKS = re.compile("`+")
MOST = 300
"""Sentences that a pull request shows; a forge refuses longer comments, and nobody reads them."""


def text(story: Story, language: str, *, width: int = 80, colours: bool = False) -> str:
    """The sentences on lines of at most ``width`` cells, under the title of their programme; those
    that tell of a promise that shrinks, or of a fact that goes, bear a ``!``."""
    lines: list[str] = []
    for group in story.groups:
        lines += [*_heading(group, language, width, colours)]
        lines += [*_items(group, language, width, colours), ""]
    return "\n".join([*lines, *cells.wrap(_total(story), width)]) + "\n"


def sentences(story: Story, language: str, *, width: int = 80, colours: bool = False) -> list[str]:
    """The lines of :func:`text`, without headings nor total: for a story about one record."""
    return [line for group in story.groups for line in _items(group, language, width, colours)]


def _items(group: Group, language: str, width: int, colours: bool) -> list[str]:
    lines: list[str] = []
    for sentence in group.sentences:
        mark, colour = _MARKS.get(sentence.rank, ("-", ""))
        wrapped = cells.wrap(plain(sentence, language), width, f"  {mark} ", "    ")
        wrapped[0] = wrapped[0].replace(mark, cells.paint(mark, colour, colours), 1)
        lines += wrapped
    return lines


def markdown(story: Story, language: str) -> str:
    """The sentences as lists under headings, for the body of a pull request or a job summary."""
    lines: list[str] = []
    left = MOST
    for group in story.groups:
        if left <= 0:
            left -= len(group.sentences)
            continue
        title = _code(group.title) if group.key else translator(language)(_NO_HOME)
        lines += [f"### {title}", ""]
        for sentence in group.sentences[:left]:
            said = sentence.said(language, _code, _code, cells.number)
            lines.append(f"- **{said}**" if sentence.rank in _MARKS else f"- {said}")
        left -= len(group.sentences)
        lines.append("")
    if left < 0:
        more = N_("… and {count} more; `jalon diff` shows them all.")
        lines += [tell(more, {"count": -left}, language), ""]
    return "\n".join([*lines, _total(story)]) + "\n"


def json(story: Story, language: str) -> str:
    """The sentences with the values behind them; described in docs/json.md."""
    return dump(
        {
            "language": language,
            "files": story.files,
            "records": story.records,
            "facts": story.facts,
            "changes": documents(story, language),
        }
    )


def documents(story: Story, language: str) -> list[dict[str, object]]:
    """Each sentence with the values behind it."""
    return [
        {
            "record": sentence.record,
            "home": group.key or None,
            "pointer": pointer_text(sentence.pointer),
            "rank": RANKS[sentence.rank],
            "old": sentence.old,
            "new": sentence.new,
            "sentence": plain(sentence, language),
        }
        for group in story.groups
        for sentence in group.sentences
    ]


def plain(sentence: Sentence, language: str) -> str:
    """``sentence`` as text on one line."""
    return sentence.said(language, lambda value: _quoted(value, language), clean, cells.number)


def _heading(group: Group, language: str, width: int, colours: bool) -> list[str]:
    say = translator(language)
    title = clean(group.title) if group.key else say(_NO_HOME)
    if group.key:
        kind, _, id = group.key.partition("/")
        title = f"{title} ({say(KINDS[kind][0])} {id})"
    return [cells.paint(line, BOLD, colours) for line in cells.wrap(title, width)]


def _total(story: Story) -> str:
    return "{} {}".format(
        plural(N_("{count} file differs:"), N_("{count} files differ:"), story.files),
        plural(N_("{count} fact changed."), N_("{count} facts changed."), story.facts),
    )


def _quoted(value: str, language: str) -> str:
    opening, closing = _QUOTES[language]
    return opening + clean(value) + closing


def _code(value: str) -> str:
    """``value`` as a code span: fenced by one backtick more than it holds in a row (CommonMark
    6.1)."""
    shown = clean(value).strip() or " "
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(shown)), default=0))
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
