"""Definite descriptions: "the minister", "the group", "his Ukrainian counterpart", "the two leaders", "the country".

Each rule either finds the one party that the report has named and that fits, or the holder of the office on the day,
or leaves the
mention as it is. Nothing is guessed among several.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diurna.actors.antecedents import Seen, in_order_of_salience
from diurna.actors.directory import BODY_CODES, Directory
from diurna.actors.mention import Mention
from diurna.actors.party import Party
from diurna.actors.resolve import resolve_party
from diurna.actors.words import phrase_key
from diurna.language.sentence import Sentence

_DEFINITE = frozenset(("the", "this", "that", "its", "his", "her", "their"))
_POSSESSIVES = frozenset(("its", "his", "her", "their"))
_RESOLVING = frozenset(("UN Security Council", "UN General Assembly", "European Parliament", "UN Human Rights Council"))
"""Bodies whose resolutions demand, condemn and decide."""
_ISLAMIC_STATE = frozenset(("ISIL", "ISIS", "Daesh", "IS"))
_COUNTRY_NOUNS = frozenset(("country", "nation", "state", "republic", "kingdom", "island nation"))
_BODY_NOUNS = frozenset(
    "group organisation organization movement alliance bloc union coalition faction militia network body"
    " party company firm agency"
    " front force cartel gang council committee court ministry institution charity church newspaper"
    " broadcaster outfit commission"
    " parliament assembly senate congress army navy bank university tribunal department league federation"
    " mission brigade".split()
)
_TELLING_NOUNS = frozenset(
    "coalition council committee court ministry union front force university commission parliament assembly"
    " senate congress army navy"
    " bank tribunal department league federation mission brigade church".split()
)
_DUAL_NOUNS = {
    "side": None,
    "party": None,
    "country": "country",
    "nation": "country",
    "government": "country",
    "state": "country",
    "neighbour": "country",
    "neighbor": "country",
    "capital": "country",
    "leader": "person",
    "minister": "person",
    "president": "person",
    "man": "person",
    "official": "person",
    "general": "person",
    "premier": "person",
    "diplomat": "person",
    "ally": "country",
    "rival": None,
    "foe": None,
    "power": "country",
    "group": "organisation",
    "woman": "person",
    "chief": "person",
    "faction": None,
    "statesman": "person",
    "envoy": "person",
    "politician": "person",
    "candidate": "person",
}
_STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG"))
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
_REGIONS = frozenset(
    "european europe african africa arab asian asia latin gulf nordic baltic western scandinavian balkan caribbean pacific andean maghreb".split()
)
_STATES_TOGETHER = frozenset(
    "leaders governments states nations countries ministers presidents powers capitals heads members neighbours partners allies bloc grouping".split()
)
_GENERIC_PERSONS = frozenset("man woman leader politician official".split())
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
_SINGLE_OFFICES = frozenset(
    ("president", "vice president", "vice-president", "prime minister", "king", "queen", "emir", "sultan")
)
"""Offices of state that a country has or has not: there is no president of the United Kingdom for a British statement to mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a description may be read against; the callables are only called where they are needed."""

    directory: Directory
    day: date | None
    publisher: Party
    seen: Callable[[], Sequence[Seen]]
    possessor: Callable[[], Party]


@dataclass(frozen=True, slots=True)
class DualDescription:
    """ "both sides", "the two leaders": `kind` restricts what they can be, None for anything."""

    kind: str | None
    noun: str

    def fits(self, party: Party) -> bool:
        if party.is_plural or not party.is_known:
            return False
        if self.kind is None:
            return party.kind in ("country", "organisation", "person") or (
                party.kind == "group" and party.code is not None
            )
        if self.kind == "person" and self.noun not in _GENERIC_PERSONS and party.role is not None:
            return party.kind == "person" and (self.noun in party.role or "GOV" in party.sectors)
        return party.kind == self.kind


def dual_description(mention: Mention, directory: Directory) -> DualDescription | None:
    """What two parties a mention asks for, None where it does not speak of two."""
    words = mention.text.lower().split()
    if words == ["both"] or (words == ["two"] and mention.determiner in ("the", "these")):
        return DualDescription(None, "two")  # "the two agreed"
    if words == ["pair"] and mention.determiner == "the":
        return DualDescription("person", "man")
    if len(words) < 2 and mention.determiner != "both":
        return None
    says_two = (
        mention.determiner == "both"
        or words[0] == "both"
        or ("two" in words[:2] and mention.determiner in ("the", "these", "their"))
    )
    says_two = says_two or (words[0] == "two" and mention.determiner == "the")
    if not says_two:
        return None
    role = directory.role(words[-1])
    noun = role.noun if role is not None else words[-1].removesuffix("s")
    noun = {"countrie": "country", "partie": "party", "men": "man", "allie": "ally", "women": "woman"}.get(noun, noun)
    if noun in _DUAL_NOUNS and len(words) <= 3:
        return DualDescription(_DUAL_NOUNS[noun], noun)
    return None


def described_party(sentence: Sentence, at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """`party` as the report around shows who is meant; unchanged where it does not."""
    if party.name is not None:
        # A named minister without a country is mostly the report's own; a named officer may serve anybody.
        is_civil = party.kind == "person" and not party.is_listed and "MIL" not in party.sectors
        return _with_country(at, mention, _of_named_office(at, mention, party, setting), setting) if is_civil else party
    noun = sentence.tokens[mention.head].lemma.lower()
    if (states := _states_of_region(mention.text)) is not None:
        return replace(party, code=states, sectors=(), kind="group", is_plural=True)
    if noun == "counterpart":
        return _counterpart(at, mention, party, setting)
    if noun == "regime" and party.code is None:
        return _regime(at, mention, party, setting)
    if noun in ("neighbour", "neighbor") and party.code is None and mention.determiner in _POSSESSIVES:
        return _neighbour(at, mention, party, setting)
    if noun == "resolution" and mention.determiner in _DEFINITE and len(mention.text.split()) == 1:
        return _latest(at, mention, setting, lambda p: p.name in _RESOLVING) or party
    if noun == "coalition" and sentence.tokens[mention.head].dep == "compound":
        return _named_body(at, mention, noun, party, setting) or _coalition(at, mention, party, setting)
    if noun == "ally" and mention.determiner in _POSSESSIVES and setting.possessor().kind == "country":
        return replace(party, code="IGO", sectors=())  # "the United States and its allies": several states
    if sentence.tokens[mention.head].name == "LOC":
        return party  # "the West": no country
    words = mention.text.split()
    if "Number=Plur" not in sentence.tokens[mention.head].feats and (
        mention.determiner in _DEFINITE or _is_bare_office(mention, party) or mention.text[:1].isupper()
    ):
        if noun in _COUNTRY_NOUNS and party.code is None and len(words) == 1 and mention.determiner in _DEFINITE:
            return _latest(at, mention, setting, lambda p: p.kind == "country") or party
        if noun in _BODY_NOUNS and party.code in (None, "IGO") and len(words) <= 2 and words[-1].lower() == noun:
            found = _named_body(at, mention, noun, party, setting)
            if found is not None:
                return found
        if party.kind == "person" and party.role:
            return _office_holder(at, mention, party, setting)
    return _with_country(at, mention, party, setting)


def _of_named_office(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
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


def _states_of_region(text: str) -> str | None:
    """The code of a region's states taken together, or of their bloc: "European leaders", "heads of Gulf states", "Africa's bloc"."""
    words = {word.removesuffix("'s").removesuffix("’s") for word in text.lower().split()}
    if not words & _STATES_TOGETHER or not words & _REGIONS:
        return None
    return "EUR" if words & {"european", "europe"} else "IGO"


