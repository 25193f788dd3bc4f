"""Reports into an archive: each once, failures told, interruptions made good."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diurna.archive import content_digest, copies_of, events_of_report, open_archive
from diurna.archive.stories import find_stories
from diurna.intake import Added, Present, Recoded, add_reports, recode_reports
from diurna.reading import Failure
from diurna.record import Report
from tests.fake_coder import FakeCoder

TALKS = Report.from_text("Talks in Bree\n\nThe king met the steward.", doc_id="talks")
BOOM = Report.from_text("BOOM in Bree", doc_id="boom")


def test_new_reports_are_added_and_known_ones_skipped(tmp_path: Path) -> None:
    renamed = Report.from_text(TALKS.text, doc_id="renamed")
    changed = Report.from_text("Quiet in Bree", doc_id="talks")
    with open_archive(tmp_path / "a", write=True) as archive:
        first = list(add_reports(archive, [TALKS, Failure("x.txt", "an empty file"), TALKS], FakeCoder()))
        again = list(add_reports(archive, [renamed, TALKS, changed], FakeCoder()))
        assert len(events_of_report(archive.connection, "talks")) == 1
    assert first == [
        Failure("x.txt", "an empty file"),
        Added("talks", 1),
        Present("talks", "talks"),
    ]
    assert again == [
        Present("renamed", "talks"),
        Present("talks", "talks"),
        Failure("talks", "the archive has another report under this id; give this one an id of its own"),
    ]


def test_a_report_that_cannot_be_coded_is_kept_and_tried_again(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True) as archive:
        (result,) = add_reports(archive, [BOOM], FakeCoder())
        assert isinstance(result, Added)
        assert "boom" in (result.failure or "")
        (again,) = recode_reports(archive, FakeCoder())
        assert again == Recoded("boom", 0, result.failure)


def test_only_what_another_coder_coded_is_coded_anew(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True) as archive:
        list(add_reports(archive, [TALKS], FakeCoder()))
        assert list(recode_reports(archive, FakeCoder())) == []
        assert list(recode_reports(archive, FakeCoder(min_confidence=0.9))) == [Recoded("talks", 1)]


def test_half_a_character_fails_and_the_rest_goes_on(tmp_path: Path) -> None:
    half = Report.from_text("Talks \ud83d", doc_id="half")
    with open_archive(tmp_path / "a", write=True) as archive:
        results = list(add_reports(archive, [half, TALKS], FakeCoder()))
    assert {type(result) for result in results} == {Failure, Added}


ADD = """
import sys
from pathlib import Path
import diurna.intake.adding as adding
from diurna.archive import open_archive
from diurna.intake import add_reports
from diurna.record import Report
sys.path.insert(0, sys.argv[2])
from tests.fake_coder import FakeCoder
adding.REPORTS_AT_ONCE = 5
# Every third report is a copy of the one before, so that copies and stories are in the making when the kill comes.
bodies = [" ".join(f"The clerk of house {n} counted {n * m} doors in ward {m} and wrote it down." for m in range(9)) for n in range(200)]
reports = (
    Report.from_text(f"Day {n}\\n\\nThe king met the steward. He met envoy {n}.\\n\\n{bodies[n - (n % 3 == 2)]}", doc_id=str(n))
    for n in range(200)
)
with open_archive(sys.argv[1], write=True) as archive:
    print("began", flush=True)
    for _ in add_reports(archive, reports, FakeCoder()):
        pass
"""


def start(archive: Path) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", ADD, archive, root], stdout=subprocess.PIPE, text=True, env=os.environ
    )


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_instant_and_repeated_it_is_as_if_it_had_run_once(tmp_path: Path, seed: int) -> None:
    undisturbed = start(tmp_path / "whole")
    assert undisturbed.wait() == 0
    instants, killed = random.Random(seed), 0
    for _ in range(3):
        process = start(tmp_path / "killed")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(instants.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
    assert start(tmp_path / "killed").wait() == 0
    with open_archive(tmp_path / "whole") as whole, open_archive(tmp_path / "killed") as resumed:
        assert content_digest(whole.connection) == content_digest(resumed.connection)
        assert [c.doc_id for c in copies_of(resumed.connection, "5")] == ["4", "5"]
        assert find_stories(resumed.connection, min_reports=2).total
    assert killed
