"""Reads the tables of sentences beside this file."""

from __future__ import annotations

from pathlib import Path


def rows(name: str) -> list[tuple[str, ...]]:
    """The lines of a table without comments and header."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    kept = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    header, *body = kept
    for row in body:
        assert len(row) == len(header), row
    return body
