"""How many: the dead, injured, arrested, displaced and the participants that a sentence numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from diurna.acts import Mention
from diurna.language.sentence import Sentence
from diurna.record import Count, Span

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "k": 1000, "m": 1_000_000}
"""Words that stand for an open number: (low, high)."""
VAGUE: Mapping[str, tuple[int, int | None]] = {
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2000, None),
    "millions": (2_000_000, None),
    "dozen": (12, 12),
    "couple": (2, 2),
    "both": (2, 2),
}
AT_LEAST = frozenset({"at least", "more than", "over", "no fewer than", "not less than", "no less than", "upwards of", "in excess of", "as many as"})
AT_MOST = frozenset({"up to", "at most", "fewer than", "less than", "under", "no more than", "almost", "nearly"})


@dataclass(frozen=True, slots=True)
class CountWords:
    """Words that tell what is counted: `verbs` and `nouns` of being hurt, `people` the nouns of those counted."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    people: frozenset[str]
    not_people: frozenset[str]


@cache
def load_count_words() -> CountWords:
    table = tomllib.loads((resources.files("diurna.lexicon") / "data" / "counts.toml").read_text("utf-8"))
    return CountWords(
        verbs={w: key for key, words in table["verbs"].items() for w in words},
        nouns={w: key for key, words in table["nouns"].items() for w in words},
        people=frozenset(table["people"]["words"]),
        not_people=frozenset(table["things"]["words"]),
    )


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words or digits: tokens `first` to `last`, `low` and `high` with None for an open end."""

    first: int
    last: int
    low: int | None
    high: int | None


def numbers_of(s: Sentence) -> list[Number]:
    """The cardinal numbers of a sentence, with what bounds them ("at least 20": 20 to open)."""
    found: list[Number] = []
    i = 0
    while i < len(s.tokens):
        value, last = _cardinal(s, i)
        if value is None:
            vague = VAGUE.get(s.tokens[i].text.lower())
            if vague is not None:
                low, high = vague
                first = i
                last = i
                before = s.tokens[i - 1].text.lower() if i else ""
                if before in ("several", "many", "some") and high == 12:
                    low, high = 24, None
                if i + 2 < len(s.tokens) and s.tokens[i + 1].text.lower() == "of" and s.tokens[i + 2].text.lower() in VAGUE:
                    factor = {"dozens": 12, "hundreds": 100, "tens": 10}.get(s.tokens[i].text.lower(), 1)
                    low, high, last = factor * (VAGUE[s.tokens[i + 2].text.lower()][0] // 2), None, i + 2
                found.append(Number(first, last, low, high))
                i = last + 1
                continue
            if s.tokens[i].text.lower() == "tens" and i + 2 < len(s.tokens) and s.tokens[i + 2].text.lower() in VAGUE:
                found.append(Number(i, i + 2, 10 * (VAGUE[s.tokens[i + 2].text.lower()][0] // 2) * 2, None))
                i += 3
                continue
            i += 1
            continue
        low: int | None = value
        high: int | None = value
        first = i
        joint = s.tokens[last + 1].text.lower() if last + 1 < len(s.tokens) else ""
        if joint in ("to", "-", "–", "and", "or"):
            second, end = _cardinal(s, last + 2) if last + 2 < len(s.tokens) else (None, last)
            between = i and s.tokens[i - 1].text.lower() in ("between", "from")
            if second is not None and second > value and (joint in ("to", "-", "–", "or") or between):
                high, last = second, end
        if low == high:
            before3 = " ".join(t.text.lower() for t in s.tokens[max(0, i - 3) : i])
            if any(before3.endswith(words) for words in AT_LEAST) or (last + 2 < len(s.tokens) and s.tokens[last + 1].text.lower() == "or" and s.tokens[last + 2].text.lower() == "more"):
                high = None
            elif any(before3.endswith(words) for words in AT_MOST):
                low = None if not before3.endswith(("nearly", "almost")) else low
        found.append(Number(first, last, low, high))
        i = last + 1
    return found


def counts_of(s: Sentence, mention: Mention) -> dict[str, Count]:
    """The counts that belong to a mention: numbers on its parties or its event noun, and "killing 12" beside it."""
    words = load_count_words()
    numbers = numbers_of(s)
    if not numbers:
        return {}
    result: dict[str, Count] = {}
    trigger = mention.frame.trigger
    near = _clause_tokens(s, trigger)
    for number in numbers:
        if any(s.tokens[k].text in ("$", "€", "£", "%") or s.tokens[k].lemma.lower() in ("percent", "year", "o'clock") for k in (max(0, number.first - 1), min(len(s.tokens) - 1, number.last + 1))):
            continue
        key = _what_is_counted(s, number, mention, words, near)
        if key is not None and key not in result:
            start, end = s.tokens[number.first].start - s.start, s.tokens[number.last].end - s.start
            low, high = number.low, number.high
            result[key] = Count(low=low, high=high, span=Span(s.start + start, s.start + end, s.text[start:end]))
    return result


def _what_is_counted(s: Sentence, number: Number, mention: Mention, words: CountWords, near: frozenset[int]) -> str | None:
    """The key under which a number counts, None where it counts no people of this mention."""
    noun = _counted_noun(s, number)
    if noun not in near and number.first not in near:
        return None
    lemma = s.tokens[noun].lemma.lower()
    if lemma in words.not_people:
        return None
    if lemma in words.nouns and noun != number.first:
        return words.nouns[lemma]
    if lemma not in words.people and s.tokens[noun].upos not in ("NUM", "ADJ", "NOUN", "PROPN", "PRON"):
        return None
    if s.tokens[noun].upos == "NOUN" and lemma not in words.people and not _is_person_noun(s, noun):
        return None
    governor = _governor(s, noun)
    if governor is not None:
        verb = s.tokens[governor].lemma.lower()
        if verb in words.verbs:
            passive_or_object = s.tokens[noun].dep not in ("nsubj",) or verb in ("die", "perish", "flee")
            return words.verbs[verb] if passive_or_object else None
        if verb in words.nouns and s.tokens[governor].upos == "NOUN":
            return words.nouns[verb]
        for child in s.children[governor]:  # "left 12 dead"
            if s.tokens[child].text.lower() in words.verbs and s.tokens[child].dep in ("xcomp", "amod", "acl", "advmod"):
                return words.verbs[s.tokens[child].text.lower()]
    for child in s.children[noun]:
        if s.tokens[child].text.lower() in words.verbs and s.tokens[child].dep in ("acl", "amod", "xcomp", "advmod"):
            return words.verbs[s.tokens[child].text.lower()]
    meaning = mention.meaning
    if meaning.type == "ASSAULT" and noun in meaning.recipients and mention.frame.entry.act in ("kill", "massacre", "execute", "assassinate"):
        return "dead"
    if meaning.type == "COERCE" and "arrest" in meaning.modes and noun in meaning.recipients:
        return "arrested"
    if meaning.type == "COERCE" and "deport" in meaning.modes and noun in meaning.recipients:
        return "displaced"
    if meaning.type in ("PROTEST", "MOBILIZE") and (noun in meaning.actors or _is_troops(s, noun)):
        return "participants"
    return None


def _counted_noun(s: Sentence, number: Number) -> int:
    token = s.tokens[number.last]
    if token.dep in ("nummod", "det", "amod", "compound", "nmod:poss") and token.head > number.last:
        return token.head
    following = number.last + 1
    if following < len(s.tokens) and s.tokens[following].text.lower() == "of":
        for child in s.children[number.last]:
            if s.tokens[child].dep == "nmod":
                return child
    for child in s.children[number.last]:
        if s.tokens[child].dep == "nmod" and s.tokens[child].lemma.lower() != "day":
            return child
    return number.last


def _governor(s: Sentence, noun: int) -> int | None:
    token = s.tokens[noun]
    steps = 0
    while token.dep in ("conj", "nmod", "nummod", "flat") and token.head != token.i and steps < 3:
        token = s.tokens[token.head]
        steps += 1
        if token.upos == "NOUN" and token.lemma.lower() in load_count_words().nouns:
            return token.i
    return None if token.head == token.i else token.head


def _clause_tokens(s: Sentence, trigger: int) -> frozenset[int]:
    """The tokens of the trigger's clause: its subtree, its governor's, without other finite clauses beside it."""
    top = trigger
    for _ in range(6):
        token = s.tokens[top]
        if token.head == top or token.dep in ("ccomp", "parataxis", "acl:relcl", "conj") and token.upos == "VERB":
            break
        top = token.head
    return frozenset(s.subtree(top))


def _is_person_noun(s: Sentence, noun: int) -> bool:
    return s.tokens[noun].text.lower().endswith(("ers", "ors", "ists", "ians", "men", "women", "ees", "ants", "ents")) or s.tokens[noun].name == "NORP"


def _is_troops(s: Sentence, noun: int) -> bool:
    return s.tokens[noun].lemma.lower() in ("troop", "troops", "soldier", "police", "officer", "personnel", "guard", "marine", "policeman", "reservist", "fighter")


_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


def _cardinal(s: Sentence, i: int) -> tuple[int | None, int]:
    """The number that begins at token `i` with its last token; (None, i) where none does."""
    if i >= len(s.tokens):
        return None, i
    token = s.tokens[i]
    text = token.text.lower()
    if token.upos not in ("NUM", "NOUN", "DET", "ADJ", "PROPN", "X"):
        return None, i
    value: float | None = None
    if _DIGITS.fullmatch(text):
        value = float(text.replace(",", ""))
    elif text in UNITS:
        value = UNITS[text]
    elif "-" in text and all(part in UNITS for part in text.split("-")):
        value = sum(UNITS[part] for part in text.split("-"))
    elif text in ("a", "an") and i + 1 < len(s.tokens) and s.tokens[i + 1].text.lower() in SCALES:
        value = 1
    if value is None:
        return None, i
    last = i
    total = 0.0
    while last + 1 < len(s.tokens):
        following = s.tokens[last + 1].text.lower()
        if following in SCALES and len(following) > 1:
            value *= SCALES[following]
            last += 1
        elif following == "dozen":
            value *= 12
            last += 1
        elif following == "and" and last + 2 < len(s.tokens) and s.tokens[last + 2].text.lower() in UNITS and value >= 100:
            total += value
            value = UNITS[s.tokens[last + 2].text.lower()]
            last += 2
        elif following in UNITS and value >= 100 and UNITS[following] < value and text not in _DIGITS.findall(text):
            total += value
            value = UNITS[following]
            last += 1
        else:
            break
    return int(total + value), last
