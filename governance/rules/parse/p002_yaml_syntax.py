"""A file that is not YAML.

What it checks
    The file follows the syntax of YAML 1.2. Forms that some readers let pass and others refuse
    count as errors too: a tab outside quotes, a comment that touches the sign of a block of text.

Why it matters
    Until the syntax is right nobody can tell what the record says, so no other rule sees it.

Example
    ``title: Tchap : la messagerie`` — the second colon followed by a space starts another field.

How to fix
    Correct the line that is shown. A text that holds a colon followed by a space, a # after a
    space, or that starts with a sign such as * & ! % @, goes between double quotes.

Parameters
    None.

Source
    YAML 1.2.2, and the readers libyaml and ruamel.yaml, both of which must accept the file.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P002",
    "yaml-syntax",
    FILE,
    N_("The YAML of this file cannot be read: {problem}."),
    N_("Correct this line; a text with a colon, a quote or a # goes between double quotes."),
    waivable=False,
)
