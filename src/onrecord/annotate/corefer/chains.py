"""Chains of references to one actor, how they are found again, and when two may not become one."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.annotate.actors.ref import Ref
from onrecord.annotate.actors.words import body_head, noun, rank_form, ranks
from onrecord.annotate.corefer.names import body_fit, folded, person_fit
from onrecord.model import EntityKind, MentionKind

DECAY = 0.85
"""What is left of a chain's prominence after a sentence without it; slow, since "the general" means the one the report
is about rather than the last one named."""

NAMED_BONUS = 1.5
"""A named actor is meant by a definite phrase more often than an unnamed one."""

CANDIDATES = 40
"""Chains that share a word and are compared at most, latest first; bounds the work on hostile text."""

_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.STATE})


@dataclass(slots=True)
class Chain:
    """References to one actor.

    Attributes:
        number: index in `Chains.all`.
        refs: indexes of references, in the order they were added.
        kind: what it is.
        gender: "male", "female" or "".
        plural: whether it is several.
        heads: lemmas it goes by: said, implied by a title, or broader.
        names: its names, folded, longest first in what is compared.
        marks: countries, peoples and numbers that set it apart.
        events: verbs it is the subject ("s:") or object ("o:") of.
        prominence: how much it has been talked about, as of `sentence`.
        sentence: sentence of its latest reference.
    """

    number: int
    refs: list[int] = field(default_factory=list)
    kind: EntityKind = EntityKind.UNKNOWN
    gender: str = ""
    plural: bool = False
    heads: dict[str, bool] = field(default_factory=dict)  # lemma -> whether said itself, not only implied
    names: list[tuple[str, ...]] = field(default_factory=list)
    marks: dict[str, None] = field(default_factory=dict)
    events: dict[str, None] = field(default_factory=dict)
    prominence: float = 0.0
    sentence: int = 0

    def strength(self, sentence: int) -> float:
        """Return its prominence at a sentence."""
        bonus = NAMED_BONUS if self.names else 1.0
        return bonus * self.prominence * DECAY ** max(0, sentence - self.sentence)


class Chains:
    """All chains of a text, with the indexes by which they are found."""

    def __init__(self, refs: list[Ref]) -> None:
        """Begin without chains."""
        self.refs = refs
        self.all: list[Chain] = []
        self.of: list[int] = [-1] * len(refs)
        self.why: list[str] = [""] * len(refs)
        self._parent: list[int] = []
        self._by_head: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}

    def find(self, ref: int) -> Chain | None:
        """Return the chain of a reference, None where it has none yet."""
        return None if self.of[ref] < 0 else self.all[self._root(self.of[ref])]

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def live(self) -> list[Chain]:
        """Return the chains that were not merged away, in order of their making."""
        return [c for c in self.all if self._parent[c.number] == c.number]

    def new(self, ref: int, why: str = "") -> Chain:
        """Make a chain for a reference."""
        chain = Chain(len(self.all), kind=self.refs[ref].kind, plural=self.refs[ref].plural)
        self.all.append(chain)
        self._parent.append(chain.number)
        return self.add(chain, ref, why)

    def add(self, chain: Chain, ref_number: int, why: str) -> Chain:
        """Put a reference into a chain; a reference that has one already brings all of it."""
        own = self.find(ref_number)
        if own is not None:
            return self.merge(chain, own)
        ref = self.refs[ref_number]
        self.of[ref_number] = chain.number
        self.why[ref_number] = why
        chain.refs.append(ref_number)
        chain.prominence = chain.strength(ref.sentence) / (NAMED_BONUS if chain.names else 1.0) + ref.weight
        chain.sentence = max(chain.sentence, ref.sentence)
        chain.gender = chain.gender or ref.gender
        if ref.form is MentionKind.PRONOUN:
            return chain
        _settle_kind(chain, ref)
        chain.marks.update(dict.fromkeys(ref.marks))
        if ref.form is MentionKind.NAME:
            self._add_name(chain, folded(ref.name))
            if chain.kind is EntityKind.ORGANISATION and body_head(ref.name[-1]):
                self.add_head(chain, ref.name[-1].lower(), said=True)  # "the commission"
        else:
            self.add_head(chain, ref.lemma, said=True)
        return chain

    def _add_name(self, chain: Chain, name: tuple[str, ...]) -> None:
        if name in chain.names:
            return
        chain.names.append(name)
        for word in dict.fromkeys(name):
            self._by_name.setdefault(word, []).append(chain.number)
        if len(name) > 1:
            self._by_name.setdefault("".join(w[0] for w in name), []).append(chain.number)
            self._by_name.setdefault("".join(w[0] for w in name if w not in ("of", "the", "and", "for")), []).append(
                chain.number
            )

    def add_head(self, chain: Chain, lemma: str, *, said: bool) -> None:
        """Note that the chain goes by a noun, and by the broader ones."""
        if chain.heads.get(lemma) == said or (lemma in chain.heads and not said):
            return
        chain.heads[lemma] = said
        self._by_head.setdefault(lemma, []).append(chain.number)
        known = noun(lemma.rsplit(" ", 1)[-1])
        if said and known is not None and chain.kind is EntityKind.PERSON:
            for broad in known.broader:
                self.add_head(chain, broad, said=False)

    def add_key(self, chain: Chain, key: str) -> None:
        """Let `by_word` find the chain under a key of the caller's."""
        self._by_name.setdefault(key, []).append(chain.number)

    def add_title(self, chain: Chain, words: list[str]) -> None:
        """Note what a title before a name makes its bearer: "Lt. Gen." a general."""
        lemma = title_noun(words)
        if lemma:
            self.add_head(chain, lemma, said=True)

    def latest(self) -> list[Chain]:
        """Return chains that were made lately, latest first."""
        return [c for c in reversed(self.all[-CANDIDATES * 4 :]) if self._parent[c.number] == c.number]

    def by_head(self, lemma: str) -> list[Chain]:
        """Return chains that go by a noun, latest first."""
        return self._unique(self._by_head.get(lemma, ()))

    def by_word(self, word: str) -> list[Chain]:
        """Return chains with a word in their names, or with these initials, latest first."""
        return self._unique(self._by_name.get(word, ()))

    def _unique(self, numbers: list[int] | tuple[int, ...]) -> list[Chain]:
        roots = dict.fromkeys(self._root(n) for n in reversed(numbers[-CANDIDATES:]))
        return [self.all[r] for r in roots]

    def merge(self, first: Chain, second: Chain) -> Chain:
        """Make two chains one unless something forbids it; returns the one that holds the first."""
        if first is second or not can_merge(first, second):
            return first
        kept, gone = (first, second) if len(first.refs) >= len(second.refs) else (second, first)
        self._parent[gone.number] = kept.number
        kept.refs += gone.refs
        kept.gender = kept.gender or gone.gender
        latest = max(kept.sentence, gone.sentence)
        kept.prominence = sum(c.prominence * DECAY ** (latest - c.sentence) for c in (kept, gone))
        kept.sentence = latest
        kept.kind = _better_kind(kept, gone)
        kept.plural = kept.plural and gone.plural
        for lemma, said in gone.heads.items():
            kept.heads[lemma] = said or kept.heads.get(lemma, False)
            self._by_head.setdefault(lemma, []).append(kept.number)
        for name in gone.names:
            self._add_name(kept, name)
        kept.marks.update(gone.marks)
        kept.events.update(gone.events)
        return kept


