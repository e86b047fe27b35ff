"""What courts and searches say of somebody beside the plain words: the dock, the cell, a verdict undone, a man sought.

"X appeared before magistrates accused of arson", "X is serving life for the murder", "judges quashed his conviction",
"police have charged a man", "a cousin is being sought".
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc, Token

from onrecord.incidents.kinds import is_body, is_person
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.readers import Readers, by_part, ties_read
from onrecord.incidents.responsibility.slots import OBJECTS, WHERE, Tie, slot, slots
from onrecord.incidents.stances import kind_of
from onrecord.lexicon import load
from onrecord.lexicon.schema_blame import BlameCrime

SOUGHT = "is sought"
_DOCK = {
    "accuse": ("accused", ("of",)),
    "charge": ("charged", ("with", "over", "in")),
    "convict": ("convicted", ("of",)),
    "acquit": ("cleared", ("of", "in")),
    "exonerate": ("cleared", ("of", "in")),
}
_AFTER = frozenset({"before", "after", "since", "despite", "until"})
_COURTS, _UNDO, _VERDICTS, _SEEK = listed("court-places"), listed("undo"), listed("verdicts"), listed("seek")
_CELLS = listed("cells")
_TERMS, _TALK, _STANDS, _COUNTS = listed("terms"), listed("talk-to"), listed("stands"), listed("counts")
_PROSECUTES = listed("prosecutes")
_PARTICLES = {"throw": "out", "set": "aside", "strike": "down"}
_BEFORE_COURT = frozenset({"before", "in", "at", "on"})
_BACK = 80
"""Words back from an undone verdict to whom it was given; farther, somebody else may be meant."""
_FOR = ("for", "over", "in")
_BENCHES = frozenset({"court", "judge", "jury", "tribunal", "magistrate", "justice"})
_COURT_BACK = 3
"""Sentences before a verdict in the passive in which the court is told."""
_COURT_NEXT = 2
"""Sentences behind it; a break between paragraphs can be one."""
_TRIBUNALS = listed("tribunals")
_STANDS_TRIAL, _PUTS_ON_TRIAL = listed("stands-trial"), listed("puts-on-trial")
_SUBJECTS = ("nsubj", "nsubjpass")
_NOBODY_YET = frozenset({"suspect", "perpetrator", "culprit"})
"""Whom a search is for before anybody is known: "police are looking for a suspect" suspects nobody."""


def court_ties(doc: Doc) -> Iterator[Tie]:
    """Return a tie for everybody whom a court, a cell or a search ties to a deed, in the order of the words."""
    return ties_read(doc, _readers())


@functools.cache
def _readers() -> Readers:
    """Return what reads a word, by its lemma and part of speech."""
    verbs = {
        "clear": _cleared,
        **dict.fromkeys(_SEEK, _sought),
        **dict.fromkeys(_UNDO, _undone),
        **dict.fromkeys(_DOCK, _in_dock),
    }
    nouns = {**dict.fromkeys(_TERMS, _serving), **dict.fromkeys(_COUNTS, _on_charges)}
    return {
        **by_part(verbs, nouns),
        ("guilty", "ADJ"): _found_guilty,
        ("trial", "NOUN"): _on_trial,
    }


def court_before(word: Token) -> Token | None:
    """Return the court that a verdict in the passive is told beside: in its sentence, the ones before or the next.

    A court acts ("the court ruled") or is where somebody is tried ("at the crown court").
    """
    doc, start = word.doc, word.sent.start
    for _ in range(_COURT_BACK):
        start = doc[start - 1].sent.start if start else 0
    end = word.sent.end
    for _ in range(_COURT_NEXT):
        end = doc[end].sent.end if end < len(doc) else end
    behind = (doc[i] for i in range(word.i - 1, start - 1, -1))
    return next((t for t in (*behind, *doc[word.i + 1 : end]) if _tries(t)), None)


def _tries(token: Token) -> bool:
    if token.lemma_.lower() not in _BENCHES or token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.lower_ == "justice" and token.is_lower:
        return False  # "justice has been served"
    if token.dep_ == "nsubj":
        return token.head.pos_ == "VERB"
    within = token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "by") and token.head.head.pos_ == "VERB"
    return within and any(c.dep_ in ("det", "compound", "amod") for c in token.children)


def _in_dock(word: Token) -> Iterator[Tie]:
    """Read "X appeared before magistrates accused of arson" and "police have charged a man"."""
    stance, prepositions = _DOCK[word.lemma_.lower()]
    deeds = tuple(t for p in prepositions for t in slots(word, f"prep:{p}") if t.lemma_.lower() not in WHERE)
    above = _above_dock(word) if word.tag_ == "VBN" and (deeds or stance == "cleared") else None
    if above is not None:
        actor = next((c for c in above.children if c.dep_ in _SUBJECTS), None)
        stance = "charged" if stance == "accused" and _in_court(above) else stance
        if actor is not None and (actor.pos_ == "PROPN" or is_person(actor) or is_body(actor)):
            yield Tie(word, actor, deeds, stance, None, own=True, rule=f"in the dock: {word.text}")
    elif not deeds and word.lemma_.lower() == "charge":
        yield from _charged(word)


def _above_dock(word: Token) -> Token | None:
    """Return the verb of whose subject a participle tells, None where it has a noun of its own."""
    own = next((c for c in word.children if c.dep_ in _SUBJECTS), None)
    if word.dep_ == "pcomp":  # "spent a year in a cell before being acquitted"
        joined = word.head.lower_ in _AFTER and own is None
        return word.head.head if joined and word.head.head.pos_ in ("VERB", "AUX") else None
    if word.dep_ == "advcl":
        above = word.head
        marked = next((c for c in word.children if c.dep_ == "mark"), None)
        joined = marked is None or marked.lower_ in _AFTER
        if own is None and joined and not any(c.dep_ == "aux" for c in word.children):
            return above if above.pos_ in ("VERB", "AUX") else above.head if above.dep_ == "acomp" else None
        before = marked is not None and marked.lower_ == "before"  # "appeared before magistrates accused of"
        return above if before and own is not None and own.lemma_.lower() in _COURTS else None
    if word.dep_ != "acl":
        return None
    held = word.head
    while held.dep_ in ("compound", "pobj", "npadvmod") and held.head != held:
        if held.dep_ == "pobj" and held.head.lower_ in _BEFORE_COURT:
            verb = held.head.head
            placed = held.lemma_.lower() in (_COURTS | _CELLS) or held.ent_type_ in ("GPE", "FAC", "DATE")
            return verb if placed and verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in _STANDS else None
        held = held.head
    return None


def _in_court(verb: Token) -> bool:
    """Say whether a verb puts its subject before a court ("appeared in court", "is on trial")."""
    words = (t for c in verb.children for t in (c, *c.children))
    near = (t for c in words for t in (c, *c.children))
    return verb.lemma_.lower() == "remand" or any(t.lemma_.lower() in _COURTS for t in near)


def _charged(verb: Token) -> Iterator[Tie]:
    """Read "police have charged a man" and "a man has been charged"; who charges a crowd may run at it."""
    actor, speaker = slot(verb, "obj"), slot(verb, "subj", inherit=False)
    prosecuted = speaker is not None and speaker.lemma_.lower() in _PROSECUTES
    helped = prosecuted or any(c.dep_ in ("auxpass", "aux") for c in verb.children)
    if actor is None or not (helped or verb.tag_ == "VBN") or verb.dep_ in ("amod", "acl", "relcl"):
        return
    one = prosecuted or actor.tag_ in ("NN", "NNP") or any(c.dep_ == "nummod" for c in actor.children)
    charges = speaker is None or prosecuted or kind_of(speaker.text) == "authority"
    if one and charges and (actor.pos_ == "PROPN" or is_person(actor)) and not _bills(verb):
        yield Tie(verb, actor, (), "charged", speaker, own=True, rule=f"charged: {verb.text}")


def _bills(verb: Token) -> bool:
    """Say whether somebody is charged money."""
    return any(t.ent_type_ in ("MONEY", "PERCENT") or t.lower_ in ("fee", "interest") for t in verb.subtree)


def _cleared(verb: Token) -> Iterator[Tie]:
    """Read "an inquiry cleared the colonel", without of what; police who clear a square clear nobody."""
    actor, speaker = slot(verb, "obj"), slot(verb, "subj", inherit=False)
    if actor is None or speaker is None or any(slots(verb, f"prep:{p}") for p in ("of", "in", "from")):
        return
    if tries(speaker) and (is_person(actor) or is_body(actor)):
        yield Tie(verb, actor, (), "cleared", speaker, own=True, rule=f"cleared: {verb.text}")


def tries(token: Token) -> bool:
    """Say whether words are for a court or an inquiry."""
    return token.lemma_.lower() in _TRIBUNALS or token.lower_ in _TRIBUNALS


def _found_guilty(word: Token) -> Iterator[Tie]:
    """Read "a jury found him guilty": of what was told before."""
    verb, actor = word.head, slot(word, "subj")
    if verb.lemma_ != "find" or actor is None or slot(word, "prep:of") is not None:
        return
    spared = any(c.dep_ == "neg" or c.lower_ == "not" for t in (word, verb) for c in t.children)
    speaker = slot(verb, "subj", inherit=False)
    yield Tie(verb, actor, (), "cleared" if spared else "convicted", speaker, own=True, rule="found guilty")


def _serving(noun: Token) -> Iterator[Tie]:
    """Read "X is serving life for the murder" and "two men are in prison for it"."""
    held = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "behind") else noun.head
    served = noun.dep_ == "dobj" and held.lemma_ == "serve"
    kept = noun.dep_ == "pobj" and held.lemma_ in ("be", "remain", "languish", "sit")
    if not served and not kept:
        return
    deeds = tuple(t for h in (noun, noun.head, held) for c in _behind(h, noun) for t in c)
    actor = slot(held, "subj")
    if actor is not None and actor.lower_ in ("both", "all") and held.dep_ == "relcl":
        actor = held.head  # "both of whom"
    on = (t for h in (noun, noun.head, held) for t in slots(h, "prep:on"))
    awaits = [t for t in on if t.lemma_.lower() in _COUNTS]  # "is behind bars on charges of murder"
    deeds += tuple(t for charge in awaits for t in slots(charge, "prep:of"))
    if actor is not None and deeds:
        stance = "charged" if awaits else "convicted"
        yield Tie(held, actor, deeds, stance, None, own=True, rule=f"{noun.lower_} for the deed")


def _behind(holder: Token, noun: Token) -> Iterator[list[Token]]:
    """Yield what stands behind "for" where it says for what, not for how long."""
    for c in holder.rights:
        if c.dep_ == "prep" and c.lower_ in ("for", "over") and c.i > noun.i:
            yield [t for t in c.children if t.dep_ in ("pobj", "pcomp") and t.ent_type_ not in ("DATE", "TIME")]


def _undone(verb: Token) -> Iterator[Tie]:
    """Read "judges quashed his conviction" and "threw the verdict out": those convicted are cleared."""
    lemma = verb.lemma_.lower()
    noun = next((c for c in verb.children if c.dep_ in OBJECTS), None)
    needed = _PARTICLES.get(lemma)
    if noun is None or noun.lemma_.lower() not in _VERDICTS:
        return
    if needed and not any(c.lower_ == needed for c in verb.children):
        return
    if any(
        c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ != "have" and c.tag_ in ("MD", "TO")) for c in verb.children
    ):
        return
    whose = slot(noun, "poss") or next((t for p in ("of", "against") for t in slots(noun, f"prep:{p}")), None)
    if whose is None or whose.pos_ == "PRON":
        whose = _convicted_before(verb) or whose
    if whose is not None:
        held = (t for h in (noun, whose) for p in _FOR for t in slots(h, f"prep:{p}"))
        deeds = tuple(t for t in held if t.ent_type_ not in ("DATE", "TIME", "GPE"))
        speaker = slot(verb, "subj", inherit=False)
        yield Tie(verb, whose, deeds, "cleared", speaker, own=True, rule=f"undone: {verb.text}")


def _convicted_before(verb: Token) -> Token | None:
    """Return whom the nearest words before convict."""
    for token in reversed(verb.doc[max(0, verb.i - _BACK) : verb.i]):
        if token.pos_ == "VERB" and token.lemma_.lower() in ("convict", "sentence", "jail", "imprison"):
            return slot(token, "obj")
        if token.lower_ == "guilty":
            return slot(token, "subj")
    return None


def _on_charges(noun: Token) -> Iterator[Tie]:
    """Read "X is being held on murder charges" and "appeared in court on two counts of murder"."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("on", "over") or verb.lemma_.lower() not in _STANDS:
        return
    actor = slot(verb, "obj") or slot(verb, "subj", inherit=False)
    crime = (noun,) if any(c.dep_ in ("compound", "amod", "nmod") for c in noun.children) else ()
    deeds = (*slots(noun, "prep:of"), *slots(noun, "prep:over"), *crime)
    if actor is not None and deeds and is_person(actor):
        yield Tie(verb, actor, deeds, "charged", None, own=True, rule="on charges")


