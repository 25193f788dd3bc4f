"""The queue of what is to review, with what is done; the agreement of reviewers; the next report."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from diurna.archive.agreement import agreement
from diurna.archive.filters import EventFilter
from diurna.archive.review_queue import review_queue, what_is_done
from diurna.archive.reviews import completed, reviewers
from diurna.web.addresses import review_address, with_query
from diurna.web.asked import Asked
from diurna.web.listing_pages import ROWS, SIMPLE, conditions
from diurna.web.parameters import filter_parameters, one_of, read_filter, refuse_others, values_of
from diurna.web.rendering import page

WHOSE = ("mine", "all")
"""Whose queue: what this reviewer has not judged, or what nobody has."""


def queue_page(asked: Asked) -> Response:
    """Records to review, the least sure first."""
    wanted = read_filter(asked.query, others=("after", "whose"))
    after = next(iter(values_of(asked.query, "after")), None)
    whose = one_of(asked.query, "whose", WHOSE, "mine" if asked.reviewer else "all")
    by = asked.reviewer if whose == "mine" else None
    found = review_queue(asked.archive, wanted, by=by, limit=ROWS, after=after, in_memory=True)
    pairs = [(one.name, value) for one in filter_parameters() for value in values_of(asked.query, one.name)]
    kept = [("whose", value) for value in values_of(asked.query, "whose")]
    return page(
        "review.html",
        title="Review",
        waiting=found.waiting,
        done=what_is_done(asked.archive, wanted, in_memory=True),
        reviewer=asked.reviewer,
        reviewers=reviewers(asked.connection),
        completed=completed(asked.connection),
        whose=whose,
        here=with_query("/review", [*pairs, *kept]),
        other=with_query("/review", [*pairs, ("whose", "all" if whose == "mine" else "mine")]),
        first=with_query("/review", [*pairs, *kept]) if after else None,
        next=with_query("/review", [*pairs, *kept, ("after", found.next)]) if found.next else None,
        conditions=conditions(pairs, under="/review", others=kept),
        parameters=sorted((one for one in filter_parameters() if one.name in SIMPLE), key=lambda one: SIMPLE.index(one.name)),
        given=dict(pairs),
        kept=[*((name, value) for name, value in pairs if name not in SIMPLE), *kept],
    )  # fmt: skip


def next_page(asked: Asked) -> Response:
    """Lead to the least sure record that the reviewer has not judged; to the queue where there is none."""
    refuse_others(asked.query, ())
    found = review_queue(asked.archive, EventFilter(), by=asked.reviewer, limit=1).waiting
    event = found[0].event if found else None
    address = review_address(event.doc_id, event.id) if event else "/review"
    return RedirectResponse(address, status_code=303)


def agreement_page(asked: Asked) -> Response:
    """How far reviewers agree, by field."""
    refuse_others(asked.query, ("by",))
    among = values_of(asked.query, "by")
    return page(
        "review_agreement.html",
        title="Agreement",
        found=agreement(asked.connection, among=among),
        reviewers=reviewers(asked.connection),
        among=among,
    )
