"""How well coded records agree with gold reports.

A record matches a gold event when its type is accepted there and both name their act in the same sentence; of all ways
to pair them off, the best agreeing pairs go first. Optional gold events are neither missed nor wrong. What a record
says where the gold says nothing counts against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from diurna.coding.gold import GoldEntity, GoldEvent, GoldReport, Place
from diurna.record import Entity, Event, Span

VALUES = ("when", "country", "place", "mode", "attribution", "counts", "unreal")
"""Fields measured by their values in the matched events; `unreal` is a status other than actual."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """`hit` of `gold` were found, and of `said` were right."""

    hit: int
    gold: int
    said: int

    @property
    def precision(self) -> float:
        return self.hit / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `of` judged."""

    right: int
    of: int

    @property
    def accuracy(self) -> float | None:
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Something that is not as in the gold: `wrong` names the fields, or is "missed" or "not in the gold"."""

    doc_id: str
    event_id: str | None
    type: str
    trigger: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """`events`: found at all; `who`: codes of parties in matched events; `same_event`: pairs of mentions linked.

    `dyad` and `record` are over all events (a record is right where parties, status, days and country are). The
    `matched` shares are of the matched events: dyad, record, status, and of their gold parties sector and name.
    """

    reports: int
    events: Ratio
    who: Ratio
    dyad: Ratio
    record: Ratio
    same_event: Ratio
    values: Mapping[str, Ratio]
    matched: Mapping[str, Share]
    by_type: Mapping[str, Ratio]
    misses: tuple[Miss, ...]


def score(golds: Sequence[GoldReport], records: Mapping[str, Sequence[Event]]) -> Scores:
    """Scores of the records (by report id) against the gold reports."""
    events: Counter[str] = Counter()
    who: Counter[str] = Counter()
    links: Counter[str] = Counter()
    values: dict[str, Counter[str]] = {key: Counter() for key in VALUES}
    by_type: defaultdict[str, Counter[str]] = defaultdict(Counter)
    matched: dict[str, Counter[bool]] = {key: Counter() for key in ("dyad", "record", "status", "sector", "name")}
    misses: list[Miss] = []
    for gold in golds:
        doc_id = gold.report.doc_id
        pairs, missed, extra = paired(gold, records.get(doc_id, ()))
        for event, record in pairs:
            if event.optional:
                continue
            flags, figures = judged(event, record, published=gold.report.published)
            by_type[event.types[0]].update(hit=1, gold=1, said=1)
            for key, ok in flags.items():
                matched[key][ok] += 1
            for key, ratio in figures.items():
                values[key].update(hit=ratio.hit, gold=ratio.gold, said=ratio.said)
            for ours, theirs in sides(event, record):
                a, b = codes(ours), codes(theirs)
                who.update(hit=len(a & b), gold=len(a), said=len(b))
                for entity in ours:
                    for key, ok in entity_judged(entity, theirs):
                        matched[key][ok] += 1
            wrong = [key for key in ("dyad", "status") if not flags[key]]
            wrong += [key for key, ratio in figures.items() if key != "unreal" and not is_right(ratio)]
            events.update(hit=1, gold=1, said=1)
            if wrong:
                misses.append(miss(doc_id, event, wrong))
        for event in missed:
            if not event.optional:
                events["gold"] += 1
                by_type[event.types[0]]["gold"] += 1
                misses.append(miss(doc_id, event, ["missed"]))
        for record in extra:
            events["said"] += 1
            by_type[record.event]["said"] += 1
            misses.append(invented(record))
        ours_linked = linked([event.same_as or event.id for event, _ in pairs])
        theirs_linked = linked([record.link or ("alone", n) for n, (_, record) in enumerate(pairs)])
        links.update(hit=len(ours_linked & theirs_linked), gold=len(ours_linked), said=len(theirs_linked))
    return Scores(
        reports=len(golds),
        events=ratio_of(events),
        who=ratio_of(who),
        dyad=Ratio(matched["dyad"][True], events["gold"], events["said"]),
        record=Ratio(matched["record"][True], events["gold"], events["said"]),
        same_event=ratio_of(links),
        values={key: ratio_of(counter) for key, counter in values.items()},
        matched={key: Share(counter[True], counter.total()) for key, counter in matched.items()},
        by_type={key: ratio_of(counter) for key, counter in sorted(by_type.items())},
        misses=tuple(misses),
    )


def ratio_of(counter: Counter[str]) -> Ratio:
    return Ratio(counter["hit"], counter["gold"], counter["said"])


def invented(record: Event) -> Miss:
    wrong = ("not in the gold",)
    return Miss(doc_id=record.doc_id, event_id=None, type=record.event, trigger=record.trigger.text, wrong=wrong)


def miss(doc_id: str, event: GoldEvent, wrong: Iterable[str]) -> Miss:
    return Miss(doc_id=doc_id, event_id=event.id, type=event.types[0], trigger=event.trigger_text, wrong=tuple(wrong))


# --- Pairing --------------------------------------------------------------------------------------

Pairs = list[tuple[GoldEvent, Event]]


def paired(gold: GoldReport, records: Sequence[Event]) -> tuple[Pairs, list[GoldEvent], list[Event]]:
    """Gold events with the records that match them, best agreement first; what is left of either side."""
    sentence = sentence_numbers(gold.report.text)
    candidates = sorted(
        (-agreement(event, record, sentence), g, r)
        for g, event in enumerate(gold.events)
        for r, record in enumerate(records)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    pairs: Pairs = []
    for disagreement, g, r in candidates:
        if disagreement and g not in partner and r not in taken:
            partner[g] = r
            taken.add(r)
            pairs.append((gold.events[g], records[r]))
    missed = [event for g, event in enumerate(gold.events) if g not in partner]
    extra = [record for r, record in enumerate(records) if r not in taken]
    return pairs, missed, extra


def agreement(event: GoldEvent, record: Event, sentence: Callable[[int], int]) -> float:
    """How well a record agrees with a gold event in words and parties, 0 where they cannot be the same mention."""
    if record.event not in event.types:
        return 0.0
    touch = overlap(event.trigger, record.trigger)
    if not touch and sentence(record.trigger.start) != sentence(event.trigger[0]):
        return 0.0
    agreed = 1.0 + 2 * touch
    for ours, theirs in sides(event, record):
        agreed += jaccard(codes(ours), codes(theirs))
    return agreed


SENTENCE_BREAK = re.compile(r"""\n | [.!?]["'”’)\]]*\s+(?=["'“‘(\[]*[A-Z0-9]) | (?<=[a-z])\.(?=[A-Z])""", re.VERBOSE)
ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|St|Sen|Rep|Gov|No|vs|U\.S|U\.K|U\.N|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|[A-Z])\.$"
)


