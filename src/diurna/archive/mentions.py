"""What is compared of an event when its story is sought: a mention, made of the records of a report that share a `link`, or of one record.

A mention is a pure function of its report's records. It lies in buckets (kind of act × four days × country, town or pair of countries): only
mentions of one bucket are compared (`anchors.py`).
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from diurna.record import Entity, Event
from diurna.record.when import When
from diurna.record.where import Where

KIND = {
    "AGREE": "accord", "SUPPORT": "accord", "COOPERATE": "accord", "AID": "accord", "CONSULT": "accord",
    "ACCUSE": "blame", "REJECT": "blame", "THREATEN": "blame",
    "ASSAULT": "force", "COERCE": "force", "SANCTION": "force",
    "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
"""Types that two papers, or the coder, may choose for one act are one kind; any other type is a kind of its own."""

DAYS_OF_BUCKET = 4
DAYS_BEFORE_REPORT = 2
"""An act without a day of its own was done on the day of its report or so many days before."""
LONGEST_BUCKETS = 3
"""An act of more days lies in the buckets of its first days only."""
MOST_CODES = 4
LONGEST_PARTY = 40
"""Letters of a party's mention; a longer one says more than who it is."""
STEM = 5
"""Letters that stand for a word: "attack", "attacked" and "attackers" are one."""
LEVELS = {"site": 3, "place": 3, "admin2": 2, "admin1": 2, "region": 2, "sea": 2, "border": 2, "country": 1}

