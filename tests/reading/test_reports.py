"""Reading paths: every kind of input, and every fault, with its one message; the rest goes on."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from diurna.reading import Failure, Outcome, Skip, read_reports
from diurna.reading.kinds import KINDS
from diurna.reading.limits import LONGEST_BYTES, LONGEST_TEXT, TOO_LONG
from diurna.record import Report

BODY = "The king of Arnor met the steward of Gondor on Friday and promised him grain for the winter."


def line(**members: object) -> str:
    return json.dumps(members, ensure_ascii=False) + "\n"


def read(
    folder: Path, files: dict[str, str | bytes], *, paths: Sequence[str] = (".",), stdin: bytes = b""
) -> list[Outcome]:
    """What comes of `paths` in a folder of these files; places are given relative to the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    given = [path if path == "-" else str(folder / path) for path in paths]
    outcomes = list(read_reports(given, stdin=io.BytesIO(stdin)))
    return [
        type(outcome)(outcome.where.replace(f"{folder}/", ""), outcome.message.replace(f"{folder}/", ""))
        if not isinstance(outcome, Report)
        else outcome
        for outcome in outcomes
    ]


def test_a_text_file_is_taken_as_it_stands(tmp_path: Path) -> None:
    text = f"Arnor helps Gondor\r\n\r\n{BODY}\x07\r\n"
    (report,) = read(tmp_path, {"a.txt": text}, paths=["a.txt"])
    assert isinstance(report, Report)
    assert report.text == text
    assert report.title == "Arnor helps Gondor"
    assert len(report.doc_id) == 16


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (BODY, None),
        (f"\n\nHeadline \n{BODY}", "Headline"),
        (f"{BODY * 4}\n\n{BODY}", None),
    ],
)
def test_the_first_line_is_the_headline_if_more_follows(tmp_path: Path, text: str, title: str | None) -> None:
    (report,) = read(tmp_path, {"a": text}, paths=["a"])
    assert isinstance(report, Report)
    assert (report.text, report.title) == (text, title)


