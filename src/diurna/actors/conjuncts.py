"""Parties named together, told apart: conjuncts, shared heads ("Russian and Chinese soldiers"), shared complements ("the
presidents of France and Germany"), and the two names that open a headline.
"""

from __future__ import annotations

from dataclasses import replace

from diurna.actors.mention import FLAT, Mention, belongs, extent_of, is_listed_beside, mention_of, preposition_of
from diurna.language.sentence import Sentence

_DEEPEST = 3
"""How many "of" phrases may stand between an office and the list of those whose it is."""
_LONGEST_OPENING = 4
"""Tokens that may stand before the second of two names that open a headline, their comma with them."""


def mentions_of(sentence: Sentence, head: int) -> list[Mention]:
    """The mention headed by token `head` and those of its conjuncts, in order; shared heads and complements are told
    apart.

    "Russia, China and Iran" gives three, "Russian and Chinese soldiers" two, "the presidents of France and Germany"
    two.
    """
    found = []
    conjuncts = _conjuncts(sentence, head)
    opening = _name_beside(sentence, head)
    if opening is not None and opening not in conjuncts:
        conjuncts.insert(0, opening)
    for conjunct in conjuncts:
        found.extend(_expanded(sentence, conjunct))
        for child in sentence.dependents(conjunct, "nmod"):
            if preposition_of(sentence, child) in ("including", "like") and sentence.tokens[child].name == "GPE":
                found.extend(mention_of(sentence, i) for i in _conjuncts(sentence, child))
    return found


def _name_beside(sentence: Sentence, head: int) -> int | None:
    """The name that a headline sets before the subject's own: "Okafor, Lindqvist agree", "U.S., Jordan to start"."""
    tokens = sentence.tokens
    first, last = extent_of(sentence, head)
    if not 2 <= first <= _LONGEST_OPENING or tokens[first - 1].text != "," or tokens[head].upos != "PROPN":
        return None
    names = tokens[: first - 1]
    if any(t.upos != "PROPN" or not t.text[:1].isupper() for t in names) or last + 1 >= len(tokens):
        return None
    following = tokens[last + 1]
    is_plural_verb = following.tag in ("VBP", "VB", "VBD") or following.text.lower() == "to"
    return next((t.i for t in names if not 0 <= t.head < first - 1 or t.head == t.i), None) if is_plural_verb else None


def _conjuncts(sentence: Sentence, head: int) -> list[int]:
    heads, open_ = [head], [head]
    while open_:
        at = open_.pop(0)
        for child in sentence.dependents(at, "conj", "appos"):
            token = sentence.tokens[child]
            if token.dep == "appos" and not is_listed_beside(sentence, at, child):
                if belongs(sentence, at, child):  # "Minister NAME and his counterpart": joined to the name
                    open_.append(child)
                continue
            if token.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"):
                heads.append(child)
                open_.append(child)
        for other in _hung_too_deep(sentence, at):
            heads.append(other)
            open_.append(other)
    return sorted(heads)


def _hung_too_deep(sentence: Sentence, head: int) -> list[int]:
    """People that the analysis joined to the name in an "of" phrase: "soldiers of the 7th Division and American paratroopers"."""
    tokens = sentence.tokens
    if tokens[head].tag != "NNS":
        return []
    names = [c for c in sentence.dependents(head, "nmod") if c > head and tokens[c].upos == "PROPN"]
    return [
        c
        for name in names
        for c in sentence.dependents(name, "conj")
        if tokens[c].tag == "NNS" and any(tokens[i].name == "NORP" for i in sentence.dependents(c, "amod", "compound"))
    ]


