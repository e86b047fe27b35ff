"""The hidden states of a report, read once for all stages that want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

from onrecord.annotate.extensions import notes
from onrecord.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.encoder import Encoded
    from onrecord.encoder.encode import Floats


def hidden(doc: Doc) -> tuple[Encoded, ...]:
    """Return the windows of a report with their hidden states, in order; empty where it is read by rules alone."""
    found = notes(doc)
    if found.encoder is None:
        return ()
    if found.encoded is None:
        sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
        found.encoded = tuple(found.encoder.report(doc.text, sentences))
    return found.encoded


def head_of(doc: Doc, task: str) -> Mapping[str, Floats]:
    """Return the arrays of a trained head by name; empty where there is none or the report is read by rules alone."""
    encoder = notes(doc).encoder
    return {} if encoder is None else encoder.head(task)
