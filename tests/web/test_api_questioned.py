"""The API asked all that its description allows, and much that it forbids: it never fails, and each answer is one that it describes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from diurna.web.app import create_app
from diurna.web.coder import CoderProcess
from diurna.web.desk import Desk
from diurna.web.openapi import openapi
from tests.web.odd_coder import COMMAND

schemathesis = pytest.importorskip(
    "schemathesis", reason='the extra browser is not installed (pip install -e ".[browser]")'
)
checks = pytest.importorskip("schemathesis.specs.openapi.checks")

QUESTIONS = 25
"""To each operation, of those allowed, and as many of those forbidden."""
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.function_scoped_fixture,
]
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
"""Not whether it takes all that the schema allows and nothing else: texts have a grammar that no schema tells (`-without a word`), and an empty one counts
as not given, as forms send it. test_api.py asks that."""


@pytest.fixture(scope="module")
def described(archive_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description as the desk gives it, over an archive that may be written; its coder is made up, for what is asked here is nonsense."""
    own = shutil.copytree(archive_folder, tmp_path_factory.mktemp("questioned") / "own")
    with closing(CoderProcess(command=COMMAND)) as coder:
        desk = Desk(archive=own, names=frozenset({"testserver"}), pastes_per_minute=100_000)
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(desk, coder))


def operations() -> list[tuple[str, str, bool]]:
    """Path, method, and whether what is asked is allowed; nothing can be forbidden to an operation that takes nothing."""
    described = [(path, method, one) for path, of in openapi()["paths"].items() for method, one in of.items()]
    return [
        (path, method, allowed)
        for path, method, one in described
        for allowed in (True, False)
        if allowed or one.get("parameters") or one.get("requestBody")
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method", "allowed"), operations())
def test_every_answer_is_described(described: Any, path: str, method: str, allowed: bool) -> None:
    mode = schemathesis.GenerationMode.POSITIVE if allowed else schemathesis.GenerationMode.NEGATIVE

    @given(case=described[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=QUESTIONS, derandomize=True, deadline=None, database=None, suppress_health_check=SLOW)
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
