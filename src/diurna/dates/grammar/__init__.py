"""The ways of saying when, as rules: a pattern with a reader that gives its meaning.

1. `pieces.py`   months, numbers and other pieces of patterns; what a rule is
2. `days.py`     days of the calendar and feasts
3. `years.py`    months, quarters, seasons, years, decades, centuries
4. `relative.py` what is told from publication or from what was told before
5. `lengths.py`  how long, and hours of the day

Of two rules that match overlapping words the longer match counts, then the earlier rule of `RULES`.
"""

from diurna.dates.grammar import days, lengths, relative, years
from diurna.dates.grammar.pieces import Rule

RULES: tuple[Rule, ...] = (*days.RULES, *relative.RULES, *years.RULES, *lengths.RULES)

__all__ = ["RULES", "Rule"]
