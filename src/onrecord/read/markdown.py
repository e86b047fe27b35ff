"""Markdown: its marks go, its words stay where they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.model import Span
from onrecord.read.dates import from_header
from onrecord.read.draft import Draft, Facts, Hint, Mark
from onrecord.read.normalise import Builder, clean, unbroken

_BREAK = re.compile(r"\r\n?|\n")


def draft_markdown(source: str) -> Draft:
    """Return the draft of a Markdown text; a head of "key: value" lines between "---" gives facts."""
    source = unbroken(source)
    facts, start = _front_matter(source)
    writer = _Writer(source, _line_starts(source), start)
    try:
        tokens = MarkdownIt("commonmark", {"maxNesting": 40}).parse(_blank(source, start))
    except (RecursionError, ValueError, IndexError):
        text, runs = clean(source)
        return Draft(text, runs, facts=facts)
    writer.write(tokens)
    if not writer.out.text().strip():  # all of it deeper than the parser goes
        text, runs = clean(source)
        return Draft(text, runs, facts=facts)
    return Draft(writer.out.text(), tuple(writer.out.runs), tuple(writer.marks), facts)


def _blank(source: str, end: int) -> str:
    """Return the source with everything before `end` blank, line for line."""
    return "".join("\n" if c == "\n" else " " for c in source[:end]) + source[end:]


def _line_starts(source: str) -> list[int]:
    """Return where each line begins, counted as markdown-it counts them."""
    return [0, *(m.end() for m in _BREAK.finditer(source))]


@dataclass(slots=True)
class _Writer:
    """Writes the words of the tokens, each looked for in its own lines of the source."""

    source: str
    starts: Sequence[int]
    at: int
    out: Builder = field(default_factory=Builder)
    marks: list[Mark] = field(default_factory=list)

    def write(self, tokens: Sequence[Token]) -> None:
        quote = heading = 0
        titled = False
        for token in tokens:
            quote += (token.type == "blockquote_open") - (token.type == "blockquote_close")
            if token.type == "heading_open":
                heading = int(token.tag[1:])
            elif token.type == "heading_close":
                heading = 0
            if token.type not in ("inline", "fence", "code_block"):
                continue
            hint = Hint.QUOTE if quote else Hint.NONE
            if heading:
                hint = Hint.TITLE if heading == 1 and not titled else Hint.HEADING
                titled = titled or heading == 1
            self._paragraph(token, hint)

    def _paragraph(self, token: Token, hint: Hint) -> None:
        first, last = token.map or [0, len(self.starts)]
        begin = self.starts[min(first, len(self.starts) - 1)]
        end = self.starts[last] if last < len(self.starts) else len(self.source)
        self.at = max(self.at, begin)
        pieces = list(_pieces(token))
        if not "".join(pieces).strip():
            return
        if self.out.length:
            self.out.add("\n\n")
        start = self.out.length
        for words in pieces:
            where = self.source.find(words, self.at, end) if words.strip() else -1
            self.out.add(words, where if where >= 0 else None)
            self.at = where + len(words) if where >= 0 else self.at
        if hint:
            self.marks.append(Mark(Span(start, self.out.length), hint))


def _pieces(token: Token) -> Iterator[str]:
    """Return the words of a block: without marks, its soft line breaks as spaces."""
    if token.type != "inline":
        yield token.content.rstrip("\n")
        return
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            yield child.content
        elif child.type == "softbreak":
            yield " "
        elif child.type == "hardbreak":
            yield "\n"


def _front_matter(source: str) -> tuple[Facts, int]:
    """Return the facts of a head between two lines of "---", and where the text begins."""
    if not source.startswith(("---\n", "---\r\n")):
        return Facts(), 0
    end = source.find("\n---", 4, 5000)
    if end < 0:
        return Facts(), 0
    given: dict[str, str] = {}
    for line in source[4:end].splitlines():
        key, colon, value = line.partition(":")
        if colon:
            given.setdefault(key.strip().lower(), value.strip().strip("\"'"))
    behind = source.find("\n", end + 1)
    published = from_header(given.get("date", "") or given.get("published", ""))
    return Facts(
        title=given.get("title", ""),
        outlet=given.get("outlet", "") or given.get("publisher", ""),
        byline=tuple(filter(None, [given.get("author", "")])),
        published=published,
        published_from="header" if published else "",
        url=given.get("url", ""),
    ), (behind + 1 if behind >= 0 else len(source))
