"""What a report has named so far, and which of it a pointing word can mean.

The order of search is that of the common rules of English news: in the same sentence what stands before, subjects
first;
then the sentences before, the nearest first. A pronoun that is a verb's object cannot mean that verb's subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from diurna.actors.party import Party
from diurna.language.sentence import Sentence

FARTHEST = 4
"""How many sentences back a pronoun may look."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A party named at token `head` of sentence `sentence`; `clause` is the verb that governs it."""

    sentence: int
    head: int
    party: Party
    is_subject: bool
    is_possessor: bool
    clause: int
    mention_last: int
    text: str


def governing_clause(sentence: Sentence, i: int) -> int:
    """The verb, or other predicate, whose argument token `i` belongs to."""
    tokens = sentence.tokens
    at = i
    while tokens[at].head != at:
        dep = tokens[at].dep
        if dep.startswith(("nsubj", "obj", "iobj", "obl", "csubj", "xcomp", "expl")):
            return tokens[at].head
        at = tokens[at].head
    return at


def in_order_of_salience(seen: Sequence[Seen], sentence: int, before: int) -> Iterator[Seen]:
    """What a word at token `before` of `sentence` may point at, the likeliest first."""
    for at in range(sentence, max(-1, sentence - FARTHEST - 1), -1):
        here = [item for item in seen if item.sentence == at and (at < sentence or item.mention_last < before)]
        yield from sorted(here, key=_salience)


def _salience(item: Seen) -> tuple[bool, int]:
    return (not item.is_subject, item.head)


def first_fitting(
    seen: Sequence[Seen],
    sentence: int,
    before: int,
    fits: Callable[[Party], bool],
    *,
    not_subject_of: int | None = None,
    sharing: int | None = None,
) -> Party | None:
    """The likeliest party that `fits`; `not_subject_of` is the verb whose arguments are ruled out, `sharing` the verb that lends it its
    subject.
    """
    for item in in_order_of_salience(seen, sentence, before):
        if item.sentence == sentence and not_subject_of is not None and item.clause == not_subject_of:
            continue
        if item.sentence == sentence and sharing is not None and item.is_subject and item.clause == sharing:
            continue
        if fits(item.party):
            return item.party
    return None


def lender_of_subject(sentence: Sentence, clause: int) -> int | None:
    """The verb whose subject is also that of the verb `clause`, joined to it: "The council met and asked it to …"."""
    tokens = sentence.tokens
    if tokens[clause].dep != "conj" or sentence.dependents(clause, "nsubj", "nsubj:pass"):
        return None
    return tokens[clause].head


def latest_distinct(
    seen: Sequence[Seen],
    sentence: int,
    before: int,
    fits: Callable[[Party], bool],
    count: int,
    *,
    with_possessors: bool = True,
    of_different_codes: bool = False,
) -> list[Party]:
    """The last `count` different parties that fit, in the order of the report; fewer where there are fewer.

    Without possessors "Sudan's army" names the army alone, not Sudan too. `of_different_codes`: a minister and his country are one side.
    """
    found: list[Party] = []
    for item in reversed(
        [s for s in seen if s.sentence < sentence or (s.sentence == sentence and s.mention_last < before)]
    ):
        if item.sentence < sentence - FARTHEST:
            break
        if item.is_possessor and item.party.kind == "country" and not with_possessors:
            continue
        is_known_side = of_different_codes and any(item.party.code == other.code is not None for other in found)
        if fits(item.party) and not is_known_side and all(not same_party(item.party, other) for other in found):
            found.append(item.party)
            if len(found) == count:
                break
    return found[::-1]


def same_party(one: Party, other: Party) -> bool:
    """Whether two resolved parties are one, as far as their names and codes tell."""
    if one.name is not None or other.name is not None:
        return one.name == other.name
    return one.code == other.code and one.sectors == other.sectors


def is_single_person(party: Party, gender: str) -> bool:
    return party.kind == "person" and not party.is_plural and party.gender in (None, gender)


def is_named_person(party: Party) -> bool:
    return party.kind == "person" and not party.is_plural and party.name is not None and party.code is not None


def is_single_body(party: Party) -> bool:
    return party.kind in ("country", "organisation") or (
        party.kind == "group" and not party.is_plural and party.code is not None and party.role is not None
    )


def may_be_they(party: Party) -> bool:
    """People in the plural, and bodies of people: English news says "they" of the Houthis and of the police."""
    return (party.kind == "group" and (party.is_plural or party.role == "police")) or party.kind == "organisation"
