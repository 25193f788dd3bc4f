"""Write into the READMEs what Diurna really prints, and the figures that `make score` and `make bench` kept.

usage: python scripts/readme.py      after both; the parts between its marks are never edited by hand
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from diurna.samples import REPORTS

ROOT = Path(__file__).parents[1]
SAMPLE, LINES = "sotk-shooting", 34


def printed() -> str:
    """The first lines that `diurna code` prints for the sample, cut at the end of a record."""
    report = next(line for line in REPORTS.read_text("utf-8").splitlines() if json.loads(line)["id"] == SAMPLE)
    command = [sys.executable, "-m", "diurna.cli.main", "code", "-"]
    run = subprocess.run(command, input=report.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    lines = run.stdout.decode().rstrip().splitlines()
    cut = (
        max((n for n, line in enumerate(lines[:LINES]) if not line), default=len(lines))
        if len(lines) > LINES
        else len(lines)
    )
    return "\n".join(f"    {line}".rstrip() for line in (*lines[:cut], *(["…"] if cut < len(lines) else [])))


def figures(scores: dict[str, Any]) -> str:
    """The table of figures: on the development reports where they were at hand, and on the samples."""
    sets = {
        "21 development reports": scores.get("shared reports"),
        "10 samples": scores.get("samples"),
    }
    known = {name: found for name, found in sets.items() if found}
    rows = {
        "events found: precision": "events_precision",
        "events found: recall": "events_recall",
        "events found: F1": "events",
        "who (codes of the parties), of those found: F1": "who",
        "who did what to whom, whole: F1": "dyad",
        "days: F1": "when",
        "country of the place: F1": "country",
        "on whose word: F1": "attribution",
        "counts: F1": "counts",
        "status: accuracy": "status",
    }
    table = ["| | " + " | ".join(known) + " |", "| --- " + "| --- " * len(known) + "|"]
    for label, key in rows.items():
        table.append(f"| {label} | " + " | ".join(f"{found[key]:.2f}" for found in known.values()) + " |")
    return "\n".join(
        (
            "Figures of `make score`, on reports coded by hand: of governments and Wikinews, which were looked at while the coder "
            "was written (unseen\nreports will do worse), and the shipped samples, whose gold was coded before the\ncoder read them; the coder's records of them were seen, and some of its faults mended, while it was written.\n",
            *table,
        )
    )


def filled(text: str, mark: str, content: str) -> str:
    """The text with `content` between the comments that name `mark`. Raises SystemExit where they are not there once."""
    pattern = rf"(<!-- {mark}:[^>]*-->\n).*?(<!-- end of {mark} -->)"
    done, times = re.subn(pattern, lambda found: f"{found[1]}\n{content}\n\n{found[2]}", text, flags=re.DOTALL)
    if times != 1:
        raise SystemExit(f"the marks of {mark} stand {times} times, not once")
    return done


def speed(kept: dict[str, float]) -> str:
    """The table of `make bench`."""
    rows = {
        "language pipeline, words a second": f"{kept['pipeline_words_per_second']:,.0f}",
        "whole coder, words a second": f"{kept['coder_words_per_second']:,.0f}",
        "whole coder, reports a second": f"{kept['coder_reports_per_second']:,.1f}",
        "coding beside the pipeline's time": f"{kept['coding_share']:.0%} (at most 50%)",
        "peak memory of one process": f"{kept['peak_memory_mb']:,.0f} MB (at most 1,200)",
        "start to first record": f"{kept['first_record_seconds']:.1f} s (at most 4)",
        "`diurna --help`": f"{kept['help_seconds']:.2f} s (at most 0.5)",
    }
    return "\n".join(("| | |", "| --- | --- |", *(f"| {name} | {figure} |" for name, figure in rows.items())))


def fill(document: Path, parts: dict[str, str]) -> None:
    text = document.read_text("utf-8")
    for mark, content in parts.items():
        text = filled(text, mark, content)
    document.write_text(text, "utf-8")


def main() -> None:
    benchmarks = ROOT / "benchmarks"
    fill(ROOT / "README.md", {"output": printed(), "figures": figures(read(benchmarks / "scores.json"))})
    fill(benchmarks / "README.md", {"speed": speed(read(benchmarks / "speed.json"))})


def read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise SystemExit(f"{path} is not there: run `make score` and `make bench` first")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


if __name__ == "__main__":
    main()
