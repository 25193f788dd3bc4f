"""The scorer: what counts as found, right and invented; and that it agrees with the reference scorer where that is at hand."""

from __future__ import annotations

import importlib.util
import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diurna.cli.evaluate import as_object
from diurna.coding.evaluate import Scores, plain_name, score, sentence_numbers
from diurna.coding.gold import read_gold
from diurna.errors import DataError
from diurna.record import Attribution, Count, Entity, Event, Span, When, Where

TEXT = "Arnor restores ties with Gondor\n\nArnor met Gondor in Bree on Friday. Rohan attacked Mordor, Gondor said. Mr. Baggins left."
REFERENCE = Path(__file__).parents[3] / "shared" / "gold" / "score.py"


def span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span.of(TEXT, at, at + len(words))


def gold_event(words: str, type: str | list[str], nth: int = 0, **fields: Any) -> dict[str, Any]:
    place = span(words, nth)
    return {
        "id": "e1",
        "type": [type] if isinstance(type, str) else type,
        "mode": [],
        "trigger": {"text": place.text, "start": place.start, "end": place.end},
        "actors": [],
        "recipients": [],
        "when": None,
        "where": None,
        "status": ["actual"],
        "attribution": None,
        "counts": {},
        "same_as": None,
        "optional": False,
    } | fields


def gold_party(words: str | None, code: str | None, *sector: str, name: Any = None) -> dict[str, Any]:
    party: dict[str, Any] = {"text": words, "name": name, "code": code, "sector": list(sector)}
    return party | ({"start": span(words).start, "end": span(words).end} if words else {})


def record(words: str, type: str, nth: int = 0, **fields: Any) -> Event:
    blank: dict[str, Any] = {
        "id": "0" * 16,
        "doc_id": "d",
        "publisher": None,
        "url": None,
        "title": None,
        "language": "en",
        "published": None,
        "published_inferred": None,
        "event": type,
        "modes": (),
        "contexts": (),
        "cameo": None,
        "goldstein": None,
        "event_scale": None,
        "quad_code": None,
        "when": None,
        "actors": (),
        "recipients": (),
        "where": None,
        "status": "actual",
        "attribution": (),
        "trigger": span(words, nth),
        "sentence": Span.of(TEXT, 0, len(TEXT)),
        "link": None,
        "confidence": 1.0,
    }
    return Event(**(blank | fields))


def party(words: str | None, code: str | None, *sector: str, name: str | None = None) -> Entity:
    return Entity(span=span(words) if words else None, code=code, sector=sector, name=name)


def scored(tmp_path: Path, events: list[dict[str, Any]], records: list[Event], published: str | None = None) -> Scores:
    events = [event | {"id": event["id"] if n == 0 else f"e{n + 1}"} for n, event in enumerate(events)]
    gold = {"doc_id": "d", "text": TEXT, "published": published, "events": events}
    (tmp_path / "d.json").write_text(json.dumps(gold), encoding="utf-8")
    return score(read_gold(tmp_path), {"d": records})


FOUND = [
    ("the same words", gold_event("met", "CONSULT"), record("met", "CONSULT"), True),
    ("other words of the sentence", gold_event("met", "CONSULT"), record("Friday", "CONSULT"), True),
    ("an accepted second type", gold_event("met", ["AGREE", "CONSULT"]), record("met", "CONSULT"), True),
    ("another type", gold_event("met", "CONSULT"), record("met", "AGREE"), False),
    ("another sentence", gold_event("met", "CONSULT"), record("attacked", "CONSULT"), False),
    ("a title is no end of a sentence", gold_event("left", "RETREAT"), record("Mr", "RETREAT"), True),
]


@pytest.mark.parametrize(("why", "gold", "said", "found"), FOUND, ids=[row[0] for row in FOUND])
def test_a_record_is_found_by_type_and_sentence(
    tmp_path: Path, why: str, gold: dict[str, Any], said: Event, found: bool
) -> None:
    scores = scored(tmp_path, [gold], [said])
    assert (scores.events.hit, scores.events.gold, scores.events.said) == (int(found), 1, 1)


FRIDAY = {
    "text": "Friday",
    "start": span("Friday").start,
    "end": span("Friday").end,
    "from": "3018-10-05",
    "to": "3018-10-05",
}
BREE = {"text": "Bree", "start": span("Bree").start, "end": span("Bree").end, "name": "Bree", "country": "ARN"}
SAID = {"text": "Gondor", "start": span("Gondor", 2).start, "end": span("Gondor", 2).end, "code": "GON", "sector": []}
FRIDAY_SAID = When(start=date(3018, 10, 5), end=date(3018, 10, 5), span=span("Friday"))

