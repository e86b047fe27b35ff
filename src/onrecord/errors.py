"""Every error of onrecord, in one tree.

    OnrecordError              the base: a message, what to do (`fix`), and where
    |- BadInput                a report cannot be read at all (exit 3)
    |  |- MissingInput         there is nothing at that path
    |  |- EmptyInput           no words in it
    |  |- UnreadableInput      not text, or not in a format that is read
    |  |- OversizedInput       larger than the limits in `read/limits.py`
    |  |- LockedInput          it needs a password
    |  `- LeftOut              files of a folder or an archive that are no reports (exit 0: no fault)
    |- BadRecord               JSON that is not an onrecord/1 record (exit 3)
    |- CaseError               a case cannot be opened, read or written (exit 3)
    |  |- MissingCase          there is no case at that path
    |  |- NotACase             the file is something else
    |  |- NewerCase            a newer version of onrecord made it
    |  |- LockedCase           another program is writing to it
    |  |- ReadOnlyCase         it may not be written to
    |  |- FullDisk             there is no room for it
    |  `- DamagedCase          it cannot be read as it was written
    |- BadLexicon              a lexicon entry that cannot be used
    |- MissingModel            the language model is not installed (exit 2)
    |- BadWeights              the trained weights are missing or are not those that were shipped (exit 2)
    `- UsageError              the options do not fit together (exit 2)
       |- UnknownId            nothing in the case has that id
       |- AmbiguousId          several things have an id that begins so
       `- BadQuery             a search that cannot be read

Each class has a `slug`, which JSON output carries, so that callers match on it and never on the text.
"""

from __future__ import annotations

from typing import ClassVar


class OnrecordError(Exception):
    """The base of every error that onrecord raises on purpose.

    Args:
        message: what is wrong, one sentence.
        fix: what the reader can do about it, one sentence in the imperative.
        where: the path, line or record it was found in, if any.
    """

    slug: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, *, fix: str, where: str | None = None) -> None:
        """Keep the three parts apart; `str(error)` joins them."""
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.where = where

    def __str__(self) -> str:
        """Return place, message and fix on one line."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message} {self.fix}"

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process (keyword-only arguments do not by themselves)."""
        return (_rebuild, (type(self), self.message, self.fix, self.where))

    def as_dict(self) -> dict[str, str | None]:
        """Return the shape in which every error leaves as JSON."""
        return {"error": self.slug, "message": self.message, "fix": self.fix, "where": self.where}


def _rebuild(kind: type[OnrecordError], message: str, fix: str, where: str | None) -> OnrecordError:
    return kind(message, fix=fix, where=where)


class BadInput(OnrecordError):
    """A report that cannot be read."""

    slug = "bad-input"


class MissingInput(BadInput):
    """There is nothing at the path."""

    slug = "missing-input"


class EmptyInput(BadInput):
    """The input holds no words."""

    slug = "empty-input"


class UnreadableInput(BadInput):
    """The input is not text, or not in a format that is read."""

    slug = "unreadable-input"


class OversizedInput(BadInput):
    """The input is larger than can be read in bounded time and memory."""

    slug = "oversized-input"


class LockedInput(BadInput):
    """The input needs a password."""

    slug = "locked-input"


class LeftOut(BadInput):
    """Files of a folder or an archive that are no reports; said once for all of them, and no fault."""

    slug = "left-out"
    exit_code = 0


class BadRecord(OnrecordError):
    """JSON that is not a record of this format."""

    slug = "bad-record"


class CaseError(OnrecordError):
    """A case that cannot be opened, read or written."""

    slug = "case"


class MissingCase(CaseError):
    """There is no case at the path."""

    slug = "missing-case"


class NotACase(CaseError):
    """The file is something else."""

    slug = "not-a-case"


class NewerCase(CaseError):
    """A newer version of onrecord made the case."""

    slug = "newer-case"


class LockedCase(CaseError):
    """Another program is writing to the case."""

    slug = "locked-case"


class ReadOnlyCase(CaseError):
    """The case may not be written to."""

    slug = "read-only-case"


class FullDisk(CaseError):
    """There is no room left for the case."""

    slug = "full-disk"


class DamagedCase(CaseError):
    """The case cannot be read as it was written."""

    slug = "damaged-case"


class BadLexicon(OnrecordError):
    """A lexicon entry that cannot be used."""

    slug = "bad-lexicon"


class MissingModel(OnrecordError):
    """The language model is not installed."""

    slug = "missing-model"
    exit_code = 2


class BadWeights(OnrecordError):
    """The trained weights are missing, or are not the ones that were shipped."""

    slug = "bad-weights"
    exit_code = 2


class UsageError(OnrecordError):
    """Options that do not fit together."""

    slug = "usage"
    exit_code = 2


class UnknownId(UsageError):
    """Nothing in the case has that id."""

    slug = "unknown-id"


class AmbiguousId(UsageError):
    """Several things in the case have an id that begins so."""

    slug = "ambiguous-id"


class BadQuery(UsageError):
    """A search that cannot be read."""

    slug = "bad-query"
