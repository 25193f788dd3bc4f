"""Commands that ask an archive: what they print, and what they refuse."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from typer.testing import Result

Run = Callable[..., Result]
REPORTS = "".join(
    json.dumps({"id": f"r{n}", "text": f"Talks in Bree\n\nThe king of Arnor met the steward of Gondor, envoy {n}.", "published": "2023-05-04"}) + "\n"
    for n in range(3)
)  # fmt: skip


@pytest.fixture
def beat(run: Run, tmp_path: Path) -> Path:
    assert run("add", "-", "--to", tmp_path / "beat", stdin=REPORTS).exit_code == 0
    return tmp_path / "beat"


def test_events_as_lines_rows_and_a_number(run: Run, beat: Path) -> None:
    lines = [json.loads(line) for line in run("events", beat, "--format", "jsonl").stdout.splitlines()]
    assert {line["doc_id"] for line in lines} == {"r0", "r1", "r2"}
    rows = list(csv.DictReader(StringIO(run("events", beat, "--format", "csv").stdout)))
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    assert run("events", beat, "--count").stdout == "3\n"
    assert (
        run("events", beat, "--count", "--actor", "ARN", "--since", "2023-05-04", "--type", "consult").stdout == "3\n"
    )
    assert run("events", beat, "--count", "--actor", "MOR").stdout == "0\n"
    assert json.loads(run("events", beat, "--format", "json", "--report", "r1").stdout)[0]["doc_id"] == "r1"


def test_events_as_parquet(run: Run, beat: Path, tmp_path: Path) -> None:
    assert run("events", beat, "-o", tmp_path / "e.parquet").exit_code == 0
    rows = duckdb.sql(f"SELECT doc_id, actor[1].code FROM '{tmp_path}/e.parquet' ORDER BY 1").fetchall()
    assert rows == [("r0", "ARN"), ("r1", "ARN"), ("r2", "ARN")]
    assert "Parquet is written to a file" in run("events", beat, "--format", "parquet").stderr


def test_a_table_is_a_page_and_names_the_next(run: Run, beat: Path) -> None:
    first = run("events", beat, "--limit", "2")
    assert first.stdout.count("CONSULT visit (future)") == 2
    cursor = first.stderr.rpartition("--after ")[2].strip()
    assert run("events", beat, "--after", cursor).stdout.count("CONSULT visit") == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "yesterday"), "'yesterday' is no day; write it as 2022-02-24"),
        (("--type", "WAR"), "no 'WAR'; there are AGREE"),
        (("--dyad", "RUS"), "a dyad is two parties with a dash between"),
        (("--near", "here"), "a circle is latitude,longitude,kilometres"),
        (("--status", "maybe"), "no 'maybe'; there are actual, future"),
    ],
)
def test_a_wrong_filter_is_a_wrong_call(run: Run, beat: Path, options: tuple[str, ...], said: str) -> None:
    result = run("events", beat, *options)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_show_a_record_a_report_and_neither(run: Run, beat: Path) -> None:
    (line,) = (json.loads(x) for x in run("events", beat, "--format", "jsonl", "--report", "r1").stdout.splitlines())
    assert "envoy 1" in run("show", beat, line["id"]).stdout
    result = run("show", beat, "r2", "nowhere")
    assert "envoy 2" in result.stdout
    assert result.stderr == f"diurna: nowhere: neither a record nor a report of {beat}\n"
    assert result.exit_code == 1


def test_statistics(run: Run, beat: Path) -> None:
    assert run("stats", beat, "--by", "event", "--format", "csv").stdout == (
        "event,events,goldstein_sum,goldstein_mean\nCONSULT,3,5.7,1.9\n"
    )
    assert [json.loads(x) for x in run("stats", beat, "--format", "jsonl", "--report", "r0").stdout.splitlines()] == [
        {"month": "2023-05", "events": 1, "goldstein_sum": 1.9, "goldstein_mean": 1.9}
    ]
    assert "cannot be grouped by" in run("stats", beat, "--by", "colour").stderr


def test_search_finds_reports(run: Run, beat: Path) -> None:
    found = [json.loads(x) for x in run("search", beat, "envoy 2", "--format", "jsonl").stdout.splitlines()]
    assert [one["doc_id"] for one in found] == ["r2"]
    assert "«envoy» «2»" in found[0]["passage"]


def test_sql_over_columns_and_tables(run: Run, beat: Path) -> None:
    assert run("sql", beat, "SELECT count(*) AS n FROM events", "--format", "csv").stdout == "n\n3\n"
    assert (
        run("sql", beat, "-", "--tables", "--format", "jsonl", stdin="SELECT count(*) AS n FROM report").stdout
        == '{"n": 3}\n'
    )
    refused = run("sql", beat, "--tables", "DELETE FROM report")
    assert refused.stderr == "diurna: the query was refused: attempt to write a readonly database\n"
    assert refused.exit_code == 1


def test_a_diff_needs_two_codings(run: Run, beat: Path) -> None:
    assert "coded by one coder only" in run("diff", beat).stderr
    run("recode", beat, "--min-confidence", "0.4")
    assert run("diff", beat).stdout == "0 new, 0 gone, 0 changed\n"
    assert run("diff", beat, "--list").stdout.startswith("1  3 reports, current of 0: ")
