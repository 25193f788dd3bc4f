"""`diurna diff`: two codings of an archive's reports compared."""

from __future__ import annotations

import json
from collections import Counter
from typing import Annotated, Any

import typer

from diurna.cli.add import ArchivePath
from diurna.cli.options import Lines
from diurna.errors import InputError


def diff(
    archive: ArchivePath,
    before: Annotated[
        int | None,
        typer.Option(metavar="N", help="A coding, by its number in --list.", show_default="the last but one"),
    ] = None,
    after: Annotated[
        int | None, typer.Option(metavar="N", help="The coding compared with it.", show_default="the last")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the codings and leave.")] = False,
    format: Annotated[Lines, typer.Option("--format", help="How to write the changes.")] = Lines.TABLE,
) -> None:
    """What a recoding changed: records that came, went, or differ, and in which fields.

    Exit status 0, whether anything differs or not; 1 where there are no two codings to compare.
    """
    from diurna.archive import open_archive
    from diurna.archive.diff import changes, codings

    with open_archive(archive) as opened, opened.reading() as connection:
        known = codings(connection)
        if listed:
            for number, one in enumerate(known, start=1):
                print(f"{number}  {one.reports} reports, current of {one.current}: {one.coder}")
            return
        if len(known) < 2:
            raise InputError(f"{archive}: coded by one coder only; `diurna recode` makes a second coding to compare")
        first = _coding(known, before or len(known) - 1, "--before")
        second = _coding(known, after or len(known), "--after")
        tally = Counter[str]()
        for change in changes(connection, first.coder, second.coder):
            kind = "gone" if change.after is None else "new" if change.before is None else "changed"
            tally[kind] += 1
            if format is Lines.JSONL:
                print(json.dumps({"doc_id": change.doc_id, "id": change.id, "change": kind, "fields": list(change.fields),
                                  "before": change.before, "after": change.after}, ensure_ascii=False))  # fmt: skip
            else:
                shown = change.after or change.before or {}
                print(f"{kind:<8}{change.doc_id}  {shown['event']} {shown['trigger']['text']!r}")
                for name in change.fields:
                    assert change.before is not None and change.after is not None
                    print(f"          {name}: {_short(change.before[name])} → {_short(change.after[name])}")
        if format is Lines.TABLE:
            print(f"{tally['new']} new, {tally['gone']} gone, {tally['changed']} changed")


def _coding(known: Any, number: int, option: str) -> Any:
    if not 1 <= number <= len(known):
        raise typer.BadParameter(f"no coding {number}; see --list", param_hint=option)
    return known[number - 1]


def _short(value: Any) -> str:
    """A field's value in few words: of lists of parties and places the names and codes."""
    if isinstance(value, list):
        return "[" + ", ".join(_short(one) for one in value) + "]"
    if isinstance(value, dict):
        told = [value.get(key) for key in ("name", "resolved_place", "code", "country_code", "text", "stance")]
        return " ".join(str(part) for part in told if part) or json.dumps(value, ensure_ascii=False)
    return str(value)
