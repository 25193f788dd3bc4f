"""A desk over an archive of made-up reports, some of them hostile, asked in this process: no browser, no network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from diurna.archive import Coded, open_archive
from diurna.archive.columns import refresh_columns
from diurna.record import Attribution, Entity, Event, Report, Span, Where, event_id
from diurna.web.app import create_app
from diurna.web.desk import Desk
from tests.archive.made_up import LINE, coded_reports
from tests.archive.tellings import Act, add_in, coded
from tests.fake_coder import meeting

TOKEN = "correct horse battery staple"
SCRIPT = "<script>alert(1)</script>"
OVERRIDE = "\u202eevil\u202c"
LONG_REPORT_CHARACTERS = 1_000_000
Ask = Callable[..., TestClient]


def hostile() -> Coded:
    """A report whose every field would do harm where it were more than text."""
    text = f"Talks {SCRIPT} \"'>\n\n{OVERRIDE} </p><img src=x onerror=alert(2)> met {{{{7*7}}}} {{% raw %}} &amp; \x1b[31m\x85 there."
    report = Report(
        doc_id="../a?b=<i>&#x",
        text=text,
        title=f"Talks {SCRIPT} \"'>",
        publisher=f'"><b onmouseover="alert(3)">{OVERRIDE}',
        url="javascript:alert(4)",
    )
    event = meeting(report, text.index("met"))
    name = f"{SCRIPT}:MIL{OVERRIDE}"
    party = replace(event.actors[0], name=name, code=None, role=SCRIPT)
    where = replace(event.where, resolved_place=SCRIPT) if event.where else None
    voice = replace(event.attribution[0], name=SCRIPT, code=None, stance="denies")
    return Coded(
        report=report, events=(replace(event, actors=(party,), where=where, attribution=(voice,)),), coder=LINE
    )


def longest() -> Coded:
    """A report of a million characters."""
    text = "The talks\n\n" + "They met in Bree. " * (LONG_REPORT_CHARACTERS // 18)
    report = Report(doc_id="long", text=text, title="The talks")
    return Coded(report=report, events=(meeting(report, text.index("met")),), coder=LINE)


def busiest() -> Coded:
    """A report with 500 records."""
    text = "A list\n\n" + "Arnor met Gondor. " * 500
    report = Report(doc_id="many", text=text, title="A list")
    starts = [8 + 18 * n + 6 for n in range(500)]
    return Coded(report=report, events=tuple(meeting(report, start) for start in starts), coder=LINE)


def denial() -> Coded:
    """A claim and its denial in one report: "Mordor said Gondor attacked Osgiliath. Gondor rejected that." """
    text = "Claims over Osgiliath\n\nMordor said Gondor attacked Osgiliath. Gondor rejected that.\n"
    report = Report(
        doc_id="denial",
        text=text,
        title="Claims over Osgiliath",
        publisher="The Horn",
        url="https://example.org/denial",
    )

    def span(words: str, after: int = 0) -> Span:
        at = text.index(words, after)
        return Span(at, at + len(words), words)

    second = text.index("Gondor rejected")
    claim = meeting(report, text.index("attacked"))
    claimed = replace(
        claim,
        event="ASSAULT", modes=(), quad_code=4, status="actual", counts={}, when=None,
        trigger=span("attacked"), sentence=span("Mordor said Gondor attacked Osgiliath."),
        actors=(Entity(span=span("Gondor"), name="Gondor", code="GON"),), recipients=(),
        where=Where(span=span("Osgiliath", 25), resolved_place="Osgiliath", country_code="GON", latitude=31.0, longitude=35.0, resolution="place"),
        attribution=(
            Attribution(span=span("Mordor"), name="Mordor", code="MOR", stance="claims"),
            Attribution(span=span("Gondor", second), name="Gondor", code="GON", stance="denies"),
        ),
    )  # fmt: skip
    denied = replace(
        claimed,
        event="REJECT", quad_code=3, trigger=span("rejected"), sentence=span("Gondor rejected that."), where=None, attribution=(),
        actors=(Entity(span=span("Gondor", second), name="Gondor", code="GON"),),
    )  # fmt: skip
    return Coded(report=report, events=tuple(_identified(event) for event in (claimed, denied)), coder=LINE)


def _identified(event: Event) -> Event:
    return replace(event, id=event_id(event.doc_id, event.trigger, event.event))


@pytest.fixture(scope="session")
def archive_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of made-up reports, three tellings of one event, a denial, and hostile reports."""
    folder = tmp_path_factory.mktemp("desk") / "beat"
    tellings = [
        coded("t1", Act(dead=(3, 3), tail="the bridge at dawn"), publisher="The Horn"),
        coded("t2", Act(dead=(9, 9), tail="the bridge before dawn", voices=(("Faramir", "says"),)), publisher="The Palantir"),
        coded("t3", Act(dead=(9, 9), tail="the bridge again at dawn", voices=(("Faramir", "denies"),)), day=15, publisher="The Bell"),
    ]  # fmt: skip
    with open_archive(folder, write=True) as archive:
        add_in(archive, [*coded_reports(20), *tellings, denial(), hostile(), longest(), busiest()], at_once=64)
        refresh_columns(archive)
    return folder


@pytest.fixture(scope="session")
def desk(archive_folder: Path) -> TestClient:
    """A desk on this machine's own address, without a token."""
    return client(Desk(archive=archive_folder))


def client(desk: Desk, *, host: str = "localhost:8420", redirects: bool = True) -> TestClient:
    return TestClient(create_app(desk), base_url=f"http://{host}", follow_redirects=redirects)
