"""Errors on who says what, by how an attribution is built: its form, its cue, its content and its source.

Missed: no content found that shares a letter with the marked one. Wrong: the content was found, its source was not.
"""

from __future__ import annotations

import functools
from typing import Any

from spacy.tokens import Doc, Token

Item = dict[str, Any]
Letters = frozenset[int]

_PRONOUNS = frozenset({"PRON", "DET"})
_MARKS = frozenset('"“”«»')
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@functools.lru_cache(maxsize=1)
def parsed(text: str) -> Doc:
    """Return the parse of a text; the last one is kept, since all attributions of a report ask for it."""
    from onrecord.annotate.nlp import load_pipeline  # noqa: PLC0415 - loads the model
    from onrecord.annotate.parsing import reading_copy  # noqa: PLC0415 - loads the model

    return load_pipeline()(reading_copy(text))


def letters(text: str, spans: list[list[int]]) -> Letters:
    """Return the places of the letters and digits in spans."""
    return frozenset(i for start, end in spans for i in range(start, min(end, len(text))) if text[i].isalnum())


def likeness(one: Letters, other: Letters) -> float:
    """Return the share of the letters of both that they have in common."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def matched(gold: list[Letters], found: list[Letters]) -> dict[int, int]:
    """Pair contents one to one, the most alike first."""
    pairs = sorted(
        ((likeness(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found) if not g.isdisjoint(f)),
        reverse=True,
    )
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in pairs:
        if -i not in out and -j not in used:
            out[-i] = -j
            used.add(-j)
    return out


def same_source(text: str, gold: Item, found: Item) -> bool:
    """Say whether two sources share a letter, or are both empty."""
    one, other = letters(text, gold["source"]), letters(text, found["source"])
    return not one.isdisjoint(other) if one else not other


def claim_facets(text: str, item: Item) -> dict[str, str]:
    """Return what an attribution is counted by."""
    doc = parsed(text)
    content, cue, source = (_head(doc, item[role]) for role in ("content", "cue", "source"))
    form = _form(text, item["content"])
    kind = "quotation" if form == "direct" else content_kind(content)
    return {"form": form, "cue": _cue_kind(cue), "content": kind, "source": _source_kind(source)}


def content_kind(head: Token | None) -> str:
    """Return what a content is by its head: a finite clause, an infinitive, a gerund, a noun phrase."""
    if head is None:
        return "none"
    aux = [c.tag_ for c in head.children if c.dep_ in {"aux", "auxpass"}]
    if head.pos_ in {"VERB", "AUX"}:
        if head.tag_ in _FINITE or not _FINITE.isdisjoint(aux):
            return "finite clause"
        if "TO" in aux:
            return "infinitive"
        return "gerund" if head.tag_ == "VBG" else "bare verb"
    return "noun phrase" if head.pos_ in _NOMINAL else "other"


def _head(doc: Doc, spans: list[list[int]]) -> Token | None:
    """Return the highest word of spans."""
    inside = [doc.char_span(start, end, alignment_mode="expand") for start, end in spans]
    tokens = [t for span in inside if span is not None for t in span if not t.is_punct and not t.is_space]
    return min(tokens, key=lambda t: (sum(1 for _ in t.ancestors), t.i), default=None)


def _form(text: str, spans: list[list[int]]) -> str:
    words = "".join(text[start:end] for start, end in spans).strip(" ,.;:\n")
    if _MARKS.isdisjoint(words):
        return "indirect"
    return "direct" if words[:1] in _MARKS and words[-1:] in _MARKS else "mixed"


def _cue_kind(head: Token | None) -> str:
    if head is None:
        return "none"
    if head.lower_ == "according" or head.pos_ in {"ADP", "SCONJ"}:
        return "preposition"
    names = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "PUNCT": "mark"}
    return names.get(head.pos_, "other")


def _source_kind(head: Token | None) -> str:
    if head is None:
        return "none"
    if head.pos_ in _PRONOUNS:
        return "pronoun"
    return "name" if head.pos_ == "PROPN" else "noun"
