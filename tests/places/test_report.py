"""Places over a whole report: one sense a name, hints, names that the pipeline misses once, spans that quote."""

from __future__ import annotations

import itertools

import pytest

from diurna.language import Language
from diurna.places import Gazetteer, annotate_places, find_places

_MEANINGS = [
    (
        "Fire in Ontario town\n\nA fire broke out in London, Ontario. Firemen from London were at the scene.",
        "London",
        {"CAN"},
        "a name means what it means where its container stands beside it",
    ),
    (
        "Vote in Georgia\n\nThe governor of Georgia met voters in Atlanta. Georgia has sixteen electoral votes, said U.S. officials.",
        "Georgia",
        {"USA"},
        "the report's other places tell",
    ),
    (
        "War in Georgia\n\nRussian tanks entered Georgia. Georgia's president spoke in Tbilisi. Georgian troops withdrew.",
        "Georgia",
        {"GEO"},
        "adjective and capital tell",
    ),
    ("Rebels in Syria took Hama. Later they entered Tripoli, a village.", "Hama", {"SYR"}, "a country named tells"),
]


@pytest.mark.parametrize(("text", "name", "countries", "why"), _MEANINGS)
def test_sense_of_a_name_in_a_report(
    text: str, name: str, countries: set[str], why: str, language: Language, gazetteer: Gazetteer
) -> None:
    places = [p for p in find_places(language.parse(text), gazetteer) if p.toponym.name == name]
    assert places
    assert {p.where.country_code for p in places} == countries, why


def test_hints_choose_among_namesakes(language: Language, gazetteer: Gazetteer) -> None:
    sentences = language.parse("Police searched a house in Valencia.")
    meant = {hint: find_places(sentences, gazetteer, hints=[hint])[0].where.country_code for hint in ("ESP", "VEN")}
    assert meant == {"ESP": "ESP", "VEN": "VEN"}


def test_unknown_place_keeps_its_name_and_its_container(language: Language, gazetteer: Gazetteer) -> None:
    places = find_places(language.parse("Ten people were killed in Zorgavillo, Ontario."), gazetteer)
    where = next(p.where for p in places if p.toponym.name == "Zorgavillo")
    assert (where.resolved_place, where.country_code, where.geonameid) == ("Zorgavillo", "CAN", None)
    assert where.resolution == "admin1"


def test_part_of_a_country_lies_on_its_side(language: Language, gazetteer: Gazetteer) -> None:
    text = "Troops massed in eastern Ukraine. Shells fell on western Ukraine. Snow fell in northern Ukraine and southern Ukraine."
    points = {p.toponym.span.text: p.where for p in find_places(language.parse(text), gazetteer)}
    assert points["eastern Ukraine"].longitude > points["western Ukraine"].longitude + 8  # type: ignore[operator]
    assert points["northern Ukraine"].latitude > points["southern Ukraine"].latitude + 2  # type: ignore[operator]


def test_annotation_quotes_the_text(language: Language, gazetteer: Gazetteer) -> None:
    text = "Blast in Kabul\n\nKABUL (Reuters) - A bomb exploded near the Pakistani border with Iran on Monday, officials in Kandahar said."
    found = annotate_places(text, language.parse(text), gazetteer)
    assert found
    for place in found:
        assert text[place["start"] : place["end"]] == place["text"]
        assert set(place) == {"start", "end", "text", "name", "lat", "lon", "geonameid", "country_code", "resolution"}
    ends = [(p["start"], p["end"]) for p in found]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ends)), "no two places overlap"


def test_same_report_same_places(language: Language, gazetteer: Gazetteer) -> None:
    sentences = language.parse(
        "Rebels took Goma in eastern Congo. Rwanda denied that its troops had crossed the border."
    )
    assert find_places(sentences, gazetteer) == find_places(sentences, gazetteer)


def test_a_site_lies_where_the_report_says_once(language: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Rocket fire on Camp Nassir in Iraq\n\nThe minister deplored the attack on Camp Nassir that wounded six guards."
    )
    camps = [p for p in find_places(language.parse(text), gazetteer) if p.toponym.name == "Camp Nassir"]
    assert len(camps) == 2
    assert {p.where.country_code for p in camps} == {"IRQ"}
    assert [text[p.where.span.start : p.where.span.end] for p in camps if p.where.span] == ["Camp Nassir"] * 2
