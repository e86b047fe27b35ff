"""Changes in who is said to have said it: speakers dropped, added, changed; accusations turned into facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from onrecord.drift.align import Pairing
from onrecord.drift.finding import Finding
from onrecord.drift.text import NOT_SPOKEN, Part, Text, key
from onrecord.drift.words import SHOWING, of_kind
from onrecord.model import Act, Claim, DriftKind, Severity, SourceKind

_ACCUSING = frozenset({Act.ACCUSE})
_NOT_TOLD = frozenset({Act.DEMAND, Act.ASK, Act.NO_COMMENT})
"""Acts that do not put their content forward as so: without them it is no fact."""
_ACCUSE_WORDS = frozenset(
    {
        "accuse",
        "blame",
        "charge",
        "suspect",
        "allege",
        "indict",
        "implicate",
        "accusation",
        "allegation",
        "responsible",
        "hold",
    }
)
_SUPPOSED = frozenset({"believe", "think", "say", "report", "allege", "rumor", "rumour", "presume", "suppose"})
"""Verbs that, said of nobody, only lower certainty: "is believed to have left"."""
_DESCRIBES = frozenset({"relcl", "acl", "prep", "poss"})
"""Relations of what is told of somebody beside his name."""
_SHARE = 0.5
"""Share of a claim's corresponding words that have to stand in another claim for that to be its counterpart."""


def changes(original: Text, retelling: Text, pairing: Pairing) -> Iterator[Finding]:
    """Yield changes of who stands behind what the pairing tells.

    A quotation may have its speaker in another sentence, where two were joined or one was cut: he counts as the one who
    says it, and is compared once, where he is named.
    """
    before, spoken_before = _claims(original, pairing.original)
    after, spoken_after = _claims(retelling, pairing.retelling)
    matched: set[str] = set()
    for claim in before:
        inside = [j for i in _content(original, claim) if (j := pairing.words.get(i)) is not None]
        if not inside:
            continue
        rivals = [c for c in (*after, *spoken_after) if _covers(retelling, c, inside)]
        same = [c for c in rivals if _same_source(original, claim, retelling, c, pairing)]
        matched |= {c.id for c in same}
        if same:
            continue
        others = [c for c in rivals if not any(_same_source(original, o, retelling, c, pairing) for o in before)]
        others = [c for c in others if not _said_before(original, claim, retelling, c, pairing)]
        if not others and _other_word(original, claim, pairing):
            continue
        if not others and (_cue_kept(original, claim, pairing) or _named_elsewhere(original, claim, pairing)):
            continue
        yield from _lost(original, claim, retelling, others, inside)
        matched |= {c.id for c in others}
    for claim in after:
        if claim.id not in matched:
            yield from _added(original, retelling, claim, pairing, ((*before, *spoken_before), (*after, *spoken_after)))


def _claims(text: Text, sentences: Sequence[Sentence]) -> tuple[list[Claim], list[Claim]]:
    """Return claims whose cue stands in the sentences, and those that only quote words which stand there."""
    cued = []
    for claim in text.claims:
        cue = text.tokens(claim.cue)
        if cue and any(s.start <= cue[0].i < s.end for s in sentences) and _speaks(text, claim, cue):
            cued.append(claim)
    ids = {c.id for c in cued}
    quoting = {c.id: c for s in sentences for i in range(s.start, s.end) if (c := text.spoken.get(i)) is not None}
    return cued, [c for c in quoting.values() if c.id not in ids and _speaks(text, c, text.tokens(c.cue))]


def _speaks(text: Text, claim: Claim, cue: Sequence[Token]) -> bool:
    """Say whether a claim has somebody speak; that of an adverb or adjective is a hedge."""
    if claim.act in NOT_SPOKEN or _nobody(text.tokens(claim.root.source.spans), text.said(claim)):
        return False
    return bool(cue) and not (claim.root.source.kind is SourceKind.UNKNOWN and _is_hedge(cue))


