"""Build src/diurna/actors/data/wikidata.tsv: the Wikidata item of each country, from the library `rigour` (MIT).

usage: python scripts/build_country_items.py      needs `pip install rigour`; run again after an update of the library
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from rigour.territories import get_territories

DATA = Path(__file__).parent.parent / "src/diurna/actors/data"
OWN_CODES = {"xk": "KOS", "suhh": "SUN", "yucs": "YUG", "cshh": "CSK", "dd": "DDR", "csxx": "SCG"}


def main() -> None:
    wanted = {line.split("\t")[0] for line in (DATA / "countries.tsv").read_text("utf-8").splitlines()[5:]}
    items = {}
    for territory in get_territories():
        code = OWN_CODES.get(territory.code) or (territory.alpha3 or "").upper()
        if code in wanted and territory.qid and "-" not in territory.code:
            items[code] = territory.qid
    lines = [
        f"# Wikidata items of the countries, taken from rigour {version('rigour')} (MIT)",
        "# by scripts/build_country_items.py; not edited by hand.",
        "code\twikidata",
        *(f"{code}\t{item}" for code, item in sorted(items.items())),
    ]
    (DATA / "wikidata.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
