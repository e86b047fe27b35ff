"""Tells violence from a manner of speaking: "attacked the budget", "struck a deal", "an attack ad".

Words such as "shot" or "murdered" are taken as they stand, but for idioms. Soft words ("attack", "hit", "battle") are
no violence where what they are done to, who does them or how says so; where the sentence is about an election, sport or
trade and holds no sign of violence; and where one person attacks another and nothing near is a sign of violence.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.incidents import words
from onrecord.incidents.kinds import entity, is_body, is_person, is_weapon
from onrecord.incidents.syntax import child, child_of_agent, passive, patient, subject
from onrecord.lexicon import load
from onrecord.lexicon.schema import EventWord
from onrecord.lexicon.schema_figures import FigureWord

_WINDOW = 40
"""Words on either side of one that are looked at for signs, within its sentence or those beside it."""
_REASONS = frozenset({"for", "over", "as", "about"})
_PERSONS = frozenset({"he", "she", "him", "her", "i", "me", "you", "his", "my", "your", "himself", "herself", "who"})
_PARTICLES = {"shell": ("out",), "strike": ("up", "down"), "fire": ("up", "off"), "hit": ("up",), "beat": ("out",)}
"""Particles that make another thing of a word: money is shelled out, a tune struck up."""
_PLACES = frozenset({"GPE", "FAC", "LOC"})
_NO_REASON = frozenset({"DATE", "TIME", "CARDINAL", "QUANTITY", "ORDINAL"})


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for entry in load("figurative_words", FigureWord):
        if not entry.of:
            out[entry.kind] = out.get(entry.kind, frozenset()) | frozenset(entry.lemmas)
    return out


@functools.cache
def _of(kind: str) -> dict[str, frozenset[str]]:
    """Return event word -> what makes an idiom of it ("idiom") or another thing ("head", "before", ...)."""
    out: dict[str, frozenset[str]] = {}
    for entry in load("figurative_words", FigureWord):
        if entry.kind == kind:
            for lemma in entry.of:
                out[lemma] = out.get(lemma, frozenset()) | frozenset(entry.lemmas)
    return out


@functools.cache
def _violent() -> frozenset[str]:
    """Return lemmas that are signs of violence: hard event words, weapons, those who fight, and the list's own."""
    soft = _lists()["soft"]
    known = words.event_words().items()
    hard = {w for w, found in known if any(e.type == "ASSAULT" and words.is_plain(e) for e in found) and w not in soft}
    hard -= {"death", "die", "leave", "claim", "cost", "fire", "blow", "hang"}
    armed = {w for w, kind in words.people().items() if kind in ("perpetrator", "combatant")}
    armed -= {"group", "unit", "column", "force"}  # what they are of decides
    return frozenset(hard | armed | set(words.weapons()) | _lists()["literal"]) - {
        "agent",
        "charge",
        "stick",
        "package",
        "arm",
    }


def is_figurative(token: Token, entry: EventWord) -> bool:
    """Say whether an event word is a manner of speaking where it stands.

    Args:
        token: the word.
        entry: its entry.
    """
    lemma = token.lemma_.lower()
    names = {lemma, *entry.lemmas} if lemma not in entry.lemmas else {lemma}
    if any(c.dep_ == "prt" and c.lower_ in _PARTICLES.get(lemma, ()) for c in token.children):
        return True
    if any(_idiom(token, name) or _other_thing(token, name) for name in names):
        return True
    if (names & _lists()["bare"] and _bare(token)) or (entry.type == "ASSAULT" and _by_nobody(token, names)):
        return True
    if names & _lists()["gathering"] and _of_campaign(token):
        return True
    if not names & _lists()["soft"] or entry.type not in ("ASSAULT", "THREATEN"):
        return False
    if ("blast" in names and _scolds(token)) or ("fire" in names and _dismisses(token)):
        return True
    return _by_frame(token) or _by_surroundings(token) or _of_one(token) or _at_nothing(token) or _talks(token)


def _scolds(token: Token) -> bool:
    """Say whether somebody is blasted with words: a person or a body, and no weapon is told of."""
    held = patient(token) if token.pos_ == "VERB" else None
    if held is None or not (is_person(held) or is_body(held) or held.ent_type_ in ("PERSON", "ORG", "NORP")):
        return False
    return not any(t.lemma_.lower() in words.weapons() for t in token.sent)


