"""Thresholds of the sentence classes."""

SLOTS = 4096
"""Slots for words and pairs of words; two of them fall into one now and then. PLOVER macro F1 by 5-fold .801 with
4,096, .777 with a vocabulary of those in two rows or more, 2026-11-22."""

BETWEEN_WEIGHT = 1.5
"""Weight of the words between actor and recipient beside those of the whole sentence: they mostly hold the verb.
Macro F1 by 5-fold, dense part alone: .67 without them, .78 with them, 2026-11-22."""

PLACE_WEIGHT = 0.5
"""Weight of actor and recipient themselves; without them the same within noise (.80), kept for sentences in which
nothing stands between the two."""

ACLED_WORDS = 0.5
"""Weight of the words beside the hidden state for ACLED-like types; weighted F1 by 5-fold .766 / .771 / .760 with
0 / 0.5 / 1, 2026-11-22."""

STANCE_WORDS = 2.5
"""Weight of the headline's own words beside the groups of the lexicon; with it both count about the same. Accuracy
by folds of rumours .787 / .789 / .787 with 2 / 2.5 / 3 (three cuts into folds), 2026-11-22."""

STANCE_STATE = 2.0
"""Length of the headline's state behind the claim, beside the words. Squared error made smaller by 44.5 / 45.7 / 45.4 %
with 0 / 1.7 / 2.4 by folds of rumours, accuracy .787 / .789 / .785; set between them, 2026-11-23."""

STANCE_LARGE = 3.2
"""Length of the larger encoder's state of the headline, beside those. Likelihood of a headline's side by folds of
rumours, mean of its logarithm: -.564 / -.545 / -.543 with 0 / 3.2 / 4, 2026-11-23."""

STANCE_PIECES = 94
"""Wordpieces of claim and of headline that the larger encoder reads; headlines trained on have up to 60."""
