"""The trained role fillers: what they add, what they never do, and weights that are not the shipped ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc

from onrecord.annotate import annotate
from onrecord.encoder import Encoder, load_encoder
from onrecord.encoder.arrays import Floats
from onrecord.errors import BadWeights
from onrecord.incidents import fillers, find_attributions
from onrecord.incidents.fillers import TRAINED
from onrecord.incidents.fillers_features import Surveyor
from onrecord.incidents.fillers_net import FILE, ROLES, Asked, load_net, unpacked
from onrecord.incidents.find import Found, analyse
from onrecord.model import Report, RoleKind
from onrecord.weights import MANIFEST

WIRE = (
    "SAN TELMO, 4 MAY 90 -- THREE ARMED MEN KIDNAPPED A BANKER IN SAN TELMO YESTERDAY. POLICE REPORTED THAT THE "
    "BANKER, ANIBAL RUEDA LOZANO, WAS INTERCEPTED BY THE GUERRILLAS WHEN HE LEFT HIS HOME. THE GUERRILLAS OF THE RED "
    "DAWN FRONT ALSO THREW A GRENADE AT HIS CAR AND AT THE OFFICES OF THE AGRICULTURAL BANK, WHICH WERE DAMAGED."
)
NEWS = (
    "Two nurses were wounded on Monday when a gunman opened fire in a clinic in Veldhaven. Doctor Ilse Marrant, who "
    "treated them, said they would live. The clinic reopened on Tuesday. Mayor Joost Anders thanked the doctor."
)


def annotated(text: str, encoder: Encoder | None) -> Doc:
    return next(iter(annotate([Report("t", text, published="1990-05-05")], encoder=encoder)))


def read(text: str, encoder: Encoder | None) -> Found:
    return analyse(annotated(text, encoder), ())


def added(found: Found) -> list[tuple[RoleKind, str, str]]:
    """Return the roles of the records that no rule found."""
    return [(r.kind, r.name, r.why) for _, i in found.told for r in i.roles if r.why.startswith(TRAINED)]


@pytest.mark.model
def test_rules_alone_ask_nobody() -> None:
    found = read(WIRE, None)
    drafts = [d for cluster, _ in found.told for d in cluster.drafts]
    assert drafts
    assert not any(d.added for d in drafts)
    assert all(f.chance is None for d in drafts for f in d.fillers)


@pytest.mark.model
def test_what_rules_found_is_kept_and_weighed() -> None:
    alone, beside = read(WIRE, None), read(WIRE, load_encoder())
    assert [i.id for _, i in alone.told] == [i.id for _, i in beside.told]
    for (_, before), (cluster, after) in zip(alone.told, beside.told, strict=True):
        assert set(before.roles) <= set(after.roles)
        weighed = [f.chance for d in cluster.drafts for f in d.fillers if f.kind in ROLES and f.head.pos_ == "NOUN"]
        assert all(chance is not None and 0 <= chance <= 1 for chance in weighed)


@pytest.mark.model
def test_what_is_added_says_so_with_its_chance() -> None:
    found = added(read(WIRE, load_encoder()))
    assert found
    for kind, name, why in found:
        assert kind in ROLES
        assert name
        assert "(0." in why
        assert ", near " in why


@pytest.mark.model
def test_nobody_who_helps_or_speaks_becomes_a_perpetrator() -> None:
    doers = (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)
    found = read(NEWS, load_encoder())
    names = [r.name for _, i in found.told for r in i.roles if r.kind in doers]
    assert not any("Marrant" in n or "Anders" in n or "octor" in n for n in names)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "kind", "safe"),
    [
        ("Two men shot at the mill.", "men", RoleKind.PERPETRATOR, True),
        ("Two nurses shot at the mill.", "nurses", RoleKind.PERPETRATOR, False),
        ("Ilse Marrant shot at the mill.", "Marrant", RoleKind.PERPETRATOR, False),
        ("Joost Anders died at the mill.", "Anders", RoleKind.VICTIM, True),
        ("The suspects, Joost Anders and his son, were arrested.", "Anders", RoleKind.VICTIM, False),
        ("The city police were at the mill.", "police", RoleKind.PERPETRATOR_ORGANISATION, False),
    ],
)
def test_outside_wires_its_word_is_not_taken_for_everything(
    text: str, word: str, kind: RoleKind, *, safe: bool
) -> None:
    head = next(t for t in annotated(text, None) if t.text == word)
    assert fillers._safe(kind, head) is safe


class _Told:
    """A net that knows what nouns are."""

    def __init__(self, told: dict[str, RoleKind]) -> None:
        self.told = told

    def chances(self, asked: Asked) -> Floats:
        """Return nine in ten for what is told of a noun, nothing else."""
        lemmas = [next(f.removeprefix("head=") for f in names if f.startswith("head=")) for names in asked.features]
        return np.array(
            [[0.9 * (self.told.get(lemma) is role) for role in ROLES] for lemma in lemmas], dtype=np.float32
        )


@pytest.mark.model
@pytest.mark.parametrize("sure", [True, False])
def test_in_a_wire_whoever_was_hurt_for_sure_did_not_do_it(monkeypatch: pytest.MonkeyPatch, *, sure: bool) -> None:
    told = {"guerrilla": RoleKind.VICTIM} if sure else {}
    monkeypatch.setattr(fillers, "load_wire_nets", lambda: (_Told(told),))
    found = read(WIRE, load_encoder()).told
    victims, doers = (
        [r.name for _, i in found for r in i.fillers(kind) if "GUERRILLAS" in r.name]
        for kind in (RoleKind.VICTIM, RoleKind.PERPETRATOR)
    )
    assert bool(victims) is sure
    assert bool(doers) is not sure


@pytest.mark.model
def test_no_row_of_responsibility_stands_on_an_added_role() -> None:
    doc = annotated(WIRE, load_encoder())
    rows, _ = find_attributions(doc, (), tuple(i for _, i in analyse(doc, ()).told))
    assert not any(TRAINED in row.why for row in rows)


@pytest.mark.model
def test_the_same_text_gives_the_same_roles() -> None:
    first, second = (read(WIRE, load_encoder()) for _ in range(2))
    assert [i.roles for _, i in first.told] == [i.roles for _, i in second.told]


@pytest.mark.model
def test_long_and_odd_texts_are_read_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fillers, "FILLER_STRETCH", 40)
    assert read(f"{WIRE} \x00\ufffd {NEWS}", load_encoder()).told


@pytest.mark.model
def test_nouns_are_asked_near_attacks_only() -> None:
    doc = annotated("The council met on Monday. It praised the new bridge.", load_encoder())
    assert not list(Surveyor(doc, [c for c, _ in analyse(doc, ()).told]).candidates())
    doc = annotated(WIRE, load_encoder())
    found = list(Surveyor(doc, [c for c, _ in analyse(doc, (), trained=False).told]).candidates())
    assert "RUEDA" not in {c.head.text for c in found}  # a part of a longer name
    assert all("bias" in c.features for c in found)


def test_stored_matrices_are_scaled_row_by_row() -> None:
    stored = {
        "w": np.array([[127, 0], [-127, 64]], dtype=np.int8),
        "w/scale": np.array([[0.5], [1.0]], dtype=np.float16),
        "b": np.array([1.5], dtype=np.float32),
        "known": np.array([7, 9], dtype=np.uint32),
    }
    found = unpacked(stored)
    assert found["w"].tolist() == [[63.5, 0.0], [-127.0, 64.0]]
    assert found["b"].tolist() == [1.5]
    assert found["known"].dtype == np.uint32


def test_chances_depend_on_features_and_ignore_unknown_ones() -> None:
    states = np.zeros((3, 384), dtype=np.float32)
    pieces = np.array([[0, 0], [2, 2]])
    weapon = ["bias", "head=bomb", "rule=instrument:1:actual", "is=0010"]
    asked = Asked([weapon, ["bias", "head=spoon"]], ["n-attacks=1"], states, pieces)
    chances = load_net().chances(asked)
    assert chances.shape == (2, len(ROLES))
    column = ROLES.index(RoleKind.INSTRUMENT)
    assert chances[0, column] > chances[1, column]
    more = Asked([[*weapon, "never=seen"], ["bias", "head=spoon"]], ["n-attacks=1", "never=seen"], states, pieces)
    assert np.array_equal(load_net().chances(more), chances)


def test_weights_that_were_not_shipped_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadWeights, match="cannot be read") as caught:
        load_net(tmp_path)
    assert "--engine rules" in caught.value.fix
    (tmp_path / FILE).write_bytes(b"other")
    wanted = hashlib.sha256(b"shipped").hexdigest()
    (tmp_path / MANIFEST).write_text(json.dumps({"files": {FILE: wanted}}), encoding="utf-8")
    with pytest.raises(BadWeights, match="not the ones"):
        load_net(tmp_path)
