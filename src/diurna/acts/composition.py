"""The acts of a sentence: frames put together with the stances, modality and voices over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from diurna.acts.auxiliaries import under_auxiliaries
from diurna.acts.bare import bare_demands, bare_refusals
from diurna.acts.cause import aimed, with_cause
from diurna.acts.frames import Frame, Matcher, Miss, is_bare_part
from diurna.acts.meaning import Meaning, compose, meaning_of_act, stance_alone
from diurna.acts.mention import Mention, Reading
from diurna.acts.modality import Modality, is_unrealised, modality_of
from diurna.acts.phrases import NAMES
from diurna.acts.subjects import case_of, surface_subject
from diurna.acts.through import through
from diurna.language.sentence import Sentence
from diurna.lexicon import Lexicon
from diurna.ontology import Ontology, StanceRule

# Stances that hold of each of several joined acts ("will meet the king and sign a treaty"): one record each.
SPREADING = frozenset({"intend", "promise", "agree", "announce", "offer"})
DEMANDS = frozenset({"demand", "ask"})
# The act of plain saying: a record only of a sentence that tells of nothing else.
SAYING = "say"
# Acts of backing: asked of others for a third party they rally support for it.
BACKING = frozenset({"back", "praise", "defend", "diplomatic-cooperation"})


class Composer:
    """Composes the frames of a sentence; holds the lexicon's matcher and the ontology."""

    def __init__(self, matcher: Matcher, ontology: Ontology) -> None:
        self.matcher = matcher
        self.ontology = ontology

    def read(self, s: Sentence, *, speakers: Mapping[int, int], explain: bool = False) -> Reading:
        """The mentions of a sentence. `speakers`: for a token, the token of who says it, -1 where another sentence names him."""
        misses: list[Miss] = []
        frames = self.matcher.frames(s, misses if explain else None)
        run = _Run(s, frames, self.ontology, speakers, self.matcher.lexicon)
        mentions = run.mentions() if frames else []
        mentions += run.bare(self.matcher)
        if explain:
            for frame, reason in run.dropped:
                misses.append(Miss(frame.trigger, f"{frame.entry.file}: {frame.entry.id}", reason))
        return Reading(
            mentions=tuple(mentions),
            misses=tuple(m for m in misses if m.trigger not in {x.frame.trigger for x in mentions}),
        )


