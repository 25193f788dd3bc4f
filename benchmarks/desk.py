"""How fast the desk answers from a large archive, alone and with many readers beside a writer.

usage: python benchmarks/desk.py ARCHIVE [--rounds 5] [--readers 50] [--seconds 60] [--pause 3 1] [--keep]

Starts `diurna serve` on an archive as `archive_queries.py` makes it (which grows here by a made-up report a second) and prints, for each kind of
page and chart, the median and the longest time of the server in milliseconds (its header Server-Timing): after a write, when nothing that was counted
holds any more, and again without one. Then so many readers at once go from page to page over kept connections, each with a pause of about
so many seconds between two (0: without; several: one run each), while a writer adds a report a second.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.synchronize import Event as Flag
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

from made_reports import made_reports

from diurna.archive import Coded, add_all, open_archive
from diurna.record import event_id

KEPT = Path(__file__).parent / "desk.json"
LIMITS = {"page": 150, "chart": 400}
STALL_SECONDS = 2.0
EVENTS = (
    "", "?actor=USA", "?type=ASSAULT", "?dyad=USA-RUS", "?dyad=UKR-KAZ&type=AID", "?country=SYR&since=2016-01-01&until=2016-06-30", "?text=word123",
    "?text=near", "?quad=4&party=RUS:MIL", "?place=Town+17", "?near=48,30,150", "?publisher=Wire+7&status=future", "?voice=UKR&min_confidence=0.9",
)  # fmt: skip
CHART_FILTERS = ("", "?party=RUS", "?dyad=USA-RUS&type=ASSAULT", "?since=2018-01-01&until=2018-12-31")
KINDS = ("timeline", "map", "network", "heat")


OPENER = build_opener(HTTPCookieProcessor())  # the session of one browser


def addresses(base: str) -> dict[str, list[str]]:
    """Addresses by what they show: pages, and charts as data and as pictures. Ids are those of records of this archive."""
    events = [
        event for actor in ("USA", "KAZ") for event in asked(base, f"/api/v1/events?limit=8&actor={actor}")["events"]
    ]
    stories = asked(base, "/api/v1/stories?limit=8&min_reports=2")["stories"]
    days = sorted({event["date"] or event["published"] for event in events})
    return {
        "page: start": ["/"],
        "page: records": [f"/events{query}" for query in EVENTS],
        "page: record": [f"/events/{event['id']}" for event in events],
        "page: report": [f"/reports/{quote(event['doc_id'])}" for event in events],
        "page: search": [f"/search?q={words}" for words in ("word123", "report", "bombed+case7", "%22opened+fire%22", "visited&order=day")],
        "page: stories": ["/stories", "/stories?actor=USA", "/stories?type=ASSAULT&min_reports=3", "/stories?page=3", "/stories?min_reports=1"],
        "page: story": [f"/stories/{story['id']}" for story in stories],
        "page: actor": [f"/actor?party={code}" for code in ("USA", "RUS:MIL", "KAZ", "REB")],
        "page: dyad": [f"/dyad?one={one}&other={other}" for one, other in (("USA", "RUS"), ("UKR", "KAZ"), ("SYR", "TUR"))],
        "page: place": ["/place?name=Town+17", "/place?country=UKR", "/place?country=KAZ"],
        "page: day": [f"/days/{day}" for day in days[:6]],
        **{f"chart: {kind} as data": [f"/charts/{kind}.json{query}" for query in CHART_FILTERS] for kind in KINDS},
        **{f"chart: {kind} as SVG": [f"/charts/{kind}.svg{query}" for query in CHART_FILTERS] for kind in KINDS},
    }  # fmt: skip


def asked(base: str, path: str) -> dict:  # type: ignore[type-arg]
    with OPENER.open(base + path, timeout=300) as answer:
        found: dict = json.load(answer)  # type: ignore[type-arg]
        return found


def server_ms(base: str, path: str) -> float:
    """The server's time for an answer, read whole."""
    with OPENER.open(base + path, timeout=300) as answer:  # a record leads on to its report: the last answer counts
        answer.read()
        told = re.search(r"dur=([\d.]+)", answer.headers["Server-Timing"])
        assert told, path
        return float(told[1])


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The desk in a process of its own; its address."""
    call = [sys.executable, "-c", "import sys; from diurna.cli.main import main; sys.exit(main())", "serve", str(archive), "--port", "0"]  # fmt: skip
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as running:
        try:
            assert running.stderr is not None
            address = None
            while address is None:
                line = running.stderr.readline()
                if not line:
                    raise SystemExit("the desk did not start")
                address = re.search(r"http://[\d.]+:\d+", line)
            yield address[0]
        finally:
            running.terminate()


class Writer:
    """Adds made-up reports, each under an id of its own in this run."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._run = f"{time.time_ns():x}"
        self._reports = made_reports(10**9, seed=time.time_ns() % 10**6)

    def add(self) -> None:
        coded = next(self._reports)
        doc_id = f"{self._run}-{coded.report.doc_id}"
        events = tuple(replace(e, doc_id=doc_id, id=event_id(doc_id, e.trigger, e.event)) for e in coded.events)
        report = replace(coded.report, doc_id=doc_id, text=f"{coded.report.text} {doc_id}")
        with open_archive(self._archive, write=True) as archive, archive.writing() as connection:
            add_all(connection, [Coded(report=report, events=events, coder=coded.coder)])


