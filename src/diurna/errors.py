"""The errors of Diurna: what went wrong, where, and what to do.

DiurnaError
├── InputError          a report or a record file that cannot be read; the rest of the batch goes on
│   └── RecordError     a record that is not one: the key path is in the message
├── DataError           a lexicon, ontology or gazetteer file with a fault: file, entry and field are named
├── LanguageModelError  a language pipeline that is absent or has other labels than Universal Dependencies
└── ArchiveError        an archive that cannot be opened, read or written; what was committed to it is safe
"""


class DiurnaError(Exception):
    """Anything Diurna refuses; the message is fit to be shown to a user as it stands."""


class InputError(DiurnaError):
    """A report or record that cannot be read; other inputs of the batch are not affected."""


class RecordError(InputError):
    """A record that breaks the record's form; the message opens with the key path."""


class DataError(DiurnaError):
    """A data file of the lexicon, the ontology or the gazetteer that has a fault."""


class LanguageModelError(DiurnaError):
    """A language pipeline that cannot be loaded or that has not the labels Diurna reads."""


class ArchiveError(DiurnaError):
    """An archive that cannot be opened, read or written; the message names it and says what to do."""
