"""`diurna plot`: pictures of an archive or of a file of records."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from diurna.record.stream import event_lines
from tests.archive.made_up import coded_reports
from tests.export.made_up import act

Run = Callable[..., Result]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    path.write_text("".join(event_lines(e for coded in coded_reports(20) for e in coded.events)), encoding="utf-8")
    return path


PICTURES = [
    (("timeline", "--by", "month"), "records a month"),
    (("map",), "Umbar"),
    (("network", "--top", "5", "--sectors"), "ARN, military"),
    (("heat", "--of", "types"), "PLOVER type"),
]


@pytest.mark.parametrize(("args", "shown"), PICTURES)
def test_a_picture_is_written_and_told(
    run: Run, lines: Path, tmp_path: Path, args: tuple[str, ...], shown: str
) -> None:
    out = tmp_path / "out.svg"
    result = run("plot", args[0], lines, "-o", out, *args[1:])
    assert result.exit_code == 0, result.stderr
    assert shown in out.read_text(encoding="utf-8")
    assert result.stderr.startswith(f"{out}: ")
    assert not out.with_name("out.svg.part").exists()


def test_a_filter_and_a_title(run: Run, tmp_path: Path) -> None:
    report = json.dumps({"id": "r1", "text": "Talks\n\nThe king of Arnor met the steward.", "published": "2023-05-04"})
    assert run("add", "-", "--to", tmp_path / "beat", stdin=report).exit_code == 0
    out = tmp_path / "out.json"
    assert run("plot", "timeline", tmp_path / "beat", "-o", out, "--title", "Talks", "--actor", "ARN").exit_code == 0
    assert json.loads(out.read_text())["title"]["text"] == "Talks"
    result = run("plot", "timeline", tmp_path / "beat", "-o", out, "--actor", "MOR")
    assert result.stderr == f"{out}: no records to show\n"


def test_each_event_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "linked.jsonl"
    path.write_text("".join(event_lines([act(id="a" * 16, link="a"), act(id="b" * 16, link="a")])), encoding="utf-8")
    out = tmp_path / "out.json"
    assert "1 record, " in run("plot", "timeline", path, "-o", out, "--once").stderr
    assert "2 records, " in run("plot", "timeline", path, "-o", out).stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("timeline", "-o", "out.jpg"), "a picture's name ends in .svg"),
        (("timeline", "-o", "out.svg", "--by", "hour"), "'hour' is not one of"),
        (("map",), "Missing option"),
        (("heat", "-o", "out.svg", "--actor", "RUS"), "filters ask an archive"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(run: Run, lines: Path, args: tuple[str, ...], said: str) -> None:
    result = run("plot", args[0], lines, *args[1:])
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())
