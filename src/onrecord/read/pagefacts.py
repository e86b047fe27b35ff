"""Headline, outlet, byline, date and address of a page, from JSON-LD and meta elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.read.dates import from_header
from onrecord.read.draft import Facts
from onrecord.read.markup import Scan
from onrecord.read.names import outlet, plain_outlet

_TITLES = ("og:title", "twitter:title", "dc.title", "title", "headline")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "twitter:creator")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "og:published_time",
)
_PLATFORMS = frozenset(
    ("blogger", "wordpress", "wordpress.com", "medium", "substack", "squarespace", "wix", "tumblr", "ghost")
)
"""What publishes a blog on behalf of whoever writes it, and is no outlet."""

_JOBS = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|staff|columnist|bureau chief|contributor|producer|agenc(?:y|ies))s?\b",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"\s+[|»·•–—-]\s+|:\s+|\s+::\s+")
_ARTICLE = re.compile(r"Article|BlogPosting|Report|LiveBlog", re.IGNORECASE)


def page_facts(found: Scan) -> Facts:
    """Return what a page says about itself; JSON-LD first, then meta elements, then a time element."""
    nodes = list(_nodes(found.linked))
    linked = next((n for n in nodes if _ARTICLE.search(str(n.get("@type", "")))), {})
    meta = found.meta
    publisher = _publisher(linked, nodes) or _first(meta, _SITES).lstrip("@").removeprefix("the ")
    writers = _names(linked.get("author")) or _names(_first(meta, _AUTHORS))
    published = from_header(_text(linked.get("datePublished"))) or next(
        (d for k in _DATES if (d := from_header(meta.get(k, "")))), ""
    )
    if not published and len(set(found.times)) == 1:
        published = from_header(found.times[0])
    return Facts(
        title=_text(linked.get("headline")) or _first(meta, _TITLES),
        outlet=publisher,
        byline=tuple(w for w in writers if w.casefold() != publisher.casefold()),
        published=published,
        published_from="page" if published else "",
        url=found.canonical or meta.get("og:url", "") or _text(linked.get("url")),
        language=found.language,
    )


def site_name(title: str, headline: str) -> str:
    """Return the publisher that the title of a page names beside the headline, or "".

    Args:
        title: what stands in the title element, such as "Shell hits depot | World | The Harbour Post".
        headline: the headline of the report.
    """
    rest = [p for p in _JOINTS.split(title[:500]) if p and p.casefold() not in headline.casefold()]
    known = next((name for p in reversed(rest) if (name := outlet(p))), "")
    last = rest[-1] if rest and title.endswith(f"| {rest[-1]}") else ""
    return known or (plain_outlet(last) if last else "")


def _publisher(linked: dict[str, Any], nodes: list[dict[str, Any]]) -> str:
    """Return the name of an article's publisher, which may stand in another object under the same "@id"."""
    given = linked.get("publisher")
    given = given[0] if isinstance(given, list) and given else given
    name = _name(given)
    if not name and isinstance(given, dict) and isinstance(given.get("@id"), str):
        name = next((_name(n) for n in nodes if n.get("@id") == given["@id"] and _name(n)), "")
    return "" if name.casefold() in _PLATFORMS else name.removeprefix("the ")


def _nodes(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """Return the JSON-LD objects of the top level and of "@graph"."""
    for script in scripts:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for thing in data if isinstance(data, list) else [data]:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            yield from (n for n in [thing, *(graph if isinstance(graph, list) else [])] if isinstance(n, dict))


def _text(value: Any) -> str:
    # Headlines in scripts are often escaped twice.
    return " ".join(html.unescape(value.encode("utf-8", "replace").decode()).split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(dict.fromkeys(n for v in value[:50] for n in _names(v)))
    name = re.sub(r"^by\s+", "", _name(value), flags=re.IGNORECASE)
    if not name or name.startswith(("http://", "https://", "@")):
        return ()
    parts = (p.strip() for p in re.split(r";|\s+and\s+|,\s*(?=[^,]+\s[^,]+)", name))
    return tuple(p for p in parts if p and not _JOBS.search(p))


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((" ".join(meta[k].split()) for k in keys if meta.get(k)), "")
