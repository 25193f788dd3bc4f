"""Pages of a made-up newspaper."""

from __future__ import annotations

from tests.reading.folder import BODY, MORE

META = """<meta property="og:site_name" content="The Bree Times">
<meta property="article:published_time" content="2022-02-24T23:30:00-05:00">
<link rel="canonical" href="https://www.bree.example/grain">"""


def page(
    *paragraphs: str, title: str = "Arnor helps Gondor", meta: str = META, around: str = "", charset: str = "utf-8"
) -> str:
    """A page with menu, article and footer."""
    body = "\n".join(f"<p>{words}</p>" for words in paragraphs or (BODY, MORE))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{title} - The Bree Times</title>{meta}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>{around}
<article><h1>{title}</h1>{body}</article>
<aside><a href="/other">Shire votes for a new mayor</a></aside>
<footer>Copyright 2024 The Bree Times. All rights reserved.</footer></body></html>"""
