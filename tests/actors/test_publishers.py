"""Who publishes a report: the desk of a body speaks for it, an agency does not; a ministry is of the country that stands beside it."""

from datetime import date

import pytest

from diurna.actors import shipped_directory
from diurna.actors.party import Party
from diurna.actors.publishers import publisher_party


def published_by(line: str | None) -> Party:
    return publisher_party(line, date(2011, 6, 1), shipped_directory())


@pytest.mark.parametrize(
    ("line", "code", "sectors"),
    [
        ("UN Press Office", "UNO", ()),
        ("Press Service of the African Union", "IGO", ()),
        ("OSCE Media and Public Information Centre", "IGO", ()),
        ("Government Information Office, Riga", "LVA", ("GOV",)),
        ("Press Service of the President of Kyrgyzstan", "KGZ", ("GOV",)),
        ("Prime Minister's Press Office, Tbilisi", "GEO", ("GOV",)),
        ("Press Office of the Foreign Ministry of Chile", "CHL", ("GOV",)),
        ("Ministry of Defence of Ghana, Public Relations Directorate", "GHA", ("GOV", "MIL")),
        ("Foreign Office, Berlin", "DEU", ("GOV",)),
        ("Ministry of the Interior, Nairobi", "KEN", ("GOV",)),
        ("Chilean Army General Staff", "CHL", ("MIL",)),
        ("French Armed Forces Headquarters", "FRA", ("MIL",)),
        ("Foreign Office, London", "GBR", ("GOV",)),
        ("Ministry of Foreign Affairs of Norway", "NOR", ("GOV",)),
    ],
)
def test_the_desk_of_a_body_speaks_for_it(line: str, code: str, sectors: tuple[str, ...]) -> None:
    party = published_by(line)
    assert (party.code, party.sectors) == (code, sectors)


@pytest.mark.parametrize("line", ["Kenya Press Service", "Bolivia Information Service"])
def test_an_agency_is_no_government(line: str) -> None:
    assert published_by(line).sectors[:1] in ((), ("JRN",))


@pytest.mark.parametrize("line", [None, "", "Evening Courier", "Ridge Press Service"])
def test_a_line_that_tells_no_country_is_nobody(line: str | None) -> None:
    assert published_by(line).code is None


def test_a_mission_has_the_name_under_which_it_publishes() -> None:
    assert (
        published_by("United Nations Observer Mission in Georgia, Press").name
        == "United Nations Observer Mission in Georgia"
    )
