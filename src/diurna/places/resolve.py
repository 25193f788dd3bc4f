"""Which place of the world a toponym means, judged over the whole report.

Each entry of the gazetteer with that name gets points for what it is (country before region before area before town, capital,
population), for the countries that the report names, for what the words beside it say ("Paris, Texas"; "Hasaka Province";
"Alabama, Georgia and Tennessee") and for the report's other places near it. The points are weights of evidence, about
decimal logarithms of odds; the best entry wins, the earlier in the gazetteer's order on a tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import log10

from diurna.places.areas import border_where, shifted
from diurna.places.evidence import Evidence, country_evidence, kilometres
from diurna.places.gazetteer import Gazetteer
from diurna.places.names import fold
from diurna.places.relations import Relation, relations
from diurna.places.values import Entry, Place, Toponym
from diurna.places.words import designations
from diurna.record import Where

_KIND = {
    "country": 12.5,
    "region": 9.5,
    "sea": 9.0,
    "site": 10.0,
    "admin1": 3.0,
    "admin2": -0.4,
    "place": 0.0,
    "border": 0.0,
}
_CAPITAL = 1.5
_UNUSUAL = -1.5
_SEATED = -4.0
"""A first-level area that a town of the same name lies in: the bare name is the town's ("São Paulo")."""
_RIVALLED = -3.0
"""A country whose name an area elsewhere bears as well."""
_COUNTRY = 3.0
_NAMED = 1.2
_UNNAMED = -1.5
_GREAT = 500_000
"""Inhabitants from which a town is known in countries that the report does not name."""
_CONTAINED = 7.0
_LISTED = 4.0
_DESIGNATED = 6.0
_ARABIC_LETTERS = frozenset(
    "SYR IRQ YEM SAU EGY LBY JOR LBN SDN PSE KWT BHR QAT ARE OMN DZA TUN MAR MRT IRN AFG PAK".split()
)
_APOSTROPHES = frozenset("'’‘ʿʼ")
_METROPOLIS = 1_000_000
_TOWN = 100_000
"""Inhabitants of a town that a list of states does not hide."""
_OBSCURE = 2_000
"""Inhabitants under which a place of a country that the report does not name is not believed."""
_NEAR = ((60.0, 2.5), (150.0, 1.8), (400.0, 0.9))
"""Kilometres to the nearest other place of the report, and the points for it."""


def resolve_toponyms(
    toponyms: Sequence[Toponym],
    *,
    gazetteer: Gazetteer,
    adjectives: Counter[str] | None = None,
    hints: Iterable[str] = (),
    texts: Sequence[str] = (),
) -> list[Place]:
    """The places that the toponyms of one report mean, in their order.

    `adjectives` counts the adjectives of countries in the report (`country_adjectives`), `hints` are countries (alpha-3) of the
    publisher and the dateline, `texts` the words between each toponym and the next one of its sentence (`between`).
    """
    evidence = country_evidence(toponyms, adjectives=adjectives, hints=hints)
    weights = evidence.weights
    related = relations(toponyms, texts)
    chosen = _choose(toponyms, evidence, related, gazetteer, {})
    points = {i: entry for i, entry in chosen.items() if entry is not None}
    chosen = _choose(toponyms, evidence, related, gazetteer, points)
    chosen = _one_sense(toponyms, chosen, related)
    stray = _strays(chosen, related)
    chosen = {
        i: entry if entry and i not in stray and _believed(entry, i, weights, related) else None
        for i, entry in chosen.items()
    }
    return _known_elsewhere(
        [_place(toponym, chosen.get(i), i, chosen, related, weights, gazetteer) for i, toponym in enumerate(toponyms)]
    )


def _known_elsewhere(places: Sequence[Place]) -> list[Place]:
    """The places, each of those of which nothing is known with what the report tells where it names them again ("Camp Ashraf in Iraq")."""
    told = {fold(p.toponym.span.text): p.where for p in reversed(places) if p.entry is None and p.where.country_code}
    return [
        replace(p, where=replace(told[fold(p.toponym.span.text)], span=p.where.span))
        if p.entry is None and p.where.country_code is None and fold(p.toponym.span.text) in told
        else p
        for p in places
    ]


