"""Cues that are not the head of anything: "according to", "allegedly", "alleged", a speaker before a colon."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.claims.candidate import Found
from onrecord.claims.content import Ranges, spans_of, subtract
from onrecord.claims.frames import SUBJECTS, extent
from onrecord.claims.limits import SPEAKER_WORDS
from onrecord.claims.rules import cues
from onrecord.model import Span

_LONGEST_NAME = 200  # code points before a colon that are looked at
_DASHES = (" - ", " – ", " — ", "—")
_CLAUSAL = frozenset({"VERB", "AUX"})


def find_markers(doc: Doc, text: str) -> Iterator[Found]:
    """Return what markers tie together, in the order of the text."""
    lowers, lexicon = columns(doc).lowers, cues()
    for i, lower in enumerate(lowers):
        if lower == "according" and lowers[i + 1 : i + 2] == ["to"]:
            found = _according(text, doc[i])
        elif ("adv", lower) in lexicon and doc[i].pos_ == "ADV":
            found = _adverb(text, doc[i])
        elif lower == ":":
            found = _colon(doc, text, doc[i])
        else:
            continue
        if found is not None:
            yield found


def clause_of(token: Token) -> Token:
    """Return the head of the clause that a phrase hangs on: a verb, else the noun itself."""
    outer = token.head
    while (
        outer.pos_ not in _CLAUSAL and outer.dep_ not in {"ROOT", "appos", "relcl", "ccomp"} and outer.head is not outer
    ):
        outer = outer.head
    return outer


def clause_ranges(head: Token, cut: tuple[int, int]) -> Ranges:
    """Return the ranges of a clause without a phrase inside it, and without a clause joined behind it."""
    start, end = extent(head)
    if cut[0] < start:
        start = min(start, cut[1])
    joined = [c for c in head.children if c.dep_ == "conj" and c.i > cut[1] > head.i]
    if joined:
        end = min(end, joined[0].left_edge.i)
    return subtract(((start, end),), (cut,))


def _according(text: str, token: Token) -> Found | None:
    doc = token.doc
    to = doc[token.i + 1]
    inner = [c for t in (to, token) for c in t.children if c.dep_ == "pobj"]
    if not inner:
        return None
    who = extent(inner[0])
    if who[0] <= token.i:
        return None
    head = clause_of(token)
    who = _without_subject(head, inner[0], who)
    phrase = (token.i, who[1])
    if head.i == token.i or who[0] <= head.i < who[1]:
        return None
    content = clause_ranges(head, phrase)
    return Found(
        rule="according to",
        frame="around",
        cue_head=token.i,
        cue=spans_of(doc, text, ((token.i, token.i + 2),)),
        source_head=inner[0].i,
        source=spans_of(doc, text, (who,)),
        content_heads=(head.i,),
        content=spans_of(doc, text, content),
        entry=cues().get(("adv", "according to")),
    )


def _without_subject(head: Token, named: Token, who: tuple[int, int]) -> tuple[int, int]:
    """Return the source cut at its first comma, where the parse drew the subject of the sentence into it."""
    if head.i < who[1] or any(c.dep_ in SUBJECTS for c in head.children):
        return who
    comma = next((i for i in range(named.i + 1, who[1]) if head.doc[i].text == ","), who[1])
    return who[0], comma


def _adverb(text: str, token: Token) -> Found | None:
    doc, head = token.doc, token.head
    if head is token or head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return None
    content = clause_ranges(head, (token.i, token.i + 1)) if head.pos_ in _CLAUSAL else (extent(head),)
    return Found(
        rule="adverb",
        frame="around",
        cue_head=token.i,
        cue=spans_of(doc, text, ((token.i, token.i + 1),)),
        source_head=-1,
        source=(),
        content_heads=(head.i,),
        content=spans_of(doc, text, subtract(content, ((token.i, token.i + 1),))),
        entry=cues()[("adv", token.lower_)],
    )


def _colon(doc: Doc, text: str, token: Token) -> Found | None:
    """Return a speaker before a colon at the start of a line, and the rest of the line."""
    least = max(0, token.idx - _LONGEST_NAME)
    begin = text.rfind("\n", least, token.idx) + 1
    if not begin and least:
        return None
    quoted = text[token.idx + 1 : token.idx + 4].strip()[:1] in tuple('“"«„')
    if quoted:  # "...THE POLLS - Ines Kofler: “...”"
        ends = [(text.rfind(dash, begin, token.idx), len(dash)) for dash in _DASHES]
        begin = max([begin, *(at + size for at, size in ends if at >= 0)])
    stop = text.find("\n", token.idx)
    stop = len(text) if stop < 0 else stop
    head = text[begin : token.idx].strip()
    if not head or len(head.split()) > SPEAKER_WORDS or not text[token.idx + 1 : token.idx + 2].isspace():
        return None
    names = [t for t in doc[max(0, token.i - 2 * SPEAKER_WORDS) : token.i] if t.idx >= begin]
    last = next((t for t in reversed(names) if t.pos_ in {"PROPN", "NOUN"}), None)
    if (
        last is None
        or any(t.pos_ in {"VERB", "AUX"} for t in names)
        or not (_may_speak(names) or (quoted and _is_name(names)))
    ):
        return None
    content = Span(token.idx + 1, stop)
    words = content.words(text)
    content = Span(content.start + len(words) - len(words.lstrip()), content.end - len(words) + len(words.rstrip()))
    if len(content.words(text).split()) < 3:  # a label, not a sentence
        return None
    line = [t for t in doc[token.i + 1 : token.i + 40] if t.idx < stop]
    after = [t for t in line if (t.head.i <= token.i or t.dep_ == "ROOT") and not t.is_punct]
    return Found(
        rule="colon",
        frame="quote",
        cue_head=token.i,
        cue=(Span(token.idx, token.idx + 1),),
        source_head=last.i,
        source=spans_of(doc, text, ((names[0].i, token.i),)),
        content_heads=tuple(t.i for t in after[:1]),
        content=(content,),
        entry=None,
    )


def _is_name(names: list[Token]) -> bool:
    """Say whether the words before a colon and a quotation look like a name."""
    words = [t for t in names if not t.is_punct]
    return len(words) > 1 and all(t.text[:1].isupper() and t.is_alpha for t in words)


def _may_speak(names: list[Token]) -> bool:
    """Say whether the words before a colon name somebody: a person or body that the parse knows, in few words."""
    return any(t.ent_type_ in {"PERSON", "ORG", "NORP"} for t in names) or (
        len(names) == 1 and names[0].lower_ in {"poll", "report", "study", "police", "sources", "officials", "survey"}
    )
