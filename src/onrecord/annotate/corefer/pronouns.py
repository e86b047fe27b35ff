"""Whom a pronoun means: gender, number and the binding rules exclude, prominence and nearness decide."""

from __future__ import annotations

import functools
import itertools

from spacy.tokens import Doc, Token

from onrecord.annotate.actors.ref import Found, Ref
from onrecord.annotate.actors.words import noun
from onrecord.annotate.corefer.chains import Chain, Chains
from onrecord.annotate.corefer.names import folded
from onrecord.lexicon import load
from onrecord.lexicon.schema import ReportingCue
from onrecord.model import EntityKind, MentionKind

WINDOW = 3
"""Sentences before its own in which an antecedent is sought (further ones were mostly wrong by reading 20 articles of
the attribution corpus, 2026-11-22)."""

NEAREST = 80
"""References looked at, latest first, so that a list of names costs no more than a page."""

FADE = 0.6
"""What a reference counts a sentence further back."""

REPEATED = 0.15
"""What further references to the same actor add to its nearest and strongest one."""

ACROSS_QUOTE = 0.5
"""Who is named inside a quotation is less often meant outside it, and the other way round."""

OWN_SUBJECT = 1.5
"""A possessive mostly means the subject of its own clause."""

SUBJECT_BONUS = 1.3
"""A subject tends to go on being the subject."""

SPEAKER = 1.5
"""Who spoke before tends to go on speaking ("..., Rill said. ..., she said"). Read off 100 training reports,
2026-11-22: of the pronouns that speak and change hands by it, most were right."""

GOES_ON = 2.5
"""The same for verbs that only go on with what was being said ("she added")."""

SPOKEN_OF = 0.6
"""Whom somebody else just spoke of is less often the next speaker ("Rill said Dorn was ill. She said ...")."""

_GOES_ON = frozenset(["add", "continue", "conclude"])
_CLIMB = 8
_REFLEXIVE = frozenset(["himself", "herself", "itself", "themselves"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_EMPTY_VERBS = frozenset(["be", "seem", "appear", "look", "take", "happen", "turn", "rain", "snow", "become", "make"])
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.STATE})


