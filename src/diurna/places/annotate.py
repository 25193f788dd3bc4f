"""Every toponym of a report with what it means, parties' names included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diurna.language.sentence import Sentence
from diurna.places.evidence import country_adjectives
from diurna.places.find import find_again, find_toponyms
from diurna.places.gazetteer import Gazetteer
from diurna.places.pointers import find_pointers
from diurna.places.relations import between
from diurna.places.resolve import resolve_toponyms
from diurna.places.values import Place


def find_places(sentences: Sequence[Sentence], gazetteer: Gazetteer, *, hints: Iterable[str] = ()) -> list[Place]:
    """The places of a report, in order; `hints` are countries (alpha-3) of the publisher and the dateline."""
    first = [find_toponyms(sentence, gazetteer) for sentence in sentences]
    names = {t.span.text: t.entries for found in first for t in found if t.first == t.last and t.entries}
    toponyms = [
        toponym
        for sentence, found in zip(sentences, first, strict=True)
        for toponym in find_again(sentence, names, found)
    ]
    return resolve_toponyms(
        toponyms,
        gazetteer=gazetteer,
        adjectives=country_adjectives(sentences, gazetteer),
        hints=hints,
        texts=between(toponyms, sentences),
    )


def find_event_places(sentences: Sequence[Sentence], gazetteer: Gazetteer, *, hints: Iterable[str] = ()) -> list[Place]:
    """The places of a report with those that "the city", "the airfield" point back to, in order: what `place_of_act` chooses from."""
    named = find_places(sentences, gazetteer, hints=hints)
    return sorted((*named, *find_pointers(sentences, named)), key=lambda place: place.toponym.span)


def annotate_places(
    text: str, sentences: Sequence[Sentence], gazetteer: Gazetteer, *, hints: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """The places of a report as `diurna annotate` writes them; `start` and `end` count characters of `text`."""
    found = []
    for place in find_places(sentences, gazetteer, hints=hints):
        span, where = place.toponym.span, place.where
        found.append(
            {
                "start": span.start,
                "end": span.end,
                "text": text[span.start : span.end],
                "name": where.resolved_place,
                "lat": where.latitude,
                "lon": where.longitude,
                "geonameid": where.geonameid,
                "country_code": where.country_code,
                "resolution": where.resolution,
            }
        )
    return found
