"""Times told from the day of publication or from what was told before: "yesterday", "last week", "two days later"."""

from __future__ import annotations

import re

from diurna.dates.grammar.pieces import (
    FULL_WEEKDAY,
    GAP,
    MONTH,
    NUMBER,
    UNIT,
    WEEKDAY,
    Rule,
    after,
    before,
    number,
    rule,
    unit,
    weekday,
)
from diurna.dates.interval import Unit
from diurna.dates.meaning import (
    Ago,
    CurrentUnit,
    DayOffset,
    FocusUnit,
    Later,
    Meaning,
    NthOf,
    PortionOf,
    Untied,
    Weekday,
    Window,
)
from diurna.dates.vocabulary import WORDS, alternatives, spelling

"""Words that are measured in another unit, with how many of it they are."""
_VAGUE = alternatives(WORDS.vague_numbers)


def _amount(match: re.Match[str]) -> tuple[int, Unit] | None:
    """How many of which unit; None where nobody can count them."""
    name, times = unit(match["unit"])
    words = match["n"]
    if words is None or re.fullmatch(_VAGUE, " ".join(words.lower().split())):
        return None
    return number(words) * times, name


_OFFSETS = {
    "today": (0, 0), "tonight": (0, 0), "tonite": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1), "last night": (-1, -1),
    "overnight": (-1, 0), "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0), "earlier today": (0, 0),
    "later today": (0, 0), "the day before yesterday": (-2, -2), "the day after tomorrow": (2, 2), "earlier in the day": (0, 0),
    "later in the day": (0, 0), "good morning": (0, 0), "good afternoon": (0, 0), "good evening": (0, 0),
    "the time of writing": (0, 0), "the time of publication": (0, 0), "the time of going to press": (0, 0),
}  # fmt: skip


def _offset(match: re.Match[str]) -> Meaning | None:
    word = spelling(match["words"])
    if re.match(r"['’]s\s+(?:world|youth|generation|society|technology)", after(match)) or re.search(
        r"\bUSA\s$", before(match)
    ):
        return None
    if word in ("earlier in the day", "later in the day"):
        return FocusUnit(unit="day", which=0, or_now=True)
    first, last = _OFFSETS[word]
    return DayOffset(first=first, last=last)


_WHICH = {
    "last": -1, "next": 1, "this": 0, "this past": -1, "this coming": 1, "the past": -1, "the coming": 1, "the current": 0, "the last": -1,
    "this very": 0, "the previous": -1, "current": 0, "coming": 1, "upcoming": 1, "the upcoming": 1, "past": -1, "previous": -1,
}  # fmt: skip
_CURRENT = ("last", "next", "this", "this past", "this coming", "the current", "this very", "the coming")


def _current(match: re.Match[str]) -> Meaning | None:
    name, times = unit(match["unit"])
    which = _WHICH[spelling(match["which"])]
    if times != 1 or (name in ("minute", "hour", "century") and which == 0):
        return Untied(kind="vague")
    if name == "day":
        return Untied(kind="vague") if which else FocusUnit(unit="day", which=0)
    return CurrentUnit(unit=name, which=which)


def _window(match: re.Match[str]) -> Meaning | None:
    if re.search(r"\b(?:will|would|to|could|may|might|can|not|did|should|must)\s+$", before(match), re.I):
        return None  # "will last 30 days"
    amount = _amount(match)
    sign = 1 if spelling(match["which"]).split()[-1] in ("next", "coming", "following") else -1
    if match["n"] is None:
        name, times = unit(match["unit"])
        if match["unit"].lower().endswith("s"):
            return Untied(kind="vague")
        if spelling(match["which"]).split()[-1] in ("previous", "following"):
            return FocusUnit(unit=name, which=sign * times)
        # "the next week" is told from what came before, "over the next week" from publication; "the past week" always is.
        if sign > 0 and not re.search(r"\b(?:over|in|during|within|for|throughout|across)\s+$", before(match), re.I):
            return FocusUnit(unit=name, which=1)
        if name in ("day", "weekend"):
            return CurrentUnit(unit="weekend", which=sign) if name == "weekend" else FocusUnit(unit="day", which=sign)
        return Window(n=sign * times, unit=name)
    if amount is None:
        return Untied(kind="vague")
    return Window(n=sign * amount[0], unit=amount[1])


