"""What the view of a report promises, whatever the report."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.language import Language, Sentence, load_language

REPORT = """Russia vows retaliation after drone attack

KYIV, March 3 (Reuters) - Ukrainian President Volodymyr Zelenskiy met French officials in Paris on Tuesday, the foreign
ministry said. Two of the protesters were killed by government forces in Aleppo. "We won't go," he said. "They will."

The U.S.   imposed sanctions on Iran's central bank.
"""

PIECES = st.sampled_from(
    [
        "The army ",
        "killed",
        " two men",
        ".",
        " \n",
        "\n\n",
        '"',
        "’s ",
        " U.S. ",
        "\t",
        "\x00",
        "\ud800",
        "🔥",
        "—",
        "don't",
        "(",
        " 3,000",
        "\u2028",
        "x" * 60,
        "\r\n",
        " the",
        "…",
    ]
)


def assert_view_holds(text: str, sentences: tuple[Sentence, ...]) -> None:
    covered = 0
    previous = 0
    for index, sentence in enumerate(sentences):
        assert sentence.index == index
        assert sentence.text == text[sentence.start : sentence.end]
        assert "\n" not in sentence.text
        assert sum(token.head == token.i for token in sentence.tokens) == 1
        assert sentence.subtree(sentence.root) == list(range(len(sentence.tokens)))
        for i, token in enumerate(sentence.tokens):
            assert token.i == i
            assert token.text == text[token.start : token.end]
            assert token.text
            assert not token.text.isspace()
            assert text[previous : token.start].strip() == ""
            assert (token.dep == "root") == (token.head == token.i)
            assert token.upos
            assert token.tag
            assert token.lemma
            previous = token.end
            covered += token.end - token.start
        for name in sentence.names:
            assert {sentence.tokens[i].name for i in range(name.first, name.last + 1)} == {name.label}
    assert text[previous:].strip() == ""
    assert covered >= sum(not character.isspace() for character in text)


def test_view_of_a_report(language: Language) -> None:
    assert_view_holds(REPORT, language.parse(REPORT))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_view_of_any_text(text: str) -> None:
    language = load_language_once()
    assert_view_holds(text, language.parse(text))


_loaded: list[Language] = []


def load_language_once() -> Language:
    """Hypothesis refuses function-scoped fixtures, and loading takes most of a second."""
    if not _loaded:
        _loaded.append(load_language())
    return _loaded[0]


@pytest.mark.parametrize("text", ["", " \n\n\t ", "\x00"])
def test_texts_without_words(language: Language, text: str) -> None:
    assert_view_holds(text, language.parse(text))


def test_newline_ends_a_sentence(language: Language) -> None:
    text = "The army and the\nrebels signed a truce"
    assert [sentence.text for sentence in language.parse(text)] == ["The army and the", "rebels signed a truce"]


def test_paragraphs_and_headline(language: Language) -> None:
    sentences = language.parse(REPORT)
    assert [s.paragraph for s in sentences if s.is_headline] == [0]
    assert sentences[-1].paragraph == 3
    assert not language.parse("Rebels take town\nThey did.")[0].is_headline


def test_a_report_is_read_the_same_whatever_was_read_before(language: Language) -> None:
    alone = load_language().parse(REPORT)
    for other in ("Lorem ipsum dolor sit amet, " * 50, "MERKEL MEETS PUTIN", REPORT[::-1]):
        language.parse(other)
        assert language.parse(REPORT) == alone


def test_very_long_line_without_blanks(language: Language) -> None:
    text = "0123456789" * 3_000
    assert_view_holds(text, language.parse(text))


def test_line_longer_than_a_passage(language: Language) -> None:
    text = "The president of France met his counterpart in Kyiv on Tuesday. " * 700
    sentences = language.parse(text)
    assert_view_holds(text, sentences)
    assert {sentence.paragraph for sentence in sentences} == {0}


def test_read_yields_what_parse_returns(language: Language) -> None:
    assert tuple(language.read(REPORT)) == language.parse(REPORT)


def test_readings_may_be_interleaved(language: Language) -> None:
    other = "The army left. The rebels came."
    pairs = list(zip(language.read(REPORT), language.read(other), strict=False))
    assert tuple(second for _, second in pairs) == language.parse(other)


def test_threads_may_share_a_language(language: Language) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(language.parse, [REPORT] * 8))
    assert results == [language.parse(REPORT)] * 8