def is_empty_it(token: Token) -> bool:
    """Say whether "it" stands for nothing ("it was clear that", "it seems")."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass", "expl", "dobj"):
        return False
    if token.dep_ == "expl":
        return True
    later = any(c.i > verb.i and c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl", "relcl") for c in verb.children)
    if any(c.dep_ == "attr" and _somebody(c) for c in verb.children):
        return True  # "it was the driver"
    if verb.lemma_ not in _EMPTY_VERBS:
        return token.dep_ == "nsubjpass" and later
    inner = (c for child in verb.children if child.dep_ in ("acomp", "attr") for c in child.children)
    return (
        later
        or any(c.dep_ in ("ccomp", "xcomp", "advcl", "relcl", "acl") for c in inner)
        or verb.lemma_ in ("rain", "snow")
    )


def _somebody(token: Token) -> bool:
    known = noun(token.lemma_.lower())
    return known is not None and known.kind is EntityKind.PERSON


def clause_verb(token: Token) -> Token:
    """Return the verb that a noun or pronoun is an argument of, through prepositions and conjuncts."""
    for _ in range(12):
        if token.dep_ == "ROOT" or (token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass")):
            break
        token = token.head
    return token


def best_antecedent(doc: Doc, found: Found, chains: Chains, number: int) -> tuple[Chain | None, str]:
    """Return the chain that a pronoun means, or None, and why.

    Args:
        doc: the parse.
        found: all references.
        chains: the chains so far; only references before the pronoun have one.
        number: the pronoun's index in `found.refs`.
    """
    ref = found.refs[number]
    token = doc[ref.head]
    verb = clause_verb(token)
    subject = token.dep_ in _SUBJECTS
    speaking = speaks(doc, ref)
    clauses = _fronted(verb) if speaking else []
    scores: dict[int, float] = {}
    things: dict[int, float] = {}
    for at in range(number - 1, max(-1, number - 1 - NEAREST), -1):
        other = found.refs[at]
        gap = ref.sentence - other.sentence
        if gap > WINDOW:
            break
        inside = any(a <= other.head <= b for a, b in clauses) and other.form is not MentionKind.PRONOUN
        if inside and (not ref.gender or other.gender != ref.gender or other.form is not MentionKind.NAME):
            continue
        if other.weight <= 0.0 or not _may_bind(doc, token, verb, ref, other):
            continue
        told = 0.5 if other.form is not MentionKind.NOMINAL and not ref.plural else 0.0
        worth = (other.weight + told) * FADE**gap * (1.0 if other.quote == ref.quote else ACROSS_QUOTE)
        worth *= SUBJECT_BONUS if subject and other.dep in _SUBJECTS else 1.0
        worth *= ACROSS_QUOTE if inside else 1.0
        worth *= _as_speaker(doc, ref, other) if speaking else 1.0
        worth *= OWN_SUBJECT if ref.dep == "poss" and _own_subject(verb, other) else 1.0
        worth *= 1.0 if found.paragraphs[other.sentence] == found.paragraphs[ref.sentence] else 0.8
        chain = chains.find(at)
        if chain is None or not other.actor:
            if _thing_fits(ref, other):
                things[at] = worth
        elif _fits(ref, chain):
            worth *= _liking(ref, chain)
            before = scores.get(chain.number, 0.0)
            scores[chain.number] = max(before, worth) + REPEATED * min(before, worth)
    barred = _barred(doc, token, verb, ref, found, chains)
    ranked = sorted(((s, n) for n, s in scores.items() if n not in barred), key=lambda p: (-p[0], -p[1]))
    thing = max(things.values(), default=0.0)
    if not ranked:
        return None, "nobody before it fits in gender and number"
    if thing > ranked[0][0]:
        return None, "it may mean a thing"
    return chains.all[ranked[0][1]], "pronoun: most prominent that fits"


def _barred(doc: Doc, token: Token, verb: Token, ref: Ref, found: Found, chains: Chains) -> set[int]:
    """Return chains that the binding rules exclude: the subject of its own verb, and who speaks the quotation."""
    out: set[int] = _spoken_of(ref, found, chains) | _named_after(verb, found, chains) if speaks(doc, ref) else set()
    reflexive = token.lower_ in _REFLEXIVE
    if token.dep_ not in _SUBJECTS and not reflexive and token.dep_ != "poss":
        out |= _subject_chains(verb, found, chains)
    if ref.quote >= 0:
        number = found.at[ref.head]
        for before in range(number - 1, max(-1, number - 1 - NEAREST), -1):
            other = found.refs[before]
            if ref.sentence - other.sentence > 2:
                break
            same = found.paragraphs[other.sentence] == found.paragraphs[ref.sentence]
            if same and other.quote < 0 and speaks(doc, other):
                chain = chains.find(before)
                out |= {chain.number} if chain is not None else set()
        above = verb
        for _ in range(6):
            if above.head is above:
                break
            above = above.head
            for child in above.children:
                at = found.at.get(child.i)
                if child.dep_ == "nsubj" and at is not None and found.refs[at].quote != ref.quote:
                    chain = chains.find(at)
                    out |= {chain.number} if chain is not None else set()
    return out


def _spoken_of(ref: Ref, found: Found, chains: Chains) -> set[int]:
    """Return whom the quotation right before "he said" names: who speaks says "I" there."""
    number = found.at[ref.head]
    quote = found.refs[number - 1].quote if number else -1
    out: set[int] = set()
    for at in range(number - 1, max(-1, number - 1 - NEAREST), -1):
        other = found.refs[at]
        if quote < 0 or quote == ref.quote or other.quote != quote:
            break
        chain = chains.find(at)
        if chain is not None and other.form is not MentionKind.PRONOUN:
            out.add(chain.number)
    return out


def _as_speaker(doc: Doc, ref: Ref, other: Ref) -> float:
    """Return how much likelier a reference is meant by who speaks: who spoke before, not who was spoken of."""
    if speaks(doc, other):
        if other.quote != ref.quote:
            return 1.0
        verb = doc[ref.governor]
        goes_on = verb.lemma_ in _GOES_ON and not any(c.dep_ in ("aux", "dobj", "neg") for c in verb.children)
        return GOES_ON if goes_on else SPEAKER
    if ref.quote >= 0:
        return 1.0  # all of one quotation are spoken of by its speaker
    step = doc[other.head]
    for _ in range(_CLIMB):
        if step.dep_ == "ccomp" and step.head.lemma_ in _speech() and step.head.i != ref.governor:
            return SPOKEN_OF if any(c.dep_ in _SUBJECTS for c in step.head.children) else 1.0
        if step.head is step:
            break
        step = step.head
    return 1.0


def _named_after(verb: Token, found: Found, chains: Chains) -> set[int]:
    """Return whom the words of "he said" name: who speaks of Rill is not Rill ("He says that Rill often shot")."""
    told = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    out: set[int] = set()
    for token in told.subtree if told is not None else ():
        number = found.at.get(token.i, -1)
        ref = found.refs[number] if number >= 0 else None
        if ref is None or ref.form is not MentionKind.NAME or ref.kind is EntityKind.THING or ref.quote >= 0:
            continue
        name = folded(ref.name)
        if name:
            meant = (c for c in chains.by_word(name[-1]) if name in c.names or len(name) == 1)
            out.update(c.number for c in itertools.islice(meant, 1))
    return out


def _fronted(verb: Token) -> list[tuple[int, int]]:
    """Return the clauses that stand before a verb of speaking and depend on it: "one brother fired, he said"."""
    return [(c.left_edge.i, c.right_edge.i) for c in verb.lefts if c.dep_ in ("ccomp", "parataxis")]


@functools.cache
def _speech() -> frozenset[str]:
    return frozenset(
        c.lemma
        for c in load("reporting_cues", ReportingCue)
        if c.pos == "verb" and c.hop == "said" and "around" in c.frames
    )


def speaks(doc: Doc, ref: Ref) -> bool:
    """Say whether a reference is the subject of a verb that quotations hang on."""
    return ref.dep in _SUBJECTS and doc[ref.governor].lemma_ in _speech()


def _subject_chains(verb: Token, found: Found, chains: Chains) -> set[int]:
    out: set[int] = set()
    holder = verb
    for _ in range(3):  # "went out and shot him": the subject stands with the first verb
        subject = next((c for c in holder.lefts if c.dep_ in _SUBJECTS), None)
        if subject is not None:
            at = found.at.get(subject.i)
            chain = chains.find(at) if at is not None else None
            return {chain.number} if chain is not None else out
        freely = holder.dep_ == "advcl" and holder.tag_ == "VBG"  # "shot a clerk, killing him"
        if holder.dep_ not in ("conj", "xcomp") and not freely:
            break
        holder = holder.head
    return out


def _may_bind(doc: Doc, token: Token, verb: Token, ref: Ref, other: Ref) -> bool:
    if other.start <= ref.head < other.end:
        return False  # "his boss" is not himself
    if ref.lemma in _REFLEXIVE:
        return clause_verb(doc[other.head]) == verb or other.sentence == ref.sentence
    if other.form is MentionKind.PRONOUN and other.lemma in ("who", "which", "that", "whom", "whose"):
        return False
    return not (ref.dep not in _SUBJECTS and ref.dep != "poss" and _siblings(ref, token, other))


def _own_subject(verb: Token, other: Ref) -> bool:
    return other.dep in _SUBJECTS and other.governor == verb.i


def _siblings(ref: Ref, token: Token, other: Ref) -> bool:
    """Say whether both are arguments of one verb or parts of one list."""
    return other.governor == ref.governor and other.dep != "poss" and token.head.pos_ in ("VERB", "AUX")


def _fits(ref: Ref, chain: Chain) -> bool:
    if ref.gender:
        person = chain.kind is EntityKind.PERSON or (chain.kind is EntityKind.UNKNOWN and bool(chain.names))
        return person and not chain.plural and chain.gender in ("", ref.gender)
    if ref.plural:
        return (
            chain.plural
            or chain.kind in (*_BODIES, EntityKind.GROUP)
            or (chain.kind is EntityKind.PERSON and not chain.gender and not chain.names)
        )
    if chain.plural and not chain.names:
        return False  # "police", "authorities"
    return chain.kind in _BODIES or (chain.kind in (EntityKind.GROUP, EntityKind.UNKNOWN) and not chain.plural)


def _liking(ref: Ref, chain: Chain) -> float:
    """Return how well number and gender agree beyond not clashing."""
    if ref.gender:
        return 1.2 if chain.gender == ref.gender else 1.0
    if ref.plural:
        return 1.5 if chain.plural else 0.35 if chain.kind is EntityKind.PERSON else 0.8
    return 1.0


def _thing_fits(ref: Ref, other: Ref) -> bool:
    return not ref.gender and other.plural == ref.plural and other.form is not MentionKind.PRONOUN


def cataphor(doc: Doc, found: Found, number: int) -> int | None:
    """Return the reference behind the pronoun that it may mean: "As he left, Mr. Name …"."""
    token = doc[found.refs[number].head]
    verb = clause_verb(token)
    for _ in range(3):
        if verb.dep_ in ("advcl", "pcomp", "prep") and verb.i < verb.head.i:
            subject = next((c for c in verb.head.lefts if c.dep_ in _SUBJECTS and c.i > token.i), None)
            at = found.at.get(subject.i) if subject is not None else None
            if at is not None and found.refs[at].form is not MentionKind.PRONOUN:
                return at
        verb = verb.head
    return None
