"""What holds for any bytes in a file of any kind: nothing is raised, each fault is one line with its place, the rest goes on."""

from __future__ import annotations

import gzip
import io
import random
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.reading import Failure, Skip, read_reports
from diurna.record import Report

from .folder import BODY, MORE
from .pages import page
from .test_crawls import INFO, packed, plain, record
from .test_feeds import ATOM, item, rss

NAMES = ["a.txt", "a.html", "a.rss", "a.xml", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.parquet", "a.warc", "a"]
NAMES += [f"{name}.gz" for name in NAMES if name != "a.parquet"]


def faultless(name: str, data: bytes) -> list[object]:
    """What comes of a file of these bytes, and of a good one after it."""
    with tempfile.TemporaryDirectory() as folder:
        path, good = Path(folder, name), Path(folder, "good.txt")
        path.write_bytes(data)
        good.write_text(BODY)
        outcomes = list(read_reports([str(path), str(good)]))
    assert outcomes, "each file gives at least one outcome"
    *mine, last = outcomes
    assert isinstance(last, Report) or (isinstance(last, Skip) and BODY in data.decode("latin-1"))
    assert mine
    for outcome in mine:
        assert isinstance(outcome, Report | Failure | Skip)
        if not isinstance(outcome, Report):
            assert outcome.where.startswith(str(path))
            assert outcome.message and "\n" not in str(outcome)
            assert len(outcome.message) < 3000
    return mine


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_any_bytes(name: str, data: bytes) -> None:
    faultless(name, gzip.compress(data) if name.endswith(".gz") else data)


def parquet() -> bytes:
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder, "x.parquet")
        connection.execute(f"COPY (SELECT i AS id, '{BODY}' || i AS text FROM range(200) t(i)) TO '{path}'")
        return path.read_bytes()


WHOLE = {
    "a.html": page().encode(),
    "a.rss": rss(item(1), item(2), item(3)).encode(),
    "a.atom": ATOM.encode(),
    "a.csv": f'id,text,date\na,"{BODY}",2022-02-24\nb,"{MORE}",24/02/2022\nc,{BODY} {MORE},\n'.encode(),
    "a.parquet": parquet(),
    "a.warc": plain(INFO, record(1), record(2)),
    "a.warc.gz": packed(INFO, record(1), record(2)),
    "a.jsonl.gz": gzip.compress(f'{{"id": "a", "text": "{BODY}"}}\n'.encode() * 3),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_that_is_cut_anywhere(name: str) -> None:
    data, chance = WHOLE[name], random.Random(1)
    for _ in range(25):
        mine = faultless(name, data[: chance.randrange(len(data))])
        if name in ("a.parquet", "a.warc.gz", "a.jsonl.gz"):
            assert any(isinstance(outcome, Failure) for outcome in mine), "a file that is cut short is noticed"


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_with_bytes_that_were_changed(name: str) -> None:
    data, chance = WHOLE[name], random.Random(2)
    for _ in range(25):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(broken))
            broken[at : at + chance.randrange(3)] = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
        faultless(name, bytes(broken))


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.sampled_from([",", ";", "\t", '"', '""', "\n", "\r\n", "\0", "\\"]),
)
def test_any_rows_of_a_table(words: str, mark: str) -> None:
    data = f"id,text\na,{BODY}\nb,{mark}{words}{mark}\nc,{MORE}\n".encode()
    assert any(isinstance(outcome, Report) and outcome.doc_id == "a" for outcome in faultless("a.csv", data))


def test_a_closed_or_absent_stream_is_a_fault() -> None:
    class Broken(io.RawIOBase):
        def readline(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    assert list(read_reports(["-"], stdin=Broken())) == [Failure("stdin", "input/output error")]  # type: ignore[arg-type]
