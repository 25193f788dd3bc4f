"""What a description is read against: the day, the publisher, and what the report has named before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diurna.actors.antecedents import Seen, in_order_of_salience
from diurna.actors.directory import Directory
from diurna.actors.heads import GOVERNMENTS
from diurna.actors.mention import Mention
from diurna.actors.party import Party

DEFINITE = frozenset(("the", "this", "that", "its", "his", "her", "their"))
GENERIC_PERSONS = frozenset("man woman leader politician official".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a description may be read against; the callables are only called where they are needed."""

    directory: Directory
    day: date | None
    publisher: Party
    seen: Callable[[], Sequence[Seen]]
    possessor: Callable[[], Party]


def latest_fitting(at: int, mention: Mention, setting: Setting, fits: Callable[[Party], bool]) -> Party | None:
    for item in in_order_of_salience(setting.seen(), at, mention.first):
        if fits(item.party):
            return item.party
    return None


def country_of_report(at: int, mention: Mention, setting: Setting, left_out: str | None) -> str | None:
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


def as_government(party: Party, setting: Setting) -> Party:
    """ "the government", its country known: called by the country's name, as "the Government of Iraq" is."""
    country = setting.directory.countries.get(party.code or "")
    if country is None or party.role not in GOVERNMENTS or party.is_plural or party.name is not None:
        return party
    return replace(party, name=country.name, kind="country", wikidata=country.wikidata)


def holder_of(code: str, office: str, setting: Setting) -> str | None:
    offices = {
        office,
        office.replace("secretary", "minister"),
        office.replace("defense", "defence"),
        office.replace("defence", "defense"),
    }
    names = {p.name for o in sorted(offices) for p in setting.directory.holders(code, o, setting.day)}
    return names.pop() if len(names) == 1 else None
