"""Pictures drawn: every kind in every form, offline, whatever names are in them."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from diurna.errors import InputError
from diurna.plots import Spec, heat, render, ties, timeline, worldmap
from diurna.plots.render import form_of
from diurna.record import Event
from tests.archive.made_up import coded_reports
from tests.export.made_up import act, party

EVENTS = [event for coded in coded_reports(40) for event in coded.events]
KINDS: list[Callable[[list[Event]], Spec]] = [timeline, worldmap, ties, heat]
NASTY = "</script><script>alert(1)</script> & \"quoted\" \u2028 'x'"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("events", [EVENTS, []], ids=["records", "none"])
def test_svg_has_marks_and_title(kind: Callable[[list[Event]], Spec], events: list[Event]) -> None:
    spec = kind(events)
    drawn = render(spec, "svg").decode("utf-8")
    ElementTree.fromstring(drawn)
    assert spec["title"]["text"] in drawn
    assert drawn.count("<path") > (20 if events else 0)
    assert render(kind(events), "svg").decode("utf-8") == drawn


@pytest.mark.parametrize("kind", KINDS)
def test_png_has_two_pixels_a_point(kind: Callable[[list[Event]], Spec]) -> None:
    picture = render(kind(EVENTS), "png")
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert width > 500
    assert height > 400


def test_a_page_holds_all_it_needs_and_no_name_ends_its_script() -> None:
    given = [act(actors=(party(name=NASTY),), recipients=(party("UKR"),)), *EVENTS]
    page = render(ties(given, title=NASTY), "html").decode("utf-8")
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?https?:""", page)
    assert page.count("<script>") == page.count("</script>") == 2
    assert "<title>&lt;/script&gt;" in page
    spec = re.search(r'vegaEmbed\("#picture", (\{.*\}), \{renderer', page)
    assert spec
    assert json.loads(spec[1])["title"]["text"] == NASTY.replace("\u2028", "\ufffd")


def test_a_name_is_text_in_a_picture() -> None:
    given = [act(actors=(party(name="<b>A & B</b>"),), recipients=(party("UKR"),))]
    assert "&lt;b&gt;A &amp; B" in render(ties(given), "svg").decode("utf-8")


def test_the_specification_itself() -> None:
    spec = timeline(EVENTS)
    assert json.loads(render(spec, "json")) == spec


def test_the_form_is_that_of_the_name() -> None:
    assert form_of(Path("a.SVG")) == "svg"
    with pytest.raises(InputError, match=r"ends in \.svg, \.png, \.html, \.json"):
        form_of(Path("a.jpg"))
    with pytest.raises(InputError, match="not as 'gif'"):
        render({}, "gif")
