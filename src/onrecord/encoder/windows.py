"""Cuts a report into windows: consecutive whole sentences, read together so that each word has its context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.encoder.limits import WINDOW


@dataclass(frozen=True, slots=True)
class Window:
    """A run of wordpieces that are read together.

    Attributes:
        first: index of the first wordpiece in the report.
        last: index behind the last one.
    """

    first: int
    last: int

    def __len__(self) -> int:
        """Return the number of wordpieces."""
        return self.last - self.first


def pack(lengths: Sequence[int], most: int = WINDOW) -> Iterator[Window]:
    """Yield windows that cover all wordpieces once and in order.

    A window holds as many whole sentences as fit; a sentence that fits into none is cut.

    Args:
        lengths: wordpieces of each sentence, in order.
        most: wordpieces of a window.
    """
    first = last = 0
    for length in lengths:
        if last - first + length > most and last > first:
            yield Window(first, last)
            first = last
        last += length
        while last - first > most:
            yield Window(first, first + most)
            first += most
    if last > first:
        yield Window(first, last)
