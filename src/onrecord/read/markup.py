"""Goes through HTML once and keeps where every character stood; trees forget that.

Broken, truncated or hostile pages are normal: the scan never goes back, does not recurse, and ends where the page ends.
"""

from __future__ import annotations

import functools
import html
import re
from collections import Counter
from dataclasses import dataclass, field

from onrecord.read import limits
from onrecord.read.normalise import unbroken

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)")
_REST = re.compile(r"""[^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PIECE = re.compile(r"[^ \t\r\n\f&]+(?: [^ \t\r\n\f&]+)*|[ \t\r\n\f]+|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|\w{1,31});?|&")
_MARKUP = re.compile(
    r"<(?:p|div|br|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|span|img|figure)\b[^<>]{0,500}>", re.IGNORECASE
)

BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "address",
        "hr",
        "br",
        "details",
        "summary",
        "caption",
        "center",
        "body",
        "html",
        "title",
        "head",
        "option",
        "label",
        "legend",
    ]
)
_NESTING = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "blockquote",
        "figure",
        "figcaption",
        "form",
        "button",
        "title",
        "head",
        "details",
        "caption",
    ]
)
_OPAQUE = frozenset(
    [
        "script",
        "style",
        "textarea",
        "noscript",
        "template",
        "iframe",
        "svg",
        "math",
        "select",
        "object",
        "video",
        "audio",
        "canvas",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SIDE_TAGS = frozenset(["nav", "aside", "footer", "form", "button"])
_SIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|side-?bar|footer|cookies?|consent|newsletter|share|sharing|social|related|comments?"
    r"|disqus|breadcrumbs?|promo|advert\w*|ads?|widget|subscribe|sign-?up|banner|popup|modal|tags|toolbar|recommend\w*)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_QUOTE_LIMIT = 50
"""Tags with an unclosed quotation mark after which quotes in tags are no longer followed to the end of the page."""


@dataclass(slots=True)
class Block:
    """A stretch of a page that stands on its own lines.

    Attributes:
        pieces: its words with where each stands in the source, None where the source has them otherwise.
        inside: names of the open elements that tell what it is: h1, blockquote, figcaption, title, side.
        space: a space that is due before the next word: its offset, -1 where the source has other white space, None.
    """

    inside: frozenset[str]
    pieces: list[tuple[str, int | None]] = field(default_factory=list)
    space: int | None = None

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(words for words, _ in self.pieces)


@dataclass(slots=True)
class Scan:
    """What one pass over a page finds.

    Attributes:
        blocks: in order, without empty ones.
        meta: name or property -> content, the first of each.
        linked: contents of JSON-LD scripts.
        times: `datetime` of time elements.
        canonical: the page's own address.
        language: of the html element.
        depth: most elements open at once.
        torn: what the page ends in the middle of, such as "a tag" or "<article>, which is never closed"; "" otherwise.
    """

    blocks: list[Block] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    canonical: str = ""
    language: str = ""
    depth: int = 0
    torn: str = ""


def looks_like_markup(text: str) -> bool:
    """Say whether a string is HTML and not plain text: it has elements that texts are written with."""
    return _MARKUP.search(text[: limits.SNIFF]) is not None


def scan(source: str) -> Scan:
    """Return the blocks and the facts of a page."""
    scanner = _Scanner(source)
    scanner.run()
    return scanner.found


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.found = Scan()
        self.stack: list[tuple[str, str]] = []
        self.open: Counter[str] = Counter()
        self.zones: Counter[str] = Counter()
        self.block: Block | None = None
        self.unclosed = 0
        self.endless: set[str] = set()
        self.ended = False

    def run(self) -> None:
        source, at = self.source, 0
        while at < len(source):
            lt = source.find("<", at)
            if lt < 0:
                self._words(at, len(source))
                break
            self._words(at, lt)
            at = self._markup(lt)
        self._end_block()
        if not self.found.torn and self.stack and not self.ended:
            self.found.torn = f"<{self.stack[-1][0]}>, which is never closed"

    def _markup(self, lt: int) -> int:
        """Take what begins at a "<" and return where it ends."""
        source = self.source
        if source.startswith("<!--", lt):
            return self._behind("-->", lt + 4, "a comment")
        if source.startswith(("<!", "<?"), lt):
            if source.startswith("<![CDATA[", lt):
                return lt + 9
            return self._behind(">", lt, "a tag")
        tag = _TAG.match(source, lt)
        if not tag:
            self._words(lt, lt + 1)
            return lt + 1
        name, end = tag["name"].lower(), self._tag_end(tag.end())
        attributes = source[tag.end() : end - 1]
        if tag["close"]:
            self._close(name)
            return end
        return self._open(name, attributes, end)

    def _tag_end(self, at: int) -> int:
        if self.unclosed < _QUOTE_LIMIT:
            found = _REST.match(self.source, at)
            if found:
                return found.end()
            self.unclosed += 1
        return self._behind(">", at, "a tag")

    def _behind(self, mark: str, at: int, inside: str) -> int:
        """Return where a mark ends; where there is none, the page ends in the middle of something."""
        found = self.source.find(mark, at)
        if found < 0:
            self.found.torn = self.found.torn or inside
            return len(self.source)
        return found + len(mark)

    def _open(self, name: str, attributes: str, end: int) -> int:
        if name in BLOCKS:
            self._end_block()
        if name in ("meta", "link", "html", "time"):
            self._fact(name, attributes)
        if name in _OPAQUE and not attributes.endswith("/"):
            return self._skip(name, attributes, end)
        if name in _HEADINGS or name == "p":
            for heading in _HEADINGS:
                if self.open[heading]:
                    self._close(heading)
        if name in _NESTING:
            self._push(name, attributes)
        return end

    def _push(self, name: str, attributes: str) -> None:
        zone = name if name in _HEADINGS or name in ("blockquote", "figcaption", "title", "head") else ""
        if name in _SIDE_TAGS or (name != "title" and _SIDE_CLASS.search(_class(attributes))):
            zone = "side"
        elif name == "caption":
            zone = "figcaption"
        self.stack.append((name, zone))
        self.open[name] += 1
        self.found.depth = max(self.found.depth, len(self.stack))
        if zone:
            self.zones[zone] += 1

    def _close(self, name: str) -> None:
        if name in BLOCKS:
            self._end_block()
        self.ended = self.ended or name in ("body", "html")
        if not self.open[name]:
            return
        while self.stack:
            last, zone = self.stack.pop()
            self.open[last] -= 1
            if zone:
                self.zones[zone] -= 1
            if last == name:
                return

    def _skip(self, name: str, attributes: str, end: int) -> int:
        """Pass over an element whose content is no text; keep JSON-LD."""
        close = None if name in self.endless else _closing(name).search(self.source, end)
        if close is None:
            self.endless.add(name)  # looked for once: a thousand unclosed ones must not read the page a thousand times
            if name not in ("script", "style"):
                return end
            self.found.torn = self.found.torn or f"a {name}"
            return len(self.source)
        if name == "script" and "ld+json" in attributes and len(self.found.linked) < 20:
            self.found.linked.append(self.source[end : close.start()])
        return close.end()

    def _fact(self, name: str, attributes: str) -> None:
        given = _attributes(attributes)
        if name == "meta":
            key = given.get("property") or given.get("name") or given.get("itemprop") or ""
            if key and given.get("content"):
                self.found.meta.setdefault(key.lower(), given["content"].strip())
        elif name == "link" and given.get("rel", "").lower() == "canonical":
            self.found.canonical = self.found.canonical or given.get("href", "").strip()
        elif name == "html":
            self.found.language = self.found.language or given.get("lang", "")[:2].lower()
        elif name == "time" and given.get("datetime") and len(self.found.times) < 20:
            self.found.times.append(given["datetime"])

    def _words(self, start: int, end: int) -> None:
        for piece in _PIECE.finditer(self.source, start, end):
            words = piece[0]
            if words[0] in " \t\r\n\f":
                if self.block and self.block.space is None:
                    self.block.space = piece.start() if words[0] == " " else -1
                continue
            block = self._block()
            if block.space is not None:
                block.pieces.append((" ", block.space if block.space >= 0 else None))
                block.space = None
            plain = html.unescape(words) if words[0] == "&" and len(words) > 1 else words
            block.pieces.append((unbroken(plain), piece.start() if plain == words else None))

    def _block(self) -> Block:
        if self.block is None:
            self.block = Block(frozenset(z for z, n in self.zones.items() if n > 0))
        return self.block

    def _end_block(self) -> None:
        if self.block and self.block.text.strip():
            self.found.blocks.append(self.block)
        self.block = None


@functools.cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def _class(attributes: str) -> str:
    if "class" not in attributes and "id" not in attributes and "role" not in attributes:
        return ""
    given = _attributes(attributes)
    return f"{given.get('class', '')} {given.get('id', '')} {given.get('role', '')}"[:300]


def _attributes(words: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(words[:20_000]):
        out.setdefault(name.lower(), html.unescape(double or single or bare))
    return out
