"""The clauses that tell when and where an event happened: "the attack on the convoy, which took place in Homs on Monday"."""

from __future__ import annotations

from diurna.language.sentence import Sentence

OCCURRING = frozenset(
    "begin break carry conduct erupt happen hold launch occur stage start take unfold come follow".split()
)
"""Verbs, by lemma, of which an event may be the subject, or the passive subject."""
WHICH = frozenset({"which", "that"})


def happenings(s: Sentence, noun: int) -> list[int]:
    """The verbs of relative and participial clauses that say of the event noun at token `noun` that it happened.

    An analysis may hang such a clause on a noun above the event or on one below it ("the inquiry into the attack on the convoy, which took
    place …"): after a comma and "which", what happened is an event, not a convoy.
    """
    found = [v for v in s.dependents(noun, "acl:relcl", "acl") if s.tokens[v].lemma.lower() in OCCURRING]
    if found:
        return found
    first, last = s.edges[noun]
    for token in s.tokens:
        if (
            token.dep != "acl:relcl"
            or token.i <= noun
            or token.lemma.lower() not in OCCURRING
            or not _is_which(s, token.i)
        ):
            continue
        inside = first <= token.head <= last and token.head > noun
        above = noun in s.subtree(token.head) and token.head < noun
        if inside or above:
            return [token.i]
    return []


def _is_which(s: Sentence, verb: int) -> bool:
    return any(s.tokens[c].text.lower() in WHICH for c in s.dependents(verb, "nsubj", "nsubj:pass"))
