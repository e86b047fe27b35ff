"""How a content can hang on a cue: the frames of a verb, a noun or an adjective, read off the parse."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})

# Prepositional phrases that carry on a noun-phrase content ("blamed the guard for the fire"). The others mostly
# say when or where it was said, and stay out.
CARRY_ON = frozenset({"of", "for", "as", "with", "to", "over", "about", "from", "into", "against", "between", "toward"})

# The same for single verbs: "pinned the theft on the guards".
CARRY_ON_OF = {"blame": "on", "pin": "on", "brief": "on", "press": "on", "implicate": "in"}

# Active verbs whose subject belongs to the content: "the deal seemed to hold".
RAISING = frozenset({"appear", "seem"})

# Lemmas that the pipeline gets wrong, and what they are.
MISREAD = {
    "hop": "hope",
    "hat": "hate",
    "retweete": "retweet",
    "lambast": "lambaste",
    "extoll": "extol",
    "accus": "accuse",
}

_ANSWERABLE = frozenset({"responsible", "accountable", "liable", "answerable"})
_CLAUSE_PARTS = frozenset({"ccomp", "xcomp", "dobj", "dative", "prep", "acomp", "attr", "oprd", "prt", "agent"})
# What a complement clause without a subject is, by the tag of its verb.
_CONTENT = frozenset({"ccomp", "xcomp", "dobj", "oprd", "acomp", "attr", "prt"})
_LONGEST_ASIDE = 12  # words of "the deputy head of the force said" between commas
_BY_TAG = {"VBG": "ing", "VBD": "bare", "VBZ": "bare", "VBP": "bare", "MD": "bare"}
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a head as a cue.

    Attributes:
        name: as in `ReportingCue.frames`.
        lemma: lemma of the cue, with its particle.
        heads: tokens that head the content.
        content: token ranges of the content, half-open.
        cue_right: tokens right of the head that belong to the cue (particle, preposition).
        passive: whether the subject is part of the content.
    """

    name: str
    lemma: str
    heads: tuple[Token, ...]
    content: tuple[tuple[int, int], ...]
    cue_right: tuple[Token, ...] = ()
    passive: bool = False


