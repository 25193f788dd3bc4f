"""The JSON Schema (2020-12) of the record, made from the types of `forms.py` and published in `docs/`.

Publish it anew with `python -m diurna.record.schema > docs/record.schema.json`.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from diurna.record.forms import EventForm, Limit

Schema = dict[str, Any]

_TYPES: Mapping[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def record_schema() -> Schema:
    """The JSON Schema of one line of records."""
    definitions: dict[str, Schema] = {}
    schema = _object(EventForm, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Diurna event record",
        **schema,
        "$defs": dict(sorted(definitions.items())),
    }


def form_schema(form: Any, definitions: dict[str, Schema]) -> Schema:
    """The JSON Schema of a form of one's own (a TypedDict), as a reference into `definitions`, where it and the forms within it are put."""
    return _schema(form, definitions)


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"


def _schema(form: Any, definitions: dict[str, Schema]) -> Schema:
    origin = get_origin(form)
    if origin is Annotated:
        inner, *notes = get_args(form)
        schema = _schema(inner, definitions)
        for note in notes:
            schema = {**schema, **(_limits(note) if isinstance(note, Limit) else {"description": note})}
        return schema
    if origin in (Union, UnionType):
        return _either([_schema(choice, definitions) for choice in get_args(form)])
    if origin is Literal:
        return {"enum": list(get_args(form))}
    if origin is list:
        return {"type": "array", "items": _schema(get_args(form)[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(get_args(form)[1], definitions)}
    if is_typeddict(form):
        name = re.sub("(?<=[a-z])(?=[A-Z])", "_", form.__name__.removesuffix("Form")).lower()
        definitions.setdefault(name, _object(form, definitions))
        return {"$ref": f"#/$defs/{name}"}
    return {"type": _TYPES[form]}


def _object(form: Any, definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(form, include_extras=True)
    return {
        "description": inspect.cleandoc(form.__doc__),
        "type": "object",
        "properties": {key: _schema(hint, definitions) for key, hint in hints.items()},
        "required": [key for key in hints if key in form.__required_keys__],
        "additionalProperties": False,
    }


def _either(choices: list[Schema]) -> Schema:
    """`X | None`: a list of types where X is one plain type, else `anyOf`; a description goes to the front."""
    first, null = choices
    if isinstance(first.get("type"), str):
        return {**first, "type": [first["type"], null["type"]]}
    description = {key: first[key] for key in ("description",) if key in first}
    return {**description, "anyOf": [{k: v for k, v in first.items() if k != "description"}, null]}


def _limits(limit: Limit) -> Schema:
    limits: Schema = {}
    if limit.minimum is not None:
        limits["minimum"] = limit.minimum
    if limit.maximum is not None:
        limits["maximum"] = limit.maximum
    if limit.min_length is not None:
        limits["minLength"] = limit.min_length
    if limit.length is not None:
        limits["minItems"] = limits["maxItems"] = limit.length
    if limit.pattern is not None:
        limits["pattern"] = limit.pattern
    if limit.is_day:
        limits["format"] = "date"
    return limits


if __name__ == "__main__":
    print(schema_text(), end="")
