"""Gzip: whole files, many members, files that are cut short or broken."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.reading.compressed import BROKEN, CUT_SHORT, Inflated

from .folder import BODY, MORE, read


def lines(count: int) -> bytes:
    return b"".join(
        json.dumps({"id": str(nr), "text": f"{BODY} It was cart {nr}."}).encode() + b"\n" for nr in range(count)
    )


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.txt.gz", f"{BODY}\n\n{MORE}", [f"{BODY}\n\n{MORE}"]),
        ("a.jsonl.gz", json.dumps({"id": "a", "text": BODY}) + "\n", [BODY]),
        ("a.csv.gz", f"id,text\na,{BODY}\nb,{MORE}\n", [BODY, MORE]),
        ("a.json.gz", json.dumps({"id": "a", "text": BODY}), [BODY]),
        ("a.gz", BODY, [BODY]),
        ("a", BODY, [BODY]),
        ("-", BODY, [BODY]),
    ],
)
def test_compressed_files_of_all_kinds(tmp_path: Path, name: str, content: str, texts: list[str]) -> None:
    data = gzip.compress(content.encode())
    done = read(tmp_path, {name: data}, paths=[name], stdin=data)
    assert [one.text for one in done.reports] == texts


@pytest.mark.parametrize("name", ["a.txt.gz", "a.json.gz"])
def test_one_text_that_is_cut_short_is_no_report(tmp_path: Path, name: str) -> None:
    content = BODY if "txt" in name else json.dumps({"id": "a", "text": BODY})
    done = read(tmp_path, {name: gzip.compress(content.encode())[:-20], "b.txt": MORE})
    assert done.failures == [f"{name}: {CUT_SHORT}"]
    assert [one.text for one in done.reports] == [MORE]


def test_lines_before_the_cut_are_read(tmp_path: Path) -> None:
    data = gzip.compress(lines(5000))
    done = read(tmp_path, {"a.jsonl.gz": data[: len(data) // 2]})
    assert len(done.reports) > 1000
    assert [one.doc_id for one in done.reports] == [str(nr) for nr in range(len(done.reports))]
    assert done.failures == [f"a.jsonl.gz: {CUT_SHORT}"]


def test_rows_before_the_cut_are_read(tmp_path: Path) -> None:
    data = gzip.compress(b"id,text\n" + b"".join(f"{nr},{BODY} It was cart {nr}.\n".encode() for nr in range(300)))
    done = read(tmp_path, {"a.csv.gz": data[:-30]})
    assert [one.doc_id for one in done.reports] == [str(nr) for nr in range(len(done.reports))]
    assert len(done.reports) > 10
    assert len(done.failures) == 1 and done.failures[0].endswith(CUT_SHORT)


def test_what_is_no_gzip_file(tmp_path: Path) -> None:
    assert read(tmp_path, {"a.txt.gz": BODY}).failures == [f"a.txt.gz: {BROKEN}"]
    assert read(tmp_path, {"a.txt.gz": b""}).failures == ["a.txt.gz: an empty file"]


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(1, 50))
def test_all_members_are_inflated_whatever_is_asked_for_at_a_time(members: list[bytes], size: int) -> None:
    packed = b"".join(map(gzip.compress, members))
    stream, found = Inflated(io.BytesIO(packed)), b""
    while piece := stream.read(size):
        assert len(piece) <= size
        found += piece
    assert found == b"".join(members)
    assert stream.take_fault() is None
    assert b"".join(iter(Inflated(io.BytesIO(packed)).readline, b"")) == b"".join(members)


@given(st.binary(min_size=1, max_size=300), st.integers(1, 400))
def test_a_cut_is_always_noticed(data: bytes, cut: int) -> None:
    packed = gzip.compress(data)
    stream = Inflated(io.BytesIO(packed[: max(len(packed) - cut, 3)]))
    assert data.startswith(stream.read())
    assert stream.take_fault() == CUT_SHORT


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    stream = Inflated(io.BytesIO(b"\x1f\x8b\x08" + data))
    for _ in range(len(data) + 4):
        stream.read()
        if stream.take_fault() is None:
            return
    raise AssertionError("it never ends")
