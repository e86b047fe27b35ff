"""Why words blame nobody: what is doubted, asked, refused, told as a story or as a habit."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.incidents.kinds import is_body, is_person, is_weapon
from onrecord.incidents.responsibility.ground import Said
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import Tie
from onrecord.incidents.words import event_words
from onrecord.model import Polarity

_STEPS = 4
"""Steps up the parse from words of blame to the word that takes them back."""
_LAST = 3
"""Words at the end of a sentence among which its question mark stands: a quotation mark or a break may follow."""
_KEPT, _WILL, _GROUNDS = listed("kept"), listed("coming"), listed("grounds")
_OUTCOMES, _SELF, _VICTIMS = listed("outcomes"), listed("selves"), listed("victims")
_IF = frozenset({"if", "unless", "whether"})
_PLANS = listed("plans")
_INVOLVED, _MEANT = listed("involved"), listed("meant")
_DOUBT, _STORIES = listed("doubts"), listed("stories")


def idle(tie: Tie, said: Said) -> str:
    """Return why the words themselves blame nobody, "" where they do."""
    word = tie.word
    if _other_charges(tie):
        return "the charges are for something else"
    if tie.own:
        return _own_idle(tie)
    if said.certainty.polarity is Polarity.NEGATIVE:
        above = word
        for _ in range(_STEPS):
            if above.head == above or above.dep_ not in ("pobj", "prep", "acl", "ccomp", "pcomp"):
                break
            above = above.head
            if above.lemma_.lower() in _GROUNDS:
                return "evidence that is lacking denies nothing"
    if doubted(word):
        return "doubt about what others say"
    verb = word if word.pos_ == "VERB" else word.head
    if tie.stance == "states" and verb.pos_ in ("VERB", "AUX") and _is_to_come(verb):
        return "it is told of what is to come"
    return ""


def _is_to_come(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(helpers & {"will", "shall", "'ll", "wo"}) and not helpers & {"have", "'ve"}


def _own_idle(tie: Tie) -> str:
    """Return the same where the word is itself what is said."""
    word = tie.word
    if word.tag_ == "VBG":
        top = word.head if word.dep_ == "conj" else word
        if top.dep_ in ("csubj", "csubjpass", "nsubj"):
            return "blaming somebody is spoken of, nobody does it"
    if not_done(tie.frame or word):
        return "it is said that nobody does so"
    if _may_come(tie.frame or word):
        return "nobody does so yet"
    return "it is for something unrelated" if _for_another(tie) else ""


def befallen(tie: Tie) -> bool:
    """Say whether the words are about a victim, or about a speaker and himself ("linking herself to it")."""
    if tie.actor.lower_ in _SELF:
        return tie.stance != "denied"
    return tie.actor.lemma_.lower() in _VICTIMS


def not_done(word: Token) -> bool:
    """Say whether it is told that somebody did not blame, claim or deny ("did not claim it", "refused to blame")."""
    if any(c.dep_ == "neg" or c.lower_ in ("never", "neither") for c in word.children):
        return True
    if word.dep_ == "conj" and any(c.lower_ == "neither" for c in word.head.children):
        return True
    above = word.head.head if word.dep_ == "pcomp" else word.head
    return word.dep_ in ("xcomp", "pcomp", "ccomp") and word.tag_ in ("VB", "VBG") and above.lemma_.lower() in _KEPT


def _may_come(word: Token) -> bool:
    """Say whether it is told that somebody will or could blame or charge ("could be charged", "expects to charge")."""
    if word.dep_ == "xcomp" and word.head.lemma_.lower() in _PLANS:
        return True
    above = word.head if word.dep_ == "conj" else word
    if any(c.dep_ == "mark" and c.lower_ in _IF for t in (word, above) for c in t.children):
        return True
    helpers = {c.lower_ for c in word.children if c.dep_ == "aux"}
    return bool(helpers & _WILL) and not helpers & {"have", "'ve"}


def _for_another(tie: Tie) -> bool:
    """Say whether somebody is held for something else ("arrested on unrelated charges"), and for no deed beside it."""
    inside = [tie.word]
    nouns: list[Token] = []
    while inside:
        behind = [c for c in inside.pop().children if c.i > tie.word.i and c.dep_ in ("prep", "pobj", "conj", "dobj")]
        inside += [c for c in behind if c.pos_ in ("ADP", "NOUN", "PROPN")]
        nouns += [c for c in behind if c.pos_ == "NOUN"]
    other = [n for n in nouns if any(c.lower_ == "unrelated" for c in n.children)]
    deeds = [n for n in nouns if n in tie.deeds and not any(n == o or n.is_ancestor(o) for o in other)]
    return bool(other) and not deeds


def _other_charges(tie: Tie) -> bool:
    """Say whether "the charges" are those of the sentence before, and for no violence ("charged with tax fraud")."""
    if not any(d.pos_ == "NOUN" and d.lemma_.lower() == "charge" for d in tie.deeds):
        return False
    doc, start = tie.word.doc, tie.word.sent.start
    before = doc[doc[start - 1].sent.start if start else 0 : tie.word.i]
    charges = [c for t in before if t.lemma_ == "charge" and t.pos_ == "VERB" for c in t.children if c.lower_ == "with"]
    return bool(charges) and not any(stands_for(t) for c in charges for t in c.subtree)


def doubted(word: Token) -> bool:
    """Say whether the words stand under a doubt ("police doubt that", "expressed doubt that")."""
    above = word
    for _ in range(_STEPS):
        if above.head == above or above.dep_ not in ("ccomp", "acl", "relcl", "xcomp", "pcomp", "prep", "pobj", "dobj"):
            return False
        above = above.head
        if above.lemma_.lower() in _DOUBT:
            return not any(c.dep_ == "neg" or c.lower_ == "no" for c in above.children)
    return False


def stands_for(token: Token) -> bool:
    """Say whether a noun means a deed told elsewhere: its outcome, its weapon, or a word for such deeds."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    entries = event_words().get(token.lemma_.lower(), ())
    told = any(e.type == "ASSAULT" and e.pos in ("noun", "any") for e in entries)
    outcome = token.pos_ == "NOUN" and token.lemma_.lower() in _OUTCOMES  # not "the Clinic Entrances Act"
    return told or outcome or is_weapon(token)


