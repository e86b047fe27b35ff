"""Who stands behind a cue: the words of the source, found in the parse."""

from __future__ import annotations

import functools
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import QuoteKind, notes
from onrecord.claims.candidate import Found
from onrecord.claims.content import QuoteIndex, spans_of
from onrecord.claims.frames import SUBJECTS
from onrecord.lexicon import load
from onrecord.lexicon.schema import EventWord, ReportingCue, SourceNoun

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "parataxis", "prep", "dep"})
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ADJUNCTS = 3  # phrases of time and place between a speaker and the verb
_EACH = frozenset({"each", "both", "all"})  # beside whoever speaks: "two groups have each said"
_STEPS = 6  # how far up a subject is looked for; deeper climbs were wrong more often than right


def subject_of(head: Token) -> Token | None:
    """Return the token that heads the source of a verb, or None.

    Without a subject of its own a conjoined verb, an infinitive or a participle takes that of the verb it hangs
    on; a participle after a noun takes the noun.
    """
    node = head
    for _ in range(_STEPS):
        own = [c for c in node.children if c.dep_ in SUBJECTS or c.dep_ == "expl"]
        if not own and node.tag_ == "VBG":  # "his rival’s calling it theft"
            own = [c for c in node.children if c.dep_ == "poss"]
        if own:
            fit = [c for c in own if c.dep_ in {"nsubj", "nsubjpass", "poss"}]
            # Of two, the one at the verb speaks: "Colt, who they said boarded", "a flaw, something she noted".
            before = [c for c in fit if c.i < head.i and c.dep_ == "nsubj" and c.lower_ not in _EACH]
            return before[-1] if len(before) > 1 else next(iter(fit), None)
        outer = node.head
        if node.dep_ in {"acl", "relcl"}:
            if any(c.tag_ == "TO" for c in node.children):  # "an attempt to blame": not the attempt does
                return holder_of(outer)
            return outer if outer.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "DET"} else None
        if outer is node or node.dep_ not in _CLIMB or (node.dep_ == "ccomp" and node.tag_ != "VBG"):
            return None
        node = outer
    return None


def nearest(head: Token) -> Token | None:
    """Return the noun phrase that stands where a subject belongs, for a finite verb whose parse has none.

    Headlines, ages and parties in brackets ("Adu (Ind.) said") and long quotations mislead the parser; the phrase right
    before the verb, or right behind it after a quotation, is the speaker all the same.
    """
    if head.tag_ not in _FINITE:
        return None
    doc, sent = head.doc, head.sent
    i, quoted = head.i, False
    for _ in range(_ADJUNCTS):
        i -= 1
        while i > sent.start and (doc[i].is_punct or doc[i].dep_ in {"aux", "advmod", "neg"} or doc[i].pos_ == "ADV"):
            quoted = quoted or doc[i].is_quote
            i -= 1
        if i < sent.start or quoted or doc[i].pos_ not in _NOMINAL or doc[i].head is head:
            break
        top = _top(doc[i], _line_start(sent.start, i, doc), head)
        beside = _behind_place(top, head) or _of_clause(top, head) if top.pos_ == "ADP" else None
        if beside is not None or top.pos_ != "ADP" or top.head is not head:
            return beside or top
        i = top.i  # "an officer on Monday said": the day does not speak
    i = head.i + 1
    if i < sent.end and doc[i].pos_ in (*_NOMINAL, "DET", "ADJ") and (head.i == sent.start or doc[head.i - 1].is_punct):
        while i + 1 < sent.end and doc[i].pos_ in {"DET", "ADJ", "NUM"}:
            i += 1
        return _top(doc[i], head.i + 1, head) if doc[i].pos_ in _NOMINAL else None
    return None


def _behind_place(preposition: Token, verb: Token) -> Token | None:
    """Return who stands behind a place or an occasion and a comma, which the parser took for a name of it.

    "In Tarvo, the mayor, Ivo Brandt, said": not Tarvo.
    """
    for token in preposition.doc[preposition.i + 1 : verb.i]:
        if token.dep_ in {"appos", "conj"} and token.left_edge.i and token.left_edge.nbor(-1).text == ",":
            return token
    return None


def _of_clause(preposition: Token, verb: Token) -> Token | None:
    """Return who stands before a clause whose last phrase stands before the verb: "posters hung up on Monday said"."""
    clause = preposition.head
    if clause.pos_ != "VERB" or clause.i > preposition.i or any(t.is_punct for t in clause.doc[clause.i : verb.i]):
        return None
    own = [c for c in clause.children if c.dep_ == "nsubj"]
    found = clause.head if clause.dep_ == "acl" else next(iter(own), None)
    return found if found is not None and found.i < clause.i and found.pos_ in _NOMINAL else None


def _line_start(first: int, last: int, doc: Doc) -> int:
    """Return the index behind the last dash before a token, else the first of the sentence: datelines end there."""
    dashes = [j for j in range(first, last) if doc[j].text in {"—", "–", "--", "-"}]
    return dashes[-1] + 1 if dashes else first


