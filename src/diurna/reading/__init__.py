"""Reading: files, folders and streams become reports; what cannot be read becomes a failure with a place and a reason.

    reports.py    the sources of a call, one after the other: `read_reports`
    options.py    how a call wishes them to be read: `ReadingOptions`, `ColumnMap`
    sources.py    a file, standard input or an address of the web, given to the reader of its kind
    kinds.py      the kinds, told by suffix, type or opening
    textfile.py   a file that is one text, its first line the headline
    jsonl.py      one JSON object a line, or one object a file
    tables.py     rows to reports; columns.py which column is what; delimited.py CSV and TSV; parquet.py Parquet
    pages.py      web pages; markup.py HTML within limits
    feeds.py      RSS and Atom; following.py the pages that they link to
    crawls.py     WARC; compressed.py gzip whose faults are noticed; streams.py what was read is read again
    fetching.py   the web within limits; network.py and addresses.py what may be reached; robots.py what hosts wish
    days.py       days of publication, however they are written
    limits.py     how much is read as one report
    decoding.py   bytes to text, never silently wrong
    english.py    whether a text is English, the language that Diurna codes
    outcome.py    `Failure` and `Skip`, beside `Report` all that reading gives; `Note`, what is told beside

Each report named or held by a path gives exactly one of `Report`, `Failure` and `Skip`, so that their numbers add up.
"""

from diurna.reading.options import ColumnMap, ReadingOptions
from diurna.reading.outcome import Failure, Note, Outcome, Skip
from diurna.reading.reports import read_reports

__all__ = ["ColumnMap", "Failure", "Note", "Outcome", "ReadingOptions", "Skip", "read_reports"]
