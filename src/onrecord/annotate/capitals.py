"""Gives wire text in capitals the case that the parser was trained on, code point for code point.

Old wire reports and broadcast transcripts are all capitals; the parser then finds hardly a verb. Common words go to
lower case, and what no list knows as common is taken for a name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.actors.words import body, causes
from onrecord.annotate.capital_words import Word, about, two_are_one, words_of

SHOUTED = 0.9
"""Share of letters that are capitals from which a paragraph counts as set in capitals (headlines in title case stay
below 0.4; the 1300 wire reports are above 0.97; 2026-11-22)."""

FEWEST_WORDS = 6
"""Words that a paragraph in capitals must have; shorter ones are headings, acronyms, signatures."""

LONGEST_ACRONYM = 8
"""Letters of an acronym in brackets."""

LONGEST_BODY = 8
"""Words of the name of a body."""

MOST_ALIKE = 20
"""Names of bodies that begin alike and are remembered; bounds the work on hostile text."""

_PARAGRAPH = re.compile(r"[^\n\r]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_INITIAL = re.compile(r"(?:^|\W)\w\.$")
_DAY_BEFORE = re.compile(r"\b(?:\d|[12]\d|3[01])(?:ST|ND|RD|TH)? $")
_DAY_BEHIND = re.compile(r" (?:\d|[12]\d|3[01]|1[89]\d\d|20\d\d)\b(?![.,:]\d|\s*(?:PERCENT|PEOPLE|PERSONS)\b)")
_ENDS = frozenset(".!?:")
_BEHIND_TITLE = frozenset({" ", ". "})
_OPENED, _CLOSED = frozenset({"[", "("}), frozenset({"]", ")"})
_SMALL = frozenset(["of", "the", "and", "for", "in", "to"])
_FIGHTING = frozenset(["army", "forces", "force", "command", "brigade", "brigades", "militia", "militias", "guard"])
_CALLED_TO_ARMS = frozenset(["liberation", "people's", "people’s", "popular", "revolutionary", "patriotic"])
_FOUNDED = frozenset(["army", "forces", "front", "movement", "union", "party", "commandos", "brigades"])
"""Words for bodies that a cause stands behind ("ARMY OF NATIONAL LIBERATION")."""
_FOUNDED_BY = frozenset(["front", "movement", "union", "league"])
"""Words for bodies that the name right before them is part of ("THE TAVELLIST UNION")."""
_NO_BODY = frozenset(["government", "states", "house", "office", "press", "times", "star", "news", "post", "mission"])
_AFTER_NAME = frozenset(["and", "was", "were", "is", "has", "had", "who", "said", "in", "at", "on", "by", "to"])
_PARTICLES = frozenset(["el", "la", "las", "los", "san", "santa", "santo", "del", "de", "al", "new", "north", "south"])
_FOLLOWERS = ("ist", "ists", "ista", "istas", "ite")
"""Endings of names for those who follow somebody ("TAVELLIST")."""
_AIMS = frozenset(["liberation", "left", "workers"])
"""Causes with which such a name can end."""
_DASH = re.compile(r"[\W\d]*(?: -| --|\]--|\)--| —| –) ?\W*")
_DATELINE = 9
"""Words of the longest place, day and agency before the dash of a dateline."""
_ASIDE = frozenset(["who", "which", "whose", "whom", "that", "and", "or"])
"""Words behind the dash of an aside ("TAVELL -- WHO LEFT -- SAID")."""
_APOSTROPHES = frozenset(["'", "’"])
_NOT_CALLED_SO = frozenset(["the", "a", "an", "this", "that", "these", "those", "some", "no", "every", "each", "any"])
"""Words that stand before a noun and not before a surname."""


def shouted(paragraph: str) -> bool:
    """Say whether a paragraph is set in capitals."""
    upper = sum(map(str.isupper, paragraph))
    if upper < SHOUTED * (upper + sum(map(str.islower, paragraph))):
        return False
    return len(_WORD.findall(paragraph)) >= FEWEST_WORDS


def calm(text: str) -> str:
    """Return the text with paragraphs in capitals in likely upper and lower case; same length, same offsets."""
    if not any(c.isupper() for c in text):
        return text
    loud = [m for m in _PARAGRAPH.finditer(text) if shouted(m.group())]
    if not loud:
        return text
    lines = [_line(m.group()) for m in loud]
    told = _told(lines)
    for line in lines:
        _find_names(line)
    called = frozenset(line.known[n].bare for line in lines for n in line.surnames)
    out: list[str] = []
    at = 0
    for match, line in zip(loud, lines, strict=True):
        out += (text[at : match.start()], _calm(line, told, called))
        at = match.end()
    return "".join([*out, text[at:]])


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph in capitals.

    Attributes:
        text: its letters.
        spans: first and last offset of each of its words.
        words: as they are written.
        gaps: what stands between each word and the next one, a line break behind the last.
        known: what is known of each by itself.
        named: whether each is a name, filled by `_find_names`.
        surnames: those that are surnames though nouns, filled likewise.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    known: tuple[Word, ...]
    named: list[bool]
    surnames: set[int]

    def follows(self, number: int) -> bool:
        """Say whether a space alone parts a word from the one before."""
        return number > 0 and self.gaps[number - 1] == " "

    def possessive(self, number: int) -> bool:
        """Say whether a word ends with a possessive mark."""
        return len(self.known[number].bare) < len(self.words[number])


def _line(text: str) -> _Line:
    spans = tuple(m.span() for m in _WORD.finditer(text))
    words = tuple(text[start:end] for start, end in spans)
    gaps = tuple(text[end:start] for (_, end), (start, _) in itertools.pairwise(spans))
    known = tuple(map(about, words))
    return _Line(text, spans, words, (*gaps, "\n"), known, [w.name for w in known], set())


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text says about names in it.

    Attributes:
        acronyms: those that it explains in brackets somewhere.
        bodies: first word -> names, in words, that stand spelled out before their acronym.
    """

    acronyms: frozenset[str]
    bodies: dict[str, list[tuple[str, ...]]]


