"""Finds where a sentence ties an actor to a deed: a blame word with its actor and its deed, read off the parse."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.kinds import is_body, is_person
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.nouns import NOUNS, both_ways, nominal_ties
from onrecord.incidents.responsibility.slots import CALL, OBJECTS, OWN_WORDS, UNSAID, WHERE, Tie, slot, slots, under_as
from onrecord.incidents.stances import kind_of
from onrecord.lexicon import load
from onrecord.lexicon.schema import BlameWord

DID_IT = "did it"
_SAYS = listed("says")
_AGAIN = frozenset({"before", "again", "often", "always", "previously", "well", "together"})
_OUGHT = frozenset({"must", "should", "ought"})
_NO_DEED = frozenset({"DATE", "TIME", "GPE", "LOC", "CARDINAL"})
"""What says when or where somebody was charged, not with what."""
_DEEP = 5
"""Steps from a joined verb up to the one that reports; no contested report is deeper (2026-11-22)."""
_PHRASAL = {"carry": "out"}
_SHARES = frozenset({"cent", "percent", "%"})
_CONFESSES = frozenset({"confess", "admit"})
_CRAFT = frozenset({"plane", "jet", "aircraft", "warplane", "helicopter", "drone", "ship", "gunboat", "troop"})
_ANSWERS = frozenset({"responsible", "accountable", "liable", "answerable"})
_POINTERS = frozenset(
    {"sign", "evidence", "clue", "everything", "indication", "finger", "suspicion", "trail", "trace", "all", "lead"}
    | {"report", "intelligence", "finding", "investigation", "inquiry", "test", "analysis", "wreckage", "fragment"}
    | {"information", "data"}
)


@functools.cache
def _words() -> dict[tuple[str, str], tuple[BlameWord, ...]]:
    table: dict[tuple[str, str], tuple[BlameWord, ...]] = {}
    for entry in load("blame_words", BlameWord):
        key = (entry.lemma, entry.pos)
        table[key] = (*table.get(key, ()), entry)
    return table


_POS = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "ADP": "preposition",
    "ADV": "preposition",
}


def ties(doc: Doc) -> Iterator[Tie]:
    """Yield every tie of the document, in the order of its words."""
    table = _words()
    lemmas = frozenset(lemma for lemma, _ in table) | NOUNS | {"do", "be"}
    for i, lemma in enumerate(columns(doc).lemmas):
        if lemma not in lemmas:
            continue
        token = doc[i]
        entries = table.get((lemma, _POS.get(token.pos_, "")), ())
        tie = next((t for e in entries if (t := _tie(token, e)) is not None), None)
        if tie is not None:
            yield from _each_other(tie)
        elif lemma == "do":
            yield from _did_it(token)
        elif lemma == "be":
            yield from _it_was(token)
        else:
            yield from nominal_ties(token)


def _each_other(tie: Tie) -> Iterator[Tie]:
    """Yield the tie; for "the army and the rebels blamed each other" one for each side, for "both sides" none."""
    if tie.actor.lemma_.lower() not in ("other", "another") or not any(
        c.lower_ in ("each", "one") for c in tie.actor.children
    ):
        yield tie
    elif tie.speaker is not None:
        yield from both_ways(tie.speaker, tie)


def _did_it(verb: Token) -> Iterator[Tie]:
    """Read "the White House says the Red Dawn did it": who did the deed that was told before."""
    past = verb.tag_ in ("VBD", "VBN") or any(c.dep_ == "aux" and c.lower_ == "did" for c in verb.children)
    again = any(c.dep_ == "advmod" and c.lower_ in _AGAIN for c in verb.children)
    if verb.pos_ not in ("VERB", "AUX") or not past or again:
        return
    doer = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    done = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in ("it", "this")), None)
    if doer is not None and done is not None and doer.tag_ not in ("WP", "WDT") and doer.lower_ not in ("it", "that"):
        yield Tie(verb, doer, (done,), "states", None, own=False, rule=DID_IT)


def _tie(word: Token, entry: BlameWord) -> Tie | None:
    if entry.stance == "hinted" and not _points(word):
        return None
    if entry.lemma == "involve" and (
        word.tag_ != "VBN" or not (slots(word, "prep:in") or _negated(word) or _was_involved(word))
    ):
        return None
    particle = _PHRASAL.get(entry.lemma)
    if particle and not any(c.lower_ == particle for c in word.children):
        return None
    below = (t for c in word.children for t in (c, *c.children) if t.pos_ != "VERB")
    if entry.needs and not any(t.lemma_.lower() in entry.needs for t in below):
        return None
    if entry.lemma in _ANSWERS and entry.pos == "adjective" and (held := _held(word)) is not None:
        return held
    if entry.lemma == "blame" and (stated := _to_blame(word) or _held_to_blame(word)) is not None:
        return stated
    actor, deeds = _filled(word, entry)
    if entry.actor == ("subj",) and entry.stance == "states" and deeds and deeds[0].lower_ in ("it", "this", "that"):
        actor = slot(word, "subj", inherit=False)  # "a paper quoted a man suggesting that X had arranged it"
    if not deeds and UNSAID not in entry.deed:
        return None
    if entry.pos == "noun" and actor is not None and (verb := _calling(word, speaks=entry.speaks)) is not None:
        stance = "accused" if entry.stance == "states" else entry.stance
        frame = _joined(verb)
        speaker = slot(frame or verb, "subj")
        return Tie(verb, actor, deeds, stance, speaker, own=True, rule=f"{entry.id}: {word.text}", frame=frame)
    return _of_word(word, entry, actor, deeds)


def _of_word(word: Token, entry: BlameWord, actor: Token | None, deeds: tuple[Token, ...]) -> Tie | None:
    """Return the tie of a word whose places are known: who speaks, and who is blamed in a passive or a denial."""
    rule = f"{entry.id}: {word.text}"
    frame = _joined(word) if entry.speaks else None
    speaker = slot(frame or word, "subj") if entry.speaks else None
    if actor is None and "obj" in entry.actor and deeds and word.tag_ in ("VBN", "VBD"):
        actor, speaker = slot(word, "subj"), None  # a headline's passive: "Police blamed for the massacre"
    if entry.stance in ("denied", "claimed") and deeds and (other := _other_doer(deeds[0])) is not None:
        theirs = any(c.dep_ == "poss" and c.lower_ in OWN_WORDS for c in other.children)  # "that his crew did it"
        stance = entry.stance if entry.stance == "denied" or theirs else "states"
        own = stance != "states" or speaker is not None  # "his decision to admit that": whoever says the sentence
        return Tie(word, other, deeds, stance, speaker, own=own, rule=f"{entry.id} that: {word.text}", frame=frame)
    if actor is None or actor in deeds or _tells_what_befell(entry, deeds):
        return None
    if actor.dep_ == "pobj" and actor.ent_type_ in ("DATE", "TIME"):
        return None  # "blamed on the first day"
    if frame is not None and entry.actor == ("subj",):
        actor = speaker or actor
    if entry.pos == "adjective" and word.head.lemma_ in ("find", "plead"):  # a court finds, the accused pleads
        stance = _verdict(word, entry.stance)
        return Tie(word.head, actor, deeds, stance, slot(word.head, "subj"), own=True, rule=rule)
    own = entry.speaks
    return Tie(word, actor, deeds, entry.stance, speaker, own=own, rule=rule, frame=frame, strict=entry.strict)


def _verdict(word: Token, stance: str) -> str:
    """Return the stance of "guilty", which "not" turns round: a court clears, the accused denies."""
    if not any(c.dep_ == "neg" or c.lower_ == "not" for t in (word, word.head) for c in t.children):
        return stance
    return "denied" if word.head.lemma_ == "plead" else "cleared"


def _it_was(verb: Token) -> Iterator[Tie]:
    """Read "It was the Red Dawn" as an answer to the question who did it."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    named = next((c for c in verb.children if c.dep_ == "attr"), None)
    if subject is None or named is None or subject.lower_ != "it" or named.pos_ != "PROPN" or named.is_lower:
        return
    if verb.tag_ == "VBD" and named.ent_type_ not in ("DATE", "TIME", "LOC", "FAC", "EVENT"):
        yield Tie(verb, named, (subject,), "states", None, own=False, rule=DID_IT)


