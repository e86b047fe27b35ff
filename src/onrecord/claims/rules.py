"""Finds cues in the parse: verbs, nouns and adjectives of the lexicon with their frames and sources."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.annotate.nlp import load_pipeline
from onrecord.claims.candidate import Found
from onrecord.claims.content import spans_of, subtract
from onrecord.claims.frames import MISREAD, Frame, adjective_frames, noun_frames, verb_frames
from onrecord.claims.source import agent_of, holder_of, nearest, source_range, subject_of
from onrecord.lexicon import load
from onrecord.lexicon.schema import ReportingCue

# Verbs that lend a noun cue their subject: "she made the claim that", "they have doubts about".
LIGHT = frozenset(
    {"be", "become", "carry", "cause", "draw", "express", "face", "feel", "find", "get", "give", "have", "hear", "hold"}
    | {"issue", "keep", "lead", "leave", "level", "lodge", "make", "mount", "offer", "pose", "post", "publish", "put"}
    | {"raise", "reach", "receive", "release", "repeat", "send", "see", "set", "share", "show", "sign", "take", "trade"}
    | {"voice", "write"}
)

_LEFT_OF_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})
_WOULD = frozenset({"would", "'d", "’d"})
_NOT_A_CUE = frozenset({"aux", "auxpass", "amod", "compound"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A head read as a cue: part of speech, frame, who would be the source, and the words before the head."""

    pos: str
    frame: Frame
    source: Token | None
    first: int

    @property
    def name(self) -> str:
        """Return the name of the frame as a lexicon entry has it."""
        return f"pass-{self.frame.name}" if self.frame.passive else self.frame.name

    def named_in(self, entry: ReportingCue, head: Token) -> str:
        """Return the name under which an entry has this reading, "" where it has not.

        "not-" in an entry asks for a negation, "would-" for "would".
        """
        if self.name in entry.frames:
            return self.name
        negated = any(c.dep_ == "neg" for c in head.children)
        wishes = any(c.dep_ == "aux" and c.lower_ in _WOULD for c in head.children)
        names = [f"not-{self.name}"] * negated + [f"would-{self.name}"] * wishes
        return next((n for n in names if n in entry.frames), "")


Lexicon = Mapping[tuple[str, str], ReportingCue]


@functools.cache
def cues() -> Lexicon:
    """Return the reporting cues by part of speech and lemma."""
    return {(e.pos, e.lemma): e for e in load("reporting_cues", ReportingCue)}


@functools.cache
def _heads() -> frozenset[tuple[str, str]]:
    """Return part of speech and first word of every cue: most words are none and are left at once."""
    words = {(pos, lemma.split()[0]) for pos, lemma in cues()}
    return frozenset(words | {("verb", wrong) for wrong, right in MISREAD.items() if ("verb", right) in words})


@functools.cache
def _head_lemmas() -> frozenset[str]:
    """Return the words of `_heads`, by which most words of a text are passed by."""
    return frozenset(lemma for _, lemma in _heads())


def is_known(token: Token) -> bool:
    """Say whether a word is of the lexicon, even where the parse takes a verb for a noun ("the two groups state")."""
    words = _head_lemmas()
    lower = token.lower_
    return token.lemma_.lower() in words or lower in words or not words.isdisjoint(_as_verb(lower))


@functools.lru_cache(maxsize=10_000)
def _as_verb(word: str) -> tuple[str, ...]:
    """Return the verbs that a word could be a form of, by its spelling."""
    tables = load_pipeline().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    irregular = tables.get_table("lemma_exc").get("verb", {}).get(word, ())
    endings = tables.get_table("lemma_rules").get("verb", ())
    return (*irregular, *(word.removesuffix(end) + instead for end, instead in endings if word.endswith(end)))


def readings(token: Token) -> list[Reading]:
    """Return every reading of a token as a cue, whether or not the lexicon knows it."""
    if token.dep_ in _NOT_A_CUE:
        return []
    if token.pos_ == "VERB":
        return [] if _unreal(token) else [*_verb(token), *_participle(token)]
    if token.pos_ == "NOUN":
        return _noun(token)
    return _adjective(token) if token.pos_ == "ADJ" and token.dep_ in {"acomp", "conj", "oprd"} else []


def _adjective(token: Token) -> list[Reading]:
    first = _left(token.head) if token.head.i < token.i else token.i
    source = subject_of(token.head)
    return [Reading("adj", f, source, first) for f in adjective_frames(token)]