def _told(lines: Sequence[_Line]) -> _Told:
    acronyms: set[str] = set()
    bodies: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        for number in _explained(line):
            first = _spelled_from(line, number)
            if first is not None:
                name = line.words[first:number]
                known = bodies.setdefault(name[0], [])
                if name not in known and len(known) < MOST_ALIKE:
                    known.append(name)
            if first is not None or not line.known[number].common:
                acronyms.add(line.words[number])
    return _Told(frozenset(acronyms), bodies)


def _explained(line: _Line) -> list[int]:
    """Return the words that stand alone in brackets and are short enough for acronyms."""
    if _OPENED.isdisjoint(line.text):
        return []
    short = (n for n, word in enumerate(line.words) if 2 <= len(word) <= LONGEST_ACRONYM)
    return [n for n in short if _bracketed(line, n)]


def _bracketed(line: _Line, number: int) -> bool:
    start, end = line.spans[number]
    return line.text[start - 1 : start] in _OPENED and line.text[end : end + 1] in _CLOSED


def _find_names(line: _Line) -> None:
    """Find the words that are names by those beside them; later words are judged by what was found before."""
    for number, word in enumerate(line.known):
        if line.gaps[number] in _BEHIND_TITLE and line.named[number + 1] and _leads(line, number):
            line.named[number] = True
        elif word.month and not line.named[number]:
            line.named[number] = _is_month(line, number)
        elif not line.named[number] and (_is_surname(line, number) or _addressed(line, number)):
            line.named[number] = True
            line.surnames.add(number)


def _leads(line: _Line, number: int) -> bool:
    """Say whether a word before a name is part of it: a particle, a title, a given name that is a verb as well."""
    word = line.known[number]
    if word.small in _PARTICLES or word.rank:
        return True
    return word.given and word.plain and word.small not in words_of("verb") and not line.known[number + 1].place


