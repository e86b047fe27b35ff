"""Place names: found, told apart from other names, and placed by a packaged gazetteer."""

from onrecord.annotate.places.find import country_of, find_places, lookup

__all__ = ["country_of", "find_places", "lookup"]
