"""Every kind of page that the desk has, as addresses over the samples' archive."""

from __future__ import annotations

PAGES = (
    "/",
    "/events",
    "/events?quad=4&country=ARM",
    "/events?place=Nowhere",
    "/reports/sotk-shooting",
    "/reports/denial",
    "/stories?min_reports=1",
    "/search",
    "/search?q=border",
    "/actor?party=ARM",
    "/actor?party=AZE:MIL",
    "/dyad?one=ARM&other=AZE",
    "/place?name=Sotk",
    "/place?country=ARM",
    "/days/2021-09-09",
    "/paste",
    "/login",
)
REFUSED = ("/nothing", "/events?quad=9", "/reports/nothing")
