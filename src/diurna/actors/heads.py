"""A noun phrase without prepositions and possessors: what its last noun says, with what stands before it.

head = (country | organisation | person | role | word)*        "the US Secretary of State", "Syrian rebels", "army
accountant"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from diurna.actors.directory import BODY_CODES, LEADING_OFFICES, SURNAME_PARTICLES, Country, Directory, Organisation
from diurna.actors.party import NOBODY, Party, PartyKind
from diurna.actors.persons import Person
from diurna.actors.phrase import Piece
from diurna.actors.roles import Gender, Role
from diurna.actors.words import Word, split_words

ARMED_SECTORS = frozenset(("MIL", "UAF", "REB", "PRM", "CRM"))
STATE_SECTORS = frozenset(("GOV", "MIL", "LEG", "JUD", "SPY", "COP"))
GOVERNMENTS = frozenset(("government", "regime", "administration", "central government", "federal government", "state"))
PEOPLE_NOUNS = frozenset(("people", "community"))
_STANCE_SECTORS = frozenset(("REB", "OPP", "PRM", "UAF", "CRM", "PRE"))
_COUNTRY_NOUNS = frozenset(
    ("country", "nation", "state", "republic", "kingdom", "member state", "neighbouring country", "neighboring country")
)
_GIVEN_SECTORS = {"ordinary": ("CVL",), "innocent": ("CVL",), "unarmed": ("CVL",), "armed": ("UAF",)}
_SIDES = frozenset(
    ("warring", "conflicting", "concerned", "relevant", "opposing", "involved", "fighting", "negotiating")
)
_COURTESIES: dict[str, Gender] = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "dame": "f"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase is read against: the directory, the day as of which it is read, and its own text."""

    directory: Directory
    day: date | None
    text: str


def resolve_head(words: Sequence[Word], pieces: list[Piece], setting: Setting) -> Party:
    """Resolve a noun phrase without prepositions and possessives."""
    said = [piece for piece in pieces if piece.kind not in ("skip", "and")]
    if not said:
        return Party(gender=_COURTESIES.get(words[pieces[0].first].key)) if pieces else NOBODY
    person = next((piece for piece in reversed(said) if isinstance(piece.value, Person)), None)
    if person is not None:
        return resolve_person(person, said, setting)
    last = said[-1]
    title = next((piece for piece in reversed(said[:-1]) if isinstance(piece.value, Role)), None)
    if last.kind in ("word", "place") and last.is_capital and (title is not None or len(said) == 1 or _all_words(said)):
        return _resolve_unlisted_name(words, pieces, said, title, setting)
    if last.kind == "organisation":
        return _resolve_organisation(said, setting)
    if last.kind == "country" and not any(isinstance(piece.value, (Role, Organisation)) for piece in said):
        return _resolve_country(last, said)
    return _resolve_role(words, said, setting)


def _all_words(said: Sequence[Piece]) -> bool:
    return all(
        piece.kind in ("word", "place", "country") and (piece.is_capital or piece.value in SURNAME_PARTICLES)
        for piece in said
    )


def _resolve_country(last: Piece, said: Sequence[Piece]) -> Party:
    assert isinstance(last.value, Country)
    country = last.value
    sectors: tuple[str, ...] = ("GOV",) if last.form == "seat" else ()
    for piece in said[:-1]:
        sectors = sectors or _GIVEN_SECTORS.get(str(piece.value), ())
    if any(piece.kind == "former" for piece in said):
        sectors = ()
    is_people = last.form in ("demonym", "demonyms")
    if last.form == "adjective" and len(said) == 1:
        is_people = False
    if is_people and last.form == "demonyms":
        return Party(code=country.code, sectors=sectors, kind="group", is_plural=True)
    return Party(
        name=country.name,
        code=country.code,
        sectors=sectors,
        wikidata=country.wikidata,
        kind="country",
        is_bare_country=not sectors,
        is_listed=True,
    )


