"""How fast a case is: `python -m bench.case_speed [--claims N] [--records RECORDS.jsonl] [--save]`.

A case of generated claims, and how long searches take: the slowest of four turns after a first, in processor time, so
that other work on the machine does not count. With records of a corpus (the output of `onrecord read --json`): storing
and linking 500 of them and all of them: time, memory, size of the file, and growth.

Exit: 0 within the limits, 1 not.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench import store
from onrecord.case import link_case
from onrecord.ledger import Entry, Ledger, open_case
from onrecord.ledger.pack import pack_part
from onrecord.link import profile
from onrecord.link.profiles import PROFILE_VERSION
from onrecord.model import (
    Act,
    Certainty,
    Claim,
    Hop,
    HopKind,
    Level,
    Linkage,
    MadeBy,
    Record,
    Report,
    SourceKind,
    SourceRef,
    Span,
    content_id,
    version_key,
)
from onrecord.model.case import Filter
from onrecord.model.codec import loads

MOST_SEARCH_MS = 50.0
MOST_GROWTH = 1.3
NOW = "2026-11-22T00:00:00Z"
FEW = 500
ALL = 1_000_000
STEPS = ("profile", "store", "link", "again")
TURNS = 5
CLAIMS_A_REPORT = 50

QUERIES = {
    "rare word": "word0999",
    "common word": "word0010",
    "two words": "word0003 word0007",
    "phrase": '"word0005 word0007"',
    "prefix": "word09*",
    "speaker": "speaker:person12",
    "speaker and word": "speaker:person12 word0001",
    "hedge": "hedge:allegedly",
    "act": "act:deny word0010",
    "act alone": "act:deny",
    "after and word": "after:2026-06 word0010",
    "outlet and word": "outlet:gazette word0010",
    "excluded": "word0010 -word0001",
    "either": "word0101 OR word0102",
    "word of 8 in 10 claims": "word0001",
    "the same and a day": "after:2026-06 word0001",
    "the same and an act": "act:deny word0001",
    "phrase of the two commonest": '"word0001 word0002"',
    "three common words": "word0001 word0002 word0003",
    "level and a common word": "level:possible word0001",
    "either of the commonest": "word0001 OR word0002",
}


def generated(claims: int) -> Iterator[Record]:
    """Return records of invented words with so many claims in all; words are as unevenly common as in a language."""
    chance = random.Random(20261122)  # noqa: S311 - the same case every time
    words = [f"word{n:04}" for n in range(1, 2000)]
    weights = list(itertools.accumulate(1 / n for n in range(1, 2000)))
    for number in range(claims // CLAIMS_A_REPORT):
        text, found = "", []
        for _ in range(CLAIMS_A_REPORT):
            said = " ".join(chance.choices(words, cum_weights=weights, k=14))
            who = f"person{chance.randint(1, 400)}"
            start = len(text) + len(who) + 16
            text += f"{who} said allegedly {said}. "
            content = Span(start, start + len(said))
            hedge = Span(start - 10, start - 1) if chance.random() < 0.1 else None
            certainty = Certainty(Level.POSSIBLE, hedges=(hedge,)) if hedge else Certainty()
            chain = (
                Hop(HopKind.NARRATED, SourceRef(SourceKind.NARRATOR)),
                Hop(HopKind.SAID, SourceRef(SourceKind.PERSON, who), (), certainty),
            )
            act = chance.choice((Act.ASSERT, Act.ASSERT, Act.ASSERT, Act.DENY, Act.ACCUSE))
            found.append(Claim(content_id("clm", number, (content,)), (content,), (), chain, act, certainty=certainty))
        outlet = ("Larn Gazette", "Torsund Post", "Quessel Echo")[number % 3]
        day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        report = Report(content_id("rep", text), text, title=f"Report {number}", outlet=outlet, published=day)
        yield Record(report, MadeBy("0", "none", "0"), claims=tuple(found))


def search_times(case: Ledger, queries: dict[str, str]) -> dict[str, dict[str, float]]:
    """Return the milliseconds of each query, and how many claims it finds."""
    found = {}
    for name, query in queries.items():
        took = []
        for _ in range(TURNS):
            began = time.process_time()
            hits = case.search(query)
            took.append((time.process_time() - began) * 1000)
        found[name] = {"first_ms": round(took[0], 1), "slowest_ms": round(max(took[1:]), 1), "found": hits.total}
    return found


def measure_search(claims: int, folder: Path) -> dict[str, Any]:
    """Return how long searches in a generated case take."""
    path = folder / "search.case"
    with open_case(path, create=True) as case:
        for batch in _cut(claims):
            case.add([Entry(r) for r in batch], now=NOW)
        case.store_links(Linkage("none"), ruled="none", fingerprint=case.fingerprint("none"), now=NOW)
        began = time.process_time()
        case.claims(Filter(act="deny", limit=50))
        listing = (time.process_time() - began) * 1000
        return {
            "claims": case.counts().claims,
            "list_ms": round(listing, 1),
            "queries": search_times(case, QUERIES),
        }


def _cut(claims: int) -> Iterator[list[Record]]:
    found = generated(claims)
    while batch := list(itertools.islice(found, 32)):
        yield batch


@dataclasses.dataclass(slots=True)
class Spent:
    """Time spent in a step, over all the turns it is entered.

    Attributes:
        processor: seconds of processor time.
        wall: seconds in all, other work on the machine with them.
    """

    processor: float = 0.0
    wall: float = 0.0

    def __enter__(self) -> None:
        """Begin a turn."""
        self.processor -= time.process_time()
        self.wall -= time.perf_counter()

    def __exit__(self, *raised: object) -> None:
        """End it."""
        self.processor += time.process_time()
        self.wall += time.perf_counter()


def measure_storing(records: Path, count: int, folder: Path) -> dict[str, Any]:
    """Return time and size of storing and linking the first `count` records of a file of records."""
    path = folder / f"{count}.case"
    spent = {step: Spent() for step in STEPS}
    with open_case(path, create=True) as case:
        for batch in _batches(records, count):
            with spent["profile"]:
                entries = [_entry(r) for r in batch]
            with spent["store"]:
                case.add(entries, now=NOW)
    spent |= alone(measure_linking, path)
    with open_case(path) as case:
        held = case.counts()
    size = sum(p.stat().st_size for p in folder.glob(f"{count}.case*"))
    return {
        "reports": held.reports + held.superseded,
        "seconds": {name: round(value.processor, 2) for name, value in spent.items()},
        "wall_seconds": {name: round(value.wall, 2) for name, value in spent.items()},
        "kb_a_report": round(size / 1000 / max(1, held.reports + held.superseded), 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        "counts": dataclasses.asdict(held),
    }


def measure_linking(path: Path) -> dict[str, Spent]:
    """Return what linking a case takes, and asking for it again, with what it reads and stores.

    In a process of its own, as for a user who adds to a case that is there: what profiling has just looked up is not at
    hand, which would flatter a small case more than a large one.
    """
    spent = {step: Spent() for step in ("link", "again")}
    with open_case(path) as case:
        for step in spent.values():
            with step:
                link_case(case, now=NOW)
    return spent


def _entry(record: Record) -> Entry:
    return Entry(record, version_key(record.report), pack_part(profile(record)), PROFILE_VERSION)


def _batches(path: Path, count: int) -> Iterator[list[Record]]:
    with path.open(encoding="utf-8") as lines:
        records = (loads(line) for line in itertools.islice(lines, count))
        while batch := list(itertools.islice(records, 32)):
            yield batch


def growth(small: dict[str, Any], large: dict[str, Any]) -> dict[str, float]:
    """Return how much more than linearly each step grows; 1 is linear."""
    share = large["reports"] / small["reports"]
    return {step: round(large["seconds"][step] / max(small["seconds"][step], 0.01) / share, 2) for step in STEPS[:3]}


def alone(measure: Callable[..., dict[str, Any]], *given: object) -> dict[str, Any]:
    """Return what is measured in a process of its own, so that its memory is its own too."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *given).result()


def main() -> int:
    """Measure, print, and store with --save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="claims of the generated case")
    parser.add_argument("--records", type=Path, help="records to store and link: the output of `onrecord read --json`")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    result = store.stamp()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result["search"] = alone(measure_search, options.claims, folder)
        slowest = max(q["slowest_ms"] for q in result["search"]["queries"].values())
        well = slowest < MOST_SEARCH_MS
        if options.records:
            small, large = (alone(measure_storing, options.records, n, folder) for n in (FEW, ALL))
            result["storing"] = {"few": small, "all": large, "growth": growth(small, large)}
            well = well and max(result["storing"]["growth"].values()) <= MOST_GROWTH
    for part, value in result["search"]["queries"].items():
        print(f"{part:20} {value['slowest_ms']:7.1f} ms  {value['found']:7} found")
    print({k: v for k, v in result.items() if k != "search"})
    if options.save:
        print(store.save("case-speed", result))
    return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
