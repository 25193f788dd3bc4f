"""The words of a sentence that name a party: from the head of a noun phrase to its mention, conjuncts told apart.

A mention keeps titles, adjectives, possessors and the "of" phrase that says whose; it leaves out articles, relative
clauses, appositions after a comma and places. What is left out may still tell who is meant: `described` has it for
resolution.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from diurna.actors.directory import Directory, Organisation
from diurna.actors.words import key_of, split_words
from diurna.language.sentence import Sentence, Token

FLAT = frozenset(
    ("flat", "flat:name", "flat:foreign", "compound", "goeswith", "fixed", "nmod:desc", "nummod", "compound:prt")
)
_LEFT_OUT_AT_LEFT = frozenset(
    "case cc punct mark cop nsubj nsubj:pass aux aux:pass advcl expl dislocated vocative discourse csubj"
    " det:predet cc:preconj".split()
)
_OWNING = frozenset(("of",))
_OFFICE_PREPOSITIONS = frozenset(("for", "to", "from"))
_PLACING = frozenset(("in", "at", "from", "across", "near"))
_STATES = frozenset(("dead", "wounded", "captive", "hostage", "prisoner"))
_ARTICLES = frozenset("the a an this that these those".split())
_KEPT_DETERMINERS = frozenset(("all", "both", "no"))
_HEDGES = frozenset(
    ("at", "least", "about", "around", "nearly", "almost", "approximately", "roughly", "some", "up", "to")
)
_TITLES = frozenset(
    "minister president chancellor secretary general colonel leader chief director head governor mayor"
    " ambassador envoy spokesman"
    " spokeswoman spokesperson king queen prince princess commander captain lieutenant major admiral premier"
    " chairman chairwoman speaker"
    " senator judge justice prosecutor representative commissioner official officer correspondent designate"
    " elect ceo founder member"
    " bishop archbishop cardinal pope ayatollah imam sheikh patriarch professor doctor lawyer activist"
    " analyst expert economist reporter"
    " editor journalist writer author deputy aide adviser advisor negotiator mediator diplomat counterpart"
    " coordinator".split()
)
_OFFICES = frozenset(
    "minister secretary ambassador envoy spokesman spokeswoman spokesperson representative commissioner"
    " chairman director"
    " undersecretary rapporteur coordinator adviser advisor correspondent militant fighter member official"
    " candidate".split()
)

_MONTHS = frozenset("January March April May June August".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A party's words in a sentence: tokens `first` to `last` (inclusive) around the token `head`.

    `text` quotes them; `described` is what resolution reads: the words with the appositions and the place that belong
    to them, or for one of "Russian and Chinese soldiers" the phrase in full ("Russian soldiers"). `determiner` is the
    article or possessive pronoun that stands before ("the", "his", "" for none).
    """

    first: int
    last: int
    head: int
    text: str
    described: str
    determiner: str = ""
    is_share: bool = False
    """Whether it is one of several countries' officers named together, and so called by its country."""


def mention_of(sentence: Sentence, head: int) -> Mention:
    """The mention headed by token `head`, without its conjuncts."""
    first, last = extent_of(sentence, head)
    described = _described(sentence, head, first, last)
    determiner = _determiner(sentence, head, first)
    if sentence.tokens[head].lemma.lower() == "counterpart":
        for child in sentence.dependents(head, "appos"):
            if child > head and sentence.tokens[child].name == "PERSON":
                # "his British counterpart Ben Wallace": the name is the mention, the rest describes it.
                first, last = extent_of(sentence, child)
    return Mention(
        first=first, last=last, head=head, text=sentence.quote(first, last), described=described, determiner=determiner
    )


def is_listed_beside(sentence: Sentence, head: int, child: int) -> bool:
    """Whether an apposition is another party of a list: "Okafor, Lindqvist agree", "U.S., Jordan sign"."""
    one, other = sentence.tokens[head], sentence.tokens[child]
    if one.upos != "PROPN" or other.upos != "PROPN" or child < head or one.lemma.lower() in _TITLES:
        return False
    if _sign_before(sentence, child) != ",":
        return False
    if other.lemma.lower() in _TITLES or any(sentence.tokens[c].dep == "det" for c in sentence.children[child]):
        return False
    return other.name in ("PERSON", "GPE") and one.name in (other.name, "")


def extent_of(sentence: Sentence, head: int) -> tuple[int, int]:
    tokens = sentence.tokens
    first = last = head
    for child in sentence.children[head]:
        token = tokens[child]
        if child < head:
            if token.dep in _LEFT_OUT_AT_LEFT and token.text.lower() not in _KEPT_DETERMINERS or token.dep == "conj":
                continue
            if token.dep == "det" and token.text.lower() not in _KEPT_DETERMINERS:
                continue
            if token.dep == "nmod:poss" and _is_dropped_possessor(sentence, head, child):
                continue
            if token.dep in ("advmod", "acl:relcl", "parataxis", "obl", "nmod") and token.upos in (
                "ADV",
                "VERB",
                "SCONJ",
            ):
                continue
            first = min(first, sentence.edges[child][0])
        elif belongs(sentence, head, child):
            last = max(last, extent_of(sentence, child)[1])
    for name in sentence.names:
        in_brackets = any(tokens[i].text in ("(", ")") for i in range(name.first, name.last + 1))
        if (
            name.label == "ORG" and name.first <= head <= name.last and not in_brackets
        ):  # "Movement for Democratic Rights"
            first, last = min(first, name.first), max(last, name.last)
    last = _before_a_verb(sentence, head, last)
    while first < head and not _may_open(tokens[first], tokens[first + 1]):
        first += 1
    while last > head and tokens[last].upos == "PUNCT" and tokens[last].text not in ')"':
        last -= 1
    return first, last


