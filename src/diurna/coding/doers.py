"""Who did an act that names no doer: whose the troops are that are moved, who did what it follows, from where the rockets came."""

from __future__ import annotations

from dataclasses import replace

from diurna.acts import Mention
from diurna.acts.subjects import case_of, surface_subject
from diurna.coding.clause import country_of
from diurna.coding.parties_of import Parties, entities_at
from diurna.coding.setting import Setting
from diurna.language.sentence import Sentence
from diurna.record import Entity

# Acts whose doer is named by what is moved: troops that are withdrawn withdraw, American arms are given by America.
MOVING = frozenset(
    "withdraw-troops stand-down mobilize-troops mobilize-weapons mobilize-police mobilize-militia show-force withdraw-peacekeepers"
    " withdraw-observers withdraw-aid-workers give-military-aid give-aid give-humanitarian-aid give-economic-aid keep-peace"
    " lift-martial-law lift-curfew impose-martial-law impose-curfew reduce-aid reduce-economic-aid reduce-military-aid reduce-humanitarian-aid".split()
)
# Acts that one does with oneself: who is demobilised lays down his arms.
OF_ONESELF = frozenset({"disarm", "stand-down", "surrender"})
# Words that make their subject the doer of what they are about, with the prepositions of that: "had a hand in the raid".
TAKING_PART = {
    "involve": ("in",),
    "involved": ("in",),
    "implicated": ("in",),
    "engaged": ("in",),
    "involvement": ("in",),
    "implicate": ("in",),
    "participate": ("in",),
    "engage": ("in",),
    "complicit": ("in",),
    "responsible": ("for",),
    "guilty": ("of",),
}
DOING = frozenset(
    {"cause", "commit", "perpetrate", "inflict", "conduct", "launch", "stage", "unleash", "carry", "mount"}
)


def with_doers(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """The parties of an act, with the actor that its sentence tells in another way than as its subject or by "by"."""
    if parties.actors:
        return parties
    act = mention.meaning.chain[-1]
    if act in MOVING:
        parties = _moved(setting, s, mention, parties)
    if not parties.actors and act in OF_ONESELF and mention.frame.passive:
        return Parties(actors=parties.recipients, recipients=parties.recipients)
    if parties.actors:
        return parties
    found = (
        _summoning(setting, s, mention) or _of_what_it_follows(setting, s, mention) or _from_where(setting, s, mention)
    )
    return Parties(actors=found, recipients=parties.recipients)


def _moved(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """Whose forces are withdrawn or deployed, where nobody is said to do it."""
    for head in dict.fromkeys((*mention.frame.fillers, *(f for m in mention.inner for f in m.fillers))):
        if head in mention.meaning.recipients and mention.meaning.type == "AID":
            continue  # "trained 60 Malian soldiers": they are given it
        found = tuple(
            e
            for e in entities_at(setting, s, head, acting=True)
            if e.code is not None and (e.span is None or e.span.start <= s.tokens[head].start)
        )
        if found:
            rest = tuple(e for e in parties.recipients if e.span not in {f.span for f in found})
            return Parties(actors=found, recipients=rest)
    return parties


def _summoning(setting: Setting, s: Sentence, mention: Mention) -> tuple[Entity, ...]:
    """Who summons: where one is summoned to, "the ambassador was summoned to the foreign ministry"."""
    verb = mention.frame.trigger
    if s.tokens[verb].lemma != "summon" or not mention.frame.passive:
        return ()
    heads = [
        c for c in s.children[verb] if c > verb and case_of(s, c) == "to" and s.tokens[c].upos in ("NOUN", "PROPN")
    ]
    own = {e.code for h in mention.meaning.recipients for e in entities_at(setting, s, h, acting=True)}
    return tuple(e for h in heads[:1] for e in _acting(setting, s, h) if e.code not in own)


def _of_what_it_follows(setting: Setting, s: Sentence, mention: Mention) -> tuple[Entity, ...]:
    """Who does what comes next, or what is part of his doing.

    "Lima severed ties, followed by the launch of an offensive"; "the regime caused much destruction, including atrocities".
    """
    at = mention.frame.trigger
    for _ in range(3):
        above = s.tokens[at].head
        if above == at:
            return ()
        verb = s.tokens[above].head
        if case_of(s, at) in TAKING_PART.get(s.tokens[above].lemma.lower(), ()):
            return _acting(setting, s, surface_subject(s, above))
        if s.tokens[above].lemma == "follow" and s.tokens[above].tag == "VBN" and case_of(s, at) == "by":
            subject = surface_subject(s, verb) if s.tokens[above].dep in ("advcl", "acl") else None
            return _acting(setting, s, subject)
        if case_of(s, at) == "including" and s.tokens[above].dep == "obj" and s.tokens[verb].lemma in DOING:
            return _acting(setting, s, surface_subject(s, verb))
        if s.tokens[above].upos != "NOUN":
            return ()
        at = above
    return ()


def _acting(setting: Setting, s: Sentence, head: int | None) -> tuple[Entity, ...]:
    return () if head is None else tuple(e for e in entities_at(setting, s, head, acting=True) if e.code)


def _from_where(setting: Setting, s: Sentence, mention: Mention) -> tuple[Entity, ...]:
    """The country from which rockets came that nobody is said to have fired: "rockets fired from Gaza hit a farm"."""
    if mention.meaning.type != "ASSAULT":
        return ()
    below = {i for act in (mention.frame.trigger, mention.frame.anchor) for i in s.subtree(act)}
    for token in s.tokens:
        if token.i not in below or token.lemma not in ("fire", "launch", "shoot") or token.tag not in ("VBN", "VBD"):
            continue
        for place in setting.places[s.index]:
            if s.tokens[place.toponym.head].head == token.i and case_of(s, place.toponym.head) == "from":
                return tuple(replace(e, name=None, wikidata=None) for e in country_of(place, acting=False))
    return ()


__all__ = ["with_doers"]
