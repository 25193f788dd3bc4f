"""A mention of an act and its setting, made into an event record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from diurna.acts import Mention
from diurna.attribution import Voice
from diurna.coding.confidence import Evidence, confidence_of, evidence_of
from diurna.coding.counts import counts_of
from diurna.coding.home import at_home
from diurna.coding.links import SPOKEN
from diurna.coding.parties_of import Parties, entities_at, parties_of
from diurna.coding.setting import Setting
from diurna.coding.when import top_of, when_of
from diurna.coding.whom import with_clause_parties
from diurna.language.sentence import Sentence
from diurna.ontology import Ontology
from diurna.places import Place, happening_words, place_of_act
from diurna.record import Attribution, Count, Entity, Event, Span, Where, event_id

# Acts whose recipient a preposition of place may name.
GIVING = frozenset({"AID", "AGREE", "SANCTION", "CONCEDE", "COOPERATE"})
# Types that are acts done by saying: their own speaker does not vouch for them.
VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})

# CAMEO's code for signing: done at a place and on a day, though PLOVER has it among the verbal.
SIGNED = "057"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A record with the evidence that its confidence rests on."""

    event: Event
    evidence: Evidence


def assemble(
    setting: Setting, s: Sentence, mention: Mention, ontology: Ontology, versions: Mapping[str, str]
) -> Assembled:
    """The record of a mention; every field quotes the report or is absent."""
    report, meaning = setting.report, mention.meaning
    trigger = _trigger_span(s, mention)
    where = where_of(s, mention, setting.places[s.index])
    bare = parties_of(setting, s, mention)
    # What the act's own words tell is the evidence; what is found around it comes after.
    told = at_home(setting, s, bare, where, kind=meaning.type, mutual=meaning.mutual)
    parties = with_clause_parties(setting, s, mention, told)
    voice = setting.voices[s.index].get(mention.frame.anchor)
    if mention.by_speaker and voice is not None:
        told = parties = replace(parties, actors=_speaker_elsewhere(setting, voice))
    counts: dict[str, Count] = dict(counts_of(s, mention).items())
    anchor = setting.anchor
    reporting = voice.verb if voice is not None and voice.sentence == s.index else -1
    is_own = meaning.type in SPOKEN and voice is not None and (mention.by_speaker or voice.head in meaning.actors)
    when = when_of(s, mention, setting.dates[s.index], reporting=reporting, anchor=anchor, is_own_saying=is_own)
    evidence = evidence_of(
        s,
        mention,
        actors=told.actors,
        recipients=told.recipients,
        placed=_placed(bare, told),
        located=bool(where or when or counts),
        topics=setting.topics[s.index],
    )
    event = Event(
        id=event_id(report.doc_id, trigger, meaning.type),
        doc_id=report.doc_id,
        publisher=report.publisher,
        url=report.url,
        title=report.title,
        language=report.language,
        published=report.published,
        published_inferred=setting.inferred,
        event=meaning.type,
        modes=meaning.modes,
        contexts=setting.contexts[s.index],
        cameo=meaning.cameo,
        goldstein=ontology.goldstein(meaning.cameo),
        event_scale=ontology.scale(meaning.type, meaning.modes),
        quad_code=ontology.quad(meaning.type),
        when=when,
        actors=parties.actors,
        recipients=parties.recipients,
        where=where,
        status=meaning.status,  # type: ignore[arg-type]
        attribution=attribution_of(setting, s, mention, voice, parties),
        counts=counts,
        trigger=trigger,
        sentence=Span(s.start, s.end, s.text),
        link=None,
        confidence=confidence_of(evidence),
        coder=versions,
    )
    return Assembled(event=event, evidence=evidence)


def _placed(told: Parties, parties: Parties) -> frozenset[Span]:
    """The parties that took their country from the place of the act."""
    before, after = (*told.actors, *told.recipients), (*parties.actors, *parties.recipients)
    codes = {e.span: e.code for e in before}
    return frozenset(e.span for e in after if e.span is not None and e.code and codes.get(e.span) is None)


