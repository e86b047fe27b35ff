"""Sets coarse tags, features and lemmas as attribute ruler and lemmatizer of a pipeline do, in a fifth of their time.

The ruler tries its nearly two hundred patterns on every word, an eighth of the time of the whole pipeline. Almost all
of them ask for one word by its letters, its tag and its relation, so what they said of one word is kept for all alike;
words that no pattern names are alike. Patterns of several words are tried as before. The lemmatizer looks at the
letters, the coarse tag and the features, so that its word is kept too. What is set is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
_KEPT = 1 << 17
"""Words and kinds of words that are kept at hand at most."""

_ASKED = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_AMONG = frozenset({"IN", "NOT_IN"})
_SPACE, _OTHER = -1, -2

Rule = tuple[int, int]
"""Number of a rule, and its name's number: the order in which rules are applied; later ones have the last word."""

_SET = ("TAG", "DEP", "POS", "MORPH", "LEMMA")
_LEMMA = _SET.index("LEMMA")
Row = tuple[int, int, int, int, int]
"""What stands on a word, in the order of `_SET`."""


class Attributes:
    """A component that does what a ruler and a lemmatizer do."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer | None = None) -> None:
        """Take over the patterns of a ruler; all have to be `plain`. Lemmas are set where there is a lemmatizer."""
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._strings = ruler.vocab.strings
        self._one, self._several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._named: set[str] = set()
        self._like: list[re.Pattern[str]] = []
        for number, pattern in _patterns(ruler):
            matcher = self._one if len(pattern) == 1 else self._several
            matcher.add(str(number), [pattern])
            if len(pattern) == 1:
                self._note(pattern[0].get("LOWER"))
        self._words: dict[int, int] = {}
        self._known: dict[tuple[int, int, int], Row] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a report."""
        if not len(doc):
            return doc
        several = [
            match
            for start, end in _runs(self._several(doc, allow_missing=True))
            for match in self._matches(doc, start, end)
        ]
        rows = []
        for i, (lower, tag, dep) in enumerate(doc.to_array(["LOWER", "TAG", "DEP"]).tolist()):
            word = self._words.get(lower)
            key = (self._kind(lower) if word is None else word), tag, dep
            rows.append(self._known.get(key) or self._learn(key, doc, i))
        array: Any = np.array(rows, dtype=np.uint64)
        doc.from_array(list(_SET), array)
        ruler: Any = self._ruler
        ruler.set_annotations(doc, several)
        if self._lemmatizer is not None:
            self._set_lemmas(doc, self._lemmatizer)
        return doc

    def _matches(self, doc: Doc, start: int, end: int) -> list[tuple[int, int, int, int]]:
        """Return where all patterns match in some words, in the order in which the ruler applies them."""
        found = [
            (*self._rule(name), start + first, start + last)
            for matcher in (self._one, self._several)
            for name, first, last in matcher(doc[start:end], allow_missing=True, as_spans=False)
        ]
        return sorted(found)

    def _rule(self, name: int) -> Rule:
        return int(self._strings[name]), name

    def _set_lemmas(self, doc: Doc, lemmatizer: Lemmatizer) -> None:
        """Set the lemmas that no pattern has set."""
        lemmas = []
        for i, (orth, pos, morph, lemma) in enumerate(doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()):
            key = orth, pos, morph
            lemmas.append(lemma or self._lemmas.get(key) or self._learn_lemma(key, lemmatizer, doc[i]))
        array: Any = np.array(lemmas, dtype=np.uint64)
        doc.from_array("LEMMA", array)

    def _learn_lemma(self, key: tuple[int, int, int], lemmatizer: Lemmatizer, token: Token) -> int:
        if len(self._lemmas) >= _KEPT:
            self._lemmas.clear()
        self._lemmas[key] = self._strings.add(lemmatizer.lemmatize(token)[0])
        return self._lemmas[key]

    def _note(self, asked: str | Mapping[str, Any] | None) -> None:
        """Note which words a pattern names."""
        if isinstance(asked, str):
            self._named.add(asked)
        elif asked is not None:
            for how, what in asked.items():
                if how == "REGEX":
                    self._like.append(re.compile(what))
                else:
                    self._named.update(what)

    def _kind(self, lower: int) -> int:
        """Return what stands for a word: its own number where a pattern names it."""
        if len(self._words) >= _KEPT:
            self._words.clear()
        word = self._strings[lower]
        named = word in self._named or any(like.search(word) for like in self._like)
        kind = lower if named else _SPACE if word.isspace() else _OTHER
        self._words[lower] = kind
        return kind

    def _learn(self, key: tuple[int, int, int], doc: Doc, i: int) -> Row:
        """Return what the patterns of one word make of a word by trying all on it."""
        if len(self._known) >= _KEPT:
            self._known.clear()
        ruler: Any = self._ruler
        names = [name for name, *_ in self._one(doc[i : i + 1], allow_missing=True, as_spans=False)]
        ruler.set_annotations(doc, sorted((*self._rule(name), i, i + 1) for name in names))
        token: Any = doc[i]
        self._known[key] = token.tag, token.dep, token.pos, token.morph.key, token.lemma
        return self._known[key]


