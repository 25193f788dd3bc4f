"""The desk: an archive in the browser, and the same as an API; `diurna serve` starts it.

A request goes through `guard.py` (whose host, whose token, which headers) to a route of `app.py`; `asked.py` opens the archive to read and answers
304 where nothing changed (`freshness.py`); `parameters.py` reads the query into a filter; a function of `api.py`, `listing_pages.py`,
`report_page.py`, `story_page.py` or `profile_pages.py` asks the archive one question and gives the answer as JSON or to a template;
`review_pages.py` and `review_report.py` show what people say of records, `review_posts.py` and `review_api.py` take it;
`answers.py` turns what went wrong into one shape. Pages with charts are a `boards.View`: `charts.py` has their pictures,
`live_charts.py` what a script draws, `chart_page.py` their tables and the API, all counted once in `counted.py`; `vega.py` sends Vega's script. `openapi.py` describes the API from the same declarations that read it. Nothing here codes.

What changes something goes through `posted.py` (is it of a page of this session, or of a program?), its body through `bodies.py`, into a transaction of its
own. Who asks stands in `reader.py` while the request lasts. What is pasted (`pasting.py`, `pace.py`, `paste_pages.py`, `api_coding.py`), and why a record
was made (`explaining.py`), is asked of the coder's process (`coder.py`). `changes.py` tells open pages that somebody wrote.
"""