FIELDS = [
    ("when", {"when": FRIDAY}, {"when": FRIDAY_SAID}, (1, 1, 1)),
    ("when", {"when": FRIDAY}, {}, (0, 1, 0)),
    ("when", {}, {"when": FRIDAY_SAID}, (0, 0, 1)),
    ("country", {"where": BREE}, {"where": Where(span=None, country_code="ARN")}, (1, 1, 1)),
    ("country", {}, {"where": Where(span=None, country_code="ARN")}, (0, 0, 1)),
    ("place", {"where": BREE}, {"where": Where(span=None, resolved_place="the town of Brée")}, (1, 1, 1)),
    (
        "place",
        {"where": BREE | {"name": ["Bree", "Staddle"]}},
        {"where": Where(span=None, resolved_place="Bree")},
        (1, 1, 1),
    ),
    ("mode", {"mode": ["visit", "phone"]}, {"modes": ("visit", "multilateral")}, (1, 2, 2)),
    ("attribution", {"attribution": SAID}, {"attribution": (Attribution(span=span("Gondor", 2)),)}, (1, 1, 1)),
    ("attribution", {"attribution": SAID}, {"attribution": (Attribution(span=span("Arnor"), code="GON"),)}, (1, 1, 1)),
    ("attribution", {"attribution": SAID}, {"attribution": (Attribution(span=span("Arnor"), code="ARN"),)}, (0, 1, 1)),
    (
        "counts",
        {"counts": {"dead": [3, None]}},
        {"counts": {"dead": Count(low=3, high=9, span=span("met"))}},
        (1, 1, 1),
    ),
    ("counts", {"counts": {"dead": [3, 3]}}, {"counts": {"dead": Count(low=3, high=9, span=span("met"))}}, (0, 1, 1)),
    ("unreal", {"status": ["future"]}, {"status": "future"}, (1, 1, 1)),
    ("unreal", {"status": ["future"]}, {"status": "actual"}, (0, 1, 0)),
    ("unreal", {"status": ["actual"]}, {"status": "negated"}, (0, 0, 1)),
]


@pytest.mark.parametrize(("field", "gold", "said", "figures"), FIELDS)
def test_a_field_is_measured_with_inventions_counted(
    tmp_path: Path, field: str, gold: dict[str, Any], said: dict[str, Any], figures: tuple[int, int, int]
) -> None:
    scores = scored(tmp_path, [gold_event("met", "CONSULT", **gold)], [record("met", "CONSULT", **said)])
    ratio = scores.values[field]
    assert (ratio.hit, ratio.gold, ratio.said) == figures


def test_the_day_of_the_report_says_as_little_as_no_day(tmp_path: Path) -> None:
    said = record("met", "CONSULT", when=FRIDAY_SAID)
    assert scored(tmp_path, [gold_event("met", "CONSULT")], [said], published="3018-10-05").values["when"].said == 0


def test_parties_are_right_as_a_dyad_and_as_a_record(tmp_path: Path) -> None:
    gold = gold_event(
        "met",
        "CONSULT",
        actors=[
            gold_party("Arnor", "ARN", "GOV", name="Arnor"),
            gold_party("Gondor", "GON", "GOV", name=["Gondor", "South"]),
        ],
    )
    right = record("met", "CONSULT", actors=(party(None, "GON", "GOV", name="the South"), party("Arnor", "ARN", "MIL")))
    scores = scored(tmp_path, [gold], [right])
    assert (scores.dyad.hit, scores.record.hit) == (1, 1)
    assert (scores.matched["sector"].right, scores.matched["name"].right) == (1, 1)
    half = scored(tmp_path, [gold], [record("met", "CONSULT", actors=(party("Arnor", "ARN"),))])
    assert (half.dyad.hit, half.who.hit, half.who.gold, half.who.said) == (0, 1, 2, 1)


def test_optional_events_are_neither_missed_nor_wrong(tmp_path: Path) -> None:
    gold = [gold_event("met", "CONSULT", optional=True), gold_event("attacked", "ASSAULT")]
    scores = scored(tmp_path, gold, [record("met", "CONSULT")])
    assert (scores.events.hit, scores.events.gold, scores.events.said) == (0, 1, 0)


def test_mentions_of_one_event_are_scored_by_pairs(tmp_path: Path) -> None:
    gold = [gold_event("restores", "SUPPORT"), gold_event("met", "SUPPORT", same_as="e1")]
    together = [record("restores", "SUPPORT", link="x"), record("met", "SUPPORT", link="x")]
    apart = [record("restores", "SUPPORT"), record("met", "SUPPORT")]
    assert scored(tmp_path, gold, together).same_event.f1 == 1
    assert scored(tmp_path, gold, apart).same_event.hit == 0


