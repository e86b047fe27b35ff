"""The entry types of the lexicons that the times stage reads."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedEvent(Entry):
    """Words for a kind of event from which reports count days ("two days before the shooting").

    Attributes:
        words: every form, in small letters.
        within: id of the wider kind whose day counts where this kind has none; "" for none.
    """

    words: tuple[str, ...]
    within: str = ""
