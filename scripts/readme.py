"""Write into README.md what Diurna really prints, and the figures that `make score` and `make bench` kept.

usage: python scripts/readme.py      after `make score`; the parts between its marks are never edited by hand
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
            "was written (unseen\nreports will do worse), and the shipped samples, whose gold was coded before the coder read them.\n",
            *table,
        )
    )


def filled(text: str, mark: str, content: str) -> str:
    """The text with `content` between the comments that name `mark`."""
    pattern = rf"(<!-- {mark}:[^>]*-->\n).*?(<!-- end of {mark} -->)"
    done, times = re.subn(pattern, lambda found: f"{found[1]}\n{content}\n\n{found[2]}", text, flags=re.DOTALL)
    if times != 1:
        raise SystemExit(f"README.md: the marks of {mark} stand {times} times, not once")
    return done


def main() -> None:
    readme = ROOT / "README.md"
    text = filled(readme.read_text("utf-8"), "output", printed())
    scores = ROOT / "benchmarks" / "scores.json"
    if scores.is_file():
        text = filled(text, "figures", figures(json.loads(scores.read_text("utf-8"))))
    readme.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
