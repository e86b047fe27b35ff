"""The report out of a page.

trafilatura decides what is article; the words are cut from the page itself, so that each keeps its place in the source.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from onrecord.errors import UnreadableInput
from onrecord.model import RawRun, Skipped, Span
from onrecord.read import limits
from onrecord.read.draft import Draft, Facts, Hint, Mark
from onrecord.read.lines import furniture
from onrecord.read.markup import Block, Scan, scan
from onrecord.read.normalise import Builder, align, unbroken
from onrecord.read.pagefacts import page_facts, site_name

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)

_SHORT = 20
"""Words of a block that can still be a heading or a byline."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))

_PREFIX = 32
"""Characters without white space that two blocks must begin with to be the same although they end otherwise."""

_COVERED = 0.6
"""Share of trafilatura's text that must be found among the page's blocks; below, its text is taken as it is."""

_ASIDE_WORDS = 120
"""Words of page furniture kept between two paragraphs of the article; more is left out and said so."""


def declared(data: bytes) -> str:
    """Return the encoding that a page or an XML document names in its first bytes, or ""."""
    found = _XML.search(data[:400]) or _DECLARED.search(data[:8192])
    return found[1].decode("ascii") if found else ""


def draft_page(source: str) -> Draft:
    """Return the draft of a saved page.

    Raises:
        UnreadableInput: there is no article on it.
    """
    found = scan(source)
    facts = page_facts(found)
    simple = found.depth <= limits.MAX_DEPTH and source.count("<") <= limits.MAX_TAGS
    units = _article(source) if simple else []
    chosen = _matched(found.blocks, units) if units else _plausible(found.blocks)
    if units and _covered(found.blocks, chosen, units) < _COVERED:
        return _as_extracted(units, found, facts, source)
    if not any(chosen):
        raise UnreadableInput(
            "There is no article on this page.", fix="Save the page of the report itself, or its text as a text file."
        )
    return _written(found, chosen, facts)


def draft_fragment(source: str) -> Draft:
    """Return the draft of HTML that holds nothing but a report, as feeds and messages carry it; offsets are in it."""
    found = scan(source)
    hints = [(b, _hint(b, taken=True)) for b in found.blocks if "head" not in b.inside]
    text, runs, marks = _put_together(hints)
    return Draft(text, runs, marks, page_facts(found))


