"""How well what papers tell of one event is brought together: B³ over the records of key events.

usage: python benchmarks/stories.py [--misses] [--orders N]

`stories/` holds reports written for this, as different papers would write them, with the event that each marked passage is about. The
reports are coded and added to one archive; of each marked passage the records whose trigger lies in it are scored: precision is the share of the
records in its story that are of its event, recall the share of its event's records that are in its story, averaged over records. A passage
without a record is the coder's miss and only counted. The weights of `likeness.py` were set on the open part alone.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diurna.archive import Coded, add_all, coder_line, content_digest, open_archive
from diurna.archive.stories import story_id, why
from diurna.coding import Coder
from diurna.reading import read_reports
from diurna.record import Event, Report

STORIES = Path(__file__).parent / "stories"
PARTS = ("open", "held-out")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report that are about an event of the gold, which goes by a name."""

    doc_id: str
    start: int
    end: int
    story: str


def passages(part: str) -> list[Passage]:
    """The marked passages of a part."""
    return [
        Passage(report["id"], mention["start"], mention["end"], mention["story"])
        for file in sorted((STORIES / part).glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        for report in [json.loads(line)]
        for mention in report["mentions"]
    ]


def matched(passage: Passage, events: Sequence[Event]) -> list[Event]:
    """The records whose trigger lies in a passage."""
    return [e for e in events if e.trigger.start < passage.end and passage.start < e.trigger.end]


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the items of `gold`; both map an item to its group."""
    precision = recall = 0.0
    for item in gold:
        mine = {other for other in gold if found[other] == found[item]}
        true = {other for other in gold if gold[other] == gold[item]}
        precision += len(mine & true) / len(mine)
        recall += len(mine & true) / len(true)
    p, r = precision / len(gold), recall / len(gold)
    return p, r, 2 * p * r / (p + r)


def coded() -> list[Coded]:
    """All reports, coded."""
    coder = Coder()
    line = coder_line(coder.identity)
    reports = [
        one for one in read_reports([str(file) for file in sorted(STORIES.rglob("*.jsonl"))]) if isinstance(one, Report)
    ]
    return [Coded(report=report, events=tuple(coder.code(report)), coder=line) for report in reports]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--misses", action="store_true", help="pairs of the open part that were parted or run together"
    )
    options.add_argument("--orders", type=int, default=3, help="in how many orders the reports are added")
    asked = options.parse_args()
    many, digests = coded(), set()
    for turn in range(asked.orders):
        with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "a", write=True) as archive:
            with archive.writing() as connection:
                for one in many:
                    add_all(connection, [one])
            digests.add(content_digest(archive.connection))
            if not turn:
                by_report = {one.report.doc_id: one.events for one in many}
                for part in PARTS:
                    score(archive.connection, part, by_report)
                if asked.misses:
                    misses(archive.connection, by_report)
        random.Random(turn).shuffle(many)
    print(f"{asked.orders} orders of adding gave {len(digests)} content digest" + "s" * (len(digests) > 1))


def score(connection, part: str, by_report: Mapping[str, Sequence[Event]]) -> None:  # type: ignore[no-untyped-def]
    """Print the figures of a part."""
    marked = passages(part)
    gold = {e.id: p.story for p in marked for e in matched(p, by_report[p.doc_id])}
    found = {item: str(story_id(connection, item)) for item in gold}
    p, r, f = b_cubed(gold, found)
    missed = sum(not matched(one, by_report[one.doc_id]) for one in marked)
    print(
        f"{part}: B³ precision {p:.3f}, recall {r:.3f}, F1 {f:.3f} over {len(gold)} records of {len(set(gold.values()))} events "
        f"in {len({one.doc_id for one in marked})} reports; {missed} of {len(marked)} passages without a record"
    )


def misses(connection, by_report: Mapping[str, Sequence[Event]]) -> None:  # type: ignore[no-untyped-def]
    """Print the pairs of the open part that are wrong, each with what spoke for and against."""
    items = [(e, p.story) for p in passages("open") for e in matched(p, by_report[p.doc_id])]
    for n, (one, story) in enumerate(items):
        for other, another in items[:n]:
            joined = story_id(connection, one.id) == story_id(connection, other.id)
            if joined != (story == another):
                link = why(connection, one.id, other.id)
                told = "; ".join(
                    f"{reason.points:+.1f} {reason.what} {reason.words}".rstrip() for reason in link.reasons
                )
                what = "run together" if joined else "parted"
                print(
                    f"{what}: {one.doc_id} “{one.trigger.text}”, {other.doc_id} “{other.trigger.text}”: {link.points:.1f}: {told}"
                )


if __name__ == "__main__":
    main()
