from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Report, plain_url, version_key

PLAIN = "larnpost.example/news/fire"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.larnpost.example/news/fire",
        "http://larnpost.example:80/news/fire/#comments",
        "//LarnPost.example/news//fire?utm_source=a&fbclid=b&amp=1",
        "https://amp.larnpost.example/news/fire/amp/",
        "https://m.larnpost.example/amp/news/fire?print=true",
        "https://larnpost.example/news/fire.amp",
        "https://web.archive.org/web/20250301120000id_/https://www.larnpost.example/news/fire",
        "web.archive.org/web/2025/http:/larnpost.example:80/news/fire",
        "https://web.archive.org/web/2025/https://web.archive.org/web/2024/https://larnpost.example/news/fire",
        "https://archive.ph/20250301/https://larnpost.example/news/fire",
        "https://www.google.com/amp/s/larnpost.example/news/fire",
        "https://larnpost-example.cdn.ampproject.org/c/s/larnpost.example/news/fire?ref=x",
    ],
)
def test_addresses_of_one_page(url: str) -> None:
    assert plain_url(url) == PLAIN
    assert version_key(Report("r", "x", url=url)) == PLAIN


@pytest.mark.parametrize(
    "url",
    [
        "https://larnpost.example/news/fire?id=3",
        "https://larnpost.example/news/fire?page=2",
        "https://larnpost.example/news/Fire",
        "https://larnpost.example:8080/news/fire",
        "https://sport.larnpost.example/news/fire",
        "https://larnpost.example/news/fire?view=archive",
    ],
)
def test_addresses_of_other_pages(url: str) -> None:
    assert plain_url(url) not in ("", PLAIN)


@pytest.mark.parametrize(
    "url", ["", "x", "mailto:a@b.example", "urn:x:y", "http://[::1", "file:///a/b", "http://a.b:x/"]
)
def test_what_is_no_address_of_a_page(url: str) -> None:
    assert version_key(Report("r", "x", url=url)) == ""


def test_parameters_in_any_order() -> None:
    assert plain_url("https://larn.example/?b=2&a=1") == plain_url("http://www.larn.example?a=1&b=2#x") != ""


@given(st.text(max_size=60))
def test_nothing_raises_and_the_plain_form_stays(words: str) -> None:
    for url in (words, f"https://larn.example/{words}"):
        plain = plain_url(url)
        assert plain == plain_url(url)
