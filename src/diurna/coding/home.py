"""Whose people an unnamed group is: its country by its own words, by the place of the act, by the other party, by the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from diurna.actors import resolve_party, shipped_directory
from diurna.actors.words import phrase_key
from diurna.acts.subjects import case_of
from diurna.coding.parties_of import Parties, is_equipment
from diurna.coding.setting import Setting
from diurna.language.sentence import Sentence
from diurna.record import Entity, Where

# Sectors of a society: who is only named by them belongs to the country at hand.
LOCAL = frozenset(
    {
        "CVL",
        "COP",
        "LAB",
        "EDU",
        "REL",
        "AGR",
        "MED",
        "REF",
        "UAF",
        "REB",
        "CRM",
        "JRN",
        "SOC",
        "OPP",
        "PTY",
        "BUS",
        "PRE",
    }
)
ORGANS = frozenset({"GOV", "MIL", "JUD", "LEG", "SPY", "ELI"})
# Words by which people are said to come from elsewhere, or to be anybody's.
ELSEWHERE = frozenset(
    "foreign international western global overseas world countries nations states governments refugee refugees migrant migrants asylum".split()
)
ANYBODYS = frozenset(
    "world international global mediator mediators donors creditors peacekeepers observers monitors".split()
)
# Plural office-holders who meet come from more places than the one they meet in.
ARMED = frozenset({"UAF", "REB", "CRM", "PRM"})
MOVERS = frozenset("migrant migrants immigrant immigrants seekers asylum exile exiles visitors tourists".split())
MEETING = frozenset("ministers leaders presidents officials diplomats envoys negotiators ambassadors delegates".split())
FAITHFUL = frozenset({"muslim", "moslem", "islamic", "islamist", "jihadist"})
# What people do before their own state.
BEFORE_STATE = frozenset({"PROTEST", "ACCUSE", "REQUEST", "REJECT"})
FIRST_PERSON = frozenset("i me we us my our".split())
PRONOUNS = frozenset("he she it they him her them his its their who which that".split()) | FIRST_PERSON
PEOPLE = frozenset("people persons men women children".split())
# Acts of a state toward those of its own land, and of those before their state: a nameless other side is of the same country.
AT_HOME = frozenset({"COERCE", "CONCEDE", "PROTEST", "RETREAT", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
# Acts that go on at their place, among the people there.
ON_THE_SPOT = frozenset({"SANCTION", "ASSAULT", "AID", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})


def at_home(
    setting: Setting, s: Sentence, parties: Parties, where: Where | None, *, kind: str, mutual: bool
) -> Parties:
    """The parties with unnamed groups given their country.

    Groups of a society belong to the country that they act in; organs of a state to the one that the report is about. Who meets, comes from
    elsewhere or is anybody's belongs nowhere. `kind` is the act's PLOVER type.
    """
    here = country_at(setting, s, where)
    here_or_named = (here, *_named_countries(setting, s))

    def placed(entity: Entity, others: Sequence[Entity]) -> Entity:
        words = entity.span.text.lower().split() if entity.span is not None else []
        if entity.code is None and not entity.sector and len(words) < 3:  # "the Tutsis"
            code = _of_people(words, here_or_named, others, setting.home)
            return replace(entity, name=None, code=code) if code is not None else entity
        if entity.name is not None and entity.code is None and set(entity.sector[:1]) & (ORGANS | {"OPP"}):
            named = {code for code in here_or_named if code is not None}  # a minister of the one country that is named
            return (
                replace(entity, code=named.pop()) if len(named) == 1 and not mutual and _is_domestic(others) else entity
            )
        if entity.name is not None or not set(entity.sector) & (LOCAL | ORGANS):
            return entity
        if words and tells_country(setting, entity):
            return entity
        if ANYBODYS & set(words):
            return replace(entity, code=None)
        is_mover = bool(MOVERS & set(words))  # the place by them is where they go
        code = _of_people(words, here_or_named, others, setting.home) or (
            None if is_mover else _within(setting, s, entity)
        )
        if code is not None or is_mover:
            return replace(entity, code=code)
        if FAITHFUL & set(words) and where is None:
            return replace(entity, code="ISM")
        if entity.code is not None:  # the report's guess: the people of a place are nearer
            spot = where.country_code if where is not None else _scene(setting, s)
            on_spot = kind in ON_THE_SPOT and entity.sector[0] in LOCAL and spot is not None
            return replace(entity, code=spot) if on_spot else entity
        if ELSEWHERE & set(words) or (mutual and words and words[-1] in MEETING) or is_equipment(entity):
            return entity
        if here is None and setting.home is None and not mutual and not ARMED & set(entity.sector):
            named = {code for code in here_or_named if code is not None}  # "Police in the Moroccan town"
            if len(named) == 1:
                return replace(entity, code=named.pop())
        country = (setting.home or here) if entity.sector[0] in ORGANS else (here or setting.home)
        if country is None and kind in AT_HOME and not mutual:
            country = _only_country(others, words)
        return replace(entity, code=country) if country else entity

    def as_people(entity: Entity, *, acting: bool) -> Entity:
        is_crowd = not acting or kind == "PROTEST"
        return replace(entity, sector=("CVL",)) if is_crowd and _are_people(entity) else entity

    actors = tuple(as_people(placed(e, parties.recipients), acting=True) for e in parties.actors)
    recipients = _alike(setting, tuple(placed(e, parties.actors) for e in parties.recipients))
    actors = tuple(_of_speakers_land(setting, e, recipients, kind) for e in actors)
    recipients = tuple(_before_own_state(setting, e, actors, kind) for e in recipients)
    recipients = tuple(as_people(e, acting=mutual) for e in recipients)
    if any(e.code for e in actors) and not mutual:  # "the United States pulled some forces out of Panama": its own
        actors = tuple(e for e in actors if e.name or e.code == actors[0].code or not _is_guess(setting, e, "MIL"))
    return Parties(actors=actors, recipients=recipients)


def _of_speakers_land(setting: Setting, entity: Entity, recipients: Sequence[Entity], kind: str) -> Entity:
    """A party or people of no told country that turn to who tells of it, as of his country: "the opposition has accused us"."""
    lands = {e.code for e in recipients if e.span is not None and e.span.text.lower() in FIRST_PERSON}
    if kind not in BEFORE_STATE or len(lands) != 1 or entity.span is None or entity.name is not None:
        return entity
    code = lands.pop()
    if code is None or code in BODIES or not set(entity.sector[:1]) & {"OPP", "PTY", "LAB", "EDU", "LEG"}:
        return entity
    return entity if tells_country(setting, entity) else replace(entity, code=code)


def _before_own_state(setting: Setting, entity: Entity, actors: Sequence[Entity], kind: str) -> Entity:
    """An officer or organ of no told country, before whom the people of a place protest, as of their country: "marched in Yerevan,
    accusing the president".
    """
    codes = {e.code for e in actors}
    if kind not in BEFORE_STATE or len(codes) != 1 or not set(entity.sector[:1]) & ORGANS:
        return entity
    code = codes.pop()
    are_locals = all(e.name is None and set(e.sector[:1]) & LOCAL for e in actors)
    if code is None or code in BODIES or not are_locals or entity.code == code or entity.span is None:
        return entity
    words = entity.span.text.lower()
    if entity.name is not None and words in entity.name.lower() or tells_country(setting, entity) or words in PRONOUNS:
        return entity
    return replace(entity, name=None, code=code, wikidata=None)


def _are_people(entity: Entity) -> bool:
    """Whether a nameless party without a sector is people of a country: "100,000 Latvians", "the Syrian people", "two Canadians"."""
    if entity.sector or entity.name is not None or entity.code in BODIES or entity.span is None:
        return False
    last = entity.span.text.rstrip("'’").rpartition(" ")[2]
    forms = {listing.form for listing in shipped_directory().listings(phrase_key(last))}
    return last.lower() in PEOPLE or bool(forms & {"demonyms"}) or (bool(forms & {"demonym"}) and last.endswith("ese"))


def country_at(setting: Setting, s: Sentence, where: Where | None) -> str | None:
    """The country whose people an unnamed group is: the place's, the only one that the sentence names, or the report's."""
    if where is not None and where.country_code:
        return where.country_code
    here = {p.where.country_code for p in setting.places[s.index] if p.where.country_code}
    return here.pop() if len(here) == 1 else setting.home


def _is_guess(setting: Setting, entity: Entity, sector: str) -> bool:
    return entity.sector[:1] == (sector,) and entity.span is not None and not tells_country(setting, entity)


def tells_country(setting: Setting, entity: Entity) -> bool:
    """Whether a mention's own words tell its country."""
    return entity.span is not None and resolve_party(entity.span.text, on=setting.anchor).code is not None


