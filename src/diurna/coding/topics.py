"""What a sentence is about, politics or everyday life, by its words (`lexicon/data/topics.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from diurna.coding.phrases import LONGEST, Phrase, openers_of, phrases_in
from diurna.errors import DataError
from diurna.language.sentence import Sentence

FILE = "topics.toml"
POLITICS, COMMON = "politics", "common"
ONESELF = frozenset({"i", "me", "my", "mine", "we", "us", "our", "you", "your", "myself"})
QUOTES = frozenset('"“”«»')
# "won 3-1 on Saturday"; not "12-15 people", "an 18-year-old", "F-16".
_SCORE = re.compile(
    r"(?<![\w-])\d{1,3}[-–]\d{1,3}(?:(?=[.,;:)]|$)|\s+(?:on|in|at|to|after|before|over|against|for|win|victory|defeat|loss|draw|lead|aggregate|home|away|friendly)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """How a sentence sounds.

    `politics`, `everyday`, `common`: different words of these kinds, `common` being those of everyday life that news of politics uses too. `plain`: the
    tokens of the everyday ones. `personal`: outside quotation marks somebody
    speaks of himself or to the reader.
    """

    politics: int
    everyday: int
    common: int
    plain: frozenset[int]
    personal: bool


@cache
def load_topics() -> Mapping[str, str]:
    """Word or phrase -> topic. Raises DataError for a word that stands twice or is not in the form asked for."""
    return build_topics((resources.files("diurna.lexicon") / "data" / FILE).read_text("utf-8"))


def build_topics(text: str) -> Mapping[str, str]:
    """The topics of a TOML text, as `load_topics` has them."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{FILE}: {error}") from None
    found: dict[str, str] = {}
    if POLITICS not in tables:
        raise DataError(f"{FILE}: table {POLITICS!r} is missing")
    for topic, table in tables.items():
        if set(table) != {"words"}:
            raise DataError(f"{FILE}: {topic}: has one key, words")
        for word in table["words"]:
            if len(word.split()) > LONGEST or word != word.lower():
                raise DataError(f"{FILE}: {topic}: {word!r} must be at most {LONGEST} lower-case words")
            if word in found:
                raise DataError(f"{FILE}: {topic}: {word!r} stands in {found[word]} too")
            found[word] = topic
    return found


@cache
def _openers() -> frozenset[str]:
    return openers_of(load_topics())


def topics_of(s: Sentence) -> Topics:
    """The topics of a sentence. Alone, only a noun is a word of everyday life ("the final", not "the final offer" or "bear the cost")."""
    table = load_topics()
    found = [p for p in phrases_in(s, table, _openers()) if table[p.words] == POLITICS or _is_noun(s, p)]
    political = [p for p in found if table[p.words] == POLITICS]
    common = [p for p in found if table[p.words] == COMMON]
    everyday = [p for p in found if table[p.words] not in (POLITICS, COMMON)]
    plain = frozenset(i for p in everyday for i in range(p.first, p.last + 1))
    return Topics(
        politics=_different(political),
        everyday=_different(everyday) + bool(_SCORE.search(s.text)),
        common=_different(common),
        plain=plain,
        personal=_is_personal(s),
    )


def _different(phrases: Sequence[Phrase]) -> int:
    return len({p.words for p in _outermost(phrases)})


def _is_noun(s: Sentence, phrase: Phrase) -> bool:
    token = s.tokens[phrase.first]
    return (
        phrase.first < phrase.last or token.upos in ("NOUN", "PROPN") or (token.upos == "ADJ" and token.dep != "amod")
    )


def _outermost(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases that stand in no longer one ("air force" and "force" are one)."""
    return [
        p
        for p in phrases
        if not any(o.first <= p.first and p.last <= o.last and o.last - o.first > p.last - p.first for o in phrases)
    ]


def _is_personal(s: Sentence) -> bool:
    if any(t.text in QUOTES for t in s.tokens):
        return False
    return any(t.text.lower() in ONESELF and t.text != "US" for t in s.tokens)
