"""The options of ``jalon check`` and of the terminal UI, said once: for click, and for
:mod:`governance.cli.plain`, which reads a plain command line before click could be imported."""

from __future__ import annotations

from governance.i18n import LANGUAGES, N_

TEXT = "text"
DAY = "day"
CHOICE = "choice"
FLAG = "flag"


class Option:
    """One option.

    ``field``    what the command calls it
    ``names``    as typed
    ``kind``     ``text``, ``day`` or ``choice`` (one of ``values``) take a value; ``flag`` takes none
    ``off``      the name that turns a flag off again
    ``metavar``  the name of its value in ``--help``; ``about`` a message id
    """

    __slots__ = ("about", "default", "field", "kind", "metavar", "names", "off", "values")

    def __init__(
        self,
        field: str,
        *names: str,
        kind: str,
        about: str,
        default: str | bool | None = None,
        values: tuple[str, ...] = (),
        off: str = "",
        metavar: str = "",
    ) -> None:
        self.field = field
        self.names = names
        self.kind = kind
        self.about = about
        self.default = default
        self.values = values
        self.off = off
        self.metavar = metavar


WHERE = (
    Option(
        "directory", "-C", kind=TEXT, metavar="DIR",
        about=N_("The repository to read, instead of the current folder."),
    ),
    Option("lang", "--lang", kind=CHOICE, values=LANGUAGES, about=N_("Language of the answer.")),
    Option(
        "color", "--color", kind=CHOICE, values=("auto", "always", "never"),
        about=N_("When to use colours; never in a pipe, and NO_COLOR is respected."),
    ),
)  # fmt: skip
"""For every command that reads a roadmap, and before the name of any command."""

AS_OF = Option(
    "as_of", "--as-of", kind=DAY, metavar="DATE",
    about=N_("Judge as on that day; facts dated later are ignored. Today when absent."),
)  # fmt: skip

AT = Option(
    "at", "--at", kind=TEXT, metavar="REV",
    about=N_("Read the roadmap as that commit holds it, instead of the folder."),
)  # fmt: skip

OPEN = (AS_OF, *WHERE)
"""Of the terminal UI."""

CHECK = (
    AS_OF,
    AT,
    Option(
        "base", "--base", kind=TEXT, metavar="REV",
        about=N_("Judge a change: only what it adds or touches counts, by the policy of that commit."),
    ),
    Option(
        "head", "--head", kind=TEXT, metavar="REV", default="HEAD",
        about=N_("The last commit of the change judged with --base."),
    ),
    Option(
        "with_baseline", "--baseline", off="--no-baseline", kind=FLAG, default=True,
        about=N_("Whether inherited debts are set aside."),
    ),
    Option(
        "fail_on", "--fail-on", kind=CHOICE, values=("error", "warning", "info"), default="error",
        about=N_("The least severity that makes the exit code 1."),
    ),
    Option(
        "form", "--format", kind=CHOICE, default="text",
        values=("text", "json", "github", "gitlab", "sarif", "junit", "markdown"),
        about=N_("How findings are told."),
    ),
    Option(
        "quiet", "-q", "--quiet", kind=FLAG, default=False,
        about=N_("Only what the findings add up to."),
    ),
    Option(
        "use_cache", "--cache", off="--no-cache", kind=FLAG, default=True,
        about=N_("Whether what has not changed is remembered."),
    ),
    *WHERE,
)  # fmt: skip
