"""Which column of a table holds what: given by the user, or guessed by the names that exports give.

The names are those of LexisNexis, Factiva, ProQuest, NewsAPI, Event Registry, Media Cloud, GDELT and of the news tables that
are passed around; capitals, blanks and marks do not count ("Publication Date", "publication_date" and "publicationDate" are one).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from diurna.errors import InputError
from diurna.reading.options import ColumnMap
from diurna.record.validate import shown

_NAMES = {
    "id": """
        id docid documentid articleid storyid storiesid newsid uniqueid recordid uuid guid an accessionnumber accessionno goid
        proquestdocumentid storeid gkgrecordid uri key
    """,
    "text": """
        fulltext fullcontent fullarticle fullarticletext text body articletext articlebody bodytext article content
        articlecontent maintext maincontent story storytext storybody newstext newscontent documenttext plaintext cleantext
        cleanedtext rawtext textcontent contenttext document news doc ctext lp+td td
    """,
    "title": "title headline heading articletitle articleheadline newstitle newsheadline storytitle headlines titleheadline hd",
    "published": """
        published publisheddate publicationdate publishdate pubdate datepublished publisheddatetime publisheddateutc publishedat
        publishedon publishedtime publishtime publicationdatetime publicationtime publishdatetime firstpublished date datetime
        articledate newsdate storydate docdate documentdate datepublication dateofpublication pd alphadate seendate loaddate
        timestamp
    """,
    "publisher": """
        publicationtitle publicationname pubtitle publisher publishername publication newspaper newspapername newspapertitle outlet
        outletname mediaoutlet medianame media mediatitle sourcename sourcetitle source newssource newsoutlet sourcecommonname
        agency newsagency sitename site website paper journal sn domain sourcedomain hostname host
    """,
    "url": """
        url link articleurl articlelink weburl sourceurl documenturl documentidentifier storyurl newsurl newslink permalink
        canonicalurl requestedurl href webpage uri
    """,
}
"""Names of columns, the likelier first, in small letters and figures only. "lp+td" are two that are read as one. A title of
a publication stands before its publisher, which in ProQuest's exports is the company."""


_LONGEST_NAME = 60
"""Characters, where nothing but its first line says that a file is a table."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The places (from 0) of the columns that are read; `text` may be of several, the others of one or none.

    Where the pages behind links are read, there may be no text.
    """

    header: tuple[str, ...]
    text: tuple[int, ...]
    id: int | None = None
    title: int | None = None
    published: int | None = None
    publisher: int | None = None
    url: int | None = None
    guessed: tuple[str, ...] = ()
    """The fields whose column was guessed."""

    def __str__(self) -> str:
        """What was found, in the form that `--map` takes: "text=Body,published=Date"."""
        places = {field.name: getattr(self, field.name) for field in fields(ColumnMap)}
        return ",".join(
            f"{name}={'+'.join(self.header[at] for at in ((found,) if isinstance(found, int) else found))}"
            for name, found in places.items()
            if found is not None and found != ()
        )


def choose_columns(
    header: Sequence[str], wanted: ColumnMap, *, nested: Collection[int] = (), follow: bool = False
) -> Columns:
    """The columns of a table with this header; those at `nested` hold no words, and are none unless they are named.

    `follow`: an address will do for the text. Raises InputError where a column that is named, or the text, is not there.
    """
    names = tuple(" ".join(name.split()) for name in header)
    chosen: dict[str, tuple[int, ...]] = {}
    guessed = []
    for field in _NAMES:
        given = getattr(wanted, field)
        if given is None:
            if found := _guess(field, names, taken={*nested, *(at for places in chosen.values() for at in places)}):
                chosen[field] = found
                guessed.append(field)
        elif given:
            chosen[field] = _named(field, given, names)
    if "text" not in chosen and not (follow and "url" in chosen):
        raise InputError(f"no column holds the text; name it: --map text=COLUMN ({_there_are(names)})")
    single = {field: places[0] for field, places in chosen.items() if field != "text"}
    return Columns(names, chosen.get("text", ()), guessed=tuple(guessed), **single)


def looks_like_header(cells: Sequence[str]) -> bool:
    """Whether words are the names of a table's columns: short, one of them known for the text and another for something else."""
    fields = {field for field, names in _NAMES.items() for cell in cells if _plain(cell) in names.split()}
    return "text" in fields and len(fields) > 1 and all(len(cell) <= _LONGEST_NAME for cell in cells)


def _named(field: str, given: str, names: tuple[str, ...]) -> tuple[int, ...]:
    parts = [given] if given in names or field != "text" else [part.strip() for part in given.split("+")]
    return tuple(_place_of(field, part, names) for part in parts)


def _place_of(field: str, name: str, names: tuple[str, ...]) -> int:
    if name in names:
        return names.index(name)
    alike = [at for at, other in enumerate(names) if _plain(other) == _plain(name)]
    if len(alike) == 1:
        return alike[0]
    raise InputError(f"{field}: there is no column {shown(name)} ({_there_are(names)})")


def _guess(field: str, names: tuple[str, ...], taken: set[int]) -> tuple[int, ...]:
    """The first of the known names that the header has; nothing where none is, or where another field has it."""
    plain = [_plain(name) for name in names]
    for known in _NAMES[field].split():
        parts = known.split("+")
        if all(part in plain for part in parts):
            places = tuple(plain.index(part) for part in parts)
            if not taken & set(places):
                return places
    return ()


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _there_are(names: tuple[str, ...]) -> str:
    listed = ", ".join(shown(name) for name in names[:30])
    return f"columns: {listed}{', …' if len(names) > 30 else ''}" if names else "there are no columns"
