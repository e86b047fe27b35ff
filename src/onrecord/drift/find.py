"""The front of drift: two texts in, what the retelling changed out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from spacy.tokens import Token

from onrecord.drift import causes, extent, held, parts, quotations, rest, speakers
from onrecord.drift.align import Pairing, pairings
from onrecord.drift.finding import Finding
from onrecord.drift.limits import EXCHANGED, OWN_REPORT, OWN_WORDS
from onrecord.drift.text import Text, key
from onrecord.model import Change, DriftKind, Severity

_EXPLAINS: dict[DriftKind, frozenset[DriftKind]] = {
    DriftKind.ACCUSATION_TO_FACT: frozenset(
        {
            DriftKind.HEDGE_DROPPED,
            DriftKind.CERTAINTY_RAISED,
            DriftKind.ATTRIBUTION_DROPPED,
            DriftKind.STATUS_CHANGED,
            DriftKind.ACTOR_CHANGED,
            DriftKind.TARGET_CHANGED,
            DriftKind.POLARITY_FLIPPED,
        }
    ),
    DriftKind.ATTRIBUTION_DROPPED: frozenset({DriftKind.HEDGE_DROPPED, DriftKind.CERTAINTY_RAISED}),
    DriftKind.CONDITION_DROPPED: frozenset(
        {
            DriftKind.HEDGE_DROPPED,
            DriftKind.HEDGE_ADDED,
            DriftKind.CERTAINTY_RAISED,
            DriftKind.POLARITY_FLIPPED,
            DriftKind.STATUS_CHANGED,
            DriftKind.LEFT_OUT,
        }
    ),
    DriftKind.STATUS_CHANGED: frozenset(
        {
            DriftKind.HEDGE_DROPPED,
            DriftKind.CERTAINTY_RAISED,
            DriftKind.POLARITY_FLIPPED,
            DriftKind.CAUSE_STRENGTHENED,
            DriftKind.ATTRIBUTION_DROPPED,
        }
    ),
    DriftKind.CAUSE_STRENGTHENED: frozenset(
        {DriftKind.CERTAINTY_RAISED, DriftKind.HEDGE_DROPPED, DriftKind.ACTOR_CHANGED}
    ),
    DriftKind.CERTAINTY_RAISED: frozenset({DriftKind.HEDGE_DROPPED}),
    DriftKind.CERTAINTY_LOWERED: frozenset({DriftKind.HEDGE_ADDED}),
    DriftKind.ATTRIBUTION_ADDED: frozenset({DriftKind.HEDGE_ADDED, DriftKind.CERTAINTY_LOWERED}),
    DriftKind.POLARITY_FLIPPED: frozenset(
        {
            DriftKind.CERTAINTY_RAISED,
            DriftKind.CERTAINTY_LOWERED,
            DriftKind.HEDGE_DROPPED,
            DriftKind.HEDGE_ADDED,
        }
    ),
}
"""A change explains others in the same words: the reader is told the weightiest one."""


_ONE_SIDED = frozenset(
    {DriftKind.UNSUPPORTED_ADDITION, DriftKind.LEFT_OUT, DriftKind.QUOTATION_INVENTED, DriftKind.SPLICE}
)
"""What says nothing of a passage that two reports share."""
_FINE = frozenset(
    {
        DriftKind.HEDGE_DROPPED,
        DriftKind.HEDGE_ADDED,
        DriftKind.CERTAINTY_RAISED,
        DriftKind.CERTAINTY_LOWERED,
        DriftKind.STATUS_CHANGED,
        DriftKind.CAUSE_STRENGTHENED,
        DriftKind.WEAPON_CHANGED,
        DriftKind.POLARITY_FLIPPED,
        DriftKind.NUMBER_CHANGED,
        DriftKind.DATE_CHANGED,
        DriftKind.PLACE_CHANGED,
    }
)
"""What is told of words inside an altered quotation, because it says what was altered."""
_JOINT = 2
"""Words on both sides of where two sentences were stitched."""
_SMALL = frozenset({"ADP", "DET", "AUX", "PART", "PUNCT", "SPACE"})
"""Words that may give way to others around a change which has a name: "may have sold" became "sold"."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What a retelling did, and how much of it is a retelling at all.

    Attributes:
        changes: in the order of the retelling, what was left out last.
        counted: those that are only counted unless they are asked for.
        passages: how many passages correspond.
        apart: whether these are two reports of their own.
    """

    changes: tuple[Change, ...]
    counted: tuple[Change, ...]
    passages: int
    apart: bool


def find_drift(original: Text, retelling: Text) -> tuple[Change, ...]:
    """Return what a retelling changed, in its order; what was left out stands last."""
    return drift_of(original, retelling).changes


def drift_of(original: Text, retelling: Text, *, retold: bool = False) -> Drift:
    """Return what a retelling did; between two reports of their own, only what it did to passages that they share.

    Args:
        original: the earlier text.
        retelling: the text that retells it.
        retold: whether the second is known to retell the first, however little of it.
    """
    found = pairings(original, retelling)
    apart = not retold and _two_reports(retelling, found)
    all_found = _findings(original, retelling, found)
    small = {f for f in all_found if f.minor or (apart and f.kind in _ONE_SIDED)}
    changes, counted = (
        tuple(f.change(original, retelling) for f in all_found if (f in small) is side) for side in (False, True)
    )
    return Drift(changes, counted, len(found), apart)


def _two_reports(retelling: Text, found: Iterable[Pairing]) -> bool:
    """Say whether so little of a long text corresponds that it tells something of its own."""
    words = sum(1 for i in retelling.words if retelling.doc[i].is_alpha)
    tied = sum(len(p.back) for p in found)
    return words >= OWN_WORDS and tied < OWN_REPORT * words


def _findings(original: Text, retelling: Text, found: list[Pairing]) -> list[Finding]:
    """Return what a retelling changed, in its order.

    1. Sentences that tell the same are paired, and the words in them.
    2. In each pair: who says it, how surely, whether done, under which condition; who, whom, how many, when, where.
    3. Over the whole: quotations, additions, omissions, sentences doubled.
    4. A change that another explains is left out.
    """
    out: list[Finding] = []
    for pairing in found:
        here = [
            *speakers.changes(original, retelling, pairing),
            *held.changes(original, retelling, pairing),
            *causes.changes(pairing),
            *parts.changes(original, retelling, pairing),
        ]
        out.extend(_weightiest(here) or rest.changes(original, retelling, pairing))
    quotes = list(quotations.changes(original, retelling))
    quotes = [_new_sentence(f, original, found) for f in quotes]
    altered = [q for q in quotes if q.kind is DriftKind.QUOTATION_ALTERED]
    out = [f for f in out if (f.kind in _FINE and _in_quotes(f, altered)) or not _in_quotes(f, quotes)]
    quotes = [q for q in quotes if q not in altered or not _told_in_full(q, out)]
    out = [_marked(f, altered) for f in out] + quotes
    out.extend(f for f in extent.changes(original, retelling, found) if not _told_by(f, quotes))
    out = [f for f in out if not _part_of_other(f, out)]
    glued = {t.text for f in out if f.kind is DriftKind.SPLICE for t in f.marker if len(f.retelling) == 1}
    out = [f for f in out if f.kind is DriftKind.SPLICE or not _of_glued(f, glued)]
    return _ordered(_once(out))


def _part_of_other(finding: Finding, found: Iterable[Finding]) -> bool:
    """Say whether a change is only a part of words added or left out, or of a sentence stitched of two."""
    if finding.kind in {DriftKind.UNSUPPORTED_ADDITION, DriftKind.LEFT_OUT, DriftKind.SPLICE}:
        return False
    mark = {t.i for t in finding.marker}
    new = bool(mark) and finding.marker[0] in finding.retelling
    for other in found:
        if other.kind is DriftKind.UNSUPPORTED_ADDITION and new and mark <= {t.i for t in other.retelling}:
            return True
        if other.kind is DriftKind.LEFT_OUT and mark and not new and mark <= {t.i for t in other.original}:
            return True
        if other.kind is DriftKind.SPLICE and other.severity is Severity.HIGH and len(other.retelling) == 2:
            sentence = other.retelling[0].sent
            if any(t.doc is sentence.doc and sentence.start <= t.i < sentence.end for t in finding.retelling):
                return True
    return False


def _of_glued(finding: Finding, glued: set[str]) -> bool:
    """Say whether a change is only that one of two glued words is not found."""
    words = [t.text for t in (*finding.retelling[:1], *finding.marker)]
    return any(g == w or (w[:1].isupper() and g.endswith(w)) for g in glued for w in words)


def _new_sentence(finding: Finding, original: Text, found: Iterable[Pairing]) -> Finding:
    """Return an invented quotation as an addition where its whole sentence has nothing to do with the original."""
    if finding.kind is not DriftKind.QUOTATION_INVENTED:
        return finding
    sentence = finding.retelling[0].sent
    if any(s.start == sentence.start for p in found for s in p.retelling):
        return finding
    inside = {t.i for t in finding.retelling}
    if any(t.lower_ in {"he", "she", "they", "it", "them"} and t.i not in inside for t in sentence):
        return finding  # put into the mouth of somebody who was named
    known = {key(original.doc[i]) for i in original.words if original.doc[i].pos_ in {"NOUN", "PROPN"}}
    if any(key(t) in known for t in sentence if t.pos_ in {"NOUN", "PROPN"}):
        return finding
    why = "Nothing in the original says this."
    return Finding(DriftKind.UNSUPPORTED_ADDITION, (), tuple(sentence), (), finding.severity, why)


def _weightiest(found: list[Finding]) -> list[Finding]:
    kinds = {f.kind for f in found}
    hidden = {k for kind in kinds for k in _EXPLAINS.get(kind, ())}
    return [f for f in found if f.kind not in hidden]


def _in_quotes(finding: Finding, quotes: Iterable[Finding]) -> bool:
    """Say whether a change lies inside a quotation that is itself reported."""
    words = {t.i for t in finding.retelling}
    if any(q.kind is DriftKind.QUOTATION_TRUNCATED and set(finding.marker) & set(q.original) for q in quotes):
        return True
    if finding.kind is DriftKind.SPEAKER_CHANGED:
        return any(q.kind is DriftKind.SPLICE and words & _sentences_of(q) for q in quotes)
    return bool(words) and any(words <= {t.i for t in q.retelling} for q in quotes)


def _told_in_full(quote: Finding, found: Iterable[Finding]) -> bool:
    """Say whether all that became of a quotation has a name of its own: one change is told once.

    Where other words of it were altered too, both are told.
    """
    fine = [f for f in found if f.kind in _FINE]
    left, right = ([t for t in side if not t.is_space] for side in (quote.original, quote.retelling))
    if not fine or len(left) * len(right) > EXCHANGED:
        return False
    matcher = SequenceMatcher(None, [t.lower_ for t in left], [t.lower_ for t in right], autojunk=False)
    blocks = [(left[i:j], right[u:v]) for what, i, j, u, v in matcher.get_opcodes() if what != "equal"]
    named = [any(_decides(f, *block) and _tells_all(f, *block) for f in fine) for block in blocks]
    return any(named) and all(
        name or all(_small(t) for t in (*before, *after)) for name, (before, after) in zip(named, blocks, strict=True)
    )


def _tells_all(finding: Finding, before: Iterable[Token], after: Iterable[Token]) -> bool:
    """Say whether a change speaks of all words that were exchanged; a negation speaks of itself alone."""
    told = list(finding.marker)
    if not any(t.dep_ == "neg" for t in finding.marker):
        told += [*finding.original, *finding.retelling]
    return all(t in told or _small(t) for t in (*before, *after))


def _small(token: Token) -> bool:
    return token.pos_ in _SMALL and token.dep_ != "neg" and token.tag_ != "MD"


def _decides(finding: Finding, before: Iterable[Token], after: Iterable[Token]) -> bool:
    """Say whether the deciding words of a change are among those that were exchanged."""
    return any(t in finding.marker for t in (*before, *after))


def _marked(finding: Finding, altered: Iterable[Finding]) -> Finding:
    """Return a change with a word on the quotation marks around it: what stands between them was not said so."""
    if finding.kind in _FINE and any(_decides(finding, q.original, q.retelling) for q in altered):
        return replace(finding, severity=Severity.HIGH, why=f"{finding.why} It stands between quotation marks.")
    return finding


def _sentences_of(quote: Finding) -> set[int]:
    """Return the words of the sentences in which a quotation of the retelling stands."""
    return set(range(quote.retelling[0].sent.start, quote.retelling[-1].sent.end))


def _told_by(finding: Finding, quotes: Iterable[Finding]) -> bool:
    """Say whether a sentence added or left out is that of a quotation which is itself reported."""
    ours, theirs = {t.i for t in finding.original}, {t.i for t in finding.retelling}
    for quote in quotes:
        if quote.kind is finding.kind is DriftKind.SPLICE and len(finding.retelling) == _JOINT:
            if theirs & _sentences_of(quote):
                return True
            continue
        if theirs & {t.i for t in quote.retelling} or ours & {t.i for t in quote.original}:
            return True
        names = {t.lower_ for t in quote.retelling[0].sent if t.pos_ in {"NOUN", "PROPN"}}
        if not theirs and not quote.original and names & {t.lower_ for t in finding.original}:
            return True
    return False


def _once(found: list[Finding]) -> list[Finding]:
    """Leave one finding for a kind and a deciding word."""
    out: list[Finding] = []
    seen: set[tuple[DriftKind, tuple[int, ...], str]] = set()
    for finding in found:
        which = tuple(t.i for t in finding.marker) or tuple(t.i for t in (*finding.original, *finding.retelling))
        side = "o" if finding.marker and finding.marker[0] in finding.original else "r"
        if (finding.kind, which, side) not in seen:
            seen.add((finding.kind, which, side))
            out.append(finding)
    return out


def _ordered(found: list[Finding]) -> list[Finding]:
    def at(finding: Finding) -> tuple[bool, int, str]:
        words = finding.retelling or finding.original
        return (not finding.retelling, min((t.i for t in words), default=0), finding.kind)

    return sorted(found, key=at)
