"""Reports that would do harm, or break a page, where what they hold were more than text; each says `canary` where a script of it ran."""

from __future__ import annotations

from dataclasses import replace

from diurna.archive import Coded
from diurna.record import Report
from tests.fake_coder import meeting
from tests.web.conftest import LINE

SCRIPTS = (
    "<script>window.canary = 1; alert(1)</script>",
    '<img src=x onerror="window.canary = 2; alert(2)">',
    "<svg onload=window.canary=3></svg>",
    '"><iframe srcdoc="<script>top.canary=4</script>"></iframe>',
    "'-alert(5)-'",
    "</p></article><style>*{display:none}</style>",
    "<a href=javascript:alert(6)>go</a>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
)
BIDI = "\u202e\u202d\u2066\u2067\u2068\u2069\u202c\u200f\u200e\u061c"
NULS = "a\x00b\x1b[2Jc\x07\x85"
GLYPHS = "👩‍👩‍👧‍👦 🏴‍☠️ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞ שָׁלוֹם مرحبا 日本語 ﷽"
LONG_NAME = "Grand " * 1_666 + "Duke"
LONG_WORD = "x" * 100_000
URLS = ("javascript:alert(7)", "JaVaScRiPt\t:alert(8)", "data:text/html,<script>alert(9)</script>", "https://evil.example/\"onmouseover='alert(10)'", "https://[::1")  # fmt: skip


def _report(doc_id: str, title: str, body: str, *, name: str, url: str | None = None) -> Coded:
    report = Report(doc_id=doc_id, text=f"{title}\n\n{body}", title=title, publisher=f"{name[:300]} Daily", url=url)
    event = meeting(report, report.text.index("met"))
    parties = (replace(event.actors[0], name=name, code=None, role=name[:300]),)
    named = replace(
        event,
        actors=parties,
        where=replace(event.where, resolved_place=name[:300]) if event.where else None,
        attribution=(replace(event.attribution[0], name=name, code=None, stance="denies"),),
    )
    return Coded(report=report, events=(named,), coder=LINE)


def hostile_reports() -> list[Coded]:
    scripts = [
        _report(f"script-{n}", f"Talks {script}", f"They met {script} there.", name=script, url=URLS[n % len(URLS)])
        for n, script in enumerate(SCRIPTS)
    ]
    others = [
        _report(f"odd-{n}", f"Talks {words}", f"They met {words} there.", name=words)
        for n, words in enumerate((BIDI + "evil" + BIDI, NULS, GLYPHS, LONG_NAME))
    ]
    return [*scripts, *others, _report("long-word", "Talks", f"They met {LONG_WORD} there.", name=LONG_WORD[:10_000])]
