"""Pages with charts: what is chosen in them is in their address, all that they show follows from it, and it can be read without scripts."""

from __future__ import annotations

import csv
import json
from io import StringIO
from urllib.parse import parse_qsl, urlsplit

import lxml.html
import pytest
from starlette.testclient import TestClient

from tests.web.test_api import holds

BOARDS = {
    "/events": "",
    "/actor?party=GON": "party=GON",
    "/dyad?one=GON&other=MOR": "dyad=GON-MOR",
    "/place?name=Osgiliath": "place=Osgiliath",
    "/place?country=GON": "country=GON",
    "/days/3019-03-13": "since=3019-03-13&until=3019-03-13",
}


def tree(desk: TestClient, path: str) -> lxml.html.HtmlElement:
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    return lxml.html.document_fromstring(answer.text)


def with_more(path: str, more: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{more}"


@pytest.mark.parametrize("path", BOARDS)
def test_a_page_is_narrowed_by_what_is_chosen_in_it(desk: TestClient, path: str) -> None:
    page = tree(desk, with_more(path, "quad=4&status=actual"))
    query = "&".join(filter(None, [BOARDS[path], "quad=4&status=actual"]))
    total = desk.get(f"/api/v1/events?{query}&limit=1").json()["total"]
    assert f"{total} record" in " ".join(page.xpath("string(//*[@data-fresh='total'])").split())
    assert [" ".join(one.split()[:2]) for one in page.xpath("//ul[@class='conditions']//a/@href")] == [
        with_more(path, "status=actual"), with_more(path, "quad=4")
    ]  # fmt: skip
    for form, address in zip(
        ("csv", "jsonl"), page.xpath("//*[@data-fresh='records']/p[@class='downloads']/a/@href"), strict=False
    ):
        found = desk.get(address).text
        count = len(list(csv.DictReader(StringIO(found)))) if form == "csv" else len(found.splitlines())
        assert count == total, address


@pytest.mark.parametrize("path", ["/", *BOARDS, "/stories", "/events?view=charts"])
def test_charts_can_be_read_without_scripts(desk: TestClient, path: str) -> None:
    page = tree(desk, path)
    figures = page.xpath("//figure[@data-chart]")
    assert figures
    for figure in figures:
        assert figure.xpath(".//noscript//img/@src") == [figure.get("data-svg")]
        assert figure.xpath("string(.//h2)") and figure.get("aria-labelledby") == figure.xpath(".//h2/@id")[0]
        table = next(one for one in figure.xpath(".//a/@href") if not urlsplit(one).path.endswith(("svg", "png")))
        assert tree(desk, table).xpath("//div[@class='told-as-table']")


def test_classes_are_chosen_in_the_legend_and_taken_away(desk: TestClient) -> None:
    page = tree(desk, "/actor?party=GON&quad=4")
    links = {
        " ".join(link.xpath("string(.)").split()): link.get("href") for link in page.xpath("//ul[@class='quads']//a")
    }
    chosen = next(words for words in links if "chosen" in words)
    assert "material conflict" in chosen and links[chosen] == "/actor?party=GON"
    other = next(words for words in links if "verbal cooperation" in words)
    assert links[other] == "/actor?party=GON&quad=4&quad=1"


def test_the_start_page_leads_to_what_is_chosen_in_it(desk: TestClient) -> None:
    page = tree(desk, "/")
    assert page.xpath("//div[@class='board']/@data-leads") == ["/events?view=charts"]
    assert page.xpath("//ul[@class='quads']//a/@href")[0] == "/events?view=charts&quad=1"


def test_a_page_of_nothing_asks_for_no_script_of_charts(desk: TestClient) -> None:
    page = tree(desk, "/actor?party=XXX")
    assert not page.xpath("//div[@class='board']") and "/static/board.js" not in page.xpath("//script/@src")


def test_a_report_is_a_file_too(desk: TestClient) -> None:
    links = {link.text: link.get("href") for link in tree(desk, "/reports/denial").xpath("//footer//a")}
    assert len(desk.get(links["JSONL"]).text.splitlines()) == 2
    assert len(desk.get(links["GeoJSON"]).json()["features"]) == 1
    assert tree(desk, links["charts"]).xpath("string(//h1)") == "2 records"


def test_types_are_chosen_in_the_legend_where_no_facets_are(desk: TestClient) -> None:
    types = tree(desk, "/stories?min_reports=1").xpath("//ul[@class='quads types']//a")
    one = next(link for link in types if "ASSAULT" in link.text_content())
    assert one.get("href") == "/stories?min_reports=1&type=ASSAULT" and "material conflict" in one.text_content()
    narrowed = tree(desk, one.get("href")).xpath("//ul[@class='quads types']//a[@aria-current]/@href")
    assert narrowed == ["/stories?min_reports=1"]
    assert not tree(desk, "/actor?party=GON").xpath("//ul[@class='quads types']")


def test_what_a_page_is_of_cannot_be_asked_for_twice(desk: TestClient) -> None:
    assert desk.get("/dyad?one=GON&other=MOR&dyad=ROH-HAR").status_code == 400
    assert desk.get("/days/3019-03-13?since=3019-03-12").status_code == 400
    assert desk.get("/actor?party=GON&colour=red").status_code == 400
    assert json.loads(tree(desk, "/dyad?one=GON&other=MOR").xpath("//div[@class='board']/@data-own")[0]) == {
        "dyad": "GON - MOR"
    }


def test_a_story_has_charts_and_downloads_of_its_own_records(desk: TestClient) -> None:
    story = desk.get("/api/v1/stories", params={"min_reports": 3}).json()["stories"][0]
    members = {member["id"] for member in story["members"]}
    page = tree(desk, f"/stories/{story['id']}")
    address = next(one for one in page.xpath("//p[@class='downloads']/a/@href") if ".jsonl" in one)
    assert {json.loads(line)["id"] for line in desk.get(address).text.splitlines()} == members
    any_id = next(iter(members - {story["id"]}))
    by_any = desk.get("/api/v1/events", params={"story": any_id}).json()
    assert {event["id"] for event in by_any["events"]} == members
    assert desk.get("/api/v1/events", params={"story": "0000000000000000"}).json()["total"] == 0
    narrowed = tree(desk, f"/stories/{story['id']}?publisher=The+Horn")
    assert len(narrowed.xpath("//div[starts-with(@class, 'passage')]")) == 1
    assert "2 passages left out that do not fit." in narrowed.xpath("string(//section[@aria-label='Passages'])")
    moved = desk.get(f"/stories/{any_id}?quad=4", follow_redirects=False)
    assert moved.headers["location"] == f"/stories/{story['id']}?quad=4"


def test_a_table_tells_what_its_chart_shows_and_leads_there(desk: TestClient) -> None:
    for kind in ("timeline", "map", "network", "heat", "heat?of=types"):
        page = tree(desk, f"/charts/{kind}{'&' if '?' in kind else '?'}status=actual")
        rows = page.xpath("//div[@class='told-as-table']//tbody/tr[th/a]")
        assert rows, kind
        for row in rows[:5]:
            link = row.xpath(".//a")[0]
            query = parse_qsl(urlsplit(link.get("href")).query)
            assert [list(pair) for pair in query if pair[0] != "status"] == json.loads(link.get("data-choose"))
            columns = page.xpath("//thead//th/text()")
            records = int(row.xpath("td")[columns.index("records") - 1].text.replace(",", ""))
            found = desk.get("/api/v1/events", params=[*query, ("limit", "1")]).json()["total"]
            assert found == records or kind in ("network", "heat", "heat?of=types") and found >= records, kind


def test_the_api_has_what_charts_are_drawn_of(desk: TestClient) -> None:
    for query in ("", "quad=4", "text=nothingatall"):
        total = desk.get(f"/api/v1/events?{query}&limit=1").json()["total"]
        timeline = desk.get(f"/api/v1/charts/timeline?by=year&{query}").json()
        holds(timeline, "chartTimeline")
        assert sum(row["records"] for row in timeline["rows"]) + timeline["undated"] == total
        assert all(sum(row["quads"].values()) == row["records"] for row in timeline["rows"])
        places = desk.get(f"/api/v1/charts/map?{query}").json()
        holds(places, "chartMap")
        assert sum(row["records"] for row in places["rows"]) + places["without_point"] == total
        ties = desk.get(f"/api/v1/charts/network?{query}").json()
        holds(ties, "chartNetwork")
        assert all(sum(row["types"].values()) == row["records"] for row in ties["rows"])
        assert ties["more"] == {"pairs": 0, "records": 0}
    assert desk.get("/api/v1/charts/timeline?by=hour").status_code == 400
    assert desk.get("/api/v1/charts/pie").status_code == 404


def test_stories_and_what_a_search_finds_are_files_too(desk: TestClient) -> None:
    total = desk.get("/api/v1/stories?min_reports=2&limit=1").json()["total"]
    table = list(csv.DictReader(StringIO(desk.get("/api/v1/stories.csv?min_reports=2").text)))
    assert len(table) == total > 0
    lines = [json.loads(line) for line in desk.get("/api/v1/stories.jsonl?min_reports=2").text.strip().split("\n")]
    assert [one["id"] for one in lines] == [row["id"] for row in table]
    told = next(row for row in table if row["dead_high"] == "9")
    assert (told["dead_low"], told["dead_best"], told["says"], told["denies"]) == ("3", "9", "Faramir", "Faramir")
    points = desk.get("/api/v1/stories.geojson?min_reports=2").json()["features"]
    assert {one["id"] for one in points} <= {row["id"] for row in table}
    everything = desk.get("/api/v1/stories.csv?quad=4").text
    assert len(list(csv.DictReader(StringIO(everything)))) == desk.get("/api/v1/stories?quad=4&limit=1").json()["total"]
    found = list(csv.DictReader(StringIO(desk.get("/api/v1/search.csv?q=rejected").text)))
    assert [row["doc_id"] for row in found] == ["denial"]
    assert json.loads(desk.get("/api/v1/search.jsonl?q=rejected").text)["doc_id"] == "denial"
    assert desk.get("/api/v1/search.geojson?q=rejected").status_code == 404
    assert desk.get("/api/v1/stories.exe").status_code == 404


def test_the_slider_of_the_map_is_in_the_address(desk: TestClient) -> None:
    page = tree(desk, "/events?view=charts&at=2023-06-30&back=30")
    picture = page.xpath("//figure[@id='chart-map']/@data-svg")[0]
    assert picture == "/charts/map.svg?at=2023-06-30&back=30"
    table = tree(desk, "/charts/map?at=2023-06-30&back=30")
    shown = sum(int(row.xpath("td[last()]/text()")[0]) for row in table.xpath("//tbody/tr"))
    assert shown == sum(
        row["records"] for row in desk.get("/api/v1/charts/map?since=2023-06-01&until=2023-06-30").json()["rows"]
    )