def _resolve_organisation(said: Sequence[Piece], setting: Setting) -> Party:
    organisation = said[-1].value
    assert isinstance(organisation, Organisation)
    code = organisation.code
    adjective = country_code(said[:-1])
    name: str | None = organisation.name
    if adjective and code not in (None, adjective) and _is_of_other_country(organisation, setting):
        # "the Sudanese Border Police": another country's body of a name that this one's is known by.
        words = split_words(setting.text)
        name, code = setting.text[words[said[0].first].start : words[said[-1].last].end], adjective
    if adjective and code in ("NGO", "MNC", None):
        code = adjective  # "the British Red Cross", "the Turkish Red Crescent"
    return Party(
        name=name, code=code, sectors=organisation.sectors, kind="organisation", role=_role_before(said), is_listed=True
    )


def _is_of_other_country(organisation: Organisation, setting: Setting) -> bool:
    return organisation.kind in ("agency", "party") and organisation.code in setting.directory.countries


def _role_before(said: Sequence[Piece]) -> str | None:
    return next((piece.value.noun for piece in reversed(said[:-1]) if isinstance(piece.value, Role)), None)


def country_code(pieces: Sequence[Piece]) -> str | None:
    """The country that the pieces name; the first one, for adjectives narrow down to the right ("US Turkish envoy"
    is rare).
    """
    for piece in pieces:
        if isinstance(piece.value, Country):
            return piece.value.code
    for piece in pieces:
        if piece.kind == "place" and piece.value:
            return str(piece.value)
    return None


def resolve_person(person: Piece, said: Sequence[Piece], setting: Setting) -> Party:
    value = person.value
    assert isinstance(value, Person)
    code, sectors, office = value.on(setting.day)
    titles = [piece.value for piece in said if isinstance(piece.value, Role) and piece.first < person.first]
    gender = next((title.gender for title in titles if title.gender), None)
    if any(piece.kind == "former" for piece in said) or any(title.sectors == ("ELI",) for title in titles):
        sectors = ("ELI",) if STATE_SECTORS & set(sectors) or not sectors else sectors
    elif (
        titles
        and (not sectors or sectors == ("ELI",))
        and titles[-1].sectors
        and not titles[-1].inherits
        and not (code in ("UNO", "IGO") and titles[-1].sectors[0] == "GOV")
    ):
        # The text's own title outweighs a directory that knows no office on that day.
        sectors, office = titles[-1].sectors, titles[-1].noun
    body = next(
        (p.value for p in said if isinstance(p.value, Organisation) and p.first < person.first and titles), None
    )
    if body is not None and body.code in ("UNO", "EUR", "IGO") and code not in BODY_CODES:
        code, sectors, office = body.code, body.sectors, titles[-1].noun  # "U.N. mediator NAME", a minister before
    if code == "EUR" and not sectors and office:
        sectors = ("GOV",)  # the Union's own officers govern; those of other bodies of states have no sector
    return Party(
        name=value.name,
        code=code,
        sectors=sectors,
        kind="person",
        role=office or None,
        wikidata=value.wikidata,
        gender=gender,
        is_listed=True,
    )


def _resolve_unlisted_name(
    words: Sequence[Word], pieces: Sequence[Piece], said: Sequence[Piece], title: Piece | None, setting: Setting
) -> Party:
    """A capitalised name that no listing has: a person after a title, or a body with a telling word in its name."""
    tail = len(said) - 1
    while (
        tail > 0
        and said[tail - 1].kind in ("word", "place", "skip")
        and (said[tail - 1].is_capital or said[tail - 1].value in SURNAME_PARTICLES)
    ):
        tail -= 1
    first, last = said[tail].first, said[-1].last
    name = setting.text[words[first].start : words[last].end]
    before = said[:tail]
    role = title.value if title is not None and isinstance(title.value, Role) else None
    if role is None:
        bearers = _bearers(setting, name, pieces)
        if said[tail].kind == "place" and setting.day is None:
            bearers = []  # "from Lagos": nothing tells that the man is meant
        if len(bearers) == 1 and (" " not in name.strip()):
            return resolve_person(Piece("person", first, last, bearers[0]), said, setting)
        if len(bearers) > 1 and " " not in name.strip():
            led = any(term.office in LEADING_OFFICES for bearer in bearers for term in bearer.terms)
            if led and len(states := {bearer.on(setting.day)[0] for bearer in bearers}) == 1:
                # "Kabila": father or son, of one country
                return Party(name=name, code=states.pop(), sectors=("GOV",), kind="person")
        code = country_code(said)
        whole_place = len(said) == 1 and said[0].kind == "place"
        return Party(name=name, code=code, kind=None if whole_place else "person")
    if role.kind in ("office", "person"):
        bearers = _bearers(setting, name, pieces)
        code = country_code(before)
        fitting = [p for p in bearers if code in (None, p.on(setting.day)[0]) and _fits_title(p, role, setting.day)]
        if " " not in name and len(fitting) == 1:
            return resolve_person(Piece("person", first, last, fitting[0]), said, setting)
        described = _resolve_role(words, list(before), setting)
        return replace(
            described,
            name=name,
            code=described.code or _only_country_of(name, role, setting.directory),
            kind="person",
            role=role.noun,
            is_plural=False,
        )
    described = _resolve_role(words, list(before), setting)
    whole = setting.text[words[said[0].first].start : words[last].end]
    return replace(described, name=whole, code=described.code or country_code(said), kind="organisation")


