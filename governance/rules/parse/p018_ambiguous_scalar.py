"""A value that programs do not read alike.

What it checks
    A value without quotes is a text that nothing else resembles, a whole number, a number with a
    point, a day ``YYYY-MM-DD``, ``true``, ``false`` or ``null``, so that YAML 1.1 and YAML 1.2
    agree on it.

Why it matters
    Of ten such values tried with two common Python readers, seven gave two different results:
    ``no`` is false or the text no, ``0123`` is 83 or 123, ``1:30`` is 90 or a text. One half of the
    tools would not see the roadmap that the other half writes.

Example
    ``country: NO`` for Norway; ``value: 1_000``; ``lag: 1:30``.

How to fix
    Put a text between double quotes (``"no"``); write a number in plain digits with a point
    (``1000``, ``0.5``), a day as ``2021-06-30``, and true or false in lower case.

Parameters
    None.

Source
    The “Norway problem” of YAML 1.1, and the truthy and octal-values checks of yamllint.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P018",
    "ambiguous-scalar",
    FILE,
    N_("“{value}” without quotes is read as one thing by some programs and as another by others."),
    N_(
        "Put it between double quotes if it is text; else write a plain number, a day as "
        "YYYY-MM-DD, or true or false in lower case."
    ),
    waivable=False,
)