def _article(source: str) -> list[str]:
    """Return the paragraphs that trafilatura takes for the article, or none where it finds no article or fails."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second, and only pages need it

    try:
        found = bare_extraction(unbroken(source), include_comments=False, with_metadata=False)
    except Exception:  # noqa: BLE001 - whatever a page does to its parser, the blocks are still there to read
        return []
    text = (found.get("text") if isinstance(found, dict) else getattr(found, "text", "")) or ""
    return [line for line in text.split("\n") if line.strip()]


def _key(words: str) -> str:
    return "".join(words.split())


def _matched(blocks: Sequence[Block], units: Sequence[str]) -> list[bool]:
    """Say of each block whether it is part of the article.

    Both are in the order of the page, so a block is looked for where the article goes on; failing that, among its
    paragraphs, whole or by their beginning.
    """
    article = [_key(u) for u in units]
    stream, whole = "".join(article), set(article)
    beginnings = {k[:_PREFIX] for k in article if len(k) >= _PREFIX}
    at, out = 0, []
    for block in blocks:
        key = "" if "head" in block.inside else _key(block.text)
        same = bool(key) and stream.startswith(key, at)
        if same:
            at += len(key)
        elif len(key) >= _PREFIX and (key in whole or key[:_PREFIX] in beginnings):
            same = True
            ahead = stream.find(key[:_PREFIX], at, at + 20_000)
            at = ahead + len(key) if ahead >= 0 else at
        out.append(same)
    return out


def _covered(blocks: Sequence[Block], chosen: Sequence[bool], units: Sequence[str]) -> float:
    have = sum(len(_key(b.text)) for b, c in zip(blocks, chosen, strict=True) if c)
    return have / max(1, sum(len(_key(u)) for u in units))


def _plausible(blocks: Sequence[Block]) -> list[bool]:
    """Choose blocks without trafilatura: running text that stands in no menu, side column or form."""
    return [not b.inside & {"side", "head", "title"} and len(b.text.split()) >= 12 for b in blocks]


def _as_extracted(units: Sequence[str], found: Scan, facts: Facts, source: str) -> Draft:
    text = "\n\n".join(units)
    left = _words(found.blocks) - len(text.split())
    return Draft(text, align(text, source)[0], facts=facts, skipped=_notes(found, left))


def _words(blocks: Iterable[Block]) -> int:
    return sum(len(b.text.split()) for b in blocks if "head" not in b.inside)


def _notes(found: Scan, left: int) -> tuple[Skipped, ...]:
    """Return what is to be said of a page: how many words were left out, and whether it ends where it should."""
    notes = []
    if left > 0:
        words = "1 word" if left == 1 else f"{left} words"
        notes.append(Skipped("read", f"page furniture (menus, side columns, comments): {words}"))
    if found.torn:
        notes.append(Skipped("read", f"the page ends in the middle of {found.torn}: it may have been cut off"))
    return tuple(notes)


def _hint(block: Block, *, taken: bool) -> Hint:
    if "figcaption" in block.inside:
        return Hint.CAPTION
    if not taken:
        return Hint.FURNITURE
    if "blockquote" in block.inside:
        return Hint.QUOTE
    if any(f"h{n}" in block.inside for n in range(1, 7)):
        return Hint.HEADING
    return Hint.NONE


def _written(found: Scan, chosen: Sequence[bool], facts: Facts) -> Draft:
    blocks = found.blocks
    first = chosen.index(True)
    last = len(chosen) - 1 - list(reversed(chosen)).index(True)
    running = (n for n in range(first, last) if chosen[n] and len(blocks[n].text.split()) > _SHORT)
    title = _headline(blocks, next(running, first), last, facts.title)
    start = min(first, title) if title is not None and title > -1 else first
    hints = [(b, Hint.FURNITURE) for b in blocks[:start] if _names_author(b)]
    for number in range(start, last + 1):
        block = blocks[number]
        taken = chosen[number] or _heads(blocks, chosen, number)
        hint = Hint.TITLE if number == title else _hint(block, taken=taken)
        if "head" not in block.inside or hint is Hint.TITLE:
            hints.append((block, hint))
    hints = _without_asides(hints)
    text, runs, marks = _put_together(hints)
    kept = {id(b) for b, _ in hints}
    left = _words(b for b in blocks if id(b) not in kept)
    if not facts.outlet:
        page = next((b.text for b in blocks[:20] if "title" in b.inside), "")
        headline = facts.title or (blocks[title].text if title is not None else "")
        facts = dataclasses.replace(facts, outlet=site_name(page, headline))
    return Draft(text, runs, marks, facts, _notes(found, left))


def _heads(blocks: Sequence[Block], chosen: Sequence[bool], number: int) -> bool:
    """Say whether a block is a heading right above text of the article, as the entries of a live blog have."""
    inside = blocks[number].inside
    return not inside.isdisjoint(_HEADINGS) and "side" not in inside and number + 1 < len(chosen) and chosen[number + 1]


def _names_author(block: Block) -> bool:
    """Say whether a block of the page's head is the line that says whose blog it is."""
    line = None if "head" in block.inside or len(block.pieces) > 50 else furniture(block.text)
    return line is not None and line.role == "author"


def _headline(blocks: Sequence[Block], first: int, last: int, title: str) -> int | None:
    """Return the number of the block that is the headline.

    It is the heading that the page's title is, else the last one above the text that the title holds - it often has the
    name of the site too, which can be a heading of its own -, else the nearest h1.
    """
    wanted = _key(title + "\n" + "\n".join(b.text for b in blocks[:20] if "title" in b.inside)).casefold()
    headings = [n for n in range(last + 1) if blocks[n].inside & _HEADINGS and "side" not in blocks[n].inside]
    said = [n for n in headings if n <= first + 3 and _key(blocks[n].text).casefold() in wanted]
    exact = [n for n in said if _key(blocks[n].text).casefold() == _key(title).casefold()]
    if exact or said:
        return exact[0] if exact else max(said, key=lambda n: (n <= first, n if n <= first else -n))
    tops = [n for n in headings if "h1" in blocks[n].inside and n <= first + 3]
    return tops[-1] if tops else None


def _without_asides(hints: list[tuple[Block, Hint]]) -> list[tuple[Block, Hint]]:
    """Leave out runs of page furniture that are too long to be anything but another part of the page."""
    out: list[tuple[Block, Hint]] = []
    run: list[tuple[Block, Hint]] = []
    for item in [*hints, None]:
        if item and item[1] is Hint.FURNITURE:
            run.append(item)
            continue
        if sum(len(b.text.split()) for b, _ in run) <= _ASIDE_WORDS:
            out += run
        run = []
        if item:
            out.append(item)
    return out


def _put_together(hints: Sequence[tuple[Block, Hint]]) -> tuple[str, tuple[RawRun, ...], tuple[Mark, ...]]:
    out = Builder()
    marks: list[Mark] = []
    for block, hint in hints:
        if out.length:
            out.add("\n\n")
        start = out.length
        for words, raw in block.pieces:
            out.add(words, raw)
        if hint:
            marks.append(Mark(Span(start, out.length), hint))
    return out.text(), tuple(out.runs), tuple(marks)
