"""The entry types of the lexicons. A key of a YAML entry is a field here, so the two cannot drift apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has.

    Attributes:
        id: short and unique in its file.
        example: an invented sentence that the entry decides; a test runs it.
    """

    id: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingCue(Entry):
    """A word that ties a source to a content.

    Attributes:
        lemma: its lemma, with a particle behind a space ("point out").
        pos: "verb", "noun", "adj" or "adv".
        frames: how a content may hang on it: "that" (finite clause), "to", "ing", "np", "quote", "np-to" (urged them
            to go), "np-as", or a preposition ("of", "for"). Most frequent first.
        act: value of `onrecord.model.Act` that it mostly performs.
        hop: value of `onrecord.model.HopKind`.
        passive: whether a passive without "by" leaves an unknown source ("was accused of").
    """

    lemma: str
    pos: str
    frames: tuple[str, ...]
    act: str = "assert"
    hop: str = "said"
    passive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Entry):
    """A word that decides how sure its complement is.

    Attributes:
        lemma: its lemma.
        pos: "verb", "adjective" or "noun".
        affirmed: what follows for the complement when the word is affirmed: a `Level` and "+" or "-".
        negated: the same when the word is negated.
    """

    lemma: str
    pos: str
    affirmed: str
    negated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge(Entry):
    """A word that lowers or turns the certainty of what it modifies.

    Attributes:
        lemma: its lemma.
        kind: "modal", "adverb", "adjective", "determiner", "preposition" or "conjunction".
        effect: a `Level` and "+" or "-".
    """

    lemma: str
    kind: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCue(Entry):
    """Words before a quotation mark that introduce a name or a word as a word, not somebody's speech.

    Attributes:
        words: the words, lower case, parted by spaces; hyphens stand without spaces.
    """

    words: str
