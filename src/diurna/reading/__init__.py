"""Reading: files, folders and streams become reports; what cannot be read becomes a failure with a place and a reason.

    reports.py   the paths of a call, one after the other: `read_reports`
    textfile.py  a file that is one text, its first line the headline
    jsonl.py     one JSON object a line, or one object a file
    limits.py    how much is read as one report
    decoding.py  bytes to text, never silently wrong
    english.py   whether a text is English, the language that Diurna codes
    outcome.py   `Failure` and `Skip`, beside `Report` all that reading gives

Each report named or held by a path gives exactly one of `Report`, `Failure` and `Skip`, so that their numbers add up.
"""

from diurna.reading.outcome import Failure, Outcome, Skip
from diurna.reading.reports import read_reports

__all__ = ["Failure", "Outcome", "Skip", "read_reports"]
