"""Thresholds of drift, each with how it was measured."""

COVERED = 0.45
"""Share of the weight of a sentence's words that has to be found in another for the two to correspond."""

SAID = 0.4
"""Weight of a word of the attribution, beside 1 of a word of what is said."""

SENTENCES_EACH = 4
"""How many sentences of the original one sentence of a retelling may be made of."""

NEAR_WORDS = 12
"""How many candidates are scored for a sentence."""

NEAR = 12
"""How many words from a hedge or negation still show what it stands on."""

SYNONYM = 0.7
"""Likeness of two words of one sense."""

KIN = 0.5
"""Likeness of a word and the kind of thing that it is."""

LONGEST_WORD = 40
"""Code points of a word that is looked at for two glued ones."""

PAUSE = 25
"""Words of an attribution that may interrupt one quotation; the longest in own pairs has 18, 2026-11-22."""

TOGETHER = 12
"""Sentences of both texts that are looked at as one pairing; words are tied within it, at the square of its size."""

STITCH = 3
"""Words in a row that show where a retelling copies its original; two are too often chance."""

TWICE = 6
"""Words of a stretch that is looked at for standing twice in a row; copying faults in own pairs double one to four."""

CANDIDATES = 8
"""Places of the original at which a copied stretch is looked for; the same three words seldom stand oftener."""

EXCHANGED = 20_000
"""Words of the one text times words of the other beyond which a pairing is not looked through word by word."""

SENSES = 2
"""Senses of a noun that are asked for whether it is a place: rarer ones make a place of nearly everything."""

OWN_REPORT = 0.35
"""Share of a text's words with counterpart below which it is a report of its own. Of 45 pairs of reports by two outlets
on one shooting (GVC, train part) 42 lie below, retellings in own pairs at .6 and more; 2026-11-22."""

OWN_WORDS = 60
"""Words of content from which a text is long enough to be a report of its own; about eight sentences."""

RELATED = 0.5
"""Share of the nouns of a sentence left out that stand in what is retold, for it to be about that."""
