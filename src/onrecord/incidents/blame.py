"""Rows of responsibility: who ties whom to which incident, with what stance. DESIGN part 2 has the rules.

A row comes from a tie (`blame_frames`: "accused X of Y", "X was behind Y") or from an incident told with its
perpetrator. Whoever says it is the root of the innermost claim around it, else the narrator. Denials come last:
"denied it" is about somebody who was accused before.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from onrecord.incidents.blame_denials import blamed_for, denied_actor, same_roots, without_repeats
from onrecord.incidents.blame_doers import no_doer
from onrecord.incidents.blame_frames import DID_IT, ties
from onrecord.incidents.blame_ground import NOT_ASSERTED, TYPES, Ground, Said, names_nobody, relays_of
from onrecord.incidents.blame_idle import asked, befallen, doubted, habit, idle, not_done, stands_for, story
from onrecord.incidents.blame_nouns import ANSWER_THAT, is_called_false
from onrecord.incidents.blame_slots import Tie, slot, slots
from onrecord.incidents.kinds import is_person
from onrecord.incidents.roles import to_himself
from onrecord.incidents.stances import is_authority, kind_of, speaks_for, stance_of
from onrecord.incidents.words import event_words
from onrecord.lexicon import load
from onrecord.lexicon.schema import EventWord
from onrecord.model import (
    Act,
    Attribution,
    Certainty,
    Claim,
    EntityKind,
    Evidence,
    HopKind,
    Incident,
    Level,
    Polarity,
    Realis,
    Role,
    RoleKind,
    Skipped,
    SourceKind,
    SourceRef,
    Span,
    Stance,
    content_id,
    hull,
)

_CORE = frozenset({"compound", "dobj", "xcomp", "conj", "pcomp", "pobj", "poss", "ccomp", "acl", "relcl"})
_CORE_PREPOSITIONS = frozenset({"of", "in", "on", "to", "for", "against", "with", "over", "behind"})
_CORE_DEPTH = 4
_ALLEGED = frozenset(
    {"alleged", "allegedly", "reportedly", "reported", "supposed", "supposedly", "purported", "purportedly"}
)
_ANSWERED = 3
"""Sentences before "the army did it" in which the deed is told; a speaker's name before a colon is one."""
_SUSPECTED = frozenset({"suspected", "presumed"})
_PERSONS = frozenset({"we", "us", "them", "him", "her", "he", "she", "me", "i", "you", "anyone", "anybody", "everyone"})
"""Pronouns that stand for no deed ("ordered them to wait", "far behind him")."""
_WHO = frozenset({"it", "they", "those", "this", "that", "which", "who", "these", "them", "there"})
"""Words for a speaker that name nobody where nothing resolved them."""
_LOST = _WHO | {
    "he",
    "she",
    "we",
    "i",
    "you",
    "one",
    "some",
    "many",
    "others",
    "himself",
    "herself",
    "itself",
    "themselves",
}
_MEMBERS = frozenset({"terrorists", "terrorist", "bandits", "criminals"})
"""Words that name nobody alone and somebody behind a name ("Red Dawn terrorists")."""
_OF_COURTS = frozenset({"charged", "convicted", "cleared"})
_SPOKEN = frozenset({Act.DENY, Act.ACCUSE, Act.CLAIM_RESPONSIBILITY, Act.CONFIRM, Act.ACKNOWLEDGE})
_ASIDE = frozenset(
    {"fail", "failure", "ignore", "prevent", "stop", "investigate", "investigation", "inquiry", "probe", "cover"}
    | {"hide", "conceal", "praise", "condone", "condemn", "exploit", "downplay", "respond", "response", "reaction"}
    | {"allow", "tolerate", "mishandle", "politicise", "politicize", "lie", "mislead", "celebrate", "defend"}
    | {"justify", "protect", "shelter", "harbour", "harbor", "obstruct", "obstruction", "know", "help", "witness"}
    | {"report", "neglect", "endangerment", "negligence", "use", "blame", "accuse"}
)
"""Words for what is done about a deed or beside it: who is accused of that is not accused of the deed."""
_MEANT = frozenset(
    {"charge", "accusation", "allegation", "claim", "report", "responsibility", "involvement", "role", "blame", "guilt"}
)
"""Nouns that stand for a deed told before ("denied the charge")."""


