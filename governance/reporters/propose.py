"""A proposal as text: the words of its commit, what the gate says, what became of it, the list."""

from __future__ import annotations

from governance.errors import OK
from governance.hygiene import quotation, show
from governance.i18n import N_, _, current, plural, tell
from governance.reporters import cells, diff
from governance.reporters.cells import BOLD, DIM, GREEN, RED, clean, paint
from governance.reporters.text import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.diff import Story
    from governance.services.differing import Plan
    from governance.services.gate import ChangeReport
    from governance.services.proposals import Proposal
    from governance.services.propose import Outcome

_SUBJECT = 72
"""Cells of the first line of a commit; forges cut longer ones."""
_LINES = 60
"""Sentences in the message of a commit."""
_WIDE = 10_000


def message(story: Story, language: str) -> tuple[str, str]:
    """The first line and the body of the commit that proposes ``story``."""
    said = _sentences(story, language)
    title = cells.cut(said[0], _SUBJECT) if said else tell(N_("Files of the roadmap"), {}, language)
    lines = [f"- {text}" for text in said[:_LINES]]
    if len(said) > _LINES:
        lines.append(tell(N_("… and {count} more."), {"count": len(said) - _LINES}, language))
    return title, "\n".join(lines)


def words(story: Story, language: str, *, title: str = "", body: str = "") -> tuple[str, str]:
    """As :func:`message`, with a ``title`` of one's own, and a ``body`` that stands before the
    sentences."""
    first, sentences = message(story, language)
    own = body.strip()
    return " ".join(title.split()) or first, f"{own}\n\n{sentences}" if own else sentences


def verdict(report: ChangeReport, language: str, *, width: int, colours: bool) -> str:
    """What the gate says: its findings about the change, then one line."""
    lines = [line(finding, language, colours=colours) for finding in report.open]
    return "\n".join([*lines, *ruling(report, width=width, colours=colours)]) + "\n"


def ruling(report: ChangeReport, *, width: int, colours: bool) -> list[str]:
    """Whether the gate accepts it."""
    blocking = sum(1 for finding in report.open if report.fails(finding, "error"))
    if blocking:
        said = plural(
            N_("The gate refuses this: {count} error."),
            N_("The gate refuses this: {count} errors."),
            blocking,
        )
        mark = paint("✗", RED, colours)
    else:
        said = _("The gate accepts this.")
        mark = paint("✓", GREEN, colours)
    wrapped = cells.wrap(said, width - 2)
    return [f"{mark} {wrapped[0]}", *(f"  {text}" for text in wrapped[1:])]


def planned(plan: Plan, language: str, *, width: int, colours: bool) -> str:
    """What would be proposed, and what the gate says."""
    told = diff.text(plan.story, language, width=width, colours=colours)
    gate = verdict(plan.report, language, width=width, colours=colours)
    left = "".join(f"{text}\n" for said in _left(plan) for text in cells.wrap(said, width))
    return f"{told}\n{gate}{left}"


def _left(plan: Plan) -> list[str]:
    """What else differs, and why it is not proposed."""
    other = [path for path in plan.left if path not in plan.awaiting]
    said = []
    if plan.awaiting:
        named = show(", ".join(plan.awaiting), 300)
        branches = show(", ".join(dict.fromkeys(plan.awaiting.values())), 300)
        text = _("Proposed already, on {branches}: {paths}", branches=branches, paths=named)
        said.append(text)
    if other:
        said.append(_("Not in it, though it differs: {paths}", paths=show(", ".join(other), 300)))
    return said


def outcome(done: Outcome, plan: Plan, *, width: int) -> str:
    """What became of it, and what to do next."""
    branch = show(done.branch, 200)
    lines = ["", _("Committed as {id} on the branch {branch}.", id=done.commit[:12], branch=branch)]
    if done.state == "patch":
        lines.append(_("Written as a patch: {path}", path=show(done.path, 500)))
        lines.append(_("Send it to whoever keeps the roadmap: `git am` applies it."))
    elif done.state == "refused":
        lines.append(_("{remote} refused it and says:", remote=_remote(plan)))
        lines += [f"  | {text}" for text in quotation(done.said)]
        lines.append(_("The branch stays here. Change what is refused, then propose again."))
    else:
        lines.append(_("Sent to {remote}.", remote=_remote(plan)))
        if done.address:
            lines.append(_("Read or open the request there: {address}", address=done.address))
    return "\n".join(lines) + "\n"