def _dismisses(token: Token) -> bool:
    """Say whether somebody loses his post: what is fired is a person."""
    held = child(token, "dobj") if token.pos_ == "VERB" else None
    if held is None or is_weapon(held):
        return False
    return held.pos_ == "PROPN" or entity(held) is not None or (held.pos_ == "NOUN" and is_person(held))


def _idiom(token: Token, lemma: str) -> bool:
    idioms, heads = _of("idiom").get(lemma), _of("head").get(lemma)
    if heads and token.dep_ in ("compound", "nmod", "amod") and token.head.lemma_.lower() in heads:
        return True
    if not idioms:
        return False
    held = patient(token) if token.pos_ == "VERB" else next((t for p, t in _phrases(token) if p == "of"), None)
    if held is None or held.ent_type_ == "PERSON" or not {held.lemma_.lower(), held.lower_} & idioms:
        return False
    struck = held.lemma_.lower() in words.targets()  # "hit a theatre"; a deal is never struck otherwise
    return not (struck and lemma in _lists()["soft"] and _signs(token, 0))


def _other_thing(token: Token, lemma: str) -> bool:
    """Say whether what stands beside a word makes another thing of it ("mass destruction", "treated and released")."""
    near = {
        "governor": (token.head for _ in range(token.dep_ == "dobj")),
        "before": (c for c in token.lefts if c.dep_ in _BEFORE),
        "of": (token.head.head for _ in range(token.dep_ == "pobj" and token.head.lower_ == "of")),
        "from": (t for p, t in _phrases(token) if p in _FROM),
        "joined": iter(token.conjuncts),
    }
    of = {kind: words_of for kind in near if (words_of := _of(kind).get(lemma))}
    return any(t.lemma_.lower() in words_of for kind, words_of in of.items() for t in near[kind])


_BEFORE = frozenset({"amod", "compound", "nmod", "poss"})
_FROM = frozenset({"from", "on"})


def _by_nobody(token: Token, names: set[str]) -> bool:
    """Say whether an animal or a vehicle does it and nothing near is a sign of violence: nobody is behind it."""
    doers = [subject(token), child_of_agent(token)] if token.pos_ == "VERB" else list(token.lefts)
    if token.pos_ == "VERB" and passive(token):
        doers = doers[1:]
    if token.pos_ != "VERB":
        doers = [c for c in doers if c is not None and c.dep_ in _BEFORE]
        doers.extend(t for p, t in _phrases(token) if p == "by")
    lemmas = {d.lemma_.lower() for d in doers if d is not None and d.pos_ == "NOUN"}
    if lemmas & _lists()["creature"]:
        return True
    driven = {lemma for name in names for lemma in _of("vehicle").get(name, ())}
    return bool(lemmas & driven) and not _signs(token, 1)


def _of_campaign(token: Token) -> bool:
    """Say whether a gathering is a party's own, by what its sentence speaks of ("a rally for the candidate")."""
    near = {t.lemma_.lower() for t in _near(token, 0)}
    return bool(near & _lists()["contest"]) and not near & _lists()["dissent"]


def _bare(token: Token) -> bool:
    """Say whether a verb has no object where its sentence holds no sign of violence ("the play bombed")."""
    return token.pos_ == "VERB" and not passive(token) and patient(token) is None and not _signs(token, 0)


def _phrases(token: Token) -> Iterator[tuple[str, Token]]:
    for c in token.children:
        if c.dep_ in ("prep", "agent"):
            yield from ((c.lower_, t) for t in c.children if t.dep_ in ("pobj", "pcomp"))


