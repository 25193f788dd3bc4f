"""Parties that an act's own clause names where its frame does not ask for them: whose the thing is, against whom the purpose goes.

    "Denmark accepted a formula for ending a dispute with its European partners"      the partners
    "Serbia opened an investigation into crimes committed by Croatian soldiers"      the soldiers
    "Ethiopia called its ambassador home from Asmara"                                Eritrea

Only words below the act are read, the nearest first (`clause`); what tells time, manner or means names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diurna.acts import Mention
from diurna.acts.subjects import case_of
from diurna.acts.triggers import is_time
from diurna.coding.clause import (
    LANDMARKS,
    NAMES,
    SCENE,
    SPOKEN,
    country_of,
    is_ground,
    is_scene,
    phrases_below,
    place_at,
)
from diurna.coding.doers import with_doers
from diurna.coding.home import BODIES, LOCAL, tells_country
from diurna.coding.parties_of import Parties, entities_at
from diurna.coding.partners import with_partners
from diurna.coding.setting import Setting
from diurna.coding.venues import is_venue
from diurna.language.sentence import Sentence
from diurna.record import Entity

# Whom an act is addressed to without its being told who they are: nobody else is meant.
ANYBODY = frozenset(
    "party side everybody everyone community nation country state world member all those people".split()
)
# Words that point back at a party: whom they mean is for the report to say.
POINTING = frozenset({"country", "nation", "state", "group", "government"})
# Acts by which relief, observers or people are let in.
OPENING = frozenset(
    {"admit-relief", "admit-inspectors", "admit-peacekeepers", "lift-blockade", "access", "wanted-access"}
)
CLAIMS = frozenset({"claim", "allegation", "accusation", "charge", "assertion", "report", "suggestion"})
CLAIMING = frozenset({"claim", "allege", "accuse", "charge", "assert", "say", "report", "suggest", "tell"})
# Types of acts of which one is the answer to what another has done.
ANSWERS = frozenset({"REJECT", "SUPPORT", "ACCUSE"})
GROUND = frozenset({"ASSAULT", "COERCE"})
# Acts of calling back what is one's own from another.
REMOVING = frozenset({"SANCTION", "RETREAT", "MOBILIZE"})
RECALLING = frozenset(
    "recall-ambassador break-relations reduce-relations withdraw-troops withdraw-peacekeepers withdraw-observers withdraw-aid-workers"
    " mobilize-troops mobilize-weapons".split()
)
# Sectors of the state, before which its own people protest.
STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "ELI"})
# Where a state stands among others: to be before them is to address it.
MISSIONS = frozenset({"embassy", "consulate", "mission", "legation", "ambassador", "residence"})
PRISONS = frozenset({"jail", "prison", "barracks", "station"})
# Acts that one undergoes as the first of two objects: "denied the envoys a visa".
WITHHOLDING = frozenset({"REJECT", "COERCE", "SANCTION"})
# What stands for a state or its head when it is burned.
SYMBOLS = frozenset({"flag", "effigy", "portrait", "picture", "likeness", "puppet", "banner"})
# Verbs of speech that say to whom.
TELLING = frozenset({"tell", "assure", "inform", "notify", "remind", "write", "reply"})


def with_clause_parties(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """The parties of an act, with those of its clause where an actor or a recipient is wanting."""
    meaning = mention.meaning
    parties = with_doers(setting, s, mention, parties)
    if not parties.actors or (meaning.type == "CONSULT" and not meaning.mutual):
        return parties
    if meaning.mutual:
        return with_partners(setting, s, mention, parties)
    if meaning.type == "REQUEST" and meaning.chain[-1] in OPENING:
        parties = _holder_of_access(setting, s, mention, parties)
    own = {e.code for e in parties.actors}
    if parties.recipients:
        return Parties(actors=parties.actors, recipients=_bettered(setting, s, mention, parties, own))
    if any(s.tokens[h].lemma.lower() in ANYBODY for h in meaning.recipients):
        return parties
    if any(f.entry.stance == "condemn" for f in (mention.frame, *mention.inner)) and mention.inner:
        return parties  # the doer of what is condemned, whoever that is
    if meaning.type == "REJECT" and meaning.chain[0] == "deny" and mention.inner:
        named = (
            e for e in _below(setting, s, mention, parties.actors) if e.span is not None
        )  # a place is not answered
        return replace(parties, recipients=_claimants(setting, s, mention) or tuple(named))
    if any(s.tokens[h].upos == "PRON" and s.tokens[h].dep != "nmod:poss" for h in meaning.recipients):
        return Parties(actors=parties.actors, recipients=_told_to(setting, s, mention, own))
    if meaning.type in GROUND and any(is_ground(setting, s, h) for h in meaning.recipients):
        return parties  # a town taken: whose, its country tells
    found = (
        _claimants(setting, s, mention)
        or _undergoing(setting, s, mention, own)
        or _below(setting, s, mention, parties.actors)
        or _addressed(setting, s, mention, own)
        or _of_upper(setting, s, mention)
    )
    if len(parties.actors) > 1:  # "forces will join Jordan in the Hashemite Kingdom of Jordan": no third party
        found = tuple(e for e in found if e.name is None or e.name not in {a.name for a in parties.actors})
    return Parties(actors=parties.actors, recipients=found)


def _bettered(
    setting: Setting, s: Sentence, mention: Mention, parties: Parties, own: set[str | None]
) -> tuple[Entity, ...]:
    """The recipients that the frame gave, or whom the clause tells beside them where those are only the actor's own or in between."""
    meaning, told = mention.meaning, parties.recipients
    if meaning.type == "PROTEST" and (owners := _owners_of_symbols(setting, s, mention, own)):
        return owners
    if meaning.recipients and all(_is_own(s, h) for h in meaning.recipients) and all(e.code in own for e in told):
        others = _others(setting, s, mention, parties, own)
        return (
            others if others or meaning.chain[-1] in RECALLING else told
        )  # "called its ambassador home": whom it leaves
    bodies = {e.code for e in told}
    if meaning.type == "ACCUSE" and bodies <= {"UNO", "IGO", "EUR"}:  # "complained to the UN about Sudan"
        if any(case_of(s, h) in ("to", "with", "before", "at") for h in meaning.recipients):
            both = replace(parties, actors=(*parties.actors, *told))
            return _others(setting, s, mention, both, own | bodies) or told
        return told
    if meaning.type in SPOKEN and all(
        e.code is None for e in told
    ):  # "a proposal by mediators to station NATO's troops"
        return (*told, *_others(setting, s, mention, parties, own))
    if meaning.type not in SPOKEN or not all(e.code in own for e in told):
        return told
    if meaning.type == "REJECT" and all(
        is_ground(setting, s, h) for h in meaning.recipients
    ):  # "would not let the team into Darfur"
        return _others(setting, s, mention, parties, own) or told
    if any(e.name is not None or "GOV" in e.sector or tells_country(setting, e) for e in told):
        return told
    others = _others(setting, s, mention, parties, own)
    if others and all("MIL" in e.sector for e in told):  # "arms sales to Vietnam": things
        return others
    return tuple(replace(e, code=others[0].code) for e in told) if others else told