def attribution_of(
    setting: Setting, s: Sentence, mention: Mention, voice: Voice | None, parties: Parties
) -> tuple[Attribution, ...]:
    """Who vouches first, who denies after."""
    voices: list[Attribution] = []
    for head in mention.claimed_by:
        voices += [_attributed(e, "claims") for e in entities_at(setting, s, head, acting=True)]
    if voice is not None and (spoken := _voice_entity(setting, voice)) is not None:
        own = any(
            _same_party(spoken, e) or (voice.direct and spoken.code is not None and spoken.code == e.code)
            for e in parties.actors
        )
        if not (own and mention.meaning.type in VERBAL):
            voices.append(spoken)
        elif (outer := _voice_around(setting, voice)) is not None and (relayed := _voice_entity(setting, outer)):
            voices.append(
                relayed
            )  # "Akar said Turkey was ready, the ministry said": its own speaker does not vouch, who relays him does
    for head in mention.denied_by:
        voices += [_attributed(e, "denies") for e in entities_at(setting, s, head, acting=True)]
    return tuple({v.span: v for v in voices}.values())


def _voice_around(setting: Setting, voice: Voice) -> Voice | None:
    """Who says that somebody said it."""
    outer = setting.voices[voice.sentence].get(voice.verb)
    return outer if outer is not None and outer.head != voice.head else None


def _attributed(entity: Entity, stance: str) -> Attribution:
    assert entity.span is not None
    return Attribution(span=entity.span, stance=stance, name=entity.name, code=entity.code, sector=entity.sector)  # type: ignore[arg-type]


def _voice_entity(setting: Setting, voice: Voice) -> Attribution | None:
    s = setting.sentences[voice.sentence]
    if voice.impersonal:
        t = s.tokens[voice.head]
        return Attribution(span=Span(t.start, t.end, s.quote(voice.head, voice.head)), stance=voice.stance)
    entities = setting.parties.entity(voice.sentence, voice.head, acting=True)
    if not entities or entities[0].span is None:
        return None
    return replace(_attributed(entities[0], voice.stance))


def _speaker_elsewhere(setting: Setting, voice: Voice) -> tuple[Entity, ...]:
    """The speaker as an actor whom another sentence names: no words of his own here, but the words that gave him."""
    entities = setting.parties.entity(voice.sentence, voice.head, acting=True)[:1]
    return tuple(replace(e, span=None, given_by=e.span) for e in entities if e.code or e.name)


def _same_party(voice: Attribution, entity: Entity) -> bool:
    if voice.span == entity.span:
        return True
    if voice.name is not None and voice.name == entity.name:
        return True
    return voice.name is None and entity.name is None and voice.code is not None and voice.code == entity.code


def where_of(s: Sentence, mention: Mention, places: Sequence[Place]) -> Where | None:
    """The place of the act: the event noun's or the verb's, whichever names one.

    What is said of another act has not that act's place: "condemned the attack in Baghdad" tells not where it was condemned.
    """
    if not places:
        return None
    own = (mention.frame.trigger, mention.frame.anchor, top_of(s, mention.frame.words))
    inner = tuple(f.trigger for f in mention.inner)
    if mention.meaning.type not in SPOKEN or mention.meaning.cameo.startswith(SIGNED):
        whom = (*mention.meaning.actors, *mention.meaning.recipients)
        for act in dict.fromkeys((*own, *inner)):
            place = place_of_act(s, act, places)
            is_given = place is not None and place.where.resolution == "country" and place.toponym.head in whom
            if place is None or (is_given and mention.meaning.type in GIVING):
                continue  # "tanks to Ukraine": who is given them, not where
            return place.where
        return None
    spoken_of = (*mention.frame.complements, *inner)
    about = {i for head in spoken_of for i in s.subtree(head)} - set(own)
    events = [i for i in spoken_of if s.tokens[i].upos == "NOUN" and i > mention.frame.anchor]
    for act in dict.fromkeys(own):
        place = place_of_act(s, act, places)
        # "condemned in the strongest terms the attack at a market in Taji": what stands behind the attack is its place, whatever the analysis.
        if place is None or place.toponym.head in about or any(place.toponym.first > i for i in events):
            continue
        if not _is_behind_event(s, mention.frame.anchor, place):
            return place.where
    return None


def _is_behind_event(s: Sentence, anchor: int, place: Place) -> bool:
    """Whether between the words of saying and the place something is told that happened: its place, not that of the saying."""
    between = s.tokens[anchor + 1 : place.toponym.first]
    return any(t.upos == "NOUN" and t.lemma.lower() in happening_words() for t in between)


def _trigger_span(s: Sentence, mention: Mention) -> Span:
    words = mention.frame.words
    first, last = words[0], words[-1]
    if last - first + 1 != len(words):
        last = first
    return Span(s.tokens[first].start, s.tokens[last].end, s.quote(first, last))


__all__ = ["Assembled", "assemble"]