def find_attributions(
    doc: Doc, claims: tuple[Claim, ...], incidents: tuple[Incident, ...]
) -> tuple[tuple[Attribution, ...], tuple[Skipped, ...]]:
    """Return the rows of responsibility of a report, and the ties that made none.

    Args:
        doc: the annotated report.
        claims: its claims, in the order of the text.
        incidents: its incidents.
    """
    ground = Ground(doc, claims, incidents)
    skipped: list[Skipped] = []
    rows: list[Attribution] = []
    found = [t for t in ties(doc) if not ground.silent(t.word) and not ground.silent(t.actor)]
    # "charged with plotting the attack" is a charge, not also the word of somebody that he plotted it.
    inside = {(t.actor.i, w.i) for t in found if t.own for d in t.deeds for w in _core(d)}
    found = [t for t in found if t.own or (t.actor.i, t.word.i) not in inside]
    for tie in found:
        if tie.stance != "denied":
            rows.extend(_rows_of_tie(ground, tie, {}, skipped))
    tied = {(r.incident, _key(r.actor), r.claim, _key(r.by)) for r in rows}
    for incident in incidents:
        rows.extend(_rows_of_roles(ground, incident, tied))
        rows.extend(_rows_of_verbs(ground, incident, tied))
    blamed = blamed_for(rows)
    for tie in found:
        if tie.stance == "denied":
            rows.extend(_rows_of_tie(ground, tie, blamed, skipped))
    rows = list(_known_to_courts(rows))
    return _merged(same_roots(ground, without_repeats(ground, rows))), tuple(skipped)


