"""One look for all pictures: colours, sizes, letters, titles, and what is shown where there is nothing to show."""

from __future__ import annotations

from datetime import date
from typing import Any

Spec = dict[str, Any]
"""A Vega-Lite specification (version 6)."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Inter, Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
INK, FAINT, LINE, LAND, BORDER = "#22303c", "#667784", "#e3e7ea", "#eef0f1", "#c3cbd1"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
NO_QUAD = "statement"
COLOURS = {
    "verbal cooperation": "#92c5de",
    "material cooperation": "#2b7bba",
    "verbal conflict": "#fdb863",
    "material conflict": "#d5521b",
    NO_QUAD: "#b8bfc5",
}
"""Blue for cooperation, orange for conflict, light for words and dark for deeds: told apart by the colour-blind too, and in print."""
SHADES = ["#eaf2f8", "#bcd8ea", "#7fb4d6", "#3d86bd", "#17568c", "#0b3156"]
CONFIG: Spec = {
    "background": "white",
    "font": FONT,
    "padding": 16,
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": 17, "fontWeight": 600, "color": INK, "subtitleColor": FAINT, "subtitleFontSize": 12, "subtitlePadding": 6, "offset": 14},
    "axis": {"labelColor": FAINT, "titleColor": FAINT, "titleFontWeight": "normal", "titleFontSize": 12, "labelFontSize": 11, "gridColor": LINE, "domainColor": BORDER, "tickColor": BORDER, "labelPadding": 4, "titlePadding": 8},
    "legend": {"labelColor": INK, "titleColor": FAINT, "titleFontWeight": "normal", "labelFontSize": 11, "titleFontSize": 11, "symbolStrokeWidth": 0},
}  # fmt: skip


def framed(body: Spec, *, title: str, subtitle: str) -> Spec:
    """A whole specification of a picture's body, with its title and the look."""
    told = {"title": {"text": title, "subtitle": subtitle}, "description": f"{title}. {subtitle}".rstrip()}
    return {"$schema": SCHEMA, **told, "config": CONFIG, **body}


def empty(*, title: str, said: str = "No records to show") -> Spec:
    """A picture that says that there is nothing to show."""
    body = {
        "width": 640,
        "height": 240,
        "data": {"values": [{"said": said}]},
        "mark": {"type": "text", "fontSize": 15, "color": FAINT},
        "encoding": {"text": {"field": "said"}},
    }
    return framed(body, title=title, subtitle="")


def quad_name(quad: int | None) -> str:
    """The name of a quad class; statements have none."""
    return QUADS.get(quad or 0, NO_QUAD)


def quad_colour(shown: list[str], *, orient: str = "top", **more: Any) -> Spec:
    """The colour encoding of the quad classes, with those in the legend that the picture shows."""
    names = [name for name in COLOURS if name in shown]
    return {
        "field": "quad",
        "type": "nominal",
        "scale": {"domain": names, "range": [COLOURS[name] for name in names]},
        "legend": {"orient": orient, "direction": "horizontal", "title": None, "symbolType": "circle", **more},
    }


def nice_counts(most: int) -> list[int]:
    """One to three round numbers up to the largest, for a legend of sizes."""
    if most < 3:
        return [most]
    digits = 10 ** (len(str(most)) - 1)
    top = most // digits * digits
    return sorted({count for count in (top // 10, top // 2, top) if count > 0})


def number(count: int, thing: str) -> str:
    """ "1 record", "12,345 records" """
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def span_of(first: date, last: date) -> str:
    """Two days as words: "3 March 2024", "3 March to 5 April 2024"."""
    until = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return until
    since = f"{first.day} {first:%B}" + (f" {first.year}" if first.year != last.year else "")
    return f"{since} to {until}"


DARK = {
    "white": "#14181b",
    "#ffffff": "#14181b",
    INK: "#e8e6e1",
    FAINT: "#a3b0b9",
    LINE: "#2c343a",
    LAND: "#262d32",
    BORDER: "#4a555d",
}
"""What the colours of the look are on a dark page; those of the quad classes stand out on both."""


def darkened(spec: Spec) -> Spec:
    """The same picture for a dark page."""

    def dark(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: dark(one) if key != "values" else one for key, one in value.items()}
        if isinstance(value, list):
            return list(reversed(value)) if value == SHADES else [dark(one) for one in value]
        return DARK.get(value, value) if isinstance(value, str) else value

    darker: Spec = dark(spec)
    return darker
