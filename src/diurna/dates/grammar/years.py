"""Months, quarters, seasons, years, decades, centuries that are named: "March 2014", "Q3 2019", "spring 2014", "the 1990s"."""

from __future__ import annotations

import re

from diurna.dates.grammar.pieces import (
    COUNTED,
    FULL_MONTH,
    GAP,
    LEFT,
    MONTH,
    SHORT_YEAR,
    YEAR,
    Rule,
    after,
    before,
    month,
    rule,
    year,
)
from diurna.dates.meaning import Meaning, Months, ShortDecade, Untied, Years
from diurna.dates.vocabulary import WORDS, alternatives, spelling

_WHICH = {
    "last": -1,
    "next": 1,
    "this": 0,
    "this past": -1,
    "this coming": 1,
    "the past": -1,
    "the previous": -1,
    "the coming": 1,
}
_WHICH_WORD = rf"(?:(?P<which>{alternatives(_WHICH)}){GAP})"
_MONTH = rf"(?P<month>{MONTH})"

BEFORE_A_MONTH = re.compile(
    r"(?:\b(?:in|since|by|until|till|through|of|from|between|during|to|and|or|for|after|before|around|early|late|mid|each|every|throughout|"
    r"beginning|starting|ending|as|next|last|this|that|the|on|over|end|past|late in|early in)|['’]s|[-–—(/]|mid-)\s*$",
    re.I,
)
AFTER_A_MONTH = re.compile(
    rf"['’]s?\s|\s?[-–—]\s?(?:{FULL_MONTH})|\s(?:and|to|or)\s(?:{FULL_MONTH})\b",
    re.I,
)
_CAPITALISED = re.compile(r"\b([A-Z][\w'’]*)\s$")
_SMALL_WORDS = frozenset(
    (
        "in",
        "on",
        "since",
        "by",
        "early",
        "late",
        "mid",
        "from",
        "the",
        "last",
        "next",
        "this",
        "until",
        "until",
        "during",
    )
)


def _month_year(match: re.Match[str]) -> Meaning:
    number = month(match["month"])
    return Months(first=number, last=number, year=year(match["year"]))


def _bare_month(match: re.Match[str]) -> Meaning | None:
    """A month alone. "May", "March" or a short form needs a word before it that takes a time; a name may not stand before it."""
    number = month(match["month"])
    left = before(match)
    takes_time = BEFORE_A_MONTH.search(left)
    if spelling(match["month"]) in WORDS.short_months or number in WORDS.guarded_months:
        if not takes_time and not AFTER_A_MONTH.match(after(match, 14)):
            return None
        if re.search(r"\b(?:to|for|and|or|on|the|of|as)\s*$", left, re.I) and not _dated_neighbour(match):
            return None
    named = _CAPITALISED.search(left)
    if named and named[1].lower() not in _SMALL_WORDS and not takes_time:
        return None
    if re.match(r"\s[A-Z][a-z]+(?:\s[A-Z]|,?\s(?:said|told|met|was))", after(match)) and number in WORDS.guarded_months:
        return None
    return Months(first=number, last=number)


def _dated_neighbour(match: re.Match[str]) -> bool:
    """Whether another month or a year stands near: "from March to May", "in April and June", "of May"."""
    left = before(match, 40)
    if re.search(
        r"\b(?:weeks?|end|close|beginning|start|middle|days?|half|month|rest|part) of\s+$|\b(?:early|late|soon|of) as\s+$",
        left,
        re.I,
    ):
        return True
    return bool(re.search(rf"\b{FULL_MONTH}\b|\b[12]\d{{3}}\b", f"{left} {after(match, 30)}", re.I))


def _which_month(match: re.Match[str]) -> Meaning:
    number = month(match["month"])
    return Months(first=number, last=number, which=_WHICH[spelling(match["which"])])


