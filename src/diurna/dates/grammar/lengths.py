"""How long, and at what hour: "for three days", "a 10-year war", "for years", "at 5 p.m."."""

from __future__ import annotations

import re

from diurna.dates.grammar.pieces import GAP, NUMBER, Rule, after, before, number, rule, unit
from diurna.dates.meaning import Lasting, Meaning, Untied
from diurna.dates.vocabulary import WORDS, alternatives

_VAGUE = alternatives(WORDS.vague_numbers)
_LONG = r"(?P<unit>(?:minute|hour|day|night|week|month|year|decade|fortnight)s?|centur(?:y|ies))"


def _lasting(match: re.Match[str]) -> Meaning | None:
    """A length; an age ("12 years old", "a sentence of 5 years" is one all the same) is none."""
    if re.match(r"\s+(?:old|of age|younger|older)\b|[- ]olds?\b", after(match)) or re.search(
        r"\baged?\s+$", before(match), re.I
    ):
        return None
    name, times = unit(match["unit"])
    words = match["n"]
    counted = words is not None and not re.fullmatch(_VAGUE, " ".join(words.lower().split()))
    return Lasting(n=number(words) * times if counted else None, unit=name)


def _clock(match: re.Match[str]) -> Meaning:
    return Untied(kind="time-of-day")


_ZONE = rf"(?:GMT|UTC|BST|EST|EDT|ET|CET|CEST|local{GAP}time)"
_TWELVE_HOURS = rf"\d{{1,2}}(?:[:.]\d{{2}})?{GAP}?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock\b)"
_DAY_HOURS = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_ZONED = rf"(?:[01]?\d|2[0-3])[:.]?[0-5]\d{GAP}?(?:{_ZONE}|hours|hrs)\b"


RULES: tuple[Rule, ...] = (
    rule(
        "length",
        "unit",
        rf"(?<![\w$€£.,-])(?:(?:more|less){GAP}than{GAP})?(?P<n>{NUMBER}|{_VAGUE}){GAP}(?:(?:consecutive|straight|full|whole|long|more|successive){GAP})?{_LONG}\b",
        _lasting,
    ),
    rule(
        "length as adjective",
        "unit",
        rf"(?<![\w.,])(?P<n>{NUMBER})[- ](?P<unit>minute|hour|day|week|month|year|decade)s?(?=[- –—]|['’]|[,.;)]|$)(?!-old)(?!-olds)(?!-end)",
        _lasting,
    ),
    rule(
        "for years",
        "unit",
        rf"\bfor{GAP}(?:many{GAP}|the{GAP}first{GAP})?(?P<n>(?!))?(?P<unit>hours|days|weeks|months|years|decades|centuries)\b",
        _lasting,
    ),
    rule(
        "hour of the day",
        "clock",
        rf"(?<![\w$€£.,:])(?:{_TWELVE_HOURS}|{_ZONED}|(?:around{GAP}|at{GAP}|about{GAP})?(?:noon|midnight|midday)\b|(?<=\bat ){_DAY_HOURS})"
        rf"(?:{GAP}?\(?{_ZONE}\b\)?)?(?:{GAP}?\((?:\d{{3,4}}|\d{{1,2}}[:.]\d{{2}}){GAP}?{_ZONE}\))?",
        _clock,
    ),
)
