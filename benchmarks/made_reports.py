"""Made-up reports and records in any number, the same in every run, for the benchmarks of the archive.

Texts are put together from wordings of wire news; who, where and when follow uneven shares, as in the world: few countries act often.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from diurna.archive import Coded, coder_line
from diurna.record import Attribution, Count, Entity, Event, Report, Span, When, Where, event_id

CODER = {"diurna": "made-up"}
LINE = coder_line({"versions": CODER})
FIRST = date(2015, 1, 1)
DAYS = 3650
COUNTRIES = (
    "USA RUS CHN UKR ISR PSE IRN GBR FRA DEU TUR SYR IRQ IND PAK AFG YEM SAU EGY LBY SDN ETH SOM NGA MLI COD ZAF KEN UGA "
    "VEN COL MEX BRA ARG CHL PER CUB HTI JPN KOR PRK MMR THA VNM PHL IDN AUS POL HUN ROU SRB KOS GRC ITA ESP ARM AZE GEO KAZ"
).split()
"""From often to seldom: the n-th is drawn with weight 1 / (n + 1)."""
SECTORS = ((), ("GOV",), ("GOV", "MIL"), ("MIL",), ("REB",), ("COP",), ("CVL",), ("OPP",), ("LEG",))
KINDS = (
    ("CONSULT", ("visit",), "042", 1.9, 1, "visited"), ("CONSULT", (), "040", 1.0, 1, "held talks with"),
    ("ACCUSE", ("disapprove",), "111", -2.0, 3, "condemned"), ("REQUEST", ("change",), "1042", -5.0, 3, "urged reforms on"),
    ("ASSAULT", ("firearms",), "193", -10.0, 4, "opened fire on"), ("ASSAULT", ("aerial",), "195", -10.0, 4, "bombed"),
    ("AID", (), "073", 7.4, 2, "sent food to"), ("SANCTION", ("discontinue",), "163", -8.0, 4, "imposed sanctions on"),
    ("PROTEST", ("demo",), "141", -6.5, 4, "rallied against"), ("COERCE", ("arrest",), "173", -5.0, 4, "arrested men of"),
    ("AGREE", (), "030", 4.0, 1, "agreed to work with"), ("REJECT", (), "120", -4.0, 3, "rejected the offer of"),
)  # fmt: skip
STANCES = ("says", "says", "claims", "denies", "confirms")
PUBLISHERS = tuple(f"Wire {n}" for n in range(40))
TOWNS = 4000


def made_reports(events: int, seed: int = 1) -> Iterator[Coded]:
    """Coded reports with `events` records in all, about five a report."""
    chance = random.Random(seed)
    weights = [1 / (n + 1) for n in range(len(COUNTRIES))]
    towns = [
        (f"Town {n}", chance.choices(COUNTRIES, weights)[0], chance.uniform(-55, 65), chance.uniform(-180, 180))
        for n in range(TOWNS)
    ]
    town_weights = [1 / (n + 10) for n in range(TOWNS)]
    made = number = 0
    while made < events:
        size = min(chance.randint(1, 9), events - made)
        made += size
        number += 1
        yield _report(number, size, chance, weights, towns, town_weights)


def _report(
    number: int, size: int, chance: random.Random, weights: list[float], towns: list, town_weights: list[float]
) -> Coded:  # type: ignore[type-arg]
    published = FIRST + timedelta(days=chance.randrange(DAYS))
    who, whom = chance.choices(COUNTRIES, weights, k=2)
    plans = []
    for _ in range(size):
        kind = chance.choice(KINDS)
        town = chance.choices(towns, town_weights)[0]
        words = f"{who} {kind[5]} {whom} near {town[0]}, word{chance.randrange(20000)} case{chance.randrange(300)}."
        plans.append((kind, town, words))
    text = f"Report {number} on {who}\n\n" + " ".join(words for _, _, words in plans)
    report = Report(
        doc_id=f"m{number}",
        text=text,
        title=f"Report {number} on {who}",
        published=published,
        publisher=chance.choice(PUBLISHERS),
        url=f"https://example.org/{number}",
    )
    events, start = [], len(f"Report {number} on {who}\n\n")
    for (kind, modes, cameo, score, quad, verb), (town, country, lat, lon), words in plans:
        at = start + len(who) + 1
        trigger, sentence = Span(at, at + len(verb), verb), Span(start, start + len(words), words)
        actor, recipient = Span(start, start + 3, who), Span(at + len(verb) + 1, at + len(verb) + 4, whom)
        place = start + words.index("near ") + 5
        day = published - timedelta(days=chance.choice((0, 0, 1, 2, 30)))
        events.append(
            Event(
                id=event_id(report.doc_id, trigger, kind), doc_id=report.doc_id, publisher=report.publisher, url=report.url,
                title=report.title, language="en", published=published, published_inferred=None, event=kind, modes=modes,
                contexts=chance.choice(((), ("military",), ("diplomatic", "human-rights"))), cameo=cameo, goldstein=score,
                event_scale=score, quad_code=quad,
                when=None if chance.random() < 0.3 else When(start=day, end=day, span=trigger),
                actors=(Entity(span=actor, name=who, code=who, sector=chance.choice(SECTORS)),),
                recipients=(Entity(span=recipient, name=whom, code=whom),),
                where=Where(span=Span(place, place + len(town), town), resolved_place=town, country_code=country, latitude=lat,
                            longitude=lon, resolution="place") if chance.random() < 0.6 else None,
                status=chance.choices(("actual", "future", "hypothetical", "negated"), (85, 10, 3, 2))[0],
                attribution=() if chance.random() < 0.7 else (Attribution(span=actor, code=who, name=who, stance=chance.choice(STANCES)),),
                counts={"dead": Count(low=chance.randrange(1, 30), high=None, span=trigger)} if kind == "ASSAULT" else {},
                trigger=trigger, sentence=sentence, link=None, confidence=round(chance.uniform(0.5, 0.95), 3), coder=CODER,
            )
        )  # fmt: skip
        start += len(words) + 1
    return Coded(report=report, events=tuple(events), coder=LINE)
