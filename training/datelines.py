"""Made-up datelines ("KYIV, March 3 (Reuters) -") before sentences of the treebanks, which have few of them.

They are annotated as UD English EWT does: a sentence of its own, headed by the city.
"""

from __future__ import annotations

import random

from corpus import ROOT, TrainingSentence, Word

_PLACES = [
    "Kyiv/Ukraine",
    "Moscow/Russia",
    "Beijing/China",
    "Paris/France",
    "London/England",
    "Berlin/Germany",
    "Cairo/Egypt",
    "Tripoli/Libya",
    "Baghdad/Iraq",
    "Tehran/Iran",
    "Damascus/Syria",
    "Beirut/Lebanon",
    "Jerusalem/",
    "Gaza/",
    "Ankara/Turkey",
    "Kabul/Afghanistan",
    "Islamabad/Pakistan",
    "Karachi/Pakistan",
    "Delhi/India",
    "Mumbai/India",
    "Dhaka/Bangladesh",
    "Colombo/Sri_Lanka",
    "Jakarta/Indonesia",
    "Manila/Philippines",
    "Seoul/",
    "Tokyo/Japan",
    "Hanoi/Vietnam",
    "Bangkok/Thailand",
    "Yangon/Myanmar",
    "Nairobi/Kenya",
    "Mogadishu/Somalia",
    "Khartoum/Sudan",
    "Juba/South_Sudan",
    "Abuja/Nigeria",
    "Lagos/Nigeria",
    "Maiduguri/Nigeria",
    "Bamako/Mali",
    "Niamey/Niger",
    "Goma/Congo",
    "Kinshasa/Congo",
    "Harare/Zimbabwe",
    "Johannesburg/South_Africa",
    "Tunis/Tunisia",
    "Algiers/Algeria",
    "Rabat/Morocco",
    "Dakar/Senegal",
    "Accra/Ghana",
    "Bogota/Colombia",
    "Caracas/Venezuela",
    "Lima/Peru",
    "Quito/Ecuador",
    "Santiago/Chile",
    "Managua/Nicaragua",
    "Havana/Cuba",
    "Mexico_City/",
    "New_York/",
    "United_Nations/",
    "Washington/",
    "Geneva/Switzerland",
    "Brussels/Belgium",
    "Rome/Italy",
    "Madrid/Spain",
    "Warsaw/Poland",
    "Minsk/Belarus",
    "Tbilisi/Georgia",
    "Yerevan/Armenia",
    "Baku/Azerbaijan",
    "Pristina/Kosovo",
    "Belgrade/Serbia",
    "Tel_Aviv/Israel",
    "Sanaa/Yemen",
    "Riyadh/Saudi_Arabia",
    "Addis_Ababa/Ethiopia",
    "Phnom_Penh/Cambodia",
    "Kathmandu/Nepal",
    "San_Salvador/El_Salvador",
    "Boulder/Colo.",
    "Austin/Texas",
    "Denver/",
]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "Aug.",
    "Sept.",
    "September",
    "Oct.",
    "October",
    "Nov.",
    "November",
    "Dec.",
    "Jan.",
]
_AGENCIES = ["Reuters", "AP", "AFP", "Xinhua", "dpa", "UPI", "TASS", "Kyodo", "IPS", "ANSA"]
_DASHES = ("-", "-", "--", "–", "—", "—")


def dateline(rng: random.Random) -> TrainingSentence:
    """Return a dateline as a sentence."""
    if rng.random() < 0.08:
        return TrainingSentence([*_agency(0, rng, only=True), _mark(rng.choice(_DASHES), 1)])
    city, _, country = rng.choice(_PLACES).partition("/")
    words = _place(city.upper() if rng.random() < 0.8 else city, ROOT, "ROOT", 0)
    top = len(words) - 1
    for word in words[:-1]:
        word.head = top
    if country and rng.random() < 0.4:
        words.append(_mark(",", len(words) + country.count("_") + 1))
        words += _place(country, top, "appos", len(words))
    if rng.random() < 0.5:
        day = len(words) + 2
        words.append(_mark(",", day))
        words.append(
            Word(month := rng.choice(_MONTHS), "PROPN", "NNP", "Number=Sing", month, day, "nmod:unmarked", "O")
        )
        number = str(rng.randint(1, 31))
        words.append(Word(number, "NUM", "CD", "NumForm=Digit|NumType=Card", number, top, "nmod:unmarked", "O"))
    if rng.random() < 0.7:
        words += _agency(len(words), rng, head=top)
    words.append(_mark(rng.choice(_DASHES), top))
    return TrainingSentence(words)


def _mark(text: str, head: int) -> Word:
    return Word(text, "PUNCT", _TAGS.get(text, ":"), "", text, head, "punct", "O")


_TAGS = {",": ",", "(": "-LRB-", ")": "-RRB-"}


def _proper(text: str, head: int, dep: str, name: str) -> Word:
    return Word(text, "PROPN", "NNP", "Number=Sing", text, head, dep, name)


def _place(text: str, head: int, dep: str, at: int) -> list[Word]:
    parts = text.split("_")
    if len(parts) == 1:
        return [_proper(text, head, dep, "U-GPE")]
    top = at + len(parts) - 1
    words = [_proper(part, top, "compound", "I-GPE") for part in parts]
    words[0].name = "B-GPE"
    words[-1] = _proper(parts[-1], head, dep, "L-GPE")
    return words


def _agency(at: int, rng: random.Random, *, head: int = ROOT, only: bool = False) -> list[Word]:
    dep = "ROOT" if only else "list"
    agency = _proper(rng.choice(_AGENCIES), head, dep, "U-ORG")
    return [_mark("(", at + 1), agency, _mark(")", at + 1)]
