"""Real records: reports that were each coded into an archive of its own give one joint archive, in whatever order they are put together."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest

from diurna.archive import Coded, add_all, coder_line, content_digest, events_of_report, open_archive, report_by_id
from diurna.archive.stories import find_stories
from diurna.coding import Coder
from diurna.intake import add_reports
from diurna.reading import read_reports
from diurna.record import Report

STORIES = Path(__file__).parents[2] / "benchmarks" / "stories"
SHARED = Path(__file__).parents[3] / "shared" / "gold" / "reports"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def told_often() -> list[Report]:
    """Own reports of which several tell one event."""
    files = [str(STORIES / "open" / f"{name}.jsonl") for name in ("sake", "belarus", "tbilisi")]
    return [one for one in read_reports(files) if isinstance(one, Report)]


def shared() -> list[Report]:
    """The reports that were coded by hand, where they lie beside the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"no {SHARED}")
    return [_report(json.loads(file.read_text(encoding="utf-8"))) for file in sorted(SHARED.glob("*.json"))]


def _report(told: dict[str, str]) -> Report:
    return Report.from_text(
        told["text"],
        doc_id=told["doc_id"],
        title=told["title"],
        published=date.fromisoformat(told["published"]) if told["published"] else None,
        publisher=told["publisher"],
        url=told["url"],
    )


@pytest.mark.parametrize("reports", [told_often, pytest.param(shared, marks=pytest.mark.slow)])
def test_the_order_in_which_archives_are_put_together_changes_nothing(reports, tmp_path: Path, coder: Coder) -> None:  # type: ignore[no-untyped-def]
    line, kept = coder_line(coder.identity), []
    for n, one in enumerate(reports()):
        with open_archive(tmp_path / f"single-{n}", write=True) as single:
            list(add_reports(single, [one], coder))
            report = report_by_id(single.connection, one.doc_id)
            assert report is not None
            kept.append(Coded(report=report, events=tuple(events_of_report(single.connection, one.doc_id)), coder=line))
    digests = set()
    for turn, at_once in enumerate((1, len(kept), 5)):
        with open_archive(tmp_path / f"joint-{turn}", write=True) as joint:
            for start in range(0, len(kept), at_once):
                with joint.writing() as connection:
                    add_all(connection, kept[start : start + at_once])
            digests.add(content_digest(joint.connection))
            if reports is told_often:
                assert find_stories(joint.connection, min_reports=3).total >= 4
        random.Random(turn).shuffle(kept)
    assert len(digests) == 1
