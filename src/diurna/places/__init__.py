"""Where: the places that a report names, which places of the world they are, and which of them is an act's.

How the parts work together:

1. `gazetteer_file` maps the prepared file of 234,908 populated places and their areas (built by `scripts/places_gazetteer.py`);
   `gazetteer` joins it with the hand-written tables of countries, regions, waters and sites. `names` says how names are compared.
2. `find` (with `borders` and `words`) finds the toponyms of a sentence; `evidence` and `relations` read what the report says about
   them; `resolve` chooses what each means; `areas` gives "eastern Ukraine" and borders their points.
3. `pointers` adds what "the city" and "the airfield" point back to. `act` tells which of the places is where an act took place; `annotate` lists all of them.

Open the gazetteer once with `load_gazetteer` and pass it in.
"""

from diurna.places.act import place_of_act
from diurna.places.annotate import annotate_places, find_event_places, find_places
from diurna.places.evidence import country_adjectives
from diurna.places.find import find_toponyms
from diurna.places.gazetteer import Gazetteer, load_gazetteer
from diurna.places.relations import between
from diurna.places.resolve import resolve_toponyms
from diurna.places.values import Entry, Place, Toponym
from diurna.places.words import happening_words

__all__ = [
    "Entry",
    "Gazetteer",
    "Place",
    "Toponym",
    "annotate_places",
    "between",
    "country_adjectives",
    "find_event_places",
    "find_places",
    "find_toponyms",
    "happening_words",
    "load_gazetteer",
    "place_of_act",
    "resolve_toponyms",
]
