"""What a report says about where its places lie: countries named, adjectives of countries, the dateline, its other places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from diurna.language.sentence import Sentence
from diurna.places.gazetteer import Gazetteer
from diurna.places.names import fold
from diurna.places.values import Entry, Toponym

_HINT = 2.0
"""Mentions that the publisher's country or the dateline's counts for."""
_EARTH = 12_742.0
"""Kilometres of the earth's diameter."""


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two points (latitude, longitude in degrees)."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    return _EARTH * asin(sqrt(sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2))


def country_adjectives(sentences: Iterable[Sentence], gazetteer: Gazetteer) -> Counter[str]:
    """How often the adjectives and demonyms of each country stand in the sentences ("Mexican", "Mexicans")."""
    found: Counter[str] = Counter()
    adjectives = gazetteer.adjectives
    for sentence in sentences:
        for token in sentence.tokens:
            if token.text[:1].isupper():
                word = token.text.lower()
                code = adjectives.get(word) or (adjectives.get(word[:-1]) if word.endswith("s") else None)
                if code:
                    found[code] += 1
    return found


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strongly each country (alpha-3) is the report's; `named` holds what each name (folded) gave to it."""

    weights: Counter[str]
    named: dict[str, Counter[str]]

    def besides(self, name: str) -> Counter[str]:
        """The weights without what the name itself gave: a town or an area is no evidence for itself."""
        own = self.named.get(fold(name))
        return self.weights - own if own else self.weights


def country_evidence(
    toponyms: Sequence[Toponym], *, adjectives: Counter[str] | None = None, hints: Iterable[str] = ()
) -> Evidence:
    """One for each mention of a country's name, a half for its adjective, four fifths for a great town, and so on.

    A name that may also be a first-level area elsewhere (Georgia) counts a half for each of its countries.
    """
    weights: Counter[str] = Counter()
    named: dict[str, Counter[str]] = {}
    for toponym in toponyms:
        countries = {e.country for e in toponym.entries if e.table == "countries"}
        areas = {e.country for e in toponym.entries if e.resolution == "admin1" and e.usual}
        regions = {e.country for e in toponym.entries if e.table in {"regions", "sites"}}
        if countries:
            _count(weights, countries | areas, 1.0)
        elif regions:
            _count(weights, regions, 0.6)
        elif large := _eminent(toponym.entries):
            _count(weights, {large.country}, 0.8)
            _count(named.setdefault(fold(toponym.name), Counter()), {large.country}, 0.8)
        elif areas:
            _count(weights, areas, 1.0)
            _count(named.setdefault(fold(toponym.name), Counter()), areas, 1.0)
    for code, number in (adjectives or Counter()).items():
        weights[code] += number / 2  # type: ignore[assignment]
    for code in hints:
        weights[code] += _HINT  # type: ignore[assignment]
    return Evidence(weights, named)


def _count(weights: Counter[str], countries: set[str | None], weight: float) -> None:
    for country in countries:
        if country:
            weights[country] += weight / len(countries)  # type: ignore[assignment]


def _eminent(entries: Sequence[Entry]) -> Entry | None:
    """The place that a name means wherever it stands: a capital, or far more people than its namesakes."""
    places = sorted((e for e in entries if e.resolution == "place"), key=lambda e: -e.population)
    if not places:
        return None
    second = places[1].population if len(places) > 1 else 0
    return places[0] if places[0].population > max(100_000, 5 * second) else None
