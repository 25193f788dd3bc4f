"""GDELT's tables, read as their users read them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from diurna.export.gdelt import EVENT_COLUMNS, MENTION_COLUMNS, cameo_actor, write_events, write_mentions
from diurna.record import Entity, Event, Where
from tests.export.made_up import KHARKIV, act, party, written

CODES = {"EventCode": str, "EventBaseCode": str, "EventRootCode": str}


def events(*given: Event) -> pd.DataFrame:
    text, _ = written(write_events, given)
    return pd.read_csv(io.StringIO(text), sep="\t", header=None, names=list(EVENT_COLUMNS), dtype=CODES)


def mentions(*given: Event) -> pd.DataFrame:
    text, _ = written(write_mentions, given)
    return pd.read_csv(io.StringIO(text), sep="\t", header=None, names=list(MENTION_COLUMNS))


def test_the_tables_have_the_columns_of_the_codebook() -> None:
    assert len(EVENT_COLUMNS) == 61
    assert len(set(EVENT_COLUMNS)) == 61
    assert len(MENTION_COLUMNS) == 16
    assert EVENT_COLUMNS[5] == "Actor1Code"
    assert EVENT_COLUMNS[25:31] == (
        "IsRootEvent",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
    )
    assert EVENT_COLUMNS[51:] == (
        "ActionGeo_Type", "ActionGeo_Fullname", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code",
        "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL",
    )  # fmt: skip


def test_a_row_of_the_event_table() -> None:
    row = events(act("ASSAULT", "heavy-weapons", cameo="194", goldstein=-10.0)).iloc[0]
    told = {
        "SQLDATE": 20240228, "MonthYear": 202402, "Year": 2024, "FractionDate": 2024.1589,
        "Actor1Code": "RUSMIL", "Actor1Name": "THEY", "Actor1CountryCode": "RUS", "Actor1Type1Code": "MIL",
        "Actor2Code": "UKRMIL", "IsRootEvent": 1, "EventCode": "194", "EventBaseCode": "194", "EventRootCode": "19",
        "QuadClass": 4, "GoldsteinScale": -10.0, "NumMentions": 1, "NumSources": 1, "NumArticles": 1,
        "Actor1Geo_Type": 0, "ActionGeo_Type": 4, "ActionGeo_Fullname": "Kharkiv, Kharkiv Oblast, Ukraine",
        "ActionGeo_CountryCode": "UP", "ActionGeo_Lat": 49.98, "ActionGeo_Long": 36.25,
        "DATEADDED": 20240301000000, "SOURCEURL": "https://example.org/bree-1",
    }  # fmt: skip
    assert {name: row[name] for name in told} == told
    empty = (
        "AvgTone",
        "Actor1EthnicCode",
        "Actor1Religion1Code",
        "Actor1KnownGroupCode",
        "ActionGeo_ADM1Code",
        "ActionGeo_FeatureID",
    )
    assert all(pd.isna(row[name]) for name in empty)


PARTIES = [
    (party("MMR", "MIL"), ("MMRMIL", "MMR", None, ("MIL",))),
    (party("UNO", "MIL"), ("IGOUNOMIL", None, "UNO", ("IGO", "MIL"))),
    (party("EUR"), ("IGOEUREEC", "EUR", "EEC", ("IGO",))),
    (party("IMG", "REB"), ("IMGREB", None, None, ("IMG", "REB"))),
    (party("ROU", "JRN"), ("ROMMED", "ROM", None, ("MED",))),
    (party("COD", "MED"), ("CODHLH", "COD", None, ("HLH",))),
    (party(None, "REB", "CRM"), ("REBCRM", None, None, ("REB", "CRM"))),
    (party("FRA", "GOV", "ELI", "BUS", "LAB"), ("FRAGOVELIBUS", "FRA", None, ("GOV", "ELI", "BUS"))),
    (party("GEO", "PRE"), ("GEO", "GEO", None, ())),
    (party(None), (None, None, None, ())),
]


@pytest.mark.parametrize(("given", "coded"), PARTIES)
def test_parties_are_coded_as_cameo_codes_them(given: Entity, coded: tuple[object, ...]) -> None:
    actor = cameo_actor(given)
    assert (actor.code, actor.country, actor.group, actor.types) == coded


@pytest.mark.parametrize(
    ("root", "quad"),
    [("010", 1), ("020", 1), ("057", 1), ("061", 2), ("084", 2), ("090", 3), ("130", 3), ("141", 4), ("204", 4)],
)
def test_the_quad_class_is_gdelts_own(root: str, quad: int) -> None:
    assert events(act(cameo=root)).iloc[0]["QuadClass"] == quad


PLACES = [
    (None, 0, None),
    (replace(KHARKIV, resolution="admin1"), 5, None),
    (replace(KHARKIV, resolution="country"), 1, "UP"),
    (replace(KHARKIV, country_code="USA", resolution="admin1"), 2, None),
    (replace(KHARKIV, country_code="USA", resolution="place"), 3, None),
    (replace(KHARKIV, country_code=None, resolution="sea"), 4, None),
]


@pytest.mark.parametrize(("where", "kind", "adm1"), PLACES)
def test_places_have_gdelts_types(where: Where | None, kind: int, adm1: str | None) -> None:
    row = events(act(where=where)).iloc[0]
    assert row["ActionGeo_Type"] == kind
    assert (None if pd.isna(row["ActionGeo_ADM1Code"]) else row["ActionGeo_ADM1Code"]) == adm1


def test_each_pair_of_parties_is_a_row_with_a_number_of_its_own() -> None:
    given = act(actors=(party("KEN"), party("ETH")), recipients=(party("SOM"), party("ERI")))
    table = events(given)
    assert list(zip(table["Actor1Code"], table["Actor2Code"], strict=True)) == [
        ("KEN", "SOM"), ("KEN", "ERI"), ("ETH", "SOM"), ("ETH", "ERI"),
    ]  # fmt: skip
    assert table["GLOBALEVENTID"].is_unique
    assert table["GLOBALEVENTID"].between(1, 2**52).all()
    assert list(events(given)["GLOBALEVENTID"]) == list(table["GLOBALEVENTID"])
    assert len(events(replace(given, actors=(), recipients=()))) == 1


def test_mentions_of_one_event_are_one_row_and_join_their_table() -> None:
    given = [
        act(id="a", link="a", confidence=0.91),
        act(id="b", link="a", confidence=0.64, actors=(party("RUS", "MIL", text=None),), url=None, publisher="Other"),
        act(id="c", published=None, published_inferred=None),
    ]
    table, told = events(*given), mentions(*given)
    assert list(table["NumMentions"]) == [2, 1]
    assert list(table["NumSources"]) == [2, 1]
    assert set(told["GLOBALEVENTID"]) == set(table["GLOBALEVENTID"])
    assert list(told["MentionType"]) == [1, 2, 1]
    assert list(told["MentionSourceName"]) == ["The Prancing Pony", "Other", "The Prancing Pony"]
    assert list(told["InRawText"]) == [1, 0, 1]
    assert list(told["Confidence"]) == [90, 60, 70]
    assert told["ActionCharOffset"].iloc[0] == given[0].trigger.start
    assert told["MentionTimeDate"].iloc[0] == 20240301000000
    assert pd.isna(told["MentionTimeDate"].iloc[2])


LEFT_OUT = [
    (act(cameo=None), "without a CAMEO code"),
    (act(status="negated"), "negated (GDELT tells only what was done)"),
    (act("CONSULT", cameo="040", status="future"), "future (GDELT tells only what was done)"),
    (act(when=None, published=None), "without a day"),
]


@pytest.mark.parametrize(("given", "reason"), LEFT_OUT)
def test_what_the_table_cannot_hold_is_left_out_and_counted(given: Event, reason: str) -> None:
    text, told = written(write_events, [given, act()])
    assert len(text.splitlines()) == 1
    assert told.left_out == {reason: 1}


@pytest.mark.parametrize("cameo", ["036", "1384"])
def test_what_lies_ahead_stays_where_the_code_says_so(cameo: str) -> None:
    assert list(events(act(cameo=cameo, status="future"))["EventCode"]) == [cameo]


def test_the_reports_day_stands_in_for_an_act_without_one() -> None:
    assert events(act(when=None)).iloc[0]["SQLDATE"] == 20240301
    assert events(act(when=None, published=date(987, 6, 5))).iloc[0]["SQLDATE"] == 9870605


def test_a_name_cannot_break_the_table_or_run_in_a_spreadsheet() -> None:
    given = act(actors=(party("RUS", name='=SUM(1)\t"x\ny'),), recipients=(party("UKR", name='"'),))
    row = events(given).iloc[0]
    assert row["Actor1Name"] == "'=SUM(1) 'X Y"
    assert row["Actor2Name"] == "'"
