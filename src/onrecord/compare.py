"""Main path 3: two texts in, what the second did to the first out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from onrecord.annotate import annotate
from onrecord.annotate.nlp import load_pipeline
from onrecord.claims import find_claims
from onrecord.drift import Text, drift_of, text_of
from onrecord.errors import UsageError
from onrecord.model import Comparison, Report, Segment, SegmentKind, Span, content_id

_ORIGINAL = frozenset({SegmentKind.BODY})
_RETELLING = frozenset({SegmentKind.HEADLINE, SegmentKind.COMMENTARY, SegmentKind.EXCERPT})
_NO_DAY = "2000-01-05"
"""The day both texts are read against where neither has one, so that "last year" is the same year in both."""


def compare(original: Report, retelling: Report, *, model: str = "", retold: bool = False) -> Comparison:
    """Return what a retelling did to its original.

    Args:
        original: the earlier text.
        retelling: the text that retells it.
        model: the language pipeline, where it is not the one of the settings.
        retold: whether the second is known to retell the first, as a post that carries its article does.

    Raises:
        MissingModel: the language model is not installed.
    """
    (found,) = compare_all([(original, retelling)], model=model, retold=retold)
    return found


def compare_all(
    pairs: Iterable[tuple[Report, Report]], *, model: str = "", retold: bool = False
) -> Iterator[Comparison]:
    """Yield what each retelling did to its original, in order; the pipeline takes all texts at once.

    1. annotate both, each against its own day, or the other's where it has none;
    2. claims of both;
    3. drift.

    Args:
        pairs: original and retelling.
        model: the language pipeline, where it is not the one of the settings.
        retold: whether each second text is known to retell its first.

    Raises:
        MissingModel: the language model is not installed.
    """
    held = list(pairs)
    texts = _texts([side for pair in held for side in _dated(*pair)], model)
    for original, retelling in held:
        before, after = next(texts), next(texts)
        found = drift_of(before, after, retold=retold)
        yield Comparison(original, retelling, found.changes, found.counted, found.passages, found.apart)


def _dated(original: Report, retelling: Report) -> tuple[Report, Report]:
    day = original.published or retelling.published or _NO_DAY
    return (
        dataclasses.replace(original, published=original.published or day),
        dataclasses.replace(retelling, published=retelling.published or day),
    )


def _texts(reports: list[Report], model: str) -> Iterator[Text]:
    for doc in annotate(reports, load_pipeline(model)):
        yield text_of(doc, find_claims(doc)[0])


def split_post(post: Report) -> tuple[Report, Report]:
    """Return the article that a post carries, and what the post makes of it: headline, commentary, excerpt.

    Raises:
        UsageError: the post carries no article beside words of its own.
    """
    original = _part(post, _ORIGINAL, "article")
    retelling = _part(post, _RETELLING, "retelling")
    if original is None or retelling is None:
        missing = "no article that it retells" if original is None else "nothing of its own beside the article"
        raise UsageError(
            f"The post carries {missing}.",
            fix="Give the original and the retelling as two files: `onrecord drift ORIGINAL RETELLING`.",
            where=post.source or None,
        )
    return original, retelling


def _part(post: Report, kinds: frozenset[SegmentKind], name: str) -> Report | None:
    """Return the segments of some kinds as a report of its own, parted by empty lines."""
    chosen = [s for s in post.segments if s.kind in kinds]
    if not chosen:
        return None
    text = ""
    segments: list[Segment] = []
    for segment in chosen:
        text += "\n\n" if text else ""
        start = len(text)
        text += segment.span.words(post.text)
        segments.append(dataclasses.replace(segment, span=Span(start, len(text)), repeats=None))
    return dataclasses.replace(
        post,
        id=content_id("rep", post.id, name),
        text=text,
        segments=tuple(segments),
        title="",
        source=f"{post.source}#{name}",
        raw_map=(),
        skipped=(),
    )