def _neighbour(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """ "its western neighbour": another country that the report has named and that borders on the possessor's."""
    owner = setting.possessor()
    beside = setting.directory.neighbours(owner.code)
    return _latest(at, mention, setting, lambda p: p.kind == "country" and p.code in beside) or party


def _regime(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """ "the regime": the one that the report has called so, else the one country that it mostly names."""
    for item in in_order_of_salience(setting.seen(), at, mention.first):
        if "regime" in item.text.lower() and item.party.code in setting.directory.countries:
            country = setting.directory.countries[item.party.code]
            return Party(
                name=country.name, code=country.code, sectors=("GOV",), kind="country", wikidata=country.wikidata
            )
    code = _country_of_report(at, mention, setting, setting.publisher.code)
    if code is None:
        return party
    country = setting.directory.countries[code]
    return replace(party, name=country.name, code=code, kind="country", wikidata=country.wikidata)


def _coalition(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
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


def _named_body(at: int, mention: Mention, noun: str, party: Party, setting: Setting) -> Party | None:
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
    if named:
        return named[-1]
    if mention.text == "Coalition":
        return _coalition(at, mention, party, setting)
    if mention.determiner not in _DEFINITE or mention.text[:1].isupper() or noun in _TELLING_NOUNS:
        return None
    return _latest(at, mention, setting, lambda p: _is_such_body(p, party))


def _is_bare_office(mention: Mention, party: Party) -> bool:
    """ "Foreign Secretary" without an article, as headlines and statements write it."""
    return party.kind == "person" and party.role is not None and mention.text[:1].isupper() and not party.is_plural


def _latest(at: int, mention: Mention, setting: Setting, fits: Callable[[Party], bool]) -> Party | None:
    for item in in_order_of_salience(setting.seen(), at, mention.first):
        if fits(item.party):
            return item.party
    return None


def _is_such_body(candidate: Party, described: Party) -> bool:
    if candidate.kind != "organisation" or candidate.name is None:
        return False
    return not described.sectors or bool(set(described.sectors) & set(candidate.sectors)) or not candidate.sectors


def _office_holder(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """Who holds the office that a description names: a person of the report, else the directory's holder on the day."""
    assert party.role is not None
    words = phrase_key(party.role).split()

    def fits(candidate: Party) -> bool:
        if candidate.kind != "person" or candidate.name is None or candidate.role is None:
            return False
        if party.code is not None and candidate.code != party.code:
            return False
        if party.role in _GENERIC_PERSONS and party.code is not None:
            return "GOV" in candidate.sectors
        held = phrase_key(candidate.role).split()
        if (set(words) ^ set(held)) & _RANKS_APART:
            return False  # "the minister" is no prime minister, "the president" no vice president
        return set(words) <= set(held) or set(held) <= set(words)

    found = _latest(at, mention, setting, fits)
    if found is not None:
        return found
    party = _with_country(at, mention, party, setting)
    if party.code is not None and party.role is not None and party.code not in BODY_CODES:
        whole = _holder(party.code, phrase_key(mention.text), setting)  # "Minister for the Middle East"
        return replace(party, name=whole or _holder(party.code, party.role, setting))
    return party


def _holder(code: str, office: str, setting: Setting) -> str | None:
    offices = {
        office,
        office.replace("secretary", "minister"),
        office.replace("defense", "defence"),
        office.replace("defence", "defense"),
    }
    names = {p.name for o in sorted(offices) for p in setting.directory.holders(code, o, setting.day)}
    return names.pop() if len(names) == 1 else None


def _counterpart(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
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

    found = _latest(at, mention, setting, fits)
    if found is not None:
        return found
    name = _holder(code, role, setting) if code and role else None
    return replace(party, name=name, sectors=sectors, role=role, kind="person")


def _with_country(at: int, mention: Mention, party: Party, setting: Setting) -> Party:
    """A party without a country of its own words, with the country that the report is about.

    An organ of a state ("the government", "police") may be the publisher's; people ("civilians", "rebels") are those
    of the country
    that the report mostly names. Neither is guessed where the report names several countries alike.
    """
    if party.code is not None or not party.sectors or (party.is_plural and party.role in _COUNTRY_NOUNS):
        return party
    if party.role in _FOREIGN_ROLES and mention.determiner not in _POSSESSIVES and "mediator" in party.role:
        return party
    if mention.determiner in ("its", "their", "his", "her", "our"):
        owner = setting.possessor()
        return replace(party, code=owner.code) if owner.code in setting.directory.countries else party
    if mention.determiner not in ("the", "", "all", "both") or mention.described != mention.text:
        return party
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
            return replace(party, code=own)
        code = _country_of_report(at, mention, setting, own if is_elsewhere else None)
    elif party.sectors[0] in _PEOPLE_SECTORS and party.kind != "organisation":
        code = _country_of_report(at, mention, setting, setting.publisher.code)
    else:
        code = None
    return replace(party, code=code) if code is not None else party


def _country_of_report(at: int, mention: Mention, setting: Setting, left_out: str | None) -> str | None:
    """The country that the report has plainly named most before a mention; `left_out` is not counted."""
    counts: dict[str, int] = {}
    for item in setting.seen():
        code = item.party.code
        if (item.sentence, item.head) < (at, mention.head) and code in setting.directory.countries and code != left_out:
            counts[code] = counts.get(code, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda code: counts[code])
    is_plain = len(counts) == 1 or (counts[best] >= 2 and counts[best] * 5 >= 3 * sum(counts.values()))
    return best if is_plain else None
