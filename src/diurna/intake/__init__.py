"""From sources to the archive: what is read is coded and added, each report once, however often the work is interrupted.

`adding.py` adds new reports; `recoding.py` codes anew what an older coder coded; `watching.py` visits the feeds of a `feed_list.py`,
as their hosts wish (`pacing.py`). `coder_process.py` is the coder as a program, for the desk, which must not load a model.
"""

from diurna.intake.adding import Added, Present, add_reports
from diurna.intake.recoding import Recoded, recode_reports

__all__ = ["Added", "Present", "Recoded", "add_reports", "recode_reports"]