def _only_chief(bearers: Sequence[Person]) -> Person | None:
    """Of several persons of one name the only one who ever led a state."""
    chiefs = [p for p in bearers if any(term.office in LEADING_OFFICES for term in p.terms)]
    return chiefs[0] if len(chiefs) == 1 else None


def _only_country_of(surname: str, role: Role, directory: Directory) -> str | None:
    """The country of all who ever bore a surname in the office: both Presidents Bush are the United States'."""
    if " " in surname.strip() or role.kind != "office":
        return None
    held = {
        term.code
        for person in directory.bearers(surname, None)
        for term in person.terms
        if term.office == role.noun and term.code not in BODY_CODES
    }
    return held.pop() if len(held) == 1 else None


def _bearers(setting: Setting, name: str, pieces: Sequence[Piece]) -> list[Person]:
    return setting.directory.bearers(name, setting.day) if " " not in name.strip() else []


def _fits_title(person: Person, role: Role, day: date | None) -> bool:
    return bool(set(person.on(day)[1]) & set(role.sectors)) or role.inherits


def _resolve_role(words: Sequence[Word], said: Sequence[Piece], setting: Setting) -> Party:
    """A noun phrase whose head is a role, or an unlisted small word that takes its sector from what stands before
    it.
    """
    code = country_code(said)
    organisation = next((piece.value for piece in reversed(said) if isinstance(piece.value, Organisation)), None)
    roles = [piece.value for piece in said if isinstance(piece.value, Role)]
    head = said[-1].value if said and isinstance(said[-1].value, Role) else None
    sectors: tuple[str, ...] = ()
    if organisation is not None and (code is None or organisation.code not in (None, "NGO", "MNC")):
        code = organisation.code
    if head is None and roles:
        head_sectors = roles[-1].sectors if not roles[-1].inherits else ()
        sectors = head_sectors or (organisation.sectors if organisation else ())
    elif head is None:
        sectors = organisation.sectors if organisation else ()
        if not roles and organisation is None:
            for piece in said:
                sectors = sectors or _GIVEN_SECTORS.get(str(piece.value), ())
    else:
        before = roles[:-1]
        sectors = _head_sectors(head, before, organisation)
    if head is not None and head.noun == "party" and head.is_plural and (len(said) == 1 or said[0].value in _SIDES):
        sectors = ()  # "all parties", "warring parties": whoever takes part
    if code is None and set(sectors) & ARMED_SECTORS:
        code = _leader_of(words, setting)
    if code is None and any(_is_coalition(piece, head) for piece in said):
        code = "IGO"  # "Coalition aircraft": a coalition of states, which is an alliance with a capital
        sectors = (
            () if head is None or not head.is_plural or head.kind in ("thing", "office") or head.inherits else sectors
        )
    if any(piece.kind == "shadow" for piece in said):
        sectors = ("PTY", "OPP", "LEG")
    elif any(piece.kind == "former" for piece in said) and (STATE_SECTORS & set(sectors)):
        sectors = ("ELI",)
    if code in ("UNO", "IGO") and sectors[:1] == ("GOV",):
        sectors = ()
    lead = head or (roles[-1] if roles else None)
    if lead is not None and lead.noun in PEOPLE_NOUNS and code is not None and not sectors:
        sectors = ("CVL",)
    if code is None and lead is not None and lead.code is not None:
        code = lead.code
    name = _name_of_body(words, said, lead, setting) if lead is not None and organisation is None else None
    kind: PartyKind = "group"
    if lead is not None and lead.kind in ("office", "person") and not lead.is_plural:
        kind = "person"
    if lead is not None and lead.kind == "thing":
        kind = "thing"
    if name is not None:
        kind = "organisation"
    wikidata = None
    if code is None and lead is not None and lead.noun in GOVERNMENTS and len(said) == 2 and said[0].kind == "word":
        leaders = _bearers(setting, words[said[0].first].text, said)
        chief = leaders[0] if len(leaders) == 1 else _only_chief(leaders)
        code = None if chief is None else chief.on(setting.day)[0]  # "the Modi government"
    if (
        lead is not None
        and lead.noun in GOVERNMENTS
        and code in setting.directory.countries
        and len(roles) == 1
        and organisation is None
    ):
        country = setting.directory.countries[code]
        name, kind, wikidata = country.name, "country", country.wikidata
    return Party(
        name=name,
        code=code,
        sectors=sectors,
        wikidata=wikidata,
        role=lead.noun if lead is not None else None,
        kind=kind if said else None,
        gender=lead.gender if lead is not None and not lead.is_plural else None,
        is_plural=lead.is_plural if lead is not None else False,
        is_bare_country=lead is not None and lead.kind == "body" and not sectors and lead.noun in _COUNTRY_NOUNS,
    )


