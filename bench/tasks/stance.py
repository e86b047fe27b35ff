"""What side a headline takes on a claim.

The shipped model was fitted on the headlines of Emergent: its labels there are in-sample and say nothing of others, and
the task says so. On rumours not seen: `training.tasks.sentences`, kept in `bench/results/*-classes-folds.json`.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.classes import stance
from onrecord.classes.linear import FOLDER
from onrecord.weights import MANIFEST

FIELDS = ("id", "claim", "headline")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{id, stance}` a row."""
    claims = []
    for row in rows:
        claims.append(row["claim"])
        yield {"id": row["id"], "stance": stance(row["claim"], row["headline"]).label}
    say_seen(claims)


def say_seen(claims: Iterable[str]) -> None:
    """Say on stderr how many of the claims the model of stance was fitted on."""
    held = list(claims)
    seen = set(json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))["seen"]["stance"])
    known = sum(mark(claim) in seen for claim in held)
    if known:
        sys.stderr.write(
            f"stance: {known} of {len(held)} rows are on claims that the shipped model was fitted on; figures on them "
            "are in-sample. On claims not seen: training.tasks.sentences and training.cross_pairs.\n"
        )


def mark(claim: str) -> int:
    """Return what the manifest keeps of a claim instead of its words."""
    return zlib.crc32(claim.encode("utf-8", "replace"))
