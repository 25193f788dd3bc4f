"""Speed, memory and start-up of Diurna on this machine.

usage: python benchmarks/bench.py [--reports FILE] [--rounds N] [--keep]

The reports are the shipped samples unless others are named. Pipeline and coder take turns in one process and on one
thread, so that what else the machine does falls on both alike; the best round of each counts. Start-up and memory are
those of the program `diurna` itself, run as a user runs it. A figure beyond its limit is marked; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from diurna.coding import Coder
from diurna.language import load_language
from diurna.reading import read_reports
from diurna.record import Report
from diurna.samples import REPORTS

LIMITS = {
    "coding_share": 0.5,
    "peak_memory_mb": 1200,
    "first_record_seconds": 4.0,
    "help_seconds": 0.5,
}
"""What each figure may be at most: coding beside the pipeline's time, memory of one process, and the two start-ups."""

KEPT = Path(__file__).parent / "speed.json"
PROGRAM = [sys.executable, "-m", "diurna.cli.main"]


def throughput(reports: list[Report], rounds: int) -> dict[str, float]:
    """Reports and words a second of pipeline and coder, and the coder's own share of the pipeline's time."""
    language, coder = load_language(), Coder()
    words = sum(len(report.text.split()) for report in reports)
    for report in reports[:3]:  # load what is loaded on first use
        coder.code(report)
    pipeline, whole = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        for report in reports:
            language.parse(report.text)
        between = time.perf_counter()
        for report in reports:
            coder.code(report)
        pipeline.append(between - began)
        whole.append(time.perf_counter() - between)
    return {
        "pipeline_words_per_second": words / min(pipeline),
        "coder_words_per_second": words / min(whole),
        "coder_reports_per_second": len(reports) / min(whole),
        "coding_share": min(whole) / min(pipeline) - 1,
    }


def help_seconds(rounds: int) -> float:
    """The best time of `diurna --help`."""
    return min(timed([*PROGRAM, "--help"]) for _ in range(rounds))


def timed(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def first_record_seconds(reports: list[Report], rounds: int) -> float:
    """The best time from starting the program to its first record on standard output."""
    return min(first_record(reports) for _ in range(rounds))


def first_record(reports: list[Report]) -> float:
    began = time.perf_counter()
    command = [*PROGRAM, "code", "--format", "jsonl", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(b"".join(as_line(report) for report in reports))
        program.stdin.close()
        if not program.stdout.readline():
            raise SystemExit("bench: the program wrote no record")
        seconds = time.perf_counter() - began
        program.stdout.read()
    return seconds


def peak_memory_mb(reports: list[Report], copies: int) -> float:
    """The most memory one process held while coding the reports `copies` times over, in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder) / "many.jsonl"
        with many.open("wb") as lines:
            for copy in range(copies):
                lines.writelines(as_line(report, f"-{copy}") for report in reports)
        subprocess.run(
            [*PROGRAM, "code", str(many), "-o", os.devnull, "--format", "jsonl"], check=True, stderr=subprocess.DEVNULL
        )
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def as_line(report: Report, suffix: str = "") -> bytes:
    fields = {"id": report.doc_id + suffix, "text": report.text, "title": report.title, "publisher": report.publisher}
    if report.published:
        fields["published"] = report.published.isoformat()
    return (json.dumps(fields) + "\n").encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", default=str(REPORTS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", action="store_true", help=f"write the figures to {KEPT.name} too")
    args = parser.parse_args()
    reports = [found for found in read_reports([args.reports]) if isinstance(found, Report)]
    if not reports:
        parser.error(f"no report in {args.reports}")
    figures = {
        "help_seconds": help_seconds(args.rounds),
        "first_record_seconds": first_record_seconds(reports, max(1, args.rounds // 2)),
        "peak_memory_mb": peak_memory_mb(reports, copies=10),
        **throughput(reports, args.rounds),
    }
    beyond = [name for name, limit in LIMITS.items() if figures[name] > limit]
    for name, figure in figures.items():
        limit = f"  at most {LIMITS[name]:g}" + ("  BEYOND" if name in beyond else "") if name in LIMITS else ""
        print(f"{name.replace('_', ' '):<28} {figure:>10,.2f}{limit}")
    if args.keep:
        kept = {name: round(figure, 2) for name, figure in figures.items()}
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    sys.exit(bool(beyond))


if __name__ == "__main__":
    main()
