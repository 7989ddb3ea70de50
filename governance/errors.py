"""Exit codes, and the error a person can act on: a sentence, what to do, an exit code."""

from __future__ import annotations

OK = 0
FINDINGS = 1
USAGE = 2
CANNOT_JUDGE = 3
ENVIRONMENT = 4
INTERNAL = 70
INTERRUPTED = 130


class JalonError(Exception):
    """Something outside the roadmap prevents the answer; never used for a finding.

    ``message`` and ``hint`` are message ids (English), filled with ``params`` when shown, so that
    the command line can say them in the language of the reader.

    ``quoted``  what another program answered, shown line by line below the sentence
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        exit_code: int = USAGE,
        quoted: str = "",
        **params: object,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code
        self.quoted = quoted
        self.params = params
