"""The directory of parties: every name, adjective, role and place that a phrase can be looked up by.

Built once from the tables in data/ and, after them, a user's own files; read-only afterwards. A listing says under
which
`form` a value is known: "Syria" is a country's name, "Syrian" its adjective, "Damascus" a seat of its government.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from diurna.actors.persons import Person, load_persons, surname_key
from diurna.actors.roles import Role, load_roles
from diurna.actors.tables import parse_day, parse_list, parse_sectors, read_rows
from diurna.actors.words import phrase_key
from diurna.errors import DataError
from diurna.lexicon import OwnParty

DATA = Path(__file__).parent / "data"
COUNTRY_COLUMNS = ("code", "name", "aliases", "adjectives", "demonyms", "seats")
ORGANISATION_COLUMNS = ("name", "aliases", "code", "sectors", "kind", "from", "to")
PLACE_COLUMNS = ("name", "code")

Form = Literal["name", "adjective", "demonym", "demonyms", "seat", "organisation", "person", "surname", "role", "place"]
OrganisationKind = Literal[
    "state", "body", "armed", "party", "agency", "society", "media", "company", "church", "school"
]
_KINDS = frozenset(("state", "body", "armed", "party", "agency", "society", "media", "company", "church", "school"))
COUNTRY_FORMS = frozenset(("name", "adjective", "demonym", "demonyms", "seat"))
SURNAME_PARTICLES = frozenset("al el de da van von bin ibn der den del la le di".split())
LEADING_OFFICES = frozenset(
    ("president", "prime minister", "king", "queen", "chancellor", "supreme leader", "emir", "pope")
)
OFFICE_ACRONYMS = {
    "PM": "prime minister",
    "FM": "foreign minister",
    "VP": "vice president",
    "DPM": "deputy prime minister",
}
"""Offices as headlines shorten them, in capitals alone: "at 5 pm" names nobody."""
_LONG_NAME = 8
"""Letters that a country's name must have for a slip in it to be taken as one."""
BODY_CODES = frozenset(("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory; `code` is its ISO 3166 alpha-3 code or KOS."""

    code: str
    name: str
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body, group, party, firm or agency with a name; `start` to `end` is the time for which code and sectors
    hold.
    """

    name: str
    code: str | None
    sectors: tuple[str, ...]
    kind: str
    start: date | None = None
    end: date | None = None

    def covers(self, day: date | None) -> bool:
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


Value = Country | Organisation | Person | Role | str


@dataclass(frozen=True, slots=True)
class Listing:
    """One way of naming a value. `cased` is how the words must be written: in capitals ("WHO"), with a capital, or
    anyhow.
    """

    form: Form
    value: Value
    cased: Literal["upper", "capital", "any"] = "capital"


class Directory:
    """All listings by lookup key. Later listings of a key stand behind earlier ones."""

    def __init__(self) -> None:
        self._listings: dict[str, list[Listing]] = {}
        self._longest: dict[str, int] = {}
        self._surnames: dict[str, list[Person]] = {}
        self._single_names: dict[str, list[Person]] = {}
        self.countries: dict[str, Country] = {}
        self._holders: dict[tuple[str, str], list[Person]] = {}
        self._shortened: dict[str, tuple[Listing, ...]] = {}
        self._neighbours: dict[str, set[str]] = {}

    def add(self, phrase: str, listing: Listing, *, first: bool = False) -> None:
        """List a value under a phrase, behind what is listed already or `first` of all."""
        key = phrase_key(phrase)
        if not key:
            return
        listed = self._listings.setdefault(key, [])
        listed.insert(0 if first else len(listed), listing)
        opening = key.partition(" ")[0]
        self._longest[opening] = max(self._longest.get(opening, 0), key.count(" ") + 1)

    def add_role(self, key: str, role: Role) -> None:
        self.add(key, Listing("role", role, "any"))

    def add_country(self, country: Country, row: dict[str, str]) -> None:
        self.countries[country.code] = country
        for name in (country.name, *parse_list(row["aliases"])):
            self.add(name, Listing("name", country, _case_of(name)))
        for name in parse_list(row["adjectives"]):
            self.add(name, Listing("adjective", country, _case_of(name)))
        for name in parse_list(row["demonyms"]):
            self.add(name, Listing("demonym", country))
            if not name.endswith(("ese", "men", "s", "ch", "ish")):
                self.add(name + "s", Listing("demonyms", country))
        for name in parse_list(row["seats"]):
            self.add(name, Listing("seat", country, _case_of(name)))

    def add_organisation(self, organisation: Organisation, aliases: Iterable[str], *, first: bool = False) -> None:
        for name in dict.fromkeys((organisation.name, *aliases)):
            self.add(name, Listing("organisation", organisation, _case_of(name)), first=first)
            if " the " in name:  # "Forces for Defence of Democracy"
                self.add(name.replace(" the ", " "), Listing("organisation", organisation, _case_of(name)), first=first)

    def add_person(self, person: Person) -> None:
        """List a person under all full names; a single word ("Fahd", "Pelé") counts as a surname, which needs its
        day.
        """
        for name in (person.name, *person.aliases):
            key = phrase_key(name)
            if " " in key:
                self.add(name, Listing("person", person))
            elif key and person not in self._single_names.setdefault(key, []):
                self._single_names[key].append(person)
        surname = surname_key(person.name)
        if person not in self._surnames.setdefault(surname, []):
            self._surnames[surname].append(person)
        for term in person.terms:
            office = phrase_key(term.office)
            if office and person not in self._holders.setdefault((term.code, office), []):
                self._holders[(term.code, office)].append(person)

    def add_border(self, one: str, other: str) -> None:
        self._neighbours.setdefault(one, set()).add(other)
        self._neighbours.setdefault(other, set()).add(one)

    def neighbours(self, code: str | None) -> Set[str]:
        """The codes of the countries that border on one."""
        return self._neighbours.get(code or "", set())

    def misspelt(self, key: str) -> Sequence[Listing]:
        """The countries' names that `key` is with one letter left out ("Afganistan"), the first letter kept."""
        if not self._shortened:
            for name, listed in self._listings.items():
                countries = tuple(listing for listing in listed if isinstance(listing.value, Country))
                if countries and len(name) > _LONG_NAME and " " not in name:
                    for i in range(1, len(name)):
                        self._shortened.setdefault(name[:i] + name[i + 1 :], countries)
        return self._shortened.get(key, ())

    def longest(self, first_key: str) -> int:
        """The number of words of the longest listed phrase that opens with this word; 0 for none."""
        return self._longest.get(first_key, 0)

    def listings(self, key: str) -> Sequence[Listing]:
        return self._listings.get(key, ())

    def role(self, noun: str) -> Role | None:
        """The role listed under these words, if any."""
        return next(
            (listing.value for listing in self.listings(phrase_key(noun)) if isinstance(listing.value, Role)), None
        )

    def bearers(self, surname: str, day: date | None) -> list[Person]:
        """Persons whom the news can mean by a surname, or a single name, on `day`; without a day, all of the name.

        One who is listed under the single name itself ("Assad") is meant before others of the family; among several
        office-holders the head of state or of government.
        """
        key = phrase_key(surname)
        first, _, rest = key.partition(" ")
        if key not in self._single_names and key not in self._surnames and first in SURNAME_PARTICLES:
            key = rest
        for listed in (self._single_names.get(key, []), self._surnames.get(key, [])):
            holding = [person for person in listed if day is None or person.holds_office(day)]
            leading = [person for person in holding if day is not None and person.on(day)[2] in LEADING_OFFICES]
            if holding:
                return leading if len(leading) == 1 else holding
        return []

    def has_office(self, code: str, office: str) -> bool:
        """Whether anybody is known ever to have held `office` in a country."""
        return (code, phrase_key(office)) in self._holders

    def holders(self, code: str, office: str, day: date | None) -> list[Person]:
        """Who holds `office` ("foreign minister") of a country on `day`; without a day, who alone ever held it."""
        key = phrase_key(office)
        found = self._holders.get((code, key), [])
        if day is None:
            return found if len(found) == 1 else []
        return [
            p for p in found if any(t.covers(day) and phrase_key(t.office) == key and t.code == code for t in p.terms)
        ]


def _case_of(name: str) -> Literal["upper", "capital", "any"]:
    """Acronyms must be met in capitals ("US", not "us"), other names with a capital."""
    letters = [character for character in name if character.isalpha()]
    if letters and len(letters) <= 6 and all(character.isupper() for character in letters):
        return "upper"
    return "capital" if name[:1].isupper() or not name[:1].isalpha() else "any"


def load_directory(*, own_files: Iterable[Path] = (), own: Iterable[OwnParty] = ()) -> Directory:
    """The shipped directory with a user's own TSV files and parties of a lexicon laid over it (they come first). Raises
    DataError for a fault.
    """
    directory = Directory()
    _load_countries(directory)
    _load_borders(directory)
    for path in own_files:
        _load_organisations(directory, path, first=True)
    for party in own:
        directory.add_organisation(
            Organisation(
                name=party.name,
                code=party.code,
                sectors=party.sectors,
                kind=party.kind,
                start=party.start,
                end=party.end,
            ),
            party.aliases,
            first=True,
        )
    for path in sorted(DATA.glob("organisations/*.tsv")):
        _load_organisations(directory, path)
    for person in load_persons(sorted(DATA.glob("persons/*.tsv"))):
        directory.add_person(person)
    roles = load_roles(DATA / "roles.toml")
    for key, role in roles.items():
        directory.add_role(key, role)
    directory.add("House", Listing("role", roles["house of representatives"], "capital"))  # "a house" is no chamber
    for acronym, office in OFFICE_ACRONYMS.items():
        directory.add(acronym, Listing("role", roles[office], "upper"))
    for path in (DATA / "regions.tsv", DATA / "provinces.tsv", DATA / "cities.tsv"):
        for _, row in read_rows(path, PLACE_COLUMNS):
            directory.add(row["name"], Listing("place", row["code"]))
    return directory


@lru_cache(maxsize=1)
def shipped_directory() -> Directory:
    """The shipped directory, loaded at first use."""
    return load_directory()


def _load_countries(directory: Directory) -> None:
    items = {row["code"]: row["wikidata"] for _, row in read_rows(DATA / "wikidata.tsv", ("code", "wikidata"))}
    for place, row in read_rows(DATA / "countries.tsv", COUNTRY_COLUMNS):
        if row["code"] in directory.countries:
            raise DataError(f"{place}, code: {row['code']!r} is listed twice")
        directory.add_country(Country(code=row["code"], name=row["name"], wikidata=items.get(row["code"])), row)


def _load_borders(directory: Directory) -> None:
    for place, row in read_rows(DATA / "borders.tsv", ("code", "neighbours")):
        for other in parse_list(row["neighbours"]):
            for code in (row["code"], other):
                if code not in directory.countries:
                    raise DataError(f"{place}: {code!r} is no country")
            directory.add_border(row["code"], other)


def _load_organisations(directory: Directory, path: Path, *, first: bool = False) -> None:
    for place, row in read_rows(path, ORGANISATION_COLUMNS):
        code = row["code"] or None
        if code and code not in directory.countries and code not in BODY_CODES:
            raise DataError(f"{place}, code: {code!r} is neither a country's nor one of {sorted(BODY_CODES)}")
        if not row["name"] or row["kind"] not in _KINDS:
            raise DataError(f"{place}, kind: {row['kind']!r} is none of {sorted(_KINDS)}")
        directory.add_organisation(
            Organisation(
                name=row["name"],
                code=code,
                sectors=parse_sectors(row["sectors"], place),
                kind=row["kind"],
                start=parse_day(row["from"], f"{place}, from"),
                end=parse_day(row["to"], f"{place}, to", last=True),
            ),
            parse_list(row["aliases"]),
            first=first,
        )
