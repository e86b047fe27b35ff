"""How large an input may be, and the figures by which segments are told apart.

Sizes were chosen on 2026-11-22 beside 6,516 news texts of eight corpora: the longest has 100,000 code points, the
longest paragraph 12,400. Saved pages are larger, since their images are sometimes inside the page.
"""

MAX_BYTES = 20_000_000
"""Bytes of one input, or of one row of a JSON-lines file. Larger is refused before it is read."""

MAX_TEXT = 1_000_000
"""Code points of one report. About five hundred pages: no report is that long, and parsing it takes minutes."""

MAX_LINE = 300_000
"""Code points without a line break. Twenty times the longest paragraph seen; beyond it the input is not prose."""

MAX_DEPTH = 1_000
"""Open elements of a page. Deeper pages are read without the article finder, which works by recursion."""

MAX_TAGS = 30_000
"""Tags of a page. The time of the article finder grows with their square: on pages of ordinary paragraphs .5 s for
10,000, 5 s for 50,000, 23 s for 100,000 (2026-11-22, seconds of one core). Pages with more are read without it."""

EDGE = 2_000
"""Paragraphs from either end of a report in which page lines and introductions are looked for."""

MAX_ROWS = 100_000
"""Reports of one JSON-lines file or feed."""

MAX_MEMBERS = 1_000_000
"""Files of an archive, or records of a web archive. A crawl of one site over a year stays below."""

MAX_UNPACKED = 20_000_000_000
"""Bytes that one archive may unpack to. Unpacking so much takes two minutes (zlib, 2026-11-22); nothing of it is kept
but the record at hand."""

MAX_DIRECTORY = 64_000_000
"""Bytes of the directory of a ZIP archive, which is read whole: about half a million names."""

MAX_HEADER = 65_536
"""Bytes of the header of a record of a web archive, and of the HTTP header in it."""

MAX_SPOOLED = 2_000_000_000
"""Bytes of an archive on standard input, kept in a temporary file since its directory stands at its end."""

MAX_NESTED = 2
"""Archives within archives that are followed."""

MAX_PAGES = 1_000
"""Pages of a PDF. A report of `MAX_TEXT` has about five hundred."""

MAX_PDF_STREAM = 4_000_000
"""Bytes that one stream of a PDF may unpack to. A page of text has some thousand; reading four million takes 2 s."""

MAX_PDF_STEPS = 200_000
"""Drawing steps of a PDF. A page of text has 50 to 300, where every word is set by itself 1,500; a step takes up to
.1 ms (pypdf 7.1, 2026-11-22), so a hostile file ends after some 20 s."""

MAX_LISTED = 1_000_000
"""Paths of a list file."""

SNIFF = 65_536
"""Bytes looked at to tell what an input is."""

BINARY_SHARE = 0.02
"""Share of control characters above which an input is no text; a choice. None of the 6,516 news texts has any
(2026-11-22), so it leaves room for a few stray ones."""

SHINGLE = 4
"""Words that must stand together in both places to count as repeated."""

REPEATED = 0.5
"""Share of a paragraph's shingles found elsewhere that makes it an excerpt. Of 5,278 paragraphs in 400 news articles
(PolNeAR train, 2026-11-22) the median shares nothing, 98 in 100 stay under .2, and 31 reach .5."""

EXCERPT_WORDS = 25
"""Shorter paragraphs are not looked at: a sentence said twice is no excerpt."""

HEADLINE_WORDS = 25
"""A headline has at most so many words."""

TEASER_WORDS = 16
"""The headline of another story between the paragraphs has at most so many words; a choice."""

LINE_WORDS = 40
"""An introduction, a credit or a piece of page furniture has at most so many words."""

SITE_WORDS = 5
"""The name of a site above its report has at most so many words."""

BYLINE_WORDS = 8
"""A line that begins with the name of a writer and has no more words is a byline, not yet text."""

HEAD = 12
"""Paragraphs from the top within which date line, byline and site header are looked for."""
