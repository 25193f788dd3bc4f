"""How broad the lexicon is: scores on the project's own sentences over all codes of CAMEO.

usage: python benchmarks/breadth.py [--root 02 ...] [--misses] [--by-root] [--json]

benchmarks/breadth/NN.tsv holds sentences of CAMEO's root NN, written without looking at what the coder knows. Each names one event: accepted
PLOVER types, the CAMEO code, the codes of its parties. As in a coded sentence of the gold, only what is found counts; `said` tells how
much was said to find it. Every second row is closed: it is scored, and its misses are never printed, so that the closed figures tell how well the
lexicon does on wordings that nobody looked at while writing it.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diurna.coding import Coder
from diurna.ontology import STATEMENT
from diurna.record import Event, Report

FOLDER = Path(__file__).parent / "breadth"
COARSE = {"UNO": "IGO", "EUR": "IGO"}
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "ASSAULT"})
MARKS = ("type", "dyad", "root", "three", "whole")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A coded sentence. `types`: accepted, best first; `actors`, `recipients`: codes, the bodies of states all one."""

    root: str
    text: str
    types: tuple[str, ...]
    cameo: str
    actors: frozenset[str]
    recipients: frozenset[str]
    is_open: bool


def rows(folder: Path = FOLDER, roots: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of the files of the roots asked for, of all where none is; every second one is closed."""
    for file in sorted(folder.glob("*.tsv")):
        if roots and file.stem not in roots:
            continue
        lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        for n, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            yield Row(
                root=file.stem,
                text=row["text"],
                types=tuple(row["event"].split("|")),
                cameo=row["cameo"],
                actors=coarse(row["actor"].split(",")),
                recipients=coarse((row["recipient"] or "").split(",")),
                is_open=n % 2 == 0,
            )


def coarse(codes: Sequence[str | None]) -> frozenset[str]:
    return frozenset(COARSE.get(code, code) for code in codes if code)


def marks(row: Row, events: Sequence[Event]) -> dict[str, bool]:
    """What of the row was found among the events of its sentence."""
    typed = [e for e in events if e.event in row.types]
    coded = {e.cameo or "" for e in events}
    return {
        "type": bool(typed),
        "dyad": any(same_sides(row, e) for e in typed),
        "root": any(code[:2] == row.cameo[:2] for code in coded),
        "three": any(code[:3] == row.cameo[:3] for code in coded if code),
        "whole": row.cameo in coded,
    }


def same_sides(row: Row, event: Event) -> bool:
    actors, recipients = coarse([e.code for e in event.actors]), coarse([e.code for e in event.recipients])
    if row.types[0] in MUTUAL:
        actors = recipients = actors | recipients
    return (not row.actors or bool(row.actors & actors)) and (not row.recipients or bool(row.recipients & recipients))


def line_of(tally: Counter[str]) -> str:
    """The shares of a tally, whose `rows` counts sentences and `said` records."""
    n = tally["rows"] or 1
    return "  ".join([*(f"{name} {tally[name] / n:.3f}" for name in MARKS), f"said {tally['said'] / n:.2f}", f"of {n}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", nargs="+", default=(), help="two digits, as the files are named")
    parser.add_argument("--misses", action="store_true", help="print the open rows of which something was not found")
    parser.add_argument("--by-root", action="store_true")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    args = parser.parse_args()
    coder = Coder(statements=True)
    tallies: dict[str, Counter[str]] = {"open": Counter(), "closed": Counter()}
    by_root: dict[str, Counter[str]] = {}
    for n, row in enumerate(rows(roots=args.root)):
        events = coder.code(Report.from_text(row.text, doc_id=f"{row.root}-{n}"))
        found = marks(row, events)
        said = Counter({name: int(ok) for name, ok in found.items()})
        said |= Counter({"rows": 1, "said": sum(e.event != STATEMENT for e in events)})
        for tally in (tallies["open" if row.is_open else "closed"], by_root.setdefault(row.root, Counter())):
            tally.update(said)
        if args.misses and row.is_open and not all(found.values()):
            print(miss(row, events, found))
    if args.json:
        print(json.dumps({half: shares(tally) for half, tally in tallies.items()}, indent=1))
        return
    if args.by_root:
        for root, tally in by_root.items():
            print(f"{root:<8}{line_of(tally)}")
    for half, tally in tallies.items():
        print(f"{half:<8}{line_of(tally)}")


def shares(tally: Counter[str]) -> dict[str, float]:
    return {name: round(tally[name] / (tally["rows"] or 1), 3) for name in (*MARKS, "said")} | {"rows": tally["rows"]}


def miss(row: Row, events: Sequence[Event], found: dict[str, bool]) -> str:
    said = [
        f"{e.event} {e.cameo} {'+'.join(sorted(coarse([a.code for a in e.actors])))}>"
        f"{'+'.join(sorted(coarse([r.code for r in e.recipients])))} {e.trigger.text!r} {e.confidence}"
        for e in events
    ]
    lacks = ",".join(name for name, ok in found.items() if not ok)
    want = f"{'|'.join(row.types)} {row.cameo} {'+'.join(sorted(row.actors))}>{'+'.join(sorted(row.recipients))}"
    return f"{lacks}: want {want} said {said}: {row.text}"


if __name__ == "__main__":
    main()