def _runs(matches: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words that matches lie on, those that share a word as one."""
    first = last = -1
    for start, end in sorted((start, end) for _, start, end in matches):
        if start >= last:
            if last > first:
                yield first, last
            first = start
        last = max(last, end)
    if last > first:
        yield first, last


def plain(ruler: AttributeRuler) -> bool:
    """Say whether all patterns ask for no more than the letters, the tag and the relation of words."""
    return all(_plain_word(word) for _, pattern in _patterns(ruler) for word in pattern)


def _patterns(ruler: AttributeRuler) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the patterns of a ruler with the numbers of their rules."""
    entries: Any = ruler.patterns
    for number, entry in enumerate(entries):
        for pattern in entry["patterns"]:
            yield number, pattern


def _plain_word(word: Mapping[str, Any]) -> bool:
    if not word.keys() <= _ASKED:
        return False
    for name, asked in word.items():
        how = asked.keys() if isinstance(asked, Mapping) else frozenset()
        if not (how <= _AMONG or (name == "LOWER" and how == {"REGEX"})):
            return False
    return True


@Language.factory("onrecord_attributes")
def make_attributes(nlp: Language, name: str) -> Attributes:  # noqa: ARG001 - spaCy names it
    """Return what stands in for the ruler of a pipeline, and for its lemmatizer where it has one of rules."""
    ruler = nlp.get_pipe(RULER)
    if not isinstance(ruler, AttributeRuler):
        raise TypeError(f"{RULER} is no attribute ruler")
    lemmatizer = _lemmatizer(nlp)
    if lemmatizer is not None:
        _quicken(lemmatizer)
    return Attributes(ruler, lemmatizer)


def _lemmatizer(nlp: Language) -> Lemmatizer | None:
    """Return the lemmatizer of a pipeline where it keeps what the ruler set and looks at no other word."""
    lemmatizer: Any = nlp.get_pipe(LEMMATIZER) if nlp.has_pipe(LEMMATIZER) else None
    fits = isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule" and not lemmatizer.overwrite
    return lemmatizer if fits else None


def _quicken(lemmatizer: Lemmatizer) -> None:
    """Keep the known words as sets: the lemmatizer asks for each form of a word whether it stands in a list of all."""
    index: Any = lemmatizer.lookups.get_table("lemma_index", {})
    for part in list(index):
        index[part] = frozenset(index[part])


def replace_ruler(nlp: Language) -> str:
    """Let `Attributes` do the work of a pipeline's ruler and lemmatizer, where the patterns allow it.

    Returns:
        The name of the component that does the work.
    """
    ruler = nlp.get_pipe(RULER)
    if not isinstance(ruler, AttributeRuler) or not plain(ruler):
        return RULER
    nlp.add_pipe("onrecord_attributes", after=RULER)
    nlp.disable_pipe(RULER)
    if _lemmatizer(nlp) is not None:
        nlp.disable_pipe(LEMMATIZER)
    return "onrecord_attributes"
