"""What rows of responsibility are read from: claims and incidents by token, who says what where, who is meant."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import Annotations, notes
from onrecord.annotate.scope import combine, operators
from onrecord.incidents.blame_slots import OWN_WORDS
from onrecord.incidents.blame_sources import quoted, spoken_by
from onrecord.incidents.roles import bodies_of, kin
from onrecord.incidents.stances import kind_of, weaker
from onrecord.lexicon import load
from onrecord.lexicon.schema import Capital, Demonym
from onrecord.model import (
    Act,
    Certainty,
    Claim,
    Entity,
    EntityKind,
    HopKind,
    Incident,
    Level,
    Polarity,
    SegmentKind,
    SourceKind,
    SourceRef,
    Span,
)

TYPES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "THREATEN"})
"""PLOVER types that somebody can be blamed for; talks and aid are not."""
NOT_ASSERTED = frozenset(
    {Act.DEMAND, Act.ASK, Act.WANT, Act.PROMISE, Act.THREATEN, Act.NO_COMMENT, Act.SUPPORT, Act.OPPOSE}
)
_KINDS = {
    EntityKind.PERSON: SourceKind.PERSON,
    EntityKind.ORGANISATION: SourceKind.ORGANISATION,
    EntityKind.STATE: SourceKind.STATE,
    EntityKind.GROUP: SourceKind.COLLECTIVE,
}
_BODIES = frozenset(
    {"movement", "group", "country", "party", "organisation", "organization", "government", "side", "nation", "state"}
)
"""Nouns that, with "his" or "our", mean the body for which the speaker speaks."""
_ARMS = frozenset(
    {"plane", "jet", "aircraft", "warplane", "helicopter", "missile", "drone", "ship", "gunboat", "force"}
)
"""Nouns that, with "its", mean whoever owns them: an army whose planes did not bomb did not bomb."""
_BELIEVES = frozenset({"believe", "suspect", "think", "feel"})
_HINTS = frozenset({"hint", "insinuate", "imply", "intimate"})
_THEORIES = frozenset({"line", "theory", "hypothesis", "suspicion", "possibility", "lead", "version", "fear"})
_PAPERS = frozenset(
    {"intelligence", "evidence", "information", "indication", "sign", "data", "finding", "clue", "fact"}
)
_TRIES = frozenset({"attempt", "attempted", "try", "plot", "fail", "failed", "foil", "foiled", "thwart", "thwarted"})
_DOUBTS = frozenset({"suspected", "presumed", "apparent"})
_UP = 8
"""Steps up the parse from a word to the cue of the claim around it; no contested report is deeper (2026-11-22)."""
_DATELINE_LENGTH = 60
_NAME = 5
"""Words of a name that follows a description."""
_MENTIONS = 5
"""Mentions of a speaker that are looked at for his body; it is named with the first ones."""
_DATELINE = re.compile(
    r"[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}(?:,[^\n]{0,30}?|\s?\([^)\n]{0,30}\))?\s(?:--|[\u2013\u2014]|-\s)"
)
_PERSONS = frozenset({EntityKind.PERSON, EntityKind.UNKNOWN})
_BODY_KINDS = frozenset({SourceKind.ORGANISATION, SourceKind.STATE, SourceKind.COLLECTIVE, SourceKind.PERSON})
_CALLED = frozenset({"call", "know", "name", "style", "dub"})
_TELLS = frozenset({"say", "claim", "identify", "introduce", "present", "purport", "profess"})
_FOR = frozenset(
    {"speak", "represent", "behalf", "member", "spokesman", "spokeswoman", "spokesperson", "representative"}
)
"""Words with which somebody says of which body he is."""
_OWN_NAME = 14
"""Words behind "calling itself" among which the name begins."""
_FIGHTERS = frozenset({"rebel", "guerrilla", "fighter", "insurgent", "combatant", "partisan", "revolutionary"})
_ARMED = frozenset({"UAF", "REB"})
"""Sectors of bodies that fight against a state."""
_BODY_LIKE = frozenset({EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.UNKNOWN})
_OPINIONS = frozenset({"opinion", "view", "judgment", "judgement", "eye", "estimation", "assessment"})
_NOBODY = frozenset({"nobody", "none", "no-one", "noone"})


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something at a place in the text.

    Attributes:
        by: root speaker, or the narrator.
        relays: those between.
        claim: the claim that carries it, None for the narrator's own words.
        certainty: how surely it is put forward there.
        believed: whether the speaker is said to believe it rather than to say it.
        presupposed: whether the words take it for granted inside something else that is said.
    """

    by: SourceRef
    relays: tuple[SourceRef, ...]
    claim: Claim | None
    certainty: Certainty
    believed: bool = False
    presupposed: bool = False


