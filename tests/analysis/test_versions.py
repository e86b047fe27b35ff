from typing import Any

from onrecord.analysis.versions import compare_versions
from onrecord.model import Certainty, Level, Record
from onrecord.model.case import Edit, VersionDiff
from tests import factory

OLD = "The harbour fire killed three men, Ida Low said. The port may be shut for 12 days. Nobody is held."


def version(text: str, *claims: tuple[str, str, dict[str, Any]]) -> Record:
    made = tuple(factory.claim(text, words, "", who, who, **fields) for words, who, fields in claims)
    names = tuple(factory.entity(text, n) for n in ("Ida Low", "Sten Roth") if n in text)
    return factory.record(text, claims=made, entities=names)


def old() -> Record:
    return version(
        OLD, ("The harbour fire killed three men", "Ida Low", {}), ("The port may be shut for 12 days", "", {})
    )


def words(diff: VersionDiff) -> set[tuple[str, str, str]]:
    return {(w.edit.value, w.kind, w.words) for w in diff.words}


def test_commas_and_capitals_touch_nothing() -> None:
    text = OLD.replace("men, Ida Low said", "men , Ida Low said").replace("The port", "The  Port")
    new = version(
        text, ("The harbour fire killed three men", "Ida Low", {}), ("The  Port may be shut for 12 days", "", {})
    )
    assert not compare_versions(old(), new).touches_claims
    assert not compare_versions(old(), old()).touches_claims


def test_a_number_changes() -> None:
    text = OLD.replace("three", "five")
    new = version(
        text, ("The harbour fire killed five men", "Ida Low", {}), ("The port may be shut for 12 days", "", {})
    )
    diff = compare_versions(old(), new)
    (edit,) = diff.claims
    assert (edit.edit, edit.what) == (Edit.CHANGED, ("numbers", "words"))
    assert (edit.old, edit.new) == (old().claims[0].id, new.claims[0].id)
    assert words(diff) == {("added", "number", "five"), ("removed", "number", "three")}


def test_a_speaker_changes() -> None:
    text = OLD.replace("Ida Low", "Sten Roth")
    new = version(
        text, ("The harbour fire killed three men", "Sten Roth", {}), ("The port may be shut for 12 days", "", {})
    )
    diff = compare_versions(old(), new)
    assert [e.what for e in diff.claims] == [("speaker",)]
    assert words(diff) == {("added", "name", "Sten Roth"), ("removed", "name", "Ida Low")}


def test_a_hedge_goes() -> None:
    maybe = Certainty(Level.POSSIBLE, hedges=(factory.span(OLD, "may"),))
    before = version(OLD, ("The port may be shut for 12 days", "Ida Low", {"certainty": maybe}))
    hops = (factory.hop(OLD), factory.hop(OLD, "Ida Low", certainty=maybe))
    before = version(OLD, ("The port may be shut for 12 days", "Ida Low", {"certainty": maybe, "chain": hops}))
    text = OLD.replace("may be shut", "is shut")
    diff = compare_versions(before, version(text, ("The port is shut for 12 days", "Ida Low", {})))
    (edit,) = diff.claims
    assert edit.what == ("certainty", "hedges", "words")
    assert ("removed", "hedge", "may") in words(diff)


def test_claims_come_and_go() -> None:
    text = OLD.replace("Nobody is held.", "A welder was seen running from the quay.")
    new = version(
        text, ("The harbour fire killed three men", "Ida Low", {}), ("A welder was seen running from the quay", "", {})
    )
    diff = compare_versions(old(), new)
    assert [(e.edit, e.old_words, e.new_words) for e in diff.claims] == [
        (Edit.ADDED, "", "A welder was seen running from the quay"),
        (Edit.REMOVED, "The port may be shut for 12 days", ""),
    ]


def test_a_long_report_is_compared_in_reasonable_time() -> None:
    text = "\n".join(f"Town {n} lost the same {n % 7} houses in the same flood." for n in range(1500))
    lines = text.split("\n")
    left = version(text, *((line, "", {}) for line in lines[:1400]))
    right = version(text, *((line, "", {}) for line in lines[100:]))
    diff = compare_versions(left, right)
    assert sum(e.edit is Edit.ADDED for e in diff.claims) <= 100
