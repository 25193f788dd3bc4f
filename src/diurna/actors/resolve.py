"""From the words of a mention to the party they mean: exact names first, then the build of the noun phrase.

    phrase   = part ("," part)*                     "Hulusi Akar, the Turkish defence minister": the parts describe one party
    part     = owner "'s" part                      "Russia's foreign minister": country from the owner
             | head preposition part                "the army of Chad", "a spokesman for the Taliban"
             | head
    head     = (country | organisation | role | word)* with its last noun as the head of what it says
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from diurna.actors.directory import BODY_CODES, SURNAME_PARTICLES, Country, Directory, Organisation, shipped_directory
from diurna.actors.party import NOBODY, Party
from diurna.actors.persons import Person
from diurna.actors.phrase import COURTESY, Piece, read_pieces
from diurna.actors.roles import Role
from diurna.actors.words import Word, phrase_key, split_words

_TRANSPARENT = frozenset(("of", "from", "for", "by", "like", "including"))
_PLACING = frozenset(
    "in at near across within outside inside throughout around over on among under along between with".split()
)
_ARMED_SECTORS = frozenset(("MIL", "UAF", "REB", "PRM", "CRM"))
_STANCE_SECTORS = frozenset(("REB", "OPP", "PRM", "UAF", "CRM", "PRE"))
_STATE_SECTORS = frozenset(("GOV", "MIL", "LEG", "JUD", "SPY", "COP"))
_GOVERNMENTS = frozenset(("government", "regime", "administration", "central government", "federal government", "state"))
_PEOPLE_NOUNS = frozenset(("people", "community"))
_COUNTRY_NOUNS = frozenset(("country", "nation", "state", "republic", "kingdom", "member state", "neighbouring country", "neighboring country"))
_GIVEN_SECTORS = {"ordinary": ("CVL",), "innocent": ("CVL",), "unarmed": ("CVL",), "armed": ("UAF",)}


def resolve_party(
    mention: str,
    *,
    on: date | None = None,
    context: str = "",
    acting: bool = False,
    directory: Directory | None = None,
) -> Party:
    """The party that the words `mention` mean on the day `on`.

    `context` is other text that may tell country or office where the mention does not. A bare country has no sectors,
    GOV where it is `acting`. What cannot be known stays empty.
    """
    directory = directory or shipped_directory()
    words = split_words(mention)
    if not words:
        return NOBODY
    party = _resolve_phrase(words, read_pieces(words, directory, day=on), _Setting(directory, on, mention))
    if context:
        party = _filled_from_context(party, context, directory, on)
    return as_acting(party) if acting else party


def as_acting(party: Party) -> Party:
    """The party as one that acts: a bare country acts through its government."""
    if party.is_bare_country and not party.sectors:
        return replace(party, sectors=("GOV",))
    return party


@dataclass(frozen=True, slots=True)
class _Setting:
    directory: Directory
    day: date | None
    text: str


def _resolve_phrase(words: Sequence[Word], pieces: list[Piece], setting: _Setting) -> Party:
    """Resolve the parts between commas and put together what they say of one party."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "comma":
            parts.append([])
        else:
            parts[-1].append(piece)
    found = [_resolve_part(words, part, setting) for part in parts if any(p.kind != "skip" for p in part)]
    if not found:
        return NOBODY
    # The named part is the party, the others describe it.
    chief = next((party for party in found if party.kind == "person"), found[0])
    if chief.kind not in ("country", "organisation") or not chief.sectors:
        for other in found:
            if other is not chief:
                chief = _described(chief, other)
    return chief


def _described(chief: Party, other: Party) -> Party:
    """`chief` with what is missing in it taken from `other`."""
    return replace(
        chief,
        code=chief.code or other.code,
        sectors=chief.sectors or other.sectors,
        role=chief.role or other.role,
        gender=chief.gender or other.gender,
        is_bare_country=chief.is_bare_country and not other.sectors,
    )


