"""The words of a trigger, and small repairs of the phrases around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diurna.acts.arguments import Arguments
from diurna.acts.modality import modality_of
from diurna.acts.subjects import case_of
from diurna.language.sentence import Sentence
from diurna.lexicon import Head, Kind, Pattern, Slot

# Nouns of time are no party, whatever preposition they stand after ("an attack on Monday").
TIME_NOUNS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december today yesterday tomorrow day week month year morning evening night afternoon weekend hour minute time moment "
    "decade century dawn dusk noon midnight eve anniversary period future past".split()
)


def gerund_lemma(text: str) -> Iterator[str]:
    """The verbs that a noun in -ing may come from."""
    stem = text.lower().removesuffix("s").removesuffix("ing")
    yield stem
    yield stem + "e"
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]


def head_words(s: Sentence, i: int, head: Head, kind: Kind) -> tuple[int, ...] | None:
    """The tokens of the trigger, None where the particle, the "not" or the first parts are not there."""
    if head.negated and not modality_of(s, i).negated:
        return None
    if kind == "verb" and head.particle:
        for child in s.children[i]:
            t = s.tokens[child]
            if t.text.lower() == head.particle and t.dep in ("compound:prt", "advmod", "case", "obl", "xcomp", "obj"):
                return (i, child) if child == i + 1 else (i,)
        following = " ".join(t.text.lower() for t in s.tokens[i + 1 : i + 1 + len(head.particle.split())])
        if following == head.particle:
            return tuple(range(i, i + 1 + len(head.particle.split())))
        # "called it off": the particle after the object
        return None
    if head.before:
        at = i
        for word in reversed(head.before):
            at -= 1
            if at >= 0 and s.tokens[at].text == "-" and word != "-":  # "cease-fire talks", "cross-border raid"
                at -= 1
            if at < 0 or word not in (s.tokens[at].lemma.lower(), s.tokens[at].text.lower()):
                return None
        return tuple(range(at, i + 1))
    return (i,)


def with_object_after_particle(s: Sentence, v: int, particle: str, arguments: Arguments) -> Arguments:
    """A particle verb's object where the parse took the particle for a preposition ("took in refugees")."""
    for child in s.children[v]:
        if (
            child > v
            and s.tokens[child].dep in ("obl", "obl:unmarked", "nmod", "xcomp")
            and case_of(s, child) in (particle, particle.split()[-1], "")
        ):
            if not is_time(s, child):
                below = tuple((case_of(s, c), c) for c in s.children[child] if s.tokens[c].dep == "nmod" and c > child)
                return replace(arguments, object=child, prepositions=arguments.prepositions + below)
    return arguments


def given_to(s: Sentence, slot: Slot, arguments: Arguments) -> list[int]:
    """The one given to, whom a parse takes for the first part of a compound: "lend Sudan money", "grant the minority more rights"."""
    if slot.role != "RECIPIENT" or arguments.object is None or arguments.passive:
        return []
    below = s.children[arguments.object]
    qualifiers = [c for c in below if s.tokens[c].dep in ("amod", "nummod", "det")]
    return [
        c
        for c in below
        if s.tokens[c].dep in ("compound", "nmod:desc", "nmod:unmarked")
        and c < arguments.object
        and (s.tokens[c].name == "GPE" or s.tokens[c].tag == "NNS" or any(c < q < arguments.object for q in qualifiers))
    ]


# A slot of more words than these takes them from a class: it does not name them.
NAMED = 40


def asked_for(s: Sentence, pattern: Pattern, arguments: Arguments) -> frozenset[str]:
    """The words that a slot asks for in two parts ("land title"), or names one by one, which no word of `unless` gainsays."""
    heads = [h for _, h in arguments.prepositions]
    heads += [h for h in (arguments.subject, arguments.object) if h is not None]
    words = {word for slot in pattern.slots for word in slot.words if " " in word}
    named = {word for slot in pattern.slots if len(slot.words) <= NAMED for word in slot.words}
    found: set[str] = set()
    for head in heads:
        lemma = s.tokens[head].lemma.lower()
        if lemma in named:
            found.add(lemma)
        for child in s.children[head]:
            if f"{s.tokens[child].lemma.lower()} {lemma}" in words:
                found |= {lemma, s.tokens[child].lemma.lower()}
    return frozenset(found)


def is_time(s: Sentence, i: int) -> bool:
    token = s.tokens[i]
    return token.lemma.lower() in TIME_NOUNS or (token.upos == "NUM" and len(token.text) == 4 and token.text.isdigit())


def is_statal(s: Sentence, v: int) -> bool:
    """Whether a participle with "be" has something like "to help" behind it and nobody who does it."""
    deps = {s.tokens[c].dep for c in s.children[v]}
    has_agent = "obl:agent" in deps or any(case_of(s, c) == "by" for c in s.children[v])
    return "aux:pass" in deps and "xcomp" in deps and not has_agent
