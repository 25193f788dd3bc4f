"""`diurna export`: from an archive or a file of records, in every form, to a file or a pipe."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import Result

from diurna.archive import open_archive
from diurna.cli.export import ENDINGS, Form, form_of
from diurna.export.gdelt import EVENT_COLUMNS
from diurna.record.stream import event_lines
from tests.archive.tellings import Act, add_in, coded
from tests.export.made_up import act
from tests.record.samples import ASSAULT, REQUEST

Run = Callable[..., Result]
REPORT = {
    "id": "r1",
    "text": "Talks in Bree\n\nThe king of Arnor met the steward of Gondor.",
    "published": "2023-05-04",
}


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    path.write_text("".join(event_lines([REQUEST, ASSAULT, act("ASSAULT", "aerial")])), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.PARQUET])
def test_every_form_goes_to_a_pipe(run: Run, lines: Path, form: Form) -> None:
    result = run("export", lines, "--format", form)
    assert result.exit_code == 0, result.stderr
    assert result.stdout
    assert result.stderr.startswith(f"{form}: ")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_files_name_says_the_form_and_the_file_is_what_the_pipe_is(
    run: Run, lines: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"out{ending.upper() if 'csv' in ending else ending}"
    assert run("export", lines, "-o", out).exit_code == 0
    assert not out.with_name(out.name + ".part").exists()
    if ENDINGS[ending] is not Form.PARQUET:
        assert out.read_text(encoding="utf-8") == run("export", lines, "--format", ENDINGS[ending]).stdout


def test_the_most_telling_end_of_a_name_counts() -> None:
    assert form_of(Path("20240301.export.CSV")) is Form.GDELT
    assert form_of(Path("20240301.mentions.CSV")) is Form.MENTIONS
    assert form_of(Path("plain.csv")) is Form.CSV


def test_what_is_left_out_is_said(run: Run, lines: Path) -> None:
    assert run("export", lines, "--format", "geojson").stderr == (
        "geojson: 2 features, 1 record left out: 1 without a place on the map\n"
    )


def test_an_archive_with_a_filter(run: Run, tmp_path: Path) -> None:
    assert run("add", "-", "--to", tmp_path / "beat", stdin=json.dumps(REPORT)).exit_code == 0
    all_rows = list(csv.DictReader(StringIO(run("export", tmp_path / "beat", "--format", "csv").stdout)))
    assert [row["event"] for row in all_rows] == ["CONSULT"]
    assert run("export", tmp_path / "beat", "--format", "csv", "--actor", "MOR").stderr == "csv: 0 rows\n"


@pytest.fixture
def war(tmp_path: Path) -> Path:
    """An archive in which two of three reports tell of one attack."""
    later = coded("later", Act(day=20, words="burnt", tail="the mills"), day=21, publisher="Herald")
    with open_archive(tmp_path / "war", write=True) as archive:
        add_in(archive, [coded("gazette", Act(), publisher="Gazette"), coded("herald", Act(words="stormed")), later])
    return tmp_path / "war"


def test_the_stories_of_an_archive_are_the_events_of_other_data_sets(run: Run, war: Path) -> None:
    rows = [line.split("\t") for line in run("export", war, "--format", "gdelt").stdout.splitlines()]
    told = [dict(zip(EVENT_COLUMNS, row, strict=True)) for row in rows]
    assert [(row["NumMentions"], row["NumArticles"]) for row in told] == [("1", "1"), ("2", "2")]
    mentions = run("export", war, "--format", "gdelt-mentions").stdout.splitlines()
    ids = [line.split("\t")[0] for line in mentions]
    assert sorted(ids) == sorted([told[0]["GLOBALEVENTID"], *[told[1]["GLOBALEVENTID"]] * 2])


def test_each_event_once_by_its_surest_record(run: Run, war: Path) -> None:
    assert run("export", war, "--format", "csv").stderr == "csv: 3 rows\n"
    assert run("export", war, "--format", "csv", "--once").stderr == "csv: 2 rows\n"
    result = run("export", war, "--format", "gdelt", "--once")
    assert result.exit_code == 2
    assert "brings the records of each event together itself" in " ".join(result.stderr.replace("│", " ").split())


def test_the_mentions_that_a_report_links_are_one_event_in_a_file_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "linked.jsonl"
    path.write_text("".join(event_lines([act(id="a" * 16, link="a"), act(id="b" * 16, link="a")])), encoding="utf-8")
    assert run("export", path, "--format", "csv", "--once").stderr == "csv: 1 row\n"


def test_records_from_a_pipe(run: Run, lines: Path) -> None:
    piped = run("export", "-", "--format", "plover", stdin=lines.read_bytes())
    assert piped.stdout == run("export", lines, "--format", "plover").stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--format", "parquet"), "Parquet is written to a file"),
        ((), "name the form: plover, gdelt"),
        (("-o", "out.xyz"), "name the form"),
        (("--format", "csv", "--actor", "RUS"), "filters ask an archive"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(run: Run, lines: Path, args: tuple[str, ...], said: str) -> None:
    result = run("export", lines, *args)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_a_file_that_holds_other_things_fails_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("".join(event_lines([REQUEST])) + "{}\n", encoding="utf-8")
    result = run("export", tmp_path / "bad.jsonl", "-o", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert f"{tmp_path / 'bad.jsonl'}:2" in result.stderr
    assert not (tmp_path / "out.csv").exists()


def test_the_source_is_not_written_over(run: Run, lines: Path) -> None:
    before = lines.read_bytes()
    assert run("export", lines, "-o", lines).exit_code == 2
    assert lines.read_bytes() == before


def test_a_source_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("export", tmp_path / "nowhere", "--format", "csv")
    assert result.exit_code == 1
    assert result.stderr == f"diurna: {tmp_path / 'nowhere'}: No such file or directory\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full, which Linux has")
@pytest.mark.parametrize("form", ["csv", "gdelt", "geojson", "graphml"])
def test_a_full_disk_is_one_line(run: Run, lines: Path, form: str) -> None:
    result = run("export", lines, "--format", form, "-o", "/dev/full")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "No space left" in result.stderr


def test_a_folder_that_may_not_be_written(run: Run, lines: Path, tmp_path: Path) -> None:
    result = run("export", lines, "-o", tmp_path / "nowhere" / "out.csv")
    assert result.exit_code == 2
    assert "there is no folder" in " ".join(result.stderr.replace("│", " ").split())
