"""The passage that a search shows, of long texts too."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from diurna.archive import Coded, add_all, open_archive
from diurna.archive.filters import words_query
from diurna.archive.passages import LONG, passage_of
from diurna.archive.searching import find_reports
from diurna.record import Report

FILL = "Nothing of note was seen on the road. " * (LONG // 30)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("envoys", "«envoys»"),
        ("envoys grain", "«envoys» of Arnor spoke of «grain»"),
        ("mill* -road OR dragon", "The «miller» left"),  # a piece holds what the rest of the text makes unwanted
        ("envoys miller", "«envoys»"),  # no piece holds both
        ("dragon", "Nothing of note was seen"),  # found by its headline alone
    ],
)
def test_the_passage_of_a_long_text(words: str, shown: str) -> None:
    text = f"{FILL}The envoys of Arnor spoke of grain. {FILL}{FILL}The miller left. "
    assert shown in passage_of(text, words_query(words))


def test_a_word_in_every_sentence_of_a_long_report_is_found_at_once(tmp_path: Path) -> None:
    report = Report.from_text("They met in Bree. " * 55_000, doc_id="long", title="Talks\0")
    with open_archive(tmp_path / "a", write=True) as archive:
        with archive.writing() as connection:
            add_all(connection, [Coded(report=report, coder="{}")])
        start = time.perf_counter()
        found = find_reports(archive.connection, "met")
    assert "«met»" in found[0].passage
    assert time.perf_counter() - start < 3  # by the square of the words it would be a minute
