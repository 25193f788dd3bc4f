"""`diurna code`: what is written where, and what the exit status says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from diurna.cli.answers import is_interruption

Run = Callable[..., Result]
TEXT = "Arnor visits Gondor\n\nThe steward of Arnor met the king in Minas Tirith on Friday.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def line(id: str, text: str, **fields: object) -> str:
    return json.dumps({"id": id, "text": text, **fields}) + "\n"


def test_the_table_shows_the_sentence_its_marks_and_the_record(run: Run, report: Path) -> None:
    result = run("code", report)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    at = lines.index("The steward of Arnor met the king in Minas Tirith on Friday.")
    assert lines[at + 1] == "-------------------- ==="
    assert "CONSULT visit (future)" in lines[at + 2]
    assert "Arnor (ARN GOV) → Gondor (GON)" in result.stdout
    assert "2023-05-04 to 2023-05-06" in result.stdout
    assert "dead 3 or more" in result.stdout
    assert "Arnor (ARN) claims" in result.stdout


def test_the_table_keeps_to_80_columns_and_is_plain_when_piped(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(
        "Headline\n\n" + "The very long-winded steward " * 8 + "met " + "the king again and again " * 8 + ".\n"
    )
    result = run("code", path)
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "\x1b" not in result.stdout


def test_control_characters_of_a_report_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "evil.jsonl"
    path.write_text(line("e\x1b[2J", "Head\n\nThe \x1b[31msteward\x07 of Arnor met the king in Bree on Friday."))
    result = run("code", path)
    assert "steward" in result.stdout
    assert not {"\x1b", "\x07"} & set(result.stdout)


def test_the_summary_on_stderr_counts_what_was_given(run: Run, report: Path) -> None:
    result = run("code", report)
    assert result.stderr.startswith("1 report, 1 event, ")
    assert result.stderr.endswith(" s: 1 coded, 0 skipped, 0 failed\n")


@pytest.mark.parametrize("args", [("--format", "jsonl"), ("--format", "json"), ("--format", "csv")])
def test_machine_readable_forms_hold_the_record(run: Run, report: Path, args: tuple[str, str]) -> None:
    result = run("code", report, *args)
    assert result.exit_code == 0
    form = args[1]
    if form == "csv":
        [record] = csv.DictReader(io.StringIO(result.stdout))
        assert (record["event"], record["mode"], record["actor_code"]) == ("CONSULT", "visit", "ARN")
        assert (record["dead_low"], record["dead_high"]) == ("3", "")
    else:
        [record] = json.loads(result.stdout) if form == "json" else [json.loads(result.stdout)]
        assert (record["event"], record["mode"], record["actor"][0]["code"]) == ("CONSULT", ["visit"], "ARN")


def test_an_array_without_records_is_still_json(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "calm.txt"
    path.write_text("A calm day\n\nThe sun was shining on the harbour and the people were happy about it.\n")
    result = run("code", "--format", "json", path)
    assert json.loads(result.stdout) == []


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "txt"])
def test_half_a_surrogate_pair_is_written_as_an_escape(run: Run, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"records.{suffix}"
    result = run("code", "-o", out, "-", stdin=line("a", "The king \ud83d met the steward in the city on Friday."))
    if "1 coded" in result.stderr:
        assert "\\ud83d" in out.read_text(encoding="utf-8")
    else:
        assert result.exit_code == 1
        assert "Traceback" not in result.output


def test_an_output_file_names_its_own_form(run: Run, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    result = run("code", report, "-o", out)
    assert result.stdout == ""
    assert json.loads(out.read_text(encoding="utf-8"))["event"] == "CONSULT"
    assert not list(tmp_path.glob("*.part"))


def test_standard_input_is_read_with_a_dash_and_without_arguments(run: Run) -> None:
    given = line("a", TEXT) + line("b", TEXT.replace("Friday", "Sunday"))
    for args in (["-"], []):
        result = run("code", "--format", "jsonl", *args, stdin=given)
        assert [json.loads(one)["doc_id"] for one in result.stdout.splitlines()] == ["a", "b"]


def test_a_failing_report_is_named_and_the_others_are_coded(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(line("a", TEXT) + "{broken\n" + line("boom", TEXT + "BOOM") + line("b", TEXT + "Again."))
    result = run("code", "--format", "jsonl", path)
    assert result.exit_code == 1
    assert [json.loads(one)["doc_id"] for one in result.stdout.splitlines()] == ["a", "b"]
    complaints = result.stderr.splitlines()
    assert any(one.startswith(f"diurna: {path}:2: ") for one in complaints)
    assert "diurna: boom: unexpected ValueError while coding: boom" in complaints
    assert complaints[-1].endswith("2 coded, 0 skipped, 2 failed")
    assert complaints[-1].startswith("4 reports, ")


def test_what_is_knowingly_skipped_is_no_failure(run: Run, tmp_path: Path) -> None:
    german = (
        "Der Außenminister traf am Freitag in Berlin seinen Kollegen aus Frankreich und sprach mit ihm über die Lage. "
        * 3
    )
    path = tmp_path / "two.jsonl"
    path.write_text(line("a", TEXT) + line("de", german))
    result = run("code", "--format", "jsonl", path)
    assert result.exit_code == 0
    assert "not English" in result.stderr
    assert result.stderr.endswith("1 coded, 1 skipped, 0 failed\n")


def test_missing_files_and_empty_folders_fail_and_the_rest_goes_on(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("code", tmp_path / "none.txt", tmp_path / "empty", report)
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    assert result.stderr.endswith("1 coded, 0 skipped, 2 failed\n")


def test_a_report_without_an_id_is_shown_by_its_headline(run: Run, report: Path) -> None:
    assert run("code", report).stdout.startswith("── Arnor visits Gondor ──")


@pytest.mark.parametrize(
    "args",
    [
        ("--format", "xml", "-"),
        ("--min-confidence", "2", "-"),
        ("--processes", "0", "-"),
        ("--nonsense",),
        ("-o", "/nowhere/at/all.jsonl", "-"),
    ],
)
def test_a_wrong_call_is_status_2(run: Run, args: tuple[str, ...]) -> None:
    result = run("code", *args, stdin=TEXT)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_wrong_language_model_is_a_wrong_call(run: Run, report: Path) -> None:
    result = run("code", report, "--language-model", "wrong")
    assert result.exit_code == 2
    assert result.stderr == "diurna: the language pipeline 'wrong' has other labels than Universal Dependencies\n"


def test_records_are_not_written_over_a_report(run: Run, report: Path) -> None:
    assert run("code", report, "-o", report).exit_code == 2
    assert report.read_text(encoding="utf-8") == TEXT


def test_an_unexpected_error_is_one_line(run: Run) -> None:
    result = run("code", "-", stdin=TEXT + "KILL")
    assert result.exit_code == 1
    assert "unexpected RuntimeError in fake_coder.py" in result.stderr
    assert "the ground opened" in result.stderr
    assert "Traceback" not in result.output


def test_an_interruption_is_one_line_and_leaves_what_was_coded(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    result = run("code", "-o", out, "-", stdin=line("a", TEXT) + line("b", TEXT + "STOP"))
    assert result.exit_code == 130
    assert "diurna: interrupted" in result.stderr
    assert not out.exists()
    assert json.loads((tmp_path / "records.jsonl.part").read_text())["doc_id"] == "a"


def half_loaded() -> None:
    """What a library does that is interrupted while it loads another."""
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt as stop:
        raise ImportError("half loaded") from stop


def test_an_interruption_that_a_library_made_an_error_of_its_own_is_one_still() -> None:
    with pytest.raises(ImportError) as raised:
        half_loaded()
    assert is_interruption(raised.value)
    assert not is_interruption(ValueError("no"))
