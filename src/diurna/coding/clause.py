"""The noun phrases below an act, the nearest first, and what place or prepositions make of them."""

from __future__ import annotations

from collections.abc import Iterator

from diurna.actors import shipped_directory
from diurna.acts import Mention
from diurna.acts.subjects import case_of, is_infinitive, is_passive
from diurna.coding.setting import Setting
from diurna.language.sentence import Sentence
from diurna.places import Place
from diurna.record import Entity

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
# Phrases that tell when, how, by what means, or on whose word.
ASIDE = frozenset(
    "by like under since during after before because despite amid according following through via per than until within without"
    " including except unlike besides given".split()
)
# Of these, what an answer answers to: "ruled it out after criticism by the bloc".
ANSWERED = frozenset({"after", "despite", "following", "amid"})
TOPIC = frozenset({"over", "about", "concerning", "regarding"})
SCENE = frozenset({"in", "at", "near", "across", "outside", "inside", "around", "throughout", "within", "along", "off"})
LANDMARKS = frozenset(
    "area border centre center city coast district east edge frontier harbour heart mountain north outskirts part port province region shore side south"
    " suburb town vicinity village waters west".split()
)
"""Nouns whose "of" says only where they lie."""
SUBORDINATE = frozenset({"for", "of", "against", "to", "from", "at", "on", "over", "into"})
"""Prepositions before a gerund that tells what an act is about."""
NO_PHRASE = frozenset("parataxis punct cc mark case det aux aux:pass cop advmod discourse dep".split())
NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
# Acts done with words, which may be about anything that is told below them: a place there is whose affair it is.
SPOKEN = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
ADVERSE = frozenset({"COERCE", "ASSAULT", "SANCTION", "MOBILIZE", "ACCUSE", "THREATEN", "PROTEST"})
FOR_WHOM = frozenset(
    "support solidarity sympathy aid defence defense behalf favour favor sake honour honor memory".split()
)
MATERIAL = frozenset({"COERCE", "ASSAULT", "SANCTION", "RETREAT", "AID", "MOBILIZE"})
# What those who protest say while they do.
CALLING = frozenset("urge demand call ask press denounce condemn shout chant protest accuse force make join".split())
QUALITIES = frozenset("backed based born bound speaking style made trained funded sponsored language descended".split())
DEEPEST = 6
"""How many steps below the act a party may stand."""


def phrases_below(s: Sentence, mention: Mention, *, answered: bool = False) -> Iterator[int]:
    """Heads of the noun phrases below an act, the nearest first; with `answered` what it came after or in spite of, too."""
    frame = mention.frame
    acts = dict.fromkeys((frame.trigger, frame.anchor, *(f.trigger for f in mention.inner)))
    barred = set(mention.meaning.actors) | set(frame.actors)
    level = [(child, act) for act in acts for child in s.children[act] if child not in acts]
    seen = set(acts) | barred
    for _ in range(DEEPEST):
        following: list[tuple[int, int]] = []
        for child, above in level:
            if child in seen or not _leads_on(s, child, above, mention, answered=answered):
                continue
            seen.add(child)
            is_nominal = s.tokens[child].upos in ("NOUN", "PROPN", "PRON", "NUM") or s.tokens[child].name in NAMES
            if is_nominal and s.tokens[child].name != "LOC" and not _describes(s, child):
                yield child
            following += [(c, child) for c in s.children[child]]
        # "a system backed by the Red Cross": whose it is comes before for whom it is
        level = sorted(following, key=lambda pair: case_of(s, pair[0]) not in ("by", "from", "of"))


