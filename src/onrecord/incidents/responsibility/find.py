"""Rows of responsibility: who ties whom to which incident, with what stance. DESIGN part 2 has the rules.

A row comes from a tie (`frames`: "accused X of Y", "X was behind Y") or from an incident told with its
perpetrator (`told`). Whoever says it is the root of the innermost claim around it, else the narrator. Denials
come last: "denied it" is about somebody who was accused before.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from onrecord.incidents.kinds import is_person, is_town
from onrecord.incidents.responsibility.actors import no_actor
from onrecord.incidents.responsibility.aimed import aimed
from onrecord.incidents.responsibility.answers import rows_of_answers
from onrecord.incidents.responsibility.beside import DEED_TAKEN, NOT_RULED_OUT, loose_ties
from onrecord.incidents.responsibility.charges import another_deed
from onrecord.incidents.responsibility.courts import court_before, court_ties
from onrecord.incidents.responsibility.denials import blamed_for, denied_actor, same_roots, without_repeats
from onrecord.incidents.responsibility.frames import DID_IT, ties
from onrecord.incidents.responsibility.ground import Ground, Said, names_nobody
from onrecord.incidents.responsibility.groups import group_meant, held_before, names_beside
from onrecord.incidents.responsibility.hands import ordered_ties, principals
from onrecord.incidents.responsibility.hedged import POSSIBLE, PRESUMED, hedged_ties
from onrecord.incidents.responsibility.idle import befallen, idle
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.meant import OF_COURTS, core, incident_of, it_just_told
from onrecord.incidents.responsibility.nouns import ANSWER_THAT, PARTS
from onrecord.incidents.responsibility.read import rows_read
from onrecord.incidents.responsibility.rows import NAMELESS, actor_key, is_name, make_row, merged, no_row
from onrecord.incidents.responsibility.slots import Tie, slot
from onrecord.incidents.responsibility.spoken import SETTLED, spoken_ties
from onrecord.incidents.responsibility.suspects import is_naming, suspect_ties
from onrecord.incidents.responsibility.terms import PLEADED, VERDICT_OF, term_ties
from onrecord.incidents.responsibility.told import ALLEGED, SUSPECTED, rows_of_roles, rows_of_verbs
from onrecord.incidents.responsibility.voices import apart, relays_of, said_at, speaker
from onrecord.incidents.stances import is_authority, kind_of, speaks_for
from onrecord.model import (
    Act,
    Attribution,
    Certainty,
    Claim,
    HopKind,
    Incident,
    Level,
    Polarity,
    Realis,
    RoleKind,
    Skipped,
    SourceKind,
    SourceRef,
    Span,
    Stance,
    hull,
)

UNMEANT = "the words are for a victim, for the speaker himself, or for a group that nothing names"
_FOUND = frozenset({"implicate", "link", "tie", "connect"})
"""Verbs whose passive says what somebody found, not that somebody accuses."""
_COURTS, _CONTACTS = listed("courts"), listed("contacts")
_HELD_IN = frozenset({"bar", "custody", "jail", "prison", "detention", "cell"})
_EACH = frozenset({"all", "both", "each"})
_VERDICTS = frozenset({"convicted", "cleared"})
_VERDICTS_GIVEN = frozenset({Stance.CONVICTED, Stance.CLEARED})
_CONFESSES = frozenset({"confess", "admit", "plead"})
_OF_POLICE = frozenset({"charged", "suspected"})
_DELIBERATE = frozenset({"take", "need", "vote", "decide", "proceed", "go"})
"""Verbs of a court whose infinitive is done: "took five hours to find him guilty"."""
_SURE_OF = {
    PRESUMED: Certainty(),
    DEED_TAKEN: Certainty(),
    POSSIBLE: Certainty(Level.POSSIBLE),
    NOT_RULED_OUT: Certainty(Level.POSSIBLE),
}
"""How surely it is told that somebody is suspected, by the words beside his name."""


def find_attributions(
    doc: Doc, claims: tuple[Claim, ...], incidents: tuple[Incident, ...], *, trained: bool = True
) -> tuple[tuple[Attribution, ...], tuple[Skipped, ...]]:
    """Return the rows of responsibility of a report, and the ties that made none.

    Args:
        doc: the annotated report.
        claims: its claims, in the order of the text.
        incidents: its incidents.
        trained: whether what no rule sees is read by the trained net, too, where the report is read with an encoder.
    """
    ground = Ground(doc, claims, incidents)
    skipped: list[Skipped] = []
    rows: list[Attribution] = []
    found = [t for t in _ties(doc) if not ground.silent(t.word) and not ground.silent(t.actor)]
    # "charged with plotting the attack" is a charge, not also the word of somebody that he plotted it.
    inside = {(t.actor.i, w.i) for t in found if t.own for d in t.deeds for w in core(d)}
    found = [t for t in found if t.own or (t.actor.i, t.word.i) not in inside]
    late = frozenset(n for n, tie in enumerate(found) if _answers_a_charge(tie))
    for n, tie in enumerate(found):
        if tie.stance != "denied" and n not in late:
            rows.extend(_rows_of_tie(ground, tie, {}, skipped))
    tied = {(r.incident, actor_key(r.actor), r.claim, actor_key(r.by)) for r in rows}
    for incident in incidents:
        rows.extend(rows_of_roles(ground, incident, tied))
        rows.extend(rows_of_verbs(ground, incident, tied))
    blamed = blamed_for(rows)
    for n, tie in enumerate(found):
        if tie.stance == "denied" or n in late:
            rows.extend(_rows_of_tie(ground, tie, blamed, skipped))
    rows.extend(rows_of_answers(ground, rows, incidents, _said))
    rows = list(_known_to_courts(rows))
    if trained:
        rows.extend(rows_read(ground, rows, incidents))
        rows.extend(rows_of_answers(ground, rows, incidents, _said))  # they answer whom only the net saw blamed, too
    rows = list(aimed(ground, rows, incidents))
    return merged(same_roots(ground, without_repeats(ground, rows))), tuple(skipped)


def _answers_a_charge(tie: Tie) -> bool:
    """Say whether words without a deed end a case: a verdict or a plea, for what somebody is charged with elsewhere."""
    return not tie.deeds and (tie.rule == PLEADED or (tie.own and tie.stance in ("convicted", "cleared")))


def _ties(doc: Doc) -> Iterator[Tie]:
    of_courts = (*court_ties(doc), *term_ties(doc))
    taken = {t.word.i for t in of_courts}
    yield from (t for t in ties(doc) if t.word.i not in taken)
    yield from of_courts
    for found in (hedged_ties, loose_ties, suspect_ties, ordered_ties, spoken_ties):
        yield from found(doc)


def _known_to_courts(rows: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the rows, less those of "a jury acquitted him" whose actor nobody ties to the incident that it may be."""
    tied: dict[tuple[str, str], set[Stance]] = {}
    for row in rows:
        tied.setdefault((row.incident, actor_key(row.actor)), set()).add(row.stance)
    tried = {r.incident for r in rows if r.stance in _VERDICTS_GIVEN and "; the deed is not named" not in r.why}
    for row in rows:
        loose = row.stance in _VERDICTS_GIVEN and "; the deed is not named" in row.why
        loose = loose and not (row.why.startswith(VERDICT_OF) and row.by.name)
        beside = row.incident in tried and bool(row.by.name)  # "Three others were acquitted"
        if not loose or beside or len(tied[row.incident, actor_key(row.actor)]) > 1:
            yield row


