"""Full text with fields. What a person typed reaches the database as parameters only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, func, not_, or_, select

from onrecord.errors import BadQuery, UsageError
from onrecord.ledger import conditions, sqlite
from onrecord.ledger.conditions import Condition
from onrecord.ledger.pack import unpack_text
from onrecord.ledger.query import claims_by_no, rows_in
from onrecord.ledger.tables import claims, passages, reports
from onrecord.model import Span
from onrecord.model.case import Filter, Hit, Hits

RANKED = 15_000
"""Hits, times the words asked for, that are put in order by how well they fit; what more claims have in common tells
nothing apart, and newer ones come first. Ranking takes 1.5 microseconds a hit and word (a generated case of 100,000
claims, 2026-11-22)."""

COUNTED = 10_000
"""Hits that are counted where fields have to be looked up for each: as long as that takes 15 ms (as above)."""

NEAR = 40
"""Newest reports that are looked into one by one where there are many hits; each takes 0.5 ms (as above). They do not
fill the page where few of the newest say it; then all hits are put in order."""

LONGEST = 2_000
"""Code points of a query."""

MOST_TERMS = 50
"""Terms of a query: more are no question, and each costs time."""

TEXT_FIELDS = {
    "speaker": "speaker",
    "hedge": "hedge",
    "root": "root",
    "cue": "cue",
    "says": "words",
    "headline": "headline",
}
"""Fields that are columns of the full text: name in a query, column."""

ROW_FIELDS = ("stance", "place", "after", "before", "outlet", "act", "type", "actor", "level", "incident", "report")
"""Fields that are looked up in the index."""

_OF_REPORTS = ("outlet", "report")
_NAMED = frozenset([*TEXT_FIELDS, *ROW_FIELDS])
_AS_FILTER = {"after": "since", "before": "until"}
_PASSAGE_FIELDS = ("after", "before", "outlet", "report")

_TERM = re.compile(
    r"""\s*(?P<minus>-(?=\S))?(?:(?P<field>[A-Za-z]+):(?!//))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))""", re.VERBOSE
)
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must hold, or must not.

    Attributes:
        text: expression of the full text; "" where a condition says it.
        condition: on the rows; None where the full text says it.
        negated: whether it must not hold.
    """

    text: str = ""
    condition: Condition | None = None
    negated: bool = False


@dataclass(slots=True)
class Query:
    """What is asked for, as the database takes it.

    Attributes:
        text: expressions of the full text of which all must hold.
        without: expressions of which none may hold.
        conditions: on the rows.
    """

    text: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)

    @property
    def match(self) -> str:
        """Return one expression for everything that must hold."""
        return " AND ".join(self.text)


def parse(query: str, *, in_passages: bool = False) -> Query:
    """Return what a query asks for.

    Words and "phrases" must all occur; `word*` stands for every word that begins so, `-` before a term excludes it,
    OR between two terms asks for one of them, `field:value` asks for it in one field.

    Args:
        query: as typed.
        in_passages: whether the text of reports is asked, which has fewer fields than claims.

    Raises:
        BadQuery: it is empty, too long, has an open quotation mark, or a field that does not exist or does not fit.
    """
    query = query.replace("“", '"').replace("”", '"')
    try:
        conditions.checked(query[: conditions.LONGEST])
    except UsageError as error:
        raise BadQuery("The query has characters that no text has.", fix="Type it anew.") from error
    if len(query) > LONGEST:
        raise BadQuery("The query is too long.", fix=f"Give at most {LONGEST} characters.")
    if query.count('"') % 2:
        raise BadQuery("A quotation mark is open.", fix="Close it, or leave it out.")
    groups = _groups(query, _passage_term if in_passages else _claim_term)
    found = Query()
    for group in groups:
        _put(found, group)
    if not (found.text or found.without or found.conditions):
        raise BadQuery("There is nothing to look for.", fix="Give words, or fields such as speaker:minister.")
    return found


def _groups(query: str, read: Callable[[str, str, bool], Term]) -> list[list[Term]]:
    """Return the terms, those with OR between them together."""
    groups: list[list[Term]] = []
    alternative = False
    count = at = 0
    while (found := _TERM.match(query, at)) is not None:
        at = found.end()
        if found["word"] == "OR" and not found["field"]:
            if not groups or alternative:
                raise BadQuery("OR stands between two terms.", fix="Give a term on either side of it.")
            alternative = True
            continue
        if found["word"] == "AND" and not found["field"]:
            continue
        count += 1
        if count > MOST_TERMS:
            raise BadQuery("The query has too many terms.", fix=f"Give at most {MOST_TERMS}.")
        _refuse_bare_field(found)
        value = found["phrase"] if found["phrase"] is not None else found["word"]
        term = read((found["field"] or "").lower(), value, found["phrase"] is not None)
        if found["minus"]:
            term = Term(term.text, term.condition, negated=True)
        if alternative:
            groups[-1].append(term)
        else:
            groups.append([term])
        alternative = False
    if alternative:
        raise BadQuery("OR stands between two terms.", fix="Give a term on either side of it.")
    return groups


def _refuse_bare_field(found: re.Match[str]) -> None:
    word = (found["word"] or "").lower()
    if not found["field"] and word.endswith(":") and word[:-1] in _NAMED:
        raise BadQuery(f"{word} has no value.", fix=f"Write it directly behind the colon, such as {word}value.")


def _put(query: Query, group: list[Term]) -> None:
    """Add terms of which one must hold."""
    texts = [t for t in group if t.text]
    if len(group) > 1 and (0 < len(texts) < len(group) or any(t.negated for t in group)):
        raise BadQuery(
            "OR stands between two terms of one kind, neither of them excluded.",
            fix="Put it between words, or between two values of one field; or ask twice.",
        )
    if texts and group[0].negated:
        query.without.append(group[0].text)
    elif texts:
        query.text.append("(" + " OR ".join(t.text for t in group) + ")")
    else:
        wanted = or_(*(t.condition for t in group if t.condition is not None))
        query.conditions.append(not_(wanted) if group[0].negated else wanted)


def _claim_term(name: str, value: str, phrase: bool) -> Term:
    if not name:
        return Term(_words(value, phrase))
    if name in TEXT_FIELDS:
        return Term(f"{{{TEXT_FIELDS[name]}}} : {_words(value, phrase)}")
    if name in _OF_REPORTS:
        # Asked once for all reports, and not once for every claim.
        wanted = and_(*conditions.of_reports(_filter(name, value))[1:])
        held = select(reports.c.no).where(wanted).correlate(None)
        return Term(condition=sqlite.unindexed(claims.c.report_no).in_(held))
    if name in ROW_FIELDS:
        return Term(condition=and_(*conditions.of_claims(_filter(name, value))[1:]))
    raise _no_field(name, (*TEXT_FIELDS, *ROW_FIELDS))


def _passage_term(name: str, value: str, phrase: bool) -> Term:
    if not name:
        return Term(_words(value, phrase))
    if name not in _PASSAGE_FIELDS:
        raise _no_field(name, _PASSAGE_FIELDS)
    asked = _filter(name, value)
    dated = conditions.span(asked, reports.c.published, reports.c.published)
    return Term(condition=and_(*dated, *conditions.of_reports(asked)[1:]))


def _filter(name: str, value: str) -> Filter:
    if not value.strip():
        raise BadQuery(f"{name}: has no value.", fix=f"Write it directly behind the colon, such as {name}:value.")
    try:
        asked = Filter(**{_AS_FILTER.get(name, name): value})  # type: ignore[arg-type] # only fields that are text
        conditions.of_claims(asked)
    except UsageError as error:
        raise BadQuery(error.message, fix=error.fix) from error
    return asked


def _no_field(name: str, known: Sequence[str]) -> BadQuery:
    fix = f"Fields are {', '.join(known)}; put quotation marks around words with a colon."
    return BadQuery(f"There is no field {name[:40]!r} here.", fix=fix)


def _words(value: str, phrase: bool) -> str:
    """Return words as an expression: quoted, so that no sign in them means anything to the database."""
    begins = value.endswith("*") and not phrase
    if not _LETTER.search(value):
        raise BadQuery(f"{value[:40]!r} holds no letter and no digit.", fix="Give words.")
    plain = value.rstrip("*") if begins else value
    quoted = '"' + plain.replace('"', '""') + '"'
    return f"{quoted}*" if begins else quoted


def search(connection: Connection, query: str, *, in_passages: bool = False, limit: int = 20, offset: int = 0) -> Hits:
    """Return what a query finds: claims, or passages of reports; best first.

    Args:
        connection: in a transaction.
        query: as typed, see `parse`.
        in_passages: look in the text of reports rather than in claims.
        limit: at most so many.
        offset: so many are passed over.

    Raises:
        BadQuery: the query cannot be read.
        UsageError: limit or offset is below zero.
    """
    asked = parse(query, in_passages=in_passages)
    page = Filter(limit=limit, offset=offset)
    conditions.paged(page, select(claims.c.no))
    if in_passages:
        return _passages(connection, asked, page)
    numbers, total = _found(connection, asked, page)
    return Hits(_claim_hits(connection, numbers), total)


def _found(connection: Connection, asked: Query, page: Filter) -> tuple[list[int], int]:
    if asked.text and not asked.conditions:
        match = sqlite.without(asked.match, asked.without)
        held = sqlite.matching(sqlite.CLAIMS_TEXT, match)
        total = connection.scalar(select(func.count()).select_from(held.subquery())) or 0
        if total * sqlite.words_of(match) <= RANKED:
            ranked = sqlite.ranked(sqlite.CLAIMS_TEXT, match)
            return list(connection.scalars(conditions.paged(page, ranked))), total
        return _newest_first(connection, _claims_with(match), page), total
    if asked.text:
        held = _claims_with(sqlite.without(asked.match, asked.without))
    else:
        held = _any_claims().where(conditions.newest())
        for excluded in asked.without:
            held = held.where(claims.c.no.not_in(sqlite.matching(sqlite.CLAIMS_TEXT, excluded)))
    held = held.where(*asked.conditions)
    numbers, total = _ordered(connection, held, page)
    return (_newest_first(connection, held, page) if total == COUNTED else numbers), total


def _ordered(connection: Connection, held: Any, page: Filter) -> tuple[list[int], int]:
    """Return a page of at most so many hits as are counted, and how many they are: looked up once for both."""
    few = held.limit(COUNTED).cte("few").prefix_with("MATERIALIZED")
    count = select(func.count()).select_from(few).scalar_subquery()
    joined = few.join(reports, reports.c.no == few.c.report_no)
    asked = select(few.c[0], count).select_from(joined).order_by(*_by_day(), few.c.place)
    rows = connection.execute(conditions.paged(page, asked)).all()
    total = rows[0][1] if rows else connection.scalar(select(func.count()).select_from(few))
    return [row[0] for row in rows], total or 0


def _any_claims() -> Any:
    """Return a query for claims, with what they are ordered by."""
    joined = claims.join(reports, reports.c.no == claims.c.report_no)
    return select(claims.c.no, claims.c.report_no, claims.c.place).select_from(joined)


def _claims_with(match: str) -> Any:
    """Return a query for claims by their words; the full text holds newest versions only."""
    joined = sqlite.CLAIMS_TEXT.join(claims, claims.c.no == sqlite.CLAIMS_TEXT.c.rowid)
    joined = joined.join(reports, reports.c.no == sqlite.unindexed(claims.c.report_no))
    asked = select(sqlite.CLAIMS_TEXT.c.rowid, claims.c.report_no, claims.c.place).select_from(joined)
    return asked.where(sqlite.matches(sqlite.CLAIMS_TEXT, match))


def _by_day() -> tuple[Any, ...]:
    return (reports.c.published.desc(), reports.c.id)


def _newest_first(connection: Connection, held: Any, page: Filter) -> list[int]:
    """Return a page of many hits; where the newest reports fill it, the others are not looked into."""
    wanted = page.offset + page.limit
    number = held.selected_columns[0]  # of the full text: it is not read from its beginning then
    found: list[int] = []
    for first, last in _newest_reports(connection) if page.limit else ():
        if len(found) >= wanted:
            return found[page.offset : wanted]
        found += connection.scalars(held.where(number.between(first, last)).order_by(claims.c.place))
    ordered = held.order_by(*_by_day(), claims.c.place)
    return list(connection.scalars(conditions.paged(page, ordered)))


def _newest_reports(connection: Connection) -> list[tuple[int, int]]:
    """Return the numbers of the first and the last claim of the newest reports; they are numbered in a row."""
    newest = select(reports.c.no).order_by(*_by_day()).limit(NEAR)
    numbers = (func.min(claims.c.no), func.max(claims.c.no))
    ends = select(claims.c.report_no, *numbers).where(claims.c.report_no.in_(newest)).group_by(claims.c.report_no)
    found = {row[0]: (row[1], row[2]) for row in connection.execute(ends)}
    return [found[no] for no in connection.scalars(newest) if no in found]


def _counted(connection: Connection, held: Any) -> int:
    return connection.scalar(select(func.count()).select_from(held.limit(COUNTED).subquery())) or 0


def _claim_hits(connection: Connection, numbers: Sequence[int]) -> tuple[Hit, ...]:
    rows = claims_by_no(connection, numbers)
    titles = dict(rows_in_titles(connection, {row.report for row in rows}))
    return tuple(Hit(r, r.report, r.outlet, r.published, titles.get(r.report, ""), r.words) for r in rows)


def rows_in_titles(connection: Connection, ids: set[str]) -> list[tuple[str, str]]:
    """Return the titles of reports."""
    asked = select(reports.c.id, reports.c.title)
    return [(row.id, row.title) for row in rows_in(connection, asked, reports.c.id, sorted(ids))]


def _passages(connection: Connection, asked: Query, page: Filter) -> Hits:
    t = passages.c
    if asked.text:
        match = sqlite.without(asked.match, asked.without)
        joined = sqlite.PASSAGES_TEXT.join(passages, t.no == sqlite.PASSAGES_TEXT.c.rowid)
        joined = joined.join(reports, reports.c.no == sqlite.unindexed(t.report_no))
        held = select(t.no).select_from(joined).where(sqlite.matches(sqlite.PASSAGES_TEXT, match))
    else:
        held = select(t.no).join(reports, reports.c.no == t.report_no)
        for excluded in asked.without:
            held = held.where(t.no.not_in(sqlite.matching(sqlite.PASSAGES_TEXT, excluded)))
    held = held.where(conditions.newest(), *asked.conditions)
    ordered = conditions.paged(page, held.order_by(reports.c.published.desc(), reports.c.id, t.start))
    numbers = list(connection.scalars(ordered))
    return Hits(_passage_hits(connection, numbers), _counted(connection, held))


def _passage_hits(connection: Connection, numbers: Sequence[int]) -> tuple[Hit, ...]:
    t = passages.c
    columns = (t.no, t.start, t.stop, t.report_no, reports.c.id, reports.c.outlet, reports.c.published, reports.c.title)
    asked = select(*columns).join(reports, reports.c.no == t.report_no)
    rows: dict[int, Any] = {row.no: row for row in rows_in(connection, asked, t.no, numbers)}
    words = select(reports.c.no, reports.c.text)
    texts = {
        row.no: unpack_text(row.text)
        for row in rows_in(connection, words, reports.c.no, {r.report_no for r in rows.values()})
    }
    return tuple(
        Hit(None, r.id, r.outlet, r.published, r.title, " ".join(texts[r.report_no][r.start : r.stop].split()), at)
        for r, at in ((rows[no], Span(rows[no].start, rows[no].stop)) for no in numbers)
    )
