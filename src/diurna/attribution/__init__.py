"""On whose word: for each token of a report, the voice that vouches for it (`voices.py`)."""

from diurna.attribution.voices import Voice, load_reporting, voices_of_report, voices_of_sentence

__all__ = ["Voice", "load_reporting", "voices_of_report", "voices_of_sentence"]