class Ground:
    """What the rows of one report are read from, indexed once."""

    def __init__(self, doc: Doc, claims: Sequence[Claim], incidents: Sequence[Incident]) -> None:
        """Index claims by the tokens of their content and cue, incidents by their triggers."""
        self.doc = doc
        self.notes: Annotations = notes(doc)
        self.claims = claims
        self.entities = {e.id: e for e in self.notes.entities}
        self.mention_at = {m.head.start: m.span for e in self.notes.entities for m in e.mentions}
        self.named: dict[str, Entity] = {}
        for entity in self.notes.entities:
            for name in (entity.name, *entity.aliases):
                self.named.setdefault(plain(name), entity)
        self.states = {e.country: e for e in reversed(self.notes.entities) if e.kind is EntityKind.STATE and e.country}
        self.incident_at: dict[int, Incident] = {}
        for incident in incidents:
            for token in self.tokens(incident.triggers):
                self.incident_at.setdefault(token.i, incident)
        self.owner: dict[int, int] = {}
        self.cue_of: dict[int, int] = {}
        size = [sum(len(s) for s in c.content) for c in claims]
        cues = [tuple(self.tokens(c.cue)) for c in claims]
        said = [i for i in range(len(claims)) if not self._struck(cues[i])]
        # Smaller contents paint over larger ones; of "said in a statement that", the verb over the noun.
        for i in sorted(said, key=lambda i: (-size[i], any(t.pos_ == "VERB" for t in cues[i]))):
            for token in self.tokens(claims[i].content):
                self.owner[token.i] = i
        for i in said:
            for token in cues[i]:
                self.cue_of.setdefault(token.i, i)
        self.trigger_order = sorted(i for i, n in self.incident_at.items() if n.type in TYPES)

    def _struck(self, cue: Sequence[Token]) -> bool:
        """Say whether what seems to be said is done: "attacked", "bombing" where an attack is told."""
        told = [self.incident_at[t.i] for t in cue if t.i in self.incident_at]
        return bool(told) and told[0].type == "ASSAULT"

    def tokens(self, spans: Sequence[Span]) -> Iterator[Token]:
        """Yield the tokens of spans."""
        for span in spans:
            part = self.doc.char_span(span.start, span.end, alignment_mode="expand")
            yield from part if part is not None else ()

    def narrator(self, token: Token) -> SourceRef:
        """Return the voice of the token's segment."""
        segment = self.notes.report.segment_at(token.idx)
        name = segment.voice.name or ", ".join(segment.voice.byline) if segment is not None else ""
        return SourceRef(SourceKind.NARRATOR, name or self.notes.report.outlet)

    def silent(self, token: Token) -> bool:
        """Say whether the token stands where nothing counts, or names the place that a report was sent from."""
        segment = self.notes.report.segment_at(token.idx)
        if segment is None:
            return False
        if segment.kind is SegmentKind.BOILERPLATE:
            return True
        start = segment.span.start
        if token.idx - start > _DATELINE_LENGTH:
            return False
        line = _DATELINE.match(self.notes.report.text, start, start + _DATELINE_LENGTH)
        return line is not None and token.idx < line.end()

    # Who is meant

    def entity(self, ref: SourceRef) -> Entity | None:
        """Return the entity of a reference."""
        return self.entities.get(ref.entity)

    def ref(self, token: Token, stop: Token | None = None) -> SourceRef:
        """Return the entity that the token heads, else its words; words from `stop` on are not part of them."""
        index = self.notes.entity_of.get(token.i, -1)
        text = self.notes.report.text
        if index >= 0:
            entity = self.notes.entities[index]
            span = self.mention_at.get(token.idx, Span(token.idx, token.idx + len(token)))
            name = entity.name
            if not entity.named and stop is not None and span.start < stop.idx < span.end:
                span = Span(span.start, stop.idx)
                name = " ".join(span.words(text).split())
            role = next((o.title for o in entity.offices), "")
            if entity.kind in _PERSONS and token.lower_ in _capitals():  # what seems a person's name is a government's
                return SourceRef(SourceKind.STATE, name, (span,), entity.id)
            return SourceRef(_KINDS.get(entity.kind, SourceKind.UNKNOWN), _sure(name), (span,), entity.id, role)
        state = self._state_of(token)
        if state is not None:
            return SourceRef(SourceKind.STATE, state.name, (Span(token.idx, token.idx + len(token)),), state.id)
        left, right = token.left_edge, token
        while right.i + 1 < len(self.doc) and self.doc[right.i + 1].dep_ in ("compound", "flat"):
            right = self.doc[right.i + 1]
        while left.i < token.i and left.dep_ in ("det", "predet"):
            left = left.nbor()
        span = Span(left.idx, right.idx + len(right))
        kind = SourceKind.STATE if token.ent_type_ in ("GPE", "NORP") else SourceKind.UNKNOWN
        return SourceRef(kind, _sure(" ".join(span.words(text).split())), (span,))

    def unsure(self, token: Token) -> bool:
        """Say whether a pronoun stands for nobody the report tells of, or for "no group"."""
        index = self.notes.entity_of.get(token.i, -1)
        return index < 0 or self.notes.entities[index].name.lower().startswith(("no ", "nobody", "neither "))

    def _state_of(self, token: Token) -> Entity | None:
        """Return the state that an adjective points to ("Israeli"), where the report names it."""
        if token.pos_ == "PROPN":  # "Oslo and Lund accused each other": the government that sits there
            code = _capitals().get(token.lower_)
        elif token.pos_ == "ADJ" or token.ent_type_ == "NORP":
            code = _countries().get(token.lower_)
        else:
            return None
        return self.states.get(code) if code else None

    def actor(self, token: Token, said: Said, stop: Token | None = None) -> SourceRef:
        """Return who is meant by the words for an actor: the body of "fighters of the Front", the speaker of "we"."""
        if said.claim is not None and said.by.kind is not SourceKind.NARRATOR:
            own = self._own(token, said)
            if own is not None:
                return own
        ref = self.ref(token, stop)
        entity = self.entity(ref)
        if (meant := self._instead(token, said, ref)) is not None:
            return meant
        if entity is None or not entity.named:
            name = self._name_beside(token)
            if name is not None:
                return self.ref(name)
        if token.pos_ == "PROPN" and not kind_of(token.lower_):
            return ref
        if entity is None or entity.kind is not EntityKind.PERSON:
            for body in bodies_of(token):
                named = self.entity(self.ref(body))
                if body.pos_ != "PRON" and named is not None and named.named and named.kind is EntityKind.ORGANISATION:
                    return self.ref(body)
        return ref

    def _instead(self, token: Token, said: Said, ref: SourceRef) -> SourceRef | None:
        """Return who is meant where a description stands for somebody who is named by other words."""
        kin = self._kin(token, said)
        return self.by_own_name(token) or self._side_of(token, said) or (self.of_entity(kin, ref) if kin else None)

    def by_own_name(self, token: Token, *, told: bool = False) -> SourceRef | None:
        """Return the body of "a group calling itself the Red Dawn" or "a movement known as the Red Dawn".

        Args:
            token: head of the words for an actor.
            told: whether what somebody says of himself counts too ("a man who said he spoke for the Red Dawn").
        """
        if token.pos_ == "PROPN":
            return None
        for clause in token.rights:
            verb = clause.lemma_.lower()
            if clause.dep_ not in ("acl", "relcl") or verb not in (_CALLED | _TELLS if told else _CALLED):
                continue
            words = self.doc[clause.i + 1 : min(clause.right_edge.i + 1, clause.i + _OWN_NAME)]
            if verb in _TELLS and not any(t.lemma_.lower() in _FOR for t in words):
                continue
            for word in words:
                index = self.notes.entity_of.get(word.i, -1)
                named = self.notes.entities[index] if index >= 0 else None
                if named is not None and named.named and named.kind in _BODY_LIKE:
                    return self.ref(word)
        return None

    def _side_of(self, token: Token, said: Said) -> SourceRef | None:
        """Return the armed body whose own voice tells what "the rebels" did."""
        if token.lemma_.lower() not in _FIGHTERS or not any(c.lower_ == "the" for c in token.children):
            return None
        body = self.principal(said.by) if said.claim is not None else None
        entity = self.entity(body) if body is not None else None
        return body if entity is not None and entity.sector in _ARMED and list(token.lefts)[1:] == [] else None

    def described(self, by: SourceRef) -> str:
        """Return the nouns that stand beside a body's name where it is first told of ("the army press office")."""
        beside = None if by.kind in (SourceKind.NARRATOR, SourceKind.PERSON) else next(self._beside(by), None)
        if beside is None:
            return ""
        of = (
            p for c in beside.children if c.lower_ == "of" for p in c.children if c.dep_ == "prep" and p.dep_ == "pobj"
        )
        return " ".join(
            t.text for head in (beside, *of) for t in (*head.lefts, head) if t.dep_ == "compound" or t == head
        )

    def _beside(self, by: SourceRef) -> Iterator[Token]:
        """Yield the nouns for a named body, in apposition to it or it to them, or instead of it."""
        entity = self.entity(by)
        told = [m.head for m in entity.mentions[:_MENTIONS]] if entity is not None else by.spans[:1]
        for head in self.tokens(told):
            around = (
                head,
                *(c for c in head.children if c.dep_ == "appos"),
                *([head.head] if head.dep_ == "appos" else ()),
            )
            yield from (t for t in around if t.pos_ == "NOUN")

    def _kin(self, token: Token, said: Said) -> Entity | None:
        """Return who "her son" is where she is told of as his mother: relatives are named by one another."""
        ours = any(c.dep_ == "poss" and c.lower_ in ("my", "our") for c in token.children)
        return kin(token, self.entity(said.by) if ours else None)

    def _name_beside(self, token: Token) -> Token | None:
        """Return the name that stands beside a description ("the preacher Abel Stroud", "a builder, Li Wen,")."""
        for child in token.children:
            if child.dep_ == "appos" and self._is_named(child):
                return child
        place = token.i + 1
        if place >= len(self.doc) or self.doc[place].text != ",":
            return None
        for after in self.doc[place + 1 : place + 1 + _NAME]:
            if after.pos_ != "PROPN" and after.text != "-":
                return None
            if self._is_named(after) and self.notes.entities[self.notes.entity_of[after.i]].kind is EntityKind.PERSON:
                return after
        return None

    def _is_named(self, token: Token) -> bool:
        index = self.notes.entity_of.get(token.i, -1)
        return index >= 0 and self.notes.entities[index].named

    def _own(self, token: Token, said: Said) -> SourceRef | None:
        """Return the body that a speaker means by "we", "our fighters", "his movement"."""
        if token.lower_ in ("it", "they") and self.unsure(token) and said.by.kind in _BODY_KINDS:
            return said.by
        if token.lower_ in ("we", "us"):
            return self.principal(said.by) or said.by
        if token.lower_ in ("i", "me"):
            return said.by
        owner = next((c for c in token.children if c.dep_ == "poss" and c.lower_ in OWN_WORDS), None)
        if owner is None or not said.by.name:
            return None
        speaker = self.entity(said.by)
        meant = self.notes.entity_of.get(owner.i, -1)
        same = meant >= 0 and self.notes.entities[meant].id == said.by.entity
        person = said.by.kind in (SourceKind.PERSON, SourceKind.ANONYMOUS)
        if token.lemma_.lower() in _BODIES:
            return self.principal(said.by)
        if person and same and kind_of(token.lower_) == "nameless":
            return self.principal(said.by)  # "his men"
        if owner.lower_ in ("its", "their", "our") and person and kind_of(token.lower_) in ("lay", "nameless"):
            return self.principal(said.by)
        if owner.lower_ in ("its", "their", "our") and not person and (same or said.by.kind is not SourceKind.STATE):
            armed = kind_of(token.lower_) in ("lay", "nameless") or token.lemma_.lower() in _ARMS
            return said.by if armed and (speaker is None or speaker.kind is not EntityKind.STATE) else None
        return None

    def of_entity(self, entity: Entity, said: SourceRef) -> SourceRef:
        """Return a reference to an entity that other words stand for."""
        return SourceRef(_KINDS.get(entity.kind, SourceKind.UNKNOWN), entity.name, said.spans, entity.id)

    def is_event(self, by: SourceRef) -> bool:
        """Say whether the words for a speaker are those of an incident, which cannot speak."""
        tokens = list(self.tokens(by.spans[:1]))
        return bool(tokens) and not by.entity and tokens[-1].i in self.incident_at

    def principal(self, by: SourceRef) -> SourceRef | None:
        """Return the body or state for which somebody speaks, None where the report names none."""
        entity = self.entity(by)
        texts = [o.organisation for o in entity.offices if not o.former] if entity is not None else []
        for text in texts:
            found = self.named.get(plain(text))
            if text and found is not None and found.named and found.kind in (EntityKind.ORGANISATION, EntityKind.STATE):
                return self.of_entity(found, by)
        if by.kind is SourceKind.NARRATOR or (entity is not None and entity.kind is EntityKind.STATE):
            return None
        person = by.kind is SourceKind.PERSON
        spans = [*by.spans, *(m.span for m in entity.mentions[:_MENTIONS])] if entity is not None else by.spans
        organs = [t for n in self._beside(by) for t in n.children] if not person else []
        for token in (*self.tokens(spans), *(t for t in organs if t.dep_ == "poss")):
            inner = self.notes.entities[self.notes.entity_of[token.i]] if token.i in self.notes.entity_of else None
            if (
                inner is not None
                and inner.id != by.entity
                and (inner.named or token.dep_ == "poss")
                and inner.kind in (EntityKind.ORGANISATION, EntityKind.STATE)
                and token.dep_ in ("poss", "pobj", "compound")
            ):
                return self.ref(token)
        return None

    def is_own(self, token: Token, by: SourceRef) -> bool:
        """Say whether the words for an actor name it as the speaker's own ("his crew", "its air force")."""
        owner = next((c for c in token.children if c.dep_ == "poss" and c.lower_ in OWN_WORDS), None)
        if owner is None:
            return token.lower_ in ("we", "us", "i")
        meant = self.notes.entity_of.get(owner.i, -1)
        return meant >= 0 and bool(by.entity) and self.notes.entities[meant].id == by.entity

    # Who says so

    def said_at(self, place: Token, word: Token) -> Said:
        """Return who says what stands at a place: the innermost claim around it, else the narrator."""
        index = self.owner.get(place.i, -1)
        if index < 0:
            if (by := self._of_opinion(word)) is not None:
                return Said(by, (), None, _certainty(word), believed=True)
            told = _certainty(word)
            if certainty_of_condition(word, None):  # "it is not known whether the rebels did it"
                told = replace(told, level=Level.UNKNOWN)
            return Said(self._says_that(word) or self.narrator(place), (), None, told)
        claim = self.claims[index]
        cue = next(self.tokens(claim.cue), None)
        by, relays = self._root(claim, cue)
        believed, presupposed = _between(word, cue)
        unsaid = claim.act is Act.ACCUSE and by.kind is SourceKind.UNKNOWN  # "X, who was shot, was charged with Y"
        if presupposed and (claim.act in NOT_ASSERTED or claim.act is Act.DENY or unsaid):
            return Said(self.narrator(place), (), None, Certainty(), presupposed=True)
        inner = _certainty(word, cue)
        outer = claim.certainty
        if outer.polarity is Polarity.NEGATIVE and claim.act is not Act.DENY and inner.polarity is Polarity.POSITIVE:
            outer = replace(outer, polarity=Polarity.POSITIVE)  # what is negated is another clause of the claim
        certainty = weaker(inner, Certainty() if presupposed else outer)
        if inner.level is Level.UNKNOWN and certainty_of_condition(word, cue):
            certainty = Certainty(Level.UNKNOWN)
        sure = any(t.lemma_.lower() == "doubt" for t in self.tokens(claim.cue))  # "has no doubt that"
        believed = believed or (claim.root.kind is HopKind.BELIEVED and not sure)
        believed = believed or (cue is not None and cue.lemma_.lower() in _HINTS)
        return Said(by, relays, claim, certainty, believed, presupposed)

    def _root(self, claim: Claim, cue: Token | None) -> tuple[SourceRef, tuple[SourceRef, ...]]:
        """Return the root of a claim and those between it and the narrator."""
        source = claim.root.source
        relays = relays_of(claim)
        if cue is None:
            return self.speaker(source), relays
        named, by = quoted(cue)
        if named is not None:
            via = (self.ref(by),) if by is not None else ()
            return self.speaker(self.ref(named)), (*(r for r in relays if not _overlap(r, source)), *via)
        subject = spoken_by(cue)
        first = next(self.tokens(source.spans[:1]), None)
        torn = not source.entity and (len(source.spans) > 1 or (first is not None and first.pos_ == "ADP"))
        if torn and subject is not None and subject.pos_ != "PRON":
            return self.speaker(self.ref(subject)), relays
        heads = [t for t in self.tokens(source.spans[:1]) if t.lemma_.lower() in _PAPERS]
        if heads and relays and not source.entity:  # "intelligence suggests that, officials said": they say so
            return self.speaker(relays[-1]), relays[:-1]
        return self.speaker(source), relays

    def _says_that(self, word: Token) -> SourceRef | None:
        """Return whoever puts a clause with "that" forward, by a verb that no lexicon knows: not the report."""
        current = word
        for _ in range(_UP):
            head = current.head
            if head == current or current.dep_ in ("relcl", "advcl", "acl"):
                return None
            if current.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in current.children):
                subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
                known = self.entity(self.ref(subject)) if subject is not None and head.lemma_ != "be" else None
                return self.ref(subject) if subject is not None and known is not None and known.kind in _KINDS else None
            current = head
        return None

    def _of_opinion(self, word: Token) -> SourceRef | None:
        """Return whose opinion a sentence tells ("in the opinion of the police, the rebels did it")."""
        current = word
        for _ in range(_UP):
            for at in current.children:
                held = next((c for c in at.children if c.dep_ == "pobj"), None) if at.lower_ == "in" else None
                if held is None or held.lemma_.lower() not in _OPINIONS:
                    continue
                of = next((c for c in held.children if c.dep_ == "poss" or c.lower_ == "of"), None)
                whose = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
                whose = of if of is not None and of.dep_ == "poss" else whose
                return self.ref(whose) if whose is not None else None
            if current.head == current:
                return None
            current = current.head
        return None

    def speaker(self, by: SourceRef) -> SourceRef:
        """Return a source by name, where a person's name stands beside or inside the words for it.

        "The brigade's commander of those years, General Oster,": the name is the speaker's.
        """
        entity = self.entity(by)
        if by.kind is SourceKind.NARRATOR or (entity is not None and (entity.named or entity.kind not in _PERSONS)):
            return by
        tokens = list(self.tokens(by.spans[:1]))
        heads = [t for t in tokens if t.head not in tokens]
        spoken = [t for m in (entity.mentions[:_MENTIONS] if entity is not None else ()) for t in self.tokens([m.head])]
        beside = [c for t in (*heads, *spoken) for c in t.children if c.dep_ == "appos"]
        within = [t for t in tokens[-1:] if entity is None and t.pos_ == "PROPN"]
        for token in (*beside, *within):
            if self._is_named(token) and self.notes.entities[self.notes.entity_of[token.i]].kind is EntityKind.PERSON:
                return self.ref(token)
        return by