def _on_trial(noun: Token) -> Iterator[Tie]:
    """Read "stood trial for the murder", "was brought to trial for it" and "went on trial over it"."""
    verb, actor = _tried(noun)
    if verb is None or actor is None:
        return
    deeds = tuple(t for held in (noun, verb) for p in _FOR for t in slots(held, f"prep:{p}"))
    if deeds:
        yield Tie(noun, actor, deeds, "charged", None, own=True, rule="on trial")


def _tried(noun: Token) -> tuple[Token | None, Token | None]:
    """Return the verb of a trial and whom it puts there."""
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _STANDS_TRIAL:
        return noun.head, slot(noun.head, "subj")
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("on", "to") else None
    if verb is None:
        return None, None
    if verb.lemma_.lower() in _PUTS_ON_TRIAL:
        return verb, slot(verb, "obj")
    return (verb, slot(verb, "subj")) if verb.lemma_.lower() in ("be", "go") else (None, None)


def _sought(verb: Token) -> Iterator[Tie]:
    """Read "a cousin is being sought", "police are hunting X" and "officers want to speak to X"."""
    if any(c.dep_ == "neg" for c in verb.children):
        return
    speaker = slot(verb, "subj", inherit=False)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if not passive and (speaker is None or kind_of(speaker.text) != "authority"):
        return
    asked = next((c for c in verb.children if c.dep_ == "xcomp" and c.lemma_.lower() in _TALK), None)
    talked = (slot(asked, "prep:to") or slot(asked, "prep:with") or slot(asked, "obj")) if asked is not None else None
    actor = talked or slot(verb, "prep:for" if verb.lemma_ == "look" else "obj")
    if actor is None or (verb.lemma_ == "want" and not (asked or _for_deed(verb))) or _helps(verb.sent):
        return
    if actor.lemma_.lower() in _NOBODY_YET:
        return
    if is_person(actor) and (actor.pos_ == "PROPN" or (asked is None and actor.tag_ == "NN")):
        deeds = tuple(t for t in _for_deed(asked or verb) if t != actor)
        yield Tie(verb, actor, deeds, "suspected", speaker, own=True, rule=f"{SOUGHT}: {verb.text}")


def _for_deed(verb: Token) -> tuple[Token, ...]:
    return tuple(t for p in _FOR for t in slots(verb, f"prep:{p}") if t.ent_type_ not in ("DATE", "TIME", "GPE"))


def _helps(words: Iterable[Token]) -> bool:
    """Say whether somebody may be looked for as a witness or as missing."""
    return any(t.lemma_.lower() in ("witness", "missing", "survivor", "victim", "information") for t in words)


@functools.cache
def crimes() -> Mapping[str, BlameCrime]:
    """Return the words for crimes that somebody is charged with."""
    return {lemma: entry for entry in load("blame_crimes", BlameCrime) for lemma in entry.lemmas}