@dataclasses.dataclass(frozen=True, slots=True)
class _Case:
    """A tie with the incident that it is about.

    Attributes:
        ground: the report.
        tie: the tie.
        incident: the incident.
        deed: the words that name it, None where none do.
        how: how it was found where they do not.
        blamed: who is blamed for which incident so far.
    """

    ground: Ground
    tie: Tie
    incident: Incident
    deed: Token | None
    how: str
    blamed: Mapping[str, Sequence[tuple[int, SourceRef]]]


def _rows_of_tie(
    ground: Ground, tie: Tie, blamed: Mapping[str, Sequence[tuple[int, SourceRef]]], skipped: list[Skipped]
) -> Iterator[Attribution]:
    where = Span(tie.word.idx, tie.word.idx + len(tie.word))
    tie = _struck(ground, tie)
    incident, deed, how = incident_of(ground, tie)
    if incident is None:
        return  # most ties are about other things than incidents ("blamed the weather for the delay")
    if _answers_a_charge(tie):
        incident = _charged_with(ground, tie, blamed) or incident
    case = _Case(ground, tie, incident, deed, how, blamed)
    said, word = _alleged(_said(ground, tie), tie)
    unsaid = (
        "what was done is not said"
        if tie.rule == DID_IT and said.claim is None and said.by.kind is SourceKind.NARRATOR
        else idle(tie, said)
    )
    unsaid = unsaid or another_deed(ground, tie, incident)
    meant = () if unsaid or befallen(tie) else _meant(ground, tie, incident)
    if not meant:
        skipped.append(Skipped("incidents", f"no row of responsibility: {unsaid or UNMEANT}", where))
    for named in meant:
        row = _row(case, named, said, word)
        if isinstance(row, Attribution):
            yield row
        elif row:
            skipped.append(Skipped("incidents", f"no row of responsibility: {row}", where))


