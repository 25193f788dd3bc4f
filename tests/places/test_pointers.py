"""What "the city" and "the airfield" point back to."""

from __future__ import annotations

import pytest

from diurna.language import Language
from diurna.places import Gazetteer, annotate_places, find_event_places, place_of_act


@pytest.mark.parametrize(
    ("text", "act", "expected", "why"),
    [
        (
            "Rebels entered Mosul on Monday. Ten people were killed in the city.",
            "killed",
            "Mosul",
            "the town named last",
        ),
        ("The army left Homs for Hama. Shops were looted in the town.", "looted", "Hama", "the last of two"),
        ("Fighting broke out in Helmand. Two soldiers died in the province.", "died", "Helmand", "an area"),
        (
            "Troops are based at Bagram air base. A rocket exploded at the base.",
            "exploded",
            "Bagram Air Base",
            "a site",
        ),
        ("The protests began in Kenya. Hundreds were arrested across the country.", "arrested", "Kenya", "a country"),
        (
            "Rebels hold Goma. Ten people died in the city of Bukavu.",
            "died",
            "Bukavu",
            "a city with its name is no pointer",
        ),
        ("The talks failed. Ten people were killed in the city.", "killed", None, "nothing to point back to"),
        ("Kenya sent troops. Ten people were killed in the city.", "killed", None, "nothing of that kind"),
    ],
)
def test_pointer_back_to_a_place(
    text: str, act: str, expected: str | None, why: str, language: Language, gazetteer: Gazetteer
) -> None:
    sentences = language.parse(text)
    sentence, token = next((s, t.i) for s in sentences for t in s.tokens if t.text == act)
    place = place_of_act(sentence, token, find_event_places(sentences, gazetteer))
    assert (place and place.where.resolved_place) == expected, why
    if place:
        span = place.where.span
        assert span is not None
        assert text[span.start : span.end] == span.text


def test_annotation_has_no_pointers(language: Language, gazetteer: Gazetteer) -> None:
    text = "Rebels entered Mosul. Ten people were killed in the city."
    assert [p["text"] for p in annotate_places(text, language.parse(text), gazetteer)] == ["Mosul"]
