from onrecord.analysis.drift_summary import HOPS, Hop, rate, summarise
from onrecord.model import Change, DriftKind, Repeat, Retold, Severity, Span


def change(kind: DriftKind = DriftKind.HEDGE_DROPPED) -> Change:
    return Change(kind, Span(0, 1), Span(0, 1), "may", Severity.HIGH, "Gone.")


def hop(original: str, retelling: str, outlet: str = "Lask Post", claims: int = 10, changes: int = 1) -> Hop:
    return Hop(original, retelling, outlet, claims, (change(),) * changes)


def link(original: str, retelling: str, score: float = 1.0) -> Retold:
    return Retold(original, retelling, Repeat.RETELLING, score)


def test_the_rate_of_an_original_without_claims_is_nothing() -> None:
    assert rate(3, 0) == 0.0
    assert rate(3, 8) == 37.5


def test_outlets_come_with_their_counts_worst_first() -> None:
    mixed = Hop("a", "d", "Orm Daily", 4, (change(DriftKind.SPLICE), change(DriftKind.SPLICE), change()))
    hops = [hop("a", "b"), hop("a", "c", claims=30, changes=2), mixed]
    first, second = summarise(hops, [link("a", "b"), link("a", "c"), link("a", "d")]).outlets
    assert (first.outlet, first.per_100, first.kinds[0]) == ("Orm Daily", 75.0, (DriftKind.SPLICE, 2))
    assert (second.retellings, second.claims, second.changes, second.per_100) == (2, 40, 3, 7.5)


def test_a_chain_goes_from_the_first_report_to_the_last_by_the_likeliest_links() -> None:
    hops = [hop("a", "b"), hop("b", "c"), hop("a", "c"), hop("x", "y")]
    links = [link("a", "b"), link("a", "c", 0.4), link("b", "c", 0.9), link("x", "y")]
    (chain,) = summarise(hops, links).chains
    assert [(h.original, h.retelling) for h in chain] == [("a", "b"), ("b", "c")]


def test_a_circle_ends() -> None:
    hops = [hop("a", "b"), hop("b", "a"), hop("b", "c")]
    (chain,) = summarise(hops, [link(h.original, h.retelling) for h in hops]).chains
    assert chain[-1].retelling == "c"
    assert len(chain) <= HOPS
