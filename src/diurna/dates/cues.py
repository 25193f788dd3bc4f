"""Which kinds of time words a text holds: what spares a sentence without any from every pattern."""

from __future__ import annotations

import re

from diurna.dates.vocabulary import WORDS

_COMMON = frozenset(
    "the day of first new year world war second international night attacks months month civil great one two i ii".split()
)
_WORD = re.compile(r"[a-z]+|\d+")


def _cue_table() -> dict[str, tuple[str, ...]]:
    """Each word with the cues that it gives."""
    cues: dict[str, set[str]] = {}

    def add(cue: str, words: str | list[str]) -> None:
        for word in words.split() if isinstance(words, str) else words:
            cues.setdefault(word, set()).add(cue)

    add("month", list(WORDS.months))
    add("weekday", list(WORDS.weekdays))
    units = ["minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "quarter", "year", "decade"]
    add("unit", units + [f"{word}s" for word in units] + ["century", "centuries"])
    add("quarter", "q h")
    add("deictic", "today tonight tonite yesterday tomorrow overnight morning afternoon evening night day time")
    add("part", "morning afternoon evening")
    add("season", list(WORDS.seasons))
    add("decade", list(WORDS.decades))
    add("set", [f"{word}s" for word in WORDS.weekdays if word.endswith("day")] + ["every", "each"])
    add("clock", "noon midnight midday")
    add("ago", "ago back hence now")
    add("later", "later earlier afterwards afterward after before previously prior advance following since into")
    add("recent", "recent coming ensuing intervening past following later early earlier previous")
    add("which", "past last next this that same coming current upcoming previous following preceding prior subsequent")
    add("century", "century centuries")
    add("part of", "end close beginning start middle rest remainder half turn earlier later early late")
    add("ordinal", "st nd rd th")
    for name in WORDS.holiday_index:
        add("holiday", [_rarest(name)])
    for name in WORDS.periods:
        add("period", [_rarest(name)])
    return {word: tuple(sorted(found)) for word, found in cues.items()}


def _rarest(name: str) -> str:
    """The longest word of a name that does not stand in every report, which is as good a cue as the whole."""
    words: list[str] = _WORD.findall(name)
    return max(words, key=lambda word: (word not in _COMMON and word not in WORDS.weekdays, len(word)))


_TABLE = _cue_table()


def cues_of(text: str) -> frozenset[str]:
    """The cues in `text`: a rule whose cue is missing cannot match. About 10 µs for a sentence."""
    found: set[str] = set()
    digits = False
    for word in set(_WORD.findall(text.lower())):
        if word in _TABLE:
            found.update(_TABLE[word])
        elif word.isdigit():
            digits = True
            if len(word) == 4 and word[0] in "12":
                found.add("year")
    if digits:
        found.update(("number", "clock"))
    return frozenset(found)
