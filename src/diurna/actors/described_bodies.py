"""Descriptions of bodies: "the group", "the coalition", "the regime", "the Mission", "the rebels", "its western neighbour"."""

from __future__ import annotations

from dataclasses import replace

from diurna.actors.antecedents import in_order_of_salience
from diurna.actors.mention import Mention
from diurna.actors.party import Party
from diurna.actors.resolve import resolve_party
from diurna.actors.surroundings import DEFINITE, Setting, country_of_report, holder_of, latest_fitting

_ISLAMIC_STATE = frozenset(("ISIL", "ISIS", "Daesh", "IS"))
_ORGANS = frozenset(
    "agency alliance assembly authority bank committee commission council court federation force league mission organ organisation organization"
    " secretariat tribunal union".split()
)
"""Nouns by which a body of states calls itself."""
_TELLING_NOUNS = frozenset(
    "coalition council committee court ministry union front force university commission parliament assembly"
    " senate congress army navy"
    " bank tribunal department league federation mission brigade church".split()
)
_HOLY_WARRIORS = frozenset(("jihadist", "jihadi", "insurgent", "mujahideen"))
_ARMED = frozenset(("REB", "UAF", "CRM", "PRM"))


def neighbour_meant(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """ "its western neighbour": another country that the report has named and that borders on the possessor's."""
    owner = setting.possessor()
    beside = setting.directory.neighbours(owner.code)
    return latest_fitting(at, mention, setting, lambda p: p.kind == "country" and p.code in beside) or party


def _organ_of(publisher: Party, noun: str) -> Party:
    """What a body of states calls by its noun alone in what it publishes: "the Union", "the Authority", "the Council"."""
    if publisher.code == "EUR":
        return Party(name="European Union", code="EUR", kind="organisation", is_listed=True)
    return replace(publisher, role=noun, kind="organisation")


def regime_meant(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """ "the regime": the one that the report has called so, else the one country that it mostly names."""
    for item in in_order_of_salience(setting.seen(), at, mention.first):
        if "regime" in item.text.lower() and item.party.code in setting.directory.countries:
            country = setting.directory.countries[item.party.code]
            return Party(
                name=country.name, code=country.code, sectors=("GOV",), kind="country", wikidata=country.wikidata
            )
    code = country_of_report(at, mention, setting, setting.publisher.code)
    if code is None:
        return party
    country = setting.directory.countries[code]
    return replace(party, name=country.name, code=code, kind="country", wikidata=country.wikidata)


def coalition_meant(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """ "the Coalition", of states where it has a capital; against the Islamic State in a report about that."""
    if any(
        item.party.name == "Islamic State" or not _ISLAMIC_STATE.isdisjoint(item.text.split())
        for item in setting.seen()
        if (item.sentence, item.head) < (at, mention.head)
    ):
        known = resolve_party("Global Coalition Against Daesh", on=setting.day, directory=setting.directory)
        if known.is_listed:
            return known
    return replace(party, code=party.code or "IGO", sectors=())


def head_of_body(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """ "the Secretary-General": of the body that publishes the report, else of the one that it names, else of the United Nations."""
    body = setting.publisher
    if body.code not in ("UNO", "IGO"):
        found = latest_fitting(at, mention, setting, lambda p: p.kind == "organisation" and p.code in ("UNO", "IGO"))
        body = found if found is not None else replace(party, name="United Nations", code="UNO")
    if body.code == "IGO" and (body.name is None or mention.text.islower()):
        return replace(party, code="IGO", sectors=())
    name = holder_of("UNO", "secretary-general", setting) if body.code == "UNO" else None
    return replace(party, name=name, code=body.code, sectors=())


def peace_force(at: int, mention: Mention, setting: Setting) -> Party | None:
    """The peace force that the report names, or whose body publishes it."""
    if setting.publisher.code == "UNO":
        return setting.publisher
    return latest_fitting(at, mention, setting, lambda p: p.code in ("UNO", "IGO") and p.sectors == ("MIL",))


def armed_group_meant(at: int, mention: Mention, party: Party, setting: Setting) -> Party | None:
    """ "the rebels", "the militants": the one armed group that the report has named, if it has named no others by these words."""
    before = [item.party for item in setting.seen() if (item.sentence, item.head) < (at, mention.head)]
    named = {p.name: p for p in before if p.is_listed and p.kind == "organisation" and _ARMED.intersection(p.sectors)}
    if len(named) != 1:
        return None
    group = next(iter(named.values()))
    others = {p.code for p in before if p.name is None and p.role == party.role and p.code != group.code}
    is_rebel_state = group.code == "IMG" and party.sectors == ("REB",) and party.role not in _HOLY_WARRIORS
    return None if others or is_rebel_state else replace(group, is_plural=True)


def named_body(at: int, mention: Mention, noun: str, party: Party, setting: Setting) -> Party | None:
    """The body that "the coalition", "the Council" or "the group" stands for.

    A body whose name has the noun comes first, wherever it was named last; a noun that tells no kind ("the group")
    may stand for any
    body named nearby, one that tells a kind ("the party", "the company") for one of that kind.
    """
    if len(mention.text.split()) > 1 and mention.text[:1].isupper():
        return None
    named = [
        item.party
        for item in setting.seen()
        if item.party.kind == "organisation"
        and item.party.name is not None
        and noun in item.party.name.lower().split()
        and (item.sentence, item.head) < (at, mention.head)
        and not (mention.text == "Coalition" and item.party.code in setting.directory.countries)
    ]
    own = setting.publisher
    calls_itself = own.code in ("UNO", "IGO") and noun in _ORGANS and mention.text[:1].isupper()
    if named and not (calls_itself and mention.determiner == "the" and named[-1].code != own.code):
        return named[-1]
    if mention.text[:1].isupper() and mention.determiner == "the" and party.code is None:
        if (own.code in ("UNO", "IGO") and noun in _ORGANS) or (own.code == "EUR" and noun in ("union", "council")):
            return _organ_of(own, noun)
    if noun in ("mission", "force") and (body := peace_force(at, mention, setting)) is not None and party.code is None:
        return body
    if mention.text == "Coalition":
        return coalition_meant(at, mention, party, setting)
    if mention.determiner not in DEFINITE or mention.text[:1].isupper() or noun in _TELLING_NOUNS:
        return None
    return latest_fitting(at, mention, setting, lambda p: _is_such_body(p, party))


def _is_such_body(candidate: Party, described: Party) -> bool:
    if candidate.kind != "organisation" or candidate.name is None:
        return False
    return not described.sectors or bool(set(described.sectors) & set(candidate.sectors)) or not candidate.sectors
