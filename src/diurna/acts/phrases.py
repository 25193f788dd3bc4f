"""Of what class a phrase is, and what stands around a trigger."""

from __future__ import annotations

from diurna.acts.arguments import Arguments, case_of
from diurna.language.sentence import Sentence

ATTRIBUTIVE = frozenset({"amod", "compound"})
# A word inside such a name is no trigger ("Amnesty International").
NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP"})


def is_phrase(s: Sentence, i: int, words: frozenset[str]) -> bool:
    """Whether a phrase is of a class by two words: "trade deal" says more than "deal"."""
    lemma = s.tokens[i].lemma.lower()
    return any(
        f"{s.tokens[c].lemma.lower()} {lemma}" in words
        for c in s.children[i]
        if s.tokens[c].dep in ("amod", "compound") and c < i
    )


def is_of(s: Sentence, i: int, words: frozenset[str], containers: frozenset[str], depth: int = 0) -> bool:
    """Whether a phrase is of a class: by its head or its label (<GPE>), its head with a modifier, through a container, or in a conjunct.

    `containers`: the nouns that one looks through ("tonnes of").
    """
    token = s.tokens[i]
    lemma, text = token.lemma.lower(), token.text.lower()
    if lemma in words or text in words or f"<{token.name}>" in words:
        return True
    for child in s.children[i]:
        t = s.tokens[child]
        if t.dep in ("amod", "compound", "nmod:poss", "det") and child < i:
            modifier = t.lemma.lower()
            if f"{modifier}-{lemma}" in words:
                return True
            if f"{modifier} {lemma}" in words or f"{t.text.lower()} {lemma}" in words or f"{modifier} {text}" in words:
                return True
    if token.upos == "PROPN" and _has_title(s, i, words):
        return True
    if depth > 3:
        return False
    if lemma in containers or text in containers or token.upos in ("NUM", "PRON", "SYM"):
        for child in s.children[i]:
            t = s.tokens[child]
            if (t.dep == "compound" or (t.dep == "nmod" and case_of(s, child) in ("of", "in"))) and is_of(
                s, child, words, containers, depth + 1
            ):
                return True
    return any(s.tokens[c].dep == "conj" and is_of(s, c, words, containers, depth + 1) for c in s.children[i])


def _has_title(s: Sentence, i: int, words: frozenset[str]) -> bool:
    """Whether a name comes with a title of a class: "Prime Minister Robert Fico", "activist Salwa Bugaighis"."""
    for child in s.children[i]:
        t = s.tokens[child]
        if child < i and t.dep in ("nmod:desc", "compound", "nmod", "appos") and t.upos in ("NOUN", "PROPN"):
            title = t.lemma.lower()
            before = s.tokens[child - 1].lemma.lower() if child else ""
            if title in words or f"{before} {title}" in words:
                return True
    return False


def is_denied(s: Sentence, i: int, words: frozenset[str]) -> bool:
    """Whether an entry asks for the noun with its "no"."""
    return (
        bool(words)
        and f"no {s.tokens[i].lemma.lower()}" in words
        and any(s.tokens[c].dep == "det" and s.tokens[c].text.lower() == "no" for c in s.children[i])
    )


def words_around(s: Sentence, i: int, arguments: Arguments) -> frozenset[str]:
    """The lemmas of a trigger's arguments and modifiers, for the `unless` of an entry.

    Of what a preposition governs the head alone may change the meaning ("killed in a stampede", not "attacked in a market square").
    """
    heads = [h for h in (arguments.subject, arguments.object) if h is not None]
    heads += [
        c
        for c in s.children[i]
        if s.tokens[c].dep in ("amod", "compound", "nmod:poss", "advmod", "nmod", "obj", "conj")
    ]
    if s.tokens[i].dep in ATTRIBUTIVE:
        heads.append(s.tokens[i].head)
    words: set[str] = set()
    for head in heads:
        if not _is_named(s, head):
            words.add(s.tokens[head].lemma.lower())
        words.update(
            s.tokens[c].lemma.lower()
            for c in s.children[head]
            if s.tokens[c].dep in ("amod", "compound") and not s.tokens[c].name
        )
    words.update(s.tokens[h].lemma.lower() for _, h in arguments.prepositions if not _is_named(s, h))
    return frozenset(words)


def _is_named(s: Sentence, i: int) -> bool:
    """Whether a word is the last of a name: "the Arab League" is no league of sport."""
    return i > 0 and s.tokens[i].name in NAMES and s.tokens[i - 1].name in NAMES