def _vague(match: re.Match[str]) -> Meaning:
    return Untied(kind="vague")


def _set(match: re.Match[str]) -> Meaning:
    return Untied(kind="set")


def _weekend(match: re.Match[str]) -> Meaning:
    return CurrentUnit(unit="weekend", which=0)


_AGO_GRAINS: dict[str, Unit] = {"today": "day", "to the day": "day", "this week": "week", "this month": "month"}


def _ago(match: re.Match[str]) -> Meaning | None:
    amount = _amount(match)
    if amount is None:
        return Untied(kind="vague")
    sign = -1 if match["way"].lower() in ("ago", "back", "beforehand") else 1
    n, name = amount
    if match["half"] and name == "year":
        n, name = 12 * n + 6, "month"
    to = match.groupdict().get("to")
    return Ago(n=sign * n, unit=name, grain=_AGO_GRAINS[spelling(to)] if to else None)


_EVENT = re.compile(
    r"\s+(?:the|a|an|his|her|its|their|that|this|he|she|it|they|being|[A-Z][a-z]+|[a-z]+ing|we|our|my|of|in|advance)\b"
)


def _hours_later(match: re.Match[str]) -> Meaning:
    """ "hours later": still the day that was told last."""
    return FocusUnit(unit="day", which=0)


def _later(match: re.Match[str]) -> Meaning | None:
    way = spelling(match["way"])
    amount = _amount(match)
    if amount is None:
        return Untied(kind="vague")
    counted_from_event = way in ("after", "before", "prior to", "since", "following", "in advance of", "from", "into")
    if counted_from_event and _EVENT.match(after(match)):
        return Untied(kind="duration")
    if way in ("since", "from", "into", "following"):
        return None
    return Later(
        n=-amount[0] if way in ("earlier", "before", "previously", "prior", "prior to") else amount[0], unit=amount[1]
    )


_FOCUS = {
    "that": 0, "that same": 0, "the same": 0, "that very": 0, "the very same": 0, "the following": 1, "the next": 1, "the previous": -1,
    "the preceding": -1, "the prior": -1, "the subsequent": 1, "next": 1, "following": 1,
}  # fmt: skip


def _focus(match: re.Match[str]) -> Meaning | None:
    name, times = unit(match["unit"])
    which = _FOCUS[spelling(match["which"])]
    if times != 1 or name in ("minute", "hour"):
        return Untied(kind="vague")
    if re.match(r"['’-]?\s?(?:time|long)\b", after(match)):
        return None
    return FocusUnit(unit=name, which=which)


def _focus_part(match: re.Match[str]) -> Meaning:
    return FocusUnit(unit="day", which=_FOCUS[spelling(match["which"])])


def _day_before(match: re.Match[str]) -> Meaning | None:
    name, _ = unit(match["unit"])
    if name in ("minute", "hour"):
        return None
    which = -1 if match["way"].lower() in ("before", "earlier") else 1
    following = after(match)
    if _EVENT.match(following):
        return Untied(kind="duration")
    return FocusUnit(unit=name, which=which)


_WEEKDAY_WHICH = {
    "last": -1,
    "next": 1,
    "this": 0,
    "this past": -1,
    "this coming": 1,
    "the previous": -1,
    "the following": 2,
    "the next": 2,
    "the": None,
    "a": None,
    "past": -1,
}


def _weekday(match: re.Match[str]) -> Meaning | None:
    word, left, right = match["weekday"], before(match), after(match)
    day = weekday(word)
    assert day is not None
    previous = re.search(r"([\w-]+)\s+$", left)
    if previous and previous[1].lower() in WORDS.weekday_not_after[day]:
        return None
    if re.match(rf"\s+(?:{alternatives(WORDS.weekday_not_before)})\b", right) or re.search(
        r"(?:Mail on|Independent on|Man)\s+$", left
    ):
        return None
    if spelling(word) not in (name for name in WORDS.weekdays if name.endswith("day")) and not re.match(
        r"[.,]?\s+(?:\d|night|morning|afternoon|evening)|[)\].,]|$", right
    ):
        return None
    which = match["which"]
    words = spelling(which) if which else None
    return Weekday(weekday=day, which=_WEEKDAY_WHICH[words] if words else None)


_WEEKS = {"last": -1, "this": 0, "next": 1, "the previous": -1, "the following": 1}


