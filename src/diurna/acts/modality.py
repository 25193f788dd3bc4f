"""What a clause's auxiliaries and particles say of its verb: ahead, possible, required, negated, conditional."""

from __future__ import annotations

from dataclasses import dataclass

from diurna.acts.subjects import is_infinitive
from diurna.language.sentence import Sentence

FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
CONDITIONAL = frozenset({"would", "'d", "’d"})
POSSIBLE = frozenset({"may", "might", "could", "can", "ca"})
ADVISED = frozenset({"should", "ought"})
REQUIRED = frozenset({"must"}) | ADVISED
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """`future`: will, or a headline's infinitive; `would`; `possible`; `required`; `advised`: required by should; `negated`; `conditional`: in an if-clause."""

    future: bool = False
    would: bool = False
    possible: bool = False
    required: bool = False
    advised: bool = False
    negated: bool = False
    conditional: bool = False


# "has to", "needs to": as must.
OBLIGING = frozenset({"have", "need"})


def is_obliged(s: Sentence, v: int) -> bool:
    """Whether an infinitive stands under "has to", "needs to"."""
    token = s.tokens[v]
    head = s.tokens[token.head]
    return (
        token.dep == "xcomp"
        and head.lemma.lower() in OBLIGING
        and is_infinitive(s, v)
        and not any(s.tokens[c].dep == "obj" for c in s.children[token.head])
        and not _is_negated(s, token.head)
    )


def is_imperative(s: Sentence, v: int) -> bool:
    """Whether a verb without subject tells somebody to do something: "Stop bombing hospitals"."""
    token = s.tokens[v]
    if token.tag != "VB" or token.upos != "VERB" or token.dep not in ("root", "ccomp", "parataxis", "conj"):
        return False
    if token.dep == "conj":
        return is_imperative(s, token.head)
    return not any(s.tokens[c].dep in ("nsubj", "nsubj:pass", "aux", "mark") for c in s.children[v])


def is_unrealised(s: Sentence, v: int) -> bool:
    """Whether a verb is a bare infinitive of purpose or under another verb: "sent soldiers to fight" tells of no fight.

    A perfect infinitive tells of what happened ("is said to have attacked"), a headline's of what is to come.
    """
    token = s.tokens[v]
    if is_obliged(s, v):
        return False
    if token.upos != "VERB" or not is_infinitive(s, v) or token.dep not in ("advcl", "acl", "xcomp", "conj", "ccomp"):
        return token.dep == "conj" and token.upos == "VERB" and token.tag == "VB" and is_unrealised(s, token.head)
    if token.dep == "conj":
        return is_unrealised(s, token.head)
    return not _heads_headline(s, v) and not any(
        s.tokens[c].lemma == "have" and s.tokens[c].dep == "aux" for c in s.children[v]
    )


def modality_of(s: Sentence, v: int) -> Modality:
    """The modality of the clause headed by token `v`, shared auxiliaries of joined verbs included."""
    auxiliaries = _auxiliaries(s, v)
    negated = _is_negated(s, v)
    conditional = _is_conditional(s, v)
    token = s.tokens[v]
    first = token
    if token.dep == "conj":
        first = s.tokens[token.head]
        own = {s.tokens[c].dep for c in s.children[v]}
        if not auxiliaries and token.tag in ("VB", "VBN", "VBG") and not own & {"nsubj", "nsubj:pass"}:
            auxiliaries = _auxiliaries(s, first.i)
            negated = negated or _is_negated(s, first.i)
        conditional = conditional or _is_conditional(s, first.i)
    headline = is_infinitive(s, v) and _heads_headline(s, v)
    return Modality(
        future=bool(auxiliaries & FUTURE) or headline,
        would=bool(auxiliaries & CONDITIONAL),
        possible=bool(auxiliaries & POSSIBLE),
        required=bool(auxiliaries & REQUIRED) or is_obliged(s, v),
        advised=bool(auxiliaries & ADVISED),
        negated=negated,
        conditional=conditional,
    )


def _auxiliaries(s: Sentence, v: int) -> frozenset[str]:
    return frozenset(s.tokens[c].text.lower() for c in s.children[v] if s.tokens[c].dep in ("aux", "aux:pass", "cop"))


def _is_negated(s: Sentence, v: int) -> bool:
    for c in s.children[v]:
        t = s.tokens[c]
        text = t.text.lower()
        if t.dep in ("advmod", "det", "cc", "mark", "case", "cc:preconj") and (text in NEGATIONS or t.lemma == "not"):
            if text in ("neither", "nor", "no", "never") or t.dep != "cc":
                follows = s.tokens[c + 1].text.lower() if c + 1 < len(s.tokens) else ""
                if not (text == "not" and follows in ("only", "just", "merely", "least")):
                    return True
        if text == "longer" and c and s.tokens[c - 1].text.lower() == "no":
            return True
        if t.dep in ("nsubj", "nsubj:pass", "obj") and text in ("none", "nobody", "nothing", "no-one"):
            return True
        if t.dep in ("nsubj", "nsubj:pass", "obj") and any(
            s.tokens[d].text.lower() == "no" and s.tokens[d].dep == "det" for d in s.children[c]
        ):
            return True
    return False


def _is_conditional(s: Sentence, v: int) -> bool:
    return any(s.tokens[c].dep == "mark" and s.tokens[c].text.lower() in CONDITIONS for c in s.children[v])


def _heads_headline(s: Sentence, v: int) -> bool:
    """Whether an infinitive stands where a finite verb would: "UK to send troops"."""
    token = s.tokens[v]
    has_subject = any(s.tokens[c].dep in ("nsubj", "nsubj:pass") for c in s.children[v])
    if token.head == v or token.dep in ("ccomp", "parataxis", "conj"):
        return has_subject
    if (
        token.dep in ("acl", "advcl")
        and s.tokens[token.head].head == token.head
        and s.tokens[token.head].upos in ("PROPN", "NOUN")
    ):
        return not any(t.upos == "AUX" or t.tag in ("VBD", "VBZ", "VBP") for t in s.tokens)
    return False
