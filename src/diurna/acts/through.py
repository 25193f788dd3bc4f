"""What a stance sees through: verbs and nouns that only lead to the act that it is about."""

from __future__ import annotations

from diurna.acts.subjects import case_of, is_infinitive
from diurna.language.sentence import Sentence

# Verbs whose object is not what a stance is about; through any other that the lexicon does not know a stance sees to its object
# ("urged them to pursue an agreement").
OPAQUE_VERBS = frozenset(
    "understand remember forget ignore face fear survive know learn explain clarify describe report mention watch hear study answer prove "
    "win lose escape blame cite recall commemorate mark cover film record document read write justify compare use".split()
)
# Verbs of going and working, through which a stance sees to what stands after their preposition ("return to the talks").
GOING_VERBS = frozenset(
    "move go proceed engage return participate work head get come enter press push turn stick adhere sit step advance lead rush join "
    "take play cooperate resort strive agree contribute submit stay remain keep bow yield".split()
)
GOING = frozenset({"with", "in", "to", "toward", "towards", "into", "at", "for", "by"})


def through(s: Sentence, head: int, containers: frozenset[str], bearers: frozenset[str]) -> list[int]:
    """Where the act of a complement may sit below its head: an infinitive of "help", the noun after "a series of"."""
    token = s.tokens[head]
    below: list[int] = []
    for child in s.children[head]:
        t = s.tokens[child]
        if token.upos == "VERB" and t.dep == "xcomp":
            below.append(child)
        elif token.upos == "VERB" and t.dep == "obj" and token.lemma not in OPAQUE_VERBS:
            below.append(child)
        elif token.upos == "VERB" and t.dep == "obl" and token.lemma in GOING_VERBS and case_of(s, child) in GOING:
            below.append(child)
        elif token.upos == "NOUN" and token.lemma.lower() in bearers:
            if (t.dep == "nmod" and case_of(s, child) in ("of", "to", "for", "in", "on")) or t.dep == "compound":
                below.append(child)
            elif t.dep == "acl" and (t.tag == "VBG" or is_infinitive(s, child)):
                below.append(child)
        elif (
            token.upos in ("NOUN", "PRON", "NUM") and t.dep == "nmod" and case_of(s, child) in ("of", "in", "for", "on")
        ):
            if token.lemma.lower() in containers or token.upos != "NOUN":
                below.append(child)
    return below
