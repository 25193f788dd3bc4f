"""A story: how it stands, what each report says of it, and why they were brought together."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from diurna.archive.asking import find_events
from diurna.archive.facets import facets
from diurna.archive.standing import Member, Party, Standing, publisher_of
from diurna.archive.stories import Link, Story, links_of_story, story_by_id
from diurna.web.addresses import story_address, with_query
from diurna.web.answers import NotFoundError
from diurna.web.asked import Asked
from diurna.web.boards import board_of, view_of
from diurna.web.listing_pages import conditions
from diurna.web.rendering import page
from diurna.web.words import entity_codes, entity_name

STANCES = ("confirms", "says", "claims", "denies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one report says of the story: `link` is why it is here, None for the leading record."""

    member: Member
    publisher: str
    link: Link | None
    is_leading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """What the page of a story shows. `articles` are the passages by article: the copies of one stand together. `left_out`: those that do not fit."""

    story: Story
    articles: list[list[Passage]]
    left_out: int = 0


def story_view(story: Story, links: list[Link], fitting: frozenset[str] | None = None) -> StoryView:
    """The story with its passages, or those of the records that fit."""
    by_member = {link.one: link for link in links}
    articles: dict[str, list[Passage]] = {}
    members = [one for one in story.members if fitting is None or one.event.id in fitting]
    for member in members:
        passage = Passage(
            member=member,
            publisher=member.event.publisher or publisher_of(member.event),
            link=by_member.get(member.event.id),
            is_leading=member.event.id == story.id,
        )
        articles.setdefault(member.copy_group, []).append(passage)
    left_out = len(story.members) - len(members)
    return StoryView(story=story, articles=list(articles.values()), left_out=left_out)


def story_page(asked: Asked) -> Response:
    story = story_by_id(asked.connection, asked.parts["id"])
    if story is None:
        raise NotFoundError(f"{asked.parts['id']}: neither a story nor a record of this archive")
    if story.id != asked.parts["id"]:
        return RedirectResponse(with_query(story_address(story.id), asked.query.multi_items()), status_code=303)
    own = [("story", story.id)]
    shown = view_of(asked.query, path=story_address(story.id), marks=[], own=own)
    found = find_events(asked.connection, shown.wanted, limit=len(story.members))
    fitting = frozenset(event.id for event in found.events) if shown.given else None
    view = story_view(story, links_of_story(asked.connection, story.id), fitting)
    voices = {stance: [v for v in story.standing.voices if v.stance == stance] for stance in STANCES}
    sides = {side: _told_apart(story.standing, side) for side in ("actor", "recipient")}
    counted = facets(asked.archive, ("quad", "type"), shown.wanted)
    return page(
        "story.html",
        title=f"Story: {story.event}",
        view=view,
        whole=story.standing,
        voices=voices,
        sides=sides,
        board=board_of(shown, counted, types=True),
        conditions=conditions(shown.given, under=shown.path, others=shown.slid),
        downloads=[(form, with_query(f"/api/v1/events.{form}", shown.pairs)) for form in ("csv", "jsonl", "geojson")],
    )


def _told_apart(whole: Standing, side: str) -> list[Party]:
    """The parties of a side, the most reported first, without those that a reader could not tell from one before: a name, and a code that means it."""
    seen: dict[tuple[str, str], Party] = {}
    for party in whole.parties:
        if party.side == side:
            seen.setdefault((entity_name(party), entity_codes(party)), party)
    return list(seen.values())
