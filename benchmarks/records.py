"""The records of a generated roadmap: invented, varied, and without any debt on the day it is for.

Everything follows from the size, the day and the seed, so the same three give the same files.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

PER_STRATEGY = 500
PER_AXIS = 100
PER_FOLDER = 100
INDICATORS = (45, 35)
"""A roadmap of 35 programmes has 45 indicators; so has, in proportion, one of any size."""
MISSIONS = (8, 35)

_WHAT = (
    "Portail", "Socle", "Annuaire", "Registre", "Messagerie", "Catalogue", "Plateforme", "Guichet",
    "Référentiel", "Réseau", "Observatoire", "Parcours", "Service", "Entrepôt", "Coffre", "Agenda",
)  # fmt: skip
_OF = (
    "des démarches", "des identités", "des données", "des agents", "des marchés", "du courrier",
    "des territoires", "de la formation", "des subventions", "de la santé", "du logement",
    "des archives", "des contrôles", "de l'énergie", "des transports", "des paiements",
    "de la recherche", "des aides",
)  # fmt: skip
_PEOPLE = ("Camille", "Dominique", "Claude", "Alix", "Maxime", "Sacha", "Andréa", "Charlie", "Lou")
_FAMILIES = (
    "Martin", "Bernard", "Petit", "Durand", "Leroy", "Moreau", "Simon", "Laurent", "Michel",
    "Garcia", "Roux", "Fournier", "Girard", "Bonnet", "Dupont", "Lambert", "Fontaine", "Chevalier",
)  # fmt: skip
_WHY = (
    "réunir en un seul lieu ce que les usagers demandent aujourd'hui à plusieurs administrations",
    "éviter de redemander une information que l'administration détient déjà",
    "donner aux agents un outil commun, utilisable à distance et sans formation",
    "rendre la donnée disponible le jour où elle est produite, avec sa définition",
    "remplacer des applications anciennes dont la maintenance n'est plus assurée",
    "mesurer la qualité du service rendu et publier ce qui est mesuré",
)
_WHO = ("Usagers particuliers", "Entreprises", "Agents publics", "Collectivités", "Associations")
_STEPS = (
    "Cadrage validé", "Marché notifié", "Première version ouverte", "Pilote évalué",
    "Généralisation", "Reprise des données", "Ouverture à tous", "Ancien outil fermé",
)  # fmt: skip
_UNITS = {
    "output": "services", "adoption": "usagers", "satisfaction": "points", "outcome": "heures",
    "cost": "euros",
}  # fmt: skip
_SAID = (
    "La trajectoire tient ; deux directions restent à convaincre avant la fin du trimestre.",
    "Les livraisons suivent le rythme prévu et la qualité de service est stable.",
    "Le recrutement d'un développeur conditionne la prochaine version.",
    "Les usagers reviennent chaque mois et le disent dans l'enquête.",
    "Oui, on le lancerait encore, avec un périmètre plus étroit.",
)


class File(NamedTuple):
    """A record to write: where, and what it holds."""

    kind: str
    path: str
    data: dict[str, Any]


def roadmap(programmes: int, day: date, seed: int, *, flat: bool = False) -> Iterator[File]:
    """Every record of a roadmap of that many programmes, clean on ``day``."""
    yield from _Roadmap(programmes, day, seed, flat).files()


class _Roadmap:
    def __init__(self, programmes: int, day: date, seed: int, flat: bool) -> None:
        self.size = programmes
        self.day = day
        self.flat = flat
        self.chance = random.Random(seed)
        self.contributors = max(6, programmes // 2)
        self.missions = max(1, programmes * MISSIONS[0] // MISSIONS[1])
        self.strategies = -(-programmes // PER_STRATEGY)

    def files(self) -> Iterator[File]:
        """The records, the general ones first."""
        yield self._file("roadmap", "", "roadmap", {
            "format": 1, "title": "Feuille de route numérique", "language": "fr", "country": "FR",
            "timezone": "Europe/Paris",
        })  # fmt: skip
        for number in range(self.strategies):
            yield from self._strategy(number)
        for number in range(self.contributors):
            yield self._contributor(number)
        for number in range(self.missions):
            yield self._mission(number)
        for number in range(self.size):
            yield from self._programme(number)

    # -- where records lie, and what they are called

    def _file(self, kind: str, folder: str, stem: str, data: dict[str, Any]) -> File:
        return File(kind, f"roadmap/{folder}{'/' if folder else ''}{stem}.yaml", data)

    def _block(self, folder: str, number: int) -> str:
        return folder if self.flat else f"{folder}/{number // PER_FOLDER:03}"

    def _mission_of(self, programme: int) -> int:
        return programme * self.missions // self.size

    def _axis_of(self, programme: int) -> int:
        return programme // PER_AXIS

    def _home(self, folder: str, programme: int) -> str:
        if self.flat:
            return folder
        return f"{folder}/axe-{self._axis_of(programme)}/{self._mission_id(programme)}"

    def _mission_id(self, programme: int) -> str:
        return f"mission-{self._mission_of(programme)}"

    def _programme_name(self, number: int) -> str:
        return f"{_WHAT[number % len(_WHAT)]} {_OF[number // len(_WHAT) % len(_OF)]}"

    def _programme_id(self, number: int) -> str:
        return f"{_slug(_WHAT[number % len(_WHAT)])}-{number}"

    def _organisation(self, number: int) -> str:
        return f"direction-{number % self.contributors}"

    def _person(self) -> str:
        return f"{self.chance.choice(_PEOPLE)} {self.chance.choice(_FAMILIES)}"

    def _ago(self, days: int) -> str:
        """A day before the day of the roadmap, moved back to a Thursday at most three days away."""
        found = self.day - timedelta(days=days)
        return (found - timedelta(days=max(0, found.weekday() - 3))).isoformat()

    def _in(self, days: int) -> str:
        return (self.day + timedelta(days=days)).isoformat()

    # -- what there is of each kind

    def _strategy(self, number: int) -> Iterator[File]:
        name, document = f"plan-{number}", f"decision-plan-{number}"
        first = number * PER_STRATEGY
        after = min(self.size, first + PER_STRATEGY)
        start = self._ago(500)
        yield self._file("source", self._block("sources/plans", number), document, {
            "id": document, "title": f"Décision du comité numérique, plan {number}",
            "kind": "official", "date": start,
        })  # fmt: skip
        yield self._file("strategy", self._block("strategies", number), name, {
            "id": name, "title": f"Plan numérique {number}", "start": start, "end": self._in(700),
            "roles": [{
                "role": "director", "organisation": self._organisation(number),
                "person": self._person(), "from": start, "source": [document],
            }],
            "steering": {"body": "Comité numérique", "cadence": "P6M", "source": [document]},
            "declared": [{
                "date": self._ago(60), "programmes": after - first,
                "indicators": sum(_indicators_of(n) for n in range(first, after)),
                "source": [document],
            }],
            "provenance": {"grade": "official"}, "source": [document],
        })  # fmt: skip
        day = self._ago(54)
        yield self._file("checkpoint", f"checkpoints/{name}", day, {
            "strategy": name, "date": day,
            "participants": [
                {"organisation": self._organisation(number)},
                {"organisation": self._organisation(number + 1)},
            ],
            "minutes": "Le comité a pris connaissance de l'avancement de chaque mission.",
            "source": [document],
        })  # fmt: skip
        for axis in range(first // PER_AXIS, self._axis_of(after - 1) + 1):
            yield self._file("axis", self._block("axes", axis), f"axe-{axis}", {
                "id": f"axe-{axis}", "order": axis - first // PER_AXIS + 1, "strategy": name,
                "title": f"Axe {axis}", "source": [document],
            })  # fmt: skip
        stake = f"enjeu-{number}"
        yield self._file("stake", self._block("stakes", number), stake, {
            "id": stake, "order": 1, "strategy": name, "title": f"Enjeu {number}",
            "source": [document],
        })  # fmt: skip

    def _contributor(self, number: int) -> File:
        name = self._organisation(number)
        return self._file("contributor", self._block("contributors", number), name, {
            "id": name, "title": f"Direction {number}", "acronym": f"D{number}",
            "kind": "directorate", "capacity_fte": 400, "source": ["decision-plan-0"],
        })  # fmt: skip

    def _mission(self, number: int) -> File:
        first = -(-number * self.size // self.missions)
        return self._file("mission", self._block("missions", number), f"mission-{number}", {
            "id": f"mission-{number}", "order": number % 100 + 1,
            "axis": f"axe-{self._axis_of(first)}", "title": f"Mission {number}",
            "source": [f"decision-plan-{first // PER_STRATEGY}"],
        })  # fmt: skip

    def _programme(self, number: int) -> Iterator[File]:
        name, title = self._programme_id(number), self._programme_name(number)
        document = f"note-{name}"
        entered = self._ago(self.chance.randrange(380, 480))
        yield self._file("source", self._block("sources/notes", number), document, {
            "id": document, "title": f"Note de cadrage : {title.lower()}", "kind": "official",
            "publisher": "Comité numérique", "date": entered, "grade": "official",
        })  # fmt: skip
        indicators = [f"{name}-i{index}" for index in range(_indicators_of(number))]
        measures: list[str] = []
        active = ""
        for index, indicator in enumerate(indicators):
            kind = list(_UNITS)[(number + index) % len(_UNITS)]
            active = indicator if kind == "adoption" else active
            files = list(self._indicator(number, indicator, kind, document, entered))
            measures += [f"{indicator}/{files[-1].data['date']}"]
            yield from files
        wide = self.chance.random() < 0.4
        dependencies = self._dependencies(number, document)
        programme: dict[str, Any] = {
            "id": name, "strategy": f"plan-{number // PER_STRATEGY}",
            "mission": self._mission_id(number), "mission_basis": "stated", "title": title,
            "purpose": f"{title} : {self.chance.choice(_WHY)}, puis en publier le bilan.",
            "beneficiary": self.chance.choice(_WHO),
            "scope": "interministerial" if wide else "ministerial",
            "stakes": [f"enjeu-{number // PER_STRATEGY}"],
            "entered": {"date": entered, "source": [document]},
            "roles": [
                {"role": role, "organisation": self._organisation(number),
                 "person": self._person(), "from": entered, "source": [document]}
                for role in ("lead", "deputy")
            ],
            "contributors": [
                {"organisation": self._organisation(number + 1),
                 "fte": self.chance.randrange(1, 12) / 2, "source": [document]},
            ],
            "milestones": self._milestones(number, document, dependencies, 2 if wide or number % 2 else 3),
            "dependencies": dependencies,
            "stop_criteria": [{
                "indicator": indicators[0], "operator": "lt", "threshold": 500,
                "from": self._in(-200), "periods": 2, "source": [document],
            }],
            "endorsements": [
                {"administration": self._organisation(number + 1 + place), "date": self._ago(300),
                 "source": [document]}
                for place in range(3)
            ] if wide else [],
            "costs": self._costs(document),
            "statements": [{
                "date": self._ago(200), "text": self.chance.choice(_SAID), "source": [document],
            }] if self.chance.random() < 0.3 else [],
            "provenance": {"grade": "official"}, "source": [document],
        }  # fmt: skip
        programme = {key: value for key, value in programme.items() if value != []}
        yield self._file("programme", self._home("programmes", number), name, programme)
        if number % 5 < 3:
            yield self._product(number, document, active)
        review = self._ago(self.chance.randrange(3, 13))
        yield self._checkpoint(number, name, review, measures)
        if number % 3 == 0:
            yield self._event(number, name, document)

    def _indicator(
        self, number: int, name: str, kind: str, document: str, entered: str
    ) -> Iterator[File]:
        goal = self.chance.randrange(40, 400) * 100
        start = goal // 4
        data: dict[str, Any] = {
            "id": name, "strategy": f"plan-{number // PER_STRATEGY}",
            "programme": self._programme_id(number),
            "title": f"{_UNITS[kind].capitalize()} : {self._programme_name(number).lower()}",
            "definition": "Ce qui est compté le dernier jour du trimestre, doublons retirés.",
            "unit": _UNITS[kind], "direction": "increase", "kind": kind,
        }  # fmt: skip
        if kind == "adoption":
            data["population"] = {"counts": "active", "period": "P1M"}
        data |= {
            "baseline": {"value": start, "date": entered, "source": [document]},
            "targets": [
                {"date": self._in(200), "value": goal, "source": [document]},
                {"date": self._in(570), "value": goal * 2, "source": [document]},
            ],
            "frequency": "P3M", "availability_delay": "P1M",
            "owner": self._organisation(number), "in_declared_total": "counted",
            "provenance": {"grade": "official"}, "source": [document],
        }  # fmt: skip
        yield self._file("indicator", self._home("indicators", number), name, data)
        for ago in (245, 153, 63)[number % 2 :]:
            day = self._in(-ago)
            part = self.chance.uniform(0.02, 0.1) + 0.9 * (300 - ago) / 300
            folder = f"{self._home('measurements', number)}/{name}"
            yield self._file("measurement", folder, day, {
                "indicator": name, "date": day, "value": start + int((goal - start) * part),
                "entered_by": self._person(), "source": [document],
            })  # fmt: skip

    def _milestones(
        self, number: int, document: str, dependencies: list[dict[str, Any]], count: int
    ) -> list[dict[str, Any]]:
        """One done, then one after the other, the last also after one of another programme."""
        found: list[dict[str, Any]] = []
        for place in range(count):
            title = _STEPS[(number + place) % len(_STEPS)]
            milestone: dict[str, Any] = {"id": f"etape-{place + 1}", "title": title}
            if place == 0:
                milestone |= {"baseline": self._ago(250), "actual": self._ago(240)}
            else:
                milestone |= {"baseline": self._in(150 * place), "forecast": self._in(160 * place)}
                milestone["after"] = [{"milestone": f"etape-{place}"}]
                if place + 1 == count and dependencies:
                    other = f"{dependencies[0]['needs']}/etape-1"
                    milestone["after"].append({"milestone": other, "lag": "P1M"})
            milestone["source"] = [document]
            found.append(milestone)
        return found

    def _dependencies(self, number: int, document: str) -> list[dict[str, Any]]:
        """On programmes that come before, so that there is no cycle."""
        earlier = range(max(0, number - 40), number)
        needs = self.chance.sample(earlier, min(len(earlier), self.chance.choice((1, 1, 1, 2))))
        return [
            {"needs": self._programme_id(need), "kind": "technical", "basis": "stated",
             "source": [document]}
            for need in sorted(needs)
        ]  # fmt: skip

    def _costs(self, document: str) -> list[dict[str, Any]]:
        build = self.chance.randrange(20, 800) * 10_000
        share = self.chance.uniform(0.94, 1.06)
        return [
            {"nature": "build", "authority": "ae", "baseline": build,
             "forecast": int(build * share), "source": [document]},
            {"nature": "run", "authority": "cp", "forecast": build // 10, "source": [document]},
        ]  # fmt: skip

    def _product(self, number: int, document: str, active: str) -> File:
        name = f"produit-{number}"
        data: dict[str, Any] = {
            "id": name, "title": f"{self._programme_name(number)}, service en ligne",
            "programmes": [self._programme_id(number)], "operator": self._organisation(number),
            "functions": [f"fonction-{number}", f"usage-{number}"],
            "audience": self.chance.choice(_WHO),
            "first_day": {"date": self._ago(400), "source": [document]},
            "costs": [{
                "nature": "run", "authority": "cp", "from": f"{self.day.year - 1}-01-01",
                "to": f"{self.day.year - 1}-12-31",
                "actual": self.chance.randrange(8, 30) * 1000, "source": [document],
            }],
        }  # fmt: skip
        if active:
            data["indicators"] = {"active": active}
        data |= {"provenance": {"grade": "official"}, "source": [document]}
        return self._file("product", self._block("products", number), name, data)

    def _checkpoint(self, number: int, name: str, day: str, measures: list[str]) -> File:
        questions = ("avancement", "trajectoire", "usage", "arret")
        data: dict[str, Any] = {
            "programme": name, "date": day,
            "stage": "operation" if number % 5 == 0 else "delivery",
            "participants": [
                {"organisation": self._organisation(number)},
                {"organisation": self._organisation(number + 1)},
            ],
            "answers": [
                {"question": asked, "answer": self.chance.choice(_SAID)} for asked in questions
            ],
            "weather": self.chance.choice(("sunny", "sunny", "overcast", "cloudy")),
            "measures": measures,
            "decision": {
                "kind": "launch", "reason": "Le cadrage est terminé et les objectifs sont tenus.",
                "decider": "Comité numérique", "date": day,
            },
            "actions": [{
                "title": "Préparer la généralisation", "owner": self._organisation(number),
                "due": self._in(40),
            }],
        }  # fmt: skip
        return self._file("checkpoint", f"{self._home('checkpoints', number)}/{name}", day, data)

    def _event(self, number: int, programme: str, document: str) -> File:
        name = f"evenement-{number}"
        return self._file("event", self._block("events", number), name, {
            "id": name, "title": f"Arrêté {number}", "date": self._ago(30), "kind": "law",
            "effect": "Le téléservice devient obligatoire pour une partie des usagers.",
            "programmes": [programme], "review_within": "P3M", "source": [document],
        })  # fmt: skip


def _indicators_of(programme: int) -> int:
    count, of = INDICATORS
    return (programme + 1) * count // of - programme * count // of


def _slug(word: str) -> str:
    return word.lower().replace("é", "e").replace("ô", "o")
