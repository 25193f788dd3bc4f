"""What a sentence's toponyms are and what they mean: `found.tsv`."""

from __future__ import annotations

import pytest

from diurna.language import Language
from diurna.places import Gazetteer, find_places
from tests.places.tables import rows

_ROWS = rows("found.tsv")


def test_table_has_enough_rows() -> None:
    assert len(_ROWS) + len(rows("acts.tsv")) >= 200


@pytest.mark.parametrize(("sentence", "expected", "why"), _ROWS, ids=[row[0][:60] for row in _ROWS])
def test_places_of_a_sentence(sentence: str, expected: str, why: str, language: Language, gazetteer: Gazetteer) -> None:
    places = find_places(language.parse(sentence), gazetteer)
    found = {
        (place.toponym.span.text, place.where.resolved_place, place.where.country_code or "-", place.where.resolution)
        for place in places
    }
    wanted = []
    for part in [] if expected == "-" else expected.split(" ; "):
        text, _, meaning = part.partition(" = ")
        name, country, resolution = meaning.split(", ")
        wanted.append((text, name, country, resolution))
    for text, name, country, resolution in wanted:
        meant = [f for f in found if _same_words(f[0], text)]
        assert meant, f"{text} is not found ({why}): {found}"
        assert any(f[1] == name and f[2] == country and resolution in {"-", f[3]} for f in meant), (
            f"{text} means {meant} ({why})"
        )
    extra = [f for f in found if not any(_same_words(f[0], w[0]) for w in wanted)]
    if "at least" not in why and "pipeline says so" not in why:
        assert not extra, f"no places ({why}): {extra}"


def _same_words(found: str, wanted: str) -> bool:
    """Whether both name the same place, with or without its designation and article."""
    return found == wanted or found in wanted or wanted in found