def _charged_with(ground: Ground, tie: Tie, blamed: Mapping[str, Sequence[tuple[int, SourceRef]]]) -> Incident | None:
    """Return the incident that somebody was last blamed for before a verdict or a plea, None where he was for none."""
    whose = actor_key(ground.ref(tie.actor))
    told = [
        (at, incident)
        for incident, ties in blamed.items()
        for at, ref in ties
        if at <= tie.word.idx and actor_key(ref) == whose
    ]
    last = max(told)[1] if told else ""
    return next((i for i in ground.incident_at.values() if i.id == last), None)


def _row(case: _Case, named: Token, said: Said, word: str) -> Attribution | str:
    """Return the row for one of those whom a tie blames, else why there is none, "" where he is nobody."""
    ground, tie, incident, deed = case.ground, case.tie, case.incident, case.deed
    clause = "deny that" in tie.rule or tie.rule == ANSWER_THAT
    unknown = named.pos_ == "PRON" and clause and ground.unsure(named)
    actor = (tie.speaker or named) if unknown else named
    itself = ground.by_own_name(actor, told=True) if word in ("claimed", "denied") and tie.own else None
    if names_nobody(actor) or (word == "claimed" and any(c.lower_ == "any" for c in actor.children)):
        return ""  # "no group has claimed it" ties nobody
    stop = deed.head if deed is not None and deed.dep_ == "pobj" else deed
    ref = itself or ground.actor(actor, said, stop)
    lost = word == "denied" or said.certainty.polarity is Polarity.NEGATIVE or not tie.own
    if reason := no_actor(ground, actor, ref, lost=lost) or _hurt_himself(case, ref):
        return reason
    own = ground.is_own(actor, said.by)
    said = apart(ground, said, actor, ref)
    if tie.own and tie.speaker == tie.actor != actor and is_name(actor):
        said = dataclasses.replace(said, by=ref)  # "Brandt and Orr pleaded guilty": each for himself
    if word == "denied" and (actor == tie.speaker or (actor.pos_ == "PRON" and ref.entity == said.by.entity)):
        blamed = case.blamed.get(incident.id, ())
        ref = denied_actor(ground, ref, blamed, tie)
        if case.how and not blamed and not it_just_told(ground, incident, tie):
            return ""  # nobody is blamed for it, so that "denied it" is about something else
    elif word == "claimed" and actor == tie.speaker:
        speaks = tie.rule.startswith("claim") and ref.kind is not SourceKind.ORGANISATION
        ref = (ground.principal(ref) or ref) if speaks else ref
    told = incident.realis if tie.stance == "states" else Realis.ACTUAL  # "suspected of the bombing" doubts the actor
    reason = no_row(ground, ref, said, told, proper=own or _proper(case, actor, ref, word), own=tie.own)
    if reason and not (reason == NAMELESS and word == "claimed" and _one_caller(actor)):
        return reason
    if tie.rule == SETTLED and not (own or speaks_for(said.by, ground.entity(said.by), ref, ground.entity(ref))):
        return ""  # somebody else settled an account
    near = tie.actor if actor.sent != tie.word.sent else actor  # a name before "both men"
    spans = tuple(s for t in (near, tie.word, deed) if t is not None for s in (Span(t.idx, t.idx + len(t)),))
    return make_row(ground, incident, ref, word, said, own=own, span=hull(spans), why=f"{tie.rule}{case.how}")


