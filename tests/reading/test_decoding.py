"""What is repaired of encodings, what is refused, and what the user may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.reading import ReadingOptions

from .folder import BODY, read

SAFE = [
    "“Grain,” he said — and the steward’s men cheered…",
    "The café in Bree, for £5 or €6",
    "Müller and Bäcker",
    "the façade of the château",
]
UNSAFE = [
    ("Erdoğan in a café", "cp1254"),
    ("El Niño in España", "cp1252"),
    ("Президент", "cp1251"),
]


@pytest.mark.parametrize("words", SAFE)
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_what_all_western_encodings_read_alike_is_repaired_and_said(tmp_path: Path, words: str, name: str) -> None:
    content = {
        "a.txt": f"{BODY} {words}",
        "a.csv": f'id,text\n1,"{BODY} {words}"\n',
        "a.jsonl": f'{{"id": "a", "text": "{BODY} {words}"}}\n',
    }[name]
    done = read(tmp_path, {name: content.encode("cp1252")}, paths=[name])
    assert [report.text for report in done.reports] == [f"{BODY} {words}"]
    assert any("not UTF-8; read as Windows-1252" in note for note in done.notes)


@pytest.mark.parametrize(("words", "encoding"), UNSAFE)
def test_what_they_read_differently_is_refused_until_it_is_named(tmp_path: Path, words: str, encoding: str) -> None:
    content = f"{BODY}\n{words}".encode(encoding)
    (failure,) = read(tmp_path, {"a.txt": content}).failures
    assert failure.startswith("a.txt: not UTF-8 (byte 0x")
    assert "in line 2)" in failure and "--encoding" in failure
    done = read(tmp_path, {"a.txt": content}, options=ReadingOptions(encoding=encoding))
    assert [report.text for report in done.reports] == [f"{BODY}\n{words}"]
    assert done.notes == (f"a.txt: not UTF-8; read as {encoding}",)


def test_utf_8_that_was_damaged_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    content = f"{BODY}\nThe “winter” of Bree – ".encode() + b"\xe9\n"
    (failure,) = read(tmp_path, {"a.txt": content}).failures
    assert failure.startswith("a.txt: not UTF-8 (byte 0xe9 in line 2)")


def test_a_named_encoding_leaves_utf_8_alone(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.txt": f"{BODY} Niño"}, options=ReadingOptions(encoding="cp1252"))
    assert done.reports[0].text == f"{BODY} Niño"
    assert done.notes == ()


def test_the_one_encoding_in_which_bytes_are_words_is_taken_and_said(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.txt": f"{BODY} Łódź and Kraków".encode("cp1250")})
    assert done.reports[0].text == f"{BODY} Łódź and Kraków"
    assert done.notes == ("a.txt: not UTF-8; read as Windows-1250",)
