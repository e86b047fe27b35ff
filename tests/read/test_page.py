"""Pages: invented ones with all that stands round a report, and broken ones."""

from __future__ import annotations

import time

import pytest

from onrecord.model import Report, SegmentKind
from onrecord.read import read_bytes

ONE = (
    "A shell hit a fuel depot in Larn on Tuesday, the city&rsquo;s mayor said, and at least two   people were\n hurt, "
    "according to the port&nbsp;authority &amp; the fire brigade."
)
ONE_TEXT = (
    "A shell hit a fuel depot in Larn on Tuesday, the city’s mayor said, and at least two people were hurt, "
    "according to the port\u00a0authority & the fire brigade."
)
TWO = (
    "The mayor, Olle Quill, said that the shell had &quot;come from the hills&quot;, but <b>did not</b> say who had "
    '<a href="x">fired</a> it. The hill militia denied that it had fired at the town.'
)
THREE = (
    "It was the second attack on the harbour in a week. On Friday a mine damaged the ferry Selma, the coast guard said."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Shell hits depot | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><link rel="canonical" href="https://hp.example/larn">
<script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","headline":"Shell hits depot",
"datePublished":"2025-03-04T08:00:00+01:00","author":[{{"name":"Ilse Brandt"}},
{{"name":"Tomas de Reyle"}}]}}]}}</script>
<style>p{{color:red}}</style></head><body><header><nav><ul><li><a href="/w">World</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to make this site work. Accept all or manage your preferences.</p></div>
<main><article><h1>Shell hits depot</h1><p class="byline">By Ilse Brandt and Tomas de Reyle</p>
<figure><img src="a.jpg"><figcaption>Smoke over the depot on Tuesday.</figcaption></figure><p>{ONE}</p>
<div class="share">Share this article</div><p>{TWO}</p>
<blockquote><p>We saw it fall from the sky, and then the roof was gone, said Olle Brandt at the quay.</p></blockquote>
<div class="newsletter"><p>Sign up for our newsletter.</p></div><p>{THREE}</p></article>
<aside class="related"><h3>Related stories</h3><ul><li><a>Ferry hits mine</a></li></ul></aside>
<section id="comments"><h3>Comments (1)</h3><p>Nobody guards the hills, as I have said for many years.</p></section>
</main>
<footer><p>© 2025 The Harbour Post</p></footer></body></html>"""


def one(source: str) -> Report:
    (item,) = read_bytes(source.encode(), "p.html")
    assert isinstance(item, Report), item
    for run in item.raw_map:
        assert source[run.raw : run.raw + run.length] == item.text[run.text : run.text + run.length]
    return item


def words(report: Report, kind: SegmentKind) -> str:
    return "\n".join(s.span.words(report.text) for s in report.segments if s.kind is kind)


def reasons(report: Report) -> list[str]:
    assert all(s.stage == "read" for s in report.skipped)
    return [s.reason for s in report.skipped]


def test_page_with_everything_round_it() -> None:
    report = one(PAGE)
    assert (report.title, report.outlet, report.url) == (
        "Shell hits depot",
        "The Harbour Post",
        "https://hp.example/larn",
    )
    assert (report.published, report.published_from) == ("2025-03-04T08:00:00+01:00", "page")
    assert report.byline == ("Ilse Brandt", "Tomas de Reyle")
    assert words(report, SegmentKind.HEADLINE) == "Shell hits depot"
    assert words(report, SegmentKind.CAPTION) == "Smoke over the depot on Tuesday."
    body = words(report, SegmentKind.BODY)
    assert ONE_TEXT in body
    assert 'had "come from the hills", but did not say who had fired it.' in body
    assert THREE in body
    assert words(report, SegmentKind.EXCERPT).startswith("We saw it fall")
    assert "newsletter" in words(report, SegmentKind.BOILERPLATE)
    assert not any(w in report.text for w in ("cookies", "Ferry hits mine", "Nobody guards", "World", "©"))


def test_nearly_all_of_a_page_is_mapped() -> None:
    report = one(PAGE)
    assert sum(r.length for r in report.raw_map) > 0.9 * len(report.text)


def test_truncated_page_is_read_as_far_as_it_goes() -> None:
    report = one(PAGE[: PAGE.index("denied that it had") + 12])
    assert ONE_TEXT in report.text
    assert report.text.endswith("The hill militia denied that")
    assert reasons(report)[-1].startswith("the page ends in the middle of <article>, which is never closed")


@pytest.mark.parametrize(
    ("cut", "inside"),
    [('<a href="x">fired', "a tag"), ("<style>", "a style"), ("<blockquote>", "<article>")],
)
def test_how_a_truncated_page_ends_is_said(cut: str, inside: str) -> None:
    page = PAGE if cut != "<style>" else PAGE.replace("<blockquote>", "<style>", 1)
    end = page.rindex(cut) + (len(cut) if inside == "a style" else 9 if inside == "a tag" else 0)
    report = one(page[:end])
    assert ONE_TEXT in report.text
    assert f"middle of {inside}" in reasons(report)[-1]


def test_what_a_page_leaves_out_is_counted() -> None:
    # Menu 1, cookies 14, related stories 5, comments 13, copyright 5.
    assert reasons(one(PAGE)) == ["page furniture (menus, side columns, comments): 38 words"]
    assert reasons(one(f"<html><body><p>{ONE}<p>{TWO}")) == []


BLOG = """<html><head><title>The Quay Notebook: Do Not Be So Sure</title></head><body><h1>The Quay Notebook</h1>
<p>A Blog by Ada Quist</p>
<div class="post"><h2 class="date-header">Mar 5, 2025</h2><h3>Do Not Be So Sure</h3><div class="body">
The shell may have been fired by those who blame the militia for it. The mayor has a harbour to sell to people who
would rather it were cheap.&nbsp;AQ<br><br><b>Ilse Brandt reports in the Harbour Post:</b><br><br>
%s<br><br>%s</div></div>
<div id="comments"><h4>0 comments:</h4><p>Post a Comment</p></div></body></html>"""


def test_blog_page_with_line_breaks_for_paragraphs() -> None:
    report = one(BLOG % (ONE, THREE))
    kinds = [s.kind.value for s in report.segments if s.kind is not SegmentKind.BOILERPLATE]
    assert kinds == ["headline", "commentary", "introduction", "body"]
    assert report.title == "Do Not Be So Sure"
    assert report.segments[-1].voice.byline == ("Ilse Brandt",)
    assert [s.voice.name for s in report.segments if s.kind is SegmentKind.COMMENTARY] == ["Ada Quist"]


@pytest.mark.parametrize(
    "source",
    [
        "<html><body>" + "<div>" * 100_000 + f"<p>{THREE}</p>" + "</div>" * 100_000,
        f"<html><p>{THREE}</p>" + "<a " * 100_000,
        f"<html><p>{THREE}</p>" + '<a "> ' * 60_000,
        f"<html><p>{THREE}</p>" + "<!-- " * 100_000,
        f"<html><p>{THREE}</p>" + "<svg><textarea>" * 60_000,
        f"<html><p>{THREE}</p>" + " " * 2_000_000,
    ],
    ids=["nested", "unclosed tags", "unclosed quotes", "unclosed comments", "unclosed opaque", "white space"],
)
def test_hostile_pages_are_read_in_bounded_time(source: str) -> None:
    began = time.perf_counter()
    assert THREE in one(source).text
    assert time.perf_counter() - began < 15
