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

TAGGER_VETO = 0.3
"""A claim of the rules at the top of a report is left out where the tagger holds its cue for less likely than this.

This and the figures below were chosen on the 75 training articles that the tagger was not trained on, 2026-11-22, by
triple F1 (overlap 74.8, exact 50.4 by rules alone; 80.1 and 53.5 with them). Overlap F1 by this one: 78.7 with 0.08,
79.0 with 0.25 and with 0.4, which loses more of what other texts than political news may need."""

TAGGER_ADDS = 0.75
"""A cue that only the tagger sees makes a claim where it is at least so likely. Overlap F1 (recall): 78.3 (79.3) with
0.5, 79.5 (76.8) with 0.7, 79.8 (75.4) with 0.8."""

TAGGER_GROWS = 0.5
"""Wordpieces so likely belong to a cue beside them that is likely enough: "today threatened" is one cue then, and no
"today" beside it. With what `fuse.Fusion` asks of words that only the tagger takes for a cue, on the held-out articles,
2026-11-23: precision 83.5 -> 84.0, overlap F1 78.9 -> 79.0, exact F1 53.0 -> 53.9; the same articles set in capitals
83.9 -> 84.4, 79.0 -> 79.0, 51.7 -> 52.6. Hardly another with 0.3."""

TRUST_CHOSEN = (24.0, 16.0)
"""Log-odds that words of the reading chosen by the rules are given ahead of the tagger's own: for source, content.
Exact F1: 51.0 with (8, 8), 52.5 with (16, 16) and with (30, 16): the tagger knows which phrase, the parse
where it ends."""

TRUST_READING = (4.0, 4.0)
"""The same for another reading of the same cue that the parse allows."""

TRUST_PHRASE = (2.0, 2.0)
"""The same for a phrase of the parse around words of the tagger's own."""

TRUST_CUE = 0.25
"""How much likelier the tagger's words of a cue have to be than those of the rules, in shares of a word."""

MOST_LOG_ODDS = 4.0
"""No wordpiece counts more than this, so that a few words of which the tagger is quite sure do not decide alone."""

GAP_WORDS = 4
"""Words between two runs of the tagger's that are closed, where neither cue nor source stands in them. Exact F1 on the
held-out articles 53.0, 52.9 with 2, 53.2 with 6; 2026-11-23."""

STRAY_WORDS = 3
"""So few words of the tagger's in another paragraph than most of a content are left out: pieces of a headline."""

GATE = -1.5
"""Log-odds from which the tagger reads a sentence in which the rules see no part of a claim and no quotation stands.

On the 75 held-out training articles, 2026-11-23, overlap F1, its recall, exact F1 (share of the wordpieces read):
79.4, 76.7, 52.7 where everything is read; 79.0, 75.8, 52.8 (.89) with -2.3; 78.9, 75.0, 52.7 (.82) with -1.5;
78.6, 74.3, 52.5 (.79) with -1.0."""
