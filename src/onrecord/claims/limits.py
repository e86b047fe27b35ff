"""Thresholds of the claims stage."""

QUOTE_BEFORE = 30
"""Tokens before a quotation among which its cue is looked for, inside the sentence ("..., she told the paper in an
interview, “...”"). Set by hand, 2026-11-22; longer distances do not occur in the training articles' samples."""

QUOTE_AFTER = 14
"""Tokens after a quotation among which its cue is looked for (“...,” the deputy head of the force said)."""

SPEAKER_WORDS = 8
"""A name before a colon has at most so many words ("Kofler: ..."); longer ones are sentences."""

NESTING = 6
"""Hops of a chain at most; deeper nesting is a parse gone wrong."""
