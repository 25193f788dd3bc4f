"""Hold a JSON value to a form: every key there, none unknown, each of its type; the error names the key path.

A form is compiled once to a function, so that reading a record walks no types. The types understood are those used in
`forms.py`: text, numbers, null, `X | None`, `Literal`, `list`, `dict[str, …]`, `TypedDict`, `Annotated` with `Limit`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from diurna.errors import RecordError
from diurna.record.forms import Limit

Check = Callable[[object, str], None]
"""Raises RecordError where a value, found at a key path, breaks the form."""

_KINDS: Mapping[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    NoneType: "null",
    list: "a list",
    dict: "an object",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@cache
def checker(form: Any) -> Check:
    """The check of a form (a type, see the module's docstring)."""
    origin = get_origin(form)
    if origin is Annotated:
        inner, *notes = get_args(form)
        return _all_of(checker(inner), *(_limited(note) for note in notes if isinstance(note, Limit)))
    if origin in (Union, UnionType):
        return _either(get_args(form))
    if origin is Literal:
        return _one_of(get_args(form))
    if origin is list:
        return _list_of(checker(get_args(form)[0]))
    if origin is dict:
        return _mapping_to(checker(get_args(form)[1]))
    if is_typeddict(form):
        hints = get_type_hints(form, include_extras=True)
        return _object({key: checker(hint) for key, hint in hints.items()}, required=form.__required_keys__)
    return _plain(form)


def kind(value: object) -> str:
    """What a JSON value is, in words ("text", "a list")."""
    return _KINDS.get(type(value), type(value).__name__)


def shown(value: object) -> str:
    """A value for a message: quoted, at most 60 characters, on one line."""
    words = repr(value)
    return words if len(words) <= 60 else f"{words[:57]}..."


def at(path: str, key: str) -> str:
    """The path of a member of the object at `path`; "" is the record itself."""
    word = key if key.isprintable() else repr(key)  # a message is one line, whatever a file's keys are
    return f"{path}.{word}" if path else word


def refuse(path: str, message: str) -> RecordError:
    """The error for a fault at a key path."""
    return RecordError(f"{path}: {message}" if path else message)


def _plain(form: type) -> Check:
    if form not in _KINDS:
        raise TypeError(f"{form} is no form")

    def check(value: object, path: str) -> None:
        if type(value) is form:
            if form is float and not math.isfinite(value):  # type: ignore[arg-type]
                raise refuse(path, f"{value} is no number")
        elif not (form is float and type(value) is int):
            raise refuse(path, f"expected {_KINDS[form]}, found {kind(value)}")

    return check


def _all_of(*checks: Check) -> Check:
    def check(value: object, path: str) -> None:
        for part in checks:
            part(value, path)

    return check


def _either(forms: tuple[Any, ...]) -> Check:
    """`X | None`, the only choice that the forms use."""
    rest = [form for form in forms if form is not NoneType]
    if len(rest) != 1 or len(forms) != 2:
        raise TypeError(f"{forms} is no form: only X | None is")
    inner = checker(rest[0])

    def check(value: object, path: str) -> None:
        if value is not None:
            inner(value, path)

    return check


def _one_of(values: tuple[object, ...]) -> Check:
    def check(value: object, path: str) -> None:
        if value not in values:
            raise refuse(path, f"{shown(value)} is none of {', '.join(str(v) for v in values)}")

    return check


def _list_of(inner: Check) -> Check:
    def check(value: object, path: str) -> None:
        if not isinstance(value, list):
            raise refuse(path, f"expected a list, found {kind(value)}")
        for i, item in enumerate(value):
            inner(item, f"{path}[{i}]")

    return check


def _mapping_to(inner: Check) -> Check:
    def check(value: object, path: str) -> None:
        if not isinstance(value, dict):
            raise refuse(path, f"expected an object, found {kind(value)}")
        for key, item in value.items():
            inner(item, at(path, key))

    return check


def _object(members: Mapping[str, Check], *, required: frozenset[str]) -> Check:
    def check(value: object, path: str) -> None:
        if not isinstance(value, dict):
            raise refuse(path, f"expected an object, found {kind(value)}")
        for key in value:
            if key not in members:
                raise refuse(at(path, key), "unknown key")
        for key, member in members.items():
            if key in value:
                member(value[key], at(path, key))
            elif key in required:
                raise refuse(at(path, key), "missing")

    return check


def _limited(limit: Limit) -> Check:
    pattern = re.compile(limit.pattern) if limit.pattern else None

    def check(value: Any, path: str) -> None:
        if limit.minimum is not None and value < limit.minimum:
            raise refuse(path, f"{value} is less than {limit.minimum:g}")
        if limit.maximum is not None and value > limit.maximum:
            raise refuse(path, f"{value} is more than {limit.maximum:g}")
        if limit.min_length is not None and len(value) < limit.min_length:
            raise refuse(path, "empty text" if limit.min_length == 1 else f"shorter than {limit.min_length}")
        if limit.length is not None and len(value) != limit.length:
            raise refuse(path, f"{len(value)} values where there must be {limit.length}")
        if pattern and not (pattern.search(value) and not value.endswith("\n")):
            raise refuse(path, f"{shown(value)} does not match {limit.pattern}")
        if limit.is_day and not is_day(value):
            raise refuse(path, f"{shown(value)} is no day (expected one like 2022-02-24)")

    return check


def is_day(value: str) -> bool:
    """Whether a text is a calendar day in the form 2022-02-24."""
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
