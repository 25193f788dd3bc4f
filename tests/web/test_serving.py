"""The desk started as a program: at once, without a model, on its own address."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from diurna.errors import DiurnaError
from diurna.web.serving import listening

START = "import sys; from diurna.cli.main import main; main()"


def test_it_starts_answers_and_stops(archive_folder: Path) -> None:
    call = [sys.executable, "-c", START, "serve", str(archive_folder), "--port", "0"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as running:
        try:
            assert running.stderr is not None
            line = running.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert address, line
            with urlopen(f"{address[0]}api/v1/glance", timeout=20) as answer:
                assert answer.status == 200 and b'"reports":27' in answer.read()
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(timeout=20)
    assert running.returncode == 0


def test_it_stops_at_once_though_a_page_listens(archive_folder: Path) -> None:
    call = [sys.executable, "-c", START, "serve", str(archive_folder), "--port", "0"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as running:
        assert running.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", running.stderr.readline())
        assert address
        with urlopen(f"{address[0]}changes", timeout=20) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            assert stream.readline() == b"retry: 5000\n"
            began = time.monotonic()
            running.send_signal(signal.SIGINT)
            running.wait(timeout=20)
            assert time.monotonic() - began < 3
            assert b"event: change" in stream.read()
        assert running.returncode == 0 and running.stderr.read() == ""


def test_no_model_and_no_drawing_is_loaded_to_start() -> None:
    code = (
        "import sys, diurna.web.app, diurna.web.serving, uvicorn\n"
        "print([name for name in ('spacy', 'onnxruntime', 'tokenizers', 'diurna.coding', 'vl_convert', 'networkx', 'duckdb', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_port_that_is_taken_is_said() -> None:
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DiurnaError, match=rf"127\.0\.0\.1:{port}: cannot be listened on"):
            listening("127.0.0.1", port)
