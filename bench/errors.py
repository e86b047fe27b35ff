"""Count errors by kind: `python -m bench.errors timex|geo|attribution|muc4 INPUT.jsonl [--save]`.

Predicts a corpus, matches as its scorer does, and counts what was missed, added or read wrongly by how the expression
is built, never by its words, so that a result holds no text of a corpus. `bench/error_kinds.py` names the kinds.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import claim_errors, store, template_errors
from bench.error_kinds import place_cause, place_facets, time_cause, time_facets, wrong_place
from bench.predict import Row, predictions, rows_of

Item = dict[str, Any]

MISSED, EXTRA, WRONG, UNPLACED = "missed", "extra", "wrong", "unplaced"


@dataclass(slots=True)
class Tally:
    """What was counted.

    Attributes:
        totals: gold, predicted, found, and every kind of error.
        facets: by facet and its value, the same counts without "predicted".
        causes: of values and places that are wrong.
    """

    totals: Counter[str] = field(default_factory=Counter)
    facets: defaultdict[str, defaultdict[str, Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )
    causes: Counter[str] = field(default_factory=Counter)

    def count(self, what: str, facets: dict[str, str]) -> None:
        """Count one gold item or error under all its facets."""
        self.totals[what] += 1
        for facet, value in facets.items():
            self.facets[facet][value][what] += 1

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it, the most frequent first."""
        facets = {
            facet: {value: dict(sorted(counts.items())) for value, counts in _by_size(values)}
            for facet, values in sorted(self.facets.items())
        }
        causes = dict(sorted(self.causes.items(), key=lambda pair: (-pair[1], pair[0])))
        return {"totals": dict(self.totals), "causes": causes, "facets": facets}


def _by_size(values: dict[str, Counter[str]]) -> list[tuple[str, Counter[str]]]:
    return sorted(values.items(), key=lambda pair: (-sum(pair[1].values()), pair[0]))


def overlap(a: Item, b: Item) -> int:
    """Return how many characters two items share; not above 0 where they share none."""
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def counted(gold: list[Item], found: list[Item], ignore: Iterable[list[int]]) -> list[Item]:
    """Return the predictions that count: those that touch only an ignored stretch do not."""
    ignored = [{"start": start, "end": end} for start, end in ignore]
    return [
        p for p in found if any(overlap(p, g) > 0 for g in gold) or not any(overlap(p, other) > 0 for other in ignored)
    ]


