"""Who says what stands at a place in the text, and how surely: the innermost claim around it, else the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate.scope import combine, operators
from onrecord.incidents.kinds import is_person
from onrecord.incidents.responsibility.ground import BODIES, KINDS, MENTIONS, NOT_ASSERTED, PERSONS, Ground, Said
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.sources import author_of_paper, is_paper, paper_before, quoted, spoken_by
from onrecord.incidents.responsibility.telling import can_speak, meant_by, teller
from onrecord.incidents.stances import weaker
from onrecord.model import Act, Certainty, Claim, EntityKind, HopKind, Level, Polarity, SourceKind, SourceRef, Span

_BELIEVES = frozenset({"believe", "suspect", "think", "feel"})
_HINTS = frozenset({"hint", "insinuate", "imply", "intimate"})
_THEORIES = frozenset({"line", "theory", "hypothesis", "suspicion", "possibility", "lead", "version", "fear"})
_PAPERS = frozenset(
    {"intelligence", "evidence", "information", "indication", "sign", "data", "finding", "clue", "fact"}
)
_TRIES = frozenset({"attempt", "attempted", "try", "plot", "fail", "failed", "foil", "foiled", "thwart", "thwarted"})
_MEANS = frozenset({"by", "after", "before", "since"})
"""Prepositions whose clause a "not" above them leaves as it is."""
_HANDS_ON = listed("hands-on")
_OWN_WORD = 2
"""Hops of a claim whose speaker nobody hands on but the report."""
_UP = 8
"""Steps up the parse from a word to the cue of the claim around it; no contested report is deeper (2026-11-22)."""
_NEAR = 60
"""Words before the sentence of a paper to whoever spoke last."""
_OPINIONS = frozenset({"opinion", "view", "judgment", "judgement", "eye", "estimation", "assessment"})


def said_at(ground: Ground, place: Token, word: Token) -> Said:
    """Return who says what stands at a place: the innermost claim around it, else the narrator."""
    index = ground.owner.get(place.i, -1)
    word = _singled_out(word) or word
    if index < 0:
        if (by := _of_opinion(ground, word)) is not None:
            return Said(by, (), None, _certainty(word), believed=True)
        told = _certainty(word)
        if certainty_of_condition(word, None):  # "it is not known whether the rebels did it"
            told = replace(told, level=Level.UNKNOWN)
        told_by = teller(ground, word)
        by = speaker(ground, ground.ref(told_by)) if told_by is not None else ground.narrator(place)
        return Said(by, (), None, told)
    claim = ground.claims[index]
    cue = next(ground.tokens(claim.cue), None)
    by, relays = _root(ground, claim, cue)
    if by.name.lower() == "we" and len(claim.chain) == _OWN_WORD and not _quoted_at(ground, cue):
        by, verb = ground.narrator(place), _head(tuple(ground.tokens(claim.cue)))
        sure = verb is not None and verb.lemma_.lower() in _HANDS_ON
        if sure or by.kind is not SourceKind.NARRATOR:  # "we have learned that": the report, or who issued it
            believed, _ = _between(word, verb)
            return Said(by, (), None, _certainty(word, verb), believed or (not sure and _thinks(claim)))
    if (holder := _of_opinion(ground, word, cue)) is not None:
        return Said(holder, (*relays, by), claim, weaker(_certainty(word, cue), claim.certainty), believed=True)
    believed, presupposed = _between(word, cue)
    unsaid = claim.act is Act.ACCUSE and by.kind is SourceKind.UNKNOWN  # "X, who was shot, was charged with Y"
    if presupposed and (claim.act in NOT_ASSERTED or claim.act is Act.DENY or unsaid):
        return Said(ground.narrator(place), (), None, Certainty(), presupposed=True)
    inner = _certainty(word, cue, _saying(ground, claim))
    outer = claim.certainty
    if outer.polarity is Polarity.NEGATIVE and claim.act is not Act.DENY and inner.polarity is Polarity.POSITIVE:
        outer = replace(outer, polarity=Polarity.POSITIVE)  # what is negated is another clause of the claim
    certainty = weaker(inner, Certainty() if presupposed else outer)
    if inner.level is Level.UNKNOWN and certainty_of_condition(word, cue):
        certainty = Certainty(Level.UNKNOWN)
    sure = any(t.lemma_.lower() == "doubt" for t in ground.tokens(claim.cue))  # "has no doubt that"
    believed = believed or (claim.root.kind is HopKind.BELIEVED and not sure)
    believed = believed or (cue is not None and cue.lemma_.lower() in _HINTS)
    return Said(by, relays, claim, certainty, believed, presupposed)


def _head(words: Sequence[Token]) -> Token | None:
    """Return the first word of a cue, the verb for "have learned": its helpers stand above nothing."""
    first = words[0] if words else None
    helps = first is not None and first.dep_ in ("aux", "auxpass", "advmod", "npadvmod") and first.head in words
    return first.head if first is not None and helps else first


def _quoted_at(ground: Ground, cue: Token | None) -> bool:
    return cue is not None and any(q.span.start <= cue.idx < q.span.end for q in ground.notes.quotes)


def _thinks(claim: Claim) -> bool:
    return claim.root.kind is HopKind.BELIEVED


def _singled_out(deed: Token) -> Token | None:
    """Return the verb of "it was not the army that shot him", which says how surely the army did."""
    named = deed.head
    verb = named.head if deed.dep_ == "relcl" else None
    while named.dep_ == "pobj" and verb is not None and named.head.dep_ == "prep":  # "members of the Red Dawn who"
        named, verb = named.head.head, named.head.head.head
    if verb is None or verb.lemma_ != "be" or named.dep_ != "attr":
        return None
    return verb if any(c.dep_ == "nsubj" and c.lower_ == "it" for c in verb.children) else None


def apart(ground: Ground, said: Said, actor: Token, ref: SourceRef) -> Said:
    """Return who says it, where a description that speaks cannot be the one whom its own sentence names as actor.

    "It was the work of Abel Stroud, the colonel said": the colonel is somebody else, whatever he was taken for. Nor can
    words for a speaker hold those for the actor.
    """
    if said.claim is not None and (shorter := _without(ground, said.by, actor)) is not None:
        return replace(said, by=shorter)
    if said.claim is None or not ref.entity or said.by.entity != ref.entity or actor.pos_ != "PROPN":
        return said
    source = said.claim.root.source
    spans = source.spans[:1] if source.entity == ref.entity else ()
    words = list(ground.tokens(spans))
    head = next((t for t in words if t.head not in words), None)
    if (
        head is None
        or head.pos_ != "NOUN"
        or head.lemma_.lower() in BODIES
        or not is_person(head)
        or head.sent != actor.sent
    ):
        return said
    name = " ".join(spans[0].words(ground.notes.report.text).split())
    return replace(said, by=SourceRef(SourceKind.ANONYMOUS, name, spans))


def _without(ground: Ground, by: SourceRef, actor: Token) -> SourceRef | None:
    """Return a speaker whose words run on to whom he names, without these; None where they do not.

    "according to the authorities, by the Red Dawn": the comma ends the speaker.
    """
    span = by.spans[0] if by.spans else None
    if span is None or not span.start < actor.idx < span.end:
        return None
    said = span.words(ground.notes.report.text)
    cut = said.find(",")
    if not 0 < cut < actor.idx - span.start:
        return None
    return SourceRef(by.kind, " ".join(said[:cut].split()), (Span(span.start, span.start + cut),))


def _root(ground: Ground, claim: Claim, cue: Token | None) -> tuple[SourceRef, tuple[SourceRef, ...]]:
    """Return the root of a claim and those between it and the narrator."""
    source = claim.root.source
    relays = relays_of(claim)
    words = list(ground.tokens(source.spans[:1]))
    if len(words) == 1 and (meant := meant_by(ground, words[0])) is not None:
        return speaker(ground, ground.ref(meant)), relays
    if cue is None:
        return speaker(ground, source), relays
    named, by = quoted(cue)
    if named is not None:
        via = (ground.ref(by),) if by is not None else ()
        return speaker(ground, ground.ref(named)), (*(r for r in relays if not _overlap(r, source)), *via)
    subject = spoken_by(cue)
    first = next(ground.tokens(source.spans[:1]), None)
    torn = not source.entity and (len(source.spans) > 1 or (first is not None and first.pos_ == "ADP"))
    late = first is not None and subject is not None and subject.i < cue.i < first.i and first.head != cue
    if (torn or late) and subject is not None and subject.pos_ != "PRON":
        return speaker(ground, ground.ref(subject)), relays
    heads = [t for t in ground.tokens(source.spans[:1]) if t.lemma_.lower() in _PAPERS]
    if heads and relays and not source.entity:  # "intelligence suggests that, officials said": they say so
        return speaker(ground, relays[-1]), relays[:-1]
    return speaker(ground, source), relays


def _of_opinion(ground: Ground, word: Token, cue: Token | None = None) -> SourceRef | None:
    """Return whose opinion is told up to a cue ("in the opinion of the police, the rebels did it")."""
    current = word
    for _ in range(_UP):
        for at in current.children:
            held = next((c for c in at.children if c.dep_ == "pobj"), None) if at.lower_ == "in" else None
            if held is None or held.lemma_.lower() not in _OPINIONS or next(held.lefts, None) is None:
                continue  # "in view of the crime" is nobody's opinion
            of = next((c for c in held.children if c.dep_ == "poss" or c.lower_ == "of"), None)
            whose = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
            whose = of if of is not None and of.dep_ == "poss" else whose
            return ground.ref(whose) if whose is not None else None
        if current.head in (current, cue):
            return None
        current = current.head
    return None


def speaker(ground: Ground, by: SourceRef) -> SourceRef:
    """Return a source by name, where a person's name stands beside or inside the words for it.

    "The brigade's commander of those years, General Oster,": the name is the speaker's.
    """
    entity = ground.entity(by)
    if (
        by.kind is not SourceKind.NARRATOR
        and (author := author_of_paper(list(ground.tokens(by.spans[:1])))) is not None
    ):
        written = ground.ref(author)
        told = ground.entity(written)
        if (told is not None and told.kind in KINDS) or (told is None and author.ent_type_ == "ORG"):
            return written  # "a statement from the Red Dawn said"
    if by.kind is SourceKind.NARRATOR or (entity is not None and (entity.named or entity.kind not in PERSONS)):
        return by
    tokens = list(ground.tokens(by.spans[:1]))
    heads = [t for t in tokens if t.head not in tokens]
    if entity is None and (issuer := _issued_by(ground, heads)) is not None:
        return issuer
    spoken = [t for m in (entity.mentions[:MENTIONS] if entity is not None else ()) for t in ground.tokens([m.head])]
    beside = [c for t in (*heads, *spoken) for c in t.children if c.dep_ == "appos"]
    within = [t for t in tokens[-1:] if entity is None and t.pos_ == "PROPN"]
    for token in (*beside, *within):
        if ground.is_named(token) and ground.notes.entities[ground.notes.entity_of[token.i]].kind is EntityKind.PERSON:
            return ground.ref(token)
    return by


def _issued_by(ground: Ground, heads: Sequence[Token]) -> SourceRef | None:
    """Return who issued what speaks: "its caption said", "the communique said", behind words that say whose it is."""
    for head in heads[:1]:
        owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        if owner is not None and is_paper(head) and not ground.unsure(owner):
            return ground.ref(owner)
        if (author := paper_before(head)) is not None and can_speak(ground, author):
            return ground.ref(author)
        if is_paper(head) and any(c.lower_ == "the" for c in head.children):
            return _spoke_before(ground, head)
    return None


def _spoke_before(ground: Ground, paper: Token) -> SourceRef | None:
    """Return the body that spoke last before a paper: it is its paper ("The league blamed the army. The note said")."""
    start = paper.doc[max(0, paper.sent.start - _NEAR)].idx
    roots = [c.root.source for c in ground.claims if c.cue and start <= c.cue[0].start < paper.sent.start_char]
    last = roots[-1] if roots else None
    return last if last is not None and last.kind in (SourceKind.ORGANISATION, SourceKind.STATE) else None


def _certainty(word: Token, stop: Token | None = None, said: frozenset[int] = frozenset()) -> Certainty:
    """Return how surely it is said who did it; that it was only tried is no doubt about that.

    Args:
        word: what is said to be done.
        stop: the first word of the cue above it.
        said: words of the cue that say only that it was said.
    """
    within = _whole(word)
    found = (op for op in operators(word, stop) if op.token.i not in said and (not op.turns or op.token.i in within))
    return combine(tuple(op for op in found if not _says_nothing(op.token)))


def _whole(word: Token) -> range:
    """Return the words among which one that denies is about a deed: not those behind a semicolon, nor above "by".

    "Rebels burned a bus; no casualties were reported", "they do not win by killing".
    """
    current = word
    for _ in range(_UP):
        head = current.head
        if head == current:
            break
        last = current.right_edge.i + 1
        after = word.doc[last].text if last < len(word.doc) else ""
        beside = after == ";" or (after == "," and head.lemma_ == "be")
        apart = beside and current.dep_ == "ccomp" and head.i > current.i
        apart = apart or (current.dep_ == "appos" and current != word)  # "nobody saw the Dawn, a group blamed by"
        if apart or (current.dep_ == "pcomp" and head.lower_ in _MEANS):
            return range(current.left_edge.i, last)
        current = head
    return range(len(word.doc))


def _saying(ground: Ground, claim: Claim) -> frozenset[int]:
    """Return the words of a cue that put nothing in doubt for whoever says so: those of "have claimed"."""
    words = list(ground.tokens(claim.cue))
    verb = next((t for t in words if t.pos_ == "VERB"), None)
    if verb is None or any(c.dep_ == "neg" for c in verb.children) or verb.dep_ in ("xcomp", "acl"):
        return frozenset()
    return frozenset({verb.i}) if claim.act in (Act.ASSERT, Act.ACCUSE) else frozenset()


def _says_nothing(token: Token) -> bool:
    """Say whether a word lowers nothing about who did it: that it was tried, and the "no" of "no doubt that"."""
    if token.lemma_.lower() in _TRIES:
        return True
    doubt = token if token.lemma_.lower() == "doubt" else token.head
    return doubt.lemma_.lower() == "doubt" and any(c.lower_ in ("no", "little") for c in doubt.children)


def certainty_of_condition(word: Token, cue: Token | None) -> bool:
    """Say whether the words stand under "if" or "whether", so that nobody says they are so."""
    current = word
    for _ in range(_UP):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless") for c in current.children):
            return True
        if current.head in (current, cue):
            return False
        current = current.head
    return False


def _between(word: Token, cue: Token | None) -> tuple[bool, bool]:
    """Return whether a word of believing, and whether a relative clause, stands between a word and the cue above it."""
    believed = presupposed = False
    current = word
    for _ in range(_UP):
        head = current.head
        if head in (current, cue):
            break
        presupposed = presupposed or (current.dep_ == "relcl" and head.pos_ in ("NOUN", "PROPN") and not believed)
        believed = believed or (current.dep_ in ("ccomp", "xcomp") and head.lemma_.lower() in _BELIEVES)
        if current.dep_ == "ccomp" and head.lemma_ == "be":  # "one line of inquiry is that"
            believed = believed or any(c.dep_ == "nsubj" and c.lemma_.lower() in _THEORIES for c in head.children)
        if current.dep_ == "relcl" and current.lemma_.lower() in _BELIEVES:
            presupposed = False  # "reason to believe that"
        current = head
    return believed, presupposed


def _overlap(one: SourceRef, other: SourceRef) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def relays_of(claim: Claim) -> tuple[SourceRef, ...]:
    """Return those between the narrator and the root of a claim."""
    return tuple(h.source for h in claim.chain[:-1] if h.source.kind is not SourceKind.NARRATOR)
