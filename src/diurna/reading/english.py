"""Whether a text is English.

Lingua (Apache-2.0), which ships its models in its wheel, is asked in its mode of few n-grams: it loads in a fifth of a
second and decides by frequencies alone, so the same text always gives the same answer.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

FEWEST_LETTERS = 40
"""A text of fewer letters is never refused: headlines full of names look like anything."""

LEAST_CHANCE = 0.05
"""English reports of the development sets score above 0.99, other languages 0.00."""

_SAMPLE = 300
"""Characters looked at in each of three places of a long text."""

_LANGUAGES = """
    ENGLISH ALBANIAN ARABIC BOKMAL CHINESE CROATIAN CZECH DANISH DUTCH FINNISH FRENCH GERMAN GREEK HEBREW HINDI
    HUNGARIAN INDONESIAN ITALIAN JAPANESE KOREAN PERSIAN POLISH PORTUGUESE ROMANIAN RUSSIAN SERBIAN SOMALI SPANISH
    SWAHILI SWEDISH TAGALOG TURKISH UKRAINIAN VIETNAMESE
"""
"""Languages of news agencies, one or two of each family: an absent one looks like its neighbour, not like English."""


def foreign_language(text: str) -> str | None:
    """What a text that is not English looks like ("German", "another language"); None for English or few letters."""
    sample = _sample(text)
    if sum(char.isalpha() for char in sample) < FEWEST_LETTERS:
        return None
    chances = _detector().compute_language_confidence_values(sample)
    if any(chance.language.name == "ENGLISH" and chance.value >= LEAST_CHANCE for chance in chances):
        return None
    best = chances[0]
    return best.language.name.capitalize() if best.value >= 0.9 else "another language"


def _sample(text: str) -> str:
    """A text's start, middle and end, so that an English headline or a foreign quotation does not decide."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder  # here: reading a file of failures needs no models

    languages = [getattr(Language, name) for name in _LANGUAGES.split()]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
