"""Who vouches for what: reporting verbs, "according to", "reportedly", and quotations that run over several sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from diurna.language.sentence import Sentence
from diurna.record import Stance

OPEN_QUOTES = "“«"
CLOSE_QUOTES = "”»"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's word. `sentence` is the number of the sentence where the voice is named, `head` the head token of its phrase there.

    `first`, `last`: the tokens of a voice without a person ("reportedly"), None otherwise. `verb`: the reporting verb's token there.
    """

    sentence: int
    head: int
    stance: Stance
    impersonal: bool = False
    verb: int = -1


@dataclass(frozen=True, slots=True)
class Reporting:
    verbs: Mapping[str, Stance]
    nouns: Mapping[str, Stance]
    adverbs: Mapping[str, Stance]


@cache
def load_reporting() -> Reporting:
    tables = tomllib.loads((resources.files("diurna.lexicon") / "data" / "reporting.toml").read_text("utf-8"))
    maps = {name: {word: cast(Stance, stance) for stance, words in table.items() for word in words} for name, table in tables.items()}
    return Reporting(maps["verbs"], maps["nouns"], maps["adverbs"])


def voices_of_report(sentences: Sequence[Sentence]) -> list[dict[int, Voice]]:
    """For each sentence, the voice of each token that somebody vouches for; tokens of the report's own voice are left out."""
    reporting = load_reporting()
    result: list[dict[int, Voice]] = []
    quote_open = False
    speaker: Voice | None = None
    statement: Voice | None = None
    for s in sentences:
        own = voices_of_sentence(s, reporting)
        starts_inside = quote_open
        quote_open = _quote_state(s.text, quote_open)
        main = _main_voice(s, own)
        if starts_inside or (_is_quote(s) and main is None):
            inside = speaker or statement
            if inside is not None:
                own = {t.i: own.get(t.i, inside) for t in s.tokens}
        elif statement is not None and not s.is_headline and main is None:
            own = {t.i: own.get(t.i, statement) for t in s.tokens}
        if main is not None:
            speaker = main
        if s.text.rstrip().endswith(":") and (introduced := _introducer(s, reporting)) is not None:
            statement = introduced
            speaker = introduced
        result.append(own)
    return result


def voices_of_sentence(s: Sentence, reporting: Reporting | None = None) -> dict[int, Voice]:
    """The voice of each token that a reporting word of the same sentence lays in somebody's mouth; the nearest one counts."""
    reporting = reporting or load_reporting()
    found: dict[int, Voice] = {}
    depth: dict[int, int] = {}

    def lay(tokens: Sequence[int], voice: Voice) -> None:
        for i in tokens:
            if i not in found or len(tokens) < depth[i]:
                found[i], depth[i] = voice, len(tokens)

    for token in s.tokens:
        lemma = token.lemma.lower()
        if token.upos == "VERB" and lemma in reporting.verbs:
            _from_verb(s, token.i, reporting.verbs[lemma], lay)
        elif lemma == "according" or (token.text.lower() == "per" and token.dep == "case"):
            head = token.head if token.dep == "case" else next(iter(s.dependents(token.i, "obl", "nmod")), None)
            if head is not None and s.tokens[head].head != head:
                clause = s.tokens[head].head if token.dep == "case" else token.head
                inside = set(s.subtree(head)) | {token.i}
                lay([i for i in s.subtree(_clause(s, clause)) if i not in inside], Voice(s.index, head, "says"))
        elif lemma in reporting.adverbs and token.upos == "ADV":
            lay(s.subtree(token.head), Voice(s.index, token.i, reporting.adverbs[lemma], impersonal=True))
        elif token.upos == "NOUN" and lemma in reporting.nouns:
            _from_noun(s, token.i, reporting.nouns[lemma], lay)
    return found


