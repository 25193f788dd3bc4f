"""Roles: what a party is called by what it does ("foreign minister", "troops", "union"), with sector and kind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from diurna.actors.tables import SECTORS
from diurna.actors.words import phrase_key
from diurna.errors import DataError

RoleKind = Literal["office", "person", "group", "body", "thing"]
Gender = Literal["m", "f"]

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "persons",
    "people": "people",
    "wife": "wives",
    "thief": "thieves",
    "youth": "youths",
    "spy": "spies",
    "staff": "staff",
    "police": "police",
    "aircraft": "aircraft",
    "personnel": "personnel",
    "secret": "secrets",
    "mujahid": "mujahideen",
    "chief": "chiefs",
    "elements": "elements",
    "attorney": "attorneys",
    "convoy": "convoys",
    "envoy": "envoys",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A noun or title. `inherits`: the sector is that of what the party belongs to, `sectors` where nothing is said."""

    noun: str
    kind: RoleKind
    sectors: tuple[str, ...]
    inherits: bool = False
    gender: Gender | None = None
    is_plural: bool = False
    code: str | None = None
    """The country whose offices alone are called so ("taoiseach": IRL)."""


def plural_of(noun: str) -> str:
    """The plural of a role noun: of its first word before "of", else of its last ("ministers of defence",
    "spokesmen").
    """
    head, of, tail = noun.partition(" of ")
    start, blank, last = head.rpartition(" ")
    for ending, plural in _IRREGULAR.items():
        if last == ending or (ending in ("man", "woman", "child") and last.endswith(ending)):
            last = last[: len(last) - len(ending)] + plural
            break
    else:
        if last.endswith("s") and not last.endswith(("ss", "us")):
            pass
        elif last.endswith("y") and last[-2:-1] not in "aeiou":
            last = last[:-1] + "ies"
        elif last.endswith(("s", "x", "z", "ch", "sh")) and not last.endswith("arch"):
            last += "es"
        else:
            last += "s"
    return start + blank + last + of + tail


def load_roles(path: Path) -> dict[str, Role]:
    """The roles of a file by lookup key, singular and plural. Raises DataError for an unknown key, kind or sector,
    or a noun twice.
    """
    roles: dict[str, Role] = {}
    plurals: dict[str, Role] = {}
    for number, entry in enumerate(tomllib.loads(path.read_text("utf-8"))["role"], 1):
        place = f"{path.name}, role {number}"
        if unknown := set(entry) - {"kind", "sectors", "nouns", "inherits", "gender", "code"}:
            raise DataError(f"{place}: unknown key {sorted(unknown)[0]!r}")
        if entry["kind"] not in get_args(RoleKind):
            raise DataError(f"{place}, kind: {entry['kind']!r} is none of {get_args(RoleKind)}")
        if unknown := set(entry["sectors"]) - SECTORS:
            raise DataError(f"{place}, sectors: {sorted(unknown)[0]!r} is no PLOVER sector")
        for noun in entry["nouns"]:
            made = {
                "kind": entry["kind"],
                "sectors": tuple(entry["sectors"]),
                "inherits": entry.get("inherits", False),
                "code": entry.get("code"),
                "gender": entry.get("gender") or _gender_of(noun),
            }
            key = phrase_key(noun)
            if key in roles and roles[key].sectors != made["sectors"]:
                raise DataError(f"{place}, nouns: {noun!r} is listed twice")
            roles[key] = Role(noun=noun, is_plural=entry["kind"] == "group" and noun.endswith("s"), **made)
            plural = plural_of(noun)
            if plural != noun:
                plurals.setdefault(phrase_key(plural), Role(noun=noun, is_plural=True, **made))
    return plurals | roles


def _gender_of(noun: str) -> Gender | None:
    last = noun.split(" of ")[0].rpartition(" ")[2]
    if last.endswith("woman"):
        return "f"
    return "m" if last.endswith("man") and last not in ("human",) else None
