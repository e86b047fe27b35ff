"""Which sentences, and which words in them, correspond."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from onrecord.drift.limits import COVERED, KIN, NEAR_WORDS, SAID, SENTENCES_EACH, SYNONYM, TOGETHER
from onrecord.drift.text import Part, Text, key, time_value, variants, weapons
from onrecord.drift.words import unlike
from onrecord.lexicon.thesaurus import thesaurus, wordnet_pos

_Bag = dict[str, tuple[frozenset[str], float]]
_Score = Callable[[Token, Token], float]
_OPEN = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})


@dataclass(slots=True)
class Pairing:
    """Sentences of the original and of the retelling that tell the same, and the words that correspond.

    Attributes:
        original: sentences of the original, in order.
        retelling: sentences of the retelling, in order.
        words: word of the original -> word of the retelling.
        back: the same the other way round.
    """

    original: list[Sentence]
    retelling: list[Sentence]
    words: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)

    def tie(self, left: int, right: int) -> None:
        """Note that two words correspond."""
        self.words[left] = right
        self.back[right] = left


def pairings(original: Text, retelling: Text) -> list[Pairing]:
    """Return what corresponds, in the order of the retelling.

    A sentence of the one may correspond to several of the other; sentences that correspond to none are in no pairing.
    Candidates come from an index of words, so the cost grows with the words shared and not with all pairs.
    """
    first, second = _sentences(original), _sentences(retelling)
    edges = _edges([_bag(original, s) for s in first], [_bag(retelling, s) for s in second])
    return [
        _tied(original, retelling, Pairing([first[i] for i in left], [second[j] for j in right]))
        for left, right in _groups(edges)
    ]


def _sentences(text: Text) -> list[Sentence]:
    held = set(text.words)
    return [s for s in text.doc.sents if any(t.i in held for t in s)]


def _weights(bags: Sequence[Iterable[str]]) -> dict[str, float]:
    """Return how much a word tells: rare ones in the two texts together tell more."""
    seen = Counter(w for words in bags for w in words)
    return {w: 1.0 + math.log(len(bags) / n) for w, n in seen.items()}


def _in(text: Text, sentence: Sentence) -> list[int]:
    """Return the words of a sentence that carry content; who says it counts little and is left out where it can be."""
    counted = {i for n in text.numbers for i in range(n.first, n.last + 1)} | set(text.times)
    return [i for i in text.within(sentence.start, sentence.end) if i not in counted]


def _edges(left: Sequence[_Bag], right: Sequence[_Bag]) -> list[tuple[int, int]]:
    """Return pairs of sentences that share enough of their words, the likest first."""
    weights = _weights([*left, *right])
    index: defaultdict[str, list[int]] = defaultdict(list)
    for i, bag in enumerate(left):
        for form in sorted({f for forms, _ in bag.values() for f in forms}):
            index[form].append(i)
    edges: dict[tuple[int, int], float] = {}
    for j, bag in enumerate(right):
        scores: defaultdict[int, float] = defaultdict(float)
        for word, (forms, share) in bag.items():
            for i in {i for f in sorted(forms) for i in index.get(f, ())}:
                scores[i] += weights[word] * share
        size = sum(weights[w] * share for w, (_, share) in bag.items()) or 1.0
        found = sorted(((s, -abs(i - j), -i) for i, s in scores.items()), reverse=True)[:NEAR_WORDS]
        taken: set[str] = set()
        for score, _, minus in found[:SENTENCES_EACH]:
            i = -minus
            own = sum(weights[w] * share for w, (_, share) in left[i].items()) or 1.0
            new = {w for w, (forms, _) in bag.items() if w not in taken and any(forms & f for f, _ in left[i].values())}
            gain = sum(weights[w] for w in new)
            if max(score / size, score / own) >= COVERED and min(score / size, score / own) >= COVERED / 3 and gain:
                edges[i, j] = score / max(size, own)
                taken |= new
    return sorted(edges, key=lambda e: (-edges[e], e))


def _bag(text: Text, sentence: Sentence) -> _Bag:
    """Return the words of a sentence with the forms they may be met in, themselves and their senses, and their share.

    Who says it counts less than what is said: one spokesman says many things.
    """
    out: _Bag = {}
    table = thesaurus()
    for i in _in(text, sentence):
        token = text.doc[i]
        word = key(token)
        senses = table.of.get((word, wordnet_pos(token.pos_)), ()) if text.part.get(i) is None else ()
        share = SAID if text.part.get(i) in {Part.CUE, Part.SOURCE} else 1.0
        out[word] = (frozenset({word, *(f"#{s}" for s in senses)}), share)
    for number in text.numbers:
        if sentence.start <= number.first < sentence.end and number.first not in text.times:
            out[f"={number.value:g}"] = (frozenset({f"={number.value:g}"}), 1.0)
    for i, mention in text.times.items():
        if sentence.start <= i < sentence.end:
            value = time_value(mention)
            out[f"@{value}"] = (frozenset({f"@{value}"}), 1.0)
    return out


def _groups(edges: Iterable[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Return the connected groups of sentences, in the order of the retelling.

    A group stays small, so that a text whose sentences are all alike does not become one pairing of everything.
    """
    of: dict[tuple[str, int], int] = {}
    groups: dict[int, set[tuple[str, int]]] = {}
    for number, (i, j) in enumerate(edges):
        ends = {("o", i), ("r", j)}
        joined = {of[e] for e in ends if e in of}
        if joined and sum(len(groups[g]) for g in joined) >= TOGETHER:
            if len(ends & of.keys()) == 1:  # one of the two is still without counterpart
                groups[number] = ends
                of.update((e, number) for e in ends if e not in of)
            continue
        groups[number] = ends.union(*(groups.pop(g) for g in sorted(joined)))
        for end in groups[number]:
            of[end] = number
    out = [
        (sorted(n for side, n in group if side == "o"), sorted(n for side, n in group if side == "r"))
        for group in groups.values()
    ]
    return sorted(out, key=lambda g: g[1])


