"""Definite descriptions: "the minister", "the group", "his Ukrainian counterpart", "the two leaders", "the country".

Each rule either finds the one party that the report has named and that fits, or the holder of the office on the day,
or leaves the
mention as it is. Nothing is guessed among several.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from diurna.actors.antecedents import governing_clause
from diurna.actors.described_bodies import (
    armed_group_meant,
    coalition_meant,
    head_of_body,
    named_body,
    neighbour_meant,
    peace_force,
    regime_meant,
)
from diurna.actors.described_persons import counterpart_meant, named_counterpart, of_named_office, office_holder
from diurna.actors.directory import Directory
from diurna.actors.home_country import COUNTRY_NOUNS, with_country, with_only_country
from diurna.actors.mention import Mention
from diurna.actors.party import Party
from diurna.actors.surroundings import (
    DEFINITE,
    GENERIC_PERSONS,
    Setting,
    country_of_report,
    latest_fitting,
)
from diurna.language.sentence import Sentence

_POSSESSIVES = frozenset(("its", "his", "her", "their"))
_RESOLVING = frozenset(("UN Security Council", "UN General Assembly", "European Parliament", "UN Human Rights Council"))
"""Bodies whose resolutions demand, condemn and decide."""
_BODY_NOUNS = frozenset(
    "group organisation organization movement alliance bloc union coalition faction militia network body"
    " party company firm agency"
    " front force cartel gang council committee court ministry institution charity church newspaper"
    " broadcaster outfit commission"
    " parliament assembly senate congress army navy bank university tribunal department league federation"
    " mission brigade authority secretariat organ".split()
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
_REGIONS = frozenset(
    "european europe african africa arab asian asia latin gulf nordic baltic western scandinavian balkan caribbean pacific andean maghreb".split()
)
_STATES_TOGETHER = frozenset(
    "leaders governments states nations countries ministers presidents powers capitals heads members neighbours partners allies bloc grouping".split()
)
_TELLING_APART = frozenset("ruling governing opposition opposing rival other another third new smaller larger".split())
"""Words by which one body is told from another of its kind: "the ruling party" is none that was named for its opposition."""
_HEADS_OF_BODIES = frozenset(("secretary general", "secretary-general", "deputy secretary-general"))
_OFFICES_OF_UN = frozenset(
    (
        "high commissioner",
        "deputy high commissioner",
        "special rapporteur",
        "special representative",
        "special envoy",
        "special adviser",
    )
)
"""Offices that the United Nations call by their title alone in what they publish."""
_PEACEKEEPERS = frozenset(("peacekeeper", "blue helmet", "peacekeeping force"))
_FIGHTERS = frozenset(
    "rebel insurgent guerrilla guerilla militant jihadist jihadi extremist terrorist fighter separatist mujahideen islamist".split()
) | {"rebel group", "militant group", "terrorist group", "armed group", "rebel fighter", "rebel forces"}
"""Words that take up an armed group that has been named."""


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
        if self.kind == "person" and self.noun not in GENERIC_PERSONS and party.role is not None:
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
    if party.name is not None and sentence.tokens[mention.head].lemma.lower() == "counterpart" and party.code is None:
        return named_counterpart(at, mention, party, setting)
    if party.name is not None:
        # A named minister without a country is mostly the report's own; a named officer may serve anybody.
        if party.kind != "person" or party.is_listed:
            return party
        if "MIL" in party.sectors:
            return with_only_country(at, mention, party, setting)
        return with_country(at, mention, of_named_office(at, mention, party, setting), setting)
    if party.code is None and party.kind != "person" and (body := _shortened_body(at, mention, setting)) is not None:
        return body
    noun = sentence.tokens[mention.head].lemma.lower()
    if (states := _states_of_region(mention.text)) is not None:
        return replace(party, code=states, sectors=(), kind="group", is_plural=True)
    if noun == "counterpart":
        return counterpart_meant(at, mention, party, setting)
    if noun == "regime" and party.code is None:
        return regime_meant(at, mention, party, setting)
    if noun in ("neighbour", "neighbor") and party.code is None and mention.determiner in _POSSESSIVES:
        return neighbour_meant(at, mention, party, setting)
    if noun == "resolution" and mention.determiner in DEFINITE and len(mention.text.split()) == 1:
        return latest_fitting(at, mention, setting, lambda p: p.name in _RESOLVING) or party
    if noun == "coalition" and sentence.tokens[mention.head].dep == "compound":
        return named_body(at, mention, noun, party, setting) or coalition_meant(at, mention, party, setting)
    if noun == "ally" and mention.determiner in _POSSESSIVES and setting.possessor().kind == "country":
        return replace(party, code="IGO", sectors=())  # "the United States and its allies": several states
    if sentence.tokens[mention.head].name == "LOC":
        return party  # "the West": no country
    if party.code is None and party.role in _HEADS_OF_BODIES and not party.is_plural:
        return head_of_body(at, mention, party, setting)
    if party.role in _OFFICES_OF_UN and setting.publisher.code == "UNO" and mention.text[:1].isupper():
        if party.code is None and len(mention.text.split()) < 3:
            return replace(party, code="UNO", sectors=())
    if party.code is None and party.role in _PEACEKEEPERS:
        body = peace_force(at, mention, setting)
        return party if body is None else replace(party, code=body.code, sectors=("MIL",))
    if mention.determiner == "the" and mention.text.islower() and party.role in _FIGHTERS:
        group = armed_group_meant(at, mention, party, setting)
        if group is not None:
            return group
    words = mention.text.split()
    if "Number=Plur" not in sentence.tokens[mention.head].feats and (
        mention.determiner in DEFINITE or _is_bare_office(mention, party) or mention.text[:1].isupper()
    ):
        if noun in COUNTRY_NOUNS and party.code is None and len(words) == 1 and mention.determiner in DEFINITE:
            return _country_meant(sentence, at, mention, setting) or party
        is_one_of_several = words[0].lower() in _TELLING_APART
        is_body = noun in _BODY_NOUNS and party.code in (None, "IGO") and len(words) <= 2
        if is_body and words[-1].lower() == noun and not is_one_of_several:
            found = named_body(at, mention, noun, party, setting)
            if found is not None:
                return found
        if party.kind == "person" and party.role:
            return office_holder(at, mention, party, setting)
    return with_country(at, mention, party, setting)


def _shortened_body(at: int, mention: Mention, setting: Setting) -> Party | None:
    """ "the Small Group" after "the Small Group of the Coalition": the body that the report has named with more words."""
    words = mention.text.split()
    if len(words) < 2 or not all(word[:1].isupper() or word in ("of", "the", "for", "and", "on") for word in words):
        return None
    for item in setting.seen():
        is_before = (item.sentence, item.head) < (at, mention.head)
        if (
            is_before
            and item.party.code is not None
            and item.party.kind != "person"
            and f"{mention.text} " in item.text
        ):
            return item.party if item.text.split()[0][:1].isupper() else None
    return None


def _country_meant(sentence: Sentence, at: int, mention: Mention, setting: Setting) -> Party | None:
    """ "the country": that of the same sentence unless it acts there, else the one that the report is about, else the latest."""
    clause = governing_clause(sentence, mention.head)
    here = [
        item.party
        for item in setting.seen()
        if item.sentence == at and item.mention_last < mention.first and item.party.kind == "country"
        if not (item.is_subject and item.clause == clause)
    ]
    if here:
        return here[-1]
    code = country_of_report(at, mention, setting, setting.publisher.code)
    if code is None:
        return latest_fitting(at, mention, setting, lambda p: p.kind == "country")
    country = setting.directory.countries[code]
    return Party(name=country.name, code=code, wikidata=country.wikidata, kind="country", is_bare_country=True)


def _states_of_region(text: str) -> str | None:
    """The code of a region's states taken together, or of their bloc: "European leaders", "heads of Gulf states", "Africa's bloc"."""
    words = {word.removesuffix("'s").removesuffix("’s") for word in text.lower().split()}
    if not words & _STATES_TOGETHER or not words & _REGIONS:
        return None
    return "EUR" if words & {"european", "europe"} else "IGO"


def _is_bare_office(mention: Mention, party: Party) -> bool:
    """ "Foreign Secretary" without an article, as headlines and statements write it."""
    return party.kind == "person" and party.role is not None and mention.text[:1].isupper() and not party.is_plural
