"""Headline, outlet, byline, date and address of a page, from JSON-LD and meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.read.dates import from_header
from onrecord.read.draft import Facts
from onrecord.read.markup import Scan

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
_ARTICLE = re.compile(r"Article|BlogPosting|Report|LiveBlog", re.IGNORECASE)


def page_facts(found: Scan) -> Facts:
    """Return what a page says about itself; JSON-LD first, then meta elements, then a time element."""
    linked = next(_articles(found.linked), {})
    meta = found.meta
    published = from_header(_text(linked.get("datePublished"))) or next(
        (d for k in _DATES if (d := from_header(meta.get(k, "")))), ""
    )
    if not published and len(set(found.times)) == 1:
        published = from_header(found.times[0])
    return Facts(
        title=_text(linked.get("headline")) or _first(meta, _TITLES),
        outlet=_name(linked.get("publisher")) or _first(meta, _SITES).lstrip("@"),
        byline=_names(linked.get("author")) or _names(_first(meta, _AUTHORS)),
        published=published,
        published_from="page" if published else "",
        url=found.canonical or meta.get("og:url", "") or _text(linked.get("url")),
        language=found.language,
    )


def _articles(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """Return the JSON-LD objects that are articles, from the top level and from "@graph"."""
    for script in scripts:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for thing in data if isinstance(data, list) else [data]:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for node in [thing, *(graph if isinstance(graph, list) else [])]:
                if isinstance(node, dict) and _ARTICLE.search(str(node.get("@type", ""))):
                    yield node


def _text(value: Any) -> str:
    return " ".join(value.encode("utf-8", "replace").decode().split()) if isinstance(value, str) else ""


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
    return tuple(p.strip() for p in re.split(r";|\s+and\s+|,\s*(?=[^,]+\s[^,]+)", name) if p.strip())


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((" ".join(meta[k].split()) for k in keys if meta.get(k)), "")
