"""Voices within a sentence: what its own words lay in somebody's mouth. Of several, the nearest counts."""

from __future__ import annotations

from collections.abc import Iterable

from diurna.attribution.headlines import headline_voice
from diurna.attribution.reporting import Reporting, load_reporting
from diurna.attribution.scope import act_alone, beside, clause_of, first_of_joined
from diurna.attribution.voice import Voice
from diurna.attribution.vouchers import NOBODY, SELF, is_voucher, owner_of, preposition, subject_of, voucher
from diurna.language.sentence import Sentence
from diurna.record import Stance

# Verbs of giving out a statement or making a claim.
ISSUES = frozenset({"issue", "release", "publish", "make", "give", "repeat", "read", "offer", "deliver"})
PARENTHETICAL = frozenset({"parataxis", "advcl", "ccomp", "conj", "discourse", "dep", "acl:relcl", "appos"})
# Words that make a clause with a reporting verb a circumstance, not a source ("after police said so"); "as" makes it one.
CIRCUMSTANCE = frozenset(
    {
        "after",
        "before",
        "because",
        "when",
        "while",
        "since",
        "although",
        "though",
        "if",
        "unless",
        "until",
        "once",
        "whether",
    }
)
QUOTES = frozenset({'"', "“", "”", "''", "``", "‘", "’", "«", "»"})


def voices_of_sentence(s: Sentence, reporting: Reporting | None = None) -> dict[int, Voice]:
    """The voice of each token that a reporting word of the sentence vouches for; the report's own words are left out."""
    found = _Voices(s, reporting or load_reporting())
    for token in s.tokens:
        found.read(token.i)
    if s.is_headline or s.paragraph == 0:
        if (headline := headline_voice(s, found.reporting)) is not None:
            found.lay(headline[1], headline[0])
    found.leave_out_presupposed()
    return found.voices


