"""One rule: what it checks, why it matters, how to comply, what is in force."""

from __future__ import annotations

from governance.i18n import _, current
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.session import Loaded


def rule_lines(code: str, root: str, width: int) -> list[str]:
    """The page of the rule ``code`` under the policy of the roadmap, painted."""
    from governance.reporters import rules
    from governance.services.rules import documented

    return rules.page(documented(root, code, current()), width=width, colours=True).splitlines()


class RuleView(View):
    """The page of the rule ``code``."""

    scope = "rule"
    has_page = False

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def help_text(self) -> str:
        """What the view answers."""
        return _("A rule as `jalon explain` tells it, with the parameters of the policy in force.")

    def note(self) -> str:
        """Which rule."""
        return self._code

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The documentation."""
        lines = rule_lines(self._code, self.app.session.root, width)
        return [Row(str(number), line, stop=False) for number, line in enumerate(lines)]
