"""States at the edges of phrases."""

from __future__ import annotations

import numpy as np
import pytest

from bench.muc4_relevance import ROLES
from bench.muc4_wording_states import DIRECTIONS, PARTS, Choice, Edges, edges_of, fit_states, states_weights
from onrecord.annotate import annotate
from onrecord.encoder import load_encoder
from onrecord.incidents.wires import states_read, wire_states
from onrecord.model import Report

WIDTH = DIRECTIONS + 2


def choice(draw: np.random.Generator, role: str, shift: float) -> Choice:
    """A noun with two phrases: the key has the one whose first state is shifted."""
    states = draw.normal(size=(2, PARTS, WIDTH)).astype(np.float32)
    states[0, 0, 0] += shift
    return Choice(role, np.zeros(2), [True, False], 1.0, Edges(states, np.ones((2, PARTS), dtype=np.bool_)))


def test_the_state_in_which_the_key_s_phrases_differ_is_found_and_only_where_it_stands() -> None:
    draw = np.random.default_rng(1)
    told = [choice(draw, ROLES[n % 2], 8.0) for n in range(60)]
    weighed = fit_states(told)
    fresh = [choice(draw, ROLES[n % 2], 8.0) for n in range(40)]
    found = [int(np.argmax(weighed.odds(c.odds, c.edges, c.role))) for c in fresh]
    assert found.count(0) >= 38
    unread = Edges(fresh[0].edges.states, np.zeros((2, PARTS), dtype=np.bool_))
    odds = np.array([1.0, 2.0])
    assert np.allclose(weighed.odds(odds, unread, ROLES[0]), weighed.scale * odds)


@pytest.mark.model
def test_the_edges_of_a_phrase_are_the_states_at_and_beside_it() -> None:
    text = "GUNMEN KILLED A MAYOR NEAR THE OLD BRIDGE OF SANTA LUCIA. THE POLICE SAW NOTHING."
    doc = next(iter(annotate([Report("t", text)], encoder=load_encoder())))
    bridge = next(t for t in doc if t.lower_ == "bridge")
    phrases = [(bridge.i - 1, bridge.i), (-1, -1)]
    assert edges_of(doc, phrases) is None
    wire_states(doc, [bridge], [bridge])
    edges = edges_of(doc, phrases)
    around = states_read(doc, [doc[i] for i in range(bridge.i - 2, bridge.i + 2)])
    assert edges is not None
    assert around is not None
    pieces, states = around
    assert edges.read.tolist() == [[True] * PARTS, [False] * PARTS]
    wanted = [pieces[1, 0], pieces[0, 1], pieces[2, 1], pieces[3, 0]]
    assert np.array_equal(edges.states[0], states[wanted])
    assert states_weights().rows.shape == (len(ROLES), PARTS, states.shape[1])
