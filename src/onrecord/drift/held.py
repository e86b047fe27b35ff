"""Changes in how a thing is held: hedges, certainty, polarity, stage, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from onrecord.drift.align import Pairing
from onrecord.drift.finding import Finding
from onrecord.drift.limits import NEAR
from onrecord.drift.standing import Stage, Standing, opens_condition, standing
from onrecord.drift.text import Part, Text, key
from onrecord.drift.words import SHOWING, hedge_words, of_kind, rival, turns
from onrecord.lexicon.thesaurus import thesaurus, wordnet_pos
from onrecord.model import DriftKind, Severity

_NOTS = frozenset({"no", "never", "nobody", "nothing", "none", "neither", "without"})
_NOT = frozenset({"not", "n't", "n’t"})
_NOT_FORM = {
    "no": "no",
    "nobody": "no",
    "nothing": "no",
    "none": "no",
    "never": "never",
    "neither": "neither",
    "without": "without",
}
_ON_WORDS = frozenset({"advmod", "amod", "npadvmod", "aux", "cc", "dep"})
_ACCUSING = frozenset({"accuse", "charge", "blame", "indict", "implicate"})
_REPORTED = frozenset({"claim", "allege", "report", "rumor", "rumour", "wonder", "worry", "doubt", "question", "risk"})
_BELIEVED = frozenset(
    {"believe", "think", "suspect", "report", "allege", "rumor", "rumour", "presume", "say", "assume"}
)
"""Participles by which something is only held to be so: "is thought to have left"."""
_EVENTS = frozenset({"VERB", "AUX", "NOUN", "ADJ"})


def changes(original: Text, retelling: Text, pairing: Pairing) -> Iterator[Finding]:
    """Yield what changed in how the events of a pairing are held, one finding for each deciding word."""
    for a, b in _events(original, retelling, pairing):
        before, after = standing(original, a), standing(retelling, b)
        yield from _compare(a, b, before, after, pairing)
    yield from _conditions(pairing)
    yield from _replaced(pairing)
    yield from _negations(original, retelling, pairing)
    yield from _hedges(original, retelling, pairing)


def _negations(original: Text, retelling: Text, pairing: Pairing) -> Iterator[Finding]:
    """Yield a plain negation that only one side has, on words that both have, and that nothing makes up for."""
    left, right = _plain_nots(pairing.original), _plain_nots(pairing.retelling)
    extra_left, extra_right = _beyond(left, right), _beyond(right, left)
    if (len(extra_left) + len(extra_right)) % 2 == 0:
        return
    marker, text, tied = (
        (extra_left[0], original, pairing.words) if extra_left else (extra_right[0], retelling, pairing.back)
    )
    if _made_up(pairing, first=not extra_left) or not _shares(text, marker, tied):
        return
    words = tuple(t for t in (marker, marker.head) if t.i)
    why = f"“{marker.text}” stands on one side only: the retelling says the opposite."
    other = tuple((retelling if extra_left else original).doc[tied[t.i]] for t in _clause(marker) if t.i in tied)
    before, after = (words, other) if extra_left else (other, words)
    yield Finding(DriftKind.POLARITY_FLIPPED, before, after, (marker,), Severity.HIGH, why)


def _plain_nots(sentences: Sequence[Sentence]) -> list[Token]:
    return [t for s in sentences for t in s if (t.dep_ == "neg" or t.lower_ in _NOTS | _NOT) and not _idle(t)]


def _idle(token: Token) -> bool:
    """Say whether a negation turns nothing: "not only", "no longer", "no doubt", "no more than"."""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return after in {"only", "just", "longer", "doubt", "question", "fewer", "less", "more", "matter", "later"}


def _beyond(ours: Sequence[Token], theirs: Sequence[Token]) -> list[Token]:
    """Return the negations that the other side has not as many of; forms of "not" are one."""
    spare = [_NOT_FORM.get(t.lower_, "not") for t in theirs]
    out = []
    for token in ours:
        form = _NOT_FORM.get(token.lower_, "not")
        if form in spare:
            spare.remove(form)
        else:
            out.append(token)
    return out


def _made_up(pairing: Pairing, *, first: bool) -> bool:
    """Say whether the side without the negation has a word without counterpart that turns: "refused", "denied"."""
    left = _loose(pairing, pairing.words, first=True)
    right = _loose(pairing, pairing.back, first=False)
    return any(turns(t) for t in (left if first else right)) or any(
        thesaurus().opposites(key(a), key(b)) for a in left for b in right
    )


def _clause(token: Token) -> list[Token]:
    return [token.head, *token.head.children, *token.head.head.children]


def _shares(text: Text, marker: Token, tied: dict[int, int]) -> bool:
    """Say whether what a word stands on is told on both sides: most words of its clause correspond."""
    held = set(text.words)
    over = marker.head.head if marker.head.pos_ in {"PRON", "NOUN", "NUM"} else marker.head
    near = [t for t in over.subtree if t.i in held and abs(t.i - marker.i) <= NEAR]
    return bool(near) and 2 * sum(t.i in tied for t in near) >= len(near)


def _hedges(original: Text, retelling: Text, pairing: Pairing) -> Iterator[Finding]:
    """Yield a hedging word that only one side has, on words that both have, with no other hedge in its place."""
    left, right = _plain_hedges(pairing.original), _plain_hedges(pairing.retelling)
    gone = [t for t in left if t.lemma_ not in {o.lemma_ for o in right} and not _able(t, pairing.retelling)]
    come = [t for t in right if t.lemma_ not in {o.lemma_ for o in left} and not _able(t, pairing.original)]
    if gone and not come and _shares(original, gone[0], pairing.words):
        why = f"The original's “{gone[0].text}” is gone."
        other = tuple(retelling.doc[pairing.words[t.i]] for t in _clause(gone[0]) if t.i in pairing.words)
        yield Finding(DriftKind.HEDGE_DROPPED, (gone[0],), other, (gone[0],), Severity.HIGH, why)
    accused = any(key(t) in _ACCUSING for s in pairing.original for t in s if t.i not in pairing.words)
    if come and not gone and not accused and _shares(retelling, come[0], pairing.back):
        why = f"The original has no “{come[0].text}”."
        other = tuple(original.doc[pairing.back[t.i]] for t in _clause(come[0]) if t.i in pairing.back)
        yield Finding(DriftKind.HEDGE_ADDED, other, (come[0],), (come[0],), Severity.MEDIUM, why)


def _able(token: Token, others: Sequence[Sentence]) -> bool:
    """Say whether "could" tells of an ability, as the other side's "were able to" shows."""
    words = {"able", "unable", "manage", "ability"}
    return token.lower_ == "could" and any(t.lemma_.lower() in words for s in others for t in s)


