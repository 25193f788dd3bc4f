"""Descriptions of persons: "the minister", "Ambassador NAME", "his Ukrainian counterpart"."""

from __future__ import annotations

from dataclasses import replace

from diurna.actors.antecedents import in_order_of_salience
from diurna.actors.directory import BODY_CODES
from diurna.actors.home_country import with_country
from diurna.actors.mention import Mention
from diurna.actors.party import Party
from diurna.actors.surroundings import GENERIC_PERSONS, Setting, country_of_report, holder_of, latest_fitting
from diurna.actors.words import phrase_key

_RANKS_APART = frozenset("prime vice deputy assistant under shadow former general first".split())
"""Words that make another office of one."""
_ENVOYS = frozenset("ambassador envoy commissioner rapporteur coordinator".split()) | {
    "high representative",
    "high commissioner",
    "head of delegation",
    "special representative",
    "special envoy",
    "spokesperson",
}
"""Officers by whom a body of states speaks in what it publishes."""


def of_named_office(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """A named officer without a country as the holder of the office that the report has named without its holder: "the EU Ambassador …,
    Ambassador NAME"; one of a body of states where that body publishes the report.
    """
    if party.code is not None or party.role is None or party.is_plural:
        return party
    for item in in_order_of_salience(setting.seen(), at, mention.first):
        other = item.party
        if other.kind == "person" and other.name is None and other.role == party.role and other.code is not None:
            return replace(party, code=other.code, sectors=other.sectors or party.sectors)
    is_envoy = setting.publisher.code in ("EUR", "UNO") and party.role in _ENVOYS
    return replace(party, code=setting.publisher.code) if is_envoy else party


def office_holder(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """Who holds the office that a description names: a person of the report, else the directory's holder on the day."""
    assert party.role is not None
    words = phrase_key(party.role).split()

    def fits(candidate: Party) -> bool:
        if candidate.kind != "person" or candidate.name is None or candidate.role is None:
            return False
        if party.code is not None and candidate.code != party.code:
            return False
        if party.role in GENERIC_PERSONS and party.code is not None:
            return "GOV" in candidate.sectors
        held = phrase_key(candidate.role).split()
        if (set(words) ^ set(held)) & _RANKS_APART:
            return False  # "the minister" is no prime minister, "the president" no vice president
        return set(words) <= set(held) or set(held) <= set(words)

    found = latest_fitting(at, mention, setting, fits)
    if found is not None:
        return found
    titled = {
        item.party.name: item.party
        for item in setting.seen()
        if (item.sentence, item.head) < (at, mention.head)
        and item.party.kind == "person"
        and item.party.name is not None
        and mention.text.title() in item.text.split()
    }
    if len(titled) == 1 and mention.text.islower() and party.code is None:
        return next(iter(titled.values()))  # "General NAME, the chief of staff, …": then "the general"
    party = with_country(at, mention, party, setting)
    if party.code is not None and party.role is not None and party.code not in BODY_CODES:
        whole = holder_of(party.code, phrase_key(mention.text), setting)  # "Minister for the Middle East"
        return replace(party, name=whole or holder_of(party.code, party.role, setting))
    return party


def counterpart_meant(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """Somebody of the same office in another country: a person that the report names, else the holder on the day."""
    possessor = setting.possessor()
    if possessor.kind != "person":
        return replace(party, sectors=party.sectors or possessor.sectors)
    sectors = possessor.sectors or party.sectors
    code = party.code
    role = possessor.role

    def fits(candidate: Party) -> bool:
        return (
            candidate.kind == "person"
            and candidate.name is not None
            and candidate.name != possessor.name
            and (candidate.code == code if code else candidate.code not in (None, possessor.code))
            and bool(set(candidate.sectors) & set(sectors))
        )

    found = latest_fitting(at, mention, setting, fits)
    if found is not None:
        return found
    name = holder_of(code, role, setting) if code and role else None
    return replace(party, name=name, sectors=sectors, role=role, kind="person")


def named_counterpart(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """ "his counterpart, NAME": of the same office in the one other country that the report names nearby."""
    owner = setting.possessor()
    code = country_of_report(at, mention, setting, owner.code)
    return replace(party, code=code, sectors=party.sectors or owner.sectors, role=party.role or owner.role)