def _weekday_of_week(match: re.Match[str]) -> Meaning:
    day = weekday(match["weekday"])
    assert day is not None
    return Weekday(weekday=day, weeks=_WEEKS[spelling(match["which"])])


_INNER = {"end": "end", "close": "end", "beginning": "early", "start": "early", "middle": "mid", "rest": "later", "remainder": "later",
          "first half": "first-half", "second half": "second-half", "turn": "turn"}  # fmt: skip


def _portion_of_unit(match: re.Match[str]) -> Meaning | None:
    """ "the end of the year", "earlier in the week", "so far this year": told from publication."""
    name, _ = unit(match["unit"])
    if name in ("minute", "hour", "day"):
        return None
    words = spelling(match["portion"])
    whole = CurrentUnit(unit=name, which=0)
    if words == "turn":
        return Untied(kind="vague")
    portion = _INNER.get(words, words)
    if portion == "end" and re.search(r"\b(?:by|until|till|before)\s+$", before(match), re.I):
        portion = "last-day"
    return PortionOf(portion=portion, whole=whole)  # type: ignore[arg-type]


def _nth_of_unit(match: re.Match[str]) -> Meaning | None:
    name, _ = unit(match["unit"])
    whole, _ = unit(match["whole"])
    words = spelling(match["nth"])
    count = number(match["n"]) if match["n"] else 1
    return NthOf(
        n=-1 if words == "last" else WORDS.ordinals[words],
        count=count,
        unit=name,
        whole=CurrentUnit(unit=whole, which=0),
    )


_AMOUNT = rf"(?P<n>{NUMBER}|{_VAGUE})"
_LONG = rf"(?:(?:full|whole|short|long|more){GAP})?"
_PORTION = rf"(?P<portion>end|close|beginning|start|middle|rest|remainder|first{GAP}half|second{GAP}half|turn)"
_SPAN = r"(?P<unit>week|month|quarter|year|decade|century)"