def _may_open(token: Token, following: Token) -> bool:
    """Whether a mention may begin with this token: no article, hedge or loose sign."""
    word = token.text.lower()
    if word in _STATES and following.upos in ("NUM", "DET"):
        return False  # "shot dead five protesters"
    if word in _ARTICLES or not token.text[:1].isalnum() and token.text[:1] not in "“\"'‘":
        return False
    if word in _KEPT_DETERMINERS:
        return following.upos in ("NOUN", "NUM", "PRON") and following.text.islower()
    return not (word in _HEDGES and (following.upos == "NUM" or following.text.lower() in _HEDGES))


def _before_a_verb(sentence: Sentence, head: int, last: int) -> int:
    """`last`, drawn back before a finite verb or a quotation mark that a wrong analysis put into the mention."""
    for i in range(head + 1, last + 1):
        token = sentence.tokens[i]
        if token.upos in ("VERB", "AUX") and token.tag in ("VBD", "VBZ", "VBP", "MD") or token.text in ("”", "“"):
            return max(head, i - 1)
    return last


def _is_dropped_possessor(sentence: Sentence, head: int, child: int) -> bool:
    """Whether the possessor is left out: "his" before more words ("Ukrainian counterpart"), "Ukraine's" before a
    name.
    """
    tokens = sentence.tokens
    if tokens[child].upos == "PRON":
        return tokens[head].text[:1].isupper() or any(
            c > child and c < head and tokens[c].dep in ("amod", "compound", "nummod") for c in sentence.children[head]
        )
    return tokens[head].name == "PERSON" and not any(
        child < c < head and tokens[c].name != "PERSON" and tokens[c].upos != "PUNCT"
        for c in sentence.children[head]
        if tokens[c].dep in ("compound", "amod", "nmod:desc", "nmod", "flat")
    )


def _first_of(sentence: Sentence, head: int) -> int:
    """The first word of the compound that ends in token `head`: "Prime" of "Prime Minister-designate"."""
    return min([head, *sentence.dependents(head, "compound", "amod", "nmod:desc")])


def _sign_before(sentence: Sentence, child: int) -> str:
    """The sign that sets a dependent off ("," or "("), whichever of the two it was hung on; else the word before it."""
    first = sentence.edges[child][0]
    return sentence.tokens[first if sentence.tokens[first].upos == "PUNCT" else first - 1].text


def belongs(sentence: Sentence, head: int, child: int) -> bool:
    """Whether a dependent to the right of the head is part of the mention."""
    tokens = sentence.tokens
    token = tokens[child]
    if token.dep in FLAT:
        return True
    if token.dep == "case":
        return False
    if token.dep == "appos":
        between = _sign_before(sentence, child)
        is_name = token.upos == "PROPN" and tokens[child].name == "PERSON"
        if between == "(":
            return False
        if between in ("-", "–") and child == head + 2:
            return True  # "secretary-general"
        if tokens[head].lemma.lower() == "counterpart":
            return False
        if between != ",":
            return token.upos == "PROPN"
        return (
            is_name and tokens[_first_of(sentence, head)].text[:1].isupper() and tokens[head].lemma.lower() in _TITLES
        )
    if token.dep in ("nmod", "nmod:desc"):
        preposition = preposition_of(sentence, child)
        if preposition in _OWNING:
            return True
        if preposition == "like" and tokens[child].name == "ORG":
            return "Number=Plur" in tokens[head].feats  # "militias like Hezbollah"
        is_own = any(tokens[c].upos == "PRON" and tokens[c].dep == "nmod:poss" for c in sentence.children[head])
        if is_own and preposition == "from":
            return False  # "recalled its ambassador from Lagos"
        return preposition in _OFFICE_PREPOSITIONS and tokens[head].lemma.lower() in _OFFICES
    return False


def preposition_of(sentence: Sentence, i: int) -> str:
    return next(
        (sentence.tokens[c].text.lower() for c in sentence.children[i] if sentence.tokens[c].dep == "case" and c < i),
        "",
    )


def _determiner(sentence: Sentence, head: int, first: int) -> str:
    for child in sentence.children[head]:
        token = sentence.tokens[child]
        if child <= head and (
            token.dep in ("det", "det:predet") or (token.dep == "nmod:poss" and token.upos == "PRON")
        ):
            return token.text.lower()
    before: Token | None = sentence.tokens[first - 1] if first else None
    return before.text.lower() if before is not None and before.text.lower() in _ARTICLES else ""


