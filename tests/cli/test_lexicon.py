"""Lexicon entries of one's own: proved by `diurna lexicon check`, used with `--lexicon`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from diurna.cli.main import app

ENTRY = """
[[entry]]
id = "net-gift"
act = "give-humanitarian-aid"
verb = ["ACTOR bestow @mosquito-net on|upon RECIPIENT"]
yes = ["Norway bestowed mosquito nets on Chad."]
no = ["The queen bestowed a smile on the crowd."]
"""
CLASS = '[mosquito-net]\nwords = ["mosquito net"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "classes").mkdir()
    (tmp_path / "classes" / "nets.toml").write_text(CLASS)
    (tmp_path / "gifts.toml").write_text(ENTRY)
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], prog_name="diurna")


def test_good_entries_have_no_fault(folder: Path) -> None:
    result = run("lexicon", "check", folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 entry, 2 examples: no fault\n"


FAULTS = [
    ("Norway bestowed mosquito nets on Chad.", "Norway slept.", "yes: 'Norway slept.' gives no AID (nothing)"),
    ("The queen bestowed a smile on the crowd.", "Mali bestowed mosquito nets on Chad.", "no: 'Mali bestowed mosquito nets on Chad.' gives AID by 'bestowed'"),
    ("ACTOR bestow @", "ACTOR bestowed @", "never matches: 'bestowed' is a form of 'bestow'"),
    ('upon RECIPIENT"]', 'upon RECIPIENT", "ACTOR bestow @mosquito-net on|upon RECIPIENT"]', "stands in "),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), FAULTS, ids=["yes", "no", "dead", "double"])
def test_a_fault_is_named_with_file_and_entry(folder: Path, old: str, new: str, message: str) -> None:
    file = folder / "gifts.toml"
    assert old in ENTRY
    file.write_text(ENTRY.replace(old, new))
    result = run("lexicon", "check", folder)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{file}: net-gift: ")
    assert message in result.stdout


LOADING = [
    ("[[entry]]", "[entry]", "an entry opens with [[entry]], in two brackets"),
    ("[[entry]]", "[[entries]]", "unknown table 'entries'"),
    ('yes = ["Norway bestowed mosquito nets on Chad."]', 'yes = "Norway"', "net-gift: yes: expected a list of strings"),
    ("[[entry]]", "[[entry]", "Expected"),
    ("@mosquito-net", "@fly-net", "no class '@fly-net'"),
]


@pytest.mark.parametrize(("old", "new", "message"), LOADING)
def test_a_file_that_is_no_lexicon_is_named(folder: Path, old: str, new: str, message: str) -> None:
    file = folder / "gifts.toml"
    file.write_text(ENTRY.replace(old, new))
    result = run("lexicon", "check", folder)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{file}: ")
    assert message in result.stdout
    coded = run("code", "--lexicon", folder, "-")
    assert coded.exit_code == 2
    assert coded.stderr.startswith(f"diurna: {file}: ")


@pytest.mark.parametrize(
    ("path", "message"), [("nowhere", "no such file or folder"), ("classes/empty", "no lexicon files")]
)
def test_where_there_is_no_lexicon(folder: Path, path: str, message: str) -> None:
    (folder / "classes" / "empty").mkdir()
    result = run("lexicon", "check", folder / path)
    assert result.exit_code == 1
    assert message in result.stdout


def records(*args: object, given: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, ["code", "--format", "jsonl", *map(str, args), "-"], input=given)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_own_entries_are_coded_and_change_the_version(folder: Path) -> None:
    given = "Norway bestowed mosquito nets on Chad on Friday.\n"
    (record,) = records("--lexicon", folder, given=given)
    assert record["event"] == "AID"
    others = records(given=given.replace("bestowed mosquito nets on", "condemned"))
    assert record["coder"]["lexicon"] != others[0]["coder"]["lexicon"]  # type: ignore[index]
    assert all(other["event"] != "AID" for other in records(given=given))


def test_a_class_of_a_shipped_name_adds_to_it(folder: Path) -> None:
    (folder / "classes" / "nets.toml").write_text(CLASS.replace("mosquito-net", "humanitarian-aid"))
    (folder / "gifts.toml").unlink()
    (record,) = records("--lexicon", folder, given="Norway sent mosquito nets to Chad on Friday.\n")
    assert record["event"] == "AID"


def test_explain_names_the_file_of_an_own_entry(folder: Path) -> None:
    result = run("explain", "--lexicon", folder, "Norway bestowed mosquito nets on Chad.")
    assert result.exit_code == 0
    assert "net-gift" in result.stdout
