"""Persons, bodies and groups, with their titles, offices and ties."""

from onrecord.annotate.actors.find import find_actors

__all__ = ["find_actors"]
