"""Pages about one thing of a case, in words: an incident with every telling, a claim with its chain, the roots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Contested, Field, Root, RootKind, Stance, Value, Verdict
from onrecord.model.case import AttributionRow, ClaimRow, Counts, Hit, IncidentRow, ReportRow, VersionDiff
from onrecord.model.dossier import (
    ActorFile,
    AttributionFile,
    ClaimFile,
    File,
    IncidentFile,
    JudgementFile,
    Passage,
    ReportFile,
    RootsOf,
    Ruling,
    SeriesFile,
    Telling,
)
from onrecord.present.export import case_view, wording
from onrecord.present.export.sheets import Item, Page, Section, count, fields, listed, parts

ADMIRALTY = {
    1: "confirmed by independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}

FIELDS = {
    Field.DATE: "When",
    Field.PLACE: "Where",
    Field.NUMBER: "How many",
    Field.CAUSE: "What caused it",
    Field.ROLE: "Which part somebody had",
    Field.RESPONSIBILITY: "Who did it",
}

VERDICTS = {Verdict.SAME: "the same", Verdict.DIFFERENT: "different", Verdict.UNSURE: "unsure"}

_SHOWN_RULINGS = 10
"""Rulings on one page; `--json` has all."""


def page_of(file: File) -> Page:
    """Return everything that the case holds of one thing, as a page."""
    match file:
        case IncidentFile():
            return _incident(file)
        case ClaimFile():
            return _claim(file)
        case ReportFile():
            return _report(file)
        case ActorFile():
            return _actor(file)
        case AttributionFile():
            return _attribution(file)
        case SeriesFile():
            return _series(file)
        case JudgementFile():
            return _judgement(file)


def _incident(file: IncidentFile) -> Page:
    row = file.row
    about = fields(
        ("told", wording.REALIS[row.realis]),
        ("type", " / ".join(filter(None, (row.type, row.mode)))),
        ("when", case_view.days(row.earliest, row.latest)),
        ("where", case_view.place(row)),
        ("harm", case_view.harm(row.harm)),
        ("roots", grade(file.corroboration.grade, file.corroboration.why)),
        ("series", listed((s.series.id + " " + case_view.LINKS.get(s.series.link, "") for s in file.series), 3)),
    )
    sections = (
        Section(f"Told by {count(len(file.tellings), 'report')}", tuple(_telling(t) for t in file.tellings)),
        Section(
            "Who is said to have done it",
            tuple(_row(a) for a in file.attributions),
            "who says so stands beside it; none of it is a finding",
            "Nobody is tied to it.",
        ),
        _contested_section(file.contested, {t.report.id: t.report.outlet for t in file.tellings}),
        Section(
            "May be the same as", tuple(Item(case_view.what(o), o.id) for o in file.unsure), "onrecord judge decides"
        ),
        _rulings("Why these are one, or may be", file.rulings),
    )
    return Page(row.title, row.id, about, sections)


def _telling(telling: Telling) -> Item:
    report, incident = telling.report, telling.incident
    told = fields(
        ("title", incident.title),
        ("told", "" if incident.realis.value == "actual" else wording.REALIS[incident.realis]),
        ("when", wording.when_words(incident.when) if incident.when else ""),
        ("where", wording.where_words(incident.where) if incident.where else ""),
        ("harm", "; ".join(dict.fromkeys(wording.harm_words(h) for h in incident.harm))),
    )
    head = f"{_outlet(report)}, {wording.published_words(report.published)}" if report.published else _outlet(report)
    return Item(f"{head}  {report.id}", incident.id, told, parts(telling.passage))


def _outlet(report: ReportRow) -> str:
    return report.outlet or report.title or report.source or report.id


def _row(row: AttributionRow) -> Item:
    said = fields(
        ("so", f"{case_view.by(row)}, in {row.outlet or 'a report'} of {row.published[:10] or 'no date'}"),
        ("evidence", wording.EVIDENCE[row.evidence]),
        ("words", row.words),
    )
    return Item(f"{row.actor}: {wording.STANCES[row.stance]}", row.id, said)


def grade(number: int, why: str) -> str:
    """Return the Admiralty grade in words."""
    return f"Admiralty {number}, {ADMIRALTY[number]}. {why}"


def _claim(file: ClaimFile) -> Page:
    row, claim = file.row, file.claim
    about = fields(
        ("who", case_view.speaker(row)),
        ("does", wording.ACTS[row.act]),
        ("how sure", case_view.sure(row)),
        ("form", wording.FORMS[row.form]),
        ("said", wording.when_words(claim.said_when) if claim.said_when else ""),
        ("evidence", wording.EVIDENCE[row.evidence]),
        ("report", f"{row.outlet or 'outlet not known'}, {row.published[:16]}  {row.report}"),
        ("roots", grade(file.corroboration.grade, file.corroboration.why)),
    )
    chain = tuple(
        Item(f"{wording.source_name(hop.source, row.outlet)} {wording.HOPS[hop.kind] if n else 'tells'}")
        for n, hop in enumerate(claim.chain)
    )
    repeats = tuple(
        Item(f"{case_view.speaker(other)}: {case_view.said(other)}", other.id, (("how", why), ("in", _in(other))))
        for other, _, why in file.repeats
    )
    sections = (
        Section("Chain", chain, "from the report to the root"),
        Section("Repeats", repeats),
        Section("Ties somebody to an incident", tuple(_row(a) for a in file.attributions)),
    )
    return Page(case_view.said(row), row.id, about, sections, parts(file.passage))


def _in(row: ClaimRow) -> str:
    return f"{row.outlet or 'outlet not known'}, {row.published[:10]}"


def _report(file: ReportFile) -> Page:
    row = file.row
    version = f"{row.version}, superseded by {row.superseded_by}" if row.superseded_by else str(row.version)
    about = fields(
        ("outlet", row.outlet),
        ("published", wording.published_words(row.published) if row.published else ""),
        ("url", row.url),
        ("source", row.source),
        ("version", version if row.version > 1 or row.superseded_by else ""),
        ("added", f"{row.added_at[:16].replace('T', ' ')} UTC, read by onrecord {row.made_by}"),
    )
    repeats = tuple(
        Item(
            f"{'is' if r.retelling == row.id else 'has'} a {r.kind.value} {'of' if r.retelling == row.id else 'in'} "
            f"{_outlet(other)}, {other.published[:10]}",
            other.id,
            tuple(("", f.text) for f in r.features),
        )
        for r, other in file.repeats
    )
    said = tuple(
        Item(f"{case_view.speaker(c)} - {c.act.value}, {case_view.sure(c)}", c.id, (("", case_view.said(c)),))
        for c in file.claims
    )
    sections = (
        Section("Changed since the version before", tuple(_changes(file.changes))),
        Section("Other reports", repeats),
        Section("Incidents", tuple(Item(case_view.what(i), i.id) for i in file.incidents), empty="None was found."),
        Section("Who is said to have done what", tuple(_row(a) for a in file.attributions)),
        Section("Claims", said, empty="None was found."),
    )
    text = () if not file.text else parts(Passage(row.id, file.text, 0))
    return Page(row.title or row.source or row.id, row.id, about, sections, text)


def _changes(diff: VersionDiff | None) -> Iterator[Item]:
    if diff is None:
        return
    for edit in diff.claims:
        changed = f"claim {edit.edit.value}" + (f": {', '.join(edit.what)}" if edit.what else "")
        yield Item(changed, edit.new or edit.old, fields(("was", edit.old_words), ("is", edit.new_words)))
    for word in diff.words:
        yield Item(f"{word.kind} {word.edit.value}: {word.words}")
    if not diff.touches_claims:
        yield Item("nothing that touches a claim")


def _actor(file: ActorFile) -> Page:
    row = file.row
    about = fields(
        ("kind", row.kind.value),
        ("country", row.country),
        ("offices", listed(row.offices)),
        ("other names", listed(row.aliases)),
        ("named in", ", ".join(dict.fromkeys(_outlet(r) for r in file.reports))),
        ("says", case_view.acts(file.source) if file.source else ""),
    )
    said = tuple(
        Item(f"{c.act.value}, {case_view.sure(c)}", c.id, (("", case_view.said(c)), ("in", _in(c)))) for c in file.said
    )
    sections = (
        Section("What is said of it", tuple(_about(a) for a in file.blamed), empty="Nobody ties it to an incident."),
        Section("Whom it blames or clears", tuple(_row(a) for a in file.blames)),
        Section("What it says", said),
        Section(
            "May be the same as", tuple(Item(case_view.named(o), o.id) for o in file.unsure), "onrecord judge decides"
        ),
        _rulings("Why these names are one, or may be", file.rulings),
    )
    return Page(row.name, row.id, about, sections)


def _about(row: AttributionRow) -> Item:
    item = _row(row)
    return Item(f"{wording.STANCES[row.stance]}: {row.incident_title}", item.tag, item.fields)


def _attribution(file: AttributionFile) -> Page:
    row = file.row
    about = fields(
        ("incident", f"{row.incident_title}  {row.incident}"),
        ("so", case_view.by(row)),
        ("evidence", wording.EVIDENCE[row.evidence]),
        ("claim", row.claim),
        ("report", f"{row.outlet or 'outlet not known'}, {row.published[:16]}  {row.report}"),
        ("roots", grade(file.corroboration.grade, file.corroboration.why)),
    )
    return Page(f"{row.actor}: {wording.STANCES[row.stance]}", row.id, about, quote=parts(file.passage))


def _series(file: SeriesFile) -> Page:
    row = file.row
    about = fields(
        ("link", case_view.LINKS.get(row.series.link, row.series.link)),
        ("why", row.series.why),
        ("when", case_view.days(row.earliest, row.latest)),
        ("reports", str(row.reports)),
    )
    told = tuple(
        Item(case_view.what(i), i.id, fields(("when", case_view.days(i.earliest, i.latest)))) for i in file.incidents
    )
    return Page(
        f"Series of {count(len(told), 'incident')}",
        row.series.id,
        about,
        (Section("Incidents", told),),
        parts(file.passage),
    )


def _judgement(file: JudgementFile) -> Page:
    ruling = file.ruling
    steps = tuple(
        Item(
            f"{s.at[:16].replace('T', ' ')}  {s.by.removeprefix('person:')}: "
            + (f"took back {s.undoes}" if s.undoes else VERDICTS[s.judgement.verdict] if s.judgement else ""),
            s.id,
        )
        for s in file.steps
    )
    rule = (_ruling_item(Ruling(file.rule, ruling.left, ruling.right)),) if file.rule else ()
    sections = (Section("Steps", steps), Section("What the rules hold", rule, empty="They did not compare the two."))
    return Page(f"{ruling.left}  /  {ruling.right}", ruling.judgement.id, _sides(ruling), sections)


def _sides(ruling: Ruling) -> tuple[tuple[str, str], ...]:
    judged = ruling.judgement
    return fields(
        ("left", _side(judged.left, ruling.left, ruling.left_outlet, ruling.left_day)),
        ("right", _side(judged.right, ruling.right, ruling.right_outlet, ruling.right_day)),
        ("note", judged.note),
    )


def _side(id_: str, name: str, outlet: str, day: str) -> str:
    return "  ".join(
        filter(None, (id_, name, f"({', '.join(filter(None, (outlet, day[:10])))})" if outlet or day else ""))
    )


def _rulings(title: str, rulings: Sequence[Ruling]) -> Section:
    items = tuple(_ruling_item(r) for r in rulings[:_SHOWN_RULINGS])
    more = len(rulings) - len(items)
    return Section(title, items, f"and {more} more; --json has all" if more > 0 else "")


def _ruling_item(ruling: Ruling) -> Item:
    judged = ruling.judgement
    who = judged.by.removeprefix("person:") if judged.by_person else "the rules"
    score = f", score {judged.score:+.1f}" if judged.score is not None else ""
    lines = [*_sides(ruling)] if ruling.left_outlet or ruling.right_outlet or judged.by_person else []
    for feature in judged.features:
        compared = f"  ({feature.left} / {feature.right})" if feature.left and feature.left != feature.right else ""
        lines.append((f"{feature.value:+.1f}", feature.text + compared))
    says = "says" if judged.by_person else "say"
    return Item(f"{VERDICTS[judged.verdict]}, {says} {who}{score}", judged.id if judged.by_person else "", tuple(lines))


def queue_page(rulings: Sequence[Ruling], title: str, empty: str, more: int = 0) -> Page:
    """Return pairs to be judged, or that were judged.

    Args:
        rulings: in order.
        title: of the page.
        empty: what to say where there are none.
        more: how many others there are.
    """
    items = tuple(_queued(r) for r in rulings)
    about = f"and {more} more; give a higher --limit" if more else ""
    return Page("", sections=(Section(f"{title} ({len(rulings) + more})", items, about, empty),))


def _queued(ruling: Ruling) -> Item:
    item = _ruling_item(ruling)
    judged = ruling.judgement
    command = () if judged.by_person else (("judge", f"onrecord judge {judged.left} {judged.right} same|different"),)
    sides = () if item.fields[:1] and item.fields[0][0] == "left" else _sides(ruling)
    return Item(f"{judged.subject.value}: {item.head}", item.tag, (*sides, *item.fields, *command))


def contested_page(found: Iterable[tuple[IncidentRow, tuple[Contested, ...]]], outlets: dict[str, str]) -> Page:
    """Return what reports disagree on, incident by incident.

    Args:
        found: incidents and what is contested about them.
        outlets: name of each report.
    """
    sections = tuple(
        Section(f"{case_view.what(row)}  {row.id}", tuple(_contested(c, outlets) for c in contested))
        for row, contested in found
    )
    return Page("", sections=sections or (Section("Contested", (), empty="Nothing is contested."),))


def _contested_section(contested: Sequence[Contested], outlets: dict[str, str]) -> Section:
    return Section("Contested", tuple(_contested(c, outlets) for c in contested), empty="The reports do not disagree.")


def _contested(found: Contested, outlets: dict[str, str]) -> Item:
    detail = found.values[0].detail if found.field is Field.NUMBER else ""
    lines = [("now" if found.updated else "", _value(v, found.field, outlets)) for v in found.values]
    lines += [("earlier", _value(v, found.field, outlets)) for v in found.updated]
    head = FIELDS[found.field] + (f" {'were ' if detail != 'missing' else 'are '}{detail}" if detail else "")
    return Item(f"{head}: {found.why}", "", tuple(lines))


def _value(value: Value, field: Field, outlets: dict[str, str]) -> str:
    named = value.value
    if field is Field.RESPONSIBILITY:
        named = f"{value.value}: {wording.STANCES[Stance(value.detail)]}"
    behind = f"{count(len(value.reports), 'report')}, {count(value.roots, 'known root')}"
    since = f", since {value.since[:10]}" if value.since else ""
    names = listed(dict.fromkeys(outlets.get(r, r) for r in value.reports), 4)
    ids = f"  {listed(value.claims, 3)}" if value.claims else "  the narrator"
    return f"{named} - {behind}{since} ({names}){ids}"


def roots_page(found: RootsOf) -> Page:
    """Return how many voices stand behind something, and why."""
    outlets = dict(found.outlets)
    corroboration = found.corroboration
    about = (("roots", found.told), ("grade", grade(corroboration.grade, corroboration.why)))
    items = tuple(_root(r, outlets) for r in corroboration.roots)
    return Page(found.what, found.id, about, (Section("Voices", items, "each counts once", "None is known."),))


def _root(root: Root, outlets: dict[str, str]) -> Item:
    kinds = {RootKind.KNOWN: "", RootKind.UNNAMED: " (not named)", RootKind.UNKNOWN: " (own source not said)"}
    names = ", ".join(dict.fromkeys(outlets.get(r, r) for r in root.reports))
    lines = [("reports", f"{len(root.reports)}: {names}"), *(("", w) for w in root.why)]
    if root.speakers:
        lines.insert(0, ("speakers", f"{', '.join(root.speakers)}: of one body, so one voice"))
    return Item(f"{root.name or 'nobody named'}{kinds[root.kind]}", listed(root.claims, 2), tuple(lines))


def hits_page(query: str, total: int, found: Sequence[tuple[Hit, Passage]]) -> Page:
    """Return what a search found, each with its lit passage."""
    items = tuple(_hit(hit, passage) for hit, passage in found)
    shown = f", {len(found)} shown" if total > len(found) else ""
    return Page(f"{count(total, 'hit')} for {query}{shown}", sections=(Section("", items, empty="Nothing was found."),))


def _hit(hit: Hit, passage: Passage) -> Item:
    where = ", ".join(filter(None, (hit.outlet, hit.published[:10], hit.title)))
    if hit.claim is None:
        return Item(where, hit.report, (), parts(passage))
    row = hit.claim
    head = f"{case_view.speaker(row)} - {row.act.value}, {case_view.sure(row)}"
    return Item(head, row.id, (("in", where),), parts(passage))


def overview_page(
    counts: Counts,
    found: Sequence[tuple[IncidentRow, RootsOf, tuple[Contested, ...]]],
    told: Sequence[tuple[IncidentRow, Sequence[AttributionRow]]],
    outlets: dict[str, str],
    commands: Sequence[tuple[str, str]],
) -> Page:
    """Return what a small case holds, at a glance.

    Args:
        counts: of the case.
        found: its main incidents, with the voices behind each and what is contested.
        told: the same incidents with who ties whom to them.
        outlets: name of each report.
        commands: what to type next, and what it shows.
    """
    size = f"{count(counts.reports, 'report')} by {count(counts.outlets, 'outlet')}"
    if counts.superseded:
        size += f", {count(counts.superseded, 'older version')} beside them"
    incidents = tuple(
        Item(
            case_view.what(row),
            row.id,
            fields(
                ("when", case_view.days(row.earliest, row.latest)),
                ("where", case_view.place(row)),
                ("harm", case_view.harm(row.harm)),
                ("roots", roots.told),
                ("grade", grade(roots.corroboration.grade, roots.corroboration.why)),
            ),
        )
        for row, roots, _ in found
    )
    blamed = tuple(Item(case_view.what(row), row.id, tuple(_accused(rows))) for row, rows in told)
    contested = tuple(
        Section(f"Contested: {case_view.what(row)}", tuple(_contested(c, outlets) for c in facts))
        for row, _, facts in found
        if facts
    )
    after = tuple(Item(command, fields=(("", about),)) for command, about in commands)
    sections = (
        Section("Incidents", incidents, "each event once, however many reports tell it"),
        Section(
            "Who is accused by whom", blamed, "one line a speaker, however many reports carry it; none is a finding"
        ),
        *contested,
        Section("What to type next", after),
    )
    about = (("reports", size), ("claims", f"{counts.claims}, {count(counts.attributions, 'attribution')}"))
    return Page("An invented case", "", about, sections)


def _accused(rows: Sequence[AttributionRow]) -> Iterator[tuple[str, str]]:
    """Yield each actor, stance and speaker once, with the outlets that carry it."""
    carried: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        carried.setdefault((row.actor, wording.STANCES[row.stance], case_view.by(row)), []).append(row.outlet)
    for (actor, stance, by), outlets in carried.items():
        yield "", f"{actor}: {stance}, says {by} (in {listed(dict.fromkeys(outlets), 4)})"
