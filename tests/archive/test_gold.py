"""From doubt to gold: the queue of what is to review, agreement between reviewers, and reviewed reports in the form that scorers read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diurna.archive import Archive, events_of_report, open_archive
from diurna.archive.agreement import PRESENCE, agreement
from diurna.archive.filters import EventFilter
from diurna.archive.gold import gold_reports, write_gold
from diurna.archive.review_queue import review_queue, what_is_done
from diurna.archive.reviewing import add_missed, complete, judge, reopen
from diurna.coding.evaluate import score
from diurna.coding.gold import read_gold
from diurna.errors import InputError
from diurna.record.json import event_to_json
from tests.archive.skirmishes import MARCH, MASSED, MET, SHELLED, TO_ARMENIA, fill, later, quote, records

ANNA, BEN, CARA = "Anna", "Ben", "Cara"
SCORER = Path(__file__).parents[3] / "shared" / "gold" / "score.py"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a", write=True) as opened:
        fill(opened, "river", "lake", "a/b: c")
        yield opened


def annas(archive: Archive, doc_id: str = "river") -> None:
    """Anna mends who massed troops, adds the march, and is done."""
    _, massed, _ = records(doc_id)
    with archive.writing() as connection:
        judge(connection, massed.id, "correct", by=ANNA, at=later(1), fields=TO_ARMENIA)
        add_missed(connection, doc_id, MARCH, by=ANNA, at=later(2), is_optional=True)
        complete(connection, doc_id, by=ANNA, at=later(3), accept_rest=True)


def bens(archive: Archive, doc_id: str = "river") -> None:
    """Ben thinks that Georgia massed the troops, that nobody met, and has not seen the march."""
    _, _, met = records(doc_id)
    with archive.writing() as connection:
        judge(connection, met.id, "reject", by=BEN, at=later(11), note="no event")
        complete(connection, doc_id, by=BEN, at=later(12), accept_rest=True)


IN_MEMORY = pytest.mark.parametrize("in_memory", [False, True], ids=["in the tables", "in memory"])


@IN_MEMORY
def test_the_least_sure_is_reviewed_first_and_disputes_last(archive: Archive, in_memory: bool) -> None:
    def queue(**more: Any) -> list[tuple[str, str, str]]:
        found, after = [], None
        while True:
            page = review_queue(
                archive,
                EventFilter(**more.get("wanted", {})),
                by=more.get("by"),
                limit=2,
                after=after,
                in_memory=in_memory,
            )
            found += [(w.event.doc_id, w.event.event, w.standing) for w in page.waiting]
            after = page.next
            if after is None:
                return found

    assert [kind for _, kind, _ in queue()] == ["MOBILIZE"] * 3 + ["CONSULT"] * 3 + ["ASSAULT"] * 3
    annas(archive)
    assert [one for one in queue() if one[0] == "river"] == []
    assert len(queue(by=BEN)) == 9
    bens(archive)
    assert [(doc_id, kind) for doc_id, kind, stand in queue() if stand == "disputed"] == [
        ("river", "MOBILIZE"),
        ("river", "CONSULT"),
    ]
    assert queue()[-2:] == [("river", "MOBILIZE", "disputed"), ("river", "CONSULT", "disputed")]
    assert [kind for _, kind, _ in queue(wanted={"types": ("ASSAULT",)})] == ["ASSAULT"] * 2
    some = {"statuses": ("actual",)}
    assert (queue(wanted=some), queue(wanted=some, by=BEN)) == (queue(), queue(by=BEN))
    with pytest.raises(InputError, match="is no cursor"):
        review_queue(archive, EventFilter(), after="bm9uZQ")


@IN_MEMORY
def test_what_is_done_is_counted(archive: Archive, in_memory: bool) -> None:
    annas(archive)
    bens(archive)
    done = what_is_done(archive, EventFilter(), in_memory=in_memory)
    assert (done.records, done.reports, done.reviewed) == (9, 3, 3)
    assert done.standings == {"accepted": 1, "disputed": 2}
    assert done.by == {ANNA: 3, BEN: 3}
    assert done.complete == {ANNA: 1, BEN: 1}
    whole = what_is_done(archive, EventFilter(statuses=("actual",)), in_memory=in_memory)
    assert (whole.records, whole.standings, whole.by, whole.complete) == (9, done.standings, done.by, done.complete)
    part = what_is_done(archive, EventFilter(reports=("lake",)), in_memory=in_memory)
    assert (part.records, part.reports, part.reviewed, part.complete) == (3, 1, 0, {})


def test_agreement_is_told_by_field(archive: Archive) -> None:
    for doc_id in ("river", "lake"):
        annas(archive, doc_id)
        bens(archive, doc_id)
    annas(archive, "a/b: c")
    found = agreement(archive.connection)
    assert (found.reviewers, found.reports) == ((ANNA, BEN), 2)
    by_field = {one.field: one.alpha for one in found.fields}
    # of shelled, massed, met and marched in each report, both hold the first two to be there, Anna alone the others
    assert (by_field[PRESENCE].units, by_field[PRESENCE].same) == (8, 4)
    assert by_field[PRESENCE].value == pytest.approx(1 - (8 / 16) / (2 * 12 * 4 / (16 * 15)))
    assert (by_field["type"].units, by_field["type"].value) == (4, 1)
    # actors: GEO and GEO, ARM and GEO, twice
    assert by_field["actor code"].value == pytest.approx(1 - (4 / 8) / (2 * 6 * 2 / (8 * 7)))
    assert (by_field["first day"].units, by_field["first day"].metric) == (2, "interval")
    assert by_field["mode"].is_few
    assert agreement(archive.connection, among=(ANNA,)).reports == 0


def test_an_event_that_two_added_is_one(archive: Archive) -> None:
    annas(archive)
    with archive.writing() as connection:
        add_missed(
            connection,
            "river",
            {**MARCH, "trigger": quote("marched in Batumi"), "event": "SUPPORT", "mode": [], "cameo": None},
            by=BEN,
            at=later(20),
        )
        complete(connection, "river", by=BEN, at=later(21), accept_rest=True)
    by_field = {one.field: one.alpha for one in agreement(archive.connection).fields}
    assert (by_field[PRESENCE].units, by_field[PRESENCE].same) == (4, 4)
    assert by_field[PRESENCE].value is None  # all hold all to be there: nothing to agree on beyond chance
    assert (by_field["type"].units, by_field["type"].same) == (4, 3)
    gold = next(gold_reports(archive.connection))
    assert gold["events"][-1]["type"] == [
        "SUPPORT",
        "PROTEST",
    ]  # as many say the one as the other: the later first, both accepted


def test_gold_of_a_reviewer_is_what_this_one_holds(archive: Archive) -> None:
    annas(archive)
    bens(archive)
    (gold,) = gold_reports(archive.connection, by=ANNA)
    assert (gold["doc_id"], gold["published"], gold["reviewed_by"]) == ("river", "2024-05-03", [ANNA])
    shelled, massed, _, marched = gold["events"]
    assert [one["id"] for one in gold["events"]] == ["e1", "e2", "e3", "e4"]
    assert shelled == {
        "id": "e1", "type": ["ASSAULT"], "mode": ["heavy-weapons"], "trigger": {"text": "shelled", **quote("shelled")},
        "actors": [{"text": "Georgian troops", **quote("Georgian troops"), "name": None, "code": "GEO", "sector": ["MIL"]}], "recipients": [],
        "when": {"text": "Thursday", **quote("Thursday"), "from": "2024-05-02", "to": "2024-05-02"},
        "where": {"text": "Dolma", **quote("Dolma"), "name": "Dolma", "country": "TUR"},
        "status": ["actual"], "attribution": None, "counts": {"dead": [4, 4]}, "same_as": None, "optional": False,
    }  # fmt: skip
    assert massed["actors"][0]["name"] == "Armenia"
    assert massed["attribution"] == {
        "text": "Officials in Tbilisi",
        **quote("Officials in Tbilisi"),
        "code": "GEO",
        "sector": ["GOV"],
    }
    assert (marched["type"], marched["optional"]) == (["PROTEST"], True)
    (other,) = gold_reports(archive.connection, by=BEN)
    assert [one["type"] for one in other["events"]] == [["ASSAULT"], ["MOBILIZE"]]


def test_gold_of_all_is_adjudicated(archive: Archive) -> None:
    annas(archive)
    bens(archive)
    (gold,) = gold_reports(archive.connection)
    assert (gold["reviewed_by"], gold["adjudication"]) == ([ANNA, BEN], "majority")
    told = {one["type"][0]: one for one in gold["events"]}
    assert {kind: one["optional"] for kind, one in told.items()} == {
        "ASSAULT": False,
        "MOBILIZE": False,
        "CONSULT": True,
        "PROTEST": True,
    }
    assert told["MOBILIZE"]["actors"][0]["code"] == "GEO"  # one says ARM, one GEO: the later decides
    (latest,) = gold_reports(archive.connection, adjudication="latest")
    assert [one["type"] for one in latest["events"]] == [["ASSAULT"], ["MOBILIZE"], ["PROTEST"]]
    with archive.writing() as connection:
        judge(connection, MASSED.id, "correct", by=CARA, at=later(9), fields={**TO_ARMENIA, "status": "future"})
        complete(connection, "river", by=CARA, at=later(10), accept_rest=True)
    (gold,) = gold_reports(archive.connection)
    told = {one["type"][0]: one for one in gold["events"]}
    assert told["MOBILIZE"]["actors"][0]["code"] == "ARM"
    assert told["MOBILIZE"]["status"] == ["actual", "future"]
    assert not told["CONSULT"]["optional"]
    assert "PROTEST" not in told  # one of three


def test_mentions_of_one_event_are_told_by_the_first(archive: Archive) -> None:
    with archive.writing() as connection:
        judge(
            connection,
            MET.id,
            "correct",
            by=ANNA,
            at=later(1),
            fields={"event": "MOBILIZE", "cameo": "154", "link": MASSED.id},
        )
        complete(connection, "river", by=ANNA, at=later(2), accept_rest=True)
    (gold,) = gold_reports(archive.connection)
    assert [one["same_as"] for one in gold["events"]] == [None, None, "e2"]


def test_only_reports_read_to_the_end_are_gold(archive: Archive, tmp_path: Path) -> None:
    with archive.writing() as connection:
        judge(connection, SHELLED.id, "accept", by=ANNA, at=later(0))
    assert list(gold_reports(archive.connection)) == []
    with pytest.raises(InputError, match="nobody has marked a report complete"):
        write_gold(archive.connection, tmp_path / "gold")
    annas(archive)
    with archive.writing() as connection:
        reopen(connection, "river", by=ANNA, at=later(5))
    with pytest.raises(InputError, match="Anna has marked"):
        write_gold(archive.connection, tmp_path / "gold", by=ANNA)


def written(archive: Archive, folder: Path) -> Path:
    for doc_id in ("river", "lake", "a/b: c"):
        annas(archive, doc_id)
    assert write_gold(archive.connection, folder) == 3
    return folder


def test_gold_is_read_and_scored(archive: Archive, tmp_path: Path) -> None:
    folder = written(archive, tmp_path / "gold")
    golds = read_gold(folder)
    assert {gold.report.doc_id for gold in golds} == {"river", "lake", "a/b: c"}
    coded = {gold.report.doc_id: events_of_report(archive.connection, gold.report.doc_id) for gold in golds}
    scores = score(golds, coded)
    assert (scores.events.hit, scores.events.gold, scores.events.said) == (9, 9, 9)  # the march is optional
    assert (scores.dyad.hit, scores.record.hit) == (6, 6)  # Armenia is not what the coder says


def test_gold_is_not_written_among_other_files(archive: Archive, tmp_path: Path) -> None:
    folder = written(archive, tmp_path / "gold")
    assert write_gold(archive.connection, folder, by=ANNA) == 3  # again is no harm
    (folder / "other.json").write_text("{}")
    with pytest.raises(InputError, match=r"gold: holds other\.json, which is not of this gold"):
        write_gold(archive.connection, folder)


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer of the gold is not beside this repository")
def test_the_scorer_of_the_annotators_reads_it(archive: Archive, tmp_path: Path) -> None:
    folder = written(archive, tmp_path / "gold")
    lines = [
        json.dumps(event_to_json(one))
        for doc_id in ("river", "lake", "a/b: c")
        for one in events_of_report(archive.connection, doc_id)
    ]
    (tmp_path / "records.jsonl").write_text("\n".join(lines))
    call = [sys.executable, str(SCORER), "score", str(folder), str(tmp_path / "records.jsonl"), "--json"]
    scores = json.loads(subprocess.run(call, capture_output=True, check=True, text=True).stdout)
    assert (scores["events"]["hit"], scores["events"]["gold"], scores["events"]["said"]) == (9, 9, 9)
    assert scores["record"]["hit"] == 6
    assert (scores["when"]["f1"], scores["place"]["f1"], scores["counts"]["f1"], scores["attribution"]["f1"]) == (
        1,
        1,
        1,
        1,
    )
