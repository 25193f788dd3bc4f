"""Who: from the words that name a party to the party that they mean.

1. `tables`, `words` read data files and phrases; `roles`, `persons`, `directory` hold what is known of parties.
2. `phrase` cuts a phrase into known pieces, `resolve` puts them together: phrase -> `party.Party`.
3. `mention` finds the words of a party in a parsed sentence, `conjuncts` tells apart those named together.
4. `recognition`, `report_names`, `own_names`, `antecedents`, `pronouns`, `genders`, `speakers` lead what points back to what it means;
   so do `descriptions` ("the minister", "the group") with `described_persons`, `described_bodies`, `home_country` and, for what they are
   read against, `surroundings`.
5. `parties` is all of it for one report: `Parties(sentences, day).entity(sentence_index, head)`.
6. `who` answers for a phrase by itself, `importing` takes over dictionaries of older coders.
"""

from diurna.actors.conjuncts import mentions_of
from diurna.actors.directory import Directory, load_directory, shipped_directory
from diurna.actors.importing import read_dictionary, write_directory
from diurna.actors.mention import Mention, mention_of
from diurna.actors.parties import Parties
from diurna.actors.party import Party
from diurna.actors.resolve import resolve_party
from diurna.actors.who import who

__all__ = [
    "Directory",
    "Mention",
    "Parties",
    "Party",
    "load_directory",
    "mention_of",
    "mentions_of",
    "read_dictionary",
    "resolve_party",
    "shipped_directory",
    "who",
    "write_directory",
]