def _choose(
    toponyms: Sequence[Toponym],
    evidence: Evidence,
    related: Sequence[Relation],
    gazetteer: Gazetteer,
    resolved: dict[int, Entry],
) -> dict[int, Entry | None]:
    prior = {
        i: [(_prior(entry, toponym, evidence.besides(toponym.name)), entry) for entry in _entries(toponym, gazetteer)]
        for i, toponym in enumerate(toponyms)
    }
    total: dict[int, list[tuple[float, Entry]]] = {}
    names = [fold(toponym.name) for toponym in toponyms]
    for i in range(len(toponyms)):
        others = [e for j, e in resolved.items() if names[j] != names[i]]
        total[i] = [
            (points + _beside(i, entry, prior, related) + _nearness(entry, others), entry) for points, entry in prior[i]
        ]
    return {i: max(scored, key=lambda item: item[0])[1] if scored else None for i, scored in total.items()}


def _entries(toponym: Toponym, gazetteer: Gazetteer) -> Sequence[Entry]:
    """The entries of a toponym; for "Kharkiv region" also the area that the town gives its name."""
    entries = toponym.entries
    if designations().get(toponym.designation) != "admin1" or any(e.resolution == "admin1" for e in entries):
        return entries
    areas = []
    for entry in entries[:3]:
        if entry.resolution == "place" and entry.province:
            for area in gazetteer.find(entry.province):
                if area.resolution == "admin1" and area.country == entry.country and _namesakes(entry.name, area.name):
                    areas.append(area)
    return (*areas, *entries)


def _seat(place: Entry, area: Entry) -> bool:
    """Whether the area's name is also that of a great town in its country, or of its own chief town."""
    chief = area.resolution == "admin1" and place.province == area.province
    known = place.usual or place.capital or place.population >= _METROPOLIS or chief
    return (
        place.resolution == "place"
        and place.country == area.country
        and known
        and place.population * 20 > area.population
    )


def _rival_area(area: Entry, country: Entry) -> bool:
    """Whether a country's name is also that of an area elsewhere (Georgia)."""
    return area.resolution == "admin1" and area.usual and area.country != country.country


def _namesakes(place: str, area: str) -> bool:
    return fold(place)[:4] == fold(area)[:4]


def _prior(entry: Entry, toponym: Toponym, weights: Counter[str]) -> float:
    points = _KIND[entry.resolution] + log10(entry.population + 100)
    if entry.capital:
        points += _CAPITAL + (weights[entry.country or ""] > 0)
    seat = entry.resolution == "place" and any(e.resolution == "admin1" and _seat(entry, e) for e in toponym.entries)
    if not entry.usual and entry.table == "gazetteer" and entry.population < _METROPOLIS and not seat:
        points += _UNUSUAL
    if entry.resolution == "country" and any(_rival_area(other, entry) for other in toponym.entries):
        points += _RIVALLED
    if entry.resolution in {"admin1", "admin2"} and any(_seat(other, entry) for other in toponym.entries):
        points += _SEATED
    level = designations().get(toponym.designation)
    if level and level == entry.resolution:
        points += _DESIGNATED
    elif level in {"admin1", "admin2"} and entry.resolution in {"admin1", "admin2"}:
        points += _DESIGNATED - 1.5
    elif level == "water" and entry.resolution == "sea":
        points += _DESIGNATED
    elif level in {"admin1", "admin2"} and entry.resolution == "country":
        points -= _DESIGNATED + 3
    elif level == "place" and entry.resolution in {"admin1", "admin2", "country"}:
        points -= 3
    whole = sum(weights.values())
    if entry.country and whole and entry.resolution != "country":
        weight = weights[entry.country]
        if weight > 0:
            points += _NAMED + _COUNTRY * weight / whole
        elif entry.resolution in {"place", "admin2"} and entry.population < _GREAT and not entry.capital:
            points += _UNNAMED
    elif entry.resolution == "country" and entry.country and whole:
        points += _COUNTRY * weights[entry.country] / whole
    return points


