"""How a place hangs on a word: the prepositions that say where, and the nouns that stand between ("in a village near Kunduz")."""

from __future__ import annotations

from diurna.language.sentence import Sentence
from diurna.places.values import Place
from diurna.places.words import act_words, compass, designations

_LOCATIVE = frozenset(
    "in at near outside around across inside along off on within throughout over above below behind between amid into onto beside opposite"
    " through toward towards beyond".split()
)
_SOURCE = {"from", "out"}
_GOAL = {"to", "toward", "towards", "into", "for"}
_HOLDING = {"", "in", "of", "near", "at", "outside", "on", "inside", "around", "along", "off", "between", "'s", "’s"}
"""Prepositions by which a place holds the noun before it: "a village near Kunduz", not "a march toward Raqqa"."""


def attached(sentence: Sentence, place: Place, governor: int) -> bool:
    """Whether the place hangs on the governor with a preposition that says where."""
    i = place.toponym.head
    token = sentence.tokens[i]
    steps = 0
    while token.head != governor and steps < 3:
        if is_north_of(sentence, token.i):  # "destroyed north of the city", "northeast of Hajin along a road"
            return sentence.tokens[token.head].head == governor
        # "in the city of Homs", "in a village near Kunduz", "outside a hotel in Kabul": the place hangs on a locative noun.
        above = sentence.tokens[token.head]
        if token.dep in {"compound", "nmod:poss"} and is_country(place) and not container(above.lemma):
            return False
        if token.dep == "nmod:poss" and above.name in {"GPE", "LOC"}:
            return False
        if token.dep.startswith("nmod") and case_of(sentence, token.i) not in _HOLDING:
            return False
        if (
            token.head == i
            or above.i == token.i
            or token.dep not in {"nmod", "appos", "conj", "compound", "nmod:poss", "nmod:unmarked", "flat", "nmod:desc"}
        ):
            return False
        is_direct = above.dep.split(":")[0] in {"obl", "nmod", "appos"} and locative_case(sentence, above.i, governor)
        if not is_direct and not is_north_of(sentence, above.i):
            return False
        token, steps = above, steps + 1
    if token.head != governor or token.i == governor or is_beyond(sentence, token.i, place):
        return False
    if token.dep.split(":")[0] not in {"obl", "nmod", "advmod", "dislocated"}:
        return False
    return locative_case(sentence, token.i, governor) or _falls_on_site(sentence, place, token.i, governor)


def _falls_on_site(sentence: Sentence, place: Place, i: int, governor: int) -> bool:
    """ "Shells fell on Nasser Hospital": a site after "on" is where, unless something is only said of it."""
    is_site = designations().get(place.toponym.designation) == "site"
    return (
        is_site
        and case_of(sentence, i) == "on"
        and sentence.tokens[governor].lemma.lower() not in act_words()["spoken"]
    )


def is_north_of(sentence: Sentence, i: int) -> bool:
    """Whether a direction governs token `i` by "of"."""
    token = sentence.tokens[i]
    above = sentence.tokens[token.head]
    return (
        token.head != i and case_of(sentence, i) == "of" and above.dep == "advmod" and compass(above.text) is not None
    )


def is_beyond(sentence: Sentence, i: int, place: Place) -> bool:
    """ "outside of Iraq": not there; a town's outside still belongs to it."""
    return is_country(place) and case_of(sentence, i) in {"outside", "beyond", "outside of"}


def locative_case(sentence: Sentence, i: int, governor: int) -> bool:
    """Whether the preposition of token `i` says where the governor happens."""
    case = case_of(sentence, i)
    lemma = sentence.tokens[governor].lemma.lower()
    if case in _SOURCE:
        return lemma in act_words()["leaving"]
    if case in _GOAL:
        return lemma in act_words()["going"] or case == "into"
    if case == "on":
        return is_line(sentence, i) and (not names_party(sentence, i) or _begins_with_line(sentence, i))
    return case in _LOCATIVE


def container(lemma: str) -> bool:
    return lemma.lower().rstrip("s") in act_words()["container"]


def is_line(sentence: Sentence, i: int) -> bool:
    """Whether "on" before token `i` says where: a border, a coast, an island, a road; not "sanctions on Iran"."""
    return any(sentence.tokens[j].lemma.lower().rstrip("s") in act_words()["line"] for j in sentence.subtree(i))


def _begins_with_line(sentence: Sentence, i: int) -> bool:
    """Whether the name itself begins with the word: "on Mount Sinjar"."""
    first = sentence.tokens[min(sentence.subtree(i), key=lambda j: (j not in _name(sentence, i), j))]
    return first.lemma.lower() in act_words()["line"]


def _name(sentence: Sentence, i: int) -> tuple[int, ...]:
    return (*sentence.dependents(i, "compound", "flat"), i)


def is_country(place: Place) -> bool:
    return place.entry is not None and place.where.resolution == "country"


def case_of(sentence: Sentence, i: int) -> str:
    """The preposition of a phrase; an analysis may hang it on a later part of the name ("on Camp Ashraf")."""
    parts = (i, *sentence.dependents(i, "flat"))
    cases = [case for part in parts for case in sentence.dependents(part, "case")]
    return sentence.tokens[cases[0]].text.lower() if cases else ""


def names_party(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].name in {"GPE", "ORG", "PERSON"}
