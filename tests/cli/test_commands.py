"""The smaller commands: check, who, annotate, evaluate."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from diurna.record import Report
from diurna.record.stream import event_lines
from diurna.samples import GOLD
from tests.fake_coder import meeting

Run = Callable[..., Result]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text(
        json.dumps({"id": "a", "text": "Arnor visits Gondor\n\nThe king met the steward in the city on Friday."}) + "\n"
    )
    return path


@pytest.fixture
def records(tmp_path: Path) -> Path:
    report = Report.from_text("Arnor visits Gondor\n\nThe king met the steward in the city on Friday.", doc_id="a")
    path = tmp_path / "records.jsonl"
    path.write_text("".join(event_lines([meeting(report, report.text.index("met"))])))
    return path


def test_check_lists_faults_with_file_and_line(run: Run, records: Path, reports: Path) -> None:
    records.write_text(records.read_text().replace('"ARN"', '"XYZ"', 1))
    result = run("check", records, "--reports", reports)
    assert result.exit_code == 1
    assert f"{records}:1: actor[0].code: " in result.stdout
    assert result.stderr.startswith("1 record, 1 report: ")


def test_check_needs_files_that_are_there(run: Run, reports: Path) -> None:
    assert run("check", "none.jsonl", "--reports", reports).exit_code == 2
    assert run("check", "-", "--reports", "-").exit_code == 2


def test_check_of_reports_that_cannot_be_read_fails(run: Run, records: Path) -> None:
    assert run("check", records, "--reports", "none.jsonl").exit_code == 1


def test_evaluate_scores_a_folder_of_gold(run: Run) -> None:
    result = run("evaluate", GOLD, "--json")
    assert result.exit_code == 0
    scores = json.loads(result.stdout)
    assert scores["reports"] == 10
    assert scores["events"]["gold"] > 100
    table = run("evaluate", GOLD, "--misses").stdout
    assert "precision" in table
    assert "missed" in table


def test_evaluate_needs_gold(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", tmp_path)
    assert result.exit_code == 1
    assert "no gold report" in result.stderr


def test_who_answers_phrases_and_lines(run: Run) -> None:
    [answer] = [json.loads(line) for line in run("who", "the French army", "--on", "2020-01-01").stdout.splitlines()]
    assert (answer["code"], answer["sector"][0], answer["on"]) == ("FRA", "MIL", "2020-01-01")
    asked = '{"phrase": "Japan", "on": "1999-05-05", "context": "trade"}\n\n{"phrase": "police"}\n'
    answers = [json.loads(line) for line in run("who", "--format", "jsonl", "-", stdin=asked).stdout.splitlines()]
    assert [(a["phrase"], a["on"], a["context"], a["code"], a["sector"]) for a in answers] == [
        ("Japan", "1999-05-05", "trade", "JPN", []),
        ("police", None, "", None, ["COP"]),
    ]


@pytest.mark.parametrize(
    "asked", ["{", "[]", '{"phrase": 3}', '{"phrase": "x", "on": "soon"}', '{"phrase": "x", "context": 1}']
)
def test_who_names_the_line_that_asks_wrongly(run: Run, asked: str) -> None:
    result = run("who", "-", stdin='{"phrase": "Japan"}\n' + asked + "\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("diurna: standard input:2: ")


def test_who_prints_a_table(run: Run) -> None:
    table = run("who", "the French army", "--format", "table").stdout
    assert "FRA" in table
    assert "MIL" in table


def test_imported_actors_are_known_to_who(run: Run, tmp_path: Path) -> None:
    dictionary, own = tmp_path / "actors.txt", tmp_path / "own.tsv"
    dictionary.write_text(
        "BORIS_ZORK_ ; invented\n    [RUSGOV 990101-991231]\n    [RUSELI >991231]\nATLANTIS_ [XQZGOV]\n"
    )
    imported = run("actors", "import", dictionary, "-o", own)
    assert imported.exit_code == 0
    assert "XQZ" in imported.stderr
    for day, sector in (("1999-05-05", "GOV"), ("2005-05-05", "ELI")):
        [line] = run("who", "Boris Zork", "--on", day, "--actors", own).stdout.splitlines()
        assert (json.loads(line)["code"], json.loads(line)["sector"]) == ("RUS", [sector])


def test_an_import_needs_a_dictionary(run: Run, tmp_path: Path) -> None:
    assert run("actors", "import", tmp_path / "none.txt", "-o", tmp_path / "own.tsv").exit_code == 2
    prose = tmp_path / "prose.txt"
    prose.write_text("No actors here.\n")
    assert run("actors", "import", prose, "-o", tmp_path / "own.tsv").exit_code == 1
    assert run("who", "Japan", "--actors", tmp_path / "none.tsv").exit_code == 2


def test_annotate_gives_a_line_for_each_report(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    text = 'Talks in Kenya\n\nThe president of Kenya spoke in Nairobi on 5 May 2020. "We want peace," he said.\n'
    path.write_text(text)
    [line] = run("annotate", path).stdout.splitlines()
    found = json.loads(line)
    assert set(found) == {"id", "places", "dates", "parties", "quotes"}
    for parts in (found["places"], found["dates"], found["parties"], found["quotes"]):
        assert parts
        assert all(text[part["start"] : part["end"]] == part["text"] for part in parts)
    assert {"Kenya", "Nairobi"} <= {place["text"] for place in found["places"]}
    assert [(day["from"], day["to"]) for day in found["dates"]] == [("2020-05-05", "2020-05-05")]
    assert [quote["text"] for quote in found["quotes"]] == ['"We want peace,"']
    assert run("annotate", path, "--format", "table").exit_code == 0


def test_schema_is_that_of_the_record(run: Run) -> None:
    assert json.loads(run("schema").stdout)["title"] == "Diurna event record"
