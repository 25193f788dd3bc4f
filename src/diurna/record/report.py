"""A news report as it was read: the text never changes after this."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news report.

    `text` is the headline, a blank line and the body; every span of a record counts characters of it.
    `doc_id` is the input's own id, else a digest of all that is known. `published` is the day that the input gave.
    """

    doc_id: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        doc_id: str | None = None,
        title: str | None = None,
        published: date | None = None,
        publisher: str | None = None,
        url: str | None = None,
        language: str = "en",
    ) -> Report:
        """A report from its text; a title that the text does not open with is set before it."""
        if title and not opens_with(text, title):
            text = f"{title}\n\n{text}"
        return cls(
            doc_id=doc_id or identity(text, url, publisher, published),
            text=text,
            title=title,
            published=published,
            publisher=publisher,
            url=url,
            language=language,
        )


def opens_with(text: str, title: str) -> bool:
    """Whether a text begins with a title as whole words, blanks around either aside."""
    body, words = text.lstrip(), title.strip()
    return body.startswith(words) and not body[len(words) : len(words) + 1].isalnum()


def identity(text: str, *others: str | date | None) -> str:
    """The id of a report without one of its own: of its text, and of what else is known of it, for two papers print one text."""
    known = [str(other) for other in others] if any(others) else []
    return digest("\0".join((*known, text)))


def digest(text: str) -> str:
    """A stable id of a text: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
