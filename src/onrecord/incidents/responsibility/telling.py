"""Who says what no claim holds: whoever stands above the words, between them, before them or behind a quotation.

A lexicon knows most words of saying; these are read by where they stand: "The dead, he ruled, fell to army bullets",
"The mayor has not wavered: rebels did it", "The captain shrugged. "We ambushed a lorry.""
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from onrecord.annotate.actors.words import given_gender, noun
from onrecord.annotate.extensions import Quote, QuoteKind
from onrecord.incidents.kinds import is_body, is_person
from onrecord.incidents.responsibility.ground import KINDS, PERSONS, Ground
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import slot
from onrecord.incidents.stances import kind_of
from onrecord.lexicon import load
from onrecord.lexicon.schema import ReportingCue

_GRANTS = listed("takes-for-granted")
_WORDS = listed("own-words")
_UP = 8
"""Steps up the parse from a word to whoever says it."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_EDGES = frozenset({",", ";", "--", "-", "\u2013", "\u2014", "(", ")"})
_BACK = 2
"""Sentences back to whoever speaks on."""
_LONGEST = 16
"""Words of a clause that stands between commas and only says who says the rest."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_SPEAKERS = frozenset({"he", "she", "they", "it", "his", "her", "their", "its", "them", "one", "another", "both"})
_GENDERS = {"he": "male", "she": "female", "it": ""}
_SURE = frozenset({"persuade", "convince", "satisfy"})
"""Verbs whose passive says what somebody holds ("is persuaded that")."""
_TELLS = frozenset({"tell", "inform", "assure"})
_SOME = frozenset({"most", "some", "many", "all", "each", "none", "several", "few", "one", "both", "half"})
_CLOSING = frozenset({'"', "\u201d", "''", "\u2019", "'"})


def teller(ground: Ground, word: Token) -> Token | None:
    """Return the head of the words for whoever says what stands at a place that no claim covers, None for the report.

    Args:
        ground: the report.
        word: what is said.
    """
    quote = _speech_at(ground, word)
    if quote is not None:
        return _before_quote(ground, quote)
    sentence = word.sent
    found = (
        _between_commas(ground, word, sentence)
        or _behind(ground, word, sentence)
        or _in_his_words(ground, sentence)
        or _above(ground, word)
        or _before_colon(ground, word, sentence)
    )
    return found if found is None else meant_by(ground, found) or found


def can_speak(ground: Ground, token: Token) -> bool:
    """Say whether words are for somebody who can say something: a person, a body, a state, an office."""
    if token.pos_ == "PRON":
        return token.lower_ in _SPEAKERS and not ground.unsure(token)
    if token.i in ground.incident_at or ground.silent(token):
        return False
    known = ground.entity(ground.ref(token))
    if known is not None:
        return known.kind in KINDS
    return token.pos_ in ("NOUN", "PROPN") and (
        is_person(token) or is_body(token) or kind_of(token.lower_) in ("lay", "authority", "voice")
    )


# ---- above


def _above(ground: Ground, word: Token) -> Token | None:
    """Return the subject of the verb whose clause tells it: "He is convinced the army did it", "..., she detailed"."""
    current = word
    for _ in range(_UP):
        head = current.head
        if head == current or current.dep_ in ("relcl", "advcl", "acl"):
            return None
        if current.dep_ == "ccomp" and not _asks(current) and (said := _said_by(ground, head, current)) is not None:
            return said
        current = head
    return None


def _said_by(ground: Ground, verb: Token, clause: Token) -> Token | None:
    """Return who says a clause by a verb, None where the verb takes for granted what it tells, or does no saying."""
    above = verb.head if verb.dep_ in ("acomp", "oprd") else verb
    if verb.lemma_.lower() in _GRANTS or verb.lemma_ == "be" or verb.i in ground.incident_at:
        return None
    if verb.pos_ not in ("VERB", "ADJ") or not any(c.dep_ in _SUBJECTS for c in clause.children):
        return None
    behind = clause.i > verb.i
    if verb.lemma_.lower() not in _saying():
        if not behind and any(c.dep_ in ("dobj", "xcomp", "attr") and c.i > verb.i for c in verb.children):
            return None  # "he managed to kill, but the guards managed to lose him"
        if any(c.tag_ == "TO" for c in clause.children):
            return None  # "causing him to shoot"
    if any(t.text == ";" for t in verb.doc[min(clause.i, verb.i) : max(clause.i, verb.i)]):
        return None
    held = ("nsubj", "nsubjpass") if verb.lemma_.lower() in _SURE else ("nsubj",)
    own = [c for c in above.children if c.dep_ in held]
    subject = _counted(_beside_verb(own[-1]) if own else slot(above, "subj"))
    if subject is None or subject.lower_ in ("i", "we"):
        return None
    if behind and subject.lower_ == "it" and verb.lemma_.lower() not in _saying():
        return None  # "it turned out that"
    return subject if can_speak(ground, subject) else None


def _counted(subject: Token | None) -> Token | None:
    """Return of whom some are told of: "most of the deputies"."""
    if subject is None or subject.pos_ == "PROPN" or subject.lower_ not in _SOME:
        return subject
    return slot(subject, "prep:of") or subject


def _beside_verb(subject: Token) -> Token:
    """Return the noun right before its verb that the parser took for one beside another: "..., the court said".

    Whoever is described stands between two commas: "Rusk, the mayor, said".
    """
    verb = subject.head
    for other in subject.children:
        if other.dep_ == "appos" and subject.i < other.i < verb.i:
            behind = other.doc[other.right_edge.i + 1 : verb.i]
            if other.left_edge.nbor(-1).text == "," and not any(t.is_punct for t in (other.right_edge, *behind)):
                return other
    return subject


def _asks(clause: Token) -> bool:
    """Say whether a clause asks: "whether the rebels did it", "who fired"."""
    words = (clause.left_edge, *clause.children)
    return any(t.lower_ in ("whether", "if") or t.tag_ in ("WP", "WRB", "WDT") for t in words)


# ---- between


def _between_commas(ground: Ground, word: Token, sentence: SpacySpan) -> Token | None:
    """Return who speaks in a clause between commas that says no more than that: ", he ruled,", ", aides say,"."""
    best: tuple[int, Token] | None = None
    for verb in sentence:
        if verb.tag_ not in _FINITE or verb.pos_ != "VERB" or verb.i in ground.incident_at:
            continue
        chunk = _chunk(verb)
        if chunk is None or chunk[0] <= word.i < chunk[1] or not _covers(verb, word, chunk[0]):
            continue
        own = [c for c in verb.children if c.dep_ == "nsubj"]
        own = [t for t in map(_beside_verb, own) if chunk[0] <= t.i < chunk[1]]
        subject = own[0] if own else None
        if subject is None or subject.is_ancestor(word) or not can_speak(ground, subject):
            continue
        lower, upper = sorted((word.i, verb.i))
        parts = sum(1 for t in word.doc[lower:upper] if t.text == ";")
        if not _cuts(verb, chunk, sentence, apart=parts > 0 and word.i < verb.i):
            continue
        far = parts * len(sentence) + upper - lower
        if best is None or far < best[0]:
            best = (far, subject)
    return best[1] if best is not None else None


def _behind(ground: Ground, word: Token, sentence: SpacySpan) -> Token | None:
    """Return who says the sentence behind its last comma where the parser took that for a description.

    "Smugglers burned the mill, the governor, Ivo Brandt, stated on Monday."
    """
    for verb in reversed(sentence[-_LONGEST:]):
        if verb.tag_ not in ("VBD", "VBN") or verb.dep_ != "acl" or verb.lemma_.lower() not in _saying():
            continue
        noun = verb.head.head if verb.head.dep_ == "appos" else verb.head
        before = noun.left_edge.i
        more = any(
            t.pos_ in ("VERB", "AUX") or t.dep_ in ("agent", "dobj") for t in sentence.doc[verb.i + 1 : sentence.end]
        )
        if more or not word.i < before or word.doc[before - 1].text != "," or not can_speak(ground, noun):
            continue
        if any(_finite(t) for t in sentence.doc[sentence.start : before]):
            return noun
    return None


def _covers(verb: Token, word: Token, start: int) -> bool:
    """Say whether what stands around a clause is said in it: not when it was said, nor beside a clause on one noun.

    "On the day of the attack, she said, ..."; "the preacher, on whose orders, police believe, the van was driven".
    """
    current = word
    while current.head not in (current, verb):
        current = current.head
    if current.head == verb and current != verb:
        begun = current.dep_ == "advcl" and any(c.dep_ == "mark" or c.tag_ == "WRB" for c in current.children)
        if begun or current.dep_ in ("prep", "npadvmod", "advmod"):
            return False
    place = start - 2
    while place > verb.sent.start and verb.doc[place].text not in _EDGES:
        if verb.doc[place].tag_ in ("WDT", "WP", "WP$") and word.i < place:
            return False
        place -= 1
    return True


def _chunk(verb: Token) -> tuple[int, int] | None:
    """Return the words between the commas around a verb, None where they are more than who says it, how and when."""
    doc, sentence = verb.doc, verb.sent
    start = verb.i
    while start > sentence.start and doc[start - 1].text not in _EDGES | _CLOSING and verb.i - start < _LONGEST:
        start -= 1
    end = verb.i + 1
    while end < sentence.end and doc[end].text not in _EDGES | {".", ":", "?"} and end - verb.i < _LONGEST:
        end += 1
    if start == sentence.start or end >= len(doc) or doc[start - 1].text not in _EDGES | _CLOSING:
        return None
    inner = [t for t in doc[start:end] if t != verb]
    if any(t.tag_ in _FINITE and t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass") for t in inner):
        return None
    held = ("attr", "acomp", "xcomp") if verb.lemma_.lower() in _TELLS else ("dobj", "attr", "acomp", "xcomp")
    said = any(c.dep_ in held and start <= c.i < end for c in verb.children)
    first = doc[start]
    starts = first.tag_ in ("WDT", "WP", "WRB", "CC", "IN", "TO") or first.dep_ in ("mark", "cc", "advmod", "prep")
    return None if said or starts else (start, end)


def _cuts(verb: Token, chunk: tuple[int, int], sentence: SpacySpan, *, apart: bool) -> bool:
    """Say whether a clause is set into another one: it parts a subject from its verb, or is made of a word of saying.

    Args:
        verb: of the clause.
        chunk: its words.
        sentence: in which it stands.
        apart: whether a semicolon stands between what may be said and the clause behind it.
    """
    start, end = chunk
    if apart:
        return False
    parted = any(
        t.dep_ in _SUBJECTS and t.i < start <= end <= t.head.i and t.head != verb for t in sentence if t.i < start
    )
    if parted:
        return True
    told = any(t.tag_ in _FINITE and t.pos_ in ("VERB", "AUX") for t in sentence if not start <= t.i < end)
    return told and verb.lemma_.lower() in _saying() and verb.dep_ not in ("advcl", "relcl")


@functools.cache
def _saying() -> frozenset[str]:
    """Return the verbs whose clause is what somebody says or thinks."""
    entries = load("reporting_cues", ReportingCue)
    said = (e for e in entries if e.pos == "verb" and e.hop in ("said", "believed"))
    return frozenset(e.lemma for e in said if not {"that", "bare"}.isdisjoint(e.frames)) | listed("says-too")


def _in_his_words(ground: Ground, sentence: SpacySpan) -> Token | None:
    """Return whose words the sentence gives by its own account: "in his telling", "by the captain's account"."""
    for word in sentence:
        if word.dep_ != "pobj" or word.lemma_.lower() not in _WORDS or word.head.lower_ not in ("in", "by"):
            continue
        whose = next((c for c in word.children if c.dep_ == "poss"), None)
        before = sentence.doc[word.head.i - 1].text if word.head.i > sentence.start else ","
        after = sentence.doc[word.i + 1].text if word.i + 1 < len(sentence.doc) else "."
        if whose is not None and before in _EDGES and after in _EDGES | {"."} and can_speak(ground, whose):
            return whose
    return None


# ---- before


def _before_colon(ground: Ground, word: Token, sentence: SpacySpan) -> Token | None:
    """Return who is told of before a colon, where he says what stands behind it: "Sheriff: Husband shot wife"."""
    colon = next((t for t in reversed(word.doc[sentence.start : word.i]) if t.text == ":"), None)
    issued = ground.statement is not None and word.i >= ground.statement[0]
    if colon is None or colon.i == sentence.start or issued:
        return None
    lead = [t for t in word.doc[sentence.start : colon.i] if not t.is_space]
    behind = word.doc[colon.i + 1 : sentence.end]
    if not lead or not any(t.tag_ in _FINITE for t in behind):
        return None
    verb = next((t for t in lead if t.tag_ in _FINITE and t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return _label(ground, lead)
    subject = _last_subject(lead)
    if subject is None or any(t.i in ground.incident_at for t in lead) or not can_speak(ground, subject):
        return None
    return subject


def _label(ground: Ground, lead: Sequence[Token]) -> Token | None:
    """Return whose words a headline gives by naming him alone before a colon: not a town, not a topic."""
    head = lead[-1]
    known = ground.entity(ground.ref(head))
    if (
        len(lead) > _UP
        or head.ent_type_ in ("GPE", "LOC", "FAC", "DATE")
        or any(t.i in ground.incident_at for t in lead)
    ):
        return None
    if known is not None and known.named and len(known.mentions) == 1 and " " not in known.name:
        return None  # "Slideshow: ..."
    return head if can_speak(ground, head) else None


def _last_subject(words: Sequence[Token]) -> Token | None:
    """Return the subject of the last verb of a sentence itself, not of a clause in it; None where it has none."""
    root = next((t for t in words if t.dep_ == "ROOT" and t.pos_ in ("PROPN", "NOUN")), None)
    for verb in sorted((t for t in reversed(words) if _finite(t)), key=lambda t: _top(t).dep_ != "ROOT"):
        if _top(verb).dep_ not in ("ROOT", "ccomp"):
            continue
        if root is not None:
            return root  # "Former senator Rusk, wanted by the police, swore that": parsed as a name
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        subject = _beside_verb(own[-1]) if own else slot(verb, "subj")
        if verb.lemma_ in ("quote", "cite"):  # "the agency quoted the envoy": he speaks on
            subject = next((c for c in verb.children if c.dep_ == "dobj"), subject)
        if subject is not None and subject.tag_ not in ("WDT", "WP"):
            return _counted(subject)
    return root or next((t for t in words if t.dep_ == "nsubj" and t.head.i > words[-1].i), None)


def _finite(word: Token) -> bool:
    if word.pos_ not in ("VERB", "AUX") or word.dep_ in ("aux", "auxpass"):
        return False
    return word.tag_ in _FINITE or any(c.dep_ == "aux" and c.tag_ in (*_FINITE, "MD") for c in word.children)


def _top(verb: Token) -> Token:
    """Return the first of joined verbs."""
    for _ in range(_UP):
        if verb.dep_ != "conj":
            break
        verb = verb.head
    return verb


def meant_by(ground: Ground, pronoun: Token) -> Token | None:
    """Return whom "he said" or "it said" is about: the subject of its sentence or of the one before, in the paragraph.

    Whoever the sentence before is about speaks on, though somebody else was named last: "The envoy denied it. "We
    were at home," he said."
    """
    if pronoun.lower_ not in _GENDERS or _quoted(ground, pronoun) or pronoun.head.dep_ == "conj":
        return None
    doc, paragraph = pronoun.doc, ground.notes.report.text.rfind("\n", 0, pronoun.idx) + 1
    before = [t for t in doc[pronoun.sent.start : pronoun.i] if not _quoted(ground, t)]
    inside = pronoun.lower_ == "it" and pronoun.head.dep_ in ("relcl", "acl", "advcl")
    if not inside and any(t.dep_ in ("nsubj", "nsubjpass") and t.head.i < pronoun.i for t in before):
        return None  # "The mayor left, and he said"
    start = pronoun if inside else doc[pronoun.sent.start]
    subject = next(
        (t for w in _sentences_before(ground, start, paragraph) if (t := _last_subject(w)) is not None), None
    )
    if subject is None or subject.pos_ == "PRON" or ground.silent(subject):
        return None
    if pronoun.lower_ == "it":
        return subject if _body(ground, subject) else None
    wanted, told = _GENDERS[pronoun.lower_], _gender(ground, subject)
    if not _one(ground, subject) or (told or wanted) != wanted or _is_called(ground, pronoun, subject):
        return None
    return subject if told or _gender(ground, pronoun) != wanted else None


def _gender(ground: Ground, subject: Token) -> str:
    """Return the gender that a name or a noun tells, "" where neither does."""
    known = ground.entity(ground.ref(subject))
    told = noun(subject.lemma_.lower())
    named = given_gender(known.name.split()[0].lower()) if known is not None and known.named else ""
    return named or (told.gender if told is not None else "")


def _is_called(ground: Ground, pronoun: Token, subject: Token) -> bool:
    """Say whether a description is that of whoever the pronoun is taken for: "the senator", of Senator Rusk."""
    known = ground.entity(ground.ref(pronoun))
    if known is None or subject.pos_ == "PROPN":
        return False
    return any(subject.lemma_.lower() in o.title.lower().split() for o in known.offices)


def _one(ground: Ground, subject: Token) -> bool:
    if subject.tag_ not in ("NN", "NNP") or subject.conjuncts:
        return False
    known = ground.entity(ground.ref(subject))
    if known is not None and known.named:
        return known.kind in PERSONS
    hyphened = [c.lower_ for c in subject.children if c.dep_ == "compound" and c.nbor().text == "-"]
    office = any(kind_of(w) in ("lay", "authority", "voice") for w in (subject.lower_, *hyphened))
    return is_person(subject) or (office and not is_body(subject))


def _body(ground: Ground, subject: Token) -> bool:
    if subject.ent_type_ == "GPE" and subject.is_sent_start and subject.nbor().is_punct:
        return False  # "LARN, 3 March - the league deplored"
    return subject.tag_ in ("NN", "NNP") and not _one(ground, subject) and can_speak(ground, subject)


def _speech_at(ground: Ground, word: Token) -> Quote | None:
    quotes = ground.notes.quotes
    place = bisect.bisect_right(quotes, word.idx, key=lambda q: q.span.start) - 1
    if place < 0 or word.idx >= quotes[place].span.end or quotes[place].kind is not QuoteKind.SPEECH:
        return None
    return quotes[place]


def _before_quote(ground: Ground, quote: Quote) -> Token | None:
    """Return whom the words before a quotation without a speaker are about: "The captain shrugged. "We ..."".

    In the paragraph only, and outside other quotations.
    """
    text = ground.notes.report.text
    paragraph = text.rfind("\n", 0, quote.span.start) + 1
    first = ground.doc.char_span(quote.span.start, quote.span.start + 1, alignment_mode="expand")
    if first is None or not text[paragraph : quote.span.start].strip():
        return None
    before = _sentences_before(ground, first[0], paragraph)
    subject = next((t for words in before if (t := _last_subject(words)) is not None), None)
    return subject if subject is not None and can_speak(ground, subject) else None


def _quoted(ground: Ground, token: Token) -> bool:
    quotes = ground.notes.quotes
    place = bisect.bisect_right(quotes, token.idx, key=lambda q: q.span.start) - 1
    return place >= 0 and token.idx < quotes[place].span.end


def _sentences_before(ground: Ground, token: Token, paragraph: int) -> Iterator[Sequence[Token]]:
    """Yield what stands before a word in its sentence, then the sentence before, both without what is quoted.

    Sentences of which all is quoted are passed over, those of other paragraphs are left out.
    """
    doc = token.doc
    at, left = token.i, _BACK
    while left and at > 0 and doc[at - 1].idx >= paragraph:
        start = doc[at - 1].sent.start
        words = [t for t in doc[start:at] if t.idx >= paragraph and not _quoted(ground, t)]
        if any(t.is_alpha for t in words):
            yield words
            left -= 1
        at = start
