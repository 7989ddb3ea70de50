"""The history of one record: what each commit changed, in sentences, and what was ever promised."""

from __future__ import annotations

from governance.i18n import N_, tell, translator
from governance.reporters import cells, diff
from governance.reporters.cells import BOLD, DIM, clean
from governance.reporters.document import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.history import Event, Promise, RecordHistory

_FIELDS = {"target": N_("target"), "milestone": N_("milestone")}


def render(found: RecordHistory, language: str, *, width: int = 80, colours: bool = False) -> str:
    """The newest change first, then every value that a target or a milestone ever had."""
    lines = cells.wrap(f"{clean(found.title)} ({found.key})", width)
    lines = [cells.paint(line, BOLD, colours) for line in lines]
    for event in found.events:
        lines += ["", *_event(event, language, width, colours)]
    if found.promises:
        title = translator(language)(N_("Every value promised, and the day it entered the history"))
        lines += ["", *(cells.paint(line, BOLD, colours) for line in cells.wrap(title, width))]
        for promise in found.promises:
            lines += cells.wrap(_promise(promise, language), width, "  ", "    ")
    return "\n".join(lines) + "\n"


def json(found: RecordHistory, language: str) -> str:
    """The same with the commits behind it; described in docs/json.md."""
    return dump(
        {
            "record": found.key,
            "title": found.title,
            "events": [
                {
                    "day": event.day,
                    "commit": event.commit.id,
                    "author": event.commit.author_name,
                    "committer": event.commit.committer_name,
                    "message": event.commit.message,
                    "changes": diff.documents(event.story, language),
                }
                for event in found.events
            ],
            "promises": [
                {
                    "field": promise.field,
                    "name": promise.name,
                    "values": [{"since": day, "value": value} for day, value in promise.values],
                }
                for promise in found.promises
            ],
        }
    )


def _event(event: Event, language: str, width: int, colours: bool) -> list[str]:
    commit = event.commit
    head = tell(
        N_("{day}, {author}: {subject} ({commit})"),
        {
            "day": event.day, "author": clean(commit.author_name),
            "subject": clean(commit.subject), "commit": commit.id[:10],
        },
        language,
    )  # fmt: skip
    lines = [cells.paint(line, DIM, colours) for line in cells.wrap(head, width)]
    said = diff.sentences(event.story, language, width=width, colours=colours)
    return lines + (said or [f"  - {translator(language)(N_('layout alone: no fact changed'))}"])


def _promise(promise: Promise, language: str) -> str:
    say = translator(language)
    gone, name = say(N_("gone")), clean(promise.name) or say(N_("without a day"))
    values = "; ".join(
        f"{clean(cells.number(value) if isinstance(value, int | float) else str(value or gone))} ({day})"
        for day, value in promise.values
    )
    return f"{say(_FIELDS[promise.field])} {name}: {values}"
