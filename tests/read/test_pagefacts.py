"""Headline, byline, date and outlet of pages as several kinds of publishers write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.model import Report, SegmentKind
from onrecord.read import read_bytes
from onrecord.read.pagefacts import site_name

ONE = (
    "A shell hit a fuel depot in Larn on Tuesday, the city's mayor said, and at least two people were hurt in the fire "
    "that followed, according to the port authority and the fire brigade of the town."
)
TWO = (
    "The mayor, Olle Quill, said that the shell had come from the hills but did not say who had fired it. The hill "
    "militia denied that it had fired at the town and offered to let monitors see its guns."
)
HEADLINE = "Shell hits depot in Larn, two hurt"


def page(head: str, body: str = f"<h1>{HEADLINE}</h1><p>{ONE}</p><p>{TWO}</p>") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><article>{body}</article></body></html>'


def linked(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def one(source: str | bytes) -> Report:
    (item,) = read_bytes(source.encode() if isinstance(source, str) else source, "p.html")
    assert isinstance(item, Report), item
    return item


def facts(report: Report) -> tuple[str, str, tuple[str, ...], str]:
    return report.title, report.outlet, report.byline, report.published


def words(report: Report, kind: SegmentKind) -> list[str]:
    found = "\n".join(s.span.words(report.text) for s in report.segments if s.kind is kind)
    return [line for line in found.split("\n") if line]


def test_newspaper_with_meta_elements_and_a_byline_without_by() -> None:
    meta = {
        "og:title": HEADLINE,
        "og:site_name": "the Northern Sentinel",
        "article:published_time": "2025-03-04T09:12:00.000Z",
        "article:author": "https://sentinel.example/profile/ilse-brandt",
        "author": "Ilse Brandt",
    }
    head = "".join(f'<meta property="{k}" content="{v}">' for k, v in meta.items())
    body = f"<h1>{HEADLINE}</h1><p>Ilse Brandt in Larn</p><p>Tue 4 Mar 2025 09.12 GMT</p><p>{ONE}</p><p>{TWO}</p>"
    report = one(page(f"<title>{HEADLINE} | World | The Northern Sentinel</title>{head}", body))
    assert facts(report) == (HEADLINE, "Northern Sentinel", ("Ilse Brandt",), "2025-03-04T09:12:00+00:00")
    assert words(report, SegmentKind.BOILERPLATE) == ["Ilse Brandt in Larn", "Tue 4 Mar 2025 09.12 GMT"]
    assert words(report, SegmentKind.BODY) == [ONE, TWO]


def test_blog_whose_publisher_is_a_platform() -> None:
    head = linked(
        **{"@type": "BlogPosting", "headline": HEADLINE, "datePublished": "2025-03-05T10:00:00-05:00"},
        author={"@type": "Person", "name": "Ada Quist"},
        publisher={"@type": "Organization", "name": "Blogger"},
    )
    assert facts(one(page(head))) == (HEADLINE, "", ("Ada Quist",), "2025-03-05T10:00:00-05:00")


def test_agency_with_a_list_of_objects_and_a_headline_escaped_twice() -> None:
    head = linked(
        **{"@type": ["NewsArticle"], "headline": "Two hurt &amp; port shut", "datePublished": "2025-03-04T08:00:00Z"},
        author=[{"name": "Ilse Brandt"}, {"name": "Tomas Reyle, Defence Correspondent"}],
        publisher={"@type": "NewsMediaOrganization", "name": "Meridian News", "logo": {"url": "x"}},
    ).replace("{", "[{", 1)
    head = head.replace("</script>", "]</script>")
    body = (
        f"<h1>Two hurt &amp; port shut</h1><p>LARN, March 4 (Meridian) - {ONE}</p><p>{TWO}</p><p>Our standards: x</p>"
    )
    report = one(page(head, body))
    assert facts(report) == (
        "Two hurt & port shut",
        "Meridian News",
        ("Ilse Brandt", "Tomas Reyle"),
        "2025-03-04T08:00:00+00:00",
    )
    assert words(report, SegmentKind.HEADLINE) == ["Two hurt & port shut"]
    assert words(report, SegmentKind.BOILERPLATE) == ["Our standards: x"]


def test_live_blog_keeps_the_headings_of_its_entries() -> None:
    head = linked(
        **{"@type": "LiveBlogPosting", "headline": HEADLINE, "datePublished": "2025-03-04T09:15:00Z"},
        author={"@type": "Organization", "name": "Coast News"},
        publisher={"@type": "Organization", "name": "Coast News"},
        liveBlogUpdate=[{"@type": "BlogPosting", "headline": "Mayor speaks", "datePublished": "2025-03-04T12:15:00Z"}],
    )
    body = f"<h1>{HEADLINE}</h1><h2>Mayor speaks</h2><p>{TWO}</p><h2>First reports</h2><p>{ONE}</p>"
    report = one(page(head, body))
    assert facts(report) == (HEADLINE, "Coast News", (), "2025-03-04T09:15:00+00:00")
    assert words(report, SegmentKind.BODY) == ["Mayor speaks", TWO, "First reports", ONE]


def test_page_that_is_not_utf8() -> None:
    charset = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    facts_given = '<meta name="author" content="José Muñoz"><meta name="date" content="2025-03-04">'
    head = f"{charset}<title>Harbour Post - Café bombed</title>{facts_given}"
    body = f"<h1>Café bombed</h1><p>By José Muñoz</p><p>{ONE}</p><p>The café’s owner said: “Nobody was warned.”</p>"
    report = one(page(head, body).encode("cp1252"))
    assert facts(report) == ("Café bombed", "Harbour Post", ("José Muñoz",), "2025-03-04")
    assert words(report, SegmentKind.BODY)[-1] == "The café’s owner said: “Nobody was warned.”"
    assert report.encoding == "windows-1252"


def test_amp_page_whose_publisher_stands_in_another_script() -> None:
    head = linked(
        **{"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2025-03-04T08:00:00+01:00"},
        author={"name": "By Ilse Brandt, Defence Correspondent"},
        publisher={"@id": "https://hp.example/#org"},
    ) + linked(**{"@graph": [{"@type": "Organization", "@id": "https://hp.example/#org", "name": "Harbour Post"}]})
    body = (
        f"<h1>{HEADLINE}</h1><amp-img src='a'></amp-img><p>{ONE}</p><amp-ad></amp-ad><p>Advertisement</p><p>{TWO}</p>"
    )
    report = one(page(head, body).replace("<html", "<html ⚡"))
    assert facts(report) == (HEADLINE, "Harbour Post", ("Ilse Brandt",), "2025-03-04T08:00:00+01:00")
    assert words(report, SegmentKind.BODY) == [ONE, TWO]


@pytest.mark.parametrize(
    ("title", "site"),
    [
        (f"{HEADLINE} | World | The Harbour Post", "Harbour Post"),
        (f"Harbour Post: {HEADLINE}", "Harbour Post"),
        (f"{HEADLINE} | Meridian", "Meridian"),
        (f"{HEADLINE} - Live Updates", ""),
        (HEADLINE, ""),
    ],
)
def test_site_name(title: str, site: str) -> None:
    assert site_name(title, HEADLINE) == site


@pytest.mark.parametrize(
    "script", ["[[[", "[1, null]", '{"@graph": 3}', '{"@type": "Article", "publisher": [[]], "author": 5}']
)
def test_linked_data_of_any_shape(script: str) -> None:
    report = one(page(f'<script type="application/ld+json">{script}</script>'))
    assert facts(report) == (HEADLINE, "", (), "")
