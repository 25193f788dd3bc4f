"""What the network is told of a word: its pieces, its case and its ending.

The encoder's vocabulary is lower case, so case is given beside the pieces; the ending helps with tags and lemmas.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from zlib import crc32

from tokenizers import Tokenizer

from diurna.errors import LanguageModelError

SUFFIX_ROWS = 4096
SUFFIX_LENGTH = 3
CASE_ROWS = 16
LONGEST_WORD = 40
MOST_PIECES = 12

_SENTENCE_START = 8
_ENDERS = frozenset('.?!:"“')


_QUOTES = {'"': "“”", "'": "‘’"}


def direct_quotes(words: Sequence[str], spaces: Sequence[bool]) -> list[str]:
    """Return the words with typewriter quotes turned into opening or closing ones where the blanks tell which.

    `spaces` tells for each word whether whitespace follows it; the ends of the paragraph count as whitespace. Without
    this the network cannot know whether the quote between two sentences belongs to the first or to the second.
    """
    directed = list(words)
    for i, word in enumerate(words):
        if (pair := _QUOTES.get(word)) is not None:
            blank_before = i == 0 or spaces[i - 1]
            blank_after = i == len(words) - 1 or spaces[i]
            if blank_before != blank_after:
                directed[i] = pair[0] if blank_before else pair[1]
    return directed


@lru_cache(maxsize=50_000)
def case_class(word: str) -> int:
    """Return 0 to 6: lower, Capital, UPPER, mIxed, digits, no letter at the start, one capital letter."""
    first = word[:1]
    if first.isdigit():
        return 4
    if not first.isalpha():
        return 5
    if word.islower():
        return 0
    if len(word) == 1:
        return 6
    if word.isupper():
        return 2
    return 1 if first.isupper() and word[1:].islower() else 3


def case_features(words: Iterable[str]) -> list[int]:
    """Return the case class of each word, raised by 8 where a sentence is likely to begin."""
    features = []
    at_start = True
    for word in words:
        features.append(case_class(word) + (_SENTENCE_START if at_start else 0))
        at_start = word in _ENDERS or (at_start and not word[:1].isalnum())
    return features


@lru_cache(maxsize=50_000)
def suffix_feature(word: str) -> int:
    """Return the row of the word's last three letters in the table of endings."""
    return crc32(word[-SUFFIX_LENGTH:].lower().encode("utf8", "replace")) % SUFFIX_ROWS


class WordPieces:
    """Cuts words into the encoder's pieces and remembers the words it has cut."""

    def __init__(self, tokenizer: Tokenizer, *, most_remembered: int = 200_000) -> None:
        self._tokenizer = tokenizer
        self._most_remembered = most_remembered
        self._remembered: dict[str, tuple[int, ...]] = {}
        self._unknown = _number(tokenizer, "[UNK]")
        self.begin = _number(tokenizer, "[CLS]")
        self.end = _number(tokenizer, "[SEP]")

    def __call__(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the piece numbers of each word: at least one, at most `MOST_PIECES`."""
        remembered = self._remembered
        unseen = sorted({word for word in words if word not in remembered})
        if len(remembered) + len(unseen) > self._most_remembered:
            remembered.clear()
            unseen = sorted(set(words))
        if unseen:
            cut = [word[:LONGEST_WORD].encode("utf8", "replace").decode("utf8") for word in unseen]
            for word, encoding in zip(unseen, self._tokenizer.encode_batch(cut, add_special_tokens=False), strict=True):
                pieces = encoding.ids or [self._unknown]
                if len(pieces) > MOST_PIECES:
                    pieces = [*pieces[: MOST_PIECES - 1], pieces[-1]]
                remembered[word] = tuple(pieces)
        return [remembered[word] for word in words]


def _number(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise LanguageModelError(f"the language model's vocabulary has no piece {piece!r}; install diurna again")
    return number
