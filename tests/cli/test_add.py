"""`diurna add` and `diurna recode`: what they say, and the status they end with."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from diurna.archive import events_of_report, open_archive

Run = Callable[..., Result]
TALKS = '{"id": "talks", "text": "Talks in Bree\\n\\nThe king of Arnor met the steward of Gondor on Monday."}\n'
BOOM = '{"id": "boom", "text": "A report on BOOM and of what the king of Arnor said on Monday in Bree."}\n'


def told(stderr: str) -> list[str]:
    return [re.sub(r"[\d.]+ s$", "N s", line) for line in stderr.splitlines()]


def test_reports_are_added_once(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "beat"
    first = run("add", "-", "--to", place, stdin=TALKS + "{broken\n")
    assert told(first.stderr)[-1] == f"{place}: 1 report added with 1 event, 0 there already, 0 skipped, 1 failed, N s"
    assert first.exit_code == 1
    again = run("add", "-", "--to", place, stdin=TALKS)
    assert told(again.stderr) == [
        f"{place}: 0 reports added with 0 events, 1 there already, 0 skipped, 0 failed, N s",
    ]
    assert again.exit_code == 0
    with open_archive(place) as archive:
        assert [event.trigger.text for event in events_of_report(archive.connection, "talks")] == ["met"]


def test_a_report_that_cannot_be_coded_is_named(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "beat"
    result = run("add", "-", "--to", place, stdin=BOOM + TALKS)
    assert "diurna: boom: unexpected ValueError while coding: boom" in told(result.stderr)
    assert (
        told(result.stderr)[-1] == f"{place}: 2 reports added with 1 event, 0 there already, 0 skipped, 1 failed, N s"
    )
    assert result.exit_code == 1


def test_recoding_touches_what_another_setting_coded(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "beat"
    run("add", "-", "--to", place, stdin=TALKS)
    assert told(run("recode", place).stderr) == [f"{place}: 0 reports coded anew with 0 events, 0 failed, N s"]
    result = run("recode", place, "--min-confidence", "0.4")
    assert told(result.stderr) == [f"{place}: 1 report coded anew with 1 event, 0 failed, N s"]


def test_there_must_be_an_archive_to_recode(run: Run, tmp_path: Path) -> None:
    result = run("recode", tmp_path / "none")
    assert (
        result.stderr
        == f"diurna: {tmp_path}/none: no archive here; make one with: diurna add SOURCE --to {tmp_path}/none\n"
    )
    assert result.exit_code == 1


def test_a_call_must_name_an_archive(run: Run) -> None:
    assert run("add", "-", stdin=TALKS).exit_code == 2
