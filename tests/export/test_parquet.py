"""Parquet, read by DuckDB and pandas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from diurna.export.parquet import LARGEST, column_types, write_parquet
from diurna.record import Count
from diurna.record.forms import EventForm
from diurna.record.json import event_to_json
from tests.record.samples import ASSAULT, REQUEST, span


def test_duckdb_reads_every_field_nested_lists_too(tmp_path: Path) -> None:
    path = tmp_path / "re'cords.parquet"
    assert write_parquet([REQUEST, ASSAULT], path).count == 2
    rows = duckdb.read_parquet(str(path)).fetchall()
    names = list(EventForm.__annotations__)
    for row, event in zip(rows, (REQUEST, ASSAULT), strict=True):
        found = dict(zip(names, row, strict=True))
        assert found.pop("published") == event.published
        given = event_to_json(event)
        for name in ("date", "enddate"):
            assert found.pop(name).isoformat() == given[name]
        for name in ("size", "size_text"):  # a struct has all its fields
            assert {key: value for key, value in found.pop(name).items() if value is not None} == given[name]
        assert found == {name: given[name] for name in found}


def test_duckdb_asks_into_the_lists(tmp_path: Path) -> None:
    write_parquet([REQUEST, ASSAULT], tmp_path / "r.parquet")
    query = f"SELECT event, actor[1].code FROM '{tmp_path / 'r.parquet'}' WHERE list_contains(actor[1].sector, 'REB')"
    assert duckdb.sql(query).fetchall() == [("ASSAULT", "IMG")]


def test_pandas_reads_it(tmp_path: Path) -> None:
    write_parquet([REQUEST, ASSAULT], tmp_path / "r.parquet")
    table = pd.read_parquet(tmp_path / "r.parquet")
    assert list(table["event"]) == ["REQUEST", "ASSAULT"]
    assert next(iter(table["event_loc"]))["lat"] == 52.5
    assert table["date"].iloc[0] == date(2024, 3, 1)


def test_no_record_is_a_table_too(tmp_path: Path) -> None:
    write_parquet([], tmp_path / "none.parquet")
    assert len(pd.read_parquet(tmp_path / "none.parquet").columns) == len(column_types())


def test_what_parquet_cannot_hold_is_cut_or_replaced(tmp_path: Path) -> None:
    huge = {"dead": Count(low=10**30, high=None, span=span("At least 12 people"))}
    write_parquet([replace(ASSAULT, counts=huge, title="half \ud83d")], tmp_path / "r.parquet")
    row = duckdb.read_parquet(str(tmp_path / "r.parquet")).select("title, size.dead[1]").fetchall()
    assert row == [("half \ufffd", LARGEST)]


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        write_parquet([REQUEST], tmp_path / "nowhere" / "r.parquet")