def test_json_lines_with_all_they_may_hold(tmp_path: Path) -> None:
    full = line(
        id="a", text=BODY, title="T", published="2022-02-24", publisher="P", url="https://p.example/1", section="world"
    )
    bare = line(id=7, text=f"{BODY} Again.", title="", published=None)
    outcomes = read(tmp_path, {"a.jsonl": full + "\n" + bare}, paths=["a.jsonl"])
    assert outcomes == [
        Report(
            doc_id="a",
            text=f"T\n\n{BODY}",
            title="T",
            published=date(2022, 2, 24),
            publisher="P",
            url="https://p.example/1",
        ),
        Report(doc_id="7", text=f"{BODY} Again."),
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022-02-24", date(2022, 2, 24)),
        ("2022-02-24T23:30:00-05:00", date(2022, 2, 24)),
        ("2022-02-24T23:30:00Z", date(2022, 2, 24)),
        ("2022-02-24 06:00", date(2022, 2, 24)),
        ("20220224", date(2022, 2, 24)),
        ("24/02/2022", date(2022, 2, 24)),
        ("Thu, 24 Feb 2022 23:30:00 -0500", date(2022, 2, 24)),
    ],
)
def test_the_day_of_publication(tmp_path: Path, words: str, day: date) -> None:
    (report,) = read(tmp_path, {"a.json": line(id="a", text=BODY, published=words)}, paths=["a.json"])
    assert isinstance(report, Report)
    assert report.published == day


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ('{"id": "b", "text": ', "not JSON: Expecting value at character 21"),
        ("Arnor helps Gondor", "not JSON: Expecting value at character 1"),
        ("[1]", "expected an object, found a list"),
        ("null", "expected an object, found null"),
        (
            b'{"id": "b", "text": "ni\xf1o"}',
            "not UTF-8 (byte 0xf1); perhaps Windows-1252: save it as UTF-8, or say --encoding cp1252",
        ),
        ("[" * 50_000, "not JSON that can be read: nested too deeply"),
        ('{"text": "x"}', "id: missing (keys found: 'text'; --map id=KEY names another, id= none)"),
        (
            '{"doc_id": "b", "text": "x"}',
            "id: missing (keys found: 'doc_id', 'text'; --map id=KEY names another, id= none)",
        ),
        ('{"id": "b", "body": "x"}', "text: missing (keys found: 'id', 'body'; --map text=KEY names another)"),
        ('{"id": null, "text": "x"}', "id: null"),
        ('{"id": "b", "text": null}', "text: null"),
        ('{"id": "b", "text": " \\n"}', "text: empty"),
        ('{"id": "", "text": "x"}', "id: empty"),
        ('{"id": 1.5, "text": "x"}', "id: expected text, found a number"),
        ('{"id": "b", "text": ["x"]}', "text: expected text, found a list"),
        ('{"id": "b", "text": "x", "title": 3}', "title: expected text, found a whole number"),
        (
            '{"id": "b", "text": "x\\ud800"}',
            "text: half a surrogate pair (\\ud800) at character 1, which no text can hold",
        ),
        ('{"id": "b", "text": "x\\u0000"}', "text: NUL at character 1, which no text can hold"),
        *(
            (
                json.dumps({"id": "b", "text": "x", "published": words}),
                f"published: {words!r} is no date (expected one like 2022-02-24 or 2022-02-24T14:30:00Z)",
            )
            for words in ("last Tuesday", "2022-02", True, {"day": 24})
        ),
        (
            '{"id": "b", "text": "x", "published": "2022-02-30"}',
            "published: '2022-02-30' is no date (day is out of range for month)",
        ),
        (
            '{"id": "b", "text": "x", "published": "03/04/2022"}',
            "published: '03/04/2022' may be day or month first; say --day-first or --month-first",
        ),
    ],
)
def test_a_broken_line_fails_alone(tmp_path: Path, broken: str | bytes, message: str) -> None:
    content = broken if isinstance(broken, bytes) else broken.encode()
    good = [line(id=name, text=f"{BODY} {name}").encode() for name in "ac"]
    outcomes = read(tmp_path, {"a.jsonl": good[0] + content + b"\n" + good[1]}, paths=["a.jsonl"])
    assert [isinstance(outcome, Report) for outcome in outcomes] == [True, False, True]
    assert outcomes[1] == Failure("a.jsonl:2", message)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "an empty file"),
        ("a.txt", b" \n\n", "nothing but blanks"),
        ("a", b"", "an empty file"),
        ("a.jsonl", b"", "an empty file"),
        ("a.jsonl", b"\n \n", "an empty file"),
        ("a.json", b"\n", "an empty file"),
        ("a.txt", b"ab\x00\x01\x02c", "a binary file (it holds NUL bytes), not a text"),
        ("a", b"ab\x00\x01\x02c", "a binary file (it holds NUL bytes), not a text"),
        ("a.jsonl", b"ab\x00\x01\x02c", "a binary file (it holds NUL bytes), not a text"),
        ("a.txt", b"%PDF-1.7\n", "a PDF file, not a text"),
        ("a.jsonl", b"\x1f\x8b\x08zip", "a gzip file, not a text"),
        ("a.txt", "Arnor".encode("utf-16-le"), "looks like UTF-16 without a byte order mark; save it as UTF-8"),
        ("a.txt", "Arnor".encode("utf-16")[:-1], "not UTF-16-LE, though its byte order mark says so: truncated data in line 1"),
        ("a.txt", "One\nTwo\nErdoğan in a café".encode("cp1254"), "not UTF-8 (byte 0xf0 in line 3); perhaps Windows-1252: save it as UTF-8, or say --encoding cp1252"),
        ("a.txt", "Президент".encode("cp866"), "not UTF-8 (byte 0x8f in line 1); save it as UTF-8, or name its --encoding"),
        ("a.txt", "A café".encode()[:-1], "not UTF-8: it ends in the middle of a character (byte 0xc3 in line 1)"),
        ("a.json", b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}', "more than one JSON object: a file of one object a line is to be named .jsonl"),
        ("a.json", b"[]", "an empty list"),
        ("a.json", b"7", "expected an object, found a whole number"),
        ("a.docx", b"x", "files of kind '.docx' are not read; save it as text"),
        ("a.xlsx", b"x", "files of kind '.xlsx' are not read; save it as CSV"),
        ("a.png", b"x", f"files of kind '.png' are not read; give {KINDS}"),
        ("a.parquet.gz", b"x", f"files of kind '.parquet.gz' are not read; give {KINDS}"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_fails_alone(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    outcomes = read(tmp_path, {name: content, "good.txt": BODY}, paths=[name, "good.txt"])
    assert outcomes[0] == Failure(name, message)
    assert isinstance(outcomes[1], Report)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a"])
def test_utf_8_and_marked_encodings_are_read(tmp_path: Path, encoding: str, name: str) -> None:
    text = f"Erdoğan ਊ {BODY}"
    content = line(id="a", text=text) if "json" in name else text
    data = b"\xfe\xff" + content.encode("utf-16-be") if encoding == "utf-16-be-mark" else content.encode(encoding)
    (report,) = read(tmp_path, {name: data}, paths=[name])
    assert isinstance(report, Report)
    assert report.text == text


def test_a_list_of_objects_is_many_reports(tmp_path: Path) -> None:
    objects = [{"id": "a", "text": BODY}, {"id": "b"}, "c", {"id": "d", "text": f"{BODY} Again."}]
    outcomes = read(tmp_path, {"a.json": json.dumps(objects, indent=1)}, paths=["a.json"])
    assert [one.doc_id for one in outcomes if isinstance(one, Report)] == ["a", "d"]
    assert outcomes[1:3] == [
        Failure("a.json:item 2", "text: missing (keys found: 'id'; --map text=KEY names another)"),
        Failure("a.json:item 3", "expected an object, found text"),
    ]


def test_a_missing_file_fails_alone(tmp_path: Path) -> None:
    outcomes = read(tmp_path, {"good.txt": BODY}, paths=["none.txt", "none.docx", "good.txt", "\0"])
    assert outcomes[0] == Failure("none.txt", "no such file or folder")
    assert outcomes[1] == Failure("none.docx", "no such file or folder")
    assert isinstance(outcomes[2], Report)
    assert isinstance(outcomes[3], Failure)


def test_a_folder_gives_its_files_in_order(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.md", "a/c.jsonl", "c/d/e.JSON"]
    files: dict[str, str | bytes] = {
        name: line(id=name, text=BODY) if "json" in name.lower() else f"{name}\n\n{BODY}" for name in names
    }
    others: dict[str, str | bytes] = {
        "Makefile": "all:",
        "x.png": b"\x89PNG",
        ".hidden.txt": BODY,
        ".git/config.txt": BODY,
    }
    outcomes = read(tmp_path, files | others, paths=["."])
    assert [outcome.title or outcome.doc_id for outcome in outcomes if isinstance(outcome, Report)] == [
        "b.txt",
        "a/c.jsonl",
        "a/z.md",
        "c/d/e.JSON",
    ]
    assert len(outcomes) == 4


def test_a_folder_without_reports_fails(tmp_path: Path) -> None:
    outcomes = read(tmp_path, {"empty/x.png": b"\x89PNG"}, paths=["empty"])
    assert outcomes == [
        Failure(
            "empty",
            f"no reports in this folder; looked for {KINDS}",
        )
    ]


@pytest.mark.parametrize(
    ("stdin", "places"),
    [
        (BODY.encode(), ["report"]),
        ((line(id="a", text=BODY) + "{\n" + line(id="b", text=BODY)).encode(), ["report", "stdin:2", "report"]),
        (b"\n  " + line(id="a", text=BODY).encode(), ["report"]),
        (json.dumps({"id": "a", "text": BODY}, indent=2).encode(), ["report"]),
        (b"", ["stdin"]),
        (b"\xff\xfe" + "caf\u00e9".encode("utf-16-le"), ["report"]),
        (b"A caf\xe9 in the town of Bree", ["report"]),
        (b"Ni\xf1o", ["stdin"]),
    ],
)
def test_standard_input_is_json_lines_or_one_text(tmp_path: Path, stdin: bytes, places: list[str]) -> None:
    outcomes = read(tmp_path, {}, paths=["-"], stdin=stdin)
    assert ["report" if isinstance(outcome, Report) else outcome.where for outcome in outcomes] == places


def test_the_same_report_again_is_skipped_and_another_under_its_id_fails(tmp_path: Path) -> None:
    lines = line(id="a", text=BODY) + line(id="a", text=BODY) + line(id="a", text=f"{BODY} Again.")
    outcomes = read(tmp_path, {"a.jsonl": lines}, paths=["a.jsonl"])
    assert outcomes[1:] == [
        Skip("a.jsonl:2", "the same report as a.jsonl:1"),
        Failure("a.jsonl:3", "id 'a' is that of another report, a.jsonl:1"),
    ]


def test_another_language_is_skipped(tmp_path: Path) -> None:
    german = "Der König traf am Freitag den Truchsess und versprach ihm Getreide für den kommenden Winter."
    outcomes = read(tmp_path, {"a.jsonl": line(id="a", text=german) + line(id="b", text=BODY)}, paths=["a.jsonl"])
    assert outcomes[0] == Skip("a.jsonl:1", "not English (it looks like German)")
    assert isinstance(outcomes[1], Report)


def test_a_place_is_on_one_line_whatever_the_name_of_the_file(tmp_path: Path) -> None:
    (outcome,) = read(tmp_path, {"a\nb.txt": b""}, paths=["a\nb.txt"])
    assert str(outcome) == "a\\x0ab.txt: an empty file"


@pytest.mark.parametrize("name", ["a.txt", "a", "a.json", "a.jsonl"])
def test_a_text_too_long_for_a_report_fails_at_once(tmp_path: Path, name: str) -> None:
    text = (BODY + "\n") * (LONGEST_TEXT // len(BODY) + 1)
    content = text if name in ("a.txt", "a") else line(id="long", text=text)
    good = line(id="good", text=BODY)
    long, other = read(tmp_path, {name: content, "b.jsonl": good}, paths=[name, "b.jsonl"])
    assert long == Failure("a.jsonl:1" if name == "a.jsonl" else name, TOO_LONG)
    assert isinstance(other, Report)


def test_a_text_of_the_longest_length_is_a_report(tmp_path: Path) -> None:
    text = BODY.ljust(LONGEST_TEXT, ".")
    (report,) = read(tmp_path, {"a.txt": text}, paths=["a.txt"])
    assert isinstance(report, Report)
    assert report.text == text


def test_a_line_too_long_fails_alone(tmp_path: Path) -> None:
    lines = [line(id="a", text=BODY), "{" + "x" * (LONGEST_BYTES * 2) + "\n", line(id="b", text=BODY + " Again.")]
    first, long, last = read(tmp_path, {"a.jsonl": "".join(lines)}, paths=["a.jsonl"])
    assert long == Failure("a.jsonl:2", TOO_LONG)
    assert [one.doc_id for one in (first, last) if isinstance(one, Report)] == ["a", "b"]


class Endless(io.RawIOBase):
    """A stream that never ends: reading it whole would never return."""

    def __init__(self, piece: Callable[[int], bytes]) -> None:
        self.piece, self.number = piece, 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self.number += 1
        return self.piece(self.number)


def test_json_lines_are_read_one_by_one() -> None:
    stream = Endless(lambda number: line(id=number, text=BODY).encode())
    outcomes = read_reports(["-"], stdin=stream)  # type: ignore[arg-type]
    ids = [outcome.doc_id for outcome, _ in zip(outcomes, range(3), strict=False) if isinstance(outcome, Report)]
    assert ids == ["1", "2", "3"]


def test_a_text_without_end_fails() -> None:
    stream = Endless(lambda _: b"They met in the city on Friday. " * 30_000 + b"\n")
    assert list(read_reports(["-"], stdin=stream)) == [Failure("stdin", TOO_LONG)]  # type: ignore[arg-type]
