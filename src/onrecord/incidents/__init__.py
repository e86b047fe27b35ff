"""Doc and claims to incidents and series: `find_incidents`."""

from onrecord.incidents.find import find_incidents

__all__ = ["find_incidents"]
