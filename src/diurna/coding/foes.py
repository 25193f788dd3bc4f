"""Who fights whom in a report: the other side of an attack that names but one side, where the report makes it plain.

    "The army retook two districts of Ramadi. … ISIL fighters fled."          the army has one foe in the report, ISIL
    "Coalition jets struck ISIL near Mosul. Three strikes destroyed tanks."   whose strikes they are, and on whom
    "A bomb killed nine. … The Taliban claimed responsibility for it."        who did it

Nothing is guessed among several: a side has one foe in the report or none is added, an attack one claimant. What is added has no words of its
own (ANNOTATION.md: text null); `given_by` are the words that gave it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from diurna.actors import Party, shipped_directory
from diurna.acts import Mention
from diurna.acts.subjects import surface_subject
from diurna.coding.parties_of import entities_at
from diurna.coding.setting import Setting
from diurna.language.sentence import Sentence
from diurna.record import Entity, Event, Span

ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "CRM"})
REBELS = frozenset({"REB", "UAF", "PRM", "CRM"})
# Nouns and verbs of ground that is taken from whoever holds it.
TAKING = frozenset(
    "advance besiege capture clear clearance clearing defeat encircle encirclement isolate isolation liberate liberation offensive operation overrun"
    " push recapture reclaim reconquer regain retake retaking seize seizure storm takeover".split()
)
STRIKES = frozenset({"strike", "airstrike", "sortie", "bombardment"})
OWNING_UP = frozenset({"claim", "accept", "admit", "assume", "take"})
OTHER = frozenset({"similar", "previous", "earlier", "past", "other", "several", "many", "most", "some"})
# Acts of force that only tell that both sides broke or met something.
NO_SIDE = frozenset({"break-ceasefire", "clash"})

Side = tuple[str | None, bool]
"""The code of a side and whether it fights as rebels do: a state and its own rebels are two sides of one code."""
Told = Mapping[Side, Mapping[Side, Entity]]


def with_foes(setting: Setting, events: Sequence[Event], mentions: Sequence[tuple[Sentence, Mention]]) -> list[Event]:
    """The events, the attacks among them with the side that they do not name, where the report has only one for it."""
    attacks = [i for i, event in enumerate(events) if event.event == "ASSAULT"]
    if all(events[i].actors and events[i].recipients for i in attacks):
        return list(events)
    result = list(events)
    groups = _armed_groups(setting)
    for i, doers in _claimed(setting, events, mentions).items():
        result[i] = replace(result[i], actors=tuple(dict.fromkeys(_by_name(doer, groups) for doer in doers)))
    foes = _foes_told([result[i] for i in attacks], groups)
    strikers = _strikers([(result[i], mentions[i]) for i in attacks])
    attackers = _only_attackers([result[i] for i in attacks])
    for i in attacks:
        s, mention = mentions[i]
        event = result[i]
        if not event.actors and strikers and _is_strike(s, mention):
            event = replace(event, actors=strikers)
        if not event.actors and attackers and _points_back(s, mention):
            event = replace(event, actors=attackers)
        if not event.recipients and mention.meaning.chain[-1] not in NO_SIDE and event.status != "negated":
            foe = _foe_of(setting, s, mention, event, foes, groups)
            if foe is not None:
                event = replace(event, recipients=(foe,))
        result[i] = event
    return result


def _armed_groups(setting: Setting) -> dict[str, Entity]:
    """The armed groups that the report names, by name."""
    found: dict[str, Entity] = {}
    for party, span in setting.parties.listed_bodies():
        if party.name is not None and REBELS.intersection(party.sectors) and party.name not in found:
            found[party.name] = _given(party, span)
    return found


def _given(party: Party, span: Span) -> Entity:
    return Entity(
        span=None, given_by=span, name=party.name, code=party.code, sector=party.sectors, wikidata=party.wikidata
    )


def _foes_told(attacks: Sequence[Event], groups: Mapping[str, Entity]) -> Told:
    """For each side the armed foes that attacks name."""
    foes: dict[Side, dict[Side, Entity]] = {}
    for event in attacks:
        if event.status == "negated":
            continue
        for actor in event.actors:
            for whom in event.recipients:
                if actor.code is None or whom.code is None or side_of(whom) == side_of(actor) or not _is_armed(whom):
                    continue
                foes.setdefault(side_of(actor), {}).setdefault(side_of(whom), _by_name(whom, groups))
    return foes


def side_of(entity: Entity) -> Side:
    """The side that a party is on."""
    return entity.code, bool(REBELS.intersection(entity.sector))


def _is_armed(entity: Entity) -> bool:
    is_country = entity.code in shipped_directory().countries and entity.name is not None and not entity.role
    return bool(ARMED.intersection(entity.sector)) or (is_country and set(entity.sector) <= {"GOV"})


def _by_name(entity: Entity, groups: Mapping[str, Entity]) -> Entity:
    """A foe named by its men or its ground as the group that it is, where the report names one group of its code."""
    named = [group for group in groups.values() if group.code == entity.code]
    if REBELS.intersection(entity.sector) and len(named) == 1:
        return named[0]
    return replace(entity, span=None, given_by=entity.span or entity.given_by)


def _foe_of(
    setting: Setting, s: Sentence, mention: Mention, event: Event, foes: Told, groups: Mapping[str, Entity]
) -> Entity | None:
    is_taking = words_of(s, mention) & TAKING
    if _falls_on_place(setting, s, mention) and not is_taking:
        return None  # "shelled Idlib": its people
    own = {side_of(e) for e in event.actors}
    if any(code == "IMG" for code, _ in own) or (not own and not is_taking):
        return None
    told = {other: foe for side in own for other, foe in foes.get(side, {}).items() if other not in own}
    if told:
        return next(iter(told.values())) if len(told) == 1 else None
    names = {e.name for e in event.actors}
    others = [group for name, group in groups.items() if name not in names and side_of(group) not in own]
    is_force = all("MIL" in e.sector or e.code == "IGO" for e in event.actors)
    return others[0] if len(others) == 1 and (is_force or is_taking) else None


def _falls_on_place(setting: Setting, s: Sentence, mention: Mention) -> bool:
    """Whether a place below the level of a country is what was attacked."""
    return any(
        p.toponym.first <= head <= p.toponym.last and p.where.resolution not in (None, "country")
        for p in setting.places[s.index]
        for head in mention.meaning.recipients
    )


def words_of(s: Sentence, mention: Mention) -> set[str]:
    """The lemmas, in small letters, of the words of a mention's frames and of what fills them."""
    frames = (mention.frame, *mention.inner)
    return {s.tokens[i].lemma.lower() for frame in frames for i in (*frame.words, *frame.fillers)}


