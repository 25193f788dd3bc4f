"""Finds the time expressions of a text, without tying them to the calendar.

Rules propose; of overlapping proposals the longest counts. Then what stands around an expression is taken in: parts of it
("early", "the second week of"), parts of the day ("the night of", "afternoon"), hours ("5 p.m. Sunday"); last, two expressions
that a "to" or a dash joins become a range.
"""

from __future__ import annotations

import re

from diurna.dates.cues import cues_of
from diurna.dates.grammar import RULES
from diurna.dates.grammar.pieces import GAP, NUMBER, UNIT, number
from diurna.dates.grammar.relative import unit
from diurna.dates.meaning import (
    CurrentUnit,
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
    Months,
    NthOf,
    NumericDay,
    Portion,
    PortionOf,
    Range,
    ShortDecade,
    Untied,
    Weekday,
    Years,
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
    rf"|(?:the{GAP})?(?P<noun>(?:very{GAP})?end|close|beginning|start|middle|rest|remainder|first{GAP}half|second{GAP}half|latter{GAP}half|latter{GAP}part|early{GAP}part|first{GAP}part){GAP}of{GAP}(?:the{GAP})?)$",
    re.I,
)
_NTH_BEFORE = re.compile(
    rf"\b(?:the{GAP})?(?P<nth>{alternatives(word for word, n in WORDS.ordinals.items() if n <= 12)}|last|final|opening){GAP}"
    rf"(?:(?P<n>{NUMBER}|few|several|couple{GAP}of){GAP})?(?P<unit>{UNIT}){GAP}(?:of|in){GAP}(?:the{GAP})?$",
    re.I,
)
_WEEK_OF_BEFORE = re.compile(rf"\b(?:the{GAP})?(?P<which>week|weekend){GAP}of{GAP}$", re.I)
_PART_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:the{GAP})?(?:early{GAP}(?:morning{GAP})?hours|small{GAP}hours|pre-dawn{GAP}hours|(?:early{GAP}|late{GAP})?(?:morning|afternoon|evening|night)|dawn|dusk|eve){GAP}(?:of|on){GAP}(?:the{GAP})?"
    rf"|(?:late|early|earlier|later|overnight)(?:{GAP}on)?{GAP})$",
    re.I,
)
_PART_AFTER = re.compile(
    rf"(?:['’]s)?,?{GAP}(?:(?:early|late|mid)[- ])?(?:morning|afternoon|evening|night)(?!{GAP}(?:prayers?|club|vision|(?-i:[A-Z])))\b",
    re.I,
)
_JOINS_CLOCK = re.compile(rf"^(?:,?{GAP}(?:(?:local{GAP}time|on|of)\b,?{GAP})?)$", re.I)

_JOINER = re.compile(
    rf"^(?:{GAP}?[-–—/]{GAP}?|,?{GAP}(?:and{GAP}again{GAP})?(?P<word>to|through|thru|into|until|till|up{GAP}to|and|or){GAP}(?:the{GAP})?(?:in{GAP}|on{GAP})?)$",
    re.I,
)
_OPENS_RANGE = re.compile(
    rf"\b(?P<word>from|between|for){GAP}(?:the{GAP})?(?:about{GAP}|around{GAP}|late{GAP}|early{GAP})?$", re.I
)

_TIED = (
    Day,
    NumericDay,
    Months,
    Years,
    ShortDecade,
    Weekday,
    Holiday,
    CurrentUnit,
    DayOffset,
    FocusUnit,
    Later,
    PortionOf,
    EveOf,
    InYear,
)


_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


def find_expressions(text: str) -> list[Expression]:
    """The time expressions of `text` in their order, ranges joined. Cheap where a paragraph has no time word."""
    found: list[Expression] = []
    start = 0
    for stop in [*(match.end() for match in _EMPTY_LINE.finditer(text)), len(text)]:
        found.extend(_moved(expression, start) for expression in _in_paragraph(text[start:stop]))
        start = stop
    return found


def _moved(expression: Expression, by: int) -> Expression:
    """The expression counted from `by` characters earlier."""
    meaning = expression.meaning
    if isinstance(meaning, Range):
        meaning = Range(left=_moved(meaning.left, by), right=_moved(meaning.right, by))
    return Expression(start=expression.start + by, end=expression.end + by, meaning=meaning)


