"""When: time expressions, tied to the calendar.

1. `cues.py`         is there any time word at all?
2. `grammar/`        the ways of saying when, as rules; words and feasts in `data/`, read by `vocabulary.py`
3. `expressions.py`  the expressions of a text: the longest matches, with their `surroundings.py` and `joining.py`
4. `meaning.py`      what an expression says; `resolve.py` gives its days, with `absolute.py`, `relative.py`, `portion.py`,
                     against a `context.py`, by the arithmetic of `interval.py`
5. `find.py`         expressions to mentions (`mention.py`), one after another; `tense.py` the tense of the clause
6. `report.py`       sentences and whole reports; `published.py` the day of publication where none is given
"""

from diurna.dates.find import Told, find_dates
from diurna.dates.mention import DateMention, Kind, Relation, Tense, act_days, single_expressions, when_of
from diurna.dates.published import infer_published
from diurna.dates.report import dates_of_report, dates_of_sentence

__all__ = [
    "DateMention",
    "Kind",
    "Relation",
    "Tense",
    "Told",
    "act_days",
    "dates_of_report",
    "dates_of_sentence",
    "find_dates",
    "infer_published",
    "single_expressions",
    "when_of",
]