def _described(sentence: Sentence, head: int, first: int, last: int) -> str:
    parts = [sentence.quote(first, last)]
    tokens = sentence.tokens
    for child in sentence.children[head]:
        token = tokens[child]
        if child < first and token.dep == "nmod:poss" and token.upos != "PRON":
            parts[0] = f"{sentence.quote(sentence.edges[child][0], sentence.edges[child][1])} {parts[0]}"
        if token.dep == "nmod" and tokens[head].lemma.lower() in _TITLES and "Number=Plur" not in tokens[head].feats:
            # "the head of the group, NAME": the name hung on the group is the head's.
            for name in sentence.dependents(child, "appos"):
                if tokens[name].name == "PERSON" and _sign_before(sentence, name) == ",":
                    parts.append(sentence.quote(*extent_of(sentence, name)))
        if child <= last:
            continue
        if token.dep == "appos":
            apposed_first, apposed_last = extent_of(sentence, child)
            is_acronym = apposed_first == apposed_last and tokens[apposed_first].text.isupper()
            if not is_acronym and not is_listed_beside(sentence, head, child):
                parts.append(sentence.quote(apposed_first, apposed_last))
        elif token.dep == "nmod" and (preposition := preposition_of(sentence, child)) in _PLACING and len(parts) == 1:
            placed_first, placed_last = extent_of(sentence, child)
            parts[0] += f" {preposition} {sentence.quote(placed_first, placed_last)}"
    # "Hulusi Akar" may itself be the apposition: then its governor describes it.
    governor = tokens[head]
    if (
        governor.dep == "appos"
        and tokens[governor.head].upos in ("NOUN", "PROPN")
        and not is_listed_beside(sentence, governor.head, head)
    ):
        outer_first, outer_last = extent_of(sentence, governor.head)
        if outer_last < first or outer_first > last:
            parts.append(sentence.quote(outer_first, outer_last))
    return ", ".join(parts)


def widened(sentence: Sentence, mention: Mention, directory: Directory) -> Mention:
    """The mention with what a wrong analysis cut off: the rest of a listed name, the name after a title.

    "Global Coalition" + "to Counter ISIL"; "head of the Farmers' Union" + "Maud Ellery".
    """
    tokens = sentence.tokens
    last = mention.last
    for start in range(mention.first, mention.last + 1):
        token = tokens[start]
        if not token.text[:1].isupper() or directory.longest(key_of(token.text)) <= mention.last - start + 1:
            continue
        end = _end_of_listed_name(sentence, start, directory)
        last = max(last, end)
    following = next((name for name in sentence.names if name.first == last + 1 and name.label == "PERSON"), None)
    if following is not None and (tokens[mention.head].lemma.lower() in _TITLES or last > mention.last):
        last = following.last
    elif following is not None and last + 1 < len(tokens) and tokens[last].lemma.lower() in _TITLES:
        last = following.last
    if last == mention.last:
        return mention
    text = sentence.quote(mention.first, last)
    described = (
        text + mention.described.removeprefix(mention.text) if mention.described.startswith(mention.text) else text
    )
    return replace(mention, last=last, text=text, described=described)


def _end_of_listed_name(sentence: Sentence, start: int, directory: Directory) -> int:
    """The last token of the longest listed organisation that begins at token `start`, -1 for none."""
    tokens = sentence.tokens
    limit = min(len(tokens) - 1, start + 2 * directory.longest(key_of(tokens[start].text)))
    words = [word for word in split_words(sentence.quote(start, limit)) if not word.is_comma]
    for length in range(min(len(words), directory.longest(words[0].key)), 1, -1):
        key = " ".join(word.key for word in words[:length])
        if any(isinstance(listing.value, Organisation) for listing in directory.listings(key)):
            end = tokens[start].start + words[length - 1].end
            return next((i for i in range(start, limit + 1) if tokens[i].end >= end), -1)
    return -1


def is_day(sentence: Sentence, head: int) -> bool:
    """Whether a token is of a month with its day by whose name people go, too: "from May 15-24", which is no Theresa May."""
    beside = [head - 1, head + 1]
    text = [sentence.tokens[i].text if 0 <= i < len(sentence.tokens) else "" for i in (head, *beside)]
    if text[0] in _MONTHS:
        return any(word[:1].isdigit() for word in text[1:])
    return text[0][:1].isdigit() and bool(_MONTHS & set(text[1:]))


def with_listed_article(sentence: Sentence, mention: Mention, directory: Directory) -> Mention:
    """The mention described with the article that is part of its name: "The Hague", which is no person called Hague."""
    before = sentence.tokens[mention.first - 1].text if mention.first else ""
    if before != "The" or mention.described != mention.text or sentence.tokens[mention.head].name == "PERSON":
        return mention
    return (
        replace(mention, described=f"The {mention.text}")
        if directory.listings(f"the {key_of(mention.text)}")
        else mention
    )
