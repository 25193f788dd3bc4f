"""RSS and Atom: an item is a report; feeds that are broken, cut, bombs or without end."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from diurna.reading import Failure, read_reports
from diurna.record import Report

from .folder import BODY, MORE, read

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Bree Times</title><link>https://bree.example/</link>
"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Bree Times</title>
<entry><title>Arnor helps Gondor</title><link href="/grain"/><id>tag:bree.example,2022:1</id>
<published>2022-02-24T23:30:00-05:00</published><summary>In short.</summary><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</content></entry>
<entry><title>Gondor thanks Arnor</title><updated>2022-02-25T01:00:00Z</updated><summary>{MORE}</summary></entry></feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Bree Times</title></channel>
<item><title>Arnor helps Gondor</title><link>https://bree.example/grain</link><description>{BODY}</description><dc:date>2022-02-24</dc:date></item></rdf:RDF>"""


def item(number: int, *, text: str = BODY, day: str = "Thu, 24 Feb 2022 23:30:00 -0500") -> str:
    return (
        f"<item><title>Grain &amp; bread {number}</title><link>https://bree.example/{number}</link>"
        f"<pubDate>{day}</pubDate><description>&lt;p&gt;{text} {number}.&lt;/p&gt;</description></item>\n"
    )


def rss(*items: str) -> str:
    return RSS + "".join(items) + "</channel></rss>\n"


def test_items_of_rss_are_reports(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.rss": rss(item(1), item(2))})
    assert done.failures == []
    first = done.reports[0]
    assert first.text == f"Grain & bread 1\n\n{BODY} 1."
    assert (first.title, first.published) == (
        "Grain & bread 1",
        date(2022, 2, 24),
    )  # the day in the feed's own time zone
    assert (first.publisher, first.url) == ("The Bree Times", "https://bree.example/1")
    assert len(done.reports) == 2


def test_items_of_atom_are_reports(tmp_path: Path) -> None:
    first, second = read(tmp_path, {"a.atom": ATOM}).reports
    assert first.text == f"Arnor helps Gondor\n\n{BODY}\n\n{MORE}"  # the content, not the summary
    assert (first.published, first.publisher) == (date(2022, 2, 24), "The Bree Times")
    assert (second.text, second.published, second.url) == (f"Gondor thanks Arnor\n\n{MORE}", date(2022, 2, 25), None)


def test_items_of_rdf_are_reports(tmp_path: Path) -> None:
    (report,) = read(tmp_path, {"a.xml": RDF}, paths=["a.xml"]).reports
    assert (report.title, report.published) == ("Arnor helps Gondor", date(2022, 2, 24))


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a", "-"])
def test_feeds_by_name_and_by_opening(tmp_path: Path, name: str) -> None:
    done = read(tmp_path, {name: rss(item(1))}, paths=[name], stdin=rss(item(1)).encode())
    assert [one.title for one in done.reports] == ["Grain & bread 1"]


def test_a_folder_passes_xml_over(tmp_path: Path) -> None:
    assert len(read(tmp_path, {"a.rss": rss(item(1)), "b.xml": "<settings/>"}).outcomes) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = rss(item(1, text="Erdoğan met the mayor of Bree")).replace("UTF-8", encoding)
    (report,) = read(tmp_path, {"a.rss": text.encode(encoding)}).reports
    assert "Erdoğan" in report.text


def bomb(levels: int) -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "haha">{entities}]><rss><channel><item><title>&e{levels - 1};</title></item></channel></rss>'


ENTITIES = "it declares entities of its own, as feeds never do and entity bombs must; nothing of it is read"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "an empty file"),
        ("<html><body>Hello</body></html>", "no RSS or Atom feed"),
        ("Arnor helps Gondor", "no RSS or Atom feed"),
        (rss(), "a feed without items"),
        (bomb(12), ENTITIES),
        (bomb(2), ENTITIES),
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + rss(item(1)), ENTITIES),
        (bomb(12).encode("utf-16"), ENTITIES),
        (rss(item(1)) + " " * 20_000_001, "more than any feed holds (at most 20 MB)"),
    ],
)  # fmt: skip
def test_a_feed_that_cannot_be_read_fails_alone(tmp_path: Path, content: str | bytes, message: str) -> None:
    done = read(tmp_path, {"a.rss": content, "b.txt": BODY})
    assert done.failures == [f"a.rss: {message}"]
    assert len(done.reports) == 1


def test_a_feed_that_is_cut_short_gives_its_whole_items(tmp_path: Path) -> None:
    content = rss(item(1), item(2), item(3))
    done = read(tmp_path, {"a.rss": content[: content.index("bread 3") + 40]})
    assert [one.title for one in done.reports] == ["Grain & bread 1", "Grain & bread 2"]
    assert len(done.failures) == 1
    assert done.failures[0].startswith("a.rss:item 3: the feed is cut short here (")


def test_a_feed_that_is_not_well_formed_is_read_and_said(tmp_path: Path) -> None:
    done = read(
        tmp_path,
        {"a.rss": rss(item(1), "<item><title>Bread & grain</title><description>" + BODY + "</description></item>")},
    )
    assert [one.title for one in done.reports] == ["Grain & bread 1", "Bread & grain"]
    assert len(done.notes) == 1
    assert done.notes[0].startswith("a.rss: not well-formed XML (not well-formed (invalid token) in line ")


def test_an_item_without_words_fails_alone(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.rss": rss(item(1), "<item><link>https://bree.example/x</link></item>", item(3))})
    assert len(done.reports) == 2
    assert done.failures == ["a.rss:item 2: an item without title and text"]


def test_an_item_nested_too_deep_fails_alone(tmp_path: Path) -> None:
    deep = "<item><title>x</title><description>" + "&lt;div&gt;" * 10_000 + "</description></item>"
    done = read(tmp_path, {"a.rss": rss(item(1), deep, item(3))})
    assert len(done.reports) == 2
    assert done.failures == ["a.rss:item 2: HTML nested more than 256 deep, which no browser shows in full"]


class Endless(io.RawIOBase):
    """A feed that never ends."""

    def __init__(self) -> None:
        self.number = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self.number += 1
        return RSS.encode() if self.number == 1 else item(self.number, text=BODY * 1000).encode()


def test_a_feed_without_end_fails() -> None:
    (outcome,) = read_reports(["-"], stdin=Endless())  # type: ignore[arg-type]
    assert isinstance(outcome, Failure)
    assert outcome.message.startswith("more than any report holds")


def test_the_same_item_again_is_skipped(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.rss": rss(item(1)), "b.rss": rss(item(1))})
    assert len([one for one in done.outcomes if isinstance(one, Report)]) == 1
    assert done.skips == ["b.rss:item 1: the same report as a.rss:item 1"]
