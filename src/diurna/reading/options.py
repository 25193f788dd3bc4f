"""How a call wishes its reports to be read, as one value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from diurna.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """Which column of a table holds what. None: guessed by its name; "": there is none, whatever the names say.

    `text` may name several columns, "LP+TD": their cells are joined by a blank line.
    """

    id: str | None = None
    text: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None

    @classmethod
    def parse(cls, words: Iterable[str]) -> ColumnMap:
        """The map of "text=body,published=date", in one word or several. Raises InputError where it is none."""
        known = [field.name for field in fields(cls)]
        result = cls()
        for part in ",".join(words).split(","):
            name, equals, column = (piece.strip() for piece in part.partition("="))
            if not equals or name not in known:
                raise InputError(
                    f"{part.strip()!r} is not of the form FIELD=COLUMN, with one of the fields {', '.join(known)}"
                )
            result = replace(result, **{name: column})
        return result


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """What is told to the reading of a call.

    `column_map`: columns of tables (and keys of JSON, which are not guessed).
    `follow`: items of feeds, and rows of tables without text, are read from the pages that they link to.
    `allow_inner`: addresses of the inner network may be fetched.
    `encoding`: that of files which are not UTF-8, where it is known; None: repaired where that is safe, else refused.
    `day_first`: whether 03/04/2022 is 3 April; None: as other days of the same column show, else refused.
    """

    column_map: ColumnMap = ColumnMap()
    follow: bool = False
    allow_inner: bool = False
    encoding: str | None = None
    day_first: bool | None = None
