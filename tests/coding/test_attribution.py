"""Who vouches for a record where somebody's word is relayed by another."""

from __future__ import annotations

import pytest

from diurna.coding import Coder
from diurna.record import Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(
    ("text", "trigger", "voices"),
    [
        # An act done by saying is its speaker's own; who relays him vouches.
        ("Turkey is ready to help Ukraine, Erdogan said.", "ready", ["Erdogan"]),
        ("Erdogan said he was ready to help Ukraine, the foreign ministry said.", "ready", ["foreign ministry"]),
        # A fact has its speaker for a voice.
        ("Rebels attacked a Kenyan base, the army said.", "attacked", ["army"]),
    ],
)
def test_voices(coder: Coder, text: str, trigger: str, voices: list[str]) -> None:
    (event,) = (e for e in coder.code(Report.from_text(text)) if e.trigger.text == trigger)
    assert [v.span.text for v in event.attribution] == voices
