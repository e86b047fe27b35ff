"""What is asked of every word of a report, worked out once: its lemma, its form and where it begins.

A list is read many times faster than the attributes of the parser's tokens, and many rules pass most words by.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.annotate.extensions import notes


@dataclass(frozen=True, slots=True)
class Columns:
    """A report word by word; every list has one item a token.

    Attributes:
        lemmas: the lemmas in lower case.
        lowers: the words in lower case.
        starts: offsets of the first code points.
    """

    lemmas: list[str]
    lowers: list[str]
    starts: list[int]


def columns(doc: Doc) -> Columns:
    """Return the columns of a report, made when first asked for; its lemmas do not change any more then."""
    found = notes(doc)
    if found.columns is None:
        strings = doc.vocab.strings
        rows = doc.to_array(["LEMMA", "LOWER", "IDX"]).T.tolist()
        lemmas, lowers = ([strings[number] for number in row] for row in rows[:2])
        found.columns = Columns([lemma.lower() for lemma in lemmas], lowers, rows[2])
    return found.columns
