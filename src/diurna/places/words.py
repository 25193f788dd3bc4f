"""The words that steer the finding of places, from `data/words.txt`, and short forms of areas, from `data/abbreviations.tsv`."""

from __future__ import annotations

from functools import cache

from diurna.places.names import fold
from diurna.places.tables import read_table, read_words

COMPASS = {
    "north": 0,
    "northeast": 45,
    "north-east": 45,
    "east": 90,
    "southeast": 135,
    "south-east": 135,
    "south": 180,
    "southwest": 225,
    "south-west": 225,
    "west": 270,
    "northwest": 315,
    "north-west": 315,
    "central": -1,
}
"""Directions in degrees from north, clockwise; -1 for the middle."""


def compass(word: str) -> int | None:
    """The direction of "eastern", "northeast", "north-western", "Upper": None where the word is none."""
    word = word.lower()
    if word in COMPASS:
        return COMPASS[word]
    if word.endswith("ernmost"):
        word = word[: -len("most")]
    return COMPASS.get(word[: -len("ern")]) if word.endswith("ern") else None


@cache
def words() -> dict[str, frozenset[str]]:
    return read_words("words.txt")


@cache
def act_words() -> dict[str, frozenset[str]]:
    return read_words("act_words.txt")


@cache
def happening_words() -> frozenset[str]:
    """Nouns of what happens somewhere: attacks, clashes, sieges, conferences."""
    return act_words()["striking"] | act_words()["taking"] | act_words()["bursting"] | words()["gathering"]


@cache
def designations() -> dict[str, str]:
    """The level that a word gives the name beside it: "province" → "admin1"."""
    sections = words()
    return {word: level for level in ("admin1", "admin2", "place", "water", "land", "site") for word in sections[level]}


@cache
def institutions() -> frozenset[str]:
    return frozenset(fold(name) for name in words()["institutions"])


@cache
def abbreviations() -> dict[str, tuple[str, str, bool]]:
    """Country, area and whether the short form stands alone, by short form as it is written."""
    columns = ("short", "country", "area", "alone")
    return {
        line["short"]: (line["country"], line["area"], line["alone"] == "yes")
        for line in read_table("abbreviations.tsv", columns)
    }
