"""The columns say of every record what the record says, and are never behind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import duckdb
import pytest

from diurna.archive import Archive, Coded, add_all, columns, open_archive, replace_coding
from diurna.archive.columns import LAYOUT, ask_columns_view, columns_view, refresh_columns
from diurna.archive.filters import EventFilter
from diurna.archive.frames import events_frame
from diurna.archive.own_queries import ask_columns, ask_tables
from diurna.archive.stats import statistics
from diurna.archive.store import COLUMNS
from diurna.errors import ArchiveError, InputError
from tests.archive.made_up import coded_reports

CODED = list(coded_reports(60))
EVENTS = [event for coded in CODED for event in coded.events]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a", write=True) as archive:
        with archive.writing() as connection:
            add_all(connection, CODED)
        yield archive


def ids(archive: Archive) -> list[str]:
    with columns_view(archive) as columns:
        return [row[0] for row in columns.execute("SELECT id FROM events ORDER BY id").fetchall()]


def test_a_row_says_what_the_record_says(archive: Archive) -> None:
    with columns_view(archive) as columns:
        answer = columns.execute("SELECT * FROM events")
        names = [column[0] for column in answer.description]
        rows = {row["id"]: row for row in (dict(zip(names, values, strict=True)) for values in answer.fetchall())}
    assert names == list(LAYOUT)
    assert rows.keys() == {event.id for event in EVENTS}
    for event in EVENTS:
        row = rows[event.id]
        assert (row["doc_id"], row["event"], row["cameo"], row["status"]) == (
            event.doc_id,
            event.event,
            event.cameo,
            event.status,
        )
        assert (row["mode"], row["context"]) == ([*event.modes], [*event.contexts])
        assert (row["date"], row["enddate"]) == ((event.when.start, event.when.end) if event.when else (None, None))
        assert row["day"] == (event.when.start if event.when else event.published)
        assert row["actor_code"] == [a.code for a in event.actors]
        assert row["recipient_sector"] == [" ".join(r.sector) for r in event.recipients]
        assert (row["place"], row["lat"]) == (
            (event.where.resolved_place, event.where.latitude) if event.where else (None, None)
        )
        assert row["stance"] == [a.stance for a in event.attribution]
        assert row["dead_low"] == (event.counts["dead"].low if "dead" in event.counts else None)


def test_what_is_added_or_coded_anew_is_seen_at_once_by_writer_and_reader(archive: Archive) -> None:
    assert refresh_columns(archive) > 3
    assert refresh_columns(archive) == 0
    with archive.writing() as connection:
        (key,) = add_all(connection, list(coded_reports(61, seed=1))[60:])
        replace_coding(connection, 1, Coded(report=CODED[0].report, coder='{"versions":{"diurna":"2"}}'))
    assert key == 61
    with open_archive(archive.path) as reader:
        seen = ids(reader)
    assert not {event.id for event in CODED[0].events} & set(seen)
    assert len(seen) > len(EVENTS) - len(CODED[0].events)
    assert ids(archive) == seen


def test_a_lost_copy_is_made_anew_when_its_months_are_marked(archive: Archive) -> None:
    refresh_columns(archive)
    for file in (archive.path / COLUMNS).iterdir():
        assert file.suffix == ".parquet"
    with open_archive(archive.path) as reader, pytest.raises(ArchiveError, match="opened without its lock"):
        refresh_columns(reader)


def test_an_archive_without_records_has_empty_columns(tmp_path: Path) -> None:
    with open_archive(tmp_path / "empty", write=True) as archive:
        assert ids(archive) == []
        assert statistics(archive, ["month"]) == []


def test_counts_and_goldstein_scores_by_group(archive: Archive) -> None:
    counts, scores = Counter[tuple[str, str]](), defaultdict(list)
    for event in EVENTS:
        day = event.when.start if event.when else event.published
        group = (f"{day:%Y-%m}" if day else None, event.event)
        counts[group] += 1
        scores[group].append(event.goldstein)
    found = statistics(archive, ["month", "event"])
    assert {(s.group["month"], s.group["event"]): s.events for s in found} == counts
    first = found[0]
    own = scores[(first.group["month"], first.group["event"])]
    assert (first.goldstein_sum, first.goldstein_mean) == (sum(own), round(sum(own) / len(own), 3))
    assert found[-1].group["month"] is None, "records without a day come last"


def test_a_record_counts_once_for_each_of_its_dyads(archive: Archive) -> None:
    wanted = EventFilter(types=("ASSAULT",))
    found = {s.group["dyad"]: s.events for s in statistics(archive, ["dyad"], wanted)}
    expected = Counter(f"{a}-{r}" for e in EVENTS if e.event == "ASSAULT"
                       for a in {p.code for p in e.actors} for r in {p.code for p in e.recipients})  # fmt: skip
    assert found == expected


def test_an_unknown_group_is_refused(archive: Archive) -> None:
    with pytest.raises(InputError, match="colour: cannot be grouped by; choose of day, week"):
        statistics(archive, ["colour"])


def test_queries_of_ones_own_read_and_cannot_change(archive: Archive) -> None:
    archive.close()
    with open_archive(archive.path) as reader:
        assert ask_columns(reader, "SELECT count(*) AS n FROM events").rows == [(len(EVENTS),)]
        assert ask_tables(reader, "SELECT count(*) AS n FROM report").columns == ("n",)
        for query in ("DELETE FROM event", "DROP TABLE report", "SELEKT"):
            with pytest.raises(InputError, match="the query was refused"):
                ask_tables(reader, query)
        for query in (
            "SELECT * FROM read_text('/etc/hostname')",
            "COPY events TO '/tmp/x.csv'",
            "SET memory_limit = '1MB'",
        ):
            with pytest.raises(InputError, match="the query was refused"):
                ask_columns(reader, query)


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_records_as_a_frame(archive: Archive, library: Literal["polars", "pandas"]) -> None:
    frame = events_frame(archive, EventFilter(types=("AID",)), library=library)
    assert sorted(frame["id"]) == sorted(event.id for event in EVENTS if event.event == "AID")
    assert list(frame.columns) == [name for name in LAYOUT if name != "key"]


def test_columns_that_a_writer_exchanges_meanwhile_are_asked_anew(archive: Archive) -> None:
    refresh_columns(archive)
    files = sorted((archive.path / COLUMNS).glob("*.parquet"))
    whole = files[0].read_bytes()
    tries = []

    def ask(columns: duckdb.DuckDBPyConnection) -> int:
        tries.append(None)
        try:
            if len(tries) == 1:
                files[0].write_bytes(b"PAR1 half of another PAR1")
            return int(columns.execute("SELECT count(*) FROM events").fetchall()[0][0])
        finally:
            if len(tries) == 1:
                files[0].unlink()
                files[0].write_bytes(whole)

    assert ask_columns_view(archive, ask) == len(EVENTS)
    assert len(tries) == 2


def test_a_query_that_is_wrong_is_refused_once(archive: Archive) -> None:
    refresh_columns(archive)
    tries = []

    def ask(columns: duckdb.DuckDBPyConnection) -> None:
        tries.append(None)
        columns.execute("SELECT nothing FROM events")

    with pytest.raises(duckdb.Error, match="nothing"):
        ask_columns_view(archive, ask)
    assert len(tries) == 1


def test_what_is_written_beside_while_a_month_is_made_is_in_its_columns(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = list(coded_reports(64))[60:]
    made = columns._write

    def write_beside(*given: object) -> None:
        made(*given)  # type: ignore[arg-type]
        if more:
            with open_archive(archive.path, write=True, beside=True) as other, other.writing() as connection:
                add_all(connection, [more.pop()])

    monkeypatch.setattr(columns, "_write", write_beside)
    all_ids = sorted(e.id for coded in coded_reports(64) for e in coded.events)
    refresh_columns(archive)
    assert not more and ids(archive) == all_ids
