"""The form of a correction: a record's fields as the form holds them, and back.

Words of the report stand in one input as "the words @START-END", which a script fills from what is marked in the text; without one, the words alone
are enough, and are looked for from the act outwards. A mode stands with its type ("AID.…"), so that those of another type, hidden, do not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection
from starlette.datastructures import QueryParams

from diurna.archive.places_known import known_places
from diurna.errors import InputError
from diurna.record import Attribution, Entity, Event, Report, Span, Where
from diurna.record.json import COUNT_KEYS
from diurna.web.rendering import shown

BLANKS = 1
"""Empty rows for further parties and voices."""
_AT = re.compile(r"^(?P<words>.*?)\s*@\s*(?P<start>\d{1,9})-(?P<end>\d{1,9})$", re.DOTALL)
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A party or voice as inputs: texts, `sector` with blanks between."""

    words: str = ""
    name: str = ""
    code: str = ""
    sector: str = ""
    wikidata: str = ""
    role: str = ""
    stance: str = "says"


def values_of_event(event: Event | None) -> dict[str, Any]:
    """What the inputs hold for a record; for none, what they hold at first."""
    if event is None:
        return {
            "event": "", "mode": [], "context": [], "cameo": "", "trigger": "", "date": "", "enddate": "", "date_words": "", "status": "actual", "link": "",
            "place": dict.fromkeys(PLACE_INPUTS, ""), "actor": [Row()], "recipient": [Row()], "voice": [Row()],
            "size": dict.fromkeys(COUNT_KEYS, ("", "", "")),
        }  # fmt: skip
    when, where = event.when, event.where
    place = dict.fromkeys(PLACE_INPUTS, "")
    if where is not None:
        place = {
            "words": words_at(where.span or where.given_by), "name": where.resolved_place or "", "province": where.province or "",
            "country": where.country_code or "", "lat": _number(where.latitude), "lon": _number(where.longitude),
            "resolution": where.resolution or "", "geonameid": str(where.geonameid or ""),
        }  # fmt: skip
    return {
        "event": event.event,
        "mode": [f"{event.event}.{mode}" for mode in event.modes],
        "context": list(event.contexts),
        "cameo": event.cameo or "",
        "trigger": words_at(event.trigger),
        "date": when.start.isoformat() if when else "",
        "enddate": when.end.isoformat() if when else "",
        "date_words": words_at(when.span if when else None),
        "status": event.status,
        "link": event.link or "",
        "place": place,
        "actor": [*map(_party_row, event.actors), *[Row()] * BLANKS],
        "recipient": [*map(_party_row, event.recipients), *[Row()] * BLANKS],
        "voice": [*map(_voice_row, event.attribution), *[Row()] * BLANKS],
        "size": {key: _count_inputs(event, key) for key in COUNT_KEYS},
    }


PLACE_INPUTS = ("words", "name", "province", "country", "lat", "lon", "resolution", "geonameid")


def values_of_form(form: QueryParams) -> dict[str, Any]:
    """What was given, to be shown again."""
    rows = {
        side: [Row(**{name: form.get(f"{side}.{n}.{name}", "") for name in _ROW}) for n in range(_rows(form, side))] or [Row()]
        for side in ("actor", "recipient", "voice")
    }  # fmt: skip
    texts = ("event", "cameo", "trigger", "date", "enddate", "date_words", "status", "link")
    return {
        **{name: form.get(name, "") for name in texts},
        "mode": [mode for mode in form.getlist("mode") if mode],
        "context": [context for context in form.getlist("context") if context],
        "place": {name: form.get(f"place.{name}", "") for name in PLACE_INPUTS},
        "size": {key: tuple(form.get(f"size.{key}.{part}", "") for part in ("low", "high", "words")) for key in COUNT_KEYS},
        **rows,
    }  # fmt: skip


