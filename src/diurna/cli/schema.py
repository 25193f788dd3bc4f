"""`diurna schema`: the JSON Schema of a record."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of a record."""
    from diurna.record.schema import schema_text

    print(schema_text(), end="")
