"""Reading the words of a phrase into pieces: countries, organisations, persons, roles, places, prepositions, the rest.

The longest listed name wins, from left to right: "UN Security Council" is one piece, not three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from diurna.actors.directory import Country, Directory, Listing, Organisation
from diurna.actors.persons import Person
from diurna.actors.roles import Role
from diurna.actors.words import Word

PieceKind = Literal[
    "country",
    "organisation",
    "person",
    "role",
    "place",
    "former",
    "shadow",
    "preposition",
    "comma",
    "and",
    "skip",
    "word",
]

_PREPOSITIONS = frozenset(
    "of in from for at to on against with near across by within outside inside under over about around"
    " between among amid"
    " throughout during after before into through off toward towards like including behind beyond".split()
)
_FORMER_STATES = {
    "RUS": (("SUN", date(1991, 12, 25)),),
    "SRB": (("YUG", date(2003, 2, 3)), ("SCG", date(2006, 6, 4))),
    "CZE": (("CSK", date(1992, 12, 31)),),
}
"""States that were governed from the seats of others before, with their last days."""
_RELATIVES = frozenset("who whom whose which that where when as while because".split())
_FORMER = frozenset("former ex onetime erstwhile ousted deposed toppled disgraced late retired outgoing".split()) - {
    "outgoing",
    "late",
}
_SKIPPED = frozenset(
    "the a an this that these those some several many most all both any each every another other no more"
    " less than at least about"
    " around up some few dozens hundreds thousands scores numerous various certain other fellow own such"
    " senior top leading prominent"
    " high ranking veteran current incumbent present acting new newly elected then longtime long time one"
    " two three four five six seven"
    " eight nine ten eleven twelve dozen hundred thousand million billion his her its their our my your"
    " estimated nearly almost"
    " roughly approximately mr mrs ms dr sir dame lord".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `first` to `last` (inclusive) of a phrase, read as one thing. `form` is the listing's, "" for none."""

    kind: PieceKind
    first: int
    last: int
    value: Country | Organisation | Person | Role | str | None = None
    form: str = ""
    is_possessive: bool = False
    is_capital: bool = False


def read_pieces(words: Sequence[Word], directory: Directory, *, day: date | None) -> list[Piece]:
    """The pieces of a phrase in order; each word is in exactly one. `day` chooses among organisations that changed."""
    pieces: list[Piece] = []
    all_upper = sum(len(word.text) for word in words if word.text.isupper()) > 0 and all(
        word.text.isupper() or not word.text.isalpha() for word in words
    )
    at = 0
    while at < len(words):
        word = words[at]
        if word.is_aside:
            last = at
            while last + 1 < len(words) and words[last + 1].is_aside:
                last += 1
            listed = _longest_listing(words, at, directory, day=day, all_upper=all_upper, must_reach=last)
            if listed is None:
                pieces.append(Piece("skip", at, last))
                at = last + 1
                continue
        else:
            listed = _longest_listing(words, at, directory, day=day, all_upper=all_upper, must_reach=at)
        if listed is not None and at and isinstance(listed.value, (Country, str)) and _is_of_no_country(words, at):
            is_name = words[at - 1].key != "ethnic"
            listed = Piece("word", at, listed.last, words[at].key, "", words[listed.last].is_possessive, is_name)
        piece = listed or _misspelt_country(words, at, directory) or _plain_piece(words, at)
        pieces.append(piece)
        at = piece.last + 1
    return pieces


def _is_of_no_country(words: Sequence[Word], at: int) -> bool:
    """Whether the word before makes a country's adjective something else: "ethnic Albanians", "Abu Jandal
    al-Kuwaiti".
    """
    before = words[at - 1]
    return before.key == "ethnic" or (before.key in ("al", "el", "ul") and at > 1 and not before.text.isupper())


def _misspelt_country(words: Sequence[Word], at: int, directory: Directory) -> Piece | None:
    """A country's name or adjective with two letters swapped ("Kazahks") or one left out ("Afganistan")."""
    word = words[at]
    if not word.is_capital or len(word.key) < 6:
        return None
    for i in range(1, len(word.key) - 1):
        swapped = word.key[:i] + word.key[i + 1] + word.key[i] + word.key[i + 2 :]
        if swapped == word.key:
            continue
        for listing in directory.listings(swapped):
            if isinstance(listing.value, Country):
                return Piece("country", at, at, listing.value, listing.form, word.is_possessive, True)
    for listing in directory.misspelt(word.key):
        return Piece("country", at, at, listing.value, listing.form, word.is_possessive, True)
    return None