def _known_to_courts(rows: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the rows, less those of "a jury acquitted him" whose actor nobody ties to the incident that it may be."""
    tied: dict[tuple[str, str], set[Stance]] = {}
    for row in rows:
        tied.setdefault((row.incident, _key(row.actor)), set()).add(row.stance)
    for row in rows:
        loose = row.stance in (Stance.CLEARED, Stance.CONVICTED) and "; the deed is not named" in row.why
        if not loose or len(tied[row.incident, _key(row.actor)]) > 1:
            yield row


def _rows_of_tie(
    ground: Ground, tie: Tie, blamed: Mapping[str, Sequence[tuple[int, SourceRef]]], skipped: list[Skipped]
) -> Iterator[Attribution]:
    where = Span(tie.word.idx, tie.word.idx + len(tie.word))
    tie = _struck(ground, tie)
    incident, deed, how = _incident_of(ground, tie)
    if incident is None:
        return  # most ties are about other things than incidents ("blamed the weather for the delay")
    said, word = _alleged(_said(ground, tie), tie)
    unsaid = "what was done is not said" if tie.rule == DID_IT and said.claim is None else idle(tie, said)
    if unsaid:
        skipped.append(Skipped("incidents", f"no row of responsibility: {unsaid}", where))
        return
    for named in () if befallen(tie) else _meant(tie):
        clause = "deny that" in tie.rule or tie.rule == ANSWER_THAT
        unknown = named.pos_ == "PRON" and clause and ground.unsure(named)
        actor = (tie.speaker or named) if unknown else named
        itself = ground.by_own_name(actor, told=True) if word == "claimed" else None
        if names_nobody(actor) or (word == "claimed" and any(c.lower_ == "any" for c in actor.children)):
            continue  # "no group has claimed it" ties nobody
        stop = deed.head if deed is not None and deed.dep_ == "pobj" else deed
        ref = itself or ground.actor(actor, said, stop)
        own = ground.is_own(actor, said.by)
        if word == "denied" and (actor == tie.speaker or (actor.pos_ == "PRON" and ref.entity == said.by.entity)):
            ref = denied_actor(ground, ref, blamed.get(incident.id, ()), tie)
            if how and not blamed.get(incident.id) and not _it_just_told(ground, incident, tie):
                continue  # nobody is blamed for it, so that "denied it" is about something else
        elif word == "claimed" and actor == tie.speaker:
            ref = ground.principal(ref) or ref if tie.rule.startswith("claim") else ref
        told = (
            incident.realis if tie.stance == "states" else Realis.ACTUAL
        )  # "suspected of the bombing" doubts the actor
        proper = _proper(actor) or own or (tie.own and actor.pos_ == "NOUN" and is_person(actor))
        proper = proper or (word in _OF_COURTS and actor.pos_ == "NOUN" and actor.i not in ground.incident_at)
        reason = _no_row(ground, ref, said, told, proper=proper, own=tie.own)
        if reason:
            skipped.append(Skipped("incidents", f"no row of responsibility: {reason}", where))
            continue
        spans = tuple(s for t in (actor, tie.word, deed) if t is not None for s in (Span(t.idx, t.idx + len(t)),))
        yield _row(ground, incident, ref, word, said, own=own, span=hull(spans), why=f"{tie.rule}{how}")


def _meant(tie: Tie) -> tuple[Token, ...]:
    """Return the actor and those joined to him, less who stands behind a clause that is about him alone.

    "Ahlers, who was charged with the bombing, and Brandt": nobody charges Brandt.
    """
    if tie.alone:
        return (tie.actor,)
    inside = tie.actor.is_ancestor(tie.word)
    return (tie.actor, *(c for c in tie.actor.conjuncts if not (inside and c.i > tie.word.i)))


def _struck(ground: Ground, tie: Tie) -> Tie:
    """Read "blamed an Israeli airstrike": whose it was is blamed, and the deed is the airstrike."""
    if tie.actor.i not in ground.incident_at or tie.deeds:
        return tie
    for name in ("mod", "poss", "prep:by"):
        whose = slot(tie.actor, name)
        if whose is not None:
            return dataclasses.replace(tie, actor=whose, deeds=(tie.actor,))
    return tie


def _alleged(said: Said, tie: Tie) -> tuple[Said, str]:
    """Read "his alleged role": somebody who is not named says so, not the one who tells it."""
    if tie.stance == "states" and any(c.lower_ in _SUSPECTED for c in tie.actor.lefts):
        return said, "suspected"
    if tie.own or not any(c.lower_ in _ALLEGED for c in tie.word.children):
        accusing = tie.stance == "states" and said.claim is not None and said.claim.act is Act.ACCUSE
        return said, "accused" if accusing else tie.stance
    named = said.by.kind not in (SourceKind.NARRATOR, SourceKind.UNKNOWN)
    relays = (*said.relays, said.by) if named else said.relays
    return Said(SourceRef(SourceKind.UNKNOWN), relays, said.claim, Certainty()), "accused"


def _rows_of_roles(ground: Ground, incident: Incident, tied: set[tuple[str, str, str, str]]) -> Iterator[Attribution]:
    """Yield rows for an incident told with its perpetrator ("rebels killed three policemen")."""
    if not _is_deed(incident):
        return
    triggers = sorted({t.i for t in ground.tokens(incident.triggers)})
    doers = [r for r in incident.roles if r.kind in (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)]
    doers = [r for r in doers if not r.why.startswith("trained fillers")]
    words = sorted((s.start, -s.end) for r in doers for s in r.spans)
    for role in doers:
        if role.why.startswith(("between", "with ", "trained fillers")):
            continue  # both sides of a clash; nobody says who began it
        for span in role.spans:
            if not _inside(span, words):  # "rebels of the Front" are one row
                yield from _row_of_role(ground, incident, role, span, triggers, tied)


def _inside(span: Span, words: Sequence[tuple[int, int]]) -> bool:
    """Say whether a span is part of a longer one; `words` holds starts and negative ends, in order."""
    place = bisect.bisect_left(words, (span.start, -span.end))
    return place > 0 and -words[place - 1][1] >= span.end and (span.start, -span.end) != words[place - 1]


def _row_of_role(
    ground: Ground,
    incident: Incident,
    role: Role,
    span: Span,
    triggers: Sequence[int],
    tied: set[tuple[str, str, str, str]],
) -> Iterator[Attribution]:
    part = ground.doc.char_span(span.start, span.end, alignment_mode="expand")
    own = [i for i in triggers if role.why.endswith(f" {ground.doc[i].lower_}")]  # the verb that the part is of
    trigger = _trigger_near(ground, part.root, own or triggers) if part is not None else None
    if part is None or trigger is None or (role.why.startswith("whose") and part.root.pos_ == "PRON"):
        return
    yield from _row_told(ground, incident, part, trigger, role.why, tied)


def _rows_of_verbs(ground: Ground, incident: Incident, tied: set[tuple[str, str, str, str]]) -> Iterator[Attribution]:
    """Yield rows for verbs with their doer that make no role: in a denial, a surmise, a headline."""
    if not _is_deed(incident):
        return
    for token in ground.tokens(incident.triggers):
        if token.pos_ == "VERB" and token.lemma_.lower() in _doing():
            doer = slot(token, "subj", inherit=False)
            if doer is not None and doer.sent == token.sent:
                words = ground.doc[min(doer.left_edge.i, doer.i) : doer.i + 1]
                yield from _row_told(ground, incident, words, token, f"subject of {token.lower_}", tied)


@functools.cache
def _doing() -> frozenset[str]:
    """Return the verbs whose subject does the deed."""
    entries = load("event_words", EventWord)
    doers = ("agent", "attacker")
    return frozenset(lemma for e in entries if e.pos == "verb" and e.subject in doers for lemma in e.lemmas)


def _row_told(
    ground: Ground,
    incident: Incident,
    part: SpacySpan,
    trigger: Token,
    why: str,
    tied: set[tuple[str, str, str, str]],
) -> Iterator[Attribution]:
    head = part.root
    if ground.silent(head) or doubted(trigger) or asked(trigger) or habit(trigger) or to_himself(trigger):
        return
    if no_doer(head, trigger) or (head.i in ground.incident_at and not _proper(head)):
        return
    said = ground.said_at(trigger, trigger)
    if incident.realis is Realis.GENERIC and said.claim is None:
        return
    tale = story(trigger)
    if _nobody_says(ground, said, tale):
        return
    ref = ground.actor(head, said)
    if _no_row(ground, ref, said, incident.realis, proper=_proper(head) or ground.is_own(head, said.by), own=False):
        return
    if said.claim is not None and said.claim.act is Act.ACCUSE and _key(ref) == _key(said.by):
        return  # "the army accused of killing": it accuses nobody
    if (incident.id, _key(ref), said.claim.id if said.claim is not None else "", _key(said.by)) in tied:
        return
    said, word = _told_as(said, part, trigger)
    where = hull((Span(part.start_char, part.end_char), Span(trigger.idx, trigger.idx + len(trigger))))
    own = ground.is_own(head, said.by)
    if tale is not None and is_called_false(tale):
        word = "denied"
    yield _row(ground, incident, ref, word, said, own=own, span=where, why=f"told with its perpetrator: {why}")


def _nobody_says(ground: Ground, said: Said, tale: Token | None) -> bool:
    """Say whether it is told that it was not said, or told as a story that the report does not make its own."""
    if said.claim is None:
        return tale is not None and not is_called_false(tale)
    # "neither confirmed nor denied that it planted the bomb"
    cue = (t for t in ground.tokens(said.claim.cue) if t.pos_ == "VERB")
    return said.claim.act in _SPOKEN and any(not_done(t) for t in cue)


def _told_as(said: Said, part: SpacySpan, trigger: Token) -> tuple[Said, str]:
    """Return who says so and how, where words of doubt stand at the doer or at the deed."""
    hedges = {c.lower_ for c in part.root.lefts} | {t.lower_ for t in part} | {c.lower_ for c in trigger.children}
    if hedges & _SUSPECTED:
        return said, "suspected"
    if hedges & _ALLEGED:
        return dataclasses.replace(said, by=SourceRef(SourceKind.UNKNOWN), certainty=Certainty()), "accused"
    return said, "accused" if said.claim is not None and said.claim.act is Act.ACCUSE else "states"


def _trigger_near(ground: Ground, head: Token, triggers: Sequence[int]) -> Token | None:
    """Return the incident's trigger nearest to its perpetrator in the same sentence, a word above it first."""
    sentence = head.sent
    low = bisect.bisect_left(triggers, sentence.start)
    high = bisect.bisect_left(triggers, sentence.end)
    inside = [ground.doc[i] for i in triggers[low:high]]
    return min(inside, key=lambda t: (not t.is_ancestor(head), abs(t.i - head.i)), default=None)


def _incident_of(ground: Ground, tie: Tie) -> tuple[Incident | None, Token | None, str]:
    """Return the incident that a tie is about, its words, and how it was found where they do not name it."""
    found, deed, other = _named_in(ground, tie)
    said = tie.deeds[0] if tie.deeds else None
    if found is not None or other or (said is not None and not _points_back(said, tie)):
        return found, deed, ""
    sentence = tie.word.sent
    place = bisect.bisect_left(ground.trigger_order, tie.word.i)
    if place:
        nearest = ground.incident_at[ground.trigger_order[place - 1]]
    elif ground.trigger_order and _heads(ground, tie.word):  # a headline runs ahead of the story
        nearest = ground.incident_at[ground.trigger_order[0]]
    else:
        return None, None, ""
    blames = tie.stance in ("accused", *_OF_COURTS) or tie.word.lemma_ == "suspect"
    loose = (blames and said is None) or tie.rule == DID_IT
    if loose and not _close(ground, sentence.start, place, tie):
        return None, None, ""
    return nearest, None, "; the deed is not named, the nearest incident is meant"


def _named_in(ground: Ground, tie: Tie) -> tuple[Incident | None, Token | None, bool]:
    """Return the incident that the words for the deed name, those words, and whether they name something else."""
    passed = False
    for deed in tie.deeds:
        for token in (deed,) if tie.strict else _core(deed):
            if token.lemma_.lower() in _ASIDE and tie.own and tie.stance != "denied" and not _used_in(ground, token):
                return None, None, True
            found = ground.incident_at.get(token.i)
            if found is None or token == tie.actor:
                continue
            if _wanted(found, tie):
                return found, deed, False
            if not tie.own:
                return None, None, True
            passed = True
    return None, None, passed


def _used_in(ground: Ground, token: Token) -> bool:
    """Say whether a weapon is "used in the attack": who is accused of that is accused of the attack."""
    if token.pos_ != "VERB" or token.lemma_ != "use":
        return False
    return any(t.i in ground.incident_at for d in (token, *token.rights) for t in slots(d, "prep:in"))


def _wanted(incident: Incident, tie: Tie) -> bool:
    """Say whether an incident is one that a word of blame can be about; a court charges nobody with an arrest."""
    if tie.stance in _OF_COURTS or tie.stance == "suspected":
        return incident.type in TYPES and incident.mode != "arrest"
    return incident.type in TYPES if tie.own else _is_deed(incident)


def _points_back(said: Token, tie: Tie) -> bool:
    """Say whether words for a deed stand for one told before: "it", "the charge", "two counts of murder"."""
    if tie.stance in _OF_COURTS or tie.stance == "suspected":
        if any(_is_crime(t) for d in tie.deeds for t in _core(d)):
            return True
        if slot(said, "prep:of") is not None:  # "on a charge of neglect"
            return False
    if (said.lower_ in ("that", "so") and tie.stance == "accused") or tie.strict or said.lower_ in _PERSONS:
        return False
    if tie.stance not in _OF_COURTS and any(stands_for(t) for d in tie.deeds for t in _core(d)):
        return True
    return said.pos_ in ("PRON", "DET") or said.lemma_.lower() in _MEANT


def _is_crime(token: Token) -> bool:
    """Say whether a noun names a violent crime, as a charge does."""
    entries = event_words().get(token.lemma_.lower(), ())
    return token.pos_ in ("NOUN", "PROPN") and any(e.type == "ASSAULT" and e.force == "event" for e in entries)


def _is_deed(incident: Incident) -> bool:
    """Say whether who did it, told without blaming him, makes a row; who marched, arrested or threatened does not."""
    return incident.type == "ASSAULT" or incident.mode == "cyber"


def _heads(ground: Ground, word: Token) -> bool:
    segment = ground.notes.report.segment_at(word.idx)
    return segment is not None and segment.kind == "headline"


def _close(ground: Ground, start: int, place: int, tie: Tie) -> bool:
    """Say whether an incident is told in the sentence of a tie or in the one before ("blamed the army")."""
    if _heads(ground, tie.word):
        return True
    before = start
    for _ in range(_ANSWERED if tie.rule == DID_IT else 1):
        before = ground.doc[before - 1].sent.start if before else 0
    return place > 0 and ground.trigger_order[place - 1] >= before


def _it_just_told(ground: Ground, incident: Incident, tie: Tie) -> bool:
    """Say whether "it", which somebody denies, is a deed told in the sentence or in the one before."""
    if not tie.deeds or tie.deeds[0].lower_ not in ("it", "this", "that") or not _is_deed(incident):
        return False
    return _close(ground, tie.word.sent.start, bisect.bisect_left(ground.trigger_order, tie.word.i), tie)


def _core(deed: Token) -> Iterator[Token]:
    """Yield the words that say what the deed is, nearest its head first; not its reasons and circumstances."""
    level = [deed]
    for _ in range(_CORE_DEPTH):
        yield from level
        level = [
            c
            for t in level
            for c in t.children
            if c.dep_ in _CORE or (c.dep_ == "prep" and c.lower_ in _CORE_PREPOSITIONS)
        ]


def _said(ground: Ground, tie: Tie) -> Said:
    """Return who ties: the source of the claim whose cue the word is, else whoever says the words around it."""
    at = tie.frame or tie.word
    outer = ground.said_at(at, at)
    if not tie.own:
        return outer
    if tie.frame is not None and tie.speaker is not None:
        own = ground.claims[ground.cue_of[tie.word.i]] if tie.word.i in ground.cue_of else None
        certainty = Certainty() if outer.claim is None else outer.certainty
        lost = tie.speaker.pos_ == "PRON" and tie.speaker.i not in ground.notes.entity_of
        by = SourceRef(SourceKind.UNKNOWN) if lost else ground.ref(tie.speaker)
        return Said(by, outer.relays, own or outer.claim, certainty)
    index = ground.cue_of.get(tie.word.i, -1)
    if index >= 0:
        claim = ground.claims[index]
        by = ground.speaker(claim.root.source)
        torn = not by.entity or len(by.spans) > 1  # the claim's words for its source hold more than the source
        if torn and tie.speaker is not None and (parsed := ground.ref(tie.speaker)).entity:
            return Said(parsed, (), None, Certainty(), presupposed=outer.presupposed)
        if tie.speaker is not None and any(ground.silent(t) for t in ground.tokens(by.spans[:1])):
            by = ground.ref(tie.speaker)  # "LUND -- a judge ordered": the parser took the place for the subject
        if (tie.speaker is None and _starts_at(by, tie.actor)) or ground.is_event(by):
            by = SourceRef(SourceKind.UNKNOWN)  # "police blamed for the massacre": police do not say so
        believed = claim.root.kind is HopKind.BELIEVED
        return Said(by, relays_of(claim), claim, outer.certainty, believed, outer.presupposed)
    by = ground.ref(tie.speaker) if tie.speaker is not None else SourceRef(SourceKind.UNKNOWN)
    relays = () if outer.claim is None else (*outer.relays, outer.by)
    return Said(by, relays, outer.claim, outer.certainty, presupposed=outer.presupposed)


def _starts_at(by: SourceRef, actor: Token) -> bool:
    return any(s.start <= actor.idx < s.end for s in by.spans)


def _proper(token: Token) -> bool:
    """Say whether words are a name: a proper noun, or a noun that one stands before ("Turkmen Wolves")."""
    if token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.text[0].isupper() and not token.is_sent_start):
        return True
    return token.pos_ == "NOUN" and any(
        (c.dep_ == "compound" and c.pos_ == "PROPN")
        or (c.dep_ in ("amod", "compound") and c.ent_type_ in ("NORP", "GPE"))
        for c in token.children
    )


