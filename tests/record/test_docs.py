"""The page on the record names every key and every value of a fixed set."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from diurna.record import CountKey, Resolution, Stance, Status
from diurna.record.forms import EventForm, InferredDayForm, PartyForm, PlaceForm, QuoteForm, VoiceForm

PAGE = (Path(__file__).parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
FORMS = (EventForm, InferredDayForm, PartyForm, PlaceForm, QuoteForm, VoiceForm)
KEYS = sorted({key for form in FORMS for key in form.__annotations__})
VALUES = sorted({value for values in (CountKey, Resolution, Stance, Status) for value in get_args(values)})


@pytest.mark.parametrize("name", KEYS + VALUES)
def test_the_page_names(name: str) -> None:
    assert f"`{name}`" in PAGE
