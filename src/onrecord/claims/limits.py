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

TAGGER_VETO = 0.05
"""A claim of the rules at the top of a report is left out where the tagger holds its cue for less likely than this."""

TAGGER_ADDS = 0.5
"""A cue that only the tagger sees makes a claim where it is at least so likely."""

TRUST_CHOSEN = (4.0, 4.0)
"""Log-odds that words of the reading chosen by the rules are given ahead of the tagger's own: for source, content."""

TRUST_READING = (2.0, 2.0)
"""The same for another reading of the same cue that the parse allows."""

TRUST_PHRASE = (1.5, 1.5)
"""The same for a phrase of the parse around words of the tagger's own."""

TRUST_CUE = 0.5
"""How much likelier the tagger's words of a cue have to be than those of the rules, in shares of a word."""

MOST_LOG_ODDS = 4.0
"""No wordpiece counts more than this, so that a few words of which the tagger is quite sure do not decide alone."""

GAP_WORDS = 2
"""Words between two runs of the tagger's that are closed, where neither cue nor source stands in them."""
