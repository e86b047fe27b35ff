"""The entry types of the lexicons that only reading uses."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class WireCredit(Entry):
    """A news agency, as credit lines name it.

    Attributes:
        name: its full name, without article.
        also: its other names; those in capitals count in capitals only ("AP", "PA").
    """

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine(Entry):
    """Words by which a report says whose work it is besides its publisher's.

    Attributes:
        pattern: a regular expression without regard to case, with {agency}, {outlet}, {people} and {publisher}, a name
            that is known for a publisher's.
        kind: value of `onrecord.model.CreditKind`.
        place: where it stands: "start" of a paragraph, "line" (all of one), "end" of one, "last" (end of one of the
            report's last), or "any".
        needs: where it has no {agency}: words of which one must be there, in lower case; they spare most paragraphs.
        names: what the example's credit is for, "" where it names nobody.
    """

    pattern: str
    kind: str
    place: str
    needs: tuple[str, ...] = ()
    names: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOpening(Entry):
    """An abbreviation that stands before a name and ends no sentence.

    Attributes:
        word: as it is written, with its full stop.
    """

    word: str