def _months(match: re.Match[str]) -> Meaning | None:
    first, last = month(match["first"]), month(match["month"])
    return Months(first=first, last=last, year=year(match["year"]), kind="range") if first != last else None


_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
}
_YEAR_WHICH = {
    "last year": -1,
    "this year": 0,
    "next year": 1,
    "the year": 0,
    "the current year": 0,
    "the previous year": -1,
}


def _quarter(match: re.Match[str]) -> Meaning:
    number = _QUARTERS[spelling(match["n"])]
    words = match.groupdict().get("which")
    which = _YEAR_WHICH[spelling(words)] if words else None
    first = 3 * number - 2
    return Months(first=first, last=first + 2, year=year(match["year"]), which=which, kind="quarter")


def _quarter_short(match: re.Match[str]) -> Meaning:
    if match["half"]:
        half = int(match["half"])
        return Months(first=6 * half - 5, last=6 * half, year=year(match["year"]), kind="range")
    first = 3 * int(match["n"] or match["m"]) - 2
    return Months(first=first, last=first + 2, year=year(match["year"]), kind="quarter")


def _season(match: re.Match[str]) -> Meaning | None:
    first, last = WORDS.seasons[spelling(match["season"])]
    words = match["which"]
    if words is None and match["year"] is None and re.match(r"\s+of\s", after(match)):
        return None  # "the fall of the city"
    return Months(
        first=first,
        last=last,
        year=year(match["year"]),
        which=_WHICH[spelling(words)] if words else None,
        kind="season",
    )


_NUMBER_BEFORE = re.compile(r"(?:^|[\s(])([A-Za-z]+)\.?[ \xa0]$")
_TAKES_A_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|and|of|for|before|after|during|through|throughout|early|late|mid|year|years|around|about|circa|ca|c|"
    r"between|winter|summer|spring|autumn|fall|or|on)\.?,?|[(;,–—-]|mid-)\s*$",
    re.I,
)
_HOUR_AFTER = re.compile(r"\s?(?:GMT|UTC|hours\b|hrs\b|local time|h\b|a\.m|p\.m|EST|ET\b|CET)")
_VERBS_IN_S = frozenset(
    ("is", "was", "has", "as", "this", "his", "its", "does", "towards", "across", "perhaps", "versus")
)
_PLURAL_AFTER = re.compile(r"\s+([a-z]+s)\b")


def _year(match: re.Match[str]) -> Meaning | None:
    """A number of four digits that is a year, not an amount, a label or a time of day."""
    number, left, right = int(match["year"]), before(match), after(match)
    if number > 2100 or _HOUR_AFTER.match(right) or re.match(r"[-–—]\d{3}(?!\d)|[-/]\d{1,2}[-/]", right):
        return None
    if re.search(r"\d{1,2}[-/]$", left) and not re.search(r"\d{4}[-/]$", left):
        return None
    word = _NUMBER_BEFORE.search(left)
    if word and word[1].lower() in WORDS.no_year_after:
        return None
    if re.match(
        r"\s+(?:[A-Z]\w+\s+){1,2}(?:St(?:reet)?|Ave(?:nue)?|Road|Rd|Drive|Boulevard|Blvd|Lane|STREET)\b", right
    ):
        return None
    if re.search(r"[A-Z]{2,}-$|\d[.,]\d*\s?[-–]$|\+$", left):
        return None
    takes = _TAKES_A_YEAR.search(left)
    counted = re.match(
        rf"\s+(?:[a-z]+\s+)?{COUNTED}|-(?:strong|member|man|mile|foot|km|kilomet|seat|page)", right, re.I
    )
    if counted and not (
        takes and number % 100 and 1950 <= number <= 2050 and re.search(r"\b(?:in|since|by)\s+$", left, re.I)
    ):
        return None
    plural = _PLURAL_AFTER.match(right)
    round_amount = number % 100 == 0 and plural and plural[1] not in _VERBS_IN_S
    if 1800 <= number <= 2050 and not (
        round_amount and not re.search(r"\b(?:in|since|by|the|of|from|['’]s)\s+$", left, re.I)
    ):
        return Years(first=number, last=number)
    if not takes or (plural and plural[1] not in _VERBS_IN_S):
        return None
    if re.search(r"\b(?:of|to|for|from|and|or|about|around|on)\s+$", left, re.I) and not re.match(
        r"\s*[.,;:)\]–—-]|\s(?:to|until|and)\s+\d{4}|$", right
    ):
        return None
    return Years(first=number, last=number)


