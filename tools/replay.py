"""The table "what the check would have said" of README.md and README.fr.md, between its markers."""

from __future__ import annotations

import sys
from datetime import date

from governance.services.check import check
from governance.services.portfolio import summary
from tools.documents import ROOT, run, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.row import IndicatorRow
    from governance.services.portfolio import Summary

STRATEGY = "tech-gouv"
TODAY = date(2026, 11, 22)
"""The day of the run: fixed, for it only tells which dates lie in the future."""
COUNTED = date(2021, 6, 30)
"""The day for which the Court of Auditors counted the indicators reached."""
DAYS = {
    date(2019, 10, 2): {
        "en": "the roadmap is published",
        "fr": "publication de la feuille de route",
    },
    date(2020, 8, 27): {"en": "its first update", "fr": "première mise à jour"},
    COUNTED: {"en": "mid-2021", "fr": "mi-2021"},
    date(2022, 1, 31): {"en": "the director leaves", "fr": "départ du directeur"},
    date(2022, 10, 31): {"en": "nine months later", "fr": "neuf mois plus tard"},
}
_HEADS = {
    "en": (
        "Day", "Programmes", "with a measure", "never measured", "Reviews overdue",
        "of them never held", "Indicators", "reached", "stale", "never measured", "Roles vacant",
        "Director", "Strategy",
    ),
    "fr": (
        "Jour", "Programmes", "avec mesure", "sans aucune mesure", "Points d’étape en retard",
        "dont jamais tenus", "Indicateurs", "atteints", "périmés", "jamais mesurés",
        "Postes vacants", "Directeur", "Stratégie",
    ),
}  # fmt: skip
_WORDS = {
    "en": {
        "vacant": "vacant for {days} days",
        "running": "running",
        "announced": (
            "The publication of {first} announced **{announced} programmes**; public documents prove "
            "{known} of them by that day. Each of the others enters the table on the first day at "
            "which a document shows it, which may be later than it really began."
        ),
        "interrupted": "**interrupted de facto**",
        "stopped": (
            "From the day the strategy stopped, it is shown as it stood then: nobody owes a review "
            "or a measure to what has ended. The direction is still owed until somebody closes it."
        ),
        "reached": (
            "On {day} the records count **{reached} of {indicators} indicators reached**; the Court "
            "of Auditors counted **{official} of {total}** at mid-2021. The two cannot be compared "
            "one by one: the labels of the {total} official indicators are not public. Ours are the "
            "{recorded} measurable series that public documents prove, {indicators} of them by that "
            "day. {no_target} of these have no known target, so nothing can say whether they are "
            "reached; of the {target} others, {unmeasured} had never been measured."
        ),
    },
    "fr": {
        "vacant": "vacant depuis {days} jours",
        "running": "en cours",
        "announced": (
            "La publication du {first} annonçait **{announced} programmes** ; les documents publics en "
            "attestent {known} à cette date. Chacun des autres entre dans le tableau le premier jour où "
            "un document le montre, parfois après son vrai début."
        ),
        "interrupted": "**interrompue de fait**",
        "stopped": (
            "À partir du jour où la stratégie s’est arrêtée, elle est montrée telle qu’elle était ce "
            "jour-là : personne ne doit de point d’étape ni de mesure à ce qui est fini. La direction "
            "reste due tant que personne ne l’a close."
        ),
        "reached": (
            "Indicateurs atteints au {day} : **{reached} sur {indicators}** d’après les fiches ; "
            "la Cour des comptes en a compté **{official} sur {total}** à la mi-2021. Les deux ne se "
            "comparent pas un à un : les libellés des {total} indicateurs officiels ne sont pas "
            "publics. Les nôtres sont les {recorded} séries mesurables que des documents publics "
            "attestent, dont {indicators} à cette date. {no_target} d’entre elles n’ont pas de cible "
            "connue : rien ne permet de dire si elles sont atteintes ; des {target} autres, "
            "{unmeasured} n’avaient jamais été mesurées."
        ),
    },
}
_PATHS = {"README.md": "en", "README.fr.md": "fr"}
_BEGIN, _END = "<!-- replay:begin -->\n", "<!-- replay:end -->"


def documents() -> dict[str, str]:
    """Both readmes with the table of today's records."""
    found = [summary(str(ROOT), day, TODAY, STRATEGY) for day in DAYS]
    counts = _counts(found)
    made = {}
    for path, language in _PATHS.items():
        text = (ROOT / path).read_text("utf-8")
        told = f"{_table(found, language)}\n\n{_beneath(counts, language)}\n"
        if text.find(_BEGIN) < 0 or text.find(_END) < text.find(_BEGIN):
            raise SystemExit(f"{path} has no replay:begin and replay:end markers")
        before, begin, rest = text.partition(_BEGIN)
        after = rest.partition(_END)[2]
        made[path] = f"{before}{begin}{told}{_END}{after}"
    return made


def _table(found: list[Summary], language: str) -> str:
    rows = []
    for one in found:
        day, totals = date.fromisoformat(one["as_of"]), one["totals"]
        status = totals["status"]
        rows.append((
            f"{day}, {DAYS[day][language]}", totals["programmes"], totals["measured"],
            totals["never_measured"], totals["reviews_overdue"], totals["first_overdue"],
            totals["indicators"], status["reached"], status["stale"], status["never_measured"],
            totals["vacant"], _director(one, language), _state(one, language),
        ))  # fmt: skip
    return table(_HEADS[language], rows, range(1, 11))


def _director(one: Summary, language: str) -> str:
    director = one["director"]
    if director["vacant_since"] is None:
        return ", ".join(holder["name"] for holder in director["holders"])
    return _WORDS[language]["vacant"].format(days=director["vacant_days"])


def _state(one: Summary, language: str) -> str:
    state = one["state"]
    stopped = state["de_facto"] or state["silent"]
    return _WORDS[language]["interrupted" if stopped else "running"]


def _counts(found: list[Summary]) -> dict[str, object]:
    """What is said beneath the table, counted in the records."""
    mid = next(one for one in found if one["as_of"] == COUNTED.isoformat())
    declared = {item["what"]: item for item in mid["declared"]}
    announced = {item["what"]: item["declared"] for item in found[0]["declared"]}
    report = check(str(ROOT), COUNTED, TODAY, with_baseline=False, use_cache=False)
    states: list[IndicatorRow] = [
        state
        for row in report.judgement.roadmap.rows.values()
        if row["strategy"] == STRATEGY
        for state in row["indicators"]
    ]
    aimed = [state for state in states if state["target"] is not None]
    return {
        "first": found[0]["as_of"],
        "announced": announced["programmes"],
        "known": found[0]["totals"]["programmes"],
        "day": COUNTED,
        "reached": mid["totals"]["status"]["reached"],
        "indicators": len(states),
        "recorded": found[-1]["totals"]["indicators"],
        "official": declared["indicators_reached"]["declared"],
        "total": declared["indicators"]["declared"],
        "no_target": len(states) - len(aimed),
        "target": len(aimed),
        "unmeasured": sum(state["date"] is None for state in aimed),
    }


def _beneath(counts: dict[str, object], language: str) -> str:
    words = _WORDS[language]
    announced, reached = words["announced"].format(**counts), words["reached"].format(**counts)
    return f"{announced}\n\n{words['stopped']}\n\n{reached}"


if __name__ == "__main__":
    sys.exit(run("tools.replay", documents))