def _leads_on(s: Sentence, child: int, above: int, mention: Mention, *, answered: bool) -> bool:
    """Whether a dependent may tell of the act's parties."""
    t, kind = s.tokens[child], mention.meaning.type
    if kind == "THREATEN" and _is_condition(s, child if t.dep == "advcl" else above):
        return t.dep == "advcl" or t.dep in SUBJECTS  # "unless Sudan withdraws": whose doing brings it on
    if t.dep in SUBJECTS:
        own = (mention.frame.trigger, mention.frame.anchor)
        return s.tokens[above].dep in ("ccomp", "acl:relcl") and above not in own
    if t.dep in NO_PHRASE:
        return False
    if t.dep == "conj":
        return t.upos in ("NOUN", "PROPN")
    case = case_of(s, child)
    if kind in ADVERSE and case in ("in", "on", "to") and t.lemma.lower() in FOR_WHOM:
        return False  # "closed the border in support of Azerbaijan": for whom, not on whom
    if t.dep in ("advcl", "acl"):
        if t.upos == "VERB" and t.tag == "VBN":
            return t.dep == "acl"
        if kind == "PROTEST" and t.tag == "VBG" and t.lemma in CALLING:
            return True
        return is_infinitive(s, child) or case in SUBORDINATE or (t.dep == "acl" and t.tag == "VBG")
    if case == "by":  # "crimes committed by soldiers", "a call by Egypt"
        return s.tokens[above].upos == "NOUN" or (s.tokens[above].dep == "acl" and is_passive(s, above))
    if case == "with":
        return s.tokens[above].upos in ("NOUN", "PROPN", "ADJ") or kind in SPOKEN
    if case in TOPIC and kind in MATERIAL:
        return child in mention.frame.fillers
    first = case.split(" ")[0]
    return first not in ASIDE or (answered and first in ANSWERED)


def _describes(s: Sentence, i: int) -> bool:
    """Whether a name is the first part of a word that tells a quality: "Soviet-backed", "English-speaking"."""
    following = [t.text.lower() for t in s.tokens[i + 1 : i + 3]]
    return len(following) == 2 and following[0] in ("-", "–") and following[1] in QUALITIES


def _is_condition(s: Sentence, clause: int) -> bool:
    """Whether a clause tells on what something hangs: "if", "unless", "should it"."""
    opened = {s.tokens[c].text.lower() for c in s.children[clause] if c < clause}
    return s.tokens[clause].dep == "advcl" and bool(opened & {"if", "unless", "should", "until"})


def place_at(setting: Setting, s: Sentence, i: int) -> Place | None:
    """The place that token `i` helps to name."""
    return next((p for p in setting.places[s.index] if p.toponym.first <= i <= p.toponym.last), None)


def is_ground(setting: Setting, s: Sentence, head: int) -> bool:
    """Whether a phrase is a place below the level of a country."""
    place = place_at(setting, s, head)
    return place is not None and place.where.resolution not in (None, "country", "border")


def is_scene(setting: Setting, s: Sentence, head: int) -> bool:
    """Whether a phrase names where something is: after a preposition of place, or behind a smaller place ("Palmyra, Syria")."""
    case = _case_along(s, head)
    if case in SCENE:
        return True
    if case == "of" and s.tokens[s.tokens[head].head].lemma.lower() in LANDMARKS:
        return True  # "off the coast of Somalia"
    above = s.tokens[head].head
    return above != head and s.tokens[above].upos == "PROPN" and place_at(setting, s, above) is not None


def _case_along(s: Sentence, head: int) -> str:
    """The preposition of a phrase, or of that which it stands beside ("in Homs, Syria")."""
    case, t = case_of(s, head), s.tokens[head]
    return case if case or t.dep not in ("appos", "conj", "nmod:unmarked", "flat") else case_of(s, t.head)


def country_of(place: Place, *, acting: bool) -> list[Entity]:
    """The country of a place as a party: in its own words, or given by the name of the place in it."""
    where = place.where
    country = shipped_directory().countries.get(where.country_code or "")
    if country is None or where.span is None:
        return []
    named = where.resolution == "country"
    return [
        Entity(
            span=where.span if named else None,
            given_by=None if named else where.span,
            name=country.name,
            code=country.code,
            sector=("GOV",) if acting else (),
            wikidata=country.wikidata,
        )
    ]


__all__ = [
    "ADVERSE",
    "FOR_WHOM",
    "LANDMARKS",
    "NAMES",
    "SCENE",
    "SPOKEN",
    "country_of",
    "is_ground",
    "is_scene",
    "phrases_below",
    "place_at",
]
