"""Finds the words that may be place names, with what speaks for and against each.

Names are looked up word by word in the gazetteer, longest first; the parser's names and the words around decide whether
the words are a place here. Weights stand in `limits.py`.
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.tokens import Span as Entity

from onrecord.annotate.places import limits
from onrecord.annotate.places.gazetteer import Known, Place, fold, known, look_up_folded, starts_known, starts_name
from onrecord.lexicon.load import load
from onrecord.lexicon.schema import PlaceWord
from onrecord.model import PlaceLevel

LONGEST = 7
"""Words in the longest name that is looked up."""

_WORD = re.compile(
    r"(?:[^\W\d_]{1,2}\.(?=[^\W\d_]\.|[^\W\d_]{2}\.)){1,3}[^\W\d_]{1,2}\.|[^\W_]+(?:['’](?![sS]\b)[^\W_]+|&(?=[A-Z])[^\W_]+)*"
)
_POSSESSIVES = ("'s ", "’s ")
_DOTTED = frozenset(("St", "Ste", "Ft", "Mt", "Pt", "ST", "STE", "FT", "MT", "PT"))
_LINKS = frozenset(
    {
        "of",
        "de",
        "la",
        "el",
        "al",
        "le",
        "du",
        "des",
        "del",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "and",
        "upon",
        "on",
        "the",
        "in",
        "en",
        "sur",
        "am",
        "bei",
        "y",
        "e",
        "les",
        "los",
        "las",
        "van",
        "den",
        "der",
        "an",
        "au",
        "aux",
    }
)


@dataclass(slots=True)
class Word:
    """A word of the text with its offsets.

    Attributes:
        start: first code point.
        end: code point after the last.
        text: the word.
        capital: whether it begins with a capital, or with one behind an elided article ("d'Ivoire").
    """

    start: int
    end: int
    text: str
    capital: bool


@dataclass(slots=True)
class Candidate:
    """Words that may be a place name.

    Attributes:
        start: first code point.
        end: code point after the last.
        first: index of its first word.
        last: index of its last word.
        key: its words as the gazetteer folds them.
        readings: what the lexicons say.
        places: what the gazetteer says.
        flags: of the gazetteer's line.
        label: the parser's label for the name around, "" for none.
        cues: what speaks for or against it, by name.
        score: their sum.
        container: the state or country said right behind it.
        within: whether it stands inside a longer name (an organisation's).
        facility: end of the facility's name around it, 0 for none.
        hyphen: whether it is written with one.
    """

    start: int
    end: int
    first: int
    last: int
    key: str
    readings: tuple[Known, ...] = ()
    places: tuple[Place, ...] = ()
    flags: str = ""
    label: str = ""
    cues: list[str] = field(default_factory=list)
    score: float = 0.0
    container: Candidate | None = None
    within: bool = False
    facility: int = 0
    hyphen: bool = False

    @property
    def demonym(self) -> bool:
        """Say whether it is an adjective or a people."""
        return bool(self.readings) and self.readings[0].demonym

    @property
    def after_town(self) -> bool:
        """Say whether it counts only behind a town."""
        return bool(self.readings) and self.readings[0].after_town

    def options(self) -> list[Place]:
        """Return every place it may be, without doubles."""
        out = [r.place for r in self.readings]
        known_ids = {p.geonames_id for p in out if p.geonames_id}
        return out + [p for p in self.places if p.geonames_id not in known_ids]


@functools.cache
def words_of(kind: str) -> frozenset[str]:
    """Return the words of a kind in the lexicon."""
    return frozenset(w for entry in load("place_words", PlaceWord) if entry.kind == kind for w in entry.words)


def split(text: str) -> list[Word]:
    """Return the words of a text; initials with full stops stay one word, a possessive mark is left out."""
    out = []
    for match in _WORD.finditer(text):
        word = match[0]
        capital = word[0].isupper() or (word[1:2] in _MARKS and word[2:3].isupper())
        out.append(Word(*match.span(), word, capital))
    return out


_MARKS = ("'", "’")


def candidates(text: str, words: list[Word]) -> list[Candidate]:
    """Return the longest names of gazetteer and lexicons, left to right, not overlapping."""
    out: list[Candidate] = []
    at = 0
    while at < len(words):
        found = _longest(text, words, at) if words[at].capital else None
        if found is None:
            at += 1
            continue
        out.append(found)
        at = found.last + 1
    return out


def _longest(text: str, words: list[Word], first: int) -> Candidate | None:
    best: Candidate | None = None
    start = words[first].start
    for last in range(first, min(first + LONGEST, len(words))):
        if last > first and not _joined(text, words[last - 1], words[last]):
            break
        end = words[last].end
        surface = text[start:end]
        key = fold(surface)
        if words[last].capital or (last > first and known(surface)):  # "the Korean peninsula"
            best = _entry(text, words, (first, last), key) or best
        elif last > first and words[last].text.lower() not in _LINKS and not starts_known(key):
            break
        if text.startswith(_POSSESSIVES, end):
            key += "s"
        if not starts_name(key) and not starts_known(key):
            break
    return best


def _joined(text: str, before: Word, after: Word) -> bool:
    gap = text[before.end : after.start]
    if gap in (" ", "-"):
        return True
    if gap == ". ":
        return before.text in _DOTTED
    return gap in ("'", "’", "'s ", "’s ", "‑", "–")


def _entry(text: str, words: list[Word], ends: tuple[int, int], key: str) -> Candidate | None:
    first, last = ends
    start, end = words[first].start, words[last].end
    surface = text[start:end]
    readings: tuple[Known, ...] = ()
    if end < len(text) and text[end] == "." and first == last:
        readings = known(surface + ".")
        end += bool(readings)
    readings = readings or known(surface)
    single_block = first == last and surface.title() in words_of("never")
    found = look_up_folded(key) if not (single_block or len(key) < 3) else None
    if not readings and not (found and found.places):
        return None
    if found and surface.isupper() and len(surface) < 4 and not readings and not _DATELINE.match(text, end):
        return None
    places, flags = (found.places, found.flags) if found else ((), "")
    return Candidate(start, end, first, last, key, readings, places, flags, hyphen="-" in surface)


class Scene:
    """One report's words, names and candidates, with the look-ups that the cues need."""

    def __init__(self, doc: Doc, text: str) -> None:
        """Split the text and index the parser's names."""
        self.doc = doc
        self.text = text
        self.words = split(text)
        self.names = [e for e in doc.ents if e.label_ not in _NUMBERS]
        self._starts = [e.start_char for e in self.names]
        self.persons = self._parts_of_persons()
        self.doubtful = frozenset(self.words_in(n) for n in self.names if n.label_ in ("PERSON", "ORG"))

    def words_in(self, name: Entity) -> str:
        """Return the words of one of the parser's names."""
        return self.text[name.start_char : name.end_char]

    def _parts_of_persons(self) -> dict[str, int]:
        """Return how often a word ends, or as a given name begins, a person's name of several words."""
        parts: dict[str, int] = {}
        for name in self.names:
            if name.label_ == "PERSON" and name.end - name.start > 1:
                pieces = self.words_in(name).split()
                first, last = fold(pieces[0]), fold(pieces[-1].removesuffix("'s").removesuffix("’s"))
                for part in (last, first) if "g" in look_up_folded(first).flags else (last,):
                    parts[part] = parts.get(part, 0) + 1
        return parts

    def name_at(self, start: int, end: int) -> Entity | None:
        """Return the parser's name that overlaps the stretch."""
        at = bisect_right(self._starts, end - 1) - 1
        if at >= 0 and self.names[at].end_char > start:
            return self.names[at]
        return None

    def word(self, index: int) -> Word | None:
        """Return a word, None outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def gap(self, index: int) -> str:
        """Return what stands between a word and the next one."""
        if index < 0 or index + 1 >= len(self.words):
            return "\n"
        return self.text[self.words[index].end : self.words[index + 1].start]


_NUMBERS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})


def weigh(scene: Scene, items: list[Candidate]) -> None:
    """Give every candidate its cues and its score; namesakes in the report vouch for each other."""
    best: dict[str, float] = {}
    for item in items:
        item.cues = cues(scene, item)
        item.score = limits.BIAS + sum(limits.WEIGHTS.get(c, 0.0) for c in item.cues)
        best[item.key] = max(best.get(item.key, -9.0), item.score)
    for item in items:
        strongest = min(3.0, best[item.key])
        if strongest > max(item.score, 0.0) and "left-title" not in item.cues:
            item.score += limits.SHARE * strongest


def cues(scene: Scene, item: Candidate) -> list[str]:
    """Return the names of what speaks for or against a candidate."""
    out = [*_kind_cues(item), *_label_cues(scene, item), *_left_cues(scene, item), *_right_cues(scene, item)]
    if item.first == item.last:
        out += [f"flag-{f}" for f in item.flags]
        if scene.persons.get(item.key) and "dateline" not in out:
            out.append("person-elsewhere")
        if "w" in item.flags and scene.text[item.start : item.end].isupper():
            out.append("shouted-w")
        if {"flag-g", "person-elsewhere"} <= set(out) and not {"left-inside", "left-towards"} & set(out):
            out.append("called-so")
    else:
        out.append("several-words")
    return out


def _kind_cues(item: Candidate) -> list[str]:
    if item.readings:
        return ["known"]
    best = item.places[0]
    out = [f"level-{best.level.value}"]
    size = max(p.population for p in item.places)
    out.append(f"size-{min(6, int(math.log10(size)) if size else 0)}")
    if best.level is PlaceLevel.ADMIN2 and not any(w in words_of("division") for w in item.key.split()):
        out.append("bare-admin2")
    return out


def _label_cues(scene: Scene, item: Candidate) -> list[str]:
    name = scene.name_at(item.start, item.end)
    if name is None:
        return ["ner-none"]
    item.label = name.label_
    before = scene.text[max(name.start_char, item.start - 40) : item.start].lower()
    longer = name.end_char > item.end + 2 or (bool(before.removeprefix("the ").strip()) and "," not in before)
    item.within = longer and name.label_ in ("ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "FAC")
    return [f"ner-{name.label_}{'-longer' if longer else ''}"]


def _left_cues(scene: Scene, item: Candidate) -> list[str]:
    at = item.first - 1
    while at > item.first - 4 and scene.gap(at) == " " and scene.words[at].text.lower() in words_of("direction"):
        at -= 1  # "in north Millbrook"
    if scene.gap(at) == " " and at > 0 and scene.words[at].text.lower() == "of" and _is_block(scene, at - 1):
        return ["left-block"]
    if at < item.first - 1 and scene.gap(at) == " " and scene.words[at].text.lower() in words_of("inside"):
        return ["left-inside"]
    return _cues_before(scene, item)


def _is_block(scene: Scene, at: int) -> bool:
    """Say whether the name behind is that of a street ("the 500 block of Millbrook")."""
    return scene.gap(at) == " " and scene.words[at].text.lower() in ("block", "blk", "section")


_DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]{0,16}[\w.]| \([^\n()]{2,30}\))?(?:, \d{1,2} [A-Za-z]{3,9}\.?(?: \d{2,4})?)?"
    r"(?: \([^\n()]{2,30}\))? ?(?:—|–|--|- )"
)
"""What stands behind the place of a dateline: a state, a day ("LARN, 12 JAN 89 (AGENCY) --"), an agency, a dash."""


def _cues_before(scene: Scene, item: Candidate) -> list[str]:
    gap, word = scene.gap(item.first - 1), scene.word(item.first - 1)
    if word is None or "\n" in gap:
        return ["left-line", "dateline"] if _DATELINE.match(scene.text, item.end) else ["left-line"]
    if gap.strip() in ("(", "-", "–", "/"):
        return ["left-mark"]
    if gap.strip():
        return ["left-comma"] if gap.strip() == "," else ["left-stop"]
    small = word.text.lower()
    if small.isdigit():
        return ["left-number"]
    if small in words_of("inside"):
        return ["left-inside"]
    if small in words_of("towards"):
        return ["left-towards"]
    if word.capital and small in words_of("title"):
        return ["left-title"]
    if small == "the":
        return ["left-the"]
    if word.capital:
        before = scene.gap(item.first - 2)
        return ["left-capital-first" if before.strip(" ") else "left-capital"]
    return ["left-word"]


def _right_cues(scene: Scene, item: Candidate) -> list[str]:
    gap, word = scene.text[item.end : item.end + 2], scene.word(item.last + 1)
    out = ["possessive"] if gap in ("'s", "’s", "'S", "’S") else []
    if out:
        word, gap = scene.word(item.last + 2), " "
    if word is None or not gap.startswith((" ", "-")) or scene.text[item.end : word.start].strip("-'’sS "):
        return [*out, "right-stop"]
    return out or _cues_of_next(word, gap)


def _cues_of_next(word: Word, gap: str) -> list[str]:
    """Return what the word right behind a name says of it."""
    small = word.text.lower()
    if word.capital and small in words_of("title"):
        return ["right-title"]
    if word.capital and small in words_of("street"):
        return ["right-street"]
    if small in words_of("facility") or small in words_of("water") or small in words_of("land"):
        return ["right-facility" if word.capital else "right-facility-small"]
    if small in words_of("division"):
        return ["right-division"]
    if small in words_of("quarter"):
        return ["right-quarter"]
    if small in words_of("organisation"):
        return ["right-organisation" if word.capital else "right-word"]
    if gap.startswith("-"):
        return ["right-hyphen"]
    return ["right-capital" if word.capital else "right-word"]
