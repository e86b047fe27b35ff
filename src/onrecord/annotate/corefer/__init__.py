"""Who "he", "the group" and "the general" are: a resolver over the parse."""

from onrecord.annotate.corefer.resolve import resolve

__all__ = ["resolve"]