def listed(proposals: list[Proposal], more: int, *, width: int, colours: bool) -> str:
    """The proposals, three lines each."""
    if not proposals:
        return _("No proposal: every branch is in the roadmap already.") + "\n"
    lines = []
    for one in proposals:
        lines.append(paint(cells.cut(show(one.branch.shown, 200), width), BOLD, colours))
        lines += [*brief(one, width=width, colours=colours), ""]
    if more:
        lines.append(older(more))
    lines.append(_("`jalon review BRANCH` shows one."))
    return "\n".join(lines) + "\n"


def brief(one: Proposal, *, width: int, colours: bool) -> list[str]:
    """A proposal below its name: when, who, what the gate says, its first sentence."""
    day, names = one.branch.when.date().isoformat(), ", ".join(map(clean, one.authors))
    lines = cells.wrap(f"{day} · {names} · {_short(one, colours)}", width, "  ")
    return lines + cells.wrap(summary(one), width, "  ", "  ")


def older(more: int) -> str:
    """That there are so many more proposals."""
    return plural(N_("… and {count} older one."), N_("… and {count} older ones."), more)


def summary(one: Proposal) -> str:
    """A proposal in one line: its first sentence, and how many more there are."""
    if one.story is None:
        return fault(one)
    said = _sentences(one.story, current())
    if not said:
        return _("Nothing that a record says.")
    more = len(said) - 1
    rest = _("(and {count} more)", count=more) if more else ""
    return f"{said[0]} {rest}".rstrip()


def shown(one: Proposal, language: str, *, width: int, colours: bool) -> str:
    """One proposal: who and when, what it says, what the gate says."""
    head = header(one, width=width, colours=colours)
    if one.story is None or one.report is None:
        return "\n".join([*head, "", *cells.wrap(fault(one), width)]) + "\n"
    told = diff.text(one.story, language, width=width, colours=colours)
    gate = verdict(one.report, language, width=width, colours=colours)
    return "\n".join([*head, "", f"{told}\n{gate}"])


def header(one: Proposal, *, width: int, colours: bool) -> list[str]:
    """The name of a proposal and its commits, the first one first."""
    head = [paint(show(one.branch.shown, 200), BOLD, colours)]
    for made in reversed(one.commits):
        when = made.when.date().isoformat()
        said = f"{made.id[:12]} {when} {clean(made.author_name)}: {clean(made.subject)}"
        head += [paint(text, DIM, colours) for text in cells.wrap(said, width, "  ", "    ")]
    return head


def signed(one: Proposal, who: str, paths: list[str]) -> list[str]:
    """Which of its files are signed off now."""
    branch, name = show(one.branch.shown, 200), show(who, 80)
    return [
        _("{path} is signed off by {who}, on {branch}.",
          path=show(path, 300), who=name, branch=branch)
        for path in paths
    ]  # fmt: skip


def request(one: Proposal, text: str) -> list[str]:
    """The request for changes ``text``, to be sent to the authors by hand."""
    branch, title = show(one.branch.name, 200), summary(one)
    return [
        _("Send this to {authors}:", authors=show(", ".join(one.authors), 200)), "",
        _("About the proposal {branch}: {title}", branch=branch, title=title),
        *(f"> {show(line, 2000)}" for line in text.split("\n")),
    ]  # fmt: skip


def raw(text: str, *, colours: bool) -> str:
    """The output of git diff, no line of which a terminal can obey."""
    paints = {"+": GREEN, "-": RED, "@": DIM}
    lines = [show(one.replace("\t", "    "), _WIDE) for one in text.split("\n")]
    return "\n".join(paint(one, paints.get(one[:1], ""), colours) for one in lines)


def _short(one: Proposal, colours: bool) -> str:
    if one.report is None:
        return _("cannot be judged")
    if one.report.exit_code("error") == OK:
        return f"{paint('✓', GREEN, colours)} {_('accepted by the gate')}"
    return f"{paint('✗', RED, colours)} {_('refused by the gate')}"


def _sentences(story: Story, language: str) -> list[str]:
    found = []
    for group in story.groups:
        title = f"{clean(group.title)}: " if group.key and len(story.groups) > 1 else ""
        found += [title + diff.plain(sentence, language) for sentence in group.sentences]
    return found


def fault(one: Proposal) -> str:
    """Why a proposal cannot be told; nothing where it can."""
    why = one.fault
    if why is None:
        return ""
    params = {n: v if type(v) is int else show(v, 300) for n, v in why.params.items()}
    return " ".join(tell(text, params, current()) for text in (why.message, why.hint) if text)


def _remote(plan: Plan) -> str:
    return show(plan.server.remote, 60) if plan.server else ""
