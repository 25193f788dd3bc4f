"""The gazetteer: names -> places of the world, from the prepared file and from the hand-written tables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from diurna.errors import DataError
from diurna.lexicon import OwnPlace
from diurna.places.gazetteer_file import GazetteerFile, Kind
from diurna.places.names import fold
from diurna.places.tables import DATA, listed, point, read_table
from diurna.places.values import Entry
from diurna.record import Resolution

_COUNTRY_COLUMNS = ("code", "name", "lat", "lon", "geonameid", "capital", "aliases", "adjectives")
_REGION_COLUMNS = ("name", "country", "lat", "lon", "aliases")
_WATER_COLUMNS = ("name", "lat", "lon", "aliases")
_SITE_COLUMNS = ("name", "country", "within", "lat", "lon", "aliases")
_EXTENT_COLUMNS = ("country", "area", "south", "north", "west", "east")
_MOST_ENTRIES = 150
"""A name that more places bear (San José) keeps the most populous ones."""
_ACRONYM = 5
"""Letters up to which a name in capitals is an acronym, never a town's name."""
_DATELINE = 300_000
"""Inhabitants from which a short name in capitals is a town's all the same."""
_ARTICLES = {"al", "ar", "as", "ash", "at", "az", "ad", "an", "el"}

Extent = tuple[float, float, float, float]
"""South, north, west and east ends in degrees, within which four in five of the places lie."""


class Gazetteer:
    """Places by name. Open it once with `load_gazetteer`; it is read only. `own` are a user's places, found before others."""

    def __init__(self, file: GazetteerFile, own: Iterable[OwnPlace] = ()) -> None:
        self._file = file
        self._table: dict[str, list[Entry]] = {}
        self._acronyms: dict[str, list[Entry]] = {}
        self._capitals: dict[str, set[str]] = {}
        self.countries: dict[str, Entry] = {}
        """Countries by alpha-3 code."""
        self.adjectives: dict[str, str] = {}
        """Country codes by adjective or demonym, in lower case ("syrian")."""
        for place in own:
            self._add_own(place)
        self._read_countries()
        self._read_within("regions", "region", _REGION_COLUMNS)
        self._read_waters()
        self._read_within("sites", "site", _SITE_COLUMNS)
        self.extents: dict[tuple[str, str], Extent] = {
            (line["country"], line["area"]): (
                float(line["south"]),
                float(line["north"]),
                float(line["west"]),
                float(line["east"]),
            )
            for line in read_table("extents.tsv", _EXTENT_COLUMNS)
        }
        """Extents by country and name of the first-level area ("" for the whole country)."""
        self._find = lru_cache(maxsize=20_000)(self._find_folded)

    def __len__(self) -> int:
        return len(self._file)

    def find(self, name: str) -> tuple[Entry, ...]:
        """What `name` may mean, hand-written tables first, then by falling population; acronyms only in capitals."""
        if name.isupper() and len(name) <= _ACRONYM and "." not in name:
            # "KABUL (Reuters)": a dateline's capitals are no acronym.
            towns = (e for e in self._find(fold(name)) if e.usual and e.population >= _DATELINE)
            return tuple(self._acronyms.get(name, towns))
        found = self._find(fold(name))
        if name.isupper() and len(name) <= 8:
            known = self._acronyms.get(name.replace(".", "").replace(" ", ""), ())
            return (*known, *(e for e in found if e.table == "countries")) if known else found
        return found or self._without_article(name)

    def _without_article(self, name: str) -> tuple[Entry, ...]:
        """What "Al-Minya" means where only "Minya" is known."""
        article, _, rest = fold(name).partition(" ")
        return self._find(rest) if rest and article in _ARTICLES else ()

    def _find_folded(self, folded: str) -> tuple[Entry, ...]:
        own = self._table.get(folded, ())
        if users := [entry for entry in own if entry.table == "own"]:
            return tuple(users)  # whoever lists a place means that one, however many bear its name
        rows = []
        for number, usual in self._file.find(folded)[:_MOST_ENTRIES]:
            row = self._file.row(number)
            country, area = self._file.areas[row.area]
            if (
                row.kind == Kind.PLACE
                and any(e.table == "countries" and e.country != country for e in own)
                and row.population < 100_000
            ):
                continue
            rows.append(
                Entry(
                    name=row.name,
                    resolution="place" if row.kind == Kind.PLACE else "admin1" if row.kind == Kind.ADMIN1 else "admin2",
                    latitude=row.point[0],
                    longitude=row.point[1],
                    country=country or None,
                    province=area or None,
                    population=row.population,
                    geonameid=row.geonameid or None,
                    capital=row.kind == Kind.PLACE and fold(row.name) in self._capitals.get(country, ()),
                    usual=usual,
                )
            )
        return (*own, *rows)

    def _add(self, entry: Entry, aliases: list[str]) -> None:
        for alias in dict.fromkeys((entry.name, *aliases)):
            letters = alias.replace(".", "").replace(" ", "")
            acronym = letters.isupper() and len(letters) <= 5
            index, key = (self._acronyms, letters) if acronym else (self._table, fold(alias))
            entries = index.setdefault(key, [])
            if entry not in entries:
                entries.append(entry)

    def _add_own(self, place: OwnPlace) -> None:
        entry = Entry(
            name=place.name,
            resolution=place.resolution,
            latitude=place.latitude,
            longitude=place.longitude,
            country=place.country,
            table="own",
        )
        self._add(entry, list(place.aliases))

    def _read_countries(self) -> None:
        name = "countries.tsv"
        for line in read_table(name, _COUNTRY_COLUMNS):
            latitude, longitude = point(name, line)
            if line["code"] in self.countries:
                raise DataError(f"{name}: {line['code']} stands twice")
            entry = Entry(
                name=line["name"],
                resolution="country",
                latitude=latitude,
                longitude=longitude,
                country=line["code"],
                geonameid=int(line["geonameid"]) if line["geonameid"] else None,
                table="countries",
            )
            self.countries[line["code"]] = entry
            self._add(entry, listed(line["aliases"]))
            self._capitals[line["code"]] = {fold(line["capital"])} if line["capital"] else set()
            for adjective in listed(line["adjectives"]):
                self.adjectives.setdefault(adjective.lower(), line["code"])

    def _read_within(
        self, table: Literal["regions", "sites"], resolution: Resolution, columns: tuple[str, ...]
    ) -> None:
        """The regions and the sites: places that lie in one country, or in none that is given."""
        name = f"{table}.tsv"
        for line in read_table(name, columns):
            latitude, longitude = point(name, line)
            self._add(
                Entry(
                    name=line["name"],
                    resolution=resolution,
                    latitude=latitude,
                    longitude=longitude,
                    country=self._known(line, name),
                    table=table,
                ),
                listed(line["aliases"]),
            )

    def _read_waters(self) -> None:
        for line in read_table("waters.tsv", _WATER_COLUMNS):
            latitude, longitude = point("waters.tsv", line)
            entry = Entry(name=line["name"], resolution="sea", latitude=latitude, longitude=longitude, table="waters")
            self._add(entry, listed(line["aliases"]))

    def _known(self, line: dict[str, str], name: str) -> str | None:
        code = line["country"]
        if code and code not in self.countries:
            raise DataError(f"{name}, {line['name']}: {code} is no country of countries.tsv")
        return code or None


@cache
def load_gazetteer(own: tuple[OwnPlace, ...] = ()) -> Gazetteer:
    """The gazetteer that Diurna carries, with a user's own places; opened once in a process."""
    return Gazetteer(GazetteerFile(DATA / "gazetteer.bin"), own)