def _within(setting: Setting, s: Sentence, entity: Entity) -> str | None:
    """The one country that stands in the group's own phrase: "refugees fleeing the war in Liberia", "recruits for the Malian army"."""
    head = _head_of(s, entity)
    if head is None or entity.span is None:
        return None
    below = [i for i in s.subtree(head) if s.tokens[i].start >= entity.span.end]
    found = {p.where.country_code for p in setting.places[s.index] if p.toponym.head in below and p.where.country_code}
    beside = [i for i in below if s.tokens[i].name == "NORP" and not _under_a_verb(s, i, head)]
    adjectives = (resolve_party(s.tokens[i].text, on=setting.anchor).code for i in beside)
    found |= {code for code in adjectives if code is not None}
    return found.pop() if len(found) == 1 else None


def _under_a_verb(s: Sentence, i: int, top: int) -> bool:
    """Whether a verb stands between a token and the head of its phrase: "soldiers suspected of killing Afghan prisoners"."""
    while i != top and s.tokens[i].head != i:
        i = s.tokens[i].head
        if s.tokens[i].upos == "VERB":
            return True
    return False


def _head_of(s: Sentence, entity: Entity) -> int | None:
    """The token that governs a mention's words."""
    if entity.span is None:
        return None
    inside = [t for t in s.tokens if entity.span.start <= t.start and t.end <= entity.span.end]
    words = {t.i for t in inside}
    return next((t.i for t in inside if t.head not in words or t.head == t.i), None)


