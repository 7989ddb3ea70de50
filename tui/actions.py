"""Every action of the terminal UI, once: its keys, its words, where it applies.

The footer, the help, the command palette and docs/keys.md are made from this table.
"""

from __future__ import annotations

from typing import NamedTuple

from governance.i18n import N_


class Action(NamedTuple):
    """One action.

    ``name``    the method ``do_<name>`` of a view, or of the application
    ``keys``    the first one is the one shown
    ``label``   what the footer says, at most ten letters
    ``about``   one sentence, for the help and the palette
    ``scopes``  where its keys work: ``any`` view, one view, or a line being typed
    ``rank``    place in the footer, the lowest first; 0 for never
    """

    name: str
    keys: tuple[str, ...]
    label: str
    about: str
    scopes: tuple[str, ...]
    rank: int = 0


ANY = "any"
MOVE = "move"
TYPING = "typing"
QUESTION = "question"
ASKED = "asked"
WRITING = "writing"
FORMS = ("checkpoint", "edit")
LISTS = ("today", "portfolio", "problems", "plan")

ACTIONS: tuple[Action, ...] = (
    Action("up", ("up", "k"), N_("up"), N_("One line up."), (MOVE,)),
    Action("down", ("down", "j"), N_("down"), N_("One line down."), (MOVE,)),
    Action("page_up", ("pageup", "ctrl+b"), N_("page up"), N_("One page up."), (MOVE,)),
    Action("page_down", ("pagedown", "ctrl+f"), N_("page down"), N_("One page down."), (MOVE,)),
    Action("first", ("home", "g"), N_("first"), N_("The first line."), (MOVE,)),
    Action("last", ("end", "G"), N_("last"), N_("The last line."), (MOVE,)),
    Action("open", ("enter",), N_("open"), N_("Open what the line is about."), (ANY,), 1),
    Action("back", ("escape",), N_("back"),
           N_("Leave: the filter, then the page. Nothing is lost."), (ANY,), 9),
    Action("filter", ("slash",), N_("filter"),
           N_("Filter while typing, in the words of `jalon list --where`."), (*LISTS, "meeting"), 2),
    Action("horizon", ("w",), N_("horizon"),
           N_("How far ahead to look: 30, 90, 365 days, everything."), ("today", "meeting"), 3),
    Action("fold", ("space",), N_("fold"),
           N_("Fold or unfold the group of the line."), ("portfolio", "problems"), 3),
    Action("group", ("o",), N_("group"),
           N_("Group the findings by rule, by record or by severity."), ("problems",), 4),
    Action("debts", ("b",), N_("debts"),
           N_("Show or hide the inherited and waived findings."), ("problems",), 5),
    Action("explain", ("x",), N_("explain"),
           N_("Explain the rule: what it checks, why, how to comply."), ("problems", "file"), 4),
    Action("file", ("f",), N_("file"),
           N_("The record as written, each finding under its line."),
           ("today", "portfolio", "problems", "record", "plan", "milestone"), 5),
    Action("paths", ("o",), N_("paths"),
           N_("The chart, or the critical paths: what holds up what."), ("plan",), 4),
    Action("impact", ("i",), N_("what if"),
           N_("What moves if this slips by so many days; nothing is written."),
           ("plan", "milestone", "impact", "record"), 3),
    Action("review", ("r",), N_("review"),
           N_("Hold the checkpoint of the programme or strategy the line is about."),
           ("today", "portfolio", "record"), 2),
    Action("edit", ("e",), N_("edit"),
           N_("Change any field of the record the line is about."),
           ("today", "portfolio", "problems", "record", "file"), 8),
    Action("waive", ("W",), N_("waive"),
           N_("Set the finding aside for a time: a reason, an author, a last day."),
           ("problems", "file")),
    Action("save", ("s",), N_("save"),
           N_("Save what is typed here, after asking."), FORMS, 2),
    Action("add", ("plus",), N_("add"), N_("Add an item to the list of the line."), ("edit",), 3),
    Action("empty", ("backspace", "delete"), N_("empty"),
           N_("Empty the field, or take the item away."), (*FORMS, "meeting"), 4),
    Action("undo", ("u",), N_("undo"), N_("Take the last change back."), (*FORMS, "meeting"), 5),
    Action("redo", ("ctrl+r",), N_("redo"), N_("Make it again."), (*FORMS, "meeting"), 8),
    Action("move_up", ("K",), N_("move up"), N_("Move the item up in its list."), ("edit", "meeting")),
    Action("move_down", ("J",), N_("move down"), N_("Move the item down in its list."), ("edit", "meeting")),
    Action("rebaseline", ("b",), N_("rebaseline"),
           N_("Add the rebaseline that the change of the line asks for."), ("edit",)),
    Action("discard", ("D",), N_("discard"),
           N_("Forget everything typed here, after asking."), FORMS),
    Action("new", ("n",), N_("new"),
           N_("A new record: programme, indicator, contributor, demand, waiver…"), (ANY,)),
    Action("editor", ("E",), N_("editor"),
           N_("Open the file in $VISUAL or $EDITOR, at the right line."),
           ("today", "portfolio", "problems", "record", "file", "edit")),
    Action("unsave", ("U",), N_("unsave"),
           N_("Take the last save of this sitting back, after asking."), (ANY,)),
    Action("diff", ("d",), N_("raw diff"),
           N_("What git shows of the change, or its sentences."), ("proposal", "change"), 3),
    Action("approve", ("v",), N_("sign off"),
           N_("Sign its reviews off, by name; asks first."), ("proposal",), 3),
    Action("ask", ("m",), N_("ask"), N_("Ask its authors for changes."), ("proposal",), 4),
    Action("fetch", ("R",), N_("refresh"),
           N_("Ask the server what it has now."), ("proposals", "proposal", "change"), 5),
    Action("pick", ("space",), N_("pick"), N_("Let the file of the line go, or stay."),
           ("change",), 2),
    Action("submit", ("s",), N_("submit"),
           N_("Send what is chosen, judged against the server as it is now; asks first."),
           ("change",), 2),
    Action("propose", ("p",), N_("propose"),
           N_("My change: what is saved here and not in the roadmap yet; submit it."), (ANY,), 8),
    Action("meet", ("m",), N_("meeting"),
           N_("Hold a review meeting on what is due, filtered as it is here."), ("today",)),
    Action("minutes", ("m",), N_("minutes"),
           N_("The minutes of the meeting, from the records that it saved."), ("meeting",), 3),
    Action("put", ("space",), N_("on/off"),
           N_("Put the review of the line on the agenda, or take it off."), ("meeting",), 2),
    Action("include", ("plus",), N_("add"),
           N_("Add a review that is not due so soon to the agenda."), ("meeting",), 6),
    Action("postpone", ("z",), N_("postpone"),
           N_("Postpone the review of the line, with a word; or hold it after all."),
           ("meeting",), 2),
    Action("write", ("w",), N_("to a file"),
           N_("Write the minutes to a new file, in the language shown."), ("minutes",), 2),
    Action("end", ("D",), N_("end it"),
           N_("End the meeting and forget its agenda, after asking; its records stay."),
           ("meeting", "minutes")),
    Action("today", ("1",), N_("today"),
           N_("What must I do: reviews, measures, decisions, vacancies, by date."), (ANY,)),
    Action("portfolio", ("2",), N_("portfolio"),
           N_("Axes, missions and programmes: weather, status, next review."), (ANY,)),
    Action("problems", ("3",), N_("problems"), N_("What the rules find, grouped."), (ANY,)),
    Action("plan", ("4",), N_("plan"),
           N_("Milestones on a chart: baseline, forecast, float, critical paths."), (ANY,)),
    Action("proposals", ("5",), N_("proposals"),
           N_("What others propose: sentences, verdict of the gate, sign-off."), (ANY,)),
    Action("meeting", ("6",), N_("meeting"),
           N_("A review meeting: an agenda, its checkpoints one after the other, minutes."), (ANY,)),
    Action("palette", ("colon", "ctrl+p"), N_("palette"),
           N_("Every action and every record, found by typing."), (ANY,), 6),
    Action("help", ("question_mark", "f1"), N_("help"),
           N_("What this screen shows, and its keys."), (ANY,), 7),
    Action("day", ("a",), N_("as of"), N_("Judge the roadmap as on another day."), (ANY,)),
    Action("check", ("c",), N_("check"), N_("Read and judge the roadmap again, now."), (ANY,)),
    Action("language", ("L",), N_("language"), N_("French or English."), (ANY,)),
    Action("theme", ("T",), N_("theme"), N_("Dark, light or high contrast."), (ANY,)),
    Action("quit", ("q", "ctrl+q"), N_("quit"),
           N_("Leave Jalon; asks first when something is not saved."), (ANY,), 8),
    Action("keep", ("enter",), N_("keep"),
           N_("Keep the filter and go back to the list."), (TYPING,), 1),
    Action("clear", ("escape",), N_("clear"), N_("Forget what is being typed."), (TYPING,), 2),
    Action("keep_text", ("enter",), N_("keep"),
           N_("Keep what is typed and go back to the form."), (WRITING,), 1),
    Action("next_field", ("tab",), N_("next field"),
           N_("Keep what is typed and fill in the next field."), (WRITING,), 2),
    Action("drop_text", ("escape",), N_("as before"),
           N_("Leave the field as it was."), (WRITING,), 3),
    Action("answer", ("enter",), N_("answer"), N_("Answer with what is typed."), (ASKED,), 1),
    Action("leave", ("escape",), N_("leave it"), N_("No answer: nothing happens."), (ASKED,), 2),
    Action("yes", ("y",), N_("yes"), N_("Yes; the enter key never says it."), (QUESTION,), 1),
    Action("no", ("escape", "n", "enter"), N_("no"), N_("No: nothing happens."), (QUESTION,), 2),
)  # fmt: skip

