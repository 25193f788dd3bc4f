"""The description of the API (OpenAPI 3.1), made of the declarations that read and write it: `parameters.py`, `forms.py`, `record/forms.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from diurna import __version__
from diurna.archive.facets import FACETS
from diurna.archive.memory.names import NAMED
from diurna.archive.stats import GROUPS
from diurna.plots.timeline import PERIODS
from diurna.record.forms import EventForm
from diurna.record.schema import Schema, form_schema
from diurna.web import forms, review_forms
from diurna.web.answers import KINDS
from diurna.web.parameters import LONGEST, MOST, MOST_ROWS, Parameter, filter_parameters

JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A path of the API: what it answers with, and with which parameters. `takes_filter`: all those of the filter, too.

    `takes`: the form of what is sent to it, by POST; `more`: the further statuses with which it answers as with 200, and which it refuses with.
    """

    path: str
    id: str
    summary: str
    form: Any = None
    media_type: str = JSON
    takes_filter: bool = False
    parameters: Sequence[Parameter] = ()
    required: Sequence[str] = ()
    takes: Any = None
    more: Sequence[str] = ()


def _own(name: str, help: str, schema: Schema, *, many: bool = False) -> Parameter:
    return Parameter(name=name, field="", help=help, schema=schema, many=many)


_TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
_ID = _own("id", "the id of a record", {"type": "string", "pattern": "^[0-9a-f]{16}$"})
_LIMIT = _own("limit", "at most so many", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS})
_AFTER = _own("after", "the cursor that the page before gave as `next`", _TEXT)
_DAY: Schema = {**_TEXT, "format": "date"}
_WORDS = (
    _own("q", 'all of them; "a phrase", prefix*, A OR B, -without', _TEXT),
    _own("order", "the best or the latest first", {"enum": ["rank", "day"]}),
)
_BY = _own("by", "of this reviewer", _TEXT, many=True)
_OF = _own("by", "of this reviewer alone", _TEXT)
_POINTS: Schema = {
    "type": "object",
    "description": "GeoJSON (RFC 7946): a point for each",
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": {"type": "object", "required": ["type", "id", "geometry", "properties"]}}},
    "required": ["type", "features"],
}  # fmt: skip
_WITHOUT_FORM = {"application/geo+json": _POINTS}
"""What an answer without a form is; of other types a text."""

