"""A specification drawn: as SVG or PNG, or as a page that holds all it needs. Nothing is fetched.

Vega itself comes with vl-convert-python, which draws here and hands out the script that a page runs.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from diurna.errors import InputError
from diurna.export.cells import seen_text, xml_text
from diurna.plots.style import FONT, Spec

PIXELS = 2.0
"""Pixels of a PNG for each point of the picture."""
_REFERENCE = re.compile(r"""(id="|url\(#)(clip|gradient_)(\d+)(?=["\)])""")
BUNDLED = "window.vegaEmbed = vegaEmbed;"
"""What of the bundle of Vega's scripts the page calls."""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body {{ margin: 2rem auto; max-width: 66rem; font-family: {font}; }} #picture {{ overflow-x: auto; }}</style>
</head>
<body>
<div id="picture"></div>
<script>{script}</script>
<script>vegaEmbed("#picture", {spec}, {{renderer: "svg", actions: {{export: true, source: false, compiled: false, editor: false}}}});</script>
</body>
</html>
"""


def render(spec: Spec, form: str) -> bytes:
    """The picture as the content of a file: `form` is svg, png, html, or json (the specification). Raises InputError for another."""
    if form not in FORMS:
        raise InputError(f"a picture is written as {', '.join(FORMS)}, not as {form!r}")
    return FORMS[form](cleaned(spec))


def form_of(path: Path) -> str:
    """The form that a file's name says. Raises InputError where it is none of a picture."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise InputError(f"{path}: a picture's name ends in {', '.join(f'.{known}' for known in FORMS)}")
    return form


def cleaned(value: Any) -> Any:
    """The specification without characters that no picture can hold, or that change what is seen of others."""
    if isinstance(value, str):
        return xml_text(seen_text(value))
    if isinstance(value, dict):
        return {name: cleaned(member) for name, member in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, list) else value


def _svg(spec: Spec) -> bytes:
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    numbers: dict[str, int] = {}

    def renumbered(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}{numbers.setdefault(found[2] + found[3], len(numbers))}"

    # Vega numbers what it refers to on through all pictures of a process; the same picture shall be the same file
    return _REFERENCE.sub(renumbered, drawn).encode("utf-8")


def _png(spec: Spec) -> bytes:
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(spec, scale=PIXELS, allowed_base_urls=[]))


def _html(spec: Spec) -> bytes:
    # "</script>" in a name must not end the script that holds it, nor may a line separator of JSON end its line
    safe = json.dumps(spec, ensure_ascii=True).replace("<", "\\u003c")
    title = html.escape(spec["title"]["text"])
    return PAGE.format(title=title, font=FONT, script=vega_script().decode("utf-8"), spec=safe).encode("utf-8")


def vega_script() -> bytes:
    """Vega, Vega-Lite and vega-embed as one script that sets `vegaEmbed`. Takes two seconds to put together."""
    import vl_convert

    script: str = vl_convert.javascript_bundle(BUNDLED)
    return script.encode("utf-8")


def _json(spec: Spec) -> bytes:
    return (json.dumps(spec, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


FORMS: Mapping[str, Callable[[Spec], bytes]] = {"svg": _svg, "png": _png, "html": _html, "json": _json}