def _settle_kind(chain: Chain, ref: Ref) -> None:
    if (chain.kind in (EntityKind.UNKNOWN, EntityKind.THING) and ref.kind is not EntityKind.UNKNOWN) or (
        ref.form is MentionKind.NAME and chain.kind is EntityKind.GROUP and ref.kind in _BODIES
    ):
        chain.kind = ref.kind


def _better_kind(first: Chain, second: Chain) -> EntityKind:
    order = [EntityKind.PERSON, EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.UNKNOWN]
    ranked = {k: n for n, k in enumerate(order)}
    return min(first.kind, second.kind, key=lambda k: ranked.get(k, len(order)))


def can_merge(first: Chain, second: Chain) -> bool:
    """Say whether nothing forbids that two chains are one: kind, gender, names, countries."""
    if first.gender and second.gender and first.gender != second.gender:
        return False
    if first.kind is not second.kind and not (
        EntityKind.UNKNOWN in (first.kind, second.kind)
        or EntityKind.THING in (first.kind, second.kind)
        or EntityKind.PERSON not in (first.kind, second.kind)
    ):
        return False
    if first.names and second.names and not names_fit(first, second):
        return False
    return not marks_clash(first.marks, second.marks)


def names_fit(first: Chain, second: Chain) -> bool:
    """Say whether every name of one fits some name of the other."""
    if EntityKind.PERSON in (first.kind, second.kind):
        return any(
            person_fit(a, b, titled=False) or person_fit(b, a, titled=False) for a in first.names for b in second.names
        )
    return any(body_fit(a, b) for a in first.names for b in second.names)


def marks_clash(first: dict[str, None], second: dict[str, None]) -> bool:
    """Say whether countries or numbers differ that both name."""
    for sign in ("", "#", "@"):
        a = [m for m in first if m[:1] == sign or (not sign and m.isupper())]
        b = [m for m in second if m[:1] == sign or (not sign and m.isupper())]
        if a and b and not any(m in b for m in a):
            return True
    return False


def title_noun(words: list[str]) -> str:
    """Return what the bearer of a title is called ("general" for "Lt. Gen."), "" where nothing."""
    rank = ranks().get(rank_form(words))
    lemma = rank.noun if rank is not None else words[-1].lower()
    return lemma.rsplit(" ", 1)[-1] if lemma else ""
