"""Calibrate the confidence of records on gold: which evidence speaks for a record, and how much.

usage: python benchmarks/calibrate.py [--shared DIR] [--write]

A record is right where its type is that of the gold, every code of its parties too, and one of the gold's codes is among them. A logistic regression over the evidence of every record of
the development reports and coded sentences, with no threshold, gives the weights of `diurna/coding/confidence.py`, printed here. --write puts the
reliability table, by the weights in force, into docs/accuracy.md.

In a coded sentence only one of its events is in the gold, so records of other types tell nothing and are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diurna.coding import Coder
from diurna.coding.assemble import assemble
from diurna.coding.confidence import WEIGHTS, Evidence, evidence_of, features
from diurna.coding.evaluate import codes, paired, sides
from diurna.coding.gold import GoldReport, read_gold
from diurna.coding.merging import merge_mentions
from diurna.record import Event, Report

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- begin reliability -->", "<!-- end reliability -->"
Floats = NDArray[np.float64]

RIDGE = 5.0
"""How strongly weights are drawn to those in force: in units of records, so that rare evidence does not run away."""
SIGNS = {
    "actors": 1, "recipients": 1, "political": 1, "strictness": 1, "located": 1,
    "is_noun": -1, "is_generic": -1, "is_bare": -1, "hypothetical": -1, "pointer": -1,
}  # fmt: skip
"""Which way each kind of evidence must count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A record with its evidence, and whether it is right: `found` its type, `right` its parties too."""

    event: Event
    evidence: Evidence
    found: bool
    right: bool


def coded(coder: Coder, report: Report) -> Iterator[tuple[Event, Evidence]]:
    """Every record of a report, however unlikely, with its evidence."""
    setting = coder.setting(report)
    seen: set[str] = set()
    for s in setting.sentences:
        for mention in merge_mentions(s, list(coder.read(setting, s).mentions), coder.ontology):
            event = assemble(setting, s, mention, coder.ontology, coder.versions)
            if event.id in seen or event.event == "STATEMENT":
                continue
            seen.add(event.id)
            located = bool(event.where or event.when or event.counts)
            yield event, evidence_of(s, mention, actors=event.actors, recipients=event.recipients, located=located)


def cases_of_report(coder: Coder, gold: GoldReport) -> Iterator[Case]:
    found = {e.id: (e, evidence) for e, evidence in coded(coder, gold.report)}
    pairs, _, _ = paired(gold, [e for e, _ in found.values()])
    partner = {record.id: event for event, record in pairs}
    for event, evidence in found.values():
        match = partner.get(event.id)
        if match is not None and match.optional:
            continue
        right = match is not None and parties_right([(codes(a), codes(b)) for a, b in sides(match, event)])
        yield Case(event=event, evidence=evidence, found=match is not None, right=right)


def parties_right(both: Sequence[tuple[set[str], set[str]]]) -> bool:
    """Whether the codes said (second of each side) are all of the gold (first), and name one where the gold has any."""
    return all(said <= want for want, said in both) and (
        any(said for _, said in both) or not any(want for want, _ in both)
    )


def cases_of_sentence(coder: Coder, gold: Mapping[str, Any]) -> Iterator[Case]:
    report = Report.from_text(gold["text"], doc_id=gold["id"])
    for event, evidence in coded(coder, report):
        if event.event in gold["type"]:
            yield Case(event=event, evidence=evidence, found=True, right=names_right_parties(gold, event))


def names_right_parties(gold: Mapping[str, Any], event: Event) -> bool:
    """As for reports, in a coarse reading: all bodies of states are one, and either side will do."""
    coarse = {"UNO": "IGO", "EUR": "IGO"}
    said = {coarse.get(e.code, e.code) for e in (*event.actors, *event.recipients) if e.code}
    return parties_right([({coarse.get(c, c) for c in (*gold["actor"], *gold["recipient"])}, said)])


def fitted(x: Floats, y: Floats, prior: Floats, steps: int = 40) -> Floats:
    """Weights (features,) of a logistic regression of y (cases,) on x (cases, features), drawn to `prior`; Newton's method."""
    w = prior.copy()
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + RIDGE * (w - prior)
        curvature = (x.T * (p * (1 - p))) @ x + RIDGE * np.eye(len(w))
        step = np.linalg.solve(curvature, gradient)
        w = w - step / max(1.0, float(np.abs(step).max()))  # no leaps where the first guess is far off
    return w


def calibrated(reports: Sequence[Case], sentences: Sequence[Case]) -> dict[str, float]:
    """The weights by name. Evidence that comes out with the wrong sign, by the chance of few cases, weighs nothing.

    Records of sentences are all of the right type, so a column of its own takes up how much surer they are.
    """
    cases = [*reports, *sentences]
    names = list(WEIGHTS)
    x = np.array([[*features(c.evidence).values(), float(n >= len(reports))] for n, c in enumerate(cases)])
    y = np.array([float(c.right) for c in cases])
    prior = np.array([*WEIGHTS.values(), 0.0])
    while True:
        w = fitted(x, y, prior)
        wrong = [n for n, name in enumerate(names) if w[n] * SIGNS.get(name, 0) < 0]
        if not wrong:
            return {name: round(float(weight), 2) for name, weight in zip(names, w, strict=False)}
        x[:, wrong] = 0.0
        prior[wrong] = 0.0


def reliability(cases: Sequence[Case]) -> str:
    """The table of bins by confidence: how many records, their mean confidence, and the share that is right."""
    rows = [
        "| confidence | records | mean confidence | type and parties right | type right |",
        "| --- | --- | --- | --- | --- |",
    ]
    edges = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
    for low, high in pairwise(edges):
        own = [c for c in cases if low <= c.event.confidence < high]
        if own:
            mean = sum(c.event.confidence for c in own) / len(own)
            right, found = sum(c.right for c in own) / len(own), sum(c.found for c in own) / len(own)
            rows.append(f"| {low:.1f}–{min(high, 1):.1f} | {len(own)} | {mean:.2f} | {right:.2f} | {found:.2f} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    coder = Coder(min_confidence=0.0)
    gold = args.shared / "gold"
    reports = [c for g in read_gold(gold / "reports") for c in cases_of_report(coder, g)]
    lines = (gold / "sentences" / "plover-dev.jsonl").read_text("utf-8").splitlines()
    sentences = [c for line in lines for c in cases_of_sentence(coder, json.loads(line))]
    print(json.dumps(calibrated(reports, sentences), indent=4))
    print(f"{len(reports)} records of reports, {len(sentences)} of sentences")
    for threshold in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6):
        kept = [c for c in reports if c.event.confidence >= threshold]
        print(
            f"threshold {threshold}: {len(kept)} records, found {sum(c.found for c in kept)}, right {sum(c.right for c in kept)}"
        )
    table = reliability(reports)
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
