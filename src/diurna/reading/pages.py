"""Web pages to reports: title, day, publisher, address and the words of the article, without what stands around it.

Trafilatura (Apache-2.0) extracts, the best of the open ones on public benchmarks; htmldate, which it brings, finds the day. The
day is taken from what the page declares (metadata, JSON-LD, time elements), never from days that merely stand in its text.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from diurna.errors import InputError
from diurna.reading.decoding import marked_encoding, refuse_binary
from diurna.reading.markup import LONGEST_PAGE, parse_html, prune, quiet_libraries
from diurna.reading.outcome import Repaired
from diurna.record import Report

NO_ARTICLE = "no article text found in the page (a front page, a video, or text that only a script would load)"

_SHORTEST_PARAGRAPH = 8
"""Words: a page whose every paragraph is shorter is a list of headlines or a menu."""

_DECLARED = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""<\?xml[^>]{1,100}?encoding\s*=\s*["']([a-zA-Z0-9_.-]{2,40})""")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_DAY_SEARCH: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01"}
"""htmldate's last day is today unless told: what a page says would depend on the day on which it is read."""

# Labels under which the web's standard means another encoding (WHATWG, Encoding).
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def page_report(
    data: bytes,
    *,
    url: str | None = None,
    charset: str | None = None,
    fetched: date | None = None,
    repaired: Repaired | None = None,
) -> Report:
    """The report of a page's bytes.

    `url`, `charset` and `fetched` are what whoever fetched it knows; the day of fetching stands for the day of
    publication where the page declares none. Raises InputError, without the file's name, where there is no article.
    """
    if not data.strip():
        raise InputError("an empty file")
    if len(data) > LONGEST_PAGE:
        raise InputError(f"more than any page holds (at most {LONGEST_PAGE // 1_000_000} MB of HTML)")
    return article(page_text(data, charset=charset, repaired=repaired), url=url, fetched=fetched)


def article(html: str, *, url: str | None = None, fetched: date | None = None) -> Report:
    """The report of a page's HTML; as `page_report`."""
    import trafilatura
    from trafilatura.settings import Extractor

    quiet_libraries()
    if url is None and (saved := _SAVED_FROM.search(html[:2000])):
        url = saved[1]
    tree, is_large = prune(parse_html(html))
    options = Extractor(
        output_format="python",
        fast=is_large,
        comments=False,
        tables=False,
        with_metadata=True,
        url=url,
        date_params=_DAY_SEARCH,
    )
    try:
        found = trafilatura.bare_extraction(tree, url=url, options=options)
    except Exception as error:  # a page is whatever somebody wrote: the library's fault on one must not cost the others
        raise InputError(f"the page cannot be read ({type(error).__name__}: {error})") from error
    if found is None or isinstance(found, dict):
        raise InputError(NO_ARTICLE)
    title = " ".join((found.title or "").split()) or None
    lines = [words for line in (found.text or "").split("\n") if (words := line.strip())]
    if not any(len(line.split()) >= _SHORTEST_PARAGRAPH for line in lines if line != title):
        raise InputError(NO_ARTICLE)
    address = url or found.url
    return Report.from_text(
        "\n\n".join(lines),
        title=title,
        published=_day(found.date) or fetched,
        publisher=found.sitename or publisher_of(address),
        url=address,
    )


def page_text(data: bytes, *, charset: str | None = None, repaired: Repaired | None = None) -> str:
    """The HTML of a page's bytes, in the encoding of its mark, of `charset` (the HTTP header's) or of its own words.

    Browsers show what a page's encoding cannot hold as U+FFFD, and so does this; `repaired` is told.
    """
    refuse_binary(data)
    mark, encoding = marked_encoding(data)
    declared = None if mark else charset or _declared(data)
    if declared:
        encoding = _MEANT.get(declared.lower(), declared)
    body = data[len(mark) :]
    for candidate in dict.fromkeys((encoding, "utf-8")):
        try:
            return body.decode(candidate)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    if not declared:
        encoding = "cp1252"  # what browsers take where nothing is declared
    try:
        text = body.decode(encoding, "replace")
    except (LookupError, ValueError):
        encoding, text = "utf-8", body.decode("utf-8", "replace")
    if repaired is not None:
        lost = text.count("\ufffd")
        repaired(
            f"not {encoding.upper()}, as it says; {lost} characters are lost"
            if lost
            else f"not UTF-8; read as {encoding}"
        )
    return text


def publisher_of(url: str | None) -> str | None:
    """The host of an address, without "www.": who publishes, where nothing says so."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def is_page(opening: bytes) -> bool:
    """Whether a file opens as HTML."""
    start = opening.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower()
    if start.startswith((b"<?xml", b"<!--")):
        return b"<html" in start
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096]) or _XML_DECLARED.match(data[:200])
    return found[1].decode("ascii") if found else None


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None
