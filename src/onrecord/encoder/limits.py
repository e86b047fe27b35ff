"""Thresholds of the encoder."""

WINDOW = 190
"""Wordpieces of a window, without the two special ones: about seven sentences. The weights are trained on windows cut
the same way. Longer ones cost more a word (attention grows with the square) and cut few attributions less: of 19,859 in
the training articles 60 are wider than 600 characters (2026-11-22)."""

LONGEST = 510
"""Wordpieces of a text that is read alone: what the encoder has places for, less the two special ones."""

LARGE_WINDOW = 254
"""Wordpieces of a window of the larger encoder, the special ones not counted; what reads its states was fitted so."""
