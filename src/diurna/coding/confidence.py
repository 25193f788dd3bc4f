"""How likely a record's type and parties are right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diurna.acts import Mention
from diurna.coding.standing import POLITICAL, STANDINGS, Standing, standing_of
from diurna.coding.topics import ONESELF, Topics
from diurna.language.sentence import Sentence
from diurna.record import Entity, Span

# Types of acts that people do to each other every day, or by law: an event only where something tells that it is a political matter.
EVERYDAY = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT SANCTION".split())
# … but for acts of these CAMEO codes, which only public life knows: pardons, bans, curfews and martial law lifted, strikes called off, truces.
PUBLIC = frozenset({"056", "0812", "0813", "0814", "082", "0871"})
NAMES_OF_PEOPLES = frozenset({"GPE", "NORP"})
ENOUGH = 3
"""How many words of politics, or of everyday life, say all that words can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for or against a record.

    `actor`, `recipient`: the best standing of either side, None where there is none. `of_states`: either side belongs to a state. `is_everyday`: such acts happen outside
    politics too.
    `plain_part`: who or what stands right at the trigger is of everyday life ("the actor turned down").
    """

    type: str
    actor: Standing | None
    recipient: Standing | None
    both: bool
    of_states: bool
    strictness: float
    is_everyday: bool
    is_noun: bool
    hypothetical: bool
    located: bool
    politics: int
    everyday: int
    common: int
    plain_part: bool
    personal: bool
    of_oneself: bool
    order: bool
    country: bool


def evidence_of(
    s: Sentence,
    mention: Mention,
    *,
    actors: Sequence[Entity],
    recipients: Sequence[Entity],
    placed: frozenset[Span],
    located: bool,
    topics: Topics,
) -> Evidence:
    """What the confidence of a record rests on.

    `placed`: the parties whose country is only the place's. `located`: the record has a place, days or counts. `topics` are the sentence's.
    """
    frame, both = mention.frame, (*actors, *recipients)
    trigger = s.tokens[frame.trigger]
    is_noun = trigger.upos in ("NOUN", "PROPN")
    whom = mention.meaning.recipients
    beside = {*mention.meaning.actors, *whom, *s.dependents(frame.anchor, "nsubj", "nsubj:pass", "obj"), frame.trigger}
    return Evidence(
        type=mention.meaning.type,
        actor=_best(actors, placed),
        recipient=_best(recipients, placed),
        both=bool(actors and recipients) or len(actors) > 1,
        # Citizens of a state who deal with it or with those of another: rabbis of Israel asking settlers of Israel.
        of_states=all(any(e.code and e.span not in placed for e in side) for side in (actors, recipients)),
        strictness=frame.score,
        is_everyday=frame.entry.political or (mention.meaning.type in EVERYDAY and mention.meaning.cameo not in PUBLIC),
        is_noun=is_noun,
        hypothetical=mention.meaning.status == "hypothetical",
        located=located,
        politics=topics.politics,
        everyday=topics.everyday,
        common=topics.common,
        plain_part=bool(beside & topics.plain),
        personal=topics.personal,
        of_oneself=not actors and _is_told_of_oneself(s, mention),
        order=any(standing_of(e, placed=False) == "order" for e in both),
        country=any(t.name in NAMES_OF_PEOPLES for t in s.tokens),
    )


def _best(entities: Sequence[Entity], placed: frozenset[Span]) -> Standing | None:
    found = [standing_of(e, placed=e.span in placed) for e in entities]
    return min(found, key=STANDINGS.index, default=None)


def _is_told_of_oneself(s: Sentence, mention: Mention) -> bool:
    """Whether the one who acts is the writer or the reader ("we visited Kyoto", "your trip to Canada")."""
    heads = mention.meaning.actors or s.children[mention.frame.anchor]
    return any(s.tokens[h].text.lower() in ONESELF and s.tokens[h].text != "US" for h in heads)


# Log-odds of each kind of evidence, as `benchmarks/calibrate.py` finds them.
WEIGHTS: Mapping[str, float] = {
    "bias": -0.45,
    "actor_state": 1.18,
    "actor_office": 1.04,
    "actor_force": 0.8,
    "actor_order": 0.63,
    "actor_civic": 0.42,
    "actor_people": 0.46,
    "actor_unknown": -1.82,
    "recipient_state": 0.23,
    "recipient_office": -0.12,
    "recipient_force": 0.04,
    "recipient_order": 0.59,
    "recipient_civic": 0.19,
    "recipient_people": 0.26,
    "recipient_unknown": -0.66,
    "is_protest": 0.81,
    "both": 0.53,
    "strictness": 0.26,
    "is_generic": -1.9,
    "is_generic_in_politics": -0.63,
    "is_bare": -1.54,
    "is_noun": 0.32,
    "hypothetical": -1.02,
    "located": 0.27,
    "no_politics": -0.2,
    "everyday": -1.57,
    "only_everyday": -1.48,
    "common": -1.01,
    "plain_part": -0.54,
    "personal": -1.22,
    "personal_unpolitical": -1.37,
    "of_oneself": -0.69,
    "order": -0.28,
    "country": 1.17,
}


BORNE_OUT = 0.5
"""What is left of odds above even: a matter that is surely political may still be an act of another type."""


def features(evidence: Evidence) -> Mapping[str, float]:
    """The evidence as numbers, named as in WEIGHTS; what is counted counts up to a limit."""
    political = evidence.actor in POLITICAL or evidence.recipient in POLITICAL
    is_generic = evidence.is_everyday and not political and not evidence.of_states
    politics = evidence.politics
    everyday = min(
        max(evidence.everyday - politics // 2, 0), ENOUGH
    )  # two words of politics make up for one of everyday life
    common = min(max(evidence.common - politics, 0), ENOUGH)
    return {
        "bias": 1.0,
        **{f"actor_{name}": evidence.actor == name for name in STANDINGS},
        **{f"recipient_{name}": evidence.recipient == name for name in STANDINGS},
        "is_protest": evidence.type == "PROTEST",
        "both": evidence.both,
        "strictness": min(evidence.strictness, 6),
        "is_generic": is_generic and not politics,
        "is_generic_in_politics": is_generic and politics > 0,
        "is_bare": evidence.actor is None and evidence.recipient is None,
        "is_noun": evidence.is_noun,
        "hypothetical": evidence.hypothetical,
        "located": evidence.located,
        "no_politics": not politics,
        "everyday": everyday,
        "only_everyday": evidence.everyday > 0 and not politics,
        "common": common,
        "plain_part": evidence.plain_part,
        "personal": evidence.personal,
        "personal_unpolitical": evidence.personal and evidence.actor not in POLITICAL,
        "of_oneself": evidence.of_oneself,
        "order": evidence.order and not politics,
        "country": evidence.country,
    }


def odds_of(evidence: Evidence, weights: Mapping[str, float] = WEIGHTS) -> float:
    """The log-odds that the matter is a political one, and so the record right as far as that tells."""
    return sum(weights.get(name, 0.0) * value for name, value in features(evidence).items() if value)


def confidence_of(evidence: Evidence, weights: Mapping[str, float] = WEIGHTS, *, company: float = 0.0) -> float:
    """The calibrated chance, 0 to 1, rounded to three digits; `company` is what the report around adds to the log-odds."""
    return chance_of(odds_of(evidence, weights) + company)


def chance_of(odds: float) -> float:
    """The chance, 0 to 1, rounded to three digits, of log-odds that a matter is political."""
    return round(1 / (1 + math.exp(-(odds * BORNE_OUT if odds > 0 else odds))), 3)
