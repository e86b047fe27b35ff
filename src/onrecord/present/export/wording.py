"""How the fields of a record are worded for people. Nothing here says that somebody did something."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable

from onrecord.model import (
    Act,
    Certainty,
    Evidence,
    Form,
    Harm,
    HarmKind,
    HopKind,
    Level,
    OutcomeKind,
    PlaceLevel,
    PlaceMention,
    Polarity,
    Precision,
    Realis,
    RoleKind,
    SegmentKind,
    SourceKind,
    SourceRef,
    Span,
    Stance,
    VoiceKind,
    When,
    quote,
)

STANCES = {
    Stance.FACT: "stated as fact",
    Stance.CLAIMED: "claims it",
    Stance.ACCUSED: "accused",
    Stance.ACCUSED_BY_AUTHORITY: "accused by an authority",
    Stance.SUSPECTED: "suspected",
    Stance.SPECULATED: "speculated about",
    Stance.CHARGED: "charged",
    Stance.CONVICTED: "convicted",
    Stance.DENIED: "denied",
    Stance.CLEARED: "cleared",
}

ACTS = {
    Act.ASSERT: "says",
    Act.ACCUSE: "accuses",
    Act.DENY: "denies",
    Act.CONFIRM: "confirms",
    Act.ACKNOWLEDGE: "acknowledges",
    Act.CLAIM_RESPONSIBILITY: "claims responsibility",
    Act.DEMAND: "demands",
    Act.PROMISE: "promises",
    Act.THREATEN: "threatens",
    Act.PREDICT: "predicts",
    Act.SPECULATE: "speculates",
    Act.ASK: "asks",
    Act.RETRACT: "takes back",
    Act.NO_COMMENT: "does not comment",
    Act.SUPPORT: "supports",
    Act.OPPOSE: "opposes",
    Act.WANT: "wants",
}

REALIS = {
    Realis.ACTUAL: "as having happened",
    Realis.ATTEMPTED: "as attempted",
    Realis.PLANNED: "as planned",
    Realis.FUTURE: "as still to come",
    Realis.HYPOTHETICAL: "as a possibility",
    Realis.DENIED: "as not having happened",
    Realis.GENERIC: "as a kind of event, not one event",
}
"""How an incident is told, to stand after "told"."""

ROLES = {
    RoleKind.PERPETRATOR: "said to be by",
    RoleKind.PERPETRATOR_ORGANISATION: "said to be for",
    RoleKind.VICTIM: "done to",
    RoleKind.TARGET: "aimed at",
    RoleKind.SITE: "at",
    RoleKind.INSTRUMENT: "with",
    RoleKind.PARTY: "between",
    RoleKind.LEADER: "led by",
    RoleKind.RECIPIENT: "towards",
    RoleKind.MEDIATOR: "mediated by",
}

OUTCOMES = {
    OutcomeKind.HOSPITALIZED: "taken to hospital",
    OutcomeKind.CONDITION: "condition said",
    OutcomeKind.CONDITION_UNCLEAR: "condition or whereabouts said to be unclear",
    OutcomeKind.RECOVERING: "survived or recovering",
    OutcomeKind.DIED_LATER: "died later",
    OutcomeKind.ESCAPED: "got away",
    OutcomeKind.AT_LARGE: "at large",
    OutcomeKind.HELD: "held",
    OutcomeKind.SURRENDERED: "gave themselves up",
    OutcomeKind.FREED: "freed",
}

EVIDENCE = {
    Evidence.STATED: "offered",
    Evidence.NONE: "none offered, the report says",
    Evidence.NOT_SAID: "not said",
}

FORMS = {Form.DIRECT: "direct quotation", Form.INDIRECT: "in the reporter's words", Form.MIXED: "partly quoted"}

HOPS = {
    HopKind.NARRATED: "tells",
    HopKind.SAID: "says",
    HopKind.CITED: "is cited",
    HopKind.QUOTED: "is quoted",
    HopKind.SHOWN: "shows",
    HopKind.BELIEVED: "believes",
}

SEGMENTS = {kind: kind.value for kind in SegmentKind} | {SegmentKind.BOILERPLATE: "page furniture"}

_LEVELS = {Level.CERTAIN: "certain", Level.PROBABLE: "probable", Level.POSSIBLE: "possible"}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

MAX_WORDS = 400
"""Characters of quoted words shown in one place; the rest stays one click (or `--json`) away."""

MAX_NAME = 48
"""Characters of a source's name inside a chain, where the claim itself gives the whole of it."""