def _participle(token: Token) -> list[Reading]:
    """Read a participle as an adjective, whose subject is the source: "they were opposed to it"."""
    if token.tag_ != "VBN":
        return []
    if token.dep_ == "acomp":
        return _adjective(token)
    subjects = [c for c in token.children if c.dep_ == "nsubjpass"]
    return [Reading("adj", f, subjects[0], _left(token)) for f in adjective_frames(token)] if subjects else []


def _unreal(verb: Token) -> bool:
    """Say whether a verb names an act that nobody is said to do: "a plan to accuse him"."""
    return verb.tag_ == "VB" and verb.dep_ in {"acl", "relcl"} and any(c.tag_ == "TO" for c in verb.children)


def _verb(token: Token) -> list[Reading]:
    frames = verb_frames(token)
    if not frames:
        return []
    source, agent, first = subject_of(token) or nearest(token), agent_of(token), _left(token)
    out = []
    for frame in frames:
        who = agent if frame.passive else source
        if who is None or all(who.i != head.i for head in frame.heads):
            out.append(Reading("verb", frame, who, first))
    return out


def _noun(token: Token) -> list[Reading]:
    frames = noun_frames(token)
    if not frames:
        return []
    source, first = holder_of(token), token.i
    if source is None and token.dep_ in {"dobj", "attr", "pobj"}:
        verb = token.head.head if token.dep_ == "pobj" else token.head
        if verb.i < token.i and verb.lemma_.lower() in LIGHT:
            source, first = subject_of(verb), _left(verb)
    return [Reading("noun", f, source, first) for f in frames if source is None or source.i != f.heads[0].i]


def _left(head: Token) -> int:
    """Return the index of the first word of a verb group: auxiliaries, negation and adverbs before the verb."""
    mine = {c.i for c in head.children if c.dep_ in _LEFT_OF_CUE}
    first = head.i
    while first - 1 in mine:
        first -= 1
    while first < head.i and head.doc[first].tag_ in {"WRB", "TO"}:
        first += 1
    return first


def choose(head: Token, options: list[Reading], lexicon: Lexicon) -> tuple[Reading, ReportingCue] | None:
    """Return the reading that the lexicon ranks first, with its entry."""
    best: tuple[int, Reading, ReportingCue] | None = None
    for reading in options:
        entry = lexicon.get((reading.pos, reading.frame.lemma))
        name = reading.named_in(entry, head) if entry is not None else ""
        if entry is None or not name:
            continue
        rank = entry.frames.index(name)
        if best is None or rank < best[0]:
            best = (rank, reading, entry)
    return None if best is None else (best[1], best[2])


def find_cues(doc: Doc, text: str) -> Iterator[Found]:
    """Return what verbs, nouns and adjectives of the lexicon tie together, in the order of the text."""
    heads, lexicon = _heads(), cues()
    pos_name = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj"}
    table, lemmas = columns(doc), _head_lemmas()
    for i, (lemma, lower) in enumerate(zip(table.lemmas, table.lowers, strict=True)):
        if lemma not in lemmas and lower not in lemmas:
            continue
        token = doc[i]
        if (pos_name.get(token.pos_, ""), lemma) not in heads and ("adj", lower) not in heads:
            continue
        chosen = choose(token, readings(token), lexicon)
        if chosen is not None:
            yield build(text, token, *chosen)


def build(text: str, head: Token, reading: Reading, entry: ReportingCue | None) -> Found:
    """Return the candidate for a reading."""
    doc, frame = head.doc, reading.frame
    who = () if reading.source is None else (source_range(reading.source, head),)
    cue = [(reading.first, head.i + 1), *((t.i, t.i + 1) for t in frame.cue_right)]
    if reading.source is not None and frame.passive:
        by = reading.source.head.i
        cue.append((by, by + 1))
    cut = list(cue)
    if who and min(abs(who[0][1] - cue[0][0]), abs(cue[0][1] - who[0][0])) <= 1:
        cut.append((min(who[0][0], cue[0][0]), max(who[0][1], cue[0][1])))
    cut += who
    return Found(
        rule=reading.pos,
        frame=reading.name,
        cue_head=head.i,
        cue=spans_of(doc, text, subtract(cue, who)),
        source_head=-1 if reading.source is None else reading.source.i,
        source=spans_of(doc, text, who),
        content_heads=tuple(h.i for h in frame.heads),
        content=spans_of(doc, text, subtract(frame.content, cut)),
        entry=entry,
    )