def _to_blame(word: Token) -> Tie | None:
    """Read "the Red Dawn was to blame for the bombing", which whoever says the sentence says."""
    verb = word.head
    if word.dep_ != "xcomp" or verb.lemma_ != "be" or not any(c.tag_ == "TO" for c in word.children):
        return None
    actor = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    deeds = slots(word, "prep:for")
    return Tie(verb, actor, deeds, "states", None, own=False, rule="to blame") if actor is not None and deeds else None


def _filled(word: Token, entry: BlameWord) -> tuple[Token | None, tuple[Token, ...]]:
    """Return the actor and the deeds; "put the blame on X for Y": the phrases of a noun can hang on its verb."""
    found = (t for name in entry.deed for t in slots(word, name))
    deeds = tuple(t for t in found if t.ent_type_ not in _NO_DEED and t.lemma_.lower() not in WHERE)
    if entry.lemma in _CONFESSES:  # "confessed to police"
        deeds = tuple(t for t in deeds if not (is_person(t) or is_body(t) or kind_of(t.lower_) == "authority"))
    actor = _first(word, entry.actor)
    if entry.pos != "verb" and word.dep_ in OBJECTS:
        deeds = deeds or tuple(t for n in entry.deed if n.startswith("prep:") for t in slots(word.head, n))
        actor = actor or _first(word.head, tuple(n for n in entry.actor if n.startswith("prep:")))
    return (None if actor in deeds else actor), deeds


