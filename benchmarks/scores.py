"""Scores of Diurna on gold data, printed and kept in benchmarks/scores.json.

usage: python benchmarks/scores.py [--shared DIR] [--no-keep]

Always scored: the shipped samples, with the package's own scorer. Where a folder of shared gold lies at DIR (with
gold/score.py and its fellows), its scorers are run as they are on what the `diurna` program prints.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from diurna import __version__
from diurna.samples import GOLD

KEPT = Path(__file__).parent / "scores.json"
PROGRAM = [sys.executable, "-m", "diurna.cli.main"]
CODE = [*PROGRAM, "code", "--format", "jsonl", "-"]


def own_scores(gold: Path) -> dict[str, Any]:
    """What `diurna evaluate` says of a folder of gold reports."""
    return figures_of(json.loads(output([*PROGRAM, "evaluate", "--json", str(gold)])))


def shared_reports(gold: Path) -> dict[str, Any]:
    scorer = gold / "score.py"
    return figures_of(json.loads(piped(scorer, CODE, [gold / "reports"], ["score", gold / "reports", "-", "--json"])))


def figures_of(scores: dict[str, Any]) -> dict[str, Any]:
    """The figures worth keeping: F1 of what has one, accuracy of the rest; precision and recall of events."""
    kept: dict[str, Any] = {"reports": scores["reports"]}
    for name, figure in scores.items():
        if isinstance(figure, dict) and "f1" in figure:
            kept[name] = round(figure["f1"], 3)
        elif isinstance(figure, dict) and figure.get("accuracy") is not None:
            kept[name] = round(figure["accuracy"], 3)
    return kept | {
        "events_precision": round(scores["events"]["p"], 3),
        "events_recall": round(scores["events"]["r"], 3),
    }


def piped(scorer: Path, program: list[str], gold: Sequence[Path], scoring: Sequence[str | Path]) -> str:
    """What a scorer prints: its inputs, through the program, back into it."""
    inputs = output([sys.executable, scorer, "inputs", *gold])
    answers = subprocess.run(
        program, input=inputs.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    return output([sys.executable, scorer, *scoring], answers.stdout)


def output(command: Sequence[str | Path], given: bytes = b"") -> str:
    return subprocess.run(
        [str(part) for part in command], input=given, stdout=subprocess.PIPE, check=True
    ).stdout.decode()


def shared_lines(gold: Path) -> dict[str, list[str]]:
    """The lines that the other shared scorers print."""
    sentences, parties, spans = gold / "sentences.py", gold / "parties.py", gold / "spans.py"
    asked: dict[str, tuple[Path, list[str], Path]] = {
        "sentences, plover-dev": (sentences, CODE, gold / "sentences" / "plover-dev.jsonl"),
        "sentences, cameo-dev": (sentences, [*CODE, "--statements"], gold / "sentences" / "cameo-dev.jsonl"),
        "parties-dev": (parties, [*PROGRAM, "who", "--format", "jsonl", "-"], gold / "parties-dev.jsonl"),
        "places-dev": (spans, [*PROGRAM, "annotate", "--format", "jsonl", "-"], gold / "places-dev.jsonl"),
        "dates-dev": (spans, [*PROGRAM, "annotate", "--format", "jsonl", "-"], gold / "dates-dev.jsonl"),
    }
    return {
        name: piped(scorer, program, [file], ["score", file, "-"]).splitlines()
        for name, (scorer, program, file) in asked.items()
        if scorer.is_file() and file.is_file()
    }


def invented(file: Path) -> float:
    """Records in 100 sentences of texts that hold no political event; each line has its number of `sentences`."""
    texts = file.read_bytes()
    sentences = sum(json.loads(line)["sentences"] for line in texts.splitlines() if line.strip())
    coded = subprocess.run(CODE, input=texts, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return round(100 * len(coded.stdout.splitlines()) / sentences, 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--no-keep", action="store_true", help="print only")
    args = parser.parse_args()
    scores: dict[str, Any] = {"diurna": __version__, "samples": own_scores(GOLD)}
    gold = args.shared / "gold"
    if (gold / "score.py").is_file():
        scores["shared reports"] = shared_reports(gold)
        scores |= shared_lines(gold)
        scores["everyday-dev, records in 100 sentences"] = invented(gold / "everyday-dev.jsonl")
    else:
        print(f"no shared gold at {gold}: only the samples are scored", file=sys.stderr)
    print(json.dumps(scores, indent=1, ensure_ascii=False))
    if not args.no_keep:
        KEPT.write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