def _era_year(match: re.Match[str]) -> Meaning | None:
    if match["era"] and match["era"].upper().replace(".", "").startswith("BC"):
        return Untied(kind="year")
    number = int(match["year"])
    return Years(first=number, last=number) if number >= 1 else None


def _short_year(match: re.Match[str]) -> Meaning | None:
    found = year(match["year"])
    return Years(first=found, last=found) if found else None


def _decade(match: re.Match[str]) -> Meaning:
    """ "the 1990s"; "the 1800s" are a century, "the 1900s" and "the 2000s" a decade."""
    first = int(match["decade"])
    return Years(first=first, last=first + (99 if first % 100 == 0 and first < 1900 else 9), kind="decade")


def _short_decade(match: re.Match[str]) -> Meaning:
    word = spelling(match["decade"])
    return ShortDecade(decade=WORDS.decades[word] if word in WORDS.decades else int(re.sub(r"\D", "", word)))


def _century(match: re.Match[str]) -> Meaning | None:
    word = spelling(match["n"])
    number = WORDS.ordinals.get(word) or int(re.sub(r"\D", "", word) or 0)
    if not 1 <= number <= 30:
        return None
    if match["era"]:
        return Untied(kind="century")
    return Years(first=max(1, 100 * number - 100), last=100 * number - 1, kind="century")


