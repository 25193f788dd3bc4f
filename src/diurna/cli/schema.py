"""`diurna schema`: the JSON Schema of a record."""

from __future__ import annotations

import json


def schema() -> None:
    """Print the JSON Schema of a record."""
    from diurna.record.schema import record_schema

    print(json.dumps(record_schema(), ensure_ascii=False, indent=2))