def _future(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ == "aux" and c.lower_ in {"will", "'ll", "’ll"}), None)


def _plain_hedges(sentences: Sequence[Sentence]) -> list[Token]:
    """Return words that do nothing but hedge: adverbs, "alleged", "may"."""
    words = hedge_words()
    tokens = [t for s in sentences for t in s]
    return [t for t in tokens if (t.lower_ in words and t.dep_ in _ON_WORDS) or _hedging_frame(t)]


def _hedging_frame(token: Token) -> bool:
    """Say whether a word hedges by what it governs: "seems to be", "is believed to have", "it is possible that"."""
    if token.lower_ == "called" and token.i > token.sent.start + 1:
        return token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "so"
    below = {c.dep_ for c in token.children}
    if token.lemma_ in {"seem", "appear"}:
        return bool(below & {"xcomp", "oprd", "acomp"})
    if token.lower_ in {"possible", "likely", "conceivable", "probable"} and token.dep_ == "acomp":
        return bool(below & {"ccomp", "xcomp"}) or any(c.dep_ in {"ccomp", "csubj"} for c in token.head.children)
    return token.tag_ == "VBN" and token.lemma_ in _BELIEVED and bool(below & {"xcomp", "ccomp"})


def _conditions(pairing: Pairing) -> Iterator[Finding]:
    """Yield a condition of the original that the retelling has not, with what stood under it kept."""
    before = [t for s in pairing.original for t in s if opens_condition(t)]
    if not before or any(opens_condition(t) for s in pairing.retelling for t in s):
        return
    marker = before[0]
    kept = tuple(t for s in pairing.retelling for t in s if t.i in pairing.back)
    why = f"The original has it under a condition (“{marker.text}”) that the retelling drops."
    yield Finding(DriftKind.CONDITION_DROPPED, (marker,), kept, (marker,), Severity.HIGH, why)


