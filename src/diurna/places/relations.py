"""What stands between two neighbouring toponyms of a sentence: one in the other, or both in a list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from diurna.language.sentence import Sentence
from diurna.places.values import Toponym

_INSIDE = re.compile(
    r"^(?:\s*,\s*|\s*\(\s*|,?\s+(?:(?:which\s+is\s+)?(?:located|situated|based)\s+)?(?:area\s+)?(?:in|of|inside|within)\s+(?:the\s+|(?:\w+\s+)?(?:province|state|region|district|county|city|town)\s+of\s+)?"
    r"|,?\s+in\s+(?:the\s+)?(?:(?:far|remote|restive|troubled|neighbou?ring|southern|northern|eastern|western|central)\s+)+)(?:the\s+)?$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"^['’]s\s+(?:(?!in\b|to\b|and\b)[a-z-]+\s+){0,4}(?:of\s+)?$")
_KIND_OF = re.compile(
    r"^\s+(?:city|town|village|suburb|province|district|state|county|region|capital)(?:\s+(?:city|town))?\s+of\s+$"
)
_NEAR = re.compile(
    r"^,?\s+(?:near|outside|close\s+to|next\s+to|on\s+the\s+(?:outskirts|edge)\s+of|(?:[\d,.]+\s+(?:km|kilomet(?:er|re)s|miles)\s+)?"
    r"(?:just\s+)?(?:(?:to\s+the\s+)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)\s+)?(?:of|from))\s+(?:the\s+(?:(?:\w+\s+)?(?:city|town|village)\s+of\s+)?)?$",
    re.IGNORECASE,
)
_LIST = re.compile(r"^\s*(?:,|,?\s*(?:and|or|as well as)|/|&)\s*(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Relation:
    """Toponym number `one` lies in number `other` ("in"), beside it ("near"), or stands in a list with it ("list")."""

    one: int
    other: int
    kind: Literal["in", "list", "near"]


def between(toponyms: Sequence[Toponym], sentences: Sequence[Sentence]) -> list[str]:
    """The words between each toponym and the next one of its sentence; a line feed where there is none."""
    by_index = {sentence.index: sentence for sentence in sentences}
    texts = []
    for one, other in itertools.pairwise(toponyms):
        if one.sentence != other.sentence or one.sentence not in by_index:
            texts.append("\n")
            continue
        sentence = by_index[one.sentence]
        texts.append(sentence.text[one.span.end - sentence.start : other.span.start - sentence.start])
    return [*texts, "\n"]


def relations(toponyms: Sequence[Toponym], texts: Sequence[str]) -> list[Relation]:
    """The relations of neighbours; a comma may say both, which the gazetteer settles."""
    found = []
    for i, text in enumerate(texts[: max(len(toponyms) - 1, 0)]):
        if _INSIDE.match(text):
            found.append(Relation(i, i + 1, "in"))
            # "in Kakuma, Turkana in northern Kenya": what holds the second holds the first.
            if i and texts[i - 1].strip() == "," and i + 1 < len(toponyms):
                found.append(Relation(i - 1, i + 1, "in"))
        elif _POSSESSIVE.match(text) or _KIND_OF.match(text):
            found.append(Relation(i + 1, i, "in"))
        elif _NEAR.match(text):
            found.append(Relation(i, i + 1, "near"))
        if _LIST.match(text):
            found.append(Relation(i, i + 1, "list"))
    return found
