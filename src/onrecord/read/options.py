"""What a user can say about an input that the input does not say itself."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.read.dates import iso


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Facts that win over what the input says.

    Attributes:
        published: ISO 8601 date or date-time of publication, or "".
        outlet: who published it, or "".
        url: address it was published at, or "".
        media_type: what the input is ("text/html", "text/markdown", ...), or "" to look at the bytes.
    """

    published: str = ""
    outlet: str = ""
    url: str = ""
    media_type: str = ""

    def __post_init__(self) -> None:
        """Refuse a date that is none.

        Raises:
            UsageError: `published` is not an ISO 8601 date.
        """
        if self.published and not iso(self.published):
            message = f"{self.published!r} is not a date."
            raise UsageError(message, fix="Write it as 2026-02-28 or 2026-02-28T09:30.")
