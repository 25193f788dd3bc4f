"""Templates to pages. Whatever a report holds is data: escaped, and without power over the direction or the control of what is shown."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from diurna import __version__
from diurna.web.reader import READER, STATE

# C0 and C1 controls but tab and line ends, marks and overrides of direction, line separators, halves of surrogate pairs
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def shown(value: object) -> object:
    """What a template prints: of a text, each character that is not seen but changes what is, as a sign for it; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSEEN.sub("\ufffd", value)
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
