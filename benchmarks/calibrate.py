"""Calibrate the confidence of records: which evidence speaks for a record, and how much.

usage: python benchmarks/calibrate.py [--shared DIR] [--fit] [--write]

What is coded without a threshold, each record with its evidence, is judged twice: whether its type is right, and whether its parties are too (every
code that it names is the gold's, and it names one where the gold does). Its chance is the mean of the two. Cases come from
- the development reports, coded by hand;
- the open rows of benchmarks/breadth, coded by hand: records of an accepted type; others tell nothing, as a row names one event only;
- the lexicon's own `yes` examples: records are of the right type, their parties as right as those of rows with the same sides told;
- what has no event at all: tests/precision (the tuned sentences, never the held-out ones) and the everyday texts of the gold. All records are wrong.
A logistic regression with a ridge gives the weights; how far to trust those odds, the reports alone tell, as only they hold records of wrong type. --fit prints them as they stand in diurna/coding/confidence.py, and how well those do on cases
that they were not fitted to (ten folds, a report or sentence whole in one). Without it the weights in force are judged. --write puts the
reliability table, of the development reports by the weights in force, into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from breadth import coarse, rows
from numpy.typing import NDArray

from diurna.coding import Coder
from diurna.coding.assemble import assemble
from diurna.coding.confidence import Evidence, confidence_of, features, odds_of
from diurna.coding.evaluate import codes, paired, sides
from diurna.coding.gold import GoldReport, read_gold
from diurna.coding.merging import merge_mentions
from diurna.ontology import STATEMENT
from diurna.record import Event, Report

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
SENTENCES = ROOT / "tests" / "precision" / "sentences.tsv"
BEGIN, END = "<!-- begin reliability -->", "<!-- end reliability -->"
Floats = NDArray[np.float64]

WITHOUT_EVENTS = frozenset({"precision", "everyday"})
RIDGE = 2.0
"""How strongly weights are drawn to none: in units of records, so that rare evidence does not run away."""
FOLDS = 10
DEAR = 0.7
"""What all records of texts without an event weigh together against all others: an invented event harms more than one missed, and there are fewer."""
SIGNS = {"strictness": 1, "located": 1, "both": 1, "country": 1} | dict.fromkeys(
    ("is_generic", "is_generic_in_politics", "is_bare", "hypothetical", "no_politics", "everyday", "only_everyday", "plain_part", "personal", "personal_unpolitical", "common",
     "of_oneself", "order"), -1,
)  # fmt: skip
"""Which way evidence must count; what comes out the other way, by the chance of few cases, weighs nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A record with its evidence, and whether it is right: `found` its type, `right` its parties too (None: not known). `text` is whose it is."""

    source: str
    text: str
    event: Event
    evidence: Evidence
    found: bool
    right: float | None

    @property
    def chance(self) -> float:
        assert self.right is not None
        return (self.found + self.right) / 2


def coded(coder: Coder, report: Report) -> Iterator[tuple[Event, Evidence]]:
    """Every record of a report, however unlikely, with its evidence."""
    setting = coder.setting(report)
    seen: set[str] = set()
    for s in setting.sentences:
        for mention in merge_mentions(s, list(coder.read(setting, s).mentions), coder.ontology):
            made = assemble(setting, s, mention, coder.ontology, coder.versions)
            if made.event.id not in seen and made.event.event != STATEMENT:
                seen.add(made.event.id)
                yield made.event, made.evidence


def cases_of_report(coder: Coder, gold: GoldReport) -> Iterator[Case]:
    found = {e.id: (e, evidence) for e, evidence in coded(coder, gold.report)}
    pairs, _, _ = paired(gold, [e for e, _ in found.values()])
    partner = {record.id: event for event, record in pairs}
    for event, evidence in found.values():
        match = partner.get(event.id)
        if match is not None and match.optional:
            continue
        right = match is not None and parties_right([(codes(a), codes(b)) for a, b in sides(match, event)])
        yield Case(
            source="reports", text=gold.report.doc_id, event=event, evidence=evidence,
            found=match is not None, right=float(right),
        )  # fmt: skip


def parties_right(both: Sequence[tuple[set[str], set[str]]]) -> bool:
    """Whether the codes said (second of each side) are all of the gold (first), and name one where the gold has any."""
    return all(said <= want for want, said in both) and (
        any(said for _, said in both) or not any(want for want, _ in both)
    )


def cases_of_breadth(coder: Coder) -> Iterator[Case]:
    for row in rows():
        if not row.is_open:
            continue
        for event, evidence in coded(coder, Report.from_text(row.text, doc_id=row.root)):
            if event.event in row.types:
                said = set(coarse([e.code for e in (*event.actors, *event.recipients)]))
                right = float(parties_right([(set(row.actors | row.recipients), said)]))
                yield Case(source="breadth", text=row.text, event=event, evidence=evidence, found=True, right=right)


def cases_of_examples(coder: Coder) -> Iterator[Case]:
    for entry in coder.lexicon.entries:
        for text in entry.yes:
            for event, evidence in coded(coder, Report.from_text(text, doc_id=entry.id)):
                yield Case(source="examples", text=text, event=event, evidence=evidence, found=True, right=None)


def cases_without_events(coder: Coder, everyday: Path) -> Iterator[Case]:
    lines = [line for line in SENTENCES.read_text("utf-8").splitlines() if not line.startswith("#")]
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    texts = [("precision", row["sentence"]) for row in table if row["set"] == "tuned"]
    texts += [("everyday", json.loads(line)["text"]) for line in everyday.read_text("utf-8").splitlines()]
    for source, text in texts:
        for event, evidence in coded(coder, Report.from_text(text, doc_id=source)):
            yield Case(source=source, text=text, event=event, evidence=evidence, found=False, right=0.0)


def with_chances(cases: Sequence[Case]) -> list[Case]:
    """The cases, those whose parties nobody judged as right as judged ones of right type with the same sides told."""
    judged: dict[tuple[bool, bool], list[float]] = defaultdict(list)
    for c in cases:
        if c.found and c.right is not None:
            judged[bool(c.event.actors), bool(c.event.recipients)].append(c.right)
    mean = {sides: sum(rights) / len(rights) for sides, rights in judged.items()}
    return [
        c if c.right is not None else replace(c, right=mean[bool(c.event.actors), bool(c.event.recipients)])
        for c in cases
    ]


def fitted(x: Floats, y: Floats, cost: Floats, steps: int = 60) -> Floats:
    """Weights (features,) of a logistic regression of the chances y (cases,) on x (cases, features), a case counting as `cost` (cases,) says.

    The first feature, the bias, is free of the ridge.
    """
    w = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], RIDGE)
    ridge[0] = 0.01
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (cost * (p - y)) + ridge * w
        curvature = (x.T * (cost * p * (1 - p))) @ x + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        w = w - step / max(1.0, float(np.abs(step).max()))  # no leaps where the first guess is far off
    return w


def calibrated(cases: Sequence[Case]) -> dict[str, float]:
    """The weights by name; evidence that comes out with the wrong sign weighs nothing."""
    names = list(features(cases[0].evidence))
    # Wrong records of a political report are of the wrong type, which nothing here tells: a column of their own takes that up.
    x = np.array([[*features(c.evidence).values(), c.source == "reports"] for c in cases], dtype=float)
    y = np.array([c.chance for c in cases])
    invented = sum(c.source in WITHOUT_EVENTS for c in cases)
    dear = DEAR * (len(cases) - invented) / invented
    cost = np.array([dear if c.source in WITHOUT_EVENTS else 1.0 for c in cases])
    while True:
        w = fitted(x, y, cost)
        wrong = [n for n, name in enumerate(names) if w[n] * SIGNS.get(name, 0) < 0]
        if not wrong:
            return {name: round(float(weight), 2) for name, weight in zip(names, w, strict=False)}
        x[:, wrong] = 0.0


def tempered(cases: Sequence[Case]) -> float:
    """How much of the odds above even the records of reports bear out: the share with the least squared error."""
    odds = np.array([odds_of(c.evidence) for c in cases if odds_of(c.evidence) > 0])
    chance = np.array([c.chance for c in cases if odds_of(c.evidence) > 0])
    shares = [n / 20 for n in range(1, 21)]
    return min(shares, key=lambda share: float(((1 / (1 + np.exp(-share * odds)) - chance) ** 2).sum()))


def out_of_fold(cases: Sequence[Case]) -> list[Case]:
    """The cases with the confidence that weights give which were fitted without them."""
    fold = [zlib.crc32(c.text.encode()) % FOLDS for c in cases]
    judged: list[Case] = []
    for k in range(FOLDS):
        weights = calibrated([c for c, of in zip(cases, fold, strict=True) if of != k])
        for c, of in zip(cases, fold, strict=True):
            if of == k:
                event = replace(c.event, confidence=confidence_of(c.evidence, weights))
                judged.append(replace(c, event=event))
    return judged


def kept_by_source(cases: Sequence[Case]) -> str:
    """How many records of right and of wrong type a threshold of one half keeps, by source."""
    lines = []
    for source in dict.fromkeys(c.source for c in cases):
        own = [c for c in cases if c.source == source]
        kept = [c for c in own if c.event.confidence >= 0.5]
        found, kept_found = sum(c.found for c in own), sum(c.found for c in kept)
        error = sum((c.chance - c.event.confidence) ** 2 for c in own) / len(own)
        lines.append(
            f"{source:<10} of {found} right {kept_found} kept, of {len(own) - found} wrong {len(kept) - kept_found} kept, squared error {error:.3f}"
        )
    return "\n".join(lines)


def reliability(cases: Sequence[Case]) -> str:
    """The table of bins by confidence: how many records, their mean confidence, and the share that is right."""
    table = [
        "| confidence | records | mean confidence | type right | type and parties right | mean of the two |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    edges = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
    for low, high in pairwise(edges):
        own = [c for c in cases if low <= c.event.confidence < high]
        if own:
            n = len(own)
            mean, found = sum(c.event.confidence for c in own) / n, sum(c.found for c in own) / n
            right, both = sum(c.right or 0.0 for c in own) / n, sum(c.chance for c in own) / n
            table.append(
                f"| {low:.1f}–{min(high, 1):.1f} | {n} | {mean:.2f} | {found:.2f} | {right:.2f} | {both:.2f} |"
            )
    return "\n".join(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    coder, gold = Coder(min_confidence=0.0), args.shared / "gold"
    cases = with_chances(
        [
            *(c for g in read_gold(gold / "reports") for c in cases_of_report(coder, g)),
            *cases_of_breadth(coder),
            *cases_of_examples(coder),
            *cases_without_events(coder, gold / "everyday-dev.jsonl"),
        ]
    )
    print(f"weights in force, {len(cases)} records:\n{kept_by_source(cases)}")
    if args.fit:
        print(json.dumps(calibrated(cases), indent=4))
        print(f"borne out, by the weights in force: {tempered([c for c in cases if c.source == 'reports'])}")
        print(f"cross-validated:\n{kept_by_source(out_of_fold(cases))}")
    table = reliability([c for c in cases if c.source == "reports"])
    print(table)
    if args.write:
        write(table)


def write(table: str) -> None:
    text = PAGE.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{table}\n{END}{tail}", "utf-8")


if __name__ == "__main__":
    main()
