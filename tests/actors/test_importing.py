"""Older coders' dictionaries become directory files; a made-up world keeps real names out of it."""

from datetime import date
from pathlib import Path

import pytest

from diurna.actors import load_directory, read_dictionary, resolve_party, write_directory
from diurna.actors.importing import split_code
from diurna.errors import DataError

ACTORS = """; actors of a made-up world
ELDACAR_OF_VINYA_            ; a king
+KING_ELDACAR_
    [NZLGOV 850311-911225]
    [NZLELI >911225]
VINYA_RANGERS_ [NZLMIL]
GREY_COUNCIL_ [QQQGOV]
"""
AGENTS = """!SOLDIER! = SOLDIER TROOP
HALBERDIER {HALBERDIERS} [~MIL]
"""


def test_names_synonyms_and_days(tmp_path: Path) -> None:
    dictionary = tmp_path / "actors.txt"
    dictionary.write_text(ACTORS, "utf-8")
    imported = read_dictionary(dictionary, countries={"NZL"})
    king, former_king, rangers = imported.actors
    assert (king.name, king.aliases) == ("Eldacar Of Vinya", ("King Eldacar",))
    assert (king.code, king.sectors, king.start, king.end) == ("NZL", ("GOV",), date(1985, 3, 11), date(1991, 12, 25))
    assert (former_king.sectors, former_king.start, former_king.end) == (("ELI",), date(1991, 12, 26), None)
    assert (rangers.name, rangers.sectors) == ("Vinya Rangers", ("MIL",))
    assert imported.left_out == ("line 7: QQQ of code QQQGOV is no country that Diurna knows",)


def test_what_is_imported_is_found(tmp_path: Path) -> None:
    (tmp_path / "actors.txt").write_text(ACTORS, "utf-8")
    (tmp_path / "agents.txt").write_text(AGENTS, "utf-8")
    own = []
    for name in ("actors", "agents"):
        imported = read_dictionary(tmp_path / f"{name}.txt", countries={"NZL"})
        own.append(tmp_path / f"{name}.tsv")
        write_directory(imported.actors, own[-1], origin=f"{name}.txt")
    directory = load_directory(own_files=own)
    king = resolve_party("King Eldacar", on=date(1990, 1, 1), directory=directory)
    assert (king.code, king.sectors, king.name) == ("NZL", ("GOV",), "Eldacar Of Vinya")
    assert resolve_party("King Eldacar", on=date(2001, 1, 1), directory=directory).sectors == ("ELI",)
    halberdiers = resolve_party("French halberdiers", directory=directory)
    assert (halberdiers.code, halberdiers.sectors) == ("FRA", ("MIL",))


def test_a_file_without_actors_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear sir or madam\n", "utf-8")
    with pytest.raises(DataError, match=r"letter\.txt: no actor"):
        read_dictionary(path, countries=())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("SYRREB", ("SYR", ("REB",), ())),
        ("IGOUNO", ("UNO", (), ())),
        ("~COP", (None, ("COP",), ())),
        ("KSVGOV", ("KOS", ("GOV",), ())),
        ("USAMED", ("USA", ("JRN",), ())),
        ("FRAXYZ", ("FRA", (), ("XYZ",))),
        ("NGOHRI", ("NGO", ("SOC",), ())),
    ],
)
def test_codes_are_read_in_threes(text: str, parts: tuple[str | None, tuple[str, ...], tuple[str, ...]]) -> None:
    assert split_code(text) == parts
