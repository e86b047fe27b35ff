"""Numbers in words and digits, with their values."""

from __future__ import annotations

import dataclasses
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
_VAGUE = {"several": 3.0, "dozens": 24.0, "hundreds": 200.0, "thousands": 2000.0, "scores": 40.0, "millions": 2e6}


_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_WHOLES = frozenset({3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 100.0})
_UNITS_OF_TIME = frozenset(
    {"day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minutes"}
)
BOUNDS = {
    **dict.fromkeys(("at least", "more than", "no fewer than", "no less than", "over", "upwards of", "above"), "low"),
    **dict.fromkeys(("in excess of", "not fewer than", "not less than"), "low"),
    **dict.fromkeys(("up to", "as many as", "as much as", "at most", "no more than", "not more than"), "high"),
    **dict.fromkeys(("fewer than", "less than", "under", "below"), "high"),
    **dict.fromkeys(("about", "around", "some", "roughly", "approximately", "nearly", "almost", "close to"), "near"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said.

    Attributes:
        span: its words.
        value: what it counts.
        first: index of its first word.
        last: index of its last word.
        vague: whether it sets a floor only ("dozens").
        bound: "low" where it is the least there were ("at least"), "high" where it is the most ("up to"), "near" where
            it is not exact ("about"), else "".
    """

    span: Span
    value: float
    first: int
    last: int
    vague: bool = False
    bound: str = ""


def numbers_in(doc: Doc) -> tuple[Number, ...]:
    """Return the numbers of a text in order; "two hundred" is one, and so is "2.5 million".

    Shares are percentages, however they are said: "a quarter", "six in ten", "two thirds".
    """
    shares = {i: share for token in doc if (share := _share(token)) for i in range(share.first, share.last + 1)}
    out: list[Number] = []
    run: list[Token] = []
    for token in [*doc, None]:
        if token is not None and token.i in shares:
            out.extend(_numbers(run))
            run = []
            if shares[token.i].first == token.i:
                out.append(shares[token.i])
            continue
        if token is not None and (_is_number(token) or (run and token.lower_ in {"-", "and", "a"} and _goes_on(token))):
            run.append(token)
            continue
        if run:
            out.extend(_numbers(run))
            run = []
    return tuple(dataclasses.replace(n, bound=_bound(doc, n.first)) for n in out)


def _bound(doc: Doc, first: int) -> str:
    """Return how a number is bounded by the words before it: "low" for "at least", "high" for "up to", else ""."""
    before = [t.lower_ for t in doc[max(0, first - 4) : first] if t.lower_ not in {"$", "£", "€", "a", "-"}]
    for size in (3, 2, 1):
        bound = BOUNDS.get(" ".join(before[-size:]))
        if bound is not None:
            return bound
    return ""


def _share(token: Token) -> Number | None:
    """Return the share that ends or begins at a word, as a percentage: "a quarter", "two thirds", "six in ten"."""
    doc, i = token.doc, token.i
    parts = _PARTS.get(token.lower_.removesuffix("s"))
    if parts == 2:
        scaled = i + 2 < len(doc) and doc[i + 1].lower_ in {"a", "an"} and doc[i + 2].lower_ in {*_SCALE, "dozen"}
        ordinal = i and doc[i - 1].lower_ in _ORDINAL
        return None if scaled or ordinal or token.lower_ != "half" else _percent(doc, i, i, 50.0)
    noun = i + 1 < len(doc) and doc[i + 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}  # "a third suspect"
    if parts and i and not noun:
        at = i - 2 if doc[i - 1].text == "-" and i > 1 else i - 1
        many = 1.0 if doc[at].lower_ in {"a", "one"} else _SMALL.get(doc[at].lower_, 0.0)
        if 0 < many < parts and token.lower_.endswith("s") == (many > 1):
            return _percent(doc, at, i, 100.0 * many / parts)
    many = _value(token) or 0.0
    link = 2 if [t.lower_ for t in doc[i + 1 : i + 3]] == ["out", "of"] else 1
    if many and i + link + 1 < len(doc) and doc[i + link].lower_ in {"in", "of"}:
        whole = doc[i + link + 1]
        if (doc[i + 1].lower_ == "out" or doc[i + 1].lower_ == "in") and _value(whole) in _WHOLES:
            return _percent(doc, i, i + link + 1, 100.0 * many / (_value(whole) or 1.0))
    return None


def _percent(doc: Doc, first: int, last: int, value: float) -> Number | None:
    after = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if value > 100.0 or after in _UNITS_OF_TIME:  # "one in five days"
        return None
    return Number(Span(doc[first].idx, doc[last].idx + len(doc[last])), round(value, 1), first, last)


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