class _Voices:
    """The voices found so far, with how many tokens each was laid over: the smallest reach is the nearest voice."""

    def __init__(self, s: Sentence, reporting: Reporting) -> None:
        self.s = s
        self.reporting = reporting
        self.voices: dict[int, Voice] = {}
        self.reach: dict[int, int] = {}

    def lay(self, tokens: Iterable[int], voice: Voice, *, nearer: bool = False) -> None:
        """Lay tokens in a mouth; `nearer` makes the voice win over one of the same reach."""
        tokens = list(tokens)
        reach = len(tokens) - nearer
        for i in tokens:
            if i not in self.reach or reach < self.reach[i]:
                self.voices[i], self.reach[i] = voice, reach

    def read(self, i: int) -> None:
        """What token `i` vouches for, if it is a word of reporting."""
        token, words = self.s.tokens[i], self.reporting
        lemma = token.lemma.lower()
        if token.upos == "VERB" and lemma in words.citing:
            self._citing(i)
        if token.text.lower() in words.adjectives and token.dep == "amod":
            self._adjective(i, words.adjectives[token.text.lower()])
        elif token.upos == "VERB" and lemma in words.verbs:
            self._verb(i, words.verbs[lemma])
        elif token.upos == "NOUN" and lemma in words.nouns:
            self._noun(i, words.nouns[lemma])
        elif token.text.lower() in words.adverbs and token.upos == "ADV":
            self.lay(
                act_alone(self.s, token.head),
                Voice(self.s.index, i, words.adverbs[token.text.lower()], impersonal=True),
            )
        elif token.text.lower() == "according" or (token.text.lower() == "per" and token.dep == "case"):
            self._according(i)

    def _adjective(self, i: int, stance: Stance) -> None:
        """ "The alleged attack": the noun, and the verb that says only that it was."""
        s, noun = self.s, self.s.tokens[i].head
        tokens = act_alone(s, noun)
        if s.tokens[noun].dep in ("nsubj", "nsubj:pass"):
            tokens.append(s.tokens[noun].head)
        self.lay(tokens, Voice(s.index, i, stance, impersonal=True))

    def _verb(self, v: int, stance: Stance) -> None:
        s = self.s
        passive = _is_passive(s, v)
        if _is_silenced(s, v, self.reporting):
            return
        content = self._content(v, passive)
        if passive:
            subject = next(iter(s.dependents(v, "obl:agent")), None)
            subject = (
                subject
                if subject is not None
                else next((c for c in s.dependents(v, "obl") if preposition(s, c) == "by"), None)
            )
            if subject is None and s.tokens[v].lemma.lower() not in self.reporting.passive:
                return
        else:
            subject = subject_of(s, v)
            if subject is None or s.tokens[subject].text.lower() in SELF | NOBODY:
                return
        head = voucher(s, subject, self.reporting) if subject is not None else v
        voice = Voice(s.index, head, stance, impersonal=subject is None, verb=v)
        for tokens in content:
            self.lay(tokens, voice)
        if not content and (host := self._host(v)) is not None:
            self.lay(beside(s, host, v), voice)

    def _content(self, v: int, passive: bool) -> list[list[int]]:
        """What a reporting verb governs: clauses, an object that is told, a quotation in a loose relation."""
        s, lemma = self.s, self.s.tokens[v].lemma.lower()
        heads = s.dependents(v, "ccomp")
        if passive:
            heads += [c for c in s.dependents(v, "xcomp", "advcl", "obl") if _is_infinitive(s, c)]
            if not heads and lemma in self.reporting.objects:
                heads = s.dependents(v, "nsubj:pass")
        else:
            if not heads and lemma in self.reporting.objects:
                gerunds = [
                    c for c in s.dependents(v, "xcomp") if s.tokens[c].tag == "VBG"
                ]  # "denies shelling the plant"
                heads = gerunds or s.dependents(v, "obj")
            # "said in a statement that …": the clause may hang on the statement.
            for child in s.dependents(v, "obl", "obj", "iobj", "obl:unmarked"):
                if s.tokens[child].upos in ("NOUN", "PROPN", "PRON"):
                    heads += [c for c in s.dependents(child, "acl", "ccomp", "acl:relcl") if _is_told(s, c)]
        found = [s.subtree(head) for head in heads]
        if found and not passive:  # "said X, Y": a loose second clause right behind the first
            found += [
                s.subtree(c)
                for c in s.dependents(v, "parataxis")
                if c > heads[-1] and s.tokens[c].lemma.lower() not in self.reporting.verbs
            ]
        if not found and s.tokens[v].head == v:
            loose = s.dependents(v, "parataxis", "dep", "advcl", "obj", "conj")
            found = [
                s.subtree(c)
                for c in loose
                if _in_quotes(s, c) or (c < v and s.tokens[c].dep == "parataxis") or _after_colon(s, v, c)
            ]
        return found

    def _host(self, v: int) -> int | None:
        """The clause that a reporting clause without content of its own stands beside."""
        s, token = self.s, self.s.tokens[v]
        if (
            token.dep == "acl"
            and token.tag != "VBN"
            and _has_comma(s, token.head)
            and token.lemma.lower() in self.reporting.beside
        ):
            return clause_of(s, s.tokens[token.head].head)  # "…, state television reported", cut off from its verb
        if token.head == v or token.dep not in PARENTHETICAL or token.lemma.lower() not in self.reporting.beside:
            return None
        if any(
            s.tokens[c].dep in ("mark", "advmod") and s.tokens[c].text.lower() in CIRCUMSTANCE for c in s.children[v]
        ):
            return None
        if s.dependents(v, "xcomp", "obj") and token.lemma.lower() != "tell":
            return None
        if token.dep in ("acl:relcl", "conj") and not _has_comma(s, v):
            return None
        if token.dep == "acl:relcl" and any(s.tokens[c].text.lower() in ("who", "which", "that") for c in s.subtree(v)):
            return None
        if token.tag == "VBG" and token.dep == "advcl":
            return None
        host = clause_of(s, token.head)
        return first_of_joined(s, host) if s.edges[v][0] > host else host

    def _according(self, i: int) -> None:
        s, token = self.s, self.s.tokens[i]
        head = (
            token.head
            if token.dep in ("case", "mark", "advmod") and token.head != i
            else next(iter(s.dependents(i, "obl", "nmod")), None)
        )
        if head is None:
            return
        top = i if head in s.children[i] else head
        if s.tokens[top].head == top:
            return
        host = clause_of(s, s.tokens[top].head)
        if s.edges[top][0] > host:
            host = first_of_joined(s, host)
        inside = set(s.subtree(top)) | {i}
        self.lay(
            [k for k in beside(s, host, top) if k not in inside],
            Voice(s.index, voucher(s, head, self.reporting), "says"),
        )

    def _noun(self, n: int, stance: Stance) -> None:
        s = self.s
        governor = s.tokens[s.tokens[n].head]
        content = [c for c in s.dependents(n, "ccomp", "acl", "acl:relcl") if _is_told(s, c)]
        if content and governor.lemma.lower() in self.reporting.verbs and s.tokens[n].dep == "obl":
            return  # "said in a statement that …": the verb's
        if s.tokens[n].lemma.lower() in self.reporting.of:
            content += [c for c in s.dependents(n, "nmod", "acl") if preposition(s, c) == "of" or _has_word(s, c, "of")]
        if not content:
            return
        owner = owner_of(s, n, self.reporting)
        if owner is None and s.tokens[n].dep == "obj":
            if governor.lemma.lower() in self.reporting.dismissing:
                owner, stance = subject_of(s, governor.i), "denies"
            elif governor.lemma.lower() in ISSUES:
                owner = subject_of(s, governor.i)
        voice = Voice(s.index, owner if owner is not None else n, stance, impersonal=owner is None)
        for head in content:
            self.lay(s.subtree(head), voice)

    def _citing(self, v: int) -> None:
        """ "Reuters reported, citing officials": the officials vouch, as the nearer voice."""
        s, token = self.s, self.s.tokens[v]
        if token.tag != "VBG" or token.head == v:
            return
        cited = next(iter(s.dependents(v, "obj")), None)
        if cited is None or not (
            is_voucher(s, cited, self.reporting) or s.tokens[cited].lemma.lower() in self.reporting.nouns
        ):
            return
        voice = Voice(s.index, voucher(s, cited, self.reporting), "says", verb=v)
        for clause in s.dependents(v, "ccomp"):
            self.lay(s.subtree(clause), voice, nearer=True)
        above = token.head
        if s.tokens[above].lemma.lower() in self.reporting.verbs and s.tokens[above].upos == "VERB":
            content = self._content(above, _is_passive(s, above)) or (
                [beside(s, h, above)] if (h := self._host(above)) is not None else []
            )
        else:
            content = [beside(s, clause_of(s, above), v)]
        for tokens in content:
            self.lay([t for t in tokens if t not in s.subtree(v)], voice, nearer=True)

    def leave_out_presupposed(self) -> None:
        """Event nouns that a voice takes for granted, and nouns of saying beside what was said ("…, claims rejected by Moscow")."""
        s = self.s
        for token in s.tokens:
            if token.i not in self.voices or token.upos not in ("NOUN", "PROPN"):
                continue
            circumstance = self._is_circumstance(token.i)
            told = (
                token.lemma.lower() in self.reporting.nouns
                and token.dep in ("appos", "parataxis", "obj", "nsubj", "obl", "conj", "nmod")
                and any(
                    s.tokens[c].dep in ("acl", "acl:relcl") and c > token.i and not _has_word(s, c, "that")
                    for c in s.children[token.i]
                )
            )
            if circumstance:
                self._leave_out(token.i, [token.i])
            elif told and self.voices[token.i].stance == self.reporting.nouns[token.lemma.lower()]:
                self._leave_out(token.i, s.subtree(token.i))

    def _is_circumstance(self, i: int) -> bool:
        """ "after Saturday's bombing", "in response to the attack": the noun of an act that the voice takes for granted."""
        token = self.s.tokens[i]
        if token.dep not in ("obl", "nmod", "obl:unmarked") or not _is_definite(self.s, i):
            return False
        governor = self.s.tokens[token.head].lemma.lower()
        return preposition(self.s, i) in self.reporting.presupposing or (
            token.dep == "nmod" and governor in self.reporting.sequel
        )

    def _leave_out(self, top: int, tokens: Iterable[int]) -> None:
        voice = self.voices[top]
        for i in tokens:
            if self.voices.get(i) == voice:
                del self.voices[i]


