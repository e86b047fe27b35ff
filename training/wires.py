"""What reads wires for the role fillers: `python -m training.wires ROWS.pkl BASE LARGE FOLDER`.

ROWS.pkl is what `training.tasks.fillers_rows` wrote, BASE the folder of the published MPNet. LARGE
(`src/onrecord/encoder/data_large`) gets the lower layers of the encoder as they were published, with 8-bit weights and
only those pieces of words that are written in ASCII; FOLDER (`src/onrecord/incidents/data/wires`) nets of
`training.tasks.fillers` on its states, whose chances are averaged at run time. Says how far the rounded encoder is
from the published one.

Training the upper layers with the net was no better on reports held out (.726 after three epochs, .724 without), and
worse in 8 bits: the states of reports that it has seen then tell their labels.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.encoder.around import states_around
from onrecord.encoder.large import FIRST, LAST, NETWORK, SHIFT, LargeEncoder
from onrecord.encoder.limits import LARGE_WINDOW
from onrecord.encoder.windows import pack
from training.export import MANIFEST
from training.mpnet import WIDTH, MPNet, load_base
from training.mpnet_export import write_network
from training.task import held_out
from training.tasks.fillers import (
    Fillers,
    Seen,
    known_features,
    nouns_of,
    packed,
    places_of,
    read_rows,
    train,
)

LAYERS = 6
"""F1 of groups on the reports held out .724; .689 with four; .722 with eight, .718 with twelve, read whole."""

EPOCHS = 7
FILES = ("fillers.npz", "fillers-2.npz", "fillers-3.npz")
"""As `onrecord.incidents.wires` names them."""

ALIKE = 20
"""Reports on which the rounded encoder is compared with the published one, and about how many tell how to round it."""


def near(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with only the sentences that hold nouns near an attack, and the first: what is read at run time."""
    lengths = [len(cut) for cut in row["ids"]]
    first = np.cumsum([0, *lengths])
    at, of_trigger = (np.searchsorted(first, row[k][:, 0], side="right") - 1 for k in ("pieces", "triggers"))
    kept = sorted({0, *at.tolist()})
    moved = np.full(len(lengths), -1)
    moved[kept] = np.cumsum([0, *(lengths[n] for n in kept[:-1])])
    read = (row["triggers"][:, 0] >= 0) & (moved[of_trigger] >= 0)
    triggers = row["triggers"] + (moved - first[:-1])[of_trigger][:, None]
    return {
        **row,
        "ids": [row["ids"][n] for n in kept],
        "firsts": moved[kept],
        "pieces": np.minimum(row["pieces"] + (moved - first[:-1])[at][:, None], sum(lengths[n] for n in kept) - 1),
        "triggers": np.where(read[:, None], triggers, -1),
    }


def seen_by(large: LargeEncoder, row: Mapping[str, Any], known: Mapping[int, int]) -> Seen | None:
    """Return a row of `near` as the nets meet it at run time."""
    nouns = nouns_of(row, known, 0, sum(map(len, row["ids"])))
    if nouns is None:
        return None
    states = large.states(row["ids"])
    nouns.around = torch.from_numpy(states_around(states, row["firsts"], row["pieces"], row["triggers"]))
    return nouns, torch.from_numpy(states)


def windows_of(sentences: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the windows of sentences as numbers of MPNet's wordpieces."""
    ids = [i + SHIFT for cut in sentences for i in cut]
    for window in pack([len(cut) for cut in sentences], LARGE_WINDOW):
        yield [FIRST, *ids[window.first : window.last], LAST]


def agreement(net: MPNet, large: LargeEncoder, rows: Sequence[Mapping[str, Any]]) -> float:
    """Return the mean cosine of the published and the rounded encoder's states."""
    found = []
    for row in rows:
        with torch.no_grad():
            slow = torch.cat([net(torch.tensor([ids]))[0][1:-1] for ids in windows_of(row["ids"])])
        found.append(torch.cosine_similarity(slow, torch.from_numpy(large.states(row["ids"]))))
    return float(torch.cat(found).mean())


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("rows", "base", "large", "folder"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    for folder in (options.large, options.folder):
        folder.mkdir(parents=True, exist_ok=True)
    told = read_rows(options.rows)
    numbers = known_features(told)
    rows = [near(row) for row in told if len(row["pieces"])]
    pieces = (options.base / "vocab.txt").read_text(encoding="utf-8").splitlines()
    windows = [ids for row in rows[:: max(1, len(rows) // ALIKE)] for ids in windows_of(row["ids"])]
    write_network(load_base(options.base, LAYERS), pieces, windows, options.large / NETWORK)
    write_manifest(options.large, [NETWORK], {})
    large = LargeEncoder((options.large / NETWORK).read_bytes())
    print(f"cosine: {agreement(load_base(options.base, LAYERS).eval(), large, rows[:ALIKE]):.5f}", flush=True)
    known = places_of(numbers)
    seen = [(row["key"], found) for row in rows if (found := seen_by(large, row, known)) is not None]
    logs = []
    for number, file in enumerate(FILES):
        net = Fillers(len(numbers), WIDTH, 3 * WIDTH)
        parts: dict[bool, list[Seen]] = {False: [], True: []}
        for key, each in seen:
            parts[held_out(key, number)].append(each)
        logs.append(train(net, parts[False], parts[True], EPOCHS, options.seed + number))
        np.savez_compressed(options.folder / file, **packed({**net.export(), "known": numbers}))
    write_manifest(options.folder, FILES, {"held_out": logs, "seed": options.seed})


def write_manifest(folder: Path, names: Sequence[str], about: Mapping[str, Any]) -> None:
    """Write the digests of all files, and what is known of them."""
    digests = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in names}
    text = json.dumps({"files": digests, "torch": torch.__version__, **about}, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
