"""The only place that speaks SQL: a case in a file or a database."""

from onrecord.ledger.store import Ledger, open_case
from onrecord.ledger.write import Entry, Input, Stored

__all__ = ["Entry", "Input", "Ledger", "Stored", "open_case"]
