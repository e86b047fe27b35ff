"""Builds the language pipeline: where sentences may begin, and names that the parser tears apart."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from onrecord.annotate.attributes import replace_ruler
from onrecord.annotate.entities import replace_recogniser
from onrecord.annotate.extensions import register
from onrecord.annotate.openings import add_openings, opens_name
from onrecord.errors import MissingModel
from onrecord.settings import settings

_CLOSING = frozenset("\"'”’»)]")


_DASHES = frozenset({"-", "--", "–", "—", "―"})
_DATELINE = 16
"""Words of the longest dateline ("SANTA CRUZ DE LA SIERRA, Bolivia, Sept. 3, 1989 (Agency) -")."""
_NAMING = frozenset({"NNP", "NNPS", "CD", ",", ".", "-LRB-", "-RRB-", "HYPH", ":", "SYM", "_SP"})


def _dateline_end(doc: Doc, start: int) -> int:
    """Return the index of the word behind a dateline that begins at `start`, -1 where none does.

    A dateline is names, figures and brackets up to a dash with space around it ("LUND, May 3 (Agency) - The").
    """
    for i in range(start, min(start + _DATELINE, len(doc) - 1)):
        token = doc[i]
        if (
            token.text in _DASHES
            and i > start
            and doc[i - 1].whitespace_
            and (token.whitespace_ or doc[i + 1].is_space)
        ):
            after = doc[i + 1] if not doc[i + 1].is_space else doc[min(i + 2, len(doc) - 1)]
            return after.i if doc[start].text[:1].isupper() and not after.text[:1].islower() else -1
        if token.tag_ not in _NAMING:
            return -1
    return -1


def _closes(doc: Doc, i: int) -> bool:
    before = doc[i - 1]
    return doc[i].text in _CLOSING and not before.whitespace_ and not before.is_space


@Language.component("onrecord_paragraphs")
def mark_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after every line break and dateline, and never before a closing mark or behind "Sgt.".

    The parser keeps what is set before it runs.
    """
    after_break = False
    behind_dateline = -1
    for token in doc:
        if token.is_space:
            after_break = after_break or "\n" in token.text or "\r" in token.text
            continue
        if not token.i or after_break:
            behind_dateline = _dateline_end(doc, token.i)
        if token.i and (after_break or token.i == behind_dateline):
            token.is_sent_start = True
        elif token.i and (token.i < behind_dateline or _closes(doc, token.i) or opens_name(doc, token.i)):
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
    register()
    return nlp


def model_name(nlp: Language) -> str:
    """Return name and version of the pipeline, as records carry it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