def _certainty(word: Token, stop: Token | None = None) -> Certainty:
    """Return how surely it is said who did it; that it was only tried is no doubt about that."""
    return combine(tuple(op for op in operators(word, stop) if not _says_nothing(op.token)))


def _says_nothing(token: Token) -> bool:
    """Say whether a word lowers nothing about who did it: that it was tried, and the "no" of "no doubt that"."""
    if token.lemma_.lower() in _TRIES:
        return True
    doubt = token if token.lemma_.lower() == "doubt" else token.head
    return doubt.lemma_.lower() == "doubt" and any(c.lower_ in ("no", "little") for c in doubt.children)


@functools.cache
def _countries() -> dict[str, str]:
    """Return the countries of adjectives, by their two letters."""
    return {n.lower(): e.to for e in load("place_demonyms", Demonym) for n in e.names}


@functools.cache
def _capitals() -> dict[str, str]:
    """Return the countries of capitals, by their two letters."""
    return {n.lower(): e.country for e in load("place_capitals", Capital) for n in e.names}


def certainty_of_condition(word: Token, cue: Token | None) -> bool:
    """Say whether the words stand under "if" or "whether", so that nobody says they are so."""
    current = word
    for _ in range(_UP):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless") for c in current.children):
            return True
        if current.head in (current, cue):
            return False
        current = current.head
    return False