CODING = ("429", "504")
OPERATIONS: tuple[Operation, ...] = (
    Operation(path="/glance", id="glance", summary="What the archive holds", form=forms.GlanceForm),
    Operation(path="/events", id="events", summary="Records that a filter finds, page by page", form=forms.EventsForm, takes_filter=True, parameters=(_LIMIT, _AFTER)),
    Operation(path="/events/{id}", id="event", summary="A record", form=EventForm, parameters=(_ID,)),
    Operation(path="/events.csv", id="eventsCsv", summary="All records that a filter finds, as a table", media_type="text/csv", takes_filter=True),
    Operation(path="/events.jsonl", id="eventsJsonl", summary="All records that a filter finds, one a line", media_type="application/x-ndjson", takes_filter=True),
    Operation(path="/events.geojson", id="eventsGeojson", summary="All records that a filter finds and that have a point", media_type="application/geo+json", takes_filter=True),
    Operation(path="/charts/timeline", id="chartTimeline", summary="Records over time: counts by quad class and mean Goldstein scores", form=forms.TimelineForm, takes_filter=True, parameters=(_own("by", "the period; the shortest of which there are not too many where none is given", {"enum": list(PERIODS)}),)),
    Operation(path="/charts/map", id="chartMap", summary="Records by place and by country", form=forms.MapForm, takes_filter=True),
    Operation(path="/charts/network", id="chartNetwork", summary="Records by who acts towards whom", form=forms.TiesForm, takes_filter=True),
    Operation(path="/reports", id="reportById", summary="A report whose id is not fit for a path", form=forms.ReportWithRecordsForm, parameters=(_own("id", "the id of a report", _TEXT),), required=("id",)),
    Operation(path="/reports/{doc_id}", id="report", summary="A report with its records", form=forms.ReportWithRecordsForm, parameters=(_own("doc_id", "the id of a report", _TEXT),)),
    Operation(path="/facets", id="facets", summary="How many records that a filter finds have each value, and their mean Goldstein score: the profile of a party, a dyad, a place or a day", form=forms.FacetsForm, takes_filter=True, parameters=(_own("by", "what to count by, by all where none is given", {"enum": list(FACETS)}, many=True), _LIMIT)),
    Operation(path="/names", id="names", summary="What a field of a filter can be completed with, page by page: names of which a word begins with what was told, the most frequent first", form=forms.NamesForm, parameters=(_own("of", "names of what; of parties where none is given", {"enum": list(NAMED)}), _own("q", "the beginning", {"type": "string", "maxLength": LONGEST}), _LIMIT, _AFTER)),
    Operation(path="/search", id="search", summary="Reports that hold words and of which a record fits a filter, page by page; its publishers and days are those of the reports", form=forms.SearchForm, takes_filter=True, parameters=(*_WORDS, _LIMIT, _AFTER), required=("q",)),
    Operation(path="/search.csv", id="searchCsv", summary="Reports by their words, as a table", media_type="text/csv", takes_filter=True, parameters=_WORDS, required=("q",)),
    Operation(path="/search.jsonl", id="searchJsonl", summary="Reports by their words, one a line", media_type="application/x-ndjson", takes_filter=True, parameters=_WORDS, required=("q",)),
    Operation(path="/stories", id="stories", summary="Stories of which a record fits a filter, page by page", form=forms.StoriesForm, takes_filter=True, parameters=(_own("min_reports", "told by so many reports or more", {"type": "integer", "minimum": 1, "maximum": 1_000_000}), _LIMIT, _AFTER)),
    Operation(path="/stories.csv", id="storiesCsv", summary="All stories of which a record fits a filter, as a table", media_type="text/csv", takes_filter=True, parameters=(_own("min_reports", "told by so many reports or more", {"type": "integer", "minimum": 1, "maximum": 1_000_000}),)),
    Operation(path="/stories.jsonl", id="storiesJsonl", summary="All stories of which a record fits a filter, one a line", media_type="application/x-ndjson", takes_filter=True, parameters=(_own("min_reports", "told by so many reports or more", {"type": "integer", "minimum": 1, "maximum": 1_000_000}),)),
    Operation(path="/stories.geojson", id="storiesGeojson", summary="All stories of which a record fits a filter, those that have a point", media_type="application/geo+json", takes_filter=True, parameters=(_own("min_reports", "told by so many reports or more", {"type": "integer", "minimum": 1, "maximum": 1_000_000}),)),
    Operation(path="/stories/{id}", id="story", summary="The story that has this id or holds this record, and why its records are in it", form=forms.StoryForm, parameters=(_ID,)),
    Operation(path="/stats", id="stats", summary="Counts and Goldstein scores by groups", form=forms.StatsForm, takes_filter=True, parameters=(_own("by", "what to group by, by month where none is given", {"enum": list(GROUPS)}, many=True),)),
    Operation(path="/reviews", id="reviews", summary="What people said of records, in the order in which it came", form=review_forms.ReviewsForm, parameters=(_own("record", "of the record with this id", _ID.schema, many=True), _own("doc_id", "of the report with this id", _TEXT, many=True), _BY, _LIMIT, _own("after", "the cursor that the page before gave as `next`", {**_TEXT, "pattern": "^[0-9]+$"}))),
    Operation(path="/reviews", id="addReview", summary="Judge a record, add an event that was missed, or mark a report as read to the end", form=review_forms.MadeReviewsForm, takes=review_forms.GivenReviewForm, more=("201", "404")),
    Operation(path="/reviews.jsonl", id="reviewsJsonl", summary="All judgements, one a line", media_type="application/x-ndjson", parameters=(_BY,)),
    Operation(path="/reviews/agreement", id="agreement", summary="Krippendorff's alpha between reviewers, by field", form=review_forms.AgreementForm, parameters=(_BY,)),
    Operation(path="/reviews/places", id="knownPlaces", summary="Places of the archive whose name begins with these words", form=review_forms.KnownPlacesForm, parameters=(_own("q", "the beginning of a name", _TEXT),), required=("q",)),
    Operation(path="/reviews/lexicon.toml", id="promotedLexicon", summary="Corrected parties and places as a lexicon of one's own", media_type="application/toml", parameters=(_OF,)),
    Operation(path="/gold.jsonl", id="goldJsonl", summary="Reviewed reports as gold, one a line: of one reviewer, else adjudicated", media_type="application/x-ndjson", parameters=(_OF, _own("adjudicate", "how the judgements of several become one", {"enum": ["majority", "latest"]}))),
    Operation(path="/events/{id}/explanation", id="explanation", summary="The rules and words that gave a record, by the coder of this desk", form=forms.ExplanationForm, parameters=(_ID,), more=("504",)),
    Operation(path="/code", id="code", summary="Code a report; nothing is kept", form=forms.CodedForm, takes=forms.GivenReportForm, more=CODING),
    Operation(path="/reports", id="addReport", summary="Code a report and add it to the archive", form=forms.AddedForm, takes=forms.GivenReportForm, more=("201", *CODING)),
)  # fmt: skip


