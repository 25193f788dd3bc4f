"""When what lies ahead is a threat: by who says it, and with what verb."""

from __future__ import annotations

from diurna.acts.meaning import ADVERSE, Meaning
from diurna.language.sentence import Sentence
from diurna.ontology import Ontology

# Verbs of saying by which a hostile act ahead is threatened, not only foretold.
MENACING = frozenset({"warn", "caution", "threaten", "vow", "swear"})


def stance_ahead(s: Sentence, meaning: Meaning, ontology: Ontology, *, speaker: int | None, reported: bool) -> str:
    """The stance that a clause's "will" or "would" expresses: intend, or threaten where the speaker threatens with it.

    `reported`: it is "would", as in speech reported ("said it would bomb …"): said of oneself that is a threat.
    """
    if ontology.families[meaning.family].kind not in ADVERSE or not _is_own(s, meaning, speaker):
        return "intend"
    if is_menacing(s, speaker):
        return "threaten"
    force = ontology.families[meaning.family].kind == "force"
    return "threaten" if reported and force and meaning.actors else "intend"


def is_own_threat(s: Sentence, meaning: Meaning, ontology: Ontology, *, speaker: int | None) -> bool:
    """Whether "may", "might" or "could" threatens: said by the one who might ("said it might break off ties"), or said in warning."""
    if ontology.families[meaning.family].kind not in ADVERSE - {"measure"} or not _is_own(s, meaning, speaker):
        return False
    return bool(meaning.actors) or is_menacing(s, speaker)


def is_menacing(s: Sentence, speaker: int | None) -> bool:
    """Whether the verb by which the speaker speaks is one of warning or vowing."""
    if speaker is None or speaker < 0:
        return False
    return s.tokens[s.tokens[speaker].head].lemma.lower() in MENACING


def _is_own(s: Sentence, meaning: Meaning, speaker: int | None) -> bool:
    """Whether the act would be the speaker's own: it is said of himself, by a pronoun, or of nobody (the passive)."""
    if speaker is None:
        return False
    return all(a == speaker or s.tokens[a].upos == "PRON" for a in meaning.actors)
