"""Builds the language pipeline and runs it over reports; sentences never cross a paragraph."""

from __future__ import annotations

import functools
import importlib.util
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.extensions import Annotations, register
from onrecord.annotate.nlp_case import calm
from onrecord.errors import MissingModel
from onrecord.model import Report
from onrecord.settings import settings

CHUNK = 40_000
"""Code points parsed at once. Longer reports are cut at paragraphs and joined again: memory of the parser
grows with the length of one text (measured 2026-11-22: 1 MB at once takes 1.1 GB, in chunks 0.3 GB)."""

BATCH = 32
"""Texts handed to the pipeline at a time; larger is not faster for news-length texts."""

_PARAGRAPH = re.compile(r"\n\s*\n\s*|\n\s*")


_CLOSING = frozenset("\"'”’»)]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no parser takes it
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t", " "))


def reading_copy(text: str) -> str:
    """Return what the parser reads: the text, code point for code point, with plain spaces for odd ones.

    Paragraphs in capitals are read in likely upper and lower case (see `nlp_case`).

    Offsets are those of the text. Words of a record are always cut from the text, never from this copy.
    """
    return calm(_SURROGATE.sub("\ufffd", text.translate(_SPACES)))


@Language.component("onrecord_paragraphs")
def mark_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after every line break, and never before a closing mark.

    The parser keeps what is set before it runs.
    """
    after_break = False
    for token in doc:
        if token.is_space:
            after_break = after_break or "\n" in token.text or "\r" in token.text
            continue
        if token.i and after_break:
            token.is_sent_start = True
        elif token.i and token.text in _CLOSING and not doc[token.i - 1].whitespace_ and not doc[token.i - 1].is_space:
            token.is_sent_start = False
        after_break = False
    return doc


_SISTERS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr", "appos"})


@Language.component("onrecord_names")
def mend_names(doc: Doc) -> Doc:
    """Join a name that the parser tore apart: two proper nouns side by side with one head and one relation.

    "accused Ivo Brandt of" comes out with two objects now and then; a verb has one.
    """
    for token in doc[: len(doc) - 1]:
        after = doc[token.i + 1]
        if (
            token.pos_ == "PROPN"
            and after.pos_ == "PROPN"
            and token.dep_ in _SISTERS
            and token.dep_ == after.dep_
            and token.head == after.head
            and token.head.i not in (token.i, after.i)
            and not any(c.i > after.i for c in token.children)
        ):
            token.head = after
            token.dep_ = "compound"
    return doc


@functools.cache
def load_pipeline(name: str = "") -> Language:
    """Return the language pipeline, loaded once per process.

    Args:
        name: installed package or path; the setting where empty.

    Raises:
        MissingModel: it is not installed.
    """
    name = name or settings().language_model
    if not Path(name).exists() and importlib.util.find_spec(name) is None:
        raise MissingModel(
            f"The language model {name} is not installed.",
            fix="Install onrecord with its dependencies (`make install`), or set ONRECORD_MODEL to a pipeline.",
        )
    nlp = spacy.load(name)
    nlp.add_pipe("onrecord_paragraphs", before="parser")
    nlp.add_pipe("onrecord_names", after="attribute_ruler")
    register()
    return nlp


def model_name(nlp: Language) -> str:
    """Return name and version of the pipeline, as records carry it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def parse(reports: Iterable[Report], nlp: Language) -> Iterator[Doc]:
    """Parse reports in order, in batches.

    Yields:
        One Doc a report, with empty `Annotations`. `doc.text` is `reading_copy(report.text)`: same offsets.
    """
    pieces = ((chunk, (report, last)) for report in reports for chunk, last in _chunks(reading_copy(report.text)))
    held: list[Doc] = []
    for piece, (report, last) in nlp.pipe(pieces, as_tuples=True, batch_size=BATCH):
        held.append(piece)
        if not last:
            continue
        doc = held[0] if len(held) == 1 else Doc.from_docs(held, ensure_whitespace=False)
        held = []
        doc._.onrecord = Annotations(report)
        yield doc


def _chunks(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text at paragraphs into pieces of about `CHUNK`; says which piece is the last."""
    cuts = [0]
    for match in _PARAGRAPH.finditer(text) if len(text) > CHUNK else ():
        if match.end() - cuts[-1] > CHUNK and match.end() < len(text):
            cuts.append(match.end())
    hard = [c for a, b in itertools.pairwise([*cuts, len(text)]) for c in range(a, max(b, a + 1), 4 * CHUNK)]
    for start, end in itertools.pairwise([*hard, len(text)]):
        yield text[start:end], end == len(text)