def openapi() -> dict[str, Any]:
    """The description, whole."""
    schemas: dict[str, Schema] = {}
    fault = {"description": "refused", "content": {JSON: {"schema": form_schema(forms.ErrorForm, schemas)}}}
    paths: dict[str, Schema] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})["post" if one.takes else "get"] = _operation(one, schemas, fault)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Diurna",
            "version": __version__,
            "description": "The record of political events of an archive. Every answer to GET has an ETag; If-None-Match is answered with 304 "
            "where nothing changed. What is sent by POST is JSON. Errors have one shape, `error`: its kinds are "
            + ", ".join(KINDS.values())
            + ".",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}, {}],
        "paths": paths,
        "components": {
            "schemas": {name: _refer(schema) for name, schema in sorted(schemas.items())},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "where the desk has a token"}
            },
        },
    }


def _operation(one: Operation, schemas: dict[str, Schema], fault: Schema) -> Schema:
    schema = (
        form_schema(one.form, schemas)
        if one.form is not None
        else _WITHOUT_FORM.get(one.media_type, {"type": "string"})
    )
    described = [*(filter_parameters() if one.takes_filter else ()), *one.parameters]
    found = {"description": "found", "content": {one.media_type: {"schema": _refer(schema)}}}
    may_miss = "{" in one.path or one.id == "reportById"
    refused = ["400", "401", "404"] if may_miss else ["400", "401"]
    if one.takes:
        refused = [*refused, "403", "413", "415"]
    refused = [*refused, "414", "421", "500", "503", *(status for status in one.more if status >= "400")]
    body = (
        {"required": True, "content": {JSON: {"schema": _refer(form_schema(one.takes, schemas))}}} if one.takes else {}
    )
    return {
        "operationId": one.id,
        "summary": one.summary,
        "parameters": list(_parameters(described, one)),
        **({"requestBody": body} if one.takes else {}),
        "responses": {
            "200": found,
            **({} if one.takes else {"304": {"description": "not changed since"}}),
            **{status: found for status in one.more if status < "400"},
            **{status: _refer(fault) for status in sorted(refused)},
        },
    }


def _parameters(described: Iterable[Parameter], one: Operation) -> Iterable[Schema]:
    for parameter in described:
        in_path = f"{{{parameter.name}}}" in one.path
        schema = {"type": "array", "items": parameter.schema, "maxItems": MOST} if parameter.many else parameter.schema
        yield {
            "name": parameter.name,
            "in": "path" if in_path else "query",
            "required": in_path or parameter.name in one.required,
            "description": parameter.help,
            "schema": schema,
            **({"style": "form", "explode": True} if parameter.many else {}),
        }


def _refer(schema: Any) -> Any:
    """A schema whose references are to the components of the description."""
    if isinstance(schema, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _refer(value)
            for key, value in schema.items()
        }
    return [_refer(one) for one in schema] if isinstance(schema, list) else schema
