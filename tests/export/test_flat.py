"""The flat form: every cell harmless, every column filled from the record."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pytest

from diurna.export.cells import harmless, joined
from diurna.export.flat import COLUMNS, row, write_csv
from diurna.record import Report
from tests.export.made_up import written
from tests.fake_coder import meeting
from tests.record.samples import ASSAULT, REQUEST

CELLS = [
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
    ("+1 555", "'+1 555"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1+1", "' =1+1"),
    ("＝1", "'＝1"),
    ("a\r\nb\x00c", "a b c"),
    ("plain, with a comma", "plain, with a comma"),
    ("10 - 5", "10 - 5"),
    (-2.5, -2.5),
    (None, None),
]


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_no_cell_runs_in_a_spreadsheet(cell: str | float | None, written: str | float | None) -> None:
    assert harmless(cell) == written


@pytest.mark.parametrize(("values", "cell"), [([], ""), ([None], ""), (["a", None, "b"], "a; ; b")])
def test_lists_keep_their_order_so_that_columns_stay_parallel(values: list[str | None], cell: str) -> None:
    assert joined(values) == cell


def test_pandas_reads_the_rows() -> None:
    given = [replace(REQUEST, title='=1+1, "quoted"\nand broken'), ASSAULT]
    table = pd.read_csv(io.StringIO(written(write_csv, given)[0]), dtype={"cameo": str})
    assert list(table.columns) == list(COLUMNS)
    assert list(table["cameo"]) == ["0253", "194"]
    assert list(table["goldstein"]) == [-0.3, -10.0]
    assert table["title"].iloc[0] == '\'=1+1, "quoted" and broken'
    assert table["dead_low"].iloc[1] == 12


def test_a_row_has_a_cell_for_each_column() -> None:
    cells = dict(zip(COLUMNS, row(meeting(Report.from_text("Arnor met Gondor."), 6)), strict=True))
    assert cells["event"] == "CONSULT"
    assert cells["lat"] == 51.5
    assert cells["attribution_stance"] == "claims"
    assert cells["date"] == "2023-05-04"
