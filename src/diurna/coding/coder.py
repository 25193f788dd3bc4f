"""The coder: reports in, event records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import TimeoutError as PoolTimeout
from dataclasses import replace
from functools import cached_property
from typing import Any

from pebble import ProcessExpired, ProcessPool

import diurna
from diurna.actors import Directory, load_directory, shipped_directory
from diurna.acts import Composer, Matcher, Mention, Reading
from diurna.attribution import Voice
from diurna.coding.assemble import Assembled, assemble
from diurna.coding.at_place import with_doers_of_the_condemned, with_parties_of_place
from diurna.coding.company import confidences_of
from diurna.coding.continued import with_days_around
from diurna.coding.earlier import with_parties_around
from diurna.coding.foes import with_foes
from diurna.coding.in_office import with_offices_left
from diurna.coding.linked import fill_linked
from diurna.coding.links import link_events
from diurna.coding.merging import merge_mentions
from diurna.coding.replies import with_answered, with_doers_before
from diurna.coding.setting import Setting, read_setting
from diurna.errors import DiurnaError
from diurna.language import Language, load_language
from diurna.language.sentence import Sentence
from diurna.lexicon import Lexicon, load_lexicon
from diurna.ontology import STATEMENT, load_ontology
from diurna.places import Gazetteer, load_gazetteer
from diurna.reading import Failure
from diurna.record import Event, Report


class Coder:
    """Codes reports; holds the language pipeline, the lexicon, the ontology and the gazetteer, opened once.

    `language_model` names another spaCy pipeline with Universal Dependencies; `statements` writes CAMEO's root 01 too;
    `lexicon` takes the place of the shipped one, its own parties and places go before those of directory and gazetteer;
    records under `min_confidence` are left out. The records of a report depend on nothing but the report and these settings.
    """

    def __init__(
        self,
        language_model: str | None = None,
        statements: bool = False,
        min_confidence: float = 0.5,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.language_model = language_model
        self.statements = statements
        self.min_confidence = min_confidence
        self.ontology = load_ontology()
        self.lexicon = lexicon or load_lexicon()
        self.composer = Composer(Matcher(self.lexicon), self.ontology)

    @cached_property
    def language(self) -> Language:
        return load_language(self.language_model)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return load_gazetteer(self.lexicon.places)

    @cached_property
    def directory(self) -> Directory:
        return load_directory(own=self.lexicon.parties) if self.lexicon.parties else shipped_directory()

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """What a record's `coder` says."""
        return {
            "diurna": diurna.__version__,
            "ontology": self.ontology.version,
            "lexicon": self.lexicon.version,
            "language_model": self.language.version,
        }

    @property
    def identity(self) -> Mapping[str, Any]:
        """All that the records of a report depend on but the report: the versions, and the settings that leave records out."""
        return {"versions": dict(self.versions), "statements": self.statements, "min_confidence": self.min_confidence}

    def setting(self, report: Report) -> Setting:
        """The report parsed, with its days, places, parties and voices."""
        return read_setting(report, self.language.parse(report.text), self.gazetteer, self.directory)

    def code(self, report: Report) -> list[Event]:
        """The event records of a report, in the order of its text."""
        return self.code_setting(self.setting(report))

    def code_setting(self, setting: Setting) -> list[Event]:
        """The event records of a report already read."""
        found: list[tuple[Sentence, Mention, Assembled]] = []
        for s in setting.sentences:
            for mention in merge_mentions(s, list(self.read(setting, s).mentions), self.ontology):
                if mention.meaning.type != STATEMENT or self.statements:
                    found.append((s, mention, assemble(setting, s, mention, self.ontology, self.versions)))
        sure = confidences_of([(s.index, a.evidence) for s, _, a in found], len(setting.sentences))
        events: list[Event] = []
        mentions: list[tuple[Sentence, Mention]] = []
        taken: set[str] = set()
        for (s, mention, assembled), confidence in zip(found, sure, strict=True):
            event = assembled.event
            if confidence >= self.min_confidence and event.id not in taken:
                taken.add(event.id)
                events.append(replace(event, confidence=confidence))
                mentions.append((s, mention))
        families = [mention.meaning.family for _, mention in mentions]
        linked = fill_linked(link_events(events, families))
        told = [(s, m, e) for (s, m), e in zip(mentions, linked, strict=True)]
        dated = with_days_around(told, published=setting.anchor)
        filled = with_answered(with_doers_before(with_foes(setting, dated, mentions), mentions), mentions)
        filled = with_parties_around(filled, mentions)
        placed = [
            with_offices_left(with_parties_of_place(setting, s, m, e), m)
            for (s, m), e in zip(mentions, filled, strict=True)
        ]
        return with_doers_of_the_condemned(placed, mentions)

    def read(self, setting: Setting, s: Sentence, *, explain: bool = False) -> Reading:
        """The mentions of a sentence, before they are records."""
        return self.composer.read(s, speakers=speakers_in(setting.voices[s.index], s), explain=explain)

    def pipe(self, reports: Iterable[Report], processes: int = 1) -> Iterator[tuple[Report, list[Event] | Failure]]:
        """Code many reports, in the order given; a report that cannot be coded gives a Failure and costs only itself."""
        if processes <= 1:
            for report in reports:
                yield report, _code_safely(self, report)
            return
        yield from self._pipe_pool(reports, processes)

    def _pipe_pool(self, reports: Iterable[Report], processes: int) -> Iterator[tuple[Report, list[Event] | Failure]]:
        settings = (self.language_model, self.statements, self.min_confidence, self.lexicon)
        with ProcessPool(max_workers=processes, initializer=_open_worker, initargs=settings) as pool:
            waiting: list[tuple[Report, object]] = []
            iterator = iter(reports)
            exhausted = False
            while waiting or not exhausted:
                while not exhausted and len(waiting) < processes * 4:  # read ahead a little, never the whole input
                    report = next(iterator, None)
                    if report is None:
                        exhausted = True
                    else:
                        waiting.append((report, pool.schedule(_code_in_worker, args=[report])))
                if waiting:
                    report, future = waiting.pop(0)
                    try:
                        yield report, future.result()  # type: ignore[attr-defined]
                    except (ProcessExpired, PoolTimeout) as error:
                        yield (
                            report,
                            Failure(report.doc_id, f"the coding process ended ({error}); the other reports go on"),
                        )


_worker: Coder | None = None


def _open_worker(language_model: str | None, statements: bool, min_confidence: float, lexicon: Lexicon) -> None:
    global _worker
    _worker = Coder(language_model, statements, min_confidence, lexicon)


def _code_in_worker(report: Report) -> list[Event] | Failure:
    assert _worker is not None
    return _code_safely(_worker, report)


def _code_safely(coder: Coder, report: Report) -> list[Event] | Failure:
    """The records, or the fault named: one report's fault must not end the batch."""
    try:
        return coder.code(report)
    except DiurnaError as error:
        return Failure(report.doc_id, str(error))
    except Exception as error:  # a fault of ours: say so, keep the batch
        return Failure(report.doc_id, f"could not be coded: {type(error).__name__}: {error} (please report this)")


def speakers_in(voices: Mapping[int, Voice], s: Sentence) -> dict[int, int]:
    """For each token the head token of who says it, -1 where another sentence names the speaker."""
    return {
        token: voice.head if voice.sentence == s.index else -1
        for token, voice in voices.items()
        if not voice.impersonal
    }