def _proper(case: _Case, actor: Token, ref: SourceRef, word: str) -> bool:
    """Say whether the words for an actor are as good as a name beside the word that ties him."""
    if is_name(actor):
        return True
    if actor.pos_ == "NOUN" and case.tie.own and is_person(actor):
        return True
    if actor.pos_ == "NOUN" and word in OF_COURTS and actor.i not in case.ground.incident_at:
        return True
    return not case.tie.own and kind_of(ref.name) == "authority"  # "the army was behind it"


def _meant(ground: Ground, tie: Tie, incident: Incident) -> tuple[Token, ...]:
    """Return the actor and those joined to him, less who stands behind a clause that is about him alone.

    "Ahlers, who was charged with the bombing, and Brandt": nobody charges Brandt. "Both men": those named before.
    """
    if tie.alone:
        return (tie.actor,)
    if tie.own and tie.actor != tie.speaker and (group := group_meant(ground, tie.actor, incident)) is not None:
        return (*group, *tie.actor.conjuncts)
    if tie.own and tie.actor == tie.speaker and tie.word.lemma_.lower() in _CONFESSES:
        tied = names_beside(ground, tie.actor)
        if tied is not None:
            return tied
    inside = tie.actor.is_ancestor(tie.word)
    joined = (*tie.actor.conjuncts, *_listed(tie), *_among(tie))
    return (tie.actor, *(c for c in joined if not (inside and c.i > tie.word.i)))


def _among(tie: Tie) -> Iterator[Token]:
    """Yield those named of a group, and those for whom it acts.

    "Five men, including Ivo Brandt, were charged"; "accused death squads run by the army".
    """
    if tie.stance in ("denied", "claimed"):
        return
    yield from principals(tie.actor)
    for phrase in tie.actor.rights if tie.own else ():
        if phrase.lower_ == "including":
            held = next((c for c in phrase.children if c.dep_ in ("pobj", "dobj")), None)
            yield from (held, *held.conjuncts) if held is not None else ()


def _hurt_himself(case: _Case, ref: SourceRef) -> str:
    """Return why somebody charged with what is not named is not charged with what befell himself, "" elsewhere."""
    blamed = case.tie.stance in (*OF_COURTS, "suspected") or is_naming(case.tie)
    if not case.how or not blamed or not ref.entity:
        return ""
    hurt = any(r.entity == ref.entity for r in case.incident.fillers(RoleKind.VICTIM))
    return "it befell himself, so that it is about something else" if hurt else ""