class _Run:
    """The composition of one sentence."""

    def __init__(
        self,
        s: Sentence,
        frames: dict[int, Frame],
        ontology: Ontology,
        speakers: Mapping[int, int],
        lexicon: Lexicon,
    ) -> None:
        self.s = s
        self.classes = lexicon.classes
        self.containers, self.bearers = lexicon.containers, lexicon.bearers
        self.frames = frames
        self.ontology = ontology
        self.speakers = speakers
        self.anchors: dict[int, Frame] = {}
        for frame in frames.values():
            self.anchors.setdefault(frame.anchor, frame)
        for frame in frames.values():  # a noun is also seen by itself: "the agreement reached by …"
            self.anchors[frame.trigger] = frame
        self.memo: dict[int, tuple[tuple[Meaning, tuple[Frame, ...]], ...]] = {}
        self.absorbed: set[int] = set()
        self.claims: dict[int, tuple[int, ...]] = {}
        self.denials: dict[int, tuple[int, ...]] = {}
        self.dropped: list[tuple[Frame, str]] = []

    def mentions(self) -> list[Mention]:
        for frame in self.frames.values():
            self.meanings(frame, ())
        found: list[Mention] = []
        taken = {
            filler
            for frame in self.frames.values()
            if self.memo.get(frame.trigger) and (not frame.entry.only_wanted or frame.trigger in self.absorbed)
            for filler in frame.fillers
            if filler in self.frames and (frame.denies or self.frames[filler].support != frame.trigger)
        }
        for frame in sorted(self.frames.values(), key=lambda f: f.trigger):
            if frame.trigger in self.absorbed:
                continue
            if is_bare_part(self.s, frame.trigger, self.containers):
                self.dropped.append((frame, "part of a compound, whose last word names the thing or the act"))
                continue
            if frame.trigger in taken:
                self.dropped.append((frame, "part of another act, which names it"))
                continue
            results = self.memo.get(frame.trigger, ())
            if not results:
                self.dropped.append((frame, "a stance whose complement holds no act of the lexicon"))
            elif not any(meaning.is_event for meaning, _ in results):
                frame, results = self._done_instead(frame, results)
            if frame.entry.only_wanted and self.s.tokens[frame.trigger].upos != "VERB":
                self.dropped.append((frame, f"{frame.entry.act} is no event but where somebody wants or refuses it"))
                continue
            for meaning, inner in results:
                outer = frame
                if inner and self._is_plain_doing(frame):  # "began sending tanks": the sending is the act
                    outer, inner = inner[0], (frame, *inner[1:])
                if not meaning.is_event:
                    self.dropped.append((frame, f"{meaning.chain[-1]} simply done is no event"))
                    continue
                if is_unrealised(self.s, frame.anchor) and not self._is_protesters_demand(frame, meaning):
                    self.dropped.append((frame, "a purpose or an infinitive under another verb, not an act done"))
                    continue
                found.append(
                    Mention(
                        frame=outer,
                        meaning=meaning,
                        inner=inner,
                        claimed_by=self.claims.get(outer.trigger, ()),
                        denied_by=self.denials.get(outer.trigger, ()),
                        by_speaker=meaning.chain[0] in DEMANDS and not meaning.actors and self._said_elsewhere(outer),
                    )
                )
        telling = [m for m in found if m.meaning.chain[-1] != SAYING] or found
        return [aimed(self.s, mention, telling) for mention in telling]

    def meanings(self, frame: Frame, path: tuple[int, ...]) -> tuple[tuple[Meaning, tuple[Frame, ...]], ...]:
        """What a frame comes to, with its clause's modality; more than one where what it is about is joined by "and"."""
        if frame.trigger in self.memo:
            return self.memo[frame.trigger]
        if frame.trigger in path:
            return ()
        plain = self._plain(frame, (*path, frame.trigger))
        modality = modality_of(self.s, frame.anchor)
        if frame.denies:
            modality = replace(modality, negated=False)
        results = tuple(
            (m, inner) for meaning, inner in plain if (m := self._modal(frame, meaning, modality)) is not None
        )
        self.memo[frame.trigger] = results
        return results

    def _plain(self, frame: Frame, path: tuple[int, ...]) -> tuple[tuple[Meaning, tuple[Frame, ...]], ...]:
        """What the frame comes to before its clause's modality; another entry that fits is tried where a stance finds no act."""
        for reading in self._by_what_is_named(frame):
            if reading.entry.act is not None:
                is_last = reading.entry.only_wanted or reading.entry.act == SAYING
                if is_last and reading is not frame and frame.entry.stance is not None:
                    continue  # behind what the stance says alone
                return self._done(reading)
            if results := self._composed(reading, path):
                return results
            if self._says_it_all(reading, frame):
                break
        for reading in (frame, *frame.alternatives):
            if reading.entry.stance is None or reading.tacit:
                continue
            rule = self.ontology.stances[reading.entry.stance]
            alone = stance_alone(rule, reading.actors, reading.recipients or self._addressed(reading))
            if alone is not None:
                return ((alone, ()),)
        for reading in frame.alternatives:
            if reading.entry.act is not None:
                return self._done(reading)
        return ()

    def _by_what_is_named(self, frame: Frame) -> tuple[Frame, ...]:
        """The ways to read a frame in the order in which they are tried.

        An entry for "accused of spying" waits behind the stance, which keeps what one is accused of as an event of its own.
        """
        readings = (frame, *frame.alternatives)
        if frame.entry.act is None or not frame.complements or self._type(frame) != "ACCUSE":
            return readings
        return tuple(sorted(readings, key=lambda reading: reading.entry.act is not None))

    def _done(self, frame: Frame) -> tuple[tuple[Meaning, tuple[Frame, ...]], ...]:
        """The act simply done."""
        meaning = meaning_of_act(self.ontology.acts[frame.entry.act or ""], frame.actors, frame.recipients)
        heads = (frame.trigger, frame.anchor, *(f for f in frame.fillers if f not in frame.actors))
        return ((with_cause(self.s, meaning, heads, frame.actors, self.classes), ()),)

    def _done_instead(
        self, frame: Frame, results: tuple[tuple[Meaning, tuple[Frame, ...]], ...]
    ) -> tuple[Frame, tuple[tuple[Meaning, tuple[Frame, ...]], ...]]:
        """Another entry that fits, where the first is no event when simply done (`type -` in acts.tsv)."""
        modality = modality_of(self.s, frame.anchor)
        for other in frame.alternatives:
            done = tuple(
                (m, inner)
                for meaning, inner in self._really(other, (frame.trigger,))
                if meaning.is_event and (m := self._modal(other, meaning, modality)) is not None
            )
            if done:
                return other, done
        return frame, results

    def _says_it_all(self, reading: Frame, frame: Frame) -> bool:
        """Whether a stance that is about no act fits by words of its own, far better than any other ("offered an apology")."""
        if reading is not frame or not frame.alternatives or frame.entry.stance is None:
            return False
        rule = self.ontology.stances[frame.entry.stance]
        return rule.alone is not None and frame.score > frame.alternatives[0].score + 1

    def _really(self, frame: Frame, path: tuple[int, ...]) -> tuple[tuple[Meaning, tuple[Frame, ...]], ...]:
        """What the frame comes to without acts that are no event when simply done."""
        if frame.entry.act is not None:
            return self._done(frame)
        composed = tuple((m, inner) for m, inner in self._composed(frame, path) if not inner[-1].entry.only_wanted)
        if composed:
            return composed
        rule = self.ontology.stances[frame.entry.stance or ""]
        alone = stance_alone(rule, frame.actors, frame.recipients or self._addressed(frame))
        return ((alone, ()),) if alone is not None else ()

    def _composed(self, frame: Frame, path: tuple[int, ...]) -> tuple[tuple[Meaning, tuple[Frame, ...]], ...]:
        """A stance with the acts that it is about."""
        assert frame.entry.stance is not None
        rule = self.ontology.stances[frame.entry.stance]
        results: list[tuple[Meaning, tuple[Frame, ...]]] = []
        actors = frame.actors or self._sayer(frame)
        for inner_frame in self._inner(frame):
            if rule.keeps_act and inner_frame.entry.only_wanted:
                continue  # what one praises or blames, has been done
            below = set(self.s.subtree(inner_frame.trigger))  # phrases of the act itself name the act's parties
            whom = tuple(h for h in frame.recipients if h not in below)
            if not whom and frame.entry.stance in DEMANDS:  # "insisted that Madrid spell out its support"
                whom = self._subjects_told(frame)
            for inner, deeper in self.meanings(inner_frame, path):
                if rule.own and any(a not in actors and self.s.tokens[a].upos != "PRON" for a in inner.actors):
                    continue  # "warned of a Turkish blockade"
                composed = compose(self.ontology, rule, inner, actors, whom)
                if composed is not None and composed.type == "REQUEST" and whom and self._is_third(inner, whom):
                    rallied = self.ontology.acts["rally-support"]  # "urged its allies to stand by Chad"
                    composed = meaning_of_act(rallied, composed.actors, inner.recipients)
                self._settle(rule, frame, inner_frame, inner)
                if composed is not None:
                    results.append((composed, (inner_frame, *deeper)))
        return tuple(results) if rule.transform or frame.entry.stance in SPREADING else tuple(results[:1])

    def _sayer(self, frame: Frame) -> tuple[int, ...]:
        """Who says that an act is out of the question, where nobody else is named."""
        speaker = self.speakers.get(frame.trigger, -1)
        is_predicate = frame.reading.pattern.kind == "adj"
        return (speaker,) if is_predicate and speaker >= 0 else ()

    def _is_third(self, inner: Meaning, asked: tuple[int, ...]) -> bool:
        """Whether what others are asked for is to back a third party, which has a name."""
        whom = [self.s.tokens[h] for h in inner.recipients if h not in asked]
        is_backing = inner.chain[-1] in BACKING and inner.type in ("SUPPORT", "")
        return is_backing and bool(whom) and all(t.name in NAMES for t in whom)

    def _settle(self, rule: StanceRule, frame: Frame, inner_frame: Frame, inner: Meaning) -> None:
        """Whether the inner act stays an event of its own, and in whose mouth."""
        if rule.keeps_act:
            if rule.voice == "claims":
                self.claims[inner_frame.trigger] = frame.actors
                if not inner.actors and frame.recipients:
                    self._lend_actor(inner_frame, frame.recipients)
        elif rule.voice == "denies" and inner.actors and set(inner.actors) != set(frame.actors):
            self.denials[inner_frame.trigger] = frame.actors
        else:
            self.absorbed.add(inner_frame.trigger)
            self.absorbed.update(self._naming_the_same(inner_frame))

    def _is_plain_doing(self, frame: Frame) -> bool:
        return frame.entry.stance is not None and self.ontology.stances[frame.entry.stance].transform == "same"

    def _addressed(self, frame: Frame) -> tuple[int, ...]:
        """Whom a stance concerns where nothing names them: what it is about, or who is to do it ("demanded that Iran comply")."""
        found: list[int] = []
        for head in frame.complements:
            if self.s.tokens[head].upos in ("NOUN", "PROPN", "PRON"):
                found.append(head)
                if not frame.passive:  # "rejected a proposal by Egypt", whichever word the phrase hangs on
                    found += [
                        c for c in self.s.children[frame.trigger] if case_of(self.s, c) in ("by", "from") and c > head
                    ]
            elif self.s.tokens[head].upos in ("VERB", "ADJ") and (subject := surface_subject(self.s, head)) is not None:
                found.append(subject)
        return tuple(h for h in found if h not in frame.actors)

    def _subjects_told(self, frame: Frame) -> tuple[int, ...]:
        """The subjects that the clauses of a demand have of their own."""
        return tuple(
            subject
            for head in frame.complements
            if self.s.tokens[head].upos == "VERB"
            for subject in self.s.dependents(head, "nsubj")
            if self.s.tokens[subject].upos in ("NOUN", "PROPN")
        )

    def _naming_the_same(self, frame: Frame) -> list[int]:
        """Event nouns that stand with a verb for one act ("provide assistance": the assistance is what is provided)."""
        return [
            other.trigger
            for other in self.frames.values()
            if other is not frame
            and (other.anchor in (frame.trigger, frame.anchor) or self.s.tokens[other.trigger].head == frame.trigger)
            and self.s.tokens[other.trigger].upos == "NOUN"
            and self._type(other) == self._type(frame)
        ]

    def _type(self, frame: Frame) -> str:
        return self.ontology.acts[frame.entry.act].type if frame.entry.act else ""

    def _lend_actor(self, frame: Frame, actors: tuple[int, ...]) -> None:
        """The accused is the actor of what he is accused of."""
        results = self.memo.get(frame.trigger, ())
        self.memo[frame.trigger] = tuple((replace(m, actors=m.actors or actors), inner) for m, inner in results)

    def _inner(self, frame: Frame) -> list[Frame]:
        """The frames that a stance is about, in its complements and what is joined to them."""
        found: list[Frame] = []
        open_ = [(head, 0) for head in frame.complements]
        while open_:
            head, depth = open_.pop(0)
            inner = self.anchors.get(head)
            if inner is not None and inner.trigger != frame.trigger:
                found.append(inner)
            elif depth < 4:
                open_ += [(c, depth + 1) for c in through(self.s, head, self.containers, self.bearers)]
            open_ += [
                (c, depth) for c in self.s.children[head] if self.s.tokens[c].dep == "conj" and c > head and depth < 5
            ]
        return found

    def bare(self, matcher: Matcher) -> list[Mention]:
        """What auxiliaries alone say of verbs that gave nothing."""
        with_act = frozenset(anchor for anchor, frame in self.anchors.items() if self.memo.get(frame.trigger))
        demands = bare_demands(
            self.s, matcher.lexicon, self.ontology, taken=frozenset(self.anchors), speakers=self.speakers
        )
        refusals = bare_refusals(self.s, matcher.lexicon, self.ontology, taken=with_act, speakers=self.speakers)
        return [Mention(frame=b.frame, meaning=b.meaning, by_speaker=b.by_speaker) for b in (*demands, *refusals)]

    def _modal(self, frame: Frame, meaning: Meaning, modality: Modality) -> Meaning | None:
        """The meaning under the auxiliaries of its clause."""
        return under_auxiliaries(
            self.s, self.ontology, frame, meaning, modality, speaker=self.speakers.get(frame.anchor)
        )

    def _is_protesters_demand(self, frame: Frame, meaning: Meaning) -> bool:
        """ "marched to demand …": the purpose of a protest tells what it is for."""
        above = self.anchors.get(self.s.tokens[frame.anchor].head)
        return meaning.type == "REQUEST" and above is not None and self._type(above) == "PROTEST"

    def _said_elsewhere(self, frame: Frame) -> bool:
        return self.speakers.get(frame.anchor) == -1


__all__ = ["Composer", "Mention", "Reading"]
