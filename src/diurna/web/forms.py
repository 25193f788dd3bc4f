"""The answers of the API as types: what `openapi.py` publishes; a test holds every answer to them. Records are `record/forms.py`'s."""

from __future__ import annotations

from typing import Annotated, TypedDict

from diurna.record.entity import Stance
from diurna.record.forms import Day, EventForm, Name, Number, ReportForm


class EventsForm(TypedDict):
    """A page of records, the latest first; `next` is the cursor of the page after, null at the end."""

    events: list[EventForm]
    total: Annotated[Number, "of all pages"]
    next: Name | None


class CopyForm(TypedDict):
    """A report that carries the same article."""

    id: Name
    publisher: Name | None
    published: Day | None


class ReportWithRecordsForm(TypedDict):
    """A report, its records in the order of its text, and the other reports that carry the same article."""

    report: ReportForm
    events: list[EventForm]
    copies: list[CopyForm]


class FoundForm(TypedDict):
    """A report that holds the words; `passage` quotes it, the words between « and »."""

    doc_id: Name
    title: Name | None
    publisher: Name | None
    url: Name | None
    day: Day | None
    passage: str


class SearchForm(TypedDict):
    """A page of reports that hold the words, the best or the latest first; `next` is the cursor of the page after, null at the end."""

    reports: list[FoundForm]
    total: Annotated[Number, "of all pages"]
    is_all: Annotated[bool, "false where so many reports hold the words that only the latest added were looked at"]
    next: Name | None


class FacetForm(TypedDict):
    """A value, and how many records have it."""

    value: Name
    events: Number


class FacetsForm(TypedDict):
    """The records that a filter finds: how many, their mean Goldstein score, and the most frequent values by what was counted by."""

    events: Number
    goldstein_mean: float | None
    facets: dict[str, list[FacetForm]]


class NameForm(TypedDict):
    """A value for a filter: `label` says what a code means."""

    value: Name
    label: Name
    events: Annotated[Number, "how many records have it; of a party, on either side"]


class NamesForm(TypedDict):
    """Names, the most frequent first; `next` is the cursor of the page after, null at the end."""

    names: list[NameForm]
    total: Annotated[Number, "of all pages"]
    next: Name | None


class StoryVoiceForm(TypedDict):
    """Who vouches for a story or denies it, and in how many articles."""

    stance: Stance
    name: Name | None
    code: Name | None
    reports: Number


class TollForm(TypedDict):
    """A number over all reports: the lowest, the best, and the highest."""

    low: Number
    best: Number
    high: Number


class StorySizeForm(TypedDict, total=False):
    """How many."""

    dead: TollForm
    injured: TollForm
    arrested: TollForm
    displaced: TollForm
    participants: TollForm


class StoryPartyForm(TypedDict):
    """A party on one side, and in how many articles."""

    side: Name
    name: Name | None
    code: Name | None
    sectors: list[Name]
    reports: Number


class ReasonForm(TypedDict):
    """What speaks for, or below 0 against, two records being of one event."""

    points: float
    what: Name
    words: str


class LinkForm(TypedDict):
    """Why a record is in a story: what it shares with the one that it follows."""

    one: Name
    other: Name
    points: float
    is_barred: bool
    reasons: list[ReasonForm]


class MemberForm(TypedDict):
    """A record of a story."""

    id: Name
    doc_id: Name
    publisher: Name | None
    day: Day | None
    copy_group: Name
    sentence: Name
    link: Annotated[LinkForm | None, "null in lists, and for the record that leads"]


class StoryForm(TypedDict):
    """A real-world event: how it stands, and the records that tell it. Copies of one article count as one but in `reports`."""

    id: Name
    event: Name
    first_day: Day | None
    last_day: Day | None
    first_report: Day | None
    last_report: Day | None
    place: Name | None
    country: Name | None
    reports: Number
    publishers: Annotated[Number, "independent ones"]
    asserted: Annotated[Number, "articles in whose own words it happened"]
    voices: list[StoryVoiceForm]
    size: StorySizeForm
    parties: list[StoryPartyForm]
    members: list[MemberForm]


class StoriesForm(TypedDict):
    """A page of stories, the latest first; `next` is the cursor of the page after, null at the end."""

    stories: list[StoryForm]
    total: Annotated[Number, "of all pages"]
    next: Name | None


class StatisticForm(TypedDict):
    """A group: its values by the names asked for, as texts; the number of records, sum and mean of their Goldstein scores."""

    group: dict[str, str | None]
    events: Number
    goldstein_sum: float | None
    goldstein_mean: float | None


class StatsForm(TypedDict):
    """Groups in ascending order of their values, records without a value last."""

    groups: list[StatisticForm]


