"""Trees mended where they break a rule of the language that a parser, arc by arc, cannot see."""

from __future__ import annotations

from dataclasses import replace

from diurna.language.sentence import Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
FINITE = frozenset(("VBD", "VBZ", "VBP"))
CLAUSES = frozenset(("root", "ccomp", "parataxis", "advcl"))
# What a name may hang on by mistake where it is the subject of the verb behind it.
LOOSE = frozenset(("appos", "nmod", "nmod:desc", "dep", "list", "dislocated", "vocative", "obl:unmarked"))
BETWEEN = frozenset(("ADV", "AUX", "PART"))


def mend(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with each clause given its own subject: of two the first, of crossed ones each its own, of none the name before."""
    return _with_loose_subjects(_uncrossed(_first_given_back(tokens)))


def _uncrossed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«Chad will lend Mali money, a minister said.»: where the minister hangs on "lend" and Chad on "said", they change places."""
    mended = list(tokens)
    for clause in tokens:
        if clause.dep != "ccomp" or clause.head <= clause.i:
            continue
        own = [t for t in tokens if t.head == clause.i and t.dep in SUBJECTS]
        above = [t for t in tokens if t.head == clause.head and t.dep in SUBJECTS]
        if len(own) == len(above) == 1 and above[0].i < clause.i < own[0].i < clause.head:
            mended[own[0].i] = replace(own[0], head=clause.head)
            mended[above[0].i] = replace(above[0], head=clause.i)
    return tuple(mended)


def _with_loose_subjects(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«Despite a warning by the bloc, Niamey on Monday released him.»: a finite verb without subject has the bare name before it."""
    mended = list(tokens)
    for verb in tokens:
        if verb.upos != "VERB" or verb.tag not in FINITE or verb.dep not in CLAUSES:
            continue
        if any(t.head == verb.i and t.dep in (*SUBJECTS, "expl", "nsubj:outer", "aux:pass") for t in tokens):
            continue
        name = _name_before(tokens, verb.i)
        if name is not None and not _stands_over(tokens, name, verb.i):
            mended[name] = replace(tokens[name], head=verb.i, dep="nsubj")
    return tuple(mended)


def _name_before(tokens: tuple[Token, ...], verb: int) -> int | None:
    """The head of the bare name that ends where the words of the verb begin, None where something else stands there."""
    at = verb - 1
    while at > 0 and (tokens[at].upos in BETWEEN or _is_unmarked_time(tokens, at)):
        at -= 1
    if at < 0 or tokens[at].upos != "PROPN" or tokens[at].name not in ("GPE", "PERSON", "ORG"):
        return None
    while tokens[at].dep in ("flat", "compound") and tokens[at].head < verb:
        at = tokens[at].head
    marked = any(t.head == at and t.dep in ("case", "mark", "cc") for t in tokens)
    return at if tokens[at].dep in LOOSE and not marked else None


def _is_unmarked_time(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a token belongs to "this week", "last year" standing between subject and verb."""
    token = tokens[i]
    return token.dep == "obl:unmarked" or (token.head == i + 1 and tokens[i + 1].dep == "obl:unmarked")


def _stands_over(tokens: tuple[Token, ...], name: int, verb: int) -> bool:
    """Whether the verb hangs somewhere below the name."""
    at = verb
    while tokens[at].head != at:
        at = tokens[at].head
        if at == name:
            return True
    return False


def _first_given_back(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with each verb's second subject given back to the clause that lacks one.

    «Gunmen freed the hostages, officials said.»: where both nouns hang on "said", the first is the subject of the quoted
    clause, which stands between them and has none.
    """
    subjects: dict[int, list[int]] = {}
    for token in tokens:
        if token.dep in SUBJECTS and token.head != token.i:
            subjects.setdefault(token.head, []).append(token.i)
    mended = list(tokens)
    for verb, found in subjects.items():
        if len(found) < 2:
            continue
        first, second = found[0], found[-1]
        for clause in tokens:
            between = clause.dep == "ccomp" and clause.head == verb and first < clause.i < second
            if between and clause.i not in subjects:
                mended[first] = replace(tokens[first], head=clause.i)
                break
    return tuple(mended)
