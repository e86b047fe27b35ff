"""Persons, bodies and groups of a report."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.model import Entity, Report, Skipped


def find_actors(doc: Doc, report: Report) -> tuple[tuple[Entity, ...], dict[int, int], list[Skipped]]:
    """Return entities, the entity of every token that heads a mention, and what was left out."""
    return (), {}, []
