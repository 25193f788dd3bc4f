"""Which column is what: headers of exports as they are, and what the user names."""

from __future__ import annotations

import pytest

from diurna.errors import InputError
from diurna.reading import ColumnMap
from diurna.reading.columns import choose_columns

GUESSED = [
    ("plain", "id,text", "id=id,text=text"),
    ("our own", "id,title,text,published,publisher,url", "id=id,text=text,title=title,published=published,publisher=publisher,url=url"),
    ("Nexis", "Publication,Title/Headline,Publication Date,Byline,Section,Length,Full Text", "text=Full Text,title=Title/Headline,published=Publication Date,publisher=Publication"),
    ("Nexis Metabase", "Headline,Hlead,Body,Source Name,Load Date,Doc ID", "id=Doc ID,text=Body,title=Headline,published=Load Date,publisher=Source Name"),
    ("Factiva", "AN,HD,LP,TD,PD,SN,SC,LA", "id=AN,text=LP+TD,title=HD,published=PD,publisher=SN"),
    ("ProQuest", "Title,Abstract,StoreId,AlphaDate,Authors,Document URL,Full text,Publication title,Publisher,year", "id=StoreId,text=Full text,title=Title,published=AlphaDate,publisher=Publication title,url=Document URL"),
    ("GDELT with texts", "GKGRECORDID,DATE,SourceCommonName,DocumentIdentifier,Text", "id=GKGRECORDID,text=Text,published=DATE,publisher=SourceCommonName,url=DocumentIdentifier"),
    ("NewsAPI", "source.name,author,title,description,url,urlToImage,publishedAt,content", "text=content,title=title,published=publishedAt,publisher=source.name,url=url"),
    ("Event Registry", "uri,lang,dateTime,url,title,body,source.title", "id=uri,text=body,title=title,published=dateTime,publisher=source.title,url=url"),
    ("Media Cloud", "stories_id,publish_date,title,story_text,url,media_name", "id=stories_id,text=story_text,title=title,published=publish_date,publisher=media_name,url=url"),
    ("all the news", ",id,title,publication,author,date,year,month,url,content", "id=id,text=content,title=title,published=date,publisher=publication,url=url"),
    ("crawl", "requested_url,plain_text,published_date,title,domain", "text=plain_text,title=title,published=published_date,publisher=domain,url=requested_url"),
    ("headlines", "Heading,Article,Date,NewsType", "text=Article,title=Heading,published=Date"),
    ("a short and a full content", "title,content,full_content,link,pubDate,outlet", "text=full_content,title=title,published=pubDate,publisher=outlet,url=link"),
    ("capitals, blanks, marks", " ID , Article_Text , PUBLICATION-DATE , News Paper ", "id=ID,text=Article_Text,published=PUBLICATION-DATE,publisher=News Paper"),
]  # fmt: skip

HEADER = ["nr", "lead", "body", "day", "day sent", "paper"]


@pytest.mark.parametrize(("header", "found"), [row[1:] for row in GUESSED], ids=[row[0] for row in GUESSED])
def test_columns_are_guessed_by_the_names_of_exports(header: str, found: str) -> None:
    columns = choose_columns(header.split(","), ColumnMap())
    assert str(columns) == found
    assert str(choose_columns(header.split(","), ColumnMap.parse([found]))) == found  # what is said can be given


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["text=body,published=day"], "text=body,published=day,publisher=paper"),
        (["text=lead+body"], "text=lead+body,publisher=paper"),
        (["text=body", "id=nr"], "id=nr,text=body,publisher=paper"),
        (["publisher=,text = Body"], "text=body"),
    ],
)
def test_columns_are_named(words: list[str], found: str) -> None:
    assert str(choose_columns(HEADER, ColumnMap.parse(words))) == found


def test_a_column_whose_name_holds_a_plus_is_one() -> None:
    assert choose_columns(["a+b", "a", "b"], ColumnMap.parse(["text=a+b"])).text == (0,)


@pytest.mark.parametrize(
    ("header", "words", "message"),
    [
        (HEADER, ["text=boddy"], "text: there is no column 'boddy' (columns: 'nr', 'lead', 'body', 'day', 'day sent', 'paper')"),
        (HEADER, ["published=date"], "published: there is no column 'date' (columns: 'nr', 'lead', 'body', 'day', 'day sent', 'paper')"),
        (["url", "title"], [], "no column holds the text; name it: --map text=COLUMN (columns: 'url', 'title')"),
        ([str(number) for number in range(40)], [], "no column holds the text; name it: --map text=COLUMN (columns: " + ", ".join(repr(str(number)) for number in range(30)) + ", …)"),
        ([], [], "no column holds the text; name it: --map text=COLUMN (there are no columns)"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_an_error_that_lists_what_is(header: list[str], words: list[str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        choose_columns(header, ColumnMap.parse(words) if words else ColumnMap())
    assert str(caught.value) == message


@pytest.mark.parametrize("words", ["body", "txt=body", "text=body,=x", ""])
def test_a_map_of_another_form_is_refused(words: str) -> None:
    with pytest.raises(InputError, match=r"is not of the form FIELD=COLUMN, with one of the fields id, text, title, "):
        ColumnMap.parse([words])
