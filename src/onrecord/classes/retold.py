"""What a second headline makes of a first one on the same claim, by the sides that both take.

The likeliest side of each would settle it too, but leaves out how near the other sides were, and that headlines on one
claim mostly go together: one model weighs what both sides' shares say of the pair.
"""

from __future__ import annotations

import numpy as np

from onrecord.classes.linear import Scored, load_models
from onrecord.classes.stance import stance
from onrecord.classes.words import Floats

KINDS = ("strengthened", "same", "reversed", "weakened")
_LEAST = 1e-3
"""Added to a share before its logarithm is taken."""


def retold(claim: str, before: str, after: str) -> Scored:
    """Return what the second headline makes of the first: "strengthened", "same", "reversed" or "weakened".

    Strengthened is told as so where the first held back, weakened the other way round; reversed is against the claim
    on one side only.

    Args:
        claim: what is put forward, as a sentence.
        before: the first headline.
        after: the one that retells it.

    Raises:
        BadWeights: the trained weights are missing or damaged.
    """
    one, two = stance(claim, before), stance(claim, after)
    return load_models()["retold"].score(pair_features(shares_of(one), shares_of(two)))


def shares_of(side: Scored) -> Floats:
    """Return the shares of "against", "for" and "observing"."""
    return np.array([side.share(name) for name in ("against", "for", "observing")])


def pair_features(before: Floats, after: Floats) -> Floats:
    """Return the logarithm of each kind's share, in the order of KINDS, were the two headlines nothing to each other.

    Args:
        before: shares of the first headline's sides as `shares_of` has them, or rows of them.
        after: those of the second.
    """
    same = (before * after).sum(-1)
    raised, lowered = before[..., 2] * after[..., 1], before[..., 1] * after[..., 2]
    shares = np.stack([raised, same, 1 - same - raised - lowered, lowered], axis=-1)
    logs: Floats = np.log(np.maximum(0.0, shares) + _LEAST)
    return logs
