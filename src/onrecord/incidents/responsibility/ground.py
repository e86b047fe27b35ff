"""What rows of responsibility are read from: claims and incidents by token, who says what where, who is meant."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import Annotations, notes
from onrecord.annotate.places.gazetteer import country_of as country_named
from onrecord.incidents.kinds import is_person, kin
from onrecord.incidents.responsibility.lists import is_vehicle, listed
from onrecord.incidents.responsibility.slots import OWN_WORDS, end_of_tie, slot
from onrecord.incidents.responsibility.statement import statement
from onrecord.incidents.responsibility.they import in_speech, whom_they_mean
from onrecord.incidents.roles import bodies_of
from onrecord.incidents.stances import ARMED, kind_of
from onrecord.lexicon import load
from onrecord.lexicon.schema import Capital, Demonym, RelationNoun
from onrecord.model import (
    Act,
    Certainty,
    Claim,
    Entity,
    EntityKind,
    Incident,
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
KINDS = {
    EntityKind.PERSON: SourceKind.PERSON,
    EntityKind.ORGANISATION: SourceKind.ORGANISATION,
    EntityKind.STATE: SourceKind.STATE,
    EntityKind.GROUP: SourceKind.COLLECTIVE,
}
BODIES = frozenset(
    {"movement", "group", "country", "party", "organisation", "organization", "government", "side", "nation", "state"}
)
"""Nouns that, with "his" or "our", mean the body for which the speaker speaks."""
_OWN_BODIES = frozenset({"movement", "group", "party", "organisation", "organization"})
_ARMS = listed("arms") | {"force", "ship"}
"""Nouns that, with "its", mean whoever owns them: an army whose planes did not bomb did not bomb."""
_LEADERS = frozenset({"committee", "command", "council", "leadership", "headquarters", "leader", "commander"})
"""Nouns that, with "our", mean the body that they lead."""
_DOUBTS = listed("name-doubts")
_DATELINE_LENGTH = 60
_NAME = 5
"""Words of a name that follows a description."""
MENTIONS = 5
"""Mentions of a speaker that are looked at for his body; it is named with the first ones."""
_DATELINE = re.compile(
    r"[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}(?:,[^\n]{0,30}?|\s?\([^)\n]{0,30}\))?\s(?:--|[\u2013\u2014]|-\s)"
)
PERSONS = frozenset({EntityKind.PERSON, EntityKind.UNKNOWN})
_NOT_HE = frozenset({"friend", "neighbor", "neighbour", "roommate", "landlord", "attacker", "killer"})
"""Beside relatives and rivals, who is somebody's and acts for himself."""
_KINDS_OF_KIN = ("relative", "spouse", "rival")
_BODY_KINDS = frozenset({SourceKind.ORGANISATION, SourceKind.STATE, SourceKind.COLLECTIVE, SourceKind.PERSON})
_CALLED = frozenset({"call", "know", "name", "style", "dub"})
_TELLS = frozenset({"say", "claim", "identify", "introduce", "present", "purport", "profess"})
_FOR = frozenset(
    {"speak", "represent", "behalf", "member", "spokesman", "spokeswoman", "spokesperson", "representative"}
)
"""Words with which somebody says of which body he is."""
_OWN_NAME = 14
"""Words behind "calling itself" among which the name begins."""
_UNITS = frozenset(
    {"column", "detachment", "cell", "unit", "squad", "contingent", "platoon", "band", "gang", "patrol", "commando"}
)
"""Nouns that leave it to the phrase after "of" who fights."""
_FIGHTERS = frozenset({"rebel", "guerrilla", "fighter", "insurgent", "combatant", "partisan", "revolutionary"})
_HANDS = listed("doers") | _FIGHTERS | {"terrorist", "militant", "commando", "soldier"}
"""Nouns that leave it to the name before them who somebody is ("a Red Dawn sniper")."""
"""Sectors of bodies that fight against a state."""
_BODY_LIKE = frozenset({EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.UNKNOWN})
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
        said = [i for i in range(len(claims)) if not self._struck(cues[i]) and not self._name(cues[i])]
        # Smaller contents paint over larger ones; of "said in a statement that", the verb over the noun.
        for i in sorted(said, key=lambda i: (-size[i], any(t.pos_ == "VERB" for t in cues[i]))):
            for token in self.tokens(claims[i].content):
                self.owner[token.i] = i
        for i in said:
            for token in cues[i]:
                self.cue_of.setdefault(token.i, i)
        self.held: list[Token] | None = None
        """Names of those who are held or charged; `groups` looks for them when it is asked."""
        opened = statement(doc)
        self.statement = (opened[0], self._issuer(opened[1])) if opened is not None else None
        self.trigger_order = sorted(i for i, n in self.incident_at.items() if n.type in TYPES)

    def _struck(self, cue: Sequence[Token]) -> bool:
        """Say whether what seems to be said is done: "attacked", "bombing" where an attack is told."""
        told = [self.incident_at[t.i] for t in cue if t.i in self.incident_at]
        return bool(told) and told[0].type == "ASSAULT"

    def _name(self, cue: Sequence[Token]) -> bool:
        """Say whether what seems to say something is part of a name."""
        return bool(cue) and all(t.pos_ == "PROPN" and t.ent_type_ not in ("", "DATE", "TIME") for t in cue)

    def tokens(self, spans: Sequence[Span]) -> Iterator[Token]:
        """Yield the tokens of spans."""
        for span in spans:
            part = self.doc.char_span(span.start, span.end, alignment_mode="expand")
            yield from part if part is not None else ()

    def narrator(self, token: Token) -> SourceRef:
        """Return the voice of the token's segment, or whoever issued the statement that it is part of."""
        if self.statement is not None and token.i >= self.statement[0]:
            return self.statement[1]
        segment = self.notes.report.segment_at(token.idx)
        name = segment.voice.name or ", ".join(segment.voice.byline) if segment is not None else ""
        return SourceRef(SourceKind.NARRATOR, name or self.notes.report.outlet)

    def _issuer(self, token: Token) -> SourceRef:
        """Return who issues a statement: the body whose command or office the words are for."""
        ref = self.ref(token)
        return (self.principal(ref) or ref) if token.pos_ == "NOUN" else ref

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
            elif not entity.named and kind_of(name) == "nameless" and end_of_tie(token) > span.end:
                span = Span(span.start, end_of_tie(token))
                name = " ".join(span.words(text).split())
            role = next((o.title for o in entity.offices), "")
            if entity.kind in PERSONS and token.lower_ in _capitals():  # what seems a person's name is a government's
                return SourceRef(SourceKind.STATE, name, (span,), entity.id)
            return SourceRef(KINDS.get(entity.kind, SourceKind.UNKNOWN), _sure(name), (span,), entity.id, role)
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
        if (said.claim is not None or self.statement is not None) and said.by.kind is not SourceKind.NARRATOR:
            own = self._own(token, said) or self._of_his_body(token, said.by)
            if own is not None:
                return own
        token = inside_unit(token) or token
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
        if entity is None or entity.kind is not EntityKind.PERSON or token.lemma_.lower() in _HANDS:
            for body in bodies_of(token):
                named = self.entity(self.ref(body))
                if body.pos_ != "PRON" and named is not None and named.named and named.kind is EntityKind.ORGANISATION:
                    return self.ref(body)
        return ref

    def _instead(self, token: Token, said: Said, ref: SourceRef) -> SourceRef | None:
        """Return who is meant where a description stands for somebody who is named by other words."""
        kin = self._kin(token, said)
        of = slot(token, "prep:of") if token.pos_ == "NOUN" else None  # "members of a group called the Red Dawn"
        if of is not None and token.lemma_.lower() in _ARMS - {"force"} and (state := self.ref(of)).kind in _BODY_KINDS:
            return state  # "planes of the government"
        own = self.by_own_name(token) or (self.by_own_name(of) if of is not None else None)
        return own or self._side_of(token, said) or (self.of_entity(kin, ref) if kin else None)

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
        return body if entity is not None and entity.sector in ARMED and list(token.lefts)[1:] == [] else None

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
        told = [m.head for m in entity.mentions[:MENTIONS]] if entity is not None else by.spans[:1]
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
            if child.dep_ == "appos" and (self.is_named(child) or self._is_quoted(token, child)):
                return None if is_vehicle(self.ref(child).name) else child  # "someone in a passing Chevrolet Malibu"
        place = token.i + 1
        if place >= len(self.doc) or self.doc[place].text != ",":
            return None
        for after in self.doc[place + 1 : place + 1 + _NAME]:
            if after.pos_ != "PROPN" and after.text != "-":
                return None
            if after.dep_ == "compound" and after.head.pos_ != "PROPN":
                return None  # "shot by a relative, Larn police said"
            if self.is_named(after) and self.notes.entities[self.notes.entity_of[after.i]].kind is EntityKind.PERSON:
                return after
        return None

    def _is_quoted(self, token: Token, name: Token) -> bool:
        """Say whether a name in quotation marks stands behind a word for a body ("an organization, "red army"")."""
        first = name.left_edge if name.left_edge.i > token.i else name
        quoted = any(self.doc[i].is_quote for i in (first.i - 1, first.i))
        return quoted and token.lemma_.lower() in BODIES and name.i in self.notes.entity_of

    def is_named(self, token: Token) -> bool:
        """Say whether a word heads a mention of somebody who has a name."""
        index = self.notes.entity_of.get(token.i, -1)
        return index >= 0 and self.notes.entities[index].named

    def _own(self, token: Token, said: Said) -> SourceRef | None:
        """Return the body that a speaker means by "we", "our fighters", "his movement"."""
        if (token.pos_ == "PRON" or token.lower_ in ("ours", "theirs")) and (
            own := self._of_pronoun(token, said)
        ) is not None:
            return own
        owner = next((c for c in token.children if c.dep_ == "poss" and c.lower_ in OWN_WORDS), None)
        if owner is None and self._spoken_for(
            token, said
        ):  # never whoever was named last ("told the BBC the movement")
            return self.principal(said.by) or SourceRef(
                SourceKind.ORGANISATION, f"the {token.text}", (Span(token.left_edge.idx, token.idx + len(token)),)
            )
        if owner is None or not said.by.name:
            return None
        speaker = self.entity(said.by)
        meant = self.notes.entity_of.get(owner.i, -1)
        same = meant >= 0 and self.notes.entities[meant].id == said.by.entity
        if owner.lower_ == "its" and said.by.name.lower() in ("we", "i"):
            return None  # "we blame the regime and its army"
        person = said.by.kind in (SourceKind.PERSON, SourceKind.ANONYMOUS)
        hands = token.lemma_.lower() in _ARMS | _UNITS or is_person(token)
        if owner.lower_ in ("my", "our") and in_speech(token) and hands:
            return self.principal(said.by) or self._in_own_words(token)
        if token.lemma_.lower() in BODIES or (owner.lower_ == "our" and token.lemma_.lower() in _LEADERS):
            return self.principal(said.by)
        if person and same and kind_of(token.lower_) == "nameless":
            return self.principal(said.by)  # "his men"
        if owner.lower_ in ("its", "their", "our") and person and kind_of(token.lower_) in ("lay", "nameless"):
            return self.principal(said.by)
        if owner.lower_ in ("its", "their", "our") and not person and (same or said.by.kind is not SourceKind.STATE):
            armed = kind_of(token.lower_) in ("lay", "nameless") or token.lemma_.lower() in (_ARMS | _UNITS)
            return said.by if armed and (speaker is None or speaker.kind is not EntityKind.STATE) else None
        return None

    def _spoken_for(self, token: Token, said: Said) -> bool:
        """Say whether "the movement" or "the group" stands in the words of a spokesman, who means his own."""
        if token.lemma_.lower() not in _OWN_BODIES or [c.lower_ for c in token.children] != ["the"]:
            return False
        spoken = " ".join((said.by.role, *(s.words(self.notes.report.text) for s in said.by.spans))).lower()
        return said.claim is not None and "spokes" in spoken

    def _of_pronoun(self, token: Token, said: Said) -> SourceRef | None:
        """Return whom a speaker means by "we", "I" or "they"."""
        if token.lower_ in ("they", "them") and in_speech(token):
            those = whom_they_mean(token)
            return self.ref(those) if those is not None else SourceRef(SourceKind.UNKNOWN, token.lower_)
        if token.lower_ in ("it", "they", "its") and self.unsure(token) and said.by.kind in _BODY_KINDS:
            one = token.lower_ in ("it", "its") and said.by.kind is SourceKind.PERSON  # his body, never he
            return self.principal(said.by) if one else said.by
        if token.lower_ in ("we", "us", "ours", "theirs", "our"):
            return self.principal(said.by) or said.by
        return said.by if token.lower_ in ("i", "me") else None

    def _in_own_words(self, token: Token) -> SourceRef:
        """Return those whom a speaker calls his own where nobody tells of whose body they are ("my men")."""
        words = self.doc[min(token.left_edge.i, token.i) : token.i + 1]
        return SourceRef(SourceKind.COLLECTIVE, words.text, (Span(words.start_char, words.end_char),))

    def of_entity(self, entity: Entity, said: SourceRef) -> SourceRef:
        """Return a reference to an entity that other words stand for."""
        return SourceRef(KINDS.get(entity.kind, SourceKind.UNKNOWN), entity.name, said.spans, entity.id)

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
        spans = [*by.spans, *(m.span for m in entity.mentions[:MENTIONS])] if entity is not None else by.spans
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

    def _of_his_body(self, token: Token, by: SourceRef) -> SourceRef | None:
        """Return the body that somebody speaks for where its people are meant, a spokesman's "the group's fighters"."""
        owner = next((c for c in token.children if c.dep_ == "poss" and c.pos_ == "NOUN"), None)
        if owner is None or owner.i not in self.notes.entity_of:
            return None
        body = self.principal(by)
        return body if body is not None and body.entity and body.entity == self.ref(owner).entity else None

    def is_own(self, token: Token, by: SourceRef) -> bool:
        """Say whether the words for an actor name it as the speaker's own ("his crew", "its air force")."""
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is None:
            return token.lower_ in ("we", "us", "i", "ours", "theirs")
        if owner.lower_ not in OWN_WORDS:
            return self._of_his_body(token, by) is not None
        if token.lemma_.lower() in _NOT_HE | _relatives():
            return False  # "his brother did it": not he
        meant = self.notes.entity_of.get(owner.i, -1)
        if meant < 0:  # "the front said that its fighters had done it": nothing else is there to be meant
            theirs = token.lemma_.lower() in _HANDS or token.lemma_.lower() in _ARMS
            return bool(by.entity) and theirs and by.kind is not SourceKind.NARRATOR
        if not by.entity:
            return False
        entity = self.notes.entities[meant].id
        body = self.principal(by) if entity != by.entity else None
        return entity == by.entity or (body is not None and body.entity == entity)