def _said_before(original: Text, claim: Claim, retelling: Text, other: Claim, pairing: Pairing) -> bool:
    """Say whether the original has another claim's cue already, as a part of what was said: "I have been warning"."""
    inside = {t.i for t in original.tokens(claim.content)}
    cue = [pairing.back[t.i] for t in retelling.tokens(other.cue) if t.i in pairing.back]
    if any(t.i in set(retelling.words) and t.i not in pairing.back for t in _source(retelling, other)):
        return False
    return bool(cue) and all(i in inside for i in cue)


def _nobody(tokens: Sequence[Token], said: frozenset[int]) -> bool:
    """Say whether a source is nobody: "no group has claimed"."""
    return (
        bool(tokens) and tokens[0].i not in said and tokens[0].lower_ in {"no", "nobody", "none", "neither", "nothing"}
    )


def _what(source: Sequence[Token], cue: Sequence[Token]) -> bool:
    """Say whether a source only lends a description: "what police called an accident"."""
    first = source[0]
    return first.i < cue[0].i and (first.lower_ == "what" or (first.i > 0 and first.nbor(-1).lower_ == "what"))


def _is_hedge(cue: Sequence[Token]) -> bool:
    """Say whether a cue is a word on another ("alleged", "reportedly"), which is a hedge and no speaker."""
    return cue[0].pos_ in {"ADV", "ADJ"} or cue[0].dep_ in {"amod", "advmod"}


def _content(text: Text, claim: Claim) -> list[int]:
    held = text.said(claim)
    return [i for i in text.words if i in held]


def _covers(text: Text, claim: Claim, words: Sequence[int]) -> bool:
    held = text.said(claim)
    return sum(1 for i in words if i in held) >= _SHARE * len(words)


def _same_source(left: Text, a: Claim, right: Text, b: Claim, pairing: Pairing) -> bool:
    """Say whether two claims have one source: its words correspond, or both are of nobody."""
    first, second = _source(left, a), _source(right, b)
    if not first or not second:  # "was accused of": nobody is named, so nobody else is
        return (not first and not second) or a.act == b.act
    if len(first) == len(second) == 1 and first[0].pos_ == second[0].pos_ == "PRON":
        return first[0].lower_ == second[0].lower_
    if [t.lower_ for t in first] == [t.lower_ for t in second]:
        return True
    tied = {j for t in first if (j := pairing.words.get(t.i)) is not None}
    if tied & {t.i for t in second}:
        return _heads_agree(first, second, pairing)
    if _named(a) and _named(b):
        return bool(_named(a) & _named(b))
    return bool({key(t) for t in first if t.pos_ == "PROPN"} & {key(t) for t in second}) or _described(a) == _described(
        b
    )


def _heads_agree(first: Sequence[Token], second: Sequence[Token], pairing: Pairing) -> bool:
    """Say whether two sources that share a word are one: they share a name, or their heads correspond."""
    if _loose(first, pairing.words) and _loose(second, pairing.back) and not _person(first, second, pairing):
        return False
    names = [t for t in first if t.pos_ == "PROPN"]
    others = [t for t in second if t.pos_ == "PROPN"]
    ends = {t.i for t in second}
    if _head(first).pos_ == _head(second).pos_ == "PROPN":  # whoever else is named behind him: "Orla Dunn, Kerr's aide"
        names, ends = _own(names, first), {t.i for t in _own(others, second)}
    if names and others:
        return any(pairing.words.get(t.i) in ends for t in (*names, _head(first)))
    head = pairing.words.get(_head(first).i)
    return head in ends or any(pairing.words.get(t.i) == _head(second).i for t in first)


def _own(names: Sequence[Token], source: Sequence[Token]) -> list[Token]:
    """Return the names that are the source's, without those of what describes it."""
    held, top = {t.i for t in source}, _head(source).i
    out = []
    for name in names:
        token = name
        while token.i != top and token.dep_ not in _DESCRIBES and token.head.i in held and token.head.i != token.i:
            token = token.head
        if token.i == top or token.dep_ not in _DESCRIBES:
            out.append(name)
    return out


