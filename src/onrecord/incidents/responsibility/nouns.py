"""Nouns that tie an actor to a deed: "claimed responsibility for", "denied any role in", "the attackers were".

The words of `frames` come from a lexicon; these are read by rules, since what they say hangs on their verbs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.incidents.responsibility.idle import not_done, of_something_else
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import CALL, Tie, slot, slots

_TAKE = frozenset({"claim", "take", "accept", "assume", "admit", "acknowledge", "assert", "declare"})
_TAKEN = frozenset({"responsibility", "credit"})
_FACE, _COUNTS, DOERS = listed("faces"), listed("counts"), listed("doers")
_TIMES, _HELD_BY = listed("behind-times"), listed("held-by")
_TERMS = listed("gives-term") | listed("gets-term") | {"send"}
_REFUSE = frozenset({"deny", "reject", "disclaim", "disavow", "repudiate", "refute", "dismiss", "rebut", "contest"})
_EXCHANGE = frozenset({"trade", "exchange", "swap"})
_AUTHORS = frozenset(
    {"author", "culprit", "mastermind", "architect", "perpetrator", "organiser", "organizer", "builder", "planner"}
    | {"ringleader", "instigator", "brain"}
)
_STEM = {"come": "from", "hail": "from", "belong": "to"}
_NAME = frozenset(
    {"name", "identify", "describe", "brand", "portray", "depict", "paint", "characterize", "characterise"}
)
PARTS = frozenset(
    {
        "involvement",
        "role",
        "hand",
        "complicity",
        "participation",
        "responsibility",
        "part",
        "guilt",
        "link",
        "connection",
    }
)
_ACCUSATIONS = frozenset({"accusation", "charge", "allegation", "claim", "suggestion", "insinuation", "blame"})
_SEE = frozenset({"see", "detect", "suspect"})
_TOLD = frozenset({"report", "rumor", "rumour", "story", "version", "theory", "notion"})
"""Nouns whose clause says what is alleged; without one they may be about anything."""
_CHARGES = frozenset({"accusation", "allegation", "denunciation"})
_HAVE = frozenset({"have", "play", "take", "bear"})
_FALSE = frozenset(
    {
        "lie",
        "absurd",
        "nonsense",
        "baseless",
        "fabrication",
        "false",
        "ridiculous",
        "groundless",
        "unfounded",
        "fiction",
        "slander",
        "fantasy",
        "propaganda",
        "untrue",
        "ludicrous",
        "preposterous",
        "childish",
    }
)
_PAPERS = frozenset(
    {
        "leaflet",
        "statement",
        "communique",
        "communiqué",
        "letter",
        "video",
        "message",
        "recording",
        "fax",
        "note",
        "email",
    }
)
_AUTHOR_SLOTS = ("poss", "prep:by", "prep:from", "prep:of")
_BY = ("prep:by", "prep:from")
ANSWER_THAT = "answer that"


NOUNS = PARTS | _TAKEN | _CHARGES | _COUNTS | _ACCUSATIONS | DOERS | _AUTHORS | _TOLD | {"nothing", "denial"}
"""Lemmas that `nominal_ties` reads."""


def nominal_ties(token: Token) -> Iterator[Tie]:
    """Responsibility, involvement and accusations as nouns.

    "claimed responsibility for Y", "denied any involvement in Y", "X's involvement in Y", "rejected the charge".
    """
    noun = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PRON"):
        return
    if noun == "nothing":
        yield from _nothing_to_do(token)
    elif noun in _AUTHORS and (authors := tuple(_author(token))):
        yield from authors
    elif noun in DOERS:
        yield from _identity(token)
    elif noun == "hand" and token.dep_ == "pobj" and token.head.lower_ == "at":
        actor, deed = slot(token, "prep:of") or slot(token, "poss"), token.head.head
        if actor is not None and deed.pos_ in ("VERB", "NOUN"):
            yield Tie(token, actor, (deed,), "states", None, own=False, rule="at the hands of")
    elif noun == "denial" and (found := _denial(token)) is not None:
        yield found
    elif noun in _TOLD:
        if _said_in(token) is not None and token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in _REFUSE:
            yield from _answered(token)
    else:
        yield from _accusing(token, noun)


def _accusing(token: Token, noun: str) -> Iterator[Tie]:
    """Read accusations as nouns: traded, called a lie, made against somebody, rejected."""
    if noun in _COUNTS and token.dep_ == "dobj" and token.head.lemma_.lower() in _FACE:
        yield from _faced(token)
    elif noun in _ACCUSATIONS and token.dep_ == "dobj" and token.head.lemma_.lower() in _EXCHANGE:
        deeds = tuple(t for p in ("of", "over", "for", "about") for t in slots(token, f"prep:{p}"))
        speaker = slot(token.head, "subj")
        if speaker is not None:
            tie = Tie(token.head, speaker, deeds, "accused", speaker, own=True, rule="traded accusations")
            yield from both_ways(speaker, tie)
    elif noun in _ACCUSATIONS and (verb := _called_false(token)) is not None and (speaker := slot(verb, "subj")):
        yield Tie(verb, speaker, (), "denied", speaker, own=True, rule="answer")
    elif noun in _CHARGES and (found := _charge_against(token)) is not None:
        yield found
    elif noun in _ACCUSATIONS and _said_in(token) is not None and (above := _refusal(token)) is not None:
        yield from _answered(token, above)
    elif noun in PARTS or noun in _TAKEN or noun in _ACCUSATIONS:
        yield from _part(token, noun)


def both_ways(first: Token, tie: Tie) -> Iterator[Tie]:
    """Yield a tie for each of the joined names and each other one: every side blames the other.

    Args:
        first: the first of the names.
        tie: the words that blame.
    """
    sides = [first, *first.conjuncts][:_MOST_SIDES]
    for side in sides:
        for other in sides:
            if side != other:
                yield dataclasses.replace(tie, actor=other, speaker=side, frame=tie.frame or tie.word, alone=True)


_ABOVE = 4
"""Steps from an accusation up to the verb that refuses it."""
_MOST_SIDES = 4
"""Sides that blame each other; more are a list of something else."""


def _charge_against(token: Token) -> Tie | None:
    """Read "the ministry's accusation of the Red Dawn" and "accusations by the army against the Red Dawn"."""
    speaker = slot(token, "poss") or slot(token, "prep:by")
    actor = next((a for p in ("against", "of") for a in slots(token, f"prep:{p}") if a.pos_ == "PROPN"), None)
    if speaker is None or actor is None or speaker == actor:
        return None
    deeds = tuple(t for p in ("over", "for") for t in slots(token, f"prep:{p}"))
    return Tie(token, actor, deeds, "accused", speaker, own=True, rule=f"{token.lower_} of somebody", frame=token)


def _faced(token: Token) -> Iterator[Tie]:
    """Read "X now faces murder charges": who brings them is not said."""
    actor = slot(token.head, "subj")
    if actor is None or any(c.lower_ == "no" for c in token.children):
        return
    held = tuple(t for h in (token, token.head) for p in ("of", "in", "over", "for") for t in slots(h, f"prep:{p}"))
    crime = (token,) if any(c.dep_ in ("compound", "amod", "nmod") for c in token.children) else ()
    yield Tie(token.head, actor, (*held, *crime), "charged", None, own=True, rule="faces charges")


def _author(token: Token) -> Iterator[Tie]:
    """Read "the attack's author was X", "X, the mastermind of the attack," and "named X as its culprit"."""
    deeds = slots(token, "prep:of") or slots(token, "prep:behind") or slots(token, "poss")
    if not deeds:
        return
    verb = token.head
    rule = f"{token.lower_} of the deed"
    if token.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_.lower() in _NAME:
        actor = slot(verb.head, "obj")
        if actor is not None:
            yield Tie(verb.head, actor, deeds, "accused", slot(verb.head, "subj"), own=True, rule=rule)
        return
    if token.dep_ == "appos":
        actor = verb
    elif token.dep_ == "nsubj" and verb.lemma_ == "be":
        actor = next((c for c in verb.children if c.dep_ in ("attr", "acomp") and c.pos_ in ("NOUN", "PROPN")), None)
    elif token.dep_ == "attr":
        actor = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    else:
        actor = next((c for c in token.children if c.dep_ == "appos"), None)
    if actor is not None:
        stance = "denied" if _is_not(verb) else "states"
        yield Tie(token, actor, deeds, stance, None, own=False, rule=rule)


def _is_not(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(c.dep_ == "neg" for c in verb.children)


def _identity(token: Token) -> Iterator[Tie]:
    """Read "the attackers were members of the Front" and "identified the attackers as"."""
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma_ == "be":
        named = next((c for c in verb.children if c.dep_ == "attr"), None) or slot(verb, "prep:from")
    elif token.dep_ == "nsubj" and verb.lemma_ in _STEM:
        named = slot(verb, f"prep:{_STEM[verb.lemma_]}")
    elif token.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in ("identify", "name") and token.tag_ == "NNS":
        named = slot(verb, "prep:as")
    else:
        return
    if named is not None and named.ent_type_ not in ("GPE", "LOC"):
        stance = "denied" if _is_not(verb) else "states"
        yield Tie(verb, named, (), stance, None, own=False, rule=f"who the {token.lower_} were")


def _called_false(token: Token) -> Token | None:
    """Return the verb of "called the accusation a lie"."""
    head = token.head
    verb = head if head.lemma_.lower() in CALL else head.head
    if verb.lemma_.lower() not in CALL or token.dep_ not in ("dobj", "nsubj", "compound", "nsubjpass"):
        return None
    words = (w for c in verb.rights for w in (c, *c.children))
    return verb if any(w.lemma_.lower() in _FALSE for w in words) else None


def is_called_false(noun: Token) -> bool:
    """Say whether a story is told to be untrue ("the story that X did it is a fabrication")."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_.lower() not in ("be", *_REFUSE):
        return False
    return verb.lemma_ != "be" or any(w.lemma_.lower() in _FALSE for c in verb.rights for w in (c, *c.children))


