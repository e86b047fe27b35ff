"""Who stands where around a word: subjects, objects and phrases, through passives, relative clauses and control."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.incidents import words

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_TRANSPARENT = frozenset(
    {"group", "number", "dozen", "score", "hundred", "thousand", "couple", "pair", "one", "two", "some"}
    | {"several", "band", "total", "series", "body", "remains", "most", "many", "all", "handful", "half", "majority"}
    | {"squad", "crew", "part", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "none"}
    | {"kg", "kilo", "kilogram", "pound", "ton", "tonne", "stick"}
)
"""Nouns that leave it to the phrase after "of" what they are ("a group of rebels")."""

_REACH = 6
"""Steps up the tree that control of an unspoken subject is followed; deeper ones are parser noise."""


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def passive(verb: Token) -> bool:
    """Say whether the verb form is passive, also in a reduced clause ("the man shot in Tarvik")."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return False
    if verb.dep_ == "conj":
        return passive(verb.head)
    return verb.dep_ in ("acl", "advcl", "relcl", "ccomp", "ROOT", "amod", "xcomp", "oprd") and not child(verb, "dobj")


def referent(token: Token) -> Token:
    """Return what a relative pronoun stands for, else the token."""
    if token.tag_ in ("WP", "WDT") and token.lower_ in _RELATIVE:
        step = token
        for _ in range(_REACH):
            if step.dep_ == "relcl":
                return antecedent(step.head, person=token.lower_ in ("who", "whom"))
            if step.head == step:
                break
            step = step.head
    return token


def antecedent(noun: Token, *, person: bool = False) -> Token:
    """Return whom a clause on "one of the officers" is about: the one, or the name that it stands beside.

    Args:
        noun: what the clause hangs on.
        person: whether it must be a person: "a clerk from Tarvik, who was shot" is about the clerk.
    """
    noun = before_date(noun)
    if person and noun.dep_ == "pobj" and noun.head.dep_ == "prep" and _is_place_of(noun):
        noun = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
        noun = noun.head.head
    if noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        return noun.head
    return noun


def before_date(noun: Token) -> Token:
    """Return what a clause on a date is about: the attack in "the attack on Monday, which killed nine"."""
    dated = noun.ent_type_ in ("DATE", "TIME") and noun.dep_ == "pobj" and noun.head.dep_ == "prep"
    above = noun.head.head
    return above if dated and above.pos_ in ("NOUN", "PROPN") else noun


def _is_place_of(noun: Token) -> bool:
    """Say whether a noun is where the one before it is from or lives, and that one is no verb."""
    if noun.head.head.pos_ not in ("NOUN", "PROPN"):
        return False
    return noun.ent_type_ in _PLACES or (noun.head.lower_ == "from" and noun.pos_ == "PROPN")


_PLACES = frozenset({"GPE", "LOC", "FAC"})


def subject(verb: Token, reach: int = _REACH) -> Token | None:
    """Return the subject of a verb as its clause has it, spoken or understood; passive subjects too."""
    own = child(verb, "nsubj", "nsubjpass")
    if own is not None:
        return referent(own)
    head = verb.head
    if not reach or head == verb:
        return None
    match verb.dep_:
        case "conj" if head.pos_ in ("VERB", "AUX"):
            return None if spliced(verb, head) else subject(head, reach - 1)
        case "acl" | "relcl" if head.pos_ in ("NOUN", "PROPN", "PRON"):
            return _subject_of_noun(verb, head, reach)
        case "xcomp" | "advcl" | "ccomp" | "oprd" if head.pos_ in ("VERB", "AUX") and verb.tag_ not in (
            "VBD",
            "VBZ",
            "VBP",
        ):
            return _controller(verb, head, reach)
        case "pcomp":
            return _subject_of_gerund(head, reach)
    return None


def spliced(verb: Token, head: Token) -> bool:
    """Say whether a verb only seems to go on with who speaks ("They think he did not fall, a man pushed him")."""
    held = child(head, "ccomp")
    return (
        held is not None
        and head.i < held.i < verb.i
        and not any(c.dep_ == "cc" and held.i < c.i < verb.i for c in head.children)
    )


_LOOKS_INTO = frozenset({"investigate", "probe", "examine", "review", "discuss", "describe", "condemn", "witness"})
"""Verbs that nobody's own doing follows: "police investigate shooting" tells of a shooting, whoever did it."""


_SEES = frozenset({"have", "see", "hear", "watch", "find", "catch", "spot", "film"})
"""Verbs whose object does what follows: "we have people firing at each other"."""


def _controller(verb: Token, head: Token, reach: int) -> Token | None:
    if verb.tag_ == "VBG" and head.lemma_.lower() in _LOOKS_INTO:
        return None
    beside = (head.lemma_ == "leave" and verb.tag_ == "VBN") or (head.lemma_ in _SEES and verb.tag_ == "VBG")
    if verb.dep_ in ("xcomp", "ccomp") or beside:  # "left four people wounded", "we have people firing"
        held = child(head, "dobj")
        asked = next((noun for prep, noun in phrases(head) if prep in ("on", "upon")), None)
        held = asked if held is None and head.lemma_ == "call" else held  # "called on the army to attack"
        if held is not None:
            return referent(held)
    if passive(head) and verb.tag_ == "VBG":  # "was hit, killing two": what did it is not its subject
        return child_of_agent(head)
    return subject(head, reach - 1)


