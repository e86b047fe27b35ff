"""`onrecord drift`: two texts in, what the second did to the first out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import OnrecordError, UsageError

if TYPE_CHECKING:
    from onrecord.model import Comparison, Report

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ORIGINAL RETELLING",
        help="The two texts; - is standard input. With --case, ids of two of its reports.",
        show_default=False,
    ),
]
Within = Annotated[
    str,
    typer.Option(
        "--within",
        metavar="POST",
        show_default=False,
        help="One post that carries both: its headline, commentary and excerpt against the article it retells.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write both texts and the changes as one JSON object.")]
Page = Annotated[
    str,
    typer.Option(
        "--html", metavar="FILE", show_default=False, help="Write a page with both texts side by side. - is stdout."
    ),
]
Case = Annotated[
    str,
    typer.Option(
        "--case",
        metavar="FILE",
        show_default=False,
        help="Compare two reports of this case; without ids, sum up all its retellings by outlet and by chain.",
    ),
]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="KIND,…",
        show_default=False,
        help="Exit with 1 where a change is of one of these kinds; `any` is every kind but left-out.",
    ),
]
Everything = Annotated[
    bool,
    typer.Option(
        "--all",
        help="List also what is only counted: passages left out that bear little on what is retold and, between two"
        " reports of their own, what only one of them has.",
    ),
]


def drift(
    paths: Paths = None,
    within: Within = "",
    case: Case = "",
    as_json: AsJson = False,
    page: Page = "",
    fail_on: FailOn = "",
    everything: Everything = False,
) -> None:
    """Show what a retelling did to its original: hedges and speakers dropped, numbers changed, quotations altered.

    Exit codes: 0 compared, 1 a change of a kind given with --fail-on, 2 wrong usage, 3 a text could not be read.
    """
    kinds = _kinds(fail_on)
    if as_json and page == "-":
        raise UsageError("JSON and page cannot both go to standard output.", fix="Give --html a file name.")
    # Imported here: these load the language pipeline, and `onrecord --help` must not wait for it.
    from onrecord.compare import compare, split_post  # noqa: PLC0415
    from onrecord.present.cli.drift_output import write  # noqa: PLC0415

    if case and not paths and not within:
        raise typer.Exit(_whole(case, kinds, as_json=as_json, page=page))
    if case and not within and paths is not None and len(paths) == 2:
        from onrecord.present.cli.drift_case import two_of  # noqa: PLC0415

        original, retelling = two_of(case, paths)
    elif case:
        raise UsageError(
            "With a case, two of its reports are compared, or all of its retellings.",
            fix="Type `onrecord drift --case FILE`, or give the ids of two reports too.",
        )
    elif within and not paths:
        original, retelling = split_post(_one(within))
    elif not within and paths is not None and len(paths) == 2 and paths != ["-", "-"]:
        original, retelling = _one(paths[0]), _one(paths[1])
    else:
        raise UsageError(
            "Two texts are compared, or one post with the article in it.",
            fix="Type `onrecord drift ORIGINAL RETELLING` or `onrecord drift --within POST`.",
        )
    comparison = compare(original, retelling, retold=bool(within))
    write(comparison, as_json=as_json, page=page, everything=everything)
    raise typer.Exit(1 if _fails(comparison, kinds) else 0)


def _whole(case: str, kinds: frozenset[str], *, as_json: bool, page: str) -> int:
    """Write the drift of a case and return the exit code.

    Raises:
        UsageError: a page was asked for.
    """
    from onrecord.present.cli.drift_case import summary_of, write_summary  # noqa: PLC0415 - keeps the start fast

    if page:
        raise UsageError("A page shows two texts.", fix="Give the ids of two reports, or leave --html out.")
    summary = summary_of(case)
    write_summary(summary, as_json=as_json)
    return 1 if any(kind in kinds for outlet in summary.outlets for kind, _ in outlet.kinds) else 0


def _kinds(fail_on: str) -> frozenset[str]:
    """Return the kinds that fail, checked.

    Raises:
        UsageError: there is no such kind.
    """
    from onrecord.model import DriftKind  # noqa: PLC0415 - keeps the start fast

    known = {k.value for k in DriftKind}
    asked = frozenset(k.strip() for k in fail_on.split(",") if k.strip())
    if asked == {"any"}:
        return frozenset(known - {DriftKind.LEFT_OUT.value})
    if wrong := sorted(asked - known):
        raise UsageError(f"No such kind of change: {', '.join(wrong)}.", fix=f"Use {', '.join(sorted(known))}, or any.")
    return asked


def _one(path: str) -> Report:
    """Return the one report at a path.

    Raises:
        OnrecordError: it cannot be read, or holds several.
    """
    from onrecord.read import read_path  # noqa: PLC0415 - keeps the start fast

    found = []
    for item in read_path(path):
        if isinstance(item, OnrecordError):
            raise item
        found.append(item)
        if len(found) > 1:
            raise UsageError("Several reports stand in this file.", fix="Give a file with one report.", where=path)
    return found[0]


def _fails(comparison: Comparison, kinds: frozenset[str]) -> bool:
    return any(c.kind.value in kinds for c in comparison.changes)
