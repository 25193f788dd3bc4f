"""The network's picture: which parties and ties, and where they stand."""

from __future__ import annotations

from itertools import combinations

import pytest

from diurna.export.network import Edge
from diurna.plots.layout import apart, layout, shelves
from diurna.plots.ties import HEIGHT, MARGIN, WIDTH, busiest, curve, ties
from diurna.record import Event
from tests.export.made_up import act, party

SIZE = {"width": 700.0, "height": 500.0}
WAR = {("RUS", "UKR"): 9, ("UKR", "RUS"): 8, ("USA", "UKR"): 5, ("USA", "RUS"): 3, ("KEN", "ETH"): 1, ("FJI", "WSM"): 1}
NAMES = ["RUS", "UKR", "USA", "KEN", "ETH", "FJI", "WSM", "alone"]


def test_the_layout_is_the_same_for_the_same_ties_and_lies_within() -> None:
    found = layout(NAMES, WAR, **SIZE)
    assert found == layout(NAMES, WAR, **SIZE)
    assert set(found) == set(NAMES)
    for x, y in found.values():
        assert 0 <= x <= SIZE["width"]
        assert 0 <= y <= SIZE["height"]


def test_groups_with_nothing_between_them_lie_in_rows_without_overlap() -> None:
    sides = [3.0, 2.0, 2.0, 1.5, 1.0, 1.0]
    squares = list(zip(shelves(sides, 1.4), sides, strict=True))
    for ((a, b), one), ((c, d), other) in combinations(squares, 2):
        assert a + one <= c + 1e-9 or c + other <= a + 1e-9 or b + one <= d + 1e-9 or d + other <= b + 1e-9


def test_names_that_would_lie_on_each_other_are_moved_apart() -> None:
    places = {"a": (100.0, 100.0), "b": (101.0, 100.0), "c": (400.0, 400.0)}
    boxes = dict.fromkeys(places, (40.0, 20.0))
    moved = apart(places, boxes, **SIZE)
    assert moved["c"] == places["c"]
    (a, b), (c, d) = moved["a"], moved["b"]
    assert abs(a - c) >= 79 or abs(b - d) >= 39


def edge(weight: int) -> Edge:
    return Edge(weight=weight)


def test_each_party_keeps_its_busiest_tie() -> None:
    edges = {
        ("A", "B"): edge(9),
        ("B", "A"): edge(8),
        ("A", "C"): edge(7),
        ("C", "B"): edge(6),
        ("D", "A"): edge(1),
        ("E", "F"): edge(5),
    }
    drawn = busiest(edges, ["A", "B", "C", "D"])
    assert list(drawn) == [("A", "B"), ("B", "A"), ("A", "C"), ("C", "B"), ("D", "A")]


def test_the_two_ways_between_two_parties_bend_apart() -> None:
    there, back = curve((0, 0), (100, 0)), curve((100, 0), (0, 0))
    assert there[0] == (0, 0)
    assert there[-1] == (100, 0)
    assert there[len(there) // 2][1] == pytest.approx(8)
    assert back[len(back) // 2][1] == pytest.approx(-8)


def records() -> list[Event]:
    russia, ukraine = party("RUS", "MIL"), party("UKR", "GOV")
    given = [act(actors=(russia,), recipients=(ukraine,)) for _ in range(3)]
    given.append(act("AID", quad_code=2, actors=(party("USA", "GOV"),), recipients=(ukraine,)))
    given.append(act(actors=(russia,), recipients=(party("RUS", "CVL"),)))
    return given


def test_parties_are_countries_unless_sectors_are_asked_for() -> None:
    def shown(spec: dict) -> set[str]:  # type: ignore[type-arg]
        return {node["label"] for node in spec["layer"][2]["data"]["values"]}

    assert shown(ties(records())) == {"Russia", "Ukraine", "United States"}
    with_sectors = shown(ties(records(), sectors=True))
    assert with_sectors == {"Russia, military", "Russia, civilians", "Ukraine, government", "United States, government"}


def test_ties_are_as_wide_as_busy_and_coloured_by_most_of_their_acts() -> None:
    spec = ties(records())
    heads = {(h["from"], h["to"]): h for h in spec["layer"][1]["data"]["values"]}
    assert heads["Russia", "Ukraine"]["quad"] == "material conflict"
    assert heads["United States", "Ukraine"]["quad"] == "material cooperation"
    assert heads["Russia", "Ukraine"]["wide"] > heads["United States", "Ukraine"]["wide"]
    assert spec["title"]["subtitle"] == "3 parties, 4 acts of one towards another"
    for node in spec["layer"][2]["data"]["values"]:
        assert MARGIN <= node["x"] <= WIDTH - MARGIN
        assert MARGIN <= node["y"] <= HEIGHT - MARGIN


def test_only_the_busiest_are_shown_and_the_rest_is_said() -> None:
    assert (
        ties(records(), top=2)["title"]["subtitle"]
        == "2 parties, 3 acts of one towards another; 1 act of the less busy not shown"
    )


def test_nothing_to_show_is_said() -> None:
    assert ties([act(recipients=())])["data"]["values"] == [{"said": "No record has a known party on both sides"}]
