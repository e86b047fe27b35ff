"""What the annotate stage leaves on a spaCy Doc, and the one place that registers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from spacy.tokens import Doc

from onrecord.model import Entity, PlaceMention, Report, Skipped, Span, TimeMention

if TYPE_CHECKING:
    from onrecord.annotate.columns import Columns
    from onrecord.annotate.hidden import Reading
    from onrecord.encoder import Encoder


class QuoteKind(StrEnum):
    """What a pair of quotation marks does."""

    SPEECH = "speech"  # a clause or more
    FRAGMENT = "fragment"  # a few words inside somebody else's sentence
    SCARE = "scare"  # words held at a distance, a title, a nickname


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation.

    Attributes:
        span: with its marks.
        inner: without them.
        kind: speech, fragment or scare.
        closed: whether its closing mark was found; an unclosed one ends with its paragraph.
        continues: whether it continues the quotation of the paragraph before (opened again, not closed there).
    """

    span: Span
    inner: Span
    kind: QuoteKind
    closed: bool = True
    continues: bool = False


@dataclass(slots=True)
class Annotations:
    """Everything that annotate found, beside the parse itself.

    Attributes:
        report: the report that the Doc was made from. `doc.text` has the offsets of `report.text` but plain spaces for
            odd ones: cut words from `report.text`.
        quotes: quotations in order, not nested; a quotation inside another stays part of it.
        times: time expressions in order.
        places: place names in order.
        entities: persons, bodies and groups, each with all its mentions.
        skipped: what was seen and left out.
        entity_of: token index -> index into `entities`, for every token that heads a mention.
        columns: the words of the report as lists for `columns.columns`; None before something has asked.
        encoder: what reads hidden states for `hidden.hidden`, None where the report is read by rules alone.
        encoded: the hidden states that something has asked for; None before, and to let go of them.
    """

    report: Report
    quotes: tuple[Quote, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    entities: tuple[Entity, ...] = ()
    skipped: list[Skipped] = field(default_factory=list)
    entity_of: dict[int, int] = field(default_factory=dict)
    columns: Columns | None = None
    encoder: Encoder | None = None
    encoded: Reading | None = None


def register() -> None:
    """Register `doc._.onrecord`; called by `nlp.load_pipeline`, harmless when called again."""
    if not Doc.has_extension("onrecord"):
        Doc.set_extension("onrecord", default=None)


_KEY: Any = ("._.", "onrecord", None, None)
"""Where spaCy keeps the value of `doc._.onrecord` among what users leave on a Doc."""


def notes(doc: Doc) -> Annotations:
    """Return what annotate left on the Doc.

    Stages ask some hundred times a report; `doc._` looks the extension up in a registry and makes an object each time.
    """
    found: Annotations | None = doc.user_data.get(_KEY)
    return cast("Annotations", doc._.onrecord) if found is None else found
