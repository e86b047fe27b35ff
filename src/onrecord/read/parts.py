"""Puts a report together from headline and body that a row, an item or a message holds apart."""

from __future__ import annotations

import dataclasses

from onrecord.model import RawRun, Span
from onrecord.read.draft import Draft, Facts, Hint, Mark
from onrecord.read.markup import looks_like_markup
from onrecord.read.normalise import align, clean, unbroken
from onrecord.read.page import draft_fragment

GAP = "\n\n"


def assemble(title: str, body: str, facts: Facts, source: str, *, markup: bool | None = None) -> Draft:
    """Return the draft of a report whose headline and body were found apart; the headline is part of the text.

    Args:
        title: headline, or "".
        body: text or HTML.
        facts: what else is known; `title` is filled in.
        source: the decoded source, for the map; headline and body are found in it in any order.
        markup: whether the body is HTML; looked at where None.
    """
    title = " ".join(unbroken(title).split())
    markup = looks_like_markup(body) if markup is None else markup
    draft = draft_fragment(unbroken(body)) if markup else Draft(clean(body)[0])
    text, marks = draft.text.strip("\n"), draft.marks
    shift = draft.text.find(text) if text else 0
    runs, _ = align(text, source)
    if shift:
        marks = tuple(Mark(Span(max(0, m.span.start - shift), m.span.end - shift), m.hint) for m in marks)
    if title and not _opens_with(text, title):
        return _headed(title, Draft(text, runs, marks, facts, draft.skipped), source)
    return Draft(text, runs, marks, _with_title(facts, title), draft.skipped)


def _headed(title: str, draft: Draft, source: str) -> Draft:
    by = len(title) + len(GAP)
    runs = [*align(title, source)[0], *(RawRun(r.text + by, r.raw, r.length) for r in draft.runs)]
    marks = [Mark(Span(0, len(title)), Hint.TITLE)]
    marks += [Mark(Span(m.span.start + by, m.span.end + by), m.hint) for m in draft.marks]
    text = title + GAP + draft.text if draft.text.strip() else draft.text
    if not draft.text.strip():
        return Draft(draft.text, (), (), draft.facts)
    return Draft(text, tuple(runs), tuple(marks), _with_title(draft.facts, title), draft.skipped)


def _opens_with(text: str, title: str) -> bool:
    first = text[: 4 * len(title) + 40].lstrip().split("\n", 1)[0]
    return " ".join(first.split()).casefold() == title.casefold()


def _with_title(facts: Facts, title: str) -> Facts:
    return dataclasses.replace(facts, title=title or facts.title)