def _listed(tie: Tie) -> Iterator[Token]:
    """Yield the others of a list that the parser hangs elsewhere.

    "Colonel Brandt, two lieutenants and a soldier are accused": on the first name, as if it described him.
    "accused Brandt, and two soldiers, of": on the verb.
    """
    if not tie.own:
        return
    for c in tie.actor.children:
        counted = any(g.dep_ == "nummod" for g in c.children)
        if c.dep_ == "appos" and counted and tie.actor.pos_ == "PROPN" and c.conjuncts:
            yield from (c, *c.conjuncts)
        if c.dep_ == "nmod" and c.pos_ == "PROPN" and any(g.dep_ == "cc" for g in c.children):
            yield c  # "found Ivo Brandt and Lena Orr guilty"
    if tie.actor.head == tie.word:
        others = (c for c in tie.word.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"))
        yield from (c for c in others if is_name(c) or is_person(c))  # "with assault and disorderly conduct"


def _one_caller(actor: Token) -> bool:
    """Say whether one person, if unnamed, claims a deed ("a man called a radio station to claim responsibility")."""
    return actor.tag_ == "NN" and any(c.lower_ in ("a", "an", "the") for c in actor.children)


def _struck(ground: Ground, tie: Tie) -> Tie:
    """Read "blamed an Israeli airstrike": whose it was is blamed, and the deed is the airstrike."""
    tie = _beside_name(tie)
    if tie.actor.lower_ in _EACH and tie.actor.pos_ != "PROPN" and (whose := slot(tie.actor, "prep:of")) is not None:
        tie = dataclasses.replace(tie, actor=whose)  # "exonerated all of them"
    if tie.own and tie.actor.lemma_.lower() in PARTS and (whose := slot(tie.actor, "prep:of")) is not None:
        return dataclasses.replace(tie, actor=whose, stance="accused")  # "charged the responsibility of X in Y"
    if tie.stance == "states" and tie.actor.lemma_ == "hand" and (whose := slot(tie.actor, "prep:of")) is not None:
        return dataclasses.replace(tie, actor=whose)  # "the hand of the police was behind it"
    if tie.actor.dep_ == "pobj" and tie.actor.lemma_.lower() in _HELD_IN:
        held = slot(tie.actor.head.head, "subj")  # "he is behind bars charged with murder"
        return tie if held is None else dataclasses.replace(tie, actor=held)
    above = tie.actor.head.head
    if tie.actor.dep_ == "pobj" and tie.actor.head.lower_ == "of" and is_town(tie.actor) and is_person(above):
        return dataclasses.replace(tie, actor=above)  # "Ivo Brandt, of Larn, who faces charges"
    if tie.actor.i not in ground.incident_at or tie.deeds:
        return tie
    for name in ("mod", "poss", "prep:by"):
        whose = slot(tie.actor, name)
        if whose is not None:
            return dataclasses.replace(tie, actor=whose, deeds=(tie.actor,))
    return tie


def _beside_name(tie: Tie) -> Tie:
    """Read "Brandt, a trader accused of the murder" and, as a denial, "nothing connected Brandt with it"."""
    if tie.speaker is not None and tie.speaker.lower_ == "nothing":
        return dataclasses.replace(tie, stance="denied", speaker=None, own=False)
    if tie.own and tie.actor.dep_ == "appos" and tie.word.head == tie.actor and tie.actor.head.pos_ == "PROPN":
        return dataclasses.replace(tie, actor=tie.actor.head)
    return tie


def _alleged(said: Said, tie: Tie) -> tuple[Said, str]:
    """Read "his alleged role": somebody who is not named says so, not the one who tells it."""
    if tie.rule in _SURE_OF:
        return dataclasses.replace(said, certainty=_SURE_OF[tie.rule], believed=False), tie.stance
    if tie.rule.startswith(VERDICT_OF):  # "welcomes the acquittal of": it was given, whoever likes it
        said = dataclasses.replace(said, certainty=Certainty())
    verdict = tie.stance in OF_COURTS and tie.own and tie.word.dep_ in ("advcl", "xcomp", "acl")
    if verdict and any(t.lemma_.lower() in _DELIBERATE for t in (tie.word.head, tie.word.head.head)):
        said = dataclasses.replace(said, certainty=Certainty())
    if is_naming(tie) and said.certainty.level is Level.PROBABLE:  # "the suspected gunman": the word's doubt, read once
        said = dataclasses.replace(said, certainty=dataclasses.replace(said.certainty, level=Level.CERTAIN))
    if tie.stance == "convicted" and not tie.own and said.claim is not None and not _court(said.by):
        return said, "accused"  # "the witness said that he was guilty of it"
    if tie.stance == "states" and any(c.lower_ in SUSPECTED for t in (tie.actor, tie.word) for c in t.lefts):
        return said, "suspected"
    if tie.own or not any(c.lower_ in ALLEGED for c in tie.word.children):
        accusing = tie.stance == "states" and said.claim is not None and said.claim.act is Act.ACCUSE
        return said, "accused" if accusing else tie.stance
    named = said.by.kind not in (SourceKind.NARRATOR, SourceKind.UNKNOWN)
    relays = (*said.relays, said.by) if named else said.relays
    return Said(SourceRef(SourceKind.UNKNOWN), relays, said.claim, Certainty()), "accused"


def _court(by: SourceRef) -> bool:
    return not _COURTS.isdisjoint(f"{by.role} {by.name}".lower().split())


def _said(ground: Ground, tie: Tie) -> Said:
    """Return who ties; where the words do not say, the police that hold him, the court that is told of beside them."""
    said = _said_by_words(ground, tie)
    if said.by.name or said.by.kind is not SourceKind.UNKNOWN or tie.speaker is not None:
        return said
    at = tie.frame or tie.word
    police = _police(ground, said_at(ground, at, at)) if tie.stance in _OF_POLICE else None
    if (held := police or held_before(ground, tie)) is not None:
        return dataclasses.replace(said, by=held)
    if tie.stance in _VERDICTS and tie.word.i not in ground.owner and (court := court_before(tie.word)) is not None:
        return dataclasses.replace(said, by=ground.ref(court))
    return said


def _said_by_words(ground: Ground, tie: Tie) -> Said:
    """Return who ties: the source of the claim whose cue the word is, else whoever says the words around it."""
    at = tie.frame or tie.word
    outer = said_at(ground, at, at)
    if not tie.own:
        return outer
    if _called_to(tie):
        outer = dataclasses.replace(outer, certainty=Certainty())
    if tie.frame is not None and tie.speaker is not None:
        own = ground.claims[ground.cue_of[tie.word.i]] if tie.word.i in ground.cue_of else None
        certainty = Certainty() if outer.claim is None else outer.certainty
        lost = tie.speaker.pos_ == "PRON" and tie.speaker.i not in ground.notes.entity_of
        by = SourceRef(SourceKind.UNKNOWN) if lost else ground.ref(tie.speaker)
        return Said(by, outer.relays, own or outer.claim, certainty)
    index = ground.cue_of.get(tie.word.i, -1)
    if index >= 0 and not is_naming(tie):
        claim = ground.claims[index]
        by = speaker(ground, claim.root.source)
        torn = not by.entity or len(by.spans) > 1  # the claim's words for its source hold more than the source
        if torn and tie.speaker is not None and (parsed := ground.ref(tie.speaker)).entity:
            return Said(parsed, (), None, Certainty(), presupposed=outer.presupposed)
        if tie.speaker is not None and any(ground.silent(t) for t in ground.tokens(by.spans[:1])):
            by = ground.ref(tie.speaker)  # "LUND -- a judge ordered": the parser took the place for the subject
        law = tie.stance == "suspected" or tie.stance in OF_COURTS
        if ((tie.speaker is None or law) and _starts_at(by, tie.actor)) or ground.is_event(by):
            by = SourceRef(SourceKind.UNKNOWN)  # "police blamed for the massacre": police do not say so
        believed = claim.root.kind is HopKind.BELIEVED
        return Said(by, relays_of(claim), claim, outer.certainty, believed, outer.presupposed)
    found = is_naming(tie) or (tie.word.lemma_.lower() in _FOUND and _finite(tie.word))
    if tie.speaker is None and outer.claim is not None and found:
        return outer  # "the minister said that X is implicated": it is he who says so
    # "identified by police as the gunman": the parser hangs what he is on the police
    stop = next((c for c in tie.speaker.rights if c.lower_ == "as"), None) if tie.speaker is not None else None
    by = ground.ref(tie.speaker, stop) if tie.speaker is not None else SourceRef(SourceKind.UNKNOWN)
    relays = () if outer.claim is None else (*outer.relays, outer.by)
    return Said(by, relays, outer.claim, outer.certainty, presupposed=outer.presupposed)


def _police(ground: Ground, outer: Said) -> SourceRef | None:
    """Return the authority that tells of a charge without saying whose it is: police who say that X was charged."""
    by = outer.by
    known = outer.claim is not None and is_authority(by, ground.entity(by), ground.described(by))
    return by if known else None


def _called_to(tie: Tie) -> bool:
    """Say whether somebody got in touch "to claim" a deed: who is told to have called did claim it."""
    verb = tie.word
    if tie.stance != "claimed" or verb.dep_ not in ("advcl", "xcomp") or verb.tag_ != "VB":
        return False
    return verb.head.lemma_.lower() in _CONTACTS and verb.head.tag_ in ("VBD", "VBN", "VBZ", "VBP")


def _finite(word: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in word.children)


def _starts_at(by: SourceRef, actor: Token) -> bool:
    return any(s.start <= actor.idx < s.end for s in by.spans)
