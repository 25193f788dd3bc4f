"""From the words of a mention to the party they mean: exact names first, then the build of the noun phrase.

phrase   = part ("," part)*                     "Hulusi Akar, the Turkish defence minister": the parts describe one
party
part     = owner "'s" part                      "Russia's foreign minister": country from the owner
         | head preposition part                "the army of Chad", "a spokesman for the Taliban"
         | head
head     = (country | organisation | role | word)* with its last noun as the head of what it says
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from diurna.actors.directory import BODY_CODES, Directory, Organisation, shipped_directory
from diurna.actors.heads import (
    ARMED_SECTORS,
    GOVERNMENTS,
    PEOPLE_NOUNS,
    STATE_SECTORS,
    Setting,
    country_code,
    resolve_head,
    resolve_person,
)
from diurna.actors.party import NOBODY, Party
from diurna.actors.persons import Person
from diurna.actors.phrase import Piece, read_pieces
from diurna.actors.roles import Role
from diurna.actors.words import Word, phrase_key, split_words

_TRANSPARENT = frozenset(("of", "from", "for", "by", "like", "including"))
_FOLLOWERS = frozenset(("supporter", "follower", "backer", "sympathiser", "sympathizer", "admirer", "fan"))
"""Who stands for a person without a part in that person's office."""
_SOCIETIES = frozenset(
    "association federation league society club network forum group organisation organization body committee council".split()
)
"""Bodies that are of the walk of life of those whose they are."""
_PLACING = frozenset(
    "in at near across within outside inside throughout around over on among under along between with".split()
)


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
    party = _read(mention, on, directory)
    if context:
        party = _filled_from_context(party, context, directory, on)
    return as_acting(party) if acting else party


@lru_cache(maxsize=50_000)
def _read(mention: str, on: date | None, directory: Directory) -> Party:
    """The party of a phrase by itself; kept, for news names the same parties again and again."""
    words = split_words(mention)
    if not words:
        return NOBODY
    return _resolve_phrase(words, read_pieces(words, directory, day=on), Setting(directory, on, mention))


def as_acting(party: Party) -> Party:
    """The party as one that acts: a bare country acts through its government."""
    if party.is_bare_country and not party.sectors:
        return replace(party, sectors=("GOV",))
    return party


def _resolve_phrase(words: Sequence[Word], pieces: list[Piece], setting: Setting) -> Party:
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
    # The named part is the party, the others describe it; a country stays one beside "a key U.S. ally".
    if found[0].is_bare_country:
        return found[0]
    people = [party for party in found if party.kind == "person"]
    chief = next((party for party in people if party.name is not None), people[0] if people else found[0])
    if chief.kind not in ("country", "organisation") or not chief.sectors:
        for other in found:
            if other is not chief:
                chief = _described(_as_officer_of_body(chief, other), other)
    return chief


def _as_officer_of_body(chief: Party, other: Party) -> Party:
    """A person of the directory in the office of a body of states that the text gives: "NAME, the UN coordinator"."""
    is_officer = other.code in ("UNO", "EUR", "IGO") and other.role is not None and other.sectors != ("ELI",)
    if chief.kind != "person" or not chief.is_listed or chief.code in BODY_CODES or not is_officer:
        return chief
    return replace(chief, code=other.code, sectors=other.sectors, role=other.role)


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


def _resolve_part(words: Sequence[Word], part: list[Piece], setting: Setting) -> Party:
    head, preposition, rest = _split_at_preposition(part)
    if not head:
        return _resolve_part(words, rest, setting) if rest else NOBODY
    owner, owned = _split_at_possessive(head)
    party = resolve_head(words, owned, setting)
    if owner:
        whole = _resolve_part(words, [*owner[:-1], _bare(owner[-1])], setting)
        if whole.kind == "country" and party.kind == "person" and party.code not in (None, whole.code, *BODY_CODES):
            # "Jordan's King Abdullah", who is no king of Saudi Arabia
            text = setting.text[words[owned[0].first].start : words[owned[-1].last].end]
            party = replace(party, name=text, code=whole.code, wikidata=None, is_listed=False)
        party = _belonging(party, whole, inner=owned)
        is_own_name = party.kind == "organisation" and not party.is_listed and whole.kind in (None, "group")
        if is_own_name and words[owner[-1].first].is_capital and party.name is not None:
            first = next(p.first for p in owner if p.kind != "skip")  # "the Dockers' Union", which is no "Union"
            party = replace(party, name=setting.text[words[first].start : words[owned[-1].last].end])
        else:
            party = _body_of_country(party, owned, setting)
        if party.kind == "country" and party.name is None and party.code in setting.directory.countries:
            country = setting.directory.countries[party.code]  # "Assad's brutal regime"
            party = replace(party, name=country.name, wikidata=country.wikidata)
    if rest and preposition:
        rest, name = _split_name(head, rest)
        if name:
            return _named(party, words, name, head, rest, setting)
        complement = _resolve_part(words, rest, setting)
        if all(piece.kind == "skip" for piece in head):
            return complement  # "two of the rebels", "dozens of protesters"
        if preposition in _TRANSPARENT:
            if preposition == "of" and complement.kind == "country" and all(p.form == "demonyms" for p in _said(head)):
                party = replace(party, code=None)  # "the Albanians of southern Serbia"
            own = party.sectors
            party = _belonging(party, complement, inner=head)
            if preposition == "like" and complement.is_listed and party.name is None:
                party = replace(party, name=complement.name, sectors=own or party.sectors)  # "militias like Hezbollah"
            if preposition == "of":
                party = _body_of_country(party, head, setting)
        elif preposition in _PLACING and party.code is None and "MIL" not in party.sectors and party.kind != "person":
            party = replace(party, code=_country_only(complement.code), is_bare_country=False)
            if preposition == "in" and complement.kind == "country" and _said(head)[-1:] and party.role in GOVERNMENTS:
                country = setting.directory.countries[party.code or ""]  # "the government in Skopje"
                party = replace(party, name=country.name, kind="country", wikidata=country.wikidata)
    return party


