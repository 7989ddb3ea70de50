"""The back-test table of docs/forecast.md, between its markers, computed from the shipped editions."""

from __future__ import annotations

import sys

from governance import i18n
from governance.reporters.backtest import backtest_rows, limits
from governance.services.panorama import Reference
from governance.services.trials import backtest
from tools.documents import ROOT, run, table

PATH = "docs/forecast.md"
BEGIN, END = "<!-- backtest:begin -->", "<!-- backtest:end -->"
_TITLES = {"cost": "Cost", "calendar": "Calendar"}


def documents() -> dict[str, str]:
    """The document, by its path."""
    i18n.use("en")
    reference = Reference(None)
    found = backtest(reference, reference.editions[-1].day)
    parts = []
    for measure, formula in dict.fromkeys((t["measure"], t["formula"]) for t in found["trials"]):
        own = [t for t in found["trials"] if (t["measure"], t["formula"]) == (measure, formula)]
        heads, *rows = backtest_rows(own)
        parts.append(f"**{_TITLES[measure]}**, `{formula}`\n\n{table(heads, rows, range(2, 6))}")
    parts += limits(found)
    text = (ROOT / PATH).read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return {PATH: f"{before}{BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{END}{after}"}


if __name__ == "__main__":
    sys.exit(run("tools.forecast_doc", documents))
