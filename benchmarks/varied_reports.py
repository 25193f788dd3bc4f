"""Reports of own sentences, as many as wanted, dated over a year, a fifth of them syndicated copies of others.

A report is a dateline and some sentences of benchmarks/breadth/ put together; a copy is shortened, has another headline, an agency's line and
another publisher. The same numbers give the same reports.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from breadth import rows

from diurna.record import Report

FIRST = date(2023, 1, 1)
CITIES = "NAIROBI ANKARA LIMA HANOI OSLO QUITO TUNIS RIGA ACCRA AMMAN MANILA BOGOTA SOFIA LUSAKA KARACHI".split()
AGENCIES = ("Northern Wire", "Delta Press", "Meridian News", "Harbour Agency")
PAPERS = tuple(
    f"{town} {kind}"
    for town in ("Eastport", "Millbridge", "Ashford Hill", "Lakeside")
    for kind in ("Post", "Herald", "Courier")
)
COPIES = 0.2


def varied_reports(count: int, seed: int = 1) -> Iterator[Report]:
    chance = random.Random(seed)
    sentences = [row.text for row in rows()]
    originals: list[tuple[int, date, str, str, list[str]]] = []
    for n in range(count):
        if originals and chance.random() < COPIES:
            yield _copy(n, chance, *chance.choice(originals[-200:]))
            continue
        day, city, agency = FIRST + timedelta(days=n * 365 // count), chance.choice(CITIES), chance.choice(AGENCIES)
        body = chance.sample(sentences, chance.randint(6, 14))
        originals.append((n, day, city, agency, body))
        yield _report(
            n, day, agency, body[0].rstrip("."), f"{city}, {day:%B} {day.day} ({agency}) - {body[1]}", body[2:]
        )


def _copy(n: int, chance: random.Random, of: int, day: date, city: str, agency: str, body: list[str]) -> Report:
    """A paper's copy of an agency's report: other headline, some sentences dropped."""
    dropped = set(chance.sample(range(2, len(body)), min(2, len(body) - 4)))
    kept = [sentence for i, sentence in enumerate(body) if i not in dropped]
    if chance.random() < 0.3:
        kept = kept[: max(5, 2 * len(kept) // 3)]
    lead = f"{city} ({agency}) - {kept[1]}"
    return _report(
        n,
        day,
        chance.choice(PAPERS),
        f"{kept[2].split(',')[0].rstrip('.')}: agency",
        lead,
        [*kept[2:], f"Reporting by {agency}."],
    )


def _report(n: int, day: date, publisher: str, headline: str, lead: str, body: list[str]) -> Report:
    paragraphs = [lead, *(" ".join(body[i : i + 2]) for i in range(0, len(body), 2))]
    text = headline + "\n\n" + "\n\n".join(paragraphs) + "\n"
    return Report(doc_id=f"v{n}", text=text, published=day, publisher=publisher, url=f"https://example.org/{n}")
