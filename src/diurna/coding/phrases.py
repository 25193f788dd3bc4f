"""Words and phrases of a table found in a sentence, as they stand and as lemmas."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from diurna.language.sentence import Sentence

LONGEST = 4
"""Words of the longest phrase of a table."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a table and its tokens, `last` inclusive."""

    words: str
    first: int
    last: int


def phrases_in(s: Sentence, known: Collection[str], openers: Collection[str]) -> Iterator[Phrase]:
    """The phrases of a sentence that are `known`, every one of overlapping ones; `openers` are the first words of them all.

    A phrase may stand as it is ("general assembly") or in lemmas ("human rights": "human right"); where it is both it comes twice.
    """
    for words in ([t.lemma.lower() for t in s.tokens], [t.text.lower() for t in s.tokens]):
        for i, word in enumerate(words):
            if word not in openers:
                continue
            for j in range(i + 1, min(i + LONGEST, len(words)) + 1):
                phrase = " ".join(words[i:j])
                if phrase in known:
                    yield Phrase(phrase, i, j - 1)


def openers_of(phrases: Collection[str]) -> frozenset[str]:
    """The first words of phrases."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in phrases)