def _top(token: Token, least: int, verb: Token) -> Token:
    """Climb to the head of the noun phrase, staying on one side of the verb."""
    for _ in range(_STEPS):
        outer = token.head
        same_side = outer.i >= least and (outer.i < verb.i) == (token.i < verb.i)
        if outer is token or not same_side or outer.pos_ not in (*_NOMINAL, "ADP"):
            break
        token = outer
    return token


def outside(doc: Doc, item: Found, index: QuoteIndex) -> Found:
    """Return a candidate whose source stands outside the quotation that it speaks; without source where none does.

    The parser takes words of the quotation for the subject of the verb behind it (“... no warning,” said Rill).
    """
    if item.source_head < 0 or not item.cue:
        return item
    number = index.at(doc[item.source_head].idx)
    if number < 0 or number == index.at(item.cue[0].start):
        return item
    said = index.quotes[number].inner
    if not any(said.overlaps(s) for s in item.content) or index.quotes[number].kind is QuoteKind.SCARE:
        return item
    head = doc[item.cue_head]
    who = nearest(head)
    if who is None or index.at(who.idx) == number:
        return replace(item, source_head=-1, source=())
    return replace(item, source_head=who.i, source=spans_of(doc, notes(doc).report.text, (source_range(who, head),)))


def agent_of(head: Token) -> Token | None:
    """Return the head of the by-phrase of a passive, or None."""
    for child in head.children:
        if child.dep_ == "agent":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def holder_of(noun: Token) -> Token | None:
    """Return who a noun cue belongs to: a possessor, else a phrase with by, from, of or among."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of", "among"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def source_range(head: Token, cue: Token) -> tuple[int, int]:
    """Return the token range of the source: the whole phrase, never past the cue."""
    if head.lower_ == "that" and head.head.dep_ in {"relcl", "acl"}:  # who, which stay; a mere "that" names nobody
        head = head.head.head
    start, end = head.left_edge.i, head.right_edge.i + 1
    if head.i < cue.i < end:
        end = cue.i
        inner = [c for c in head.children if c.dep_ in {"relcl", "acl"} and (c == cue or c.is_ancestor(cue))]
        end = min([end, *(c.left_edge.i for c in inner if c.left_edge.i > head.i)])
    if start <= cue.i < head.i:
        start = cue.i + 1
    while end - 1 > head.i and (head.doc[end - 1].is_punct or head.doc[end - 1].is_space):
        end -= 1
    return start, end


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the token itself."""
    if token.lower_ in _RELATIVE and token.head.dep_ == "relcl":
        return token.head.head
    return token


_ANYBODY = frozenset(
    {"you", "one", "people", "anyone", "anybody", "everyone", "everybody", "someone", "somebody", "nobody", "many"}
    | {"some", "most", "others"}
)
_DEFINITE = frozenset({"det", "poss", "nummod", "relcl"})
_TO_COME = frozenset({"will", "'ll", "’ll", "may", "might"})


def is_anybody(source: Token) -> bool:
    """Say whether a source is nobody in particular: "you", "many", "voters" without an article or a name before it."""
    if source.lower_ in _ANYBODY:
        return not any(c.dep_ in ("prep", "relcl") for c in source.children)
    return source.tag_ == "NNS" and not any(c.dep_ in _DEFINITE or c.pos_ == "PROPN" for c in source.children)


def modal(cue: Token) -> str:
    """Return the modal of a cue, "" where it has none: what may be said, or will be, is not said yet."""
    return next((c.lower_ for c in cue.children if c.tag_ == "MD"), "")


def is_to_come(item: Found, doc: Doc) -> bool:
    """Say whether nobody in particular only will think or may think so: "voters will know that"."""
    cue = doc[item.cue_head]
    cue = cue.head if cue.tag_ in ("MD", "RB") else cue  # the tagger takes the first word for the head
    if item.source_head < 0 or modal(cue) not in _TO_COME or not is_anybody(doc[item.source_head]):
        return False
    return cue.lemma_.lower() in _beliefs()


@functools.cache
def _beliefs() -> frozenset[str]:
    return frozenset(c.lemma for c in load("reporting_cues", ReportingCue) if c.pos == "verb" and c.hop == "believed")


_MUTE_TYPES = frozenset({"ASSAULT", "COERCE"})


@functools.cache
def _mute() -> frozenset[str]:
    """Return nouns for acts of violence and of force that head no source of words."""
    acts = {w for e in load("event_words", EventWord) if e.type in _MUTE_TYPES and e.pos == "noun" for w in e.lemmas}
    return frozenset(acts - {e.lemma for e in load("source_nouns", SourceNoun)})


def is_mute(source: Token) -> bool:
    """Say whether a source is an act that cannot speak: a bombing accuses nobody, though it may show something."""
    noun = antecedent(source)
    return noun.pos_ in {"NOUN", "PROPN"} and bool({noun.lower_, noun.lemma_.lower()} & _mute())