def fields_of_form(
    form: QueryParams, report: Report, connection: Connection, *, shown_event: Event | None = None
) -> dict[str, Any]:
    """The fields of a correction (`archive/corrections.py`). Raises InputError that names the input.

    `shown_event` is the record that the form showed: where an input holds what it showed, the text is the record's own, for a page shows signs
    for characters that are not seen.
    """
    given = _as_recorded(values_of_form(form), shown_event)
    kind = given["event"].strip()
    trigger = _span(given["trigger"], report, "act", near=0)
    if trigger is None:
        raise InputError("act: mark the words that name it")
    near = trigger["start"]
    sizes = {key: _count(given["size"][key], report, key, near) for key in COUNT_KEYS}
    first, last = given["date"].strip(), given["enddate"].strip()
    return {
        "event": kind,
        "mode": [mode.removeprefix(f"{kind}.") for mode in given["mode"] if mode.startswith(f"{kind}.")],
        "context": given["context"],
        "cameo": given["cameo"].strip() or None,
        "trigger": trigger,
        "date": first or last or None,
        "enddate": last or first or None,
        "date_text": _span(given["date_words"], report, "words of the date", near=near) if first or last else None,
        "status": given["status"].strip(),
        "link": given["link"].strip() or None,
        "actor": [_pointed(_party(row, report, f"actor {n}", near), shown_event) for n, row in enumerate(given["actor"], 1) if _is_given(row)],
        "recipient": [_pointed(_party(row, report, f"recipient {n}", near), shown_event) for n, row in enumerate(given["recipient"], 1) if _is_given(row)],
        "attribution": [_voice(row, report, f"voice {n}", near) for n, row in enumerate(given["voice"], 1) if _is_given(row)],
        "event_loc": _pointed(_place(given["place"], report, near, connection), shown_event),
        "size": {key: size for key, (size, _) in sizes.items() if size is not None},
        "size_text": {key: words for key, (size, words) in sizes.items() if size is not None},
    }  # fmt: skip


def words_at(span: Span | None) -> str:
    """A span as an input holds it."""
    return f"{' '.join(span.text.split())} @{span.start}-{span.end}" if span else ""


_ROW = ("words", "name", "code", "sector", "wikidata", "role", "stance")


def _rows(form: QueryParams, side: str) -> int:
    numbers = [int(name.split(".")[1]) for name in form if re.fullmatch(rf"{side}\.\d{{1,3}}\.words", name)]
    return max(numbers, default=-1) + 1


def _is_given(row: Row) -> bool:
    return any((row.words.strip(), row.name.strip(), row.code.strip()))


def _span(given: str, report: Report, what: str, *, near: int) -> dict[str, Any] | None:
    """The span of an input; None where it is empty. Raises InputError where its words do not stand in the report."""
    words, text = given.strip(), report.text
    if not words:
        return None
    if found := _AT.match(words):
        start, end = int(found["start"]), int(found["end"])
        if start < end <= len(text) and found["words"] in ("", _plain(text[start:end])):
            return {"start": start, "end": end}
        words = found["words"]
    pattern = re.compile(r"\s+".join(re.escape(part) for part in words.split()))
    starts = [(abs(one.start() - near), one.start(), one.end()) for one in pattern.finditer(text)]
    if not starts:
        raise InputError(f"{what}: {words[:80]!r} does not stand in the report; mark its words in the text")
    _, start, end = min(starts)
    return {"start": start, "end": end}


def _plain(words: str) -> str:
    """Words as an input of a page holds them: on one line, what is not seen as a sign."""
    return " ".join(str(shown(" ".join(words.split()))).split())


def _as_recorded(given: dict[str, Any], event: Event | None) -> dict[str, Any]:
    """The inputs, names as the record has them where they hold what the page showed of it."""
    if event is None:
        return given
    parties: tuple[Entity | Attribution, ...] = (*event.actors, *event.recipients, *event.attribution)
    names = [text for party in parties for text in (party.name, getattr(party, "role", None)) if text]
    names += [text for text in ((event.where.resolved_place, event.where.province) if event.where else ()) if text]
    own = {_plain(name): name for name in names}
    place = {
        name: own.get(_plain(value), value) if name in ("name", "province") else value
        for name, value in given["place"].items()
    }
    rows = {
        side: [replace(row, name=own.get(_plain(row.name), row.name), role=own.get(_plain(row.role), row.role)) for row in given[side]]
        for side in ("actor", "recipient", "voice")
    }  # fmt: skip
    return {**given, "place": place, **rows}


def _pointed(part: dict[str, Any] | None, event: Event | None) -> dict[str, Any] | None:
    """A party or place whose words are still those that gave one to the record, as `from`."""
    if part is None or event is None or "start" not in part:
        return part
    parts: list[Entity | Where] = [*event.actors, *event.recipients, *([event.where] if event.where else [])]
    giving = {(one.given_by.start, one.given_by.end) for one in parts if one.given_by and not one.span}
    if (part["start"], part["end"]) not in giving:
        return part
    rest = {name: value for name, value in part.items() if name not in ("start", "end")}
    return {**rest, "from": {"start": part["start"], "end": part["end"]}}


