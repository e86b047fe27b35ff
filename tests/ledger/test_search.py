import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadQuery, UsageError
from onrecord.ledger import Ledger, search, sqlite
from onrecord.ledger.search import parse
from onrecord.model.case import Filter, Order
from tests.ledger.making import made, record


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Return a case of three reports of five claims each."""
    return made(tmp_path_factory.mktemp("case") / "x", *(record(n) for n in range(3)))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bomb", 6),
        ("BOMBS", 6),
        ("bomb planting", 3),
        ('"planting the bomb"', 3),
        ('"bomb the planting"', 0),
        ("plant*", 3),
        ("-bomb", 9),
        ("bomb -planting", 3),
        ("veverka OR planting", 9),
        ("speaker:holubova", 3),
        ('speaker:"dana holubova"', 3),
        ("speaker:analysts", 3),
        ("root:analysts", 0),
        ("root:ministry", 3),
        ("hedge:may", 3),
        ("cue:denied", 3),
        ("says:inside", 3),
        ("headline:blast", 15),
        ("act:deny", 3),
        ("act:no-comment", 3),
        ("act:deny OR act:accuse", 6),
        ("level:possible", 3),
        ("stance:denied", 3),
        ("stance:accused_by_authority", 3),
        ("-stance:denied", 12),
        ("place:ostrava", 3),
        ("place:cz", 3),
        ("place:atlantis", 0),
        ("type:assault", 3),
        ("type:bomb", 3),
        ("actor:quay", 6),
        ("actor:veverka", 3),
        ("outlet:slag", 15),
        ("after:2026-05-02", 10),
        ("before:2026-05-01", 5),
        ("after:2026 before:2026-05 bomb", 6),
        ("bomb outlet:slag act:accuse", 3),
        ("“planting the bomb”", 3),
        ("bomb AND planting", 3),
        ("bomb'); DROP TABLE claims;--", 0),
        ("actor:%", 0),
        ("actor:_", 0),
    ],
)
def test_what_a_query_finds(query: str, found: int, case: Ledger) -> None:
    hits = case.search(query, limit=0)
    assert (hits.total, len(hits.hits)) == (found, found)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "nothing to look for"),
        ("   ", "nothing to look for"),
        ('say "so', "quotation mark is open"),
        ("colour:red", "no field 'colour'"),
        ("act:shout", "is no act"),
        ("after:yesterday", "is no date"),
        ("OR bomb", "between two terms"),
        ("bomb OR", "between two terms"),
        ("bomb OR act:deny", "one kind"),
        ("bomb OR -mayor", "one kind"),
        ("!!!", "no letter"),
        ("act: deny", "no value"),
        ("x" * 3000, "too long"),
        (" ".join(["word"] * 60), "too many terms"),
        ("a\x00b", "characters"),
        ("\ud800", "characters"),
    ],
)
def test_a_query_that_cannot_be_read(query: str, words: str, case: Ledger) -> None:
    with pytest.raises(BadQuery, match=words) as raised:
        case.search(query)
    assert raised.value.fix


@settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)
@given(query=st.text(st.characters(exclude_categories=()) | st.sampled_from("\"*:-()^{}+'NEAROT "), max_size=30))
def test_any_query_is_answered_or_refused(query: str, case: Ledger) -> None:
    for in_passages in (False, True):
        with contextlib.suppress(BadQuery):
            assert case.search(query, in_passages=in_passages, limit=1).total >= 0


def test_passages(case: Ledger) -> None:
    hits = case.search("ministry believes", in_passages=True)
    assert hits.total == 3
    hit = hits.hits[0]
    assert hit.words == "Analysts say the ministry believes it may be an inside job."
    assert hit.span is not None
    assert hit.span.words(case.record(hit.report).report.text).strip() == hit.words
    assert case.search("torsund outlet:slag after:2026-05-02", in_passages=True).total == 2
    assert case.search("share page", in_passages=True).total == 0  # boilerplate
    with pytest.raises(BadQuery, match="no field 'act'"):
        case.search("act:deny", in_passages=True)


def test_pages_of_hits(case: Ledger) -> None:
    for query in ("bomb", "act:deny"):
        whole = [h.claim for h in case.search(query, limit=0).hits]
        parts = [h.claim for n in range(len(whole)) for h in case.search(query, limit=1, offset=n).hits]
        assert parts == whole
    with pytest.raises(UsageError):
        case.search("bomb", limit=-1)


def test_negated_terms_are_conditions() -> None:
    asked = parse("-bomb quay")
    assert (asked.text, asked.without) == (['("quay")'], ['"bomb"'])


def test_a_case_without_reports(tmp_path: Path) -> None:
    with made(tmp_path / "x") as empty:
        assert empty.search("bomb").total == 0


@pytest.mark.parametrize(
    "query",
    ["blast OR bomb OR ministry", "act:assert", "headline:blast after:2026-05-02", "outlet:slag bomb", "-planting"],
)
@pytest.mark.parametrize("near", [0, 1, 100])
def test_many_hits_come_newest_first_whichever_way_they_are_found(
    query: str, near: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ("2026-05-02", "2026-05-09", "2026-05-02", "", "2026-04-30")
    with made(tmp_path / "x", *(record(n, published=day) for n, day in enumerate(days))) as case:
        monkeypatch.setattr(search, "RANKED", 0)
        whole = case.search(query, limit=0)
        monkeypatch.setattr(search, "COUNTED", 3)
        monkeypatch.setattr(search, "NEAR", near)
        place = {row.id: n for n, row in enumerate(case.claims(Filter(order=Order.NEWEST)))}
        found = [h.claim.id for h in whole.hits if h.claim]
        assert len(found) == whole.total > 3
        assert found == sorted(found, key=place.__getitem__)
        for offset in range(0, len(found) + 2, 2):
            part = case.search(query, limit=2, offset=offset)
            assert [h.claim.id for h in part.hits if h.claim] == found[offset : offset + 2]
        assert case.search(query, limit=0).hits == whole.hits


def test_a_page_behind_the_last_hit_counts_them(case: Ledger) -> None:
    hits = case.search("act:deny", limit=5, offset=50)
    assert (hits.total, hits.hits) == (3, ())


def test_hits_of_many_words_are_few_enough_to_rank() -> None:
    assert sqlite.words_of('({speaker} : "dana ""x"" holubova" OR "bomb"*)') == 4
