"""The tables of an archive, as queries name them. What makes them is `migrations.py`; a test holds the two together.

`key` columns are the store's own row numbers: they depend on the order of adding and never leave the archive.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

report = Table(
    "report",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("doc_id", Text),
    Column("digest", Text),  # of all but the id: the same report under another id is no second report
    Column("text", Text),
    Column("title", Text),
    Column("published", Text),  # ISO day, as given
    Column("publisher", Text),
    Column("url", Text),
    Column("language", Text),
    Column("day", Text),  # published, else the day that the coder inferred
)

report_words = Table(
    "report_words",
    metadata,
    Column("rowid", Integer),
    Column("title", Text),
    Column("text", Text),
    info={"virtual": "fts5"},
)

coding = Table(
    "coding",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("report_key", Integer),
    Column("coder", Text),  # canonical JSON of the versions, as in the records, and of the settings
    Column("is_current", Integer),  # 1: its records are in `event`; 0: in `past_record`
    Column("failure", Text),  # why the report could not be coded; null where it was
)

event = Table(
    "event",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text),
    Column("report_key", Integer),
    Column("position", Integer),  # within the report, from 0
    Column("event", Text),
    Column("modes", Text),  # " demo riot ": each between blanks
    Column("contexts", Text),  # likewise
    Column("cameo", Text),
    Column("goldstein", Float),
    Column("event_scale", Float),
    Column("quad_code", Integer),
    Column("day", Text),  # first day of the act, else the report's day: what a record is sorted by
    Column("date", Text),  # first day of the act, null where not told
    Column("enddate", Text),
    Column("status", Text),
    Column("voices", Text),  # " says denies ": the stances of its attribution; " " where the text itself asserts it
    Column("place", Text),
    Column("country_code", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("confidence", Float),
    Column("link", Text),
)

record = Table(  # apart from `event`, whose rows stay small: what is filtered and sorted is not what is shown
    "record",
    metadata,
    Column("event_key", Integer, primary_key=True),
    Column("packed", LargeBinary),  # the whole record (`packing.py`)
)

party = Table(
    "party",
    metadata,
    Column("event_key", Integer),
    Column("side", Text),  # actor or recipient
    Column("position", Integer),
    Column("code", Text),
    Column("name", Text),
    Column("sectors", Text),  # " GOV MIL "
)

party_sector = Table(
    "party_sector",
    metadata,
    Column("event_key", Integer),
    Column("side", Text),
    Column("sector", Text),
)

voice = Table(
    "voice",
    metadata,
    Column("event_key", Integer),
    Column("position", Integer),
    Column("code", Text),
    Column("name", Text),
    Column("stance", Text),
)

toll = Table(
    "toll",
    metadata,
    Column("event_key", Integer),
    Column("kind", Text),  # dead, injured, arrested, displaced, participants
    Column("low", Integer),
    Column("high", Integer),
)

event_words = Table("event_words", metadata, Column("rowid", Integer), Column("words", Text), info={"virtual": "fts5"})

event_box = Table(
    "event_box",
    metadata,
    *(Column(name, Float) for name in ("key", "min_lat", "max_lat", "min_lon", "max_lon")),
    info={"virtual": "rtree"},
)

past_record = Table(
    "past_record",
    metadata,
    Column("coding_key", Integer),
    Column("position", Integer),
    Column("id", Text),
    Column("packed", LargeBinary),
)

stale_month = Table("stale_month", metadata, Column("month", Text, primary_key=True))

copy = Table(  # `copies.py`
    "copy",
    metadata,
    Column("report_key", Integer, primary_key=True),
    Column("rank", Integer),  # the first 60 bits of the report's digest
    Column("published", Integer),  # days since 1 January of year 1, plus 1
    Column("runs", Integer),  # how many runs of five words the body has
    Column("sketch", LargeBinary),  # some of their hashes, 8 bytes each, in order
    Column("copy_group", Integer),  # the smallest rank of the group
)

copy_pair = Table("copy_pair", metadata, Column("one", Integer), Column("other", Integer))  # each both ways

sketch = Table(  # `anchors.py`
    "sketch",
    metadata,
    Column("bucket", Integer),  # a hash
    Column("rank", Integer),
    Column("member", Integer),  # report_key
)

feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("checked", Text),  # ISO time (UTC) of the last visit
    Column("due", Text),  # ISO time (UTC) of the next
    Column("failures", Integer),  # visits in a row that failed
    Column("said", Text),  # what was wrong at the last visit; null where nothing was
)

feed_link = Table(
    "feed_link",
    metadata,
    Column("url", Text, primary_key=True),  # of a page that a feed linked to
    Column("tries", Integer),  # visits that failed
    Column("is_done", Integer),  # 1: read, or given up
)

mention = Table(  # `linking.py`: the records of a report that are one event there
    "mention",
    metadata,
    Column("key", Integer, primary_key=True),  # event.key of its first record
    Column("report_key", Integer),
    Column("id", Text),  # the id of its first record
    Column("rank", Integer),  # the lower, the better specified
    Column("leads", Integer),  # 1: it is linked to no leading mention of lower rank
    Column("home", Integer),  # the key of the mention that it follows; its own where it follows none
    Column("story", Text),  # the id of its home, or of another that this was joined with by hand
    Column("packed", LargeBinary),  # what is compared (`mentions.py`)
)

story_member = Table(
    "story_member", metadata, Column("event_key", Integer, primary_key=True), Column("mention_key", Integer)
)

mention_link = Table(  # each both ways
    "mention_link", metadata, Column("one", Integer), Column("other", Integer), Column("points", Float)
)

mention_bucket = Table(  # `anchors.py`
    "mention_bucket",
    metadata,
    Column("bucket", Integer),
    Column("rank", Integer),
    Column("member", Integer),  # mention.key
)

story_edit = Table(  # `edits.py`
    "story_edit",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text),  # split or join
    Column("one", Text),  # ids of records
    Column("other", Text),
    Column("against", Text),  # JSON list
    Column("by", Text),
    Column("at", Text),  # ISO, as given
    Column("note", Text),
    Column("undone_by", Text),
    Column("undone_at", Text),
)

joined_story = Table("joined_story", metadata, Column("home", Integer, primary_key=True), Column("story", Text))

review = (
    Table(  # `judgements.py`: what people said of records, in the order of saying; rows are added and never changed
        "review",
        metadata,
        Column("key", Integer, primary_key=True),
        Column("id", Text),
        Column("doc_id", Text),
        Column("record", Text),  # id of the record that is judged; null for a report as a whole
        Column("verdict", Text),  # accept, correct, reject, add, undo; complete, reopen of a report
        Column("is_optional", Integer),  # 1: a careful coder may or may not code it
        Column("coded", LargeBinary),  # the record as it was when it was judged (`packing.py`)
        Column("corrected", LargeBinary),  # as it should be
        Column("by", Text),
        Column("at", Text),  # ISO time (UTC) to the microsecond, so that texts sort as times
        Column("note", Text),
        Column("coder", Text),  # JSON: the versions that coded the report at the time
    )
)

review_now = Table(  # derived: of each reviewer the judgement that counts
    "review_now",
    metadata,
    Column("record", Text, primary_key=True),
    Column("by", Text, primary_key=True),
    Column("doc_id", Text),
    Column("review_key", Integer),
    Column("verdict", Text),
)

review_standing = Table(  # derived: how a record stands among all reviewers
    "review_standing",
    metadata,
    Column("record", Text, primary_key=True),
    Column("doc_id", Text),
    Column("standing", Text),  # accepted, corrected, rejected, added, disputed
)

review_complete = Table(  # derived: reports that a reviewer has read to the end
    "review_complete",
    metadata,
    Column("doc_id", Text, primary_key=True),
    Column("by", Text, primary_key=True),
    Column("review_key", Integer),
)

event_change = Table(  # made by triggers: which rows of `event`, or of its story, are not what they were (`memory/`)
    "event_change", metadata, Column("number", Integer, primary_key=True), Column("event_key", Integer)
)

story_summary = Table(  # `summaries.py`
    "story_summary",
    metadata,
    Column("story", Text, primary_key=True),
    Column("day", Text),  # the last of its records
    Column("reports", Integer),
    Column("voices", Integer),  # publishers or articles, whichever are fewer
    Column("articles", Integer),
)

stale_story = Table("stale_story", metadata, Column("story", Text, primary_key=True))  # filled by triggers