def _no_row(ground: Ground, actor: SourceRef, said: Said, realis: Realis, *, proper: bool, own: bool) -> str:
    """Return why a tie makes no row, "" where it makes one.

    `proper`: the actor's words are a name; `own`: the word that ties them is itself what is said.
    """
    entity = ground.entity(actor)
    if realis in (Realis.HYPOTHETICAL, Realis.FUTURE):
        return f"the incident is {realis}"
    known = ("lay", "authority") if own else ("lay",)
    if entity is None and actor.kind is SourceKind.UNKNOWN and not proper and kind_of(actor.name) not in known:
        return "the actor is no person or body that the report tells of"
    if not any(c.isalpha() for c in actor.name) or (entity is None and actor.name.lower() in _LOST):
        return "the actor is not named"
    named = entity is not None and entity.named and " " in actor.name
    member = proper and not _MEMBERS.isdisjoint(actor.name.lower().split())
    if not named and not member and kind_of(actor.name) == "nameless":
        return "the actor is nobody in particular"
    if entity is not None and entity.kind is EntityKind.THING:
        return "the actor is a thing"
    return _not_put_forward(said, own=own)


def _not_put_forward(said: Said, *, own: bool) -> str:
    """Return why nobody puts it forward, "" where somebody does."""
    claim = said.claim
    if claim is not None and claim.act in NOT_ASSERTED and not (said.presupposed or own):
        return f"the claim does not assert it ({claim.act})"
    if claim is not None and claim.chain[0].certainty.level in (Level.POSSIBLE, Level.UNKNOWN) and len(claim.chain) > 1:
        return "the report itself does not commit to its having been said"
    if said.certainty.level is Level.UNKNOWN and said.certainty.polarity is not Polarity.NEGATIVE:
        return "nothing commits to it: a condition, a question or a purpose"
    return ""


