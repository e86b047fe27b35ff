"""The entry types of the lexicons. A key of a YAML entry is a field here, so the two cannot drift apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has.

    Attributes:
        id: short and unique in its file.
        example: an invented sentence that the entry decides; a test runs it.
    """

    id: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingCue(Entry):
    """A word that ties a source to a content.

    Attributes:
        lemma: its lemma, with a particle behind a space ("point out").
        pos: "verb", "noun", "adj" or "adv".
        frames: how a content may hang on it, best first: "that", "bare" and "wh" (finite clauses), "to", "ing", "np",
            "small" ("called it theft"), "np-to" (urged them to go), "as" and "around" ("it failed, she said"), or a
            preposition ("of", "np-of"); "pass-" in front where the cue is passive ("pass-to": was expected to),
            "not-" where it must be negated, "would-" where it must stand with "would" ("would like to").
        act: value of `onrecord.model.Act` that it mostly performs.
        hop: value of `onrecord.model.HopKind`.
    """

    lemma: str
    pos: str
    frames: tuple[str, ...]
    act: str = "assert"
    hop: str = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurmisePhrase(Entry):
    """A phrase by which the narrator holds something possible in his own name ("I would not rule out that ...").

    Attributes:
        pattern: a regular expression, without regard to case.
        needs: one of these stands in every phrase that it finds, in small letters; a sentence without is not searched.
        place: where the words held possible stand: "after" the phrase, or "before" it as its subject.
        level: value of `onrecord.model.Level`.
    """

    pattern: str
    needs: tuple[str, ...]
    place: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNoun(Entry):
    """A noun that tells what kind of source it heads.

    Attributes:
        lemma: its lemma.
        kind: value of `onrecord.model.SourceKind`; "person" becomes collective in the plural.
    """

    lemma: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Entry):
    """A word that decides how sure its complement is.

    Attributes:
        lemma: its lemma.
        pos: "verb", "adjective" or "noun".
        affirmed: what follows for the complement when the word is affirmed: a `Level` and "+" or "-".
        negated: the same when the word is negated.
    """

    lemma: str
    pos: str
    affirmed: str
    negated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge(Entry):
    """A word that lowers or turns the certainty of what it modifies.

    Attributes:
        lemma: its lemma.
        kind: "modal", "adverb", "adjective", "determiner", "preposition" or "conjunction".
        effect: a `Level` and "+" or "-".
    """

    lemma: str
    kind: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCue(Entry):
    """Words before a quotation mark that introduce a name or a word as a word, not somebody's speech.

    Attributes:
        words: the words, lower case, parted by spaces; hyphens stand without spaces.
    """

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWord(Entry):
    """A word that reports an event, with the syntactic places of those who have a part in it.

    Places hold a part: a `RoleKind`, or "agent" (perpetrator, person or organisation), "patient" (victim where it is a
    person, else target), "attacker" (as agent), "agent-or-weapon", "opponent", "site" (target where it is a thing),
    "body", "cause", "whose" (the victim is whose it is: "on the prefect's life").

    Attributes:
        lemmas: lemmas of the word; any of them.
        pos: "verb", "noun", "adj" or "any".
        type: PLOVER type.
        mode: PLOVER mode, "" where the word does not say.
        label: noun for the title ("Shooting").
        subject: part of the active subject and of the passive agent.
        object: part of the object and the passive subject; of a noun's possessor.
        slots: "preposition=part" for phrases that hang on the word.
        harm: what it says was done to its object, a `HarmKind`.
        force: "event"; "weak" (a reading that needs a filled place); "harm" (an event, often the outcome of another);
            "effect" (only ever the outcome of another); "echo" (only refers to what was told).
        particles: one of these must hang on it ("gun down").
        needs: one of these must stand beside it or hang on it.
        unless: none of these may stand in its sentence.
        weapon_object: whether its object must be a weapon.
        needs_weapon: whether its subject or object must be a weapon or a thing that can blow up.
        person: whether its object must be a person.
        alone: whether it takes no object and no clause ("demonstrated against the toll", not "demonstrated the pump").
        done_to: whether one of `needs` as its subject, without an object, makes it nobody's act ("the ferry sank").
        bodies: whether somebody with a part in it must speak for a state or a body.
        plural: whether only the plural means it.
        search: whether it must tell a search or arrests, no attack ("police raided the shop").
        adjective: part of a nation's adjective before it ("American sanctions").
        governors: verbs whose subject takes part in it ("mounted a mutiny").
        refers: whether a definite noun phrase with it can refer to an event told before.
        echo: whether it can refer to an event of any mode of its type.
        tag: a finer kind where the mode is too coarse ("arson", "robbery", "clash", "stoppage").
    """

    lemmas: tuple[str, ...]
    pos: str
    type: str
    label: str
    mode: str = ""
    subject: str = ""
    object: str = ""
    slots: tuple[str, ...] = ()
    harm: str = ""
    force: str = "event"
    particles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    weapon_object: bool = False
    needs_weapon: bool = False
    person: bool = False
    alone: bool = False
    done_to: bool = False
    bodies: bool = False
    plural: bool = False
    search: bool = False
    adjective: str = ""
    governors: tuple[str, ...] = ()
    refers: bool = False
    echo: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon(Entry):
    """A thing that people are attacked with.

    Attributes:
        lemmas: its lemmas.
        mode: PLOVER mode that it makes an attack, "" where it says nothing.
        needs: one of these must stand beside it or govern it; empty where the word alone means a weapon.
    """

    lemmas: tuple[str, ...]
    mode: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWord(Entry):
    """Nouns for people.

    Attributes:
        lemmas: their lemmas.
        kind: "perpetrator", "combatant", "body" or "person".
    """

    lemmas: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWord(Entry):
    """Words that count.

    Attributes:
        words: as written, lower case.
        low: least number that they allow.
        high: most, 0 where they set no bound.
        exact: whether they say a number.
    """

    words: tuple[str, ...]
    low: int
    high: int
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RealisWord(Entry):
    """A word that says whether what it governs took place.

    Attributes:
        lemmas: its lemmas.
        kind: "governor", "modifier", "modal", "mark" or "negation"; "given" takes the event as one that took place
            ("an investigation into the murder"), "compound" stands behind it ("murder plot").
        realis: a `Realis`.
    """

    lemmas: tuple[str, ...]
    kind: str
    realis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesWord(Entry):
    """A word that puts incidents together.

    Attributes:
        lemmas: its lemmas.
        kind: "group" ("a string of attacks") or "member" ("the latest attack", "the second such attack").
    """

    lemmas: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetWord(Entry):
    """Nouns for things that attacks are aimed at.

    Attributes:
        lemmas: their lemmas.
    """

    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MishapWord(Entry):
    """Causes of harm that are nobody's attack.

    Attributes:
        lemmas: their lemmas.
    """

    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWord(Entry):
    """A word that says what became of somebody after an attack.

    Attributes:
        lemmas: lemmas of the word; any of them.
        pos: "verb", "noun" or "adj".
        kind: an `OutcomeKind`.
        who: "subject", or "object" (the object, or the passive subject); of a noun, whose it is or of whom it is said.
        needs: one of these lemmas must stand in its clause.
        before: the word that must stand before it ("at" large).
    """

    lemmas: tuple[str, ...]
    pos: str
    kind: str
    who: str = "subject"
    needs: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord(Entry):
    """A word that time expressions are made of.

    Attributes:
        code: the letter that the grammar of time expressions knows it by.
        value: what it adds: a number, a unit, a TIMEX3 value.
        words: its forms in lower case.
        reads: TIMEX3 value of the example, published on Wednesday, 2025-03-12.
    """

    code: str
    value: str
    words: tuple[str, ...]
    reads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(Entry):
    """A day with a name.

    Attributes:
        rule: how its day is found in a year (see `times.dates.holiday`).
        words: its names in lower case.
        reads: TIMEX3 value of the example, published on Wednesday, 2025-03-12.
    """

    rule: str
    words: tuple[str, ...]
    reads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueWord(Entry):
    """Words for the occasion on which something is said.

    Attributes:
        literal: lower-case lemmas in order ("news conference").
        venue: value of `onrecord.model.Venue`.
        cue: whether the word is itself a verb of saying ("tweet").
    """

    literal: str
    venue: str
    cue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletWord(Entry):
    """A word or name by which a name is known for a publisher's.

    Attributes:
        word: the word, without article.
        kind: "noun" (part of a name), "outlet" (a whole name) or "agency" (a whole name, also in datelines).
    """

    word: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction(Entry):
    """A line that says whose report follows, or whose it was.

    Attributes:
        pattern: a regular expression for the whole line, with {people}, {outlet}, {verb} and {place}.
        strong: whether it can be read in no other way.
        any_outlet: whether any capitalised name counts as an outlet there, not only one known for it.
        place: "above" (content follows) or "credit" (above or below what it credits).
    """

    pattern: str
    strong: bool
    any_outlet: bool = False
    place: str = "above"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine(Entry):
    """A line of a page that is not the report.

    Attributes:
        pattern: a regular expression for the whole line, with {people} and {outlet}.
        place: "any", "head" (before the text) or "tail" (after some of it).
        opens: "" (itself alone), "list" (and the short lines after it) or "rest" (and everything after it).
        role: "" or what it tells: "author" (whose blog it is), "byline", "caption".
    """

    pattern: str
    place: str
    opens: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank(Entry):
    """Titles that stand before a name.

    Attributes:
        forms: as written, lower case, without full stops, words parted by spaces.
        noun: what a holder is called ("general" for "Lt. Gen."), "" where nobody is called so ("mr").
        gender: "male", "female" or "" where it does not say.
    """

    forms: tuple[str, ...]
    noun: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeNoun(Entry):
    """What persons are by office or work.

    Attributes:
        lemmas: their lemmas; several words are parted by spaces.
        broader: lemmas that the same person may be called by as well.
        gender: "male", "female" or "" where they do not say.
    """

    lemmas: tuple[str, ...]
    broader: tuple[str, ...] = ()
    gender: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNoun(Entry):
    """Nouns for persons, groups and bodies.

    Attributes:
        lemmas: their lemmas.
        kind: "person" (one of them), "group" (several of them) or "organisation" (a body, in either number).
        gender: "male", "female" or "" where they do not say.
        role: what they are called by what was done, "" where nothing.
        subject: verbs whose subject may be called so afterwards ("the attacker").
        object: verbs whose object may be called so afterwards ("the victim").
    """

    lemmas: tuple[str, ...]
    kind: str
    gender: str = ""
    role: str = ""
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationNoun(Entry):
    """Nouns that tie a person to somebody else.

    Attributes:
        lemmas: their lemmas.
        kind: the kind of tie, as `onrecord.model.Relation` has it.
        gender: "male", "female" or "" where they do not say.
    """

    lemmas: tuple[str, ...]
    kind: str
    gender: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationName(Entry):
    """Names of bodies, and words that end or begin the name of a body.

    Attributes:
        names: as written; words that end or begin one are lower case.
        kind: "organisation" for names, "head" for words that end one, "first" for foreign words that begin one.
        country: ISO 3166 alpha-2 code where the body belongs to one country.
    """

    names: tuple[str, ...]
    kind: str = "organisation"
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenName(Entry):
    """Given names that mostly one gender bears.

    Attributes:
        names: lower case.
        gender: "male" or "female".
    """

    names: tuple[str, ...]
    gender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameWord(Entry):
    """A word that ties an actor to a deed.

    Slots name a place in the word's frame: "subj" (subject, or agent of a passive), "obj" (object, or subject of a
    passive, or the noun that a participle or relative clause modifies), "poss", "mod" (a name before a noun), "of by"
    (the agent inside what stands behind "of"; "of agent": only behind "by"), "at of" (whose it is "at the door of"),
    "acl by" (the agent of a participle behind a noun), "prep:of" and the like, "clause", and "unsaid" for a deed that
    the word may leave out.

    Attributes:
        lemma: its lemma.
        pos: "verb", "noun" or "adjective".
        actor: slots where the actor stands, best first.
        deed: slots where the deed stands, best first.
        stance: "accused", "suspected", "charged", "convicted", "cleared", "claimed", "denied", "hinted" for
            signs that point at somebody, or "states" for a word that says who did it without an act of its own.
        speaks: whether its subject is the one who says so ("accuse"); else it is whoever says the sentence.
        needs: one of these must hang on it ("pointed the finger at").
        strict: whether the deed must be the very word in its slot ("led the attack", not "the inquiry into it").
    """

    lemma: str
    pos: str
    actor: tuple[str, ...]
    deed: tuple[str, ...]
    stance: str
    speaks: bool = False
    needs: tuple[str, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNoun(Entry):
    """A noun for persons or bodies.

    Attributes:
        lemma: its lemma.
        kind: "authority" (organ or officer of a state), "lay" (anybody else, also where a state's name stands
            beside it: "lawmaker"), or "nameless" (says nothing about who it is: "gunman").
    """

    lemma: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName(Entry):
    """A name, short form or abbreviation of a place that the gazetteer lacks or reads otherwise.

    Attributes:
        names: as written; forms with a full stop or in capitals are matched as they stand.
        to: the country ("UA") or first-order division ("US.TX") it stands for, "" for a place of its own.
        level: value of `onrecord.model.PlaceLevel`, for a place of its own.
        geonames_id: GeoNames number, 0 where it has none.
        country: ISO 3166 alpha-2 code, "" where it has none.
        latitude: degrees north, for a place of its own.
        longitude: degrees east, for a place of its own.
        after_town: whether it is read only behind a town and a comma ("Millbrook, Ind.").
    """

    names: tuple[str, ...]
    to: str = ""
    level: str = ""
    geonames_id: int = 0
    country: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    after_town: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonym(Entry):
    """Adjectives and names of a people, and where they point.

    Attributes:
        names: as written; a plural in -s is understood.
        to: a country ("UA"), a division ("US.TX"), or the id of a `PlaceName`.
    """

    names: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWord(Entry):
    """Words around a place name that decide what it is.

    Attributes:
        kind: what they do, such as "facility", "title", "inside", "acts".
        words: lower case, except for kind "never".
    """

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capital(Entry):
    """A capital whose name stands for its government.

    Attributes:
        names: as written.
        country: ISO 3166 alpha-2 code.
    """

    names: tuple[str, ...]
    country: str