def sentence_numbers(text: str) -> Callable[[int], int]:
    """From a character offset to the number of its sentence, by full stops and line ends alone.

    It stands apart from the coder's own sentences, so that another coder's records can be scored in the same way.
    """
    breaks = [
        found.end()
        for found in SENTENCE_BREAK.finditer(text)
        if found.group()[0] == "\n" or not ABBREVIATION.search(text, max(0, found.start() - 8), found.start() + 1)
    ]
    return lambda offset: sum(at <= offset for at in breaks)


# --- Judging a pair -------------------------------------------------------------------------------


def judged(event: GoldEvent, record: Event, *, published: date | None) -> tuple[dict[str, bool], dict[str, Ratio]]:
    """Of a matched pair: whether dyad, status and record are right, and the figures of each value."""
    flags = {
        "dyad": all(codes(ours) == codes(theirs) for ours, theirs in sides(event, record)),
        "status": record.status in event.statuses,
    }
    figures = {
        "when": when_figures(event, record, published),
        "country": country_figures(event, record),
        "place": place_figures(event, record),
        "mode": Ratio(len(event.modes & set(record.modes)), len(event.modes), len(set(record.modes))),
        "attribution": voice_figures(event, record),
        "counts": count_figures(event, record),
        "unreal": unreal_figures(event, record),
    }
    flags["record"] = flags["dyad"] and flags["status"] and is_right(figures["when"]) and is_right(figures["country"])
    return flags, figures


