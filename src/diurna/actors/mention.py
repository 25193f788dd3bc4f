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

_FLAT = frozenset(
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
_DEEPEST = 3
"""How many "of" phrases may stand between an office and the list of those whose it is."""
_LONGEST_OPENING = 4
"""Tokens that may stand before the second of two names that open a headline, their comma with them."""
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
    first, last = _extent(sentence, head)
    described = _described(sentence, head, first, last)
    determiner = _determiner(sentence, head, first)
    if sentence.tokens[head].lemma.lower() == "counterpart":
        for child in sentence.dependents(head, "appos"):
            if child > head and sentence.tokens[child].name == "PERSON":
                # "his British counterpart Ben Wallace": the name is the mention, the rest describes it.
                first, last = _extent(sentence, child)
    return Mention(
        first=first, last=last, head=head, text=sentence.quote(first, last), described=described, determiner=determiner
    )


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
    return found


def _name_beside(sentence: Sentence, head: int) -> int | None:
    """The name that a headline sets before the subject's own: "Akar, Reznikov discuss", "U.S., Jordan to start"."""
    tokens = sentence.tokens
    first, last = _extent(sentence, head)
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
            if token.dep == "appos" and not _is_listed_beside(sentence, at, child):
                if _belongs(sentence, at, child):  # "Minister NAME and his counterpart": joined to the name
                    open_.append(child)
                continue
            if token.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"):
                heads.append(child)
                open_.append(child)
    return sorted(heads)


def _is_listed_beside(sentence: Sentence, head: int, child: int) -> bool:
    """Whether an apposition is another party of a list: "Akar, Reznikov agree", "U.S., Jordan sign"."""
    one, other = sentence.tokens[head], sentence.tokens[child]
    if one.upos != "PROPN" or other.upos != "PROPN" or child < head or one.lemma.lower() in _TITLES:
        return False
    if _sign_before(sentence, child) != ",":
        return False
    if other.lemma.lower() in _TITLES or any(sentence.tokens[c].dep == "det" for c in sentence.children[child]):
        return False
    return other.name in ("PERSON", "GPE") and one.name in (other.name, "")


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
    text = sentence.quote(first, last)
    head = whole.head if first <= whole.head <= last else last
    return replace(whole, first=first, last=last, head=head, text=text, described=text)


def _shared_complements(sentence: Sentence, head: int) -> tuple[int, list[int]]:
    """The noun whose "of" phrase lists several owners, and their heads: "representatives of the ministers of France
    and Germany", whichever of the nouns before the analysis hung the list on.
    """
    at = head
    for _ in range(_DEEPEST):
        below = [c for c in sentence.dependents(at, "nmod") if c > at and _preposition(sentence, c) in ("of", "from")]
        if not below:
            break
        # "ministers of Foreign Affairs of Iran and Egypt": the list is the second "of" phrase.
        for candidate in below:
            owners = _listed_from(sentence, candidate)
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
    # "Ministers of Foreign Affairs of Iran" may be one name to the pipeline.
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
    return found


def _top_of(sentence: Sentence, first: int, last: int) -> int:
    """The token among `first` to `last` that the others hang on."""
    return next((i for i in range(last, first - 1, -1) if not first <= sentence.tokens[i].head <= last), last)


def _edge(sentence: Sentence, i: int) -> int:
    """The last token of `i` and what stands below it, conjuncts left out."""
    return max([i, *(sentence.edges[c][1] for c in sentence.children[i] if sentence.tokens[c].dep in _FLAT)])


def _extent(sentence: Sentence, head: int) -> tuple[int, int]:
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
        elif _belongs(sentence, head, child):
            last = max(last, _extent(sentence, child)[1])
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


def _belongs(sentence: Sentence, head: int, child: int) -> bool:
    """Whether a dependent to the right of the head is part of the mention."""
    tokens = sentence.tokens
    token = tokens[child]
    if token.dep in _FLAT:
        return True
    if token.dep == "case":
        return False
    if token.dep == "appos":
        between = _sign_before(sentence, child)
        is_name = token.upos == "PROPN" and tokens[child].name == "PERSON"
        if between == "(":
            return False
        if tokens[head].lemma.lower() == "counterpart":
            return False
        if between != ",":
            return token.upos == "PROPN"
        return is_name and tokens[_first_of(sentence, head)].text[:1].isupper() and tokens[head].lemma.lower() in _TITLES
    if token.dep in ("nmod", "nmod:desc"):
        preposition = _preposition(sentence, child)
        if preposition in _OWNING:
            return True
        if preposition == "like" and tokens[child].name == "ORG":
            return "Number=Plur" in tokens[head].feats  # "militias like Hezbollah"
        return preposition in _OFFICE_PREPOSITIONS and tokens[head].lemma.lower() in _OFFICES
    return False


def _preposition(sentence: Sentence, i: int) -> str:
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
                    parts.append(sentence.quote(*_extent(sentence, name)))
        if child <= last:
            continue
        if token.dep == "appos":
            apposed_first, apposed_last = _extent(sentence, child)
            is_acronym = apposed_first == apposed_last and tokens[apposed_first].text.isupper()
            if not is_acronym and not _is_listed_beside(sentence, head, child):
                parts.append(sentence.quote(apposed_first, apposed_last))
        elif token.dep == "nmod" and (preposition := _preposition(sentence, child)) in _PLACING and len(parts) == 1:
            placed_first, placed_last = _extent(sentence, child)
            parts[0] += f" {preposition} {sentence.quote(placed_first, placed_last)}"
    # "Hulusi Akar" may itself be the apposition: then its governor describes it.
    governor = tokens[head]
    if (
        governor.dep == "appos"
        and tokens[governor.head].upos in ("NOUN", "PROPN")
        and not _is_listed_beside(sentence, governor.head, head)
    ):
        outer_first, outer_last = _extent(sentence, governor.head)
        if outer_last < first or outer_first > last:
            parts.append(sentence.quote(outer_first, outer_last))
    return ", ".join(parts)


def widened(sentence: Sentence, mention: Mention, directory: Directory) -> Mention:
    """The mention with what a wrong analysis cut off: the rest of a listed name, the name after a title.

    "Global Coalition" + "to Counter ISIL"; "CEO of the Refugee Council" + "Enver Solomon".
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
