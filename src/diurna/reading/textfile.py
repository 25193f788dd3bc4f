"""A file that is one report: its text as it stands, its first line the headline."""

from __future__ import annotations

from diurna.errors import InputError
from diurna.reading.decoding import decode
from diurna.reading.outcome import Repaired
from diurna.record import Report
from diurna.record.report import digest

LONGEST_HEADLINE = 300
"""A first line of more characters is a paragraph."""


def text_report(data: bytes, *, encoding: str | None = None, repaired: Repaired | None = None) -> Report:
    """The report of a text file's bytes, decoded as `decode` does. Raises InputError, without the file's name, where they are none."""
    text = decode(data, encoding=encoding, repaired=repaired)
    if not text.strip():
        raise InputError("an empty file" if not text else "nothing but blanks")
    if "\0" in text:
        raise InputError("a binary file (it holds NUL characters), not a text")
    return Report(doc_id=digest(text), text=text, title=headline(text))


def headline(text: str) -> str | None:
    """The first line that is not blank, if more follows and it is no paragraph."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.rstrip()
    return first if rest.strip() and len(first) <= LONGEST_HEADLINE else None
