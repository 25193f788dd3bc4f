"""What a field of a filter can be completed with: parties, places and publishers that the archive knows, by the beginning of a word, the most frequent first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from diurna.archive.keeping import kept
from diurna.archive.memory.columns import folded
from diurna.archive.memory.counting import counts_of, party_counts
from diurna.archive.memory.loading import memory
from diurna.archive.store import Archive

NAMED = ("party", "place", "publisher")
"""What there are names of."""


@dataclass(frozen=True, slots=True)
class Name:
    """A value for a filter, what it means (a code's country; else the value itself), and how many records have it."""

    value: str
    label: str
    events: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A name, and what is looked at: its words, after a blank each."""

    name: Name
    words: str


def names(archive: Archive, of: str, told: str = "", *, words_of_code: Callable[[str], str]) -> list[Name]:
    """The names of which a word, or that themselves, begin with what was told (in any case), the most frequent first, then by value.

    `words_of_code` tells what the code of a party means. A party counts once for each side of a record that it is on.
    """
    sought = f" {folded(' '.join(told.split()))}"
    known = kept(archive, ("names", of), lambda: _known(archive, of, words_of_code), is_patient=True)
    return [one.name for one in known if sought in one.words]


def _known(archive: Archive, of: str, words_of_code: Callable[[str], str]) -> tuple[_Known, ...]:
    view = memory(archive)
    if of == "party":
        counted = [
            (text, words_of_code(text) if column == "code" else text, int(events))
            for column in ("code", "name")
            for text, events in zip(view.texts(column), party_counts(view, view.live, None, column), strict=False)
            if text and events
        ]
    else:
        counted = [
            (text, text, int(n))
            for text, n in zip(view.texts(of), counts_of(view, view.live, of), strict=False)
            if text and n
        ]
    found = {value: Name(value, label, events) for value, label, events in reversed(counted)}  # a code before a name
    listed = sorted(found.values(), key=_most_first)
    return tuple(_Known(one, folded(f" {one.value} {one.label}")) for one in listed)


def _most_first(one: Name) -> tuple[int, str]:
    return -one.events, one.value