def visible(text: str) -> str:
    """Return the text with every character that acts instead of showing replaced by a mark such as "⟨U+202E⟩".

    Terminal escapes, bidirectional controls, invisible characters and lone surrogates come with hostile text; left
    in place they change what the reader sees. Line breaks and tabs stay, joiners that scripts need stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _shows(c) else mark_of(c) for c in text)


def mark_of(character: str) -> str:
    """Return the visible mark that stands for a character that does not show."""
    return f"⟨U+{ord(character):04X}⟩"


def _shows(character: str) -> bool:
    if character in "\n\t\u200c\u200d\u00ad":
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def words_of(text: str, spans: Iterable[Span], limit: int = MAX_WORDS) -> str:
    """Return the words of the spans on one line, cut at the limit, in a form that is safe to show."""
    words = quote(text, spans)
    if len(words) > limit:
        words = words[:limit].rsplit(" ", 1)[0] + " …"
    return visible(words)


def quoted(text: str, spans: Iterable[Span], limit: int = MAX_WORDS) -> str:
    """Return the words of the spans between quotation marks, "" where there are none."""
    words = words_of(text, spans, limit)
    return f"“{words}”" if words else ""


def short_name(source: SourceRef, narrator: str = "") -> str:
    """Return who a source is in a few words: without the role, cut where it runs on."""
    bare = SourceRef(source.kind, source.name, source.spans, source.entity)
    name = source_name(bare, narrator)
    return name if len(name) <= MAX_NAME else name[:MAX_NAME].rsplit(" ", 1)[0] + " …"


def source_name(source: SourceRef, narrator: str = "") -> str:
    """Return who a source is, in words.

    Args:
        source: who stands at a hop.
        narrator: name of the voice of the segment, where the report gives it.
    """
    if source.kind == SourceKind.NARRATOR:
        return visible(source.name or narrator) or "the report itself"
    name = visible(" ".join(source.name.split()))
    if source.kind == SourceKind.UNKNOWN and not name:
        return "somebody (not said who)"
    role = visible(" ".join(source.role.split()))
    if set(role.casefold().replace(",", "").split()) - set(name.casefold().replace(",", "").split()):
        name = f"{name}, {role}" if name else role
    if source.kind == SourceKind.ANONYMOUS:
        return f"{name} (not named)" if name else "somebody not named"
    return name or source.kind.value


def how_sure(text: str, certainty: Certainty, content: Iterable[Span] = ()) -> str:
    """Return class, polarity and the words that say so, such as "NOT so, certain (“denied”)".

    Args:
        text: text of the report.
        certainty: what to word.
        content: what is put forward. Where only its own words deny ("said that nobody left"), "NOT so" beside it would
            read as if that were disputed: it is "in the negative" then.
    """
    words = ", ".join(quoted(text, [h]) for h in certainty.hedges)
    parts = tuple(content)
    own = bool(parts) and any(any(s.covers(h) for s in parts) for h in certainty.hedges)
    return _class_of(certainty, own=own) + (f" ({words})" if words else "")


def _class_of(certainty: Certainty, *, own: bool = False) -> str:
    level = _LEVELS.get(certainty.level, "left open")
    if certainty.polarity == Polarity.NEGATIVE:
        return f"{level}, in the negative" if own else f"NOT so, {level}"
    if certainty.polarity == Polarity.UNKNOWN and certainty.level != Level.UNKNOWN:
        return f"{level}, so or not so"
    return level


def when_words(when: When) -> str:
    """Return a range of time as a person writes it."""
    words = _range_words(when)
    return f"{words} ({visible(when.why.split(';', 1)[0])})" if when.why.startswith("inferred: ") else words


def _range_words(when: When) -> str:
    first, last = when.earliest, when.latest
    if not first and not last:
        return "no date" if when.precision == Precision.UNKNOWN else f"no date ({when.precision.value})"
    if first and last and first[:10] == last[:10]:
        return _one_day(first, last)
    if first and last:
        return _several_days(first, last, when.precision)
    return f"on or after {_date(first)}" if first else f"on or before {_date(last)}"


def _one_day(first: str, last: str) -> str:
    hours = f", {first[11:16]} to {last[11:16]}" if "T" in first and "T" in last and first != last else ""
    hour = f", {first[11:16]}" if "T" in first and first == last else ""
    return _date(first) + hours + hour


def _several_days(first: str, last: str, precision: Precision) -> str:
    year, month = first[:4], first[5:7]
    if precision == Precision.MONTH and last[:7] == first[:7] and month.isdigit():
        return f"{_MONTHS[(int(month) - 1) % 12]} {year}"
    if precision == Precision.YEAR and last[:4] == year:
        return year
    about = "" if precision == Precision.DAY else f" ({precision.value})"
    return f"{_date(first)} to {_date(last)}{about}"


def _date(iso: str) -> str:
    try:
        day = dt.date.fromisoformat(iso[:10])
    except ValueError:
        return visible(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def published_words(published: str) -> str:
    """Return the day a report was published, with the hour where the source gives it."""
    hour = f", {published[11:16]}" if len(published) > 15 and published[10] in "T " else ""
    return _date(published) + hour


def where_words(place: PlaceMention) -> str:
    """Return a place with what it lies in, or that it could not be placed."""
    parts = [place.name]
    if place.admin1 and place.admin1 != place.name and place.level not in {PlaceLevel.COUNTRY, PlaceLevel.ADMIN1}:
        parts.append(place.admin1)
    if place.country and place.level != PlaceLevel.COUNTRY:
        parts.append(place.country)
    words = visible(", ".join(parts))
    notes = []
    if place.why.startswith("inferred: "):
        notes.append(visible(place.why.split(";", 1)[0]))
    if place.level == PlaceLevel.UNPLACED:
        notes.append("not in the gazetteer, or could be several")
    return words + (f" ({'; '.join(notes)})" if notes else "")


def harm_words(harm: Harm) -> str:
    """Return an outcome with its number as far as the words bound it."""
    if harm.kind == HarmKind.NONE:
        return "said to be unhurt" if harm.best is None else f"said to be unhurt: {harm.best}"
    return f"{harm.kind.value}: {_number(harm)}"


def _number(harm: Harm) -> str:
    if harm.best is not None and harm.low == harm.best == harm.high:
        return str(harm.best)
    if harm.high is None:
        least = f"{harm.low} or more" if harm.low else "number not said"
        return f"about {harm.best} ({least})" if harm.best is not None and harm.best != harm.low else least
    bounds = f"{harm.low} to {harm.high}"
    return f"{bounds}, {harm.best} as said" if harm.best is not None else bounds


def voice_words(kind: VoiceKind, name: str, byline: Iterable[str]) -> str:
    """Return who speaks in a segment, "voice not known" where nothing says."""
    people = ", ".join(visible(b) for b in byline)
    shown = visible(name)
    if shown and people and people != shown:
        return f"{shown} ({people})"
    fallback = "the page itself" if kind == VoiceKind.SITE else "voice not known"
    return shown or people or fallback
