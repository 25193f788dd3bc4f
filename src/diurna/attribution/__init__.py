"""On whose word: for each token of a report, the voice that vouches for it.

`sentence.py` finds what a sentence's own words lay in somebody's mouth (reporting verbs, "according to", "reports of", "allegedly"; `headlines.py`
"UN: …" and "… - ministry"), with `scope.py` for how far a voice reaches and `vouchers.py` for who it is. `report.py` adds quotations that run over
sentences (`quotations.py`) and statements ("The minister said:"). The words are data: `lexicon/data/reporting.toml`, read by `reporting.py`.
"""

from diurna.attribution.report import voices_of_report
from diurna.attribution.reporting import load_reporting
from diurna.attribution.sentence import voices_of_sentence
from diurna.attribution.voice import Voice

__all__ = ["Voice", "load_reporting", "voices_of_report", "voices_of_sentence"]