def _beside(i: int, entry: Entry, prior: dict[int, list[tuple[float, Entry]]], related: Sequence[Relation]) -> float:
    """Points for what stands beside the toponym: its container, what it contains, the others of a list."""
    points = 0.0
    for relation in related:
        if relation.kind == "in" and relation.one == i:
            inside = any(_contains(outer, entry) for _, outer in _likely(prior[relation.other]))
            own = [e for _, e in prior[i]] if _goes_on(relation, related) else _best(prior[i])
            if inside and not _of_one_rank(entry, own, _best(prior[relation.other])):
                points += _CONTAINED
        elif relation.kind == "in" and relation.other == i:
            if any(_contains(entry, inner) for _, inner in _likely(prior[relation.one])):
                # "in Thala, Kasserine and Regueb": of a list's towns none is the province that the others lie in.
                town = entry.resolution == "place" or _goes_on(relation, related) and _has_town(entry, prior[i])
                points += 0.5 if town else _CONTAINED - 2
        elif relation.kind == "list" and i in (relation.one, relation.other):
            other = relation.other if relation.one == i else relation.one
            if any(_alike(entry, e) for e in _best(prior[other])):
                points += _LISTED
    return points


def _has_town(area: Entry, scored: list[tuple[float, Entry]]) -> bool:
    """Whether a town of the area has its name."""
    return any(e.resolution == "place" and e.country == area.country and e.usual for _, e in scored)


def _goes_on(relation: Relation, related: Sequence[Relation]) -> bool:
    """Whether a list goes on after the container: "Washington, Pennsylvania and California"."""
    return any(r.kind == "list" and r.one == relation.other for r in related)


def _of_one_rank(entry: Entry, own: list[Entry], other: list[Entry]) -> bool:
    """Whether "Ohio, Pennsylvania" lists two of a kind rather than naming a village Ohio of Pennsylvania."""
    return entry.population < _TOWN and bool(other) and any(_alike(e, other[0]) for e in own)


def _likely(scored: list[tuple[float, Entry]]) -> list[tuple[float, Entry]]:
    """The entries within reach of the best."""
    if not scored:
        return []
    best = max(points for points, _ in scored)
    return [item for item in scored if item[0] >= best - 9]


def _best(scored: list[tuple[float, Entry]]) -> list[Entry]:
    return [max(scored, key=lambda item: item[0])[1]] if scored else []


def _contains(outer: Entry, inner: Entry) -> bool:
    if outer.resolution == "country":
        return inner.resolution != "country" and outer.country == inner.country
    if outer.country is None or outer.country != inner.country or outer is inner:
        return False
    if outer.resolution == "admin1":
        return inner.resolution in {"place", "admin2", "site"} and fold(inner.province or "") == fold(outer.name)
    if outer.resolution in {"admin2", "place", "region"}:
        near = 120.0 if outer.resolution == "admin2" else 60.0 if outer.resolution == "place" else 700.0
        smaller = inner.resolution in {"place", "site"} or outer.resolution == "region"
        return smaller and kilometres(_point(outer), _point(inner)) < near
    return False


def _alike(one: Entry, other: Entry) -> bool:
    """Whether two entries are of one kind and one country, as the members of a list are; countries of any."""
    if one.resolution == other.resolution == "country":
        return True
    return one.resolution == other.resolution == "admin1" and one.country == other.country


def _nearness(entry: Entry, others: Sequence[Entry]) -> float:
    if entry.resolution not in {"place", "admin2", "site", "admin1"} or not others:
        return 0.0
    near = [e for e in others if e.resolution in {"place", "admin2", "site", "admin1"} and e.country == entry.country]
    if not near:
        return 0.0
    distance = min(kilometres(_point(entry), _point(e)) for e in near)
    return next((points for limit, points in _NEAR if distance <= limit), 0.0)


def _believed(entry: Entry, i: int, weights: Counter[str], related: Sequence[Relation]) -> bool:
    """A tiny place, or one under another name than its usual, is only believed in a country that the report speaks of."""
    if entry.table != "gazetteer" or not weights or weights[entry.country or ""] > 0:
        return True
    if any(r.one == i and r.kind == "in" for r in related):
        return True
    return entry.population >= (_OBSCURE if entry.usual else 10 * _OBSCURE)


