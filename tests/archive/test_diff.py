"""Two codings compared: what came, what went, what differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diurna.archive import Coded, add_all, coder_line, open_archive, replace_coding
from diurna.archive.diff import Coding, changes, codings
from diurna.errors import InputError
from tests.record.samples import ASSAULT, CODER, REPORT, REQUEST

OLD, NEW = coder_line({"versions": CODER}), coder_line({"versions": CODER | {"lexicon": "2"}})


def test_records_that_came_went_or_differ(tmp_path: Path) -> None:
    newer = replace(REQUEST, confidence=0.8, recipients=())
    other = replace(ASSAULT, id="0" * 16, event="MOBILIZE")
    with open_archive(tmp_path / "a", write=True) as archive:
        with archive.writing() as connection:
            (key,) = add_all(connection, [Coded(report=REPORT, events=(REQUEST, ASSAULT), coder=OLD)])
            replace_coding(connection, key, Coded(report=REPORT, events=(newer, other), coder=NEW))
        assert codings(archive.connection) == [Coding(OLD, 1, 0), Coding(NEW, 1, 1)]
        found = {change.id: change for change in changes(archive.connection, OLD, NEW)}
        assert found.keys() == {REQUEST.id, ASSAULT.id, other.id}
        assert found[REQUEST.id].fields == ("recipient", "confidence")
        assert found[ASSAULT.id].after is None
        assert found[other.id].before is None
        assert list(changes(archive.connection, OLD, OLD)) == []
        with pytest.raises(InputError, match="no report of this archive was coded by nobody"):
            list(changes(archive.connection, "nobody", NEW))