_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset(
    "about after again against also among another around because been before being between both could during each early from group had has have her him his "
    "into its itself last late later least less many more most much near next only other over people said same says several she since some such than that the "
    "their them then there these they this those three through told took under until very was week were what when where which while who whom whose will with "
    "would year yesterday today tomorrow morning evening night monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december two four five six seven eight nine ten dozens hundreds thousands number and for not but are".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an act was done: `level` 3 is a town or a site, 2 an area, 1 a country."""

    name: str | None
    country: str | None
    level: int
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The parties on one side: codes, code with sector ("MLI GOV"), and names that are more than a country's."""

    codes: frozenset[str]
    offices: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One event as one report tells it. Days are ordinals; `words` (those of the parties and the trigger left out) and `trigger` are stems; `near` the towns of the report's records,
    `others` the codes of their parties where it has none of its own, `about` the words of its headline and of their sentences."""

    id: str
    report: str
    sentences: frozenset[int]
    kind: str
    event: str
    cameo: frozenset[str]
    status: str
    first: int | None
    last: int | None
    is_told: bool
    actors: Side
    recipients: Side
    place: Place | None
    near: frozenset[str]
    others: frozenset[str]
    counts: Mapping[str, tuple[int, int]]
    words: frozenset[str]
    trigger: frozenset[str]
    about: frozenset[str]

    @property
    def rank(self) -> int:
        """The better a mention is specified, the lower its rank; among as good ones the id decides, as if by lot."""
        told = [
            self.is_told,
            self.first is not None and self.first == self.last,
            self.place is not None and self.place.level == 3,
            bool(self.actors.codes),
            bool(self.recipients.codes),
            self.status == "actual",
        ]
        return ((len(told) - sum(told)) << 56) | int(self.id[:14], 16)

    def buckets(self) -> list[int]:
        """The numbers of its buckets, in order."""
        country = {self.place.country} if self.place and self.place.country else set()
        codes = sorted(self.actors.codes | self.recipients.codes | country) or sorted(self.others)
        words = [f"c{code}" for code in codes[:MOST_CODES]]
        words += [f"d{'-'.join(codes)}"] if 1 < len(codes) <= MOST_CODES else []
        towns = {self.place.name} if self.place and self.place.level > 1 and self.place.name else self.near
        words += [f"p{town}" for town in sorted(towns)[:2]]
        return sorted({_bucket(f"{self.kind} {days} {word}") for days in self._days() for word in words})

    def _days(self) -> list[str]:
        if self.first is None or self.last is None:
            return ["undated"]
        half = DAYS_OF_BUCKET // 2
        numbers = range((self.first - half) // half, self.last // half + 1)  # two days at most apart share a bucket
        return [str(n) for n in numbers][: LONGEST_BUCKETS + 1]


def mentions_of(
    events: Sequence[Event], report_day: date | None, apart: Collection[str] = ()
) -> list[tuple[Mention, list[Event]]]:
    """The mentions of a report with their records: those of one `link` together, but each of the ids `apart` alone."""
    if not events:
        return []
    told: dict[str, list[Event]] = {}
    for event in events:
        group = event.id if event.link is None or event.id in apart else f"link {event.link}"
        told.setdefault(group, []).append(event)
    near = frozenset(
        e.where.resolved_place
        for e in events
        if e.where and e.where.resolved_place and LEVELS.get(e.where.resolution or "", 0) > 1
    )
    codes = frozenset(p.code for e in events for p in (*e.actors, *e.recipients) if p.code)
    about = about_of(events)
    return [(_mention(some, report_day, near, codes, about), some) for some in told.values()]


def about_of(events: Sequence[Event]) -> frozenset[str]:
    """What a report is about: the words of its headline and of the sentences that hold its records, those of parties and triggers left out."""
    texts = {events[0].title or "", *(e.sentence.text for e in events)}
    return frozenset().union(*(stems(text) for text in texts)) - _party_stems(events) - _trigger_stems(events)


def _mention(
    events: Sequence[Event], report_day: date | None, near: frozenset[str], codes: frozenset[str], about: frozenset[str]
) -> Mention:
    first = events[0]
    trigger = _trigger_stems(events)
    start, end, is_told = _days_of([e.when for e in events], report_day)
    place = _place([e.where for e in events])
    has_codes = any(p.code for e in events for p in (*e.actors, *e.recipients)) or bool(place and place.country)
    return Mention(
        id=first.id,
        report=first.doc_id,
        sentences=frozenset(e.sentence.start for e in events),
        kind=KIND.get(first.event, first.event),
        event=first.event,
        cameo=frozenset(e.cameo for e in events if e.cameo),
        status=min((e.status for e in events), key=("actual", "future", "hypothetical", "negated").index),
        first=start,
        last=end,
        is_told=is_told,
        actors=_side(p for e in events for p in e.actors),
        recipients=_side(p for e in events for p in e.recipients),
        place=place,
        near=near,
        others=frozenset() if has_codes else codes,
        counts=_counts(events),
        words=frozenset().union(*(stems(e.sentence.text) for e in events)) - trigger - _party_stems(events),
        trigger=trigger,
        about=about,
    )


def _trigger_stems(events: Sequence[Event]) -> frozenset[str]:
    return frozenset(stem for e in events for stem in stems(e.trigger.text))


@lru_cache(maxsize=1024)
def stems(text: str) -> frozenset[str]:
    """The first letters of the words that say something."""
    return frozenset([word[:STEM] for word in _WORD.findall(text.casefold()) if word not in _EMPTY])


def _party_stems(events: Sequence[Event]) -> frozenset[str]:
    """The words of the parties, which are compared as such."""
    parties = [p for e in events for p in (*e.actors, *e.recipients)]
    told = [
        words
        for p in parties
        for words in (p.name, p.span.text if p.span and len(p.span.text) < LONGEST_PARTY else None)
    ]
    return frozenset(stem for words in told if words for stem in stems(words))


def _days_of(given: Iterable[When | None], report_day: date | None) -> tuple[int | None, int | None, bool]:
    """First and last day, and whether the text tells them: the shortest span that a record tells, else about the day of the report."""
    told = sorted((w.end.toordinal() - w.start.toordinal(), w.start.toordinal()) for w in given if w)
    if told:
        return told[0][1], told[0][1] + told[0][0], True
    if report_day is None:
        return None, None, False
    return report_day.toordinal() - DAYS_BEFORE_REPORT, report_day.toordinal(), False


def _place(given: Iterable[Where | None]) -> Place | None:
    """The closest place that a record tells."""
    places = [
        Place(
            name=w.resolved_place,
            country=w.country_code,
            level=LEVELS.get(w.resolution or "", 2 if w.resolved_place else 1),
            lat=w.latitude,
            lon=w.longitude,
        )
        for w in given
        if w and (w.resolved_place or w.country_code)
    ]
    return max(places, key=lambda p: p.level) if places else None


def _side(parties: Iterable[Entity]) -> Side:
    some = list(parties)
    return Side(
        codes=frozenset(p.code for p in some if p.code),
        offices=frozenset(f"{p.code} {sector}" for p in some if p.code for sector in p.sector[:1]),
        names=frozenset(
            p.name for p in some if p.name and (p.sector[:1] not in ((), ("GOV",)) or p.wikidata is None or p.role)
        ),
    )


def _counts(events: Sequence[Event]) -> dict[str, tuple[int, int]]:
    """For each kind the range that all numbers told lie in; an open end is taken for the other one."""
    told: dict[str, tuple[int, int]] = {}
    for event in events:
        for kind, count in event.counts.items():
            ends = [n for n in (count.low, count.high) if n is not None]
            if ends:
                low, high = told.get(kind, (ends[0], ends[0]))
                told[kind] = (min(low, *ends), max(high, *ends))
    return told


SETS = ("sentences", "cameo", "near", "others", "words", "trigger", "about")
SIDES = ("actors", "recipients")
PLAIN = ("id", "report", "kind", "event", "status", "first", "last", "is_told")


def pack_mention(given: Mention) -> bytes:
    """A mention as compressed JSON."""
    place = given.place
    obj = {
        **{name: getattr(given, name) for name in PLAIN},
        **{name: sorted(getattr(given, name)) for name in SETS},
        **{name: _side_lists(getattr(given, name)) for name in SIDES},
        "place": place and [place.name, place.country, place.level, place.lat, place.lon],
        "counts": given.counts,
    }
    return zlib.compress(json.dumps(obj, separators=(",", ":")).encode("ascii"), 1)


def _side_lists(side: Side) -> list[list[str]]:
    return [sorted(side.codes), sorted(side.offices), sorted(side.names)]


@lru_cache(maxsize=4096)  # neighbours come again and again; some 3 KB each
def unpack_mention(packed: bytes) -> Mention:
    """The mention that `pack_mention` packed."""
    obj: dict[str, Any] = json.loads(zlib.decompress(packed))
    for name in SETS:
        obj[name] = frozenset(obj[name])
    for name in SIDES:
        codes, offices, names = obj[name]
        obj[name] = Side(codes=frozenset(codes), offices=frozenset(offices), names=frozenset(names))
    if obj["place"]:
        name, country, level, lat, lon = obj["place"]
        obj["place"] = Place(name=name, country=country, level=level, lat=lat, lon=lon)
    obj["counts"] = {kind: (low, high) for kind, (low, high) in obj["counts"].items()}
    return Mention(**obj)


def _bucket(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
