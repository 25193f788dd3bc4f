"""Sample reports, written for Diurna in the manner of wire services, governments and local papers; their events are invented.

    reports.jsonl   what `diurna demo` codes: one report a line
    others.jsonl    what other papers say of two of them, for an archive: one is a copy, some contradict
    gold/           the same reports with their events as an expert codes them, one JSON file each

The gold was coded by hand, from the texts alone, before the coder had read them. One report holds no event at all.
"""

from pathlib import Path

REPORTS = Path(__file__).parent / "reports.jsonl"
OTHERS = Path(__file__).parent / "others.jsonl"
GOLD = Path(__file__).parent / "gold"