def _part(token: Token, noun: str) -> Iterator[Tie]:
    """Read nouns for a part in a deed with the words that take, refuse or tell it."""
    verb = token.head
    governed = token.dep_ in ("dobj", "nsubjpass", "conj") and verb.pos_ == "VERB"
    deeds = _deeds_of(token, verb if governed else None)
    if governed and noun in _TAKEN and verb.lemma_.lower() in _TAKE:
        yield from _taken(verb, deeds)
    elif governed and verb.lemma_.lower() in _REFUSE:
        yield from _answered(token) if noun in _ACCUSATIONS else _no_part(token, deeds)
    elif noun == "claim" and any(t.lemma_ == "responsibility" for t in slots(token, "prep:of")):
        inner = tuple(t for r in slots(token, "prep:of") for t in slots(r, "prep:for")) or deeds
        # The parser hangs "by X" on the claim, on the responsibility or on the deed.
        holders = (token, *slots(token, "prep:of"), *inner)
        actor = slot(token, "poss") or next((b for h in holders for p in _BY if (b := slot(h, p)) is not None), None)
        if actor is not None:
            yield Tie(token, actor, inner, "claimed", actor, own=True, rule="claim of responsibility")
    elif noun == "hand" and governed and verb.lemma_.lower() in _SEE:
        actor = slot(token, "prep:of") or slot(token, "poss")
        if actor is not None and deeds:
            yield Tie(verb, actor, deeds, "suspected", slot(verb, "subj"), own=True, rule="sees the hand of")
    elif noun in PARTS and deeds:
        yield from _told_part(token, verb if governed else None, deeds)