def _loose(source: Sequence[Token], tied: dict[int, int]) -> bool:
    """Say whether a source has a noun or name without counterpart."""
    return any(t.pos_ in {"NOUN", "PROPN"} and t.i not in tied for t in source)


def _person(first: Sequence[Token], second: Sequence[Token], pairing: Pairing) -> bool:
    """Say whether both sources name one person, whatever else is said of him."""
    ends = {t.i for t in second if t.ent_type_ == "PERSON"}
    return any(t.ent_type_ == "PERSON" and pairing.words.get(t.i) in ends for t in first)


def _head(tokens: Sequence[Token]) -> Token:
    """Return the head of a phrase; of "three of the judges" it is the judges."""
    held = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in held or t.head.i == t.i), tokens[0])
    if head.pos_ == "NUM":
        return next((t for t in tokens if t.dep_ == "pobj" and t.head.head.i == head.i), head)
    return head


def _source(text: Text, claim: Claim) -> list[Token]:
    return [t for t in text.tokens(claim.root.source.spans) if not t.is_punct]


def _only_place(original: Text, left: Sequence[Token], retelling: Text, right: Sequence[Token]) -> bool:
    """Say whether two sources differ only in a place behind a preposition: "officials in Lask", "officials in Orm"."""
    pairs = [
        [t.lower_ for t in side if not (text.part.get(t.i) in {Part.PLACE, Part.SOURCE} and _placed(t))]
        for text, side in ((original, left), (retelling, right))
    ]
    return pairs[0] == pairs[1] and bool(pairs[0])


def _placed(token: Token) -> bool:
    while token.dep_ == "compound":
        token = token.head
    return (
        token.ent_type_ in {"GPE", "LOC"} and token.dep_ == "pobj" and token.head.lower_ in {"in", "of", "from", "near"}
    )


def _named(claim: Claim) -> set[str]:
    """Return the words of the name that the source resolves to."""
    words = {w.lower().strip(".,") for w in claim.root.source.name.split() if w[:1].isupper()}
    return words - {"the", "a", "an", "mr", "mrs", "ms"}


def _described(claim: Claim) -> str:
    """Return the words that the source resolves to, without an article."""
    words = claim.root.source.name.lower().split()
    return " ".join(w for w in words[:3] if w not in {"a", "an", "the"})


def _named_elsewhere(original: Text, claim: Claim, pairing: Pairing) -> bool:
    """Say whether the retelling still has the source, though in no claim of its own.

    As the speaker of words that the parse did not join to him, or as the one who does what he was said to plan, know or
    threaten: what became of the cue is a matter of certainty or of stage. Who accuses may well be met as a victim.
    """
    if claim.act in _ACCUSING:
        return False
    if any(t.i in pairing.words and t.pos_ == "VERB" for t in original.tokens(claim.cue)):
        return not any(t.i in original.words for t in _source(original, claim)) or _kept(original, claim, pairing)
    return _kept(original, claim, pairing)


def _other_word(original: Text, claim: Claim, pairing: Pairing) -> bool:
    """Say whether the source still says it, by a surer or less sure word: "he suggested" became "he proved"."""
    source = _source(original, claim)
    ids, forms = {t.i for t in source}, {t.lower_ for t in source}
    sure = of_kind("strong") | of_kind("weak") | SHOWING
    for token in (t for s in pairing.retelling for t in s if t.i not in pairing.back and key(t) in sure):
        subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and (pairing.back.get(subject.i) in ids or subject.lower_ in forms):
            return True
    return False


def _cue_kept(original: Text, claim: Claim, pairing: Pairing) -> bool:
    """Say whether the retelling has the cue and the source too, where the parse does not join them."""
    cue = [t for t in original.tokens(claim.cue) if t.pos_ in {"VERB", "NOUN"}]
    return any(t.i in pairing.words for t in cue) and _kept(original, claim, pairing, share=0.0)


