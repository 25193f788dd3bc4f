"""What was done: clauses read with the lexicon.

1. `arguments.py` finds who and what stands around a trigger; `subjects.py` undoes voice, control and relative clauses.
2. `frames.py` matches the lexicon's frames there; `triggers.py` reads its words, `phrases.py` their classes, `places.py` lays aside what cannot fit, `support.py` finds the
   light verb of an event noun.
3. `cause.py` reads what a protest is for; `modality.py` reads the auxiliaries, `auxiliaries.py` says what they make of an act, `threats.py` when
   that is a threat, `bare.py` what they make of verbs without an act; `meaning.py` composes acts with stances by the ontology's table, and
   `through.py` says what a stance sees through.
4. `composition.py` puts a sentence together: its mentions, and why a trigger gave none.
"""

from diurna.acts.composition import Composer, Mention, Reading
from diurna.acts.frames import Frame, Matcher, Miss
from diurna.acts.meaning import Meaning

__all__ = ["Composer", "Frame", "Matcher", "Meaning", "Mention", "Miss", "Reading"]