def _is_coalition(piece: Piece, head: Role | None) -> bool:
    """A coalition of states: with a capital, or before what wages war ("coalition airstrikes")."""
    if not isinstance(piece.value, Role) or piece.value.noun not in ("coalition", "coalition partner"):
        return False
    is_at_war = head is not None and head is not piece.value and bool(set(head.sectors) & ARMED_SECTORS)
    return piece.is_capital or is_at_war


def _leader_of(words: Sequence[Word], setting: Setting) -> str | None:
    """The country of "Vietnamese-led forces"."""
    for before, word in pairwise(words):
        if word.is_aside and word.key == "led" and before.is_aside:
            for listing in setting.directory.listings(before.key):
                if isinstance(listing.value, Country) and before.is_capital:
                    return listing.value.code
    return None


def _head_sectors(head: Role, before: Sequence[Role], organisation: Organisation | None) -> tuple[str, ...]:
    """Sectors of a head role, with the roles and the organisation that stand before it in its noun phrase."""
    if head.inherits:
        for role in reversed(before):
            if role.sectors:
                return role.sectors
        if organisation is not None:
            return organisation.sectors if organisation.sectors or organisation.code in BODY_CODES else head.sectors
        return head.sectors
    if (
        organisation is not None
        and head.sectors == ("LAB",)
        and organisation.kind in ("body", "society", "church", "media", "school")
    ):
        return organisation.sectors  # the Red Cross's workers are its own, not a firm's
    if (
        organisation is not None
        and organisation.kind == "armed"
        and set(head.sectors) & (ARMED_SECTORS | {"GOV", "PTY"})
    ):
        return organisation.sectors
    stance = next((role.sectors for role in reversed(before) if set(role.sectors) & _STANCE_SECTORS), None)
    if stance and set(head.sectors) & (ARMED_SECTORS | {"GOV", "PTY"}):
        return stance
    return head.sectors


def _name_of_body(words: Sequence[Word], said: Sequence[Piece], role: Role, setting: Setting) -> str | None:
    """A body written with a capital is named by its own words: "Greek Ministry of Culture"."""
    if role.kind != "body" or role.is_plural or role.noun in GOVERNMENTS:
        return None
    last = said[-1]
    if isinstance(last.value, Role) and all(
        word.is_capital or word.key in ("of", "the", "and", "for") for word in words[last.first : last.last + 1]
    ):
        if last.first == 0 and words[last.first].is_capital and len(said) == 1 and last.first == last.last:
            return None  # "Parliament": the word alone names no one body
        return setting.text[words[said[0].first].start : words[last.last].end]
    return None
