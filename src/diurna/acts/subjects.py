"""Whom a predicate is said of: its subject through passive, control, relative clause and apposition, and the words that mark a phrase."""

from __future__ import annotations

from diurna.language.sentence import Sentence

# Verbs whose infinitive is done by their subject though an object stands between ("promised Kyiv to …").
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear", "use", "need", "take", "deploy", "spend"})
# Verbs whose simple past without an object is never a passive.
NEVER_PASSIVE = frozenset(
    "call fire appeal insist agree vote clash complain march rally vow apologise apologize refuse decline reply meet protest lash walk".split()
)
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"})
NEVER_ALONE = frozenset(
    "abduct arrest assassinate behead capture deport detain dismiss displace evict execute expel extradite hospitalise hospitalize hurt "
    "indict injure jail kidnap kill lynch murder oust poison rape rescue sentence slay stab suspend torture wound".split()
)
"""Verbs that one does not do without saying to whom: where nobody follows them, the subject is whom it was done to."""
WITH_OBJECT = frozenset({"obj", "iobj", "ccomp", "xcomp", "aux"})


def is_passive(s: Sentence, v: int) -> bool:
    """Whether the verb is passive: by its auxiliary, its subject's label, or as a bare participle."""
    token = s.tokens[v]
    labels = {s.tokens[c].dep for c in s.children[v]}
    if (
        "obj" in labels and "aux" in labels and not labels & {"aux:pass", "obl:agent"}
    ):  # "have deported them", however labelled
        return False
    is_main = token.dep in ("root", "ccomp", "parataxis") and not labels & {"aux:pass", "obl:agent", "obj"}
    if is_main and token.lemma in NEVER_PASSIVE and labels & {"nsubj", "nsubj:pass"}:
        return False  # "Oxfam called on Paris to …", whatever label its subject got
    if "nsubj:pass" in labels or "aux:pass" in labels or "obl:agent" in labels:
        return True
    if token.tag == "VBD" and token.lemma in NEVER_ALONE and token.dep != "acl:relcl" and not labels & WITH_OBJECT:
        return True  # a headline without its "was", read as a past: "Soldier killed in shooting"
    if token.tag != "VBN" or "aux" in labels:
        return False
    if token.dep in ("acl", "amod", "advcl"):
        return "obj" not in labels
    if token.dep == "conj" and s.tokens[token.head].upos == "VERB" and "nsubj" not in labels:
        return is_passive(s, token.head)
    return token.head == v and "obj" not in labels  # headline: "Ten killed in blast"


def case_of(s: Sentence, i: int) -> str:
    """The preposition that marks a phrase or a clause ("out of" in one piece), "" where there is none."""
    for child in s.children[i]:
        token = s.tokens[child]
        if child > i or token.dep not in ("case", "mark"):
            continue
        if token.dep == "mark" and token.upos not in ("ADP", "SCONJ") and not _is_plain_noun(s, i):
            continue
        words = [
            token.text.lower(),
            *(s.tokens[c].text.lower() for c in s.children[child] if s.tokens[c].dep == "fixed"),
        ]
        return " ".join(words)
    return ""


def _is_plain_noun(s: Sentence, i: int) -> bool:
    """A noun that is no predicate: before it a "to" is a preposition, however the parse labels it."""
    return s.tokens[i].tag in ("NN", "NNS") and not has_copula(s, i)


def is_infinitive(s: Sentence, v: int) -> bool:
    """Whether a "to" stands with the verb (or with the copula of a predicate)."""
    return not _is_plain_noun(s, v) and any(
        s.tokens[c].text.lower() == "to" and s.tokens[c].dep in ("mark", "aux") and c < v for c in s.children[v]
    )