def _is_surname(line: _Line, number: int) -> bool:
    """Say whether a noun is a surname: behind a given name, or behind another such surname."""
    word, before = line.known[number], line.known[number - 1]
    if not (word.bears or word.surname) or not line.follows(number) or line.possessive(number - 1):
        return False
    given = before.given and (not before.listed or _behind_name(line, number))
    if given and number > 1 and line.follows(number - 1) and line.known[number - 2].small in _PARTICLES:
        return False  # "SAN JOSE AGREEMENT"
    if word.bears:
        called = before.given and line.named[number - 1] and _ends_phrase(line, number)
        return given or called or number - 1 in line.surnames or _ends_name(line, number)
    return given and word.surname and _ends_phrase(line, number)


def _ends_name(line: _Line, number: int) -> bool:
    """Say whether a noun ends a person's name: behind a given name and another one, and the phrase ends with it."""
    if number < 2 or not line.named[number - 1] or not line.known[number - 2].given:
        return False
    return _behind_name(line, number) and _ends_phrase(line, number)


def _ends_phrase(line: _Line, number: int) -> bool:
    return line.possessive(number) or line.gaps[number] != " " or line.known[number + 1].small in _AFTER_NAME


def _behind_name(line: _Line, number: int) -> bool:
    """Say whether two names stand right before a word: then the given name is one, though it is a noun as well."""
    return number > 1 and line.named[number - 2] and line.spans[number - 2][1] + 1 == line.spans[number - 1][0]


def _addressed(line: _Line, number: int) -> bool:
    """Say whether a noun stands behind a title that only names stand behind ("COLONEL OCHOA SAID")."""
    if number == 0 or not line.known[number - 1].addressed or line.gaps[number - 1] not in _BEHIND_TITLE:
        return False
    word = line.known[number]
    return (word.bears or (word.plain and word.surname)) and _ends_phrase(line, number)


def _is_month(line: _Line, number: int) -> bool:
    """Say whether "MAY" and the like are months here: beside a day or a year, or behind "since"."""
    start, end = line.spans[number]
    if _DAY_BEFORE.search(line.text, max(0, start - 6), start) or _DAY_BEHIND.match(line.text, end):
        return True
    word = line.known[number]
    return word.plain and line.follows(number) and line.known[number - 1].small in words_of("before-month")


def _calm(line: _Line, told: _Told, called: frozenset[str]) -> str:
    # A sentence begins with the paragraph, also behind its number, and behind a dateline.
    spelled = _spelled_out(line) | _bodies(line, told) | set(range(_dateline(line) + 1))
    out: list[str] = []
    at = 0
    for number, (word, known) in enumerate(zip(line.words, line.known, strict=True)):
        start, end = line.spans[number]
        out.append(line.text[at:start])
        if line.text[start - 1 : start].isdigit():
            out.append(known.small)  # "3D", "41ST"
        elif known.bare in told.acronyms or _keeps(line, number):
            out.append(known.bare + word[len(known.bare) :].lower())
        else:
            capital = line.named[number] or number in spelled or _begins(line.text, start)
            out.append(known.written(capital=capital or (known.bare in called and _called(line, number))))
        at = end
    return "".join([*out, line.text[at:]])


def _dateline(line: _Line) -> int:
    """Return how many words stand before the dash of a dateline ("LUND, 3 MAY 90 (AGENCY) --"), 0 without one."""
    for number, word in enumerate(line.known[: min(_DATELINE, len(line.known) - 1)]):
        if not number and not (line.named[number] or word.begins):
            return 0
        if word.plain and not line.named[number] and word.small not in _PARTICLES:
            return 0
        if _DASH.fullmatch(line.gaps[number]):
            return number + 1 if line.known[number + 1].small not in _ASIDE else 0
    return 0


def _called(line: _Line, number: int) -> bool:
    """Say whether a word that is a surname elsewhere in the text is one here too."""
    if line.follows(number) and line.known[number - 1].small in _NOT_CALLED_SO:
        return False
    return not line.known[number].plain or _ends_phrase(line, number)


def _begins(paragraph: str, start: int) -> bool:
    """Say whether a sentence begins there."""
    before = paragraph[max(0, start - 8) : start].rstrip(" \"“”'‘’[(")
    return not before or (before[-1] in _ENDS and not _INITIAL.search(before))


def _patron(line: _Line, number: int) -> bool:
    """Say whether a noun is part of the name that a body goes by ("TAVELL RIVERA", not "CHILEAN MINERS")."""
    if not line.follows(number) or not line.named[number - 1]:
        return False
    return not line.known[number].plain and not line.known[number - 1].place


