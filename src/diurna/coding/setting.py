"""All that is known of one report before its acts are read: sentences, days, places, parties, voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diurna.actors import Directory, Parties
from diurna.attribution import Voice, voices_of_report
from diurna.coding.contexts import contexts_of_report
from diurna.coding.topics import Topics, topics_of
from diurna.dates import DateMention, dates_of_report, infer_published
from diurna.language.sentence import Sentence
from diurna.places import Gazetteer, Place, find_event_places
from diurna.record import Report, When

SOME = 3
"""How often a country's places are named at least, where the report has more places elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The report as its sentences, with what each names; lists by sentence number."""

    report: Report
    sentences: Sequence[Sentence]
    inferred: When | None
    anchor: date | None
    parties: Parties
    voices: Sequence[Mapping[int, Voice]]
    dates: Sequence[Sequence[DateMention]]
    places: Sequence[Sequence[Place]]
    topics: Sequence[Topics]
    contexts: Sequence[tuple[str, ...]]
    home: str | None
    """The country (alpha-3) that the report is about, by the places that it names; None where no country stands out."""


def read_setting(
    report: Report, sentences: Sequence[Sentence], gazetteer: Gazetteer, directory: Directory | None = None
) -> Setting:
    """Read everything but the acts. The anchor of relative dates is the day given, else the day inferred."""
    inferred = None
    if report.published is None and (mention := infer_published(report.text)) is not None and mention.start is not None:
        inferred = When(start=mention.start, end=mention.start, span=mention.span)
    anchor = report.published or (inferred.start if inferred else None)
    dates: list[list[DateMention]] = [[] for _ in sentences]
    for mention in dates_of_report(report.text, anchor=anchor, sentences=sentences):
        if mention.sentence is not None:
            dates[mention.sentence].append(mention)
    places: list[list[Place]] = [[] for _ in sentences]
    for place in find_event_places(sentences, gazetteer):
        places[place.toponym.sentence].append(place)
    voices = voices_of_report(sentences)
    parties = Parties(sentences, anchor, publisher=report.publisher, directory=directory, speakers=speakers_of(voices))
    return Setting(
        report=report,
        sentences=sentences,
        inferred=inferred,
        anchor=anchor,
        parties=parties,
        voices=voices,
        dates=dates,
        places=places,
        topics=[topics_of(s) for s in sentences],
        contexts=contexts_of_report(sentences),
        home=_home(places),
    )


def speakers_of(voices: Sequence[Mapping[int, Voice]]) -> list[dict[int, tuple[int, int]]]:
    """For each sentence the tokens that are somebody's words, with the sentence and the head token of whose."""
    return [
        {token: (voice.sentence, voice.head) for token, voice in found.items() if not voice.impersonal}
        for found in voices
    ]


def _home(places: Sequence[Sequence[Place]]) -> str | None:
    """The country of half of all places named; of a third, if they are some and no other country has as many."""
    tally = Counter(p.where.country_code for found in places for p in found if p.where.country_code)
    if not tally:
        return None
    code, times = max(tally.items(), key=lambda item: (item[1], item[0]))
    total = sum(tally.values())
    stands_out = times >= SOME and times * 3 >= total and list(tally.values()).count(times) == 1
    return code if times * 2 >= total or stands_out else None
