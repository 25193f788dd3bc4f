"""Telling English from other languages."""

from __future__ import annotations

import pytest

from diurna.reading.english import foreign_language

ENGLISH = [
    "The minister met his counterpart in Berlin on Tuesday and spoke about the war.",
    "Okafor, Lindqvist agree on fishing limits for the northern coast",
    "KYIV, UKRAINE — PRESIDENT ZELENSKYY SAID ON FRIDAY THAT RUSSIA HAD SHELLED KHERSON AGAIN.",
    "Nnamdi Azikiwe's party, the NCNC, and Obafemi Awolowo's Action Group boycotted the talks in Abuja",
    "Abdelmadjid Tebboune received Mohamed Ould Ghazouani in Tindouf, the Algerian presidency said",
    "Three policemen were killed and seven others injured in Quetta on Sunday, The Dawn reported, quoting officials",
]
SHORT = [
    "Clashes in Kyiv, Donetsk, Luhansk",
    "Pakistan PM Imran Khan ousted",
    "ABUJA, Nigeria",
    "Krieg in Sicht",
    "12",
    "",
]
FOREIGN = [
    ("Der Minister traf seinen Amtskollegen in Berlin und sprach über den Krieg.", "German"),
    ("Le ministre a rencontré son homologue à Paris mardi pour parler de la guerre.", "French"),
    ("El presidente se reunió con el primer ministro para hablar sobre la guerra.", "Spanish"),
    ("Bakan, mevkidaşıyla telefonda görüştü ve savaş hakkında konuştu.", "Turkish"),
    ("Министр встретился с коллегой и обсудил с ним ход войны.", "Russian"),
    ("التقى الوزير نظيره في برلين يوم الثلاثاء وتحدث معه عن الحرب.", "Arabic"),
    ("大統領は火曜日に首相と会談した。両国は貿易協定に署名し、協力を続けることで合意したと発表した。", "Japanese"),
]


@pytest.mark.parametrize("text", ENGLISH + SHORT)
def test_english_and_short_texts_are_let_through(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize(("text", "language"), FOREIGN)
def test_other_languages_are_told(text: str, language: str) -> None:
    assert foreign_language(text) == language


def test_an_english_headline_does_not_make_a_german_report_english() -> None:
    german = FOREIGN[0][0]
    assert foreign_language(f"Ministers meet in Berlin\n\n{german * 40}") == "German"


def test_a_foreign_quotation_does_not_make_an_english_report_foreign() -> None:
    assert foreign_language(f"“{FOREIGN[1][0]}” {ENGLISH[0] * 20}") is None


def test_a_language_without_a_model_is_not_english() -> None:
    assert foreign_language("ประธานาธิบดีพบกับนายกรัฐมนตรีเมื่อวันอังคารที่กรุงเทพมหานคร") == "another language"
