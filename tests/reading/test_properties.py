"""What holds for any input: nothing is raised, nothing is lost, and a text is the bytes that were given."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from diurna.reading import Failure, Skip, read_reports
from diurna.record import Report

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
keys = st.sampled_from(["id", "text", "title", "published", "publisher", "url", "date"])
json_lines = st.dictionaries(keys, values, max_size=5).map(lambda obj: json.dumps(obj).encode())
broken_lines = st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"") or b"?").filter(bytes.strip)


@given(st.lists(json_lines | broken_lines, max_size=6))
def test_each_line_gives_one_outcome(lines: list[bytes]) -> None:
    data = b"\n".join([b'{"id": "first", "text": "A first line, so that the rest are lines too."}', *lines])
    outcomes = list(read_reports(["-"], stdin=io.BytesIO(data)))
    assert len(outcomes) == 1 + len(lines)
    for number, outcome in enumerate(outcomes, start=1):
        if isinstance(outcome, Failure | Skip):
            assert outcome.where == f"stdin:{number}"
            assert "\n" not in str(outcome)


@given(st.binary())
def test_any_bytes_that_are_no_json_give_one_outcome(data: bytes) -> None:
    if data.strip().startswith(b"{"):
        data = b"x" + data
    (outcome,) = read_reports(["-"], stdin=io.BytesIO(data))
    if isinstance(outcome, Report):
        bare = data.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xef\xbb\xbf")  # a mark may stand twice
        assert outcome.text.encode() in (data, bare) or bare.startswith((b"\xff\xfe", b"\xfe\xff"))


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_the_text_is_taken_as_given(text: str) -> None:
    data = json.dumps({"id": "a", "text": f"a {text}"}).encode()
    (outcome,) = read_reports(["-"], stdin=io.BytesIO(data))
    assert isinstance(outcome, Skip) or (isinstance(outcome, Report) and outcome.text == f"a {text}")
