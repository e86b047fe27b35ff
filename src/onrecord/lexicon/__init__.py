"""Word lists as data: `load(name, kind)` reads and checks them."""

from onrecord.lexicon.load import fingerprint, load

__all__ = ["fingerprint", "load"]
