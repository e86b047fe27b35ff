"""What is done by saying it: the cue's act, unless the words around it make it another."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.claims.candidate import Found
from onrecord.model import Act, Certainty, Form, Level

_COMMENT = frozenset(
    {"comment", "respond", "reply", "elaborate", "discuss", "answer", "speak", "request", "say", "confirm"}
)
_REACHED = frozenset({"reach", "contact", "available", "unavailable"})
_REFUSE = frozenset({"decline", "refuse"})
_CHARGE_NOUNS = frozenset(
    {"accusation", "allegation", "assertion", "charge", "claim", "involvement", "report", "responsibility", "role"}
    | {"rumor", "rumour", "suggestion", "wrongdoing"}
)
_REJECT = frozenset({"reject", "dismiss", "refute", "deny", "repudiate", "disavow", "disclaim"})
_TAKE = frozenset({"claim", "accept", "take", "admit", "assume"})


# Cues that say what was not done to somebody or not disputed, rather than what was kept back.
_SAID_OF_OTHERS = frozenset({Act.ACCUSE, Act.DENY})
_WITHHOLDABLE = frozenset({Act.ACCUSE, Act.DENY, Act.CONFIRM, Act.ACKNOWLEDGE})


def withheld(doc: Doc, found: Found) -> bool:
    """Say whether the report says that an act of speech was not done: "could not confirm that", "did not say how".

    A mere "did not say that" often means "said that not", and counts as withheld with a question only.
    """
    cue = doc[found.cue_head]
    if cue.pos_ != "VERB" or not any(c.dep_ == "neg" or c.lower_ == "never" for c in cue.children):
        return False
    if found.entry is None:
        return False
    return Act(found.entry.act) in _WITHHOLDABLE or (found.entry.hop == "said" and found.frame == "wh")


def act_of(doc: Doc, found: Found, certainty: Certainty) -> Act:
    """Return the act of a found claim.

    Args:
        doc: the parse.
        found: cue, source and content.
        certainty: how surely the source puts the content forward.
    """
    cue = doc[found.cue_head]
    act = Act(found.entry.act) if found.entry is not None else Act.ASSERT
    heads = [doc[i] for i in found.content_heads]
    if withheld(doc, found):
        return Act.ASSERT if act in _SAID_OF_OTHERS else Act.NO_COMMENT
    if says_nothing(cue, heads):
        return Act.NO_COMMENT
    nouns = {t.lemma_.lower() for h in heads for t in (h, *h.children)}
    if cue.lemma_ in _TAKE and "responsibility" in nouns:
        return Act.CLAIM_RESPONSIBILITY
    if cue.lemma_ in _REJECT and (cue.lemma_ != "dismiss" or nouns & _CHARGE_NOUNS) and _is_charge(cue, nouns):
        return Act.DENY
    if act is Act.ASSERT and heads and _asks(doc, found):
        return Act.ASK
    if act is Act.ASSERT and certainty.level is Level.POSSIBLE and _looks_back(heads):
        return Act.SPECULATE
    return act


def says_nothing(cue: Token, contents: list[Token]) -> bool:
    """Say whether the cue is a refusal to speak.

    "declined to comment", "did not respond to requests for comment", "would neither confirm nor deny",
    "could not be reached".
    """
    lemma = cue.lemma_.lower()
    below = {c.lemma_.lower() for c in contents} | {c.lemma_.lower() for c in cue.children}
    if lemma in _REFUSE:
        return bool(below & _COMMENT)
    negated = any(c.dep_ == "neg" or c.lower_ in ("neither", "never") for c in cue.children)
    if lemma == "unavailable" or (negated and lemma in _REACHED):
        return True
    if negated and lemma in ("confirm", "deny"):
        return any(c.lemma_ in ("deny", "confirm") for c in cue.conjuncts)
    return negated and lemma in ("comment", "respond", "reply", "elaborate", "answer")


def _is_charge(cue: Token, nouns: set[str]) -> bool:
    """A rejected proposal is opposed, a rejected accusation denied; denying is always a denial."""
    return cue.lemma_ in ("deny", "refute", "repudiate", "disavow", "disclaim") or bool(nouns & _CHARGE_NOUNS)


def _asks(doc: Doc, found: Found) -> bool:
    if found.form is not Form.DIRECT or not found.content:
        return False
    last = doc.char_span(found.content[-1].start, found.content[-1].end, alignment_mode="contract")
    return last is not None and any(t.text == "?" for t in last[-2:])


def _looks_back(heads: list[Token]) -> bool:
    """Whether it is "may have been", "could be behind": about what was or is, not about what is to come."""
    return any(
        h.tag_ in ("VBN", "VBD")
        or h.lemma_ == "be"
        or any(c.lower_ in ("have", "be") and c.dep_.startswith("aux") for c in h.children)
        for h in heads
    )
