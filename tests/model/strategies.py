"""Arbitrary texts, spans and records; read off the dataclasses, so a new field is covered the day it is added."""

from __future__ import annotations

import dataclasses
import functools
import re
import types
import typing
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from onrecord.model import FORMAT, Record, Span

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

# Everything, lone surrogates and astral planes too. Two surrogates that make a pair are left out: JSON has one
# spelling for them and for the character that they make.
texts = st.text(st.characters(exclude_categories=()), max_size=40).filter(lambda text: not _PAIR.search(text))
spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**4)).map(lambda pair: Span(pair[0], sum(pair)))

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    Span: spans,
}


@functools.cache
def of(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a model class or the type of one of its fields."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return st.lists(of(arguments[0]), max_size=2).map(tuple)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return st.one_of(*(st.none() if a is type(None) else of(a) for a in arguments))
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{f.name: of(hints[f.name]) for f in dataclasses.fields(kind)})


records: st.SearchStrategy[Record] = of(Record).map(lambda record: dataclasses.replace(record, format=FORMAT))


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Return a text and spans of it, empty ones and overlapping ones among them."""
    text = draw(st.text(st.characters(exclude_categories=()) | st.sampled_from(" \n\t\u00a0"), max_size=60))
    offset = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(offset, offset), min_size=1, max_size=6))
    return text, [Span(min(pair), max(pair)) for pair in pairs]
