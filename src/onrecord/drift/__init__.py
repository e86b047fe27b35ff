"""Two texts to changes: what a retelling did to its original."""

from onrecord.drift.find import Drift, drift_of, find_drift
from onrecord.drift.text import Text, text_of

__all__ = ["Drift", "Text", "drift_of", "find_drift", "text_of"]