def extent(token: Token) -> tuple[int, int]:
    """Return the token range of a subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def verb_frames(head: Token) -> list[Frame]:
    """Return the frames of a verb, the most telling first."""
    if _to_blame(head):
        return []
    if (held := _held_to_it(head)) is not None:
        return [held]
    parts: dict[str, list[Token]] = {}
    for child in head.children:
        if child.dep_ in _CLAUSE_PARTS or child.dep_ in SUBJECTS:
            parts.setdefault(child.dep_, []).append(child)
    particle = tuple(parts.get("prt", ())[:1])
    lemma = MISREAD.get(head.lemma_.lower(), head.lemma_.lower()) + "".join(f" {p.lower_}" for p in particle)
    subjects = parts.get("nsubjpass") or (parts.get("nsubj", []) if lemma in RAISING else [])
    found = [*_clauses(head, lemma, particle, parts), *_objects(head, lemma, particle, parts)]
    found += _prepositions(head, lemma, particle, parts)
    if subjects:
        found = [_passive(frame, subjects[0]) for frame in found]
        if lemma not in RAISING:
            found.append(Frame("np", lemma, (subjects[0],), (extent(subjects[0]),), particle, passive=True))
    elif is_participle(head):
        found = [_reduced(frame, head) for frame in found]
    elif head.dep_ == "conj" and any(c.dep_ == "auxpass" for c in head.children):
        # "it is on a list and was accused by the mayor of": the subject of the first verb does not speak
        found = [replace(frame, passive=True) for frame in found]
    return [*found, *_around(head, lemma, particle)]


def _held_to_it(head: Token) -> Frame | None:
    """Return the frame of "held the union responsible for the strike"; the parser has the union in three places."""
    if head.lemma_.lower() != "hold":
        return None
    below = [c for c in head.children if c.dep_ in {"ccomp", "xcomp", "oprd", "acomp", "dobj", "advmod"}]
    word = next((t for c in below for t in (c, *c.children) if _answers(t) and t.i > head.i), None)
    if word is None:
        return None
    subject = next((c for c in head.children if c.dep_ == "nsubjpass"), None)
    last = max(extent(word)[1], *(extent(c)[1] for c in below if c.i >= word.i), word.i + 1)
    after = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "for" and c.i > word.i), None)
    last = max(last, extent(after)[1]) if after is not None else last
    spans = ((head.i + 1, last),) if subject is None else (extent(subject), (head.i + 1, last))
    return Frame("np-small", "hold responsible", (word,), spans, passive=subject is not None)


def _answers(word: Token) -> bool:
    return word.lower_ in _ANSWERABLE or (word.lower_ == "blame" and word.tag_ == "VB")


def _to_blame(head: Token) -> bool:
    """Say whether a verb is that of "the union is to blame for it", whose subject blames nobody."""
    above = head.head
    return (
        head.lemma_.lower() == "blame"
        and above.lemma_ == "be"
        and head.dep_ == "xcomp"
        and any(c.tag_ == "TO" for c in head.children)
    )


def is_participle(head: Token) -> bool:
    """Say whether a verb is a passive participle without subject and auxiliary ("asked about it, she left")."""
    first = head.doc[head.left_edge.i]
    introduced = head.tag_ == "VBD" and head.dep_ == "advcl" and first.tag_ in {"WRB", "IN"}  # "when asked"
    if not introduced and (head.tag_ != "VBN" or head.dep_ not in {"advcl", "acl", "ROOT"}):
        return False
    return not any(c.dep_ in SUBJECTS or c.dep_ in {"aux", "auxpass"} for c in head.children)


def _reduced(frame: Frame, head: Token) -> Frame:
    """Return the frame of a passive participle; the noun that it follows is part of the content."""
    noun = head.head
    mine = ((noun.left_edge.i, head.left_edge.i),) if head.dep_ == "acl" and noun.i < head.left_edge.i else ()
    return Frame(frame.name, frame.lemma, frame.heads, (*mine, *frame.content), frame.cue_right, passive=True)


def _clauses(head: Token, lemma: str, particle: tuple[Token, ...], parts: dict[str, list[Token]]) -> list[Frame]:
    out: list[Frame] = []
    objects = [o for o in parts.get("dobj", ()) if o.i > head.i and o.tag_ not in _WH]
    for clause in (*parts.get("ccomp", ()), *parts.get("xcomp", ())):
        if parted(clause, head):
            continue
        name = _clause_kind(clause)
        between = [o for o in objects if o.i < clause.i and clause.i > head.i]
        if name in {"to", "ing", "small"} and between:
            start = between[0].left_edge.i
            out.append(Frame(f"np-{name}", lemma, (clause,), ((start, extent(clause)[1]),), particle))
        else:
            out.append(Frame(name, lemma, (clause,), (extent(clause),), particle))
    return out


def parted(clause: Token, head: Token) -> bool:
    """Say whether a colon or semicolon parts a clause from the verb behind it: two statements, not one in the other.

    "It could fail: few people knew of it". A quotation is left to the rules for quotations.
    """
    first = clause.right_edge.i  # which may be the colon itself
    while first > clause.i and clause.doc[first].is_punct:
        first -= 1
    last = head.left_edge.i if head.left_edge.i > clause.i else head.i
    return clause.i < head.i and any(t.text in {":", ";"} for t in clause.doc[first + 1 : max(last, first + 2)])


def _clause_kind(clause: Token) -> str:
    """Return "that", "wh", "to", "ing" or "small" for a complement clause."""
    first = clause.doc[clause.left_edge.i]
    children = list(clause.children)
    aux = [g for c in children if c.dep_ in {"aux", "auxpass"} for g in c.children]
    if any(c.dep_ in SUBJECTS for c in (*children, *aux)):
        # A "that" before a subject is never a question word, though the tagger often takes it for a relative.
        if (first.tag_ in _WH and first.lower_ != "that") or first.lower_ in {"whether", "if"}:
            return "wh"
        has_to = clause.tag_ == "VB" and any(c.tag_ == "TO" for c in children)
        return "np-to" if has_to else "that" if first.lower_ == "that" else "bare"
    if first.tag_ in _WH:
        return "wh"
    if any(c.tag_ == "TO" for c in children):
        return "to"
    return _BY_TAG.get(clause.tag_, "small")


def _objects(head: Token, lemma: str, particle: tuple[Token, ...], parts: dict[str, list[Token]]) -> list[Frame]:
    out: list[Frame] = []
    for obj in (*parts.get("dobj", ()), *parts.get("oprd", ()), *parts.get("attr", ()), *parts.get("acomp", ())):
        start, end = extent(obj)
        name = "np" if obj.dep_ == "dobj" else obj.dep_
        if obj.i > head.i:
            last = obj.doc[end - 1]
            open_end = last.tag_ == "VBG" and last.dep_ == "acl"  # "a man kneeling | beside the car"
            more = [
                p
                for p in parts.get("prep", ())
                if p.i >= end and (open_end or p.lower_ in CARRY_ON or CARRY_ON_OF.get(lemma) == p.lower_)
            ]
            second = [o for o in parts.get("oprd", ()) if o is not obj and o.i > obj.i]
            if second:
                name, end = "np-small", max(end, extent(second[0])[1])
            for prep in more:
                if prep.left_edge.i == end:
                    end = extent(prep)[1]
                    name = f"np-{prep.lower_}" if name == "np" and not open_end else name
            out.append(Frame(name, lemma, (obj,), ((start, end),), particle))
        elif obj.dep_ == "dobj" and obj.tag_ in _WH:
            named = [p for p in parts.get("prep", ()) if p.lower_ == "as"]  # "whom they describe as the head"
            second = [o for o in (*parts.get("oprd", ()), *named) if o.i > head.i]
            ranges = ((start, end), extent(second[0])) if second else ((start, end),)
            out.append(Frame("what-small" if second else "what", lemma, (obj,), ranges, particle))
    return out


def _prepositions(head: Token, lemma: str, particle: tuple[Token, ...], parts: dict[str, list[Token]]) -> list[Frame]:
    out: list[Frame] = []
    later = [x for x in parts.get("xcomp", ()) if x.i > head.i]
    for prep in parts.get("prep", ()):
        if prep.i < head.i:
            continue
        inner = [c for c in prep.children if c.dep_ in {"pobj", "pcomp", "prep"}]
        if not inner:
            continue
        start, end = extent(inner[0])
        name = prep.lower_
        if later and later[0].i > prep.i and _clause_kind(later[0]) == "to":
            name, end = f"{name}-to", extent(later[0])[1]
        if start > prep.i:
            out.append(Frame(name, lemma, (inner[0],), ((start, end),), (*particle, prep)))
    return out


def _passive(frame: Frame, subject: Token) -> Frame:
    """Return the frame with the passive's subject as part of its content."""
    mine = extent(subject)
    if mine[0] > frame.content[0][0] or frame.name in {"that", "bare", "wh"} or subject.dep_ == "expl":
        return Frame(frame.name, frame.lemma, frame.heads, frame.content, frame.cue_right, passive=True)
    return Frame(frame.name, frame.lemma, frame.heads, (mine, *frame.content), frame.cue_right, passive=True)


