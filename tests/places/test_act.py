"""Where an act took place: `acts.tsv`."""

from __future__ import annotations

import pytest

from diurna.language import Language
from diurna.places import Gazetteer, find_places, place_of_act
from tests.places.tables import rows

_ROWS = rows("acts.tsv")


@pytest.mark.parametrize(("text", "act", "expected", "why"), _ROWS, ids=[f"{r[1]}: {r[0][:50]}" for r in _ROWS])
def test_place_of_an_act(
    text: str, act: str, expected: str, why: str, language: Language, gazetteer: Gazetteer
) -> None:
    sentences = language.parse(text)
    places = find_places(sentences, gazetteer)
    sentence, token = next((s, t.i) for s in sentences for t in s.tokens if t.text == act)
    place = place_of_act(sentence, token, places)
    if expected == "-":
        assert place is None, f"{place.toponym.span.text} ({why})" if place else why
    else:
        assert place is not None, why
        assert expected in place.toponym.span.text or place.toponym.span.text in expected, why