def _events(original: Text, retelling: Text, pairing: Pairing) -> list[tuple[Token, Token]]:
    """Return words that correspond and name events or what is held of them."""
    out = []
    for i, j in sorted(pairing.words.items()):
        a, b = original.doc[i], retelling.doc[j]
        if a.pos_ not in _EVENTS or b.pos_ not in _EVENTS:
            continue
        if Part.CUE in {original.part.get(i), retelling.part.get(j)} and i not in original.claim_of:
            continue
        if original.part.get(i) in {Part.TIME, Part.NUMBER} or a.lemma_.lower() in of_kind("weak") | of_kind("strong"):
            continue
        out.append((a, b))
    return out


def _compare(a: Token, b: Token, before: Standing, after: Standing, pairing: Pairing) -> Iterator[Finding]:
    if _came_true(a, b):
        why = f"“{a.text}” was still to come in the original; the retelling has it as done."
        yield Finding(DriftKind.STATUS_CHANGED, (a,), (b,), (b,), Severity.HIGH, why)
        return
    turned = any(t.i not in pairing.back for t in after.nots)
    if before.stage is Stage.PENDING and after.stage is Stage.DONE and before.pending is not None and not turned:
        if a.pos_ == b.pos_ == "NOUN" and _link(a) == "dobj" and _link(b) == "prep":
            return  # "discussed the plan" and "quarrelled over the plan": neither carries it out
        if before.pending.i in pairing.words or (b.tag_ == "VB" and any(c.tag_ == "MD" for c in b.children)):
            return
        why = f"The original holds “{a.text}” as pending (“{before.pending.text}”), the retelling as done."
        yield Finding(DriftKind.STATUS_CHANGED, (before.pending, a), (b,), (before.pending,), Severity.HIGH, why)
        return
    lost = [t for t in before.nots if t.i not in pairing.words and t.lower_ not in {o.lower_ for o in after.nots}]
    new = [t for t in after.nots if t.i not in pairing.back and t.lower_ not in {o.lower_ for o in before.nots}]
    plain = [t for t in (*lost, *new) if t.dep_ == "neg" or t.lower_ in _NOTS]
    if a.pos_ != "NOUN" and (len(lost) + len(new)) % 2 and not plain:
        marker = (*new, *lost)[:1]
        kind = DriftKind.POLARITY_FLIPPED
        why = f"“{b.text}” is said {'not ' if after.negative else ''}to be so; the original says the opposite."
        yield Finding(kind, (a,), (b,), marker, Severity.HIGH, why)
        return
    yield from _level(a, b, before, after, pairing)


def _came_true(a: Token, b: Token) -> bool:
    """Say whether a future became a past: "will meet", "met"; reported speech only turns it into "would meet"."""
    if _future(a) is None or key(a) != key(b):
        return False
    helpers = {c.tag_ for c in b.children if c.dep_ in {"aux", "auxpass"}}
    begun = b.tag_ == "VBD" or (b.tag_ == "VBN" and "VBD" in helpers) or (b.tag_ in {"VBN", "VBG"} and "VBZ" in helpers)
    return begun and "MD" not in helpers


def _link(token: Token) -> str:
    """Return how the phrase of a noun hangs on its verb."""
    for _ in range(6):
        if token.head.i == token.i or token.head.pos_ in {"VERB", "AUX"}:
            break
        token = token.head
    return token.dep_


def _level(a: Token, b: Token, before: Standing, after: Standing, pairing: Pairing) -> Iterator[Finding]:
    """Yield a hedge that came or went, or one exchanged for a stronger or weaker word."""
    gone = [t for t in before.doubts if t.i not in pairing.words and not _able(t, pairing.retelling)]
    come = [t for t in after.doubts if t.i not in pairing.back and not _able(t, pairing.original) and _doubts(t)]
    if gone and key(gone[0]) in _ACCUSING and not after.doubts:
        why = f"The original has it as an accusation (“{gone[0].text}”), the retelling as a fact."
        yield Finding(DriftKind.ACCUSATION_TO_FACT, (gone[0], a), (b,), (gone[0],), Severity.HIGH, why)
        return
    gone = [t for t in gone if _doubts(t)]
    exchanged = tuple(_modals(a, b, gone, come))
    if exchanged:
        yield from exchanged
        return
    surer = [t for t in after.boosts if t.i not in pairing.back]
    sure = [t for t in before.boosts if t.i not in pairing.words]
    if before.level > after.level and gone:
        if surer or come:
            yield _certainty(DriftKind.CERTAINTY_RAISED, a, b, (*surer, *come, *gone))
        else:
            why = f"The original's “{gone[0].text}” is gone."
            yield Finding(DriftKind.HEDGE_DROPPED, (gone[0], a), (b,), (gone[0],), Severity.HIGH, why)
    elif after.level > before.level and come:
        if sure or gone:
            yield _certainty(DriftKind.CERTAINTY_LOWERED, a, b, (*come, *sure))
        else:
            why = f"The original has no “{come[0].text}”."
            yield Finding(DriftKind.HEDGE_ADDED, (a,), (come[0], b), (come[0],), Severity.MEDIUM, why)
    elif gone and not after.doubts and surer:
        yield _certainty(DriftKind.CERTAINTY_RAISED, a, b, surer)
    elif sure and come and not after.boosts:
        yield _certainty(DriftKind.CERTAINTY_LOWERED, a, b, come)
    elif surer and not before.boosts and not gone and not come:
        yield _certainty(DriftKind.CERTAINTY_RAISED, a, b, surer)


