"""Who acts, who is acted upon, and who vouches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diurna.record.span import Span

Stance = Literal["says", "claims", "denies", "confirms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A party of an event.

    `span` is the mention in the event's own sentence, without a leading article; None where another
    sentence gives the party, and then `given_by` (JSON key `from`) is the span that gave it.
    `name` is the usual English name, None for a nameless group. `code` is an ISO 3166 alpha-3 code, KOS,
    or one of UNO, EUR, IGO, NGO, ISM, IMG, MNC. `sector` holds PLOVER sectors, primary first. `role` is the
    office or description held on the day ("foreign minister"). `wikidata` is an item id ("Q212").
    """

    span: Span | None
    name: str | None = None
    code: str | None = None
    sector: tuple[str, ...] = ()
    wikidata: str | None = None
    role: str | None = None
    given_by: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A party in whose mouth the text lays the event; None in `code` where it has none ("reportedly")."""

    span: Span
    stance: Stance = "says"
    name: str | None = None
    code: str | None = None
    sector: tuple[str, ...] = ()
