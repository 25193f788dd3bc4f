"""The data files load strictly, and persons change office."""

from datetime import date
from pathlib import Path

import pytest

from diurna.actors.directory import load_directory, shipped_directory
from diurna.actors.persons import COLUMNS, load_persons
from diurna.actors.roles import load_roles, plural_of
from diurna.actors.tables import parse_day, read_rows
from diurna.actors.words import phrase_key, split_words
from diurna.errors import DataError


def write_persons(path: Path, *rows: str) -> Path:
    path.write_text("# a made-up world\n" + "\t".join(COLUMNS) + "\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def test_who_somebody_is_hangs_on_the_day(tmp_path: Path) -> None:
    path = write_persons(
        tmp_path / "p.tsv",
        "Ana Brandy\tA. Brandy\tNZL\tGOV\tforeign minister\t2001-03-01\t2004-06\t",
        "Ana Brandy\t\tNZL\tLEG\tspeaker\t2006\t\t",
    )
    (person,) = load_persons([path])
    assert person.on(date(2004, 6, 30)) == ("NZL", ("GOV",), "foreign minister")
    assert person.on(date(2005, 1, 1)) == ("NZL", ("ELI",), "former foreign minister")
    assert person.on(date(2020, 1, 1)) == ("NZL", ("LEG",), "speaker")
    assert person.on(date(1999, 1, 1)) == ("NZL", (), None)


def test_a_career_crosses_bodies_but_not_countries(tmp_path: Path) -> None:
    path = write_persons(
        tmp_path / "p.tsv",
        "Ana Brandy\t\tNZL\tGOV\tprime minister\t2001\t2004\t",
        "Ana Brandy\t\tUNO\t\tenvoy\t2006\t2008\t",
        "Tom Cotton\t\tFJI\tGOV\tminister\t2001\t2004\t",
        "Tom Cotton\t\tTON\tGOV\tminister\t2001\t2004\t",
    )
    assert len(load_persons([path])) == 3


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Ana Brandy\t\tNZL\tKING\tqueen\t2001\t2004\t", r"p\.tsv, line 3, sector: 'KING'"),
        ("Ana Brandy\t\tNZL\tGOV\tqueen\t2001-13\t\t", r"p\.tsv, line 3, from: '2001-13'"),
        ("Ana Brandy\t\tNZL\tGOV\tqueen\t2004\t2001\t", r"line 3: the term ends before it begins"),
    ],
)
def test_faults_name_file_line_and_field(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load_persons([write_persons(tmp_path / "p.tsv", row)])


def test_an_unknown_country_in_an_own_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("name\taliases\tcode\tsectors\tkind\tfrom\tto\nGrey Guild\t\tQQQ\tGOV\tagency\t\t\n", "utf-8")
    with pytest.raises(DataError, match=r"own\.tsv, line 2, code: 'QQQ'"):
        load_directory(own_files=[path])


def test_a_role_listed_twice_with_other_sectors_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(
        '[[role]]\nkind="person"\nsectors=["MIL"]\nnouns=["guard"]\n[[role]]\nkind="person"\nsectors=["COP"]\nnouns=["guard"]\n',
        "utf-8",
    )
    with pytest.raises(DataError, match="role 2, nouns: 'guard'"):
        load_roles(path)


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("minister of defence", "ministers of defence"),
        ("policeman", "policemen"),
        ("deputy", "deputies"),
        ("monarch", "monarchs"),
        ("troops", "troops"),
        ("boss", "bosses"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("U.S.", "US"),
        ("Al-Shabaab", "al Shabaab"),
        ("People's Party", "People’s Party"),
    ],
)
def test_spellings_that_are_one_name(one: str, other: str) -> None:
    assert phrase_key(one) == phrase_key(other)


def test_asides_are_marked() -> None:
    marked = [word.text for word in split_words("Russian-backed anti-government fighters of al-Nusra") if word.is_aside]
    assert marked == ["Russian", "backed", "anti", "government"]


def test_days_months_and_years() -> None:
    assert parse_day("2001-02", "here", last=True) == date(2001, 2, 28)
    assert parse_day("2001", "here") == date(2001, 1, 1)
    assert parse_day("", "here") is None


def test_a_wrong_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("name\tkode\n", "utf-8")
    with pytest.raises(DataError, match=r"x\.tsv, line 1: columns"):
        list(read_rows(path, ("name", "code")))


def test_every_country_has_a_wikidata_item_or_is_long_gone() -> None:
    without = {country.code for country in shipped_directory().countries.values() if country.wikidata is None}
    assert without <= {"YMD", "SCG", "ALA", "SHN"}
