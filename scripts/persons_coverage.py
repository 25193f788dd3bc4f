"""How much of 1990-2025 the directory of persons knows the head of state or government of each UN member.

usage: python scripts/persons_coverage.py [--below SHARE]      code, share of days, gaps over a month
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from diurna.actors.persons import Term, load_persons

PERSONS = Path(__file__).parent.parent / "src/diurna/actors/data/persons"
FIRST, LAST = date(1990, 1, 1), date(2025, 12, 31)
GAP_DAYS = 31

MEMBERS = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF
CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI
FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN
KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT
MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT
ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON
TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
"""

# States that are younger than 1990: the day of independence, or of the union or parting that made the state.
SINCE = {
    "ARM": date(1991, 9, 21), "AZE": date(1991, 10, 18), "BIH": date(1992, 3, 3), "BLR": date(1991, 8, 25),
    "CZE": date(1993, 1, 1), "ERI": date(1993, 5, 24), "EST": date(1991, 8, 20), "FSM": date(1990, 12, 22),
    "GEO": date(1991, 4, 9), "HRV": date(1991, 6, 25), "KAZ": date(1991, 12, 16), "KGZ": date(1991, 8, 31),
    "LTU": date(1990, 3, 11), "LVA": date(1991, 8, 21), "MDA": date(1991, 8, 27), "MHL": date(1990, 12, 22),
    "MKD": date(1991, 9, 8), "MNE": date(2006, 6, 3), "NAM": date(1990, 3, 21), "PLW": date(1994, 10, 1),
    "RUS": date(1991, 12, 26), "SRB": date(2006, 6, 5), "SSD": date(2011, 7, 9), "SVK": date(1993, 1, 1),
    "SVN": date(1991, 6, 25), "TJK": date(1991, 9, 9), "TKM": date(1991, 10, 27), "TLS": date(2002, 5, 20),
    "UKR": date(1991, 8, 24), "UZB": date(1991, 9, 1), "YEM": date(1990, 5, 22),
}  # fmt: skip

HEADS = frozenset((
    "president", "prime minister", "chancellor", "premier", "head of state", "head of government",
    "king", "queen", "emperor", "emir", "sultan", "prince", "grand duke", "co-prince",
    "supreme leader", "paramount leader", "leader", "co-president", "member of the presidency",
    "chairman of the supreme council", "chairman of the council of ministers", "chairman of the sovereignty council",
    "chairman of the presidential council", "chairman of the presidential leadership council",
    "president of the transitional presidential council", "head of the executive board", "minister of state",
    "head of the taliban government",
    "secretary of state for foreign and political affairs",  # the leading one of San Marino's government
))  # fmt: skip


def gaps(terms: Iterable[Term], first: date, last: date) -> list[tuple[date, date]]:
    """The spans of days (both inclusive) from `first` to `last` that no term covers, in order."""
    found = []
    known_to = first.toordinal() - 1
    for start, end in sorted((term.start or date.min, term.end or date.max) for term in terms):
        if start.toordinal() > known_to + 1 and start <= last:
            found.append((date.fromordinal(known_to + 1), date.fromordinal(start.toordinal() - 1)))
        known_to = max(known_to, end.toordinal())
    if known_to < last.toordinal():
        found.append((date.fromordinal(known_to + 1), last))
    return found


def days_of(span: tuple[date, date]) -> int:
    return (span[1] - span[0]).days + 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--below", type=float, default=1.01, help="only countries with a smaller share than this")
    below: float = parser.parse_args().below

    heads: dict[str, list[Term]] = {code: [] for code in MEMBERS.split()}
    for person in load_persons(sorted(PERSONS.glob("*.tsv"))):
        for term in person.terms:
            if term.code in heads and term.office in HEADS:
                heads[term.code].append(term)

    shares = {}
    for code, terms in heads.items():
        first = SINCE.get(code, FIRST)
        missing = gaps(terms, first, LAST)
        shares[code] = 1 - sum(map(days_of, missing)) / days_of((first, LAST))
        if shares[code] < below:
            told = ", ".join(f"{start}..{end}" for start, end in missing if days_of((start, end)) > GAP_DAYS)
            print(f"{code}  {shares[code]:6.1%}  {told}".rstrip())
    enough = sum(share >= 0.9 for share in shares.values())
    print(f"{enough} of {len(shares)} UN members at 90 % or more; mean {sum(shares.values()) / len(shares):.1%}")


if __name__ == "__main__":
    main()
