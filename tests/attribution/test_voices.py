"""Voices: who vouches for a word of a report. The table is `voices.tsv`; `\\n` in a text is a line break."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.attribution import Voice, voices_of_report
from diurna.attribution.reporting import build_reporting
from diurna.errors import DataError
from diurna.language import Language, load_language

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("voices.tsv").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


def voice_of(language: Language, text: str, word: str) -> tuple[Voice, str] | None:
    """The voice of the only token `word`, with the word that names it."""
    sentences = language.parse(text)
    voices = voices_of_report(sentences)
    found = [(s, t) for s in sentences for t in s.tokens if t.text == word]
    assert len(found) == 1, f"{word!r} stands {len(found)} times"
    sentence, token = found[0]
    voice = voices[sentence.index].get(token.i)
    return None if voice is None else (voice, sentences[voice.sentence].tokens[voice.head].text)


@pytest.mark.parametrize(("text", "word", "who", "stance"), ROWS)
def test_voice(language: Language, text: str, word: str, who: str, stance: str) -> None:
    found = voice_of(language, text.replace("\\n", "\n"), word)
    if who == "-":
        assert found is None
        return
    assert found is not None
    voice, name = found
    assert (name, ("*" if voice.impersonal else "") + voice.stance) == (who, stance)


@pytest.mark.parametrize(
    ("text", "word", "direct"),
    [
        ('"We have all left," the general said.', "left", True),
        ("The general said they had left.", "left", False),
        ("Title\n\nThe minister said:\n\nTroops left.", "left", True),
    ],
)
def test_direct_speech_is_told_apart(language: Language, text: str, word: str, direct: bool) -> None:
    found = voice_of(language, text, word)
    assert found is not None and found[0].direct is direct


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[verbs]\nsays = ['say']", "is unknown or missing"),
        ("verbs = [", "reporting.toml"),
    ],
)
def test_a_faulty_file_is_named(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        build_reporting(text)
