"""Who and what a report names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"  # agency, party, company, armed group
    STATE = "state"  # a country or its government as an actor
    GROUP = "group"  # "residents", "Ukrainian officials", "analysts"
    THING = "thing"  # a document, a building, a weapon
    UNKNOWN = "unknown"


class MentionKind(StrEnum):
    """How an entity is referred to."""

    NAME = "name"
    NOMINAL = "nominal"  # "the general"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference to an entity.

    Attributes:
        span: its words: the whole noun phrase, without a trailing clause or possessive mark.
        head: the word that decides ("general" in "the wounded general").
        kind: name, nominal or pronoun.
        why: what tied it to the entity.
    """

    span: Span
    head: Span
    kind: MentionKind
    why: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A title, rank or office that the report gives somebody.

    Attributes:
        title: as said ("deputy head", "foreign minister", "Lt. Gen.").
        organisation: of what ("G.R.U.", "Russia"), "" where not said.
        span: the words.
        former: True for "former", "ex-", "then-".
    """

    title: str
    organisation: str
    span: Span
    former: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two entities that the report states ("the general's boss").

    Attributes:
        kind: a word of the lexicon, such as "superior", "subordinate", "assistant", "spokesman", "relative", "member".
            Read: this entity is the `kind` of the other: Igor with kind "superior" is the superior of `other`.
        other: id of the other entity.
        span: the words that say so.
    """

    kind: str
    other: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body or group, with every reference to it in the report.

    Attributes:
        id: from the report's id and its first mention.
        kind: person, organisation, state, group, thing or unknown.
        name: fullest name the report gives; the fullest description where no name is given.
        mentions: every reference, in order.
        aliases: other names the report uses.
        offices: titles and offices, in order of mention.
        relations: ties to other entities.
        country: ISO 3166 alpha-2 where the report says it ("Russia's foreign minister" -> RU), else "".
        named: whether the report names it at all.
        sector: part of society in PLOVER's codes ("GOV", "MIL", "REB"...), "" where the words do not say.
        known_by: the entry of a user's dictionary that gave country or sector, "" where none did.
    """

    id: str
    kind: EntityKind
    name: str
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    relations: tuple[Relation, ...] = ()
    country: str = ""
    named: bool = True
    sector: str = ""
    known_by: str = ""
