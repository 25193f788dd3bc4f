"""Review in the desk: who reviews, one record after another, the form of a correction, what was missed, the queue, agreement, and what is downloaded."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from starlette.testclient import TestClient

from diurna.archive import Archive, open_archive
from diurna.archive.columns import refresh_columns
from diurna.archive.judgements import judgements
from diurna.archive.reviews import completed, reviewed, reviewed_of_report
from diurna.web.desk import Desk
from tests.archive.skirmishes import MASSED, MET, SHELLED, coded, fill
from tests.archive.tellings import add_in
from tests.web.conftest import SCRIPT, client, hostile

HOSTILE_ID = "../a?b=<i>&#x"
OWN = {"Origin": "http://localhost:8420"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_archive(tmp_path / "beat", write=True) as archive:
        fill(archive, "river", "lake")
        add_in(archive, [hostile()])
        refresh_columns(archive)
    return tmp_path / "beat"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with open_archive(folder) as opened:
        yield opened


def browser(folder: Path, name: str | None = "Anna", **more: Any) -> TestClient:
    made = client(Desk(archive=folder, **more))
    if name is not None:
        send(made, "/review", "/review/name", name=name)
    return made


def tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def words(html: str) -> str:
    return " ".join(" ".join(tree(html).find("body").itertext()).split())


def form_of(asked: TestClient, page: str, which: str) -> list[tuple[str, str]]:
    """The fields of a form as a browser sends them."""
    form = tree(asked.get(page).text).xpath(which)[0]
    return [(name, value or "") for name, value in form.form_values()]


def send(asked: TestClient, page: str, action: str, **fields: Any) -> Any:
    """Post a form of a page, with the token that the page holds."""
    found = re.search(r'name="form_token" value="(\w+)"', asked.get(page).text)
    assert found
    return asked.post(action, data={"form_token": found[1], **fields}, headers=OWN)


def correct(asked: TestClient, page: str, *, action: str = "/review/judge", **changed: str | list[str]) -> Any:
    """Send the form of a correction as it stands, with some inputs changed (. is written __)."""
    fields: dict[str, Any] = {}
    for name, value in form_of(asked, page, "//form[@id='correct']"):
        fields.setdefault(name, []).append(value)
    fields |= {name.replace("__", "."): value for name, value in changed.items()}
    return asked.post(action, data={**fields, "verdict": "correct"}, headers=OWN)


def at(record: str, doc_id: str = "river") -> str:
    return f"/review/reports/{doc_id}?record={record}"


def test_the_name_is_asked_once_and_kept(folder: Path) -> None:
    asked = browser(folder, None)
    assert 'name="verdict"' not in asked.get(at(MET.id)).text
    refused = send(asked, "/review", "/review/judge", doc_id="river", record=MET.id, verdict="accept")
    assert refused.status_code == 400 and "say who you are first" in words(refused.text)
    back = send(asked, "/review", "/review/name", name="  Anna  of Ost ", to="/review/agreement")
    assert back.url.path == "/review/agreement"
    assert "Reviewing as Anna of Ost" in words(asked.get(at(MET.id)).text)
    assert send(asked, "/review", "/review/name", name="\x1b[31m").status_code == 400
    assert send(asked, "/review", "/review/name", name="Ben", to="https://example.org/").url.path == "/"
    assert "Reviewing as Cara" in words(browser(folder, None, reviewer="Cara").get("/review").text)


def test_another_name_is_another_page(folder: Path) -> None:
    """Though the archive is the same."""
    asked = browser(folder)
    tag = {"If-None-Match": asked.get(at(MET.id)).headers["etag"]}
    assert asked.get(at(MET.id), headers=tag).status_code == 304
    send(asked, "/review", "/review/name", name="Ben")
    assert "Reviewing as Ben" in words(asked.get(at(MET.id), headers=tag).text)


def test_one_record_after_another(folder: Path, archive: Archive) -> None:
    asked = browser(folder)
    page = asked.get("/review/reports/river")
    assert "Record 1 of 3" in words(page.text)
    page = send(asked, "/review", "/review/judge", doc_id="river", record=SHELLED.id, verdict="accept")
    assert "Record 2 of 3" in words(page.text)
    page = send(
        asked,
        "/review",
        "/review/judge",
        doc_id="river",
        record=MASSED.id,
        verdict="reject",
        reason="no event",
        note="hearsay",
    )
    assert "Record 3 of 3" in words(page.text)
    listed = [" ".join(one.text_content().split()) for one in tree(page.text).xpath("//ol[@class='list']/li")]
    assert listed == [
        "3 CONSULT “met” unreviewed",
        "1 ASSAULT “shelled” accepted you: accept",
        "2 MOBILIZE “massed” rejected you: reject",
    ]
    page = send(asked, "/review", "/review/judge", doc_id="river", record=MET.id, verdict="accept", optional="1")
    assert "You have judged all records of this report." in words(page.text)
    assert [(one.verdict, one.by, one.note, one.is_optional) for one in judgements(archive.connection)] == [
        ("accept", "Anna", None, False), ("reject", "Anna", "no event: hearsay", False), ("accept", "Anna", None, True),
    ]  # fmt: skip
    page = send(asked, "/review", "/review/judge", doc_id="river", record=MASSED.id, verdict="undo")
    assert page.url.params["record"] == MASSED.id
    assert "History: 2 judgements" in words(page.text)


def test_the_form_sent_as_it_stands_corrects_nothing(folder: Path, archive: Archive) -> None:
    """So the form holds the record whole."""
    asked = browser(folder)
    for record in (SHELLED, MASSED, MET):
        answer = correct(asked, at(record.id))
        assert answer.status_code == 400
        assert "nothing is corrected; accept it, or change a field" in words(answer.text)
    assert judgements(archive.connection) == []


def test_every_field_is_corrected_by_the_form(folder: Path, archive: Archive) -> None:
    asked = browser(folder)
    answer = correct(
        asked, at(MASSED.id), event="COERCE", mode=["COERCE.restrict", "MOBILIZE.troops"], context=["military"], cameo="1724", status="hypothetical",
        trigger="had massed troops", actor__0__words="Armenia", actor__0__name="Armenia", actor__0__code="arm", actor__0__sector="gov, mil",
        actor__0__wikidata="Q399", recipient__0__words="Georgian troops", recipient__0__code="GEO", date="2024-05-01", enddate="", date_words="Thursday",
        place__words="Dolma", place__name="dolma", size__participants__low="1", size__participants__high="", size__participants__words="troops",
        voice__0__stance="claims", link=SHELLED.id, note="as it reads",
    )  # fmt: skip
    assert answer.status_code == 200, words(answer.text)
    found = reviewed(archive.connection, MASSED.id)
    assert found is not None
    (one,) = found.counting
    made = one.corrected
    assert made is not None and one.note == "as it reads"
    assert (made.event, made.modes, made.contexts, made.cameo, made.status) == (
        "COERCE",
        ("restrict",),
        ("military",),
        "1724",
        "hypothetical",
    )
    assert (made.trigger.text, made.quad_code, made.link) == ("had massed troops", 4, SHELLED.id)
    (actor,), (recipient,) = made.actors, made.recipients
    assert (actor.name, actor.code, actor.sector, actor.wikidata) == ("Armenia", "ARM", ("GOV", "MIL"), "Q399")
    assert recipient.span is None and recipient.given_by is not None and recipient.given_by.text == "Georgian troops"
    assert made.when is not None and made.when.span is not None
    assert (str(made.when.start), str(made.when.end), made.when.span.text) == ("2024-05-01", "2024-05-01", "Thursday")
    assert made.where is not None and made.where.span is not None
    assert made.where.span.start > made.trigger.start  # that of this sentence, which is nearer
    assert (made.where.latitude, made.where.longitude, made.where.country_code) == (
        38.6,
        27.0,
        "TUR",
    )  # as the archive knows it
    assert (made.counts["participants"].low, made.counts["participants"].high) == (1, None)
    assert [(voice.code, voice.stance) for voice in made.attribution] == [("GEO", "claims")]
    page = words(asked.get(at(MASSED.id)).text)
    assert "actor Officials (GEO GOV) → Armenia (ARM GOV MIL)" in page
    assert "type MOBILIZE → COERCE" in page


def test_what_is_emptied_is_taken_away(folder: Path, archive: Archive) -> None:
    asked = browser(folder)
    empty = {f"place__{name}": "" for name in ("words", "name", "country", "province", "lat", "lon")}
    gone = {f"actor__0__{name}": "" for name in ("words", "name", "code", "sector")}
    correct(asked, at(SHELLED.id), date="", enddate="", size__dead__low="", size__dead__high="", **empty, **gone)
    made = judgements(archive.connection)[0].corrected
    assert made is not None
    assert (made.when, made.where, made.actors, dict(made.counts)) == (None, None, (), {})


FAULTS = [
    ({"actor__0__words": "Azerbaijan"}, "actor 1: 'Azerbaijan' does not stand in the report; mark its words in the text"),
    ({"actor__0__words": "Armenia @5-9"}, None),
    ({"actor__0__words": "nobody @5-9"}, "actor 1: 'nobody' does not stand in the report"),
    ({"trigger": ""}, "act: mark the words that name it"),
    ({"event": "ATTACK"}, "event: no event type 'ATTACK'; there are AGREE"),
    ({"cameo": "9999"}, "cameo: no CAMEO code '9999'"),
    ({"actor__0__sector": "ARMY"}, "actor[0].sector[0]: no sector 'ARMY'; there are"),
    ({"actor__0__wikidata": "Georgia"}, "actor[0].wikidata: 'Georgia' does not match"),
    ({"date": "yesterday"}, "date: 'yesterday' is no day"),
    ({"date": "2024-05-04", "enddate": "2024-05-03"}, "enddate: 2024-05-03 is before date 2024-05-04; give the first and the last day"),
    ({"place__words": "Dolma", "place__lat": "north"}, "place: lat: 'north' is no number of degrees"),
    ({"place__words": "Dolma", "place__lat": "4"}, "place: give latitude and longitude, or none of the two"),
    ({"place__name": "Dolma"}, "place: mark the words that name it"),
    ({"voice__0__words": "", "voice__0__code": "GEO"}, "voice 1: mark the words that name who vouches"),
    ({"size__dead__low": "many"}, "dead: 'many' is no number"),
    ({"size__dead__low": "77"}, "dead: mark the words that say how many"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "message"), FAULTS)
def test_a_fault_leads_back_to_the_form_as_it_was_given(
    folder: Path, changed: dict[str, str], message: str | None
) -> None:
    asked = browser(folder)
    answer = correct(asked, at(MASSED.id), note="kept", **changed)
    assert answer.status_code == (400 if message else 200)
    if message is None:
        return
    page = tree(answer.text)
    (alert,) = page.xpath("//*[@role='alert']")
    assert " ".join(alert.text_content().split()).startswith(message)
    for name, value in changed.items():
        if name == "event":
            continue
        (control,) = page.xpath(f"//form[@id='correct']//*[@name='{name.replace('__', '.')}']")
        assert control.value == value


def test_a_missed_event_is_added(folder: Path, archive: Archive) -> None:
    asked = browser(folder)
    page = correct(
        asked, "/review/reports/river?add=1", action="/review/add", event="PROTEST", mode=["PROTEST.demo"], trigger="marched", actor__0__words="Crowds",
        actor__0__code="GEO", place__words="Batumi", place__name="Batumi", place__country="GEO",
    )  # fmt: skip
    assert page.status_code == 200 and "added by a reviewer" in words(page.text)
    added = reviewed_of_report(archive.connection, "river")[-1]
    assert added.is_added and added.event.event == "PROTEST"
    again = correct(asked, "/review/reports/river?add=1", action="/review/add", event="PROTEST", trigger="marched")
    assert again.status_code == 400 and "is there already" in words(again.text)
    assert "Of reviewers alone PROTEST “ marched ”" in words(asked.get("/reports/river").text)


def test_a_report_is_marked_complete(folder: Path, archive: Archive) -> None:
    asked = browser(folder)
    page = send(asked, "/review", "/review/report", doc_id="river", verdict="complete")
    assert page.status_code == 400 and "Anna has not judged 3 of its records yet" in words(page.text)
    page = send(asked, "/review", "/review/report", doc_id="river", verdict="complete", accept_rest="1")
    assert "You marked this report complete." in words(page.text)
    assert completed(archive.connection) == {"river": ("Anna",)}
    send(asked, "/review", "/review/report", doc_id="river", verdict="reopen")
    assert completed(archive.connection) == {}


def test_the_queue_has_the_least_sure_first_and_says_what_is_done(folder: Path) -> None:
    anna, ben = browser(folder), browser(folder, "Ben")
    send(anna, "/review", "/review/judge", doc_id="river", record=MASSED.id, verdict="accept")
    send(ben, "/review", "/review/judge", doc_id="river", record=MASSED.id, verdict="reject")
    page = anna.get("/review")
    assert "1 of 7 records reviewed 1 disputed" in words(page.text)
    sure = [one.text_content() for one in tree(page.text).xpath("//li[@class='record']//b[contains(text(), 'sure')]")]
    assert sure[0] == "55 % sure" and sure == [*sorted(sure[:-1]), "55 % sure"]
    assert "disputed by Anna, Ben" in words(page.text)
    assert words(anna.get("/review?whose=all&type=CONSULT").text).count("% sure") == 3
    assert words(anna.get("/review?type=CONSULT&report=river").text).count("% sure") == 1
    lead = anna.get("/review/next")
    assert (lead.url.path, "Record 2 of 3" in words(lead.text)) == ("/review/reports/lake", True)


def test_a_reviewed_record_shows_its_standing_everywhere(folder: Path) -> None:
    asked = browser(folder)
    correct(
        asked,
        at(MASSED.id),
        actor__0__words="Armenia",
        actor__0__name="Armenia",
        actor__0__code="ARM",
        actor__0__sector="GOV",
    )
    assert "corrected by Anna" in words(asked.get("/events?type=MOBILIZE&report=river").text)
    report = words(asked.get("/reports/river").text)
    assert "Officials GEO GOV" in report  # the coder's word stands
    assert "actor Officials (GEO GOV) → Armenia (ARM GOV)" in report
    (facet,) = tree(asked.get("/events?report=river").text).xpath("//section[@class='facet'][h2='review']")
    assert " ".join(facet.text_content().split()) == "review unreviewed 2 corrected 1"
    assert "corrected by Anna" in words(asked.get("/actor?party=GEO:GOV").text)
    only = asked.get("/events?review=corrected")
    assert "1 record" in words(only.text) and "corrected ✕" in words(only.text)


def test_agreement_is_a_page_and_an_answer(folder: Path) -> None:
    anna, ben = browser(folder), browser(folder, "Ben")
    assert "No report is judged by two reviewers yet." in words(anna.get("/review/agreement").text)
    for one, verdict in ((anna, "accept"), (ben, "reject")):
        send(one, "/review", "/review/judge", doc_id="river", record=MASSED.id, verdict=verdict)
        send(one, "/review", "/review/judge", doc_id="river", record=MET.id, verdict="accept")
    page = words(anna.get("/review/agreement").text)
    assert "event or none 0.00" in page and "few units" in page
    answer = anna.get("/api/v1/reviews/agreement").json()
    assert answer["reviewers"] == ["Anna", "Ben"]
    assert answer["fields"][0] == {
        "field": "event or none", "metric": "nominal", "alpha": 0.0, "low": answer["fields"][0]["low"], "high": answer["fields"][0]["high"],
        "units": 2, "same": 1, "coders": 2, "few": True,
    }  # fmt: skip


def test_judgements_are_made_and_read_by_the_api(folder: Path) -> None:
    program = client(Desk(archive=folder, reviewer="Dora"))
    made = program.post(
        "/api/v1/reviews", json={"record": MET.id, "verdict": "correct", "fields": {"status": "future"}, "note": "soon"}
    )
    assert made.status_code == 201
    (one,) = made.json()["reviews"]
    assert (one["by"], one["verdict"], one["corrected"]["status"], one["note"]) == ("Dora", "correct", "future", "soon")
    rest = program.post(
        "/api/v1/reviews", json={"doc_id": "river", "verdict": "complete", "accept_rest": True, "by": "Eva"}
    )
    assert [one["verdict"] for one in rest.json()["reviews"]] == ["accept", "accept", "accept", "complete"]
    first = program.get("/api/v1/reviews?limit=3").json()
    second = program.get(f"/api/v1/reviews?limit=3&after={first['next']}").json()
    assert [len(first["reviews"]), len(second["reviews"]), second["next"]] == [3, 2, None]
    assert program.get("/api/v1/reviews?by=Dora").json()["reviews"] == [one]
    assert program.get(f"/api/v1/reviews?record={MET.id}").json()["reviews"][0] == one
    lines = program.get("/api/v1/reviews.jsonl")
    assert [json.loads(line)["id"] for line in lines.text.splitlines()] == [
        r["id"] for r in [*first["reviews"], *second["reviews"]]
    ]


@pytest.mark.parametrize(
    ("sent", "status", "message"),
    [
        ({"record": "0" * 16, "verdict": "accept", "by": "A"}, 404, "no record of this archive"),
        ({"doc_id": "sea", "verdict": "complete", "by": "A"}, 404, "sea: no report of this archive"),
        ({"verdict": "accept", "by": "A"}, 400, "record: accept is said of a record: give its id"),
        ({"record": MET.id, "verdict": "add", "by": "A"}, 400, "doc_id: add is said of a report: give its id, and no record"),
        ({"record": MET.id, "verdict": "accept"}, 400, "by: give the reviewer's name"),
        ({"record": MET.id, "verdict": "like", "by": "A"}, 400, "verdict: 'like' is none of accept"),
        ({"record": MET.id, "verdict": "correct", "fields": {"mode": ["aerial"]}, "by": "A"}, 400, "mode[0]: CONSULT has no mode 'aerial'; CONSULT has visit"),
        ({"record": MET.id, "verdict": "correct", "fields": {"colour": "red"}, "by": "A"}, 400, "fields.colour: unknown key"),
        ({"record": MET.id, "verdict": "undo", "by": "A"}, 400, "no judgement of A to undo"),
    ],
)  # fmt: skip
def test_the_api_refuses_by_field(folder: Path, sent: dict[str, Any], status: int, message: str) -> None:
    answer = client(Desk(archive=folder)).post("/api/v1/reviews", json=sent)
    assert answer.status_code == status
    assert message in answer.json()["error"]["message"]


def test_gold_and_lexicon_are_downloaded(folder: Path) -> None:
    program = client(Desk(archive=folder, reviewer="Anna"))
    assert program.get("/api/v1/gold.jsonl").text == ""
    program.post(
        "/api/v1/reviews",
        json={
            "record": MET.id,
            "verdict": "correct",
            "fields": {"actor": [{**_at("Mr. Halden"), "name": "Sergei Halden", "code": "GEO"}]},
        },
    )
    program.post("/api/v1/reviews", json={"doc_id": "river", "verdict": "complete", "accept_rest": True})
    (gold,) = (
        json.loads(line) for line in program.get("/api/v1/gold.jsonl?by=Anna&adjudicate=latest").text.splitlines()
    )
    assert (gold["doc_id"], len(gold["events"])) == ("river", 3)
    lexicon = program.get("/api/v1/reviews/lexicon.toml")
    assert 'filename="lexicon.toml"' in lexicon.headers["content-disposition"]
    assert tomllib.loads(lexicon.text)["party"][0]["name"] == "Sergei Halden"
    assert program.get("/api/v1/gold.jsonl?adjudicate=mean").status_code == 400


def _at(words: str) -> dict[str, int]:
    text = coded().report.text
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def test_places_are_known_by_the_beginning_of_their_name(folder: Path) -> None:
    program = client(Desk(archive=folder))
    assert program.get("/api/v1/reviews/places?q=yer").json()["places"] == [
        {"name": "Yerevan", "country": "ARM", "lat": 40.18, "lon": 44.51, "events": 2}
    ]
    assert program.get("/api/v1/reviews/places?q=%25").json()["places"] == []


def test_a_desk_that_only_reads_shows_reviews_and_takes_none(folder: Path) -> None:
    asked = client(Desk(archive=folder, read_only=True, reviewer="Anna"))
    page = asked.get(at(MET.id))
    assert page.status_code == 200 and 'method="post"' not in page.text
    assert asked.post("/api/v1/reviews", json={"record": MET.id, "verdict": "accept"}).status_code == 403


def test_a_hostile_report_is_reviewed_as_text(folder: Path, archive: Archive) -> None:
    asked = browser(folder, f"{SCRIPT}")
    page = "/review/reports?id=..%2Fa%3Fb%3D%3Ci%3E%26%23x"
    shown = asked.get(page)
    assert shown.status_code == 200 and SCRIPT not in shown.text
    (record,) = reviewed_of_report(archive.connection, HOSTILE_ID)
    assert (
        correct(asked, f"{page}&record={record.id}").status_code == 400
    )  # the form holds it whole, signs for what is not seen and all
    assert "nothing is corrected" in words(correct(asked, f"{page}&record={record.id}").text)
    done = send(asked, page, "/review/judge", doc_id=HOSTILE_ID, record=record.id, verdict="reject", note=SCRIPT)
    assert done.status_code == 200 and SCRIPT not in done.text
    assert SCRIPT not in asked.get(f"{page}&record={record.id}").text
    assert SCRIPT not in asked.get("/reports?id=..%2Fa%3Fb%3D%3Ci%3E%26%23x").text


def test_every_piece_of_the_text_says_where_it_begins(folder: Path) -> None:
    """What a selection is turned into spans by."""
    text = coded().report.text
    pieces = tree(browser(folder).get(at(SHELLED.id)).text).xpath("//article//*[@data-at]")
    for piece in pieces:
        start = int(piece.get("data-at"))
        assert text[start : start + len(piece.text_content())] == piece.text_content()
    assert "".join(piece.text_content() for piece in pieces) == text.replace("\n", "")


def test_the_map_is_of_the_whole_world(folder: Path) -> None:
    answer = client(Desk(archive=folder)).get("/review/world.svg")
    numbers = [
        float(one) for one in re.findall(r"-?\d+\.?\d*(?=[ LZM\"])", answer.text.split(' d="')[1].split('"')[0] + '"')
    ]
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert len(answer.content) < 150_000
    assert -180 <= min(numbers) < -175 and 175 < max(numbers) <= 180


@pytest.mark.parametrize("path", ["/review/reports/nothing", "/review/reports/river?record=0000000000000000"])
def test_what_is_not_there_is_not_found(folder: Path, path: str) -> None:
    assert browser(folder).get(path).status_code == 404