def _spelled_out(line: _Line) -> set[int]:
    """Return the words that an acronym in brackets behind them abbreviates ("… LIBERATION FRONT [FMLN]")."""
    out: set[int] = set()
    for number in _explained(line):
        first = _spelled_from(line, number)
        out.update(range(number if first is None else first, number))
    return {n for n in out if line.known[n].small not in _SMALL}


def _spelled_from(line: _Line, number: int) -> int | None:
    """Return the first of the words whose initials the acronym is, None where the words before it are others."""
    first = number - 1
    for letter in reversed(line.words[number]):
        while first >= 0 and line.known[first].small in _SMALL:
            first -= 1
        if first < 0 or line.words[first][0] != letter:
            return None
        first -= 1
    return first + 1


def _bodies(line: _Line, told: _Told) -> set[int]:
    """Return the words that belong to the name of a body: told elsewhere in the text, known, or named for its cause."""
    words = line.words
    out: set[int] = set()
    for number, word in enumerate(line.known):
        ends = [number + len(name) for name in told.bodies.get(words[number], ()) if _stands(words, number, name)]
        if word.opens:
            ends += [end for end in range(number + 2, number + LONGEST_BODY) if _known(line, number, end)]
        if word.begins and line.gaps[number] == " " and two_are_one(words[number], words[number + 1]):
            ends.append(number + 2)
        if ends:
            out.update(range(number, max(ends)))
        elif word.head and word.small not in _NO_BODY:
            out.update(_named_for(line, number))
            out.update(_founded_for(line, number))
    return {n for n in out if line.known[n].small not in _SMALL}


def _stands(words: Sequence[str], number: int, name: Sequence[str]) -> bool:
    return words[number : number + len(name)] == name


def _known(line: _Line, first: int, end: int) -> bool:
    """Say whether the words are a body that the list has."""
    if end > len(line.words):
        return False
    words = [w.small if w.small in _SMALL else w.titled for w in line.known[first:end]]
    if body(" ".join(words)) is None:
        return False
    return "  " not in line.text[line.spans[first][0] : line.spans[end - 1][1]]


def _named_for(line: _Line, head: int) -> range:
    """Return the words of a body's name up to its head: names and causes before it, a cause at least among them."""
    fights = line.known[head].small in _FIGHTING
    first, found = head, 0
    while line.follows(first) and head - first < LONGEST_BODY:
        small = line.known[first - 1].small
        armed = small == "armed" and first == head and fights
        if not (line.named[first - 1] or small in causes() or armed or _patron(line, first - 1)):
            break
        first -= 1
        found += small in (_CALLED_TO_ARMS if fights else causes())
    if found:
        return range(first, head + 1)
    before = line.known[head - 1] if line.follows(head) and line.named[head - 1] else None
    led = before is not None and line.known[head].small in _FOUNDED_BY and before.small.endswith(_FOLLOWERS)
    return range(head - 1, head + 1) if led else range(0)


def _founded_for(line: _Line, head: int) -> range:
    """Return the words of a name whose cause stands behind its head ("ARMY OF NATIONAL LIBERATION")."""
    if line.known[head].small not in _FOUNDED or line.gaps[head] != " " or line.known[head + 1].small != "of":
        return range(0)
    last = min(len(line.words), head + LONGEST_BODY)
    end, said = head + 2, ""
    while end < last and line.follows(end) and line.known[end].small in (causes() | {"the"}):
        said = line.known[end].small
        end += 1
    return range(head, end) if said in _AIMS else range(0)


def _keeps(line: _Line, number: int) -> bool:
    """Say whether a word is an acronym: known, without vowels, in brackets, a letter alone or part of "U.S."."""
    word = line.known[number]
    start, end = line.spans[number]
    if len(word.bare) == 1:
        behind = line.text[end : end + 2]
        if behind[:1] == "." or (behind[:1] == "-" and behind[1:].isdigit()):
            return True
        return word.acronym and line.text[start - 1 : start] not in _APOSTROPHES
    return word.acronym or (word.bracketed and _bracketed(line, number))
