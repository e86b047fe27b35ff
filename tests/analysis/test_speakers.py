import pytest

from onrecord.analysis.speakers import speaker
from onrecord.model import Hop, HopKind, SourceKind
from tests import factory

TEXT = (
    "The robbers knew which door was open, Pia Holm said. The Gull Post said Nils Berg thinks that investigators know."
)


def minds(name: str, cue: str, kind: SourceKind) -> Hop:
    hop = factory.hop(TEXT, name, cue, kind=HopKind.BELIEVED)
    return Hop(hop.kind, factory.source(TEXT, name, name, kind=kind), hop.cue)


@pytest.mark.parametrize(
    ("says", "thinks", "root"),
    [
        ("Pia Holm", minds("The robbers", "knew", SourceKind.COLLECTIVE), "Pia Holm"),
        ("Pia Holm", minds("Nils Berg", "thinks", SourceKind.PERSON), "Nils Berg"),
        ("The Gull Post", minds("investigators", "know", SourceKind.COLLECTIVE), "investigators"),
        ("", minds("investigators", "know", SourceKind.COLLECTIVE), "investigators"),
    ],
)
def test_who_looks_into_unnamed_minds_is_the_voice(says: str, thinks: Hop, root: str) -> None:
    chain = (factory.hop(TEXT), *((factory.hop(TEXT, says, "said"),) if says else ()), thinks)
    claim = factory.claim(TEXT, "which door was open", chain=chain)
    found = speaker(factory.record(TEXT, claims=(claim,)), claim, {})
    assert found is not None
    assert found.name == root