def _resolve_part(words: Sequence[Word], part: list[Piece], setting: _Setting) -> Party:
    head, preposition, rest = _split_at_preposition(part)
    if not head:
        return _resolve_part(words, rest, setting) if rest else NOBODY
    owner, owned = _split_at_possessive(head)
    party = _resolve_head(words, owned, setting)
    if owner:
        party = _belonging(party, _resolve_part(words, [*owner[:-1], _bare(owner[-1])], setting), inner=owned)
        if party.kind == "country" and party.name is None and party.code in setting.directory.countries:
            country = setting.directory.countries[party.code]  # "Assad's brutal regime"
            party = replace(party, name=country.name, wikidata=country.wikidata)
        party = _body_of_country(party, owned, setting)
    if rest and preposition:
        rest, name = _split_name(head, rest)
        if name:
            return _named(party, words, name, head, rest, setting)
        complement = _resolve_part(words, rest, setting)
        if all(piece.kind == "skip" for piece in head):
            return complement  # "two of the rebels", "dozens of protesters"
        if preposition in _TRANSPARENT:
            party = _belonging(party, complement, inner=head)
            if preposition == "of":
                party = _body_of_country(party, head, setting)
        elif preposition in _PLACING and party.code is None and "MIL" not in party.sectors and party.kind != "person":
            party = replace(party, code=_country_only(complement.code), is_bare_country=False)
    return party


def _body_of_country(party: Party, inner: Sequence[Piece], setting: _Setting) -> Party:
    """Brazil's Supreme Court as the "Supreme Court of Brazil", by which name it may be listed."""
    country = setting.directory.countries.get(party.code or "")
    role = next((piece.value for piece in reversed(inner) if isinstance(piece.value, Role)), None)
    if party.is_listed or party.kind != "organisation" or party.name is None or country is None or role is None:
        return party
    name = f"{party.name} of {country.name}"
    for listing in setting.directory.listings(phrase_key(name)):
        if isinstance(listing.value, Organisation) and listing.value.covers(setting.day):
            known = listing.value
            return replace(party, name=known.name, code=known.code, sectors=known.sectors, is_listed=True)
    return replace(party, name=name)


