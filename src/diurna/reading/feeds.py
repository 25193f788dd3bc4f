"""RSS and Atom feeds: an item is a report, of the text that the feed holds, or of the page that it links to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from diurna.errors import InputError
from diurna.reading.days import read_day
from diurna.reading.markup import is_markup, text_of_markup
from diurna.reading.outcome import Failure, Note, Placed, Tell, place
from diurna.reading.pages import publisher_of
from diurna.record import Report

LONGEST_FEED = 20_000_000
"""Bytes; large feeds of newspapers have 1 million."""

Follow = Callable[[str], Report]
"""Gives the report of the page at an address; raises InputError where there is none."""

_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|rdf)\b", re.IGNORECASE)
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)


def feed_reports(
    data: bytes, *, name: str, url: str | None = None, follow: Follow | None = None, tell: Tell
) -> Iterator[Placed]:
    """The items of a feed, in its order, each with its place. `url` is where the feed is from; `name` names it in messages.

    Raises InputError where the bytes are no feed. A feed that breaks off gives a failure after its whole items.
    """
    import feedparser

    if not data.strip():
        raise InputError("an empty file")
    if len(data) > LONGEST_FEED:
        raise InputError(f"more than any feed holds (at most {LONGEST_FEED // 1_000_000} MB)")
    root = _ROOT.search(_narrow(data))
    if root is None:
        raise InputError("no RSS or Atom feed")
    if re.search(rb"<!ENTITY", _narrow(data)[: root.start()], re.IGNORECASE):
        # Entities that hold entities grow without end; feeds use those of HTML, which need no declaring.
        raise InputError(
            "it declares entities of its own, as feeds never do and entity bombs must; nothing of it is read"
        )
    try:
        feed = feedparser.parse(BytesIO(data), response_headers={"content-location": url} if url else {})
    except Exception as error:  # a feed is whatever somebody wrote
        raise InputError(f"the feed cannot be read ({type(error).__name__}: {error})") from error
    entries, fault = list(feed.entries), _fault(feed)
    is_cut = fault is not None and not _END.search(_narrow(data)[-1000:])
    if is_cut:
        entries = entries[:-1]  # the last may lack its end
    elif fault and entries:
        tell(Note(place(name), f"not well-formed XML ({fault}); read as far as it goes"))
    if not entries and not is_cut:
        raise InputError(f"not XML that can be read ({fault})" if fault else "a feed without items")
    publisher = _words(feed.feed.get("title")) or publisher_of(url or feed.feed.get("link"))
    for number, entry in enumerate(entries, start=1):
        where = place(name, f"item {number}")
        try:
            yield where, _item(entry, publisher=publisher, base=url or feed.feed.get("link"), follow=follow)
        except InputError as error:
            yield where, Failure(where, str(error))
    if is_cut:
        where = place(name, f"item {len(entries) + 1}")
        yield where, Failure(where, f"the feed is cut short here ({fault})")


def is_feed(opening: bytes) -> bool:
    """Whether a file opens as a feed."""
    start = _narrow(opening[:4000]).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and _ROOT.search(start) is not None and b"<html" not in start.lower()


def _item(entry: Any, *, publisher: str | None, base: str | None, follow: Follow | None) -> Report:
    link = _link(entry, base)
    published = _published(entry)
    if follow is not None:
        if link is None:
            raise InputError("an item without a link to follow")
        page = follow(link)
        return Report.from_text(
            page.text, title=page.title, published=page.published or published, publisher=page.publisher, url=page.url
        )
    title = _words(entry.get("title"))
    bodies = [content.get("value") for content in entry.get("content") or ()] + [entry.get("summary")]
    text = max((_words(body, is_text=True) or "" for body in bodies), key=len)
    if not text and not title:
        raise InputError("an item without title and text")
    publisher = _words((entry.get("source") or {}).get("title")) or publisher
    if not text:
        return Report.from_text(title or "", published=published, publisher=publisher, url=link)
    return Report.from_text(text, title=title, published=published, publisher=publisher, url=link)


def _link(entry: Any, base: str | None) -> str | None:
    link = entry.get("link")
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        return urljoin(base or "", link.strip())
    except ValueError:
        return link.strip()


def _published(entry: Any) -> date | None:
    """The day of an item in its own time zone; what the library made of it where the words are of a rare form."""
    for key in ("published", "updated", "created"):
        if key not in entry.keys() or not (words := entry[key]):  # noqa: SIM118 (asked otherwise, the library makes one of another)
            continue
        try:
            return read_day(words)
        except InputError:
            if parsed := entry[f"{key}_parsed"] if f"{key}_parsed" in entry.keys() else None:  # noqa: SIM118
                return date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday)
    return None


def _words(value: object, *, is_text: bool = False) -> str | None:
    """The words of a title, on one line, or of a text, in paragraphs; None where there are none."""
    if not isinstance(value, str) or not value.strip():
        return None
    words = text_of_markup(value) if is_markup(value) or "<" in value else value
    words = words.replace("\0", "").strip() if is_text else " ".join(words.replace("\0", "").split())
    return words or None


def _fault(feed: Any) -> str | None:
    """What is wrong with the feed's XML, in the parser's words, if it is."""
    error = feed.get("bozo_exception") if feed.get("bozo") else None
    if error is None or type(error).__name__ in ("CharacterEncodingOverride", "NonXMLContentType"):
        return None
    at = f" in line {error.getLineNumber()}" if hasattr(error, "getLineNumber") else ""
    message = error.getMessage() if hasattr(error, "getMessage") else str(error)
    return f"{message}{at}"


def _narrow(data: bytes) -> bytes:
    """Bytes in which marks of XML can be looked for, be they of one byte a letter or of two."""
    return data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4] else data
