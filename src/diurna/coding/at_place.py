"""Parties that only the place and the kind of an act tell: whose country it is.

Nothing is guessed: a country is a party where the act by its kind falls on it or is its own. The rest stays open.

* A state that acts by force, gives or withholds in another country, does so toward that country: "massed troops along its frontier with Eritrea".
* What a state grants, lets go or threatens at home falls on its own people: a pardon, a lifted curfew (PLOVER names the country on both sides).
* Who demands, refuses or calls off a strike at home, and is not the state, has the own state before him.
* Arrests, convictions, deportations and curfews of nobody told are those of the state in whose land they are.
* An attack at a place, on nobody told, falls on the people of the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diurna.actors import shipped_directory
from diurna.acts import Mention
from diurna.acts.subjects import case_of
from diurna.coding.clause import FOR_WHOM
from diurna.coding.setting import Setting
from diurna.language.sentence import Sentence
from diurna.record import Entity, Event, Span, Where

STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
# Acts that only a state does, to those in its land.
OF_STATE = frozenset(
    "arrest deport ban censor impose-curfew impose-martial-law impose-restrictions mass-expulsion convict jail execute repress"
    " lift-curfew lift-martial-law lift-ban ease-restrictions admit-relief admit-inspectors admit-peacekeepers deny-access".split()
)
# Acts of state that fall on all in its land: who is under them is under his own state.
OVER_ALL = frozenset("impose-curfew impose-martial-law lift-curfew lift-martial-law lift-ban ease-restrictions".split())
# Types of acts that go on in somebody's country and are toward it.
TOWARD_PLACE = frozenset(
    {"ASSAULT", "MOBILIZE", "RETREAT", "SANCTION", "AID", "COERCE", "AGREE", "CONCEDE", "COOPERATE", "THREATEN"}
)
# Types of a state's acts over its own land.
OVER_HOME = frozenset({"CONCEDE", "THREATEN", "RETREAT"})
BODIES = frozenset({"UNO", "EUR", "IGO"})
OVER_HOME_ACTS = frozenset({"convict", "jail", "dismiss", "suspend-member"})
# Families of what one does at home: what is promised of it is promised to one's own.
OF_ONES_OWN = frozenset(
    "reform leadership policy rights institutions yield ease-restrictions ease-dissent release".split()
)
# What those who are not the state say or do before their own state.
BEFORE_STATE = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "CONCEDE"})
GROUPS = frozenset(
    {"CVL", "LAB", "OPP", "REB", "UAF", "EDU", "AGR", "MED", "REL", "PTY", "SOC", "JRN", "BUS", "REF", "ELI", "PRE"}
)
# Parts of the sentence in which a place's name is a party or belongs to one.
PARTS = frozenset({"nsubj", "nsubj:pass", "nmod:poss", "amod", "compound", "obj", "iobj", "obl:agent"})
# What people come together for from elsewhere: where it is held, is no party.
GATHERINGS = frozenset(
    "address briefing conference congress convention dinner forum gathering interview meeting session speech summit symposium talk trip visit workshop".split()
)
# What is attacked without the people of the place being meant.
NO_PEOPLE = frozenset(
    "aircraft airliner boat convoy dhow drone freighter helicopter jet monument pipeline plane ship statue tanker trawler vessel website yacht".split()
)
# Acts of force that fall on nobody by themselves.
NO_VICTIM = frozenset({"break-ceasefire", "clash", "occupy"})


def with_parties_of_place(setting: Setting, s: Sentence, mention: Mention, event: Event) -> Event:
    """The event with the parties that its place and kind tell, where its words and its other mentions tell none."""
    meaning = mention.meaning
    where = event.where
    place = _country_of_place(setting, s, where)
    act = meaning.chain[-1]
    if not event.actors and place is not None and act in OF_STATE and len(meaning.chain) == 1:
        state = _country(*place, sector=("GOV",))
        event = replace(event, actors=tuple(e for e in (state,) if e is not None))
    if not event.actors and event.event == "PROTEST" and place is not None and event.status == "actual":
        crowd = Entity(span=None, given_by=place[1] or place[2], code=place[0], sector=("CVL",))
        event = replace(event, actors=(crowd,))
    if not event.actors and act in OVER_ALL and len(meaning.chain) == 1:
        states = [e for e in event.recipients if e.code in shipped_directory().countries]
        if len({e.code for e in states}) == 1:
            own = states[0]
            state = _country(own.code or "", None, own.span or own.given_by, sector=("GOV",))
            event = replace(event, actors=() if state is None else (state,))
    if event.event == "MOBILIZE" and {e.code for e in event.actors} & BODIES:
        # "NATO sent 1,000 soldiers to Kosovo": to keep the peace there, against nobody
        return replace(event, recipients=tuple(e for e in event.recipients if not _is_land(e)))
    if meaning.mutual or event.recipients:
        return event
    if event.event == "REJECT" and meaning.chain[0] == "deny":
        return event  # a denial is to whoever has said it
    if any(s.tokens[head].lemma.lower() in NO_PEOPLE for head in meaning.recipients):
        return event
    at_home = event.event == "AGREE" and meaning.family in OF_ONES_OWN
    found = _recipient(event, act, place, at_home=at_home)
    return event if found is None else replace(event, recipients=(found,))


def with_doers_of_the_condemned(events: Sequence[Event], mentions: Sequence[tuple[Sentence, Mention]]) -> list[Event]:
    """The events, each condemnation of nobody told with the doers of what it condemns, as far as that is a record of its own."""
    by_trigger = {
        (s.index, m.frame.trigger): event for (s, m), event in zip(mentions, events, strict=True) if event.actors
    }
    found: list[Event] = []
    for (s, mention), event in zip(mentions, events, strict=True):
        if event.event == "ACCUSE" and event.actors and not event.recipients:
            inner = (by_trigger.get((s.index, f.trigger)) for f in mention.inner)
            doers = next((e.actors for e in inner if e is not None and e is not event), ())
            own = {e.code for e in event.actors}
            event = replace(event, recipients=tuple(e for e in doers if e.code not in own))
        found.append(event)
    return found


def _recipient(
    event: Event, act: str, place: tuple[str, Span | None, Span | None] | None, *, at_home: bool
) -> Entity | None:
    directory = shipped_directory()
    home = {e.code for e in event.actors if e.code is not None}
    if not event.actors:
        if event.event == "ASSAULT" and act not in NO_VICTIM and place is not None and event.status == "actual":
            code, span, given_by = place
            return Entity(span=None, given_by=span or given_by, code=code, sector=("CVL",))
        return None
    own = next((e for e in event.actors if e.code in directory.countries), None)
    at_home_or_nowhere = place is None or place[0] in home
    is_of_relations = event.event == "THREATEN" and event.modes in ((), ("relations",))
    if is_of_relations and at_home_or_nowhere and _is_state(event.actors):
        return None  # "threatened to walk away": from whom, the report must say
    if place is not None and event.event in TOWARD_PLACE and place[0] not in home and home:
        if event.event == "ASSAULT" and (act in NO_VICTIM) and own is None:
            return None  # a town that fighters take is ground; whose, the report must say
        if _is_state(event.actors) or event.event != "ASSAULT":
            return _country(*place, sector=())
        code, span, given_by = place
        return Entity(span=None, given_by=span or given_by, code=code, sector=("CVL",))
    if own is None or len(home) != 1 or (place is not None and place[0] not in home):
        return None
    words = own.span or own.given_by
    assert own.code is not None
    if act == "resign":
        return None  # whom he leaves is not told
    is_before = at_home or event.event in BEFORE_STATE or act in ("surrender", "disarm", "stand-down")
    if not _is_state(event.actors) and is_before and set(own.sector[:1]) & GROUPS:
        return _country(own.code, None, words, sector=("GOV",))
    if _is_state(event.actors) and (at_home or event.event in OVER_HOME or act in OVER_HOME_ACTS):
        return _country(own.code, None, words, sector=())
    if event.event == "ASSAULT" and place is not None and place[1] is None and act not in NO_VICTIM:
        return Entity(span=None, given_by=place[2], code=own.code, sector=("CVL",))
    return None


def _is_land(entity: Entity) -> bool:
    """Whether a party is a country by its bare name, nobody in it."""
    return entity.name is not None and not entity.sector and entity.code in shipped_directory().countries


def _is_state(actors: Sequence[Entity]) -> bool:
    return any(not e.sector or e.sector[0] in STATE for e in actors)


def _country_of_place(
    setting: Setting, s: Sentence, where: Where | None
) -> tuple[str, Span | None, Span | None] | None:
    """The country of the act's place, else of the one place that the sentence names: code, its own words, the words that gave it."""
    if where is not None and where.resolution == "border":
        return None
    if where is not None and where.country_code is not None:
        return None if _is_of_gathering(setting, s, where) else _told(where)
    here = {
        p.where.country_code: p.where
        for p in setting.places[s.index]
        if p.where.country_code
        and p.where.resolution != "border"
        and s.tokens[p.toponym.head].dep not in PARTS
        and not _is_beside(s, p.toponym.head)
    }
    return _told(next(iter(here.values()))) if len(here) == 1 else None


