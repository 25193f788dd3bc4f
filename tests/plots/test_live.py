"""Pictures that are worked with: what each thing in them stands for, what is faded, what is left out and said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from diurna.export.network import Edge, Network, node_called
from diurna.plots.live import (
    Chosen,
    live_heat,
    live_map,
    live_ties,
    live_timeline,
    steps_of,
    told_of_places,
)
from diurna.plots.timeline import Tally

DAY = date(2024, 3, 1)
Spec = dict[str, Any]


def network(ties: dict[tuple[str, str], int]) -> Network:
    edges = {pair: Edge(weight=n, types={"ASSAULT": n}, quads={4: n}) for pair, n in ties.items()}
    return Network({party: node_called(party) for pair in ties for party in pair}, edges, {})


WAR = network({("RUS", "UKR"): 9, ("UKR", "RUS"): 5, ("USA", "UKR"): 3, ("Boko Haram - NGA", "NGA"): 1})


def lit(values: list[Spec]) -> set[tuple[str, str]]:
    return {(one["actor"], one["recipient"]) for one in values if "actor" in one and not one.get("faded")}


CHOICES = [
    (Chosen(), {("RUS", "UKR"), ("UKR", "RUS"), ("USA", "UKR"), ("Boko Haram - NGA", "NGA")}),
    (Chosen(actors=frozenset({"RUS"})), {("RUS", "UKR")}),
    (Chosen(recipients=frozenset({"UKR"})), {("RUS", "UKR"), ("USA", "UKR")}),
    (Chosen(actors=frozenset({"RUS", "USA"}), recipients=frozenset({"UKR"})), {("RUS", "UKR"), ("USA", "UKR")}),
    (Chosen(parties=frozenset({"RUS"})), {("RUS", "UKR"), ("UKR", "RUS")}),
    (Chosen(dyads=frozenset({frozenset({"USA", "UKR"})})), {("USA", "UKR")}),
]


@pytest.mark.parametrize(("chosen", "expected"), CHOICES)
def test_what_was_not_chosen_is_faded(chosen: Chosen, expected: set[tuple[str, str]]) -> None:
    assert lit(live_heat(WAR, of="parties", width=600, chosen=chosen)["data"]["values"]) == expected
    assert lit(live_ties(WAR, width=600, chosen=chosen)["layer"][0]["data"]["values"]) == expected


def test_a_party_is_faded_where_all_its_ties_are() -> None:
    spec = live_ties(WAR, width=600, chosen=Chosen(actors=frozenset({"USA"})))
    nodes = {one["party"]: bool(one.get("faded")) for one in spec["layer"][2]["data"]["values"]}
    assert nodes == {"RUS": True, "UKR": False, "USA": False, "NGA": True, "Boko Haram - NGA": True}


def test_what_cannot_be_asked_for_cannot_be_chosen() -> None:
    chosen = Chosen(is_askable=lambda name: " - " not in name)
    spec = live_ties(WAR, width=600, chosen=chosen)
    choices = {one["party"]: one.get("choose") for one in spec["layer"][2]["data"]["values"]}
    assert choices["NGA"] == [["party", "NGA"]] and choices["Boko Haram - NGA"] is None
    heads = {(one["actor"], one["recipient"]): one.get("choose") for one in spec["layer"][1]["data"]["values"]}
    assert heads["RUS", "UKR"] == [["actor", "RUS"], ["recipient", "UKR"]]
    assert heads["Boko Haram - NGA", "NGA"] is None


def test_only_what_there_is_room_for_is_shown_and_the_rest_is_said() -> None:
    many = network({(f"A{n:02}", f"B{n:02}"): 100 - n for n in range(60)})
    narrow = live_ties(many, width=300, chosen=Chosen(), acts=10_000)
    wide = live_ties(many, width=900, chosen=Chosen(), acts=10_000)
    shown = [len(spec["layer"][2]["data"]["values"]) for spec in (narrow, wide)]
    assert shown[0] < shown[1] < 120
    acts = sum(one["records"] for one in wide["layer"][1]["data"]["values"])
    assert (
        wide["usermeta"]["told"]
        == f"{acts:,} acts of one party towards another and {10_000 - acts:,} more of the less busy"
    )
    assert told_of_places(5, 2, records=9, all_places=4, unplaced=3) == (
        "5 records at 2 places and 4 more at 2 less busy ones; 3 without coordinates"
    )


def test_a_few_days_are_no_walls_and_the_brush_is_where_days_are_chosen() -> None:
    tallies = [Tally(DAY, 4, 3, -20.0, 3), Tally(DAY + timedelta(days=1), 1, 1)]
    spec = live_timeline(tallies, width=600, chosen=Chosen(since=DAY, until=DAY))
    bars = spec["vconcat"][0]["data"]["values"]
    edges = [bar for bar in bars if bar["low"] == bar["high"]]
    assert (date.fromisoformat(edges[1]["from"]) - date.fromisoformat(edges[0]["from"])).days == 10
    assert [bar["choose"] for bar in bars if "choose" in bar] == [
        [["since", "2024-03-01"], ["until", "2024-03-01"]], [["since", "2024-03-02"], ["until", "2024-03-02"]]
    ]  # fmt: skip
    brushed = spec["vconcat"][0]["params"][0]["value"]["x"]
    assert [(one["month"], one["date"]) for one in brushed] == [(3, 1), (3, 2)]
    assert spec["vconcat"][1]["layer"][1]["encoding"]["x"]["axis"]["tickCount"] == 6
    ends = live_timeline([Tally(date.max, 4, 1), Tally(date(1, 1, 1), 4, 1)], width=600, chosen=Chosen(until=date.max))
    assert ends["vconcat"][0]["data"]["values"]


PLACES = [
    ((50.45, 30.52, "Kyiv"), "UKR", 4, 0, 3),
    ((50.45, 30.52, "Kyiv"), "UKR", 1, 2, 1),
    ((50.45, 30.52, "Kyiv"), "UKR", None, None, 2),
    ((55.75, 37.62, "Moscow"), "RUS", 3, 1, 4),
]


def shown(chosen: Chosen) -> Spec:
    steps = steps_of(PLACES, by_country={"UKR": 6, "RUS": 4}, first=DAY, last=DAY + timedelta(days=20), step_days=7)
    return live_map(steps, width=500, chosen=chosen, world_address="/world.json", told="10 records")


def test_the_map_has_what_each_step_of_time_adds() -> None:
    slider = shown(Chosen())["usermeta"]["steps"]
    assert (slider["many"], slider["days"], slider["first"], slider["last"]) == (3, 7, "2024-03-01", "2024-03-21")
    kyiv = next(one for one in slider["places"] if one["place"] == "Kyiv")
    assert kyiv["counts"] == {"material conflict": [3, 0, 0], "verbal cooperation": [0, 0, 1], "statement": [0, 0, 0]}
    circles = next(layer for layer in shown(Chosen())["layer"] if layer["data"].get("name") == "circles")
    assert max(one["up_to"] for one in circles["data"]["values"]) == 6


def test_places_are_faded_by_name_and_by_country() -> None:
    for chosen in (Chosen(places=frozenset({"kyiv"})), Chosen(countries=frozenset({"UKR"}))):
        layers = {layer["data"].get("name"): layer for layer in shown(chosen)["layer"]}
        faded = {one["place"] for one in layers["circles"]["data"]["values"] if one.get("faded")}
        assert faded == {"Moscow"}
        assert {one["name"] for one in layers["names"]["data"]["values"] if one.get("faded")} <= {"Moscow"}


def test_nothing_to_show_is_said() -> None:
    nothing = network({})
    steps = steps_of([], by_country={}, first=None, last=None, step_days=1)
    for spec in (
        live_timeline([], width=500, chosen=Chosen()),
        live_ties(nothing, width=500, chosen=Chosen()),
        live_heat(nothing, of="types", width=500, chosen=Chosen()),
        live_map(steps, width=500, chosen=Chosen(), world_address="/world.json", told=""),
    ):
        assert spec["usermeta"]["is_empty"] and spec["usermeta"]["told"]