def _strays(chosen: dict[int, Entry | None], related: Sequence[Relation]) -> set[int]:
    """Towns that the words beside them set into another country than the gazetteer's ("Stroud, Ontario"): their own is not known."""
    strays = set()
    for relation in related:
        inner, outer = chosen.get(relation.one), chosen.get(relation.other)
        if relation.kind != "in" or inner is None or outer is None or relation.one + 1 != relation.other:
            continue
        apart = inner.country != outer.country and inner.country is not None and outer.country is not None
        ends = not _goes_on(relation, related)
        starts = not any(r.kind == "list" and r.other == relation.one for r in related)
        if (
            apart
            and ends
            and starts
            and inner.resolution in {"place", "admin2"}
            and outer.resolution in {"country", "admin1"}
        ):
            strays.add(relation.one)
    return strays


def _one_sense(
    toponyms: Sequence[Toponym], chosen: dict[int, Entry | None], related: Sequence[Relation]
) -> dict[int, Entry | None]:
    """A name means in the whole report what it means where its container stands beside it, unless another container does."""
    told: dict[str, Entry] = {}
    contained = {r.one for r in related if r.kind == "in"}
    for i in sorted(contained):
        entry = chosen[i]
        if entry is not None and entry.resolution in {"place", "admin2", "site"}:
            told.setdefault(fold(toponyms[i].name), entry)
    senses = dict(chosen)
    for i, toponym in enumerate(toponyms):
        sense = told.get(fold(toponym.name))
        if sense is not None and i not in contained and not toponym.designation and sense in toponym.entries:
            current = chosen[i]
            if current is None or current.resolution in {"place", "admin2", "site"}:
                senses[i] = sense
    return senses


def _place(
    toponym: Toponym,
    entry: Entry | None,
    i: int,
    chosen: dict[int, Entry | None],
    related: Sequence[Relation],
    weights: Counter[str],
    gazetteer: Gazetteer,
) -> Place:
    if toponym.form == "border":
        return Place(toponym=toponym, entry=entry, where=border_where(toponym, weights, gazetteer))
    if entry is None:
        around = [r for r in related if r.one == i and r.kind in ("in", "near")]
        container = next((chosen[r.other] for r in sorted(around, key=lambda r: r.kind)), None)
        return Place(toponym=toponym, entry=None, where=_unknown(toponym, container))
    latitude, longitude = _point(entry)
    name, resolution, geonameid = _usual_name(entry, toponym), entry.resolution, entry.geonameid
    if toponym.compass is not None:
        latitude, longitude = shifted(entry, toponym.compass, gazetteer)
        if entry.resolution in {"country", "admin1", "region", "admin2"}:
            name, resolution, geonameid = toponym.span.text, "region", None
    elif designations().get(toponym.designation) == "site" and entry.resolution in {"place", "admin2", "admin1"}:
        name, resolution, geonameid = toponym.span.text, "site", None
    where = Where(
        span=toponym.span,
        resolved_place=name,
        province=entry.province if entry.resolution not in {"country", "sea"} else None,
        country_code=entry.country,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        geonameid=geonameid,
        resolution=resolution,
    )
    return Place(toponym=toponym, entry=entry, where=where)


def _usual_name(entry: Entry, toponym: Toponym) -> str:
    """The usual English name. For small places of countries that write in Arabic letters GeoNames has transcriptions that nobody
    writes ("Tall Tamr"): there it is the report's own spelling."""
    if entry.table != "gazetteer" or toponym.name.isupper():
        return entry.name
    transcribed = entry.country in _ARABIC_LETTERS and not (entry.usual and entry.name.isascii())
    if transcribed or entry.usual and not _APOSTROPHES.isdisjoint(entry.name):
        return toponym.name
    return entry.name


def _unknown(toponym: Toponym, container: Entry | None) -> Where:
    """A place that the gazetteer lacks: it keeps the report's name, and what else is told of it is its container's."""
    natural = designations().get(toponym.designation) in {"water", "land", "site"}
    name = toponym.span.text if natural else toponym.name
    if container is None:
        return Where(span=toponym.span, resolved_place=name)
    return Where(
        span=toponym.span,
        resolved_place=name,
        province=container.name if container.resolution == "admin1" else container.province,
        country_code=container.country,
        latitude=container.latitude,
        longitude=container.longitude,
        resolution=container.resolution,
    )


def _point(entry: Entry) -> tuple[float, float]:
    return entry.latitude, entry.longitude
