"""The pieces that patterns are built from, and what a rule is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from diurna.dates.interval import Unit
from diurna.dates.meaning import Meaning
from diurna.dates.vocabulary import WORDS, alternatives, spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A way of saying when: `needs` are the cues (see `cues.py`) without which the pattern is not tried.

    `read` gives the meaning of a match, None where the words turn out to be no time expression.
    """

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Meaning | None]


def rule(
    name: str, needs: str, pattern: str, read: Callable[[re.Match[str]], Meaning | None], flags: int = re.I
) -> Rule:
    """A rule whose pattern ignores case unless `flags` says otherwise; `needs` lists cues with a plus between."""
    return Rule(name=name, needs=frozenset(needs.split("+")), pattern=re.compile(pattern, flags), read=read)


GAP = r"(?:[^\S\n]+|[^\S\n]*\n(?![^\S\n]*\n)[^\S\n]*)"
"""Blanks, or one line break: an expression never crosses an empty line."""


def _cased(words: Iterable[str]) -> str:
    """The words capitalised or in capitals, not in small letters."""
    known = list(words)
    return f"{alternatives(word.capitalize() for word in known)}|{alternatives(word.upper() for word in known)}"


_unguarded = [
    word for word, n in WORDS.months.items() if word not in WORDS.short_months and n not in WORDS.guarded_months
]
_guarded = [word for word, n in WORDS.months.items() if word not in WORDS.short_months and n in WORDS.guarded_months]
_short = sorted(WORDS.short_months)
FULL_MONTH = rf"(?:{alternatives(_unguarded)}|{_cased(_guarded)})"
_SHORT_MONTH = rf"(?:{_cased(_short)})(?![A-Za-z])\.?"
MONTH = rf"(?:(?:(?i:{alternatives(_unguarded)})|{_cased(_guarded)})(?![A-Za-z])|{_SHORT_MONTH})"
"""A month, whole or short; capitals are needed where the word means something else ("may", "march", "mar")."""

_full_days = [word for word in WORDS.weekdays if word.endswith("day")]
_short_days = [word for word in WORDS.weekdays if not word.endswith("day")]
FULL_WEEKDAY = rf"(?:{alternatives(_full_days)})"
WEEKDAY = rf"(?:(?i:{alternatives(_full_days)})(?![A-Za-z])|(?:{_cased(_short_days)})(?![A-Za-z])\.?)"

DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
LEFT = r"(?<![\w$€£¥#%])(?<!\d[.,:/])"
"""Where a number may begin: not inside another, nor after a currency sign."""
COUNTED = rf"(?:{alternatives(WORDS.counted)})\b"
YEAR = r"[12]\d{3}(?!\d|[.,:]\d|[A-Za-z%])"
"""A year of four digits."""
SHORT_YEAR = r"['’]\d{2}(?!\d)"
OLD_YEAR = r"\d{3}(?=\s*(?:[),;.\]]|$))(?![.,]\d)"
"""A year of three digits; only where nothing is counted by it."""

ORDINAL_DAY = alternatives(word for word, n in WORDS.ordinals.items() if n <= 31)
_TENS = [word for word, n in WORDS.numbers.items() if 20 <= n <= 90 and n % 10 == 0 and "-" not in word]
_ONES = [word for word, n in WORDS.numbers.items() if 1 <= n <= 9 and word not in ("a", "an")]
_OTHERS = [word for word in WORDS.numbers if "-" not in word and word not in _TENS]
_NUMBER_WORD = rf"(?:{alternatives(_OTHERS)})\b(?!-(?:{alternatives(_ONES)})\b)|(?:{alternatives(_TENS)})(?:-(?:{alternatives(_ONES)}))?\b"
NUMBER = rf"(?:\d{{1,3}}(?![\d]|[.,]\d)|{_NUMBER_WORD})"
"""A number of up to three digits, or in words up to ninety-nine."""
UNIT = r"(?:minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur(?:y|ie))s?"


def number(word: str) -> int:
    """A number in digits or words."""
    key = spelling(word)
    return int(key) if key.isdigit() else WORDS.numbers[key]


def month(word: str) -> int:
    return WORDS.months[spelling(word)]


def weekday(word: str | None) -> int | None:
    return None if word is None else WORDS.weekdays[spelling(word)]


def year(digits: str | None) -> int | None:
    """The year of "2014", "420" or "'98"; short years lie between 1950 and 2049."""
    if digits is None:
        return None
    if digits[0] in "'’":
        short = int(digits[1:])
        return short + (1900 if short >= 50 else 2000)
    return int(digits)


def day_number(word: str) -> int:
    """The day of "3", "03", "3rd" or "third"."""
    key = spelling(word)
    if key in WORDS.ordinals:
        return WORDS.ordinals[key]
    return int(re.sub(r"\D", "", key))


def before(match: re.Match[str], length: int = 24) -> str:
    """The text just before a match."""
    return match.string[max(0, match.start() - length) : match.start()]


def after(match: re.Match[str], length: int = 24) -> str:
    """The text just after a match."""
    return match.string[match.end() : match.end() + length]


_UNITS: dict[str, tuple[Unit, int]] = {"night": ("day", 1), "fortnight": ("week", 2), "centurie": ("century", 1)}


def unit(word: str) -> tuple[Unit, int]:
    """The unit of "weeks" (week, 1) or "fortnight" (week, 2)."""
    name = spelling(word).removesuffix("s")
    return _UNITS.get(name) or (name, 1)  # type: ignore[return-value]
