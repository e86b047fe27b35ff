"""What is known of every noun near an attack, as the trained role fillers read it.

Features are plain strings, so that a weight can be looked up by its name and a decision be explained. Everything is in
lower case: the wires that the weights were fitted on are set in capitals.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.annotate.extensions import notes
from onrecord.incidents import words
from onrecord.incidents.draft import Cluster, Draft
from onrecord.incidents.kinds import entity_index, is_body, is_person, is_weapon
from onrecord.incidents.limits import FILLER_CLIMB, FILLER_SENTENCES
from onrecord.incidents.syntax import content

_NOT_NAMED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL", "QUANTITY", "CARDINAL"})
_BEFORE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "det"})
_STEPS = (1, 2, 3, 5, 8, 13, 21, 34)


@dataclass(slots=True)
class Candidate:
    """A noun that may have a part in an attack.

    Attributes:
        head: the token.
        features: what is known of it.
        cluster: number of the event that is nearest to it, -1 where none is near.
        near: the trigger that is nearest.
        group: what other mentions of the same share.
        chances: the chance of each role, once it is known.
    """

    head: Token
    features: list[str] = field(default_factory=list)
    cluster: int = -1
    near: Draft | None = None
    group: str = ""
    chances: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Mark:
    """A trigger with its event."""

    draft: Draft
    cluster: int
    above: dict[int, int]


class Surveyor:
    """Looks at one report."""

    def __init__(self, doc: Doc, clusters: Sequence[Cluster]) -> None:
        """Note where the triggers stand and what the rules made of everybody."""
        self.doc, self.held = doc, notes(doc)
        self.sentences = [(s.start, s.end) for s in doc.sents]
        self.number = [0] * len(doc)
        for n, (start, end) in enumerate(self.sentences):
            self.number[start:end] = [n] * (end - start)
        self.marks: dict[int, list[_Mark]] = {}
        self.rules: dict[int, list[str]] = {}
        self.of_entity: dict[int, list[str]] = {}
        attacks = [(n, c) for n, c in enumerate(clusters) if c.drafts[0].entry.type == "ASSAULT"]
        for n, cluster in attacks:
            for draft in cluster.drafts:
                mark = _Mark(draft, n, _climb(draft.token))
                self.marks.setdefault(self.number[draft.token.i], []).append(mark)
                for f in draft.fillers:
                    said = f"{f.kind}:{f.asserted:d}:{draft.realis}"
                    self.rules.setdefault(f.head.i, []).append(said)
                    if f.entity >= 0:
                        self.of_entity.setdefault(f.entity, []).append(f"{f.kind}:{f.asserted:d}")
        self.about = [
            f"n-attacks={_step(len(attacks))}",
            f"n-actual={_step(sum(any(d.realis == 'actual' for d in c.drafts) for _, c in attacks))}",
            f"first-attack={_step(min(self.marks, default=99))}",
            *sorted({f"mode-in={d.mode or d.entry.id}" for _, c in attacks for d in c.drafts}),
        ]

    def candidates(self) -> Iterator[Candidate]:
        """Yield the nouns in and around the sentences that tell of attacks, in order."""
        near = sorted({n + step for n in self.marks for step in range(-FILLER_SENTENCES, FILLER_SENTENCES + 1)})
        for n in near:
            if 0 <= n < len(self.sentences):
                for i in range(*self.sentences[n]):
                    token = self.doc[i]
                    if _may_be(token):
                        yield self._candidate(token, n)

    def _candidate(self, head: Token, sentence: int) -> Candidate:
        index = entity_index(head)
        out = Candidate(head, group=f"#{index}" if index >= 0 else content(head).lemma_.lower())
        out.features = [*_own(head), *_around(head), *self._known(head, index), *self._event(out, sentence)]
        out.features.append(f"sentence={_step(sentence)}")
        return out

    def _known(self, head: Token, index: int) -> Iterator[str]:
        """Yield what the rules and the other mentions say."""
        rules = self.rules.get(head.i, ())
        yield from (f"rule={r}" for r in sorted(set(rules)))
        if not rules:
            yield "rule=none"
        if index < 0:
            yield "entity=none"
            return
        known = self.held.entities[index]
        yield f"kind={known.kind}"
        yield f"named={known.named:d}"
        yield f"sector={known.sector}"
        yield f"kind={known.kind} mentions={_step(len(known.mentions))}"
        yield f"office={bool(known.offices):d}"
        yield from (f"rule-of={r}" for r in sorted(set(self.of_entity.get(index, ()))))

    def _event(self, made: Candidate, sentence: int) -> Iterator[str]:
        """Yield where the nearest trigger stands, and note it."""
        head = made.head
        here = self.marks.get(sentence, ())
        best: tuple[int, int, str, _Mark] | None = None
        above = _climb(head)
        for mark in here:
            if mark.draft.token.i == head.i:
                yield f"trigger-itself={mark.draft.entry.id}"
                continue
            steps, path = _path(head, above, mark)
            key = (steps, abs(mark.draft.token.i - head.i), path, mark)
            if best is None or key[:2] < best[:2]:
                best = key
        found: _Mark | None
        if best is not None:
            found = best[3]
            side = "after" if head.i > found.draft.token.i else "before"
            yield f"path={best[2]}"
            yield f"path={best[2]} {_what(found.draft)}"
            yield f"{side} {_what(found.draft)}"
            yield f"trigger={found.draft.token.lemma_.lower()}"
            yield f"realis={found.draft.realis}"
            yield f"away={side}{_step(best[1])}"
        else:
            found, back = self._nearest(sentence)
            yield f"other-sentence={back}"
            if found is not None:
                yield f"other-sentence={back} {_what(found.draft)}"
        if found is not None:
            made.cluster, made.near = found.cluster, found.draft

    def _nearest(self, sentence: int) -> tuple[_Mark | None, int]:
        for step in range(1, FILLER_SENTENCES + 1):
            for n, pick in ((sentence - step, -1), (sentence + step, 0)):
                if self.marks.get(n):
                    return self.marks[n][pick], n - sentence
        return None, 0


def _may_be(token: Token) -> bool:
    """Say whether a word can stand for somebody or something: a noun, and no part of a longer name."""
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in _NOT_NAMED or not token.text[0].isalnum():
        return False
    return token.pos_ != "PROPN" or token.dep_ != "compound" or entity_index(token) >= 0


def _what(draft: Draft) -> str:
    return f"{draft.mode or draft.entry.harm or draft.entry.force}/{draft.entry.force}"


def _climb(token: Token) -> dict[int, int]:
    """Return the tokens above one, itself included, with the steps up."""
    out = {token.i: 0}
    for _ in range(FILLER_CLIMB):
        if token.head == token:
            break
        token = token.head
        out[token.i] = len(out)
    return out


def _path(head: Token, above: dict[int, int], mark: _Mark) -> tuple[int, str]:
    """Return steps and labels from a noun up and down to a trigger."""
    meeting = next((i for i in above if i in mark.above), None)
    if meeting is None:
        return 2 * FILLER_CLIMB, "far"
    steps = above[meeting] + mark.above[meeting]
    up, step = [], head
    while step.i != meeting:
        up.append(_label(step))
        step = step.head
    down, step = [], mark.draft.token
    while step.i != meeting:
        down.append(_label(step))
        step = step.head
    return steps, ">".join(up[:4]) + "^" + "<".join(down[:4])


def _label(token: Token) -> str:
    return token.lower_ if token.dep_ in ("prep", "agent") else token.dep_


def _own(head: Token) -> Iterator[str]:
    """Yield what the noun and its phrase are."""
    inner = content(head)
    lemma = inner.lemma_.lower()
    yield "bias"
    yield f"head={lemma}"
    yield f"tail={lemma[-3:]}"
    yield f"tag={head.tag_}"
    yield f"ent={inner.ent_type_}"
    kind = words.people().get(lemma)
    yield f"people={kind}"
    yield f"is={is_person(head):d}{is_body(head):d}{is_weapon(head):d}{lemma in words.targets():d}"
    before = sorted({f"left={c.dep_}:{c.lemma_.lower()}" for c in head.lefts if c.dep_ in _BEFORE})
    yield from before
    yield f"n-left={len(before)}"
    for c in head.rights:
        if c.dep_ == "prep":
            held = next((h for h in c.children if h.dep_ == "pobj"), None)
            yield f"right={c.lower_}"
            if held is not None and c.lower_ == "of":
                yield f"of={held.lemma_.lower()}"
        elif c.dep_ in ("appos", "relcl", "acl"):
            yield f"right={c.dep_}:{c.lemma_.lower()}"
            yield f"right={c.dep_}"


def _around(head: Token) -> Iterator[str]:
    """Yield what it hangs on and stands beside."""
    lemmas = columns(head.doc).lemmas
    yield f"dep={head.dep_}"
    above = head.head
    yield f"on={head.dep_}:{above.lemma_.lower()}"
    if head.dep_ == "pobj":
        yield f"prep={above.lower_}:{above.head.lemma_.lower()}"
        yield f"prep={above.lower_}:{above.head.dep_}"
    elif head.dep_ in ("conj", "appos", "compound"):
        yield f"on-on={head.dep_}:{above.dep_}:{above.head.lemma_.lower()}"
        yield f"on-is={head.dep_}:{words.people().get(above.lemma_.lower())}:{above.ent_type_}"
    for step in (-2, -1, 1, 2):
        if 0 <= head.i + step < len(lemmas):
            yield f"w{step}={lemmas[head.i + step]}"


def _step(number: int) -> int:
    """Return which of a few widening steps a number reaches."""
    return bisect.bisect_right(_STEPS, number)
