"""Two texts to changes: what a retelling did to its original."""

from onrecord.drift.find import find_drift
from onrecord.drift.text import Text, text_of

__all__ = ["Text", "find_drift", "text_of"]
