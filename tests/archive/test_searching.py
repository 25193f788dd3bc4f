"""Reports found by their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from diurna.archive import Archive, Coded, add_all, open_archive, searching
from diurna.archive.searching import find_reports
from diurna.record import Report

TEXTS = {
    "a": (
        "Envoys meet in Bree",
        "The envoys of Arnor met in Bree. They spoke of grain.",
        "Bree Post",
        date(2024, 1, 1),
    ),
    "b": (
        "Harvest",
        "The grain of Bree was good, said the miller. Bree, he said, will eat.",
        "Bree Post",
        date(2024, 1, 3),
    ),
    "c": ("Café closes", "The café in Dale closed.", "Dale News", date(2024, 1, 2)),
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a", write=True) as archive:
        with archive.writing() as connection:
            add_all(connection, [
                Coded(report=Report.from_text(text, doc_id=name, title=title, publisher=publisher, published=day), coder="{}")
                for name, (title, text, publisher, day) in TEXTS.items()
            ])  # fmt: skip
        yield archive


@pytest.mark.parametrize(
    ("words", "options", "found"),
    [
        ("bree", {"order": "rank"}, ["a", "b"]),  # the headline weighs more
        ("bree", {"order": "day"}, ["b", "a"]),
        ("grain -envoys", {}, ["b"]),
        ('"envoys of arnor"', {}, ["a"]),
        ("envoy*", {}, ["a"]),
        ("cafe", {}, ["c"]),
        ("grain OR cafe", {"order": "day"}, ["b", "c", "a"]),
        ("bree", {"since": date(2024, 1, 2)}, ["b"]),
        ("bree", {"until": date(2024, 1, 2)}, ["a"]),
        ("grain OR cafe", {"publishers": ["DALE news"]}, ["c"]),
        ("dragon", {}, []),
    ],
)
def test_reports_with_the_words(archive: Archive, words: str, options: dict[str, object], found: list[str]) -> None:
    assert [one.doc_id for one in find_reports(archive.connection, words, **options)] == found  # type: ignore[arg-type]


def test_a_passage_shows_the_words(archive: Archive) -> None:
    (one,) = find_reports(archive.connection, "miller")
    assert one.passage == "Harvest The grain of Bree was good, said the «miller». Bree, he said, will eat."


def test_of_too_many_reports_the_latest_added_are_ranked(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RANKED", 1)
    assert [one.doc_id for one in find_reports(archive.connection, "bree")] == ["b"]
