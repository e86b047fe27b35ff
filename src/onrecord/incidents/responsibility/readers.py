"""Reads ties off single words: what each lemma and part of speech is read by, gone through in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.slots import Tie

Reader = Callable[[Token], Iterator[Tie]]
Readers = Mapping[tuple[str, str], Reader]
"""By lemma and part of speech."""


def by_part(verbs: Mapping[str, Reader], nouns: Mapping[str, Reader]) -> dict[tuple[str, str], Reader]:
    """Return what reads verbs and nouns, by lemma and part of speech."""
    return {
        **{(lemma, "VERB"): reader for lemma, reader in verbs.items()},
        **{(lemma, "NOUN"): reader for lemma, reader in nouns.items()},
    }


def ties_read(doc: Doc, readers: Readers) -> Iterator[Tie]:
    """Yield the ties of every word that something reads, in order."""
    lemmas = {lemma for lemma, _ in readers}
    for i, lemma in enumerate(columns(doc).lemmas):
        if lemma in lemmas and (reader := readers.get((lemma, doc[i].pos_))) is not None:
            yield from reader(doc[i])
