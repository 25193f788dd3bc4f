"""Who a mention means: the value that resolution gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PartyKind = Literal["country", "organisation", "person", "group", "thing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """What a mention resolves to; all empty where nothing is known of it.

    `name` is the usual English name, None for a nameless group; `code` and `sectors` are those of record.Entity.
    `role` is the
    office or description ("foreign minister"). `gender` and `is_plural` serve the pronouns that point back.
    """

    name: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    role: str | None = None
    kind: PartyKind | None = None
    gender: Literal["m", "f"] | None = None
    is_plural: bool = False
    is_bare_country: bool = False
    is_listed: bool = False
    """Whether the directory knows it; else `name` is only what the words look like."""

    @property
    def is_known(self) -> bool:
        return self.name is not None or self.code is not None


NOBODY = Party()
