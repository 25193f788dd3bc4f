"""Which words of a sentence are a party's mention, and how conjuncts are told apart."""

from functools import lru_cache

import pytest

from diurna.actors import mentions_of
from diurna.language import Language, Sentence, load_language


@lru_cache(maxsize=1)
def language() -> Language:
    return load_language()


def head_of(sentence: Sentence, words: str) -> int:
    """The head of the asked words: the token among them whose governor is not."""
    start = sentence.text.index(words) + sentence.start
    inside = {t.i for t in sentence.tokens if start <= t.start and t.end <= start + len(words)}
    return next(i for i in sorted(inside) if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("The Russian soldiers left.", "Russian soldiers", ["Russian soldiers"]),
        ("The president of France spoke.", "president", ["president of France"]),
        ("Defense Minister Hulusi Akar spoke.", "Defense Minister Hulusi Akar", ["Defense Minister Hulusi Akar"]),
        ("Russia, China and Iran protested.", "Russia", ["Russia", "China", "Iran"]),
        ("Russian and Chinese soldiers marched.", "Russian and Chinese soldiers", ["Russian", "Chinese soldiers"]),
        ("The presidents of France and Germany met.", "presidents", ["presidents of France", "Germany"]),
        ("Soldiers who had fled were arrested.", "Soldiers", ["Soldiers"]),
        ("A spokesman for the ministry denied it.", "spokesman", ["spokesman for the ministry"]),
        ("At least ten people were killed.", "ten people", ["ten people"]),
        ("He met his Ukrainian counterpart.", "counterpart", ["Ukrainian counterpart"]),
        ("Troops in Mali killed ten rebels.", "Troops", ["Troops"]),
        ("Hulusi Akar, the Turkish defence minister, spoke.", "Hulusi Akar", ["Hulusi Akar"]),
        ("Both sides accused each other.", "sides", ["Both sides"]),
    ],
)
def test_mention(text: str, asked: str, found: list[str]) -> None:
    sentence = language().parse(text)[0]
    assert [mention.text for mention in mentions_of(sentence, head_of(sentence, asked))] == found
