"""How large an input may be, and the figures by which segments are told apart.

Sizes were chosen on 2026-11-22 from 5,600 news texts (longest 60,000 code points, longest paragraph 29,000) and from
saved pages, whose images are sometimes inside the page.
"""

MAX_BYTES = 20_000_000
"""Bytes of one input, or of one row of a JSON-lines file. Larger is refused before it is read."""

MAX_TEXT = 1_000_000
"""Code points of one report. About five hundred pages: no report is that long, and parsing it takes minutes."""

MAX_LINE = 300_000
"""Code points without a line break. Ten times the longest paragraph seen; beyond it the input is not prose."""

MAX_DEPTH = 1_000
"""Open elements of a page. Deeper pages are read without the article finder, which works by recursion."""

MAX_TAGS = 50_000
"""Tags of a page. The article finder takes half a second for 10,000 and five for 100,000 odd ones (2026-11-22); the
longest live blogs seen have 30,000. Pages with more are read without it."""

EDGE = 2_000
"""Paragraphs from either end of a report in which page lines and introductions are looked for."""

MAX_ROWS = 100_000
"""Reports of one JSON-lines file or feed."""

SNIFF = 65_536
"""Bytes looked at to tell what an input is."""

BINARY_SHARE = 0.02
"""Share of control characters above which an input is no text; texts with stray ones have under one in a thousand."""

SHINGLE = 4
"""Words that must stand together in both places to count as repeated."""

REPEATED = 0.5
"""Share of a paragraph's shingles found elsewhere that makes it an excerpt. An excerpt cut and joined by hand keeps
over .7; two paragraphs of one report that tell the same thing in other words stay under .2."""

EXCERPT_WORDS = 25
"""Shorter paragraphs are not looked at: a sentence said twice is no excerpt."""

HEADLINE_WORDS = 25
"""A headline has at most so many words."""

LINE_WORDS = 40
"""An introduction, a credit or a piece of page furniture has at most so many words."""

HEAD = 12
"""Paragraphs from the top within which date line, byline and site header are looked for."""