def _kept(original: Text, claim: Claim, pairing: Pairing, *, share: float = _SHARE) -> bool:
    """Say whether so much of the source has a counterpart outside what was said."""
    source = {t.i for t in _source(original, claim) if t.i in set(original.words)}
    kept = {i for i in source if i in pairing.words}
    inside = {t.i for t in original.tokens(claim.content)}
    return bool(kept) and len(kept) >= share * len(source) and not kept <= inside


def _lost(
    original: Text, claim: Claim, retelling: Text, others: Sequence[Claim], inside: Sequence[int]
) -> Iterator[Finding]:
    cue = tuple(original.tokens(claim.cue))
    left = tuple(_source(original, claim)) or cue
    told = tuple(retelling.doc[i] for i in inside)
    name = claim.root.source.name or "somebody"
    weak = bool(cue) and (key(cue[-1]) in _SUPPOSED or any(key(t) in _SUPPOSED for t in cue))
    if not others and ((left == cue and weak) or _what(left, cue)):
        why = f"The original has it as what is only held to be so (“{cue[-1].text}”); the retelling as so."
        yield Finding(DriftKind.HEDGE_DROPPED, (*left, *cue), told, cue[-1:], Severity.HIGH, why)
    elif others:
        other = others[0]
        right = tuple(_source(retelling, other)) or tuple(retelling.tokens(other.cue))
        why = f"The original has it from {name}, the retelling from {other.root.source.name or 'nobody named'}."
        if _only_place(original, left, retelling, right):
            why = "The speakers are of another place."
            yield Finding(DriftKind.PLACE_CHANGED, left, right, right, Severity.MEDIUM, why)
            return
        yield Finding(DriftKind.SPEAKER_CHANGED, left, right, right, Severity.HIGH, why)
    elif claim.act in _NOT_TOLD:
        return
    elif claim.act in _ACCUSING or any(key(t) in _ACCUSE_WORDS for t in cue):
        why = f"The original has it as an accusation (“{cue[0].text}”), the retelling as a fact."
        yield Finding(DriftKind.ACCUSATION_TO_FACT, (*left, *cue), told, cue[:1], Severity.HIGH, why)
    elif left != cue:
        why = f"The original has it from {name}; the retelling tells it in its own name."
        yield Finding(DriftKind.ATTRIBUTION_DROPPED, (*left, *cue), told, cue[:1], Severity.HIGH, why)


def _added(
    original: Text, retelling: Text, claim: Claim, pairing: Pairing, claims: tuple[Sequence[Claim], Sequence[Claim]]
) -> Iterator[Finding]:
    """Yield a speaker whom the original does not have: what he says there is the narrator's."""
    before, after = claims
    inside = [i for j in _content(retelling, claim) if (i := pairing.back.get(j)) is not None]
    if not inside or any(_same_source(original, c, retelling, claim, pairing) for c in before):
        return
    over = [c for c in before if _covers(original, c, inside)]
    if any(not any(_same_source(original, c, retelling, o, pairing) for o in after if o.id != claim.id) for c in over):
        return
    source = _source(retelling, claim)
    if (
        source
        and all(t.i in pairing.back for t in source if t.i in set(retelling.words))
        and any(t.i in pairing.back for t in source)
    ):
        return
    cue = tuple(retelling.tokens(claim.cue))
    right = (*source, *cue)
    if not source and any(key(t) in _SUPPOSED for t in cue):
        why = f"The original has no “{cue[-1].text}”."
        told = tuple(original.doc[i] for i in inside)
        yield Finding(DriftKind.HEDGE_ADDED, told, right, cue[-1:], Severity.MEDIUM, why)
        return
    name = claim.root.source.name or "somebody"
    why = f"The retelling has it from {name}; the original tells it in its own name."
    told = tuple(original.doc[i] for i in inside)
    yield Finding(DriftKind.ATTRIBUTION_ADDED, told, tuple(right), cue[:1], Severity.LOW, why)
