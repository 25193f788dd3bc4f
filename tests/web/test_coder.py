"""The coder in a process of its own: started when asked, one request at a time, and a fault costs one request."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from diurna.errors import InputError
from diurna.record import Report
from diurna.record.json import event_from_json, report_to_json
from diurna.web.answers import RefusedError
from diurna.web.coder import CoderLimits, CoderProcess, CoderSettings
from tests.web.odd_coder import COMMAND


def report(text: str) -> dict[str, Any]:
    return {"ask": "code", "report": report_to_json(Report.from_text(text))}


@pytest.fixture
def odd() -> Iterator[Callable[..., CoderProcess]]:
    made: list[CoderProcess] = []

    def process(model: str | None = None, **limits: Any) -> CoderProcess:
        made.append(CoderProcess(CoderSettings(language_model=model), CoderLimits(**limits), COMMAND))
        return made[-1]

    yield process
    for one in made:
        one.close()


def refused(process: CoderProcess, text: str) -> tuple[int, str]:
    with pytest.raises(RefusedError) as caught:
        process.ask(report(text))
    return caught.value.status, str(caught.value)


def test_it_is_started_when_it_is_asked_and_codes(odd: Callable[..., CoderProcess]) -> None:
    process = odd()
    assert not process.is_running
    answer = process.ask(report("The king met the steward."))
    assert process.is_running
    assert [event_from_json(event).event for event in answer["events"]] == ["CONSULT"]
    assert answer["coder"]["versions"] == {"diurna": "test"}
    process.close()
    assert not process.is_running
    assert refused(process, "x") == (503, "the desk is being closed")


def test_a_fault_is_one_error_and_the_process_goes_on(odd: Callable[..., CoderProcess]) -> None:
    process = odd()
    status, said = refused(process, "FAULT")
    assert status == 500 and "ZeroDivisionError: one over none (please report this)" in said
    pid = process._running.pid  # type: ignore[union-attr]
    with pytest.raises(InputError, match="an odd report"):
        process.ask(report("ODD"))
    with pytest.raises(InputError, match="there are read, code and explain"):
        process.ask({"ask": "dance"})
    with pytest.raises(InputError, match="not English"):
        process.ask(report("Der König traf den Verwalter am Abend in der alten Stadt, und sie sprachen lange miteinander."))  # fmt: skip
    assert process.ask(report("They met."))["events"] and process._running.pid == pid  # type: ignore[union-attr]


def test_what_takes_too_long_is_stopped_and_the_next_is_answered(odd: Callable[..., CoderProcess]) -> None:
    process = odd(answer=1.0)
    assert refused(process, "HANG") == (504, "coding it took more than 1 seconds, and was stopped")
    assert process.ask(report("They met."))["events"]


def test_what_kills_the_process_costs_only_itself(odd: Callable[..., CoderProcess]) -> None:
    process = odd()
    status, said = refused(process, "DIE")
    assert status == 500 and "broke off (status -9)" in said
    assert process.ask(report("They met."))["events"]


def test_requests_wait_for_their_turn_and_too_many_are_refused(odd: Callable[..., CoderProcess]) -> None:
    process = odd(most=3)
    process.ask(report("They met."))
    with ThreadPoolExecutor(6) as pool:
        waiting = [pool.submit(process.ask, report(f"SLOW {n} met.")) for n in range(6)]
    failures = [error for one in waiting if (error := one.exception())]
    assert len(failures) == 3
    assert {str(error) for error in failures} == {"the coder has too much to do just now; ask again in a while"}
    assert all(isinstance(e, RefusedError) and (e.status, e.headers) == (503, {"Retry-After": "30"}) for e in failures)
    assert all(one.result()["events"] for one in waiting if one.exception() is None)


def test_it_ends_when_nobody_asks_and_is_started_again(odd: Callable[..., CoderProcess]) -> None:
    process = odd(idle=0.2)
    process.ask(report("They met."))
    assert process._running is not None
    assert process._running.wait(timeout=10) == 0
    assert process.ask(report("They met."))["events"]


@pytest.mark.parametrize(("model", "said"), [("wrong", "wrong: there is no such pipeline"), ("dies", "status 3")])
def test_a_process_that_cannot_be_started_is_said(odd: Callable[..., CoderProcess], model: str, said: str) -> None:
    assert refused(odd(model), "x") == (503, f"the coder could not be started: {said}")


def test_a_fault_in_a_lexicon_of_ones_own_is_said(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[entry]]\nid = "x"\n')
    process = CoderProcess(CoderSettings(lexicon=(tmp_path / "own.toml",)))
    status, said = refused(process, "x")
    assert status == 503 and f"could not be started: {tmp_path / 'own.toml'}" in said
    process.close()


def test_it_ends_with_the_desk_however_that_ends(tmp_path: Path) -> None:
    code = (
        "import os, sys, threading, time\n"
        "from diurna.web.coder import CoderProcess, CoderLimits\n"
        "from tests.web.odd_coder import COMMAND\n"
        "from tests.web.test_coder import report\n"
        "process = CoderProcess(command=COMMAND)\n"
        "process.ask(report('They met.'))\n"
        "print(process._running.pid, flush=True)\n"
        "threading.Thread(target=process.ask, args=(report('HANG'),), daemon=True).start()\n"
        "time.sleep(0.5)\n"
        "os._exit(1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    pid = int(done.stdout)
    for _ in range(100):
        if not _is_alive(pid):
            break
        time.sleep(0.05)
    assert not _is_alive(pid)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
    except ProcessLookupError:
        return False


@pytest.fixture(scope="module")
def real() -> Iterator[CoderProcess]:
    process = CoderProcess(CoderSettings(min_confidence=0.3))
    yield process
    process.close()


def test_the_real_coder_codes_explains_and_reads_a_page(real: CoderProcess) -> None:
    from diurna.coding import Coder

    given = Report.from_text("Turkish troops attacked a Kurdish village on Monday, killing six people.")
    asked = {"report": report_to_json(given)}
    answer = real.ask({"ask": "code", **asked})
    events = [event_from_json(event) for event in answer["events"]]
    assert events == Coder(min_confidence=0.3).code(given) and events
    assert answer["coder"]["min_confidence"] == 0.3
    told = real.ask({"ask": "explain", **asked, "at": events[0].trigger.start})["sentence"]
    assert told["text"] == given.text
    assert events[0].id in {one["record"]["id"] for one in told["records"]}
    assert all(one["frames"] and one["chain"] for one in told["records"])
    assert real.ask({"ask": "explain", **asked, "at": 5_000})["sentence"] is None
    words = " ".join(["The ministers met in the old town hall and talked for hours about the price of grain."] * 8)
    page = f"<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>{words}</p></article></body></html>"
    read = real.ask({"ask": "read", "page": base64.b64encode(page.encode()).decode(), "url": "https://example.org/a"})
    assert read["report"]["url"] == "https://example.org/a" and words[:80] in read["report"]["text"]
    with pytest.raises(InputError, match="an empty file"):
        real.ask({"ask": "read", "page": ""})
