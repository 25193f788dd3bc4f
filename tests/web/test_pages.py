"""The pages: what they show, that their links lead somewhere, and that what a report holds stays text."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.html
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import LONG_REPORT_CHARACTERS, OVERRIDE, SCRIPT

PAGES = (
    "/", "/events", "/events?quad=4&actor=GON", "/stories", "/stories?min_reports=1&page=2", "/search", "/search?q=Gondor", "/reports/denial", "/actor?party=GON",
    "/actor?party=GON:MIL", "/dyad?one=GON&other=MOR", "/place?name=Osgiliath", "/place?country=GON", "/days/3019-03-13", "/login", "/nothing",
    "/reports?id=..%2Fa%3Fb%3D%3Ci%3E%26%23x", "/reports/many",
)  # fmt: skip
MOST_CRAWLED = 100


def tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def words(html: str) -> str:
    return " ".join(tree(html).find("body").text_content().split())


def test_every_link_of_every_page_leads_somewhere(desk: TestClient) -> None:
    """Breadth first from the start page; of addresses that differ in their query alone, some of each kind."""
    waiting, seen, kinds = ["/"], {"/"}, dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        answer = desk.get(path)
        assert answer.status_code == 200, path
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = tree(answer.text)
        ids = {element.get("id") for element in page.iter() if element.get("id")}
        for element in page.iter("a", "img", "link", "script", "source", "form"):
            link = element.get("href") or element.get("src") or element.get("srcset") or element.get("action")
            if link is None:
                continue
            whole = urljoin(f"http://localhost:8420{path}", link)
            parts = urlsplit(whole)
            if parts.netloc != "localhost:8420":
                assert parts.scheme in ("http", "https") and "noopener" in element.get("rel", "")
                continue
            if link.startswith("#"):
                assert link[1:] in ids, (path, link)
                continue
            to = parts.path + (f"?{parts.query}" if parts.query else "")
            names = [name for name, _ in parse_qsl(parts.query)]
            kind = re.sub(r"(?<=.)/[^/]*$", "/…", parts.path) + (
                names[0] if len(names) == 1 else "…" * min(len(names), 2)
            )
            if (
                to not in seen
                and kinds.get(kind, 0) < 2
                and len(seen) < MOST_CRAWLED
                and not parts.path.startswith("/charts/")
            ):
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(to)
                waiting.append(to)
    kinds_of_pages = {urlsplit(path).path.split("/")[1] for path in seen}
    assert kinds_of_pages >= {
        "events",
        "stories",
        "reports",
        "days",
        "actor",
        "dyad",
        "place",
        "api",
        "static",
        "search",
    }


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_script_or_style_of_its_own(desk: TestClient, path: str) -> None:
    page = tree(desk.get(path).text)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("style", "base", "object", "embed", "iframe"), path
        assert not any(name.startswith("on") or name == "style" for name in element.attrib), (path, element.attrib)
        if element.tag == "script":
            assert not (element.text or "").strip() and element.get("src", "").startswith("/static/"), path
        for name in ("href", "src", "action", "srcset"):
            assert not (element.get(name) or "").strip().casefold().startswith(("javascript:", "data:", "vbscript:")), (
                path
            )


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_by_ear_and_by_keys(desk: TestClient, path: str) -> None:
    page = tree(desk.get(path).text)
    assert page.get("lang") == "en" and page.findtext(".//title")
    assert len(page.findall(".//h1")) == 1 and len(page.findall(".//main")) == 1
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), path
    labelled = {label.get("for") for label in page.iter("label")}
    for field in page.iter("input", "select"):
        assert field.get("type") == "hidden" or field.get("id") in labelled, path
    assert all(image.get("alt") for image in page.iter("img"))
    assert page.xpath("//a[@class='skip']/@href") == ["#main"]
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1


def test_a_hostile_report_is_text(desk: TestClient) -> None:
    html = desk.get("/reports", params={"id": "../a?b=<i>&#x"}).text
    assert SCRIPT not in html and "<img src=x" not in html and "<b onmouseover" not in html
    assert OVERRIDE[0] not in html and "\x1b" not in html and "\x85" not in html
    shown = words(html)
    assert f"Talks {SCRIPT} \"'>" in shown
    assert "</p><img src=x onerror=alert(2)> met {{7*7}} {% raw %} &amp; \ufffd[31m\ufffd there." in shown
    assert "javascript:alert(4)" in shown
    assert not tree(html).xpath("//a[contains(@href, 'javascript')]")
    for path in ("/", "/events?text=7", "/search?q=talks", "/stories?min_reports=1", "/api/v1/events?text=7"):
        answer = desk.get(path)
        assert answer.status_code == 200 and OVERRIDE[0] not in answer.text or path.startswith("/api"), path
        assert path.startswith("/api") or SCRIPT not in answer.text


def test_a_hostile_query_is_text(desk: TestClient) -> None:
    for path in (
        "/search?q=",
        "/events?text=",
        "/events?place=",
        "/actor?party=",
        "/place?name=",
        "/days/",
        "/reports/",
        "/nothing/",
    ):
        answer = desk.get(path + "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22'%E2%80%AE")
        assert "<script>alert" not in answer.text and "\u202e" not in answer.text, path
        assert answer.status_code in (200, 400, 404), path


def test_a_report_of_a_million_characters_and_one_of_500_records(desk: TestClient) -> None:
    long = desk.get("/reports/long")
    assert long.status_code == 200 and LONG_REPORT_CHARACTERS < len(long.text) < 1.1 * LONG_REPORT_CHARACTERS
    many = tree(desk.get("/reports/many").text)
    assert len(many.xpath("//*[@data-record]")) == 500
    assert len(many.xpath("//article//a[contains(@class, 'act')]")) == 500


def test_a_report_has_its_records_beside_it(desk: TestClient) -> None:
    page = tree(desk.get("/reports/denial").text)
    assert page.xpath("string(//h1)") == "Claims over Osgiliath"
    article = " ".join(page.xpath("string(//article/p[@class='text'])").split())
    assert article == "Mordor said Gondor attacked Osgiliath. Gondor rejected that."
    marks = [
        (mark.text_content(), mark.get("class"), mark.get("data-records"))
        for mark in page.xpath("//article//*[@data-records]")
    ]
    assert marks == [
        ("Mordor", "m voice", "1"),
        ("Gondor", "m actor", "1"),
        ("attacked", "m act", "1"),
        ("Osgiliath", "m place", "1"),
        ("Gondor", "m actor", "1 2"),
        ("rejected", "m act", "2"),
    ]
    assert page.xpath("//article//a[text()='attacked']/@href") == ["#r-1"]
    assert page.xpath("//li[@id='r-1']//a[@class='number']/@href") == [
        f"#{page.xpath('''//a[text()='attacked']/@id''')[0]}"
    ]
    told = {
        row.get("id"): " ".join(row.xpath("string(p[@class='references'])").split())
        for row in page.xpath("//li[@data-record]")
    }
    assert told == {"r-1": "denied in 2", "r-2": "denies 1"}
    assert page.xpath("//footer//a[@rel]/@href") == ["https://example.org/denial"]


def test_a_record_leads_to_its_place_in_the_report(desk: TestClient) -> None:
    event = desk.get("/api/v1/reports/denial").json()["events"][1]["id"]
    answer = desk.get(f"/events/{event}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/reports/denial#e-{event}")
    assert f'id="e-{event}"' in desk.get("/reports/denial").text


def test_the_start_page_tells_the_archive_at_a_glance(desk: TestClient) -> None:
    shown = words(desk.get("/").text)
    assert re.search(r"27 reports \d+ publishers \d+ records \d+ stories", shown)
    assert "13 March 3019" in shown
    assert "3 publishers, 3 reports" in shown


def test_records_are_narrowed_by_address(desk: TestClient) -> None:
    page = tree(desk.get("/events?quad=4&actor=GON").text)
    total = desk.get("/api/v1/events?quad=4&actor=GON&limit=1").json()["total"]
    assert page.xpath("string(//h1)") == f"{total} records"
    assert page.xpath("//ul[@class='conditions']//a/@href") == ["/events?actor=GON", "/events?quad=4"]
    chosen = page.xpath("//section[@class='facet']//a[@aria-current]/@href")
    assert chosen == ["/events?actor=GON", "/events?quad=4"]
    for address, count in zip(
        page.xpath("//section[@class='facet'][1]//a/@href"),
        page.xpath("//section[@class='facet'][1]//span[@class='n']/text()"),
        strict=True,
    ):
        assert desk.get(f"/api/v1{address}&limit=1").json()["total"] == int(count.replace(",", ""))
    assert page.xpath("//p[@class='downloads']/a/@href")[0] == "/api/v1/events.csv?quad=4&actor=GON"
    assert page.xpath("//input[@type='hidden']/@name") == ["quad", "actor"]


def test_pages_of_records_go_on_to_the_last(desk: TestClient) -> None:
    seen, path = [], "/events"
    while path:
        page = tree(desk.get(path).text)
        seen += page.xpath("//li[@class='record']/p[@class='quote']/a/@href")
        path = next(iter(page.xpath("//a[@class='next']/@href")), "")
    assert len(seen) == len(set(seen)) == desk.get("/api/v1/glance").json()["events"]


def test_a_story_tells_how_it_stands(desk: TestClient) -> None:
    stories = desk.get("/api/v1/stories", params={"min_reports": 3}).json()["stories"]
    page = tree(desk.get(f"/stories/{stories[0]['id']}").text)
    shown = " ".join(" ".join(page.itertext()).split())
    assert "3 independent publishers 3 reports" in shown
    assert "said by Faramir 1" in shown and "denied by Faramir 1" in shown
    assert [" ".join(" ".join(row.itertext()).split()) for row in page.xpath("//table[@class='tolls']//tbody/tr")] == [
        "dead 3 9 9"
    ]
    assert len(page.xpath("//div[starts-with(@class, 'passage')]")) == 3
    assert len(page.xpath("//ul[@class='reasons']")) == 2
    assert "names the story" in shown and "same place" in shown


def test_search_finds_reports_and_marks_the_words(desk: TestClient) -> None:
    page = tree(desk.get("/search?q=rejected").text)
    assert page.xpath("//ol[@class='found']//h3/a/@href") == ["/reports/denial"]
    assert page.xpath("//mark/text()") == ["rejected"]
    assert desk.get("/search?q=...").status_code == 400


def test_profiles_of_an_actor_a_dyad_a_place_and_a_day(desk: TestClient) -> None:
    for path, query in (
        ("/actor?party=GON", "party=GON"),
        ("/dyad?one=GON&other=MOR", "dyad=GON-MOR"),
        ("/place?name=Osgiliath", "place=Osgiliath"),
        ("/place?country=gon", "country=GON"),
        ("/days/3019-03-13", "since=3019-03-13&until=3019-03-13"),
    ):
        total = desk.get(f"/api/v1/events?{query}&limit=1").json()["total"]
        page = tree(desk.get(path).text)
        assert total > 0 and page.xpath("string(//ul[@class='figures']/li[1])").strip() == f"{total} records", path
        assert page.xpath("//figure//img/@src"), path
    with_whom = tree(desk.get("/actor?party=GON").text).xpath("//section[h2='with whom']//a/@href")
    assert "/dyad?one=GON&other=MOR" in with_whom
    assert desk.get("/place").status_code == 400
    assert desk.get("/actor").status_code == 400
    assert desk.get("/days/yesterday").status_code == 400
    assert "Nothing is recorded of this." in desk.get("/actor?party=XXX").text


def test_pictures_are_drawn_light_and_dark(desk: TestClient) -> None:
    light = desk.get("/charts/timeline.svg?party=GON")
    dark = desk.get("/charts/timeline.svg?party=GON&theme=dark")
    assert light.headers["content-type"] == "image/svg+xml" and light.text.startswith("<svg")
    assert "white" in light.text and light.text != dark.text and "#14181b" in dark.text
    assert "default-src 'none'" in light.headers["content-security-policy"] and "<script" not in light.text
    assert desk.get("/charts/heat.png?party=GON&of=types").content.startswith(b"\x89PNG")
    assert desk.get("/charts/pie.svg").status_code == 404
    assert desk.get("/charts/map.exe").status_code == 404
    assert desk.get("/charts/map.svg?theme=pink").status_code == 400
