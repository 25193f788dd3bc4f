"""Who the words of reporting name: the head token of the one who vouches."""

from __future__ import annotations

from diurna.attribution.reporting import Reporting
from diurna.language.sentence import Sentence

RELATIVE = frozenset({"which", "who", "that"})
SELF = frozenset({"i", "we"})
# Who is not named: no voucher can be found behind these.
NOBODY = frozenset({"it", "there", "what", "this"})
OWNERS = ("nmod:poss", "compound", "amod", "nmod")


def subject_of(s: Sentence, v: int) -> int | None:
    """Who says it: the verb's own subject, else that of the verb it is joined to or hangs on ("…, adding that …"); the noun before "which"."""
    own = s.dependents(v, "nsubj")
    if own:
        return _antecedent(s, v, own[0])
    token = s.tokens[v]
    if token.dep == "conj" and not s.dependents(v, "nsubj:pass"):
        return subject_of(s, token.head)
    if token.dep in ("advcl", "xcomp", "parataxis") and token.tag == "VBG":
        host = token.head
        if s.tokens[host].dep == "ccomp" and "," in (s.tokens[v - 1].text, s.tokens[s.edges[v][0] - 1].text):
            host = s.tokens[host].head  # "said his country had sent troops, adding that …": the speaker goes on
        above = s.dependents(host, "nsubj", "nsubj:pass")
        return _antecedent(s, host, above[0]) if above else None
    if token.dep == "acl" and (token.tag == "VBG" or _is_cut_off(s, v)):
        return token.head
    return None


def _is_cut_off(s: Sentence, v: int) -> bool:
    """Whether the analysis took a finite verb for a participle of the noun right before it ("…, state television reported")."""
    return s.tokens[v].tag in ("VBD", "VBZ", "VBP") and s.tokens[v].head == v - 1


def _antecedent(s: Sentence, v: int, subject: int) -> int:
    is_relative = s.tokens[v].dep == "acl:relcl" and s.tokens[subject].text.lower() in RELATIVE
    return s.tokens[v].head if is_relative else subject


def owner_of(s: Sentence, noun: int, reporting: Reporting) -> int | None:
    """Whose report, statement or claim it is: "Russia's claim", "the UN report", "a statement by the ministry"; None where nobody is named."""
    for child in s.children[noun]:
        token = s.tokens[child]
        if (
            token.dep == "nmod:poss"
            or (token.dep in ("compound", "amod") and token.name)
            or (token.dep == "compound" and _vouches(s, child, reporting))
        ):
            return child
    for child in s.dependents(noun, "nmod", "obl"):
        if preposition(s, child) in ("by", "from"):
            return child
    return None


def voucher(s: Sentence, head: int, reporting: Reporting) -> int:
    """The party behind a thing that speaks: of "the ministry's statement" the ministry; else the token itself."""
    if s.tokens[head].lemma.lower() in reporting.nouns and not s.tokens[head].name:
        return next((o for o in [owner_of(s, head, reporting)] if o is not None), head)
    return head


def is_voucher(s: Sentence, i: int, reporting: Reporting) -> bool:
    """Whether a noun can vouch: a name, or a word for people and bodies that do."""
    token = s.tokens[i]
    return token.name in ("PERSON", "ORG", "GPE") or _vouches(s, i, reporting)


def _vouches(s: Sentence, i: int, reporting: Reporting) -> bool:
    token = s.tokens[i]
    return token.upos in ("NOUN", "PROPN") and (
        token.lemma.lower() in reporting.voucher or token.text.lower() in reporting.voucher
    )


def preposition(s: Sentence, i: int) -> str:
    """The first word of a token's case, "" for none."""
    return next((s.tokens[c].text.lower() for c in s.children[i] if s.tokens[c].dep == "case"), "")
