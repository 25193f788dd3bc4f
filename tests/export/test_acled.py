"""ACLED's columns and the mapping of types, modes and parties, read by pandas."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from diurna.export.acled import COLUMNS, mapping, write_acled
from diurna.ontology import load_ontology
from diurna.record import Count, Event, Span, When
from tests.export.made_up import KHARKIV, act, dead, party, written

CROWD = {"participants": Count(low=200, high=None, span=Span(0, 3, "two"))}


def table(*given: Event) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(written(write_acled, given)[0]))


def protest(*modes: str, **changes: Any) -> Event:
    return act("PROTEST", *modes, **{"actors": (party("UKR", "CVL"),), "recipients": (party("UKR", "GOV"),), **changes})


TYPES = [
    (act("ASSAULT"), "Battles", "Armed clash"),
    (act("ASSAULT", recipients=(party("UKR"),)), "Battles", "Armed clash"),
    (act("ASSAULT", recipients=()), "Violence against civilians", "Attack"),
    (act("ASSAULT", recipients=(), actors=(party("UKR", "MIL"), party("UKR", "REB"))), "Battles", "Armed clash"),
    (act("ASSAULT", recipients=(party("UKR", "CVL"),)), "Violence against civilians", "Attack"),
    (act("ASSAULT", recipients=(party("UKR", "GOV"),)), "Violence against civilians", "Attack"),
    (act("ASSAULT", "firearms", recipients=(party("UKR", "JRN"),)), "Violence against civilians", "Attack"),
    (act("ASSAULT", "beat", actors=(party("UKR", "CVL"),), recipients=()), "Riots", "Mob violence"),
    (act("ASSAULT", "aerial"), "Explosions/Remote violence", "Air/drone strike"),
    (act("ASSAULT", "firearms", "drone"), "Explosions/Remote violence", "Air/drone strike"),
    (act("ASSAULT", "suicide-attack"), "Explosions/Remote violence", "Suicide bomb"),
    (act("ASSAULT", "explosives"), "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    (act("ASSAULT", "heavy-weapons"), "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    (act("ASSAULT", "unconventional"), "Explosions/Remote violence", "Chemical weapon"),
    (act("ASSAULT", "abduct"), "Violence against civilians", "Abduction/forced disappearance"),
    (act("ASSAULT", "sexual"), "Violence against civilians", "Sexual violence"),
    (act("ASSAULT", "destroy"), "Strategic developments", "Looting/property destruction"),
    (act("ASSAULT", "crowd-control"), "Protests", "Protest with intervention"),
    (act("ASSAULT", "crowd-control", counts=dead(2)), "Protests", "Excessive force against protesters"),
    (protest(), "Protests", "Peaceful protest"),
    (protest("demo", "obstruct"), "Protests", "Peaceful protest"),
    (protest("strike", "demo"), "Protests", "Peaceful protest"),
    (protest("riot"), "Riots", "Violent demonstration"),
]


@pytest.mark.parametrize(("given", "event_type", "sub_event"), TYPES)
def test_types(given: Event, event_type: str, sub_event: str) -> None:
    row = table(given).iloc[0]
    assert (row["event_type"], row["sub_event_type"]) == (event_type, sub_event)


def test_every_mode_of_violence_and_protest_is_mapped_left_out_or_told_by_the_parties() -> None:
    by_parties = {"firearms", "primitive", "targeted", "beat", "torture"}
    for event in ("ASSAULT", "PROTEST"):
        known = {*mapping().modes[event], *mapping().left_out.get(event, ())}
        assert set(load_ontology().types[event].modes) - known == (by_parties if event == "ASSAULT" else set())


def test_every_sector_has_a_kind_but_those_that_tell_none() -> None:
    assert set(load_ontology().sectors) - set(mapping().kinds) == {"PRE"}


SIDES = [
    (act(), "Military Forces of Russia", "External/Other forces", "Military Forces of Ukraine", "State forces"),
    (act(actors=(party("UKR", "REB", name="Orcs"),)), "Orcs", "Rebel group", "Military Forces of Ukraine", "State forces"),
    (act(actors=(party("UKR", "COP"),), recipients=(party("UKR", "CVL"),)), "Police Forces of Ukraine", "State forces", "Civilians (Ukraine)", "Civilians"),
    (act("ASSAULT", "crowd-control", actors=(party("UKR", "COP"),), recipients=(party("UKR", "EDU"),)), "Police Forces of Ukraine", "State forces", "Protesters (Ukraine)", "Protesters"),
    (act(recipients=(party("UKR", "GOV"),)), "Military Forces of Russia", "External/Other forces", "Government of Ukraine", "Civilians"),
    (act(actors=(party("UNO", "MIL", name="UN peacekeepers"),)), "UN peacekeepers", "External/Other forces", "Military Forces of Ukraine", "State forces"),
    (protest(), "Protesters (Ukraine)", "Protesters", None, None),
    (protest("riot", recipients=(party("UKR", "COP"),)), "Rioters (Ukraine)", "Rioters", "Police Forces of Ukraine", "State forces"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "actor1", "inter1", "actor2", "inter2"), SIDES)
def test_parties(given: Event, actor1: str, inter1: str, actor2: str | None, inter2: str | None) -> None:
    row = table(given).iloc[0]
    found = [None if pd.isna(row[name]) else row[name] for name in ("actor1", "inter1", "actor2", "inter2")]
    assert found == [actor1, inter1, actor2, inter2]
    assert row["interaction"] == (f"{inter1}-{inter2}" if inter2 else f"{inter1} only")


def test_a_row() -> None:
    given = act("ASSAULT", "drone", recipients=(party("UKR", "CVL"), party("UKR", "JRN")), counts=dead(2, 4))
    row = table(given).iloc[0]
    assert list(row.index) == list(COLUMNS)
    told = {
        "event_date": "2024-02-28", "year": 2024, "time_precision": 1, "disorder_type": "Political violence",
        "assoc_actor_2": "Civilians (Ukraine)", "civilian_targeting": "Civilian targeting", "iso": 804, "region": "Europe",
        "country": "Ukraine", "admin1": "Kharkiv Oblast", "location": "Kharkiv", "latitude": 49.98, "longitude": 36.25,
        "geo_precision": 1, "source": "The Prancing Pony", "notes": given.sentence.text, "fatalities": 2,
    }  # fmt: skip
    assert {name: row[name] for name in told} == told
    assert row["event_id_cnty"].startswith("UKR")
    assert all(pd.isna(row[name]) for name in ("admin2", "admin3", "source_scale", "timestamp", "tags"))


def test_a_crowd_is_a_tag() -> None:
    assert table(protest(counts=CROWD)).iloc[0]["tags"] == "crowd size=at least 200"


DAYS = [
    (When(start=date(2024, 2, 1), end=date(2024, 2, 1), span=None), "2024-02-01", 1),
    (When(start=date(2024, 2, 1), end=date(2024, 2, 7), span=None), "2024-02-01", 2),
    (When(start=date(2024, 2, 1), end=date(2024, 2, 29), span=None), "2024-02-01", 3),
    (None, "2024-03-01", 2),
]


@pytest.mark.parametrize(("when", "day", "precision"), DAYS)
def test_days_and_their_precision(when: When | None, day: str, precision: int) -> None:
    row = table(act(when=when)).iloc[0]
    assert (row["event_date"], row["time_precision"]) == (day, precision)


@pytest.mark.parametrize(
    ("resolution", "precision"), [("site", 1), ("place", 1), ("admin2", 2), ("admin1", 3), (None, 3)]
)
def test_places_and_their_precision(resolution: str | None, precision: int) -> None:
    assert table(act(where=replace(KHARKIV, resolution=resolution))).iloc[0]["geo_precision"] == precision


LEFT_OUT = [
    (act("CONSULT"), "neither violence nor protest"),
    (protest("strike"), "strikes, hunger strikes and boycotts"),
    (act(status="negated"), "negated (ACLED tells only what was done)"),
    (act(where=None), "without a country"),
    (act(when=None, published=None), "without a day"),
    (act(actors=(), recipients=()), "without a party"),
]


@pytest.mark.parametrize(("given", "reason"), LEFT_OUT)
def test_what_acled_does_not_record_is_left_out_and_counted(given: Event, reason: str) -> None:
    _, told = written(write_acled, [given, act()])
    assert (told.count, told.left_out) == (1, {reason: 1})


def test_mentions_of_one_event_are_one_row_with_their_sources() -> None:
    given = [act(id="a", link="a"), act(id="b", link="a", publisher="Second", counts=dead(3)), act(id="c")]
    rows = table(*given)
    assert list(rows["source"]) == ["The Prancing Pony; Second", "The Prancing Pony"]
    assert list(rows["fatalities"]) == [3, 0]
    assert rows["event_id_cnty"].is_unique
