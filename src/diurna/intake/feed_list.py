"""The feeds to watch: an OPML file, as feed readers export them, or a text with an address a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from diurna.errors import InputError
from diurna.reading.fetching import is_url

LARGEST = 10_000_000


def read_feed_list(path: Path) -> tuple[str, ...]:
    """The addresses of a file's feeds, each once, in its order. Raises InputError that names the file and what is wrong in it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    if len(data) > LARGEST:
        raise InputError(f"{path}: more than any list of feeds holds (at most {LARGEST // 1_000_000} MB)")
    try:
        is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        found = tuple(dict.fromkeys(_opml(data) if is_xml else _lines(data)))
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    if not found:
        raise InputError(f"{path}: no feed in it; it holds an address a line, or is OPML with xmlUrl")
    return found


def _opml(data: bytes) -> Iterator[str]:
    if re.search(rb"<!(ENTITY|DOCTYPE)", data.replace(b"\0", b""), re.IGNORECASE):
        raise InputError("it declares a document type or entities, as no OPML needs to; nothing of it is read")
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise InputError(f"not well-formed XML ({error})") from None
    for outline in root.iter("outline"):
        if url := (outline.get("xmlUrl") or "").strip():
            yield _address(url, "an outline")


def _lines(data: bytes) -> Iterator[str]:
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 (byte {error.start})") from None
    for number, line in enumerate(lines, start=1):
        words = line.partition(" #")[0].strip()
        if words and not words.startswith("#"):
            yield _address(words, f"line {number}")


def _address(words: str, where: str) -> str:
    if not is_url(words) or " " in words:
        raise InputError(f"{where}: {words[:200]!r} is not an address of the web (http or https)")
    return words
