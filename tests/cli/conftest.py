"""Commands run in this process, on a coder that is quick to load (`tests/fake_coder.py`)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

import diurna.coding
from diurna.cli.main import app
from tests.fake_coder import FakeCoder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the program with arguments, in this process, on the fake coder."""
    monkeypatch.setattr(diurna.coding, "Coder", FakeCoder, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("DIURNA_DEBUG", raising=False)
    runner = CliRunner()

    def call(*args: object, stdin: str | bytes | None = None) -> Result:
        return runner.invoke(app, [str(arg) for arg in args], input=stdin, prog_name="diurna")

    return call
