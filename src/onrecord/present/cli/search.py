"""`onrecord search`: full text with fields."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from onrecord.present.cli import case_options as opt

Query = Annotated[
    list[str],
    typer.Argument(
        metavar="QUERY",
        show_default=False,
        help='Words, "a phrase", begin*, -without, one OR other, and fields such as speaker:minister.',
    ),
]
Passages = Annotated[bool, typer.Option("--text", help="Look in the text of reports rather than in claims.")]
Limit = Annotated[int, typer.Option(min=0, help="So many hits at most; 0 for all.")]

_WORD = re.compile(r'(?<![\w:-])(?:"([^"]+)"|([^\s":]+))(?=\s|$)')


def search(
    query: Query,
    case: opt.CaseFile = "",
    as_json: opt.AsJson = False,
    in_text: Passages = False,
    limit: Limit = 20,
    offset: opt.Offset = 0,
) -> None:
    """Search the claims of a case, or the text of its reports; every hit is shown in its sentence, lit.

    Fields of claims: speaker: hedge: root: cue: says: headline: stance: place: after: before: outlet: act: type:
    actor: level: incident: report:. In the text of reports: after: before: outlet: report:. Quote what your shell
    would take for itself: onrecord search 'speaker:"interior minister" -gas'.
    """
    from onrecord.model.dossier import Lit  # noqa: PLC0415
    from onrecord.present.cli.sheets import draw_page, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_pages import hits_page  # noqa: PLC0415
    from onrecord.study import Study  # noqa: PLC0415

    text = " ".join(query)
    with opt.opened(case) as ledger:
        hits = ledger.search(text, in_passages=in_text, limit=limit, offset=offset)
        study = Study(ledger)
        found = [(hit, study.passage_of(hit, words_of(text))) for hit in hits.hits]
    if as_json:
        write_json(Lit(hit, passage) for hit, passage in found)
    else:
        draw_page(hits_page(text, hits.total, found))


def words_of(query: str) -> list[str]:
    """Return the words and phrases of a query that are looked for anywhere: what a passage is lit for."""
    plain = query.replace("“", '"').replace("”", '"')
    found = [phrase or word for phrase, word in _WORD.findall(plain)]
    return [w.rstrip("*") for w in found if w not in {"OR", "AND"} and not w.startswith("-")]
