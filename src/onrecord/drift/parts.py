"""Changes in who, whom, how many, when, where and with what."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from onrecord.drift.align import Pairing
from onrecord.drift.counts import BOUNDS, Number
from onrecord.drift.finding import Finding
from onrecord.drift.swaps import places, swaps
from onrecord.drift.text import Part, Text, key, time_value
from onrecord.drift.words import rival
from onrecord.lexicon import load
from onrecord.lexicon.schema import PlaceWord
from onrecord.lexicon.thesaurus import thesaurus, wordnet_pos
from onrecord.model import DriftKind, Severity, TimeMention

_SUBJECT = frozenset({"nsubj", "agent", "csubj"})
_OBJECT = frozenset({"dobj", "nsubjpass", "dative", "obj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_WHERE = frozenset(
    {
        "in",
        "at",
        "near",
        "to",
        "from",
        "off",
        "outside",
        "inside",
        "into",
        "on",
        "through",
        "of",
        "around",
        "for",
        "towards",
        "toward",
        "across",
        "between",
        "along",
        "over",
    }
)
_ARMED = frozenset({"with", "by", "using", "of"})
_HARM = frozenset(
    {
        "poison",
        "attack",
        "kill",
        "hit",
        "destroy",
        "strike",
        "wound",
        "injure",
        "shoot",
        "stab",
        "use",
        "clear",
        "disperse",
        "shell",
        "bomb",
        "murder",
        "hurt",
    }
)
_LIGHT = frozenset({"keep", "have", "make", "do", "give"})
_EXCLUDE = (
    ("place", DriftKind.PLACE_CHANGED),
    ("time", DriftKind.DATE_CHANGED),
    ("weapon", DriftKind.WEAPON_CHANGED),
)
_ORDER = {"before": -1, "as": 0, "while": 0, "after": 1}
_INSIDE = frozenset({"in", "at", "near", "outside", "inside", "behind", "beside"})
_THROW = frozenset(
    {"throw", "fire", "shoot", "hurl", "aim", "point", "lob", "launch", "toss", "shout", "shot", "swing"}
)
_ROADS = frozenset({"street", "avenue", "road", "boulevard", "lane", "drive", "park", "square", "bridge"})
_AIMED = frozenset({"at", "into", "on", "against", "upon"})


def changes(original: Text, retelling: Text, pairing: Pairing) -> Iterator[Finding]:
    """Yield values and participants of a pairing that were replaced."""
    used: set[int] = set()
    yield from _times(original, retelling, pairing)
    yield from _numbers(original, retelling, pairing)
    yield from _rivals(original, retelling, pairing, used)
    yield from _weapons(original, retelling, pairing, used)
    yield from _replaced(original, retelling, pairing, used)
    yield from _sequence(original, retelling, pairing)
    yield from _joined(original, pairing)


def _sequence(original: Text, retelling: Text, pairing: Pairing) -> Iterator[Finding]:
    """Yield clauses of time told in another order: "the day after he left" became "as he left"."""
    for i, j in sorted(pairing.words.items()):
        a, b = original.doc[i], retelling.doc[j]
        before, after = _order(a), _order(b)
        if before is None or after is None or _ORDER[before.lower_] == _ORDER[after.lower_]:
            continue
        why = f"“{before.text}” became “{after.text}”: another order in time."
        yield Finding(DriftKind.DATE_CHANGED, (before, a), (after, b), (after,), Severity.MEDIUM, why)


def _joined(original: Text, pairing: Pairing) -> Iterator[Finding]:
    """Yield two sentences of different times told as one moment: "as the shelling began"."""
    for sentence in pairing.retelling:
        for b in sentence:
            mark = _order(b)
            if mark is None or _ORDER[mark.lower_] or not {b.i, b.head.i} <= pairing.back.keys():
                continue
            a, over = original.doc[pairing.back[b.i]], original.doc[pairing.back[b.head.i]]
            one, other = (_when(original, t.sent) for t in (a, over))
            if a.sent.start != over.sent.start and one and other and not one & other:
                words = (mark, b)
                why = f"Two sentences of different times are one moment here (“{mark.text}”)."
                yield Finding(DriftKind.SPLICE, (over, a), words, (mark,), Severity.HIGH, why)


def _when(text: Text, sentence: Sentence) -> set[str]:
    return {time_value(text.times[t.i]) for t in sentence if t.i in text.times}


def _order(token: Token) -> Token | None:
    """Return the word that places a clause in time; "when" places nothing, and "since" gives reasons."""
    if token.dep_ != "advcl":
        return None
    return next((c for c in token.children if c.dep_ == "mark" and c.lower_ in _ORDER), None)


def _times(original: Text, retelling: Text, pairing: Pairing) -> Iterator[Finding]:
    left, right = _mentions(original, pairing.original), _mentions(retelling, pairing.retelling)
    values, others = [time_value(m) for m in left], [time_value(m) for m in right]
    before = [m for m, v in zip(left, values, strict=True) if v not in others]
    after = [m for m, v in zip(right, others, strict=True) if v not in values]
    for a, b in zip(before, after, strict=False):
        words, other = a.span.words(original.string), b.span.words(retelling.string)
        if _same_words(words.lower(), other.lower()) or a.kind == "SET":
            continue
        why = f"“{words}” became “{other}”."
        left_tokens, right_tokens = original.tokens([a.span]), retelling.tokens([b.span])
        kind = DriftKind.NUMBER_CHANGED if _same_unit(a, b) else DriftKind.DATE_CHANGED
        yield Finding(kind, tuple(left_tokens), tuple(right_tokens), tuple(right_tokens), Severity.HIGH, why)


def _same_words(words: str, other: str) -> bool:
    """Say whether two times are told alike, though one is read otherwise: "a year earlier" and "a year previously"."""
    return words == other or {words, other} <= {"now", "today"} or (words.startswith(f"{other} ") and " " in other)


def _same_unit(a: TimeMention, b: TimeMention) -> bool:
    """Say whether two lengths of time differ in their number only: "seven years", "seventeen years"."""
    return (
        a.kind == b.kind == "DURATION"
        and a.value[-1:] == b.value[-1:]
        and (a.value[:2] == "PT") == (b.value[:2] == "PT")
    )


def _mentions(text: Text, sentences: Sequence[Sentence]) -> list[TimeMention]:
    seen: dict[tuple[int, int], TimeMention] = {}
    for i, mention in sorted(text.times.items()):
        if any(s.start <= i < s.end for s in sentences):
            seen.setdefault((mention.span.start, mention.span.end), mention)
    return list(seen.values())


def _numbers(original: Text, retelling: Text, pairing: Pairing) -> Iterator[Finding]:
    left, right = _counts(original, pairing.original), _counts(retelling, pairing.retelling)
    before = _without(left, right)
    after = _without(right, left)
    spare = list(after)
    for a in before:
        head = _counted(original, a)
        best = [b for b in spare if pairing.words.get(head.i) == _counted(retelling, b).i] or spare[:1]
        if not best:
            continue
        spare.remove(best[0])
        b = best[0]
        one, two = original.tokens([a.span]), retelling.tokens([b.span])
        why = f"“{a.span.words(original.string)}” became “{b.span.words(retelling.string)}”."
        yield Finding(DriftKind.NUMBER_CHANGED, tuple(one), tuple(two), tuple(two), Severity.HIGH, why)
    lengths = (
        [n for n in side.numbers if _within(n.first, s) and _long(side, n)]
        for side, s in ((original, pairing.original), (retelling, pairing.retelling))
    )
    ours, theirs = lengths
    yield from _bounds(original, retelling, [*left, *ours], [*right, *theirs])


def _within(index: int, sentences: Sequence[Sentence]) -> bool:
    return any(s.start <= index < s.end for s in sentences)


def _long(text: Text, number: Number) -> bool:
    """Say whether a number is that of a length of time: "up to 60 years"."""
    time = text.times.get(number.first)
    return time is not None and time.kind == "DURATION"


def _bounds(original: Text, retelling: Text, left: Sequence[Number], right: Sequence[Number]) -> Iterator[Finding]:
    """Yield a number that is the least or the most there were on one side only: "at least 14" became "14"."""
    spare = list(right)
    for a in left:
        same = [b for b in spare if (b.value, b.vague) == (a.value, a.vague)]
        if not same:
            continue
        b = next((o for o in same if o.bound == a.bound), same[0])
        spare.remove(b)
        if a.bound == b.bound:
            continue
        one, two = _bounded(original, a), _bounded(retelling, b)
        exact = {a.bound, b.bound} & {"low", "high"}
        severity = (Severity.HIGH if a.bound and b.bound else Severity.MEDIUM) if exact else Severity.LOW
        words = (f"“{' '.join(t.text for t in side)}”" for side in (one, two))
        why = " became ".join(words) + "."
        yield Finding(DriftKind.NUMBER_CHANGED, one, two, two, severity, why)


def _bounded(text: Text, number: Number) -> tuple[Token, ...]:
    """Return a number with the words that bound it."""
    first = number.first - 3 if number.bound else number.first
    held = text.doc[max(0, first) : number.last + 1]
    start = next((t.i for t in held if _bound_starts(t, number)), number.first)
    return tuple(text.doc[start : number.last + 1])


def _bound_starts(token: Token, number: Number) -> bool:
    return token.i < number.first and any(w.split()[0] == token.lower_ for w in BOUNDS)


def _counts(text: Text, sentences: Sequence[Sentence]) -> list[Number]:
    """Return numbers that count something: not those of a date or time."""
    return [n for n in text.numbers if n.first not in text.times and any(s.start <= n.first < s.end for s in sentences)]


def _without(numbers: Sequence[Number], others: Sequence[Number]) -> list[Number]:
    """Return the numbers that the others do not have, each of those taken once."""
    spare = [(n.value, n.vague) for n in others]
    out = []
    for number in numbers:
        if (number.value, number.vague) in spare:
            spare.remove((number.value, number.vague))
        else:
            out.append(number)
    return out


def _counted(text: Text, number: Number) -> Token:
    last = text.doc[number.last]
    return last.head if last.dep_ in {"nummod", "quantmod", "amod", "compound"} else last


def _rivals(original: Text, retelling: Text, pairing: Pairing, used: set[int]) -> Iterator[Finding]:
    """Yield words of place or of the day that exclude each other: "inside", "outside"; "morning", "evening"."""
    for kind, change in _EXCLUDE:
        left = [t for s in pairing.original for t in s]
        right = [t for s in pairing.retelling for t in s]
        ours, theirs = {t.lower_ for t in left}, {t.lower_ for t in right}
        for a in left:
            for b in right:
                if a.lower_ in theirs or b.lower_ in ours or not rival(a.lower_, b.lower_, kind):
                    continue
                if kind == "time" and (a.i in original.times or b.i in retelling.times):
                    continue
                used.update({a.i, -b.i - 1})
                why = f"“{a.text}” became “{b.text}”."
                yield Finding(change, (a,), (b,), (b,), Severity.MEDIUM, why)


def _weapons(original: Text, retelling: Text, pairing: Pairing, used: set[int]) -> Iterator[Finding]:
    """Yield the one weapon without counterpart in place of another, wherever it stands."""
    sides = []
    for text, sentences, tied in (
        (original, pairing.original, pairing.words),
        (retelling, pairing.retelling, pairing.back),
    ):
        loose = (text.doc[i] for s in sentences for i in text.within(s.start, s.end) if i not in tied)
        sides.append([t for t in loose if text.part.get(t.i) is Part.WEAPON and t.pos_ in {"NOUN", "PROPN"}])
    left, right = sides
    if len(left) != 1 or len(right) != 1 or thesaurus().synonyms(key(left[0]), key(right[0]), "n"):
        return
    (a,), (b,) = left, right
    used.update({a.i, -b.i - 1})
    why = f"“{a.text}” became “{b.text}”."
    yield Finding(DriftKind.WEAPON_CHANGED, _phrase(a), _phrase(b), (b,), Severity.HIGH, why)


def _replaced(original: Text, retelling: Text, pairing: Pairing, used: set[int]) -> Iterator[Finding]:
    """Yield a noun phrase whose words were replaced in the place that it has beside words that correspond."""
    left = _loose(original, pairing.original, pairing.words)
    right = _loose(retelling, pairing.retelling, pairing.back)
    exchanged = swaps(pairing)
    for a in left:
        if a.i in used:
            continue
        for b in right:
            if -b.i - 1 in used or not ((a.i, b.i) in exchanged or _rivals_in_place(a, b, pairing)):
                continue
            if (a.i, b.i) not in exchanged and _described(a, b):
                continue
            if a.pos_ == b.pos_ == "ADJ" and a.text.islower() and b.text.islower():
                continue  # "many", "numerous"
            kind = _kind(original, a, retelling, b)
            if kind is None:
                continue
            used.update({a.i, -b.i - 1, *(t.i for t in (_top(a), *_top(a).lefts) if a.pos_ == t.pos_ == "PROPN")})
            severity = Severity.HIGH if kind is not DriftKind.PLACE_CHANGED else Severity.MEDIUM
            yield Finding(kind, _phrase(a), _phrase(b), (b,), severity, f"“{a.text}” became “{b.text}”.")
            break


def _described(a: Token, b: Token) -> bool:
    """Say whether one names a person and the other may describe the same one: "Kaleb", "the child"."""
    name, other = (a, b) if a.pos_ == "PROPN" else (b, a)
    if name.ent_type_ != "PERSON" or other.pos_ not in {"NOUN", "PRON"}:
        return False
    return other.pos_ == "PRON" or any(c.lower_ in {"the", "his", "her", "their"} for c in other.children)


def _loose(text: Text, sentences: Sequence[Sentence], tied: dict[int, int]) -> list[Token]:
    return [
        text.doc[i]
        for s in sentences
        for i in text.within(s.start, s.end)
        if i not in tied
        and text.doc[i].pos_ in _NOMINAL
        and text.part.get(i) not in {Part.TIME, Part.NUMBER, Part.SOURCE, Part.CUE}
    ]


def _top(token: Token) -> Token:
    """Return the head of the noun phrase that a word belongs to."""
    while token.dep_ in {"compound", "amod", "poss", "nmod", "appos", "conj", "nummod"} and token.head.i != token.i:
        token = token.head
    return token


@functools.cache
def _stretches() -> frozenset[str]:
    """Return nouns of places that bear a name: "town", "province"."""
    return frozenset(w for e in load("place_words", PlaceWord) if e.kind in {"stretch", "division"} for w in e.words)


def _place_of(token: Token) -> tuple[Token, str]:
    """Return the word that a noun phrase hangs on and the relation, through prepositions and modifiers."""
    top = _top(token)
    if top.dep_ == "pobj":
        prep = top.head
        if prep.dep_ == "agent":
            return prep.head, "nsubj"
        return prep.head, f"prep:{prep.lower_}"
    relation = "dobj" if top.dep_ == "nsubjpass" else top.dep_
    return top.head, relation


def _rivals_in_place(a: Token, b: Token, pairing: Pairing) -> bool:
    """Say whether two words stand in the same place: under words that correspond, or as parts of one phrase."""
    if pairing.words.get(a.head.i) == b.head.i and a.dep_ == b.dep_:
        return True
    (over_a, how_a), (over_b, how_b) = _place_of(a), _place_of(b)
    if how_a != how_b and not (how_a.startswith("prep") and how_b.startswith("prep")):
        return False
    if _top(a).i == a.i and _top(b).i != b.i and a.pos_ != "PROPN":  # a head and what stands on another head
        return False
    if _top(b).i == b.i and _top(a).i != a.i and b.pos_ != "PROPN":
        return False
    tied = pairing.words.get(over_a.i) == over_b.i and (how_a == how_b or over_a.pos_ == over_b.pos_)
    return tied or (
        over_a.dep_ == over_b.dep_ == "ROOT" and thesaurus().kin(key(over_a), key(over_b), wordnet_pos(over_a.pos_))
    )


def _kind(original: Text, a: Token, retelling: Text, b: Token) -> DriftKind | None:
    """Return what was changed, by the place that the words have and by what they are."""
    parts = {original.part.get(a.i), retelling.part.get(b.i)}
    preposition = _place_of(a)[1].partition(":")[2]
    proper = a.pos_ == "PROPN" and b.pos_ == "PROPN"
    verb, role = _role_of(a)
    over = _place_of(a)[0]
    one_of_several = parts == {Part.PLACE} and a.dep_ == b.dep_ == "conj"  # "in Orm, Lask and Tirsk"
    if proper and (one_of_several or (preposition == "of" and over.lemma_.lower() in _stretches())):  # "town of Lask"
        return DriftKind.PLACE_CHANGED
    member = proper and preposition in {"from", "of"} and over.pos_ == "NOUN" and over.dep_ in _SUBJECT | _OBJECT
    if member and Part.PLACE not in parts:  # "fighters from the Free Guard"
        return DriftKind.ACTOR_CHANGED if over.dep_ in _SUBJECT else DriftKind.TARGET_CHANGED
    if preposition in _INSIDE and over.lemma_ not in _THROW and places(a) and places(b):
        return DriftKind.PLACE_CHANGED
    if a.dep_ == b.dep_ == "compound" and a.head.lower_ == b.head.lower_ and a.head.lower_ in _ROADS:
        return DriftKind.PLACE_CHANGED
    if (parts & {Part.PLACE} or (proper and preposition != "of")) and preposition in _WHERE and a.ent_type_ != "PERSON":
        return (
            DriftKind.TARGET_CHANGED if preposition in _AIMED and not parts & {Part.PLACE} else DriftKind.PLACE_CHANGED
        )
    if _armed(original, a) or _armed(retelling, b) or _arms(verb, role):
        return DriftKind.WEAPON_CHANGED
    if role.partition(":")[2] in _AIMED and verb.pos_ == "VERB":
        return DriftKind.TARGET_CHANGED
    if role in _SUBJECT:
        return DriftKind.ACTOR_CHANGED
    if role in _OBJECT and not (verb.lemma_ in _LIGHT and a.pos_ == b.pos_ == "NOUN"):
        return DriftKind.TARGET_CHANGED
    return None


def _role_of(token: Token) -> tuple[Token, str]:
    """Return the verb that a noun belongs to and the part it has there, through phrases of nouns."""
    over, how = _place_of(token)
    for _ in range(4):
        if over.pos_ not in {"NOUN", "PROPN", "ADP"}:
            break
        nxt, outer = _place_of(over)
        if nxt.i == over.i:
            break
        over, how = nxt, outer
    return over, how


def _armed(text: Text, token: Token) -> bool:
    """Say whether a word belongs to the phrase of a weapon that somebody uses or is hit by."""
    top = token
    while top.dep_ in {"compound", "amod", "nmod"} and top.head.i != top.i:
        top = top.head
    return any(text.part.get(t.i) is Part.WEAPON for t in (top, *top.children, token))


def _arms(over: Token, how: str) -> bool:
    return (how.partition(":")[2] in _ARMED and over.lemma_ in _HARM) or (how == "dobj" and over.lemma_ == "use")


def _phrase(token: Token) -> tuple[Token, ...]:
    return tuple(t for t in token.subtree if t.dep_ not in {"relcl", "punct"} and not t.is_space)[:12] or (token,)
