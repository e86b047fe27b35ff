"""From a draft to a report: segments, facts, id."""

from __future__ import annotations

import dataclasses
import datetime as dt

from onrecord.errors import EmptyInput, OversizedInput
from onrecord.model import Report, Skipped, content_id
from onrecord.read import limits
from onrecord.read.credits import credit_of
from onrecord.read.draft import Draft, Facts, Source
from onrecord.read.options import ReadOptions
from onrecord.read.segments import segment


def finish(draft: Draft, source: Source, options: ReadOptions) -> Report:
    """Return the report of a draft.

    The id is a hash of text, title, outlet, byline, date and address: what was published. Where the file lies and how
    it was encoded do not count, so the same report read twice has one id; another date or outlet makes another.

    Raises:
        EmptyInput: there are no words in it.
        OversizedInput: it is longer than a report can be.
    """
    _check(draft.text, source.name)
    given = dataclasses.replace(
        draft.facts,
        outlet=options.outlet or draft.facts.outlet,
        url=options.url or draft.facts.url,
        published=options.published or draft.facts.published,
        published_from="option" if options.published else draft.facts.published_from,
    )
    segments, facts = segment(dataclasses.replace(draft, facts=given))
    facts, doubt = _no_later_than_saved(facts)
    report = Report(
        id=report_id(draft.text, facts),
        text=draft.text,
        segments=segments,
        title=facts.title,
        outlet=facts.outlet,
        byline=facts.byline,
        published=facts.published,
        published_from=facts.published_from if facts.published else "",
        url=facts.url,
        fetched=facts.fetched,
        language=facts.language or "en",
        source=source.name,
        media_type=source.media_type,
        encoding=source.encoding,
        sha256=source.sha256,
        raw_map=draft.runs,
        skipped=(*draft.skipped, *doubt),
    )
    return dataclasses.replace(report, credits=credit_of(report))


def _no_later_than_saved(facts: Facts) -> tuple[Facts, tuple[Skipped, ...]]:
    """Leave out a date of publication that lies behind the day on which the report was saved.

    It is the date of something else on the page, or a fault; a day more or less is a matter of time zones.
    """
    if not facts.fetched or not facts.published or facts.published_from == "option":
        return facts, ()
    try:
        late = dt.date.fromisoformat(facts.published[:10]) - dt.date.fromisoformat(facts.fetched[:10])
    except ValueError:
        return facts, ()
    if late.days <= 1:
        return facts, ()
    reason = f"the date {facts.published}: the report was saved before, at {facts.fetched}"
    return dataclasses.replace(facts, published="", published_from=""), (Skipped("read", reason),)


def report_id(text: str, facts: Facts) -> str:
    """Return the id of a report: a hash of what was published (see `finish`)."""
    return content_id("rep", text, facts.title, facts.outlet, "\n".join(facts.byline), facts.published, facts.url)


def _check(text: str, name: str) -> None:
    if not text.strip():
        raise EmptyInput("There are no words in it.", fix="Give a file with the text of a report.", where=name or None)
    if len(text) > limits.MAX_TEXT:
        raise OversizedInput(
            f"The text is longer than {limits.MAX_TEXT:,} characters.",
            fix="Split it into one file a report.",
            where=name or None,
        )
    at = 0
    while len(text) - at > limits.MAX_LINE:
        cut = text.rfind("\n", at, at + limits.MAX_LINE)
        if cut < 0:
            raise OversizedInput(
                f"It has more than {limits.MAX_LINE:,} characters without a line break.",
                fix="Give prose with paragraphs, one report a file.",
                where=name or None,
            )
        at = cut + 1
