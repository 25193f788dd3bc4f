"""Why a sentence gave its records, and why a trigger gave none."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from diurna.coding.assemble import assemble
from diurna.coding.coder import Coder
from diurna.coding.company import confidences_of
from diurna.coding.merging import merge_mentions
from diurna.language.sentence import Sentence, Token
from diurna.record import Event, Report
from diurna.record.json import event_to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameUsed:
    """A frame of the lexicon that took part in a record: its trigger's words, its entry and the notation that matched."""

    trigger: str
    file: str
    entry: str
    notation: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReason:
    """A record with what gave it: `chain` is the composition, stances first, the act last; `frames` the outermost first.

    `is_kept` is false where the record's confidence is below the coder's threshold.
    """

    event: Event
    chain: tuple[str, ...]
    frames: tuple[FrameUsed, ...]
    is_kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A trigger that gave no record: the entry that it might have been, and why it was not."""

    trigger: str
    entry: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceReason:
    """One sentence: its tokens with their syntax, its records, and the triggers that gave none."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    records: tuple[RecordReason, ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The explanation of a text, sentence by sentence."""

    sentences: tuple[SentenceReason, ...]


def explain_report(coder: Coder, report: Report) -> Explanation:
    """Explain each sentence of a report, in its report's light (dates, names and voices of the other sentences count)."""
    setting = coder.setting(report)
    readings = [(s, coder.read(setting, s, explain=True)) for s in setting.sentences]
    merged = [(s, merge_mentions(s, list(reading.mentions), coder.ontology)) for s, reading in readings]
    assembled = [(s, m, assemble(setting, s, m, coder.ontology, coder.versions)) for s, those in merged for m in those]
    sure = confidences_of([(s.index, a.evidence) for s, _, a in assembled], len(setting.sentences))
    found = []
    for s, reading in readings:
        records = []
        for (told, mention, a), confidence in zip(assembled, sure, strict=True):
            if told is not s:
                continue
            event = replace(a.event, confidence=confidence)
            frames = tuple(
                FrameUsed(
                    trigger=s.quote(frame.words[0], frame.words[-1]),
                    file=frame.entry.file,
                    entry=frame.entry.id,
                    notation=frame.reading.pattern.notation,
                    means=frame.entry.act or f"stance {frame.entry.stance}",
                )
                for frame in (mention.frame, *mention.inner)
            )
            kept = event.confidence >= coder.min_confidence
            records.append(RecordReason(event=event, chain=mention.meaning.chain, frames=frames, is_kept=kept))
        seen = dict.fromkeys(
            Seen(trigger=s.tokens[miss.trigger].text, entry=miss.entry, reason=miss.reason) for miss in reading.misses
        )
        found.append(SentenceReason(sentence=s, tokens=s.tokens, records=tuple(records), seen=tuple(seen)))
    return Explanation(sentences=tuple(found))


def explain_sentence(coder: Coder, text: str) -> Explanation:
    """Explain a sentence (or a few) that stands alone."""
    return explain_report(coder, Report.from_text(text))


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """The JSON object of an explanation."""
    return {"sentences": [sentence_to_json(reason) for reason in explanation.sentences]}


def sentence_to_json(reason: SentenceReason) -> dict[str, Any]:
    """The JSON object of what is told of a sentence."""
    return {
        "text": reason.sentence.text,
        "tokens": [asdict(token) for token in reason.tokens],
        "records": [
            {
                "record": event_to_json(record.event),
                "chain": record.chain,
                "frames": [asdict(frame) for frame in record.frames],
                "kept": record.is_kept,
            }
            for record in reason.records
        ],
        "seen": [asdict(seen) for seen in reason.seen],
    }