BY_NAME = {action.name: action for action in ACTIONS}

_KEYS = {
    "slash": "/", "colon": ":", "question_mark": "?", "up": "↑", "down": "↓", "space": N_("space"),
    "enter": N_("enter"), "escape": N_("esc"), "pageup": N_("page up"),
    "pagedown": N_("page down"), "home": N_("home"), "end": N_("end"), "tab": N_("tab"),
    "backspace": "⌫", "delete": N_("del"), "plus": "+",
}  # fmt: skip


def key_name(key: str) -> str:
    """What a key is called on a keyboard: a message id, or the sign itself."""
    return _KEYS.get(key, key.upper() if key[0] == "f" and key[1:].isdigit() else key)


def of(*scopes: str) -> list[Action]:
    """The actions that apply in one of ``scopes``, in the order of the table."""
    return [action for action in ACTIONS if not set(scopes).isdisjoint(action.scopes)]


def by_key(key: str, *scopes: str) -> Action | None:
    """The action of ``key`` in one of ``scopes``; the earlier scope wins."""
    for scope in scopes:
        for action in ACTIONS:
            if scope in action.scopes and key in action.keys:
                return action
    return None


def hints(*scopes: str) -> list[Action]:
    """What the footer shows, the most useful first."""
    return sorted((a for a in of(*scopes) if a.rank), key=lambda action: action.rank)