def matched(gold: list[Item], found: list[Item], *, by_start: bool) -> dict[int, int]:
    """Pair gold and predicted items one to one, larger overlap first.

    Args:
        gold: of one document.
        found: of the same.
        by_start: whether of equal overlaps the one with the nearer start goes first, as the scorer of times has it.
    """
    pairs = sorted(
        (
            (shared, -abs(g["start"] - p["start"]) if by_start else 0, i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(found)
            if (shared := overlap(g, p)) > 0
        ),
        reverse=True,
    )
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in pairs:
        if i not in out and j not in used:
            out[i] = j
            used.add(j)
    return out


def count_times(row: Row, prediction: Row, tally: Tally) -> None:
    """Count one document of times."""
    gold = row["timexes"]
    found = counted(gold, prediction["timexes"], row.get("ignore", ()))
    for g, p in _pairs(gold, found, tally, by_start=True):
        if g is None:
            tally.count(EXTRA, time_facets(p or {}))
            continue
        facets = time_facets(g)
        tally.count("gold", facets)
        if p is None:
            tally.count(MISSED, facets)
        elif p.get("value") != g.get("value"):
            tally.count(WRONG, facets)
            tally.causes[time_cause(g, p)] += 1


def count_places(row: Row, prediction: Row, tally: Tally) -> None:
    """Count one document of places."""
    gold = [_with_text(item, row) for item in row["toponyms"]]
    found = counted(gold, [_with_text(item, row) for item in prediction["toponyms"]], row.get("ignore", ()))
    for g, p in _pairs(gold, found, tally, by_start=False):
        if g is None:
            tally.count(EXTRA, place_facets(p or {}))
            continue
        facets = place_facets(g)
        tally.count("gold", facets)
        if p is None:
            tally.count(MISSED, facets)
        elif g.get("lat") is None:
            continue
        elif p.get("lat") is None:
            tally.count(UNPLACED, facets)
        elif wrong_place(g, p):
            tally.count(WRONG, facets)
            tally.causes[place_cause(g, p)] += 1


def count_claims(row: Row, prediction: Row, tally: Tally) -> None:
    """Count one document of attributions."""
    text, gold, found = row["text"], row["attributions"], prediction["attributions"]
    pairs = claim_errors.matched(*([claim_errors.letters(text, a["content"]) for a in side] for side in (gold, found)))
    tally.totals["documents"] += 1
    tally.totals["predicted"] += len(found)
    for i, g in enumerate(gold):
        facets = claim_errors.claim_facets(text, g)
        tally.count("gold", facets)
        if i not in pairs:
            tally.count(MISSED, facets)
        elif not claim_errors.same_source(text, g, found[pairs[i]]):
            tally.count(WRONG, facets)
    used = set(pairs.values())
    for j, f in enumerate(found):
        if j not in used:
            tally.count(EXTRA, claim_errors.claim_facets(text, f))


def count_templates(row: Row, prediction: Row, tally: Tally) -> None:
    """Count one document of templates: types and entities, by role, and what they are lost by."""
    key, found = template_errors.once(row["gtt"]), prediction["templates"]
    tally.totals["documents"] += 1
    tally.totals["predicted"] += sum(1 for _ in template_errors.places(found))
    for role in template_errors.places(key):
        tally.count("gold", {"role": role})
    for what, role, why in template_errors.losses(found, key):
        tally.count(what, {"role": role, "lost by": why})
        tally.causes[f"{why}: {what}"] += 1


def _with_text(item: Item, row: Row) -> Item:
    return {**item, "text": row["text"][item["start"] : item["end"]]}


def _pairs(
    gold: list[Item], found: list[Item], tally: Tally, *, by_start: bool
) -> Iterator[tuple[Item | None, Item | None]]:
    """Yield every gold item with its prediction or None, then every prediction left over."""
    pairs = matched(gold, found, by_start=by_start)
    tally.totals["documents"] += 1
    tally.totals["predicted"] += len(found)
    for i, g in enumerate(gold):
        yield g, found[pairs[i]] if i in pairs else None
    used = set(pairs.values())
    for j, p in enumerate(found):
        if j not in used:
            yield None, p


COUNTERS: dict[str, Callable[[Row, Row, Tally], None]] = {
    "timex": count_times,
    "geo": count_places,
    "attribution": count_claims,
    "muc4": count_templates,
}


def tally_of(task: str, rows: Iterable[tuple[Row, Row]]) -> Tally:
    """Count pairs of a gold row and its prediction.

    Raises:
        ValueError: a prediction is of another document.
    """
    tally = Tally()
    for row, prediction in rows:
        if row["doc_id"] != prediction["doc_id"]:
            raise ValueError(f"The prediction of {row['doc_id']} is of {prediction['doc_id']}.")
        COUNTERS[task](row, prediction, tally)
    return tally


def table(result: dict[str, Any]) -> str:
    """Return a result as text: totals, then one block a facet, then the causes."""
    totals = result["totals"]
    kinds = [kind for kind in (MISSED, WRONG, UNPLACED, EXTRA) if kind in totals]
    lines = ["  ".join(f"{name} {number}" for name, number in totals.items())]
    for facet, values in result["facets"].items():
        lines.append(f"\n{facet:32}{'gold':>7}" + "".join(f"{kind:>10}" for kind in kinds))
        for value, counts in values.items():
            lines.append(
                f"  {value:30}{counts.get('gold', 0):7}" + "".join(f"{counts.get(k, 0) or '':>10}" for k in kinds)
            )
    lines.append("\nwrong, by cause")
    lines += [f"  {cause:50}{number:7}" for cause, number in result["causes"].items()]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 2 for a missing file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=sorted(COUNTERS))
    parser.add_argument("input", type=Path)
    parser.add_argument("--save", action="store_true", help="keep it in bench/results")
    options = parser.parse_args(arguments)
    try:
        rows = list(rows_of(options.input))
    except FileNotFoundError as error:
        print(f"bench.errors: {error}", file=sys.stderr)
        return 2
    pairs = zip(rows, predictions(options.task, rows), strict=True)
    result = tally_of(options.task, pairs).plain()
    print(table(result))
    if options.save:
        about = {"task": options.task, "corpus": options.input.stem, "digest": store.digest(options.input)}
        path = store.save(f"errors-{options.task}-{options.input.stem}", {**about, **store.stamp(), **result})
        print(f"kept {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
