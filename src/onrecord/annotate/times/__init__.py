"""Time expressions: found by a grammar over token codes, anchored by the report's day and the tense."""

from onrecord.annotate.times.find import find_times, read_text

__all__ = ["find_times", "read_text"]
