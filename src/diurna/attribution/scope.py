"""How far a voice reaches: the tokens of a clause that somebody vouches for."""

from __future__ import annotations

from diurna.language.sentence import Sentence

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
CLAUSES = frozenset({"ccomp", "conj", "parataxis", "advcl", "acl:relcl", "acl", "csubj"})


def has_subject(s: Sentence, i: int) -> bool:
    return any(s.tokens[c].dep in SUBJECTS for c in s.children[i])


def clause_of(s: Sentence, i: int) -> int:
    """The head of the clause that a token belongs to."""
    while s.tokens[i].head != i and not (s.tokens[i].upos in ("VERB", "AUX") and s.tokens[i].dep in CLAUSES):
        i = s.tokens[i].head
    return i


def first_of_joined(s: Sentence, i: int) -> int:
    """The first of the clauses that token `i` is joined to by "and"; a "but" parts them."""
    while s.tokens[i].dep == "conj" and not any(
        s.tokens[c].text.lower() in ("but", "while", "yet") for c in s.dependents(i, "cc")
    ):
        i = s.tokens[i].head
    return i


def beside(s: Sentence, host: int, inside: int) -> list[int]:
    """The tokens of clause `host` that a reporting clause `inside` it vouches for.

    A reporting clause at the end or the beginning vouches for all of it; one in the middle not for the clauses with a subject of their own that
    are joined after it ("Rebels shelled the town, police said, but residents had fled").
    """
    out = set(s.subtree(inside))
    last = max(out)
    if not _is_last(s, last):
        for child in s.children[host]:
            if child > last and s.tokens[child].dep == "conj" and has_subject(s, child):
                out.update(s.subtree(child))
    return [i for i in s.subtree(host) if i not in out]


def act_alone(s: Sentence, head: int) -> list[int]:
    """The tokens of a clause without the clauses that hang on its nouns or beside its verb, and without joined ones of another subject."""
    out: set[int] = set()
    for child in s.children[head]:
        token = s.tokens[child]
        if token.dep in ("parataxis", "advcl") or (token.dep == "conj" and has_subject(s, child)):
            out.update(s.subtree(child))
    for i in s.subtree(head):
        if i not in out and s.tokens[i].dep in ("acl:relcl", "acl") and s.tokens[i].upos == "VERB":
            out.update(s.subtree(i))
    return [i for i in s.subtree(head) if i not in out]


def _is_last(s: Sentence, last: int) -> bool:
    return all(t.upos == "PUNCT" for t in s.tokens[last + 1 :])
