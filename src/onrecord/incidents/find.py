"""The front of the stage: triggers, what hangs on them, which of them tell one event, and the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.annotate.extensions import Annotations, notes
from onrecord.incidents import merge, words
from onrecord.incidents.acts import find_acts, join_acts, with_claims
from onrecord.incidents.counted import COUNTED, counted, share_count
from onrecord.incidents.dating import Days
from onrecord.incidents.draft import Cluster, Draft
from onrecord.incidents.fillers import add_fillers
from onrecord.incidents.gather import gather
from onrecord.incidents.harm import read_harm
from onrecord.incidents.kinds import weapon
from onrecord.incidents.limits import OPENING
from onrecord.incidents.mishap import is_mishap, of_another
from onrecord.incidents.named import doers_of, held_of, name_the_hurt, name_the_only_one
from onrecord.incidents.outcomes import find_outcomes
from onrecord.incidents.realis import is_earlier, is_generic, ruling, running_total
from onrecord.incidents.reasons import read_reasons, take_as_accusation
from onrecord.incidents.record import Recorder, realis_of
from onrecord.incidents.referring import take_as_cyber
from onrecord.incidents.relative import date_by_others
from onrecord.incidents.roles import fill, is_charge, under_charge
from onrecord.incidents.series import find_series
from onrecord.incidents.setting import Setting
from onrecord.incidents.somebody import nobody
from onrecord.incidents.syntax import child, subject
from onrecord.incidents.tellers import Tellers
from onrecord.incidents.trigger import find_triggers
from onrecord.incidents.whenwhere import Surroundings
from onrecord.lexicon.schema import EventWord
from onrecord.model import (
    Claim,
    Incident,
    Outcome,
    Realis,
    Report,
    RoleKind,
    SegmentKind,
    Series,
    Skipped,
    Span,
)

STAGE = "incidents"


@dataclass(frozen=True, slots=True)
class Found:
    """What the stage knows before it is reduced to records; `blame` reads it.

    Attributes:
        told: every event with the drafts behind it, in order of the text.
        series: events that the report puts together.
        skipped: what was left out.
        acts: what states and bodies do to one another without violence.
    """

    told: tuple[tuple[Cluster, Incident], ...]
    series: tuple[Series, ...]
    skipped: tuple[Skipped, ...]
    acts: tuple[Incident, ...] = ()


def find_incidents(
    doc: Doc, claims: tuple[Claim, ...]
) -> tuple[tuple[Incident, ...], tuple[Series, ...], tuple[Skipped, ...]]:
    """Return the events that the report tells, the series it puts them into, and what was left out.

    Args:
        doc: the annotated report.
        claims: its claims; incidents and harm name those that tell them.
    """
    found = analyse(doc, claims)
    incidents = (*(incident for _, incident in found.told), *found.acts)
    return tuple(sorted(incidents, key=lambda i: i.triggers[0])), found.series, found.skipped


def analyse(doc: Doc, claims: tuple[Claim, ...], *, trained: bool = True) -> Found:
    """Return the events with the drafts behind them.

    Args:
        doc: the annotated report.
        claims: its claims.
        trained: whether the trained fillers add to what the rules find; they need a report with hidden states.
    """
    held = notes(doc)
    triggers = list(find_triggers(doc))
    around = Surroundings(doc, (token for token, _ in triggers))
    skipped: list[Skipped] = []
    drafts = _drafts(triggers, held, around)
    skipped.extend(Skipped(STAGE, _OTHERS, d.span) for d in drafts if of_another(d))
    drafts = [d for d in drafts if not of_another(d)]
    name_the_hurt(doc, drafts)
    suspects = doers_of(drafts)
    merge.link(drafts)
    kept: list[Cluster] = []
    for cluster in gather(merge.cluster(drafts)):
        reason = _not_an_event(cluster)
        if reason:
            skipped.extend(Skipped(STAGE, reason, d.span) for d in cluster.drafts)
        else:
            kept.append(cluster)
    name_the_only_one(doc, kept, suspects, _speakers(doc, claims))
    main = _main(kept, _opening(held.report))
    tellers = Tellers(claims)
    recorder = Recorder(tellers, Setting(doc, (token for token, _ in triggers)), Days(doc), held, held_of(drafts))
    became: dict[int, list[Outcome]] = {}
    for number, outcome in find_outcomes(doc, kept, tellers):
        became.setdefault(number, []).append(outcome)
    if trained:
        add_fillers(doc, kept)
    told = [
        (cluster, replace(recorder.record(cluster, main=cluster is main), outcomes=tuple(became.get(n, ()))))
        for n, cluster in enumerate(kept)
    ]
    told = date_by_others(told)
    series = find_series(held.report.id, told, around)
    acts, no_acts = _acts(doc, claims, [token for token, _ in triggers], recorder)
    return Found(tuple(told), series, (*skipped, *no_acts), acts)


def _acts(
    doc: Doc, claims: tuple[Claim, ...], taken: list[Token], recorder: Recorder
) -> tuple[tuple[Incident, ...], list[Skipped]]:
    """Return what states and bodies do to one another; nothing of it is seen by the other events."""
    triggers = list(find_acts(doc, taken))
    around = Surroundings(doc, [*taken, *(token for token, _ in triggers)])
    clusters, skipped = join_acts(_drafts(triggers, recorder.held, around))
    found = [recorder.record(c, main=False) for c in clusters]
    return tuple(with_claims(incident, claims) for incident in found), skipped


def _drafts(triggers: Sequence[tuple[Token, EventWord]], held: Annotations, around: Surroundings) -> list[Draft]:
    """Return a draft for every trigger outside boilerplate, with all that hangs on it."""
    segments = held.report.segments
    numbers = {s.start: n for n, s in enumerate(triggers[0][0].doc.sents)} if triggers else {}
    out: list[Draft] = []
    at = 0
    for token, entry in triggers:
        while at < len(segments) and segments[at].span.end <= token.idx:
            at += 1
        inside = at < len(segments) and segments[at].span.start <= token.idx
        if inside and segments[at].kind is SegmentKind.BOILERPLATE:
            continue
        span = Span(token.idx, token.idx + len(token))
        draft = Draft(token, entry, span, numbers.get(token.sent.start, 0), at if inside else -1)
        fill(draft)
        draft.mode = _mode(draft)
        draft.charge = token.pos_ == "NOUN" and is_charge(token)
        _set_realis(draft)
        read_harm(draft)
        draft.reasons = read_reasons(draft)
        attack = entry.type == "ASSAULT" or draft.mode == "arrest"
        draft.where = around.place_of(token, draft.reasons, attack=attack)
        of_charge = draft.charge or (token.pos_ == "NOUN" and under_charge(token))
        if entry.id in _BY_THE_DOER:
            draft.where = None  # "the hijackers will stand trial in May": the day and town of the trial
        elif draft.realis is not Realis.GENERIC and not of_charge:
            draft.when = around.time_of(token, draft.reasons, attack=attack)
        out.append(draft)
    take_as_accusation(out)
    take_as_cyber(out)
    share_count(out)
    generic = {d.token.i for d in out if d.realis is Realis.GENERIC}
    for draft in out:  # "previous attacks have killed officers"
        doer = subject(draft.token) if draft.token.pos_ == "VERB" else None
        if doer is not None and (
            doer.i in generic or (doer.lemma_.lower() in words.event_words() and is_earlier(doer))
        ):
            draft.realis, draft.realis_why, draft.when = Realis.GENERIC, doer.text, None
    return out


_BY_THE_DOER = frozenset({"kidnapper-of", "killer-of", "poisoner-n"})
"""Entries of nouns that name the deed by who did it."""


def _mode(draft: Draft) -> str:
    """Return how the entry says that it was done, else the weapon: a gun that goes off is no bomb."""
    held = (weapon(f.head) for f in draft.fillers if f.kind is RoleKind.INSTRUMENT)
    used = next((found.mode for found in held if found is not None and found.mode), "")
    if (used, draft.entry.mode) == ("firearms", "explosives"):
        return used
    if used in _LAUNCHED and draft.token.lemma_.lower() == "fire":  # "fired a rocket at the pier"
        return used
    return draft.entry.mode or used


_LAUNCHED = frozenset({"heavy-weapons", "drone", "explosives"})


def _set_realis(draft: Draft) -> None:
    token = draft.token
    found = ruling(token)
    draft.realis, draft.realis_why = found.realis, found.cue.text if found.cue is not None else ""
    draft.asked = found.cue is not None and found.cue.dep_ == "mark" and found.cue.head.dep_ != "advcl"
    if draft.realis is not Realis.ACTUAL or draft.entry.plural:
        return
    if token.pos_ in ("NOUN", "PROPN") and (is_generic(token) or _is_trade(draft)):
        draft.realis, draft.realis_why = Realis.GENERIC, "plural without article"
    elif token.pos_ in ("VERB", "AUX") and running_total(token):
        draft.realis, draft.realis_why = Realis.GENERIC, "a count of years"
    elif draft.entry.type == "ASSAULT" and (counting := counted(token, draft.fillers)):
        draft.realis, draft.realis_why = Realis.GENERIC, f"{COUNTED}: {counting}"
    elif token.pos_ == "VERB" and _habit(draft):
        draft.realis, draft.realis_why = Realis.GENERIC, "present tense, plural without number"


def _is_trade(draft: Draft) -> bool:
    """Say whether "hacking" is spoken of as such: with nothing that says whose it was or what was hacked."""
    token = draft.token
    if draft.mode != "cyber" or token.lemma_.lower() not in ("hacking", "malware", "ransomware"):
        return False
    return not draft.fillers and not any(c.dep_ not in ("punct", "amod") for c in token.children)


def _habit(draft: Draft) -> bool:
    """Say whether a verb tells what is done again and again: present tense or "known for", a bare plural object."""
    token = draft.token
    helper = child(token, "aux", "auxpass")
    tense = helper.tag_ if helper is not None else token.tag_
    known = token.dep_ == "pcomp" and token.head.lower_ == "for" and token.head.head.lower_ in _KNOWN
    if not known and (tense not in ("VBZ", "VBP") or (helper is not None and helper.lemma_ == "have")):
        return False
    hurt = [f for f in draft.fillers if f.kind in (RoleKind.VICTIM, RoleKind.TARGET, RoleKind.RECIPIENT)]
    return bool(hurt) and all(
        f.head.tag_ == "NNS" and not any(c.dep_ in ("nummod", "det", "poss") for c in f.head.children) for f in hurt
    )


_KNOWN = frozenset({"known", "notorious", "famous", "infamous"})


def _main(clusters: Sequence[Cluster], opening: int) -> Cluster | None:
    """Return the attack that the report is about: the most told that took place, if its opening tells of it."""
    attacks = [c for c in clusters if c.drafts[0].entry.type == "ASSAULT" and realis_of(c) is Realis.ACTUAL]
    if not any(c.drafts[0].token.idx < opening for c in attacks):
        return None
    return max(attacks, key=lambda c: len(c.drafts))


def _opening(report: Report) -> int:
    """Return where the opening of a report ends: its headline and first paragraphs."""
    body = next((s.span.start for s in report.segments if s.kind in _TOLD), 0)
    return body + OPENING


def _speakers(doc: Doc, claims: tuple[Claim, ...]) -> frozenset[int]:
    """Return the entities that put something forward."""
    at = {entity.id: n for n, entity in enumerate(notes(doc).entities)}
    said = (hop.source.entity for claim in claims for hop in claim.chain)
    return frozenset(at[entity] for entity in said if entity in at)


_TOLD = frozenset({SegmentKind.EXCERPT, SegmentKind.BODY})


_OTHERS = "harm from an accident, nature or illness"


def _not_an_event(cluster: Cluster) -> str:
    """Return why a cluster is no event of its own, "" where it is one."""
    forces = {d.entry.force for d in cluster.drafts}
    if all(any(nobody(f) for f in d.fillers) for d in cluster.drafts):
        return "said of nobody"
    if all(d.charge and not d.fillers for d in cluster.drafts):
        return "names a charge, not an event told here"
    if forces <= {"effect"} and not any(_by_bomb(d) or _found_shot(d) for d in cluster.drafts):
        return "harm without an attack that it could come from"
    if forces <= {"effect", "harm"} and any(is_mishap(d) for d in cluster.drafts):
        return _OTHERS
    if any(d.fillers for d in cluster.drafts):
        return ""
    if forces <= {"echo", "effect"}:
        return "refers to an event that was not found"
    if "weak" in forces and any(h.best is not None for d in cluster.drafts for h in d.harm):
        return ""  # "two explosions left four dead"
    if forces <= {"weak", "echo", "effect"} and not any(_is_blast(d) for d in cluster.drafts):
        return "a weak word with nobody and nothing in its places"
    if all(d.entry.type != "ASSAULT" for d in cluster.drafts) and not any(_stands_alone(d) for d in cluster.drafts):
        return "nobody takes part"
    return ""


def _by_bomb(draft: Draft) -> bool:
    """Say whether a bomb or shell does harm and its words say whom or what it harms: "a bomb wrecked the bank"."""
    armed = (f for f in draft.fillers if f.kind is RoleKind.INSTRUMENT)
    used = (found for f in armed if (found := weapon(f.head)) is not None)
    if draft.realis is not Realis.ACTUAL or not any(w.mode in _BLASTS and not w.needs for w in used):
        return False
    return any(f.kind in _HARMED for f in draft.fillers)


def _found_shot(draft: Draft) -> bool:
    """Say whether somebody is found dead with what others did to him ("found dead with bullet wounds")."""
    token = draft.token
    if token.lemma_.lower() != "dead" or draft.realis is not Realis.ACTUAL or not draft.fillers:
        return False
    near = token.doc[max(token.sent.start, token.i - _NEAR_DEAD) : min(token.sent.end, token.i + _NEAR_DEAD)]
    return not _WOUNDS.isdisjoint({t.lemma_.lower() for t in near} | {t.lower_ for t in near})


_NEAR_DEAD = 20
_WOUNDS = frozenset({"bullet", "gunshot", "stab", "stabbed", "strangled", "beheaded", "mutilated", "throat"})
_BLASTS = frozenset({"explosives", "heavy-weapons", "aerial", "drone"})
_HARMED = frozenset({RoleKind.TARGET, RoleKind.VICTIM, RoleKind.SITE})


def _is_blast(draft: Draft) -> bool:
    """Say whether an explosion with a time or place is told beside words for bombs: a gas main explodes by itself."""
    if draft.entry.mode != "explosives" or draft.token.pos_ != "NOUN" or (draft.when is None and draft.where is None):
        return False
    return not _BOMBS.isdisjoint(columns(draft.token.doc).lemmas)


_BOMBS = frozenset(
    {"bomb", "bombing", "sabotage", "saboteur", "terrorist", "terrorism", "missile", "drone", "dynamite"}
)


def _stands_alone(draft: Draft) -> bool:
    """Say whether nobody has to be told to take part: mostly nobody is known to be behind a cyberattack, or a coup."""
    if draft.token.pos_ != "NOUN" or draft.token.dep_ == "compound":
        return False
    placed = draft.when is not None or draft.where is not None
    if draft.mode == "cyber":
        return placed or draft.token.dep_ == "nsubj" or (draft.token.tag_ == "NN" and merge.definite(draft.token))
    coup = draft.token.lemma_.lower() in _COUPS and draft.token.tag_ == "NN" and (placed or merge.definite(draft.token))
    return coup and not _SOLDIERS.isdisjoint(columns(draft.token.doc).lemmas)


_COUPS = frozenset({"coup", "putsch", "mutiny"})
_SOLDIERS = frozenset({"soldier", "troop", "army", "paratrooper", "paratroop", "mutineer", "junta", "tank", "barracks"})
