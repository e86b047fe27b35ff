"""Abbreviations before names ("Sgt. Vale") are words of their own and end no sentence."""

from __future__ import annotations

import functools
from typing import Any, cast

from spacy.language import Language

from onrecord.lexicon.load import load
from onrecord.lexicon.schema_read import NameOpening


@functools.cache
def name_openings() -> frozenset[str]:
    """Return the abbreviations, with their full stops."""
    return frozenset(entry.word for entry in load("name_openings", NameOpening))


def add_openings(nlp: Language) -> None:
    """Let a pipeline read each abbreviation as one word, as it reads "Gen." and "Gov."."""
    tokenizer = cast("Any", nlp.tokenizer)
    for word in sorted(name_openings()):
        tokenizer.add_special_case(word, [{"ORTH": word}])
