"""What stands around an expression and belongs to it: "early", "the second week of", "the night of", "afternoon"."""

from __future__ import annotations

import re

from diurna.dates.grammar.pieces import GAP, NUMBER, UNIT, day_number, number, unit
from diurna.dates.meaning import (
    Day,
    DayOffset,
    DaysOfMonth,
    EveOf,
    Expression,
    FocusUnit,
    Holiday,
    InYear,
    Lasting,
    Later,
    Meaning,
    NthOf,
    NumericDay,
    Portion,
    PortionOf,
    Range,
    Untied,
    Weekday,
)
from diurna.dates.vocabulary import WORDS, alternatives, spelling

_PORTIONS: dict[str, Portion] = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "earlier": "earlier", "later": "later", "end": "end", "close": "end",
    "beginning": "early", "start": "early", "first half": "first-half", "second half": "second-half", "rest": "later",
    "remainder": "later", "latter half": "second-half", "last-day": "last-day", "so far": "earlier", "latter part": "late", "early part": "early",
    "very end": "end", "opening": "early", "first part": "early", "latter": "late",
}  # fmt: skip

_PORTION_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:the{GAP})?(?P<word>early|mid|late|earlier|later|so{GAP}far)(?:{GAP}in{GAP}|{GAP}|-|{GAP}on{GAP})(?:the{GAP})?"
    rf"|(?:the{GAP})?(?P<noun>(?:very{GAP})?end|close|beginning|start|middle|rest|remainder|(?:first|second|latter){GAP}half|"
    rf"(?:latter|early|first){GAP}part){GAP}of{GAP}(?:the{GAP})?)$",
    re.I,
)
_NTH_BEFORE = re.compile(
    rf"\b(?:the{GAP})?(?P<nth>{alternatives(word for word, n in WORDS.ordinals.items() if n <= 12)}|\d{{1,2}}(?:st|nd|rd|th)|last|final|opening){GAP}"
    rf"(?:(?P<n>{NUMBER}|few|several|couple{GAP}of){GAP})?(?P<unit>{UNIT}){GAP}(?:of|in){GAP}(?:the{GAP})?$",
    re.I,
)
_WEEK_OF_BEFORE = re.compile(rf"\b(?:the{GAP})?(?P<which>week|weekend){GAP}of{GAP}$", re.I)
_PART_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:the{GAP})?(?:(?:early|small|pre-dawn){GAP}(?:morning{GAP})?hours|(?:early{GAP}|late{GAP})?(?:morning|afternoon|evening|night)|"
    rf"dawn|dusk|eve){GAP}(?:of|on){GAP}(?:the{GAP})?"
    rf"|(?:late|early|earlier|later|overnight)(?:{GAP}on)?{GAP})$",
    re.I,
)
_PART_AFTER = re.compile(
    rf"(?:['’]s)?,?{GAP}(?:(?:early|late|mid)[- ])?(?:morning|afternoon|evening|night)(?!{GAP}(?:prayers?|club|vision|(?-i:[A-Z])))\b",
    re.I,
)


def with_surroundings(text: str, expression: Expression) -> Expression:
    """An expression with the words around it that say which part of it is meant."""
    start, end, meaning = expression.start, expression.end, expression.meaning
    if isinstance(meaning, (Untied, Lasting, Range)):
        return expression
    left = text[max(0, start - 48) : start]
    if isinstance(meaning, DaysOfMonth):
        around = re.search(rf"\b(?:the{GAP})?(?:weekend|night){GAP}of{GAP}(?:the{GAP})?$", left, re.I)
        return Expression(start=around.start() + start - len(left), end=end, meaning=meaning) if around else expression
    if is_day(meaning):
        return _with_day_part(text, expression)
    match = _PORTION_BEFORE.search(left)
    if match and not isinstance(meaning, PortionOf):
        portion = _PORTIONS[spelling(match["word"] or match["noun"])]
        if portion == "end" and re.search(r"\b(?:by|until|till|before)\s+$", left[: match.start()], re.I):
            portion = "last-day"
        opening = match.start() + start - len(left)
        # "the late 2014 elections": the article belongs to the noun, but the words are still in one piece.
        return Expression(start=opening, end=end, meaning=PortionOf(portion=portion, whole=meaning))
    match = _NTH_BEFORE.search(left)
    if match:
        words = spelling(match["nth"])
        name, times = unit(match["unit"])
        amount = match["n"]
        if amount and spelling(amount) in ("few", "several", "couple of"):
            count = 2 if spelling(amount) == "couple of" else 3
        else:
            count = number(amount) if amount else (3 if match["unit"].lower().endswith("s") else 1)
        n = -1 if words in ("last", "final") else 1 if words == "opening" else day_number(words)
        nth = NthOf(n=n, count=count * times, unit=name, whole=meaning)
        return Expression(start=match.start() + start - len(left), end=end, meaning=nth)
    return expression


def is_day(meaning: Meaning) -> bool:
    return (
        isinstance(meaning, (Day, NumericDay, Weekday, DayOffset, Holiday))
        or (isinstance(meaning, InYear) and is_day(meaning.part))
        or (isinstance(meaning, (FocusUnit, Later)) and meaning.unit == "day")
    )


def _with_day_part(text: str, expression: Expression) -> Expression:
    """A day with "the night of" before it or "afternoon" after it; the eve of a day is the day before."""
    start, end, meaning = expression.start, expression.end, expression.meaning
    after = _PART_AFTER.match(text, end)
    if (after and not isinstance(meaning, DayOffset)) or (
        after and text[start:end].lower() in ("yesterday", "tomorrow")
    ):
        end = after.end()
    left = text[max(0, start - 48) : start]
    week = _WEEK_OF_BEFORE.search(left)
    if week:
        name, _ = unit(week["which"])
        nth = NthOf(n=0, count=1, unit=name, whole=meaning)
        return Expression(start=week.start() + start - len(left), end=end, meaning=nth)
    before = _PART_BEFORE.search(left)
    if before:
        start = before.start() + start - len(left)
        if re.search(r"\beve\b", before[0], re.I):
            meaning = EveOf(whole=meaning)
    return Expression(start=start, end=end, meaning=meaning)
