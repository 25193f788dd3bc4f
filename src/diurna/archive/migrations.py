"""How an archive's tables came to be: named steps, each carried out once, in one transaction with its own record.

A step that has been released is never changed; a change is a new step at the end. An archive that names a step unknown here was
written by a newer Diurna and is not opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from diurna.archive import copies, linking, summaries
from diurna.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Migration:
    """A step: its name, the statements that take it, and what then fills the new tables from what is there."""

    name: str
    statements: tuple[str, ...]
    fill: Callable[[Connection], None] | None = None


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        "0001 reports, codings and events",
        (
            """CREATE TABLE report (
                key INTEGER PRIMARY KEY, doc_id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL UNIQUE, text TEXT NOT NULL, title TEXT,
                published TEXT, publisher TEXT, url TEXT, language TEXT NOT NULL, day TEXT)""",
            "CREATE INDEX report_day ON report (day)",
            "CREATE INDEX report_publisher ON report (publisher, day)",
            """CREATE VIRTUAL TABLE report_words USING fts5(
                title, text, content='report', content_rowid='key', tokenize='unicode61 remove_diacritics 2')""",
            """CREATE TABLE coding (
                key INTEGER PRIMARY KEY, report_key INTEGER NOT NULL REFERENCES report (key), coder TEXT NOT NULL,
                is_current INTEGER NOT NULL, failure TEXT, UNIQUE (report_key, coder))""",
            "CREATE UNIQUE INDEX coding_current ON coding (report_key) WHERE is_current",
            """CREATE TABLE event (
                key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report_key INTEGER NOT NULL REFERENCES report (key),
                position INTEGER NOT NULL, event TEXT NOT NULL, modes TEXT NOT NULL, contexts TEXT NOT NULL, cameo TEXT, goldstein REAL,
                event_scale REAL, quad_code INTEGER, day TEXT, date TEXT, enddate TEXT, status TEXT NOT NULL, voices TEXT NOT NULL, place TEXT,
                country_code TEXT, lat REAL, lon REAL, confidence REAL NOT NULL, link TEXT)""",
            "CREATE TABLE record (event_key INTEGER PRIMARY KEY REFERENCES event (key), packed BLOB NOT NULL)",
            "CREATE INDEX event_report ON event (report_key, position)",
            "CREATE INDEX event_day ON event (day)",
            "CREATE INDEX event_type ON event (event, day)",
            "CREATE INDEX event_country ON event (country_code, day)",
            "CREATE INDEX event_place ON event (place COLLATE NOCASE, day)",
            """CREATE TABLE party (
                event_key INTEGER NOT NULL REFERENCES event (key), side TEXT NOT NULL, position INTEGER NOT NULL, code TEXT, name TEXT,
                sectors TEXT NOT NULL, PRIMARY KEY (event_key, side, position)) WITHOUT ROWID""",
            "CREATE INDEX party_code ON party (code, event_key, side, sectors)",
            "CREATE INDEX party_name ON party (name COLLATE NOCASE, event_key, side)",
            """CREATE TABLE party_sector (
                event_key INTEGER NOT NULL REFERENCES event (key), side TEXT NOT NULL, sector TEXT NOT NULL,
                PRIMARY KEY (sector, event_key, side)) WITHOUT ROWID""",
            "CREATE INDEX party_sector_event ON party_sector (event_key)",
            """CREATE TABLE voice (
                event_key INTEGER NOT NULL REFERENCES event (key), position INTEGER NOT NULL, code TEXT, name TEXT, stance TEXT NOT NULL,
                PRIMARY KEY (event_key, position)) WITHOUT ROWID""",
            "CREATE INDEX voice_code ON voice (code, event_key)",
            """CREATE TABLE toll (
                event_key INTEGER NOT NULL REFERENCES event (key), kind TEXT NOT NULL, low INTEGER, high INTEGER,
                PRIMARY KEY (event_key, kind)) WITHOUT ROWID""",
            "CREATE VIRTUAL TABLE event_box USING rtree(key, min_lat, max_lat, min_lon, max_lon)",
            "CREATE VIRTUAL TABLE event_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')",
            """CREATE TABLE past_record (
                coding_key INTEGER NOT NULL REFERENCES coding (key), position INTEGER NOT NULL, id TEXT NOT NULL, packed BLOB NOT NULL,
                PRIMARY KEY (coding_key, position)) WITHOUT ROWID""",
            "CREATE TABLE stale_month (month TEXT PRIMARY KEY) WITHOUT ROWID",
        ),
    ),
    Migration(
        "0002 copies",
        (
            """CREATE TABLE copy (
                report_key INTEGER PRIMARY KEY REFERENCES report (key), rank INTEGER NOT NULL, published INTEGER, runs INTEGER NOT NULL,
                sketch BLOB NOT NULL, copy_group INTEGER NOT NULL)""",
            "CREATE INDEX copy_of_group ON copy (copy_group)",
            """CREATE TABLE copy_pair (one INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID""",
            """CREATE TABLE sketch (
                bucket INTEGER NOT NULL, rank INTEGER NOT NULL, member INTEGER NOT NULL, PRIMARY KEY (bucket, rank, member)) WITHOUT ROWID""",
        ),
        fill=copies.enter_all,
    ),
    Migration(
        "0003 feeds that are watched",
        (
            """CREATE TABLE feed (
                url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, checked TEXT, due TEXT, failures INTEGER NOT NULL, said TEXT)
                WITHOUT ROWID""",
            """CREATE TABLE feed_link (
                url TEXT PRIMARY KEY, tries INTEGER NOT NULL, is_done INTEGER NOT NULL) WITHOUT ROWID""",
        ),
    ),
    Migration(
        "0004 stories",
        (
            """CREATE TABLE mention (
                key INTEGER PRIMARY KEY, report_key INTEGER NOT NULL REFERENCES report (key), id TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL,
                leads INTEGER NOT NULL, home INTEGER NOT NULL, story TEXT NOT NULL, packed BLOB NOT NULL)""",
            "CREATE INDEX mention_report ON mention (report_key)",
            "CREATE INDEX mention_home ON mention (home)",
            "CREATE INDEX mention_story ON mention (story)",
            "CREATE TABLE story_member (event_key INTEGER PRIMARY KEY REFERENCES event (key), mention_key INTEGER NOT NULL)",
            "CREATE INDEX story_member_mention ON story_member (mention_key)",
            """CREATE TABLE mention_link (
                one INTEGER NOT NULL, other INTEGER NOT NULL, points REAL NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID""",
            """CREATE TABLE mention_bucket (
                bucket INTEGER NOT NULL, rank INTEGER NOT NULL, member INTEGER NOT NULL, PRIMARY KEY (bucket, rank, member)) WITHOUT ROWID""",
            """CREATE TABLE story_edit (
                id TEXT PRIMARY KEY, kind TEXT NOT NULL, one TEXT NOT NULL, other TEXT, against TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
                note TEXT, undone_by TEXT, undone_at TEXT) WITHOUT ROWID""",
            "CREATE TABLE joined_story (home INTEGER PRIMARY KEY, story TEXT NOT NULL)",
        ),
        fill=linking.enter_all,
    ),
    Migration(
        "0005 reviews",
        (
            """CREATE TABLE review (
                key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc_id TEXT NOT NULL, record TEXT, verdict TEXT NOT NULL,
                is_optional INTEGER NOT NULL, coded BLOB, corrected BLOB, by TEXT NOT NULL, at TEXT NOT NULL, note TEXT, coder TEXT NOT NULL)""",
            "CREATE INDEX review_record ON review (record)",
            "CREATE INDEX review_report ON review (doc_id)",
            "CREATE TRIGGER review_is_kept BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'a judgement is never changed'); END",
            "CREATE TRIGGER review_stays BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'a judgement is never deleted'); END",
            """CREATE TABLE review_now (
                record TEXT NOT NULL, by TEXT NOT NULL, doc_id TEXT NOT NULL, review_key INTEGER NOT NULL REFERENCES review (key),
                verdict TEXT NOT NULL, PRIMARY KEY (record, by)) WITHOUT ROWID""",
            "CREATE INDEX review_now_report ON review_now (doc_id)",
            "CREATE TABLE review_standing (record TEXT PRIMARY KEY, doc_id TEXT NOT NULL, standing TEXT NOT NULL) WITHOUT ROWID",
            "CREATE INDEX review_standing_report ON review_standing (doc_id)",
            """CREATE TABLE review_complete (
                doc_id TEXT NOT NULL, by TEXT NOT NULL, review_key INTEGER NOT NULL REFERENCES review (key), PRIMARY KEY (doc_id, by))
                WITHOUT ROWID""",
            "CREATE INDEX event_confidence ON event (confidence, id)",
        ),
    ),
    Migration(
        "0006 what changed, and stories summed up",
        (
            "CREATE TABLE event_change (number INTEGER PRIMARY KEY AUTOINCREMENT, event_key INTEGER NOT NULL)",
            "CREATE TRIGGER event_gone AFTER DELETE ON event BEGIN INSERT INTO event_change (event_key) VALUES (old.key); END",
            """CREATE TRIGGER event_changed AFTER UPDATE ON event BEGIN
                INSERT INTO event_change (event_key) VALUES (old.key); INSERT INTO event_change (event_key) SELECT new.key WHERE new.key <> old.key; END""",
            "CREATE TRIGGER event_left_story AFTER DELETE ON story_member BEGIN INSERT INTO event_change (event_key) VALUES (old.event_key); END",
            """CREATE TABLE story_summary (
                story TEXT PRIMARY KEY, day TEXT, reports INTEGER NOT NULL, voices INTEGER NOT NULL, articles INTEGER NOT NULL) WITHOUT ROWID""",
            "CREATE INDEX story_summary_day ON story_summary (day DESC, story)",
            "CREATE INDEX story_summary_told ON story_summary (day DESC, story, reports, voices, articles) WHERE reports > 1",
            "CREATE TABLE stale_story (story TEXT PRIMARY KEY) WITHOUT ROWID",
            "CREATE TRIGGER mention_new AFTER INSERT ON mention BEGIN INSERT OR IGNORE INTO stale_story VALUES (new.story); END",
            "CREATE TRIGGER mention_gone AFTER DELETE ON mention BEGIN INSERT OR IGNORE INTO stale_story VALUES (old.story); END",
            """CREATE TRIGGER mention_moved AFTER UPDATE OF story ON mention WHEN old.story <> new.story BEGIN
                INSERT OR IGNORE INTO stale_story VALUES (old.story); INSERT OR IGNORE INTO stale_story VALUES (new.story);
                INSERT INTO event_change (event_key) SELECT event_key FROM story_member WHERE mention_key = new.key; END""",
            """CREATE TRIGGER copy_moved AFTER UPDATE OF copy_group ON copy WHEN old.copy_group <> new.copy_group BEGIN
                INSERT OR IGNORE INTO stale_story SELECT story FROM mention WHERE report_key = new.report_key; END""",
        ),
        fill=summaries.sum_up_all,
    ),
)


def applied(connection: Connection) -> tuple[str, ...]:
    """The names of the steps that an archive has taken, in their order; none where it is empty."""
    if connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'migration'")).first() is None:
        return ()
    return tuple(connection.execute(text("SELECT name FROM migration ORDER BY number")).scalars())


def check(done: Sequence[str], *, archive: str) -> None:
    """Raise ArchiveError where an archive has taken other steps than those known here."""
    known = [migration.name for migration in MIGRATIONS]
    if list(done) != known[: len(done)]:
        strange = next((name for name in done if name not in known), "in another order")
        raise ArchiveError(
            f"{archive}: written by a newer Diurna (it has taken the step {strange!r}); install that version to open it"
        )


def migrate(connection: Connection, *, archive: str) -> int:
    """Take the steps that are missing, each in a transaction of its own; how many were taken.

    Raises ArchiveError for the archive of a newer version.
    """
    connection.execute(text("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"))
    done = applied(connection)
    check(done, archive=archive)
    for number, migration in enumerate(MIGRATIONS[len(done) :], start=len(done) + 1):
        connection.execute(text("BEGIN IMMEDIATE"))
        for statement in migration.statements:
            connection.exec_driver_sql(statement)
        if migration.fill is not None:
            migration.fill(connection)
        connection.execute(
            text("INSERT INTO migration (number, name) VALUES (:number, :name)"),
            {"number": number, "name": migration.name},
        )
        connection.commit()
    return len(MIGRATIONS) - len(done)
