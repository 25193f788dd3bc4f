"""Every kind of page that the desk has, as addresses over the samples' archive."""

from __future__ import annotations

import json
from pathlib import Path

RECORDS = Path(__file__).parent / "records.jsonl"
"""What the coder found in the samples."""
TOLD_BY_MANY = next(one["id"] for one in map(json.loads, RECORDS.open(encoding="utf-8")) if one["doc_id"] == "sotk-shooting" and one["event"] == "ASSAULT")  # fmt: skip
"""A record that is in a story of several reports."""

PAGES = (
    "/",
    "/events",
    "/events?view=charts",
    "/events?quad=4&country=ARM",
    "/events?place=Nowhere",
    "/reports/sotk-shooting",
    "/reports/denial",
    "/stories?min_reports=1",
    f"/stories/{TOLD_BY_MANY}",
    "/search",
    "/search?q=border",
    "/actor?party=ARM",
    "/actor?party=AZE:MIL",
    "/dyad?one=ARM&other=AZE",
    "/place?name=Sotk",
    "/place?country=ARM",
    "/days/2021-09-09",
    "/charts/timeline?party=ARM",
    "/charts/map",
    "/charts/network?quad=4",
    "/charts/heat?of=types",
    "/paste",
    "/review",
    "/review/next",
    "/review/agreement",
    "/review/reports/sotk-shooting",
    "/review",
    "/review?type=ASSAULT&whose=all",
    "/review/reports/denial",
    "/review/reports/sotk-shooting?add=1",
    "/review/agreement",
    "/login",
)
REFUSED = ("/nothing", "/events?quad=9", "/reports/nothing")
