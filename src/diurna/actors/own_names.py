"""Parties under the names that the report itself gives them: by acronym, by surname, by the office of a headline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from diurna.actors.mention import Mention
from diurna.actors.party import NOBODY, Party
from diurna.actors.report_names import Introduction, fuller_names
from diurna.actors.words import key_of
from diurna.language.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNames:
    """The names that a report introduces, and how to read them.

    `mention(at, head)` is the mention headed by a token of sentence `at`; `meant(at, head, place)` who is named at `place`, asked from
    token `head` of sentence `at`.
    """

    persons: Mapping[str, tuple[Introduction, ...]]
    acronyms: Mapping[str, Introduction]
    mention: Callable[[int, int], Mention]
    meant: Callable[[int, int, Introduction], Party]


def with_own_names(sentence: Sentence, at: int, mention: Mention, party: Party, own: OwnNames) -> Party:
    """The party under the full name that the report gives it elsewhere."""
    tokens = sentence.tokens
    last = tokens[mention.last].text
    if last in own.acronyms and mention.text.split()[-1] == last and (party.code is None or party.kind == "person"):
        introduction = own.acronyms[last]
        if introduction.sentence != at or introduction.head != mention.head:
            meant = own.meant(at, mention.head, introduction)
            if meant.is_known:
                return meant
    if party.kind == "person" and mention.first == mention.last and last[:1].isupper():
        # The report's own Kim comes before the one that the directory would think of.
        stub = replace(NOBODY, name=last, kind="person")
        found = _described_elsewhere(at, mention, stub, own, own.persons.get(key_of(last.split("-")[-1]), ()))
        if found is not stub:
            return found
    name = party.name if party.kind == "person" else None
    if party.kind == "country" or party.kind == "organisation":
        return party
    if name is not None and " " in name:
        if party.is_listed or (party.code is not None and party.sectors):
            return party
        surname = key_of(name.split()[-1].split("-")[-1])
        same = [place for place in own.persons.get(surname, ()) if key_of(place.text) == key_of(name)]
        return _described_elsewhere(at, mention, party, own, [*fuller_names(name, own.persons), *same])
    if party.is_listed or (name is None and not (last[:1].isupper() and tokens[mention.last].upos == "PROPN")):
        return party
    if name is None and (
        tokens[mention.last].name not in ("PERSON", "")
        or mention.last != mention.head
        and (not party.role or party.is_plural)  # "supporters of Ben Bella" are not he
    ):
        return party
    return _described_elsewhere(at, mention, party, own, own.persons.get(key_of(last.split("-")[-1]), ()))


def named_below(at: int, mention: Mention, party: Party, own: OwnNames) -> Party:
    """The officer of a headline ("Minister for Trade visits Oslo") under the name that the report gives the same office further down."""
    office = mention.text.lower()
    if len(office.split()) < 2:
        return party
    for place in (place for places in own.persons.values() for place in places):
        described = own.mention(place.sentence, place.head).described.lower()
        is_led_up_to = place.before.lower().rstrip(" ,").endswith(office)  # "the Minister for Trade, NAME"
        if place.sentence == at or not (is_led_up_to or office in described):
            continue
        meant = own.meant(at, mention.head, place)
        if meant.kind == "person" and meant.name and party.code in (None, meant.code):
            return replace(meant, code=meant.code or party.code, sectors=meant.sectors or party.sectors)
    return party


def _described_elsewhere(
    at: int, mention: Mention, party: Party, own: OwnNames, places: Sequence[Introduction]
) -> Party:
    """`party` under the name and with the office that the report gives it at the first of `places` that fits."""
    for place in places:
        if place.sentence == at and place.head == mention.head:
            continue
        meant = own.meant(at, mention.head, place)
        if meant.kind != "person" or not meant.name or party.code not in (None, meant.code):
            continue
        return replace(
            meant,
            code=meant.code or party.code,
            sectors=meant.sectors or party.sectors,
            role=meant.role or party.role,
            gender=meant.gender or party.gender,
        )
    return party
