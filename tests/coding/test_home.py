"""Peoples of several states: the table, and whose they are in a sentence."""

from __future__ import annotations

from functools import lru_cache

import pytest

from diurna.coding import Coder
from diurna.coding.home import peoples
from diurna.ontology.conformity import country_codes
from diurna.record import Report


def test_every_people_has_states_that_exist() -> None:
    for people, states in peoples().items():
        assert states and set(states) <= country_codes(), people


@lru_cache(maxsize=1)
def coder() -> Coder:
    return Coder(min_confidence=0)


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Hutu rebels attacked a barracks in Burundi.", "Hutu rebels", "BDI"),
        ("Hutu rebels attacked a barracks in Rwanda.", "Hutu rebels", "RWA"),
        ("Kurdish fighters captured a town in northern Syria.", "Kurdish fighters", "SYR"),
        ("Kurdish guerrillas shot two Turkish soldiers.", "Kurdish guerrillas", "TUR"),
        ("Norwegian doctors treated wounded civilians in Gaza.", "wounded civilians", "PSE"),
        ("The Turkish government banned a newspaper.", "newspaper", "TUR"),
        ("Muslim hackers attacked a bank.", "Muslim hackers", "ISM"),
        ("World leaders condemned Sudan.", "World leaders", None),
    ],
)
def test_whose_a_nameless_group_is(text: str, words: str, code: str | None) -> None:
    events = coder().code(Report.from_text(text))
    told = {e.span.text: e.code for event in events for e in (*event.actors, *event.recipients) if e.span}
    assert told.get(words, "nobody") == code