def _is_strike(s: Sentence, mention: Mention) -> bool:
    """Whether an attack is told as strikes: "two strikes destroyed a bunker"."""
    subject = surface_subject(s, mention.frame.trigger) if s.tokens[mention.frame.trigger].upos == "VERB" else None
    words = words_of(s, mention) if subject is None else {s.tokens[subject].lemma.lower()}
    return bool(words & STRIKES) or "aerial" in mention.meaning.modes


def _strikers(attacks: Sequence[tuple[Event, tuple[Sentence, Mention]]]) -> tuple[Entity, ...]:
    """Who makes the strikes of the report, where one side alone is said to."""
    makers = [event.actors for event, (s, mention) in attacks if event.actors and _is_strike(s, mention)]
    if not makers or len({e.code for actors in makers for e in actors}) != 1 or makers[0][0].code is None:
        return ()
    return tuple(replace(e, span=None, given_by=e.span or e.given_by) for e in makers[0])


def _only_attackers(attacks: Sequence[Event]) -> tuple[Entity, ...]:
    """The one armed group of a report that nobody but it says attacked, where what it attacked were people."""
    doers = [e for event in attacks for e in event.actors]
    if not doers or len({side_of(e) for e in doers}) != 1 or not REBELS.intersection(doers[0].sector):
        return ()
    on_people = any("CVL" in e.sector for event in attacks if event.actors for e in event.recipients)
    return (replace(doers[0], span=None, given_by=doers[0].given_by or doers[0].span),) if on_people else ()


def _points_back(s: Sentence, mention: Mention) -> bool:
    """Whether an attack is one that is known: "the attack", or a headline's."""
    t = s.tokens[mention.frame.trigger]
    is_one = t.upos == "NOUN" and t.tag == "NN"
    has_article = any(s.tokens[c].text.lower() in ("the", "this") for c in s.children[t.i])
    return is_one and (has_article or s.is_headline)


def _claimed(
    setting: Setting, events: Sequence[Event], mentions: Sequence[tuple[Sentence, Mention]]
) -> dict[int, tuple[Entity, ...]]:
    """The attacks of nobody told that somebody further down owns up to: the nearest before, with what is linked to it."""
    found: dict[int, tuple[Entity, ...]] = {}
    for s in setting.sentences:
        for token in s.tokens:
            if token.lemma != "responsibility" or s.tokens[token.head].lemma not in OWNING_UP:
                continue
            doers = _owning_up(setting, s, token.i)
            before = [
                i
                for i, (other, _) in enumerate(mentions)
                if events[i].event == "ASSAULT" and not events[i].actors and other.index <= s.index
            ]
            if not doers or not before:
                continue
            nearest = events[before[-1]]
            for i in before:
                if i == before[-1] or (nearest.link is not None and events[i].link == nearest.link):
                    found.setdefault(i, doers)
    return found


def _owning_up(setting: Setting, s: Sentence, responsibility: int) -> tuple[Entity, ...]:
    """Who owns up to the attack at hand; nobody where it is to others that he did."""
    verb = s.tokens[responsibility].head
    subject = surface_subject(s, verb)
    below = {s.tokens[i].text.lower() for i in s.subtree(verb)}
    if subject is None or subject == responsibility or below & OTHER or "not" in below or "no" in below:
        return ()
    found = entities_at(setting, s, subject, acting=True)
    return tuple(
        replace(e, span=None, given_by=e.span) for e in found if e.code is not None and ARMED.intersection(e.sector)
    )


__all__ = ["side_of", "with_foes", "words_of"]