def _party(row: Row, report: Report, what: str, near: int) -> dict[str, Any]:
    return {
        **(_span(row.words, report, what, near=near) or {}),
        "name": row.name.strip() or None,
        "code": row.code.strip().upper() or None,
        "sector": row.sector.upper().replace(",", " ").split(),
        "wikidata": row.wikidata.strip() or None,
        "role": row.role.strip() or None,
    }


def _voice(row: Row, report: Report, what: str, near: int) -> dict[str, Any]:
    span = _span(row.words, report, what, near=near)
    if span is None:
        raise InputError(f"{what}: mark the words that name who vouches")
    told = _party(row, report, what, near)
    return {**span, "name": told["name"], "code": told["code"], "sector": told["sector"], "stance": row.stance}


def _place(given: Mapping[str, str], report: Report, near: int, connection: Connection) -> dict[str, Any] | None:
    """A place. One that has a name alone gets its point from the archive, where that knows just one of the name."""
    told = {name: value.strip() for name, value in given.items()}
    span = _span(told["words"], report, "place", near=near)
    if not any(value for name, value in told.items() if name not in ("geonameid", "resolution")):
        return None
    if span is None:
        raise InputError("place: mark the words that name it")
    lat, lon = (_degrees(told[name], name) for name in ("lat", "lon"))
    country, province = told["country"].upper() or None, told["province"] or None
    if (lat is None) != (lon is None):
        raise InputError("place: give latitude and longitude, or none of the two")
    if lat is None and told["name"]:
        known = [one for one in known_places(connection, told["name"], whole=True) if country in (None, one.country)]
        if len(known) == 1:
            lat, lon, country = known[0].lat, known[0].lon, known[0].country or country
    return {
        **span,
        "resolved_place": told["name"] or None,
        "province": province,
        "country_code": country,
        "lat": lat,
        "lon": lon,
        "geonameid": int(told["geonameid"]) if re.fullmatch(r"[1-9]\d{0,8}", told["geonameid"]) else None,
        "resolution": told["resolution"] or None,
    }


def _degrees(words: str, what: str) -> float | None:
    if not words:
        return None
    try:
        degrees = float(words)
    except ValueError:
        degrees = float("nan")
    if not -180 <= degrees <= 180:
        raise InputError(f"place: {what}: {words[:40]!r} is no number of degrees")
    return degrees


def _count(given: tuple[str, str, str], report: Report, key: str, near: int) -> tuple[list[int | None] | None, Any]:
    """Low and high of a count, and its words: those given, else the number where it stands in the text."""
    bounds: list[int | None] = []
    for words in given[:2]:
        plain = words.strip().replace(",", "")
        if plain and not (plain.isascii() and plain.isdigit() and len(plain) < 10):
            raise InputError(f"{key}: {words[:40]!r} is no number")
        bounds.append(int(plain) if plain else None)
    if bounds == [None, None]:
        return None, None
    number = next(bound for bound in bounds if bound is not None)
    for words in (given[2], f"{number:,}", str(number)):
        if words.strip():
            try:
                return bounds, _span(words, report, key, near=near)
            except InputError:
                if words == given[2]:
                    raise
    raise InputError(f"{key}: mark the words that say how many")


def _count_inputs(event: Event, key: str) -> tuple[str, str, str]:
    count = event.counts.get(key)
    if count is None:
        return "", "", ""
    low, high = ("" if bound is None else str(bound) for bound in (count.low, count.high))
    return low, high, words_at(count.span)


def _party_row(party: Entity) -> Row:
    return Row(
        words=words_at(party.span or party.given_by), name=party.name or "", code=party.code or "", sector=" ".join(party.sector),
        wikidata=party.wikidata or "", role=party.role or "",
    )  # fmt: skip


def _voice_row(voice: Attribution) -> Row:
    return Row(
        words=words_at(voice.span),
        name=voice.name or "",
        code=voice.code or "",
        sector=" ".join(voice.sector),
        stance=voice.stance,
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value == round(value, 4) else f"{value:.4f}"
