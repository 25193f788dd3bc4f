"""Web pages: the article and what the page declares of it; pages that are none, too large, too deep, wrongly encoded."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from diurna.record import Report

from .folder import BODY, MORE, read
from .pages import META, page

NO_ARTICLE = "no article text found in the page (a front page, a video, or text that only a script would load)"


def only(done: object) -> Report:
    (report,) = done.reports  # type: ignore[attr-defined]
    assert isinstance(report, Report)
    return report


def test_a_saved_page_is_a_report(tmp_path: Path) -> None:
    report = only(read(tmp_path, {"a.html": page()}))
    assert report.text == f"Arnor helps Gondor\n\n{BODY}\n\n{MORE}"
    assert report.title == "Arnor helps Gondor"
    assert report.published == date(2022, 2, 24)
    assert report.publisher == "The Bree Times"
    assert report.url == "https://www.bree.example/grain"
    assert len(report.doc_id) == 16


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        ('<meta name="date" content="2022-02-24">', date(2022, 2, 24)),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-02-24T10:00:00Z"}</script>',
            date(2022, 2, 24),
        ),
        ("", None),  # a day that merely stands in the text is not the day of publication
    ],
)
def test_the_day_is_the_one_that_the_page_declares(tmp_path: Path, meta: str, day: date | None) -> None:
    words = f"{BODY} The last harvest was on 3 September 2019."
    assert only(read(tmp_path, {"a.html": page(words, MORE, meta=meta)})).published == day


def test_the_day_may_stand_in_the_address(tmp_path: Path) -> None:
    saved = "<!-- saved from url=(0045)https://www.bree.example/2022/02/24/grain.html -->\n" + page(meta="")
    assert only(read(tmp_path, {"a.html": saved})).published == date(2022, 2, 24)


def test_a_page_that_declares_nothing_has_its_host_for_publisher(tmp_path: Path) -> None:
    saved = "<!-- saved from url=(0030)https://www.bree.example/x.html -->\n" + page(meta="")
    report = only(read(tmp_path, {"a.html": saved.replace("- The Bree Times", "")}))
    assert (report.url, report.publisher) == ("https://www.bree.example/x.html", "bree.example")


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "a", "a.html.gz"])
def test_pages_by_name_and_by_opening(tmp_path: Path, name: str) -> None:
    import gzip

    content = page().encode()
    done = read(tmp_path, {name: gzip.compress(content) if name.endswith("gz") else content}, paths=[name])
    assert only(done).title == "Arnor helps Gondor"
    assert only(read(tmp_path, {}, paths=["-"], stdin=content)).title == "Arnor helps Gondor"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("windows-1254", "cp1254"),
        ("utf-8", "utf-8-sig"),
        ("nonsense", "utf-8"),
        ("utf-8", "utf-16"),
    ],
)
def test_the_encoding_is_the_declared_one(tmp_path: Path, charset: str, encoding: str) -> None:
    words = "“The café is open,” the mayor of Bree said on Friday after a long day of talks."
    done = read(tmp_path, {"a.html": page(words, MORE, charset=charset).encode(encoding)})
    assert words in only(done).text
    assert done.notes == ()


def test_a_page_in_another_encoding_than_it_declares_is_said(tmp_path: Path) -> None:
    words = "The café is open, the mayor of Bree said on Friday after a long day of talks."
    done = read(tmp_path, {"a.html": page(words, MORE, charset="utf-8").encode("cp1252")})
    assert "The caf\ufffd is open" in only(done).text
    assert done.notes == ("a.html: not UTF-8, as it says; 1 characters are lost",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "an empty file"),
        ("<html></html>", NO_ARTICLE),
        ("<html><body></body></html>", NO_ARTICLE),
        (page("").replace("<p></p>", ""), NO_ARTICLE),
        (page("Read more", "Sign in"), NO_ARTICLE),
        ("<html><body><script>load()</script></body></html>", NO_ARTICLE),
        ("%PDF-1.7", "a PDF file, not a text"),
        (page("x" * 20_000_000), "more than any page holds (at most 10 MB of HTML)"),
        (page(around="<div>" * 10_000), "HTML nested more than 256 deep, which no browser shows in full"),
        (page(around="<b><i>" * 10_000), "HTML nested more than 256 deep, which no browser shows in full"),
        (page(around="<table><tr><td>" * 10_000), "HTML nested more than 256 deep, which no browser shows in full"),
        (page(around="<i>a</i> " * 500_000), "a page of more than 200,000 elements, which is no article"),
        (
            page(around="<div>a</div> " * 90_000),
            "a page of 90,021 elements, which is no article (at most 12,000, and 1,500 in one)",
        ),
        (
            page(BODY + "<a href='/'>a</a> " * 4_000),
            "a page of 4,020 elements, which is no article (at most 12,000, and 1,500 in one)",
        ),
    ],
)
def test_what_is_no_article_fails_alone_and_at_once(tmp_path: Path, content: str, message: str) -> None:
    began = time.monotonic()
    done = read(tmp_path, {"a.html": content, "b.html": page()})
    assert done.failures == [f"a.html: {message}"]
    assert len(done.reports) == 1
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "around", ["<i>a</i> " * 25_000, "<p>" + "<b>a</b> " * 25_000 + "</p>", "a <svg></svg>" * 20_000, "<svg>" + "<path d='M0 0'/>" * 50_000 + "</svg>", "<select>" + "<option>a" * 20_000 + "</select>", "<div>" * 200 + "</div>" * 200, "<" * 100_000, "<a href='" + "x" * 1_000_000 + "'>x</a>", "\0\x01", "<!--" + "x" * 100_000 + "-->", "</p>" * 1000]
)  # fmt: skip
def test_odd_html_costs_nothing(tmp_path: Path, around: str) -> None:
    began = time.monotonic()
    assert BODY in only(read(tmp_path, {"a.htm": page(around=around).encode().replace(b"\0", b"")})).text
    assert time.monotonic() - began < 20


def test_what_stands_around_an_article_is_left_out(tmp_path: Path) -> None:
    text = only(read(tmp_path, {"a.html": page(BODY, MORE, BODY.replace("Friday", "Monday"), meta=META)})).text
    for words in ("Home", "Shire votes", "Copyright"):
        assert words not in text
