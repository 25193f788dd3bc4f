"""Stories as files: a table of how each stands, one JSON object a line, and points on the map."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from diurna.export.cells import Cell, day, harmless, joined
from diurna.export.flat import COUNTS
from diurna.export.written import Written

if TYPE_CHECKING:
    from diurna.archive.standing import Toll
    from diurna.archive.stories import Story

STANCES = ("confirms", "says", "claims", "denies")
_LONE_SURROGATE = re.compile("[\\ud800-\\udfff]")


def _voices(stance: str) -> Callable[[Story], Cell]:
    return lambda s: joined([v.name or v.code for v in s.standing.voices if v.stance == stance])


def _side(side: str) -> Callable[[Story], Cell]:
    return lambda s: joined([p.name or p.code for p in s.standing.parties if p.side == side])


def _toll(key: str, of: Callable[[Toll], int]) -> Callable[[Story], Cell]:
    return lambda s: of(s.standing.counts[key]) if key in s.standing.counts else None


COLUMNS: dict[str, Callable[[Story], Cell]] = {
    "id": lambda s: s.id,
    "event": lambda s: s.event,
    "first_day": lambda s: day(s.standing.first_day),
    "last_day": lambda s: day(s.standing.last_day),
    "first_report": lambda s: day(s.standing.first_report),
    "last_report": lambda s: day(s.standing.last_report),
    "place": lambda s: s.standing.place,
    "country_code": lambda s: s.standing.country,
    "actor": _side("actor"),
    "recipient": _side("recipient"),
    "reports": lambda s: s.standing.reports,
    "publishers": lambda s: s.standing.publishers,
    "asserted": lambda s: s.standing.asserted,
    **{stance: _voices(stance) for stance in STANCES},
    **{f"{key}_low": _toll(key, lambda toll: toll.low) for key in COUNTS},
    **{f"{key}_best": _toll(key, lambda toll: toll.best) for key in COUNTS},
    **{f"{key}_high": _toll(key, lambda toll: toll.high) for key in COUNTS},
    "records": lambda s: len(s.members),
    "sentence": lambda s: s.leading.sentence.text,
}
"""Each column and how it is read from a story; voices by stance, numbers over all reports."""


def write_stories_csv(stories: Iterable[Story], stream: TextIO) -> Written:
    """One row a story, with a header; open the stream with `newline=""`."""
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    written = 0
    for story in stories:
        table.writerow([harmless(read(story)) for read in COLUMNS.values()])
        written += 1
    return Written(written)


def write_stories_jsonl(stories: Iterable[Story], stream: TextIO) -> Written:
    """One story a line, as the API has them."""
    from diurna.archive.stories import story_to_json

    written = 0
    for story in stories:
        stream.write(_LONE_SURROGATE.sub("\ufffd", json.dumps(story_to_json(story), ensure_ascii=False)) + "\n")
        written += 1
    return Written(written)


def write_stories_geojson(stories: Iterable[Story], stream: TextIO) -> Written:
    """A point for each story of which a record has one, its leading record before others, in the place that most reports tell before elsewhere."""
    stream.write('{"type":"FeatureCollection","features":[')
    written = left_out = 0
    for story in stories:
        point = point_of(story)
        if point is None:
            left_out += 1
            continue
        feature = {
            "type": "Feature",
            "id": story.id,
            "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
            "properties": {name: read(story) for name, read in COLUMNS.items()},
        }
        line = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        stream.write(("," if written else "") + "\n" + _LONE_SURROGATE.sub("\ufffd", line))
        written += 1
    stream.write("\n]}\n")
    return Written(written, {"without a place on the map": left_out} if left_out else {})


def point_of(story: Story) -> tuple[float, float] | None:
    """Latitude and longitude of a story."""
    places = [story.leading.where, *(member.event.where for member in story.members)]
    found = [one for one in places if one and one.latitude is not None and one.longitude is not None]
    told = next((one for one in found if one.resolved_place == story.standing.place), next(iter(found), None))
    return None if told is None or told.latitude is None or told.longitude is None else (told.latitude, told.longitude)
