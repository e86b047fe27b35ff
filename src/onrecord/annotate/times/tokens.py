"""Cuts a text into tokens and gives each the one-letter code that the grammar of time expressions reads.

The grammar then runs over a string with one letter a token, which is short, so that patterns stay readable and fast.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Holiday, TimeWord

OTHER = "_"
BREAK = "\n"

_TOKEN = re.compile(
    r"""
    (?P<word>(?![½¼¾]|[ap]\.\s?m\.?(?!\w)|(?<=\d)[ap]m(?!\w)|[QH][1-4](?!\w))  # first, being most; none of those below
      [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?)
  | (?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?!\w))
  | (?P<slash>\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)(?!\w)|\d{4}/\d\d/\d\d(?!\w))
  | (?P<military>\d{0,2}\ ?\d{4}Z(?!\w))
  | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\w)|\d{1,2}\.\d\d(?=\s?[ap]\.?m\b)|\d{4}(?=\s(?:hours|GMT|UTC)\b))
  | (?P<decade>(?:\d{3}|['’‘]\d)0['’]?s(?!\w))
  | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)(?!\w))
  | (?P<apostrophe>['’‘]\d\d(?!\w))
  | (?P<fraction>\d/\d(?![\d/])|[½¼¾])
  | (?P<money>[$£€¥\#]\s?\d[\d.,]*)
  | (?P<number>\d+(?:,\d{3})+(?:\.\d+)?(?!\w)|\d+(?:\.\d+)?(?![\w.]\d|[^\W\d_](?!\.?m)))
  | (?P<halfday>[ap]\.\s?m\.?(?!\w)|(?<=\d)\s?[ap]m(?!\w))
  | (?P<possessive>['’]s(?!\w))
  | (?P<short>[QH][1-4](?!\w))
  | (?P<junk>\w+)
  | (?P<mark>[-–—,/(%])
  | (?P<break>\n\s*\n)
  | (?P<end>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as the grammar reads it.

    Attributes:
        text: the text.
        codes: one letter a token.
        starts: offset of each token.
        ends: offset one past each token.
        values: what each token adds (see `time_words.yaml`), its words where it has no value.
    """

    text: str
    codes: str
    starts: list[int]
    ends: list[int]
    values: list[str]

    def words(self, first: int, last: int) -> str:
        """Return the words of the tokens from `first` to before `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def capitalised(self, index: int) -> bool:
        """Say whether there is such a token and it starts with a capital."""
        return 0 <= index < len(self.starts) and self.text[self.starts[index]].isupper()


@functools.cache
def _vocabulary() -> dict[str, tuple[str, str]]:
    return {word: (entry.code, entry.value) for entry in load("time_words", TimeWord) for word in entry.words}


@functools.cache
def holidays() -> dict[str, str]:
    """Return the rule of each named day, by its name."""
    return {name: entry.rule for entry in load("time_holidays", Holiday) for name in entry.words}


@functools.cache
def _holiday_regex() -> re.Pattern[str]:
    names = sorted(holidays(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)).replace("'", "['’]") + r")(?!\w)", re.IGNORECASE)


def _number_code(text: str) -> str:
    if not text.isdigit():
        return "N"
    if len(text) == 4 and "1000" <= text <= "2199":
        return "Y"
    if len(text) <= 2:
        return "d" if 1 <= int(text) <= 31 else "h"
    return "N"


def _word_code(text: str, start: int, end: int) -> tuple[str, str]:
    word = text[start:end]
    known = _vocabulary().get(word.lower())
    if known is None:
        return OTHER, word
    code, value = known
    if code in "mw" and word[0].isupper():
        dotted = text[end : end + 1] == "."
        if (dotted and len(word) <= 5) or (
            word in ("May", "March") and text[max(0, start - 2) : start] not in ("", ". ")
        ):
            code = code.upper()
    return code, value


_PLAIN_CODES = {
    "iso": "8",
    "slash": "7",
    "military": "6",
    "clock": "C",
    "decade": "D",
    "ordinal": "O",
    "apostrophe": "Q",
    "fraction": "f",
    "short": "5",
    "money": OTHER,
    "halfday": "A",
    "possessive": "z",
    "junk": OTHER,
    "break": BREAK,
    "end": ".",
}


def tokens(text: str) -> Tokens:
    """Cut a text into tokens with their codes."""
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "end"
        start, end = match.span()
        if kind == "word":
            code, value = _word_code(text, start, end)
            if code in "Mm" and text[end : end + 1] == "." and text[start:end].lower() != "may" and end - start < 5:
                end += 1
        elif kind == "number":
            value = match[0].replace(",", "")
            code = _number_code(match[0])
        elif kind == "mark":
            value = match[0]
            code = "-" if value in "-–—" else value
        else:
            value = match[0]
            code = _PLAIN_CODES[kind]
            if kind == "halfday":
                start += len(value) - len(value.lstrip())
        if codes and start < ends[-1]:
            continue
        codes.append(code)
        starts.append(start)
        ends.append(end)
        values.append(value)
    return _with_holidays(Tokens(text, "".join(codes), starts, ends, values))


def _with_holidays(plain: Tokens) -> Tokens:
    """Put one token `K` in the place of the tokens of each named day."""
    found = list(_holiday_regex().finditer(plain.text))
    if not found:
        return plain
    codes = list(plain.codes)
    spans = {match.start(): match for match in found}
    keep: list[int] = []
    until = -1
    for i, start in enumerate(plain.starts):
        if start < until:
            continue
        match = spans.get(start)
        if match is not None and not match[0][0].islower():
            codes[i] = "K"
            plain.values[i] = match[0].lower().replace("’", "'")
            plain.ends[i] = until = match.end()
        keep.append(i)
    return Tokens(
        plain.text,
        "".join(codes[i] for i in keep),
        [plain.starts[i] for i in keep],
        [plain.ends[i] for i in keep],
        [plain.values[i] for i in keep],
    )


def number(values: list[str], codes: str) -> float:
    """Return the number that number tokens say ("two hundred", "2 1/2"); 0 where they say none."""
    total, part = 0.0, 0.0
    for value, code in zip(values, codes, strict=True):
        if code == "f":
            part += _fraction(value)
        elif code in "dhNYO":
            digits = value.rstrip("stndrhSTNDRH")
            part += float(digits[:12]) if digits else 0.0
        elif code in "nOk":
            spoken = float(value)
            if spoken >= 100:
                total, part = (total + max(part, 1) * spoken, 0.0) if spoken >= 1000 else (total, max(part, 1) * spoken)
            else:
                part += spoken
    return total + part


def _fraction(value: str) -> float:
    known = {"½": 0.5, "¼": 0.25, "¾": 0.75}
    if value in known:
        return known[value]
    if "/" in value:
        above, below = value.split("/")
        return int(above) / int(below) if int(below) else 0.0
    return float(value)
