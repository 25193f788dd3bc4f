"""What a party is in politics: a state, an office of one, an armed group … as evidence that an act is a political one."""

from __future__ import annotations

from typing import Literal

from diurna.actors import shipped_directory
from diurna.coding.topics import POLITICS, load_topics
from diurna.record import Entity

Standing = Literal["state", "office", "force", "order", "civic", "people", "unknown"]
STANDINGS: tuple[Standing, ...] = ("state", "office", "force", "order", "civic", "people", "unknown")
"""From the surest sign of politics to none: a state or a body of states; who holds office or serves under one; armed groups, parties, the opposition;
police and courts; unions, churches, aid bodies, refugees, the press; other people of a known country or with a name of their own; anybody else."""

BODIES = frozenset({"UNO", "EUR", "IGO", "IMG", "ISM"})
OFFICE = frozenset({"GOV", "MIL", "LEG", "SPY", "ELI"})
FORCE = frozenset({"REB", "UAF", "PRM", "PTY", "OPP"})
ORDER = frozenset({"COP", "JUD"})
CIVIC = frozenset({"NGO", "LAB", "REL", "REF", "SOC", "JRN", "AGR"})
POLITICAL: frozenset[Standing] = frozenset({"state", "office", "force", "civic"})
"""The standings that make an act political by themselves."""

RANKS = frozenset(
    "general colonel admiral brigadier marshal gunman gunmen coup-leader king queen emir shah tsar sheikh".split()
)
"""Roles that are of politics by themselves though the word is not always."""


def standing_of(entity: Entity, *, placed: bool) -> Standing:
    """The standing of a party; `placed`: its country is only where the act took place, no word of its own.

    An office alone says little, unless only politics has it: "the director", "her boss" are of no country that the report names, "the foreign
    minister", "rebels" need none.
    """
    sectors, code = set(entity.sector), None if placed else entity.code
    if code in BODIES:
        return "state"
    if code is not None and _is_country(entity) and not sectors - {"GOV"}:
        return "state"
    known = code is not None or entity.name is not None or _has_role_of_politics(entity)
    if code == "NGO" or sectors & CIVIC:
        return "civic" if known or sectors & {"REF", "SOC", "LAB", "AGR"} else "unknown"
    if sectors & FORCE:
        return "force" if known else "unknown"
    if sectors & OFFICE:
        return "office" if known else "unknown"
    if sectors & ORDER:
        return "order"
    return "people" if code is not None and code != "MNC" else "unknown"


def _has_role_of_politics(entity: Entity) -> bool:
    role = (entity.role or "").lower()
    return role.split(" ")[-1] in RANKS or any(
        load_topics().get(words) == POLITICS for words in (role, role.split(" ")[-1])
    )


def _is_country(entity: Entity) -> bool:
    country = shipped_directory().countries.get(entity.code or "")
    return country is not None and (entity.name is None or entity.name == country.name) and entity.role is None
