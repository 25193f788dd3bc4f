"""Which rows of a view a filter finds: the same records as `asking.chosen_keys` finds in the tables, which a test holds it to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock

import numpy as np
from sqlalchemy import BindParameter, bindparam, func, literal_column, select

from diurna.archive.asking import boxes_around, chosen_keys
from diurna.archive.filters import Box, EventFilter, PartyTest, words_query
from diurna.archive.keeping import Kept
from diurna.archive.memory.columns import Mask, Numbers, View
from diurna.archive.schema import event, event_words, report
from diurna.archive.store import EARTH_KM, Archive
from diurna.archive.stories import story_ids
from diurna.errors import InputError

SIDES = {"actor": 0, "recipient": 1}
EVERYTHING = EventFilter()


_KEPT = Kept(24)
"""Answers of filters, since a page asks for the list, the counts and the charts of one filter; one of a million records has a megabyte."""


MOST_WORDS = 32
"""Texts of which it is kept which rows hold them."""
FEW_KEYS = 200
"""Records that are looked up one by one, at most."""
_HOLDING: OrderedDict[tuple[int, str], Mask] = OrderedDict()
_HOLDING_LOCK = Lock()


def chosen(view: View, archive: Archive, wanted: EventFilter | None = None) -> Mask:
    """For each row whether the filter finds it. The archive is asked for words and for ids of reports. Do not write to the answer.

    Raises InputError for a text without a word, and a voice that is asked for by its sector.
    """
    if wanted is None or wanted == EVERYTHING:
        return view.live
    reviews = archive.state if wanted.reviews else ""  # which change without a change of the columns
    return _KEPT.get((view.reading, view.state, reviews, wanted), lambda: _chosen(view, archive, wanted))


def _chosen(view: View, archive: Archive, wanted: EventFilter) -> Mask:
    found = view.live.copy()
    for condition in (*_plain(view, wanted), *_parties(view, wanted), *_places(view, wanted)):
        found &= condition
    if wanted.voices:
        found &= _voices(view, wanted.voices)
    if wanted.reports:
        keys = archive.connection.execute(select(report.c.key).where(report.c.doc_id.in_(wanted.reports))).scalars()
        found &= np.isin(view.records["report"], list(keys))
    if wanted.stories:
        ids = [int(one, 16) for one in story_ids(archive.connection, wanted.stories).values()]
        found &= np.isin(view.records["story"], np.array(ids, np.uint64))
    if wanted.reviews:
        found &= _reviewed(view, archive, wanted.reviews)
    if wanted.text is not None:
        found &= _holding(view, archive, wanted.text)
    return found


def _plain(view: View, wanted: EventFilter) -> Iterator[Mask]:
    records = view.records
    if wanted.since:
        yield records["day"] >= wanted.since.toordinal()
    if wanted.until:
        yield (records["day"] <= wanted.until.toordinal()) & (records["day"] > 0)
    if wanted.quad:
        yield _any(records["quad"], wanted.quad)
    for column, texts in (("event", wanted.types), ("status", wanted.statuses), ("country", wanted.countries)):
        if texts:
            yield _any(records[column], view.dictionary(column).known(texts))
    if wanted.places:
        yield _any(records["place"], view.dictionary("place").alike(wanted.places))
    if wanted.publishers:
        names = {name.casefold() for name in wanted.publishers}
        yield _any(records["publisher"], view.dictionary("publisher").alike(names))
    if wanted.cameo:
        codes = [n for n, code in enumerate(view.texts("cameo")) if code and code.startswith(wanted.cameo)]
        yield _any(records["cameo"], codes)
    for column, texts in (("modes", wanted.modes), ("contexts", wanted.contexts), ("stances", wanted.stances)):
        if texts:
            yield _any(records[column], view.dictionary(column).holding(f" {text} " for text in texts))
    if wanted.asserted:
        yield _any(records["stances"], view.dictionary("stances").known([" "]))
    if wanted.dated:
        yield records["dated"]
    if wanted.min_confidence > 0:
        yield records["confidence"] >= wanted.min_confidence


def _parties(view: View, wanted: EventFilter) -> Iterator[Mask]:
    for tests, side in ((wanted.actors, 0), (wanted.recipients, 1), (wanted.parties, None)):
        if tests:
            yield _any_party(view, tests, side)
    if wanted.dyads:
        yield _either([_any_party(view, [one]) & _any_party(view, [other]) for one, other in wanted.dyads])


def _any_party(view: View, tests: Iterable[PartyTest], side: int | None = None) -> Mask:
    """The records with a party that one of the tests holds for."""
    parties = view.parties
    hits = np.zeros(len(parties["row"]), bool)
    for test in tests:
        own = np.ones(len(hits), bool)
        if test.code:
            own &= _any(parties["code"], view.dictionary("code").known([test.code]))
        if test.name:
            own &= _any(parties["name"], view.dictionary("name").alike([test.name]))
        if test.sector:
            own &= _any(parties["sectors"], view.dictionary("sectors").holding([f" {test.sector} "]))
        hits |= own
    if side is not None:
        hits &= parties["side"] == side
    return _rows(view, parties["row"][hits])


def _voices(view: View, tests: Sequence[PartyTest]) -> Mask:
    if not all(test.name or test.code for test in tests):
        raise InputError("a voice is asked for by its code (RUS) or its name; of its sector the archive keeps no index")
    voices = view.voices
    hits = _either(
        [
            _any(voices["name"], view.dictionary("name").alike([test.name]))
            if test.name
            else _any(voices["code"], view.dictionary("code").known([test.code or ""]))
            for test in tests
        ]
    )
    return _rows(view, voices["row"][hits])


def _places(view: View, wanted: EventFilter) -> Iterator[Mask]:
    lat, lon = view.records["lat"], view.records["lon"]
    if wanted.box:
        yield _in_box(wanted.box, lat, lon)
    if wanted.near:
        c = wanted.near
        near = _either([_in_box(box, lat, lon) for box in boxes_around(c.lat, c.lon, c.km)])
        rows = np.flatnonzero(near)
        near[rows] = _kilometres(lat[rows], lon[rows], c.lat, c.lon) <= c.km
        yield near


def _in_box(box: Box, lat: Numbers, lon: Numbers) -> Mask:
    within = (lat >= box.south) & (lat <= box.north)
    if box.west <= box.east:
        return within & (lon >= box.west) & (lon <= box.east)
    return within & ((lon >= box.west) | (lon <= box.east))


def _kilometres(lat: Numbers, lon: Numbers, other_lat: float, other_lon: float) -> Numbers:
    """As `store.km_between`."""
    a, b = np.radians(lat), np.radians(other_lat)
    haversine = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(other_lon - lon) / 2) ** 2
    distance: Numbers = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(haversine)))
    return distance


def _reviewed(view: View, archive: Archive, reviews: Sequence[str]) -> Mask:
    """The tables are asked for what was reviewed, which is little beside what was not."""

    def standing(*reviews: str) -> Mask:
        query = chosen_keys(archive.connection, EventFilter(reviews=reviews))
        return _rows(view, rows_of(view, np.fromiter((row.key for row in archive.connection.execute(query)), np.int64)))

    others = [review for review in reviews if review != "unreviewed"]
    found = standing(*others) if others else np.zeros(view.size, bool)
    return found | ~standing("reviewed") if len(others) < len(reviews) else found


def _holding(view: View, archive: Archive, text: str) -> Mask:
    """The words of a row never change, and rows only come: only those that came since words were asked for last are looked through."""
    with _HOLDING_LOCK:
        before = _HOLDING.get((view.reading, text), np.zeros(0, bool))[: view.size]
    new_keys = np.flatnonzero(view.row_of >= len(before))
    found = np.zeros(view.size, bool)
    found[: len(before)] = before
    if len(new_keys):
        words = literal_column("event_words").op("MATCH")(words_query(text))
        query = select(event_words.c.rowid).where(words)
        if len(new_keys) <= FEW_KEYS:  # an index of words skips to one record; several of them it would find among all
            one: BindParameter[int] = bindparam("one")
            each = query.where(event_words.c.rowid == one)
            keys = [k for k in new_keys.tolist() if archive.connection.execute(each, {"one": k}).first()]
        else:
            keys = list(archive.connection.execute(query).scalars())
        rows = rows_of(view, np.array(keys, np.int64))
        found[rows[rows >= len(before)]] = True
        last = archive.connection.execute(select(func.max(event.c.key))).scalar() or 0
        if last == view.state[1]:  # a reader who began long ago does not see the words of the latest rows
            _keep_holding((view.reading, text), found)
    return found


def _keep_holding(key: tuple[int, str], found: Mask) -> None:
    with _HOLDING_LOCK:
        _HOLDING[key] = found
        _HOLDING.move_to_end(key)
        while len(_HOLDING) > MOST_WORDS:
            _HOLDING.popitem(last=False)


def rows_of(view: View, keys: Numbers) -> Numbers:
    """The rows of records by their keys, without those of keys that the view has not."""
    rows: Numbers = view.row_of[keys[keys < len(view.row_of)]]
    return rows[(rows >= 0) & (rows < view.size)]


def _rows(view: View, rows: Numbers) -> Mask:
    found = np.zeros(view.size, bool)
    found[rows] = True
    return found


def _any(column: Numbers, numbers: Sequence[int]) -> Mask:
    """Where a column has one of the numbers."""
    if len(numbers) <= 4:
        return _either([column == number for number in numbers]) if numbers else np.zeros(len(column), bool)
    is_one = np.zeros(max(int(column.max(initial=0)), *numbers) + 1, bool)
    is_one[list(numbers)] = True
    return is_one[column]


def _either(masks: Sequence[Mask]) -> Mask:
    found = masks[0]
    for mask in masks[1:]:
        found = found | mask
    return found
