"""Offices, titles and ties out of the words of a phrase: "Norland's harbour minister", "the captain's boss"."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.annotate.actors.ref import Found, Ref
from onrecord.annotate.actors.words import noun, rank_form, ranks
from onrecord.model import EntityKind, MentionKind, Office, Relation, Report, Span

_PAST = frozenset(["former", "ex", "ex-", "then", "then-", "onetime", "one-time", "erstwhile", "ousted"])
_DROPPED = frozenset(["the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "-"])
_PLAIN = frozenset(
    [
        "top",
        "senior",
        "prominent",
        "new",
        "young",
        "old",
        "outspoken",
        "controversial",
        "leading",
        "notable",
        "famous",
        "influential",
        "powerful",
        "key",
        "local",
        "veteran",
        "respected",
        "longtime",
        "long-time",
        "prolific",
        "popular",
        "high-ranking",
        "ranking",
        "junior",
        "unnamed",
        "anonymous",
        "self-styled",
        "alleged",
        "suspected",
        "fellow",
        "own",
        "first",
        "second",
        "third",
        "last",
        "next",
        "wealthy",
        "embattled",
        "beloved",
        "brutal",
        "veteran",
    ]
)
_TERMS = frozenset(["term", "time", "year", "ever", "generation"])
_TIES = frozenset(["of", "for", "to", "at", "with"])


def _cut(doc: Doc, report: Report, start: int, end: int) -> tuple[str, Span]:
    last = doc[end - 1]
    span = Span(doc[start].idx, last.idx + len(last.text))
    return " ".join(span.words(report.text).split()), span


def title_office(doc: Doc, report: Report, ref: Ref) -> list[Office]:
    """Return the titles that stand before a name, without mere "Mr." and the like."""
    out: list[Office] = []
    said = ref.start
    for start, end in ref.titles:
        first = start
        while first < end - 1 and doc[first].lower_ in _PAST | _DROPPED:
            first += 1
        words, span = _cut(doc, report, first, end)
        rank = ranks().get(rank_form([t.text for t in doc[first:end]]))
        if rank is not None and not rank.noun:
            continue
        before, _ = _cut(doc, report, said, first) if first > said else ("", span)
        said = end
        former = any(w in _PAST for w in before.lower().replace("-", " ").split())
        body = _without_small(before)
        out.append(Office(words, body, span, former))
    return out


def _without_small(words: str) -> str:
    kept = [
        w for w in words.replace("’s", "").replace("'s", "").split() if w.lower().rstrip("-") not in _DROPPED | _PAST
    ]
    return " ".join(kept)


def find_office(doc: Doc, report: Report, found: Found, ref: Ref) -> Office | None:
    """Return the office that a common-noun phrase gives: title, and of what."""
    if ref.form is not MentionKind.NOMINAL or ref.plural:
        return None
    known = noun(ref.lemma.rsplit(" ", 1)[-1])
    if known is None or not known.office:
        return None
    first, body = _title_start(doc, found, ref)
    title, _ = _cut(doc, report, first, ref.head + 1)
    words, span = _cut(doc, report, ref.start, ref.end)
    del words
    return Office(title, _organisation(doc, report, found, ref, body), span, ref.former)


def _title_start(doc: Doc, found: Found, ref: Ref) -> tuple[int, tuple[int, int] | None]:
    """Return where the title itself begins, and a body that stands before it ("Kremlin spokesman")."""
    first, body = ref.head, None
    for i in range(ref.head - 1, ref.start - 1, -1):
        token = doc[i]
        other = found.at.get(i)
        named = other is not None and found.refs[other].form is MentionKind.NAME
        if named and other is not None:
            body = (found.refs[other].start, found.refs[other].end)
            break
        if token.dep_ in ("det", "poss", "case", "punct", "nummod") or token.ent_type_ in ("NORP", "GPE"):
            if token.ent_type_ in ("NORP", "GPE") and token.dep_ not in ("case", "det"):
                body = (i, i + 1)
            if token.text != "-":
                break
        if token.lower_ in _PAST | _PLAIN or token.tag_ in ("VBN", "VBG", "JJS", "JJR", "RB", "CD"):
            if i > ref.start and doc[i - 1].ent_type_ in ("NORP", "GPE") and token.lower_ in _PAST | _PLAIN:
                body = (i - 1, i)  # "a Russian former spy"
            break
        first = i
    return _whole_word(doc, first, ref), body


def _whole_word(doc: Doc, first: int, ref: Ref) -> int:
    """Return where a title begins that would begin with a hyphen: "far-right leader", but "first-term | senator"."""
    if doc[first].text != "-" or first >= ref.head:
        return first
    if doc[first + 1].lower_ in _TERMS and first + 2 <= ref.head:
        return first + 2
    return first - 1 if first > ref.start else first + 1


def _organisation(doc: Doc, report: Report, found: Found, ref: Ref, body: tuple[int, int] | None) -> str:
    poss = next((c for c in doc[ref.head].lefts if c.dep_ == "poss"), None)
    if poss is not None:
        other = found.at.get(poss.i)
        if (other is not None and found.refs[other].kind is EntityKind.PERSON) or poss.pos_ == "PRON":
            return ""
        return _without_small(_cut(doc, report, poss.left_edge.i, poss.i + 1)[0])
    after = ref.head + 1
    if after < ref.end and doc[after].lower_ in _TIES:
        return _without_article(_cut(doc, report, after + 1, ref.end)[0]) if after + 1 < ref.end else ""
    return _cut(doc, report, *body)[0] if body is not None else ""


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else words


def find_relation(doc: Doc, ref: Ref, other: str) -> Relation | None:
    """Return the tie that a phrase states to its possessor or complement.

    Args:
        doc: the parse.
        ref: a common-noun phrase.
        other: id of the entity that the possessor or complement is.
    """
    if ref.form is not MentionKind.NOMINAL or ref.plural:
        return None
    known = noun(ref.lemma.rsplit(" ", 1)[-1])
    if known is None or not known.relation:
        return None
    last = doc[ref.end - 1]
    return Relation(known.relation, other, Span(doc[ref.start].idx, last.idx + len(last.text)))
