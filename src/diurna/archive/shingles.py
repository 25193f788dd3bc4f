"""What two texts share, word for word: the runs of five words of each, as numbers, and how many of the one stand in the other.

No kept library does this part: those with MinHash signatures estimate what share of *both* texts is common, which is small for a text and
its first third, and keep their index in memory. What is needed is containment, from numbers that an index on disk can hold: the runs
whose hash is divisible by `ONE_IN` (a "modulo sketch", as genome search uses it); a part of a text has a part of its sketch.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from diurna.record import Report
from diurna.record.report import opens_with

RUN = 5
"""Words of a run (a shingle)."""
ONE_IN = 5
"""One run in so many is in the sketch."""
LONGEST_HEADLINE = 25
"""Words of a first paragraph that may be a headline."""

WORD = re.compile(r"\w+(?:['’]\w+)*")
# What stands before the first words of an article: place, day, agency, up to a dash.
DATELINE = re.compile(r"^\W{0,3}(?:[A-Z(][^.!?\n]{0,70}?|[^!?\n]{0,60}?\))\s*(?:--?|–|—)\s+")
PARAGRAPH = re.compile(r"\n\s*\n|\n")
# Paragraphs that a publisher sets under every article: they make no two articles alike.
SMALL_PRINT = re.compile(
    r"""^\W*(?:©|\(c\)|copyright\b|all\ rights\ reserved|read\ more|also\ read|see\ also|related\b|more\ from|subscribe|sign\ up|follow\ us|
        join\ (?:us|our)|share\ this|support\ (?:us|our|independent)|this\ (?:article|story|report)\ (?:was|is|has\ been|first|originally)|
        (?:additional\ )?(?:reporting|writing|editing)\ by|with\ (?:reporting|input|inputs|files|contributions)\ (?:by|from)|
        \w[\w\ ,.]{2,60}\ contributed\ to\ this|the\ associated\ press\ contributed|(?:photo|image|video|picture)s?\s*(?::|by\b|credit)|
        for\ (?:more|further|all|the\ latest)\ (?:information|news|updates|details)|download\ our|get\ the\ latest|click\ here|
        our\ standards|editor['’]?s?\ note|note\ to\ editors|advertisement|about\ us|contact\ us|media\ (?:contact|enquiries|inquiries)|
        (?:press|media)\ (?:office|release)\b)""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A report without its headline and small print: `runs` are distinct 63-bit hashes in order; `names` the words that hold a digit or
    open with a capital, `words` all of them, both folded to lower case."""

    runs: Numbers
    names: frozenset[str]
    words: frozenset[str]

    @property
    def sketch(self) -> Numbers:
        chosen: Numbers = self.runs[self.runs % ONE_IN == 0]
        return chosen


def body_of(report: Report) -> Body:
    """The body of a report."""
    found = WORD.findall("\n".join(_paragraphs(report)))
    folded = [word.casefold() for word in found]
    names = frozenset(low for word, low in zip(found, folded, strict=True) if word != low or word[0].isdigit())
    return Body(_runs(folded), names, frozenset(folded))


def share_within(shorter: Numbers, longer: Numbers) -> float:
    """The share of the numbers of `shorter` that are in `longer`; both are distinct and in order. 0 where there are none."""
    if not len(shorter) or not len(longer):
        return 0.0
    at = np.searchsorted(longer, shorter)
    at[at == len(longer)] = 0
    return float(np.mean(longer[at] == shorter))


def _paragraphs(report: Report) -> list[str]:
    text = report.text
    if report.title and opens_with(text, report.title):
        text = text.lstrip()[len(report.title.strip()) :]
    parts = [part for part in PARAGRAPH.split(text) if part.strip()]
    if not report.title and len(parts) > 1 and _is_headline(parts[0]):
        parts = parts[1:]
    parts = [part for part in parts if not SMALL_PRINT.match(part)]
    return [DATELINE.sub("", part, count=1) if n < 2 else part for n, part in enumerate(parts)]


def _is_headline(paragraph: str) -> bool:
    return not paragraph.rstrip().endswith((".", "!", "”", '"')) and len(paragraph.split()) <= LONGEST_HEADLINE


def _runs(words: list[str]) -> Numbers:
    """The hashes of the runs of words; a text of fewer words has none."""
    if len(words) < RUN:
        return np.empty(0, dtype=np.int64)
    hashes = np.array([_hash(word) for word in words], dtype=np.uint64)
    mixed = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for offset in range(RUN):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[offset : offset + len(mixed)]
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):  # the finish of SplitMix64
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return np.unique(((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(1)).astype(np.int64))


@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
