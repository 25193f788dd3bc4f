"""The words of a sentence that name a party: from the head of a noun phrase to its mention, conjuncts told apart.

A mention keeps titles, adjectives, possessors and the "of" phrase that says whose; it leaves out articles, relative clauses,
appositions after a comma and places. What is left out may still tell who is meant: `described` has it for resolution.
"""

from __future__ import annotations

from dataclasses import dataclass

from diurna.language.sentence import Sentence, Token

_FLAT = frozenset(("flat", "flat:name", "flat:foreign", "compound", "goeswith", "fixed", "nmod:desc", "nummod", "compound:prt"))
_LEFT_OUT_AT_LEFT = frozenset(
    "case cc punct mark cop nsubj nsubj:pass aux aux:pass advcl expl dislocated vocative discourse csubj det:predet cc:preconj".split()
)
_OWNING = frozenset(("of",))
_OFFICE_PREPOSITIONS = frozenset(("for", "to", "from"))
_PLACING = frozenset(("in", "at", "from", "across", "near"))
_ARTICLES = frozenset("the a an this that these those".split())
_OFFICES = frozenset(
    "minister secretary ambassador envoy spokesman spokeswoman spokesperson representative commissioner chairman director"
    " undersecretary rapporteur coordinator adviser advisor correspondent militant fighter member official candidate".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A party's words in a sentence: tokens `first` to `last` (inclusive) around the token `head`.

    `text` quotes them; `described` is what resolution reads: the words with the appositions and the place that belong to them,
    or for one of "Russian and Chinese soldiers" the phrase in full ("Russian soldiers"). `determiner` is the article or
    possessive pronoun that stands before ("the", "his", "" for none).
    """

    first: int
    last: int
    head: int
    text: str
    described: str
    determiner: str = ""


def mention_of(sentence: Sentence, head: int) -> Mention:
    """The mention headed by token `head`, without its conjuncts."""
    first, last = _extent(sentence, head)
    text = sentence.quote(first, last)
    determiner = _determiner(sentence, head, first)
    return Mention(
        first=first, last=last, head=head, text=text, described=_described(sentence, head, first, last), determiner=determiner
    )


def mentions_of(sentence: Sentence, head: int) -> list[Mention]:
    """The mention headed by token `head` and those of its conjuncts, in order; shared heads and complements are told apart.

    "Russia, China and Iran" gives three, "Russian and Chinese soldiers" two, "the presidents of France and Germany" two.
    """
    found = []
    for conjunct in _conjuncts(sentence, head):
        found.extend(_expanded(sentence, conjunct))
    return found


def _conjuncts(sentence: Sentence, head: int) -> list[int]:
    heads, open_ = [head], [head]
    while open_:
        for child in sentence.dependents(open_.pop(0), "conj"):
            if sentence.tokens[child].upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"):
                heads.append(child)
                open_.append(child)
    return sorted(heads)


def _expanded(sentence: Sentence, head: int) -> list[Mention]:
    whole = mention_of(sentence, head)
    tokens = sentence.tokens
    if "Number=Plur" not in tokens[head].feats and tokens[head].tag not in ("NNS", "NNPS"):
        return [whole]
    for child in sentence.children[head]:
        token = tokens[child]
        pairs = [child, *sentence.dependents(child, "conj")]
        if len(pairs) < 2 or any(not tokens[i].text[:1].isupper() for i in pairs):
            continue
        if token.dep == "amod" and child < head and all(tokens[i].name in ("NORP", "GPE") for i in pairs):
            tail = sentence.quote(max(_edge(sentence, i) for i in pairs) + 1, whole.last)
            return [
                Mention(
                    first=i,
                    last=i if i != pairs[-1] else whole.last,
                    head=i if i != pairs[-1] else head,
                    text=sentence.quote(i, i if i != pairs[-1] else whole.last),
                    described=f"{tokens[i].text} {tail}",
                    determiner=whole.determiner,
                )
                for i in pairs
            ]
        if token.dep == "nmod" and child > head and _preposition(sentence, child) == "of" and token.upos == "PROPN":
            start = sentence.quote(whole.first, head)
            made = []
            for i in pairs:
                inner = mention_of(sentence, i)
                first = whole.first if i == pairs[0] else inner.first
                made.append(
                    Mention(
                        first=first,
                        last=inner.last,
                        head=head if i == pairs[0] else i,
                        text=sentence.quote(first, inner.last),
                        described=f"{start} of {inner.text}",
                        determiner=whole.determiner,
                    )
                )
            return made
    return [whole]


def _edge(sentence: Sentence, i: int) -> int:
    """The last token of `i` and what stands below it, conjuncts left out."""
    return max([i, *(sentence.edges[c][1] for c in sentence.children[i] if sentence.tokens[c].dep in _FLAT)])


def _extent(sentence: Sentence, head: int) -> tuple[int, int]:
    tokens = sentence.tokens
    first = last = head
    for child in sentence.children[head]:
        token = tokens[child]
        if child < head:
            if token.dep in _LEFT_OUT_AT_LEFT or token.dep == "conj" or token.dep == "det":
                continue
            if token.dep in ("advmod", "acl:relcl", "parataxis", "obl", "nmod") and token.upos in ("ADV", "VERB", "SCONJ"):
                continue
            first = min(first, sentence.edges[child][0])
        elif _belongs(sentence, head, child):
            if token.dep in _FLAT or token.dep == "appos":
                last = max(last, _extent(sentence, child)[1])
            else:
                last = max(last, _extent(sentence, child)[1])
    # A name found as one is one: "Syrian Democratic Forces", "Ministry of Culture".
    while first < head and (tokens[first].text.lower() in _ARTICLES or tokens[first].upos == "PUNCT" and tokens[first].text not in "“\"'‘"):
        first += 1
    while first < head and tokens[first].upos == "PUNCT":
        first += 1
    while last > head and tokens[last].upos == "PUNCT":
        last -= 1
    return first, last


def _belongs(sentence: Sentence, head: int, child: int) -> bool:
    """Whether a dependent to the right of the head is part of the mention."""
    tokens = sentence.tokens
    token = tokens[child]
    if token.dep in _FLAT:
        return True
    if token.dep == "case":
        return False
    if token.dep == "appos":
        before = sentence.edges[child][0] - 1
        is_name = token.upos == "PROPN" and tokens[child].name == "PERSON"
        between = tokens[before].text
        if between == "(":
            return False
        if between != ",":
            return token.upos == "PROPN"
        return is_name and tokens[head].upos in ("NOUN", "PROPN") and tokens[head].name != "PERSON" and _is_title(sentence, head)
    if token.dep in ("nmod", "nmod:desc"):
        preposition = _preposition(sentence, child)
        if preposition in _OWNING:
            return True
        return preposition in _OFFICE_PREPOSITIONS and tokens[head].lemma.lower() in _OFFICES
    return False


def _is_title(sentence: Sentence, head: int) -> bool:
    """A title before a comma and a name, as in "Foreign Office Minister, Tobias Ellwood": written with a capital."""
    return sentence.tokens[head].text[:1].isupper()


def _preposition(sentence: Sentence, i: int) -> str:
    return next((sentence.tokens[c].text.lower() for c in sentence.children[i] if sentence.tokens[c].dep == "case" and c < i), "")


def _determiner(sentence: Sentence, head: int, first: int) -> str:
    for child in sentence.children[head]:
        token = sentence.tokens[child]
        if child <= head and (token.dep in ("det", "det:predet") or (token.dep == "nmod:poss" and token.upos == "PRON")):
            return token.text.lower()
    before: Token | None = sentence.tokens[first - 1] if first else None
    return before.text.lower() if before is not None and before.text.lower() in _ARTICLES else ""


def _described(sentence: Sentence, head: int, first: int, last: int) -> str:
    parts = [sentence.quote(first, last)]
    tokens = sentence.tokens
    for child in sentence.children[head]:
        token = tokens[child]
        if child <= last:
            continue
        if token.dep == "appos":
            apposed_first, apposed_last = _extent(sentence, child)
            is_acronym = apposed_first == apposed_last and tokens[apposed_first].text.isupper()
            if not is_acronym:
                parts.append(sentence.quote(apposed_first, apposed_last))
        elif token.dep == "nmod" and (preposition := _preposition(sentence, child)) in _PLACING and len(parts) == 1:
            placed_first, placed_last = _extent(sentence, child)
            parts[0] += f" {preposition} {sentence.quote(placed_first, placed_last)}"
    # "Hulusi Akar" may itself be the apposition: then its governor describes it.
    governor = tokens[head]
    if governor.dep == "appos" and tokens[governor.head].upos in ("NOUN", "PROPN"):
        outer_first, outer_last = _extent(sentence, governor.head)
        if outer_last < first or outer_first > last:
            parts.append(sentence.quote(outer_first, outer_last))
    return ", ".join(parts)
