"""Charts that are worked with: what they show, what can be chosen in them, and that a chart is not narrowed by its own choice."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from starlette.testclient import TestClient

from diurna.plots.style import COLOURS
from diurna.web.vega import VEGA_ADDRESS, WORLD_ADDRESS

Spec = dict[str, Any]


def spec_of(desk: TestClient, address: str) -> Spec:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    found: Spec = answer.json()
    return found


def bars(spec: Spec) -> list[Spec]:
    found: list[Spec] = spec["vconcat"][0]["data"]["values"]
    return found


def total(desk: TestClient, query: str) -> int:
    found: int = desk.get(f"/api/v1/events?{query}&limit=1").json()["total"]
    return found


def test_what_is_chosen_in_the_timeline_finds_what_its_bar_counts(desk: TestClient) -> None:
    spec = spec_of(desk, "/charts/timeline.json?quad=4&since=3000-01-01")
    assert len(bars(spec)) > 0
    for bar in [one for one in bars(spec) if "choose" in one]:
        found = total(desk, "&".join(f"{name}={value}" for name, value in bar["choose"]) + "&quad=4")
        assert found == sum(one["records"] for one in bars(spec) if one.get("choose") == bar["choose"])
        assert bar["days"].split()[-1] == bar["choose"][1][1][:4]


def test_a_chart_is_not_narrowed_by_its_own_choice(desk: TestClient) -> None:
    free = spec_of(desk, "/charts/timeline.json?quad=4")
    chosen = spec_of(desk, "/charts/timeline.json?quad=4&since=2023-03-01&until=2023-03-31")
    assert bars(free) == bars(chosen)
    value = chosen["vconcat"][0]["params"][0]["value"]["x"]
    assert [(one["year"], one["month"], one["date"]) for one in value] == [(2023, 3, 1), (2023, 4, 1)]
    assert "value" not in free["vconcat"][0]["params"][0]
    kept = spec_of(desk, "/charts/map.json?place=Osgiliath&keep=place")
    assert {one["place"] for one in circles(kept)} == {"Osgiliath"}
    faded = circles(spec_of(desk, "/charts/map.json?place=Osgiliath"))
    assert {one["place"] for one in faded if not one.get("faded")} == {"Osgiliath"} != {one["place"] for one in faded}


def circles(spec: Spec) -> list[Spec]:
    layer = next(one for one in spec["layer"] if one["data"].get("name") == "circles")
    found: list[Spec] = layer["data"]["values"]
    return found


def pairs_of(spec: Spec) -> list[Spec]:
    found: list[Spec] = (spec["layer"][0].get("data") or spec["data"])["values"]
    return found


def test_places_and_countries_can_be_chosen_on_the_map(desk: TestClient) -> None:
    spec = spec_of(desk, "/charts/map.json?quad=4")
    counted: dict[str, int] = {}
    for one in circles(spec):
        assert one["choose"] == [["place", one["place"]]]
        counted[one["place"]] = counted.get(one["place"], 0) + one["records"]
    for place, records in counted.items():
        assert total(desk, f"quad=4&place={place}") == records
    assert spec["layer"][0]["data"]["url"] == WORLD_ADDRESS
    shapes = desk.get(WORLD_ADDRESS).json()["objects"]["countries"]["geometries"]
    assert {"code": "UKR", "name": "Ukraine"} in [shape["properties"] for shape in shapes]


def test_the_slider_has_the_records_of_each_step(desk: TestClient) -> None:
    spec = spec_of(desk, "/charts/map.json")
    slider = spec["usermeta"]["steps"]
    for place in slider["places"]:
        for quad, counts in place["counts"].items():
            assert quad in COLOURS and len(counts) == slider["many"]
            told = sum(one["records"] for one in circles(spec) if (one["place"], one["quad"]) == (place["place"], quad))
            assert sum(counts) <= told


@pytest.mark.parametrize("kind", ["network", "heat"])
def test_parties_and_pairs_of_them_can_be_chosen(desk: TestClient, kind: str) -> None:
    spec = spec_of(desk, f"/charts/{kind}.json?status=actual&width=900")
    pairs = [one for one in pairs_of(spec) if one.get("at", 0) == 0 and "choose" in one]
    assert len(pairs) > 3
    for one in pairs:
        query = "&".join(f"{name}={value}" for name, value in one["choose"])
        assert total(desk, f"{query}&status=actual") >= one["records"] > 0, one
    faded = spec_of(desk, f"/charts/{kind}.json?status=actual&width=900&actor=GON")
    told = {(one["actor"], bool(one.get("faded"))) for one in pairs_of(faded) if "actor" in one}
    assert ("GON", False) in told and ("GON", True) not in told and ("MOR", True) in told


def test_what_has_no_room_in_a_chart_is_shown_alone_where_it_was_chosen(desk: TestClient) -> None:
    spec = spec_of(desk, "/charts/network.json?width=200&party=nobody")
    assert spec["usermeta"] == {"told": "No record has a known party on both sides", "is_empty": True}
    for kind in ("timeline", "map", "network", "heat"):
        assert spec_of(desk, f"/charts/{kind}.json?text=nothingatall")["usermeta"]["is_empty"]


def test_what_a_tie_is_its_first_point_tells(desk: TestClient) -> None:
    points = spec_of(desk, "/charts/network.json")["layer"][0]["data"]["values"]
    first = {one["tie"]: one for one in points if one["at"] == 0}
    assert first and all({"records", "actor", "from", "to"} <= one.keys() for one in first.values())
    for one in points:
        assert one["at"] == 0 or one.keys() == {"tie", "at", "x", "y", "quad", "wide"}
        assert (one["quad"], one["wide"]) == (
            first[one["tie"]]["quad"],
            first[one["tie"]]["wide"],
        )  # else it is another line


def test_types_of_pairs_can_be_chosen(desk: TestClient) -> None:
    spec = spec_of(desk, "/charts/heat.json?of=types&width=900&actor=GON&keep=actor")
    one = pairs_of(spec)[0]
    assert [name for name, _ in one["choose"]] == ["actor", "recipient", "type"]


def test_the_page_of_a_day_shows_the_days_around_it(desk: TestClient) -> None:
    spec = spec_of(desk, "/charts/timeline.json?since=2023-06-13&until=2023-06-13&keep=since,until")
    assert (min(bar["from"] for bar in bars(spec)), max(bar["to"] for bar in bars(spec))) == (
        "2023-04-29",
        "2023-07-31",
    )
    assert spec["vconcat"][0]["params"][0]["value"]["x"][0]["date"] == 13
    picture = desk.get("/charts/timeline.svg?since=2023-06-13&until=2023-06-13").text
    assert "Records by week" in picture


def test_charts_are_light_and_dark_and_as_wide_as_asked_for(desk: TestClient) -> None:
    light = desk.get("/charts/map.json?width=300").text
    dark = desk.get("/charts/map.json?width=300&theme=dark").text
    assert "#22303c" in light and "#22303c" not in dark and "#e8e6e1" in dark
    assert spec_of(desk, "/charts/map.json?width=300")["width"] == 300
    for query in ("width=1", "theme=pink", "at=x", "nothing=1"):
        assert (
            desk.get(f"/charts/map.svg?{query}" if query == "at=x" else f"/charts/map.json?{query}").status_code == 400
        )
    assert desk.get("/charts/pie.json").status_code == 404


def test_the_script_of_vega_is_served_from_the_package_for_good(desk: TestClient) -> None:
    answer = desk.get(VEGA_ADDRESS)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip" and "vegaEmbed" in answer.text
    plain = desk.get(VEGA_ADDRESS, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers and plain.text == answer.text
    assert len(gzip.compress(plain.content)) < 400_000
    assert desk.get("/static/vega-0.js").status_code == 404
