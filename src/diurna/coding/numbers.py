"""Numbers of a sentence, in digits and in words, with what bounds them ("at least 20", "dozens", "between 30 and 40")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diurna.language.sentence import Sentence

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "m": 1_000_000,
    "k": 1000,
    "dozen": 12,
    "score": 20,
}
PLURALS = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 1_000_000}
"""Plurals without a figure: two or more of their kind, the upper end open; "tens of thousands" multiplies them."""
VAGUE = {
    "couple": (2, 2),
    "handful": (3, None),
    "dozen": (12, 12),
    "both": (2, 2),
    "pair": (2, 2),
    "trio": (3, 3),
    "several": (3, None),
}
SINGLE = frozenset({"a", "an"})

# What bounds a number, as the words right before it; the longest that fits counts. The upper end is open after these:
AT_LEAST = (
    "at least", "more than", "over", "no fewer than", "no less than", "not less than", "not fewer than", "upwards of", "upward of", "in excess of",
    "a minimum of", "above", "exceeding", "greater than", "well over", "as many as at least", "beyond",
)  # fmt: skip
# The lower end is open after these. "Nearly" and "almost" name the figure itself.
AT_MOST = (
    "up to",
    "at most",
    "as many as",
    "fewer than",
    "less than",
    "under",
    "no more than",
    "not more than",
    "below",
    "a maximum of",
)
AFTER_OPEN = ("or more", "plus", "and more", "or so more")
RANGE_WORDS = frozenset({"to", "-", "–", "—", "and", "or"})
MONEY = frozenset({"$", "€", "£", "¥", "us$"})
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(k|m|bn)?(\+)?", re.IGNORECASE)
_RANGE = re.compile(r"(\d[\d,]*)[-–—](\d[\d,]*)")
_LETTERS = {"k": 1000, "m": 1_000_000, "bn": 1_000_000_000}


OPENERS = frozenset({"half", *PLURALS, *UNITS, *SINGLE, *VAGUE})
"""The words without digit or hyphen that may open a number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number: tokens `first` to `last` (inclusive, without what bounds it), `low` and `high`, None for an open end.

    `bound` is the first token of the words that bound it ("at least"), `first` where there are none.
    """

    first: int
    last: int
    low: int | None
    high: int | None
    bound: int


def numbers_of(s: Sentence) -> list[Number]:
    """The cardinal numbers of a sentence, in order; years, days of a month and money among them, as only the noun tells them apart."""
    found: list[Number] = []
    i = 0
    while i < len(s.tokens):
        word = s.tokens[i].text.lower()
        if word.isalpha() and word not in OPENERS:  # most words open no number
            i += 1
            continue
        number = _plural(s, i) or _half(s, i) or _range(s, i) or _figure(s, i) or _vague(s, i)
        if number is not None:
            found.append(number)
            i = number.last + 1
        else:
            i += 1
    return found


def is_money_or_share(s: Sentence, number: Number) -> bool:
    """Whether a number counts money or a share: a sign of currency before it, or "%" behind it."""
    before = s.tokens[number.first - 1].text.lower() if number.first else ""
    after = s.tokens[number.last + 1].text.lower() if number.last + 1 < len(s.tokens) else ""
    return (
        before in MONEY
        or after in ("%", "percent", "per")
        or any(sign in s.tokens[number.first].text for sign in "$€£%")
    )


def _word(s: Sentence, i: int) -> str:
    return s.tokens[i].text.lower() if 0 <= i < len(s.tokens) else ""


def _plural(s: Sentence, i: int) -> Number | None:
    """ "dozens", "tens of thousands", "hundreds of thousands"."""
    value = PLURALS.get(_word(s, i))
    if value is None:
        return None
    last = i
    while _word(s, last + 1) == "of" and _word(s, last + 2) in PLURALS:
        value *= PLURALS[_word(s, last + 2)]
        last += 2
    if last == i and value == 10:  # "tens" alone is no number
        return None
    return Number(i, last, 2 * value, None, _bound(s, i)[0])


def _range(s: Sentence, i: int) -> Number | None:
    """ "30-40", "30 to 40", "between 30 and 40", "three or four", "from 10 to 12"."""
    if (joint := _RANGE.fullmatch(s.tokens[i].text)) is not None:
        low, high = (int(part.replace(",", "")) for part in joint.groups())
        return Number(i, i, low, high, i) if low < high else None
    first, last = _cardinal(s, i)
    joint_word, before = _word(s, last + 1), _word(s, i - 1)
    if first is None or joint_word not in RANGE_WORDS or (joint_word == "and" and before != "between"):
        return None
    second, end = _cardinal(s, last + 2)
    if second is None or (joint_word == "to" and s.tokens[last + 2].upos != "NUM"):
        return None
    if second >= 1000 and first < 100:  # "two to three thousand"
        first *= next(scale for scale in (1_000_000, 1000) if second >= scale)
    if not first < second:
        return None
    return Number(i, end, first, second, i - 1 if before in ("between", "from") else i)


def _half(s: Sentence, i: int) -> Number | None:
    """ "half a dozen", "half a million"."""
    if _word(s, i) != "half" or _word(s, i + 1) not in SINGLE or _word(s, i + 2) not in SCALES:
        return None
    value = SCALES[_word(s, i + 2)] // 2
    bound, open_low, open_high = _bound(s, i)
    return Number(i, i + 2, None if open_low else value, None if open_high else value, bound)


def _figure(s: Sentence, i: int) -> Number | None:
    value, last = _cardinal(s, i)
    if value is None:
        return None
    bound, open_low, open_high = _bound(s, i)
    if s.tokens[last].text.endswith("+") or any(_follows(s, last + 1, words) for words in AFTER_OPEN):
        open_high = True
    return Number(i, last, None if open_low else value, None if open_high else value, bound)


def _vague(s: Sentence, i: int) -> Number | None:
    word = _word(s, i)
    if word not in VAGUE or (word in ("couple", "pair") and _word(s, i + 1) not in ("of", "more")):
        return None
    low, high = VAGUE[word]
    if word == "dozen" and _word(s, i - 1) in ("several", "many", "few", "some"):
        return Number(i, i, 24, None, i - 1)
    if word == "several" and _word(s, i + 1) in PLURALS | {"dozen": 12, "hundred": 100, "thousand": 1000}:
        scale = SCALES.get(_word(s, i + 1)) or PLURALS[_word(s, i + 1)]
        return Number(i, i + 1, 2 * scale, None, i)
    first = i - 1 if _word(s, i - 1) in SINGLE else i
    return Number(first, i, low, high, _bound(s, first)[0])


def _bound(s: Sentence, i: int) -> tuple[int, bool, bool]:
    """The first token of the words before token `i` that bound it, and whether the lower or the upper end is open."""
    for length in (4, 3, 2, 1):
        if i - length < 0:
            continue
        words = " ".join(_word(s, k) for k in range(i - length, i))
        if words in AT_LEAST:
            return i - length, False, True
        if words in AT_MOST:
            # "as many as 20" and "up to 20" name the most; "no fewer than" is taken above
            return i - length, True, False
    return i, False, False


def _follows(s: Sentence, i: int, words: str) -> bool:
    parts = words.split()
    return all(_word(s, i + k) == part for k, part in enumerate(parts))


def _cardinal(s: Sentence, i: int) -> tuple[int | None, int]:
    """The number that begins at token `i`, with its last token; (None, i) where none does."""
    value, last = _simple(s, i)
    if value is None:
        return None, i
    total = 0.0
    is_word = s.tokens[i].text[0].isalpha()
    while last + 1 < len(s.tokens):
        following = _word(s, last + 1)
        if following in SCALES and not (following == "score" and s.tokens[last + 1].upos != "NUM"):
            value *= SCALES[following]
            last += 1
        elif (
            is_word
            and following == "and"
            and value >= 100
            and (part := _simple(s, last + 2)[0]) is not None
            and part < 100
            and _in_words(s, last + 2)
        ):
            total, value = total + value, part
            last = _simple(s, last + 2)[1]
        elif value >= 100 and _in_words(s, last + 1) and (part := _simple(s, last + 1)[0]) is not None and part < value:
            total, value = total + value, part
            last = _simple(s, last + 1)[1]
        elif is_word and 20 <= value < 100 and value % 10 == 0 and 0 < UNITS.get(following, 0) < 10:
            value += UNITS[following]
            last += 1
        elif (
            following in ("-", "–")
            and 20 <= value < 100
            and value % 10 == 0
            and 0 < UNITS.get(_word(s, last + 2), 0) < 10
        ):
            value += UNITS[_word(s, last + 2)]
            last += 2
        else:
            break
    return round(total + value), last


def _simple(s: Sentence, i: int) -> tuple[float | None, int]:
    """One token's number, or the "a" of "a hundred"."""
    word = _word(s, i)
    if not word:
        return None, i
    if (digits := _DIGITS.fullmatch(word)) is not None:
        return float(digits[1].replace(",", "")) * _LETTERS.get(digits[2] or "", 1), i
    if word in UNITS:
        if word == "one" and s.tokens[i].upos == "PRON" and not _counts(s, i):
            return None, i
        return UNITS[word], i
    if "-" in word and all(part in UNITS for part in word.split("-")):
        return sum(UNITS[part] for part in word.split("-")), i
    if word in SINGLE and _word(s, i + 1) in ("hundred", "thousand", "million", "dozen"):
        return 1, i
    return None, i


def _in_words(s: Sentence, i: int) -> bool:
    return i < len(s.tokens) and s.tokens[i].text[0].isalpha()


def _counts(s: Sentence, i: int) -> bool:
    """Whether a pronoun "one" counts ("one of the soldiers", "one was killed") and does not stand for somebody ("the one who")."""
    return not any(s.tokens[c].dep in ("det", "amod") for c in s.children[i])
