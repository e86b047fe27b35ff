import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser

import pytest

from onrecord.model import Record
from onrecord.present.export.page import page_of
from tests import factory

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """Collects what a browser would see: ids, links, tags, text; refuses tags that do not nest."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self._in_words = 0
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes.extend(given)
        self.ids.extend(v for k, v in attrs if k == "id" and v)
        self.links.extend(v for k, v in attrs if k == "href" and v)
        if tag not in VOID:
            self._open.append(tag)
            if self._in_words or "words" in (given.get("class") or "").split():
                self._in_words += 1

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._in_words = max(0, self._in_words - 1)

    def handle_data(self, data: str) -> None:
        if self._in_words and self._open[-1] != "a":
            self.words.append(data)


def page(*records: Record) -> Page:
    return Page(page_of(records or (factory.full_record(),)))


def test_every_link_inside_the_page_has_a_target_and_ids_stand_once() -> None:
    shown = page()
    inner = [link[1:] for link in shown.links if link.startswith("#")]
    assert set(inner) <= set(shown.ids)
    assert len(shown.ids) == len(set(shown.ids))


def test_every_row_leads_to_its_words_and_back() -> None:
    shown = page()
    for row in ("I1", "I2", "R1", "R2", "C1", "C2", "C3", "C4", "C5"):
        assert row in shown.ids
        assert f"t-{row}" in shown.ids
        assert f"#{row}" in shown.links
        assert f"#t-{row}" in shown.links


def test_a_row_leads_back_to_its_content_first() -> None:
    source = page_of([factory.full_record()])
    assert re.search(r'<a class="tag tC" href="#C2" id="t-C2"', source)
    assert re.search(r'<a class="tag tQ" href="#C5" id="t-C5"', source)
    assert re.search(r'<a class="tag tI" href="#I1" id="t-I1"', source)


def test_the_narrator_is_no_highlight() -> None:
    text = "By P. Uhlova. It rained, the mayor said."
    narrator = factory.source(text, words="P. Uhlova")
    claim = factory.claim(text, "It rained", "said", "the mayor")
    told = dataclasses.replace(claim.chain[0], source=narrator)
    record = factory.record(text, claims=(dataclasses.replace(claim, chain=(told, claim.chain[1])),))
    assert page_of([record]).count('class="kS"') == 1 + 1  # the legend, and the mayor


def test_the_whole_text_is_there_unchanged() -> None:
    text = factory.full_record().report.text
    assert "".join("".join(page().words).split()) == "".join(text.split())


def test_several_reports_keep_their_anchors_apart() -> None:
    shown = page(factory.full_record(), factory.full_record())
    assert {"n1-C1", "n2-C1", "n1-t-C1", "n2-t-C1"} <= set(shown.ids)
    assert len(shown.ids) == len(set(shown.ids))
    assert {link[1:] for link in shown.links if link.startswith("#")} <= set(shown.ids)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    source = page_of([factory.full_record()])
    shown = Page(source)
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(shown.tags)
    assert not [a for a in shown.attributes if a.startswith("on") or a in {"src", "style"}]
    assert "url(" not in source
    assert "@import" not in source
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in source


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</style><script>alert(1)</script>",
    "--><svg onload=alert(1)>",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    text = f"Mayor {words} said that it rained {words} in the harbour."
    claim = factory.claim(text, f"it rained {words}", "said", f"Mayor {words}", why=words)
    incident = factory.incident(text, words, title=words, type=words, mode=words, why=words)
    report = factory.report(text, title=words, outlet=words, byline=(words,), url=words, source=words, published=words)
    source = page_of([factory.record(text, report=report, claims=(claim,), incidents=(incident,))])
    shown = Page(source)
    assert not {"script", "img", "svg"} & set(shown.tags)
    assert not [a for a in shown.attributes if a.startswith("on") or a == "src"]
    assert "".join("".join(shown.words).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "http:", "https://a\u202eb"],
)
def test_odd_addresses_are_no_links(url: str) -> None:
    report = factory.report(url=url)
    assert url not in page(factory.record(report=report)).links


def test_a_web_address_is_a_link() -> None:
    report = factory.report(url="https://news.example/a?b=1&c=2")
    assert "https://news.example/a?b=1&c=2" in page(factory.record(report=report)).links


def test_bidirectional_controls_show_as_marks() -> None:
    text = "The mayor\u202e said\u2066 so\u200b."
    source = page_of([factory.record(text, report=factory.report(text, title="a\u202eb"))])
    assert not set(source) & set("\u202e\u2066\u200b")
    assert source.count("⟨U+202E⟩") >= 3


def test_lone_surrogates_do_not_break_the_page() -> None:
    text = "The mayor \ud83d said so."
    assert "⟨U+D83D⟩" in page_of([factory.record(text)]).encode("utf-8").decode("utf-8")


def test_the_same_record_gives_the_same_page() -> None:
    assert page_of([factory.full_record()]) == page_of([factory.full_record()])


def test_a_report_without_anything_has_a_page() -> None:
    source = page_of([factory.record("Quiet day.", report=factory.report("Quiet day.", segments=()))])
    assert "Quiet day." in source
    assert "No claim was found" in source


def test_inferred_fields_need_no_words() -> None:
    record = factory.full_record()
    bare = dataclasses.replace(record.incidents[0], triggers=())
    shown = page(dataclasses.replace(record, incidents=(bare,), attributions=(), series=()))
    assert "I1" in shown.ids