def of_something_else(noun: Token) -> bool:
    """Say whether a claim or a charge is told, and of no deed of violence: "claims that he asked for more money"."""
    told = [t for c in noun.rights for t in _content(c)]
    words = [t for t in told if t.pos_ in ("NOUN", "VERB", "ADJ", "PROPN", "PRON", "ADP")]
    return bool(told) and not any(_of_the_deed(t) for t in words)


def _content(under: Token) -> list[Token]:
    """Return the words under a claim that tell what is claimed: a clause with "that", or what it is a claim of."""
    if under.lower_ == "of":
        thing = next((c for c in under.children if c.dep_ in ("pobj", "pcomp")), None)
        whose = thing is None or thing.pos_ in ("PROPN", "PRON") or is_person(thing) or is_body(thing)
        return [] if thing is None or whose else list(thing.subtree)
    if under.dep_ in ("acl", "ccomp", "relcl"):
        return list(under.subtree) if under.left_edge.lower_ == "that" else []
    if under.dep_ in ("prep", "agent") and under.lower_ in ("by", "from"):  # "claims by the army that"
        return [t for c in under.children for clause in c.rights for t in _content(clause)]
    return []


def _of_the_deed(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if lemma in _INVOLVED or lemma in _MEANT or stands_for(token):
        return True
    if token.dep_ in ("dobj", "pobj", "attr") and token.lower_ in ("it", "this", "that", "so"):
        return True
    return any(e.type == "ASSAULT" for e in event_words().get(lemma, ()))


def story(trigger: Token) -> Token | None:
    """Return the noun of "the story that the army burned the mill", None where the words stand under none."""
    if trigger.dep_ not in ("acl", "relcl", "ccomp") or trigger.head.lemma_.lower() not in _STORIES:
        return None
    return trigger.head if trigger.doc[trigger.left_edge.i].lower_ == "that" else None


def asked(trigger: Token) -> bool:
    """Say whether it is asked who did it ("Admiral, who blew up the bridge?"), not about somebody who did."""
    if trigger.dep_ == "relcl" and trigger.head.dep_ != "ROOT":
        return False
    who = next((c for c in trigger.children if c.dep_ == "nsubj" and c.tag_ in ("WP", "WDT")), None)
    return who is not None and any(t.text == "?" for t in trigger.sent[-_LAST:])


def habit(trigger: Token) -> bool:
    """Say whether a verb denies a habit, not a deed ("it does not attack buses", "we do not kill our own")."""
    if not any(c.dep_ == "aux" and c.lower_ in ("does", "do") for c in trigger.children):
        return False
    if any(c.dep_ == "neg" for c in trigger.children):
        return True
    objects = [c for c in trigger.children if c.dep_ == "dobj"]
    return any(c.tag_ == "NNS" and not any(d.dep_ in ("det", "poss", "nummod") for d in c.children) for c in objects)
