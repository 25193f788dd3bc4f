"""What kind of input a file is: by its suffix, else by what it opens with."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from diurna.reading.crawls import is_crawl
from diurna.reading.decoding import marked_encoding
from diurna.reading.delimited import looks_delimited
from diurna.reading.feeds import is_feed
from diurna.reading.pages import is_page


class Kind(Enum):
    """A kind of input; its value is what users call it."""

    TEXT = "text (.txt, .md)"
    LINES = "JSON lines (.jsonl, .ndjson)"
    OBJECT = "JSON objects (.json)"
    PAGE = "a web page (.html)"
    FEED = "a feed (.rss, .atom, .xml)"
    TABLE = "a table (.csv, .tsv)"
    PARQUET = "Parquet (.parquet)"
    CRAWL = "a crawl archive (.warc)"


_SUFFIXES = {
    Kind.TEXT: ".txt .text .md",
    Kind.LINES: ".jsonl .ndjson",
    Kind.OBJECT: ".json",
    Kind.PAGE: ".html .htm .xhtml",
    Kind.FEED: ".rss .atom .xml",
    Kind.TABLE: ".csv .tsv .tab",
    Kind.PARQUET: ".parquet .pq",
    Kind.CRAWL: ".warc",
}
KIND_OF = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
GZIP_SUFFIX = ".gz"
NAMED_ONLY = frozenset({".xml"})
"""Read where they are named, passed over in folders: most such files are no reports."""
PACKED = frozenset(Kind) - {Kind.PARQUET}
"""Kinds that may be compressed, .csv.gz and the like; Parquet is so in itself."""

KINDS = f"{', '.join(kind.value for kind in Kind)}, all but Parquet also with .gz"

INSTEAD = {
    ".xlsx": "save it as CSV",
    ".xls": "save it as CSV",
    ".ods": "save it as CSV",
    ".docx": "save it as text",
    ".doc": "save it as text",
    ".rtf": "save it as text",
    ".pdf": "give its text",
    ".zip": "unpack it",
}

OPENING = 8192
"""Bytes that tell the kind of a file without a known suffix."""

_OF_TYPE = {
    "text/csv": Kind.TABLE,
    "text/tab-separated-values": Kind.TABLE,
    "application/x-ndjson": Kind.LINES,
    "application/jsonl": Kind.LINES,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/rdf+xml": Kind.FEED,
    "application/vnd.apache.parquet": Kind.PARQUET,
}


def kind_of_name(name: str) -> tuple[Kind | None, str, bool]:
    """The kind that a file's suffix tells, that suffix, and whether the file is compressed.

    The suffix is "" where there is none; one that is not known comes without a kind.
    """
    path = Path(name.lower())
    is_packed = path.suffix == GZIP_SUFFIX
    if is_packed:
        path = path.with_suffix("")
    return KIND_OF.get(path.suffix), path.suffix, is_packed


def kind_of_opening(opening: bytes) -> Kind | None:
    """The kind of a file by its first bytes; None where it is JSON or text, which the reader of lines tells apart."""
    if opening.startswith(b"PAR1"):
        return Kind.PARQUET
    if is_crawl(opening):
        return Kind.CRAWL
    if is_feed(opening):
        return Kind.FEED
    if is_page(opening):
        return Kind.PAGE
    mark, encoding = marked_encoding(opening)
    words = opening[len(mark) :].decode(encoding, "replace")
    if not words.lstrip().startswith("{") and looks_delimited(words.rpartition("\n")[0]):
        return Kind.TABLE
    return None


def kind_of_answer(content_type: str, content: bytes) -> Kind | None:
    """The kind of what a server sent: by its type, else by its first bytes."""
    if content_type in _OF_TYPE:
        return _OF_TYPE[content_type]
    found = kind_of_opening(content[:OPENING])
    return Kind.PAGE if found is None and content_type in ("text/html", "application/xhtml+xml") else found
