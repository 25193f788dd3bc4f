"""The names that a report introduces itself: full names of persons, acronyms in brackets.

"Hulusi Akar" once, then "Akar"; "the Syrian Democratic Forces (SDF)" once, then "SDF". Looked up over the whole
report, for a
headline uses the short form before the text gives the long one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diurna.actors.words import key_of, phrase_key
from diurna.language.sentence import Sentence

_FAMILY_FIRST = frozenset(
    "kim lee park moon yoon roh choi chung han hwang jang cho xi hu li wang zhang zhao zhu jiang deng wen liu chen yang"
    " zhou qin bo mao lai tsai ma nguyen tran pham vo vuong truong phan hun".split()
)
"""Family names that stand first in Korean, Chinese, Vietnamese and Khmer names: "Xi Jinping", then "Xi"."""
_OFFICE_REACH = 8
"""Tokens before a name in which its office may stand."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where a name is given in full: the token that heads it in sentence `sentence`; `before` are the words that lead up to it there."""

    sentence: int
    head: int
    text: str
    before: str = ""


def introduced_persons(sentences: Sequence[Sentence]) -> dict[str, tuple[Introduction, ...]]:
    """For each surname key the places where a person of this surname is named in full, in order."""
    found: dict[str, list[Introduction]] = {}
    for at, sentence in enumerate(sentences):
        for name in sentence.names:
            if name.label != "PERSON" or name.first == name.last:
                continue
            tokens = sentence.tokens
            last = name.last
            while last > name.first and not tokens[last].text[:1].isalpha():
                last -= 1
            head = _head_of(sentence, name.first, name.last)
            before = sentence.quote(max(0, name.first - _OFFICE_REACH), name.first - 1) if name.first else ""
            introduction = Introduction(at, head, sentence.quote(name.first, last), before)
            surname = key_of(tokens[last].text.split("-")[-1])
            found.setdefault(surname, []).append(introduction)
            first = key_of(tokens[name.first].text)
            if first in _FAMILY_FIRST:
                found.setdefault(first, []).append(introduction)
            whole = key_of(tokens[last].text)
            if whole != surname:
                found.setdefault(whole, []).append(introduction)
    return {surname: tuple(places) for surname, places in found.items()}


def fuller_names(name: str, persons: Mapping[str, tuple[Introduction, ...]]) -> list[Introduction]:
    """The places where a name is given with more words: "Abu Jandal" -> "Abu Jandal al-Kuwaiti"."""
    wanted = f" {phrase_key(name)} "
    found = {
        (place.sentence, place.head): place
        for places in persons.values()
        for place in places
        if wanted in f" {phrase_key(place.text)} " and len(place.text) > len(name)
    }
    return [found[at] for at in sorted(found)]


def introduced_acronyms(sentences: Sequence[Sentence]) -> dict[str, Introduction]:
    """For each acronym in brackets the name before it: "Sudanese Armed Forces (SAF)"."""
    found: dict[str, Introduction] = {}
    for at, sentence in enumerate(sentences):
        tokens = sentence.tokens
        for i in range(1, len(tokens) - 2):
            if tokens[i].text != "(" or tokens[i + 2].text not in (")", ",", ";"):
                continue
            acronym = tokens[i + 1].text.strip("“”\"'")
            if len(acronym) < 2 or sum(character.isupper() for character in acronym) < 2 or acronym in found:
                continue
            if (head := _name_before(sentence, i)) is not None:
                found[acronym] = Introduction(at, head, sentence.quote(head, head))
    return found


def _name_before(sentence: Sentence, bracket: int) -> int | None:
    """The head of the capitalised noun phrase that ends before token `bracket`."""
    tokens = sentence.tokens
    i = bracket - 1
    while i > 0 and tokens[i].upos == "PUNCT":
        i -= 1
    if tokens[i].upos not in ("PROPN", "NOUN"):
        return None
    while tokens[i].head != i and tokens[i].head < bracket and tokens[tokens[i].head].upos in ("PROPN", "NOUN", "ADJ"):
        if tokens[i].dep not in ("compound", "flat", "nmod", "amod", "conj", "nmod:desc", "appos"):
            break
        between = [t for t in tokens[tokens[i].head + 1 : i] if t.text == ","]
        if between:
            break
        i = tokens[i].head
    return i


def _head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token among `first` to `last` whose governor lies outside."""
    for i in range(first, last + 1):
        head = sentence.tokens[i].head
        if head == i or not first <= head <= last:
            return i
    return first