def _split_name(head: Sequence[Piece], rest: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part "the Refugee Council Enver Solomon" after "CEO of": what is presided over, and the name of who presides."""
    title = next((piece.value for piece in reversed(head) if isinstance(piece.value, Role)), None)
    if title is None or title.is_plural or title.kind not in ("office", "person"):
        return rest, []
    at = len(rest)
    while at > 1 and (rest[at - 1].kind == "person" or rest[at - 1].kind == "word" and rest[at - 1].is_capital):
        at -= 1
    if at == len(rest) or rest[at - 1].kind not in ("organisation", "country", "role") or rest[at - 1].is_possessive:
        return rest, []
    return rest[:at], rest[at:]


def _named(
    party: Party, words: Sequence[Word], name: list[Piece], head: list[Piece], rest: list[Piece], setting: _Setting
) -> Party:
    """The person called `name` who holds the office `head` of `rest`."""
    office = _belonging(party, _resolve_part(words, rest, setting), inner=head)
    if isinstance(name[-1].value, Person):
        known = _resolve_person(name[-1], [*head, name[-1]], setting)
        return known if known.sectors else replace(known, sectors=office.sectors, role=office.role)
    text = setting.text[words[name[0].first].start : words[name[-1].last].end]
    return replace(office, name=text, kind="person", is_bare_country=False)


def _bare(piece: Piece) -> Piece:
    return replace(piece, is_possessive=False)


def _split_at_preposition(part: list[Piece]) -> tuple[list[Piece], str, list[Piece]]:
    for i, piece in enumerate(part):
        if piece.kind == "preposition" and i and piece.last == piece.first:
            if all(p.kind == "skip" for p in part[:i]) and piece.value not in ("of", "from", "among"):
                continue
            return part[:i], str(piece.value), part[i + 1 :]
    return part, "", []


def _split_at_possessive(head: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    for i in range(len(head) - 2, -1, -1):
        if head[i].is_possessive and any(piece.kind != "skip" for piece in head[i + 1 :]):
            return head[: i + 1], head[i + 1 :]
    return [], head


def _country_only(code: str | None) -> str | None:
    return None if code in BODY_CODES else code


def _belonging(party: Party, whole: Party, *, inner: Sequence[Piece]) -> Party:
    """`party` as a part, organ, officer or member of `whole`."""
    role = next((piece.value for piece in reversed(inner) if isinstance(piece.value, Role)), None)
    code, sectors = party.code, party.sectors
    whole_sectors = ("GOV",) if whole.is_bare_country else whole.sectors
    if code is None or (code in ("NGO", "MNC") and _country_only(whole.code)):
        code = whole.code
    if role is not None and role.inherits and party.kind != "organisation" and not (party.kind == "person" and sectors and party.name and role.kind == "person" and not role.inherits):
        own = _own_sectors(role, inner)
        if whole.is_bare_country and own is None and not role.sectors:
            sectors = ()
        elif own is None and (whole_sectors or whole.code in BODY_CODES):
            sectors = whole_sectors
    elif not sectors and not whole.is_bare_country and party.kind != "person":
        sectors = whole_sectors
    elif role is not None and sectors in (("GOV",), ("BUS",)) and whole.kind in ("organisation", "group") and not party.name:
        # The president of a league or a university is not of a government, the chief executive of a charity no business.
        if (whole.sectors and not _STATE_SECTORS & set(whole.sectors)) or whole.code in BODY_CODES:
            sectors = whole.sectors
    elif role is not None and set(role.sectors) & _ARMED_SECTORS and set(whole.sectors) & {"REB", "UAF", "PRM", "CRM"} and party.name is None:
        sectors = whole.sectors
    if role is not None and role.noun in _PEOPLE_NOUNS and code is not None:
        sectors = sectors or ("CVL",)
    name, kind = party.name, party.kind
    if role is not None and role.noun in _GOVERNMENTS and name is None and (whole.is_bare_country or whole.kind == "person"):
        name, kind = (whole.name, "country") if whole.is_bare_country else (None, "country")
    if role is not None and kind == "group" and whole.code in ("UNO", "IGO") and "GOV" in sectors:
        sectors = ()
    wikidata = whole.wikidata if kind == "country" and whole.is_bare_country else party.wikidata
    return replace(party, code=code, sectors=sectors, name=name, kind=kind, wikidata=wikidata, is_bare_country=False)


def _own_sectors(role: Role, inner: Sequence[Piece]) -> tuple[str, ...] | None:
    """What stands left of an inheriting role inside its own noun phrase ("party leader"), None for nothing."""
    for piece in reversed(inner):
        if isinstance(piece.value, Role) and not piece.value.inherits:
            return piece.value.sectors
        if isinstance(piece.value, Organisation):
            return piece.value.sectors
    return None


def _resolve_head(words: Sequence[Word], pieces: list[Piece], setting: _Setting) -> Party:
    """Resolve a noun phrase without prepositions and possessives."""
    pieces = [piece for piece in pieces if piece.kind != "and" or piece is not pieces[-1]]
    said = [piece for piece in pieces if piece.kind not in ("skip", "and")]
    if not said:
        gendered = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "dame": "f"}
        return Party(gender=gendered.get(words[pieces[0].first].key)) if pieces else NOBODY  # type: ignore[arg-type]
    person = next((piece for piece in reversed(said) if isinstance(piece.value, Person)), None)
    if person is not None:
        return _resolve_person(person, said, setting)
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
    return all(piece.kind in ("word", "place", "country") and piece.is_capital for piece in said)


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
    if len(said) > 1 and said[0].kind == "country" and isinstance(said[0].value, Country) and said[0].value is not country:
        country = said[-1].value if isinstance(said[-1].value, Country) else country
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


def _resolve_organisation(said: Sequence[Piece], setting: _Setting) -> Party:
    organisation = said[-1].value
    assert isinstance(organisation, Organisation)
    code = organisation.code
    adjective = _country_code(said[:-1])
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


def _is_of_other_country(organisation: Organisation, setting: _Setting) -> bool:
    return organisation.kind in ("agency", "party") and organisation.code in setting.directory.countries


def _role_before(said: Sequence[Piece]) -> str | None:
    return next((piece.value.noun for piece in reversed(said[:-1]) if isinstance(piece.value, Role)), None)


def _country_code(pieces: Sequence[Piece]) -> str | None:
    """The country that the pieces name; the first one, for adjectives narrow down to the right ("US Turkish envoy" is rare)."""
    for piece in pieces:
        if isinstance(piece.value, Country):
            return piece.value.code
    for piece in pieces:
        if piece.kind == "place" and piece.value:
            return str(piece.value)
    return None


def _resolve_person(person: Piece, said: Sequence[Piece], setting: _Setting) -> Party:
    value = person.value
    assert isinstance(value, Person)
    code, sectors, office = value.on(setting.day)
    titles = [piece.value for piece in said if isinstance(piece.value, Role) and piece.first < person.first]
    gender = next((title.gender for title in titles if title.gender), None)
    if any(piece.kind == "former" for piece in said):
        sectors = ("ELI",) if _STATE_SECTORS & set(sectors) or not sectors else sectors
    elif (
        titles
        and (not sectors or sectors == ("ELI",))
        and titles[-1].sectors
        and not titles[-1].inherits
        and not (code in ("UNO", "IGO") and titles[-1].sectors[0] == "GOV")
    ):
        # The text's own title outweighs a directory that knows no office on that day.
        sectors, office = titles[-1].sectors, titles[-1].noun
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
    words: Sequence[Word], pieces: Sequence[Piece], said: Sequence[Piece], title: Piece | None, setting: _Setting
) -> Party:
    """A capitalised name that no listing has: a person after a title, or a body with a telling word in its name."""
    tail = len(said) - 1
    while tail > 0 and said[tail - 1].kind in ("word", "place", "skip") and (
        said[tail - 1].is_capital or said[tail - 1].value in SURNAME_PARTICLES
    ):
        tail -= 1
    first, last = said[tail].first, said[-1].last
    name = setting.text[words[first].start : words[last].end]
    before = said[:tail]
    role = title.value if title is not None and isinstance(title.value, Role) else None
    if role is None:
        bearers = _bearers(setting, name, pieces)
        if len(bearers) == 1 and (" " not in name.strip()):
            return _resolve_person(Piece("person", first, last, bearers[0]), said, setting)
        code = _country_code(said)
        whole_place = len(said) == 1 and said[0].kind == "place"
        return Party(name=name, code=code, kind=None if whole_place else "person")
    if role.kind in ("office", "person"):
        bearers = _bearers(setting, name, pieces)
        code = _country_code(before)
        fitting = [p for p in bearers if code in (None, p.on(setting.day)[0]) and _fits_title(p, role, setting.day)]
        if " " not in name and len(fitting) == 1:
            return _resolve_person(Piece("person", first, last, fitting[0]), said, setting)
        described = _resolve_role(words, list(before), setting)
        return replace(described, name=name, kind="person", role=role.noun, is_plural=False)
    described = _resolve_role(words, list(before), setting)
    whole = setting.text[words[said[0].first].start : words[last].end]
    return replace(described, name=whole, code=described.code or _country_code(said), kind="organisation")


def _bearers(setting: _Setting, name: str, pieces: Sequence[Piece]) -> list[Person]:
    return setting.directory.bearers(name, setting.day) if " " not in name.strip() else []


def _fits_title(person: Person, role: Role, day: date | None) -> bool:
    return bool(set(person.on(day)[1]) & set(role.sectors)) or role.inherits


def _resolve_role(words: Sequence[Word], said: Sequence[Piece], setting: _Setting) -> Party:
    """A noun phrase whose head is a role, or an unlisted small word that takes its sector from what stands before it."""
    code = _country_code(said)
    organisation = next((piece.value for piece in reversed(said) if isinstance(piece.value, Organisation)), None)
    roles = [piece.value for piece in said if isinstance(piece.value, Role)]
    head = said[-1].value if said and isinstance(said[-1].value, Role) else None
    sectors: tuple[str, ...] = ()
    if organisation is not None and (code is None or organisation.code not in (None, "NGO", "MNC")):
        code = organisation.code if organisation.code not in ("NGO",) or code is None else code
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
    if code is None and any(_is_coalition(piece) for piece in said):
        code = "IGO"  # "Coalition aircraft": a coalition of states, which is an alliance with a capital
        sectors = () if head is None or not head.is_plural or head.kind in ("thing", "office") or head.inherits else sectors
    if any(piece.kind == "shadow" for piece in said):
        sectors = ("PTY", "OPP", "LEG")
    elif any(piece.kind == "former" for piece in said) and (_STATE_SECTORS & set(sectors)):
        sectors = ("ELI",)
    if code in ("UNO", "IGO") and sectors[:1] == ("GOV",):
        sectors = ()
    lead = head or (roles[-1] if roles else None)
    if lead is not None and lead.noun in _PEOPLE_NOUNS and code is not None and not sectors:
        sectors = ("CVL",)
    if code is None and lead is not None and lead.code is not None:
        code = lead.code
    name = _name_of_body(words, said, lead, setting) if lead is not None and organisation is None else None
    kind = "person" if lead is not None and lead.kind == "office" and not lead.is_plural else "group"
    if lead is not None and lead.kind in ("person",) and not lead.is_plural:
        kind = "person"
    if lead is not None and lead.kind == "thing":
        kind = "thing"
    if name is not None:
        kind = "organisation"
    wikidata = None
    if lead is not None and lead.noun in _GOVERNMENTS and code in setting.directory.countries and len(roles) == 1 and organisation is None:
        country = setting.directory.countries[code]
        name, kind, wikidata = country.name, "country", country.wikidata
    return Party(
        name=name,
        code=code,
        sectors=sectors,
        wikidata=wikidata,
        role=lead.noun if lead is not None else None,
        kind=kind if said else None,  # type: ignore[arg-type]
        gender=lead.gender if lead is not None and not lead.is_plural else None,
        is_plural=lead.is_plural if lead is not None else False,
        is_bare_country=lead is not None and lead.kind == "body" and not sectors and lead.noun in _COUNTRY_NOUNS,
    )


def _is_coalition(piece: Piece) -> bool:
    return isinstance(piece.value, Role) and piece.is_capital and piece.value.noun in ("coalition", "coalition partner")


def _head_sectors(head: Role, before: Sequence[Role], organisation: Organisation | None) -> tuple[str, ...]:
    """Sectors of a head role, with the roles and the organisation that stand before it in its noun phrase."""
    if head.inherits:
        for role in reversed(before):
            if role.sectors:
                return role.sectors
        if organisation is not None:
            return organisation.sectors if organisation.sectors or organisation.code in BODY_CODES else head.sectors
        return head.sectors
    if organisation is not None and head.sectors == ("LAB",) and organisation.kind in ("body", "society", "church", "media", "school"):
        return organisation.sectors  # the Red Cross's workers are its own, not a firm's
    if organisation is not None and organisation.kind == "armed" and set(head.sectors) & (_ARMED_SECTORS | {"GOV", "PTY"}):
        return organisation.sectors
    stance = next((role.sectors for role in reversed(before) if set(role.sectors) & _STANCE_SECTORS), None)
    if stance and set(head.sectors) & (_ARMED_SECTORS | {"GOV", "PTY"}):
        return stance
    return head.sectors


def _name_of_body(words: Sequence[Word], said: Sequence[Piece], role: Role, setting: _Setting) -> str | None:
    """A body written with a capital is named by its own words: "Greek Ministry of Culture"."""
    if role.kind != "body" or role.is_plural or role.noun in _GOVERNMENTS:
        return None
    last = said[-1]
    if isinstance(last.value, Role) and all(word.is_capital or word.key in ("of", "the", "and", "for") for word in words[last.first : last.last + 1]):
        if last.first == 0 and words[last.first].is_capital and len(said) == 1 and last.first == last.last:
            return None  # "Parliament": the word alone names no one body
        return setting.text[words[said[0].first].start : words[last.last].end]
    return None


def _filled_from_context(party: Party, context: str, directory: Directory, day: date | None) -> Party:
    """`party` with code and sectors from the text around it, where its own words do not tell."""
    if party.code is not None and (party.sectors or party.kind == "country"):
        return party
    pieces = read_pieces(split_words(context), directory, day=day)
    code = party.code or _country_code(pieces)
    sectors = party.sectors
    if not sectors and party.kind == "person":
        sectors = next((piece.value.sectors for piece in pieces if isinstance(piece.value, Role) and piece.value.sectors), ())
    return replace(party, code=code, sectors=sectors)


__all__ = ["COURTESY", "as_acting", "resolve_party"]
