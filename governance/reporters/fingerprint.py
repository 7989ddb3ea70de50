"""The fingerprints that forges compare from one run to the next: opaque, unique within a report."""

from __future__ import annotations

import hashlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.model.finding import Finding


def digests(findings: Iterable[Finding]) -> list[str]:
    """One SHA-256 per finding, of its code, record and field; never of a line.

    Two findings of one rule on one field are told apart by their order, which is stable.
    """
    seen: dict[str, int] = {}
    found = []
    for finding in findings:
        name = finding.fingerprint
        seen[name] = seen.get(name, 0) + 1
        text = name if seen[name] == 1 else f"{name} {seen[name]}"
        found.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return found
