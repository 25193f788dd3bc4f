"""The body of a request, within bounds: a form, or JSON."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request

from diurna.errors import InputError
from diurna.web.answers import RefusedError

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
LONGEST_BODY = 65_536
"""Bytes of a body, at most, where a route says no other number."""
MOST_FIELDS = 200


async def read_form(request: Request, most: int = LONGEST_BODY) -> QueryParams:
    """The fields of a form, as `parameters.py` reads them. Raises RefusedError (413, 415) and InputError."""
    if content_type(request) != FORM:
        raise RefusedError(415, f"a form is sent as {FORM}")
    try:
        pairs = parse_qsl(
            (await read_body(request, most)).decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except UnicodeDecodeError:
        raise InputError("the form is not UTF-8") from None
    except ValueError:
        raise InputError(f"a form has at most {MOST_FIELDS} fields") from None
    return QueryParams(pairs)


async def read_json(request: Request, most: int = LONGEST_BODY) -> dict[str, Any]:
    """A JSON object. Raises RefusedError (413, 415) and InputError."""
    if content_type(request) != JSON:
        raise RefusedError(415, f"the body is sent as {JSON}")
    body = await read_body(request, most)
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise InputError(f"the body is no JSON ({str(error)[:100]})") from None
    if not isinstance(value, dict):
        raise InputError("the body is to be a JSON object")
    return value


async def read_body(request: Request, most: int) -> bytes:
    """The bytes of a body. Raises RefusedError (413) where there are more than `most`, before the rest is read."""
    told = request.headers.get("content-length", "0")
    body = b""
    if not (told.isascii() and told.isdigit() and len(told) < 12 and int(told) <= most):
        raise RefusedError(413, _too_large(most))
    try:
        async for part in request.stream():
            body += part
            if len(body) > most:
                raise RefusedError(413, _too_large(most))
    except ClientDisconnect:
        raise InputError("the body was cut short") from None
    return body


def content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().casefold()


def _too_large(most: int) -> str:
    return f"too much was sent: {most:,} bytes are the most here"


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")
