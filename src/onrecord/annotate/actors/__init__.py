"""Persons, bodies and groups, with their titles, offices and ties."""

from onrecord.annotate.actors.dictionary import NO_ACTORS, Dictionary, load_dictionary
from onrecord.annotate.actors.find import find_actors

__all__ = ["NO_ACTORS", "Dictionary", "find_actors", "load_dictionary"]
