"""HTML as trees and as text: parsing within limits, and the words of a fragment in lines as a reader sees them."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

from diurna.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_PAGE = 10_000_000
"""Bytes: the front pages of newspapers, with all their scripts, have 1 to 4 million."""
MOST_ELEMENTS = 200_000
"""As they are written. The parser takes a second for so many."""
MOST_PRUNED = 12_000
"""Elements left when those that carry no article are gone: a long article has 3,000, a live blog of a day 8,000."""
MOST_BESIDE = 1_500
"""Elements within one other, such as links in a paragraph, beyond which extraction takes time with their square."""
MANY_ELEMENTS = 3_000
"""Of a larger page the marks of mere looks are dropped, too, and extraction does without its second opinion."""
DEEPEST = 256
"""The parser's own limit: what lies deeper is dropped."""

_ELEMENT = re.compile(r"<[a-zA-Z]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no XML may hold: extraction, which works on XML, would give up on all of the page."""
_BLANKS = re.compile(r"\s+")
_MARKUP = re.compile(r"</(?:p|div|span|a|b|i|em|strong|li|ul|h[1-6])\s*>|<(?:br|p)\s*/?>", re.IGNORECASE)
_LOOKS = ("b", "big", "em", "font", "i", "mark", "s", "small", "strike", "strong", "sub", "sup", "tt", "u", "wbr")
_NO_ARTICLE = (
    "style",
    "svg",
    "noscript",
    "template",
    "iframe",
    "select",
    "datalist",
    "button",
    "object",
    "canvas",
    "map",
)
_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "head", "title", "svg"})
_IN_LINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub "
    "sup time tt u var wbr".split()
)


def is_markup(text: str) -> bool:
    """Whether a text has HTML elements in it, beyond a mention of one."""
    return len(_MARKUP.findall(text[:100_000])) >= 2


def text_of_markup(html: str) -> str:
    """The words of an HTML fragment: blocks set apart by a blank line, lines broken where HTML breaks them.

    Raises InputError where the fragment is beyond the limits of a page.
    """
    tree = parse_html(f"<div>{html}</div>")
    pieces: list[str] = []
    _gather(tree, pieces)
    blocks = ("\n".join(" ".join(line.split()) for line in block.split("\n")) for block in "".join(pieces).split("\f"))
    return "\n\n".join(words for block in blocks if (words := block.strip()))


def parse_html(html: str) -> HtmlElement:
    """The tree of a page or a fragment. Raises InputError where it is too large, too deep or no HTML."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    if len(html) > LONGEST_PAGE:
        raise InputError(f"more than any page holds (at most {LONGEST_PAGE // 1_000_000} MB of HTML)")
    if len(_ELEMENT.findall(html)) > MOST_ELEMENTS:
        raise InputError(f"a page of more than {MOST_ELEMENTS:,} elements, which is no article")
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    try:
        tree = document_fromstring(_CONTROL.sub("", html).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"not HTML that can be read ({error})") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError(f"HTML nested more than {DEEPEST} deep, which no browser shows in full")
    return tree


def prune(tree: HtmlElement) -> tuple[HtmlElement, bool]:
    """A page without what carries no article, and whether it is large even so; the tree that is given is used up.

    Raises InputError where what is left is too much to be one.
    """
    from lxml import etree

    size = _size(tree)
    etree.strip_elements(tree, *_NO_ARTICLE, with_tail=False)
    for script in tree.xpath("//script[not(contains(@type, 'json'))]"):
        script.drop_tree()
    if size <= MANY_ELEMENTS:
        return tree, False
    etree.strip_tags(tree, *_LOOKS)
    # Parsed again, the pieces of text between what was taken out are one: as pieces they cost time with their square.
    tree = parse_html(etree.tostring(tree, encoding="unicode", method="html"))
    size = _size(tree)
    if size > MOST_PRUNED or tree.xpath(f"boolean(//*[count(a | span | q | code | abbr) > {MOST_BESIDE}])"):
        raise InputError(
            f"a page of {size:,} elements, which is no article (at most {MOST_PRUNED:,}, and {MOST_BESIDE:,} in one)"
        )
    return tree, size > MANY_ELEMENTS


def _size(tree: HtmlElement) -> int:
    return int(tree.xpath("count(//*)"))


@cache
def quiet_libraries() -> None:
    """Let the libraries of extraction log nothing to standard error: what matters becomes an outcome or a note."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _gather(element: HtmlElement, pieces: list[str]) -> None:
    """The words of an element, in order, with "\\f" where a block begins or ends; trees are at most `DEEPEST` deep."""
    tag = element.tag if isinstance(element.tag, str) else "script"
    if tag not in _SILENT:
        mark = "" if tag in _IN_LINE else "\n" if tag == "br" else "\f"
        # Line breaks of the source are blanks; those of the page come from its elements.
        pieces += [mark, _BLANKS.sub(" ", element.text or "")]
        for child in element:
            _gather(child, pieces)
        pieces.append("" if tag == "br" else mark)
    pieces.append(_BLANKS.sub(" ", element.tail or ""))