def surface_subject(s: Sentence, v: int, depth: int = 0) -> int | None:
    """The grammatical subject of a predicate, found through control where it is not said ("agreed to withdraw")."""
    own = [c for c in s.children[v] if s.tokens[c].dep in ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")]
    if own:  # of two, the first is a relative pronoun that stands for the object: "the village that Sudan bombed"
        is_gap = len(own) > 1 and antecedent(s, own[0]) != own[0]
        return antecedent(s, own[-1] if is_gap else own[0])
    if depth > 6:
        return None
    if (one := raised(s, v)) is not None:
        return one
    token = s.tokens[v]
    head = token.head
    if head == v:
        return None
    governor = s.tokens[head]
    if token.dep == "conj":
        return surface_subject(s, head, depth + 1) if governor.upos in VERBAL or has_copula(s, head) else None
    if token.dep in ("xcomp", "ccomp", "advcl", "parataxis"):
        if governor.upos in NOMINAL and not has_copula(s, head):
            return None
        own_object = _object_like(s, head)
        prepositional = token.dep == "advcl" and case_of(s, v) in ("of", "for", "from", "over", "against")
        if (
            own_object is not None
            and governor.lemma not in SUBJECT_CONTROL
            and (token.dep in ("xcomp", "ccomp") or prepositional)
            and not (token.tag == "VBG" and s.tokens[v - 1].text == ",")  # "told parliament, offering help"
        ):
            return own_object
        if token.dep == "advcl" and token.tag == "VBG" and governor.upos == "VERB" and is_passive(s, head):
            return _agent(s, head)  # "was attacked by militiamen, killing …": the doer goes on doing
        if token.dep == "advcl" and is_infinitive(s, v):
            addressee = _addressee(s, head)
            if addressee is not None:
                return addressee
        return surface_subject(s, head, depth + 1)
    if token.dep == "acl":
        if is_infinitive(s, v) or token.upos == "NOUN":
            return _doer_of_noun(s, head, depth)
        if token.tag == "VBG" and v > 0 and s.tokens[v - 1].text == "," and governor.dep in ("obj", "iobj", "obl"):
            above = governor.head  # "told parliament, offering help": who told it offers
            if s.tokens[above].upos == "VERB" and not is_passive(s, above):
                return surface_subject(s, above, depth + 1)
        return antecedent(s, head)
    if token.dep == "acl:relcl":
        return None if is_passive(s, v) else head
    return None


def raised(s: Sentence, v: int) -> int | None:
    """Who is to do what an infinitive says, where a parse hangs him on the infinitive: "wants India to send …"."""
    if s.tokens[v].dep not in ("xcomp", "ccomp"):
        return None
    to = next((c for c in s.children[v] if s.tokens[c].text.lower() == "to" and s.tokens[c].dep in ("mark", "aux")), v)
    if to == v:
        return None
    return next(
        (
            antecedent(s, c)
            for c in s.children[v]
            if c < to and s.tokens[c].dep in ("nsubj", "nsubj:pass", "iobj", "obj")
        ),
        None,
    )


def antecedent(s: Sentence, i: int) -> int:
    """The noun that a relative pronoun stands for; any other token itself."""
    token = s.tokens[i]
    if token.upos != "PRON" or token.text.lower() not in RELATIVE_PRONOUNS:
        return i
    clause = token.head
    for _ in range(4):
        if s.tokens[clause].dep == "acl:relcl":
            return s.tokens[clause].head
        if s.tokens[clause].head == clause:
            break
        clause = s.tokens[clause].head
    return i


def has_copula(s: Sentence, i: int) -> bool:
    return any(s.tokens[c].dep == "cop" for c in s.children[i])


def _object_like(s: Sentence, v: int) -> int | None:
    """The object of a governing verb, or its subject where it is passive ("was urged to …")."""
    for child in s.children[v]:
        if s.tokens[child].dep in ("obj", "iobj"):
            return antecedent(s, child)
    if s.tokens[v].upos == "VERB" and is_passive(s, v):
        return surface_subject(s, v)
    return None


def _agent(s: Sentence, v: int) -> int | None:
    return next((c for c in s.children[v] if s.tokens[c].dep == "obl:agent" or case_of(s, c) == "by"), None)


def _addressee(s: Sentence, v: int) -> int | None:
    """The one called on or appealed to, who does what the infinitive says."""
    if s.tokens[v].lemma not in ("call", "appeal", "prevail", "urge", "plead"):
        return None
    for child in s.children[v]:
        if s.tokens[child].dep == "obl" and case_of(s, child) in ("on", "upon", "to", "with"):
            return child
    return _object_like(s, v)


def _doer_of_noun(s: Sentence, n: int, depth: int) -> int | None:
    """Who does what an infinitive after a noun says ("Iran's decision to …", "made a promise to …")."""
    for child in s.children[n]:
        t = s.tokens[child]
        if t.dep == "nmod:poss" or (t.dep in ("amod", "compound") and t.name in ("NORP", "GPE", "ORG")):
            return child
    for child in s.children[n]:
        if s.tokens[child].dep == "nmod" and case_of(s, child) in ("by", "on", "from", "to"):
            return child
    t = s.tokens[n]
    if t.upos == "PROPN":
        return n
    if t.head != n and s.tokens[t.head].upos == "VERB" and t.dep in ("obj", "obl", "xcomp"):
        return surface_subject(s, t.head, depth + 1)
    return None
