"""Numbers in words and digits, with their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.model import Span

_TEN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_UNITS = [*_TEN, "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL: dict[str, float] = {
    **{w: float(i) for i, w in enumerate(_UNITS)},
    **{w: 10.0 * (i + 2) for i, w in enumerate(_TENS)},
    "dozen": 12.0,
    "twice": 2.0,
    "half": 0.5,
    "both": 2.0,
    "pair": 2.0,
}
_ORDINAL = {
    "first": 1.0,
    "second": 2.0,
    "third": 3.0,
    "fourth": 4.0,
    "fifth": 5.0,
    "sixth": 6.0,
    "seventh": 7.0,
    "eighth": 8.0,
    "ninth": 9.0,
    "tenth": 10.0,
}
_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "bn": 1e9}
_VAGUE = {"dozens": 24.0, "hundreds": 200.0, "thousands": 2000.0, "scores": 40.0, "millions": 2e6}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said.

    Attributes:
        span: its words.
        value: what it counts.
        first: index of its first word.
        last: index of its last word.
        vague: whether it sets a floor only ("dozens").
    """

    span: Span
    value: float
    first: int
    last: int
    vague: bool = False


def numbers_in(doc: Doc) -> tuple[Number, ...]:
    """Return the numbers of a text in order; "two hundred" is one, and so is "2.5 million"."""
    out: list[Number] = []
    run: list[Token] = []
    for token in [*doc, None]:
        if token is not None and (_is_number(token) or (run and token.lower_ in {"-", "and", "a"} and _goes_on(token))):
            run.append(token)
            continue
        if run:
            out.extend(_numbers(run))
            run = []
    return tuple(out)


def _goes_on(token: Token) -> bool:
    if token.i + 1 >= len(token.doc):
        return False
    after = token.nbor(1)
    if token.lower_ == "a":  # "half a million", "half a dozen"
        return token.nbor(-1).lower_ == "half" and (after.lower_ in _SCALE or after.lower_ == "dozen")
    return token.lower_ == "-" and _value(after) is not None


def _is_number(token: Token) -> bool:
    return _value(token) is not None or token.lower_ in _SCALE or token.lower_ in _VAGUE


def _value(token: Token) -> float | None:
    """Return the value of one word, None where it is no number."""
    word = token.lower_
    if word in {"half", "second", "first"} and token.pos_ not in {"NUM", "ADJ"}:
        return _SMALL.get(word) if word == "half" else None
    if word in _SMALL:
        return _SMALL[word]
    if word in _ORDINAL:
        return _ORDINAL[word]
    digits = word.replace(",", "")
    for ending in ("st", "nd", "rd", "th", "m", "bn"):
        if digits.endswith(ending) and digits[: -len(ending)].replace(".", "", 1).isdigit():
            return float(digits[: -len(ending)]) * _SCALE.get(ending, 1.0)
    if digits.replace(".", "", 1).isdigit() and digits.isascii() and len(digits) < 15:
        return float(digits)
    if "-" in word and all(p in _SMALL for p in word.split("-")):
        return sum(_SMALL[p] for p in word.split("-"))
    return None


def _numbers(run: Sequence[Token]) -> list[Number]:
    """Return the numbers that a run of number words makes; "2 12" is two of them."""
    out: list[Number] = []
    held: list[Token] = []
    total = group = 0.0
    vague = False

    def close() -> None:
        nonlocal total, group, vague
        words = [t for t in held if t.lower_ not in {"-", "and", "a"}]
        if words:
            span = Span(words[0].idx, words[-1].idx + len(words[-1]))
            out.append(Number(span, total + group, words[0].i, words[-1].i, vague))
        held.clear()
        total, group, vague = 0.0, 0.0, False

    for token in run:
        value = _value(token)
        word = token.lower_
        if word in _VAGUE:
            close()
            held.append(token)
            group, vague = _VAGUE[word], True
        elif word in _SCALE and value is None:
            group = (group or 1.0) * _SCALE[word]
            if _SCALE[word] >= 1e3:
                total, group = total + group, 0.0
            held.append(token)
        elif value is None:
            held.append(token)
        else:
            joins = not held or (word in _SMALL and (group % 100 == 0 or held[-1].lower_ == "-" or group % 10 == 0))
            joins = joins or (word == "dozen" and 0.0 < group < 100.0)
            if not joins or (held and value >= 100):
                close()
            group = group * value if word == "dozen" and group else group + value
            held.append(token)
    close()
    return out
