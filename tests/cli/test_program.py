"""The program as a whole: help, version, quick start, broken pipes; and the documents that describe it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import Result

from diurna import __version__
from diurna.cli.main import app
from diurna.samples import REPORTS

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "diurna.cli.main"]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def options() -> Iterator[tuple[str, str]]:
    """Every command with each of its long options, those of a group's commands under the group's name."""
    for name, command in COMMANDS.items():
        inner = getattr(command, "commands", {}).values()
        for parameter in (parameter for one in (command, *inner) for parameter in one.params):
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("--") and option != "--help":
                    yield name, option


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"diurna {__version__}\n"


def test_help_names_every_command(run: Run) -> None:
    help = run("--help").stdout
    for name in COMMANDS:
        assert re.search(rf"\b{name}\b", help), name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"diurna {name}" in result.stdout


@pytest.mark.parametrize(("name", "option"), list(options()))
def test_every_option_is_documented(name: str, option: str) -> None:
    documented = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    section = documented.partition(f"## diurna {name}")[2].partition("\n## ")[0]
    assert section, f"docs/cli.md has no section on {name}"
    assert f"`{option}" in section, f"docs/cli.md does not name {option} of {name}"


def test_starting_the_program_loads_neither_model_nor_spacy() -> None:
    script = "import sys, diurna.cli.main; print(*(m for m in ('spacy', 'numpy', 'onnxruntime', 'rich.table') if m in sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == ""
    )


def test_reading_loads_the_library_of_a_kind_when_it_is_read() -> None:
    heavy = "trafilatura lxml feedparser fastwarc duckdb httpcore lingua"
    script = f"import sys, diurna.reading; print(*(m for m in {heavy.split()} if m in sys.modules))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told.strip() == ""


@pytest.mark.parametrize("layer", ["dates", "actors", "places", "attribution", "acts", "reading", "lexicon"])
def test_a_layer_alone_needs_no_model(layer: str) -> None:
    script = f"import sys, diurna.{layer}; print(*(m for m in ('spacy', 'onnxruntime') if m in sys.modules))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told.strip() == ""


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_leaves_early_is_met_with_silence() -> None:
    with subprocess.Popen([*PROGRAM, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0


@pytest.mark.slow
def test_an_interrupted_run_ends_quietly() -> None:
    with subprocess.Popen([*PROGRAM, "code", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        time.sleep(4)
        program.send_signal(signal.SIGINT)
        _, complaint = program.communicate(timeout=20)
    assert complaint == b"diurna: interrupted\n"
    assert program.returncode == 130


def coded(*args: str, given: bytes) -> bytes:
    command = [*PROGRAM, "code", "--format", "jsonl", *args, "-"]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


@pytest.mark.slow
def test_records_do_not_depend_on_processes_order_or_run() -> None:
    lines = REPORTS.read_bytes().splitlines(keepends=True)
    once = coded(given=b"".join(lines))
    assert once
    assert coded(given=b"".join(lines)) == once
    assert coded("--processes", "2", given=b"".join(lines)) == once
    backwards = coded(given=b"".join(reversed(lines)))
    assert sorted(backwards.splitlines()) == sorted(once.splitlines())


@pytest.mark.slow
def test_records_of_the_samples_pass_the_check(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_bytes(coded(given=REPORTS.read_bytes()))
    checked = subprocess.run(
        [*PROGRAM, "check", str(records), "--reports", str(REPORTS)], capture_output=True, text=True
    )
    assert checked.stdout == ""
    assert checked.returncode == 0
    forged = json.loads(records.read_text().splitlines()[0])
    forged["trigger"]["text"] = "invented"
    records.write_text(json.dumps(forged) + "\n")
    checked = subprocess.run(
        [*PROGRAM, "check", str(records), "--reports", str(REPORTS)], capture_output=True, text=True
    )
    assert "trigger" in checked.stdout
    assert checked.returncode == 1
