"""What kind of event a sentence tells: PLOVER's types, and finer ones like ACLED's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.classes.limits import ACLED_WORDS, BETWEEN_WEIGHT, PLACE_WEIGHT
from onrecord.classes.linear import Scored, load_models
from onrecord.classes.sentences import Sentences, load_sentences
from onrecord.classes.words import Floats, pairs, slots, unit, weigh, words
from onrecord.encoder import Encoded
from onrecord.model import Span

_ACTOR, _RECIPIENT = "actorx", "recipx"


def plover_type(text: str, actor: Sequence[Span], recipient: Sequence[Span]) -> Scored:
    """Return the PLOVER type of what the actor does to the recipient.

    RETREAT and CONCEDE are one class here, "YIELD", as in the sentences that it was trained on.

    Args:
        text: the sentence.
        actor: the actor's words in it; may be empty.
        recipient: the recipient's words; may be empty.

    Raises:
        BadWeights: the trained weights are missing or damaged.
    """
    model = load_models()["plover"]
    dense, found = plover_parts(text, actor, recipient, load_sentences())
    return model.score(np.concatenate([dense, weigh(found, model.rarity)]))


def acled_type(text: str) -> Scored:
    """Return the ACLED-like type of what a short text tells.

    Args:
        text: one to three sentences.

    Raises:
        BadWeights: the trained weights are missing or damaged.
    """
    model = load_models()["acled"]
    dense, found = acled_parts(text, load_sentences())
    return model.score(np.concatenate([dense, ACLED_WORDS * weigh(found, model.rarity)]))


def plover_parts(
    text: str, actor: Sequence[Span], recipient: Sequence[Span], sentences: Sentences
) -> tuple[Floats, Floats]:
    """Return the hidden states that count and the slots of the words; training uses the same."""
    encoded = sentences.text(text)
    middle = between(actor, recipient, len(text))
    dense = [
        _mean(encoded, np.arange(len(encoded.starts), dtype=np.int64)),
        BETWEEN_WEIGHT * _mean_of(encoded, middle),
        PLACE_WEIGHT * _mean_of(encoded, actor),
        PLACE_WEIGHT * _mean_of(encoded, recipient),
    ]
    return np.concatenate(dense), slots(pairs(words(masked(text, actor, recipient))), "m")


def acled_parts(text: str, sentences: Sentences) -> tuple[Floats, Floats]:
    """Return the hidden states that count and the slots of the words; training uses the same."""
    encoded = sentences.text(text)
    return _mean(encoded, np.arange(len(encoded.starts), dtype=np.int64)), slots(pairs(words(text)), "s")


def between(actor: Sequence[Span], recipient: Sequence[Span], end: int) -> list[Span]:
    """Return the words between actor and recipient, whichever stands first; behind the actor where he is alone."""
    if not actor:
        return []
    first, last = max(s.end for s in actor), min((s.start for s in recipient), default=end)
    if first < last:
        return [Span(first, last)]
    first, last = max((s.end for s in recipient), default=end), min(s.start for s in actor)
    return [Span(first, last)] if first < last else []


def masked(text: str, actor: Sequence[Span], recipient: Sequence[Span]) -> str:
    """Return the text with actor and recipient replaced by what they are."""
    places = [(s, _ACTOR) for s in actor] + [(s, _RECIPIENT) for s in recipient]
    for span, name in sorted(places, key=lambda p: (p[0], p[1]), reverse=True):
        text = f"{text[: span.start]} {name} {text[span.end :]}"
    return text


def _mean_of(encoded: Encoded, spans: Sequence[Span]) -> Floats:
    rows = [encoded.rows(span) for span in spans]
    return _mean(encoded, np.unique(np.concatenate(rows)) if rows else np.zeros(0, dtype=np.int64))


def _mean(encoded: Encoded, rows: npt.NDArray[np.int64]) -> Floats:
    states = encoded.states[rows]
    return unit(states.mean(0).astype(np.float64)) if len(states) else np.zeros(encoded.states.shape[1])