def _by_frame(token: Token) -> bool:
    """Say whether what hangs on a word says that nobody is struck."""
    lists = _lists()
    if token.pos_ != "VERB":
        before = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod")]
        said = {w for c in before for w in (c.lemma_.lower(), c.lower_)}
        joined = {c.lemma_.lower() for c in (*token.conjuncts,)}
        aimed = {t.lemma_.lower() for p, t in _phrases(token) if p in ("on", "against", "over", "for", "with")}
        owned = {c.lemma_.lower() for c in token.children if c.dep_ == "poss"}
        figures = (said & lists["modifier"], joined & lists["beside"], aimed & lists["object"], owned & lists["doer"])
        return any(figures) and not _signs(token, 0)
    held, doer = patient(token), child_of_agent(token) if passive(token) else subject(token)
    if held is not None and held.ent_type_ not in ("GPE", "FAC") and held.lemma_.lower() in lists["object"]:
        return not _signs(token, 0)
    if doer is not None and doer.lemma_.lower() in lists["doer"] and doer.pos_ != "PRON":
        return not _signs(token, 0)
    how = {c.lemma_.lower() for c in token.children if c.dep_ == "advmod"}
    why = any(p in _REASONS and t.ent_type_ not in _NO_REASON for p, t in _phrases(token))
    subjects = {t.lemma_.lower() for p, t in _phrases(token) if p == "on"}
    return bool(how & lists["manner"] or why or subjects & lists["object"]) and not _signs(token, 0)


def _by_surroundings(token: Token) -> bool:
    """Say whether a sentence about a contest, or one person's words against another, hold no sign of violence."""
    contest = _lists()["contest"]
    if not _between_persons(token) and not any(t.lemma_.lower() in contest for t in _near(token, 0)):
        return False
    return not _signs(token, 1)


def _of_one(token: Token) -> bool:
    """Say whether a noun tells the words of one person ("her attacks on the budget"), where nothing is violent."""
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if token.pos_ == "VERB" or owner is None or not _is_one(owner):
        return False
    aimed = [t for p, t in _phrases(token) if p in ("on", "against", "at", "in")]
    struck = any(t.ent_type_ in _PLACES or t.lemma_.lower() in words.targets() for t in aimed)
    return not struck and not _signs(token, 0)


def _talks(token: Token) -> bool:
    """Say whether one person goes at another over a subject ("hit the mayor on taxes"), whatever the subject is."""
    if token.pos_ != "VERB" or token.lemma_.lower() not in ("hit", "attack", "blast") or not _between_persons(token):
        return False
    about = [t for p, t in _phrases(token) if p in (*_REASONS, "on")]
    return any(t.dep_ == "pcomp" or (t.pos_ == "NOUN" and t.tag_ == "NNS" and not _owned(t)) for t in about)


def _owned(token: Token) -> bool:
    return any(c.dep_ in ("det", "poss", "nummod") for c in token.children) or token.ent_type_ in _NO_REASON


def _at_nothing(token: Token) -> bool:
    """Say whether what is "targeted" is no person, place or thing that can be struck ("targets a surge of anger")."""
    held = patient(token) if token.pos_ == "VERB" and token.lemma_.lower() == "target" else None
    if held is None or held.pos_ != "NOUN" or held.ent_type_ or is_person(held):
        return False
    return held.lemma_.lower() not in words.targets() and not _signs(token, 0)


def _between_persons(token: Token) -> bool:
    if token.pos_ == "VERB":
        doer, held = child_of_agent(token) if passive(token) else subject(token), patient(token)
    else:
        doer = next((c for c in token.children if c.dep_ == "poss"), None)
        held = next((t for p, t in _phrases(token) if p in ("on", "against")), None)
    return doer is not None and held is not None and _is_one(doer) and _is_one(held)


def _is_one(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or token.lower_ in _PERSONS


def _signs(token: Token, around: int) -> bool:
    """Say whether a sign of violence stands near a word, beside those that are soft themselves."""
    violent = _violent()
    return any(t.lemma_.lower() in violent or t.lower_ in violent for t in _near(token, around))


def _near(token: Token, around: int) -> Iterator[Token]:
    """Yield the words of the sentence near a word, or those around it in the sentences beside it."""
    doc: Doc = token.doc
    sentence = token.sent
    start, end = sentence.start, sentence.end
    if around:
        start = doc[start - 1].sent.start if start else start
        end = doc[end].sent.end if end < len(doc) else end
    yield from (t for t in doc[max(start, token.i - _WINDOW) : min(end, token.i + _WINDOW)] if t.i != token.i)
