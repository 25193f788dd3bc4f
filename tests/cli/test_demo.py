"""`diurna demo`, on the true coder: what a newcomer sees first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_samples_are_coded_kept_and_asked(tmp_path: Path) -> None:
    place = tmp_path / "demo" / "archive"
    said = subprocess.run(
        [sys.executable, "-m", "diurna.cli.main", "demo", "--to", place], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    parts = said.stdout.split("\n══ ")
    assert [part.partition(" ")[0] for part in parts[1:]] == ["The", "diurna", "diurna", "diurna"]
    coded, archive, events, story, plot = parts
    assert "sotk-shooting" in coded
    assert "15 reports added" in archive
    assert "ASSAULT" in events
    assert "independent publishers" in story
    assert plot.startswith("diurna plot timeline")
    assert (place.parent / "archive-timeline.svg").read_text(encoding="utf-8").startswith("<svg")