RULES: tuple[Rule, ...] = (
    rule("day from today", "deictic", rf"\b(?P<words>{alternatives(_OFFSETS).replace(chr(92) + ' ', GAP)})\b", _offset),
    rule(
        "weekday of a week",
        "weekday+unit",
        rf"\b(?P<weekday>{FULL_WEEKDAY}),?{GAP}(?:(?:of|in){GAP})?(?P<which>{alternatives(_WEEKS).replace(chr(92) + ' ', GAP)}){GAP}week\b",
        _weekday_of_week,
    ),
    rule(
        "week, weekday",
        "weekday+unit",
        rf"\b(?P<which>last|this|next){GAP}week{GAP}on{GAP}(?P<weekday>{FULL_WEEKDAY})\b",
        _weekday_of_week,
    ),
    rule(
        "weekday",
        "weekday",
        rf"(?<![\w-])(?:(?P<which>(?i:{alternatives(_WEEKDAY_WHICH).replace(chr(92) + ' ', GAP)})){GAP})?(?P<weekday>{WEEKDAY})",
        _weekday,
        0,
    ),
    rule(
        "weekdays",
        "set",
        rf"\b(?:every{GAP}|each{GAP})?(?:{FULL_WEEKDAY})s\b|\b(?:every|each){GAP}(?:{FULL_WEEKDAY}|(?:{NUMBER}{GAP})?{UNIT}|{MONTH}|morning|evening|summer|winter|spring)\b",
        _set,
    ),
    rule(
        "current unit",
        "unit+which",
        rf"\b(?P<which>{alternatives(_CURRENT).replace(chr(92) + ' ', GAP)}){GAP}(?P<unit>week|weekend|month|quarter|year|decade|century|day|hour|minute)\b(?!['’-]?(?:old|long)\b|{GAP}olds?\b)",
        _current,
    ),
    rule(
        "the weekend",
        "unit",
        r"\b(?:over|during|at|on|through|throughout|for|before|after|since|by|until|into)\s+(?P<words>(?:the|a)\s+weekend)\b",
        _weekend,
    ),
    rule(
        "window",
        "unit+which",
        rf"\bthe{GAP}(?:very{GAP})?(?P<which>past|last|next|coming|previous|following){GAP}(?:(?:about|almost|nearly|roughly|some){GAP})?"
        rf"(?:(?P<n>{NUMBER}|{_VAGUE}){GAP}(?:or{GAP}(?:so|two){GAP})?)?(?P<unit>{UNIT})\b(?!['’-]?(?:old|long)\b)",
        _window,
    ),
    rule(
        "window without article",
        "unit+which",
        rf"\b(?P<which>past|last|next|coming){GAP}(?P<n>{NUMBER}|{_VAGUE}){GAP}(?P<unit>{UNIT})\b",
        _window,
    ),
    rule(
        "vague",
        "unit+recent",
        rf"\b(?:in|over|for|during)?{GAP}?(?:the{GAP})?(?:recent|coming|ensuing|intervening|past|following|later|early|earlier|previous){GAP}(?:few{GAP}|several{GAP})?(?:(?<!early )hours|days|weeks|months|years|decades|centuries)\b",
        _vague,
    ),
    rule(
        "ago",
        "unit+ago",
        rf"(?<![\w-])(?:{_AMOUNT}{GAP}(?P<half>and{GAP}a{GAP}half{GAP})?)?{_LONG}(?P<unit>{UNIT})(?:{GAP}and{GAP}a{GAP}half)?{GAP}"
        rf"(?P<way>ago|back|from{GAP}now|hence|from{GAP}today)\b"
        rf"(?:{GAP}(?P<to>today|to{GAP}the{GAP}day|this{GAP}week|this{GAP}month)\b)?",
        _ago,
    ),
    rule(
        "in two weeks' time",
        "unit",
        rf"\bin{GAP}(?P<n>{NUMBER}){GAP}(?P<half>(?!))?(?P<unit>{UNIT})['’]?s?{GAP}(?P<way>time)\b",
        _ago,
    ),
    rule(
        "later",
        "unit+later",
        rf"(?<![\w-]){_AMOUNT}{GAP}{_LONG}(?P<unit>{UNIT}){GAP}"
        rf"(?P<way>later|earlier|afterwards?|after|before|previously|prior{GAP}to|prior|in{GAP}advance{GAP}of|following|since|into)\b",
        _later,
    ),
    rule(
        "hours later",
        "unit+later",
        rf"\b(?:just{GAP}|only{GAP})?(?P<unit>hours|minutes){GAP}(?:later|earlier)\b",
        _hours_later,
    ),
    rule("years later", "unit+later", rf"\b(?:days|weeks|months|years|decades){GAP}(?:later|earlier)\b", _vague),
    rule(
        "next day",
        "unit+which",
        rf"\b(?P<which>{alternatives(_FOCUS).replace(chr(92) + ' ', GAP)}){GAP}(?P<unit>day|night|week|weekend|month|quarter|year|decade|century)\b(?!['’]s{GAP}(?:end|work))",
        _focus,
    ),
    rule(
        "next morning",
        "part+which",
        rf"\b(?P<which>{alternatives(_FOCUS).replace(chr(92) + ' ', GAP)}){GAP}(?:morning|afternoon|evening)\b",
        _focus_part,
    ),
    rule(
        "the day before",
        "unit+later",
        rf"\b(?:the|a){GAP}(?P<unit>day|night|week|weekend|month|year){GAP}(?P<way>before|after|earlier|later)\b(?!{GAP}(?:yesterday|tomorrow))",
        _day_before,
    ),
    rule(
        "the end of the year",
        "unit+part of",
        rf"\b(?:the{GAP}|at{GAP}the{GAP})?{_PORTION}{GAP}of{GAP}(?:the|this){GAP}(?:current{GAP})?{_SPAN}\b",
        _portion_of_unit,
    ),
    rule(
        "earlier in the week",
        "unit+part of",
        rf"\b(?P<portion>earlier|later|early|late){GAP}in{GAP}the{GAP}(?P<unit>week|month|quarter|year|decade|century)\b",
        _portion_of_unit,
    ),
    rule(
        "the first half of the year",
        "unit",
        rf"\bthe{GAP}(?P<nth>{alternatives(w for w, n in WORDS.ordinals.items() if n <= 12)}|last){GAP}(?:(?P<n>{NUMBER}){GAP})?(?P<unit>days?|weeks?|months?|quarters?){GAP}of{GAP}(?:the|this){GAP}(?P<whole>month|year|quarter)\b",
        _nth_of_unit,
    ),
)
