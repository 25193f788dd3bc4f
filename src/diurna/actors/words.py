"""The words of a phrase, each with the key by which names are looked up.

A key is lower case, without accents, dots or apostrophes: "Côte d'Ivoire" -> "cote divoire", "U.S." -> "us". A hyphen
parts
words, so "Al-Shabaab" and "al Shabaab" are one name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"  # U.S.  D.R.C.
    r"|\d[\d,.]*\d|\d"
    r"|[^\W_]+(?:['’ʼ`´ʻ‘][^\W_]+)*(?:(?<=s)['’](?![^\W_]))?"
    r"|['’]s\b|[,;()&]"
)
_PLAIN = re.compile(r"[A-Za-z -]+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}
)
_DROPPED = str.maketrans("", "", ".'’ʼ`´ʻ‘")
_BRITISH = {
    "defense": "defence",
    "labor": "labour",
    "organization": "organisation",
    "organizations": "organisations",
    "center": "centre",
    "program": "programme",
    "programs": "programmes",
    "neighbor": "neighbour",
    "neighbors": "neighbours",
    "neighboring": "neighbouring",
}
"""American spellings in names, so that either spelling finds either listing."""

_POLITICAL_TAILS = frozenset(
    "led backed supported sponsored funded financed armed trained allied aligned affiliated linked inspired"
    " dominated friendly"
    " occupied annexed hosted mediated brokered imposed organised organized drafted speaking style made owned".split()
)
_POLITICAL_HEADS = frozenset(("anti", "pro", "non", "inter"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase: `start` and `end` count characters of the phrase.

    `is_possessive`: an 's followed, it belongs to neither `text` nor `key`. `is_aside`: part of a hyphenated word
    that says
    what the party is for, against or backed by ("Russian-backed", "anti-government"), so not what it is.
    """

    text: str
    key: str
    start: int
    end: int
    is_possessive: bool = False
    is_aside: bool = False

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_comma(self) -> bool:
        return self.text in ",;()"


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    """The lookup key of one word."""
    lowered = word.lower().translate(_DROPPED)
    if lowered.isascii():
        return _BRITISH.get(lowered, lowered)
    plain = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
    return "".join(character for character in plain if not unicodedata.combining(character))


@lru_cache(maxsize=20_000)
def split_words(phrase: str) -> tuple[Word, ...]:
    """The words of `phrase`; commas, semicolons and brackets are words of their own."""
    words: list[Word] = []
    for match in _WORD.finditer(phrase):
        text = match.group()
        if text in ("'s", "’s") and words:
            last = words[-1]
            words[-1] = Word(last.text, last.key, last.start, last.end, True, last.is_aside)
            continue
        possessive = _POSSESSIVE.search(text)
        if possessive and len(text) > 2:
            text = text[: possessive.start()]
        key = "and" if text == "&" else key_of(text)
        words.append(Word(text, key, match.start(), match.start() + len(text), possessive is not None))
    return tuple(_mark_asides(words, phrase))


def _mark_asides(words: list[Word], phrase: str) -> list[Word]:
    """Mark the parts of "Russian-backed", "anti-government", "US-led"; "ex-president" and "al-Assad" stay as they
    are.
    """
    if "-" not in phrase and "–" not in phrase:
        return words
    at = 0
    while at < len(words):
        last = at
        while last + 1 < len(words) and phrase[words[last].end : words[last + 1].start] in ("-", "–", "‑"):
            last += 1
        if last > at:
            compound = words[at : last + 1]
            if compound[-1].key in _POLITICAL_TAILS or compound[0].key in _POLITICAL_HEADS:
                for i in range(at, last + 1):
                    word = words[i]
                    words[i] = Word(word.text, word.key, word.start, word.end, word.is_possessive, True)
        at = last + 1
    return words


def phrase_key(phrase: str) -> str:
    """The lookup key of a whole name: the keys of its words, parted by blanks."""
    if _PLAIN.fullmatch(phrase):
        return " ".join(_BRITISH.get(word, word) for word in phrase.lower().replace("-", " ").split())
    return " ".join(word.key for word in split_words(phrase) if not word.is_comma)
