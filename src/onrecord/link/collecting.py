"""Linking makes millions of small objects and no cycles of them."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def no_collecting() -> Iterator[None]:
    """Keep Python from looking for cycles for a while, and leave it as it was found.

    The search walks over everything that is held, and is made the more often the more is made: a fifth of the time of
    linking 500 reports, a third with 2,745, and nothing was ever found (2026-11-22).
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