def _plain_piece(words: Sequence[Word], at: int) -> Piece:
    word = words[at]
    kind: PieceKind = "word"
    if word.is_comma:
        kind = "comma"
    elif word.key in _PREPOSITIONS:
        kind = "preposition"
    elif word.key == "and":
        kind = "and"
    elif word.key in _RELATIVES:
        kind = "comma" if at else "skip"
    elif word.key in _FORMER:
        kind = "former"
    elif word.key == "shadow":
        kind = "shadow"
    elif word.key in _SKIPPED or word.text[:1].isdigit():
        kind = "skip"
    return Piece(kind, at, at, word.key, "", word.is_possessive, word.is_capital)


def _longest_listing(
    words: Sequence[Word], at: int, directory: Directory, *, day: date | None, all_upper: bool, must_reach: int
) -> Piece | None:
    most = min(directory.longest(words[at].key), len(words) - at)
    for length in range(most, must_reach - at, -1):
        last = at + length - 1
        inner = words[at:last]
        if any(word.is_possessive or word.is_comma for word in inner) and not _is_listed_possessive(inner):
            continue
        listings = directory.listings(" ".join(word.key for word in words[at : last + 1]))
        if not listings:
            continue
        listing = _choose(listings, words[at : last + 1], day=day, all_upper=all_upper)
        if listing is None or (isinstance(listing.value, Person) and _is_part_of_name(words, at, last, directory)):
            continue
        if isinstance(listing.value, Role) and _cuts_a_name(words, at, last, directory):
            continue
        if listing.form == "seat" and day is not None:
            listing = _seat_on(listing, day, directory)
        return Piece(
            _kind_of(listing), at, last, listing.value, listing.form, words[last].is_possessive, words[at].is_capital
        )
    return None


def _seat_on(listing: Listing, day: date, directory: Directory) -> Listing:
    """A seat of government as that of the state which it was on a day: Moscow was the Soviet Union's."""
    assert isinstance(listing.value, Country)
    for code, last in _FORMER_STATES.get(listing.value.code, ()):
        if day <= last and code in directory.countries:
            return Listing("seat", directory.countries[code], listing.cased)
    return listing


def _is_part_of_name(words: Sequence[Word], first: int, last: int, directory: Directory) -> bool:
    """Whether a listed person's name goes on: "Juan Carlos Jobet" is not "Juan Carlos"."""
    if words[last].is_possessive or last + 1 >= len(words):
        return False
    following = words[last + 1]
    return (
        following.is_capital
        and not following.is_comma
        and not following.text.isupper()
        and not directory.longest(following.key)
    )


def _cuts_a_name(words: Sequence[Word], first: int, last: int, directory: Directory) -> bool:
    """Whether a role ends inside a listed name: "opposition movement" in "the opposition Movement for Democratic
    Change".
    """
    for start in range(first + 1, last + 1):
        if not words[start].is_capital or words[first].is_capital:
            continue
        most = min(directory.longest(words[start].key), len(words) - start)
        for length in range(most, last - start + 1, -1):
            key = " ".join(word.key for word in words[start : start + length])
            if any(isinstance(listing.value, Organisation) for listing in directory.listings(key)):
                return True
    return False


def _is_listed_possessive(inner: Sequence[Word]) -> bool:
    """An 's inside a name is part of it ("People's Party"): keys drop it, so only a comma forbids."""
    return not any(word.is_comma for word in inner)


def _kind_of(listing: Listing) -> PieceKind:
    if isinstance(listing.value, Country):
        return "country"
    if isinstance(listing.value, Organisation):
        return "organisation"
    if isinstance(listing.value, Person):
        return "person"
    return "role" if isinstance(listing.value, Role) else "place"


def _choose(listings: Sequence[Listing], words: Sequence[Word], *, day: date | None, all_upper: bool) -> Listing | None:
    fitting = [listing for listing in listings if _is_cased(listing, words, all_upper=all_upper)]
    if not fitting:
        return None
    dated = [listing for listing in fitting if not isinstance(listing.value, Organisation) or listing.value.covers(day)]
    persons = [listing for listing in dated if isinstance(listing.value, Person)]
    if len(persons) > 1 and day is not None:
        # Two persons of one name: who holds an office on the day is meant.
        holding = [
            listing for listing in persons if isinstance(listing.value, Person) and listing.value.holds_office(day)
        ]
        dated = [listing for listing in dated if listing not in persons or listing in (holding or persons)]
    return (dated or fitting)[0]


def _is_cased(listing: Listing, words: Sequence[Word], *, all_upper: bool) -> bool:
    if listing.cased == "any":
        return True
    if listing.cased == "upper":
        return all(word.text.isupper() for word in words)
    # "al-Qaida", "de Gaulle": a particle may be small where a later word is not.
    return (
        words[0].is_capital
        or words[0].text[:1].isdigit()
        or (len(words) > 1 and words[0].key in _PARTICLES and words[1].is_capital)
    )


_PARTICLES = frozenset("al el de da van von bin ibn ul ad as ash the den der".split())