def _around(head: Token, lemma: str, particle: tuple[Token, ...]) -> list[Frame]:
    """Return the frame of a cue that stands inside or behind its content ("the talks, she said, failed")."""
    outer = head.head
    if particle == () and head.tag_ in {"VBD", "VBZ", "VBP"}:
        rest = _rest(head)
        if rest:
            return [Frame("around", lemma, (head.doc[rest[0][0]],), rest)]
    if head.dep_ == "relcl":
        return _gapped(head, lemma)
    if outer is head or head.dep_ not in {"parataxis", "advcl", "ccomp"} or outer.pos_ in {"NOUN", "PROPN"}:
        return []
    first = head.doc[head.left_edge.i]
    as_clause = first.lower_ == "as" and head.dep_ == "advcl"
    if head.dep_ != "parataxis" and not as_clause:
        return []
    return [Frame("as" if as_clause else "around", lemma, (outer,), around(outer, head), particle)]


def _gapped(head: Token, lemma: str) -> list[Frame]:
    """Return the frame of "the man (whom) they said killed her", which the parser mostly cuts behind the cue."""
    doc, noun = head.doc, head.head
    if head.i + 1 >= len(doc) or any(c.dep_ in _CONTENT for c in head.children):
        return []
    verb = doc[head.i + 1]
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "MD"} or verb.left_edge.i <= head.i:
        return []
    start = max(noun.left_edge.i, noun.sent.start)
    subject = min([c.left_edge.i for c in head.children if c.dep_ == "nsubj"], default=head.i)
    return [Frame("bare", lemma, (verb,), ((start, min(head.left_edge.i, subject)), extent(verb)))]