class PeriodRowForm(TypedDict):
    """A day, week, month or year, by its first and last day. `quads`: records by quad class, statements as 0."""

    first: Day
    last: Day
    records: Number
    quads: dict[str, Number]
    goldstein_mean: float | None


class TimelineForm(TypedDict):
    """Records over time, by the period of which there are not too many or the one asked for; those without a day are `undated`."""

    period: Name
    undated: Number
    rows: list[PeriodRowForm]


class PlaceRowForm(TypedDict):
    """A place with coordinates in degrees. `quads`: records by quad class, statements as 0."""

    place: Name | None
    country: Name | None
    lat: float
    lon: float
    records: Number
    quads: dict[str, Number]


class MorePlacesForm(TypedDict):
    """What has no row of its own."""

    places: Number
    records: Number


class CountryRowForm(TypedDict):
    """A country, and its records, whether their place has coordinates or not."""

    country: Name
    records: Number


class MapForm(TypedDict):
    """The places with the most records, and all countries. `without_point`: records without coordinates."""

    rows: list[PlaceRowForm]
    more: MorePlacesForm
    without_point: Number
    countries: list[CountryRowForm]


class TieRowForm(TypedDict):
    """What one party does to another: parties by code, else name, else ":" and sector. `mutual` of the records are done together."""

    actor: Name
    recipient: Name
    records: Number
    mutual: Number
    quads: dict[str, Number]
    types: dict[str, Number]
    goldstein_mean: float | None


class MorePairsForm(TypedDict):
    """What has no row of its own."""

    pairs: Number
    records: Number


class TiesForm(TypedDict):
    """Who acts towards whom: the pairs with the most records. Records of what did not happen (negated, hypothetical) tie nobody."""

    rows: list[TieRowForm]
    parties: Annotated[Number, "of all pairs"]
    more: MorePairsForm


class GlanceForm(TypedDict):
    """What the archive holds."""

    reports: Number
    events: Number
    stories: Number
    publishers: Number
    first_day: Day | None
    last_day: Day | None


class FaultForm(TypedDict):
    """What went wrong: the HTTP status, a word for programs, and a sentence for people."""

    status: int
    kind: Name
    message: Name


class ErrorForm(TypedDict):
    """The one shape of errors."""

    error: FaultForm


class GivenTextForm(TypedDict):
    """What a report must have."""

    text: Annotated[Name, "the headline, a blank line, and the body"]


class GivenReportForm(GivenTextForm, total=False):
    """A report to be coded, of at most 100,000 characters; the other texts of at most 300, an address of 2,000."""

    title: Annotated[str | None, "the headline; the first line of the text where none is given"]
    published: Annotated[Day | None, "the day from which relative ones are counted"]
    publisher: str | None
    url: str | None
    id: Annotated[str | None, "an id of its own; else one is made of what is given"]


class CoderForm(TypedDict):
    """What coded: the versions of its parts, and its settings."""

    versions: dict[str, str]
    statements: bool
    min_confidence: float


class CodedForm(TypedDict):
    """A report as it was read, its records in the order of its text, and what coded it."""

    report: ReportForm
    events: list[EventForm]
    coder: CoderForm


class AddedForm(CodedForm):
    """A report that the archive has: since just now (`is_new`), or before. `doc_id` is its id there."""

    doc_id: Name
    is_new: bool


class FrameForm(TypedDict):
    """A frame of the lexicon that took part in a record: its trigger's words, its entry, the notation that matched, and what it means."""

    trigger: str
    file: Name
    entry: Name
    notation: Name
    means: Name


class SeenForm(TypedDict):
    """A trigger that gave no record of its own: an entry that it might have been, and why it was not."""

    trigger: str
    entry: Name
    reason: Name


class TokenForm(TypedDict):
    """A word as it was parsed (Universal Dependencies); `head` is the number of the word that governs it, its own at the root."""

    i: Number
    start: Number
    end: Number
    text: str
    lemma: str
    upos: str
    tag: str
    feats: str
    dep: str
    head: Number
    name: str


class ExplanationForm(TypedDict):
    """Why a record was made, by the coder of this desk.

    `record` is what it gives now, before other sentences add to it; null where it does not give it any longer. `chain` is the way from stance to
    act, `frames` the rules, the outermost first. `same_coder`: no part has another version than the one that made the record.
    """

    sentence: str
    record: EventForm | None
    kept: Annotated[bool, "whether the coder is sure enough of it"]
    chain: list[str]
    frames: list[FrameForm]
    seen: list[SeenForm]
    tokens: list[TokenForm]
    coder: CoderForm
    same_coder: bool
