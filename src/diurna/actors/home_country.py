"""The country of a party whose words do not tell it: the publisher's, or the one that the report is about."""

from __future__ import annotations

from dataclasses import replace

from diurna.actors.directory import BODY_CODES
from diurna.actors.mention import Mention
from diurna.actors.party import Party
from diurna.actors.surroundings import Setting, as_government, country_of_report

_STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "ELI"))
_PEOPLE_SECTORS = frozenset(("CVL", "REF", "REB", "UAF", "PRM", "OPP", "PTY"))
_FOREIGN_ROLES = frozenset(
    (
        "world leaders",
        "western powers",
        "world powers",
        "leader",
        "eu leader",
        "foreign leader",
        "special envoy",
        "envoy",
        "mediator",
        "peace mediator",
        "donor",
        "creditor",
        "peacekeeper",
        "observer",
        "monitor",
    )
)
_SINGLE_OFFICES = frozenset(
    ("president", "vice president", "vice-president", "prime minister", "king", "queen", "emir", "sultan")
)
"""Offices of state that a country has or has not: there is no president of the United Kingdom for a British statement to mean."""
COUNTRY_NOUNS = frozenset(("country", "nation", "state", "republic", "kingdom", "island nation"))


def with_country(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """A party without a country of its own words, with the country that the report is about.

    An organ of a state ("the government", "police") may be the publisher's; people ("civilians", "rebels") are those
    of the country
    that the report mostly names. Neither is guessed where the report names several countries alike.
    """
    if party.code is not None or not party.sectors or (party.is_plural and party.role in COUNTRY_NOUNS):
        return party
    if (
        party.role in _FOREIGN_ROLES
        and mention.determiner not in ("its", "their", "his", "her")
        and "mediator" in party.role
    ):
        return party
    if mention.determiner in ("its", "their", "his", "her", "our", "my"):
        owner = setting.possessor()
        is_owned = owner.code in setting.directory.countries
        return as_government(replace(party, code=owner.code), setting) if is_owned else party
    if mention.determiner not in ("the", "", "all", "both") or mention.described != mention.text:
        return party
    if party.sectors == ("MIL",) and setting.publisher.sectors[:1] == ("MIL",) and setting.publisher.code:
        return replace(party, code=setting.publisher.code)  # what forces publish tells of their own
    if party.sectors[0] in _STATE_SECTORS:
        own = (
            setting.publisher.code
            if "GOV" in setting.publisher.sectors and setting.publisher.code not in BODY_CODES
            else None
        )
        is_elsewhere = (
            party.role in _SINGLE_OFFICES and own is not None and not setting.directory.has_office(own, party.role)
        )
        is_own = own is not None and party.sectors[0] == "GOV" and not party.is_plural and not is_elsewhere
        if is_own and party.role not in _FOREIGN_ROLES:
            return as_government(replace(party, code=own), setting)
        code = country_of_report(at, mention, setting, own if is_elsewhere else None)
    elif party.sectors[0] in _PEOPLE_SECTORS and party.kind != "organisation":
        code = country_of_report(at, mention, setting, setting.publisher.code)
    else:
        code = None
    return as_government(replace(party, code=code), setting) if code is not None else party


def with_only_country(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """A named officer of no told country: of the forces that publish the report, else of the only country that it has named before.

    An officer in a report of several countries may serve any of them.
    """
    if party.code is not None or party.role is None:
        return party
    if "MIL" in setting.publisher.sectors and setting.publisher.code in setting.directory.countries:
        return replace(party, code=setting.publisher.code)
    named = {
        item.party.code
        for item in setting.seen()
        if item.party.code in setting.directory.countries and (item.sentence, item.head) < (at, mention.head)
    }
    return replace(party, code=named.pop()) if len(named) == 1 else party
