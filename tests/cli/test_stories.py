"""`diurna stories`, `diurna story` and `diurna explain --archive`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from diurna.archive import open_archive
from diurna.archive.stories import story_id
from diurna.cli.main import app
from tests.archive.tellings import Act, add_in, coded

run = CliRunner().invoke
ONE = coded("one", Act(dead=(9, 9)), publisher="Gazette")
TWO = coded("two", Act(words="stormed", dead=(11, 11), voices=[("Mordor", "denies")]), publisher="Herald")
FAR = coded("far", Act(at="Dol Amroth", words="sank", tail="a ship", day=20), day=21)
A, B, D = (some.events[0].id for some in (ONE, TWO, FAR))


@pytest.fixture
def archive(tmp_path: Path) -> str:
    with open_archive(tmp_path / "a", write=True) as opened:
        add_in(opened, [ONE, TWO, FAR])
    return str(tmp_path / "a")


def test_stories_are_listed_with_reports_publishers_and_numbers(archive: str) -> None:
    lines = run(app, ["stories", archive]).stdout.splitlines()
    assert lines[0].split() == ["day", "event", "who", "→", "whom", "where", "numbers", "reports", "publishers", "id"]
    assert lines[1].startswith("3019-03-20")
    assert lines[2].startswith("3019-03-13")
    assert "11 dead (9–11)" in lines[2]
    assert run(app, ["stories", archive, "--min-reports", "2"]).stdout.count("ASSAULT") == 1
    assert run(app, ["stories", archive, "--place", "Dol Amroth"]).stdout.count("ASSAULT") == 1
    told = run(app, ["stories", archive, "--limit", "1"])
    assert "2 stories; the next page: --skip 1" in told.stderr
    second = run(app, ["stories", archive, "--limit", "1", "--skip", "1", "--format", "jsonl"])
    assert {m["id"] for m in json.loads(second.stdout)["members"]} == {A, B}


def test_a_story_is_shown_with_its_passages_and_why_each_is_there(archive: str) -> None:
    shown = run(app, ["story", archive, B]).stdout
    assert "by 2 reports of 2 independent publishers; asserted by 2" in shown
    assert "Mordor denies (1)" in shown
    assert "They attacked the garrison on the river." in shown
    assert "They stormed the garrison on the river." in shown
    assert "+2.0 same place (Osgiliath)" in shown
    story = json.loads(run(app, ["story", archive, A, "--format", "jsonl"]).stdout)
    assert story["size"] == {"dead": {"low": 9, "best": 11, "high": 11}}
    (link,) = [m["link"] for m in story["members"] if m["link"]]
    assert {link["one"], link["other"]} == {A, B}
    assert {"points": 2.0, "what": "same place", "words": "Osgiliath"} in link["reasons"]


def test_explaining_a_record_of_an_archive_shows_its_links(archive: str) -> None:
    assert "+2.0 same place (Osgiliath)" in run(app, ["explain", "--archive", archive, A]).stdout
    assert "cannot be of one event" in run(app, ["story", archive, "--why", A, D]).stdout
    assert "nothing to explain" in run(app, ["explain", "--archive", archive, D]).stderr


def test_stories_are_corrected_and_corrections_undone(archive: str) -> None:
    def homes() -> list[str | None]:
        with open_archive(archive) as opened:
            return [story_id(opened.connection, one) for one in (A, B, D)]

    before = homes()
    split = run(app, ["story", archive, "--split", B, "--note", "the day after", "--by", "Faramir"])
    assert "split from 1 records, by Faramir" in split.stderr
    join = run(app, ["story", archive, "--join", B, D, "--by", "Faramir"])
    assert (join.exit_code, len(set(homes())), homes()[1]) == (0, 2, homes()[2])
    listed = run(app, ["story", archive, "--corrections"]).stdout.splitlines()
    assert any(line.endswith(": the day after") for line in listed)
    for line in listed:
        assert run(app, ["story", archive, "--undo", line.split()[1].rstrip(":")]).exit_code == 0
    assert homes() == before
    assert run(app, ["story", archive, "--corrections"]).stdout.count("undone by") == 2


def test_wrong_calls(archive: str) -> None:
    assert run(app, ["story", archive]).exit_code == 2
    assert run(app, ["story", archive, A, "--split", B]).exit_code == 2
    unknown = run(app, ["story", archive, "nowhere"])
    assert (unknown.exit_code, "nowhere: neither a story nor a record" in unknown.stderr) == (1, True)
    alone = run(app, ["story", archive, "--split", D])
    assert (alone.exit_code, "alone in its story" in alone.stderr) == (1, True)