def _row(  # noqa: PLR0913 - everything a row is made of
    ground: Ground, incident: Incident, actor: SourceRef, word: str, said: Said, *, own: bool, span: Span, why: str
) -> Attribution:
    if said.by.name.lower() in _WHO:
        said = dataclasses.replace(said, by=SourceRef(SourceKind.UNKNOWN))
    speaker = ground.entity(said.by)
    narrator = said.by.kind is SourceKind.NARRATOR
    stance = stance_of(
        word,
        said.certainty,
        authority=not narrator and is_authority(said.by, speaker, ground.described(said.by)),
        own=own or (not narrator and speaks_for(said.by, speaker, actor, ground.entity(actor))),
        anonymous=said.by.kind is SourceKind.UNKNOWN and not said.by.name,
        narrator=narrator,
        believed=said.believed,
    )
    claim = said.claim
    return Attribution(
        id=_id(ground, incident.id, actor, str(stance), said.by),
        incident=incident.id,
        actor=actor,
        stance=stance,
        by=said.by,
        relays=said.relays,
        claim=claim.id if claim is not None else "",
        spans=(span,),
        evidence=claim.evidence if claim is not None else Evidence.NOT_SAID,
        evidence_spans=claim.evidence_spans if claim is not None else (),
        when=claim.said_when if claim is not None else None,
        why=why,
    )


def _id(ground: Ground, incident: str, actor: SourceRef, stance: str, by: SourceRef) -> str:
    return content_id("att", ground.notes.report.id, incident, _key(actor), stance, _key(by))


def _key(ref: SourceRef) -> str:
    return ref.entity or f"{ref.kind}:{ref.name.lower()}"


def _merged(rows: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return one row for each incident, actor, stance and speaker, with every place where it is said."""
    groups: dict[tuple[str, str, str, str], list[Attribution]] = {}
    for row in rows:
        groups.setdefault((row.incident, _key(row.actor), str(row.stance), _key(row.by)), []).append(row)
    out = [_one(group) for group in groups.values()]
    return tuple(sorted(out, key=lambda r: (r.spans, r.id)))


def _one(group: Sequence[Attribution]) -> Attribution:
    first = group[0]
    if len(group) == 1:
        return first
    said = next((r for r in group if r.evidence is not Evidence.NOT_SAID), first)
    return dataclasses.replace(
        first,
        spans=tuple(sorted({s for r in group for s in r.spans})),
        claim=next((r.claim for r in group if r.claim), ""),
        when=next((r.when for r in group if r.when is not None), None),
        evidence=said.evidence,
        evidence_spans=said.evidence_spans,
    )
