"""How fast a large archive answers: each filter, the searches, the groupings.

usage: python benchmarks/archive_queries.py ARCHIVE [--events 1000000] [--rounds 5] [--keep]

Makes the archive of made-up records where there is none (some minutes), then prints the median and the longest of each query, in
milliseconds, and the limits. The first round warms the caches and is not counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path

from made_reports import made_reports

from diurna.archive import Archive, add_all, open_archive
from diurna.archive.asking import count_events, find_events
from diurna.archive.columns import refresh_columns
from diurna.archive.filters import Box, Circle, EventFilter, PartyTest
from diurna.archive.searching import find_reports
from diurna.archive.stats import statistics as grouped
from diurna.archive.store import FILE

KEPT = Path(__file__).parent / "archive.json"
USA, UKR, RUS, KAZ = (PartyTest(code=code) for code in ("USA", "UKR", "RUS", "KAZ"))
FILTERS = {
    "all, latest page": EventFilter(),
    "days": EventFilter(since=date(2018, 3, 1), until=date(2018, 3, 31)),
    "type and days": EventFilter(types=("ASSAULT",), since=date(2019, 1, 1), until=date(2019, 12, 31)),
    "quad class": EventFilter(quad=(4,)),
    "actor, often": EventFilter(actors=(USA,)),
    "actor, seldom": EventFilter(actors=(KAZ,)),
    "actor by sector": EventFilter(actors=(PartyTest(sector="REB"),)),
    "actor by code and sector": EventFilter(actors=(PartyTest(code="RUS", sector="MIL"),)),
    "party by name": EventFilter(parties=(PartyTest(name="ukr"),)),
    "dyad, often": EventFilter(dyads=((USA, RUS),)),
    "dyad, seldom": EventFilter(dyads=((UKR, KAZ),)),
    "dyad, type, year, status": EventFilter(
        dyads=((RUS, UKR),), types=("ASSAULT",), statuses=("actual",), since=date(2020, 1, 1), until=date(2020, 12, 31)
    ),
    "place": EventFilter(places=("Town 17",)),
    "country and days": EventFilter(countries=("SYR",), since=date(2016, 1, 1), until=date(2016, 6, 30)),
    "box": EventFilter(box=Box(south=30, west=20, north=45, east=50)),
    "box and actor": EventFilter(box=Box(south=30, west=20, north=45, east=50), actors=(KAZ,)),
    "circle": EventFilter(near=Circle(lat=48, lon=30, km=150)),
    "denied": EventFilter(stances=("denies",)),
    "voice": EventFilter(voices=(UKR,)),
    "publisher and type": EventFilter(publishers=("Wire 7",), types=("AID",)),
    "confidence": EventFilter(min_confidence=0.94),
    "word, seldom": EventFilter(text="word123"),
    "word, often": EventFilter(text="near"),
    "two words": EventFilter(text="case7 bombed"),
    "nothing fits": EventFilter(actors=(USA,), recipients=(RUS,), types=("PROTEST",), modes=("riot",)),
}


def make(path: Path, events: int) -> None:
    began, done = time.perf_counter(), 0
    with open_archive(path, write=True) as archive:
        reports = made_reports(events)
        while some := list(islice(reports, 500)):
            with archive.writing() as connection:
                add_all(connection, some)
            done += sum(len(coded.events) for coded in some)
            if done % 100_000 < 3000:
                print(f"{done} records, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        refresh_columns(archive)
    print(f"made in {time.perf_counter() - began:.0f} s", file=sys.stderr)


def timed(ask: Callable[[], object], rounds: int) -> list[float]:
    """The milliseconds of each round but the first."""
    times = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - began))
    return times[1:]


def measure(archive: Archive, rounds: int) -> dict[str, dict[str, float]]:
    c = archive.connection
    asked: dict[str, tuple[Callable[[], object], int]] = {
        f"filter: {name}": ((lambda f=f: find_events(c, f, limit=50)), 300) for name, f in FILTERS.items()
    }
    asked |= {
        "count: dyad, often": (lambda: count_events(c, FILTERS["dyad, often"]), 300),
        "search: a seldom word": (lambda: find_reports(c, "word123"), 500),
        "search: a word of every report": (lambda: find_reports(c, "report"), 500),
        "search: two words by day": (lambda: find_reports(c, "bombed case7", order="day"), 500),
        "stats: months": (lambda: grouped(archive, ["month"]), 1000),
        "stats: months and types of a dyad": (
            lambda: grouped(archive, ["month", "event"], FILTERS["dyad, often"]),
            1000,
        ),
        "stats: all dyads": (lambda: grouped(archive, ["dyad"]), 1000),
    }
    found = {}
    for name, (ask, limit) in asked.items():
        times = timed(ask, rounds)
        found[name] = {
            "median_ms": round(statistics.median(times), 1),
            "longest_ms": round(max(times), 1),
            "limit_ms": limit,
        }
        print(f"{name:<42}{found[name]['median_ms']:>9} {found[name]['longest_ms']:>9}   under {limit}", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", action="store_true", help=f"write the figures to {KEPT.name}")
    args = parser.parse_args()
    if not (args.archive / FILE).exists():
        make(args.archive, args.events)
    with open_archive(args.archive) as archive:
        size = sum(file.stat().st_size for file in args.archive.rglob("*") if file.is_file()) / 1e6
        print(f"{count_events(archive.connection, EventFilter())} records, {size:.0f} MB")
        found = measure(archive, args.rounds)
    if args.keep:
        kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
        KEPT.write_text(json.dumps(kept | {"queries": found}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