def _alike(setting: Setting, recipients: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Recipients of whom one tells his country: a nameless group beside him is of the same ("aid to Chad for flood victims")."""
    told = {e.code for e in recipients if e.code is not None and (e.name is not None or tells_country(setting, e))}
    if len(told) != 1:
        return recipients
    code = next(iter(told))
    return tuple(
        replace(e, code=code) if e.name is None and set(e.sector) & LOCAL and not tells_country(setting, e) else e
        for e in recipients
    )


def _scene(setting: Setting, s: Sentence) -> str | None:
    """The country of the one place at which a sentence's act is: after "in", "at", "near"."""
    found = {
        p.where.country_code
        for p in setting.places[s.index]
        if p.where.country_code and case_of(s, p.toponym.head) in ("in", "at", "near", "outside")
    }
    return found.pop() if len(found) == 1 else None


def _is_domestic(others: Sequence[Entity]) -> bool:
    """Whether the other side is nobody, or a group of a society, which has no foreign ministers."""
    return all(set(e.sector) & LOCAL for e in others)


def _only_country(others: Sequence[Entity], words: Sequence[str]) -> str | None:
    """The country of the other side, where that is one state or one of its groups."""
    codes = {e.code for e in others}
    code = codes.pop() if len(codes) == 1 else None
    return code if code is not None and len(code) == 3 and code not in BODIES and not ELSEWHERE & set(words) else None


BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})


def _named_countries(setting: Setting, s: Sentence) -> list[str]:
    """The countries of the names and adjectives of a sentence, in its order."""
    found = (resolve_party(t.text, on=setting.anchor).code for t in s.tokens if t.name in ("NORP", "GPE"))
    return [code for code in found if code is not None]


def _of_people(
    words: Sequence[str], here: Sequence[str | None], others: Sequence[Entity], home: str | None
) -> str | None:
    """The country of a people that lives in several: the one of them that the act, its other party or the report is about."""
    for word in words:
        for key in (word, word.removesuffix("s")):
            lands = peoples().get(key)
            if lands is None:
                continue
            for code in (*here, *(e.code for e in others), home):
                if code in lands:
                    return code
    return None


@cache
def peoples() -> dict[str, tuple[str, ...]]:
    """Peoples of several states, in small letters, with the codes of those states (`data/peoples.tsv`)."""
    text = (resources.files("diurna.coding") / "data" / "peoples.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {name.lower(): tuple(codes.split()) for name, codes in rows}


__all__ = ["at_home", "country_at", "peoples", "tells_country"]
