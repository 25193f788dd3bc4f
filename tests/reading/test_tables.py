"""Tables: CSV and its like, Parquet; each row a report, and a broken row costs only itself."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from diurna.reading import ColumnMap, ReadingOptions
from diurna.reading.limits import LONGEST_BYTES
from diurna.record import Report

from .folder import BODY, MORE, read

HEADER = "id,title,body,date,newspaper,link\n"
SAID = "a.csv: columns: id=id,text=body,title=title,published=date,publisher=newspaper,url=link (change with --map)"


def row(name: str, *, text: str = BODY, day: str = "2022-02-24") -> str:
    return f'{name},Grain for {name},"{text}",{day},The Bree Times,https://bree.example/{name}\n'


def report(name: str, day: date | None = date(2022, 2, 24)) -> Report:
    return Report(
        doc_id=name,
        text=f"Grain for {name}\n\n{BODY}",
        title=f"Grain for {name}",
        published=day,
        publisher="The Bree Times",
        url=f"https://bree.example/{name}",
    )


def test_a_row_is_a_report_and_what_was_guessed_is_said(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.csv": HEADER + row("a") + "\n" + row("b")})
    assert done.outcomes == (report("a"), report("b"))
    assert done.notes == (SAID,)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", "id\ttext\na\t{0}\nb\t{1}\n"),
        ("a.csv", "id;text\na;{0}\nb;{1}\n"),
        ("a.csv", "id|text\na|{0}\nb|{1}\n"),
        ("a.csv", "sep=;\nid;text\na;{0}\nb;{1}\n"),
        ("a.csv", "id,text\r\na,{0}\r\nb,{1}\r\n"),
        ("a.csv", 'id,text\na,"{0}"\nb,{1}'),
        ("a.csv", "id,text,\na,{0},\nb,{1},,,\n"),
        ("a", "id,text\na,{0}\nb,{1}\n"),
        ("a.csv", "text,id\n{0},a\n{1},b\n"),
    ],
)
def test_the_dialect_is_told_by_the_first_lines(tmp_path: Path, name: str, content: str) -> None:
    done = read(tmp_path, {name: content.format(BODY, MORE)}, paths=[name])
    assert done.failures == []
    assert [(one.doc_id, one.text) for one in done.reports] == [("a", BODY), ("b", MORE)]


@pytest.mark.parametrize(
    "headline", ["News, weather, sport", "Text, lies and a king's promise", "Body found in Bree; story grows"]
)
@pytest.mark.parametrize("name", ["a", "-"])
def test_a_headline_with_commas_makes_no_table(tmp_path: Path, name: str, headline: str) -> None:
    content = f"{headline}\n\n{BODY}"
    (report,) = read(tmp_path, {"a": content}, paths=[name], stdin=content.encode()).reports
    assert report.text == content


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_marked_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = f"Erdoğan ਊ {BODY}"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    done = read(tmp_path, {"a.csv": (mark + HEADER + row("a", text=text) * 1).encode(encoding)})
    assert [one.text for one in done.reports] == [f"Grain for a\n\n{text}"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('"He said ""grain"", and left Bree."', 'He said "grain", and left Bree.'),
        ('"He said \\"grain\\", and left Bree."', 'He said "grain", and left Bree.'),
        (f'"{BODY}\n\n{MORE}"', f"{BODY}\n\n{MORE}"),
        (f'"{BODY}\r\n{MORE}"', f"{BODY}\r\n{MORE}"),
    ],
)
def test_quotes_and_line_breaks_within_cells(tmp_path: Path, written: str, text: str) -> None:
    done = read(tmp_path, {"a.csv": f"id,text\na,{written}\nb,{MORE}\n"})
    assert [one.text for one in done.reports] == [text, MORE]


@pytest.mark.parametrize(
    ("written", "text", "is_said"),
    [
        (
            '"He said \\"grain\\", and left.",""',
            'He said "grain", and left.',
            False,
        ),  # an empty cell is no doubled mark
        ('"He said ""grain"", and left.",""', 'He said "grain", and left.', False),
        ('"He said "grain" and left.",x', 'He said grain" and left."', True),
        ('He said "grain" and left.,x', 'He said "grain" and left.', False),
    ],
)
def test_quotation_marks_that_are_not_doubled_are_said(tmp_path: Path, written: str, text: str, is_said: bool) -> None:
    done = read(tmp_path, {"a.csv": f"id,text,note\na,{written}\n"})
    assert [one.text for one in done.reports] == [text]
    assert any("quotation marks within cells are not doubled" in note for note in done.notes) == is_said


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("b,Grain\n", "a.csv:row 3: 2 cells where the header has 6"),
        ("b\n", "a.csv:row 3: 1 cell where the header has 6"),
        (row("b").replace('"', "").replace("Arnor", "Arnor, lord of Bree,"), "a.csv:row 3: 8 cells where the header has 6"),
        (row("b", text=""), "a.csv:row 3: text: empty"),
        (row("b", text=" N/A "), "a.csv:row 3: text: empty"),
        (row("b", text="x\0y"), "a.csv:row 3: text: it holds NUL or half a surrogate pair, which no text can hold"),
        (row("b", day="someday"), "a.csv:row 3: published: 'someday' is no date (expected one like 2022-02-24 or 2022-02-24T14:30:00Z)"),
        (row("b", day="03/04/2022"), "a.csv:row 3: published: '03/04/2022' may be day or month first; say --day-first or --month-first"),
        (row("b", text="<p></p> <p></p>"), "a.csv:row 3: text: nothing but HTML marks"),
        ('b,"Grain\n', "a.csv:row 3: a quotation mark opens a cell and is never closed"),
        (row("b", text="x" * (LONGEST_BYTES + 1)), "a.csv:row 3: more than any report holds"),
    ],
)  # fmt: skip
def test_a_broken_row_fails_alone(tmp_path: Path, broken: str, message: str) -> None:
    done = read(tmp_path, {"a.csv": HEADER + row("a") + broken + row("c").replace('"', "")})
    assert done.reports == [report("a"), report("c")]
    assert len(done.failures) == 1
    assert done.failures[0].startswith(message)


def test_a_row_in_another_encoding_fails_alone(tmp_path: Path) -> None:
    niño = row("b", text="El Niño").encode("latin-1")
    done = read(tmp_path, {"a.csv": (HEADER + row("a")).encode() + niño + row("c").encode()})
    assert done.reports == [report("a"), report("c")]
    assert done.failures == [
        "a.csv:row 3: not UTF-8 (byte 0xf1); perhaps Windows-1252: save it as UTF-8, or say --encoding cp1252"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "an empty file"),
        ("\n\n", "an empty file"),
        ("a,b\n1,2\n", "no column holds the text; name it: --map text=COLUMN (columns: 'a', 'b')"),
        ("\0\0\0\x01", "a binary file (it holds NUL bytes), not a text"),
    ],
)
def test_a_table_that_cannot_be_read_fails_alone(tmp_path: Path, content: str, message: str) -> None:
    done = read(tmp_path, {"a.csv": content, "b.txt": BODY})
    assert done.failures == [f"a.csv: {message}"]
    assert len(done.reports) == 1


def test_columns_that_are_named(tmp_path: Path) -> None:
    table = f"nr,lead,rest,sent\n7,{BODY},{MORE},2022-02-24\n"
    columns = ColumnMap(id="nr", text="lead+rest", published="sent")
    done = read(tmp_path, {"a.csv": table}, options=ReadingOptions(column_map=columns))
    assert done.outcomes == (Report(doc_id="7", text=f"{BODY}\n\n{MORE}", published=date(2022, 2, 24)),)


def test_a_named_column_that_is_not_there(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.csv": HEADER + row("a")}, options=ReadingOptions(column_map=ColumnMap(text="story")))
    assert done.failures == [
        "a.csv: text: there is no column 'story' (columns: 'id', 'title', 'body', 'date', 'newspaper', 'link')"
    ]


def test_named_keys_of_json(tmp_path: Path) -> None:
    line = json.dumps({"uri": 7, "body": BODY, "dateTime": "2022-02-24T10:00:00Z"}) + "\n"
    columns = ColumnMap(id="uri", text="body", published="dateTime")
    done = read(tmp_path, {"a.jsonl": line}, options=ReadingOptions(column_map=columns))
    assert done.outcomes == (Report(doc_id="7", text=BODY, published=date(2022, 2, 24)),)


def test_without_an_id_all_that_is_known_tells_reports_apart(tmp_path: Path) -> None:
    rows = [
        f"{BODY},2022-02-24,The Bree Times\n",
        f"{BODY},2022-02-24,The Shire Post\n",
        f"{BODY},2022-02-25,The Bree Times\n",
    ]
    done = read(tmp_path, {"a.csv": "text,date,newspaper\n" + "".join(rows) + rows[0]})
    assert len({one.doc_id for one in done.reports}) == 3
    assert done.skips == ["a.csv:row 5: the same report as a.csv:row 2"]
    again = read(tmp_path, {"a.csv": "newspaper,text,date\nThe Bree Times," + BODY + ",2022-02-24\n"})
    assert again.reports[0].doc_id == done.reports[0].doc_id


def test_running_numbers_of_two_tables(tmp_path: Path) -> None:
    files = {"a.csv": f"id,text\n1,{BODY}\n", "b.csv": f"id,text\n1,{MORE}\n"}
    done = read(tmp_path, files)
    assert done.failures == [
        "b.csv:row 2: id '1' is that of another report, a.csv:row 2; --map id= reads a table without its ids"
    ]
    assert len(read(tmp_path, files, options=ReadingOptions(column_map=ColumnMap(id=""))).reports) == 2


@pytest.mark.parametrize(
    ("days", "read_as", "said"),
    [
        (["03/04/2022", "24/02/2022"], [date(2022, 4, 3), date(2022, 2, 24)], "day"),
        (["03/04/2022", "02/24/2022"], [date(2022, 3, 4), date(2022, 2, 24)], "month"),
    ],
)
def test_the_order_of_figures_is_that_of_the_column(
    tmp_path: Path, days: list[str], read_as: list[date], said: str
) -> None:
    done = read(tmp_path, {"a.csv": HEADER + "".join(row(f"r{nr}", day=day) for nr, day in enumerate(days))})
    assert [one.published for one in done.reports] == read_as
    assert (
        f"a.csv:row 2: days in figures are read {said} first (the first of this file; others alike are not named)"
        in done.notes
    )


def test_a_column_of_both_orders_leaves_what_is_ambiguous(tmp_path: Path) -> None:
    days = ["24/02/2022", "02/24/2022", "03/04/2022"]
    done = read(tmp_path, {"a.csv": HEADER + "".join(row(f"r{nr}", day=day) for nr, day in enumerate(days))})
    assert [one.published for one in done.reports] == [date(2022, 2, 24)] * 2
    assert len(done.failures) == 1 and done.failures[0].startswith("a.csv:row 4: published: '03/04/2022' may be")


def test_the_order_that_the_user_says(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.csv": HEADER + row("a", day="03/04/2022")}, options=ReadingOptions(day_first=True))
    assert done.reports == [report("a", date(2022, 4, 3))]


def test_html_marks_are_taken_out_and_said(tmp_path: Path) -> None:
    text = f"<p>{BODY}</p><p>{MORE.replace('Bree', '<b>Bree</b>')}<br>&ldquo;Soon,&rdquo; he added.</p>"
    done = read(tmp_path, {"a.csv": "id,text\na," + f'"{text}"\n'})
    assert done.reports[0].text == f"{BODY}\n\n{MORE}\n“Soon,” he added."
    assert any("HTML marks are taken out of the text" in note for note in done.notes)


def test_a_large_table_is_read_row_by_row(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.csv": "id,text\n" + "".join(f"{nr},{BODY} {nr}.\n" for nr in range(3000))})
    assert len(done.reports) == 3000


def parquet(path: Path, query: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


MANY = f"SELECT i AS id, '{BODY} It was day ' || i || '.' AS body, DATE '2022-02-24' AS date, [i] AS numbers FROM range(3000) t(i)"


def test_parquet_is_read_with_the_types_of_its_columns(tmp_path: Path) -> None:
    parquet(
        tmp_path / "a.parquet",
        f"SELECT 7::BIGINT AS id, '{BODY}' AS content, TIMESTAMP '2022-02-24 23:30:00' AS published_at, 'The Bree Times' AS outlet",
    )
    done = read(tmp_path, {})
    assert done.outcomes == (Report(doc_id="7", text=BODY, published=date(2022, 2, 24), publisher="The Bree Times"),)
    assert done.notes == (
        "a.parquet: columns: id=id,text=content,published=published_at,publisher=outlet (change with --map)",
    )


@pytest.mark.parametrize("name", ["a[1]*?.parquet", "it's.parquet", "a.parquet", "no-suffix"])
def test_the_name_of_a_parquet_file_is_no_pattern(tmp_path: Path, name: str) -> None:
    parquet(tmp_path / "x", f"SELECT 1 AS id, '{BODY}' AS text")
    (tmp_path / "x").rename(tmp_path / name)
    parquet(tmp_path / "a11.parquet", f"SELECT 2 AS id, '{MORE}' AS text")
    assert [one.doc_id for one in read(tmp_path, {}, paths=[name]).reports] == ["1"]


def test_rows_of_parquet_fail_alone(tmp_path: Path) -> None:
    parquet(
        tmp_path / "a.parquet",
        f"SELECT * FROM (VALUES ('a', '{BODY}', 'May 4, 2023'), ('b', NULL, NULL), ('c', '{MORE}', 'soon')) t(id, text, date)",
    )
    done = read(tmp_path, {})
    assert [(one.doc_id, one.published) for one in done.reports] == [("a", date(2023, 5, 4))]
    assert done.failures == [
        "a.parquet:row 2: text: empty",
        "a.parquet:row 3: published: 'soon' is no date (expected one like 2022-02-24 or 2022-02-24T14:30:00Z)",
    ]


def test_parquet_of_other_types_fails_by_row(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", "SELECT 1 AS id, [1, 2] AS text")
    assert "no column holds the text" in read(tmp_path, {}).failures[0]
    named = ReadingOptions(column_map=ColumnMap(text="text"))
    assert read(tmp_path, {}, options=named).failures == ["a.parquet:row 1: text: expected text, found list"]


def test_columns_of_lists_and_records_are_not_guessed(tmp_path: Path) -> None:
    parquet(
        tmp_path / "a.parquet",
        f"SELECT ['x'] AS content, '{BODY}'::BLOB AS body, {{'title': 'The Bree Times'}} AS source, 'The Bree Times' AS outlet",
    )
    (report,) = read(tmp_path, {}).reports
    assert (report.text, report.publisher) == (BODY, "The Bree Times")


def test_a_parquet_file_cut_short_is_no_parquet_file(tmp_path: Path) -> None:
    parquet(tmp_path / "whole.parquet", MANY)
    data = (tmp_path / "whole.parquet").read_bytes()
    done = read(tmp_path, {"cut.parquet": data[: len(data) // 2], "empty.parquet": b"", "text.parquet": BODY})
    assert done.failures == [
        "cut.parquet: not a whole Parquet file: No magic bytes found",
        "empty.parquet: not a whole Parquet file: File too small to be a Parquet file",
        "text.parquet: not a whole Parquet file: No magic bytes found",
    ]
    assert len(done.reports) == 3000


def test_parquet_with_broken_bytes_within(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", MANY)
    data = (tmp_path / "a.parquet").read_bytes()
    done = read(tmp_path, {"a.parquet": data[:200] + bytes(2000) + data[2200:], "b.txt": BODY})
    assert any("cannot be read" in one or "not a whole Parquet file" in one for one in done.failures)
    assert any(one.text == BODY for one in done.reports)


def test_parquet_cannot_come_from_a_stream(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", MANY)
    data = (tmp_path / "a.parquet").read_bytes()
    assert read(tmp_path, {}, paths=["-"], stdin=data).failures == [
        "stdin: Parquet is read from a file that is not compressed again, for its end is read first"
    ]