def alone(base: str, writer: Writer, rounds: int) -> dict[str, dict[str, float]]:
    """The server's times, one request at a time."""
    found: dict[str, dict[str, float]] = {}
    for name, paths in addresses(base).items():
        cold, warm = [], []
        for n in range(max(rounds, len(paths))):
            path = paths[n % len(paths)]
            writer.add()
            cold.append(server_ms(base, path))
            warm.append(server_ms(base, path))
        limit = LIMITS[name.partition(":")[0]]
        found[name] = {
            "after a write, median ms": round(statistics.median(cold), 1),
            "after a write, longest ms": round(max(cold), 1),
            "again, median ms": round(statistics.median(warm), 1),
            "limit of the median ms": limit,
        }
        print(f"{name:<28}", *(f"{value:>8}" for value in found[name].values()), flush=True)
    return found


@dataclass
class Seen:
    """What the readers saw: seconds of each answer, what failed."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def read(base: str, paths: list[str], chance: random.Random, until: float, pause: float, seen: Seen) -> None:
    """A reader: goes from page to page over one connection."""
    place = urlsplit(base)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    cookie = ""
    await asyncio.sleep(chance.uniform(0, max(pause, 0.5)))
    while (began := time.perf_counter()) < until:
        path = chance.choice(paths)
        try:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\n{cookie}\r\n".encode())
            await writer.drain()
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            if session := re.search(r"(?i)\r\nset-cookie: *([^;\r]+)", head):
                cookie = f"Cookie: {session[1]}\r\n"
            length = re.search(r"(?i)\r\ncontent-length: *(\d+)", head)
            assert length, head
            await reader.readexactly(int(length[1]))
            if head[9:12] not in ("200", "303"):
                seen.errors.append(f"{head[9:12]} {path}")
        except (OSError, asyncio.IncompleteReadError, AssertionError) as error:
            seen.errors.append(f"{error!r} {path}")
            reader, writer = await asyncio.open_connection(place.hostname, place.port)
        seen.seconds.append(time.perf_counter() - began)
        if pause:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)
    writer.close()


async def crowd(base: str, paths: list[str], readers: int, seconds: float, pause: float) -> Seen:
    seen, until = Seen(), time.perf_counter() + seconds
    await asyncio.gather(*(read(base, paths, random.Random(n), until, pause, seen) for n in range(readers)))
    return seen


def write_on(archive: Path, stop: Flag) -> None:
    """Adds a report a second."""
    writer = Writer(archive)
    while not stop.wait(1.0):
        writer.add()


def together(base: str, archive: Path, *, readers: int, seconds: float, pause: float) -> dict[str, float]:
    """Many readers of pages, and of charts in every tenth request, beside a writer."""
    by_name = addresses(base)
    pages = [path for name, paths in by_name.items() if name.startswith("page") for path in paths]
    charts = [path for name, paths in by_name.items() if name.startswith("chart") for path in paths]
    paths = pages * 9 + (charts * (len(pages) // len(charts) + 1))[: len(pages)]
    stop = multiprocessing.Event()
    beside = multiprocessing.Process(target=write_on, args=(archive, stop))
    beside.start()
    seen = asyncio.run(crowd(base, paths, readers, seconds, pause))
    stop.set()
    beside.join()
    for error in seen.errors[:5]:
        print(error, file=sys.stderr)
    times = sorted(seen.seconds)
    found = {
        "readers": readers,
        "seconds": seconds,
        "pause s": pause,
        "answers": len(times),
        "errors": len(seen.errors),
        "median ms": round(1000 * statistics.median(times), 1),
        "95 % under ms": round(1000 * times[int(len(times) * 0.95)], 1),
        "longest ms": round(1000 * times[-1], 1),
        f"answers over {STALL_SECONDS:g} s": sum(one > STALL_SECONDS for one in times),
    }
    print(json.dumps(found), flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=5, help="requests of each kind of page, at least")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, nargs="+", default=[3.0, 1.0])
    parser.add_argument("--keep", action="store_true", help=f"write the figures to {KEPT.name}")
    args = parser.parse_args()
    began = time.perf_counter()
    with served(args.archive) as base:
        held = asked(base, "/api/v1/glance")
        asked(base, "/api/v1/events?limit=1")
        first = time.perf_counter() - began
        print(
            f"{held['events']} records; started and counted in {first:.1f} s; load of the machine {os.getloadavg()[0]:.1f}"
        )
        found: dict = {"records": held["events"], "load before": round(os.getloadavg()[0], 1), "processors": os.cpu_count(), "python": platform.python_version(),
                       "started and read s": round(first, 1)}  # type: ignore[type-arg]  # fmt: skip
        found["alone"] = alone(base, Writer(args.archive), args.rounds)
        found["together"] = [
            together(base, args.archive, readers=args.readers, seconds=args.seconds, pause=pause)
            for pause in args.pause
        ]
        found["load after"] = round(os.getloadavg()[0], 1)
    if args.keep:
        KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