def _rest(head: Token) -> tuple[tuple[int, int], ...]:
    """Return the sentence without "analysts say" where that stands between commas, or after one at the end.

    Only where the parse hangs no content on the verb: it lost its way in the sentence around.
    """
    doc, sent = head.doc, head.sent
    if any(c.dep_ in _CONTENT and c.i != head.i for c in head.children):
        return ()
    subjects = [c for c in head.children if c.dep_ == "nsubj"]
    if not subjects or head.dep_ not in {"ROOT", "parataxis", "ccomp"}:
        return ()
    start, end = min(subjects[0].left_edge.i, head.i), max(subjects[0].right_edge.i, head.i) + 1
    if start <= sent.start + 1 or end - start > _LONGEST_ASIDE or doc[start - 1].text != ",":
        return ()
    if end < sent.end and not doc[end].is_punct:
        return ()
    parts = ((sent.start, start - 1), (end, sent.end))
    return tuple((a, b) for a, b in parts if any(t.is_alpha for t in doc[a:b]))


def around(outer: Token, inner: Token) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a subtree without one of its inner subtrees."""
    start, end = extent(outer)
    cut = extent(inner)
    return tuple((a, b) for a, b in ((start, max(start, cut[0])), (min(end, cut[1]), end)) if b > a)


def noun_frames(head: Token) -> list[Frame]:
    """Return the frames of a noun ("the claim that", "support for")."""
    out: list[Frame] = []
    lemma = head.lemma_.lower()
    for child in head.children:
        if child.i < head.i:
            continue
        if child.dep_ in {"acl", "ccomp", "relcl"}:
            first = head.doc[child.left_edge.i]
            kids = list(child.children)
            if any(c.tag_ == "TO" and c.dep_ == "aux" for c in kids):
                out.append(Frame("to", lemma, (child,), (extent(child),)))
            elif first.lower_ == "that" and first.dep_ == "mark":
                out.append(Frame("that", lemma, (child,), (extent(child),)))
        elif child.dep_ == "prep":
            inner = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if inner and child.lower_ != "by":
                out.append(Frame(child.lower_, lemma, (inner[0],), (extent(inner[0]),), (child,)))
    return out


def adjective_frames(head: Token) -> list[Frame]:
    """Return the frames of an adjective or of a participle used as one ("is confident that", "was opposed to").

    After a copula the parser hangs the complement now on the adjective, now on the copula.
    """
    out: list[Frame] = []
    lemma = head.lower_
    outer = [c for c in head.head.children if c.i > head.i] if head.dep_ == "acomp" else []
    for child in (*head.children, *outer):
        if child.i < head.i:
            continue
        if child.dep_ in {"ccomp", "xcomp"}:
            out.append(Frame(_clause_kind(child), lemma, (child,), (extent(child),)))
        elif child.dep_ == "prep":
            inner = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if inner:
                out.append(Frame(child.lower_, lemma, (inner[0],), (extent(inner[0]),), (child,)))
    return out
