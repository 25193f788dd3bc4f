"""The JSON form of a record and of a report, as types: the one place that says which keys there are.

The strict reader (`validate.py`) and the published JSON Schema (`schema.py`) are both made from these types, so they
cannot differ. A string inside `Annotated` describes the field; a `Limit` bounds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypedDict

from diurna.record.entity import Stance
from diurna.record.event import Status
from diurna.record.where import Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What a value must keep to beyond its type; None is no limit.

    `minimum` and `maximum` bound numbers, `min_length` and `pattern` (searched) texts, `length` fixes a list's.
    `is_day` asks for an ISO calendar day (2022-02-24).
    """

    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    pattern: str | None = None
    length: int | None = None
    is_day: bool = False


Name = Annotated[str, Limit(min_length=1)]
Day = Annotated[str, Limit(is_day=True)]
Offset = Annotated[int, Limit(minimum=0), "characters (Unicode code points) of the report's text"]
Item = Annotated[str, Limit(pattern="^Q[1-9][0-9]*$")]
Number = Annotated[int, Limit(minimum=0)]
Range = Annotated[list[Number | None], Limit(length=2)]


class QuoteForm(TypedDict):
    """Words of the report: `text` stands from `start` to `end`, end exclusive."""

    text: Name
    start: Offset
    end: Offset


class InferredDayForm(TypedDict):
    """A day of publication inferred from the report, with the words that gave it."""

    day: Day
    text: Name | None
    start: Offset | None
    end: Offset | None


# `from` is a keyword of Python, so these two are written in the functional form.
PartyForm = TypedDict(
    "PartyForm",
    {
        "text": Annotated[Name | None, "the mention in the sentence of the act; null where another sentence gives it"],
        "start": Offset | None,
        "end": Offset | None,
        "name": Annotated[Name | None, "usual English name; null for a nameless group"],
        "code": Annotated[Name | None, "ISO 3166 alpha-3, KOS, or UNO, EUR, IGO, NGO, ISM, IMG, MNC"],
        "sector": Annotated[list[Name], "PLOVER sectors, primary first"],
        "wikidata": Item | None,
        "role": Annotated[Name | None, "office or description held on the day"],
        "from": Annotated[QuoteForm | None, "the words of another sentence that give the party"],
    },
)
PartyForm.__doc__ = "A party of the act."

PlaceForm = TypedDict(
    "PlaceForm",
    {
        "text": Annotated[Name | None, "the words of the place; null where another sentence gives it"],
        "start": Offset | None,
        "end": Offset | None,
        "resolved_place": Name | None,
        "province": Name | None,
        "country_code": Annotated[Name | None, "ISO 3166 alpha-3, or KOS"],
        "lat": Annotated[float, Limit(minimum=-90, maximum=90)] | None,
        "lon": Annotated[float, Limit(minimum=-180, maximum=180)] | None,
        "geonameid": Annotated[int, Limit(minimum=1)] | None,
        "resolution": Resolution | None,
        "from": Annotated[QuoteForm | None, "the words of another sentence that give the place"],
    },
)
PlaceForm.__doc__ = "Where the act took place."


class VoiceForm(TypedDict):
    """A party in whose mouth the report lays the act, or who denies it."""

    text: Name
    start: Offset
    end: Offset
    name: Name | None
    code: Annotated[Name | None, 'null where the words name nobody ("reportedly")']
    sector: list[Name]
    stance: Stance


class SizeForm(TypedDict, total=False):
    """How many: low and high, both inclusive, null for an open end."""

    dead: Range
    injured: Range
    arrested: Range
    displaced: Range
    participants: Range


class SizeTextForm(TypedDict, total=False):
    """The words of each count in `size`."""

    dead: QuoteForm
    injured: QuoteForm
    arrested: QuoteForm
    displaced: QuoteForm
    participants: QuoteForm


class EventForm(TypedDict):
    """One coded mention of an act: who did what to whom, when, where, how many were hurt, and on whose word."""

    id: Annotated[str, Limit(pattern="^[0-9a-f]{16}$"), "digest of report id, trigger span and event type"]
    doc_id: Annotated[Name, "the report's id"]
    publisher: Name | None
    url: Name | None
    title: Name | None
    language: Annotated[Name, "ISO 639-1 code of the report's language"]
    published: Annotated[Day | None, "the day the report was published, as given with it"]
    published_inferred: Annotated[InferredDayForm | None, "where no day was given: the day inferred from the report"]
    event: Annotated[Name, "PLOVER event type, or STATEMENT"]
    mode: Annotated[list[Name], "PLOVER modes of the type"]
    context: Annotated[list[Name], "PLOVER contexts"]
    cameo: Annotated[str, Limit(pattern="^[0-9]{2,4}$"), "CAMEO code with its leading zero"] | None
    goldstein: Annotated[float, Limit(minimum=-10, maximum=10), "Goldstein score of `cameo`"] | None
    event_scale: Annotated[float | None, "PLOVER score of the first mode, else of the type"]
    quad_code: (
        Annotated[
            int,
            Limit(minimum=1, maximum=4),
            "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
        ]
        | None
    )
    date: Annotated[Day | None, "first day of the act; null where not told"]
    enddate: Annotated[Day | None, "last day of the act, inclusive"]
    date_text: Annotated[QuoteForm | None, "the words of the date"]
    actor: Annotated[list[PartyForm], "who did it"]
    recipient: Annotated[list[PartyForm], "to whom it was done"]
    event_loc: Annotated[PlaceForm | None, "where it was done"]
    status: Status
    attribution: Annotated[list[VoiceForm], "who vouches first, who denies after"]
    size: SizeForm
    size_text: SizeTextForm
    trigger: Annotated[QuoteForm, "the words that name the act"]
    sentence: Annotated[QuoteForm, "the sentence of the act"]
    link: Annotated[Name | None, "shared by the mentions of one event within the report"]
    confidence: Annotated[float, Limit(minimum=0, maximum=1), "chance that type and parties are right"]
    coder: Annotated[dict[str, str], "versions of diurna, ontology, lexicon and language model"]


class ReportForm(TypedDict):
    """A news report as it was read. `text` is the headline, a blank line and the body."""

    id: Name
    title: Name | None
    text: Name
    published: Day | None
    publisher: Name | None
    url: Name | None
    language: Name
