"""How likely a record's type and parties are right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diurna.acts import Mention
from diurna.language.sentence import Sentence
from diurna.record import Entity

# The sectors that make a party a political one; companies, schools or the press alone do not.
POLITICAL = frozenset(
    {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "PTY", "REB", "UAF", "OPP", "REF", "SOC", "PRE", "ELI"}
)
BODIES = frozenset({"UNO", "EUR", "IGO", "IMG", "ISM", "NGO"})
# Sectors that deal with everybody: a plumber's trial or an order of a judge to a landlord is no political event for their sake.
OF_LAW = frozenset({"JUD", "COP"})

# Political without a country that one could name.
OUTSIDERS = frozenset({"REB", "UAF", "PRM", "PTY", "REF", "SOC"})
# Political as a body of a country with a name of its own: a union, a church.
CIVIC = frozenset({"LAB", "REL"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "any"})
ONESELF = frozenset({"i", "we", "you", "my", "our", "your", "me", "us"})
# Types of acts that people do to each other every day, or by law: an event only where one of the parties is a political one.
EVERYDAY = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT SANCTION".split())
# How well a frame of protest fits where both those who act and what they do are words of a class.
CROWDED = 4.5
# … but for acts of these CAMEO codes, which only public life knows: pardons, bans, curfews and martial law lifted, strikes called off, truces.
PUBLIC = frozenset({"056", "0812", "0813", "0814", "082", "0871"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for or against a record."""

    actors: int
    recipients: int
    political: int
    strictness: float
    is_noun: bool
    is_generic: bool
    is_bare: bool
    hypothetical: bool
    pointer: bool
    located: bool


def evidence_of(
    s: Sentence, mention: Mention, *, actors: Sequence[Entity], recipients: Sequence[Entity], located: bool
) -> Evidence:
    """What the confidence of a record rests on; `located`: it has a place, days or counts."""
    frame, both = mention.frame, (*actors, *recipients)
    everyday = mention.meaning.type in EVERYDAY and mention.meaning.cameo not in PUBLIC
    political = sum(is_political(e) for e in both)
    at_law = (
        everyday and bool(political) and all(e.name is None and set(e.sector) & OF_LAW for e in both if is_political(e))
    )
    unknown = bool(both) and all(e.code is None and not e.sector for e in both)  # mere names: sportsmen, say
    stray = unknown or (not located and all(e.code is None and e.name is None for e in both))
    if mention.meaning.type == "PROTEST" and actors and frame.score >= CROWDED:
        stray = False  # who protests has no office: "farmers blocked the motorway"
    # Citizens of a state who deal with it or with those of another: rabbis of Israel asking settlers of Israel.
    of_states = bool(actors and recipients) and all(any(e.code for e in side) for side in (actors, recipients))
    private = everyday and not actors and _is_told_of_oneself(s, mention)
    is_noun = s.tokens[frame.trigger].upos in ("NOUN", "PROPN")
    definite = any(s.tokens[c].text.lower() in DEFINITE for c in s.children[frame.trigger])
    return Evidence(
        actors=len(actors),
        recipients=len(recipients),
        political=political,
        strictness=frame.score,
        is_noun=is_noun,
        is_generic=private
        or at_law
        or (not political and not of_states and (everyday or stray or frame.entry.political)),
        is_bare=not both,
        hypothetical=mention.meaning.status == "hypothetical",
        pointer=is_noun and definite and not both,
        located=located,
    )


def is_political(entity: Entity) -> bool:
    """Whether a party makes an act political: a state or a body of states, or whom a political sector fits.

    An office alone says little: "the director", "her boss" are of no country that the report names.
    """
    if entity.code in BODIES or (entity.code is not None and not entity.sector):
        return True
    if entity.code is not None and entity.name is not None:
        return bool(set(entity.sector) & (POLITICAL | CIVIC))
    known = entity.code is not None or entity.name is not None
    return bool(set(entity.sector) & (POLITICAL if known else OUTSIDERS))


def _is_told_of_oneself(s: Sentence, mention: Mention) -> bool:
    """Whether the one who acts is the writer or the reader ("we visited Kyoto", "your trip to Canada")."""
    heads = mention.meaning.actors or s.children[mention.frame.anchor]
    return any(s.tokens[h].text.lower() in ONESELF for h in heads)


# Log-odds of each kind of evidence: what `benchmarks/calibrate.py` finds on the development gold, rounded so that at a threshold of one half
# the same records are kept as have the best F1 of events there (a record without parties may still be a true event).
WEIGHTS = {
    "bias": 0.4,
    "actors": 0.65,
    "recipients": 0.1,
    "political": 0.1,
    "strictness": 0.08,
    "is_noun": -0.16,
    "is_generic": -1.9,
    "is_bare": -0.1,
    "hypothetical": -0.2,
    "pointer": -0.3,
    "located": 0.25,
}


def features(evidence: Evidence) -> Mapping[str, float]:
    """The evidence as numbers, named as in WEIGHTS; what is counted counts up to a limit."""
    return {
        "bias": 1.0,
        "actors": min(evidence.actors, 1),
        "recipients": min(evidence.recipients, 1),
        "political": min(evidence.political, 2),
        "strictness": min(evidence.strictness, 6),
        "is_noun": evidence.is_noun,
        "is_generic": evidence.is_generic,
        "is_bare": evidence.is_bare,
        "hypothetical": evidence.hypothetical,
        "pointer": evidence.pointer,
        "located": evidence.located,
    }


def confidence_of(evidence: Evidence) -> float:
    """The calibrated chance, 0 to 1, rounded to three digits."""
    odds = sum(WEIGHTS[name] * value for name, value in features(evidence).items())
    return round(1 / (1 + math.exp(-odds)), 3)
