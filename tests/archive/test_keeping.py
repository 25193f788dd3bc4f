"""Values kept by the state of an archive: made once for all who ask, anew after a commit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from diurna.archive import add_all, keeping, open_archive
from diurna.archive.keeping import Kept, kept
from tests.archive.made_up import coded_reports


def test_a_value_is_made_once_for_all_who_ask_at_once() -> None:
    made = []

    def make() -> int:
        made.append(1)
        sleep(0.02)
        return 7

    store = Kept()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: store.get("seven", make), range(16))) == [7] * 16
    assert len(made) == 1


def test_the_value_asked_for_longest_ago_goes_first() -> None:
    store, made = Kept(most=2), list[str]()

    def get(key: str) -> str:
        def make() -> str:
            made.append(key)
            return key

        return store.get(key, make)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert get(key) == key
    assert made == ["a", "b", "c", "b"]


def test_what_fails_is_not_kept() -> None:
    def fail() -> int:
        raise KeyError("no")

    store = Kept()
    with pytest.raises(KeyError):
        store.get("a", fail)
    assert store.get("a", lambda: 1) == 1


def test_a_commit_makes_what_was_kept_out_of_date(tmp_path: Path) -> None:
    reports = list(coded_reports(2))
    with open_archive(tmp_path / "a", write=True) as writer, open_archive(tmp_path / "a") as reader:
        asked = [kept(reader, "state", lambda: reader.state) for _ in range(2)]
        with reader.reading():
            before = kept(reader, "state", lambda: "never made")
            with writer.writing() as connection:
                add_all(connection, reports)
            assert kept(reader, "state", lambda: "never made") == before  # what a reader has begun is of one state
        assert asked == [before] * 2
        assert kept(reader, "state", lambda: "anew") == "anew"


def test_a_value_that_took_long_may_be_some_seconds_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(keeping, "monotonic", lambda: now[0])
    reports = list(coded_reports(4))

    def slow() -> float:
        now[0] += 0.3
        return now[0]

    with open_archive(tmp_path / "a", write=True) as writer, open_archive(tmp_path / "a") as reader:
        first = kept(reader, "slow", slow, is_patient=True)
        with writer.writing() as connection:
            add_all(connection, reports[:2])
        now[0] += 5.9
        made_of_it = kept(reader, "made of it", lambda: kept(reader, "slow", slow, is_patient=True) + 1)
        assert (made_of_it, keeping.OLDEST.get()) == (first + 1, first)
        assert kept(reader, "slow", slow, is_patient=True) == first
        assert kept(reader, "slow", slow) > first  # who is not patient has it anew
        now[0] += 0.1
        with writer.writing() as connection:
            add_all(connection, reports[2:])
        keeping.OLDEST.set(None)
        last = kept(reader, "slow", slow, is_patient=True)
        assert last > first and keeping.OLDEST.get() is None
        assert (
            kept(reader, "made of it", lambda: kept(reader, "slow", slow, is_patient=True) + 1) == last + 1
        )  # it was not kept
