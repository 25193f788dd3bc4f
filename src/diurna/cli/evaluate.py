"""`diurna evaluate`: the coder against gold reports."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diurna.cli.answers import complain
from diurna.cli.options import LanguageModel, MinConfidence, Processes

if TYPE_CHECKING:
    from diurna.coding.evaluate import Miss, Ratio, Scores


def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of gold reports, one JSON file each.")],
    misses: Annotated[
        bool, typer.Option("--misses", help="Also list what was missed, invented or partly wrong.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as one JSON object.")] = False,
    processes: Processes = 1,
    language_model: LanguageModel = None,
    min_confidence: MinConfidence = 0.5,
) -> None:
    """Score the coder on reports that were coded by hand."""
    from diurna.coding import Coder
    from diurna.coding.evaluate import score
    from diurna.coding.gold import read_gold

    golds = read_gold(gold_dir)
    coder = Coder(language_model=language_model, min_confidence=min_confidence)
    records, failed = {}, 0
    for report, coded in coder.pipe((gold.report for gold in golds), processes=processes):
        if isinstance(coded, list):
            records[report.doc_id] = coded
        else:
            failed += 1
            complain(str(coded))
    scores = score(golds, records)
    if as_json:
        print(json.dumps(as_object(scores, with_misses=misses), ensure_ascii=False, indent=1))
    else:
        print_scores(scores)
        if misses:
            print("\n".join(miss_line(miss) for miss in scores.misses))
    raise typer.Exit(1 if failed else 0)


def as_object(scores: Scores, *, with_misses: bool) -> dict[str, Any]:
    """The figures as JSON; shares of the matched events are named `…_of_matched` where the plain name is taken."""
    found: dict[str, Any] = {"reports": scores.reports}
    for key in ("events", "who", "dyad", "record", "same_event"):
        found[key] = ratio_object(getattr(scores, key))
    for key, share in scores.matched.items():
        found[f"{key}_of_matched" if key in found else key] = {"accuracy": share.accuracy, "of": share.of}
    found |= {key: ratio_object(ratio) for key, ratio in scores.values.items()}
    found["by_type"] = {key: ratio_object(ratio) for key, ratio in scores.by_type.items()}
    if with_misses:
        found["misses"] = [asdict(miss) for miss in scores.misses]
    return found


def ratio_object(ratio: Ratio) -> dict[str, float | int]:
    return {
        "p": ratio.precision,
        "r": ratio.recall,
        "f1": ratio.f1,
        "hit": ratio.hit,
        "gold": ratio.gold,
        "said": ratio.said,
    }


def print_scores(scores: Scores) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(file=sys.stdout, highlight=False)
    table = Table("", "precision", "recall", "F1", "right", "in gold", "said", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"

    def add(name: str, ratio: Ratio, style: str = "") -> None:
        figures = (f"{ratio.precision:.3f}", f"{ratio.recall:.3f}", f"{ratio.f1:.3f}")
        table.add_row(name, *figures, str(ratio.hit), str(ratio.gold), str(ratio.said), style=style)

    for name in ("events", "who", "dyad", "record", "same_event"):
        add(name, getattr(scores, name), "bold" if name == "events" else "")
    for name, ratio in scores.values.items():
        add(name, ratio)
    table.add_section()
    for name, ratio in scores.by_type.items():
        add(name, ratio)
    console.print(f"{scores.reports} reports")
    console.print(table)
    console.print("of the matched events and their parties:")
    for name, share in scores.matched.items():
        told = f"{share.accuracy:.3f} of {share.of}" if share.accuracy is not None else "nothing to judge"
        console.print(f"  {name:<8} {told}")


def miss_line(miss: Miss) -> str:
    return f"{miss.doc_id} {miss.event_id or '--'} {miss.type} {miss.trigger!r}: {', '.join(miss.wrong)}"
