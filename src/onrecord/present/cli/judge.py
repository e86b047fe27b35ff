"""`onrecord judge`: what a person holds of two records; it outranks every rule, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import UsageError
from onrecord.present.cli import case_options as opt
from onrecord.present.cli.add import case_path, now
from onrecord.settings import settings

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.model import Judgement
    from onrecord.study import Study

First = Annotated[str, typer.Argument(metavar="A", show_default=False, help="Of an incident, a person or a body.")]
Second = Annotated[str, typer.Argument(metavar="B", show_default=False, help="Of another one.")]
Verdict = Annotated[str, typer.Argument(metavar="same|different|unsure", show_default=False, help="What you hold.")]
Note = Annotated[str, typer.Option(metavar="WORDS", show_default=False, help="Why; kept beside the judgement.")]
By = Annotated[
    str,
    typer.Option("--by", metavar="NAME", show_default=False, help="Who judges; ONRECORD_PERSON, else your account."),
]
Undo = Annotated[
    str, typer.Option("--undo", metavar="ID", show_default=False, help="Take back a judgement, or an undoing.")
]
Listed = Annotated[
    bool, typer.Option("--list", help="List what the rules are unsure of, with the parts of each score.")
]
Done = Annotated[bool, typer.Option("--done", help="List people's judgements that hold, with their ids.")]
Limit = Annotated[int, typer.Option(min=0, help="So many pairs of the list at most; 0 for all.")]


def judge(  # noqa: PLR0913, PLR0917 - one parameter an option
    first: First = "",
    second: Second = "",
    verdict: Verdict = "",
    case: opt.CaseFile = "",
    as_json: opt.AsJson = False,
    note: Note = "",
    by: By = "",
    undo: Undo = "",
    listed: Listed = False,
    done: Done = False,
    limit: Limit = 20,
) -> None:
    """Say that two incidents, or two people or bodies, are the same, different, or that you cannot tell.

    The case is linked anew at once: what you hold the same becomes one, and what you hold different never does. The
    judgement is kept for what the reports say, so it holds when they are added again.
    """
    from onrecord.ledger import open_case  # noqa: PLC0415 - keeps the start fast
    from onrecord.study import Study  # noqa: PLC0415

    _check(first, second, verdict, undo=undo, listing=listed or done)
    person = f"person:{by or settings().person}"
    with open_case(case_path(case)) as ledger:
        study = Study(ledger)
        if listed or done:
            _list(study, done=done, as_json=as_json, limit=limit)
        elif undo:
            step = ledger.undo(ledger.get(undo).id, by=person, at=now(), note=note)
            said = f"Taken back. {_holds(step.judgement)}"
            target = next(s for s in ledger.history() if s.id == step.undoes)
            _linked(ledger, step, said, step.judgement or target.judgement, as_json=as_json)
        else:
            given = _judged(ledger, study, (first, second, verdict), by=person, note=note)
            said = f"{given.left} and {given.right}: {given.verdict.value}, says {person.removeprefix('person:')}."
            said += f" To take it back: onrecord judge --undo {given.id}"
            _linked(ledger, given, said, given, as_json=as_json)


def _check(first: str, second: str, verdict: str, *, undo: str, listing: bool) -> None:
    from onrecord.model import Verdict as Verdicts  # noqa: PLC0415 - keeps the start fast

    given = bool(first or second or verdict)
    if given + bool(undo) + listing != 1:
        message = "Judge two records, take one judgement back, or list them; one at a time."
        raise UsageError(message, fix="onrecord judge A B same|different|unsure, --undo ID, --list or --done.")
    if given and verdict.lower() not in set(Verdicts):
        fix = "Give two ids and one of same, different, unsure."
        raise UsageError(f"{verdict[:40]!r} is no verdict." if verdict else "There is no verdict.", fix=fix)


def _judged(ledger: Ledger, study: Study, words: tuple[str, str, str], *, by: str, note: str) -> Judgement:
    from onrecord.model import Judgement, Verdict  # noqa: PLC0415 - keeps the start fast

    subject, left, right = study.sides(words[0], words[1])
    return ledger.judge(Judgement("", subject, left, right, Verdict(words[2].lower()), by, now(), note=note))


def _holds(judgement: Judgement | None) -> str:
    if judgement is None:
        return "What the rules hold of the two counts again."
    return (
        f"What was judged before holds again: {judgement.verdict.value}, says {judgement.by.removeprefix('person:')}."
    )


def _linked(ledger: Ledger, step: object, said: str, judged: Judgement | None, *, as_json: bool) -> None:
    """Link the case anew and say what came of the two records."""
    from onrecord.case import link_case  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.cli.sheets import say, write_json  # noqa: PLC0415

    link_case(ledger, now=now())
    if as_json:
        write_json([step])
        return
    say(said)
    if judged is not None:
        say(_now(ledger, judged))


def _now(ledger: Ledger, judged: Judgement) -> str:
    """Return what two records belong to since the case was linked."""
    owners = [found.cluster.id if (found := ledger.get(side)).cluster else side for side in (judged.left, judged.right)]
    what = "incident" if judged.subject.value == "incident" else "person or body"
    if owners[0] == owners[1]:
        return f"They are one {what} of the case: {owners[0]}."
    return f"They are two in the case: {owners[0]} and {owners[1]}."


def _list(study: Study, *, done: bool, as_json: bool, limit: int) -> None:
    from onrecord.present.cli.sheets import draw_page, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_pages import queue_page  # noqa: PLC0415

    rulings = list(study.judged() if done else study.queue())
    page = rulings[: limit or None]
    if as_json:
        write_json(page)
        return
    title = "Judged by people" if done else "To be judged"
    empty = "Nobody has judged anything." if done else "The rules are unsure of nothing."
    draw_page(queue_page(page, title, empty, len(rulings) - len(page)))
