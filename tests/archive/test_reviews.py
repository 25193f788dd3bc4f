"""Records reviewed: what is said of them, who said it, how they stand, and that nothing of it is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from diurna.archive import Archive, content_digest, event_by_id, open_archive, replace_coding
from diurna.archive.asking import count_events, find_events
from diurna.archive.filters import EventFilter
from diurna.archive.judgements import judgement_from_json, judgement_to_json, judgements
from diurna.archive.reviewing import add_missed, complete, judge, reopen, restore
from diurna.archive.reviews import completed, reviewed, reviewed_of_report, standings
from diurna.archive.schema import report as report_table
from diurna.archive.schema import review
from diurna.errors import ArchiveError, InputError, RecordError
from diurna.record import Event
from tests.archive.skirmishes import MARCH, MASSED, MET, NOON, SHELLED, TEXT, TO_ARMENIA, coded, fill, later, quote

ANNA, BEN = "Anna", "Ben"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a", write=True) as opened:
        fill(opened)
        yield opened


def say(archive: Archive, one: Event | str, verdict: Any, by: str = ANNA, minute: int = 0, **more: Any) -> None:
    with archive.writing() as connection:
        judge(connection, one if isinstance(one, str) else one.id, verdict, by=by, at=later(minute), **more)


def standing(archive: Archive, one: Event) -> str:
    found = reviewed(archive.connection, one.id)
    assert found is not None
    assert standings(archive.connection, [one.id]).get(one.id, ("unreviewed", ()))[0] == found.standing
    return found.standing


def test_a_correction_stands_beside_what_the_coder_said(archive: Archive) -> None:
    say(archive, MASSED, "correct", fields=TO_ARMENIA, note="the officials only say so")
    found = reviewed(archive.connection, MASSED.id)
    assert found is not None
    assert found.standing == "corrected"
    (one,) = found.counting
    assert (one.by, one.at, one.note, one.coder) == (ANNA, NOON, "the officials only say so", {"diurna": "test"})
    assert one.corrected is not None
    assert [(party.name, party.code, party.span) for party in one.corrected.actors] == [
        ("Armenia", "ARM", one.corrected.actors[0].span)
    ]
    assert TEXT[one.corrected.actors[0].span.start :].startswith("Armenia had massed")  # type: ignore[union-attr]
    assert replace(one.corrected, actors=MASSED.actors) == MASSED
    assert event_by_id(archive.connection, MASSED.id) == MASSED


def test_the_latest_judgement_of_each_reviewer_counts_and_none_is_lost(archive: Archive) -> None:
    say(archive, MET, "reject", minute=1)
    say(archive, MET, "accept", minute=2)
    assert standing(archive, MET) == "accepted"
    say(archive, MET, "reject", by=BEN, minute=3)
    assert standing(archive, MET) == "disputed"
    say(archive, MET, "undo", by=BEN, minute=4)
    assert standing(archive, MET) == "accepted"
    say(archive, MET, "undo", minute=5)
    assert standing(archive, MET) == "rejected"
    say(archive, MET, "undo", minute=6)
    assert standing(archive, MET) == "unreviewed"
    found = reviewed(archive.connection, MET.id)
    assert found is not None
    assert [one.verdict for one in found.history] == ["reject", "accept", "reject", "undo", "undo", "undo"]


def test_two_corrections_agree_where_they_say_the_same(archive: Archive) -> None:
    say(archive, MASSED, "correct", fields=TO_ARMENIA)
    say(archive, MASSED, "correct", by=BEN, fields={**TO_ARMENIA, "mode": ["troops"]}, minute=1)
    assert standing(archive, MASSED) == "corrected"
    say(archive, MASSED, "correct", by=BEN, fields={**TO_ARMENIA, "mode": ["militia"]}, minute=2)
    assert standing(archive, MASSED) == "disputed"


def test_a_missed_event_is_added_and_judged_by_others(archive: Archive) -> None:
    with archive.writing() as connection:
        made = add_missed(connection, "river", MARCH, by=ANNA, at=NOON)
    assert made.event is not None
    assert made.event.sentence.text == "Crowds marched in Batumi against the war."
    assert (made.event.quad_code, made.event.goldstein) == (4, -6.5)
    assert made.event.id == made.record
    found = reviewed_of_report(archive.connection, "river")
    assert [one.id for one in found] == [SHELLED.id, MASSED.id, MET.id, made.record]
    assert found[-1].is_added and found[-1].standing == "added"
    say(archive, made.record or "", "accept", by=BEN, minute=1)
    assert reviewed_of_report(archive.connection, "river")[-1].standing == "added"
    say(archive, made.record or "", "reject", by=BEN, minute=2)
    assert reviewed_of_report(archive.connection, "river")[-1].standing == "disputed"


def test_judgements_survive_a_new_coding(archive: Archive) -> None:
    say(archive, MASSED, "correct", fields=TO_ARMENIA)
    say(archive, SHELLED, "accept")
    say(archive, MET, "reject")
    key = archive.connection.execute(select(report_table.c.key)).scalar_one()
    bare = replace(SHELLED, counts={}, where=None)
    with archive.writing() as connection:
        replace_coding(connection, key, coded(events=(bare, MET), version="2"))
    found = {one.id: one for one in reviewed_of_report(archive.connection, "river")}
    assert set(found) == {SHELLED.id, MASSED.id, MET.id}
    gone, changed, same = found[MASSED.id], found[SHELLED.id], found[MET.id]
    assert gone.coded is None and not gone.is_added
    assert gone.since(gone.counting[0]) is None
    assert gone.counting[0].corrected is not None and gone.standing == "corrected"
    assert changed.since(changed.counting[0]) == ("event_loc", "size", "size_text")
    assert same.since(same.counting[0]) == ()
    say(archive, MASSED, "reject", by=BEN, minute=5)  # one that the coder gives no more is still judged
    assert reviewed(archive.connection, MASSED.id).standing == "disputed"  # type: ignore[union-attr]


def test_a_report_is_complete_when_all_its_records_are_judged(archive: Archive) -> None:
    say(archive, MET, "reject")
    with (
        archive.writing() as connection,
        pytest.raises(InputError, match="river: Anna has not judged 2 of its records"),
    ):
        complete(connection, "river", by=ANNA, at=NOON)
    with archive.writing() as connection:
        complete(connection, "river", by=ANNA, at=later(1), accept_rest=True)
    assert completed(archive.connection) == {"river": (ANNA,)}
    assert [standing(archive, one) for one in (SHELLED, MASSED, MET)] == ["accepted", "accepted", "rejected"]
    with archive.writing() as connection:
        reopen(connection, "river", by=ANNA, at=later(2))
    assert completed(archive.connection) == {}
    with archive.writing() as connection, pytest.raises(InputError, match="has not marked it complete"):
        reopen(connection, "river", by=ANNA, at=later(3))


def test_nothing_that_was_said_can_be_changed(archive: Archive) -> None:
    say(archive, MET, "reject")
    for statement in (update(review).values(verdict="accept"), delete(review)):
        with pytest.raises(ArchiveError, match="never"), archive.writing() as connection:
            connection.execute(statement)
    assert standing(archive, MET) == "rejected"


def test_what_is_reviewed_is_filtered(archive: Archive) -> None:
    say(archive, MASSED, "correct", fields=TO_ARMENIA)
    say(archive, MET, "reject")

    def ids(*reviews: str) -> set[str]:
        wanted = EventFilter(reviews=reviews)
        found = {one.id for one in find_events(archive.connection, wanted).events}
        assert count_events(archive.connection, wanted) == len(found)
        return found

    assert ids("corrected") == {MASSED.id}
    assert ids("corrected", "rejected") == ids("reviewed") == {MASSED.id, MET.id}
    assert ids("unreviewed") == {SHELLED.id}
    assert ids("unreviewed", "rejected") == {SHELLED.id, MET.id}
    assert ids("disputed") == set()


def test_two_peoples_reviews_merge_in_any_order(archive: Archive, tmp_path: Path) -> None:
    with open_archive(tmp_path / "b", write=True) as other:
        fill(other)
        say(other, MET, "reject", by=BEN, minute=1)
        say(other, MET, "undo", by=BEN, minute=2)
        say(other, MASSED, "correct", by=BEN, fields=TO_ARMENIA, minute=3)
        with other.writing() as connection:
            add_missed(connection, "river", MARCH, by=BEN, at=later(4))
            complete(connection, "river", by=BEN, at=later(5), accept_rest=True)
        theirs = [json.loads(json.dumps(judgement_to_json(one))) for one in judgements(other.connection)]
    say(archive, MASSED, "accept")
    taken = [judgement_from_json(one) for one in theirs]
    with archive.writing() as connection:
        assert restore(connection, reversed(taken)) == (len(theirs), [])
        assert restore(connection, taken) == (0, [])
    assert standing(archive, MASSED) == "disputed"
    assert standing(archive, MET) == "accepted"
    assert completed(archive.connection) == {"river": (BEN,)}
    assert {one.id: one for one in judgements(archive.connection) if one.by == BEN} == {one.id: one for one in taken}


def test_judgements_of_reports_that_are_not_here_wait(tmp_path: Path, archive: Archive) -> None:
    say(archive, MET, "reject")
    with open_archive(tmp_path / "b", write=True) as other:
        fill(other, "lake")
        with other.writing() as connection:
            assert restore(connection, judgements(archive.connection)) == (0, ["river"])


def test_a_judgement_that_was_tampered_with_is_refused(archive: Archive) -> None:
    say(archive, MET, "reject")
    told = judgement_to_json(judgements(archive.connection)[0])
    with pytest.raises(RecordError, match=r"^line 3: id: \w+, but what it says gives \w+: the line was changed"):
        judgement_from_json({**told, "verdict": "accept"}, where="line 3")
    with pytest.raises(RecordError, match=r"^by: missing"):
        judgement_from_json({name: value for name, value in told.items() if name != "by"})


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"event": "ATTACK"}, "event: no event type 'ATTACK'; there are AGREE"),
    ({"event": "AID", "mode": ["aerial"]}, "mode[0]: AID has no mode 'aerial'; AID has "),
    ({"mode": "troops"}, "mode: expected a list, found text; MOBILIZE has "),
    ({"context": ["weather"]}, "context[0]: no context 'weather'; there are "),
    ({"cameo": "999"}, "cameo: no CAMEO code '999'; give a code"),
    ({"actor": [{**quote("Armenia"), "code": "ARX"}]}, "actor[0].code: no code 'ARX' of a country or body; give an ISO 3166"),
    ({"actor": [{**quote("Armenia"), "sector": ["ARMY"]}]}, "actor[0].sector[0]: no sector 'ARMY'; there are COP, GOV"),
    ({"actor": [{"name": "Armenia"}]}, "actor[0]: points at no words: neither text nor from; mark the words"),
    ({"actor": [{"start": 5, "end": 9_999}]}, "actor[0].text: null, though text, start and end must be null together; mark the words"),
    ({"trigger": {"start": 3, "end": 8, "text": "massed"}}, "trigger: 'massed' is not what stands from 3 to 8: 'shes '; mark the words"),
    ({"trigger": None}, "trigger: expected an object, found null"),
    ({"date": "2024-05-04", "enddate": "2024-05-03"}, "enddate: 2024-05-03 is before date 2024-05-04; give the first and the last day"),
    ({"date": "in May", "enddate": "2024-05-03"}, "date: 'in May' is no day (expected one like 2022-02-24); give"),
    ({"event_loc": {**quote("Dolma", "near"), "lat": 91.0}}, "event_loc.lat: 91.0 is more than 90"),
    ({"event_loc": {**quote("Dolma", "near"), "country_code": "AA"}}, "event_loc.country_code: no code 'AA' of a country; give an ISO 3166 alpha-3 code or KOS"),
    ({"status": "maybe"}, "status: 'maybe' is none of actual, future, hypothetical, negated"),
    ({"attribution": [{**quote("Officials"), "stance": "hopes"}]}, "attribution[0].stance: 'hopes' is none of says, claims, denies, confirms"),
    ({"size": {"dead": [4, 4]}}, "size_text.dead: missing; mark the words that say how many"),
    ({"goldstein": 3.0}, "goldstein: no field that is given; there are event"),
    ({}, f"{MASSED.id}: nothing is corrected; accept it, or change a field"),
    ({"mode": ["troops"]}, f"{MASSED.id}: nothing is corrected; accept it, or change a field"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "message"), REFUSED, ids=[message.split(";")[0] for _, message in REFUSED])
def test_a_faulty_correction_is_refused_by_field(archive: Archive, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as refused:
        say(archive, MASSED, "correct", fields=fields)
    assert str(refused.value).startswith(message)
    assert judgements(archive.connection) == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda c: judge(c, "0" * 16, "accept", by=ANNA, at=NOON), "0000000000000000: no record of this archive"),
        (lambda c: judge(c, MET.id, "undo", by=ANNA, at=NOON), f"{MET.id}: no judgement of Anna to undo"),
        (lambda c: judge(c, MET.id, "accept", by="  ", at=NOON), "by: give the reviewer's name"),
        (lambda c: judge(c, MET.id, "complete", by=ANNA, at=NOON), "verdict: 'complete' is none on a record"),
        (lambda c: judge(c, MET.id, "accept", by=ANNA, at=NOON, fields={"mode": []}), "mode: accept takes no fields"),
        (lambda c: add_missed(c, "river", {"event": "PROTEST"}, by=ANNA, at=NOON), "trigger: missing; an added event"),
        (lambda c: add_missed(c, "lake", MARCH, by=ANNA, at=NOON), "lake: no report of this archive"),
        (lambda c: add_missed(c, "river", {"event": "CONSULT", "trigger": quote("met")}, by=ANNA, at=NOON), "trigger: CONSULT of 'met' is there already"),
        (lambda c: complete(c, "lake", by=ANNA, at=NOON), "lake: no report of this archive"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(archive: Archive, call: Any, message: str) -> None:
    with pytest.raises(InputError) as refused, archive.writing() as connection:
        call(connection)
    assert str(refused.value).startswith(message)


def test_a_party_of_another_sentence_is_given_by_it(archive: Archive) -> None:
    say(archive, MET, "correct", fields={"recipient": [{**quote("Armenia"), "name": "Armenia", "code": "ARM"}]})
    corrected = judgements(archive.connection)[0].corrected
    assert corrected is not None
    (party,) = corrected.recipients
    assert party.span is None and party.given_by is not None and party.given_by.text == "Armenia"


def test_another_trigger_or_type_makes_another_id_but_the_judgement_keeps_its_record(archive: Archive) -> None:
    say(archive, MASSED, "correct", fields={"event": "COERCE", "trigger": quote("had massed troops")})
    one = judgements(archive.connection)[0]
    assert one.corrected is not None and one.coded is not None
    assert (one.record, one.coded.id) == (MASSED.id, MASSED.id)
    assert one.corrected.id != MASSED.id
    assert (one.corrected.modes, one.corrected.cameo, one.corrected.quad_code) == ((), None, 4)


def test_reviews_are_no_part_of_what_is_coded(archive: Archive) -> None:
    before = content_digest(archive.connection)
    say(archive, MET, "reject")
    assert content_digest(archive.connection) == before


def test_a_call_said_twice_is_one(archive: Archive) -> None:
    for _ in range(2):
        say(archive, MET, "reject", minute=1)
        say(archive, SHELLED, "accept")
    assert len(judgements(archive.connection)) == 2


def test_what_is_said_in_one_instant_keeps_its_order(archive: Archive) -> None:
    for verdict in ("accept", "reject", "undo", "reject"):
        say(archive, MET, verdict)
    found = judgements(archive.connection)
    assert [one.verdict for one in found] == ["accept", "reject", "undo", "reject"]
    assert len({one.at for one in found}) == 4
    assert standing(archive, MET) == "rejected"
