"""Borders as toponyms: "the Syrian-Turkish border", "the border between India and Pakistan", "the border with Belarus"."""

from __future__ import annotations

from functools import cache

from diurna.language.sentence import Sentence
from diurna.places.gazetteer import Gazetteer
from diurna.places.tables import point, read_table
from diurna.places.values import Entry, Toponym
from diurna.record import Span

_BORDER_WORDS = {"border", "borders", "frontier", "borderline"}
_FURTHEST = 7
"""Tokens on either side of "border" in which its countries are sought."""


@cache
def border_points() -> dict[tuple[str, str], tuple[float, float]]:
    """A point on the border of two neighbours, by their codes in the order of the alphabet."""
    columns = ("first", "second", "lat", "lon")
    return {(line["first"], line["second"]): point("borders.tsv", line) for line in read_table("borders.tsv", columns)}


def find_borders(sentence: Sentence, gazetteer: Gazetteer) -> list[Toponym]:
    """The borders that a sentence names by one or two countries."""
    found: list[Toponym] = []
    for token in sentence.tokens:
        if token.text.lower() in _BORDER_WORDS and token.upos in {"NOUN", "PROPN"}:
            toponym = _before(sentence, token.i, gazetteer) or _after(sentence, token.i, gazetteer)
            if toponym and not (found and found[-1].last >= toponym.first):
                found.append(toponym)
    return found


def _before(sentence: Sentence, at: int, gazetteer: Gazetteer) -> Toponym | None:
    """ "Syrian-Turkish border", "Turkey-Syria border", "Lebanese border", "Poland's border with Belarus"."""
    countries: list[tuple[int, Entry]] = []
    i = at - 1
    possessive = False
    while i >= 0 and at - i <= _FURTHEST:
        text = sentence.tokens[i].text
        country = _country(text, gazetteer)
        if country:
            countries.insert(0, (i, country))
        elif text in {"'s", "’s"}:
            possessive = True
        elif text not in {"-", "–", "—", "/"} and text.lower() not in {
            "northern",
            "southern",
            "eastern",
            "western",
            "common",
            "shared",
            "land",
            "southwestern",
            "southeastern",
        }:
            break
        i -= 1
    if not countries:
        return None
    if len(countries) == 1 and possessive:
        after = _after(sentence, at, gazetteer)
        if after:
            return _border(sentence, countries[0][0], after.last, at, countries[0][1], after.entries[0])
    second = countries[1][1] if len(countries) > 1 else None
    return _border(sentence, countries[0][0], at, at, countries[0][1], second)


def _after(sentence: Sentence, at: int, gazetteer: Gazetteer) -> Toponym | None:
    """ "border between Iran and Iraq", "border with Belarus", "border of Chad and Sudan"."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].text.lower() not in {"between", "with", "of"}:
        return None
    countries: list[tuple[int, Entry]] = []
    i = at + 2
    while i < len(tokens) and i - at <= _FURTHEST:
        country, last = _country_from(sentence, i, gazetteer)
        if country:
            countries.append((last, country))
            i = last
        elif tokens[i].text.lower() not in {
            "and",
            "the",
            "northern",
            "southern",
            "eastern",
            "western",
            "its",
            "neighbouring",
            "neighboring",
        }:
            break
        i += 1
    if not countries:
        return None
    if tokens[at + 1].text.lower() == "with":
        countries = countries[:1]
    second = countries[1][1] if len(countries) > 1 else None
    return _border(sentence, at, countries[:2][-1][0], at, countries[0][1], second)


def _border(sentence: Sentence, first: int, last: int, head: int, one: Entry, other: Entry | None) -> Toponym:
    tokens = sentence.tokens
    return Toponym(
        span=Span(tokens[first].start, tokens[last].end, sentence.quote(first, last)),
        sentence=sentence.index,
        first=first,
        last=last,
        head=head,
        name=sentence.quote(first, last),
        entries=(one,),
        others=(other,) if other else (),
        form="border",
    )


def _country(text: str, gazetteer: Gazetteer) -> Entry | None:
    code = gazetteer.adjectives.get(text.lower()) if text[:1].isupper() else None
    if code:
        return gazetteer.countries[code]
    if not text[:1].isupper():
        return None
    return next((e for e in gazetteer.find(text) if e.table == "countries"), None)


def _country_from(sentence: Sentence, i: int, gazetteer: Gazetteer) -> tuple[Entry | None, int]:
    """The country whose name or adjective begins at token `i`, and its last token."""
    for last in range(min(i + 4, len(sentence.tokens) - 1), i - 1, -1):
        text = sentence.quote(i, last)
        country = _country(text, gazetteer) if sentence.tokens[last].upos != "PUNCT" else None
        if country:
            return country, last
    return None, i
