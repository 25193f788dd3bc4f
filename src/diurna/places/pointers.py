"""Places named by their kind alone: "the city", "the airfield", "the province" mean the place of that kind named last before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diurna.language.sentence import Sentence
from diurna.places.values import Place, Toponym
from diurna.record import Resolution, Span

_KINDS: dict[str, frozenset[Resolution]] = {
    "city": frozenset({"place"}),
    "town": frozenset({"place"}),
    "village": frozenset({"place"}),
    "capital": frozenset({"place"}),
    "province": frozenset({"admin1", "admin2"}),
    "state": frozenset({"admin1"}),
    "governorate": frozenset({"admin1"}),
    "county": frozenset({"admin2"}),
    "district": frozenset({"admin2"}),
    "region": frozenset({"region", "admin1"}),
    "enclave": frozenset({"region"}),
    "peninsula": frozenset({"region", "admin1"}),
    "country": frozenset({"country"}),
    "border": frozenset({"border"}),
}
_SITES = frozenset(
    {
        "airfield",
        "airport",
        "airbase",
        "base",
        "camp",
        "square",
        "prison",
        "hospital",
        "crossing",
        "plant",
        "bridge",
        "dam",
    }
)
_POINTING = frozenset({"the", "that", "this"})


def find_pointers(sentences: Sequence[Sentence], places: Sequence[Place]) -> list[Place]:
    """The pointers of a report, each with what it points back to, in order; those that point to nothing are left out."""
    found = []
    for sentence in sentences:
        taken = {
            i
            for p in places
            if p.toponym.sentence == sentence.index
            for i in range(p.toponym.first, p.toponym.last + 1)
        }
        for token in sentence.tokens:
            noun = token.text.lower()
            if token.i in taken or noun not in _KINDS and noun not in _SITES or not _points(sentence, token.i):
                continue
            meant = _antecedent(noun, token.start, places)
            if meant:
                found.append(_pointer(sentence, token.i, meant))
    return found


def _points(sentence: Sentence, i: int) -> bool:
    """Whether the noun stands with an article alone: not "the city of Homs", "the Syrian city", "the capital's airport"."""
    words = [sentence.tokens[j] for j in sentence.children[i]]
    if not any(w.dep == "det" and w.text.lower() in _POINTING for w in words):
        return False
    return not any(w.dep in {"compound", "nmod", "nmod:poss", "appos", "amod", "acl:relcl"} and w.i != i for w in words)


def _antecedent(noun: str, before: int, places: Sequence[Place]) -> Place | None:
    """The last place of that kind that is named before a character of the report; of sites only one that has the noun in its name."""
    for place in reversed([p for p in places if p.toponym.span.end <= before]):
        if noun in _SITES:
            if noun in place.toponym.span.text.lower():
                return place
        elif place.where.resolution in _KINDS[noun] and (
            noun != "capital" or place.entry is not None and place.entry.capital
        ):
            return place
    return None


def _pointer(sentence: Sentence, i: int, meant: Place) -> Place:
    token = sentence.tokens[i]
    span = Span(token.start, token.end, token.text)
    toponym = Toponym(
        span=span,
        sentence=sentence.index,
        first=i,
        last=i,
        head=i,
        name=meant.toponym.name,
        entries=meant.toponym.entries,
        form="pointer",
    )
    return Place(toponym=toponym, entry=meant.entry, where=replace(meant.where, span=span))