def _told_part(token: Token, verb: Token | None, deeds: tuple[Token, ...]) -> Iterator[Tie]:
    """Read "its role in the bombing", "had a hand in it" and "the involvement of the army in the massacre"."""
    if _held_for(token):
        return
    actor = slot(token, "poss") or next(
        (c for c in token.children if c.dep_ == "amod" and c.ent_type_ in ("NORP", "GPE")), None
    )
    if actor is None and verb is not None and verb.lemma_.lower() in _HAVE:
        actor = slot(verb, "subj")
    if actor is None and (verb is None or (verb.lemma_.lower() != "charge" and not not_done(verb))):
        actor = _part_of(token, deeds)
    if actor is not None:
        yield Tie(token, actor, deeds, "states", None, own=False, rule=f"{token.lemma_.lower()} of an actor")


def _held_for(token: Token) -> bool:
    """Say whether somebody is held for "their part" in a deed: theirs who are held, not the police's, and no fact."""
    whose, verb = slot(token, "poss"), token.head.head
    if whose is None or whose.pos_ != "PRON" or token.dep_ != "pobj" or token.head.lower_ != "for":
        return False
    held = verb.lemma_.lower() in (_HELD_BY | _TERMS) or verb.head.lemma_.lower() in _TERMS
    return held and verb.lemma_.lower() != "charge"  # "charged for" has no other row


def _part_of(token: Token, deeds: tuple[Token, ...]) -> Token | None:
    """Return whose part it is in "the involvement of the army in the massacre"."""
    of = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    held = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return held if held is not None and held.pos_ in ("NOUN", "PROPN") and held not in deeds else None


def _deeds_of(token: Token, verb: Token | None) -> tuple[Token, ...]:
    """Return what a part is in: what hangs on the noun, else on the verb that governs it."""
    holders = (token,) if verb is None else (token, verb)
    found = (tuple(t for p in ("for", "in", "to", "with") for t in slots(h, f"prep:{p}")) for h in holders)
    told = (tuple(t for t in f if t.lemma_.lower() not in _TIMES) for f in found)  # not "in the wake of the attack"
    return next((f for f in told if f), ())


def _no_part(token: Token, deeds: tuple[Token, ...]) -> Iterator[Tie]:
    """Read "denied any involvement in the bombing"."""
    speaker = slot(token.head, "subj")
    actor = slot(token, "poss") or speaker
    if actor is not None:
        yield Tie(token.head, actor, deeds, "denied", speaker, own=True, rule="deny involvement")


