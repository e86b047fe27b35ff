"""Report to annotated Doc: the parse, then quotations, times, places, and who "he" and "the group" are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.actors import NO_ACTORS, Dictionary, find_actors
from onrecord.annotate.extensions import notes
from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.places import find_places
from onrecord.annotate.quotes import find_quotes
from onrecord.annotate.times import find_times
from onrecord.model import Report

if TYPE_CHECKING:
    from onrecord.encoder import Encoder

__all__ = ["annotate"]


def annotate(
    reports: Iterable[Report],
    nlp: Language | None = None,
    encoder: Encoder | None = None,
    actors: Dictionary = NO_ACTORS,
) -> Iterator[Doc]:
    """Annotate reports, in order.

    Args:
        reports: what `read` gives; parsed in batches, so a stream may be endless.
        nlp: the pipeline; the configured one where None.
        encoder: gives stages the trained models' view of the words (`hidden.hidden`); None reads by rules alone.
        actors: those that the user knows, with country and sector.

    Yields:
        One Doc a report, with `doc._.onrecord` filled (see `extensions.Annotations`).
    """
    for doc in parse(reports, load_pipeline() if nlp is None else nlp):
        found = notes(doc)
        found.encoder = encoder
        report = found.report
        found.quotes = find_quotes(doc, report)
        found.times = find_times(doc, report)
        found.places = find_places(doc, report)
        found.entities, found.entity_of, skipped = find_actors(doc, report, actors)
        found.skipped += skipped
        yield doc
