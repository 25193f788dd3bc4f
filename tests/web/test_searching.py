"""The search page and what it asks of the API: words, conditions of records, facets, completions."""

from __future__ import annotations

from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.web.test_api import holds


def found(desk: TestClient, address: str) -> list[str]:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.text[:300]
    return list(html.fromstring(answer.text).xpath("//ol[@class='found']//h3/a/@href"))


def test_reports_are_found_by_words_and_by_what_their_records_tell(desk: TestClient) -> None:
    every = found(desk, "/search?q=near")
    assert len(every) > 5
    narrowed = found(desk, "/search?q=near&type=ASSAULT&actor=GON")
    assert narrowed and set(narrowed) < set(every)
    for address in every:
        events = desk.get(f"/api/v1{address}").json()["events"]
        tells = any(e["event"] == "ASSAULT" and "GON" in [a["code"] for a in e["actor"]] for e in events)
        assert tells == (address in narrowed)
    assert found(desk, "/search?q=near&publisher=gondor+daily&since=2023-06-01") == [
        address for address in every if address in found(desk, "/search?q=near&publisher=gondor+daily&since=2023-06-01")
    ]


def test_facets_count_the_records_of_the_reports_found_and_narrow_the_search(desk: TestClient) -> None:
    page = html.fromstring(desk.get("/search?q=near&order=day").text)
    types: Counter[str] = Counter()
    for address in page.xpath("//ol[@class='found']//h3/a/@href"):
        types.update(event["event"] for event in desk.get(f"/api/v1{address}").json()["events"])
    links = page.xpath("//section[@class='facet'][1]//a/@href")
    counts = page.xpath("//section[@class='facet'][1]//span[@class='n']/text()")
    for link, count in zip(links, counts, strict=True):
        query = dict(parse_qsl(urlsplit(link).query))
        assert (query["q"], query["order"]) == ("near", "day")
        assert types[query["type"]] == int(count)
        assert found(desk, link)
    assert page.xpath("//form[@data-typing]//input[@data-names]/@data-names") == ["publisher", "party", "place"]


def test_the_search_goes_on_page_by_page(desk: TestClient) -> None:
    listed: list[str] = []
    after = None
    while True:
        query = {"q": "near", "limit": "4"} | ({"after": after} if after else {})
        answer = desk.get("/api/v1/search", params=query).json()
        holds(answer, "search")
        listed += [one["doc_id"] for one in answer["reports"]]
        after = answer["next"]
        if after is None:
            break
    assert len(listed) == len(set(listed)) == answer["total"] > 4
    assert desk.get("/api/v1/search?q=near&after=bmFtZSA0").status_code == 400  # a cursor of names


def test_the_profile_of_a_filter(desk: TestClient) -> None:
    answer = desk.get("/api/v1/facets?party=ROH&by=type&by=place&limit=3").json()
    holds(answer, "facets")
    assert set(answer["facets"]) == {"type", "place"}
    events = desk.get("/api/v1/events?party=ROH&limit=500").json()["events"]
    assert answer["events"] == len(events)
    scores = [event["goldstein"] for event in events if event["goldstein"] is not None]
    assert answer["goldstein_mean"] == pytest.approx(sum(scores) / len(scores), abs=0.001)
    counted = Counter(event["event"] for event in events)
    assert {one["value"]: one["events"] for one in answer["facets"]["type"]} == dict(counted.most_common(3))
    assert desk.get("/api/v1/facets?by=wings").status_code == 400


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"q": "gon"}, "GON"),
        ({"q": "Gond"}, "Gondor"),
        ({"of": "place", "q": "pel"}, "Pelargir"),
        ({"of": "publisher", "q": "pony"}, "The Prancing Pony"),
        ({"of": "place", "q": "elargir"}, None),
        ({"of": "publisher", "q": "\u202e\0"[:1]}, None),
    ],
)
def test_names_are_completed_by_the_beginning_of_a_word(
    desk: TestClient, query: dict[str, str], first: str | None
) -> None:
    answer = desk.get("/api/v1/names", params=query).json()
    holds(answer, "names")
    values = [one["value"] for one in answer["names"]]
    assert values[:1] == ([first] if first else [])
    events = [one["events"] for one in answer["names"]]
    assert events == sorted(events, reverse=True)
    for one in answer["names"][:1]:
        name = query.get("of", "party")
        total = desk.get("/api/v1/events", params={name: one["value"], "limit": 1}).json()["total"]
        assert total <= one["events"] if name == "party" else total == one["events"]


def test_names_go_on_page_by_page(desk: TestClient) -> None:
    whole = desk.get("/api/v1/names?limit=500").json()
    one = desk.get("/api/v1/names?limit=3").json()
    other = desk.get("/api/v1/names", params={"limit": 500, "after": one["next"]}).json()
    assert one["names"] + other["names"] == whole["names"]
    assert whole["total"] == len(whole["names"]) > 3