def test_misses_name_what_is_wrong(tmp_path: Path) -> None:
    gold = [gold_event("met", "CONSULT", when=FRIDAY), gold_event("attacked", "ASSAULT")]
    scores = scored(tmp_path, gold, [record("met", "CONSULT"), record("restores", "SUPPORT")])
    assert [(miss.event_id, miss.wrong) for miss in scores.misses] == [
        ("e1", ("when",)),
        ("e2", ("missed",)),
        (None, ("not in the gold",)),
    ]


@pytest.mark.parametrize(
    ("name", "plain"),
    [("The Beqaa Valley", "beqaa valley"), ("Şırnak", "sirnak"), ("Côte d’Ivoire", "cote d ivoire"), ("", "")],
)
def test_names_are_compared_plainly(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_sentences_end_at_full_stops_and_line_ends() -> None:
    number = sentence_numbers("Head\n\nMr. A met him. They left.")
    assert [number(at) for at in (0, 6, 10, 22)] == [0, 2, 2, 3]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"trigger": {"text": "met", "start": 0, "end": 3}}, "e1: trigger"),
        ({"actors": [{"text": "x"}]}, "e1: actors"),
        ({"when": {"from": "yesterday", "to": "today"}}, "e1: when"),
    ],
)
def test_a_fault_in_a_gold_file_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=rf"d\.json: {message}"):
        scored(tmp_path, [gold_event("met", "CONSULT") | change], [])


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no gold report"):
        read_gold(tmp_path)


# --- Agreement with the reference scorer ---------------------------------------------------------------------------------

TYPES, CODES, NAMES = ("CONSULT", "ASSAULT", "AGREE"), ("ARN", "GON", "MOR", None), ("Arnor", "Gondor", None)
WORDS = ("restores", "met", "attacked", "left", "Friday", "ties", "Bree", "Mordor", "said")


def made_up(chance: random.Random) -> tuple[list[dict[str, Any]], list[Event]]:
    """Some gold events and records, alike enough to be matched and different enough to be wrong in every field."""

    def parties(gold: bool) -> list[Any]:
        make = gold_party if gold else party
        some = (None, "Arnor", "Gondor", "Rohan", "Mordor")
        return [
            make(
                chance.choice(some),
                chance.choice(CODES),
                *chance.sample(("GOV", "MIL", "REB"), chance.randrange(3)),
                name=chance.choice(NAMES),
            )
            for _ in range(chance.randrange(3))
        ]

    events, records = [], []
    for n in range(chance.randrange(1, 7)):
        event = gold_event(
            chance.choice(WORDS),
            chance.sample(TYPES, chance.choice((1, 1, 2))),
            actors=parties(True),
            recipients=parties(True),
            mode=chance.sample(("visit", "phone"), chance.randrange(3)),
            when=chance.choice((None, FRIDAY)),
            where=chance.choice((None, BREE)),
            status=chance.sample(("actual", "future", "negated"), chance.choice((1, 2))),
            attribution=chance.choice((None, SAID)),
            counts=chance.choice(({}, {"dead": [2, None]}, {"dead": [2, 2], "injured": [1, 5]})),
            same_as="e1" if n and chance.random() < 0.3 else None,
            optional=chance.random() < 0.2,
        )
        events.append(event)
    for _ in range(chance.randrange(8)):
        records.append(
            record(
                chance.choice(WORDS),
                chance.choice(TYPES),
                actors=tuple(parties(False)),
                recipients=tuple(parties(False)),
                modes=tuple(chance.sample(("visit", "phone"), chance.randrange(3))),
                when=chance.choice((None, FRIDAY_SAID)),
                where=chance.choice(
                    (None, Where(span=None, resolved_place="Bree town", country_code=chance.choice(("ARN", "GON"))))
                ),
                status=chance.choice(("actual", "actual", "future", "negated")),
                attribution=chance.choice(
                    ((), (Attribution(span=span("Gondor", 2)),), (Attribution(span=span("Arnor"), code="GON"),))
                ),
                counts=chance.choice(({}, {"dead": Count(low=2, high=3, span=span("met"))})),
                link=chance.choice((None, "x", "y")),
            )
        )
    return events, records


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference scorer is not beside this clone")
def test_figures_agree_with_the_reference_scorer(tmp_path: Path) -> None:
    from diurna.record.json import event_to_json

    spec = importlib.util.spec_from_file_location("reference_scorer", REFERENCE)
    assert spec
    assert spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    chance = random.Random(3018)
    for _ in range(150):
        events, records = made_up(chance)
        scores = scored(tmp_path, events, records, published="3018-10-05" if chance.random() < 0.5 else None)
        expected, _ = reference.score(reference.load_gold(tmp_path), [event_to_json(said) for said in records])
        assert as_object(scores, with_misses=False) == expected
