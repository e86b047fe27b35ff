"""Every error of onrecord, in one tree.

    OnrecordError              the base: a message, what to do (`fix`), and where
    |- BadInput                a report cannot be read at all (exit 3)
    |  |- MissingInput         there is nothing at that path
    |  |- EmptyInput           no words in it
    |  |- UnreadableInput      not text, or not in a format that is read
    |  `- OversizedInput       larger than the limits in `read/limits.py`
    |- BadRecord               JSON that is not an onrecord/1 record (exit 3)
    |- BadLexicon              a lexicon entry that cannot be used
    |- MissingModel            the language model is not installed (exit 2)
    `- UsageError              the options do not fit together (exit 2)

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


class BadRecord(OnrecordError):
    """JSON that is not a record of this format."""

    slug = "bad-record"


class BadLexicon(OnrecordError):
    """A lexicon entry that cannot be used."""

    slug = "bad-lexicon"


class MissingModel(OnrecordError):
    """The language model is not installed."""

    slug = "missing-model"
    exit_code = 2


class UsageError(OnrecordError):
    """Options that do not fit together."""

    slug = "usage"
    exit_code = 2