def _owners_of_symbols(setting: Setting, s: Sentence, mention: Mention, own: set[str | None]) -> tuple[Entity, ...]:
    """Whose flag or likeness is burned or trampled on, wherever that is done: "burned a Danish flag outside the embassy"."""
    symbols = [h for h in s.dependents(mention.frame.trigger, "obj") if s.tokens[h].lemma.lower() in SYMBOLS]
    owners = [c for h in symbols for c in s.dependents(h, "amod", "compound", "nmod", "nmod:poss")]
    found = [e for c in owners if s.tokens[c].name in NAMES for e in entities_at(setting, s, c, acting=False)]
    return tuple(e for e in found if e.code is not None and e.code not in own)


def _others(
    setting: Setting, s: Sentence, mention: Mention, parties: Parties, own: set[str | None]
) -> tuple[Entity, ...]:
    """The nearest parties below an act that are of no country of `own`."""
    return tuple(e for e in _below(setting, s, mention, parties.actors) if e.code not in own)


def _claimants(setting: Setting, s: Sentence, mention: Mention) -> tuple[Entity, ...]:
    """Who makes the claims that are rejected: "they said he had fled, a claim denied by the army"."""
    noun = s.tokens[mention.frame.anchor].head
    if mention.meaning.type != "REJECT" or s.tokens[noun].lemma.lower() not in CLAIMS:
        return ()
    above = first = s.tokens[noun].head
    while s.tokens[above].lemma not in CLAIMING and s.tokens[above].head != above:
        above = s.tokens[above].head
    above = above if s.tokens[above].lemma in CLAIMING else first
    subjects = s.dependents(above, "nsubj") if s.tokens[above].upos == "VERB" and above < noun else []
    return tuple(e for h in subjects for e in entities_at(setting, s, h, acting=True) if e.code)


