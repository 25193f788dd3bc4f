"""Templates to pages. Whatever a report holds is data: escaped, and without power over the direction or the control of what is shown."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from diurna import __version__
from diurna.export.cells import seen_text
from diurna.web.reader import READER, STATE


def shown(value: object) -> object:
    """What a template prints: of a text, each character that is not seen but changes what is, as a sign for it; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return seen_text(value)
    return value


@cache
def environment() -> Environment:
    """The templates, read once."""
    from diurna.web import words

    made = Environment(
        loader=PackageLoader("diurna.web"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        {
            **words.GLOBALS,
            "version": __version__,
            "form_token": form_token,
            "may_write": may_write,
            "archive_state": STATE.get,
        }
    )
    made.filters.update(words.FILTERS)
    return made


def form_token() -> Markup:
    """What each form that is posted holds, so that its request is known to be of this page: `{{ form_token() }}`."""
    return Markup('<input type="hidden" name="form_token" value="{}">').format(READER.get().form_token or "")


def may_write() -> bool:
    """Whether whoever sees the page may change something: no form is shown to who may not."""
    return READER.get().may_write


def page(template: str, *, status: int = 200, title: str, is_bare: bool = False, **values: Any) -> Response:
    """A template as an answer. `is_bare`: without the desk's navigation, for those who may not use it."""
    html = environment().get_template(template).render(title=title, is_bare=is_bare, **values)
    return HTMLResponse(html, status_code=status)
