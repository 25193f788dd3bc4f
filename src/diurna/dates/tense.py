"""The tense of the clause that a time expression stands in: from the parse, or from the words around it.

Weekdays and dates without a year mean other days beside "will meet" than beside "met".
"""

from __future__ import annotations

import re

from diurna.dates.find import Clause
from diurna.language.sentence import Sentence, Token

FUTURE_AUXILIARIES = frozenset(("will", "shall", "would", "'ll", "’ll", "wo", "may", "might", "could", "should"))
PLANNING = frozenset(
    [
        "plan",
        "intend",
        "schedule",
        "expect",
        "slate",
        "set",
        "aim",
        "hope",
        "prepare",
        "vow",
        "pledge",
        "promise",
        "agree",
        "want",
        "decide",
        "urge",
        "ask",
        "call",
        "propose",
        "seek",
        "threaten",
        "due",
        "bind",
        "invite",
        "order",
        "demand",
        "wait",
        "poise",
        "arrange",
        "book",
        "earmark",
        "project",
        "forecast",
        "predict",
        "anticipate",
        "postpone",
        "delay",
    ]
)
"""Verbs whose infinitive, or whose own participle beside a date, tells of what is to come ("scheduled for Thursday")."""
PLANNED = frozenset(
    "plan decision intention proposal agreement bid promise pledge call deal vote order demand request deadline move resolution invitation "
    "ready due likely unlikely willing eager able keen determined".split()
)
"""Nouns and adjectives whose infinitive tells of what is to come ("a decision to withdraw in May")."""
STARTING = frozenset(
    [
        "begin",
        "start",
        "open",
        "end",
        "close",
        "expire",
        "resume",
        "run",
        "leave",
        "arrive",
        "depart",
        "meet",
        "vote",
        "go",
        "take",
        "kick",
        "travel",
        "fly",
        "host",
        "visit",
    ]
)
"""Verbs that tell in the present of what a calendar has fixed ("the talks open on Thursday")."""

JUDGING = frozenset(
    "condemn deplore denounce criticise criticize mourn regret lament applaud commend congratulate hail praise welcome decry".split()
)
"""Verbs whose object, in the present tense, is done already ("condemns the killing of 9 April")."""

_AHEAD = re.compile(
    r"\b(?:ahead of|in the run-up to|due|due on|(?:slated|scheduled|planned|set) for|upcoming|(?:postponed|delayed|adjourned|extended|moved) (?:to|until))"
    r"\s+(?:the\s+|this\s+)?$",
    re.I,
)
_AWAITED = re.compile(r"\b(?:look(?:s|ing)? forward to|await(?:s|ing)?) [^.;:]*$", re.I)
_FOR = re.compile(r"\bfor\s+(?:the\s+)?$", re.I)
_A_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}\s[A-Z]|[A-Z][a-z]{2,8}\.?\s\d{1,2}\b|tomorrow"
)
_WILL_WORDS = r"(?:will|won['’]t|shall|would|could|may|might|should|['’]ll)(?:\s+(?:not|also|now|be|only|likely|then))*(?:\s+\w+)?"
_BE_TO_WORDS = r"(?:is|are|was|were|be|am)\s+(?:(?:not|also|now|still|yet)\s+)?(?:to\s+(?!have)(?:be\s+)?\w+|due|set|expected|scheduled|slated|planned)"
_PLAN_WORDS = (
    r"going\s+to|am\s+going|to\s+be\s+\w+|scheduled|expected|due|slated|plans?|planned|planning|hopes?|intends?|upcoming|ahead\s+of|vow(?:s|ed)?"
    r"|promised|pledged|to\s+(?:hold|meet|visit|begin|start|vote|travel|host|attend|discuss|sign|decide|take)|deadline|tentatively"
)
_CALENDAR_WORDS = r"begins|starts|opens|expires|resumes|(?<=s )(?:begin|start|open|expire|resume)|meets|goes?\s+to\s+the\s+polls|takes\s+place"
_FUTURE_WORDS = f"(?:{_WILL_WORDS}|{_BE_TO_WORDS}|{_PLAN_WORDS}|{_CALENDAR_WORDS})"
_PAST_WORDS = (
    r"(?:(?:tried|managed|failed|began|helped|continued|struggled|used|returned|gathered|attempted|came|went|was\s+able)\s+to\s+\w+|was|were|had|did|has|have|been|said|told|came|went|took|held|began|left|met|won|lost|shot|fell|found|gave|made|saw|sent|led|fought|"
    r"struck|hit|broke|drew|put|set\s+off|flew|fled|grew|rose|ran|became|wrote|spoke|stood|brought|caught|built|kept|died|born|[a-z]{2,}ed)"
)
_NO_TENSE_WORDS = r"(?:is|are|be|being)\s+(?:not\s+)?[a-z]{2,}ed"
_TENSE_WORDS = re.compile(rf"\b(?:(?P<future>{_FUTURE_WORDS})|{_NO_TENSE_WORDS}|(?P<past>{_PAST_WORDS}))\b")
_PERFECT = re.compile(
    r"\b(?:has|have|['’]ve)\s+(?:\w+ly\s+|not\s+|now\s+|also\s+)?(?:been|\w+(?:ed|en|ne|wn|ght|ld|ft))\b", re.I
)
_ENDS = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z\"“])|\n\s*\n")


