"""What a sentence is about, by its words."""

from __future__ import annotations

import pytest

from diurna.coding.topics import build_topics, load_topics, topics_of
from diurna.errors import DataError
from diurna.language import Language, load_language


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


@pytest.mark.parametrize(
    ("text", "politics", "everyday", "personal"),
    [
        ("The minister signed the treaty.", 2, 0, False),
        ("The Security Council extended the embargo.", 2, 0, False),
        ("Human rights groups condemned the air strike.", 3, 0, False),
        ("The ministers and the minister met.", 1, 0, False),
        ("The striker and the goalkeeper collided.", 0, 2, False),
        ("Ghana won 3-1.", 0, 1, False),
        ("The barista spilt the vinegar.", 0, 2, False),
        ("They will roast the cost.", 0, 0, False),
        ("The zebra slept.", 0, 1, False),
        ("We visited Kyoto.", 0, 0, True),
        ('"We will never negotiate," he said.', 0, 0, False),
        ("The US and its allies left.", 0, 0, False),
    ],
)
def test_topics(language: Language, text: str, politics: int, everyday: int, personal: bool) -> None:
    (s,) = language.parse(text)
    found = topics_of(s)
    assert (found.politics, found.everyday, found.personal) == (politics, everyday, personal)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[politics", "topics.toml"),
        ("[sport]\nwords = ['match']", "politics"),
        ("[politics]\nwords = ['Treaty']", "lower-case"),
        ("[politics]\nwords = ['a']\n[sport]\nwords = ['a']", "stands in politics too"),
        ("[politics]\nword = ['a']", "one key"),
    ],
)
def test_a_faulty_file_is_named(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        build_topics(text)


def test_the_shipped_file_loads() -> None:
    assert load_topics()["prime minister"] == "politics"
