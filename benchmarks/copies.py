"""How well copies of one article are told from other articles: precision and recall over pairs of reports.

usage: python benchmarks/copies.py [--seed N] [--misses]

The articles are the shipped samples, those of `stories/`, and forms filled in many ways (communiqués that share their wording and are no
copies of each other). Of each some copies are made as newspapers make them: shortened to a part, with another headline, with two
quotations dropped, with an agency line and small print, a few words exchanged, or several of these. All go into one archive, in an order drawn
by lot.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from diurna.archive import Coded, add_all, copies_of, open_archive
from diurna.reading import read_reports
from diurna.record import Report
from diurna.samples import REPORTS

STORIES = Path(__file__).parent / "stories"
COPIES = 4
"""How many copies are made of each article."""
LINE = '{"versions":{}}'

FORMS = (
    "{town} - Customs officers at {town} seized {n} kilograms of {goods} on {day}, the port authority said in its daily note. The goods were found in "
    "{m} containers bound for {other}. Two drivers were questioned and released, and the containers were sealed until a judge decides what is to "
    "become of them. The port of {town} handled {k} ships this month. Whoever knows of goods that were landed without papers is asked to tell the "
    "office at the gate, which is open from seven to four. All calls are treated in confidence, and a reward is paid where they lead to a find.",
    "The electoral board of {town} counted {n} ballots in the by-election of {day}. Candidate {name} of the Harbour List won with {m} votes, ahead of "
    "{k} for the runner-up, who conceded. Turnout was close to that of the last vote. Observers from {other} said that polling stations opened on "
    "time, that the queues were short, and that no complaints had been brought before the board. The seat fell vacant when its holder resigned in the spring. The new member "
    "takes the oath at the next sitting and serves until the general vote, for which the lists must be handed in by the end of the year.",
    "Health workers in {town} vaccinated {n} children against measles by {day}, the regional clinic said. Stocks from {other} will last for {m} more days. "
    "Doctor {name} asked parents to bring the cards that were handed out at school, and said the mobile teams would visit {k} villages before the "
    "rains make the roads impassable. The campaign is paid for by the ministry and by donors abroad. Parents who missed the day can still come to the clinic in the "
    "morning hours; no fee is asked. Cases have fallen every year since the campaign began, but the clinic warned that one bad season is enough.",
)
TOWNS = "Kisumu Oruro Bergamo Sylhet Trabzon Malmo Gorakhpur Tamale Iquitos Lublin Cagayan Zinder Salta Haifa Oulu Toamasina".split()
NAMES = "Abara Lindqvist Okello Ferreira Nowak Haddad Tanaka Moreau Castillo Ibrahim Petersen Rahman".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
GOODS = "ivory tobacco timber copper medicine cocaine".split()
EXCHANGED = {
    "said": "stated", "told": "informed", "people": "persons", "killed": "slain", "after": "following", "about": "around", "near": "close to",
    "also": "in addition", "began": "started", "called": "urged", "large": "big", "soldiers": "troops", "met": "sat down with", "talks": "discussions",
    "because": "since", "during": "in the course of", "many": "numerous", "agreed": "consented", "help": "assist", "ended": "concluded",
}  # fmt: skip
AGENCIES = ("(Continental News Agency)", "(Meridian Press)", "(Northern Wire)")
QUOTED = re.compile(r"[\"“][^\"”]{12,}[\"”]")


@dataclass(frozen=True, slots=True)
class Made:
    """A report with the article that it carries."""

    report: Report
    article: str


def articles(chance: random.Random) -> Iterator[Report]:
    """Articles that are no copies of each other, at least 50 words each."""
    yield from (one for one in read_reports([str(REPORTS)]) if isinstance(one, Report))
    yield from (
        one for one in read_reports([str(file) for file in sorted(STORIES.rglob("*.jsonl"))]) if isinstance(one, Report)
    )
    for n, form in enumerate(FORMS):
        for m in range(12):
            town, other = chance.sample(TOWNS, 2)
            slots = {"town": town, "other": other, "name": chance.choice(NAMES), "goods": chance.choice(GOODS)}
            numbers = {key: chance.randint(11, 990) for key in "nmk"}
            text = form.format(**slots, **numbers, day=chance.choice(DAYS))
            published = date(2023, 5, 1) + timedelta(days=m)
            yield Report.from_text(text, title=f"News of {town}", doc_id=f"form-{n}-{m}", published=published)


def copied(article: Report, n: int, chance: random.Random) -> Report:
    """The article as another paper prints it."""
    parts = [
        part for part in article.text.split("\n\n") if part.strip() and part.strip() != (article.title or "").strip()
    ]
    title = article.title or "News"
    ways = chance.sample((shortened, without_quotes, with_agency, edited), k=chance.choice((1, 1, 2)))
    for way in ways:
        parts = way(parts, chance)
    if chance.random() < 0.7:
        title = " ".join(reversed(title.split(" ", 2)))
    published = article.published and article.published + timedelta(days=chance.randint(0, 2))
    text = f"{title}\n\n" + "\n\n".join(parts)
    return replace(
        Report.from_text(text, title=title, doc_id=f"{article.doc_id}+{n}", published=published), publisher=f"Paper {n}"
    )


def shortened(parts: list[str], chance: random.Random) -> list[str]:
    """About the first half to two thirds of the words, to the end of a sentence."""
    sentences = [(n, one) for n, part in enumerate(parts) for one in re.split(r"(?<=[.!?”\"]) +(?=[A-Z\"“])", part)]
    wanted = chance.uniform(0.5, 0.7) * sum(len(one.split()) for _, one in sentences)
    kept: dict[int, list[str]] = {}
    for n, one in sentences:
        kept.setdefault(n, []).append(one)
        wanted -= len(one.split())
        if wanted <= 0:
            break
    return [" ".join(some) for some in kept.values()]


def without_quotes(parts: list[str], chance: random.Random) -> list[str]:
    """Two paragraphs with quotations left out; where there are fewer, what there is."""
    quoting = [n for n, part in enumerate(parts) if QUOTED.search(part)]
    dropped = set(chance.sample(quoting, k=min(2, len(quoting), len(parts) - 1)))
    return [part for n, part in enumerate(parts) if n not in dropped]


def with_agency(parts: list[str], chance: random.Random) -> list[str]:
    agency = chance.choice(AGENCIES)
    return [f"{agency} -- {parts[0]}", *parts[1:], f"Copyright {agency[1:-1]}. All rights reserved."]


def edited(parts: list[str], chance: random.Random) -> list[str]:
    """One in two of the words that have a plain substitute exchanged."""
    return [
        " ".join(EXCHANGED[w] if w in EXCHANGED and chance.random() < 0.5 else w for w in part.split(" "))
        for part in parts
    ]


def measure(seed: int) -> tuple[Mapping[str, float], list[str]]:
    """Figures over pairs, and the pairs that were missed or are wrong."""
    chance = random.Random(seed)
    made = []
    for article in articles(chance):
        made.append(Made(article, article.doc_id))
        copies = 0 if len(article.text.split()) < 50 else COPIES
        made += [Made(copied(article, n, chance), article.doc_id) for n in range(copies)]
    made = list({one.report.text: one for one in made}.values())  # a copy that changed nothing is no second report
    chance.shuffle(made)
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "a", write=True) as archive:
        with archive.writing() as connection:
            add_all(connection, [Coded(report=one.report, coder=LINE) for one in made])
        found = {c.doc_id: c.group for one in made for c in copies_of(archive.connection, one.report.doc_id)}
    right = wrong = missed = 0
    said = []
    for one, other in combinations(made, 2):
        same, joined = one.article == other.article, found[one.report.doc_id] == found[other.report.doc_id]
        right += same and joined
        wrong += joined and not same
        missed += same and not joined
        if same != joined:
            said.append(f"{'wrong' if joined else 'missed'}: {one.report.doc_id}  {other.report.doc_id}")
    figures = {
        "reports": len(made),
        "articles": len({one.article for one in made}),
        "precision": right / (right + wrong),
        "recall": right / (right + missed),
    }
    return figures, said


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--misses", action="store_true")
    asked = options.parse_args()
    figures, said = measure(asked.seed)
    print(
        "  ".join(
            f"{name} {value:.3f}" if isinstance(value, float) else f"{name} {value}" for name, value in figures.items()
        )
    )
    if asked.misses:
        print("\n".join(sorted(said)))


if __name__ == "__main__":
    main()
