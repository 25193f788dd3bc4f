"""Reports to events.

1. `setting.py` reads a report's sentences, days, places, parties and voices.
2. `coder.py` reads the acts of each sentence (`diurna.acts`), `merging.py` joins those that a sentence names twice.
3. `assemble.py` makes records of them, with `when.py`, `counts.py`, `contexts.py` and `confidence.py`; `links.py` links mentions.
4. `explain.py` tells why; `check.py` proves records against reports, `proof.py` entries of the lexicon by their examples; `evaluate.py` and `gold.py` score them.
"""

from diurna.coding.coder import Coder
from diurna.coding.explain import Explanation, explain_report, explain_sentence

__all__ = ["Coder", "Explanation", "explain_report", "explain_sentence"]