def _subject_of_noun(verb: Token, noun: Token, reach: int) -> Token | None:
    if verb.tag_ == "VBG" or passive(verb):
        return antecedent(referent(noun))
    if words.realis_words().get(noun.lemma_.lower()):  # "an attempt by the rebels to kill", "their plan to kill"
        for c in noun.children:
            if c.dep_ == "poss":
                return c
            if c.dep_ in ("prep", "agent") and c.lower_ == "by":
                return child(c, "pobj")
        if noun.dep_ in ("dobj", "attr") and noun.head != noun:
            return subject(noun.head, reach - 1)
        return None
    return referent(noun) if verb.dep_ == "relcl" and child(verb, "dobj") is None else None


def _subject_of_gerund(prep: Token, reach: int) -> Token | None:
    """Return who does the gerund: "accused X of killing" X, "fled after killing" the one who fled."""
    head = prep.head
    if head.pos_ not in ("VERB", "AUX"):
        if head.pos_ == "NOUN":
            return next((c for c in head.children if c.dep_ == "poss"), None)
        return None
    if prep.lower_ in ("of", "for", "from", "with"):
        held = child(head, "dobj", "nsubjpass")
        if held is not None:
            return referent(held)
    return subject(head, reach - 1)


def child_of_agent(verb: Token) -> Token | None:
    """Return who "by" names."""
    for c in verb.children:
        if c.dep_ in ("agent", "prep") and c.lower_ == "by":
            return child(c, "pobj")
    return None


def patient(verb: Token) -> Token | None:
    """Return the active object or the passive subject of a verb."""
    if passive(verb):
        if verb.dep_ == "amod":
            return verb.head
        return subject(verb)
    held = child(verb, "dobj", "dative")
    if held is not None:
        return referent(held)
    if verb.dep_ == "relcl" and child(verb, "nsubj") is not None and subject(verb) != verb.head:
        return verb.head  # "the clerk they shot"
    if (
        verb.dep_ == "conj" and verb.head.pos_ == "VERB"
    ):  # "stopped and shot the clerk" has its own; "shot and killed her"
        return None
    late = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if late is not None and late.i - verb.i <= 3:
        held = child(late, "dobj")
        return referent(held) if held is not None else None
    return None


def phrases(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, head of its object) for the phrases that hang on a word."""
    for c in token.children:
        if c.dep_ not in ("prep", "agent", "dative"):
            continue
        held = child(c, "pobj")
        if held is None:
            deeper = child(c, "prep")  # "from inside the mill"
            held = child(deeper, "pobj") if deeper is not None else None
        if held is not None:
            yield c.lower_, referent(held)
        elif c.dep_ == "dative" and c.pos_ != "ADP":
            yield "to", c


def all_of(head: Token) -> list[Token]:
    """Return the head and what is coordinated with it."""
    return [head, *(c for c in head.conjuncts if c.i > head.i and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"))]


def content(head: Token) -> Token:
    """Return the noun that says what a phrase is: "rebels" in "a group of rebels"."""
    for _ in range(3):
        if head.lemma_.lower() not in _TRANSPARENT and head.pos_ != "NUM" and head.tag_ != "DT":
            return head
        of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        held = child(of, "pobj") if of is not None else None
        if held is None:
            return head
        head = held
    return head


def phrase_bounds(head: Token) -> tuple[int, int]:
    """Return first token and the one past the last of a noun phrase, without clauses and appositions after its head."""
    left = head.left_edge
    while left.i < head.i and (left.is_punct or left.is_space or left.dep_ in ("mark", "cc") or left.tag_ == "WRB"):
        left = left.nbor()
    end = head.i + 1
    inner = content(head)
    if inner != head and inner.i > head.i:
        end = inner.i + 1
    else:
        for c in head.rights:
            if c.dep_ == "prep" and c.lower_ == "of" and head.lemma_.lower() not in words.event_words():
                held = child(c, "pobj")
                if held is not None and held.i - head.i <= 6:
                    end = held.i + 1
            elif c.dep_ in ("nummod", "flat", "compound") and c.i == end:
                end = c.i + 1
    return max(left.i, head.i - 12), end


def contrasted(head: Token) -> bool:
    """Say whether "not" stands before a phrase that names somebody ("soldiers, and not the rebels, fired")."""
    start = head.left_edge
    if start.lower_ == "not" or any(c.dep_ == "neg" for c in head.lefts):
        return True
    before = start.nbor(-1) if start.i else start
    return before.lower_ == "not" and (before.i == 0 or before.nbor(-1).pos_ not in ("AUX", "VERB"))