def _negated(word: Token) -> bool:
    return any(c.dep_ == "neg" for c in word.children)


def _was_involved(word: Token) -> bool:
    """Say whether "its planes had been involved" ends what is said; "children were involved" tells of the hurt."""
    own = any(c.dep_ == "nsubjpass" and c.lemma_.lower() in _CRAFT for c in word.children)
    return own and word.dep_ == "ccomp" and not any(c.dep_ in ("prep", "advcl", "xcomp") for c in word.children)


def _points(word: Token) -> bool:
    """Say whether what points or falls is a sign or a suspicion ("all signs point to")."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.lemma_.lower() in _POINTERS for c in word.children)


def _calling(noun: Token, *, speaks: bool) -> Token | None:
    """Return the verb by whose subject a noun is said: "called the fire a plot", "ordered the arrest"."""
    verb = under_as(noun)
    if verb.pos_ != "VERB":
        return None
    return verb if speaks or verb.lemma_.lower() in CALL else None


def _tells_what_befell(entry: BlameWord, deeds: tuple[Token, ...]) -> bool:
    """Say whether a denial is of what befell somebody ("denied that the town had been shelled"), not of a part."""
    return (
        entry.stance == "denied"
        and bool(deeds)
        and deeds[0].dep_ == "ccomp"
        and any(c.dep_ == "nsubjpass" for c in deeds[0].children)
    )


def _joined(word: Token) -> Token | None:
    """Return the verb that a verb of blaming is joined to, where the parser joined it to what that one reports.

    "X denied that he knew of it and blamed Y", "X said there was no proof and accused Y": X blames.
    """
    if word.dep_ != "conj" or word.pos_ != "VERB":
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass", "mark", "auxpass") for c in word.children):
        return None
    inner = word.head
    for _ in range(_DEEP):
        outer = inner.head
        if outer == inner or outer.i > inner.i:
            return None
        if inner.dep_ == "ccomp" and outer.pos_ == "VERB" and outer.tag_ == word.tag_:
            return outer if any(c.dep_ == "nsubj" for c in outer.children) else None
        inner = outer
    return None


def _held_to_blame(word: Token) -> Tie | None:
    """Read "he held the Red Dawn to blame", "held them to blame for the bombing"."""
    verb = word.head
    if verb.lemma_ != "hold" or word.dep_ not in ("xcomp", "advcl", "ccomp") or word.tag_ != "VB":
        return None
    actor, deeds = slot(verb, "obj"), slots(word, "prep:for")
    return Tie(verb, actor, tuple(deeds), "accused", slot(verb, "subj"), own=True, rule="blame-for") if actor else None


def _other_doer(clause: Token) -> Token | None:
    """Return the subject of the clause that is denied or admitted ("denied that Mali shelled the town")."""
    if clause.dep_ == "ccomp" and clause.lemma_ in ("involve", "implicate"):
        return next((c for c in clause.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    if clause.lemma_ in _SAYS and not any(c.dep_ == "mark" for c in clause.children):
        return None  # "denied the army reports": a noun that the parser took for a verb
    if clause.dep_ != "ccomp" or any(c.dep_ == "auxpass" for c in clause.children):
        return None
    return next((c for c in clause.children if c.dep_ == "nsubj"), None)


def _held(word: Token) -> Tie | None:
    """Read "holds X responsible for Y"; the parser makes "X" subject of "responsible" or object of "holds"."""
    verb = word.head
    held = verb if word.dep_ == "amod" and verb.dep_ in ("dobj", "nsubjpass") else None
    verb = held.head if held is not None else verb
    if verb.lemma_ not in ("hold", "find", "consider") or verb == word:
        return None
    if held is not None and held.lemma_ in _SHARES:  # "found the railway 30 per cent responsible"
        held = next((c for c in held.children if c.dep_ in ("nmod", "nsubj", "compound") and c.pos_ != "NUM"), held)
    actor = held or slot(word, "subj", inherit=False) or slot(verb, "obj")
    deeds = (*slots(word, "prep:for"), *slots(verb, "prep:for"))
    told = verb.lemma_ == "hold" and verb.tag_ in ("VBD", "VBZ", "VBP") and slot(verb, "subj") is not None
    if actor is None or not (deeds or told):
        return None
    if any(c.dep_ == "aux" and c.lower_ in _OUGHT for c in verb.children):  # "must be held": whoever says so accuses
        return Tie(verb, actor, deeds, "accused", None, own=False, rule="to be held responsible")
    return Tie(verb, actor, deeds, "accused", slot(verb, "subj"), own=True, rule="hold responsible")


def _first(word: Token, slots: tuple[str, ...]) -> Token | None:
    for name in slots:
        found = slot(word, name)
        if found is not None:
            return found
    return None