def clause_from_words(text: str, start: int, end: int) -> Clause:
    """The clause of `text[start:end]` told from the nearest verb of its sentence, those before it first."""
    opening = max(
        (match.end() for match in _ENDS.finditer(text, max(0, start - 400), start)), default=max(0, start - 400)
    )
    closing = _ENDS.search(text, end)
    sentence_end = min(closing.start() if closing else len(text), end + 200)
    left = text[opening:start]
    perfect = bool(_PERFECT.search(left)) and not re.search(r"\bhad\b", left)
    if _looks_ahead(left, text, start, end):
        return Clause("future", perfect)
    before = [match for match in _TENSE_WORDS.finditer(left) if match["future"] or match["past"]]
    telling = (match for match in _TENSE_WORDS.finditer(text, end, sentence_end) if match["future"] or match["past"])
    after = next(telling, None)
    # What follows belongs to the expression where nothing stands between ("on Thursday will", "Thursday, talks resumed").
    chosen: re.Match[str] | None
    if before and after:
        gap = len(left) - before[-1].end()
        is_subject = gap <= 1 and after.start() - end <= 1 and bool(after["future"])  # "said May 9 would be marked"
        chosen = after if is_subject or gap > 2 * (after.start() - end) + 10 else before[-1]
    else:
        chosen = before[-1] if before else after
    if chosen is None:
        return Clause(None, perfect)
    return Clause("future" if chosen["future"] else "past", perfect)


def _looks_ahead(left: str, text: str, start: int, end: int) -> bool:
    """Whether the words right before an expression put it in the future whatever the verb: "ahead of", "a strike for Monday"."""
    if _AHEAD.search(left) or _AWAITED.search(left):
        return True
    return bool(_FOR.search(left) and _A_DAY.match(text, start) and text[end : end + 2] not in ("'s", "’s"))


def clause_from_parse(sentence: Sentence, first: int, last: int) -> Clause:
    """The clause of tokens `first` to `last` told from the verb that governs them."""
    tokens = sentence.tokens
    start, end = tokens[first].start - sentence.start, tokens[last].end - sentence.start
    if _looks_ahead(sentence.text[max(0, start - 120) : start], sentence.text, start, end):
        return Clause("future")
    at = _head(tokens, first, last)
    seen = 0
    while True:
        token = tokens[at]
        if token.lemma in JUDGING and at < first and token.tag in ("VBZ", "VBP"):
            return Clause("past")
        if token.upos in ("VERB", "AUX") or any(
            tokens[child].dep.startswith(("aux", "cop")) for child in sentence.children[at]
        ):
            clause = _tense_of(sentence, at)
            if clause is not None:
                return clause
        if token.head == at or seen > len(tokens):
            break
        at, seen = token.head, seen + 1
    return Clause("past" if sentence.is_headline else None)


def _head(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The token of the expression that depends on something outside; that governor."""
    for token in tokens[first : last + 1]:
        if token.head == token.i:
            return token.i
        if not first <= token.head <= last:
            return token.head
    return tokens[first].head


def _tense_of(sentence: Sentence, at: int) -> Clause | None:
    """The tense of the verb `at`; None where a non-finite form leaves it to what governs it."""
    tokens = sentence.tokens
    token = tokens[at]
    helpers = [tokens[child] for child in sentence.children[at] if tokens[child].dep.startswith(("aux", "cop", "mark"))]
    words = {helper.text.lower() for helper in helpers}
    if words & FUTURE_AUXILIARIES and "have" not in words:
        return Clause("future")
    if words & {"have", "has", "'ve", "’ve"}:
        return Clause("past", ends_now=True)
    if words & {"had", "having"}:
        return Clause("past")
    if (
        token.lemma in PLANNING
        and "VerbForm=Part" in token.feats
        and token.dep in ("acl", "amod", "ROOT", "root", "advcl", "acl:relcl")
    ):
        return Clause("future")
    if token.lemma in PLANNING and words & {"is", "are", "be"}:
        return Clause("future")
    if "to" in words or ("VerbForm=Inf" in token.feats and token.dep in ("xcomp", "ccomp", "acl", "csubj")):
        return _of_infinitive(sentence, at)
    if ("Tense=Past" in token.feats and "VerbForm=Fin" in token.feats) or words & {"was", "were", "did", "been"}:
        return Clause("past")
    if words & {"is", "are", "'s", "be", "am"} and token.tag == "VBG":
        return Clause("future") if token.lemma in STARTING else Clause(None)
    if token.tag == "VBD":
        return Clause("past")
    if token.tag == "VBN" and words & {"is", "are", "be", "being", "'s", "’s"}:
        return None  # "unless sanctions are lifted by March": no time of its own
    if token.tag in ("VBN", "VBG"):
        # "killed on Thursday" beside a noun; a headline's "killed in blast on Thursday".
        return Clause("past") if token.tag == "VBN" else None
    if "Tense=Pres" in token.feats or token.tag in ("VBZ", "VBP"):
        if sentence.is_headline:
            return Clause("past")
        return Clause("future") if token.lemma in STARTING else Clause(None)
    return None


def _of_infinitive(sentence: Sentence, at: int) -> Clause | None:
    """ "plans to meet", "is to meet", "agreed to hold": to come; "managed to meet" has the tense of what governs it."""
    tokens = sentence.tokens
    token = tokens[at]
    governor = tokens[token.head]
    if token.head == at or governor.lemma in PLANNING or governor.lemma in PLANNED or governor.lemma == "be":
        return Clause("future")
    return None
