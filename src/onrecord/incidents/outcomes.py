"""What became of those who had a part in an attack: in hospital, in custody, at large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.annotate.extensions import notes
from onrecord.incidents import merge, words
from onrecord.incidents.draft import Cluster, Filler
from onrecord.incidents.kinds import is_body, is_person
from onrecord.incidents.limits import MOST_CLUSTERS_COMPARED, OUTCOME_REACH
from onrecord.incidents.realis import ruling
from onrecord.incidents.roles import filler
from onrecord.incidents.syntax import all_of, child, content, patient, subject
from onrecord.incidents.tellers import Tellers
from onrecord.lexicon.schema import OutcomeWord
from onrecord.model import Outcome, OutcomeKind, Realis, RoleKind, SegmentKind, Span

_POS = {"verb": frozenset({"VERB"}), "noun": frozenset({"NOUN"}), "adj": frozenset({"ADJ", "NOUN", "ADV"})}
_DOERS = (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)
_HURT = (RoleKind.VICTIM, RoleKind.RECIPIENT)
_BY_DOERS = frozenset({OutcomeKind.ESCAPED, OutcomeKind.AT_LARGE, OutcomeKind.HELD, OutcomeKind.SURRENDERED})
"""What becomes of those who did it more than of those hurt."""
_SUSPECTS = frozenset({"suspect", "driver"})
_UP = 5
_CLAUSE = 14
"""Words on either side in which a needed word may stand, inside the sentence."""


def find_outcomes(doc: Doc, clusters: Sequence[Cluster], tellers: Tellers) -> tuple[tuple[int, Outcome], ...]:
    """Return what became of people, each with the number of the event it belongs to, in order of the text.

    Args:
        doc: the annotated report.
        clusters: its events.
        tellers: its claims; outcomes name the innermost that says them.
    """
    if not clusters:
        return ()
    attacks = [(n, c) for n, c in enumerate(clusters) if _is_attack(c)]
    out: dict[tuple[int, OutcomeKind, str], Outcome] = {}
    for token, entry in _words(doc):
        for head in _who(token, entry):
            kind = OutcomeKind(entry.kind)
            found = filler(RoleKind.VICTIM, head, entry.id)
            number = _event(found, kind, token, attacks)
            if number is not None:
                outcome = _outcome(found, kind, token, tellers)
                out.setdefault((number, kind, outcome.entity or outcome.name.lower()), outcome)
    return tuple((number, outcome) for (number, _, _), outcome in out.items())


def _is_attack(cluster: Cluster) -> bool:
    realis = {d.realis for d in cluster.drafts}
    kidnapping = any(d.entry.harm == "abducted" for d in cluster.drafts)
    return (cluster.drafts[0].entry.type == "ASSAULT" or kidnapping) and bool(
        realis & {Realis.ACTUAL, Realis.ATTEMPTED}
    )


def _words(doc: Doc) -> Iterator[tuple[Token, OutcomeWord]]:
    """Yield every word that says what became of somebody, with the first entry that fits it."""
    table, report = words.outcome_words(), notes(doc).report
    for i, lemma in enumerate(columns(doc).lemmas):
        for entry in table.get(lemma, ()):
            token = doc[i]
            if _fits(token, entry):
                segment = report.segment_at(token.idx)
                if segment is None or segment.kind is not SegmentKind.BOILERPLATE:
                    yield token, entry
                break


def _fits(token: Token, entry: OutcomeWord) -> bool:
    if token.pos_ not in _POS[entry.pos]:
        return False
    if entry.before and (token.i == token.sent.start or token.nbor(-1).lower_ != entry.before):
        return False
    if entry.needs:
        near = token.doc[max(token.sent.start, token.i - _CLAUSE) : min(token.sent.end, token.i + _CLAUSE + 1)]
        if not any(t.lemma_.lower() in entry.needs or t.lower_ in entry.needs for t in near if t.i != token.i):
            return False
    return entry.pos != "verb" or ruling(token).realis is Realis.ACTUAL


def _who(token: Token, entry: OutcomeWord) -> Iterator[Token]:
    """Yield those of whom it is said; nobody where no person stands in the place."""
    place = patient if entry.who == "object" else subject
    head = place(token) if entry.pos == "verb" else _of_noun(token)
    for one in all_of(head) if head is not None else ():
        kind = content(one)
        if (is_person(kind) or one.pos_ == "PRON" or one.ent_type_ == "PERSON" or kind.lemma_ in _SUSPECTS) and not (
            is_body(kind) or one.lower_ in ("it", "this", "that")
        ):
            yield one


def _of_noun(token: Token) -> Token | None:
    """Return whose condition it is: its possessor, "of X", else the subject of the clause it stands in."""
    owner = child(token, "poss")
    if owner is not None:
        return owner
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ == "of":
            return child(c, "pobj")
    step = token
    for _ in range(_UP):
        if step.head == step:
            return None
        step = step.head
        if step.pos_ in ("VERB", "AUX"):
            return child(step, "dobj") if step.lemma_ in ("take", "leave", "have", "list") else subject(step)
    return None


def _event(found: Filler, kind: OutcomeKind, token: Token, attacks: Iterable[tuple[int, Cluster]]) -> int | None:
    """Return the number of the attack that it followed: one with the same person, else the one just told."""
    wanted = merge.key(found)
    best: tuple[int, int, int] | None = None
    for number, cluster in list(attacks)[-MOST_CLUSTERS_COMPARED:]:
        gap = min(abs(token.sent.start_char - d.token.idx) for d in cluster.drafts)
        if gap > OUTCOME_REACH:
            continue
        same = any(merge.key(f) == wanted for f in cluster.fillers(*_HURT, *_DOERS))
        if not same and not _may_be_of(found, kind, cluster):
            continue
        rank = (0 if same else 1, gap, -number)
        if best is None or rank < best:
            best = rank
    return -best[2] if best is not None else None


def _may_be_of(found: Filler, kind: OutcomeKind, cluster: Cluster) -> bool:
    """Say whether somebody the event does not name may have had a part in it."""
    part = words.people().get(content(found.head).lemma_.lower())
    if kind in _BY_DOERS:
        return part == "perpetrator" or content(found.head).lemma_.lower() in _SUSPECTS
    return found.head.pos_ == "PRON" and not cluster.fillers(*_HURT)


def _outcome(found: Filler, kind: OutcomeKind, token: Token, tellers: Tellers) -> Outcome:
    held = notes(token.doc)
    known = held.entities[found.entity] if 0 <= found.entity < len(held.entities) else None
    name = known.name if known is not None and known.named else found.span.words(held.report.text)
    span = _said(token, found.head)
    claim = tellers.innermost(Span(token.idx, token.idx + len(token)))
    return Outcome(kind, name, (found.span,), span, known.id if known is not None else "", claim, found.why)


def _said(token: Token, who: Token) -> Span:
    """Return the words from the verb, or the phrase, to its end, without the one it is said of."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    marked = {token.i, verb.i}
    for c in (*verb.children, *(token.children if token != verb else ())):
        clause = c.dep_ == "prep" and c.lower_ in _CLAUSES
        if c.dep_ in _PARTS and not clause:
            marked.update(d.i for d in c.subtree if abs(d.i - token.i) <= _PHRASE)
    step = token
    while step != verb:  # "is fighting for his life", "in critical condition"
        marked.update(d.i for d in (step, *step.children) if d.dep_ not in ("poss", "appos", "relcl"))
        step = step.head
    kept = sorted(i for i in marked if not token.doc[i].is_punct and token.doc[i].tag_ != "POS")
    after = [i for i in kept if i > who.i] if who.i < verb.i and who.i < token.i else kept
    first, last = (after or kept)[0], kept[-1]
    return Span(token.doc[first].idx, token.doc[last].idx + len(token.doc[last]))


_PARTS = frozenset({"aux", "auxpass", "neg", "advmod", "prt", "acomp", "attr", "prep", "dobj", "oprd"})
_CLAUSES = frozenset({"after", "when", "before", "as", "because", "since", "until"})
_PHRASE = 7