def _is_of_gathering(setting: Setting, s: Sentence, where: Where) -> bool:
    """Whether a place is only where people met while they did it ("announced the aid at a conference in Geneva"), or for whom it was."""
    place = next((p for p in setting.places[s.index] if p.where.span == where.span), None)
    return place is not None and _is_beside(s, place.toponym.head)


def _is_beside(s: Sentence, at: int) -> bool:
    """Whether a place stands below a meeting, or below "in support of"."""
    if s.tokens[s.tokens[at].head].lemma in GATHERINGS:
        return True
    for _ in range(3):
        at = s.tokens[at].head
        if s.tokens[at].upos not in ("NOUN", "PROPN"):
            return False
        if s.tokens[at].lemma in FOR_WHOM and case_of(s, at) in ("in", "on", "to"):
            return True
    return False


def _told(where: Where) -> tuple[str, Span | None, Span | None]:
    assert where.country_code is not None
    if where.resolution == "country" and where.span is not None:
        return where.country_code, where.span, None
    return where.country_code, None, where.span or where.given_by


def _country(code: str, span: Span | None, given_by: Span | None, *, sector: tuple[str, ...]) -> Entity | None:
    country = shipped_directory().countries.get(code)
    if country is None or (span is None and given_by is None):
        return None
    return Entity(span=span, given_by=given_by, name=country.name, code=code, sector=sector, wikidata=country.wikidata)


__all__ = ["with_doers_of_the_condemned", "with_parties_of_place"]
