"""What the rules find before claims are made: token indices, so that certainty and act can work on the parse."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import ReportingCue
from onrecord.model import Form, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A linked source, cue and content.

    Attributes:
        rule: the construction that found it ("clause", "object", "direct quotation", ...).
        frame: how the content hangs on the cue ("that", "to", "np", "of", ...), "" where it does not.
        cue_head: index of the token that decides ("accused"); the whole Doc has at most one `Found` a cue and content.
        cue: the words of the cue, auxiliaries and all.
        source_head: index of the token that heads the source, -1 where the source is unknown.
        source: the words of the source.
        content_heads: indices of the tokens that head the content: a clause's verb, a noun; empty where it has none.
        content: the words of the content.
        form: direct, indirect or mixed.
        entry: the lexicon's entry for the cue, None where the construction alone decides.
        note: what the trained tagger had to say to it, in words; "" where it was not asked.
    """

    rule: str
    frame: str
    cue_head: int
    cue: tuple[Span, ...]
    source_head: int
    source: tuple[Span, ...]
    content_heads: tuple[int, ...]
    content: tuple[Span, ...]
    form: Form = Form.INDIRECT
    entry: ReportingCue | None = None
    note: str = ""