def _body_of_country(party: Party, inner: Sequence[Piece], setting: Setting) -> Party:
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
    """Part "the Refugee Council Maud Ellery" after "CEO of": what is presided over, and the name of who presides."""
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
    party: Party, words: Sequence[Word], name: list[Piece], head: list[Piece], rest: list[Piece], setting: Setting
) -> Party:
    """The person called `name` who holds the office `head` of `rest`."""
    office = _belonging(party, _resolve_part(words, rest, setting), inner=head)
    if isinstance(name[-1].value, Person):
        known = resolve_person(name[-1], [*head, name[-1]], setting)
        return known if known.sectors else replace(known, sectors=office.sectors, role=office.role)
    text = setting.text[words[name[0].first].start : words[name[-1].last].end]
    return replace(office, name=text, kind="person", is_bare_country=False)


def _said(head: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in head if piece.kind not in ("skip", "and", "word")]


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
    """`party` as a part, organ, officer or member of `whole`; `inner` are the pieces of the party's own noun phrase."""
    role = next((piece.value for piece in reversed(inner) if isinstance(piece.value, Role)), None)
    code = party.code
    if code is None or (code in ("NGO", "MNC") and _country_only(whole.code)):
        code = whole.code
    sectors = _sectors_within(party, whole, role, inner)
    name, kind, wikidata = party.name, party.kind, party.wikidata
    if role is not None:
        if role.noun in PEOPLE_NOUNS and code is not None:
            sectors = sectors or ("CVL",)
        if role.noun in GOVERNMENTS and name is None and (whole.is_bare_country or whole.kind == "person"):
            kind = "country"
            if whole.is_bare_country:
                name, wikidata = whole.name, whole.wikidata
        if kind == "group" and whole.code in ("UNO", "IGO") and "GOV" in sectors:
            sectors = ()
    return replace(party, code=code, sectors=sectors, name=name, kind=kind, wikidata=wikidata, is_bare_country=False)


def _sectors_within(party: Party, whole: Party, role: Role | None, inner: Sequence[Piece]) -> tuple[str, ...]:
    """The sectors of a part: its own, or those of the whole where its role takes them from there."""
    whole_sectors = ("GOV",) if whole.is_bare_country else whole.sectors
    if role is not None and role.inherits and party.kind != "organisation":
        if _own_sectors(role, inner) is not None:
            return party.sectors
        if whole.kind == "person" and role.noun in _FOLLOWERS:
            return ("CVL",)
        if whole.is_bare_country and not role.sectors:
            return ()  # a member or a side of a country is not its government
        return whole_sectors if whole_sectors or whole.code in BODY_CODES else party.sectors
    if not party.sectors and not whole.is_bare_country and party.kind != "person":
        return whole_sectors
    if role is not None and role.noun in _SOCIETIES and whole.is_plural and whole.sectors:
        return whole.sectors  # an association of exporters is of business, one of lawyers of the law
    if role is None or party.name is not None:
        return party.sectors
    if party.sectors in (("GOV",), ("BUS",)) and whole.kind in ("organisation", "group"):
        # The president of a league or a university is not of a government, the chief executive of a charity no
        # business.
        is_stateless = bool(whole.sectors) and not STATE_SECTORS & set(whole.sectors)
        return whole.sectors if is_stateless or whole.code in BODY_CODES else party.sectors
    if set(role.sectors) & ARMED_SECTORS and set(whole.sectors) & {"REB", "UAF", "PRM", "CRM"}:
        return whole.sectors
    return party.sectors


def _own_sectors(role: Role, inner: Sequence[Piece]) -> tuple[str, ...] | None:
    """What stands left of an inheriting role inside its own noun phrase ("party leader"), None for nothing."""
    for piece in reversed(inner):
        if isinstance(piece.value, Role) and not piece.value.inherits:
            return piece.value.sectors
        if isinstance(piece.value, Organisation):
            return piece.value.sectors
    return None


def _filled_from_context(party: Party, context: str, directory: Directory, day: date | None) -> Party:
    """`party` with code and sectors from the text around it, where its own words do not tell."""
    if party.code is not None and (party.sectors or party.kind == "country"):
        return party
    pieces = read_pieces(split_words(context), directory, day=day)
    code = party.code or country_code(pieces)
    sectors = party.sectors
    if not sectors and party.kind == "person":
        sectors = next(
            (piece.value.sectors for piece in pieces if isinstance(piece.value, Role) and piece.value.sectors), ()
        )
    return replace(party, code=code, sectors=sectors)