def _holder_of_access(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """Whose land access is demanded to, where only those are told who are to be let in: "passage for relief workers through Sudan"."""
    below = {i for f in mention.inner for i in s.subtree(f.trigger)} | {
        i for h in mention.frame.complements for i in s.subtree(h)
    }
    if any(h not in below for h in mention.meaning.recipients):
        return parties
    for place in setting.places[s.index]:
        if place.toponym.head in below and case_of(s, place.toponym.head) in (*SCENE, "to", "into"):
            return Parties(actors=parties.actors, recipients=tuple(country_of(place, acting=True)))
    return parties


def _undergoing(setting: Setting, s: Sentence, mention: Mention, own: set[str | None]) -> tuple[Entity, ...]:
    """To whom something is denied: the first of two objects."""
    if mention.meaning.type not in WITHHOLDING:
        return ()
    heads = s.dependents(mention.frame.trigger, "iobj")
    return _strangers(setting, s, heads, own)


def _told_to(setting: Setting, s: Sentence, mention: Mention, own: set[str | None]) -> tuple[Entity, ...]:
    """Whom the act is said to, where what they are to do has only a pronoun: "suggested to Damascus that it withdraw"."""
    heads = [
        h for h in s.children[mention.frame.trigger] if case_of(s, h) in ("to", "with") and s.tokens[h].dep == "obl"
    ]
    return _strangers(setting, s, heads[:1], own)


def _addressed(setting: Setting, s: Sentence, mention: Mention, own: set[str | None]) -> tuple[Entity, ...]:
    """Whom a spoken act's speaker speaks to: "it would not pay, the minister told Oslo"."""
    voice = setting.voices[s.index].get(mention.frame.anchor)
    if mention.meaning.type not in SPOKEN or voice is None or voice.sentence != s.index or voice.verb < 0:
        return ()
    if s.tokens[voice.verb].lemma not in TELLING:
        return ()
    heads = [
        h
        for h in s.children[voice.verb]
        if s.tokens[h].dep in ("obj", "iobj") or (s.tokens[h].dep == "obl" and case_of(s, h) == "to")
    ]
    found = [e for h in heads for e in entities_at(setting, s, h, acting=True) if e.code is not None]
    return tuple(e for e in found if "JRN" not in e.sector and (e.code not in own or set(e.sector) & LOCAL))


def _strangers(setting: Setting, s: Sentence, heads: Sequence[int], own: set[str | None]) -> tuple[Entity, ...]:
    found = (e for h in heads for e in entities_at(setting, s, h, acting=True))
    return tuple(e for e in found if e.code is not None and e.code not in own)


def _of_upper(setting: Setting, s: Sentence, mention: Mention) -> tuple[Entity, ...]:
    """On whom the act above falls, where this is how it is done: "pressed Sudan by withholding aid"."""
    t = s.tokens[mention.frame.anchor]
    if t.dep != "advcl" or case_of(s, t.i) != "by":
        return ()
    objects = s.dependents(t.head, "obj", "nsubj:pass")
    found = [e for head in objects[:1] for e in entities_at(setting, s, head, acting=False)]
    return tuple(e for e in found if e.code is not None)


def _below(setting: Setting, s: Sentence, mention: Mention, actors: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The nearest party below an act other than who does it; else one of the same country."""
    kind = mention.meaning.type
    own = {e.code for e in actors}
    spans = {e.span for e in actors}
    of_own: tuple[Entity, ...] = ()
    heads = list(phrases_below(s, mention))
    if kind in ANSWERS:  # "a system for refugees backed by the Red Cross": whose it is comes first
        heads.sort(key=lambda h: case_of(s, h) not in ("by", "from"))
    if kind == "REJECT":
        heads += [h for h in phrases_below(s, mention, answered=True) if h not in heads]
    for head in heads:
        found = [e for e in _parties_at(setting, s, head, mention, own) if e.span not in spans]
        others = tuple(e for e in found if e.code not in own)
        if others and (kind != "PROTEST" or case_of(s, head) not in SCENE or s.tokens[head].lemma in MISSIONS):
            return others
        mine = tuple(e for e in found if e.code in own)
        if kind == "PROTEST":
            is_organ = case_of(s, head) not in SCENE
            mine = tuple(
                e
                for e in mine
                if set(e.sector) & STATE and (is_organ or (e.role is not None and s.tokens[head].lemma not in PRISONS))
            )
        if kind == "MOBILIZE" or _is_own(s, head) or s.tokens[head].upos == "PRON":
            continue
        pointing = POINTING - {"government"} if kind == "PROTEST" else POINTING
        is_pointing = s.tokens[head].lemma.lower() in pointing and any(
            s.tokens[c].dep == "det" for c in s.children[head]
        )
        if mine and not of_own and not is_pointing:
            of_own = mine
    return of_own


def _parties_at(setting: Setting, s: Sentence, head: int, mention: Mention, own: set[str | None]) -> list[Entity]:
    """The parties that a phrase names; a place where something is, as its country."""
    if is_time(s, head) or is_venue(setting, s, head):
        return []
    kind = mention.meaning.type
    acting = kind in ("REQUEST", "REJECT", "THREATEN")
    place = place_at(setting, s, head)
    scene = is_scene(setting, s, head)
    if place is None and scene and s.tokens[head].name == "GPE" and kind not in SPOKEN:
        return []
    if s.tokens[head].lemma.lower() in LANDMARKS and case_of(s, head) in SCENE and kind not in SPOKEN:
        return []  # "off the coast of Puntland"
    if place is not None and place.where.resolution != "border" and (scene or place.where.resolution != "country"):
        if not scene and kind not in (*GROUND, "PROTEST") and (seat := _seat(setting, s, head)):
            return seat
        is_left = kind in REMOVING and case_of(s, head) in ("from", "out of", "to", "into")
        return country_of(place, acting=acting) if kind in SPOKEN or is_left else []
    found = entities_at(setting, s, head, acting=acting)
    if len(own) == 1 and case_of(s, head) in ("from", "against"):  # "seized guns from militiamen"
        found = [replace(e, code=next(iter(own))) if e.code is None and set(e.sector) & LOCAL else e for e in found]
    return [e for e in found if e.code is not None and (e.name is not None or _is_told(s, head, e, own))]


def _seat(setting: Setting, s: Sentence, head: int) -> list[Entity]:
    """The government for which its capital stands: "a proposal by Beijing"."""
    found = entities_at(setting, s, head, acting=True)
    return [e for e in found if e.name is not None and e.sector[:1] == ("GOV",)]


def _is_told(s: Sentence, head: int, entity: Entity, own: set[str | None]) -> bool:
    """Whether a nameless party is one by its own words: what is guessed of others is no find."""
    if entity.code in BODIES or (entity.code in own and entity.sector):
        return True
    return any(s.tokens[i].name in NAMES for i in s.subtree(head)) or "GOV" in entity.sector


def _is_own(s: Sentence, head: int) -> bool:
    """Whether a phrase is somebody's own: "its ambassador", "their weapons"."""
    is_its = any(s.tokens[c].upos == "PRON" and s.tokens[c].dep == "nmod:poss" for c in s.children[head])
    return is_its or (s.tokens[head].dep == "nmod:poss" and s.tokens[head].upos == "PRON")


__all__ = ["with_clause_parties"]