def _in_paragraph(text: str) -> list[Expression]:
    cues = cues_of(text)
    if not cues:
        return []
    found = _longest(_proposals(text, cues))
    found = _with_years(text, found)
    found = [_with_surroundings(text, expression) for expression in found]
    return _ranges(text, _short_ranges(text, _with_hours(text, _no_overlap(found))))


def _proposals(text: str, cues: frozenset[str]) -> list[tuple[int, Expression]]:
    """Every match of every rule whose cue is there, with the rule's rank."""
    proposals = []
    for rank, rule in enumerate(RULES):
        if not rule.needs <= cues:
            continue
        for match in rule.pattern.finditer(text):
            meaning = rule.read(match)
            if meaning is not None:
                start = match.start("words") if "words" in rule.pattern.groupindex else match.start()
                end = match.end() - (match[0].endswith(".") and _ends_with_stop(match))
                proposals.append((rank, Expression(start=start, end=end, meaning=meaning)))
    return proposals


def _ends_with_stop(match: re.Match[str]) -> bool:
    """Whether the final full stop of a match ends the sentence rather than an abbreviation ("… last Dec." stays whole)."""
    return not re.search(r"[A-Za-z]\.$", match[0])


def _longest(proposals: list[tuple[int, Expression]]) -> list[Expression]:
    """The longest of overlapping proposals; of equally long ones the earlier rule's."""
    chosen: list[Expression] = []
    for _, one in sorted(proposals, key=lambda item: (item[1].start - item[1].end, item[0], item[1].start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda expression: expression.start)


def _no_overlap(expressions: list[Expression]) -> list[Expression]:
    """Drops what a grown neighbour has taken in."""
    kept: list[Expression] = []
    for one in expressions:
        while kept and kept[-1].start >= one.start:
            kept.pop()
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def _with_surroundings(text: str, expression: Expression) -> Expression:
    """An expression with the words around it that say which part of it is meant."""
    start, end, meaning = expression.start, expression.end, expression.meaning
    if isinstance(meaning, (Untied, Lasting, Range)):
        return expression
    left = text[max(0, start - 48) : start]
    if isinstance(meaning, DaysOfMonth):
        around = re.search(rf"\b(?:the{GAP})?(?:weekend|night){GAP}of{GAP}(?:the{GAP})?$", left, re.I)
        return Expression(start=around.start() + start - len(left), end=end, meaning=meaning) if around else expression
    if _is_day(meaning):
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
        n = -1 if words in ("last", "final") else 1 if words == "opening" else WORDS.ordinals[words]
        nth = NthOf(n=n, count=count * times, unit=name, whole=meaning)
        return Expression(start=match.start() + start - len(left), end=end, meaning=nth)
    return expression


def _is_day(meaning: Meaning) -> bool:
    return (
        isinstance(meaning, (Day, NumericDay, Weekday, DayOffset, Holiday))
        or (isinstance(meaning, InYear) and _is_day(meaning.part))
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


def _with_hours(text: str, expressions: list[Expression]) -> list[Expression]:
    """Hours joined to the day beside them: "5 p.m. Sunday", "Sunday at 5 p.m."."""
    joined: list[Expression] = []
    for one in expressions:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(one)
        elif _is_hour(last) and _JOINS_CLOCK.match(text[last.end : one.start]) and _takes_hour(one):
            joined[-1] = Expression(start=last.start, end=one.end, meaning=one.meaning)
        elif (
            _is_hour(one)
            and _takes_hour(last)
            and re.fullmatch(rf",?{GAP}(?:at{GAP}|around{GAP}|about{GAP})*", text[last.end : one.start])
        ):
            joined[-1] = Expression(start=last.start, end=one.end, meaning=last.meaning)
        else:
            joined.append(one)
    return joined


_TO_YEAR = re.compile(rf"^(?:,?{GAP}(?:(?:of|in){GAP})?(?:the{GAP})?)$", re.I)


def _with_years(text: str, expressions: list[Expression]) -> list[Expression]:
    """A day, month or season joined to the year beside it: "March last year", "May and June in 1981", "5 May of that year"."""
    joined: list[Expression] = []
    for one in expressions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _is_year(one.meaning)
            and _lacks_year(last.meaning)
            and _TO_YEAR.match(text[last.end : one.start])
        ):
            joined[-1] = Expression(start=last.start, end=one.end, meaning=InYear(part=last.meaning, year=one.meaning))
        else:
            joined.append(one)
    return joined


def _is_year(meaning: Meaning) -> bool:
    return (isinstance(meaning, Years) and meaning.kind == "year") or (
        isinstance(meaning, (CurrentUnit, FocusUnit)) and meaning.unit == "year"
    )


def _lacks_year(meaning: Meaning) -> bool:
    match meaning:
        case (
            Day(month=int(), year=None)
            | DaysOfMonth(year=None)
            | Months(year=None, which=None)
            | Holiday(year=None, which=None)
        ):
            return True
        case _:
            return False


_SHORT_END = re.compile(r"[^\S\n]?[-–—/][^\S\n]?(?P<year>\d{2})(?![\d%]|[-./:]\d)")


def _short_ranges(text: str, expressions: list[Expression]) -> list[Expression]:
    """Years whose second is short: "2014-15", "1892 – 94"."""
    found = []
    for one in expressions:
        match = (
            _SHORT_END.match(text, one.end) if isinstance(one.meaning, Years) and one.meaning.kind == "year" else None
        )
        if match and isinstance(one.meaning, Years) and int(match["year"]) > one.meaning.first % 100:
            number_of_year = one.meaning.first // 100 * 100 + int(match["year"])
            end = Expression(
                start=match.start("year"), end=match.end(), meaning=Years(first=number_of_year, last=number_of_year)
            )
            one = Expression(start=one.start, end=end.end, meaning=Range(left=one, right=end))
        found.append(one)
    return found


def _is_hour(expression: Expression) -> bool:
    return expression.meaning == Untied(kind="time-of-day")


def _takes_hour(expression: Expression) -> bool:
    return _is_day(expression.meaning)


def _ranges(text: str, expressions: list[Expression]) -> list[Expression]:
    """Joins two expressions that name the ends of one stretch."""
    joined: list[Expression] = []
    for one in expressions:
        last = joined[-1] if joined else None
        if last is not None and _is_range(text, last, one):
            joined[-1] = Expression(start=last.start, end=one.end, meaning=Range(left=last, right=one))
        else:
            joined.append(one)
    return joined


def _is_range(text: str, left: Expression, right: Expression) -> bool:
    """Whether two neighbours are the ends of a range.

    After "from" and "between" any "to" or "and" does; without, a dash, "to" or "through" between two of a kind, and "and"
    between two that follow each other ("2014 and 2015", "Saturday and Sunday").
    """
    if not isinstance(left.meaning, _TIED) or not isinstance(right.meaning, (*_TIED, DaysOfMonth)):
        return False
    match = _JOINER.match(text[left.end : right.start])
    if not match:
        return False
    opening = _OPENS_RANGE.search(text[max(0, left.start - 24) : left.start])
    word = spelling(match["word"]) if match["word"] else "-"
    if word == "or" or ("/" in match[0] and not isinstance(right.meaning, Years)):
        return False
    if opening and opening["word"].lower() != "for":
        return word != "and" or opening["word"].lower() == "between"
    if word == "and":
        return _follow_each_other(left.meaning, right.meaning)
    if word in ("until", "till", "up to"):
        return _grain(left.meaning) == _grain(right.meaning) and not isinstance(left.meaning, DayOffset)
    return _grain(left.meaning) == _grain(right.meaning) is not None


def _grain(meaning: Meaning) -> str | None:
    """How fine a meaning is, for telling whether two are of a kind."""
    match meaning:
        case Day() | NumericDay() | DaysOfMonth() | Holiday():
            return "day"
        case Weekday() | DayOffset():
            return "weekday"
        case Months() | Years():
            return meaning.kind
        case PortionOf():
            return _grain(meaning.whole)
        case InYear():
            return _grain(meaning.part)
        case _:
            return None


def _follow_each_other(left: Meaning, right: Meaning) -> bool:
    match left, right:
        case Years(kind="year"), Years(kind="year"):
            return right.first == left.last + 1
        case Months(kind="month"), Months(kind="month"):
            return right.first == left.last % 12 + 1 and left.which is None is right.which
        case Weekday(), Weekday():
            return right.weekday == (left.weekday + 1) % 7
        case Day(), Day():
            return left.month == right.month and right.day == left.day + 1
        case _:
            return False
