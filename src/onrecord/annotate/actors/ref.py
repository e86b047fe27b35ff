"""References to actors, and what a text holds of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model import EntityKind, MentionKind, Skipped


@dataclass(slots=True)
class Ref:
    """Something that may refer to an actor, or a thing that a pronoun may mean instead.

    Attributes:
        head: token that decides.
        start: first token of the phrase.
        end: one past its last token.
        form: name, nominal or pronoun.
        kind: what it refers to, as far as it says; THING for what is no actor.
        lemma: lemma of the head noun, with "deputy" or the like before it; the pronoun in lower case.
        name: words of the name without title, () where it is none.
        gender: "male", "female" or "".
        plural: whether it is several.
        definite: "definite", "indefinite", "bare" or "possessive".
        sentence: number of its sentence.
        weight: how prominent its place in the clause is.
        possessor: head token of the possessor or complement, -1 where none.
        complement: words of the complement ("the G.R.U." in "head of the G.R.U."), "" where none.
        marks: countries and peoples among its modifiers, and what else sets it apart (ordinals, numbers).
        country: ISO code that it says.
        titles: offices said with it before a name, as (start, end) tokens.
        quote: number of the quotation of speech that it stands in, -1 outside.
        former: whether "former" or the like modifies it.
        own: first token of the name itself, behind title and modifiers.
        modifies: whether it is a name that only modifies a noun ("Tavell supporters").
        place: whether the words are a place here, by what `places` says.
        seat: whether the name is the seat of a government ("Moscow").
        compounds: nouns and names that modify the head, lower case: they tell one group from another.
        dep: relation of the head token to its governor.
        governor: token that the head token hangs on.
    """

    head: int
    start: int
    end: int
    form: MentionKind
    kind: EntityKind
    lemma: str = ""
    name: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    definite: str = "definite"
    sentence: int = 0
    weight: float = 1.0
    possessor: int = -1
    complement: str = ""
    marks: tuple[str, ...] = ()
    country: str = ""
    titles: tuple[tuple[int, int], ...] = ()
    quote: int = -1
    former: bool = False
    own: int = 0
    modifies: bool = False
    compounds: tuple[str, ...] = ()
    place: bool = False
    seat: bool = False
    dep: str = ""
    governor: int = -1

    @property
    def actor(self) -> bool:
        """Say whether it refers to somebody who can act."""
        return self.kind is not EntityKind.THING


@dataclass(slots=True)
class Found:
    """What stands in a text that may refer to actors.

    Attributes:
        refs: in order of the text; a possessor before the phrase it stands in ends.
        at: head token -> index into `refs`.
        paragraphs: number of the paragraph of every sentence.
        skipped: what was left out.
        body_words: last words of names of bodies, lower case.
    """

    refs: list[Ref] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    paragraphs: list[int] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    body_words: frozenset[str] = frozenset()
