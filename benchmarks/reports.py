"""How well whole reports are coded: scores on the project's own gold reports; those looked at, and those never looked at, apart.

usage: python benchmarks/reports.py [--misses] [--json] [--genre military ...]

benchmarks/reports/NN-GENRE-NAME.json are reports with gold, written without looking at what the coder makes of them (see the README
there). Those of an odd number are open, those of an even number from 22 on were opened later. The even ones up to 20 are closed: they
are scored, their misses are never printed, and so the closed figures tell how well the coder does on reports that nobody looked at while
writing it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from diurna.coding import Coder
from diurna.coding.evaluate import Miss, Scores, score
from diurna.coding.gold import GoldReport, read_gold

FOLDER = Path(__file__).parent / "reports"
LAST_CLOSED = 20  # even numbers above it were closed once
OVERALL = ("events", "who", "dyad", "record", "same_event")


def number_of(gold: GoldReport) -> int:
    return int(gold.report.doc_id.split("-")[0])


def genre_of(gold: GoldReport) -> str:
    return gold.report.doc_id.split("-")[1]


def group_of(gold: GoldReport) -> str:
    """open (odd numbers), opened (even ones, looked at later) or closed (even ones, never looked at)."""
    number = number_of(gold)
    if number % 2:
        return "open"
    return "opened" if number > LAST_CLOSED else "closed"


def groups(golds: Sequence[GoldReport]) -> dict[str, list[GoldReport]]:
    """The reports by whether they may be looked at."""
    return {name: [gold for gold in golds if group_of(gold) == name] for name in ("open", "opened", "closed")}


def figures(scores: Scores) -> dict[str, Any]:
    """F1 of what has one, precision and recall of the events, accuracy of the rest; None where there was nothing to judge."""
    found: dict[str, Any] = {"reports": scores.reports}
    found |= {key: getattr(scores, key).f1 for key in OVERALL}
    found |= {"events_precision": scores.events.precision, "events_recall": scores.events.recall}
    found |= {key: ratio.f1 if ratio.gold or ratio.said else None for key, ratio in scores.values.items()}
    found |= {f"{key}_of_matched": share.accuracy for key, share in scores.matched.items()}
    return found | {key: ratio.f1 for key, ratio in scores.by_type.items()}


def table(by_group: Mapping[str, Mapping[str, Any]]) -> str:
    """One line a figure, one column a group."""
    names = list(dict.fromkeys(name for columns in by_group.values() for name in columns))
    lines = [f"{'':<22}" + "".join(f"{group:>9}" for group in by_group)]
    for name in names:
        lines.append(f"{name:<22}" + "".join(f"{shown(columns.get(name)):>9}" for columns in by_group.values()))
    return "\n".join(lines)


def shown(figure: float | None) -> str:
    if figure is None:
        return "-"
    return str(figure) if isinstance(figure, int) else f"{figure:.3f}"


def miss_line(miss: Miss) -> str:
    return f"{miss.doc_id} {miss.event_id or '--'} {miss.type} {miss.trigger!r}: {', '.join(miss.wrong)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--genre", nargs="+", default=(), help="only reports of these genres, the second word of a file's name"
    )
    parser.add_argument(
        "--misses", action="store_true", help="print what was missed, invented or partly wrong in open reports"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    args = parser.parse_args()
    golds = [gold for gold in read_gold(FOLDER) if not args.genre or genre_of(gold) in args.genre]
    coder = Coder()
    scored = {
        name: score(part, {gold.report.doc_id: coder.code(gold.report) for gold in part})
        for name, part in groups(golds).items()
    }
    if args.misses:
        print("\n".join(miss_line(miss) for name in ("open", "opened") for miss in scored[name].misses))
    found = {name: figures(scores) for name, scores in scored.items()}
    print(json.dumps(found, indent=1) if args.json else table(found))


if __name__ == "__main__":
    main()