def _between(word: Token, cue: Token | None) -> tuple[bool, bool]:
    """Return whether a word of believing, and whether a relative clause, stands between a word and the cue above it."""
    believed = presupposed = False
    current = word
    for _ in range(_UP):
        head = current.head
        if head in (current, cue):
            break
        presupposed = presupposed or (current.dep_ == "relcl" and head.pos_ in ("NOUN", "PROPN") and not believed)
        believed = believed or (current.dep_ in ("ccomp", "xcomp") and head.lemma_.lower() in _BELIEVES)
        if current.dep_ == "ccomp" and head.lemma_ == "be":  # "one line of inquiry is that"
            believed = believed or any(c.dep_ == "nsubj" and c.lemma_.lower() in _THEORIES for c in head.children)
        if current.dep_ == "relcl" and current.lemma_.lower() in _BELIEVES:
            presupposed = False  # "reason to believe that"
        current = head
    return believed, presupposed


def _overlap(one: SourceRef, other: SourceRef) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def relays_of(claim: Claim) -> tuple[SourceRef, ...]:
    """Return those between the narrator and the root of a claim."""
    return tuple(h.source for h in claim.chain[:-1] if h.source.kind is not SourceKind.NARRATOR)


def names_nobody(actor: Token) -> bool:
    """Say whether words name nobody ("no group", "nobody")."""
    return actor.lower_ in _NOBODY or any(c.lower_ in ("no", "neither") for c in actor.children)


def plain(name: str) -> str:
    """Return a name as it is looked up: lower case, without an article."""
    return name.lower().removeprefix("the ").strip()


def _sure(name: str) -> str:
    """Return a name without the doubt before it ("Suspected Red Dawn")."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in _DOUBTS else name
