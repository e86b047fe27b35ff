from onrecord.model import Change, Comparison, DriftKind, Report, Severity, Span
from onrecord.present.export.drift_view import shown


def test_an_excerpt_ends_with_its_paragraph() -> None:
    text = "The pier may burn.\n\nAnother day came.\nIt rained."
    added = Change(DriftKind.UNSUPPORTED_ADDITION, None, Span(0, 20), "", Severity.HIGH, "why")
    inside = Change(DriftKind.HEDGE_ADDED, None, Span(28, 31), "", Severity.LOW, "why")
    first, second = (r.retelling for r in shown(Comparison(Report("a", ""), Report("b", text), (added, inside))))
    assert first is not None
    assert (first.before, first.words, first.after) == ("", "The pier may burn.", "")
    assert second is not None
    assert (second.before, second.words, second.after) == ("Another ", "day", " came.")
