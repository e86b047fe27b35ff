"""Doc and claims to incidents, series and rows of responsibility."""

from onrecord.incidents.find import find_incidents
from onrecord.incidents.responsibility.find import find_attributions

__all__ = ["find_attributions", "find_incidents"]
