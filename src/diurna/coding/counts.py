"""How many: the dead, injured, arrested, displaced and the participants of an act, with the words that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diurna.acts import Mention
from diurna.coding.counted import STEPS, Counted, counted_in
from diurna.language.sentence import Sentence
from diurna.record import Count, Span
from diurna.record.event import CountKey

# The types of act that a count belongs to, and those that it belongs to only by a word such as "left 12 dead".
HOME: Mapping[str, frozenset[str]] = {
    "dead": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE"}),
    "displaced": frozenset({"ASSAULT", "COERCE"}),
    "participants": frozenset({"PROTEST", "MOBILIZE", "COOPERATE"}),
}
GUEST: Mapping[str, frozenset[str]] = {
    "dead": frozenset({"PROTEST", "COERCE"}),
    "injured": frozenset({"PROTEST", "COERCE"}),
    "arrested": frozenset({"PROTEST"}),
}
COUNTED = frozenset().union(*HOME.values(), *GUEST.values())


def counts_of(s: Sentence, mention: Mention) -> dict[CountKey, Count]:
    """The counts that belong to a mention; joined victims are summed ("three soldiers and a child": 4), parts of a total are not."""
    if mention.meaning.type not in COUNTED:
        return {}
    found = counted_in(s, mention)
    result: dict[CountKey, Count] = {}
    for key in dict.fromkeys(c.key for c in found):
        same = [c for c in found if c.key == key and _belongs(s, c, mention)]
        if same:
            result[key] = _total(s, same)
    return result


def _belongs(s: Sentence, counted: Counted, mention: Mention) -> bool:
    """Whether the words of harm are the mention's own, or hang closely on them."""
    own = {mention.frame.trigger, mention.frame.anchor} | {i for f in mention.inner for i in (f.trigger, f.anchor)}
    if mention.meaning.type not in HOME[counted.key]:
        by_result = s.tokens[counted.governor].upos != "VERB" or counted.governor in own
        if mention.meaning.type not in GUEST.get(counted.key, frozenset()) or not by_result:
            return False
    return (
        counted.governor in own
        or _reaches(s, counted.governor, own, up=True)
        or any(_reaches(s, i, {counted.governor}, up=False) for i in own)
    )


def _reaches(s: Sentence, i: int, goal: set[int], *, up: bool) -> bool:
    """Whether the way up from token `i` meets `goal` before it leaves its statement. `up`: it is the harm that climbs to the act; a clause
    with a subject of its own is then another act ("attacked after rebels killed 12"); the act may climb to its harm from such a clause
    ("12 died when a bomber attacked")."""
    for _ in range(STEPS):
        token = s.tokens[i]
        if token.head == i:
            return False
        if token.dep in ("ccomp", "csubj"):
            return False
        if (
            up and token.dep == "conj" and token.upos == "VERB" and token.tag != "VBG"
        ):  # "destroyed tanks and killed 30": two acts
            return False
        is_clause = token.upos == "VERB" and any(s.tokens[c].dep in ("nsubj", "nsubj:pass") for c in s.children[i])
        if is_clause and (token.dep == "conj" or (up and token.dep == "advcl" and not _is_with(s, i))):
            return False
        if token.dep == "acl:relcl" and token.head not in goal:
            return False
        i = token.head
        if i in goal:
            return True
    return False


def _is_with(s: Sentence, i: int) -> bool:
    """ "with 100 wounded": a circumstance, whatever its subject."""
    return any(s.tokens[c].text.lower() == "with" for c in s.children[i])


def _total(s: Sentence, counts: Sequence[Counted]) -> Count:
    """The sum of joined counts under one word of harm, else the first."""
    first = counts[0]
    joined = [c for c in counts if c.governor == first.governor and (c is first or _joins(s, c.noun, first.noun))]
    low = None if any(c.low is None for c in joined) else sum(c.low or 0 for c in joined)
    high = None if any(c.high is None for c in joined) else sum(c.high or 0 for c in joined)
    begin, end = min(c.first for c in joined), max(c.last for c in joined)
    return Count(low=low, high=high, span=Span(s.tokens[begin].start, s.tokens[end].end, s.quote(begin, end)))


def _joins(s: Sentence, i: int, other: int) -> bool:
    """Whether two nouns are joined by "and" as victims of one verb."""
    tops = []
    for k in (i, other):
        while s.tokens[k].dep == "conj" and s.tokens[k].head != k:
            k = s.tokens[k].head
        tops.append(k)
    return tops[0] == tops[1]
