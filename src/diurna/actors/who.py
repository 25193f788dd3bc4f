"""`diurna who`: one phrase, resolved, as a plain mapping."""

from __future__ import annotations

from datetime import date

from diurna.actors.directory import Directory
from diurna.actors.resolve import resolve_party


def who(
    phrase: str, on: date | None = None, context: str = "", *, directory: Directory | None = None
) -> dict[str, object]:
    """Whom `phrase` means on the day `on`: {phrase, on, code, sector, name, wikidata, role}; null for what is not
    known.
    """
    party = resolve_party(phrase, on=on, context=context, directory=directory)
    return {
        "phrase": phrase,
        "on": on.isoformat() if on else None,
        "code": party.code,
        "sector": list(party.sectors),
        "name": party.name,
        "wikidata": party.wikidata,
        "role": party.role,
    }
