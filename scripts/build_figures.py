"""Put the newest stored results into the tables of README.md and docs/evaluation.md; `--check` compares only.

A table stands between `<!-- figures -->` and `<!-- /figures -->`; nothing else on the page is touched.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import store
from bench.measures import MEASURES, Figure, Measure

ROOT = Path(__file__).resolve().parent.parent

_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if abs(value) > 3 else f"{value:.3f}".rstrip("0")


def _row(measure: Measure, figure: Figure, found: dict[str, float]) -> str:
    sign = "≤ " if figure.falling else "≥ "
    wanted = sign + _number(figure.wanted) if figure.wanted is not None else ""
    return f"| {figure.label} | {measure.about} | {_number(found[figure.name])} | {wanted} | {figure.elsewhere} |"


def quality(*, all_figures: bool) -> Iterator[str]:
    """Yield the table of quality, line by line; without `all_figures` those that have something to reach."""
    yield "| what | measured on | onrecord | to reach | best known elsewhere |"
    yield "|---|---|---|---|---|"
    for measure in MEASURES:
        result = store.newest(measure.task) or {}
        found = result.get("corpora", {}).get(measure.name)
        if found is None:
            continue
        for figure in measure.figures:
            if (all_figures or figure.wanted is not None) and figure.name in found["figures"]:
                yield _row(measure, figure, found["figures"])


def speed() -> Iterator[str]:
    """Yield the sentences on speed, nothing where it has not been measured."""
    result = store.newest("speed")
    if result is None:
        return
    figures = result["figures"]
    yield (
        f"Speed on one core, {figures['articles']} news articles: {figures['words_per_second']:,} words a second; the "
        f"language pipeline as published {figures['pipeline_alone_words_per_second']:,} by itself; parsing takes "
        f"{figures['share']['parse']:.0%} of the time here. Peak memory {figures['peak_memory_mb']} MB. "
        f"From nothing to a record on the screen: {figures['cold_start_seconds']} s."
    )


def stages() -> Iterator[str]:
    """Yield the table of time by stage."""
    result = store.newest("speed")
    if result is None:
        return
    shares: dict[str, float] = result["figures"]["share"]
    yield "| stage | share of the time |"
    yield "|---|---|"
    yield from (f"| {stage} | {share:.1%} |" for stage, share in shares.items())


def stamps() -> Iterator[str]:
    """Yield a line that says when and from which commit each result is."""
    parts = []
    for task in dict.fromkeys([*(m.task for m in MEASURES), "speed"]):
        result = store.newest(task)
        if result is not None:
            parts.append(f"{task} {result['date']} ({result['commit']})")
    if parts:
        yield f"Measured: {', '.join(parts)}."


def filled(page: str, lines: list[str]) -> str:
    """Return the page with the lines in its block."""
    text = "\n".join(lines) + "\n"
    return _BLOCK.sub(lambda match: match.group(1) + text + match.group(2), page)


def pages() -> dict[Path, list[str]]:
    """Return what the block of each page has to hold."""
    short = [*quality(all_figures=False), "", *speed()]
    whole = [*quality(all_figures=True), "", *speed(), "", *stages(), "", *stamps()]
    return {ROOT / "README.md": short, ROOT / "docs" / "evaluation.md": whole}


def main() -> int:
    """Fill the pages, or with `--check` say which are stale."""
    stale = 0
    for path, lines in pages().items():
        page = path.read_text(encoding="utf-8")
        text = filled(page, lines)
        if text == page:
            continue
        if "--check" in sys.argv[1:]:
            stale += 1
            print(f"{path.name} is stale: run `make docs`")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.name}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