def _is_passive(s: Sentence, v: int) -> bool:
    if s.dependents(v, "nsubj:pass", "aux:pass"):
        return True
    # "rebels said to have fled", "as reported by the army", headlines without "are"
    return s.tokens[v].tag == "VBN" and not s.dependents(v, "nsubj", "aux") and s.tokens[v].dep != "conj"


def _is_silenced(s: Sentence, v: int, reporting: Reporting) -> bool:
    """Whether nothing is said after all: "did not say", "refused to confirm", "could not verify"."""
    if any(
        s.tokens[c].lemma.lower() in ("not", "never", "n't") or s.tokens[c].text.lower() in ("n't", "n’t")
        for c in s.dependents(v, "advmod", "neg")
    ):
        return True
    token = s.tokens[v]
    return token.dep == "xcomp" and s.tokens[token.head].lemma.lower() in reporting.silence | {"unable"}


def _is_infinitive(s: Sentence, i: int) -> bool:
    return any(
        s.tokens[c].text.lower() == "to" and s.tokens[c].dep in ("mark", "case") for c in s.children[i]
    ) and s.tokens[i].upos in ("VERB", "AUX", "ADJ", "NOUN")


def _is_told(s: Sentence, clause: int) -> bool:
    """Whether "that" opens what is told, and is not the subject or object of a relative clause."""
    return any(s.tokens[c].text.lower() == "that" and s.tokens[c].dep == "mark" for c in s.children[clause])


def _has_word(s: Sentence, i: int, word: str) -> bool:
    return any(s.tokens[c].text.lower() == word for c in s.children[i])


def _has_comma(s: Sentence, v: int) -> bool:
    first = s.edges[v][0]
    return first > 0 and any(s.tokens[k].text in (",", "–", "—", "-", "”", '"', ";") for k in (first, first - 1))


def _is_definite(s: Sentence, i: int) -> bool:
    return any(
        s.tokens[c].dep == "nmod:poss"
        or s.tokens[c].text.lower() in ("the", "this", "that", "these", "those")
        or s.tokens[c].name in ("GPE", "NORP")
        for c in s.children[i]
    )


def _in_quotes(s: Sentence, i: int) -> bool:
    first, last = s.edges[i]
    return any(s.tokens[k].text in QUOTES for k in (max(0, first - 1), first, last, min(len(s.tokens) - 1, last + 1)))


def _after_colon(s: Sentence, v: int, i: int) -> bool:
    first = s.edges[i][0]
    return v < i and any(t.text == ":" for t in s.tokens[v + 1 : max(first, i) + 1])
