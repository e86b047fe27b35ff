"""Doc and claims to incidents, series and rows of responsibility."""

from onrecord.incidents.blame import find_attributions
from onrecord.incidents.find import find_incidents

__all__ = ["find_attributions", "find_incidents"]