def _tied(original: Text, retelling: Text, pairing: Pairing) -> Pairing:
    """Tie the words of a pairing: the same ones first, then numbers, acronyms, synonyms, kin."""
    left = [original.doc[i] for s in pairing.original for i in original.words if s.start <= i < s.end]
    right = [retelling.doc[i] for s in pairing.retelling for i in retelling.words if s.start <= i < s.end]
    _tie(pairing, left, right, _same)
    _tie_numbers(pairing, original, retelling)
    _tie_times(pairing, original, retelling)
    _tie_acronyms(pairing, left, right)
    _tie_acronyms(pairing, right, left, turned=True)
    _tie(pairing, left, right, _alike)
    return pairing


def _tie(pairing: Pairing, left: Sequence[Token], right: Sequence[Token], score: _Score) -> None:
    """Tie words greedily, best pairs first; among equals those that stand in the same place."""
    found = []
    for a in left:
        if a.i in pairing.words:
            continue
        for b in right:
            if b.i not in pairing.back and (value := score(a, b)) > 0.0:
                near = 0.2 * (_tied_heads(pairing, a, b)) + 0.1 * (a.dep_ == b.dep_)
                found.append((-(value + near), abs(a.i / len(a.doc) - b.i / len(b.doc)), a.i, b.i))
    for _, _, i, j in sorted(found):
        if i not in pairing.words and j not in pairing.back:
            pairing.tie(i, j)


def _tied_heads(pairing: Pairing, a: Token, b: Token) -> bool:
    return pairing.words.get(a.head.i) == b.head.i


def _same(a: Token, b: Token) -> float:
    """Score words that are the same, or one in two forms."""
    if key(a) == key(b):
        return 1.0 if a.pos_ == b.pos_ else 0.9
    return 0.9 if a.lower_ == b.lower_ else 0.0


def _alike(a: Token, b: Token) -> float:
    """Score words of one sense, made from one another, or next of kin."""
    if a.pos_ not in _OPEN or b.pos_ not in _OPEN or "PROPN" in {a.pos_, b.pos_}:
        return 0.0
    table = thesaurus()
    left, right = key(a), key(b)
    if table.opposites(left, right) or unlike(left, right):
        return 0.0
    pos = wordnet_pos(a.pos_)
    if pos == wordnet_pos(b.pos_) and table.synonyms(left, right, pos):
        return SYNONYM
    if table.related(left, right) or _stem(left) == _stem(right):
        return SYNONYM
    if {left, right} & weapons():  # a grenade is a kind of bomb, and yet another weapon
        return 0.0
    return KIN if pos == wordnet_pos(b.pos_) and pos in {"v", "n"} and table.kin(left, right, pos) else 0.0


def _stem(word: str) -> str:
    """Return the first letters of a long word, without its endings; short words stay whole."""
    return word[: max(5, len(word) - 4)] if len(word) > 6 else word


def _tie_numbers(pairing: Pairing, original: Text, retelling: Text) -> None:
    """Tie the heads of equal numbers, however they are written."""
    left = [n for n in original.numbers if _within(n.first, pairing.original)]
    right = [n for n in retelling.numbers if _within(n.first, pairing.retelling)]
    for a in left:
        for b in right:
            if a.value == b.value and a.last not in pairing.words and b.last not in pairing.back:
                pairing.tie(a.last, b.last)
                break


def _tie_times(pairing: Pairing, original: Text, retelling: Text) -> None:
    """Tie the words of time expressions with one value."""
    right = {time_value(m): i for i, m in sorted(retelling.times.items()) if _within(i, pairing.retelling)}
    for i, mention in sorted(original.times.items()):
        j = right.get(time_value(mention))
        if j is not None and _within(i, pairing.original) and i not in pairing.words and j not in pairing.back:
            pairing.tie(i, j)


def _within(index: int, sentences: Sequence[Sentence]) -> bool:
    return any(s.start <= index < s.end for s in sentences)


def _tie_acronyms(pairing: Pairing, left: Sequence[Token], right: Sequence[Token], *, turned: bool = False) -> None:
    """Tie an acronym to the name that it shortens: "EU" to "European Union"."""
    for a in left:
        letters = a.text.replace(".", "")
        if "_" in (full := variants().get(a.lower_, "")):
            words = full.split("_")
            at = next((k for k in range(len(right)) if [t.lower_ for t in right[k : k + len(words)]] == words), None)
            if at is not None:
                for t in right[at : at + len(words)]:
                    pairing.tie(*((t.i, a.i) if turned else (a.i, t.i)))
                continue
        if not (2 <= len(letters) <= 6 and letters.isupper()):
            continue
        for k, b in enumerate(right):
            name = right[k : k + len(letters)]
            if len(name) == len(letters) and "".join(t.text[:1] for t in name) == letters and b.text != a.text:
                pair = [(a.i, t.i) for t in name]
                for i, j in pair:
                    if turned:
                        pairing.tie(j, i)
                    else:
                        pairing.tie(i, j)
                break