def is_right(figures: Ratio) -> bool:
    """Whether a field is as the gold has it: something of it was met, or neither side says anything."""
    return bool(figures.hit) or not (figures.gold or figures.said)


def when_figures(event: GoldEvent, record: Event, published: date | None) -> Ratio:
    days = (record.when.start, record.when.end) if record.when else None
    if event.days is None and published is not None and days == (published, published):
        days = None  # the report's own day says as little as none
    return Ratio(event.days is not None and days == event.days, event.days is not None, days is not None)


def country_figures(event: GoldEvent, record: Event) -> Ratio:
    want, said = event.where and event.where[1], record.where and record.where.country_code
    return Ratio(bool(want) and want == said, bool(want), bool(said))


def place_figures(event: GoldEvent, record: Event) -> Ratio:
    want = plain_name((event.where and event.where[0]) or "")
    said = plain_name((record.where and record.where.resolved_place) or "")
    return Ratio(bool(want and said) and (want in said or said in want), bool(want), bool(said))


def voice_figures(event: GoldEvent, record: Event) -> Ratio:
    want, said = event.voice, record.attribution[0] if record.attribution else None
    right = bool(want and said) and (
        bool(want.at and overlap(want.at, said.span)) or (want.code is not None and want.code == said.code)
        if want and said
        else False
    )
    return Ratio(right, want is not None, said is not None)


def count_figures(event: GoldEvent, record: Event) -> Ratio:
    said = {str(key): (count.low, count.high) for key, count in record.counts.items()}
    right = sum(key in said and agree_where_closed(want, said[key]) for key, want in event.counts.items())
    return Ratio(right, len(event.counts), len(said))


def agree_where_closed(want: tuple[int | None, int | None], said: tuple[int | None, int | None]) -> bool:
    """An open end of the gold asks for the other end alone."""
    return all(ours is None or ours == theirs for ours, theirs in zip(want, said, strict=True))


def unreal_figures(event: GoldEvent, record: Event) -> Ratio:
    right, unreal = record.status in event.statuses, "actual" not in event.statuses
    return Ratio(unreal and right, unreal, record.status != "actual" and (unreal or not right))


def entity_judged(entity: GoldEntity, said: Sequence[Entity]) -> Iterator[tuple[str, bool]]:
    """For what the gold says of a party, whether the record's party in its place has the same first sector and name."""
    alike = [other for other in said if other.code and other.code == entity.code]
    names = {plain_name(name) for name in entity.names}
    twin = (
        next((other for other in said if entity.at and other.span and overlap(entity.at, other.span)), None)
        or next((other for other in alike if names and plain_name(other.name or "") in names), None)
        or (alike[0] if alike else None)
    )
    if entity.sector:
        yield "sector", twin is not None and twin.sector[:1] == entity.sector[:1]
    if entity.names:
        yield "name", twin is not None and plain_name(twin.name or "") in names


def sides(event: GoldEvent, record: Event) -> tuple[tuple[tuple[GoldEntity, ...], tuple[Entity, ...]], ...]:
    return (event.actors, record.actors), (event.recipients, record.recipients)


def codes(entities: Iterable[GoldEntity | Entity]) -> set[str]:
    return {entity.code for entity in entities if entity.code}


def overlap(place: Place, span: Span) -> bool:
    return place[0] < span.end and span.start < place[1]


def jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0


def linked(groups: Sequence[Hashable]) -> set[tuple[int, int]]:
    """The pairs of positions that are in the same group."""
    return {(a, b) for a, b in combinations(range(len(groups)), 2) if groups[a] == groups[b]}


def plain_name(name: str) -> str:
    """A name without accents, case, punctuation and article, for comparing."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"\W+", " ", bare.replace("ı", "i")).casefold().strip().removeprefix("the ")