def _expanded(sentence: Sentence, head: int) -> list[Mention]:
    whole = mention_of(sentence, head)
    tokens = sentence.tokens
    for i in range(whole.first + 1, whole.last):
        if not tokens[i - 1].text[:1].isupper():
            break
        if tokens[i].text == "/" and tokens[i - 1].name == "GPE" and tokens[i + 1].text[:1].isupper():
            return [_part(sentence, whole, whole.first, i - 1), _part(sentence, whole, i + 1, whole.last)]
    if "Number=Plur" not in tokens[head].feats and tokens[head].tag not in ("NNS", "NNPS"):
        return [whole]
    for child in sentence.children[head]:
        token = tokens[child]
        pairs = [child, *sentence.dependents(child, "conj")]
        if len(pairs) < 2 or any(not tokens[i].text[:1].isupper() for i in pairs):
            continue
        is_national = token.dep in ("amod", "compound") and all(tokens[i].name in ("NORP", "GPE") for i in pairs)
        if is_national and child < head:
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
    carrier, owners = _shared_complements(sentence, head)
    if len(owners) < 2:
        return [whole]
    start = sentence.quote(whole.first, carrier)
    made = []
    for i in owners:
        inner = mention_of(sentence, i)
        first = whole.first if i == owners[0] else inner.first
        made.append(
            Mention(
                first=first,
                last=inner.last,
                head=head if i == owners[0] else i,
                text=sentence.quote(first, inner.last),
                described=f"{start} of {inner.text}",
                determiner=whole.determiner,
                is_share=True,
            )
        )
    return made


def _part(sentence: Sentence, whole: Mention, first: int, last: int) -> Mention:
    """Tokens `first` to `last` of a mention as a mention of their own: "Iraq/Kurdistan Regional Government"."""
    while last > first and not sentence.tokens[last].text[:1].isupper():
        last -= 1  # "Kurdistan Regional Government budget deal"
    text = sentence.quote(first, last)
    head = whole.head if first <= whole.head <= last else last
    return replace(whole, first=first, last=last, head=head, text=text, described=text)


def _shared_complements(sentence: Sentence, head: int) -> tuple[int, list[int]]:
    """The noun whose "of" phrase lists several owners, and their heads: "representatives of the ministers of France
    and Germany", whichever of the nouns before the analysis hung the list on.
    """
    at = head
    for _ in range(_DEEPEST):
        below = [c for c in sentence.dependents(at, "nmod") if c > at and preposition_of(sentence, c) in ("of", "from")]
        if not below:
            break
        # "ministers of Trade and Industry of Chile and Peru": the list is the second "of" phrase.
        for candidate in below:
            owners = _listed_from(sentence, candidate)
            pairing = [c for c in sentence.children[candidate] if sentence.tokens[c].text.lower() in ("either", "both")]
            if len(owners) < 2 and pairing:  # "forces of either the regime or Russia"
                owners = [candidate, *sentence.dependents(candidate, "conj")]
            if len(owners) < 2 and sentence.tokens[candidate].name == "GPE":
                joined = sentence.dependents(candidate, "conj")
                owners = [candidate, *(c for c in joined if sentence.tokens[c].upos == "PROPN")]
            if len(owners) > 1:
                return at, owners
        at = below[0]
    return head, []


def _listed_from(sentence: Sentence, head: int) -> list[int]:
    """The heads of the names that a country's name opens a list of, read off the words: trees of long lists fail."""
    tokens = sentence.tokens
    if tokens[head].upos != "PROPN" or not tokens[head].text[:1].isupper():
        return []
    # "Ministers of Trade of Chile" may be one name to the pipeline.
    name = next((n for n in sentence.names if n.first <= head <= n.last), None)
    is_country = name is not None and name.label == "GPE"
    found, pending, at = [head], list[int](), name.last + 1 if name is not None else head + 1
    while at < len(tokens) and tokens[at].text in (",", "and", "or"):
        is_end = tokens[at].text != "," or (at + 1 < len(tokens) and tokens[at + 1].text in ("and", "or"))
        at += 1 + (tokens[at].text == "," and is_end)
        at += at < len(tokens) and tokens[at].text.lower() == "the"
        following = next((n for n in sentence.names if n.first == at and n.label in ("GPE", "ORG", "PERSON")), None)
        if following is None:
            break
        pending.append(_top_of(sentence, following.first, following.last))
        is_country = is_country or following.label == "GPE"
        at = following.last + 1
        if is_end:
            return found + pending if is_country else []
    return found + pending if len(pending) > 1 and is_country else found  # "of Iran, Turkey, Lebanon before May"


def _top_of(sentence: Sentence, first: int, last: int) -> int:
    """The token among `first` to `last` that the others hang on."""
    return next((i for i in range(last, first - 1, -1) if not first <= sentence.tokens[i].head <= last), last)


def _edge(sentence: Sentence, i: int) -> int:
    """The last token of `i` and what stands below it, conjuncts left out."""
    return max([i, *(sentence.edges[c][1] for c in sentence.children[i] if sentence.tokens[c].dep in FLAT)])
