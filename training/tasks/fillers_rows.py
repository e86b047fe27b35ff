"""Writes what the role fillers are trained on: `python -m training.tasks.fillers_rows DATA ROWS.pkl`.

Runs in the project's environment: every report of the training part of MUC-4 is read as `onrecord` reads it, and each
noun near an attack is written with its features, the wordpieces that it covers, and the roles that the key gives to any
wording of its phrase. Both what trains the encoder and what trains the net above it read them.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from bench.muc4_relevance import plain as plain_words
from bench.muc4_wording import options
from bench.tasks.muc4 import plain
from onrecord.annotate import annotate
from onrecord.annotate.extensions import notes
from onrecord.annotate.hidden import sentence_pieces
from onrecord.claims import find_claims
from onrecord.encoder import load_encoder
from onrecord.incidents.fillers import first_and_last
from onrecord.incidents.fillers_features import Surveyor
from onrecord.incidents.fillers_net import number
from onrecord.incidents.find import analyse
from onrecord.model import Claim, Report

KEYS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""The key's names of `fillers_net.ROLES`."""


def rows(data: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a report that tells of an attack."""
    with (data / "muc4/train.jsonl").open(encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    reports = (Report(r["doc_id"], plain(r["text"]), published=r["header"].get("date") or "") for r in told)
    for row, doc in zip(told, annotate(reports, encoder=load_encoder()), strict=True):
        yield row_of(doc, find_claims(doc)[0], row["ree"])
        notes(doc).encoded = None


def row_of(doc: Doc, claims: tuple[Claim, ...], key: Mapping[str, list[list[str]]]) -> dict[str, Any]:
    """Return what is learned from one report.

    Args:
        doc: the annotated report, with an encoder.
        claims: its claims.
        key: for each of `KEYS` its entities, each with all wordings.
    """
    surveyor = Surveyor(doc, [cluster for cluster, _ in analyse(doc, claims, trained=False).told])
    found = list(surveyor.candidates())
    cut = sentence_pieces(doc)
    starts, ends = (np.array([at for p in cut for at in getattr(p, part)]) for part in ("starts", "ends"))
    triggers = [c.near.token if c.near is not None else c.head for c in found]
    wanted = [{plain_words(words) for told in key[name] for words in told} for name in KEYS]
    worded = [{plain_words(option.words) for option in options(c.head, "")} for c in found]
    return {
        "key": notes(doc).report.id,
        "about": [number(f) for f in surveyor.about],
        "features": [[number(f) for f in c.features] for c in found],
        "groups": [c.group for c in found],
        "pieces": np.maximum(first_and_last([c.head for c in found], starts, ends), 0),
        "triggers": first_and_last(triggers, starts, ends),
        "ids": [p.ids for p in cut],
        "roles": [[bool(w & keyed) for keyed in wanted] for w in worded],
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the corpora")
    parser.add_argument("rows", type=Path)
    options = parser.parse_args()
    with options.rows.open("wb") as out:
        for row in rows(options.data):
            pickle.dump(row, out)


if __name__ == "__main__":
    main()
