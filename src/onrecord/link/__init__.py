"""Records to links: which report repeats which, and what is the same incident or entity across reports."""

from onrecord.link.find import LinkOptions, link
from onrecord.link.profiles import Profile, profile

__all__ = ["LinkOptions", "Profile", "link", "profile"]