def _from_verb(s: Sentence, v: int, stance: Stance, lay: Callable[[Sequence[int], Voice], None]) -> None:
    labels = {s.tokens[c].dep: c for c in s.children[v]}
    subject = labels.get("nsubj")
    content = [c for c in s.children[v] if s.tokens[c].dep == "ccomp"]
    passive = "nsubj:pass" in labels or "aux:pass" in labels
    token = s.tokens[v]
    if token.dep == "conj" and subject is None:
        subject = next((c for c in s.children[token.head] if s.tokens[c].dep == "nsubj"), None)
    if passive:
        subject = labels.get("obl:agent")
        content += [c for c in s.children[v] if s.tokens[c].dep == "xcomp"]
        impersonal = subject is None
    else:
        impersonal = False
        if subject is None and token.dep in ("advcl", "acl") and token.tag == "VBG":
            above = s.tokens[token.head]
            subject = next((c for c in s.children[token.head] if s.tokens[c].dep in ("nsubj", "nsubj:pass")), None)
            if above.upos in ("NOUN", "PROPN") and subject is None:
                subject = token.head
    if subject is None and not impersonal:
        return
    voice = Voice(s.index, subject if subject is not None else v, stance, impersonal=impersonal, verb=v)
    if token.dep == "parataxis" or (not content and token.dep == "ccomp"):
        inside = set(s.subtree(v))
        lay([i for i in s.subtree(token.head) if i not in inside], voice)
    for head in content:
        lay(s.subtree(head), voice)
        for follower in s.children[v]:  # "said X and that Y": joined contents hang on the first
            if s.tokens[follower].dep == "parataxis" and follower > head and s.tokens[follower].lemma.lower() != token.lemma.lower():
                lay(s.subtree(follower), voice)
    if not content and token.head == v:  # «"…", said X» with the quotation in a loose relation
        for child in s.children[v]:
            if s.tokens[child].dep in ("parataxis", "obj", "dep", "advcl") and _stands_in_quotes(s, child):
                lay(s.subtree(child), voice)


def _from_noun(s: Sentence, n: int, stance: Stance, lay: Callable[[Sequence[int], Voice], None]) -> None:
    content = [c for c in s.children[n] if s.tokens[c].dep in ("ccomp", "acl") and any(s.tokens[m].text.lower() == "that" for m in s.children[c])]
    if stance in ("says", "claims") and s.tokens[n].lemma.lower() in ("report", "claim", "allegation", "rumour", "rumor"):
        content += [c for c in s.children[n] if s.tokens[c].dep == "nmod" and any(s.tokens[m].text.lower() == "of" for m in s.children[c])]
    if not content:
        return
    owner = next((c for c in s.children[n] if s.tokens[c].dep in ("nmod:poss", "amod", "compound") and (s.tokens[c].name or s.tokens[c].dep == "nmod:poss")), None)
    if owner is None:
        owner = next((c for c in s.children[n] if s.tokens[c].dep == "nmod" and any(s.tokens[m].text.lower() in ("by", "from") for m in s.children[c])), None)
    voice = Voice(s.index, owner if owner is not None else n, stance, impersonal=owner is None)
    for head in content:
        lay(s.subtree(head), voice)


def _clause(s: Sentence, i: int) -> int:
    """The head of the clause that a token belongs to."""
    for _ in range(10):
        token = s.tokens[i]
        if token.head == i or (token.upos in ("VERB", "AUX") and token.dep in ("root", "ROOT", "ccomp", "conj", "parataxis", "advcl", "acl:relcl")):
            return i
        i = token.head
    return i


def _main_voice(s: Sentence, own: Mapping[int, Voice]) -> Voice | None:
    """The voice of most of the sentence, if it is a person's."""
    tally: dict[Voice, int] = {}
    for voice in own.values():
        tally[voice] = tally.get(voice, 0) + 1
    best = max(tally, key=lambda v: tally[v], default=None)
    if best is None or best.impersonal or tally[best] * 2 < len(s.tokens) * 0.6:
        return None
    return best


def _introducer(s: Sentence, reporting: Reporting) -> Voice | None:
    """The speaker of a sentence such as "The Foreign Secretary said:"."""
    for token in s.tokens:
        if token.lemma.lower() in reporting.verbs and token.upos == "VERB":
            subject = next(iter(s.dependents(token.i, "nsubj")), None)
            if subject is not None:
                return Voice(s.index, subject, reporting.verbs[token.lemma.lower()], verb=token.i)
    return None


def _quote_state(text: str, is_open: bool) -> bool:
    for character in text:
        if character in OPEN_QUOTES:
            is_open = True
        elif character in CLOSE_QUOTES:
            is_open = False
        elif character == '"':
            is_open = not is_open
    return is_open


def _is_quote(s: Sentence) -> bool:
    return s.text[:1] in OPEN_QUOTES + '"'


def _stands_in_quotes(s: Sentence, i: int) -> bool:
    first, last = s.edges[i]
    return any(s.tokens[k].text in ('"', "“", "”", "''", "``", "'", "‘", "’") for k in range(max(0, first - 1), min(len(s.tokens), last + 2)))
