"""Why the subject of a violent verb is not told to have done it: misread headlines, plans, questions, other clauses."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.incidents.kinds import is_body, is_person, is_weapon
from onrecord.incidents.roles import short_passive
from onrecord.incidents.stances import kind_of
from onrecord.incidents.syntax import child, patient, phrases
from onrecord.incidents.words import event_words

_WILL = frozenset({"will", "would", "shall", "should", "can", "could", "might", "may", "must", "'ll", "wo", "ca", "'d"})
_WANTS = frozenset(
    {"threaten", "vow", "want", "plan", "promise", "pledge", "intend", "swear", "urge", "call", "ask", "hope", "offer"}
    | {"refuse", "decline", "prepare", "order", "tell", "allow", "help", "need", "wish", "decide", "agree", "continue"}
)
"""Verbs whose infinitive is not told to have been done; "order" and "tell" make their subject the one who did it."""
_SHUNS = frozenset(
    {"balk", "refrain", "short", "think", "talk", "speak", "insist"}
    | {"prohibit", "bar", "forbid", "ban", "prevent", "stop", "deter", "keep"}
)
_ASKS = frozenset(
    {"ask", "wonder", "determine", "learn", "know", "investigate", "find", "see", "establish", "reveal", "who", "clear"}
)
_PAPER_NOUNS = frozenset({"death", "deaths", "victim", "victims", "suspect", "suspects", "scene", "spree", "case"})
"""Nouns that "shooting" stands before as part of their name; the parser makes objects of them."""
_NEXT = 2
_BOTH = frozenset({"clash", "skirmish"})
_SEARCHERS = frozenset({"police", "officer", "policeman", "agent", "detective", "deputy", "authority", "investigator"})


def no_doer(head: Token, verb: Token) -> str:
    """Return why the head of a subject is not told to have done what the verb says, "" where it is.

    Args:
        head: head of the words for the subject or agent.
        verb: the word that tells the deed; a noun is never refused.
    """
    if verb.pos_ not in ("VERB", "AUX"):
        return ""
    if verb.lemma_.lower() == "raid" and head.lemma_.lower() in _SEARCHERS:
        return "the police search a place"
    if _agent(head, verb):
        return ""
    if verb.lemma_.lower() in _BOTH:
        return "nobody says who began it"
    if head.lemma_.lower() in _SEARCHERS and not _own_subject(head, verb):
        return "the police tell of it or look for who did it"
    checks = (
        (_befell, "what befell the subject, in the words of a headline"),
        (_part_of_name, "the verb is part of a name"),
        (_planned, "it is not told as done"),
        (_asked_after, "it is asked who did it"),
        (_aimless, "nobody is shot at"),
        (_harmless, "nobody is told to be struck"),
        (_goes_off, "a gun went off"),
    )
    return next((why for check, why in checks if check(verb)), "")


def _agent(head: Token, verb: Token) -> bool:
    """Say whether the head stands behind the "by" of the verb."""
    return head.dep_ == "pobj" and head.head.lower_ == "by" and head.head.head in (verb, *verb.conjuncts)


def _befell(verb: Token) -> bool:
    return any(short_passive(verb, e) for e in event_words().get(verb.lemma_.lower(), ()))


def _part_of_name(verb: Token) -> bool:
    """Say whether a gerund is a noun that the parser misread ("dead after a Larn shooting", "in shooting death")."""
    if verb.tag_ != "VBG" or any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ in ("amod", "compound"):
        return True
    held = child(verb, "dobj")
    if held is not None:
        bare = not any(c.dep_ in ("det", "poss", "nummod") for c in held.children)
        return bare and held.lower_ in _PAPER_NOUNS and held.i == verb.i + 1
    return child(verb, "nsubj") is not None and patient(verb) is None and not any(True for _ in phrases(verb))


def _planned(verb: Token) -> bool:
    """Say whether the verb stands under "will", "would" or a wish; "may have done it" is a surmise, not a plan."""
    helpers = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    if any(h in _WILL for h in helpers) and not any(h in ("have", "'ve", "has") for h in helpers):
        return True
    if "would" in helpers:
        return True
    joined = verb.head if verb.dep_ == "conj" and not helpers else verb
    above = joined.head
    if joined.dep_ == "pcomp" and joined.head.head.lemma_.lower() in _SHUNS:
        return True
    return (
        joined.dep_ == "xcomp"
        and any(c.dep_ == "aux" and c.lower_ == "to" for c in joined.children)
        and above.lemma_.lower() in _WANTS
    )


def _asked_after(verb: Token) -> bool:
    """Say whether it is asked or sought who did it ("asked who had killed the envoy")."""
    who = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ == "WP"), None)
    if who is None or who.i == 0:
        return False
    if verb.dep_ == "relcl" and verb.head.pos_ == "NOUN" and not _can_act(verb.head):
        return True  # "cannot say with certainty who fired"
    return (
        who.nbor(-1).lemma_.lower() in _ASKS or who.nbor(-1).lower_ == "asked" or who.nbor(-1).pos_ in ("ADP", "SCONJ")
    )


def _can_act(noun: Token) -> bool:
    return kind_of(noun.lower_) != "" or is_person(noun) or is_body(noun)


def _aimless(verb: Token) -> bool:
    """Say whether somebody shoots without anybody told to be shot at ("he had been shooting from a road")."""
    if verb.lemma_.lower() != "shoot":
        return False
    held = patient(verb)
    if held is not None:
        return is_weapon(held)
    late = [c for c in verb.conjuncts if patient(c) is not None]
    return not late and not any(p in ("at", "on", "into", "through") for p, _ in phrases(verb))


def _harmless(verb: Token) -> bool:
    """Say whether a verb of harm has nobody whom it harms ("the community is hurting")."""
    entries = event_words().get(verb.lemma_.lower(), ())
    hurts = any(e.harm and e.object in ("patient", "victim") for e in entries)
    return hurts and patient(verb) is None and not any(patient(c) is not None for c in verb.conjuncts)


def _own_subject(head: Token, verb: Token) -> bool:
    """Say whether the head is the subject of the verb, or of one joined to it, or stands just before its "who"."""
    if verb.dep_ == "relcl":
        return verb.head == head and verb.left_edge.i - head.i <= _NEXT
    return head.head == verb or any(head.head == c and c.pos_ == "VERB" for c in verb.conjuncts)


def _goes_off(verb: Token) -> bool:
    if verb.lemma_.lower() != "fire" or child(verb, "dobj") is not None:
        return False
    return any(c.dep_ == "nsubj" and (c.lower_ == "it" or is_weapon(c)) for c in verb.children)
