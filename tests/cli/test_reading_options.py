"""What a call says of how its reports are read, on the commands that read any."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from diurna.cli.batch import expected

Run = Callable[..., Result]
TABLE = "nr,story,sent\na,Arnor met Gondor in the city of Bree on Friday.,03/04/2022\n"


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_columns_days_and_notes(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(TABLE)
    result = run(
        "code", table, "--format", "jsonl", "--map", "text=story,published=sent", "--map", "id=nr", "--day-first"
    )
    assert result.exit_code == 0
    assert [(record["doc_id"], record["published"]) for record in records(result)] == [("a", "2022-04-03")]
    assert "days in figures are read day first" in result.stderr
    month = run("code", table, "--format", "jsonl", "--map", "text=story,published=sent", "--month-first")
    assert records(month)[0]["published"] == "2022-03-04"


def test_an_unsettled_day_says_what_to_do(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(TABLE)
    result = run("code", table, "--map", "published=sent")
    assert result.exit_code == 1
    assert "'03/04/2022' may be day or month first; say --day-first or --month-first" in result.stderr


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--map", "txt=story"), "is not of the form FIELD=COLUMN"),
        (("--encoding", "klingon"), "there is no encoding 'klingon'"),
    ],
)
def test_a_wrong_option_is_a_wrong_call(run: Run, tmp_path: Path, option: tuple[str, str], said: str) -> None:
    result = run("code", tmp_path, *option)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_check_reads_reports_as_code_did(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(TABLE)
    options = ("--map", "text=story", "--encoding", "cp1252", "--day-first")
    lines = tmp_path / "records.jsonl"
    assert run("code", table, *options, "-o", lines).exit_code == 0
    checked = run("check", lines, "--reports", table, *options)
    assert "1 record, 1 report" in checked.stderr


def test_an_address_of_the_inner_network_is_refused(run: Run) -> None:
    result = run("code", "http://127.0.0.1:9/x")
    assert result.exit_code == 1
    assert "is of the inner network" in result.stderr


def test_how_many_reports_to_expect(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.jsonl").write_text("{}\n\n{}\n")
    assert expected([str(tmp_path)]) == 3
    (tmp_path / "a.csv").write_text("x")
    assert expected([str(tmp_path)]) is None
    assert expected(["https://news.example/"]) is None
    assert expected(["-"]) is None
