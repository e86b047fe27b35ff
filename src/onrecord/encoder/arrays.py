"""Functions of neural networks on arrays, worked out in place: what the heads on the encoder's states share."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def gelu(x: Floats) -> Floats:
    """Return x * (1 + tanh(0.80 * (x + 0.045 * x^3))) / 2, the smooth step of the encoder's layers."""
    inner = np.float32(0.044715) * x
    inner *= x
    inner *= x
    inner += x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= np.float32(0.5) * x
    return inner


def softmax(x: Floats) -> Floats:
    """Return shares that sum to 1 along the last axis."""
    raised = x - x.max(-1, keepdims=True)
    np.exp(raised, out=raised)
    raised /= raised.sum(-1, keepdims=True)
    return cast("Floats", raised)
