"""Check records against the reports they were coded from and against the ontology: what `diurna check` proves.

    form     the line is a record: keys, types, days that are days and in order (`record/json.py`)
    report   the report is there, and the record says the same of it
    quote    every span quotes the report; trigger, parties and place stand in the sentence; nothing is without words
    code     types, modes, contexts, sectors, CAMEO and country codes exist
    score    Goldstein score, PLOVER score and quad class are those of the codes
    id       ids are those of report, trigger and type, and no two records share one
    link     a link joins mentions of one event: records of one report and of one type

A link may stand alone: the other mentions may have been too uncertain to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from diurna.errors import RecordError
from diurna.ontology import Ontology, load_ontology
from diurna.ontology.conformity import faults_of_record
from diurna.record import Event, Report, event_id
from diurna.record.json import event_from_json, parse_object

Rule = Literal["form", "report", "quote", "code", "score", "id", "link"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in one record: `where` is file and line, `path` the keys ("actor[0].code"), "" for the whole."""

    where: str
    path: str
    rule: Rule
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.path, self.message) if part)


Found = tuple[str, Rule, str]
"""Key path, rule and message of a fault."""


def check_records(
    lines: Iterable[str | bytes], reports: Iterable[Report], *, ontology: Ontology | None = None, name: str = "records"
) -> list[Fault]:
    """The faults of records, one JSON object a line, in the order of the lines; [] proves them.

    `reports` are those that the records were coded from, all held in memory. `name` is the file of the lines,
    for the places of faults. A line that is no record has one fault, of its form, and is checked no further.
    """
    rules, known = ontology or load_ontology(), {report.doc_id: report for report in reports}
    faults: list[Fault] = []
    ids: dict[str, str] = {}
    links: dict[str, tuple[str, Event]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            event = event_from_json(parse_object(line))
        except RecordError as error:
            faults.append(Fault(where=where, path="", rule="form", message=str(error)))
            continue
        found = [
            *faults_of_record(event, known.get(event.doc_id), rules),
            *_identity(event, where, ids),
            *_link(event, where, links),
        ]
        faults.extend(Fault(where=where, path=path, rule=rule, message=message) for path, rule, message in found)
    return faults


def _identity(event: Event, where: str, ids: dict[str, str]) -> Iterator[Found]:
    """`ids`: id to the place where it was first seen, extended."""
    expected = event_id(event.doc_id, event.trigger, event.event)
    if event.id != expected:
        yield "id", "id", f"{event.id}, but report, trigger and type give {expected}"
    if event.id in ids:
        yield "id", "id", f"{event.id} is also that of {ids[event.id]}"
    ids.setdefault(event.id, where)


def _link(event: Event, where: str, links: dict[str, tuple[str, Event]]) -> Iterator[Found]:
    """`links`: link to the first record that has it, with its place, extended."""
    if event.link is None:
        return
    first_where, first = links.setdefault(event.link, (where, event))
    if first.doc_id != event.doc_id:
        yield "link", "link", f"{event.link!r} is shared with another report, {first.doc_id!r} ({first_where})"
    elif first.event != event.event:
        yield "link", "link", f"{event.link!r} joins {event.event} to {first.event} ({first_where})"
