"""`diurna review`: from the queue to exported gold, agreement, a colleague's judgements, and promotion to a lexicon."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from diurna.archive import open_archive
from diurna.cli.main import app
from diurna.coding import Coder
from diurna.coding.gold import read_gold
from diurna.lexicon import load_own_lexicon
from diurna.record import Report
from tests.archive.skirmishes import MARCH, MASSED, MET, SHELLED, TO_ARMENIA, fill, quote


def run(*args: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["review", *(str(arg) for arg in args)], input=stdin, prog_name="diurna")


def done(*args: object, stdin: str | None = None) -> Result:
    result = run(*args, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with open_archive(tmp_path / "a", write=True) as opened:
        fill(opened, "river", "lake")
    return tmp_path / "a"


def test_from_doubt_to_gold(archive: Path, tmp_path: Path) -> None:
    first = json.loads(done("queue", archive, "--format", "jsonl").stdout.splitlines()[0])
    assert (first["event"]["event"], first["standing"]) == ("MOBILIZE", "unreviewed")
    done(
        "judge",
        archive,
        MASSED.id,
        "correct",
        "--by",
        "Anna",
        "--fields",
        "-",
        "--note",
        "they only say so",
        stdin=json.dumps(TO_ARMENIA),
    )
    done("add", archive, "river", "--by", "Anna", "--fields", json.dumps(MARCH), "--optional")
    left = run("complete", archive, "river", "--by", "Anna")
    assert (left.exit_code, "Anna has not judged 2 of its records" in left.stderr) == (1, True)
    assert (
        "river: complete, 2 records accepted with it, by Anna"
        in done("complete", archive, "river", "--accept-rest", "--by", "Anna").stderr
    )
    assert done("export", archive, "--gold", tmp_path / "gold").stderr == f"1 report written to {tmp_path / 'gold'}\n"
    (gold,) = read_gold(tmp_path / "gold")
    assert [(event.types, event.optional) for event in gold.events] == [
        (("ASSAULT",), False),
        (("MOBILIZE",), False),
        (("CONSULT",), False),
        (("PROTEST",), True),
    ]
    scored = CliRunner().invoke(app, ["evaluate", str(tmp_path / "gold"), "--json"])
    assert (scored.exit_code, json.loads(scored.stdout)["reports"]) == (0, 1), scored.output
    assert "open again" in done("complete", archive, "river", "--reopen", "--by", "Anna").stderr


def test_the_queue_is_a_table_with_what_is_done(archive: Path) -> None:
    done("judge", archive, MET.id, "reject", "--by", "Anna")
    result = done("queue", archive, "--report", "river", "--limit", "1")
    assert result.stdout.splitlines()[1].split()[:2] == ["0.55", "MOBILIZE"]
    assert "3 records of 1 reports: 1 reviewed (1 rejected)" in result.stderr
    assert "  Anna: 1 judged, 0 reports complete" in result.stderr
    cursor = result.stderr.split("--after ")[1].strip()
    second = done("queue", archive, "--report", "river", "--after", cursor)
    assert second.stdout.splitlines()[1].split()[:2] == ["0.91", "ASSAULT"]


def test_the_history_of_a_record_is_shown(archive: Path) -> None:
    done(
        "judge",
        archive,
        MASSED.id,
        "correct",
        "--by",
        "Anna",
        "--fields",
        json.dumps(TO_ARMENIA),
        "--note",
        "they only say so",
    )
    done("judge", archive, MASSED.id, "undo", "--by", "Anna")
    lines = done("show", archive, MASSED.id).stdout.splitlines()
    assert lines[-3] == "unreviewed"
    assert lines[-2].endswith(f"Anna: correct of actor, record {MASSED.id}: they only say so")
    assert lines[-1].endswith(f"Anna: undo, record {MASSED.id}")


def test_records_are_filtered_by_how_they_stand(archive: Path) -> None:
    done("judge", archive, MASSED.id, "accept", "--by", "Anna")
    counted = CliRunner().invoke(app, ["events", str(archive), "--review", "accepted", "--count"])
    assert counted.stdout == "1\n"
    wrong = CliRunner().invoke(app, ["events", str(archive), "--review", "liked"])
    assert wrong.exit_code == 2 and "no 'liked'; there are unreviewed, reviewed" in " ".join(
        wrong.stderr.replace("│", " ").split()
    )


def test_judgements_go_from_one_archive_to_another(archive: Path, tmp_path: Path) -> None:
    with open_archive(tmp_path / "b", write=True) as opened:
        fill(opened, "river")
    for name, verdict in (("Anna", "accept"), ("Ben", "reject")):
        done("judge", archive, MET.id, verdict, "--by", name)
    done("judge", archive, fill_lake(), "accept", "--by", "Anna")
    assert done("export", archive, "--judgements", tmp_path / "j.jsonl").stderr == "3 judgements\n"
    taken = run("import", tmp_path / "b", tmp_path / "j.jsonl")
    assert taken.exit_code == 1
    assert "3 judgements read, 2 new" in taken.stderr
    assert "lake: no report of this archive; add it, then import again" in taken.stderr
    assert done("export", archive, "--judgements", "-", "--by", "Ben").stdout.count("\n") == 1
    (tmp_path / "j.jsonl").write_text('{"verdict": ')
    wrong = run("import", tmp_path / "b", tmp_path / "j.jsonl")
    assert (wrong.exit_code, "j.jsonl:1: not JSON" in wrong.stderr) == (1, True)


def fill_lake() -> str:
    from tests.archive.skirmishes import records

    return records("lake")[0].id


def test_agreement_is_a_table_and_lines(archive: Path) -> None:
    for name, verdict in (("Anna", "accept"), ("Ben", "reject")):
        done("judge", archive, MET.id, verdict, "--by", name)
        done("judge", archive, SHELLED.id, "accept", "--by", name)
    result = done("agreement", archive)
    assert result.stdout.splitlines()[0].split() == [
        "field",
        "alpha",
        "low",
        "high",
        "units",
        "same",
        "coders",
        "metric",
        "note",
    ]
    assert result.stdout.splitlines()[1].split()[:4] == ["event", "or", "none", "0.000"]
    assert "few units" in result.stdout
    assert result.stderr == "Anna, Ben: 1 report that two or more judged\n"
    first = json.loads(done("agreement", archive, "--format", "jsonl").stdout.splitlines()[0])
    assert (first["field"], first["units"], first["same"]) == ("event or none", 2, 1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (("judge", "0" * 16, "accept"), "no record of this archive"),
        (("judge", MET.id, "correct", "--fields", "[]"), "give an object"),
        (("judge", MET.id, "correct", "--fields", "{"), "no JSON"),
        (("export",), "give one of --gold and --judgements"),
        (("promote", "--to", "-"), "there is nothing to promote"),
        (("show", "0" * 16), "no record of this archive"),
    ],
)
def test_wrong_calls_are_told(archive: Path, call: tuple[str, ...], message: str) -> None:
    result = run(call[0], archive, *call[1:])
    assert result.exit_code in (1, 2)
    assert message in " ".join(result.stderr.replace("│", " ").split())


HALDEN = {
    "recipient": [],
    "actor": [{**quote("Mr. Halden"), "name": "Sergei Halden", "code": "GEO", "sector": ["GOV"]}],
}
DOLMA = {
    "event_loc": {
        **quote("Dolma"),
        "resolved_place": "Dolma",
        "lat": 41.25,
        "lon": 44.61,
        "country_code": "ARM",
        "resolution": "place",
    }
}


def test_corrections_become_a_lexicon_that_codes_as_corrected(archive: Path, tmp_path: Path) -> None:
    done("judge", archive, MET.id, "correct", "--by", "Anna", "--fields", json.dumps(HALDEN))
    done("judge", archive, SHELLED.id, "correct", "--by", "Anna", "--fields", json.dumps(DOLMA))
    done("judge", archive, MASSED.id, "correct", "--by", "Anna", "--fields", json.dumps(TO_ARMENIA))  # a country: known
    lexicon = tmp_path / "mine.toml"
    assert done("promote", archive, "--to", lexicon).stderr == f"1 party, 1 place written to {lexicon}\n"
    told = tomllib.loads(lexicon.read_text("utf-8"))
    assert told["party"] == [
        {
            "name": "Sergei Halden",
            "aliases": ["Mr. Halden"],
            "code": "GEO",
            "sectors": ["GOV"],
            "note": "corrected by Anna in river",
        }
    ]
    assert told["place"] == [
        {
            "name": "Dolma",
            "lat": 41.25,
            "lon": 44.61,
            "country": "ARM",
            "resolution": "place",
            "note": "corrected by Anna in river",
        }
    ]
    text = "Mr. Halden met the Armenian president on Monday. Rebels shelled Dolma on Friday."
    before, after = (
        {event.event: event for event in Coder(lexicon=own).code(Report.from_text(text))}
        for own in (None, load_own_lexicon([lexicon]))
    )
    assert [party.code for party in before["CONSULT"].actors if party.code] != ["GEO", "ARM"]
    halden = after["CONSULT"].actors[0]
    assert (halden.name, halden.code, halden.sector) == ("Sergei Halden", "GEO", ("GOV",))
    where = after["ASSAULT"].where
    assert where is not None
    assert (where.resolved_place, where.country_code, where.latitude, where.longitude) == ("Dolma", "ARM", 41.25, 44.61)
    assert before["ASSAULT"].where is None or before["ASSAULT"].where.country_code != "ARM"
    assert after["ASSAULT"].coder["lexicon"] != before["ASSAULT"].coder["lexicon"]


def test_contradicting_corrections_are_left_out_and_named(archive: Path, tmp_path: Path) -> None:
    from tests.archive.skirmishes import records

    done("judge", archive, MET.id, "correct", "--by", "Anna", "--fields", json.dumps(HALDEN))
    other = {**HALDEN, "actor": [{**HALDEN["actor"][0], "code": "ARM"}]}
    done("judge", archive, records("lake")[2].id, "correct", "--by", "Anna", "--fields", json.dumps(other))
    done("judge", archive, SHELLED.id, "correct", "--by", "Anna", "--fields", json.dumps(DOLMA))
    result = done("promote", archive, "--to", tmp_path / "mine.toml")
    assert "party 'Sergei Halden': corrected to" in result.stderr
    assert "party" not in tomllib.loads((tmp_path / "mine.toml").read_text("utf-8"))
