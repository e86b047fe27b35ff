"""Weights of the features: learned, and kept as data with what they were learned on."""

from __future__ import annotations

import functools
import json
from importlib import resources


@functools.cache
def weights(name: str) -> dict[str, float]:
    """Return the weights of a comparison by feature, with "bias".

    Args:
        name: "report" for whole reports, "incident" for single incidents by their own words.
    """
    data = resources.files("onrecord.link").joinpath("data/weights.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(data)[name]
    return found
