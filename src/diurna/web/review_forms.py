"""The answers of the API about reviews, and what is sent to it, as types (`forms.py` has the others)."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from diurna.archive.alpha import Metric
from diurna.archive.judgements import JudgementForm, Verdict
from diurna.record.entity import Stance
from diurna.record.event import Status
from diurna.record.forms import Limit, Name, Number, Offset, SizeForm
from diurna.record.where import Resolution

RecordId = Annotated[str, Limit(pattern="^[0-9a-f]{16}$")]


class ReviewsForm(TypedDict):
    """A page of judgements in the order in which they came; `next` is the cursor of the page after, null at the end."""

    reviews: list[JudgementForm]
    next: Name | None


class GivenSpanForm(TypedDict, total=False):
    """Words of the report: from `start` up to `end`; `text`, where given, is what stands there."""

    text: Name | None
    start: Offset | None
    end: Offset | None


GivenPartyForm = TypedDict(
    "GivenPartyForm",
    {
        "text": Name | None,
        "start": Offset | None,
        "end": Offset | None,
        "name": Name | None,
        "code": Name | None,
        "sector": list[Name],
        "wikidata": Name | None,
        "role": Name | None,
        "from": GivenSpanForm | None,
    },
    total=False,
)
GivenPartyForm.__doc__ = "A party; what is left out is null."

GivenPlaceForm = TypedDict(
    "GivenPlaceForm",
    {
        "text": Name | None,
        "start": Offset | None,
        "end": Offset | None,
        "resolved_place": Name | None,
        "province": Name | None,
        "country_code": Name | None,
        "lat": float | None,
        "lon": float | None,
        "geonameid": Annotated[int, Limit(minimum=1)] | None,
        "resolution": Resolution | None,
        "from": GivenSpanForm | None,
    },
    total=False,
)
GivenPlaceForm.__doc__ = "A place; what is left out is null."


class GivenVoiceForm(TypedDict, total=False):
    """Who vouches, or denies; what is left out is null, the stance `says`."""

    text: Name | None
    start: Offset | None
    end: Offset | None
    name: Name | None
    code: Name | None
    sector: list[Name]
    stance: Stance


class FieldsForm(TypedDict, total=False):
    """The fields of a record that are to be otherwise; the others stay."""

    event: Name
    mode: list[Name]
    context: list[Name]
    cameo: Name | None
    date: Name | None
    enddate: Name | None
    date_text: GivenSpanForm | None
    actor: list[GivenPartyForm]
    recipient: list[GivenPartyForm]
    event_loc: GivenPlaceForm | None
    status: Status
    attribution: list[GivenVoiceForm]
    size: SizeForm
    size_text: dict[str, GivenSpanForm]
    trigger: GivenSpanForm
    link: Name | None


class _NeededForm(TypedDict):
    verdict: Verdict


class GivenReviewForm(_NeededForm, total=False):
    """A judgement: of a record, by its id; of a report as a whole, or of an event that is added, by the report's id."""

    record: RecordId | None
    doc_id: Name | None
    fields: Annotated[FieldsForm | None, "with correct and add"]
    by: Annotated[Name | None, "the reviewer; else the one that the desk was started with"]
    note: Name | None
    optional: Annotated[bool, "a careful coder may or may not code it"]
    accept_rest: Annotated[bool, "with complete: accept the records not yet judged"]


class MadeReviewsForm(TypedDict):
    """The judgements that were made: one, or with a report's completion one for each record accepted with it."""

    reviews: list[JudgementForm]


class FieldAlphaForm(TypedDict):
    """The agreement on a field. `alpha` is null where all values are the same or none can be compared; `low` and `high` hold 95 % of the alphas of units drawn again."""

    field: Name
    metric: Metric
    alpha: float | None
    low: float | None
    high: float | None
    units: Number
    same: Annotated[Number, "units on which all agree"]
    coders: Number
    few: Annotated[bool, "too few units to tell"]


class AgreementForm(TypedDict):
    """Krippendorff's alpha by field, among these reviewers, over the reports that two of them judged."""

    reviewers: list[Name]
    reports: Number
    fields: list[FieldAlphaForm]


class KnownPlaceForm(TypedDict):
    """A place with its point in degrees, and the number of records there."""

    name: Name
    country: Name | None
    lat: float
    lon: float
    events: Number


class KnownPlacesForm(TypedDict):
    """Places that the archive knows, those of most records first."""

    places: list[KnownPlaceForm]


Adjudicate = Literal["majority", "latest"]
GOLD_SCHEMA: dict[str, Any] = {"type": "string", "description": "a report's gold as a JSON object, one a line"}
