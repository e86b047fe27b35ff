"""Builds the language pipeline: where sentences may begin, and names that the parser tears apart."""

from __future__ import annotations

import functools
import importlib.util
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from onrecord.annotate.apposed import mend_persons  # noqa: F401 - registers the component
from onrecord.annotate.attributes import replace_ruler
from onrecord.annotate.entities import replace_recogniser
from onrecord.annotate.extensions import register
from onrecord.annotate.openings import add_openings, name_openings
from onrecord.annotate.subjects import mend_subjects  # noqa: F401 - registers the component
from onrecord.errors import MissingModel
from onrecord.settings import settings

_CLOSING = frozenset("\"'”’»)]")
_BREAK = re.compile(r"[\n\r]")
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_DATELINE = 16
"""Words of the longest dateline ("SANTA CRUZ DE LA SIERRA, Bolivia, Sept. 3, 1989 (Agency) -")."""
_NAMING = frozenset({"NNP", "NNPS", "CD", ",", ".", "-LRB-", "-RRB-", "HYPH", ":", "SYM", "_SP"})


def _dateline_end(doc: Doc, start: int) -> int:
    """Return the index of the word behind a dateline that begins at `start`, -1 where none does.

    A dateline is names, figures and brackets up to a dash with space around it ("LUND, May 3 (Agency) - The").
    """
    loose = False  # a place in capitals that was taken for another word ("GOMA, 12 March 2011 - At")
    for i in range(start, min(start + _DATELINE, len(doc) - 1)):
        token = doc[i]
        if (
            token.text in _DASHES
            and i > start
            and doc[i - 1].whitespace_
            and (token.whitespace_ or doc[i + 1].is_space)
        ):
            after = doc[i + 1] if not doc[i + 1].is_space else doc[min(i + 2, len(doc) - 1)]
            if after.text[:1].islower() or (loose and after.text.isupper()):
                return -1
            return after.i if doc[start].text[:1].isupper() else -1
        if token.tag_ not in _NAMING:
            if not (token.text.isupper() and token.is_alpha):
                return -1
            loose = True
    return -1


def _paragraphs(doc: Doc, spaces: Sequence[bool]) -> Iterator[int]:
    """Yield the first word of the report and of what stands behind each line break."""
    broken = True
    for i, space in enumerate(spaces):
        if space:
            broken = broken or (i > 0 and _BREAK.search(doc[i].text) is not None)
        elif broken:
            yield i
            broken = False


def _goes_on(doc: Doc, spaces: Sequence[bool]) -> Iterator[int]:
    """Yield the words that begin no sentence: closing marks behind a word, and names behind "Sgt."."""
    numbers = doc.vocab.strings
    closing = {numbers[mark] for mark in _CLOSING}
    opening = {numbers[word] for word in name_openings()}
    words = doc.to_array("ORTH").tolist()
    for i in range(1, len(words)):
        closes = words[i] in closing and not spaces[i - 1] and not doc[i - 1].whitespace_
        if closes or (words[i - 1] in opening and doc[i].text[:1].isupper()):
            yield i


@Language.component("onrecord_paragraphs")
def mark_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after every line break and dateline, and never before a closing mark or behind "Sgt.".

    The parser keeps what is set before it runs.
    """
    spaces = doc.to_array("IS_SPACE").astype(bool).tolist()
    for i in _goes_on(doc, spaces):
        doc[i].is_sent_start = False
    starts = list(_paragraphs(doc, spaces))
    for start, after in itertools.pairwise([*starts, len(doc)]):
        if start:
            doc[start].is_sent_start = True
        end = _dateline_end(doc, start)
        for i in range(start + 1, min(end, after)):
            if not spaces[i]:
                doc[i].is_sent_start = False
        if start < end < after and not spaces[end]:
            doc[end].is_sent_start = True
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


def load_pipeline(name: str = "") -> Language:
    """Return the language pipeline, loaded once per process however it is asked for.

    Args:
        name: installed package or path; the setting where empty.

    Raises:
        MissingModel: it is not installed.
    """
    return _loaded(name or settings().language_model)


@functools.cache
def _loaded(name: str) -> Language:
    if not Path(name).exists() and importlib.util.find_spec(name) is None:
        raise MissingModel(
            f"The language model {name} is not installed.",
            fix="Install onrecord with its dependencies (`make install`), or set ONRECORD_MODEL to a pipeline.",
        )
    # numpy's products of matrices: the other ones that thinc has take three times as long (2026-11-23).
    with use_ops("numpy", use_blis=False):
        nlp = spacy.load(name)
    add_openings(nlp)
    nlp.add_pipe("onrecord_paragraphs", before="parser")
    nlp.add_pipe("onrecord_names", after=replace_ruler(nlp))
    replace_recogniser(nlp)
    nlp.add_pipe("onrecord_subjects", last=True)
    nlp.add_pipe("onrecord_apposed", last=True)
    register()
    return nlp


def model_name(nlp: Language) -> str:
    """Return name and version of the pipeline, as records carry it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
