"""Thresholds of the claims stage."""

QUOTE_BEFORE = 30
"""Tokens before a quotation among which its cue is looked for, inside the sentence ("..., she told the paper in an
interview, “...”"). Set by hand, 2026-11-22; longer distances do not occur in the training articles' samples."""

QUOTE_AFTER = 14
"""Tokens after a quotation among which its cue is looked for (“...,” the deputy head of the force said)."""

SPEAKER_WORDS = 8
"""A name before a colon has at most so many words ("Kofler: ..."); longer ones are sentences."""

LONGEST_SENTENCE = 300
"""Tokens of a sentence that is read at most. Longer ones are tables, lists or hostile input without a syntax to trust,
and work on them grows with the square of their length (2026-11-22: 1,800 tokens of "he said" took 40 s)."""

NESTING = 6
"""Hops of a chain at most; deeper nesting is a parse gone wrong."""