RULES: tuple[Rule, ...] = (
    rule(
        "month and year",
        "month",
        rf"(?<![\w-])(?:[Tt]he{GAP}month{GAP}of{GAP})?{_MONTH}(?:,?{GAP}(?:of{GAP})?|-)(?P<year>{YEAR}|{SHORT_YEAR})",
        _month_year,
        0,
    ),
    rule(
        "month of an old year",
        "month",
        rf"\b{_MONTH}{GAP}(?:of{GAP})?(?P<year>(?<=of )\d{{3}})\b(?!,\d)",
        _month_year,
        0,
    ),
    rule(
        "months",
        "month",
        rf"\b(?P<first>{MONTH}){GAP}?[-–—/]{GAP}?(?i:(?P<month>{MONTH}))(?:,?{GAP}(?P<year>{YEAR}))?(?!{GAP}?\d)",
        _months,
        0,
    ),
    rule("which month", "month+which", rf"\b{_WHICH_WORD}(?P<month>{MONTH})(?!{GAP}?\d)", _which_month, re.I),
    rule("month", "month", rf"(?<![\w]){_MONTH}(?!{GAP}\d{{1,2}}(?:st|nd|rd|th)?\b(?!{GAP}{COUNTED}))", _bare_month, 0),
    rule(
        "quarter",
        "quarter",
        rf"\b(?:Q(?P<n>[1-4])|(?P<m>[1-4])Q|H(?P<half>[12])(?={GAP}{YEAR}))(?:{GAP}?(?:of{GAP})?(?P<year>{YEAR}))?\b",
        _quarter_short,
        0,
    ),
    rule(
        "quarter, year first",
        "quarter",
        rf"{LEFT}(?P<year>{YEAR.replace('[A-Za-z%]', '[A-PR-Za-z%]')})[- ]?Q(?P<n>[1-4])\b",
        _quarter,
        0,
    ),
    rule(
        "quarter in words",
        "unit",
        rf"\b(?:the{GAP})?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th){GAP}quarter(?!['’-]?final)(?:{GAP}(?:of{GAP}|in{GAP})?(?:fiscal{GAP})?(?:(?P<year>{YEAR})|(?P<which>{alternatives(_YEAR_WHICH)})))?\b",
        _quarter,
    ),
    rule(
        "season with a year",
        "season+year",
        rf"\b(?P<which>(?!))?(?:the{GAP})?(?P<season>{alternatives(WORDS.seasons)})(?:,?{GAP}|{GAP}of{GAP})(?:of{GAP})?(?P<year>{YEAR})(?:{GAP}?[-–/]{GAP}?(?:{YEAR}|\d\d))?",
        _season,
    ),
    rule(
        "which season",
        "season+which",
        rf"\b{_WHICH_WORD}(?P<season>{alternatives(WORDS.seasons)})\b(?P<year>(?!))?(?![- ](?:offensive|session))",
        _season,
    ),
    rule(
        "season",
        "season",
        rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bduring )|(?<=\buntil )|(?<=\bby )|(?<=\bearly )|(?<=\blate )|(?<=\bthis ))(?P<which>(?!))?"
        rf"(?:the{GAP})?(?P<season>{alternatives(WORDS.seasons)})\b(?P<year>(?!))?(?!{GAP}(?:of{GAP}(?!{YEAR})|break|camp|uniform|clothes|water|line))",
        _season,
    ),
    rule(
        "year",
        "year",
        rf"(?<![\w$€£¥#.,/:])(?:fiscal{GAP}(?:year{GAP})?|FY{GAP}?)?(?P<year>{YEAR})(?!s\b|(?<=0)['’]s\b|[-–]\d\d[-–]\d)",
        _year,
    ),
    rule("year after a slash or colon", "year", r"(?<=\d{4}/)(?P<year>[12]\d{3})(?![\d/])", _year),
    rule(
        "the year 71",
        "number",
        r"\b(?:the\s+year|A\.?D\.?)\s+(?P<year>\d{1,4})(?P<era>\s?(?:BCE?|B\.C\.))?(?!\d)",
        _era_year,
    ),
    rule(
        "71 AD", "number", rf"{LEFT}(?P<year>\d{{1,4}})\s?(?P<era>A\.D\.|B\.C\.(?:E\.)?|AD\b|CE\b|BCE?\b)", _era_year, 0
    ),
    rule(
        "old year",
        "number",
        r"(?:(?<=\bin )|(?<=\(c\. )|(?<=\bcirca )|(?<=\bc\. ))(?P<year>[1-9]\d{2})(?P<era>(?!))?(?=\s*[–—-]\s*\d{1,2}\s[A-Z]|\s*[–—-]\s*\d{3}\)|\s*\))",
        _era_year,
    ),
    rule("'98", "number", rf"(?<!\w)(?P<year>{SHORT_YEAR})(?!s|['’]|\s?[%°])", _short_year),
    rule("decade", "number", rf"{LEFT}(?:the{GAP})?(?P<decade>[12]\d\d0)['’]?s\b", _decade),
    rule(
        "decade in words",
        "decade",
        rf"(?:(?<=the )|(?<=early )|(?<=late )|(?<=mid-)|(?<=mid ))(?P<decade>{alternatives(WORDS.decades)})\b",
        _short_decade,
    ),
    rule(
        "decade of two digits",
        "number",
        r"(?<!\w)(?:(?<=the )|(?<=mid-)|(?<=early )|(?<=late )|(?=['’]))(?P<decade>['’]?[1-9]0['’]?s)\b",
        _short_decade,
    ),
    rule(
        "century",
        "century",
        rf"\b(?:the{GAP})?(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{alternatives(w for w, n in WORDS.ordinals.items() if n <= 30)})[- ]centur(?:y|ies)\b(?P<era>\s?(?:BCE?\b|B\.C\.(?:E\.)?))?",
        _century,
    ),
)
