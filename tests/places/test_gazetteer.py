"""The gazetteer: what it holds, how names are compared, that its files are whole."""

from __future__ import annotations

import hashlib
import time
import tomllib
from pathlib import Path

import pytest

from diurna.errors import DataError
from diurna.places import Gazetteer
from diurna.places.borders import border_points
from diurna.places.gazetteer_file import GazetteerFile, Kind, Row, write_gazetteer
from diurna.places.names import fold, key_hash
from diurna.places.tables import DATA, point, read_table, read_words
from diurna.places.words import abbreviations, compass

_VANISHED = {"SUN", "YUG", "CSK", "DDR", "SCG"}


def test_prepared_file_is_the_one_that_was_built() -> None:
    manifest = tomllib.loads((DATA / "gazetteer.toml").read_text(encoding="utf-8"))
    assert hashlib.sha256((DATA / "gazetteer.bin").read_bytes()).hexdigest() == manifest["sha256"]
    assert manifest["places"] >= 200_000


def test_gazetteer_holds_the_world(gazetteer: Gazetteer) -> None:
    assert len(gazetteer) >= 200_000
    assert len(gazetteer.countries) >= 245
    assert {"KOS", "PSE", "HKG", "TWN", *_VANISHED} <= set(gazetteer.countries)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Al-Ḩasakah", "al hasakah"),
        ("St. Marc", "saint marc"),
        ("Saint-Marc", "saint marc"),
        ("N'Djamena", "ndjamena"),
        ("Port-Au-Prince", "port au prince"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("Østfold", "ostfold"),
        ("Mt. Everest", "mount everest"),
        ("  New   York ", "new york"),
    ],
)
def test_names_are_compared_without_case_accents_and_hyphens(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("name", "expected", "country"),
    [
        ("Peking", "Beijing", "CHN"),
        ("Saigon", "Ho Chi Minh City", "VNM"),
        ("Kharkov", "Kharkiv", "UKR"),
        ("Calcutta", "Kolkata", "IND"),
        ("Rangoon", "Yangon", "MMR"),
        ("Constantinople", "Istanbul", "TUR"),
        ("Stalingrad", "Volgograd", "RUS"),
        ("Danzig", "Gdańsk", "POL"),
        ("DRC", "Democratic Republic of the Congo", "COD"),
        ("U.S.A.", "United States", "USA"),
        ("Burma", "Myanmar", "MMR"),
        ("Swaziland", "Eswatini", "SWZ"),
        ("Turkiye", "Turkey", "TUR"),
        ("Donbass", "Donbas", "UKR"),
        ("Hormuz", "Strait of Hormuz", None),
    ],
)
def test_other_and_former_names(name: str, expected: str, country: str | None, gazetteer: Gazetteer) -> None:
    first = gazetteer.find(name)[0]
    assert (first.name, first.country) == (expected, country)


@pytest.mark.parametrize("name", ["", "qxqzzy", "us", "Xyzzyville", "NICU", "HIV"])
def test_what_is_no_place_is_not_found(name: str, gazetteer: Gazetteer) -> None:
    assert not [e for e in gazetteer.find(name) if e.table == "countries" or e.population > 100_000]


def test_capitals_are_known(gazetteer: Gazetteer) -> None:
    for name in ("Kyiv", "Nairobi", "Doha", "Canberra", "Ottawa", "Damascus", "Kabul"):
        assert any(e.capital for e in gazetteer.find(name)), name


def test_misses_are_fast(gazetteer: Gazetteer) -> None:
    names = [f"nowhere {i}" for i in range(3000)]
    began = time.perf_counter()
    for name in names:
        gazetteer.find(name)
    assert (time.perf_counter() - began) / len(names) < 200e-6


def test_written_file_reads_back(tmp_path: Path) -> None:
    rows = [
        (
            Row(name="Ürümqi", kind=Kind.PLACE, point=(43.8, 87.6), population=3_000_000, geonameid=1529102, area=1),
            {"urumqi"},
        ),
        (
            Row(name="Xinjiang", kind=Kind.ADMIN1, point=(41.0, 85.0), population=9, geonameid=0, area=1),
            {"xinjiang", "sinkiang"},
        ),
    ]
    path = tmp_path / "small.bin"
    write_gazetteer(path, rows=rows, areas=[("", ""), ("CHN", "Xinjiang")])
    file = GazetteerFile(path)
    assert file.find("sinkiang") == [(1, False)]
    assert file.find("xinjiang") == [(1, True)]
    assert file.find("tibet") == []
    assert [file.row(i) for i in (0, 1)] == [row for row, _ in rows]
    assert file.areas[1] == ("CHN", "Xinjiang")


def test_file_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.bin"
    path.write_bytes(b"something else entirely, long enough for a header")
    with pytest.raises(DataError, match=r"bad\.bin"):
        GazetteerFile(path)


def test_hashes_are_stable() -> None:
    assert key_hash("paris") == key_hash("paris")
    assert key_hash("paris") != key_hash("london")


def test_tables_are_strict() -> None:
    with pytest.raises(DataError, match="columns"):
        list(read_table("waters.tsv", ("name", "lat")))
    with pytest.raises(DataError, match="Nowhere"):
        point("waters.tsv", {"name": "Nowhere", "lat": "north", "lon": "1"})
    with pytest.raises(DataError, match="no point"):
        point("waters.tsv", {"name": "Nowhere", "lat": "91", "lon": "1"})


def test_words_have_their_sections() -> None:
    assert {"admin1", "site", "locative", "common"} <= set(read_words("words.txt"))
    assert {"spoken", "reaching", "leaving"} <= set(read_words("act_words.txt"))


def test_short_forms_name_known_areas(gazetteer: Gazetteer) -> None:
    for short, (country, area, _) in abbreviations().items():
        found = [e for e in gazetteer.find(area) if e.country == country and e.resolution == "admin1"]
        assert found, short


def test_borders_are_of_known_countries(gazetteer: Gazetteer) -> None:
    assert len(border_points()) > 300
    assert all(code in gazetteer.countries for pair in border_points() for code in pair)


@pytest.mark.parametrize(
    ("word", "degrees"),
    [
        ("north", 0),
        ("eastern", 90),
        ("south-western", 225),
        ("central", -1),
        ("Northernmost", 0),
        ("modern", None),
        ("town", None),
    ],
)
def test_directions(word: str, degrees: int | None) -> None:
    assert compass(word) == degrees


@pytest.mark.parametrize("name", ["countries.tsv", "regions.tsv", "waters.tsv", "sites.tsv"])
def test_tables_open_with_what_they_hold(name: str) -> None:
    assert (DATA / name).read_text(encoding="utf-8").startswith("# ")
