"""How surely the key of MUC-4 holds a body responsible where the rows of responsibility do not say.

A body that no rule ties to a deed has no row of its own; the words around its name are all there is. A row that says
more than "told as a fact" always stands. The cues were chosen on the training part (188 bodies of templates that are
in the key), so its figures are in-sample: right .654 with them and the voice of the report (`muc4.SPEAKS`). A logistic
over 40 such cues was no better by five folds than rows alone (.586 of 244, .584). 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

CLAIMED = "CLAIMED OR ADMITTED"
FACT = "REPORTED AS FACT"
BY_AUTHORITIES = "SUSPECTED OR ACCUSED BY AUTHORITIES"
ACCUSED = "SUSPECTED OR ACCUSED"
POSSIBLE = "POSSIBLE"

BODY = "BODY"
"""Stands for the name in what is read."""


def _upto(words: int) -> str:
    return rf"(?:\W+\w+){{0,{words}}}?\W+"


_CLAIM = re.compile(
    rf"{BODY}{_upto(12)}(?:claim\w*|assum\w+|tak\w+|took|accept\w*|admit\w*|acknowledg\w*){_upto(3)}"
    r"(?:responsib\w+|credit|authorship)"
    rf"|{BODY}{_upto(5)}(?:admitted|acknowledged|confessed|claimed the)"
)
"""Its own word: "spokesmen of the Dawn took responsibility"."""
_ALLEGED = re.compile(rf"\b(?:alleged\w*|presum\w+|suspect\w*|suppos\w+){_upto(4)}{BODY}")
"""A hedge before it: "alleged members of the Dawn"."""
_MAYBE = re.compile(
    rf"\b(?:possib\w+|might|may|could|rul\w+ out|investigat\w+|if|whether|apparently|probably){_upto(8)}{BODY}"
    rf"|{BODY}{_upto(5)}(?:might|may|could have|possibly)"
)
_BLAMED = re.compile(
    rf"\b(?:attribut\w+ to|blam\w+|accus\w+|believ\w+|responsib\w+|link\w+ to|imput\w+|identif\w+|held|charge\w*"
    rf"|work of|caused by|said to){_upto(6)}{BODY}"
    rf"|{BODY}{_upto(6)}(?:is|are|was|were|been){_upto(2)}(?:accused|blamed|suspected|believed|responsible|behind)"
    rf"|{BODY}{_upto(6)}(?:responsible for|behind)"
)
CUES = ((_CLAIM, CLAIMED), (_ALLEGED, ACCUSED), (_MAYBE, POSSIBLE), (_BLAMED, ACCUSED))
"""What a sentence says and how surely that is, the first that fits; only the first two are read where a row tells it as
a fact. Who of authority says it could not be told from such words: .621 with it."""
_OVER_FACTS = 2

_MOST = 600
"""Letters of a sentence that are read; those of the wire are shorter."""


def certainty(name: str, values: Iterable[str], sentences: Iterable[str]) -> str | None:
    """Return how surely a body did it by the words around its name, None where the rows decide or nothing is said.

    Args:
        name: the body.
        values: what the rows about it and the event say.
        sentences: those that may name it and tell of the event.
    """
    told = list(values)
    if any(value != FACT for value in told):
        return None
    cues = CUES[:_OVER_FACTS] if told else CUES
    read = [text for s in sentences if (text := _marked(s, name))]
    return next((value for cue, value in cues if any(cue.search(text) for text in read)), None)


def _marked(sentence: str, name: str) -> str:
    """Return a sentence in small letters with a sign for the name, "" where it is not there."""
    text, small = " ".join(sentence[:_MOST].lower().split()), " ".join(name.lower().split())
    return text.replace(small, BODY) if small and small in text else ""
