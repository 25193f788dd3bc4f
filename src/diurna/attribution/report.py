"""Voices of a whole report: those of its sentences, quotations over several sentences, and statements ("The minister said:")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from diurna.attribution.headlines import label_voice
from diurna.attribution.quotations import quotations
from diurna.attribution.reporting import Reporting, load_reporting
from diurna.attribution.sentence import ISSUES, voices_of_sentence
from diurna.attribution.voice import Voice
from diurna.attribution.vouchers import subject_of, voucher
from diurna.language.sentence import Sentence

FEWEST = 4
"""A stretch in quotation marks of fewer words is a term, not speech."""


def voices_of_report(sentences: Sequence[Sentence]) -> list[dict[int, Voice]]:
    """For each sentence, the voice of each token that somebody vouches for; tokens of the report's own voice are left out."""
    reporting = load_reporting()
    voices = [voices_of_sentence(s, reporting) for s in sentences]
    for s, following in pairwise(sentences):
        if s.paragraph == following.paragraph == 0 and (label := label_voice(s, reporting)) is not None:
            _fill(following, voices[following.index], label)
    speech = quotations(sentences)
    _quote(sentences, voices, speech, reporting)
    _state(sentences, voices, reporting)
    return voices


def _quote(
    sentences: Sequence[Sentence],
    voices: Sequence[dict[int, Voice]],
    speech: Sequence[Sequence[tuple[int, int]]],
    reporting: Reporting,
) -> None:
    """Lay each quotation in the mouth of the speaker named beside it, else of who spoke last, no further than a paragraph back."""
    last: Voice | None = None
    at = -1
    for quotation in speech:
        inside = set(quotation)
        if len(quotation) < FEWEST:
            continue
        own = next((v for n, i in quotation if (v := voices[n].get(i)) is not None and _from_outside(v, inside)), None)
        if own is None:
            own = _introduced(sentences, quotation[0], reporting)
        whole = _is_most(sentences[quotation[0][0]], quotation)
        if own is None and not whole:
            continue
        if own is None:
            paragraph = sentences[quotation[0][0]].paragraph
            own = (
                last if last is not None and paragraph - at <= 1 else _named_before(sentences, voices, quotation[0][0])
            )
        if own is None:
            continue
        spoken = replace(own, direct=True)
        for n, i in quotation:
            mine = voices[n].get(i)
            if mine is None or mine == own:
                voices[n][i] = spoken
        if not own.impersonal:
            last, at = own, sentences[quotation[-1][0]].paragraph


def _from_outside(voice: Voice, inside: set[tuple[int, int]]) -> bool:
    """Whether a voice is named outside the quotation: what is said within it is a voice of the speaker's own telling."""
    return not voice.impersonal and (voice.sentence, voice.head) not in inside


def _is_most(s: Sentence, quotation: Sequence[tuple[int, int]]) -> bool:
    """Whether the quotation opens its first sentence, or is nearly all of it: speech, not a phrase quoted in passing."""
    words = [t.i for t in s.tokens if t.upos != "PUNCT"]
    mine = [i for n, i in quotation if n == quotation[0][0]]
    return mine[:1] == words[:1] or len(mine) >= 0.8 * len(words) or len({n for n, _ in quotation}) > 1


def _introduced(sentences: Sequence[Sentence], start: tuple[int, int], reporting: Reporting) -> Voice | None:
    """The speaker of words before the quotation that end in a colon: in its own sentence, or the sentence before."""
    n, i = start
    s = sentences[n]
    before = [t for t in s.tokens[:i] if t.text == ":"]
    if before:
        return _introducer(s, before[-1].i, reporting)
    if i <= 1 and n > 0 and sentences[n - 1].text.rstrip().endswith(":"):
        return _introducer(sentences[n - 1], len(sentences[n - 1].tokens), reporting)
    return None


def _named_before(sentences: Sequence[Sentence], voices: Sequence[Mapping[int, Voice]], n: int) -> Voice | None:
    """The personal voice of the sentence before, where the quotation goes on in its paragraph."""
    if n == 0 or sentences[n - 1].paragraph != sentences[n].paragraph:
        return None
    return next((v for _, v in sorted(voices[n - 1].items()) if not v.impersonal), None)


def _state(sentences: Sequence[Sentence], voices: Sequence[dict[int, Voice]], reporting: Reporting) -> None:
    """Lay what follows "The minister said:" without quotation marks in his mouth, to the report's end or a line that ends statements."""
    statement: Voice | None = None
    for n, s in enumerate(sentences):
        if statement is not None:
            if any(s.text.lower().startswith(words) for words in reporting.ends):
                statement = None
            else:
                _fill(s, voices[n], statement)
        text = s.text.rstrip()
        if text.endswith(":") and not s.is_headline and (voice := _introducer(s, len(s.tokens), reporting)) is not None:
            following = sentences[n + 1].text if n + 1 < len(sentences) else ""
            statement = None if following[:1] in '"“«' else replace(voice, direct=True)


def _fill(s: Sentence, own: dict[int, Voice], statement: Voice) -> None:
    for token in s.tokens:
        own.setdefault(token.i, statement)


def _introducer(s: Sentence, end: int, reporting: Reporting) -> Voice | None:
    """The speaker of words such as "The Foreign Secretary said:" or "The ministry's statement:" before token `end`."""
    for token in reversed(s.tokens[:end]):
        lemma = token.lemma.lower()
        if (
            token.upos == "VERB"
            and lemma in {*reporting.verbs, *ISSUES}
            and (subject := subject_of(s, token.i)) is not None
            and subject < end
        ):
            stance = reporting.verbs.get(lemma, "says")
            return Voice(s.index, voucher(s, subject, reporting), stance, verb=token.i)
    return None
