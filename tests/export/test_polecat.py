"""POLECAT's columns, read by pandas."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from diurna.export.polecat import COLUMNS, write_polecat
from diurna.record import Event
from tests.export.made_up import act, party, written


def table(*given: Event) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(written(write_polecat, given)[0]), sep="\t", dtype=str, keep_default_na=False)


def test_the_columns_are_those_of_polecats_files() -> None:
    assert len(COLUMNS) == 40
    assert list(table().columns) == list(COLUMNS)
    assert list(COLUMNS)[:8] == [
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    ]  # fmt: skip


def test_a_row() -> None:
    given = act(
        "ASSAULT",
        "drone",
        "aerial",
        actors=(party("RUS", "MIL", "GOV", text="Russian drones"), party("BLR", "MIL", name="Belarus", text="Minsk")),
        recipients=(party("UKR", text=None),),
        contexts=("military", "territory"),
    )
    row = table(given).iloc[0]
    told = {
        "Event ID": given.id, "Event Date": "2024-02-28", "Event Type": "ASSAULT", "Event Mode": "drone;aerial",
        "Intensity": "-9.5", "Quad Code": "MATERIAL CONFLICT", "Contexts": "military;territory",
        "Actor Name": "Russia;Belarus", "Actor Country": "Russia;Belarus", "Actor COW": "365;370",
        "Primary Actor Sector": "MIL", "Actor Sectors": "MIL;GOV", "Actor Name Raw": "Russian drones;Minsk",
        "Wikipedia Actor ID": "", "Recipient Name": "Ukraine", "Recipient COW": "369", "Recipient Name Raw": "They",
        "Placename": "Kharkiv", "City": "Kharkiv", "District": "", "Province": "Kharkiv Oblast", "Country": "Ukraine",
        "Latitude": "49.98", "Longitude": "36.25", "GeoNames ID": "706483", "Feature Type": "PPL",
        "Source": "The Prancing Pony", "Publication Date": "2024-03-01", "Story People": "", "Language": "en",
        "Version": "DIURNA-0.1.0",
    }  # fmt: skip
    assert {name: row[name] for name in told} == told


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (act("STATEMENT", cameo="010"), "statements (PLOVER has no type for them)"),
        (act(status="hypothetical"), "hypothetical (POLECAT tells only what was done)"),
        (act("CONSULT", status="future"), "future (POLECAT tells only what was done)"),
        (act(when=None, published=None), "without a day"),
    ],
)
def test_what_is_no_event_there_is_left_out_and_counted(given: Event, reason: str) -> None:
    text, told = written(write_polecat, [given, act("AGREE", status="future")])
    assert len(text.splitlines()) == 2
    assert (told.count, told.left_out) == (1, {reason: 1})


def test_cells_are_harmless_and_keep_to_their_columns() -> None:
    row = table(act(actors=(party("RUS", name='=cmd|"x"\ty'),), publisher="-1+2")).iloc[0]
    assert row["Actor Name"] == '\'=cmd|"x" y'
    assert row["Source"] == "'-1+2"
    assert row["Longitude"] == "36.25"