def _refusal(token: Token) -> Token | None:
    """Return the verb of refusing that stands above a noun: "dismissed as absurd the claim that"."""
    step = token
    for _ in range(_ABOVE):
        if step.dep_ not in ("dobj", "pobj", "prep", "appos", "attr", "oprd", "dep", "npadvmod", "ccomp", "amod"):
            return None
        step = step.head
        if step.pos_ == "VERB":
            return step if step.lemma_.lower() in _REFUSE else None
    return None


def _answered(token: Token, above: Token | None = None) -> Iterator[Tie]:
    """Read "rejected the accusation", and "rejected the accusation that X did it", also in the passive."""
    verb = above or token.head
    speaker, clause = slot(verb, "subj"), _said_in(token)
    if of_something_else(token):
        return
    if speaker is None and (clause is None or token.dep_ != "nsubjpass"):
        return
    doer = slot(clause, "subj", inherit=False) if clause is not None else None
    if clause is None and speaker is not None:
        yield Tie(verb, speaker, (), "denied", speaker, own=True, rule="answer")
    elif doer is not None and clause is not None:
        yield Tie(verb, doer, (clause,), "denied", speaker, own=True, rule=ANSWER_THAT)


def _denial(token: Token) -> Tie | None:
    """Read "the ministry's denial that it sank the ship" and "the army's denial of the killing"."""
    speaker = slot(token, "poss") or slot(token, "prep:by")
    if speaker is None:
        return None
    clause = _said_in(token)
    doer = slot(clause, "subj", inherit=False) if clause is not None else speaker
    deeds = (clause,) if clause is not None else slots(token, "prep:of")
    if doer is None or not deeds:
        return None
    return Tie(token, doer, deeds, "denied", speaker, own=True, rule="denial", frame=token)


def _said_in(noun: Token) -> Token | None:
    """Return the clause that says what is alleged ("the allegation that his troops burned the mill")."""
    return next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i and _finite(c)),
        None,
    )


def _finite(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children) and verb.pos_ in ("VERB", "AUX")


def _taken(verb: Token, deeds: tuple[Token, ...]) -> Iterator[Tie]:
    """Read "claimed responsibility"; where a letter claims it, whoever signed it does."""
    actor = slot(verb, "subj")
    if actor is None and (found := _clause_of_for(verb)) is not None:
        actor, deeds = found
    if actor is None and (body := _spoken_for(verb)) is not None:
        yield Tie(verb, body, tuple(d for d in deeds if d != body), "claimed", body, own=True, rule="claim on behalf")
    if actor is None:
        return
    if (body := _on_behalf(verb)) is not None:
        yield Tie(verb, body, tuple(d for d in deeds if d != body), "claimed", actor, own=True, rule="claim on behalf")
        return
    if actor.lemma_.lower() in _PAPERS:
        author = next((t for t in (slot(actor, n) for n in _AUTHOR_SLOTS) if t is not None), None)
        signed = next((c for c in actor.children if c.dep_ == "acl"), None)
        author = author or (slot(signed, "prep:by") if signed is not None else None)
        within = actor.head.dep_ == "prep" or actor.dep_ == "pobj"
        if author is None or within:
            return
        yield Tie(verb, author, deeds, "claimed", author, own=True, rule="claim responsibility in writing")
        return
    yield Tie(verb, actor, deeds, "claimed", actor, own=True, rule="claim responsibility")


def _on_behalf(verb: Token) -> Token | None:
    """Return the body of "claimed responsibility on behalf of X" and "in the name of X"."""
    for held in (*slots(verb, "prep:on"), *slots(verb, "prep:in")):
        if held.lemma_.lower() in ("behalf", "name"):
            return slot(held, "prep:of") or slot(held, "poss")
    return None


def _spoken_for(verb: Token) -> Token | None:
    """Return the body of "a woman who said she spoke on behalf of X called to claim it": what follows hangs on X."""
    for above in verb.ancestors:
        if above.lemma_.lower() in ("behalf", "name") and above.dep_ == "pobj":
            return slot(above, "prep:of")
    return None


def _clause_of_for(verb: Token) -> tuple[Token, tuple[Token, ...]] | None:
    """Read "the ambush, for which X claimed responsibility" where the parser left the subject elsewhere."""
    if verb.dep_ != "relcl":
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "dep", "npadvmod")), None)
    return (subject, (verb.head,)) if subject is not None else None


def _nothing_to_do(token: Token) -> Iterator[Tie]:
    """Read "had nothing to do with the bombing"."""
    verb = token.head
    do = next((c for c in token.children if c.dep_ in ("relcl", "acl", "xcomp") and c.lemma_ == "do"), None)
    do = do or next((c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.lemma_ == "do"), None)
    actor = slot(verb, "subj") if verb.lemma_ == "have" else None
    if do is None or actor is None:
        return
    yield Tie(token, actor, slots(do, "prep:with"), "denied", None, own=False, rule="nothing to do with it")
