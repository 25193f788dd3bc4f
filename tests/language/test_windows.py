"""Windows hold whole sentences where they can, and every word exactly once."""

from hypothesis import given
from hypothesis import strategies as st

from diurna.language.windows import MOST_PIECES, USUAL_PIECES, cut_windows

WORDS = st.lists(st.sampled_from(["The", "army", "left", ".", '"', "Mr.", "he", "?", ")"]), min_size=1, max_size=400)


@given(WORDS, st.integers(1, 12))
def test_every_word_is_in_one_window(words: list[str], size: int) -> None:
    windows = cut_windows(words, [size] * len(words))
    assert [i for begin, end in windows for i in range(begin, end)] == list(range(len(words)))
    assert all((end - begin) * size <= MOST_PIECES for begin, end in windows)


def test_windows_end_where_sentences_end() -> None:
    words = ["The", "army", "left", "."] * 100
    windows = cut_windows(words, [1] * len(words))
    assert all(end % 4 == 0 and end - begin <= USUAL_PIECES for begin, end in windows)
