"""What reports of the day tell in pieces: a denial, a charge, "this was a poisoning", a network that is broken into."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.incidents import find_incidents
from onrecord.model import Incident, Report, RoleKind

pytestmark = pytest.mark.model

REPORTS = {
    "denied": "Mortar shells hit a school near Lund on Tuesday, killing four pupils. The army rejected the charge. "
    '"Our units did not open fire," a spokesman, Colonel Ravi Menon, told reporters.',
    "this": "The editor Anna Berg was poisoned in Malmo on Monday. Her brother, Karl Berg, said: "
    '"This was a poisoning, and I know who ordered it."',
    "charge": "The editor Anna Berg was poisoned with thallium in Malmo last year. Peter Holm was found guilty of "
    "putting the thallium into her tea.",
    "hack": "A cyber attack shut down the payment system of the port of Lund on Monday. The hackers asked for nothing. "
    "The minister said students were behind the attack. He called the intrusion a prank.",
    "hijack": "A tanker was hijacked off Ghana on Tuesday. Captain Kofi Mensah said the hijack was the work of a gang "
    "that boarded the vessel at night.",
    "invasion": "A bomb killed two clerks at the bank in Lund on Monday. The town has been tense since the invasion of "
    "February 2022.",
    "track": "Bolts had been removed from the rail before an ore train left the track near Kiruna, police said. "
    "The derailment killed the driver. Prosecutors said that Peter Holm took the bolts out of the rail.",
    "who": "A guard was shot dead outside the bank in Lund on Monday. His widow said she does not know who shot him.",
}


@cache
def read() -> dict[str, tuple[tuple[str, ...], Report, tuple[Incident, ...]]]:
    """Return, of every report, the triggers of its violent incidents, and the incidents."""
    reports = (Report(key, text, published="2024-06-05") for key, text in REPORTS.items())
    out = {}
    for (key, text), doc in zip(REPORTS.items(), annotate(reports), strict=True):
        claims, _ = find_claims(doc)
        told = tuple(i for i in find_incidents(doc, claims)[0] if i.type == "ASSAULT" or i.mode == "cyber")
        out[key] = (tuple("|".join(s.words(text) for s in i.triggers) for i in told), Report(key, text), told)
    return out


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("denied", "hit open"),
        ("this", "poisoned poisoning"),
        ("charge", "poisoned putting"),
        ("hack", "attack intrusion"),
        ("hijack", "hijacked hijack boarded"),
        ("track", "removed derailment took"),
        ("who", "shot"),
    ],
)
def test_one_incident_told_in_pieces(key: str, words: str) -> None:
    told, _, _ = read()[key]
    assert len(told) == 1
    assert set(words.split()) <= set(told[0].split("|"))


def test_an_invasion_is_no_part_of_a_bombing() -> None:
    told, _, _ = read()["invasion"]
    assert not any("invasion" in t and "killed" in t for t in told)


def test_who_denies_it_has_no_part_in_it() -> None:
    _, _, incidents = read()["denied"]
    doers = {RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION}
    assert not any(r.kind in doers and "units" in r.name for i in incidents for r in i.roles)
