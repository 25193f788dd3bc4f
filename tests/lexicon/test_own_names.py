"""Parties and places in a lexicon file of one's own: read strictly, named where they are at fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diurna.actors import load_directory, resolve_party
from diurna.errors import DataError
from diurna.lexicon import OwnParty, OwnPlace, load_lexicon, load_own_lexicon
from diurna.places import load_gazetteer

PARTY = """[[party]]
name = "Ministry of Coast"
aliases = ["Coast Ministry"]
code = "GEO"
sectors = ["GOV"]
kind = "agency"
from = "2020-01-01"
to = 2023-12-31
"""
PLACE = """[[place]]
name = "Dolma"
aliases = ["Dolma Heights"]
lat = 41.25
lon = 44
country = "GEO"
"""


def loaded(folder: Path, text: str) -> tuple[tuple[OwnParty, ...], tuple[OwnPlace, ...]]:
    (folder / "mine.toml").write_text(text)
    lexicon = load_own_lexicon([folder / "mine.toml"])
    assert lexicon.version != load_lexicon().version
    assert lexicon.entries == load_lexicon().entries
    return lexicon.parties, lexicon.places


def test_parties_and_places_stand_beside_entries(tmp_path: Path) -> None:
    (party,), (place,) = loaded(tmp_path, PARTY + PLACE)
    assert party == OwnParty(
        name="Ministry of Coast", aliases=("Coast Ministry",), code="GEO", sectors=("GOV",), start=date(2020, 1, 1), end=date(2023, 12, 31)
    )  # fmt: skip
    assert place == OwnPlace(name="Dolma", aliases=("Dolma Heights",), latitude=41.25, longitude=44.0, country="GEO")


def test_they_go_before_what_is_shipped(tmp_path: Path) -> None:
    parties, places = loaded(tmp_path, PARTY.replace("Ministry of Coast", "NATO") + PLACE.replace("Dolma", "Paris"))
    found = resolve_party("NATO", on=date(2021, 1, 1), directory=load_directory(own=parties))
    assert (found.code, found.sectors) == ("GEO", ("GOV",))
    (paris,) = load_gazetteer(places).find("Paris")
    assert (paris.country, paris.latitude) == ("GEO", 41.25)
    assert len(load_gazetteer().find("Paris")) > 1


FAULTS = [
    (PARTY, 'name = "Ministry of Coast"', "", "party 1: has no name"),
    (PARTY, 'code = "GEO"', 'code = "GEX"', "party 1 (Ministry of Coast): code: no code 'GEX' of a country or body; there are ISO"),
    (PARTY, '["GOV"]', '["ARMY"]', "party 1 (Ministry of Coast): sectors: no sector 'ARMY'; there are COP"),
    (PARTY, "agency", "office", "party 1 (Ministry of Coast): kind: 'office' is none of state, body"),
    (PARTY, "2020-01-01", "May", "party 1 (Ministry of Coast): from: 'May' is no day; write it as 2022-02-24"),
    (PARTY, "2020-01-01", "2024-01-01", "party 1 (Ministry of Coast): to: 2023-12-31 is before from 2024-01-01"),
    (PARTY, "kind =", "sort =", "party 1 (Ministry of Coast): unknown key 'sort' (known: aliases"),
    (PARTY, '["Coast Ministry"]', '"Coast Ministry"', "party 1 (Ministry of Coast): aliases: expected a list of strings"),
    (PARTY, 'code = "GEO"\nsectors = ["GOV"]', "", "party 1 (Ministry of Coast): has neither code nor sectors, so it would say nothing"),
    (PARTY, "[[party]]", "[party]", "a party opens with [[party]], in two brackets"),
    (PLACE, "41.25", "141.25", "place 1 (Dolma): lat: 141.25 is no number of degrees from -90 to 90"),
    (PLACE, "lon = 44", "", "place 1 (Dolma): lon: None is no number of degrees from -180 to 180"),
    (PLACE, '"GEO"', '"UNO"', "place 1 (Dolma): country: no code 'UNO' of a country; give"),
    (PLACE, 'country = "GEO"', 'resolution = "hill"', "place 1 (Dolma): resolution: 'hill' is none of site, place"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "old", "new", "message"), FAULTS, ids=[message for *_, message in FAULTS])
def test_a_fault_is_named_with_file_and_field(tmp_path: Path, good: str, old: str, new: str, message: str) -> None:
    assert old in good
    with pytest.raises(DataError) as fault:
        loaded(tmp_path, good.replace(old, new))
    assert str(fault.value).startswith(f"{tmp_path / 'mine.toml'}: {message}")
