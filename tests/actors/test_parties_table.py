"""The table data/parties.tsv is the specification of what a phrase by itself means."""

from datetime import date
from pathlib import Path

import pytest

from diurna.actors import resolve_party
from diurna.actors.tables import read_rows

TABLE = Path(__file__).parent / "data/parties.tsv"
ROWS = [row for _, row in read_rows(TABLE, ("phrase", "on", "context", "code", "sector", "name"))]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['phrase']}@{row['on']}" for row in ROWS])
def test_phrase_means(row: dict[str, str]) -> None:
    party = resolve_party(row["phrase"], on=date.fromisoformat(row["on"] or "2022-06-01"), context=row["context"])
    assert (party.code or "-", party.sectors[0] if party.sectors else "-") == (row["code"], row["sector"])
    if row["name"] != "-":
        assert party.name == row["name"]