@functools.cache
def _relatives() -> frozenset[str]:
    return frozenset(w for e in load("relations", RelationNoun) if e.kind in _KINDS_OF_KIN for w in e.lemmas)


@functools.cache
def _countries() -> dict[str, str]:
    """Return the countries of adjectives, by their two letters."""
    return {n.lower(): e.to for e in load("place_demonyms", Demonym) for n in e.names}


def country_of(ground: Ground, ref: SourceRef | None) -> str:
    """Return the two letters of the country whose body or officer somebody is by name, "" where nothing says so."""
    entity = ground.entity(ref) if ref is not None else None
    if ref is None or (entity is not None and entity.country):
        return entity.country if entity is not None else ""
    if " " not in ref.name and (code := country_named(ref.name)):
        return code  # a country that the parser takes for a person
    return next((c for w in ref.name.lower().split() if (c := _countries().get(w))), "")


@functools.cache
def _capitals() -> dict[str, str]:
    """Return the countries of capitals, by their two letters."""
    return {n.lower(): e.country for e in load("place_capitals", Capital) for n in e.names}


def inside_unit(token: Token) -> Token | None:
    """Return whom a unit consists of ("a column of Red Dawn rebels"), None where no body is named so."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in _UNITS:
        return None
    of = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    held = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if held is None or held.ent_type_ in ("GPE", "LOC", "DATE", "EVENT"):
        return None
    named = held.pos_ == "PROPN" or any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in held.children)
    return held if named else None


def is_unit(token: Token) -> bool:
    """Say whether a word is a unit of a body that is named ("a column of rebels", "a Red Dawn detachment")."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in _UNITS:
        return False
    return inside_unit(token) is not None or any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.children)


def names_nobody(actor: Token) -> bool:
    """Say whether words name nobody ("no group", "nobody")."""
    return actor.lower_ in _NOBODY or any(c.lower_ in ("no", "neither") for c in actor.children)


def plain(name: str) -> str:
    """Return a name as it is looked up: lower case, without an article."""
    return name.lower().removeprefix("the ").strip()


def _sure(name: str) -> str:
    """Return a name without the doubt before it ("Suspected Red Dawn")."""
    first, _, rest = name.partition(" ")
    return rest if rest and (first.lower() in _DOUBTS or first == "not") else name
