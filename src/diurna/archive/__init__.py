"""The archive: a folder that keeps reports and their records, found again by what happened, who, when and where.

`store.py` opens it; `migrations.py` makes its tables, which `schema.py` names. `adding.py` writes, `reading.py` gives back
what was written, `copies.py` knows the reports of one article, `stories.py` the
records of one real-world event (`mentions.py`, `likeness.py`, `linking.py`, `leading.py` find them, `correcting.py` changes them by hand), `reviews.py` what people say of
records (`judgements.py` keeps it, `reviewing.py` makes it, `corrections.py`
proves it; `agreement.py`, `gold.py` and `review_queue.py` make use of it), `digest.py` tells whether two archives hold the same. `memory/` counts
again and again, `keeping.py` keeps what was computed. Nothing here codes: records come from `coding/` through `intake/`.
"""

from diurna.archive.adding import Coded, Known, add, add_all, coder_line, known, refused, replace_coding, report_digest
from diurna.archive.copies import Copy, copies_of
from diurna.archive.digest import content_digest
from diurna.archive.reading import event_by_id, events_of_report, report_by_id
from diurna.archive.store import Archive, open_archive

__all__ = [
    "Archive",
    "Coded",
    "Copy",
    "Known",
    "add",
    "add_all",
    "coder_line",
    "content_digest",
    "copies_of",
    "event_by_id",
    "events_of_report",
    "known",
    "open_archive",
    "refused",
    "replace_coding",
    "report_by_id",
    "report_digest",
]
