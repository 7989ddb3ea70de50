"""A waiver that does not say why the exception is right.

What it checks
    The ``reason`` of every entry of ``governance/policy/waivers.yaml`` has at least ``words``
    words.  A waiver below that does not apply: what it was meant to cover counts again.

Why it matters
    A waiver is read months later by somebody who must decide whether to renew it.  "As agreed" or
    "temporary" tells that person nothing, and an exception that cannot be judged becomes the rule.

Example
    ``reason: See e-mail`` on a waiver of M201 for ``indicator/tchap-messages``.

How to fix
    Write what makes the rule wrong here and what will change before the waiver ends: "The operator
    delivers its first usage figures in March, the contract forbids an earlier extract."

Parameters
    ``words``: smallest number of words of a reason.

Source
    Conftest, whose users ask that every exception to a policy carry its justification; the
    exceptions of a Kubernetes release, which state the risk of granting and of refusing.
"""

from __future__ import annotations

from governance.gate.registry import GATE, Rule
from governance.i18n import N_

RULE = Rule(
    "G901",
    "waiver-without-reason",
    GATE,
    N_(
        "The reason of the waiver of {rule} for {record}, “{reason}”, has fewer than "
        "{words} {words:word/words}."
    ),
    N_("Say in one sentence under “reason” why the exception is right, or remove the waiver."),
)