def _modals(a: Token, b: Token, gone: Sequence[Token], come: Sequence[Token]) -> Iterator[Finding]:
    """Yield "may" exchanged for "will", or the reverse."""
    before, after = _future(a), _future(b)
    if before is not None and after is None and any(t.tag_ == "MD" for t in come):
        yield _certainty(DriftKind.CERTAINTY_LOWERED, a, b, come)
    elif after is not None and before is None and any(t.tag_ == "MD" for t in gone):
        yield _certainty(DriftKind.CERTAINTY_RAISED, a, b, (after,))


def _doubts(token: Token) -> bool:
    """Say whether a word lowers certainty by itself; that "called" or "agreed" went is told as what it is, or not."""
    return token.pos_ not in {"VERB", "NOUN"} or key(token) in of_kind("weak") or key(token) in _REPORTED


def _certainty(kind: DriftKind, a: Token, b: Token, markers: Sequence[Token]) -> Finding:
    word = f" (“{markers[0].text}”)" if markers else ""
    way = "surer" if kind is DriftKind.CERTAINTY_RAISED else "less sure"
    severity = Severity.HIGH if kind is DriftKind.CERTAINTY_RAISED else Severity.MEDIUM
    return Finding(kind, (a,), (b,), tuple(markers[:1]), severity, f"The retelling is {way} of “{b.text}”{word}.")


def _replaced(pairing: Pairing) -> Iterator[Finding]:
    """Yield words replaced by their opposite, or weak ones by strong ones and the reverse."""
    table = thesaurus()
    left = _loose(pairing, pairing.words, first=True)
    right = _loose(pairing, pairing.back, first=False)
    weak, strong = of_kind("weak"), of_kind("strong")
    ours, theirs = {t.lower_ for t in left}, {t.lower_ for t in right}
    for a in left:
        for b in right:
            if a.lower_ in theirs or b.lower_ in ours:
                continue
            one, other = key(a), key(b)
            same_place = a.dep_ == b.dep_ or pairing.words.get(a.head.i) == b.head.i or _shared(pairing, a, b)
            if rival(one, other, "polarity") or (
                wordnet_pos(a.pos_) == wordnet_pos(b.pos_) and table.opposites(one, other)
            ):
                if same_place and not rival(one, other, "place") and not (_turned(a) or _turned(b)):
                    why = f"“{a.text}” became “{b.text}”, its opposite."
                    yield Finding(DriftKind.POLARITY_FLIPPED, (a,), (b,), (b,), Severity.HIGH, why)
            elif one in weak and other in strong | SHOWING:
                yield _certainty(DriftKind.CERTAINTY_RAISED, a, b, (b, a))
            elif one in strong | SHOWING and other in weak and other not in {"may", "might", "could"}:
                yield _certainty(DriftKind.CERTAINTY_LOWERED, a, b, (b, a))


def _turned(token: Token) -> bool:
    return any(c.dep_ == "neg" for c in token.children)


def _shared(pairing: Pairing, a: Token, b: Token) -> bool:
    """Say whether two words govern words that correspond."""
    theirs = {c.i for c in b.children}
    return any(pairing.words.get(c.i) in theirs for c in a.children)


def _loose(pairing: Pairing, tied: dict[int, int], *, first: bool) -> list[Token]:
    sentences = pairing.original if first else pairing.retelling
    return [
        t
        for s in sentences
        for t in s
        if t.i not in tied and (t.pos_ in {"VERB", "AUX", "NOUN", "ADJ", "ADV", "DET", "PRON"}) and not t.is_punct
    ]
