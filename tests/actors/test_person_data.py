"""The directory of persons holds what it promises: one line a term, known codes and sectors, and never two at once in an office."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import diurna.actors
from diurna.actors.directory import BODY_CODES, COUNTRY_COLUMNS
from diurna.actors.persons import COLUMNS, Person, load_persons
from diurna.actors.tables import SECTORS, parse_day, parse_list, read_rows
from diurna.actors.words import phrase_key

DATA = Path(diurna.actors.__file__).parent / "data"
FILES = sorted((DATA / "persons").glob("*.tsv"))
COUNTRIES = {row["code"] for _, row in read_rows(DATA / "countries.tsv", COUNTRY_COLUMNS)}
VANISHED = {"SUN", "YUG", "CSK", "DDR", "SCG"}

# Offices that one person holds at a time; opposition leaders, senators, commanders of rebels and their like may be many.
SINGLE_HOLDER = frozenset((
    "president", "prime minister", "chancellor", "premier", "king", "queen", "emperor", "emir", "sultan", "pope",
    "foreign minister", "defence minister", "interior minister", "finance minister",
    "foreign secretary", "defence secretary", "home secretary", "chancellor of the exchequer",
    "secretary of state", "secretary of defense", "secretary of the treasury", "secretary of homeland security",
    "attorney general", "national security adviser", "director of the cia", "director of national intelligence",
    "chairman of the joint chiefs of staff", "ambassador to the united nations",
    "secretary-general", "secretary general of nato", "supreme allied commander europe",
    "president of the european commission", "president of the european council", "high representative for foreign affairs",
    "speaker of parliament", "chief of the general staff", "chief of the defence staff",
))  # fmt: skip


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def rows(request: pytest.FixtureRequest) -> list[tuple[str, dict[str, str]]]:
    return list(read_rows(request.param, COLUMNS))


@pytest.fixture(scope="module")
def directory() -> tuple[Person, ...]:
    return load_persons(FILES)


def test_the_loader_takes_every_file(directory: tuple[Person, ...]) -> None:
    assert len(directory) > 3000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_says_what_it_holds_and_stays_short(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert any(line.startswith("#") and "icence" in line for line in lines)
    assert len(lines) < 400


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_has_every_column(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            assert line.count("\t") == len(COLUMNS) - 1, f"line {number}: {line!r}"
            assert '"' not in line, f"line {number}: a quotation mark"


def test_codes_and_sectors_are_known(rows: list[tuple[str, dict[str, str]]]) -> None:
    for place, row in rows:
        assert row["code"] in COUNTRIES | BODY_CODES | VANISHED, f"{place}: {row['code']}"
        sectors = parse_list(row["sector"])
        assert SECTORS.issuperset(sectors), f"{place}: {row['sector']}"
        assert len(set(sectors)) == len(sectors), f"{place}: a sector twice"
        assert sectors or row["code"] in BODY_CODES, f"{place}: only an official of an international body has no sector"


def test_every_term_has_a_name_an_office_and_days_in_order(rows: list[tuple[str, dict[str, str]]]) -> None:
    for place, row in rows:
        assert row["name"], place
        assert row["office"], place
        start = parse_day(row["from"], place)
        end = parse_day(row["to"], place, last=True)
        assert start is not None, f"{place}: no first day"
        assert end is None or start <= end, f"{place}: ends before it begins"
        assert end is None or end >= date(1989, 1, 1), f"{place}: long over by 1990"


def test_an_alias_is_another_spelling(rows: list[tuple[str, dict[str, str]]]) -> None:
    for place, row in rows:
        aliases = parse_list(row["alias"])
        assert row["name"] not in aliases, f"{place}: the name again"
        assert len(set(aliases)) == len(aliases), f"{place}: an alias twice"


def test_no_term_stands_twice() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for path in FILES:
        for place, row in read_rows(path, COLUMNS):
            term = (phrase_key(row["name"]), row["code"], row["office"], row["from"])
            assert term not in seen, f"{place}: as in {seen[term]}"
            seen[term] = place


def test_an_office_has_one_holder_at_a_time() -> None:
    held: dict[tuple[str, str], list[tuple[date, date, date, str]]] = defaultdict(list)
    for path in FILES:
        for place, row in read_rows(path, COLUMNS):
            if row["office"] in SINGLE_HOLDER:
                # A month or a year leaves open which day: two terms overlap only where no choice of days parts them.
                begins, begins_by = parse_day(row["from"], place), parse_day(row["from"], place, last=True)
                ends_from = parse_day(row["to"], place) or date.max
                assert begins is not None
                assert begins_by is not None
                held[row["code"], row["office"]].append((begins, begins_by, ends_from, f"{row['name']} ({place})"))
    overlaps = []
    for (code, office), terms in held.items():
        terms.sort()
        for (_, _, end, earlier), (_, start, _, later) in pairwise(terms):
            if end > start:
                overlaps.append(f"{code} {office}: {earlier}, {later}")
    assert not overlaps, "\n".join(overlaps)


@pytest.mark.parametrize(
    ("name", "code", "day", "office"),
    [
        ("Angela Merkel", "DEU", date(2015, 9, 4), "chancellor"),
        ("Vladimir Putin", "RUS", date(2010, 3, 29), "prime minister"),
        ("Vladimir Putin", "RUS", date(2014, 3, 18), "president"),
        ("Slobodan Milošević", "SRB", date(1995, 11, 21), "president"),
        ("Slobodan Milošević", "YUG", date(1999, 3, 24), "president"),
        ("Colin Powell", "USA", date(1991, 1, 17), "chairman of the joint chiefs of staff"),
        ("Colin Powell", "USA", date(2003, 2, 5), "secretary of state"),
        ("Kofi Annan", "UNO", date(2005, 1, 1), "secretary-general"),
        ("Kofi Annan", "UNO", date(2012, 4, 1), "special envoy for syria"),
        ("Juan Guaidó", "VEN", date(2019, 2, 23), "speaker of parliament"),
        ("Alexander Zakharchenko", "UKR", date(2015, 2, 12), "head of the donetsk people's republic"),
        ("Rodrigo Londoño", "COL", date(2016, 9, 26), "leader of farc"),
    ],
)
def test_the_same_person_holds_different_offices_in_turn(
    directory: tuple[Person, ...], name: str, code: str, day: date, office: str
) -> None:
    held = {
        term.office
        for person in directory
        if person.name == name
        for term in person.terms
        if term.code == code and term.covers(day)
    }
    assert office in held


def test_a_former_minister_is_of_the_elite(directory: tuple[Person, ...]) -> None:
    (person,) = (someone for someone in directory if someone.name == "Robin Cook")
    assert person.on(date(2004, 1, 1)) == ("GBR", ("ELI",), "former foreign secretary")
